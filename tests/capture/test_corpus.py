"""A JSON Lines corpus: every good line is read, every bad line is named."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pytest

from harmtrace.errors import BadLine, BrokenEncoding, EmptyInput, HarmtraceError, TooLarge, UnknownDate
from harmtrace.model.ids import sha256_hex
from tests.capture.captured_inputs import read


def corpus(folder: Path, *lines: str | bytes) -> Path:
    path = folder / "corpus.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
    return path


def test_each_line_is_a_capture_of_its_own_bytes(tmp_path: Path) -> None:
    first = '{"id": "a", "text": "One shell fell."}'
    path = corpus(tmp_path, first, '{"id": "b", "text": "Two shells fell."}')
    captured, errors = read(path)
    assert errors == []
    assert captured[0].data == first.encode()
    assert captured[0].capture.sha256 == sha256_hex(first.encode())
    assert captured[0].capture.part == "line 1"
    assert {item.capture.parent for item in captured} == {sha256_hex(path.read_bytes())}
    assert [item.given["id"] for item in captured] == ["a", "b"]


def test_further_fields_are_kept(tmp_path: Path) -> None:
    path = corpus(
        tmp_path, '{"text": "x y", "notice": "Composed.", "reconstructed": true, "region": "north", "n": [1]}'
    )
    captured, _ = read(path)
    assert captured[0].given["notice"] == "Composed."
    assert captured[0].given["reconstructed"] is True
    assert captured[0].given["extra"] == {"region": "north", "n": [1]}


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("not json at all", BadLine),
        ("[1, 2]", BadLine),
        ('"text"', BadLine),
        ('{"id": "x"}', BadLine),
        ('{"id": "x", "text": null}', BadLine),
        ('{"id": "x", "text": 5}', BadLine),
        ('{"id": "x", "text": "  \\n "}', EmptyInput),
        ('{"id": "x", "text": "a\\u0000b"}', BadLine),
        ('{"id": "x", "text": "\\ud800"}', BadLine),
        ('{"title": 7, "text": "words"}', BadLine),
        ('{"text": "words", "reconstructed": "yes"}', BadLine),
        (b'{"text": "broken \xff\xfe letters"}', BrokenEncoding),
        ("[" * 200_000, BadLine),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(
    tmp_path: Path, line: str | bytes, error: type[HarmtraceError]
) -> None:
    path = corpus(tmp_path, '{"text": "before"}', line, '{"text": "after"}')
    captured, errors = read(path)
    assert [item.given["text"] for item in captured] == ["before", "after"]
    assert [type(item) for item in errors] == [error]
    assert errors[0].where == f"{path}:2"


def test_empty_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = corpus(tmp_path, b'\xef\xbb\xbf{"text": "one"}', "", "   ", '{"text": "two"}')
    captured, errors = read(path)
    assert [item.capture.part for item in captured] == ["line 1", "line 4"]
    assert errors == []


def test_a_date_that_is_none_is_named_and_the_report_is_read(tmp_path: Path) -> None:
    path = corpus(tmp_path, '{"id": "a", "text": "words", "published": "last Friday"}')
    captured, errors = read(path)
    assert [type(error) for error in errors] == [UnknownDate]
    assert "last Friday" in str(errors[0])
    assert "published" not in captured[0].given
    assert captured[0].given["extra"] == {"published_as_given": "last Friday"}


def test_an_id_used_twice_for_other_content_loses_nothing(tmp_path: Path) -> None:
    path = corpus(tmp_path, '{"id": "a", "text": "one"}', '{"id": "a", "text": "two"}', '{"id": "a", "text": "one"}')
    captured, errors = read(path)
    assert [item.given["text"] for item in captured] == ["one", "two", "one"]
    assert "id" not in captured[1].given
    assert captured[1].given["extra"] == {"id_as_given": "a"}
    assert [str(error.where) for error in errors] == [f"{path}:2"]


def test_a_corpus_on_standard_input_is_known_by_its_brace(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = b'\n {"text": "from a pipe"}\n{"text": "again"}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Pipe(data)))
    captured, _ = read("-")
    assert [item.given["text"] for item in captured] == ["from a pipe", "again"]
    assert {item.capture.parent for item in captured} == {sha256_hex(data)}


def test_text_on_standard_input_is_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Three people were killed.")))
    captured, errors = read("-")
    assert errors == []
    assert [item.capture.media_type for item in captured] == ["text/plain"]


def test_a_line_of_two_hundred_megabytes_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "before"}\n{"text": "')
        for _ in range(200):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "after"}\n')
    tracemalloc.start()
    captured, errors = read(path, max_bytes=5_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [item.given["text"] for item in captured] == ["before", "after"]
    assert [type(error) for error in errors] == [TooLarge]
    assert errors[0].where == f"{path}:2"
    assert peak < 60_000_000


def test_a_corpus_may_be_larger_than_the_limit_of_one_document(tmp_path: Path) -> None:
    path = corpus(tmp_path, *(json.dumps({"id": str(number), "text": "x" * 900}) for number in range(50)))
    captured, errors = read(path, max_bytes=2000)
    assert len(captured) == 50
    assert errors == []


def test_the_same_corpus_gives_the_same_captures(tmp_path: Path) -> None:
    path = corpus(tmp_path, *(json.dumps({"text": f"report {number}"}) for number in range(20)))
    first, second = read(path)[0], read(path)[0]
    assert [item.capture.sha256 for item in first] == [item.capture.sha256 for item in second]
