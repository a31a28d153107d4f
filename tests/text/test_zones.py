"""Zones: what is text and what is the page around it, in several languages and layouts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.text.cues import press_office_of
from harmtrace.text.published import find_date_line
from harmtrace.text.zones import Layout, find_layout

BODY = "Two shells struck the vegetable market of the village on Saturday, killing at least three people."
BODY_AR = "سقطت قذيفتان على سوق الخضار في القرية صباح السبت، ما أدى إلى مقتل ثلاثة أشخاص على الأقل."


def zones(text: str, layout: Layout) -> list[tuple[str, str]]:
    return [(zone.kind, text[zone.start : zone.end]) for zone in layout.zones]


def laid_out(text: str, **known: str | None) -> list[tuple[str, str]]:
    known = {"title": None, "publisher": None, **known}
    return zones(text, find_layout(text, title=known["title"], publisher=known["publisher"]))


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Telegram and X",
        "Read more: Ten killed in Hass",
        "Share this article",
        "Related news: 21 killed in Maarat",
        "Tags: Idlib, Hass",
        "Copyright © 2018 Example Media",
        "Example Media. All rights reserved.",
        "Last updated: Wednesday, 3 March 2021 08:15",
        "Updated at 17:05 on 9 September 2018",
        "Photo: a street in Hass (archive)",
        "Home › News › Syria",
        "* * *",
        "شريط الأخبار | الثلاثاء 20 تشرين الثاني 2018 | أسعار الصرف",
        "تابعونا على تلغرام",
        "اقرأ أيضاً: عشرة قتلى في حاس",
        "جميع الحقوق محفوظة",
        "صورة: شارع في حاس",
        "Читайте также: десять погибших",
        "Обновлено: 9 сентября 2018 г.",
        "Lesen Sie auch: Zehn Tote in Hass",
        "Lire aussi : dix morts à Hass",
        "Preberite tudi: deset mrtvih",
        "Síguenos en Twitter",
        "Bizi takip edin",
    ],
)
def test_the_page_around_a_text_is_furniture(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\n{BODY}"
    assert laid_out(text) == [("body", BODY), ("furniture", line), ("body", BODY)]


@pytest.mark.parametrize(
    "line",
    [
        "Related violence in the neighbouring district killed three people on Friday.",
        "Share prices fell after the strike.",
        "Home to 3,000 people, the village was shelled again.",
        "Updated figures speak of 14 dead.",
        "Latest count: three dead and five injured.",
        "More on both sides were wounded, 12 of them badly",
        "Hays: 6 killed, 14 wounded",
        "25 Nov | Bayt al-Faqih | 2 boys killed; a third in critical condition",
        "عاجل في الحصيلة: مقتل ثلاثة مدنيين وإصابة خمسة.",
        "Previous strikes had killed 12.",
        "Previous attacks on the surgical hospital",
        "Imagery was obtained from an archive [ImageryFirm ©2017], from which the place was found.",
        "Latest: at least 14 people were killed in Hass, rescuers say.",
        "On 18 April 2018 Northern Desk and others revealed that the convoy had been hit before it left the town.",
    ],
)
def test_text_that_begins_like_furniture_stays_text(line: str) -> None:
    assert all(kind == "body" for kind, _ in laid_out(f"{BODY}\n\n{line}\n\n{BODY}"))


def test_the_plain_seed_of_a_press_release() -> None:
    title = "Rights group: shelling of Hass must stop at once"
    text = (
        f"Saturday, 15 September 2018 17:36\n\n{title}\n\n{BODY}\n\n{BODY} (Source: Northern Council’s Media Office)"
        f"\n\nHome Media Center Council News {title}"
    )
    layout = find_layout(text, title=None, publisher=None)
    assert zones(text, layout) == [
        ("date_line", "Saturday, 15 September 2018 17:36"),
        ("title", title),
        ("body", f"{BODY}\n\n{BODY}"),
        ("source_line", "(Source: Northern Council’s Media Office)"),
        ("furniture", f"Home Media Center Council News {title}"),
    ]
    assert layout.title == title
    assert layout.source_line == "Source: Northern Council’s Media Office"
    assert layout.published is not None
    assert layout.published.value == "2018-09-15T17:36:00"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("14 September 2018", "2018-09-14"),
        ("Published: Sep 9, 2018 3:40 pm GMT+3", "2018-09-09T15:40:00+03:00"),
        ("Issue of Tuesday, 11 September 2018", "2018-09-11"),
        ("Flash Update No. 41 | Gaza Strip | 17 January 2024", "2024-01-17"),
        ("2018-09-08", "2018-09-08"),
        ("الأحد 2018/09/16", "2018-09-16"),
        ("شبكة شام - ١٦ أيلول ٢٠١٨", "2018-09-16"),
        ("السبت 8 أيلول 2018", "2018-09-08"),
        ("ИДЛИБ, 8 сентября 2018 г.", "2018-09-08"),
        ("7. Oktober 2018", "2018-10-07"),
        ("8 septembre 2018 à 14h30", "2018-09-08T14:30:00"),
        ("8 de septiembre de 2018", "2018-09-08"),
        ("Sobota, 8. september 2018 ob 14:20", "2018-09-08T14:20:00"),
        ("8 Eylül 2018 Cumartesi", "2018-09-08"),
    ],
)
def test_date_lines_of_many_languages(line: str, value: str) -> None:
    body = BODY_AR if any("ا" <= character <= "ي" for character in line) else BODY
    for text in (f"{line}\n\n{body}", f"A headline of some words\n\n{line}\n\n{body}"):
        found = find_date_line(text)
        assert found is not None
        (start, end), published = found
        assert (text[start:end], published.value, published.basis) == (line, value, "date_line")


@pytest.mark.parametrize(
    "line",
    [
        "As of 12 September 2018",
        "Last updated: 12 September 2018",
        "شريط الأخبار | الثلاثاء 20 تشرين الثاني 2018 | أسعار الصرف",
        "Air strikes on Hass on 8 September 2018",
        "Shells hit Hass on 8 September 2018 – five died, medics said.",
        "Strikes between 7 September 2018 and 10 September 2018",
        "Weekly round-up: 7 to 10 September",
        "08/09/2018",
        "Findings on Idlib and Hama, 2015",
    ],
)
def test_lines_that_tell_no_publication_date(line: str) -> None:
    assert find_date_line(f"{line}\n\n{BODY}\n\n{BODY}") is None


def test_a_date_in_the_text_is_no_date_line() -> None:
    assert find_date_line(f"{BODY}\n\n14 September 2018\n\n{BODY}") is None


@pytest.mark.parametrize(
    "prefix",
    [
        "BEIRUT — ",
        "KYIV, March 9 (Meridian Wire) - ",
        "Hama, 12 March – ",
        "MOSCOW (Sputnik) - ",
        "Baquba / Special: ",
        "(Nairobi, 12 February 2024) – ",
        "(Beirut) – ",
        "Nairobi – ",
        "Nairobi - ",
        "Nairobi — ",
        "Nairobi -- ",
        "Nairobi // ",
        "Nairobi | ",
        "[Nairobi] ",
        "Port-au-Prince – ",
        "Tel Aviv, Israel – ",
        "NAIROBI, Kenya — ",
        "Rio de Janeiro - ",
    ],
)
def test_a_reporters_dateline_is_parted_from_the_first_sentence(prefix: str) -> None:
    assert laid_out(prefix + BODY) == [("date_line", prefix.strip()), ("body", BODY)]


@pytest.mark.parametrize(
    "line",
    [
        "Ortega: we cannot confirm that figure at all.",
        "Al-Habit - the town was hit again.",
        "(a.) – the town was hit again.",
        "(as told to us) – the town was hit again.",
        "Homs – Two shells fell.\nHama – Five shells fell on the market.",
        "Homs – Two shells fell on the market; Hama – Five shells fell on the school.",
        "Two men from the town – Ali and Omar – were killed.",
    ],
)
def test_a_speaker_or_place_before_a_dash_stays_text(line: str) -> None:
    assert {kind for kind, _ in laid_out(line)} == {"body"}


def test_a_message_has_no_dateline_of_a_place_alone() -> None:
    line = "Homs – Two shells fell on the market."
    layout = find_layout(line, title=None, publisher=None, titled=False)
    assert [zone.kind for zone in layout.zones] == ["body"]


@pytest.mark.parametrize("head", ["NAIROBI - ", "(AFP) - ", "(Nairobi) – ", "Nairobi | "])
@pytest.mark.parametrize(
    "told",
    [
        "Raiders killed six herders near Isiolo on 9 March 2021.",
        "Raiders killed six herders on 9 March 2021, elders said.",
        "On 9 March 2021, raiders killed six herders near Isiolo.",
        "Elders say the 9 March 2021 raid killed six near Isiolo.",
    ],
)
def test_one_sentence_that_tells_a_date_is_text_and_no_date_line(head: str, told: str) -> None:
    assert laid_out(head + told) == [("date_line", head.strip()), ("body", told)]


def test_the_dateline_of_a_wrapped_paragraph() -> None:
    told = "Raiders killed six herders\nnear the town of Isiolo on Tuesday, elders\nsaid."
    assert laid_out(f"A raid in the north\n\nNairobi – {told}")[1:] == [("date_line", "Nairobi –"), ("body", told)]


@pytest.mark.parametrize(
    "line", ["The Associated Press", "Agence France-Presse", "By Layla Haddad", "The Daily Post and agencies", "رويترز"]
)
def test_bylines_above_and_below(line: str) -> None:
    title = "A headline of some words"
    assert ("byline", line) in laid_out(f"{title}\n\n{line}\n\n{BODY}")
    assert laid_out(f"{BODY}\n\n{line}")[-1] == ("byline", line)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Layla Haddad", "Layla Haddad"),
        ("Reporting by Layla Haddad and Omar Nur", "Layla Haddad and Omar Nur"),
        ("(Reuters)", "Reuters"),
        ("The Daily Post", None),
    ],
)
def test_a_byline_names_the_author(line: str, author: str | None) -> None:
    layout = find_layout(f"{BODY}\n\n{line}", title=None, publisher="The Daily Post")
    assert layout.zones[-1].kind == "byline"
    assert layout.author == author


def test_the_publishers_own_name_is_a_byline() -> None:
    assert laid_out(f"{BODY_AR}\n\nمسار برس", publisher="مسار برس")[-1] == ("byline", "مسار برس")


def test_a_kicker_is_furniture_and_the_line_below_it_the_headline() -> None:
    text = f"PRESS RELEASE\nStatement on two attacks of 8 September\n\n9 September 2018\n\n{BODY}"
    assert [kind for kind, _ in laid_out(text)] == ["furniture", "title", "date_line", "body"]


def test_a_page_that_lost_its_line_ends() -> None:
    title = "Rocket attacks kill eight in the northern city"
    text = f"16 August 2016 {title}. {BODY} {BODY}"
    assert laid_out(text, title=title) == [
        ("date_line", "16 August 2016"),
        ("title", f"{title}."),
        ("body", f"{BODY} {BODY}"),
    ]


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        ("Posted on August 3 2016 by Jordan Amsel ", "date_line", "  "),
        ("Date of publication 12 August 2016 - ", "date_line", " - "),
        ("08-07-2014 ", "date_line", ".   "),
        ("Jordan Amsel in Hama | ", "byline", " | "),
    ],
)
def test_a_known_headline_is_parted_from_what_stands_before_it_in_its_line(before: str, kind: str, after: str) -> None:
    title = "Three women killed in Hass"
    zones = laid_out(f"{before}{title}{after}{BODY}", title=title)
    assert [(found, words.strip(" -.|")) for found, words in zones][:2] == [
        (kind, before.strip(" -|")),
        ("title", title),
    ]
    assert zones[-1] == ("body", BODY)


def test_counters_between_headline_and_text_are_furniture() -> None:
    title = "Three women killed in Hass"
    zones = laid_out(f"07.10.2017 {title} (updated 15:00 07.10.2017) Get short URL 1 190 {BODY}", title=title)
    assert [kind for kind, _ in zones] == ["date_line", "title", "furniture", "body"]
    assert zones[-1] == ("body", BODY)


def test_a_lead_that_repeats_the_headline_stays_text() -> None:
    title = "Three women killed in Hass"
    assert laid_out(f"{title}\n\n{title} on Monday, the town council said.", title=title)[-1][0] == "body"


def test_a_sentence_that_begins_with_a_date_is_no_date_line() -> None:
    text = f"7 September 2018 saw the worst shelling of the year in all of the villages. {BODY} {BODY}"
    assert [kind for kind, _ in laid_out(text)] == ["body"]


def test_a_first_paragraph_is_no_headline() -> None:
    assert laid_out(f"{BODY}\n\n{BODY}") == [("body", f"{BODY}\n\n{BODY}")]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Source: Syrian Coalition’s Media Department", "Syrian Coalition"),
        ("Source: Northern Council Press Office", "Northern Council"),
        ("Source: Reuters", None),
        ("Source: Media Department", None),
        ("Quelle: Pressestelle der Stadt Idlib", "Stadt Idlib"),
    ],
)
def test_a_press_office_names_the_publisher(line: str, body: str | None) -> None:
    assert press_office_of(line) == body


@given(
    st.lists(
        st.sampled_from(
            [BODY, BODY_AR, "14 September 2018", "Read more: x", "Title words", "(Source: Us)", "", " ", "AFP"]
        ),
        max_size=12,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]),
)
def test_zones_are_ordered_disjoint_and_leave_out_no_word(lines: list[str], end: str) -> None:
    text = end.join(lines)
    position = 0
    for zone in find_layout(text, title=None, publisher=None).zones:
        assert position <= zone.start < zone.end <= len(text)
        assert not text[position : zone.start].strip()
        position = zone.end
    assert not text[position:].strip()


def test_a_source_amid_the_text_is_not_that_of_the_text() -> None:
    text = f"{BODY}\n\n(Source: Council Media Office)\n\n{BODY} {BODY}"
    layout = find_layout(text, title=None, publisher=None)
    assert layout.source_line is None
    assert ("source_line", "(Source: Council Media Office)") in zones(text, layout)
    assert (
        find_layout(f"Source: The Desk\n\n{BODY} {BODY}", title=None, publisher=None).source_line == "Source: The Desk"
    )


def test_the_headline_of_a_flat_page_may_stand_without_the_site() -> None:
    text = f"Published July 27 2016 - Bomb kills four in Bria - SEND {BODY} {BODY} {BODY}"
    layout = find_layout(text, title="Bomb kills four in Bria - Orontes Wire", publisher=None)
    assert [text[zone.start : zone.end] for zone in layout.zones if zone.kind == "title"] == [
        "Bomb kills four in Bria -"
    ]
