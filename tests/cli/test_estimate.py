"""`harmtrace estimate` as a user meets it: the form, the figures of Kosovo, broken tables, strata, the schema."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.victim_lists import english, french, population, rows_of
from tests.people.tables import KOSOVO


def harmtrace(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "harmtrace", *arguments], input=given, capture_output=True)


def test_the_form_is_the_documented_one() -> None:
    result = harmtrace("estimate", str(KOSOVO), "--method", "loglinear", "--json")
    assert result.returncode == 0, result.stderr
    (found,) = [json.loads(line) for line in result.stdout.splitlines()]
    schema = json.loads(harmtrace("schema", "estimate").stdout)
    form, model = schema["$defs"]["Estimate"], schema["$defs"]["EstimateModel"]
    assert set(found) == set(form["properties"])
    assert set(found["models"][0]) == set(model["properties"])
    assert found["method"] == "loglinear"
    assert found["n"] == 4400
    assert found["lists"] == ["EXH", "ABA", "OSCE", "HRW"]
    assert found["estimate"] == pytest.approx(10356.52, abs=0.05)
    assert found["interval"] == [pytest.approx(8994.3, abs=1), pytest.approx(12110.4, abs=1)]
    assert found["models"][0]["terms"] == ["123", "14", "34"]
    assert found["mean"] is None


def test_people_read_the_same() -> None:
    said = harmtrace("estimate", str(KOSOVO), "--bootstrap", "100").stdout.decode()
    assert said.startswith("about 10,357 people (95%: 8,994 to 12,110)")
    assert "flagged" in said
    assert "[123,134]" in said
    assert harmtrace("estimate", str(KOSOVO), "--method", "chao").stdout.startswith(b"at least about 8,803 people")


def test_a_refusal_is_an_answer(tmp_path: Path) -> None:
    sheet = b"a,b,count\n1,1,5\n1,0,9\n0,1,7\n"
    result = harmtrace("estimate", "-", "--method", "dga", given=sheet)
    assert result.returncode == 0
    assert result.stdout.startswith(b"no estimate")
    assert b"2 lists, dga needs 3" in result.stdout


def test_strata_and_their_total() -> None:
    rows = [
        f"{place},{a},{b},{c},{6 + a + 2 * b + c}" for place in "NS" for a in (0, 1) for b in (0, 1) for c in (0, 1)
    ]
    sheet = "\n".join(["place,a,b,c,count", *(row for row in rows if ",0,0,0," not in row)])
    result = harmtrace("estimate", "-", "--by", "place", "--json", given=sheet.encode())
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["stratum"] for one in found] == ["N", "S", "total"]
    assert found[2]["estimate"] == pytest.approx(found[0]["estimate"] + found[1]["estimate"])


def test_linkages_are_combined_and_strata_of_several_columns_told() -> None:
    cells = [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1) if a + b + c]
    rows = [
        f"{linkage},{place},f,{a},{b},{c},{26 + a + 2 * b + c + linkage}"
        for linkage in range(6)
        for place in "NS"
        for a, b, c in cells
    ]
    sheet = "\n".join(["linkage,place,sex,a,b,c,count", *rows]).encode()
    asked = ("estimate", "-", "--over", "linkage", "--by", "place", "--by", "sex", "--json")
    found = [json.loads(line) for line in harmtrace(*asked, given=sheet).stdout.splitlines()]
    assert [one["stratum"] for one in found] == ["N, f", "S, f", "total"]
    assert [one["diagnostics"]["linkages"] for one in found] == [6, 6, 6]
    assert found[2]["estimate"] == pytest.approx(found[0]["estimate"] + found[1]["estimate"])


def test_other_answers_are_told_and_drawn(tmp_path: Path) -> None:
    drawn = tmp_path / "kosovo.svg"
    result = harmtrace("estimate", str(KOSOVO), "--others", "--picture", str(drawn), "--json")
    answer, *others = [json.loads(line) for line in result.stdout.splitlines()]
    assert answer["method"] == "loglinear"
    assert [one["how"] for one in others][:3] == ["dga", "chao", "coverage"]
    assert drawn.read_text(encoding="utf-8").startswith("<svg xmlns=")


def test_what_is_printed_says_what_the_figure_is_and_is_not() -> None:
    said = harmtrace("estimate", str(KOSOVO), "--others").stdout.decode()
    assert "listed: 4,400 people on one list or more" in said
    assert "no count, and no finding on anybody's death" in said
    assert "flagged: to be printed only with these doubts:" in said
    assert "loglinear without HRW" in said


def test_lists_become_counts_and_counts_an_estimate(tmp_path: Path) -> None:
    pytest.importorskip("splink")
    dice = random.Random(5)
    people = population(500, dice)
    for name, school in (("morgue", english), ("register", french), ("press", english)):
        rows = list(rows_of(people, school, dice))
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    lists = [str(tmp_path / f"{name}.csv") for name in ("morgue", "register", "press")]
    once = harmtrace("counts", *lists).stdout
    assert once.splitlines()[0] == b"morgue,register,press,count"
    many = harmtrace("counts", *lists, "--linkages", "6").stdout
    found = json.loads(harmtrace("estimate", "-", "--over", "linkage", "--json", given=many).stdout)
    assert found["diagnostics"]["linkages"] == 6
    assert found["estimate"] == pytest.approx(500, rel=0.15)
    assert b"name" not in many


@pytest.mark.parametrize(
    ("arguments", "given", "exit_code", "said"),
    [
        (["-"], b"a,b,c\n1,0,1\n", 1, "HT-212 -: line 1: it has no column 'count'"),
        (["-"], b"a,b,count\n1,0,-1\n", 1, "HT-212 -: line 2: count is -1, below zero"),
        (["-"], b"a,b,count\n1,0,1\n1,0,2\n", 1, "the pattern of line 2 stands again"),
        (["-"], b"a,b,count\n1,2,1\n", 1, "not 0 or 1"),
        (["-"], b"a,b,count\n1,\xff,1\n", 1, "it is not UTF-8"),
        (["nowhere.csv"], b"", 2, "HT-101"),
        (["-", "--method", "guess"], b"", 2, "HT-105"),
        (["-", "--criterion", "dic"], b"", 2, "HT-105"),
        (["-", "--chains", "2"], b"", 2, "HT-106"),
        (["-", "--by", "when"], b"a,b,count\n1,0,1\n", 1, "no column 'when'"),
        (["-", "--over", "when"], b"a,b,count\n1,0,1\n", 1, "no column 'when'"),
        (["-", "--over", "x"], b"x,a,b,count\n1,1,0,1\n", 2, "HT-106 one linkage tells nothing of its errors"),
        (["-", "--by", "a", "--others"], b"a,b,count\n1,0,1\n", 2, "others and pictures are of one table"),
        (["-", "--picture", "/nowhere/at/all.svg"], b"a,b,count\n1,1,1\n", 2, "HT-106 /nowhere/at/all.svg"),
    ],
)
def test_what_is_wrong_is_said_with_a_code(arguments: list[str], given: bytes, exit_code: int, said: str) -> None:
    result = harmtrace("estimate", *arguments, given=given)
    assert result.returncode == exit_code
    assert said in result.stderr.decode()
    assert not result.stdout
