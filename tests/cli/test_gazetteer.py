"""The packs of places as a documenter meets them: built, listed, looked up, removed, with a code for what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harmtrace.cli.main import run_command
from harmtrace.pipeline.record import load_gazetteer
from tests.places.files import dump_row, write_dump
from tests.places.test_install import zipped

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Run `harmtrace gazetteer …` with a data folder of its own; gives exit code, output and messages."""
    monkeypatch.setenv("HARMTRACE_DATA", str(tmp_path / "data"))

    def run(*arguments: str) -> tuple[int, str, str]:
        load_gazetteer.cache_clear()
        code = run_command(["gazetteer", *arguments])
        return (code, *capsys.readouterr())

    yield run
    load_gazetteer.cache_clear()


@pytest.fixture
def dump(tmp_path: Path) -> str:
    rows = [
        dump_row(901, "Qadra", 33.2, 36.2, "A.ADM1", names="Qadra Province"),
        dump_row(903, "Tall Nuhas", 33.1, 36.1, population=300),
        dump_row(904, "Tall Nuhas", 33.9, 36.9, population=9000),
        dump_row(905, "Marj Zafir", 33.9, 36.8, names="مرج زافر"),
    ]
    return str(write_dump(tmp_path / "SY.txt", *rows))


def test_a_pack_is_built_listed_looked_up_and_removed(gazetteer: Command, dump: str, tmp_path: Path) -> None:
    code, out, _ = gazetteer("build", dump, "--attribution", "Field team, 2024", "--name", "field")
    assert (code, "built: field version" in out, "Field team, 2024" in out) == (0, True, True)
    assert "the same as before" in gazetteer("build", dump, "--attribution", "Field team, 2024", "--name", "field")[1]
    code, out, _ = gazetteer("list")
    assert code == 0
    assert "shipped with harmtrace" in out
    assert "3 settlement, 1 adm1" in out
    rows = [json.loads(line) for line in gazetteer("list", "--json")[1].splitlines()]
    assert [row["name"] for row in rows if not row["shipped"]] == ["field"]
    assert rows[-1]["attribution"] == "Field team, 2024"
    assert rows[-1]["levels"] == {"settlement": 3, "adm1": 1}
    assert "CC BY 4.0" in gazetteer("info", "field")[1]
    assert gazetteer("remove", "field")[0] == 0
    assert not list((tmp_path / "data" / "gazetteer").iterdir())
    code, _, messages = gazetteer("remove", "field")
    assert (code, "HT-105" in messages) == (2, True)


def test_a_name_is_looked_up_with_distance_areas_and_packs(gazetteer: Command, dump: str) -> None:
    gazetteer("build", dump)
    first = [json.loads(line) for line in gazetteer("lookup", "Tall Nuhas", "--json")[1].splitlines()]
    assert [row["place_id"] for row in first] == ["geonames:904", "geonames:903"]
    code, out, messages = gazetteer("lookup", "Tall Nuhas", "--near", "33.1,36.1", "--json")
    near = [json.loads(line) for line in out.splitlines()]
    assert [row["place_id"] for row in near] == ["geonames:903", "geonames:904"]
    assert near[0]["distance_km"] == 0
    assert near[1]["distance_km"] == pytest.approx(116, abs=2)
    assert (near[0]["packs"], near[0]["admin"]) == (["SY"], ["Syria", "Qadra"])
    assert "Qadra, Syria" in gazetteer("lookup", "مرج زافر")[1]
    assert "km away" in gazetteer("lookup", "Tall Nuhas", "--near", "Marj Zafir")[1]
    assert (code, "near 33.1, 36.1" in messages) == (0, True)


def test_an_unknown_name_is_said_with_near_spellings(gazetteer: Command, dump: str) -> None:
    gazetteer("build", dump)
    code, out, messages = gazetteer("lookup", "Marj Zaafir", "--country", "SY")
    assert (code, out) == (2, "")
    assert "HT-104" in messages
    assert "Marj Zafir" in messages
    assert gazetteer("lookup", "Marj Zafir", "--country", "LB")[0] == 2
    assert gazetteer("lookup", "Marj Zafir", "--near", "Qwxyz")[0] == 2
    assert gazetteer("lookup", "Marj Zafir", "--near", "133,36")[0] == 2
    assert gazetteer("lookup", "Marj Zafir", "--country", "Syria")[0] == 2


def test_a_broken_row_is_named_and_may_be_left_out(gazetteer: Command, dump: str) -> None:
    with Path(dump).open("a", encoding="utf-8") as rows:
        rows.write("broken\n")
    code, out, messages = gazetteer("build", dump)
    assert (code, out) == (1, "")
    assert f"HT-209 {dump}:5" in messages
    assert "--skip-broken" in messages
    code, out, messages = gazetteer("build", dump, "--skip-broken")
    assert (code, f"left out: {dump}:5" in messages, "4 places" in out) == (0, True, True)


def test_what_cannot_be_built_is_refused(gazetteer: Command, dump: str, tmp_path: Path) -> None:
    assert gazetteer("build", dump, "--kind", "shapefile")[0] == 2
    assert gazetteer("build", dump, "--name", "../x")[0] == 2
    assert gazetteer("build", dump, "--country", "Syria")[0] == 2
    assert gazetteer("build", str(tmp_path / "none.txt"))[0] == 2


def test_an_unreadable_pack_is_listed_as_such_and_can_be_removed(gazetteer: Command, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "gazetteer"
    folder.mkdir(parents=True)
    (folder / "bad.sqlite").write_bytes(b"SQLite format 3\0 cut short")
    code, out, _ = gazetteer("list")
    assert (code, "cannot be read: HT-211" in out) == (1, True)
    code, _, messages = gazetteer("lookup", "Idlib")
    assert code == 1
    assert "bad.sqlite" in messages
    assert gazetteer("remove", "bad")[0] == 0
    assert gazetteer("lookup", "Idlib")[0] == 0


def test_installing_prints_the_new_version_and_what_it_replaces(gazetteer: Command, dump: str) -> None:
    from tests.places.served import serving

    text = Path(dump).read_text(encoding="utf-8")
    with serving() as site:
        site.files["/SY.zip"] = zipped(SY_txt=text)
        code, out, messages = gazetteer("install", "SY", "--base-url", site.address)
        assert (code, "installed: SY version" in out) == (0, True)
        assert "alternatenames/SY.zip is not there" in messages
        site.files["/SY.zip"] = zipped(SY_txt=text + dump_row(7, "New", 33, 36) + "\n")
        assert "1 places new, 0 gone, 0 different" in gazetteer("install", "SY", "--base-url", site.address)[1]
        assert gazetteer("install", "XX", "--base-url", site.address)[0] == 1


def test_every_broken_pack_is_named_with_the_command_that_removes_it(
    gazetteer: Command, dump: str, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "gazetteer"
    gazetteer("build", dump, "--name", "whole")
    for name in ("cut", "two words"):
        (folder / f"{name}.sqlite").write_bytes(b"SQLite format 3\0 cut short")
    code, out, messages = gazetteer("lookup", "Marj Zafir")
    assert (code, out) == (1, "")
    assert "cut.sqlite" in messages
    assert "two words.sqlite" in messages
    assert "harmtrace gazetteer remove cut 'two words'" in messages
    assert "whole" not in messages
    assert [gazetteer("info", name)[0] for name in ("cut", "whole")] == [1, 0]
    assert gazetteer("remove", "cut", "two words")[0] == 0
    assert gazetteer("lookup", "Marj Zafir")[0] == 0


def test_an_unreadable_pack_stops_places_once_and_not_at_every_line(
    gazetteer: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data" / "gazetteer"
    folder.mkdir(parents=True)
    (folder / "of-old.sqlite").write_bytes(b"SQLite format 3\0")
    (tmp_path / "texts.jsonl").write_text('{"id": 1, "text": "In Hama."}\n' * 3, encoding="utf-8")
    load_gazetteer.cache_clear()
    assert run_command(["places", str(tmp_path / "texts.jsonl")]) == 1
    out, messages = capsys.readouterr()
    assert (out, messages.count("HT-211")) == ("", 1)


def test_the_file_that_an_error_names_is_removed_and_not_a_pack_that_is_called_so(
    gazetteer: Command, dump: str, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "gazetteer"
    folder.mkdir(parents=True)
    gazetteer("build", dump, "--name", "cut", "--out", str(folder / "a.sqlite"))
    (folder / "cut.sqlite").write_bytes(b"SQLite format 3\0")
    gazetteer("remove", "cut")
    assert [path.name for path in folder.glob("*.sqlite")] == ["a.sqlite"]


def test_what_is_no_pack_is_never_written_over(gazetteer: Command, dump: str, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    before = Path(dump).read_bytes()
    code, _, messages = gazetteer("build", dump, "--out", dump)
    assert (code, "HT-106" in messages, Path(dump).read_bytes() == before) == (2, True, True)
    notes = tmp_path / "notes.sqlite"
    notes.write_text("mine", encoding="utf-8")
    assert gazetteer("build", dump, "--out", str(notes))[0] == 2
    assert notes.read_text(encoding="utf-8") == "mine"
    other = tmp_path / "record.db"
    with closing(sqlite3.connect(other)) as rows:
        rows.execute("CREATE TABLE claims (n)")
    assert gazetteer("build", dump, "--out", str(other))[0] == 2
    assert gazetteer("build", dump, "--out", str(tmp_path))[0] == 2
    pack = tmp_path / "mine.pack"
    assert [gazetteer("build", dump, "--out", str(pack))[0] for _ in range(2)] == [0, 0]
    with closing(sqlite3.connect(pack)) as rows, rows:
        rows.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
    assert gazetteer("build", dump, "--out", str(pack))[0] == 0


def test_a_folder_is_not_made_for_a_pack_and_not_removed_as_one(gazetteer: Command, dump: str, tmp_path: Path) -> None:
    code, _, messages = gazetteer("build", dump, "--out", str(tmp_path / "none" / "x.pack"))
    assert (code, "HT-106" in messages, (tmp_path / "none").exists()) == (2, True, False)
    folder = tmp_path / "data" / "gazetteer" / "dir.sqlite"
    folder.mkdir(parents=True)
    code, _, messages = gazetteer("remove", "dir")
    assert (code, "it is a folder" in messages, folder.is_dir()) == (2, True, True)
    assert "it is a folder" in gazetteer("build", str(tmp_path))[2]
    assert "it is a folder" in gazetteer("build", ".")[2]


@pytest.mark.parametrize("name", ["world", "Curated"])
def test_the_names_of_shipped_packs_are_taken(gazetteer: Command, dump: str, tmp_path: Path, name: str) -> None:
    assert gazetteer("build", dump, "--name", name)[0] == 2
    assert gazetteer("build", dump, "--out", str(tmp_path / f"{name}.sqlite"))[0] == 2
    assert gazetteer("build", dump, "--name", f"{name}-2")[0] == 0


def test_odd_countries_and_positions_are_noted(gazetteer: Command, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"

    def build(*rows: str) -> tuple[int, str, str]:
        table.write_text("\n".join(("name,lat,lon,country", *rows)) + "\n", encoding="utf-8")
        return gazetteer("build", str(table))

    right = "Tall Nuhas,36.5,40.7,SY", "Marj Zafir,15.3,44.2,YE"
    assert build(*right)[2] == ""
    assert "1 place is of the country QQ" in build(*right, "Qadra,33,36,QQ")[2]
    assert "2 places are outside of SY, but inside with latitude" in build(*right, "A b,40.7,36.5,SY", "C,41,36,SY")[2]
    assert "far from all known places of YE" in build(*right, "Qadra,-33,151,YE")[2]
    code, _, messages = build(*right, "Qadra,0,0,SY")
    assert (code, "own.csv:4: the position 0, 0" in messages) == (1, True)
    assert "decimals are written with a point" in build('Qadra,"33,5",36,SY')[2]


def test_another_country_is_a_difference(gazetteer: Command, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    for country, said in (("SY", "built"), ("LB", "0 gone, 1 different")):
        table.write_text(f"id,name,lat,lon,country\n1,Tall,34,36.1,{country}\n2,Marj,34,36,SY\n", encoding="utf-8")
        assert said in gazetteer("build", str(table))[1]


def test_codes_are_checked_before_anything_is_downloaded(gazetteer: Command) -> None:
    for given in ("Yemen", ""):
        code, _, messages = gazetteer("install", "YE", given, "--base-url", "http://127.0.0.1:9")
        assert (code, "HT-106" in messages, "downloading" in messages) == (2, True, False)


def test_an_id_of_a_shipped_pack_is_looked_up_and_a_long_name_is_not_said_in_full(gazetteer: Command) -> None:
    assert json.loads(gazetteer("lookup", "geonames:169387", "--json")[1])["level"] == "adm1"
    code, _, messages = gazetteer("lookup", "Qwertz " * 9000)
    assert (code, len(messages) < 1000) == (2, True)
