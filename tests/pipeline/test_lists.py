"""Lists in the record: rows kept under hashes, restricted; the public sees counts; what is withdrawn is gone."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from harmtrace.capture.blobs import Blobs
from harmtrace.errors import BadDecision, BadSetting, BrokenFile, MissingColumn, TooLarge, UnknownName, Withdrawn
from harmtrace.model.ids import canonical_json, sha256_hex
from harmtrace.model.person import ListOnRecord
from harmtrace.pipeline.lists import Imported, access_of, counts_of, import_list, public_rows, set_access, withdraw_list
from harmtrace.pipeline.settings import blobs_folder
from harmtrace.pipeline.verify import verify
from harmtrace.pipeline.withdraw import withdraw
from harmtrace.store.people import captures_of, lists_on_record, people_of
from harmtrace.store.record import Store
from tests.reports import record_in, url_in

ROWS = (
    "id;name_ar;sex;age;death_date;place\n"
    "1;\u200fسامر الحداد\u200f;ذكر;٧ أشهر;2018-09-08;حاس\n"
    "2;ليلى النجار;أنثى;about 30-40;1439/12/28;حاس, إدلب\n"
    "3;مجهول الهوية;?;unknown;;12 Orchard Lane\n"
)
NAMES = ("سامر", "الحداد", "ليلى", "النجار", "Orchard")


def taken(folder: Path, text: str = ROWS, name: str = "morgue", source: str | None = None) -> Imported:
    path = folder / "morgue.csv"
    path.write_text(text, encoding="utf-8")
    return import_list(url_in(folder), path, name=name, person="tester", source=source)


def the_list(store: Store) -> ListOnRecord:
    [found] = lists_on_record(store)
    return found


def harmtrace(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "harmtrace", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_rows_come_back_as_the_list_has_them_under_the_hashes_of_file_and_row(tmp_path: Path) -> None:
    found = taken(tmp_path, source="City morgue")
    store = Store.open(url_in(tmp_path))
    listed = the_list(store)
    assert (listed.rows, listed.unnamed, listed.noted, listed.source) == (3, 1, 1, "City morgue")
    assert listed == found.listed
    assert listed.capture == sha256_hex((tmp_path / "morgue.csv").read_bytes())
    assert Blobs(blobs_folder(store.url)).check(listed.capture)
    people = people_of(store, "morgue")
    assert [one.entry.names for one in people] == [{"name_ar": "سامر الحداد"}, {"name_ar": "ليلى النجار"}, {}]
    assert [str(one.entry.death_date) for one in people] == ["2018-09-08", "2018-09-08", "None"]
    cells = ["3", "مجهول الهوية", "?", "unknown", "", "12 Orchard Lane"]
    assert people[2].entry.sha256 == sha256_hex(canonical_json(cells))
    assert len({one.person_id for one in people}) == 3
    [entry] = store.custody(listed.capture)
    assert (entry["action"], entry["person"], entry["detail"]) == ("captured", "tester", "list morgue: morgue.csv")
    assert verify(store).holds
    store.close()


def test_the_same_file_changes_nothing_and_another_takes_its_place(tmp_path: Path) -> None:
    assert taken(tmp_path).new
    assert not taken(tmp_path).new
    first = (tmp_path / "morgue.csv").read_bytes()
    assert taken(tmp_path, ROWS + "4;عمر صالح;ذكر;40;2018-09-09;\n").new
    store = Store.open(url_in(tmp_path))
    assert the_list(store).rows == len(people_of(store, "morgue")) == 4
    assert captures_of(store, "morgue") == [sha256_hex(first), the_list(store).capture]
    assert verify(store).holds
    store.close()


def test_rows_are_refused_one_by_one_with_the_reason_and_the_rest_is_on_record(tmp_path: Path) -> None:
    first = "id,name,age,death_date\n1,A B,7 months,2015-01-02\n,C D,3,\n1,E F,4,\n"
    text = first + "2,G H,5,,surplus\n3,I J,9 moons,1436-06-13\n"
    found = taken(tmp_path, text)
    assert [(one.row, one.reason) for one in found.refused] == [
        (3, "it has no id"),
        (4, "its id '1' stands in row 2 already"),
        (5, "it has 1 cells more than the header"),
    ]
    assert [row for row, _ in found.notes] == [6, 6]
    store = Store.open(url_in(tmp_path))
    assert [(one.entry.id, one.entry.age) for one in people_of(store, "morgue")] == [("1", 0.58), ("3", None)]
    assert the_list(store).refused == found.refused
    store.close()


def test_a_file_that_is_no_list_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingColumn):
        taken(tmp_path, "name,age\nA,3\n")
    with pytest.raises(BrokenFile, match="none of its 2 rows"):
        taken(tmp_path, "id,name\n,A\n,B\n")
    with pytest.raises(BadSetting, match="name of a list"):
        taken(tmp_path, name="two words")
    monkeypatch.setenv("HARMTRACE_MAX_BYTES", "20")
    with pytest.raises(TooLarge):
        taken(tmp_path)
    assert not (tmp_path / "record.db").exists()


def test_a_list_a_third_of_which_has_no_name_is_taken_and_that_is_told(tmp_path: Path) -> None:
    rows = "".join(f"{n},{'' if n % 3 else f'Samir {n}'},2018-09-08\n" for n in range(1, 31))
    assert taken(tmp_path, f"id,name,death_date\n{rows}").listed.unnamed == 20


def test_a_workbook_with_columns_of_other_names_is_taken(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No", "الاسم", "event"])
    sheet.append([12, "سامر الحداد", "inc_1"])
    book.save(tmp_path / "register.xlsx")
    columns = {"id": "No", "name_ar": "الاسم", "incident": "event"}
    import_list(url_in(tmp_path), tmp_path / "register.xlsx", name="register", person="tester", columns=columns)
    store = Store.open(url_in(tmp_path))
    [person] = people_of(store, "register")
    assert (person.entry.id, person.entry.others) == ("12", {"incident": "inc_1"})
    capture = store.capture(the_list(store).capture)
    assert capture is not None
    assert "spreadsheetml" in capture.media_type
    store.close()


def test_the_public_sees_counts_and_no_cell_that_may_name_somebody(tmp_path: Path) -> None:
    taken(tmp_path)
    store = Store.open(url_in(tmp_path))
    counts = counts_of(store, "morgue")
    assert (counts.rows, counts.access) == (3, "restricted")
    assert counts.sex == {"female": 1, "male": 1, "unknown": 1}
    assert counts.ages == {"0–4": 1, "30–44": 1, "unknown": 1}
    assert counts.months == {"2018-09": 2, "unknown": 1}
    assert sum(counts.regions.values()) == 3
    assert not any(name in str(counts) for name in NAMES)
    assert public_rows(store, "morgue") == []
    store.close()


def test_a_release_shows_its_columns_alone_and_can_be_taken_back(tmp_path: Path) -> None:
    taken(tmp_path)
    store = Store.open(url_in(tmp_path))
    made = set_access(store, "morgue", ["sex", "death_date"], "editor", "the families agreed")
    assert (made.access, made.person, made.reason) == ("released", "editor", "the families agreed")
    assert public_rows(store, "morgue")[0] == {"sex": "male", "death_date": "2018-09-08"}
    assert [entry["action"] for entry in store.custody(the_list(store).capture)] == ["captured", "noted"]
    set_access(store, "morgue", [], "editor", "one family did not")
    assert public_rows(store, "morgue") == []
    with pytest.raises(BadSetting):
        set_access(store, "morgue", ["notes"], "editor", "why not")
    with pytest.raises(BadDecision, match="reason"):
        set_access(store, "morgue", ["sex"], "editor", " ")
    with pytest.raises(UnknownName, match="'register'"):
        set_access(store, "register", ["sex"], "editor", "x")
    assert verify(store).holds
    store.close()


def test_people_whom_a_later_file_adds_are_not_released_with_the_earlier_one(tmp_path: Path) -> None:
    taken(tmp_path)
    store = Store.open(url_in(tmp_path))
    set_access(store, "morgue", ["name_ar"], "editor", "the families agreed")
    assert public_rows(store, "morgue")
    taken(tmp_path, ROWS + "4;عمر صالح;ذكر;40;2018-09-09;\n")
    assert access_of(store, the_list(store)).access == "restricted"
    assert public_rows(store, "morgue") == []
    store.close()


def test_what_is_withdrawn_is_gone_from_file_and_database_and_is_not_taken_again(tmp_path: Path) -> None:
    taken(tmp_path)
    taken(tmp_path, ROWS + "4;عمر صالح;ذكر;40;2018-09-09;\n")
    store = Store.open(url_in(tmp_path))
    report = withdraw_list(store, "morgue", "editor", "consent taken back")
    assert len(report.captures) == 2
    assert people_of(store, "morgue") == []
    assert the_list(store).withdrawn
    assert verify(store).holds
    with pytest.raises(Withdrawn):
        counts_of(store, "morgue")
    with pytest.raises(Withdrawn):
        taken(tmp_path)
    store.close()
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".csv")
    assert not any(name.encode() in left for name in NAMES)


def test_a_list_can_be_withdrawn_by_the_hash_of_its_file_too(tmp_path: Path) -> None:
    taken(tmp_path)
    store = Store.open(url_in(tmp_path))
    assert withdraw(store, the_list(store).capture, "editor", "an order").lists == ("morgue",)
    assert people_of(store, "morgue") == []
    assert verify(store).holds
    store.close()


@pytest.mark.parametrize("table", ["person_lists", "persons"])
def test_rows_of_lists_can_neither_be_changed_nor_deleted(tmp_path: Path, table: str) -> None:
    taken(tmp_path)
    store = Store.open(url_in(tmp_path))
    set_access(store, "morgue", ["sex"], "editor", "x")
    store.close()
    connection = sqlite3.connect(tmp_path / "record.db")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(f"UPDATE {table} SET body = '{{}}'")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(f"DELETE FROM {table}")
    connection.close()


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE persons SET body = replace(body, 'male', 'female')", "person row"),
        ("UPDATE decisions SET body = replace(body, 'sex', 'name')", "decision"),
        ("UPDATE person_lists SET body = replace(body, '3', '4')", "list row"),
        ("DELETE FROM persons WHERE seq = 3", "persons"),
        ("DELETE FROM person_lists", "person_lists"),
    ],
)
def test_one_changed_or_missing_row_is_found(tmp_path: Path, statement: str, what: str) -> None:
    taken(tmp_path)
    store = Store.open(url_in(tmp_path))
    set_access(store, "morgue", ["sex"], "editor", "x")
    connection = sqlite3.connect(tmp_path / "record.db")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(statement)
    connection.commit()
    connection.close()
    assert what in {finding.what for finding in verify(store).findings}
    store.close()


@pytest.mark.parametrize(
    "command",
    [["report", "--out", "page.html"], ["export", "jsonl"], ["export", "csv"], ["export", "jsonl", "--public"]],
)
def test_no_report_and_no_export_has_a_cell_of_a_list(tmp_path: Path, command: Sequence[str]) -> None:
    url, _ = record_in(tmp_path)
    taken(tmp_path, ROWS.replace("حاس", "Zubaydiyya"))
    result = harmtrace(tmp_path, *command, "--store", url)
    assert result.returncode == 0, result.stderr
    page = tmp_path / "page.html"
    told = result.stdout + (page.read_text(encoding="utf-8") if page.exists() else "")
    assert not any(name in told for name in (*NAMES, "Zubaydiyya"))


def test_the_commands_tell_rows_access_and_what_was_refused(tmp_path: Path) -> None:
    (tmp_path / "morgue.csv").write_text(ROWS + "3;عمر;;;;\n", encoding="utf-8")
    result = harmtrace(tmp_path, "lists", "import", "morgue.csv")
    assert result.returncode == 1
    assert "morgue.csv:5: its id '3' stands in row 4 already" in result.stderr
    assert "Islamic calendar" in result.stderr
    assert "morgue: 3 rows" in result.stdout
    listed = harmtrace(tmp_path, "lists", "list").stdout
    assert "restricted" in listed
    row = json.loads(harmtrace(tmp_path, "lists", "list", "--json").stdout)
    assert (row["list"]["rows"], row["access"]["access"]) == (3, "restricted")
    public = json.loads(harmtrace(tmp_path, "lists", "people", "morgue", "--public").stdout)
    assert public["rows"] == 3
    release = ("lists", "release", "morgue", "--column", "sex", "--reason", "agreed", "--person", "editor")
    assert harmtrace(tmp_path, *release).returncode == 0
    assert json.loads(harmtrace(tmp_path, "lists", "people", "morgue", "--public").stdout.splitlines()[0]) == {
        "sex": "male"
    }
    whole = harmtrace(tmp_path, "lists", "people", "morgue")
    assert len(whole.stdout.splitlines()) == 3
    assert "restricted" in whole.stderr
    assert harmtrace(tmp_path, "lists", "restrict", "morgue", "--reason", "asked").returncode == 0
    assert "sex" in harmtrace(tmp_path, "lists", "counts", "morgue").stdout
    assert harmtrace(tmp_path, "lists", "counts", "nobody").returncode == 2
    assert harmtrace(tmp_path, "lists", "withdraw", "morgue", "--reason", "asked", "--yes").returncode == 0
    assert "withdrawn" in harmtrace(tmp_path, "lists", "list").stdout
