"""HTML pages: the main text and nothing else, with what the markup states of it."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.errors import BrokenEncoding, BrokenFile, HarmtraceError, NoText
from harmtrace.model.document import Capture, Captured, Document
from harmtrace.model.ids import sha256_hex
from harmtrace.text.reading import read_document
from tests.text.html_pages import EXAMPLES, LEAD, SECOND, THIRD, TITLE, Example

SEED = Path(__file__).resolve().parent.parent / "data" / "seed.html"


def read(data: str | bytes, **given_facts: str) -> Document:
    data = data.encode() if isinstance(data, str) else data
    capture = Capture(sha256_hex(data), len(data), "text/html", "page.html", datetime.datetime(2020, 1, 1))
    return read_document(Captured(capture, data, given_facts))


def page(head: str = "", body: str = "", title: str = TITLE) -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<article><h1>{title}</h1>{body}<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_text_is_read_and_the_page_around_it_is_not(example: Example) -> None:
    document = read(example.source)
    assert [words for words in example.shown if words not in document.text] == []
    assert [words for words in example.kept_out if words in document.text] == []
    assert (document.published.value if document.published else None) == example.published


def test_the_seed_page_reads_as_the_seed_text() -> None:
    document = read(SEED.read_bytes())
    plain = (SEED.parent / "seed.txt").read_text(encoding="utf-8")
    paragraphs = [line for line in plain.split("\n\n") if not line.startswith("Home Media Center")]
    assert document.text == "\n\n".join(paragraphs)
    assert [zone.kind for zone in document.zones] == ["date_line", "title", "body", "source_line"]
    assert document.published is not None
    assert (document.published.value, document.published.basis) == ("2018-09-15T17:36:00+03:00", "meta")
    assert document.publisher == "Syrian Coalition"
    assert document.author == "Media Department"
    assert document.language == "en"
    assert document.source_line == "Source: Syrian Coalition’s Media Department"
    assert document.title == paragraphs[1]


def test_every_quote_of_the_expected_claims_stands_in_the_seed_page(shared: Path) -> None:
    import json

    expected = json.loads((shared / "data" / "seed" / "expected.json").read_text(encoding="utf-8"))
    document = read(SEED.read_bytes())
    quotes = [evidence["quote"] for claim in expected["claims"] for evidence in claim["evidence"]]
    assert [quote for quote in quotes if quote not in document.text] == []
    assert [words for words in expected["html"]["must_not_become_claims"] if words in document.text] == []


@pytest.mark.parametrize(
    ("head", "value", "precision"),
    [
        (
            '<meta property="article:published_time" content="2018-09-08T11:05:00.000Z">',
            "2018-09-08T11:05:00+00:00",
            "minute",
        ),
        ('<meta name="date" content="2018-09-08">', "2018-09-08", "day"),
        ('<meta name="DC.date.issued" content="2018-09">', "2018-09", "month"),
        ('<meta itemprop="datePublished" content="2018-09-08 11:05">', "2018-09-08T11:05:00", "minute"),
        ('<meta name="pubdate" content="Sat, 08 Sep 2018 11:05:00 +0300">', "2018-09-08T11:05:00+03:00", "minute"),
        ('<meta name="pubdate" content="8 September 2018">', "2018-09-08", "day"),
        ('<meta property="article:published_time" content="2018-09-08T00:00:00+00:00">', "2018-09-08", "day"),
        (
            '<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": "' + TITLE + '", '
            '"datePublished": "2018-09-08T11:05:00+03:00"}</script>',
            "2018-09-08T11:05:00+03:00",
            "minute",
        ),
    ],
)
def test_the_markup_dates_a_page(head: str, value: str, precision: str) -> None:
    published = read(page(head)).published
    assert published is not None
    assert (published.value, published.precision, published.basis) == (value, precision, "meta")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:modified_time" content="2018-09-08">', ""),
        ('<meta name="date" content="the eighth">', ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2018-09-08"}</script>', ""),
        ("", "<p>Last updated: 8 September 2018</p>"),
        ("", '<div class="related"><span>8 September 2018</span> <a href="/x">Another report</a></div>'),
        (  # two articles, neither of them the page's
            '<script type="application/ld+json">[{"@type": "NewsArticle", "headline": "One", '
            '"datePublished": "2018-09-08"}, {"@type": "NewsArticle", "headline": "Two", '
            '"datePublished": "2018-09-09"}]</script>',
            "",
        ),
    ],
)
def test_dates_of_other_things_do_not_date_a_page(head: str, body: str) -> None:
    assert read(page(head, body)).published is None


def test_a_time_element_dates_a_page() -> None:
    published = read(
        page(body='<time itemprop="datePublished" datetime="2018-09-08T11:05+03:00">Saturday</time>')
    ).published
    assert published is not None
    assert published.value == "2018-09-08T11:05:00+03:00"


def test_what_is_given_goes_before_the_markup() -> None:
    document = read(
        page('<meta name="date" content="2018-09-08"><meta property="og:site_name" content="Desk">'),
        published="2018-09-07",
        publisher="Somebody",
        language="fr",
    )
    assert document.published is not None
    assert (document.published.value, document.published.basis) == ("2018-09-07", "given")
    assert (document.publisher, document.language) == ("Somebody", "fr")


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    head = '<meta property="og:site_name" content="Northern Desk">'
    source = page(head).replace(f"<title>{TITLE}", f"<title>{TITLE} - Northern Desk")
    assert read(source).title == TITLE


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("utf-8", "utf-8"),
        ("cp1256", "windows-1256"),
        ("cp1256", "cp1256"),
        ("utf-16", "utf-16"),
        ("utf-8", "windows-1256"),
    ],
)
def test_a_declared_charset_is_honoured(charset: str, declared: str) -> None:
    source = page(body="<p>قال فريق الإنقاذ إن ثلاثة أشخاص قتلوا في القرية.</p>").replace("'utf-8'", f"'{declared}'")
    assert "ثلاثة أشخاص" in read(source.encode(charset)).text


@pytest.mark.parametrize("declared", ["utf-8", "zlib", "unicode_escape", "nonsense", "rot13"])
def test_a_wrong_charset_is_an_error_and_never_garbled_letters(declared: str) -> None:
    source = page(body="<p>قال فريق الإنقاذ إن ثلاثة أشخاص قتلوا في القرية.</p>").replace("'utf-8'", f"'{declared}'")
    with pytest.raises(BrokenEncoding):
        read(source.encode("cp1256"))


@pytest.mark.parametrize(
    "source", ["<html></html>", "<!DOCTYPE html><html><body><nav><a href='/'>Home</a></nav></body></html>"]
)
def test_a_page_without_text_is_an_error(source: str) -> None:
    with pytest.raises(NoText):
        read(source)


def test_words_parted_by_markup_keep_their_spaces() -> None:
    text = read(
        page(body="<p>The <b>rescue</b> team\n\tsaid<br>that <i>three</i>&nbsp;people, a&shy;gain, were hit.</p>")
    ).text
    assert "The rescue team said\nthat three people" in text


def test_the_text_of_a_page_does_not_depend_on_pages_read_before() -> None:
    assert [read(page()).text for _ in range(4)] == [read(page()).text] * 4


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="<>/=\"' divpatbhe&;#x0123!-[]é؟\n", max_size=200))
def test_no_markup_breaks_the_reader(noise: str) -> None:
    try:
        document = read(page(body=noise))
    except HarmtraceError:
        return
    for zone in document.zones:
        assert 0 <= zone.start < zone.end <= len(document.text)


def test_a_page_that_leaves_hundreds_of_elements_open_is_read_whole() -> None:
    text = read(page(body="<div><font>" * 150)).text
    assert LEAD in text
    assert SECOND in text


def test_bare_wrappers_are_no_depth() -> None:
    assert LEAD in read(page(body="<div>" * 1_500)).text


def test_a_page_nested_too_deeply_to_be_read_whole_is_refused_in_time() -> None:
    started = time.monotonic()
    with pytest.raises(BrokenFile, match="nested"):
        read(page(body="<div class='x'>" * 20_000))
    assert time.monotonic() - started < 20
