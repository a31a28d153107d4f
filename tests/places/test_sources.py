"""Every kind of source becomes places; kinds are told by content; several files of one country make one pack."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from harmtrace.errors import BadSetting, UnknownSource
from harmtrace.places import packs
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.packfile import Pack
from harmtrace.places.place import Place
from harmtrace.places.reading import read_places
from harmtrace.places.sources.assembly import BuildOptions
from harmtrace.places.sources.kinds import kind_of
from harmtrace.places.sources.streams import Stream
from tests.places.files import EAST, WEST, archive, dump_row, feature, geojson, workbook, write_dump

OSM_XML = """<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="33.1" lon="36.1"><tag k="place" v="village"/><tag k="name" v="مرج زافر"/>
 <tag k="name:en" v="Marj Zafir"/><tag k="population" v="1,200"/></node>
<node id="2" lat="33.2" lon="36.2"/><node id="3" lat="33.4" lon="36.2"/><node id="4" lat="33.3" lon="36.5"/>
<way id="9"><nd ref="2"/><nd ref="3"/><nd ref="4"/><tag k="amenity" v="hospital"/>
 <tag k="name" v="Qadra Hospital"/></way>
<node id="5" lat="33.2" lon="36.2"><tag k="shop" v="bakery"/><tag k="name" v="Bread"/></node></osm>"""
OSM_JSON = {
    "elements": [
        {"type": "node", "id": 1, "lat": 33.1, "lon": 36.1, "tags": {"place": "town", "name": "Marj Zafir"}},
        {
            "type": "way",
            "id": 9,
            "center": {"lat": 33.3, "lon": 36.3},
            "tags": {"amenity": "school", "name": "Old School"},
        },
    ]
}
OSM_CSV = "@id\t@type\t@lat\t@lon\tname\tname:ar\tplace\n1\tnode\t33.1\t36.1\tMarj Zafir\tمرج زافر\tvillage\n"
_OLD_SECOND = ["ADM0_PCODE", "ADM1_PCODE", "ADM2_EN", "ADM2_AR", "ADM2_PCODE"]
_NEW_SECOND = ["adm0_pcode", "adm1_pcode", "adm2_name", "adm2_name1", "adm2_pcode"]
OWN = "id,name,level,lat,lon,names,country,admin1\n7,Qal'at Nuhas,,33.3,36.3,Kalat Nuhas | قلعة نحاس,SY,Qadra\n"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[list[Pack]]:
    """Packs that a test opened."""
    opened: list[Pack] = []
    yield opened
    for pack in opened:
        pack.close()


def pack_of(made: list[Pack], tmp_path: Path, *files: Path, **options: object) -> Pack:
    built = packs.build_pack(files, tmp_path / "made.sqlite", options=BuildOptions(**options))  # type: ignore[arg-type]
    made.append(Pack(built.info.path))
    return made[-1]


def place(pack: Pack, place_id: str) -> Place:
    found = pack.by_id(place_id)
    assert found is not None, place_id
    return found


def test_files_are_known_by_their_content(tmp_path: Path) -> None:
    (tmp_path / "x.osm").write_text(OSM_XML, encoding="utf-8")
    (tmp_path / "x.json").write_text(json.dumps(OSM_JSON), encoding="utf-8")
    (tmp_path / "x.tsv").write_text(OSM_CSV, encoding="utf-8")
    (tmp_path / "own.csv").write_text(OWN, encoding="utf-8")
    (tmp_path / "codes.txt").write_text("SY.77\tQadra\tQadra\t1\n", encoding="utf-8")
    (tmp_path / "alt.txt").write_text("9\t2\tar\tتل نحاس\t1\t\t\t\t\t\n", encoding="utf-8")
    write_dump(tmp_path / "SY.txt", dump_row(1, "Qadra", 33, 36))
    workbook(tmp_path / "cod.xlsx", adm1=[["ADM1_EN", "ADM1_PCODE"], ["Qadra", "SY77"]])
    workbook(tmp_path / "own.xlsx", Sheet1=[["name", "lat", "lon", "country"], ["Qadra", 33.1, 36.1, "SY"]])
    geojson(tmp_path / "cod.geojson", feature(EAST, adm1_name="Qadra", adm1_pcode="SY77"))
    kinds = {path.name: kind_of(Stream(path.name, path)) for path in tmp_path.iterdir() if path.is_file()}
    assert kinds == {
        "x.osm": "osm", "x.json": "osm", "x.tsv": "osm", "own.csv": "csv", "codes.txt": "codes",
        "alt.txt": "alternates",
        "SY.txt": "geonames", "cod.xlsx": "cod", "own.xlsx": "csv", "cod.geojson": "cod",
    }  # fmt: skip


def test_a_file_of_no_kind_is_refused_with_what_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("fruit,price\napple,1\n", encoding="utf-8")
    with pytest.raises(UnknownSource) as caught:
        packs.build_pack([tmp_path / "x.csv"], tmp_path / "x.sqlite")
    assert "'fruit'" in str(caught.value)
    assert "ADM1_PCODE" in caught.value.way_out
    assert not (tmp_path / "x.sqlite").exists()


@pytest.mark.parametrize(
    ("country", "first", "second"),
    [
        # The forms before and since 2025, and with capitals.
        ("old", ["ADM0_PCODE", "ADM1_EN", "ADM1_AR", "ADM1_PCODE"], _OLD_SECOND),
        ("new", ["adm0_pcode", "adm1_name", "adm1_name1", "adm1_pcode"], _NEW_SECOND),
    ],
)  # fmt: skip
def test_a_workbook_of_boundaries_gives_areas_names_and_codes(
    tmp_path: Path, made: list[Pack], country: str, first: list[str], second: list[str]
) -> None:
    more = [] if country == "old" else ["lang", "lang1"]
    tags = [] if country == "old" else ["en", "ar"]
    book = workbook(
        tmp_path / "xyz_adminboundaries.xlsx",
        notes=[["These are boundaries"]],
        adm1=[[*first, *more], ["SY", "Qadra", "قدرة", "SY77", *tags]],
        adm2=[[*second, *more], ["SY", "SY77", "Upper Qadra", "قدرة العليا", "SY7701", *tags]],
    )
    pack = pack_of(made, tmp_path, book)
    region, district = place(pack, "pcode:SY77"), place(pack, "pcode:SY7701")
    assert (region.name, region.level, region.names, region.country) == ("Qadra", "adm1", ("قدرة",), "SY")
    assert (district.name, district.level, district.admin) == ("Upper Qadra", "adm2", ("Syria", "Qadra", "Upper Qadra"))
    assert (district.admin1, district.admin2) == ("SY77", "SY7701")
    assert "OCHA" in pack.meta["attribution"]


def test_areas_that_the_curated_tables_know_keep_their_ids(tmp_path: Path, made: list[Pack]) -> None:
    book = workbook(
        tmp_path / "syr.xlsx",
        adm1=[["ADM1_EN", "ADM1_AR", "ADM1_PCODE"], ["Idleb", "إدلب", "SY07"], ["Rural Damascus", "ريف دمشق", "SY03"]],
    )
    pack = pack_of(made, tmp_path, book)
    assert place(pack, "pcode:SY07").place_id == "geonames:169387"
    assert place(pack, "pcode:SY03").place_id == "geonames:170652"
    gazetteer = Gazetteer.open([tmp_path / "made.sqlite"])
    [where] = read_places("Shells hit Idleb governorate.", "en", gazetteer)
    assert (where.status, where.place_id) == ("resolved", "geonames:169387")


def test_outlines_are_kept_with_a_point_inside_and_a_radius(tmp_path: Path, made: list[Pack]) -> None:
    path = geojson(
        tmp_path / "b.geojson",
        feature(EAST, ADM1_EN="Qadra", ADM1_PCODE="SY77"),
        feature(WEST, ADM1_EN="Nuhas", ADM1_PCODE="SY78"),
    )
    pack = pack_of(made, tmp_path, path)
    region = place(pack, "pcode:SY77")
    assert region.lat is not None
    assert region.lon is not None
    assert 36 < region.lon < 36.5
    assert region.radius_km == pytest.approx(28.7, abs=1)
    assert pack.outline("pcode:SY77") == {"type": "Polygon", "coordinates": EAST}
    gazetteer = Gazetteer.open([tmp_path / "made.sqlite"])
    assert gazetteer.polygon("pcode:SY78")
    assert gazetteer.polygon("pcode:SY79") is None


def test_a_dump_and_boundaries_are_one_pack(tmp_path: Path, made: list[Pack]) -> None:
    dump = write_dump(
        tmp_path / "SY.txt",
        dump_row(901, "Qadra Governorate", 33.2, 36.2, "A.ADM1", names="Muhafazat Qadra"),
        dump_row(902, "Zanbaqa", 33.2, 35.7, "A.ADM1", admin1="78"),
        dump_row(903, "Marj Zafir", 33.1, 36.1),
        dump_row(904, "Ayn Zafir", 33.1, 35.9, admin1=""),
    )
    shapes = geojson(
        tmp_path / "b.geojson",
        feature(EAST, ADM1_EN="Quite Another Name", ADM1_PCODE="SY77"),
        feature(WEST, ADM1_EN="Zenbaqah", ADM1_PCODE="SY78"),
    )
    pack = pack_of(made, tmp_path, dump, shapes)
    assert place(pack, "pcode:SY77").place_id == "geonames:901"  # by the only centre in its outline
    assert place(pack, "pcode:SY78").place_id == "geonames:902"  # by the consonants of its name
    assert "Quite Another Name" in place(pack, "geonames:901").names
    assert pack.outline("geonames:901")
    assert place(pack, "geonames:903").admin == ("Syria", "Qadra Governorate")
    assert place(pack, "geonames:904").admin == ("Syria", "Zanbaqa")  # by its point
    assert len(pack.of_level("SY", "adm1")) == 2


@pytest.mark.parametrize("form", ["x.osm", "x.json", "x.tsv"])
def test_extracts_of_openstreetmap_give_settlements_and_sites(tmp_path: Path, made: list[Pack], form: str) -> None:
    text = {"x.osm": OSM_XML, "x.json": json.dumps(OSM_JSON), "x.tsv": OSM_CSV}[form]
    (tmp_path / form).write_text(text, encoding="utf-8")
    pack = pack_of(made, tmp_path, tmp_path / form, country="SY")
    village = place(pack, "osm:node/1")
    assert (village.name, village.level, village.country) == ("Marj Zafir", "settlement", "SY")
    assert village.lat == pytest.approx(33.1)
    if form == "x.osm":
        hospital = place(pack, "osm:way/9")
        assert hospital.level == "site"
        assert hospital.lat == pytest.approx(33.3)
        assert (village.names, village.population) == (("مرج زافر",), 1200)
        assert pack.size() == 2
    assert "OpenStreetMap" in pack.meta["attribution"]


def test_an_extract_without_a_country_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.osm").write_text(OSM_XML, encoding="utf-8")
    with pytest.raises(BadSetting) as caught:
        packs.build_pack([tmp_path / "x.osm"], tmp_path / "x.sqlite")
    assert "--country" in caught.value.way_out


def test_the_same_village_in_two_sources_is_one_place(tmp_path: Path, made: list[Pack]) -> None:
    dump = write_dump(
        tmp_path / "SY.txt",
        dump_row(903, "Marj Zafir", 33.11, 36.1),
        dump_row(904, "Marj Zafir", 34.5, 36.1),
        dump_row(905, "Ghadir", 33.3, 36.2),
    )
    (tmp_path / "x.osm").write_text(OSM_XML, encoding="utf-8")
    pack = pack_of(made, tmp_path, dump, tmp_path / "x.osm", country="SY")
    assert place(pack, "osm:node/1").place_id == "geonames:903"
    assert "مرج زافر" in place(pack, "geonames:903").names
    assert place(pack, "geonames:904").names == ()
    assert {one.place_id for one in pack.by_name("marj zafir")} == {"geonames:903", "geonames:904"}
    assert pack.meta["attribution"].count("OpenStreetMap") == pack.meta["attribution"].count("GeoNames (") == 1


def test_a_table_of_ones_own_gives_places(tmp_path: Path, made: list[Pack]) -> None:
    (tmp_path / "own.csv").write_text(OWN, encoding="utf-8-sig")
    dump = write_dump(tmp_path / "SY.txt", dump_row(901, "Qadra", 33.2, 36.2, "A.ADM1"))
    pack = pack_of(made, tmp_path, tmp_path / "own.csv", dump)
    own = place(pack, "own:7")
    assert (own.name, own.level, own.names) == ("Qal'at Nuhas", "settlement", ("Kalat Nuhas", "قلعة نحاس"))
    assert (own.admin, own.admin1) == (("Syria", "Qadra"), "77")


def test_alternate_names_have_languages_and_old_names_are_only_looked_up(tmp_path: Path, made: list[Pack]) -> None:
    dump = write_dump(tmp_path / "SY.txt", dump_row(903, "Marj Zafir", 33.1, 36.1, names="Zafirabad,Marj Zafer"))
    rows = [
        ("1", "903", "ar", "مرج زافر", "1", "", "", ""),
        ("2", "903", "", "Zafirabad", "", "", "", "1"),
        ("3", "903", "en", "Little Zafir", "", "", "1", ""),
        ("4", "903", "link", "https://en.wikipedia.org/wiki/Marj_Zafir", "", "", "", ""),
        ("5", "903", "post", "12345", "", "", "", ""),
        ("6", "77", "en", "Elsewhere", "", "", "", ""),
    ]
    lines = "".join("\t".join((*row, "", "")) + "\n" for row in rows)
    zipped = archive(tmp_path / "alternates.zip", {"SY.txt": lines.encode(), "readme.txt": b"hello"})
    pack = pack_of(made, tmp_path, dump, zipped)
    assert place(pack, "geonames:903").names == ("Marj Zafer", "مرج زافر", "Little Zafir")
    tagged = {(one.name, one.language, one.kind) for one in pack.alternates("geonames:903")}
    assert tagged == {
        ("مرج زافر", "ar", "preferred"),
        ("Zafirabad", "", "historic"),
        ("Little Zafir", "en", "colloquial"),
    }
    assert pack.by_name("zafirabad") == ()
    assert [one.place_id for one in pack.once_named("zafirabad")] == ["geonames:903"]


def test_a_pack_says_what_it_is(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "SY.txt", dump_row(1, "Tall Nuhas", 33.1, 36.1, changed="2024-05-06"))
    facts = packs.build_pack([dump], tmp_path / "SY.sqlite", {"attribution": "Ours."}).info
    assert (facts.name, facts.date, facts.kinds, facts.levels) == ("SY", "2024-05-06", "geonames", (("settlement", 1),))
    assert (facts.attribution, facts.licence, facts.source) == ("Ours.", "CC BY 4.0", "SY.txt")
    assert facts.size > 0
    assert facts.built.startswith("20")


def test_building_again_says_what_changed(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "SY.txt", *(dump_row(n, f"Tall {n}", 33, 36) for n in range(5)))
    first = packs.build_pack([dump], tmp_path / "SY.sqlite")
    assert first.change is None
    write_dump(dump, *(dump_row(n, f"Tall {n}" if n != 2 else "Tell", 33, 36) for n in range(1, 7)))
    second = packs.build_pack([dump], tmp_path / "SY.sqlite")
    assert second.change
    assert second.change.version == first.info.version != second.info.version
    assert (second.change.added, second.change.removed, second.change.changed) == (2, 1, 1)


def test_real_boundaries_and_a_real_dump_meet_as_in_the_crosswalk(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data" / "gazetteer"
    files = [folder / name for name in ("SY.txt", "sy_adm1.geojson", "sy_adm2.geojson")]
    built = packs.build_pack(files, tmp_path / "SY.sqlite", options=BuildOptions(skip_broken=True))
    assert built.left_out_count == 1  # the UNDOF zone has no P-code
    pack = Pack(built.info.path)
    with (folder / "sy_pcode_crosswalk.csv").open(encoding="utf-8") as rows:
        expected = {row["pcode"]: row["gazetteer_id"] for row in csv.DictReader(rows)}
    met = {code: pack.by_id(f"pcode:{code}") for code in expected}
    wrong = {code for code, found in met.items() if found and found.place_id.split(":")[1] != expected[code]}
    assert wrong <= {"SY0301", "SY1006"}
    assert sum(found is not None for found in met.values()) >= 75
    assert pack.outline("geonames:169387")
    pack.close()
