"""Whose places they are stands in every form in which they leave the record, also when the pack is gone."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from harmtrace.account.record import RecordView
from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.pipeline.trace import trace
from harmtrace.places import packs
from harmtrace.places.gazetteer import data_folder
from harmtrace.publish.exports import FORMATS, export
from harmtrace.publish.report import report_html
from harmtrace.store.record import Store
from tests.places.files import dump_row, write_dump
from tests.reports import record_in
from tests.web.site import served

CREDIT = "Places: field survey of the Harm Desk, 2024, CC BY-SA 4.0."
REPORT = {
    "id": "one",
    "publisher": "Harm Desk",
    "published": "2018-09-12",
    "language": "en",
    "title": "Shelling",
    "text": "Shelling of the village of Ayn Zubaydiq in Syria killed three people on 9 September 2018.",
}


def install(folder: Path, credit: str = CREDIT, lat: float = 35.6) -> str:
    """Build the pack of the survey into the data folder; return its label."""
    rows = write_dump(folder / "survey.txt", dump_row(777001, "Ayn Zubaydiq", lat, 36.5, admin1="12"))
    built = packs.build_pack([rows], data_folder() / "survey.sqlite", {"attribution": credit})
    load_gazetteer.cache_clear()
    return f"survey@{built.info.version}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HARMTRACE_DATA", str(tmp_path / "data"))
    yield tmp_path
    load_gazetteer.cache_clear()


def everything(record: RecordView, url: str) -> dict[str, str]:
    """Every form in which places leave the record: exports, report with its map, pages with theirs."""
    found = {}
    for name in FORMATS:
        for public in (False, True):
            out = io.StringIO()
            export(name, record, out, public)
            found[f"{name} {'public' if public else 'internal'}"] = out.getvalue()
    for public in (False, True):
        found[f"report {public}"] = report_html(record, load_gazetteer(), public=public)
    with served(url) as address:
        [incident] = record.incidents
        for path in ("/", "/method", "/method.json", f"/incidents/{incident.incident_id}", "/places/geonames:777001"):
            answer = httpx.get(f"{address}{path}")
            assert answer.status_code == 200, path
            found[path] = answer.text
    return found


def test_the_attribution_of_the_packs_in_use_is_in_every_export_page_and_picture(folder: Path) -> None:
    install(folder)
    url, _ = record_in(folder, REPORT)
    record = load_record(Store.open(url))
    forms = everything(record, url)
    assert [name for name, text in forms.items() if CREDIT not in text] == []
    for name in ("report True", "/"):
        svg = forms[name].partition("<svg")[2].partition("</svg>")[0]
        assert CREDIT in svg, f"the picture of {name} may be taken out of its page"
    head = json.loads(forms["jsonl public"].splitlines()[0])
    assert CREDIT in head["attribution"]


def test_a_record_keeps_the_attribution_of_a_pack_that_is_gone(folder: Path) -> None:
    label = install(folder)
    url, _ = record_in(folder, REPORT)
    packs.remove("survey")
    load_gazetteer.cache_clear()
    record = load_record(Store.open(url))
    assert label in {pack.label for pack in record.packs}
    assert [name for name, text in everything(record, url).items() if CREDIT not in text] == []


def test_a_record_says_with_which_version_of_a_pack_each_place_was_found(folder: Path) -> None:
    first = install(folder)
    url, _ = record_in(folder, REPORT)
    second = install(folder, "Places: second survey.", lat=35.7)
    record_in(folder, {**REPORT, "id": "two", "text": REPORT["text"].replace("three", "four")})
    store = Store.open(url)
    labels = {c.document_id: {p.pack for p in getattr(c, "where", ())} for c in store.claims()}
    assert first != second
    assert labels["one"] >= {first}
    assert labels["two"] >= {second}
    assert {first, second} <= {pack.label for pack in store.packs()}
    traced = {claim.document.document_id: claim for claim in trace(store, "one").claims + trace(store, "two").claims}
    places = {name: {place.pack: place for place in claim.places} for name, claim in traced.items()}
    assert places["one"][first].place_id == places["two"][second].place_id == "geonames:777001"
    assert (places["one"][first].attribution, places["two"][second].attribution) == (CREDIT, "Places: second survey.")
