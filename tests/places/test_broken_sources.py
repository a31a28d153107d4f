"""What is wrong with a file is said with a code, the file and the row; nothing half-built is left behind."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harmtrace.errors import (
    BadSetting,
    BrokenFile,
    BrokenPack,
    BrokenRow,
    EmptyInput,
    HarmtraceError,
    MissingColumn,
    TooLarge,
    UnknownSource,
)
from harmtrace.places import packs
from harmtrace.places.packfile import Pack
from harmtrace.places.scanning import marked
from harmtrace.places.sources import streams
from harmtrace.places.sources.assembly import BuildOptions
from tests.places.files import EAST, archive, dump_row, feature, geojson, workbook, write_dump

GOOD = dump_row(1, "Tall Nuhas", 33.1, 36.1)
LAST = dump_row(9, "Marj Zafir", 33.2, 36.2)


def refused(path: Path, error: type[HarmtraceError], **options: object) -> HarmtraceError:
    """The error of a build, which must leave nothing beside the file."""
    out = path.parent / "out" / "made.sqlite"
    with pytest.raises(error) as caught:
        packs.build_pack([path], out, options=BuildOptions(**options))  # type: ignore[arg-type]
    assert not list(out.parent.glob("*")) if out.parent.exists() else True
    assert str(caught.value).startswith(f"{caught.value.code} ")
    assert caught.value.way_out
    return caught.value


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2\tTall\tTall", "3 columns"),
        ("two" + GOOD[1:], "no number"),
        (dump_row(2, "X y", "north", 36), "no number"),
        (dump_row(2, "X y", 133.1, 36.1), "swapped"),
        (dump_row(2, "X y", 33.1, 361), "out of range"),
        (dump_row(2, "X y", "nan", 36.1), "no number"),
        (dump_row(2, "X y", 33.1, "inf"), "no number"),
        (dump_row(2, "X y", 33.1, 36.1, population="many"), "no number"),
        (dump_row(2, "", 33.1, 36.1), "no name"),
        (dump_row(1, "Tall Nuhas", 33.1, 36.1), "given before"),
        (dump_row(2, "Tall\0Nuhas", 33.1, 36.1), "NUL"),
        (dump_row(2, "X" * 1_000_000, 33.1, 36.1), "a row of more than"),
        (dump_row(2, "Region", 33.1, 361, "A.ADM1"), "out of range"),
    ],
)
def test_a_broken_row_of_a_dump_is_named_and_may_be_left_out(tmp_path: Path, row: str, words: str) -> None:
    path = write_dump(tmp_path / "SY.txt", GOOD, "", row, LAST)
    error = refused(path, BrokenRow)
    assert error.where == f"{path}:3"
    assert words in error.message
    assert "--skip-broken" in error.way_out
    built = packs.build_pack([path], tmp_path / "SY.sqlite", options=BuildOptions(skip_broken=True))
    assert (built.info.places, built.left_out_count, built.info.left_out) == (2, 1, 1)
    assert built.left_out[0].startswith(f"{path}:3: ")


def test_another_encoding_is_named_and_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_bytes("\n".join([GOOD, dump_row(2, "مرج زافر", 33, 36)]).encode("cp1256"))
    error = refused(path, BrokenRow)
    assert error.where == f"{path}:2"
    assert "cp1256" in error.way_out
    built = packs.build_pack([path], tmp_path / "SY.sqlite", options=BuildOptions(encoding="cp1256"))
    pack = Pack(built.info.path)
    assert [one.name for one in pack.by_name("مرج زافر")] == ["مرج زافر"]
    pack.close()
    assert isinstance(refused(path, BadSetting, encoding="klingon"), BadSetting)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding(tmp_path: Path, encoding: str) -> None:
    for name, text in (("SY.txt", f"{GOOD}\n{LAST}\n"), ("own.csv", "name,lat,lon,country\nمرج,33,36,SY\n")):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        assert packs.build_pack([path], tmp_path / "SY.sqlite").info.places in (1, 2)


def test_utf16_without_a_mark_is_a_broken_row_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_bytes(f"{GOOD}\n{LAST}\n".encode("utf-16-le"))
    error = refused(path, HarmtraceError, kind="geonames")
    assert error.code in ("HT-209", "HT-203")
    built = packs.build_pack([path], tmp_path / "SY.sqlite", options=BuildOptions(encoding="utf-16-le"))
    assert built.info.places == 2


@pytest.mark.parametrize("name", ["SY.txt", "SY.zip", "x.geojson", "own.csv", "x.xlsx"])
@pytest.mark.parametrize("data", [b"", b"\n\n", b"PK\x03\x04", b"{", b"\0" * 500])
def test_empty_and_damaged_files_are_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    error = refused(tmp_path / name, HarmtraceError)
    assert name in (error.where or "") or name in error.message
    if not data:
        assert isinstance(error, EmptyInput)


def test_archives_that_unpack_beyond_the_limit_or_hold_nothing_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = archive(tmp_path / "SY.zip", {"SY.txt": (GOOD + "\n").encode() + b"0" * 3_000_000})
    shapes = archive(tmp_path / "shapes.zip", {"x.shp": b"x", "README.txt": b"x"})
    assert "GeoJSON" in refused(shapes, BrokenFile).way_out
    monkeypatch.setattr(streams, "MAX_UNPACKED", 1_000_000)
    assert refused(bomb, TooLarge).way_out
    # An archive whose own table says that it is small.
    data = bytearray(bomb.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    bomb.write_bytes(data)
    assert refused(bomb, HarmtraceError).code in ("HT-204", "HT-208", "HT-209")


def test_a_workbook_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from harmtrace.places.sources import tables

    path = workbook(tmp_path / "b.xlsx", adm1=[["ADM1_EN", "ADM1_PCODE"], ["Qadra", "SY77"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/more.xml", b" " * 5_000_000)
    monkeypatch.setattr(tables, "_MAX_SHEETS_UNPACKED", 1_000_000)
    refused(path, TooLarge)


def test_missing_columns_are_named_with_those_that_are_there(tmp_path: Path) -> None:
    coded = workbook(tmp_path / "a.xlsx", adm2=[["ADM2_EN", "ADM1_PCODE"], ["Upper Qadra", "SY77"]])
    error = refused(coded, MissingColumn)
    assert "ADM2_PCODE" in error.message
    assert str(coded) in str(error.where)
    plain = workbook(tmp_path / "b.xlsx", notes=[["a", "b"], ["c", "d"]])
    assert "'a'" in str(refused(plain, UnknownSource))
    assert "ADM0_PCODE" in refused(plain, MissingColumn, kind="cod").message
    (tmp_path / "own.csv").write_text("name,lat,country\nTall,33,SY\n", encoding="utf-8")
    error = refused(tmp_path / "own.csv", MissingColumn, kind="csv")
    assert "no column lon" in error.message
    assert "radius_km" in error.way_out


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("8,,settlement,33,36,SY,", "no name"),
        ("8,Tall,hamlet,33,36,SY,", "level"),
        ("8,Tall,,33,,SY,", "no position"),
        ("8,Tall,,133,36,SY,", "swapped"),
        ("8,Tall,,33,east,SY,", "no number"),
        ("8,Tall,,33,36,Syria,", "two letters"),
        ("8,Tall,,33,36,SY,-4", "radius"),
        ("7,Tall,,33,36,SY,", "given before"),
        ("8,Tall,,33,36", "5 cells"),
        ('8,"Tall,,33,36,SY,', "quotation mark"),
    ],
)
def test_a_broken_row_of_an_own_table_is_named(tmp_path: Path, row: str, words: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"id,name,level,lat,lon,country,radius_km\n7,Marj,,33,36,SY,\n{row}\n", encoding="utf-8")
    error = refused(path, BrokenRow)
    assert (error.where, words in error.message) == (f"{path}:3", True)
    assert packs.build_pack([path], tmp_path / "a.sqlite", options=BuildOptions(skip_broken=True)).left_out_count == 1


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (feature(EAST, ADM1_EN="Nuhas", ADM1_PCODE=None), "no P-code"),
        (feature(EAST, ADM1_EN="Nuhas", ADM1_PCODE="77!"), "no P-code"),
        (feature(EAST, ADM1_EN="", ADM1_PCODE="SY78"), "no name"),
        (feature(EAST, ADM1_EN="Nuhas", ADM1_PCODE="XQ78"), "no country"),
        (feature(EAST, ADM1_EN="Nuhas", ADM1_PCODE="SY77"), "given before"),
        (feature([[[33, 136], [34, 136], [34, 137], [33, 136]]], ADM1_EN="Nuhas", ADM1_PCODE="SY78"), "swapped"),
        (feature([[[4e6, 4e6], [5e6, 4e6], [5e6, 5e6], [4e6, 4e6]]], ADM1_EN="N", ADM1_PCODE="SY78"), "out of range"),
        (feature([[[1, 1]]], ADM1_EN="Nuhas", ADM1_PCODE="SY78"), "polygon"),
        (feature({"type": "LineString", "coordinates": []}, ADM1_EN="N", ADM1_PCODE="SY78"), "no polygon"),
        (feature({"type": "Polygon"}, ADM1_EN="N", ADM1_PCODE="SY78"), "polygon"),
        ("no object", "no object"),
        ({"type": "Feature"}, "without properties"),
    ],
)
def test_a_broken_feature_is_named(tmp_path: Path, broken: object, words: str) -> None:
    path = geojson(tmp_path / "b.geojson", feature(EAST, ADM1_EN="Qadra", ADM1_PCODE="SY77"), broken)
    error = refused(path, BrokenRow)
    assert error.where == f"{path}:feature 2"
    assert words in error.message
    built = packs.build_pack([path], tmp_path / "b.sqlite", options=BuildOptions(skip_broken=True))
    assert (built.info.places, built.left_out_count) == (1, 1)


def test_a_failed_build_leaves_the_pack_that_was_there(tmp_path: Path) -> None:
    path = write_dump(tmp_path / "SY.txt", GOOD)
    before = packs.build_pack([path], tmp_path / "SY.sqlite").info
    write_dump(path, GOOD, "broken")
    with pytest.raises(BrokenRow):
        packs.build_pack([path], tmp_path / "SY.sqlite")
    assert packs.list_packs(tmp_path) == [before]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["SY.sqlite", "SY.txt"]


def test_a_binary_extract_is_refused_with_the_way_to_one_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "sy.osm.pbf").write_bytes(b"\0\0\0\x0d\x0a\x09OSMHeader\x18\x7c" + b"\0" * 50)
    assert "osmium tags-filter" in refused(tmp_path / "sy.osm.pbf", BrokenFile, country="SY").way_out


def test_a_pack_given_as_a_source_is_told_apart(tmp_path: Path) -> None:
    made = packs.build_pack([write_dump(tmp_path / "SY.txt", GOOD)], tmp_path / "SY.sqlite").info.path
    assert "pack" in refused(made, UnknownSource).message


_PIECES = [GOOD, LAST, "\t", "\n", "\0", "\ufeff", "1\t2\t3", '"', "name,lat,lon,country\n", "Tall,33,36,SY\n"]
_PIECES += ["{", "}", "[[", "ADM1_PCODE", "<osm>", "<node id='1'", "PK\x03\x04", "OSMHeader"]
_PIECES += [json.dumps({"features": [feature(EAST, ADM1_PCODE="SY77", ADM1_EN="Q")]})]
_TEXT = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=8)), max_size=8)
_BYTES = _TEXT.map(lambda parts: "".join(parts).encode("utf-8", "replace"))
_KINDS = st.sampled_from([None, "geonames", "cod", "osm", "csv", "alternates", "codes"])


@given(data=st.one_of(st.binary(max_size=400), _BYTES), kind=_KINDS)
@example(data=b"PK\x03\x04" + b"\0" * 60, kind=None)
@example(data=b"[" * 100_000, kind=None)
@example(data=b"name,lat,lon,country\r\r\nx,1,1,SY\r", kind="csv")
def test_any_bytes_give_a_coded_error_or_a_pack(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, kind: object
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "any").write_bytes(data)
    options = BuildOptions(kind=kind, country="SY", skip_broken=len(data) % 2 == 0)  # type: ignore[arg-type]
    code, places = "", 0
    try:
        places = packs.build_pack([folder / "any"], folder / "any.sqlite", options=options).info.places
    except HarmtraceError as error:
        code = error.code
    assert bool(places) != bool(code)
    assert code != "HT-000"
    assert places or not list(folder.glob("*any.sqlite*"))


@given(st.data())
def test_any_damage_of_a_pack_gives_a_coded_error_or_a_pack(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    path = packs.build_pack([write_dump(folder / "SY.txt", GOOD, LAST)], folder / "SY.sqlite").info.path
    whole = bytearray(path.read_bytes())
    cut = data.draw(st.integers(0, len(whole)))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at : at + 40] = data.draw(st.binary(min_size=1, max_size=40))
    path.write_bytes(whole[:cut] if data.draw(st.booleans()) else whole)
    packs.list_packs(folder)
    where = str(path)
    try:
        pack = Pack(path)
        pack.by_name("tall nuhas")
        pack.find(marked("tall nuhas"))
        pack.by_id("geonames:1")
        pack.close()
    except BrokenPack as error:
        where = error.where or ""
    assert where == str(path)
