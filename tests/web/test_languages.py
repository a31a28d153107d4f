"""Pages in Arabic: which language is spoken, that nothing is left in English, that letters stand where they should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from harmtrace.errors import BadSetting
from harmtrace.model.attribution import Attribution, Extractor, Teller
from harmtrace.model.claim import EventClaim
from harmtrace.model.span import Evidence, SourceText
from harmtrace.store.record import Store
from harmtrace.web.app import create_app
from harmtrace.web.reading.highlight import highlighted
from tests.publish.leftovers import english_left
from tests.publish.test_publish import WITNESS
from tests.reports import EVERYTHING, record_in
from tests.web.site import pages_of, served
from tests.web.test_places import PLACES

VOWELLED = {
    "id": "ar-2",
    "publisher": "إذاعة الحقل",
    "published": "2018-09-09",
    "language": "ar",
    "title": "قصفٌ على حاس (Hass)",
    "text": "قُتِلَ أَرْبَعَةُ مَدَنِيّين وأصيب ١٢ آخرون بقصفٍ على بلدة حاس (Hass) جنوبي إدلب يوم ٨ أيلول.",
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record_in(tmp_path_factory.mktemp("record"), *EVERYTHING, WITNESS, *PLACES, VOWELLED)[0]


@pytest.fixture(scope="module")
def site(url: str) -> Iterator[str]:
    with served(url) as address:
        yield address


@pytest.fixture
def client(site: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site) as opened:
        yield opened


@pytest.fixture(scope="module")
def addresses(url: str) -> list[str]:
    found = pages_of(url)
    store = Store.open(url)
    places = {w.place_id for i in store.incidents() for w in i.where if w.place_id}
    store.close()
    found += [f"/places/{place}" for place in sorted(places)]
    return [
        "/",
        "/?place=حاس",
        "/method",
        "/patterns",
        "/patterns?by=actor",
        "/patterns?place=zzz",
        "/search",
        "/search?q=مدنيين",
        "/search?q=zzz",
        "/incidents/none",
        *found,
    ]


def test_no_page_in_arabic_leaves_a_word_in_english(client: httpx.Client, addresses: list[str]) -> None:
    assert len(addresses) > 20
    for address in addresses:
        page = client.get(address, headers={"accept-language": "ar"}).text
        assert '<html lang="ar" dir="rtl">' in page, address
        assert english_left(page) == [], address


def test_the_language_is_asked_for_kept_or_that_of_the_browser(client: httpx.Client) -> None:
    def language(address: str = "/method", **headers: str) -> str:
        found = re.search(r'<html lang="([\w-]+)"', client.get(address, headers=headers).text)
        assert found is not None
        return found[1]

    assert language() == "en"
    assert language(**{"accept-language": "fr,ar-SY;q=0.8,en;q=0.5"}) == "ar-SY"
    assert language(**{"accept-language": "en-GB,ar;q=0.8"}) == "en-GB"
    assert language(**{"accept-language": ";;q=x,,"}) == "en"
    assert language("/method?lang=nonsense") == "en"
    assert language("/method?lang=ar") == "ar"
    assert language(**{"accept-language": "en"}) == "ar", "the cookie keeps what was asked for"
    assert language("/method?lang=en") == "en"
    assert language() == "en"


def test_a_choice_of_digits_is_kept_and_the_page_links_to_the_others(client: httpx.Client) -> None:
    first = client.get("/?place=Hass&lang=ar-SY")
    assert 'href="/?place=Hass&amp;lang=en"' in first.text
    assert 'aria-current="true">العربية' in first.text
    assert "٨ أيلول" not in first.text
    assert "٨ أيلول ٢٠١٨" in client.get("/?digits=arabic").text
    assert "٨ أيلول ٢٠١٨" in client.get("/").text
    cookies = first.headers.get_list("set-cookie")
    assert all("SameSite=Strict" in cookie and "HttpOnly" in cookie for cookie in cookies)


def test_a_twin_speaks_english_whatever_is_asked_for(client: httpx.Client) -> None:
    for address in ("/overview.json", "/method.json", "/places/geonames:169835.json"):
        assert client.get(address, headers={"accept-language": "ar"}).text == client.get(address).text


def test_a_place_is_filtered_by_its_name_in_either_language(client: httpx.Client) -> None:
    pages = [client.get("/", params={"place": name, "lang": "ar"}).text for name in ("حاس", "Hass", "Ḩās")]
    assert all(page.count("/incidents/inc_") == pages[0].count("/incidents/inc_") > 0 for page in pages[:2])


def test_a_text_runs_as_its_language_does_whatever_the_page(client: httpx.Client) -> None:
    arabic = client.get("/documents/ar-2", params={"lang": "en"}).text
    assert '<div class="text" dir="rtl" lang="ar">' in arabic
    english = client.get("/documents/league-1", params={"lang": "ar"}).text
    assert '<div class="text" dir="ltr" lang="en">' in english


def test_search_marks_the_words_with_their_vowels(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": "المدنيين قتل"}).text
    assert "<mark>قُتِلَ</mark>" in page
    assert "<mark>مَدَنِيّين</mark>" in page
    assert client.get("/search.json", params={"q": "مدنيين"}).json()["hits"][0]["marks"]


def test_the_fonts_are_served_and_nothing_beside_them(client: httpx.Client) -> None:
    style = client.get("/static/harmtrace.css").text
    (first, *_rest) = re.findall(r'url\("(/static/[^"]+)"\)', style)
    answer = client.get(first)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "font/woff2")
    assert answer.content.startswith(b"wOF2")
    assert "font-src 'self'" in answer.headers["content-security-policy"]
    assert client.get("/static/world.woff2").status_code == 404


def test_a_setting_that_is_no_language_is_refused_at_the_start(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARMTRACE_LANGUAGE", "klingon")
    with pytest.raises(BadSetting):
        create_app(url)


def claim(text: str, start: int, end: int) -> EventClaim:
    return EventClaim(
        claim_id=f"clm_{start}_{end}",
        document_id="d",
        language="ar",
        evidence=(Evidence(start, end, text[start:end]),),
        attribution=Attribution((Teller("Radio"),), "publisher"),
        modality="asserted",
        extractor=Extractor("test", "1", "test"),
        confidence=1.0,
        source=SourceText("d", text),
    )


@pytest.mark.parametrize(
    ("text", "span", "shown"),
    [
        ("قُتِلَ أربعة", (0, 1), ["قُ"]),
        ("قُتِلَ أربعة", (3, 6), ["تِلَ"]),
        ("قُتِلَ أربعة مدنيّين", (7, 12), ["أربعة"]),
        ("أصيب ١٢ (Hass)", (5, 7), ["١٢"]),
        ("Cafe\u0301 bombe\u0301", (0, 4), ["Cafe\u0301"]),
    ],
)
def test_a_highlight_never_parts_a_letter_from_its_marks(text: str, span: tuple[int, int], shown: list[str]) -> None:
    page = str(highlighted(text, [claim(text, *span)]))
    assert re.findall(r"<a [^>]*>([^<]*)</a>", page) == shown
    assert re.sub(r"<[^>]*>", "", page) == text


def test_overlapping_spans_cut_at_letters_too() -> None:
    text = "قُتِلَ أربعة"
    page = str(highlighted(text, [claim(text, 0, 3), claim(text, 1, 8)]))
    assert re.sub(r"<[^>]*>", "", page) == text
    assert re.findall(r"<a [^>]*>([^<]*)</a>", page) == ["قُتِ", "لَ أ"]


def test_a_record_path_is_never_written_by_the_switch(tmp_path: Path, client: httpx.Client) -> None:
    page = client.get("/?lang=ar&x=%22%3E%3Cscript%3E").text
    assert "<script>" not in page
