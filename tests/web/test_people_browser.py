"""Two people in two browsers: signing in, deciding under the two-person rule, and what one of them never sees."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from harmtrace.pipeline.record import load_record
from harmtrace.review.decide import decide
from harmtrace.store.decisions import head
from harmtrace.store.record import Store
from harmtrace.web.access import with_accounts
from tests.reports import EVERYTHING, record_in
from tests.review.test_redaction import NAMES, WITNESS
from tests.web.people import PASSWORD, SECRET, keeping
from tests.web.site import served

pytestmark = pytest.mark.browser


def signed_in(browser: Browser, site: str, name: str) -> Page:
    page = browser.new_context(locale="en", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site}/")
    picture(page, "sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    return page


def picture(page: Page, name: str) -> None:
    """A picture for eyes, where somebody asks for pictures."""
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_two_people_and_a_name_that_one_of_them_never_sees(tmp_path: Path, browser: Browser) -> None:
    url, _ = record_in(tmp_path, *EVERYTHING, WITNESS)
    people = keeping(url)
    people.add("amal", PASSWORD, ["coder"])
    people.add("rima", PASSWORD, ["reviewer", "admin", "protection"])
    store = Store.open(url)
    rule = {"two_person": True}
    decide(store, person="rima", kind="rule", subjects=["record"], change=rule, reason="we are two", seen=head(store))
    claim = next(one for one in load_record(store).claims.values() if one.document_id == "rescue-7")
    with served(url, with_accounts(SECRET)) as site:
        amal, rima = signed_in(browser, site, "amal"), signed_in(browser, site, "rima")
        for name in ("account", "accounts", "activity", "restricted", "account/second-factor"):
            rima.goto(f"{site}/{name}")
            picture(rima, name.replace("/", "-"))

        rima.goto(f"{site}/restricted")
        rima.locator("select[name=what]").select_option("names")
        rima.locator("textarea[name=of]").fill("\n".join(NAMES))
        rima.locator("main form").first.locator("[name=reason]").fill("a witness who asked for it")
        rima.get_by_role("button", name="Restrict").click()
        rima.get_by_text("It is restricted from now on.").wait_for()
        picture(rima, "restricted-now")
        amal.goto(f"{site}/documents/rescue-7")
        assert "Rana" not in amal.content()
        assert "█" in amal.inner_text("main")
        picture(amal, "covered")
        rima.goto(f"{site}/documents/rescue-7")
        assert "Rana Odeh" in rima.inner_text("main")

        amal.goto(f"{site}/review/claims/{claim.claim_id}")
        assert "Rana" not in amal.content()
        reject(amal)
        assert claim.claim_id in load_record(store).claims, "it waits for another person"
        amal.goto(f"{site}/review/claims/{claim.claim_id}/history")
        picture(amal, "history")
        assert amal.get_by_role("button", name="Approve").count() == 0
        assert "Rana" not in amal.content()
        rima.goto(f"{site}/review/claims/{claim.claim_id}/history")
        approve(rima)
        assert claim.claim_id not in load_record(store).claims

        amal.get_by_role("button", name="Sign out").click()
        amal.goto(f"{site}/documents/rescue-7")
        assert "/sign-in" in amal.url
    store.close()


def reject(page: Page) -> None:
    """Reject the claim of the page with a reason."""
    act(page, "Reject", "told by nobody else")


def approve(page: Page) -> None:
    """Approve the one decision that waits on the page."""
    act(page, "Approve", "I looked as well")


def act(page: Page, name: str, reason: str) -> None:
    """Open one of the acts of a page, give a reason and send it."""
    details = page.locator("details", has=page.locator("summary", has_text=name)).first
    details.locator("summary").click()
    details.locator("[name=reason]").fill(reason)
    details.get_by_role("button", name=name).click()
    page.wait_for_load_state()
