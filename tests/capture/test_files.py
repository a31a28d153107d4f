"""Files and folders: known by their content, in a stable order, without a way out of the folder."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from harmtrace.capture.inputs import CaptureOptions, open_inputs
from harmtrace.errors import (
    BadSetting,
    BrokenEncoding,
    BrokenFile,
    EmptyInput,
    MissingInput,
    NoText,
    TooLarge,
    UnknownDate,
    UnknownFormat,
)
from harmtrace.text.reading import read_document
from tests.capture.captured_inputs import read


def test_a_missing_file_is_named_and_the_next_input_is_read(tmp_path: Path) -> None:
    there = tmp_path / "report.txt"
    there.write_text("Three people were killed.")
    captured, errors = read(tmp_path / "not there.txt", there)
    assert [type(error) for error in errors] == [MissingInput]
    assert errors[0].where == str(tmp_path / "not there.txt")
    assert len(captured) == 1


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n "])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.csv", "a.xlsx", "a.jsonl", "a.json"])
def test_an_empty_file_is_an_error(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    captured, errors = read(path)
    assert captured == []
    assert [type(error) for error in errors] == [EmptyInput]


def test_a_text_of_two_hundred_megabytes_in_one_line_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    started = time.monotonic()
    captured, errors = read(path)
    assert captured == []
    assert [type(error) for error in errors] == [TooLarge]
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("report.txt", b"%PDF-1.4 ...", "application/pdf"),
        ("report.html", b"%PDF-1.4 ...", "application/pdf"),
        ("report.txt", b"<!DOCTYPE html><html><body><p>Words.</p></body></html>", "text/html"),
        ("report.pdf", b"<html><body><p>Words.</p></body></html>", "text/html"),
        ("report", b"Three people were killed.", "text/plain"),
        ("report.md", b"# Three people were killed", "text/plain"),
        ("report.pdf", b"no pdf at all", "application/pdf"),
    ],
)
def test_the_content_says_what_a_file_is(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    captured, errors = read(path)
    assert errors == []
    assert captured[0].capture.media_type == media_type
    assert captured[0].data == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("photo.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("letter.docx", b"PK\x03\x04\x14\x00 word/document.xml"),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42"),
        ("style.css", b"p { margin: 0 }"),
    ],
)
def test_what_is_no_report_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    captured, errors = read(path)
    assert captured == []
    assert [type(error) for error in errors] == [UnknownFormat]


def test_a_corpus_under_another_name_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "corpus.json"
    path.write_text('{"text": "one"}\n{"text": "two"}\n')
    assert [item.given["text"] for item in read(path)[0]] == ["one", "two"]


def test_bytes_that_are_no_text_are_kept_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("قُتل ثلاثة أشخاص".encode("cp1256", "ignore"))
    captured, errors = read(path)
    assert errors == []
    assert captured[0].data == path.read_bytes()
    with pytest.raises(BrokenEncoding, match="line 1"):
        read_document(captured[0])


def test_a_folder_is_read_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c/d/e.txt", ".hidden.txt", ".git/config.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"report {name}")
    captured, errors = read(tmp_path)
    assert errors == []
    assert [item.data.decode() for item in captured] == [
        "report a.txt",
        "report b/2.txt",
        "report b/10.txt",
        "report c/d/e.txt",
    ]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert [type(error) for error in read(tmp_path)[1]] == [EmptyInput]


def test_links_out_of_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_text("the secret")
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("a report")
    (folder / "out.txt").symlink_to(secret / "key.txt")
    (folder / "outside").symlink_to(secret, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "dead.txt").symlink_to(folder / "nowhere.txt")
    captured, errors = read(folder)
    assert [item.data for item in captured] == [b"a report"]
    assert [(type(error), error.where) for error in errors] == [
        (BrokenFile, str(folder / "out.txt")),
        (BrokenFile, str(folder / "outside")),
    ]


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("a report")
    captured, errors = read(tmp_path)
    assert len(captured) == 1
    assert [type(error) for error in errors] == [UnknownFormat]


def test_a_text_that_holds_binary_data_is_said_to(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Two people \0 died.")
    _, (error,) = read(tmp_path / "a.txt")
    assert isinstance(error, UnknownFormat)
    assert "control characters" in str(error)


def test_a_name_that_is_no_utf8_is_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"report-\xff.txt")
    (tmp_path / name).write_text("a report")
    captured, _ = read(tmp_path)
    captured[0].capture.origin.encode("utf-8")
    assert read_document(captured[0]).text == "a report"


def test_a_path_through_a_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("words")
    assert [type(error) for error in read(path / "inside.txt")[1]] == [MissingInput]


def test_what_the_user_says_holds_for_every_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a report")
    (tmp_path / "b.jsonl").write_text('{"text": "another", "publisher": "Somebody", "language": "fr"}\n')
    captured, _ = read(tmp_path, publisher="Desk", published="2018-09-15", language="en")
    assert [(item.given["publisher"], item.given["published"], item.given["language"]) for item in captured] == [
        ("Desk", "2018-09-15", "en")
    ] * 2


def test_a_date_for_all_inputs_must_be_one() -> None:
    with pytest.raises(UnknownDate):
        next(open_inputs(["x.txt"], CaptureOptions(published="15/9/2018")))


@pytest.mark.parametrize(
    "environment", [{"HARMTRACE_MAX_BYTES": "much"}, {"HARMTRACE_MAX_BYTES": "0"}, {"HARMTRACE_ALLOW_PRIVATE": "yes"}]
)
def test_settings_must_be_usable(environment: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        CaptureOptions.from_environment(environment)


def test_settings_are_taken() -> None:
    options = CaptureOptions.from_environment({"HARMTRACE_MAX_BYTES": "1000", "HARMTRACE_ALLOW_PRIVATE": "1"})
    assert options.max_bytes == 1000
    assert options.allow_private


def test_a_page_of_pictures_alone_is_kept_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('<!DOCTYPE html><html><body><img src="a.jpg"><script>var x = "12 killed"</script></body></html>')
    captured, errors = read(path)
    assert errors == []
    with pytest.raises(NoText):
        read_document(captured[0])
