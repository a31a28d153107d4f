"""A gazetteer of the shipped tables alone; its packs are built once, in the cache that every run uses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from harmtrace.places.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    folder = tmp_path_factory.mktemp("places")
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("HARMTRACE_DATA", str(folder / "data"))
        yield Gazetteer.open()


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A dump of an invented country part: two villages of one name, a town, a region, a neighbourhood."""
    rows = [
        (1, "Qadra", "Qadra", "قدرة,Kadra", 33.1, 36.1, "A", "ADM1", "SY", "77", "", 0),
        (2, "Tall Nuhas", "Tall Nuhas", "تل نحاس", 33.2, 36.2, "P", "PPL", "SY", "77", "", 0),
        (3, "Tall Nuhas", "Tall Nuhas", "", 36.9, 41.2, "P", "PPL", "SY", "78", "", 0),
        (4, "Marj Zafir", "Marj Zafir", "مرج زافر", 33.15, 36.15, "P", "PPLA", "SY", "77", "", 60000),
        (20000005, "Hayy Warda", "Hayy Warda", "", 33.15, 36.16, "P", "PPLX", "SY", "77", "", 0),
        (6, "A road", "A road", "", 33.15, 36.16, "R", "RD", "SY", "77", "", 0),
    ]
    lines = [
        "\t".join(
            str(cell)
            for cell in (*row[:8], row[8], "", row[9], row[10], "", "", row[11], "", "", "Asia/Damascus", "2020-01-01")
        )
        for row in rows
    ]
    path = tmp_path / "SY.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
