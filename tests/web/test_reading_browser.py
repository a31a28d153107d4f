"""Reading in Debian's Chromium: from the first page to a sentence and its capture, on the live map, both ways round."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.reports import EVERYTHING, record_in
from tests.web.site import pages_of, served
from tests.web.test_browser import watched
from tests.web.test_places import PLACES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Debian's chromium (.ci/run installs it)"),
]
AXE = next((Path(__file__).parent / "axe").glob("axe-*.min.js"))
TOTAL = {
    "id": "total-1",
    "publisher": "Relay Post",
    "published": "2018-09-15",
    "language": "en",
    "text": "According to the Relief League, 14 civilians were killed and 35 injured in at least 13 attacks on the"
    " southern part of Idlib governorate between 7 and 10 September 2018.",
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record_in(tmp_path_factory.mktemp("record"), *EVERYTHING, *PLACES, TOTAL)[0]


@pytest.fixture(scope="module")
def site(url: str) -> Iterator[str]:
    with served(url) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def test_a_first_visit_finds_a_toll_opens_its_sentence_and_its_capture(page: Page, site: str) -> None:
    troubles, asked = watched(page)
    page.goto(site)
    page.locator("#totals ~ .scroll a", has_text="7 to 10 September 2018").first.click()
    page.wait_for_url("**/aggregates/*")
    figure = page.locator("details.figure", has_text="14").first
    assert not figure.locator("blockquote").first.is_visible()
    figure.locator("summary").click()
    assert "14 civilians were killed" in (figure.locator("blockquote").first.text_content() or "")
    figure.locator(".hash a").first.click()
    page.wait_for_url("**/claims/*")
    assert page.get_by_text("(bytes hold)").is_visible()
    page.get_by_role("link", name="Its document").click()
    mark = page.locator("div.text a.event").first
    target = mark.get_attribute("href") or ""
    mark.click()
    assert page.locator(target).is_visible()
    assert "14 civilians" in (page.locator(target).text_content() or "")
    assert [one for one in asked if not one.startswith(site)] == []
    assert [one for one in troubles if "favicon" not in one and "404" not in one] == []


def test_the_live_map_draws_its_marks_and_says_what_is_told_there(page: Page, site: str) -> None:
    troubles, asked = watched(page)
    page.goto(site)
    page.wait_for_selector(".live-map[data-drawn]", timeout=60_000)
    found = page.request.get(f"{site}/map/marks").json()["features"]
    regions = [one for one in found if one["properties"]["mark"].endswith(("area", "circle"))]
    assert regions
    assert all(one["geometry"]["type"] in ("Polygon", "MultiPolygon") for one in regions)
    assert any(one["geometry"]["type"] == "Point" for one in found)
    told = page.request.get(f"{site}/map/told", params={"at": regions[0]["properties"]["at"]}).json()
    assert told["told"]
    assert told["how"]
    box = page.locator(".live-map canvas").bounding_box()
    assert box is not None
    assert box["width"] > 600
    assert page.get_by_text("not in the gazetteer: Qzubbal (Idlib)").is_visible()
    assert [one for one in asked if not one.startswith(site)] == []
    assert [one for one in troubles if "favicon" not in one and "404" not in one] == []


def test_without_scripts_the_drawn_map_stands_in_the_page(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(site)
    assert opened.locator("svg.map.wide").first.is_visible()
    assert not opened.locator(".live-map").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page_for_reading(browser: Browser, site: str, url: str, scheme: str) -> None:
    kinds: dict[str, str] = {}
    for address in pages_of(url):
        kinds.setdefault(address.split("/")[1], address)
    addresses = ["/", "/map", "/documents", "/sources", "/search?q=killed", "/patterns", "/method", *kinds.values()]
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    page = context.new_page()
    found = []
    for address in addresses:
        page.goto(site + address)
        page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        result = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        found += [
            (address, one["id"], one["nodes"][0]["html"][:120])
            for one in result["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    context.close()
    assert found == []


def test_reading_runs_from_the_right_in_arabic_and_fits_a_phone(browser: Browser, site: str, url: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="ar-SY")
    page = context.new_page()
    first = {address.split("/")[1]: address for address in pages_of(url)}
    for address in ["/", "/documents", "/sources", "/map", "/search?q=المدنيين", *first.values()]:
        page.goto(site + address)
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl", address
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    context.close()
