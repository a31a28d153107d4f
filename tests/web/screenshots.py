"""Pictures of the pages and the report, for eyes: each page in a language, on a desk and on a phone.

Run: python -m tests.web.screenshots STORE FOLDER [LANGUAGE [LARGE]]   (or: make screenshots)
With the address of a LARGE record, and of an empty one always, the overview is taken of these too.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.publish.report import write_report
from harmtrace.publish.tongue import tongue_of
from harmtrace.store.record import Store
from tests.web.site import served

WIDTHS = (1280, 360)


def addresses(url: str) -> dict[str, str]:
    """A page of each kind: the incident of most claims, its place, a document and a claim of it."""
    store = Store.open(url, create=False)
    incident = max(store.incidents(), key=lambda one: len(one.claims))
    claim, place = incident.claims[0].claim_id, incident.where[0].place_id
    found = {
        "overview": "/",
        "overview-filtered": "/?harm=killed&sort=killed",
        "map": "/map",
        "incident": f"/incidents/{incident.incident_id}",
        "claim": f"/claims/{claim}",
        "documents": "/documents",
        "sources": "/sources",
        "patterns": "/patterns",
        "patterns-target": "/patterns?by=target",
        "search": "/search?q=مشفى",
        "method": "/method",
        "place": f"/places/{place}",
        "review": "/review",
        "review-claim": f"/review/claims/{claim}",
        "review-correct": f"/review/claims/{claim}?slot=harms/0",
        "review-incident": f"/review/incidents/{incident.incident_id}?merge=yes",
        "review-history": f"/review/incidents/{incident.incident_id}/history",
        "review-add": f"/review/documents/{incident.documents[0]}",
    }
    aggregates, origins = store.aggregates(), store.origins()
    if aggregates:
        found["total"] = f"/aggregates/{max(aggregates, key=lambda one: len(one.incidents_in_scope)).aggregate_id}"
    if origins:
        found["source"] = f"/origins/{max(origins, key=lambda one: len(one.relays)).origin_id}"
    for language in ("en", "ar"):
        of_language = [claim.document_id for claim in store.claims() if claim.language == language]
        if of_language:
            most = max(set(of_language), key=of_language.count)
            found[f"document-{language}"] = f"/documents/{most}"
    store.close()
    return found


def main(url: str, folder: Path, language: str = "ar-SY", large: str = "") -> None:
    """Write the pictures of the record at `url` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    tongue = tongue_of(language, gazetteer=load_gazetteer())
    report = write_report(load_record(Store.open(url)), load_gazetteer(), folder / "report.html", tongue=tongue)
    empty = f"sqlite:///{(folder / 'empty.db').resolve()}"
    Store.open(empty).close()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        taken(browser, url, {**addresses(url), "report": report.resolve().as_uri()}, folder, language)
        taken(browser, empty, {"empty-overview": "/", "empty-search": "/search", "empty-map": "/map"}, folder, language)
        if large:
            few = {"large-overview": "/", "large-filtered": "/?weapon=air&origins=2", "large-sources": "/sources"}
            taken(browser, large, few, folder, language)
        browser.close()
    print(f"pictures in {folder}")


def taken(browser: Browser, url: str, pages: dict[str, str], folder: Path, language: str) -> None:
    """Take pictures of some pages of one record, once the live map is drawn where there is one."""
    with served(url) as site:
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900}, locale=language)
            page = context.new_page()
            page.set_default_timeout(180_000)
            for name, address in pages.items():
                page.goto(address if "://" in address else site + address, wait_until="networkidle")
                if page.locator(".live-map").count():
                    page.wait_for_timeout(3_000)
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
            context.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:5])
