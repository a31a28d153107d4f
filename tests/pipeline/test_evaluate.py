"""The seed is met in full, from text and page; the gold figures are those of the shared scorer."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.baseline import OURS, OURS_UNREAD, Row, committed, measured_ours, measured_with, worse
from harmtrace.account.toll import TollQuestion, toll
from harmtrace.cli.evaluate_seed import seed_result
from harmtrace.cli.examples import examples_folder
from harmtrace.pipeline.evaluate_gold import all_together, evaluate_gold, suites_in
from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.pipeline.run import run
from harmtrace.store.record import Store
from tests.conftest import ROOT
from tests.reports import url_in

PAGE = ROOT / "tests" / "data" / "seed.html"


@pytest.mark.parametrize("source", [None, str(PAGE)])
def test_every_claim_of_the_seed_is_found(source: str | None) -> None:
    result = seed_result(source)
    assert (result.missing, result.wrong) == ((), ())
    assert len(result.extra) <= 1


def test_the_seed_has_one_origin_for_the_attacks_and_another_for_the_needs(tmp_path: Path) -> None:
    url = url_in(tmp_path)
    run([str(examples_folder() / "seed" / "seed.txt")], url)
    store = Store.open(url)
    counted = [aggregate for aggregate in store.aggregates() if aggregate.attacks]
    (aggregate,) = counted
    tolls = {(row.harm, row.status): (row.min, row.max) for row in aggregate.tolls}
    assert aggregate.origins == 1
    assert aggregate.attacks is not None
    assert (aggregate.attacks.low, aggregate.attacks.high) == (13, None)
    assert (tolls["killed", "civilian"], tolls["injured", "unstated"]) == ((14, 14), (35, 35))
    assert store.incidents() == []
    record = load_record(store)
    origin = {c.claim_id: record.provenance.origin_of[c.claim_id] for c in record.claims.values()}
    needs = next(c for c in record.claims.values() if c.kind == "situation" and getattr(c, "what", "") == "in_need")
    assert origin[needs.claim_id] != origin[aggregate.claims[0].claim_id]
    question = TollQuestion(("Idlib governorate",), _day("2018-09-07"), _day("2018-09-10"))
    answer = toll(question, record, load_gazetteer())
    assert (answer.min, answer.max) == (14, None)
    store.close()


def test_the_seed_and_the_page_of_its_origin_are_one_origin_and_one_aggregate(tmp_path: Path) -> None:
    url = url_in(tmp_path)
    run([str(examples_folder() / "idlib-2018-09" / "documents.jsonl")], url)
    store = Store.open(url)
    (aggregate,) = [a for a in store.aggregates() if {"idl-01", "idl-02"} <= set(a.documents)]
    tolls = {(row.harm, row.status): (row.min, row.max) for row in aggregate.tolls}
    assert aggregate.origins == 1
    assert (tolls["killed", "civilian"], tolls["injured", "unstated"]) == ((14, 14), (35, 35))
    assert aggregate.attacks is not None
    assert (aggregate.attacks.low, aggregate.attacks.high) == (13, None)
    states = [document.state for document in store.documents()]
    assert (states.count("read"), states.count("unread")) == (37, 1)
    store.close()


def test_extraction_is_no_worse_than_the_baseline_on_our_gold() -> None:
    assert worse(committed(), measured_ours()) == []


def test_extraction_is_no_worse_than_the_baseline_on_the_shared_gold(shared: Path) -> None:
    assert worse(committed(), measured_with(shared)) == []


def test_a_figure_that_falls_by_more_than_noise_is_named() -> None:
    kept = [Row("s", "harm", 90.0, 50), Row("s", "micro", 80.0, 500), Row("other", "harm", 90.0, 50)]
    assert worse(kept, [Row("s", "harm", 86.5, 50), Row("s", "micro", 79.6, 500)]) == []
    assert len(worse(kept, [Row("s", "harm", 85.5, 50), Row("s", "micro", 79.4, 500)])) == 2
    assert len(worse(kept, [Row("s", "micro", 80.0, 500)])) == 1


def test_documents_in_a_language_without_a_lexicon_are_named_and_not_scored(tmp_path: Path) -> None:
    suite = next(suite for suite in suites_in(OURS) if suite.name == "composed_ar")
    gold = [tmp_path / path.name for path in suite.gold]
    for path, copy in zip(suite.gold, gold, strict=True):
        copy.write_text(path.read_text(encoding="utf-8").replace('"language": "ar"', '"language": "tr"'))
    result = evaluate_gold(replace(suite, gold=tuple(gold)))
    assert (result.documents, len(result.unread)) == (0, 12)


def test_what_is_unread_stands_in_no_suite_that_is_read() -> None:
    def texts(folder: Path) -> set[str]:
        files = [path.read_bytes() for suite in suites_in(folder) for path in suite.documents]
        return {json.loads(line)["text"] for file in files for line in file.splitlines()}

    assert len(texts(OURS_UNREAD)) == 54
    assert not texts(OURS_UNREAD) & texts(OURS)


def test_our_scorer_gives_the_figures_of_the_shared_one(shared: Path, tmp_path: Path) -> None:
    suite = next(suite for suite in suites_in(shared / "gold") if suite.name == "composed_en")
    ours = evaluate_gold(suite).figures
    command = [sys.executable, str(shared / "tools" / "score_gold.py"), "--tool", f"{sys.executable} -m harmtrace"]
    command += ["--gold", str(suite.gold[0]), "--documents", str(suite.documents[0])]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert ours["micro"] == theirs["micro"]
    assert theirs["bad_spans"] == 0
    assert theirs["broken_parts"] == 0
    for name, figures in ours["fields"].items():
        assert figures == theirs["fields"][name], name


def test_every_item_that_counts_against_extraction_is_listed() -> None:
    result = evaluate_gold(next(suite for suite in suites_in(OURS) if suite.name == "composed_posts"))
    for field in ("harm_found", "where", "event", "statement"):
        one = result.figures["fields"][field]
        kinds = [difference.kind for difference in result.differences if difference.field == field]
        assert (kinds.count("missing"), kinds.count("spurious")) == (one["fn"], one["fp"]), field
    together = all_together([result, result])
    assert together.figures["micro"]["tp"] == 2 * result.figures["micro"]["tp"]
    assert len(together.differences) == 2 * len(result.differences)


def _day(given: str) -> datetime.date:
    return datetime.date.fromisoformat(given)
