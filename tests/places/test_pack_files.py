"""Packs as files: cut short, of another format, left by a killed build, built by two processes at once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harmtrace.errors import BrokenPack
from harmtrace.places.cached import cached_pack
from harmtrace.places.packfile import FORMAT, Pack
from harmtrace.places.packwriting import write_pack
from harmtrace.places.place import Place
from harmtrace.places.scanning import marked

PLACES = [
    Place("x:1", "Tall Nuhas", "settlement", ("تل نحاس",), 33.2, 36.2, None, "SY", "77", "", ("Syria", "Qadra"), 10),
    Place("x:2", "Tall Nuhas", "settlement", (), 36.9, 41.2, None, "SY", "78", "", ("Syria",), 900),
    Place("x:3", "Qadra", "adm1", ("Kadra", "S.T. Qadra"), 33.0, 36.0, 40.0, "SY", "77", "", ("Syria", "Qadra")),
]
META = {"name": "small", "version": "1", "attribution": "Nobody's"}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "small.sqlite", PLACES, META)


def test_a_pack_gives_back_what_was_written(pack: Path) -> None:
    opened = Pack(pack)
    assert {opened.by_id(place.place_id) for place in PLACES} == {
        Place(**{name: getattr(place, name) for name in Place.__slots__ if name != "pack"}, pack="small@1")
        for place in PLACES
    }
    assert [place.place_id for place in opened.by_name("tall nuhas")] == ["x:2", "x:1"]
    assert opened.by_name("nobody") == ()


@pytest.mark.parametrize("scanned", [False, True])
def test_names_read_together_are_those_read_one_by_one(pack: Path, scanned: bool) -> None:
    alone, together = Pack(pack), Pack(pack)
    if scanned:
        together.find(" qadra ")
    asked = ["tall nuhas", "nobody", "", 'a "quoted" name', "qadra", "tall nuhas", "تل نحاس"]
    together.read_names(asked)
    assert [together.by_name(name) for name in asked] == [alone.by_name(name) for name in asked]
    assert together.by_name("tall nuhas")


def test_names_are_found_whole_and_by_their_own_signs(pack: Path) -> None:
    opened = Pack(pack)
    text = "qadra qadras tall nuhas. stall nuhas s.t. qadra, kadrax وتل نحاس"
    found = [(text[start:end], before_s) for start, end, before_s in opened.find(marked(text))]
    assert sorted(found) == [
        ("qadra", False),
        ("qadra", False),
        ("qadra", True),
        ("s.t. qadra", False),
        ("tall nuhas", False),
        ("تل نحاس", False),
    ]


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9, 0.999])
def test_a_pack_cut_short_is_refused(pack: Path, share: float) -> None:
    whole = pack.read_bytes()
    pack.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BrokenPack) as refused:
        Pack(pack)
    assert refused.value.code == "HT-211"


def test_a_pack_of_another_format_says_so(pack: Path) -> None:
    rows = sqlite3.connect(pack)
    with rows:
        rows.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
    rows.close()
    with pytest.raises(BrokenPack, match=f"format 1, not {FORMAT}"):
        Pack(pack)


def test_a_pack_whose_index_is_damaged_is_refused_when_it_is_read(pack: Path) -> None:
    rows = sqlite3.connect(pack)
    with rows:
        data = bytearray(rows.execute("SELECT data FROM automaton").fetchone()[0])
        data[len(data) // 2] ^= 0xFF
        rows.execute("UPDATE automaton SET data = ?", (bytes(data),))
    rows.close()
    with pytest.raises(BrokenPack, match="index of names"):
        Pack(pack).find(marked("qadra"))


_STALLED = """
import sys, time
from pathlib import Path
from harmtrace.places.packfile import Extras
from harmtrace.places.packwriting import write_pack
from tests.places.test_pack_files import META, PLACES

def stall():
    yield "x:3", "{}"
    print("writing", flush=True)
    time.sleep(60)

write_pack(Path(sys.argv[1]), list(PLACES), META, Extras(outlines=stall()))
"""


def _python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)


def test_a_killed_build_leaves_no_pack_and_the_next_one_ends_well(tmp_path: Path) -> None:
    out = tmp_path / "small.sqlite"
    with _python(_STALLED, str(out)) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "writing\n"
        running.kill()
    assert not out.exists()
    [left] = tmp_path.iterdir()
    os.utime(left, (0, 0))
    write_pack(out, list(PLACES), META)
    assert Pack(out).size() == 3
    assert list(tmp_path.iterdir()) == [out]


_BUILDS = """
import sys, time
from pathlib import Path
from harmtrace.places.cached import cached_pack
from tests.places.test_pack_files import PLACES

def places():
    time.sleep(0.3)
    print("built", flush=True)
    return list(PLACES)

while not (Path(sys.argv[1]) / "go").exists():
    time.sleep(0.005)
pack = cached_pack(Path(sys.argv[1]), "small", "1", "Nobody's", places)
print(pack.size(), len(pack.by_name("tall nuhas")))
"""


def test_two_processes_that_find_no_pack_build_it_once_and_both_read_it(tmp_path: Path) -> None:
    both = [_python(_BUILDS, str(tmp_path)) for _ in range(2)]
    time.sleep(0.1)
    (tmp_path / "go").touch()
    said = [one.communicate()[0].split("\n") for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert [lines[-2] for lines in said] == ["3 2", "3 2"]
    assert sum(lines.count("built") for lines in said) == 1
    assert len(list(tmp_path.glob("*.sqlite"))) == 1


def test_a_cached_pack_that_is_broken_is_built_again(tmp_path: Path) -> None:
    def places() -> list[Place]:
        return list(PLACES)

    made = cached_pack(tmp_path, "small", "1", "Nobody's", places)
    made.close()
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[:5000])
    assert cached_pack(tmp_path, "small", "1", "Nobody's", places).size() == 3
