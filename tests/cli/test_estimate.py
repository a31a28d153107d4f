"""`harmtrace estimate` as a user meets it: the form, the figures of Kosovo, broken tables, strata, the schema."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

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
    ],
)
def test_what_is_wrong_is_said_with_a_code(arguments: list[str], given: bytes, exit_code: int, said: str) -> None:
    result = harmtrace("estimate", *arguments, given=given)
    assert result.returncode == exit_code
    assert said in result.stderr.decode()
    assert not result.stdout
