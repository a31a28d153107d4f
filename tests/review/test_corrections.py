"""What persons decided comes out as data: the machine's value beside theirs, and gold where a document is done."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from harmtrace.errors import BadSetting
from harmtrace.pipeline.deciding import decide
from harmtrace.pipeline.evaluate_gold import evaluate_gold, given_suite
from harmtrace.pipeline.record import load_record
from harmtrace.publish.exports import export
from harmtrace.store.decisions import head
from harmtrace.store.record import Store
from tests.reports import ORIGINAL, OTHER, RELAY, record_in
from tests.review.test_deciding import of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(record_in(tmp_path, ORIGINAL, RELAY, OTHER)[0])


def exported(store: Store, form: str) -> list[dict[str, object]]:
    out = io.StringIO()
    export(form, load_record(store), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_correction_has_document_capture_words_and_both_values(store: Store) -> None:
    claim = of(store, "harm-1")
    at = claim.source.content.index("Six")
    change = {"slot": "harms/0/quantity", "spans": [[at, at + 3]], "value": {"value": 7, "low": 7, "high": 7}}
    decide(store, "Ada", "correct", (claim.claim_id,), change, "their list", seen=0)
    decide(store, "Ada", "accept", (of(store, "wire-1").claim_id,), None, "read", seen=0)
    corrected, accepted = exported(store, "corrections")
    document = store.document("harm-1")
    assert document is not None
    assert (corrected["document_id"], corrected["capture"]) == ("harm-1", document.capture)
    assert corrected["spans"] == [{"start": at, "end": at + 3, "quote": "Six"}]
    assert (corrected["machine"]["value"], corrected["person"]["value"]) == (6, 7)  # type: ignore[index]
    assert (corrected["by"], corrected["standing"]) == ("Ada", "in_force")
    assert accepted["machine"] == accepted["person"]
    with pytest.raises(BadSetting):
        export("corrections", load_record(store), io.StringIO(), public=True)


def test_an_export_of_the_record_tells_what_was_rejected_by_whom_and_public_ones_name_nobody(store: Store) -> None:
    claim = of(store, "harm-1")
    made = decide(store, "Ada Archivist", "reject", (claim.claim_id,), None, "another town", seen=0)
    rows = exported(store, "jsonl")
    [rejected] = [row for row in rows if row["type"] == "rejected_claim"]
    assert (rejected["claim_id"], rejected["rejected_by"]) == (claim.claim_id, made.decision_id)
    [decision] = [row for row in rows if row["type"] == "decision"]
    assert (decision["person"], decision["standing"]) == ("Ada Archivist", "in_force")
    for form in ("jsonl", "csv", "geojson"):
        out = io.StringIO()
        export(form, load_record(store), out, public=True)
        assert made.decision_id in out.getvalue()
        assert "Ada Archivist" not in out.getvalue()
        assert "another town" not in out.getvalue()


def test_a_document_that_is_looked_at_altogether_is_gold_that_the_machine_is_measured_by(
    store: Store, tmp_path: Path
) -> None:
    for claim in [c for c in load_record(store).claims.values() if c.document_id == "harm-1"]:
        decide(store, "Ada", "accept", (claim.claim_id,), None, "read", seen=head(store))
    for form in ("gold", "gold-documents"):
        rows = exported(store, form)
        (tmp_path / f"{form}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    suite = given_suite([tmp_path / "gold.jsonl"], [tmp_path / "gold-documents.jsonl"])
    result = evaluate_gold(suite)
    assert result.documents == 1
    assert result.figures["micro"]["f1"] == 100.0
    at = of(store, "harm-1").source.content.index("Six")
    change = {"slot": "harms/0/quantity", "spans": [[at, at + 3]], "value": {"value": 7, "low": 7, "high": 7}}
    decide(store, "Ada", "correct", (of(store, "harm-1").claim_id,), change, "their list", seen=head(store))
    (tmp_path / "gold.jsonl").write_text(json.dumps(exported(store, "gold")[0]) + "\n", encoding="utf-8")
    assert evaluate_gold(suite).figures["micro"]["f1"] < 100.0
