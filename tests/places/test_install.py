"""Packs from a server: whole or not at all, taken up where it broke, refused where it lies."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from harmtrace.errors import BrokenFile, BrokenRow, FetchFailed, HarmtraceError, MissingInput, TooLarge
from harmtrace.places import download, packs
from harmtrace.places.packfile import Pack
from harmtrace.places.sources import streams
from tests.places.files import EAST, dump_row, feature
from tests.places.served import Site, serving

DUMP = "\n".join(
    [
        dump_row(901, "Qadra", 33.2, 36.2, "A.ADM1"),
        dump_row(903, "Marj Zafir", 33.1, 36.1, admin2="7701"),
        *(dump_row(n, f"Tall {n}", 33.1, 36.1) for n in range(1000, 1400)),
    ]
)
ALTERNATES = "1\t903\tar\tمرج زافر\t1\t\t\t\t\t\n2\t903\t\tOld Zafir\t\t\t\t1\t\t\n"


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return out.getvalue()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.files = {
            "/SY.zip": zipped(SY_txt=DUMP, readme_txt="hello"),
            "/alternatenames/SY.zip": zipped(SY_txt=ALTERNATES, readme_txt="hello"),
            "/admin1CodesASCII.txt": b"SY.77\tQadra Governorate\tQadra Governorate\t901\n",
            "/admin2Codes.txt": b"SY.77.7701\tUpper Qadra\tUpper Qadra\t902\n",
        }
        yield running


def refused(site: Site, folder: Path, error: type[HarmtraceError], **more: object) -> HarmtraceError:
    with pytest.raises(error) as caught:
        packs.install_country("SY", site.address, folder, **more)  # type: ignore[arg-type]
    assert list(folder.iterdir()) == []
    assert caught.value.way_out
    return caught.value


def test_a_country_is_installed_with_its_names_and_codes(site: Site, tmp_path: Path) -> None:
    seen: dict[str, int] = {}
    built = packs.install_country("sy", site.address, tmp_path, report=seen.__setitem__)
    assert [path.name for path in tmp_path.iterdir()] == ["SY.sqlite"]
    assert (built.info.places, built.info.date, built.info.source) == (402, "2024-06-05", f"{site.address}/SY.zip")
    assert seen["SY.zip"] == len(site.files["/SY.zip"])
    assert "places" in seen
    pack = Pack(built.info.path)
    village = pack.by_id("geonames:903")
    assert village
    assert village.admin == ("Syria", "Qadra", "Upper Qadra")
    assert village.names == ("مرج زافر",)
    assert [one.place_id for one in pack.once_named("old zafir")] == ["geonames:903"]
    pack.close()


def test_a_mirror_without_the_extra_files_is_noted(site: Site, tmp_path: Path) -> None:
    site.files = {"/SY.zip": site.files["/SY.zip"]}
    built = packs.install_country("SY", f"{site.address}/", tmp_path)
    assert len(built.notes) == 3
    assert "alternatenames" in built.notes[0]


def test_installing_again_says_what_changed_and_a_failure_keeps_the_old_pack(site: Site, tmp_path: Path) -> None:
    first = packs.install_country("SY", site.address, tmp_path)
    site.files["/SY.zip"] = zipped(SY_txt=DUMP + "\n" + dump_row(5, "New Village", 33, 36))
    second = packs.install_country("SY", site.address, tmp_path)
    assert second.change
    assert (second.change.version, second.change.added, second.change.removed) == (first.info.version, 1, 0)
    site.files["/SY.zip"] = zipped(SY_txt=DUMP + "\nbroken")
    with pytest.raises(BrokenRow):
        packs.install_country("SY", site.address, tmp_path)
    assert packs.list_packs(tmp_path) == [second.info]
    assert [path.name for path in tmp_path.iterdir()] == ["SY.sqlite"]


def test_what_is_not_there_is_said(site: Site, tmp_path: Path) -> None:
    del site.files["/SY.zip"]
    assert "404" in refused(site, tmp_path, FetchFailed).message


def test_an_answer_that_breaks_off_is_taken_up_where_it_broke(site: Site, tmp_path: Path) -> None:
    site.broken["/SY.zip"] = 500
    assert packs.install_country("SY", site.address, tmp_path).info.places == 402
    assert site.asked[:2] == ["/SY.zip", "/SY.zip bytes=500-"]


def test_an_answer_that_always_breaks_off_is_refused(site: Site, tmp_path: Path) -> None:
    site.broken["/SY.zip"] = 0
    site.always_broken.add("/SY.zip")
    assert "connection failed" in refused(site, tmp_path, FetchFailed).message


def test_files_that_lie_are_refused(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.files["/SY.zip"] = b"<html>Please log in</html>"
    refused(site, tmp_path, BrokenFile)
    site.files["/SY.zip"] = zipped(XX_txt=DUMP)
    assert "SY.txt" in refused(site, tmp_path, BrokenFile).message
    lying = bytearray(zipped(SY_txt=DUMP))
    at = lying.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    site.files["/SY.zip"] = bytes(lying)
    refused(site, tmp_path, BrokenFile)
    damaged = bytearray(zipped(SY_txt=DUMP))
    damaged[200:240] = b"\xff" * 40
    site.files["/SY.zip"] = bytes(damaged)
    refused(site, tmp_path, BrokenFile)
    site.files["/SY.zip"] = zipped(SY_txt=DUMP)
    monkeypatch.setattr(streams, "MAX_UNPACKED", 1000)
    refused(site, tmp_path, TooLarge)


def test_what_is_too_large_or_too_slow_is_refused(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MAX_DOWNLOAD", 100)
    refused(site, tmp_path, TooLarge)
    monkeypatch.undo()
    monkeypatch.setattr(download, "MAX_SECONDS", -1.0)
    assert "not complete" in refused(site, tmp_path, FetchFailed).message


def test_redirects_are_followed_but_not_for_ever(site: Site, tmp_path: Path) -> None:
    site.redirects = {"/SY.zip": "/a", "/a": "/b", "/b": "/a"}
    assert "redirects" in refused(site, tmp_path, FetchFailed).message
    site.redirects = {"/SY.zip": "ftp://example.org/SY.zip"}
    assert "no http address" in refused(site, tmp_path, FetchFailed).message
    site.files["/moved.zip"] = site.files["/SY.zip"]
    site.redirects = {"/SY.zip": "/moved.zip"}
    assert packs.install_country("SY", site.address, tmp_path).info.source.endswith("/moved.zip")


@pytest.mark.parametrize("how", ["file", "address", "resource", "dataset"])
def test_boundaries_come_from_a_file_an_address_or_a_page_of_hdx(site: Site, tmp_path: Path, how: str) -> None:
    shapes = json.dumps(
        {
            "features": [
                feature(EAST, ADM1_EN="Qadra", ADM1_PCODE="SY77"),
                feature(EAST, ADM1_EN="Elsewhere", ADM1_PCODE="LB77"),
            ]
        }
    ).encode()
    resource = {"format": "GeoJSON", "download_url": f"{site.address}/files/b.geojson"}
    site.files |= {
        "/files/b.geojson": shapes,
        "/api/3/action/resource_show?id=12-34": json.dumps({"result": resource}).encode(),
        "/api/3/action/package_show?id=cod-ab-syr": json.dumps(
            {"result": {"resources": [{"format": "SHP", "url": "x"}, resource]}}
        ).encode(),
    }
    (tmp_path / "b.geojson").write_bytes(shapes)
    given = {
        "file": str(tmp_path / "b.geojson"),
        "address": f"{site.address}/files/b.geojson",
        "resource": f"{site.address}/dataset/cod-ab-syr/resource/12-34",
        "dataset": f"{site.address}/dataset/cod-ab-syr",
    }[how]
    built = packs.install_country("SY", site.address, tmp_path / "packs", boundaries=[given])
    pack = Pack(built.info.path)
    assert pack.outline("geonames:901")
    assert pack.by_id("pcode:LB77") is None
    assert "OCHA" in built.info.attribution
    assert "GeoNames" in built.info.attribution
    pack.close()


def test_boundaries_that_are_not_there_are_said_before_anything_is_built(site: Site, tmp_path: Path) -> None:
    refused(site, tmp_path, MissingInput, boundaries=["nothing.xlsx"])
    refused(site, tmp_path, FetchFailed, boundaries=[f"{site.address}/dataset/nothing"])
    site.files["/page"] = b"<html><body>Boundaries</body></html>"
    refused(site, tmp_path, HarmtraceError, boundaries=[f"{site.address}/page"])
