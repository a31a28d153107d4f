"""The pages in Arabic in Debian's Chromium: from the right, in its own font, with marks on whole letters."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.publish.report import write_report
from harmtrace.publish.tongue import tongue_of
from harmtrace.store.record import Store
from tests.publish.test_publish import WITNESS
from tests.reports import EVERYTHING, record_in
from tests.web.site import served
from tests.web.test_browser import watched
from tests.web.test_languages import VOWELLED
from tests.web.test_places import PLACES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Debian's chromium (.ci/run installs it)"),
]
WIDTHS = (1280, 360)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record_in(tmp_path_factory.mktemp("record"), *EVERYTHING, WITNESS, *PLACES, VOWELLED)[0]


@pytest.fixture(scope="module")
def site(url: str) -> Iterator[str]:
    with served(url) as address:
        yield address


@pytest.fixture(scope="module")
def addresses(url: str) -> list[str]:
    store = Store.open(url)
    incident = max(store.incidents(), key=lambda one: len(one.claims))
    place = incident.where[0].place_id
    claim = incident.claims[0].claim_id
    store.close()
    held = [f"/incidents/{incident.incident_id}", f"/claims/{claim}", f"/places/{place}"]
    return ["/", "/documents/ar-2", "/documents/league-1", "/search?q=المدنيين", "/method", "/patterns", *held]


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, locale="ar-SY")
    yield context.new_page()
    context.close()


def width_of(page: Page) -> int:
    return page.viewport_size["width"] if page.viewport_size else 0


def test_every_page_runs_from_the_right_and_fits(page: Page, site: str, addresses: list[str]) -> None:
    troubles, asked = watched(page)
    for address in addresses:
        page.goto(site + address)
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl", address
        assert page.evaluate("document.documentElement.scrollWidth") <= width_of(page), address
        heading = page.locator("h2").first
        if heading.count():
            assert heading.evaluate("e => getComputedStyle(e).textAlign") == "start"
        name, menu = page.locator("header .name").bounding_box(), page.locator("header nav").first.bounding_box()
        assert name is not None
        assert menu is not None
        assert name["x"] + name["width"] > menu["x"] + menu["width"] - 1, "the name stands at the right end"
    assert [one for one in asked if not one.startswith(site)] == []
    assert [trouble for trouble in troubles if "favicon" not in trouble and "404" not in trouble] == []


def test_arabic_is_drawn_in_a_font_of_the_pages(page: Page, site: str) -> None:
    page.goto(site)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Noto Sans Arabic\"', 'حاس')")
    assert "Noto Sans Arabic" in str(page.evaluate("getComputedStyle(document.body).fontFamily"))


def test_nothing_sticks_out_of_its_box(page: Page, site: str, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(site + address)
        outside = page.evaluate(
            "[...document.querySelectorAll('main > *, .card > *, .claim > *, dl.facts > *')].filter(e => {"
            " const b = e.getBoundingClientRect(), w = document.documentElement.clientWidth;"
            " return b.width && (b.left < -1 || b.right > w + 1); }).map(e => e.outerHTML.slice(0, 120))"
        )
        assert outside == [], address


def test_labels_of_the_map_stay_on_it_and_cover_each_other_nowhere(page: Page, site: str) -> None:
    page.goto(f"{site}/map")
    boxes = page.evaluate(
        "[...document.querySelectorAll('svg.map')].filter(s => s.getBoundingClientRect().width).flatMap(s =>"
        " [...s.querySelectorAll('text.name, text.land')].map(t => { const b = t.getBBox();"
        " return [b.x, b.y, b.x + b.width, b.y + b.height, s.viewBox.baseVal.width, t.textContent]; }))"
    )
    assert any("حاس" in box[5] for box in boxes)
    assert [box[5] for box in boxes if box[0] < 0 or box[2] > box[4]] == []
    overlaps = [
        (one[5], other[5])
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 3 and other[1] < one[3] - 3
    ]
    assert overlaps == []


def test_time_runs_from_the_left_and_begins_in_sight(page: Page, site: str) -> None:
    page.goto(site)
    ticks = page.locator("svg.timeline text.tick")
    first, last = ticks.first.bounding_box(), ticks.last.bounding_box()
    assert first is not None
    assert last is not None
    assert first["x"] < last["x"]
    assert 0 <= first["x"] < width_of(page)
    assert "أيلول" in (ticks.first.text_content() or "")


def test_a_document_in_each_language_runs_its_own_way(page: Page, site: str) -> None:
    for document, direction in (("ar-2", "rtl"), ("league-1", "ltr")):
        page.goto(f"{site}/documents/{document}")
        text = page.locator("div.text")
        assert text.evaluate("e => getComputedStyle(e).direction") == direction
    page.goto(f"{site}/documents/league-1?lang=en")
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


def test_marks_stand_on_whole_words_with_their_vowels(page: Page, site: str) -> None:
    for asked in ("مدنيين", "المَدَنيين", "للمدنيين"):
        page.goto(f"{site}/search?kind=document")
        page.locator("input[name=q]").fill(asked)
        page.locator("main button").click()
        page.wait_for_load_state("networkidle")
        marked = page.locator("mark", has_text="مَدَنِيّين")
        assert marked.count() == 1
        box, line = marked.bounding_box(), page.locator("p.piece", has=marked).bounding_box()
        assert box is not None
        assert line is not None
        assert box["width"] > 10
        assert line["x"] <= box["x"] <= box["x"] + box["width"] <= line["x"] + line["width"] + 1


def test_the_switch_leads_to_english_and_back(page: Page, site: str) -> None:
    page.goto(f"{site}/method")
    page.get_by_role("link", name="English").click()
    assert page.locator("h1").text_content() == "Method"
    page.get_by_role("link", name="العربية", exact=True).click()
    assert page.locator("h1").text_content() == "المنهجية"
    page.get_by_role("link", name="الأرقام ١٢٣").click()
    page.goto(site)
    assert "٢٠١٨" in (page.locator("main").text_content() or "")


def test_the_report_in_arabic_opens_its_evidence_and_asks_nothing(page: Page, url: str, tmp_path: Path) -> None:
    troubles, asked = watched(page)
    tongue = tongue_of("ar", gazetteer=load_gazetteer())
    report = write_report(load_record(Store.open(url)), load_gazetteer(), tmp_path / "report.html", tongue=tongue)
    page.goto(report.as_uri())
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= width_of(page)
    quote = page.locator("details.figure blockquote").first
    page.locator("details.figure summary").first.click()
    assert quote.is_visible()
    assert [one for one in asked if not one.startswith("data:")] == [report.as_uri()]
    assert troubles == []
