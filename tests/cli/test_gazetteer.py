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
