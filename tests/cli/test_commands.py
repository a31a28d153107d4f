"""The commands as a user meets them: forms, exit codes, errors with a code and a way out, nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from harmtrace.model.claim import claim_from_plain
from harmtrace.model.span import SourceText
from tests.reports import EVERYTHING, corpus, record_in

TEXT = "An air strike on Hass in Idlib killed five civilians on 8 September 2018, the Relief League said.\n"


def harmtrace(*arguments: str, cwd: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "harmtrace", *arguments], cwd=cwd, input=given, capture_output=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("cli")
    record_in(place, *EVERYTHING)
    (place / "record.db").rename(place / "harmtrace.db")
    (place / "record.db.blobs").rename(place / "harmtrace.db.blobs")
    return place


def lines(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    assert result.returncode == 0, result.stderr.decode()
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_prints_claims_whose_quotes_are_their_spans(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    found = lines(harmtrace("extract", "a.txt", "--published", "2018-09-10", "--publisher", "Wire", cwd=tmp_path))
    assert {claim["kind"] for claim in found} >= {"event"}
    for claim in found:
        claim_from_plain(claim, SourceText(str(claim["document_id"]), TEXT))


def test_extract_reads_standard_input(tmp_path: Path) -> None:
    assert lines(harmtrace("extract", "-", cwd=tmp_path, given=TEXT.encode()))


@pytest.mark.parametrize("command", ["claims", "incidents", "aggregates", "sources", "documents", "independence"])
def test_lists_print_json_and_a_table(folder: Path, command: str) -> None:
    lines(harmtrace(command, "--json", cwd=folder))
    assert harmtrace(command, cwd=folder).returncode == 0


def test_toll_show_and_trace_walk_together(folder: Path) -> None:
    asked = ("--place", "Idlib governorate", "--from", "2018-09-08", "--to", "2018-09-08", "--status", "civilian")
    (toll,) = lines(harmtrace("toll", *asked, cwd=folder))
    assert (toll["min"], toll["harm"], toll["status"]) == (4, "killed", "civilian")
    (incident,) = lines(harmtrace("incidents", "--json", cwd=folder))
    shown = harmtrace("trace", str(incident["incident_id"]), cwd=folder).stdout.decode()
    assert "sha256" in shown
    assert "killed five civilians" in shown
    assert "(pack curated@" in shown
    assert harmtrace("show", str(incident["incident_id"]), cwd=folder).returncode == 0


def test_a_toll_is_asked_by_weapon_actor_and_target(folder: Path) -> None:
    every = json.loads(harmtrace("toll", cwd=folder).stdout)
    asked = ("--weapon", "chemical", "--actor", "isis", "--target", "obj.dam")
    other = json.loads(harmtrace("toll", *asked, cwd=folder).stdout)
    assert (every["min"] > 0, other["min"]) == (True, 0)
    assert other["scope"]["weapons"] == ["chemical"]
    refused = harmtrace("toll", "--weapon", "thunderbolt", cwd=folder)
    assert (refused.returncode, b"HT-105" in refused.stderr) == (2, True)


def test_verify_and_schema_and_text(folder: Path, tmp_path: Path) -> None:
    assert harmtrace("verify", cwd=folder).returncode == 0
    assert json.loads(harmtrace("schema", "claim", cwd=folder).stdout)["oneOf"]
    (tmp_path / "a.txt").write_bytes(b"One line.\r\nTwo.\r\n")
    assert harmtrace("text", "a.txt", cwd=tmp_path).stdout == b"One line.\nTwo.\n"


@pytest.mark.parametrize("form", ["csv", "geojson", "jsonl"])
def test_exports(folder: Path, form: str) -> None:
    result = harmtrace("export", form, "--public", cwd=folder)
    assert result.returncode == 0
    assert b"PUBLIC" in result.stdout


@pytest.mark.parametrize("command", [("export", "csv"), ("export", "geojson"), ("report",)])
def test_what_cannot_be_written_is_said_with_a_way_out(folder: Path, command: tuple[str, ...]) -> None:
    (folder / "file").write_text("no folder", encoding="utf-8")
    for out in (".", "file/x/y.out"):
        result = harmtrace(*command, "--public", "--out", out, cwd=folder)
        assert (result.returncode, b"HT-106" in result.stderr, b"Traceback" in result.stderr) == (2, True, False)
    assert harmtrace(*command, "--public", "--out", "written.out", cwd=folder).returncode == 0
    assert (folder / "written.out").stat().st_size > 0


def test_places_answer_each_toponym_in_order(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "text": "From Hass to Khan Sheikhoun.",
        "toponyms": [{"start": 13, "end": 27}, {"start": 5, "end": 9}],
    }
    (answer,) = lines(harmtrace("places", "--json", cwd=tmp_path, given=json.dumps(row).encode()))
    assert [place["text"] for place in answer["where"]] == ["Khan Sheikhoun", "Hass"]  # type: ignore[attr-defined]


def test_places_of_a_file_that_windows_wrote(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + b'{"id": 1, "text": "From Hass."}\r\n')
    (answer,) = lines(harmtrace("places", "a.jsonl", cwd=tmp_path))
    assert answer["id"] == 1


_GOOD = b'{"id": "good", "text": "From Hass.", "language": "en", "country": "sy", "url": "https://a.example/"}\n'


@pytest.mark.parametrize(
    "bad",
    [
        b'{"id": 1, "text": ' + b"[" * 100_000 + b"}",
        b'{"id": 1, "text": "From Hass.", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"id": 1, "text": "From \xff."}',
        b'["text"]',
        b'{"id": 1, "text": "From Hass.", "country": 5}',
        b'{"id": 1, "text": "From Hass.", "country": "Syria"}',
        b'{"id": 1, "text": "From Hass.", "country": "ZZ"}',
        b'{"id": 1, "text": "From Hass.", "language": 5}',
        b'{"id": 1, "text": "From Hass.", "language": "klingon"}',
        b'{"id": 1, "text": "From Hass.", "url": 5}',
        b'{"id": 1, "text": "From Hass.", "toponyms": [{"start": true, "end": 4}]}',
        b'{"id": 1, "text": "From Hass.", "toponyms": [{"start": 0.5, "end": 4}]}',
        b'{"id": 1, "text": "From Hass.", "toponyms": {"start": 0, "end": 4}}',
        b'{"id": 1, "text": "From Hass.", "toponyms": [[0, 4]]}',
    ],
)
def test_places_names_a_bad_line_and_answers_the_next(tmp_path: Path, bad: bytes) -> None:
    result = harmtrace("places", cwd=tmp_path, given=bad + b"\n" + _GOOD)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["good"]
    assert (result.returncode, b"-:1" in result.stderr, b"Traceback" in result.stderr) == (1, True, False)


@pytest.mark.parametrize("options", [("--country", "Syria"), ("--country", "ZZ"), ("--language", "klingon")])
def test_places_refuses_a_country_or_language_that_is_none(tmp_path: Path, options: tuple[str, str]) -> None:
    result = harmtrace("places", *options, cwd=tmp_path, given=_GOOD)
    assert (result.returncode, result.stdout, b"HT-106" in result.stderr) == (2, b"", True)


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (("run", "nothing-here.txt"), 1, b"HT-101"),
        (("toll", "--from", "yesterday"), 2, b"HT-103"),
        (("toll", "--place", "Atlantis"), 2, b"HT-104"),
        (("show", "inc_nothing"), 2, b"HT-105"),
        (("export", "docx"), 2, b"HT-105"),
        (("schema", "nothing"), 2, b"HT-105"),
        (("extract", "x.txt", "--published", "soon"), 2, b"HT-103"),
        (("nonsense",), 2, b""),
    ],
)
def test_what_is_wrong_has_a_code_and_a_way_out(
    folder: Path, arguments: tuple[str, ...], code: int, error: bytes
) -> None:
    result = harmtrace(*arguments, cwd=folder)
    assert result.returncode in {code, 2} if error == b"HT-101" else result.returncode == code
    assert error in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", b"HT-201"),
        ("broken.txt", b"killed five \xff\x81 people in Hass", b"HT-203"),
        ("long.txt", b"x" * 200_000_000, b"HT-204"),
        ("lies.pdf", b"this is no PDF", b"HT-20"),
    ],
)
def test_hard_inputs_are_named_and_the_others_are_read(tmp_path: Path, name: str, data: bytes, error: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT)
    result = harmtrace("run", name, "good.txt", cwd=tmp_path)
    assert result.returncode == 1
    assert error in result.stderr
    assert name.encode() in result.stderr
    assert len(lines(harmtrace("documents", "--json", cwd=tmp_path))) == 1


def test_control_characters_of_a_title_do_not_reach_the_terminal(tmp_path: Path) -> None:
    hostile = {**EVERYTHING[0], "title": "\x1b[2Jgone\u202e", "id": "x\x1b[31m"}
    corpus(tmp_path, hostile)
    harmtrace("run", "corpus.jsonl", cwd=tmp_path)
    shown = harmtrace("documents", cwd=tmp_path).stdout
    assert b"\x1b" not in shown
    assert "\u202e".encode() not in shown


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m harmtrace claims --json | head -c 10"
    result = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True)
    assert b"Traceback" not in result.stderr
    assert b"BrokenPipe" not in result.stderr


def test_the_demonstration_ends_with_a_record_and_a_report(tmp_path: Path) -> None:
    result = harmtrace("demo", cwd=tmp_path)
    assert result.returncode == 0, result.stderr.decode()
    assert (tmp_path / "demo" / "report.html").is_file()
    assert b"reconstruct" in result.stdout
    assert b"ar 16" in result.stdout


def test_withdrawing_asks_first_and_does_nothing_without_an_answer(tmp_path: Path) -> None:
    record_in(tmp_path, *EVERYTHING)
    store = ("--store", f"sqlite:///{tmp_path / 'record.db'}")
    refused = harmtrace("withdraw", "league-1", "--reason", "consent", *store, cwd=tmp_path)
    assert refused.returncode == 2
    assert b"Traceback" not in refused.stderr
    assert harmtrace("withdraw", "league-1", "--reason", "consent", "--yes", *store, cwd=tmp_path).returncode == 0
    states = {d["document_id"]: d["state"] for d in lines(harmtrace("documents", "--json", *store, cwd=tmp_path))}
    assert states["league-1"] == "withdrawn"
    assert harmtrace("verify", *store, cwd=tmp_path).returncode == 0


def test_explain_shows_words_tellers_clauses_and_the_rule_of_each_claim(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    shown = harmtrace("explain", "a.txt", "--published", "2018-09-10", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr.decode()
    text = shown.stdout.decode()
    assert "Relief League → publisher not stated" in text
    assert "2018-09-08 to 2018-09-08" in text
    assert "event: harm then count" in text
    (sentence,) = lines(harmtrace("explain", "a.txt", "--published", "2018-09-10", "--json", cwd=tmp_path))
    found = sentence["found"]
    assert isinstance(found, list)
    assert {told["what"] for told in found} >= {"people", "harm", "date", "place", "teller"}
    assert all(TEXT[told["start"] : told["end"]] == told["words"] for told in found)


def test_places_of_many_lines_are_the_same_with_several_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["Hass", "Khan Sheikhoun", "Homs", "Nowhereville"]
    rows = [{"id": n, "text": f"Shells hit {names[n % 4]} {n} times."} for n in range(300)]
    rows[200] = {"id": 200}
    given = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    found = []
    for jobs in ("1", "2"):
        monkeypatch.setenv("HARMTRACE_JOBS", jobs)
        result = harmtrace("places", cwd=tmp_path, given=given)
        assert (result.returncode, b"-:201" in result.stderr) == (1, True)
        found.append(result.stdout)
    assert found[0] == found[1]
    assert [json.loads(line)["id"] for line in found[0].splitlines()] == [n for n in range(300) if n != 200]
