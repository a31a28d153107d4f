"""CSV tables and XLSX workbooks: each row is a capture, the file is kept with the first."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from harmtrace.errors import BadLine, BadMapping, BrokenFile, EmptyInput, TooLarge, UnknownDate
from harmtrace.model.ids import canonical_json, sha256_hex
from harmtrace.text.reading import read_document
from tests.capture.captured_inputs import read


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_columns_named_like_fields_need_no_mapping(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text('id,text,published,region\nr1,"One, then two shells",2018-09-08,north\n', encoding="utf-8")
    captured, errors = read(path)
    assert errors == []
    assert captured[0].given == {
        "id": "r1",
        "text": "One, then two shells",
        "published": "2018-09-08",
        "extra": {"row": {"region": "north"}},
    }


def test_the_row_is_kept_as_canonical_json_and_the_file_with_the_first_row(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("text\nfirst\nsecond\n", encoding="utf-8")
    captured, _ = read(path)
    assert captured[0].data == canonical_json({"text": "first"})
    assert [item.container for item in captured] == [path.read_bytes(), None]
    assert captured[0].capture.parent == sha256_hex(path.read_bytes())
    assert [item.capture.part for item in captured] == ["row 2", "row 3"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_mapping_names_the_columns_whatever_parts_them(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "reports.csv"
    path.write_text(f"Nr{delimiter}Report{delimiter}Day\n1{delimiter}Shelling in Hays{delimiter}2018-11-04\n")
    captured, errors = read(path, mapping={"text": "Report", "published": "Day", "id": "nr"})
    assert errors == []
    assert captured[0].given == {"text": "Shelling in Hays", "published": "2018-11-04", "id": "1"}


@pytest.mark.parametrize("mapping", [None, {"text": "Story"}, {"text": "Report", "colour": "Day"}])
def test_columns_that_are_not_there_are_an_error_with_those_that_are(
    tmp_path: Path, mapping: dict[str, str] | None
) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("Report,Day\nx,2018\n")
    captured, errors = read(path, mapping=mapping)
    assert captured == []
    assert [type(error) for error in errors] == [BadMapping]
    assert "Report, Day" in str(errors[0])


def test_rows_without_text_and_with_odd_dates_are_named(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("text,published\n,2018-09-08\nwords,8 Sept\nmore,2018-09-09\n")
    captured, errors = read(path)
    assert [item.given["text"] for item in captured] == ["words", "more"]
    assert [(type(error), error.where) for error in errors] == [
        (BadLine, f"{path}:row 2"),
        (UnknownDate, f"{path}:row 3"),
    ]


def test_a_row_longer_than_the_header_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("text\nOne, then two\n")
    captured, errors = read(path)
    assert captured[0].given["text"] == "One"
    assert [type(error) for error in errors] == [BadLine]


def test_a_table_in_another_charset_is_kept_and_not_garbled(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes("text\nقصف على حاس\n".encode("cp1256"))
    captured, errors = read(path)
    assert errors == []
    assert captured[0].data == path.read_bytes()
    with pytest.raises(BrokenFile, match="UTF-8"):
        read_document(captured[0])
    given = read(path, charset="windows-1256")[0][0].given
    assert given["text"] == "قصف على حاس"


def test_a_utf16_table_of_a_spreadsheet_program_is_read(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes("text\tid\nقصف\t1\n".encode("utf-16"))
    assert read(path)[0][0].given == {"text": "قصف", "id": "1"}


def test_an_empty_table_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("text,id\n")
    assert [type(error) for error in read(path)[1]] == [EmptyInput]


def test_dates_and_numbers_of_cells_become_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "reports.xlsx",
        Reports=[["id", "text", "published"], [7, "Two killed in Hays", datetime.datetime(2018, 11, 4)]],
    )
    captured, errors = read(path)
    assert errors == []
    assert captured[0].given == {"id": "7", "text": "Two killed in Hays", "published": "2018-11-04"}
    assert json.loads(captured[0].data) == {"id": 7, "text": "Two killed in Hays", "published": "2018-11-04"}
    assert captured[0].container == path.read_bytes()


def test_every_sheet_with_the_columns_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "reports.xlsx",
        North=[["text"], ["one"]],
        Notes=[["remarks"], ["internal"]],
        South=[["text"], [None], ["two"]],
    )
    captured, errors = read(path)
    assert errors == []
    assert [(item.capture.part, item.given["text"]) for item in captured] == [
        ("North row 2", "one"),
        ("South row 3", "two"),
    ]
    assert [item.container is not None for item in captured] == [True, False]


def test_a_workbook_without_the_columns_is_an_error(tmp_path: Path) -> None:
    path = workbook(tmp_path / "reports.xlsx", Notes=[["remarks"], ["internal"]])
    assert [type(error) for error in read(path)[1]] == [BadMapping]


def test_formulas_are_not_run_and_their_kept_value_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "reports.xlsx", A=[["text"], ['=HYPERLINK("http://attacker.example")'], ["plain"]])
    assert [item.given["text"] for item in read(path)[0]] == ["plain"]


@pytest.mark.parametrize("data", [b"PK\x03\x04 damaged", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted"])
def test_a_damaged_or_encrypted_workbook_is_kept_and_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "reports.xlsx"
    path.write_bytes(data * 40)
    captured, errors = read(path)
    assert errors == []
    assert captured[0].data == path.read_bytes()
    with pytest.raises(BrokenFile):
        read_document(captured[0])


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bomb.xlsx", A=[["text"], ["x"]])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/big.xml", "w") as file,
    ):
        for _ in range(60):
            file.write(b"0" * 1_000_000)
    captured, errors = read(path, max_bytes=1_000_000)
    assert captured == []
    assert [type(error) for error in errors] == [TooLarge]


def test_a_workbook_with_xml_entities_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "entities.xlsx", A=[["text"], ["x"]])
    packed = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/evil.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    path.write_bytes(packed.getvalue())
    captured, _ = read(path)
    with pytest.raises(BrokenFile, match="entities"):
        read_document(captured[0])
