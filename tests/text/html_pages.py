"""Pages of several publishing systems, written for these tests: what must be read of them and what must not."""

# ruff: noqa: E501 (markup is as long as its lines are)

from __future__ import annotations

from dataclasses import dataclass

LEAD = "Two artillery shells struck the vegetable market of Abdin on Saturday morning, killing at least three people."
SECOND = "The rescue team said that seven others were injured, among them two children and a nurse of the local clinic."
THIRD = "A council member, Layla Haddad, told reporters that the market had been hit <b>twice</b> within a single week."
THIRD_SHOWN = THIRD.replace("<b>", "").replace("</b>", "")
DECOY = "Car bombing leaves 6 dead and 17 injured in the border town"
TITLE = "Three killed in shelling of the market of Abdin"


@dataclass(frozen=True)
class Example:
    """A page, what must stand in its text, and what must not."""

    name: str
    source: str
    shown: tuple[str, ...]
    kept_out: tuple[str, ...]
    published: str | None


WORDPRESS = Example(
    "blog",
    f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{TITLE} | Northern Desk</title>
<meta property="og:site_name" content="Northern Desk"><meta property="article:published_time" content="2018-09-08T11:05:00+00:00">
<meta property="article:modified_time" content="2019-01-01T00:00:00+00:00"></head><body class="post">
<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<div id="content"><article class="post type-post hentry"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta">Posted on <time datetime="2018-09-08T11:05:00+00:00">September 8, 2018</time> by <a>admin</a></div>
<div class="entry-content"><p>{LEAD}</p>
<p>{SECOND}</p><blockquote><p>“We carried them out in blankets,” a nurse said.</p></blockquote><p>{THIRD}</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul></div></div></article>
<div id="comments"><h2>2 comments</h2><ol class="comment-list"><li><p>I heard that 40 people died there, all of them.</p></li></ol></div>
</div><aside class="widget-area"><h2>Recent posts</h2><ul><li><a href="/x">{DECOY}</a> September 9, 2018</li></ul></aside>
<footer>Copyright 2021 Northern Desk</footer></body></html>""",
    (LEAD, SECOND, THIRD_SHOWN, "“We carried them out in blankets,” a nurse said."),
    (DECOY, "40 people died", "Copyright"),
    "2018-09-08T11:05:00+00:00",
)

ARABIC = Example(
    "arabic agency with an English template",
    """<!DOCTYPE html><html lang="en" dir="rtl"><head><meta charset="utf-8"><title>قتلى في سوق عابدين - وكالة الشمال</title>
<meta property="og:site_name" content="وكالة الشمال"><meta property="og:title" content="قتلى في سوق عابدين"></head><body>
<div class="news-ticker"><span>الثلاثاء 20 تشرين الثاني 2018</span> <a href="/1">انفجار سيارة يوقع 6 قتلى في الحدود</a></div>
<main><article><h1>قتلى في سوق عابدين</h1><span class="date">السبت 8 أيلول 2018</span>
<p>سقطت قذيفتان على سوق الخضار في قرية عابدين صباح السبت، ما أدى إلى مقتل ثلاثة أشخاص على الأقل وإصابة سبعة آخرين.</p>
<p>وقال فريق الإنقاذ إن بين المصابين طفلين وممرضة من المركز الصحي في البلدة، وإن السوق استُهدف مرتين خلال أسبوع واحد.</p>
</article></main><div class="related"><h3>مواضيع ذات صلة</h3><a href="/2">مقتل 21 مدنياً في قصف على سوق المدينة</a></div>
</body></html>""",
    ("سقطت قذيفتان على سوق الخضار في قرية عابدين صباح السبت", "وإن السوق استُهدف مرتين خلال أسبوع واحد."),
    ("انفجار سيارة", "مقتل 21 مدنياً"),
    "2018-09-08",
)

TABLES = Example(
    "situation report with a list and a table",
    f"""<html><head><title>Weekly report</title><script type="application/ld+json">
{{"@context": "https://schema.org", "@graph": [{{"@type": "WebPage", "datePublished": "2018-01-01"}},
{{"@type": "Report", "headline": "Weekly report of the northern desk", "datePublished": "2018-09-11",
"dateModified": "2018-09-20", "author": {{"@type": "Person", "name": "Layla Haddad"}},
"publisher": {{"@type": "Organization", "name": "Northern Desk"}}}}]}}</script></head>
<body><div class="page"><h1>Weekly report of the northern desk</h1><p>{LEAD}</p><p>{SECOND}</p>
<h2>Displacement</h2><ul><li>About 8,200 people fled the villages of the south between 7 and 10 September.</li>
<li>As of 10 September, some 1,200 of them had returned to their homes, the councils said.</li></ul>
<table><tr><th>Site</th><th>People</th></tr><tr><td>Kafr Nabl</td><td>3,100</td></tr><tr><td>Total</td><td>7,700</td></tr></table>
<p>{THIRD}</p></div></body></html>""",
    (LEAD, "About 8,200 people fled the villages", "some 1,200 of them had returned", "Kafr Nabl | 3,100", THIRD_SHOWN),
    (),
    "2018-09-11",
)

OLD = Example(
    "old page of line breaks",
    f"""<html><head><title>Northern Desk - {TITLE}</title></head><body bgcolor="#ffffff">
<table width="100%"><tr><td width="20%"><a href="/">Home</a><br><a href="/news">News</a><br><a href="/x">{DECOY}</a></td>
<td><font size="5">{TITLE}</font><br><font size="1">8 September 2018</font><br><br>{LEAD}<br><br>{SECOND}<br><br>{THIRD}<br>
<br>Copyright Northern Desk</td></tr></table></body></html>""",
    (LEAD, SECOND, THIRD_SHOWN),
    (DECOY,),
    "2018-09-08",
)

HOSTILE = Example(
    "hostile",
    f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta name="author" content="&lt;script&gt;alert(1)&lt;/script&gt;"><link rel="canonical" href="javascript:alert(1)">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": 5, "datePublished": ["x"], "publisher": {{"name": {{}}}}}}</script>
<script type="application/ld+json">{"[" * 5000}</script></head><body>
<h1>{TITLE}</h1><p style="display:none">Hidden: 900 people were killed by the other side in one night.</p>
<p style="font-size:0">Invisible: 800 people were killed.</p><div hidden>Hidden too: 700 people were killed.</div>
<p>{LEAD} &lt;script&gt;alert("x")&lt;/script&gt;</p><p>{SECOND}</p><p>{THIRD}</p>
<noscript>Please enable JavaScript to see all 48 photos.</noscript><template><p>600 people were killed.</p></template>
<iframe srcdoc="<p>500 people were killed</p>"></iframe><!-- 400 people were killed -->
<svg><text>300 people were killed</text></svg>{"<div>" * 300}deep{"</div>" * 300}</body></html>""",
    (LEAD + ' <script>alert("x")</script>', SECOND, THIRD_SHOWN),
    ("900 people", "800 people", "700 people", "48 photos", "600 people", "500 people", "400 people", "300 people"),
    None,
)

EXAMPLES = (WORDPRESS, ARABIC, TABLES, OLD, HOSTILE)
