"""`harmtrace patterns` and `harmtrace grades` on a real record, as a person calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from harmtrace.model.pattern import Pattern
from tests.reports import EVERYTHING, record_in


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record_in(tmp_path_factory.mktemp("record"), *EVERYTHING)[0]


def harmtrace(*words: str, status: int = 0) -> str:
    done = subprocess.run([sys.executable, "-m", "harmtrace", *words], capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    return done.stdout or done.stderr


@pytest.mark.parametrize("by", ["day", "week", "month", "place", "weapon", "target", "actor"])
def test_every_way_of_rows_is_printed_and_has_its_form(url: str, by: str) -> None:
    plain = harmtrace("patterns", "--by", by, "--store", url, "--json")
    pattern = msgspec.json.decode(plain, type=Pattern)
    assert (pattern.by, bool(pattern.rows)) == (by, True)
    words = harmtrace("patterns", "--by", by, "--store", url)
    for expected in (
        "publishers",
        "”: said in ",
        "  against:",
        "note: A rise in what is on record",
        "clusters:",
    ):
        assert expected in words


def test_a_row_says_what_toll_says_of_its_scope(url: str) -> None:
    pattern = json.loads(harmtrace("patterns", "--by", "week", "--store", url, "--json"))
    row = max(pattern["rows"], key=lambda one: one["inclusive"]["min"])
    toll = json.loads(harmtrace("toll", "--from", row["start"], "--to", row["end"], "--store", url))
    assert {name: row["inclusive"][name] for name in ("min", "max", "highest_stated")} == {
        name: toll[name] for name in ("min", "max", "highest_stated")
    }


def test_the_same_question_has_the_same_answer(url: str) -> None:
    words = ("patterns", "--store", url, "--json", "--seed", "7")
    assert harmtrace(*words) == harmtrace(*words)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--by", "moon"), "HT-105"),
        (("--level", "adm9"), "HT-105"),
        (("--harm", "sad"), "HT-105"),
        (("--place", "Nowhere at all"), "HT-104"),
        (("--from", "2018-09-10", "--to", "2018-09-01"), "HT-103"),
        (("--by", "day", "--from", "1900-01-01"), "HT-106"),
    ],
)
def test_what_cannot_be_answered_says_why(url: str, words: tuple[str, ...], code: str) -> None:
    assert code in harmtrace("patterns", *words, "--store", url, status=2)


def test_grades_are_kept_with_incidents_and_made_anew_for_another_policy(url: str, tmp_path: Path) -> None:
    incidents = [json.loads(line) for line in harmtrace("incidents", "--json", "--store", url).splitlines()]
    for incident in incidents:
        for grade in incident["grades"]:
            assert (grade["policy"], grade["decided"]) == ("airwars", None)
            assert grade["reasons"]
    assert any(incident["grades"] for incident in incidents)
    assert "proposed, not decided" in harmtrace("incidents", "--store", url)
    ours = tmp_path / "ours.yaml"
    ours.write_text("policy: ours\nversion: 1\ntitle: T\ngrades:\n- grade: told\n  when: {origins: {at_least: 1}}\n")
    lines = harmtrace("grades", "--policy", str(ours), "--store", url, "--json").splitlines()
    assert {grade["proposed"] for line in lines for grade in json.loads(line)["grades"]} == {"told"}
    assert "ours 1: T" in harmtrace("grades", "--policy", str(ours), "--check")


def test_a_policy_that_does_not_hold_is_named_by_line_and_field(tmp_path: Path) -> None:
    ours = tmp_path / "ours.yaml"
    ours.write_text("policy: ours\nversion: 1\ntitle: T\ngrades:\n- grade: told\n  when: {origin: {at_least: 1}}\n")
    said = harmtrace("grades", "--policy", str(ours), "--check", status=2)
    assert f"HT-108 {ours}, line 6: grades[1].when.origin: no such field" in said
