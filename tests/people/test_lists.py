"""Reading lists: what is taken, what is noted, what is refused with its reason."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from harmtrace.errors import BrokenEncoding, BrokenFile, EmptyInput, MissingColumn, MissingInput, UnknownFormat
from harmtrace.people.lists import read_list


def written(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_cells_are_read_as_they_are_meant(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "id;name_ar;Sex;age;birth date;death_date;place;phone\n"
        "1;\u200fسامر الحداد\u200f;ذكر;٧ أشهر;;2015-03-04;حاس;555\n"
        "2;ليلى النجار;F;about 30-40;19801231;03/04/2015;;\n"
        "3;مجهول الهوية;?;unknown;1980-01-01;1436/06/13;غير معروف;\n",
    )
    read = read_list(path)
    first, second, third = read.entries
    assert read.columns == ("id", "name_ar", "sex", "age", "birth_date", "death_date", "place")
    assert first.names == {"name_ar": "سامر الحداد"}
    assert (first.sex, first.age, first.death_date) == ("male", 0.58, datetime.date(2015, 3, 4))
    assert (second.sex, second.age) == ("female", 35.0)
    assert (second.birth_date, second.death_date) == (datetime.date(1980, 12, 31), datetime.date(2015, 4, 3))
    assert (third.names, third.sex, third.age, third.place) == ({}, None, None, "")
    assert third.death_date == datetime.date(2015, 4, 2)
    assert "Islamic calendar" in third.notes[0]
    assert not read.refused


def test_what_cannot_be_read_is_noted_and_never_guessed(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "id,name,sex,age,birth_date,death_date\n"
        "1,A B,x,old,2015-13-40,13-2015\n"
        "2,C D,m,150,2016-01-01,2015-01-01\n"
        "3,E F,m,7 moons,04/05/15,\n",
    )
    first, second, third = read_list(path).entries
    assert (first.sex, first.age, first.birth_date, first.death_date) == (None, None, None, None)
    assert len(first.notes) == 4
    assert (second.age, second.birth_date, second.death_date) == (None, None, None)
    assert ["after the death_date" in note for note in second.notes] == [True, False]
    assert (third.age, third.birth_date) == (None, None)


def test_rows_without_an_id_of_their_own_are_refused_and_the_others_read(tmp_path: Path) -> None:
    path = written(tmp_path, "id,name\n1,A B\n,C D\n1,E F\n2,G H,surplus\n\n3,\n")
    read = read_list(path)
    assert [entry.id for entry in read.entries] == ["1", "3"]
    assert [(refused.row, refused.reason) for refused in read.refused] == [
        (3, "it has no id"),
        (4, "its id '1' stands in row 2 already"),
        (5, "it has 1 cells more than the header"),
    ]


def test_a_workbook_gives_the_rows_of_its_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No", "الاسم", "age", "death_date"])
    sheet.append([12, "سامر الحداد", 7.0, datetime.datetime(2015, 3, 4)])
    book.save(tmp_path / "list.xlsx")
    [entry] = read_list(tmp_path / "list.xlsx", {"id": "No", "name_ar": "الاسم"}).entries
    assert (entry.id, entry.names, entry.age) == ("12", {"name_ar": "سامر الحداد"}, 7.0)
    assert entry.death_date == datetime.date(2015, 3, 4)


@pytest.mark.parametrize(
    ("text", "name", "error", "told"),
    [
        ("name,age\nA,3\n", "l.csv", MissingColumn, "id"),
        ("id,age\n1,3\n", "l.csv", MissingColumn, "names"),
        ("id,id,name\n1,2,A\n", "l.csv", BrokenFile, "2 columns"),
        ("", "l.csv", EmptyInput, "header"),
        ("id,name\n", "l.csv", EmptyInput, "no row"),
        ('id,name\n1,"A\n', "l.csv", BrokenFile, "CSV"),
        ("id,name\n1,A\n", "l.json", UnknownFormat, ".json"),
        ("no workbook", "l.xlsx", BrokenFile, "XLSX"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, text: str, name: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        read_list(written(tmp_path, text, name))


def test_a_file_that_is_not_there_another_encoding_and_a_column_that_it_lacks_are_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        read_list(tmp_path / "none.csv")
    (tmp_path / "arabic.csv").write_bytes("id,name\n1,سامر\n".encode("cp1256"))
    with pytest.raises(BrokenEncoding):
        read_list(tmp_path / "arabic.csv")
    with pytest.raises(MissingColumn, match="'Number'"):
        read_list(written(tmp_path, "id,name\n1,A\n"), {"id": "Number"})
