"""Deciding on the command line: what waits, a correction with its words, what it changed, and the way back to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harmtrace.cli.main import app, run_command
from harmtrace.store.record import Store
from tests.reports import ORIGINAL, OTHER, RELAY, record_in
from tests.review.test_deciding import of

RUN = CliRunner()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return record_in(tmp_path, ORIGINAL, RELAY, OTHER)[0]


def asked(url: str, *words: str) -> str:
    result = RUN.invoke(app, [*words, "--store", url])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_figure_walks_back_to_the_decision_and_the_words(url: str) -> None:
    claim = of(Store.open(url), "harm-1").claim_id
    [first, *_] = [json.loads(line) for line in asked(url, "review", "list", "--json").splitlines()]
    assert (first["kind"], first["claims"] != []) == ("incident", True)
    why = ("--reason", "the desk's own list has seven", "--person", "Ada")
    value = '{"value": 7, "low": 7, "high": 7}'
    change = ("review", "correct", claim, "harms/0/quantity", "--words", "Six", "--value", value, *why)
    shown = asked(url, *change, "--preview")
    assert "7" in shown.split("then:")[1]
    assert Store.open(url).incidents()[0].decisions == ()
    assert "(in force)" in asked(url, *change)
    [incident] = [json.loads(line) for line in asked(url, "incidents", "--json").splitlines()]
    [decision] = incident["decisions"]
    row = next(row for row in incident["tolls"] if (row["harm"], row["status"]) == ("killed", "any"))
    assert (row["max"], row["because"]["decisions"]) == (7, [decision])
    traced = asked(url, "trace", incident["incident_id"])
    assert decision in traced
    assert "the desk's own list has seven" in traced
    toll = json.loads(asked(url, "toll"))
    assert (toll["max"] or toll["highest_stated"], toll["because"]["decisions"]) == (7, [decision])
    exported = asked(url, "export", "csv")
    assert decision in exported
    told = asked(url, "review", "difference", incident["incident_id"])
    assert "toll of killed, any, persons" in told
    asked(url, "review", "undo", decision, "--reason", "not theirs", "--person", "Ada")
    assert Store.open(url).incidents()[0].decisions == ()
    assert "undone" in asked(url, "review", "show", claim)


def test_what_cannot_be_decided_is_refused_with_its_code(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    claim = of(Store.open(url), "harm-1").claim_id
    assert run_command(["review", "correct", claim, "confidence", "--value", "1", "--reason", "x", "--store", url]) == 2
    assert "HT-110" in capsys.readouterr().err
    assert run_command(["review", "accept", claim, "--reason", "read", "--seen", "0", "--store", url]) == 0
    assert run_command(["review", "reject", claim, "--reason", "no", "--seen", "0", "--store", url]) == 3
    assert "HT-403" in capsys.readouterr().err
