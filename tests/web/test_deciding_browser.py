"""The pages for deciding in Debian's Chromium: words chosen with the mouse, keys, two people at once, axe."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from harmtrace.store.record import Store
from tests.reports import EVERYTHING, record_in
from tests.web.site import served

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium (.ci/run installs it)"),
]
AXE = Path(__file__).parent / "axe" / "axe-4.14.1.min.js"
TWICE = {
    "id": "clinic-1",
    "publisher": "Field Clinic",
    "published": "2018-09-13",
    "language": "en",
    "title": "Saraqib",
    "text": "Shelling of Saraqib killed two people on 11 September 2018.",
}
AGAIN = {
    "id": "council-1",
    "publisher": "Town Council",
    "published": "2018-09-14",
    "language": "en",
    "title": "Saraqib, the next day",
    "text": "Seven people were injured when a barrel bomb hit Saraqib on 12 September 2018.",
}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return record_in(tmp_path, *EVERYTHING, TWICE, AGAIN)[0]


@pytest.fixture
def site(url: str) -> Iterator[str]:
    with served(url) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def claim_of(url: str, document_id: str) -> str:
    store = Store.open(url)
    found = store.claims(document_id)[0].claim_id
    store.close()
    return found


def select(page: Page, words: str) -> None:
    """Choose words in the text with the mouse, from one end to the other."""
    ends = page.evaluate(
        """words => {
            const text = document.querySelector(".text[data-document]");
            text.scrollIntoView({block: "center"});
            const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                const box = range.getClientRects()[0];
                return [box.left + 0.5, box.right - 0.5, (box.top + box.bottom) / 2];
            }
        }""",
        words,
    )
    page.mouse.move(ends[0], ends[2])
    page.mouse.down()
    page.mouse.move(ends[1], ends[2], steps=5)
    page.mouse.up()


def test_a_number_is_corrected_by_choosing_its_words_and_the_toll_changes(page: Page, site: str, url: str) -> None:
    page.goto(f"{site}/review/claims/{claim_of(url, 'league-1')}")
    page.get_by_role("link", name=re.compile("Correct ?: Figure 1")).click()
    page.wait_for_url(re.compile("slot="))
    page.wait_for_load_state()
    select(page, "nine")
    expect(page.get_by_label("Words of the text that say so")).to_have_value("nine")
    expect(page.locator("#preview")).to_contain_text("Read as: 9 (“nine”)")
    expect(page.locator("#preview td.changed").first).to_have_text("4 to 9")
    page.get_by_label("Reason (kept with the decision)").first.fill("The nine are those who were killed.")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Done: corrected.")
    expect(page.locator(".slots")).to_contain_text("The machine read, for Figure 1, number: 5 (“five”)")
    page.get_by_role("link", name=re.compile("Air strike")).first.click()
    expect(page.locator("main")).to_contain_text("9 killed")
    page.go_back()
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.locator(".slots")).to_contain_text("“five”")
    expect(page.locator(".slots")).not_to_contain_text("The machine read")


def test_two_incidents_are_merged_with_a_preview_and_parted_again(page: Page, site: str, url: str) -> None:
    store = Store.open(url)
    first, second = (one for one in store.incidents() if "Saraqib" in one.where[0].name)
    before = len(store.incidents())
    page.goto(f"{site}/review/incidents/{first.incident_id}")
    page.keyboard.press("m")
    page.get_by_role("checkbox", name=re.compile("holds it possible|near in place and time")).check()
    expect(page.locator("#preview")).to_contain_text("no more by itself")
    page.locator("#merge-reason").fill("The council counts the day after; the strike is the same.")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Done: merged.")
    page.wait_for_load_state()
    assert len(store.incidents()) == before - 1
    page.keyboard.press("u")
    expect(page.get_by_role("status").first).to_contain_text("Done: took a decision back.")
    assert len(store.incidents()) == before
    assert second.incident_id in {one.incident_id for one in store.incidents()}
    store.close()


def test_the_queue_is_passed_with_the_keyboard_alone(page: Page, site: str, url: str) -> None:
    page.goto(f"{site}/review")
    rows = page.locator("[data-row]")
    waiting = rows.count()
    page.keyboard.press("j")
    expect(rows.nth(0)).to_have_attribute("aria-current", "true")
    focused = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert focused == "solid"
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("a")
    expect(page.get_by_role("status").first).to_contain_text("Done: accepted.")
    expect(rows).to_have_count(waiting - 1)
    expect(rows.nth(0)).to_have_attribute("aria-current", "true")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.keyboard.type("ajkumcr? are letters here, not keys")
    expect(rows).to_have_count(waiting - 1)
    assert page.evaluate("document.activeElement.value") == "ajkumcr? are letters here, not keys"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Done: rejected.")
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.get_by_role("status").first).to_contain_text("Done: took a decision back.")
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_url("**/review/claims/*")
    page.wait_for_load_state()
    page.keyboard.press("c")
    page.wait_for_url(re.compile("slot="))


def test_keys_can_be_switched_off(page: Page, site: str) -> None:
    page.goto(f"{site}/review")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys are on in this browser").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert page.locator("[data-row][aria-current=true]").count() == 0
    page.reload()
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible()


def test_of_two_who_decide_at_once_one_is_told_and_keeps_what_they_wrote(browser: Browser, site: str, url: str) -> None:
    address = f"{site}/review/claims/{claim_of(url, 'league-1')}"
    first, second = browser.new_page(), browser.new_page()
    for page in (first, second):
        page.goto(address)
        page.keyboard.press("r")
    first.keyboard.type("It is a copy of another report.")
    second.keyboard.type("The numbers are of another day.")
    first.get_by_role("button", name="Reject", exact=True).click()
    expect(first.get_by_role("status").first).to_contain_text("Done: rejected.")
    second.get_by_role("button", name="Reject", exact=True).click()
    told = second.get_by_role("alert")
    expect(told).to_contain_text("Somebody decided on this while you did.")
    expect(told).to_contain_text("It is a copy of another report.")
    expect(second.get_by_label("Reason (kept with the decision)")).to_have_value("The numbers are of another day.")
    second.get_by_role("button", name="Decide all the same").click()
    expect(second.get_by_role("status").first).to_contain_text("Done: rejected.")
    first.close()
    second.close()


def test_words_are_told_by_code_points_whatever_stands_before_them(browser: Browser, tmp_path: Path) -> None:
    told = {
        "id": "faces-1",
        "publisher": "Post",
        "published": "2018-09-12",
        "language": "en",
        "text": "\U0001f6a8\U0001f6a8 News e\u0301 \U0001f6a8: shelling of Saraqib killed three people and injured four"
        " on 11 September 2018.",
    }
    url = record_in(tmp_path, told)[0]
    with served(url) as site:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{site}/review/claims/{claim_of(url, 'faces-1')}?slot=harms/0")
        select(page, "three")
        expect(page.get_by_label("Words of the text that say so")).to_have_value("three")
        start = int(page.locator("#correct [name=start]").input_value())
        assert told["text"][start : start + 5] == "three"
        page.close()


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_nothing_serious_on_any_page(
    browser: Browser, site: str, url: str, language: str, scheme: str
) -> None:
    claim = claim_of(url, "league-1")
    store = Store.open(url)
    incident = store.incidents()[0].incident_id
    store.close()
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, locale=language, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    for address in (
        "/review",
        f"/review/claims/{claim}",
        f"/review/claims/{claim}?slot=harms/0",
        f"/review/claims/{claim}/history",
        f"/review/incidents/{incident}?merge=yes",
        f"/review/incidents/{incident}/history",
        "/review/documents/league-1",
    ):
        page.goto(f"{site}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
        bad = [
            (one["id"], [node["html"] for node in one["nodes"]][:3])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert bad == [], address
    context.close()
