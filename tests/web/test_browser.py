"""The pages and the report in Debian's Chromium: evidence opens, nothing is asked of the network, no script runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.publish.report import write_report
from harmtrace.store.record import Store
from tests.publish.test_publish import WITNESS
from tests.reports import EVERYTHING, record_in
from tests.web.site import served
from tests.web.test_places import PLACES

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium (.ci/run installs it)"),
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record_in(tmp_path_factory.mktemp("record"), *EVERYTHING, WITNESS)[0]


@pytest.fixture(scope="module")
def site(url: str) -> Iterator[str]:
    with served(url) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 360, "height": 800})
    yield opened
    opened.close()


def watched(page: Page) -> tuple[list[str], list[str]]:
    """What the page complains of, and what it asks for."""
    troubles: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: troubles.append(f"dialog {dialog.message}"))
    page.on("request", lambda request: asked.append(request.url))
    return troubles, asked


def test_pages_stay_on_this_machine_and_fit_a_phone(page: Page, site: str) -> None:
    troubles, asked = watched(page)
    page.goto(site)
    page.get_by_role("link", name="Attack").or_(page.get_by_role("link", name="Air strike")).first.click()
    page.goto(f"{site}/documents/witness-1")
    assert page.locator(".text a.event").count() > 0
    assert [address for address in asked if not address.startswith(site)] == []
    assert [trouble for trouble in troubles if "favicon" not in trouble and "404" not in trouble] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(record_in(tmp_path_factory.mktemp("places"), *EVERYTHING, *PLACES)[0]) as address:
        yield address


@pytest.mark.parametrize(("width", "sheet"), [(1280, "wide"), (390, "narrow")])
def test_a_region_is_an_area_a_town_a_point_and_an_unknown_place_is_listed(
    browser: Browser, places: str, width: int, sheet: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    troubles, asked = watched(page)
    page.goto(f"{places}/map")
    shown = page.locator("svg.map:visible")
    assert shown.count() == 1
    assert sheet in (shown.get_attribute("class") or "")
    assert shown.locator("circle.point").first.is_visible()
    region = shown.locator("a", has=page.locator("ellipse.vague"))
    assert "somewhere in this region" in (region.locator("title").text_content() or "")
    assert region.locator("circle.point").count() == 0
    assert page.get_by_text("not in the gazetteer: Qzubbal (Idlib)").is_visible()
    assert page.get_by_text("country only: Syria").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [address for address in asked if not address.startswith(places)] == []
    assert [trouble for trouble in troubles if "favicon" not in trouble and "404" not in trouble] == []
    page.close()


def test_a_name_without_end_widens_no_page_and_runs_no_script(browser: Browser, tmp_path: Path) -> None:
    named = "Qz" + "abbal" * 60
    hostile = {
        "id": "hostile-1",
        "publisher": "Harm Desk",
        "published": "2018-09-12",
        "language": "en",
        "text": f"A strike on the village of {named} in Idlib killed one child on 7 September 2018.\n\n"
        "A strike on the village of \u202eQzubbal<img src=x onerror=alert(1)> killed two people on 8 September 2018.",
    }
    with served(record_in(tmp_path, *EVERYTHING, hostile)[0]) as address:
        page = browser.new_page(viewport={"width": 390, "height": 900})
        troubles, asked = watched(page)
        page.goto(address)
        assert page.get_by_text("not in the gazetteer: Qzabbal").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        link = page.locator("details.unplaced a", has_text="Qzabbal").first
        link.click()
        page.wait_for_url("**/places/*")
        page.wait_for_load_state()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert [one for one in asked if not one.startswith(address)] == []
        assert [one for one in troubles if "favicon" not in one and "404" not in one] == []
        page.close()


def test_the_marks_of_a_map_are_reached_and_followed_by_keyboard(page: Page, places: str) -> None:
    page.goto(f"{places}/map")
    mark = page.locator("svg.map:visible a").first
    mark.focus()
    assert page.evaluate("document.activeElement.closest('svg.map') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/*")
    assert page.locator("h1").is_visible()


def test_the_row_of_a_place_opens_where_a_mark_leads_to_it(page: Page, places: str) -> None:
    page.goto(places)
    assert not page.locator("#place-1").is_visible()
    page.goto(f"{places}/#place-1")
    assert page.locator("#place-1").is_visible()


def test_no_label_of_a_map_covers_another_and_none_is_cut(browser: Browser, places: str) -> None:
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{places}/map")
        boxes = page.evaluate(
            "[...document.querySelectorAll('svg.map')].filter(s => s.clientWidth).flatMap(s =>"
            " [...s.querySelectorAll('text.name, text.land')].map(t => { const b = t.getBBox();"
            " return [b.x, b.y, b.x + b.width, b.y + b.height, s.viewBox.baseVal.width, t.textContent]; }))"
        )
        assert boxes
        assert [box[5] for box in boxes if box[0] < 0 or box[2] > box[4]] == []
        overlaps = [
            (a[5], b[5])
            for at, a in enumerate(boxes)
            for b in boxes[at + 1 :]
            if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 3 and b[1] < a[3] - 3
        ]
        assert overlaps == []
        page.close()


def test_a_figure_of_the_report_opens_its_evidence(page: Page, url: str, tmp_path: Path) -> None:
    troubles, asked = watched(page)
    report = write_report(load_record(Store.open(url)), load_gazetteer(), tmp_path / "report.html")
    page.goto(report.as_uri())
    quote = page.locator("details.figure blockquote").first
    assert not quote.is_visible()
    page.locator("details.figure summary").first.focus()
    page.keyboard.press("Enter")
    assert quote.is_visible()
    assert asked == [report.as_uri()]
    assert troubles == []
