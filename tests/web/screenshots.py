"""Pictures of the pages and the report, for eyes: each page in a language, on a desk and on a phone.

Run: python -m tests.web.screenshots STORE FOLDER [LANGUAGE]   (or: make screenshots)
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

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
        "incident": f"/incidents/{incident.incident_id}",
        "claim": f"/claims/{claim}",
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
    for language in ("en", "ar"):
        of_language = [claim.document_id for claim in store.claims() if claim.language == language]
        if of_language:
            most = max(set(of_language), key=of_language.count)
            found[f"document-{language}"] = f"/documents/{most}"
    store.close()
    return found


def main(url: str, folder: Path, language: str = "ar-SY") -> None:
    """Write the pictures of the record at `url` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    tongue = tongue_of(language, gazetteer=load_gazetteer())
    report = write_report(load_record(Store.open(url)), load_gazetteer(), folder / "report.html", tongue=tongue)
    with served(url) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        pages = {name: site + address for name, address in addresses(url).items()}
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900}, locale=language)
            page = context.new_page()
            for name, address in {**pages, "report": report.resolve().as_uri()}.items():
                page.goto(address, wait_until="networkidle")
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
            context.close()
        browser.close()
    print(f"pictures in {folder}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:4])
