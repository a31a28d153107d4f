"""Packs: built from dump files, fetched from a server on loopback, refused where they are not what they say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from harmtrace.errors import BadSetting, BrokenFile, FetchFailed, MissingInput
from harmtrace.places import packs
from harmtrace.places.curated import curated_pack
from harmtrace.places.gazetteer import Gazetteer, data_folder
from harmtrace.places.reading import read_places


def test_a_dump_becomes_a_pack_with_its_ids_levels_and_admin_names(dump: Path, tmp_path: Path) -> None:
    gazetteer = Gazetteer.open([packs.build([dump], tmp_path / "SY.sqlite")])
    places = [gazetteer.place(place_id) for place_id in ("geonames:1", "geonames:2", "wof:20000005")]
    assert [place and place.level for place in places] == ["adm1", "settlement", "neighbourhood"]
    village = places[1]
    assert village
    assert village.admin == ("Syria", "Qadra")
    assert gazetteer.place("geonames:6") is None
    assert {place.place_id for place in gazetteer.lookup("Tall Nuhas")} == {"geonames:2", "geonames:3"}


def test_the_document_tells_two_villages_of_one_name_apart(dump: Path, tmp_path: Path) -> None:
    gazetteer = Gazetteer.open([packs.build([dump], tmp_path / "SY.sqlite")])
    near = read_places("Shells hit Marj Zafir and Tall Nuhas in Syria.", "en", gazetteer)
    assert [where.place_id for where in near[:2]] == ["geonames:4", "geonames:2"]
    alone = read_places("Shells hit the village of Tall Nuhas in Syria.", "en", gazetteer)[0]
    assert alone.status == "ambiguous"
    assert {alone.place_id, *alone.alternatives} == {"geonames:2", "geonames:3"}


def test_the_version_is_that_of_the_bytes(dump: Path, tmp_path: Path) -> None:
    packs.build([dump], tmp_path / "a" / "SY.sqlite")
    packs.build([dump], tmp_path / "b" / "SY.sqlite")
    dump.write_text(dump.read_text(encoding="utf-8").replace("Marj Zafir", "Marj Zafer"), encoding="utf-8")
    packs.build([dump], tmp_path / "c" / "SY.sqlite")
    versions = [packs.list_packs(tmp_path / folder)[0].version for folder in "abc"]
    assert versions[0] == versions[1] != versions[2]
    assert (
        Gazetteer.open([tmp_path / "a" / "SY.sqlite"]).version != Gazetteer.open([tmp_path / "c" / "SY.sqlite"]).version
    )


def test_installed_packs_are_opened_with_the_curated_one(
    dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARMTRACE_DATA", str(tmp_path / "data"))
    packs.build([dump], data_folder() / "SY.sqlite")
    gazetteer = Gazetteer.open()
    assert [pack.name for pack in gazetteer.packs] == ["curated", "SY", "world"]
    assert gazetteer.place("geonames:4")
    assert gazetteer.place("geonames:169387")


@pytest.mark.parametrize("code", ["../etc", "SYR", "", "S1", "S/"])
def test_only_country_codes_are_fetched(tmp_path: Path, code: str) -> None:
    with pytest.raises(BadSetting):
        packs.install([code], "http://127.0.0.1:9", tmp_path)


def test_a_server_that_does_not_answer_is_a_failed_fetch(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed):
        packs.install(["SY"], "http://127.0.0.1:9", tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        "1\ttwo\t\t\t\t\t\t\t",
        "x" + "\t" * 18,
        "7\tA\tA\t\tnorth\teast\tP\tPPL\tSY" + "\t" * 10,
        "7\t" + "\udcff" + "\t" * 17,
    ],
)
def test_a_file_that_is_no_dump_is_refused_and_leaves_nothing(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(line.encode("utf-8", "surrogateescape"))
    with pytest.raises(BrokenFile):
        packs.build([path], tmp_path / "out" / "bad.sqlite")
    assert not list(tmp_path.glob("out/*"))


def test_missing_files_and_foreign_packs_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        packs.build([tmp_path / "none.txt"], tmp_path / "none.sqlite")
    foreign = tmp_path / "foreign.sqlite"
    foreign.write_bytes(b"SQLite format 3\0 but not really")
    with pytest.raises(BrokenFile):
        Gazetteer.open([foreign])


def test_a_real_dump_of_a_country_is_read(shared: Path, tmp_path: Path) -> None:
    gazetteer = Gazetteer.open([packs.build([shared / "data" / "gazetteer" / "SY.txt"], tmp_path / "SY.sqlite")])
    assert [place.place_id for place in gazetteer.lookup("Hass")][:1] == ["geonames:169835"]
    text = "In southern Idlib governorate, al-Habit, Hass, Abdin and Jarjanaz were hit."
    statuses = {where.text: (where.status, where.place_id) for where in read_places(text, "en", gazetteer)}
    assert statuses["Abdin"] == ("not_in_gazetteer", None)
    assert statuses["Hass"] == ("resolved", "geonames:169835")


def test_the_curated_pack_is_built_once_and_replaces_older_ones(tmp_path: Path) -> None:
    old, other = tmp_path / "curated-0.sqlite", tmp_path / "curated-1.sqlite"
    old.write_bytes(b"unused for days")
    other.write_bytes(b"another installation's")
    os.utime(old, (0, 0))
    first = curated_pack(tmp_path)
    [built] = set(tmp_path.glob("*.sqlite")) - {other}
    written = built.stat().st_mtime_ns
    assert curated_pack(tmp_path).meta == first.meta
    assert {path.stat().st_mtime_ns for path in tmp_path.glob("*.sqlite")} == {written, other.stat().st_mtime_ns}


def test_a_cache_that_cannot_be_written_does_not_stop_reading(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    assert curated_pack(blocked / "gazetteer").by_id("geonames:169387")


def test_a_pack_that_cannot_be_read_is_built_over(dump: Path, tmp_path: Path) -> None:
    out = tmp_path / "SY.sqlite"
    out.write_bytes(b"SQLite format 3\x00 of long ago")
    packs.build([dump], out)
    assert Gazetteer.open([out]).place("geonames:4")


def test_two_builds_of_one_pack_at_once_both_end_well(dump: Path, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    out = tmp_path / "out" / "SY.sqlite"
    with ThreadPoolExecutor(2) as pool:
        built = list(pool.map(lambda _: packs.build_pack([dump], out).info, range(4)))
    assert len({pack.version for pack in built}) == 1
    assert [path.name for path in out.parent.iterdir()] == ["SY.sqlite"]


def test_a_killed_build_leaves_no_pack_and_what_it_left_goes(dump: Path, tmp_path: Path) -> None:
    import os

    left = tmp_path / "out" / ".SY.sqlite.killed"
    left.mkdir(parents=True)
    (left / "SY.sqlite").write_bytes(b"half")
    os.utime(left, (0, 0))
    assert packs.list_packs(tmp_path / "out") == []
    packs.build([dump], tmp_path / "out" / "SY.sqlite")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["SY.sqlite"]


def test_a_folder_that_cannot_be_written_is_said(dump: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(BadSetting) as caught:
        packs.build([dump], tmp_path / "file" / "SY.sqlite")
    assert "HARMTRACE_DATA" in caught.value.way_out


def test_other_terms_are_another_version(dump: Path, tmp_path: Path) -> None:
    one = packs.build_pack([dump], tmp_path / "a.sqlite", {"attribution": "One."}).info
    other = packs.build_pack([dump], tmp_path / "b.sqlite", {"attribution": "Other."}).info
    assert one.version != other.version
