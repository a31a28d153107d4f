"""Files of gazetteer sources about an invented part of a country, written as their makers write them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

EAST = [[[36.0, 33.0], [36.5, 33.0], [36.5, 33.5], [36.0, 33.5], [36.0, 33.0]]]
WEST = [[[35.5, 33.0], [36.0, 33.0], [36.0, 33.5], [35.5, 33.5], [35.5, 33.0]]]


def dump_row(number: int, name: str, lat: object, lon: object, kind: str = "P.PPL", **more: object) -> str:
    """A row of a GeoNames dump."""
    feature_class, feature = kind.split(".")
    cells: list[object] = [number, name, name, more.get("names", ""), lat, lon, feature_class, feature]
    cells += [more.get("country", "SY"), "", more.get("admin1", "77"), more.get("admin2", ""), "", ""]
    cells += [more.get("population", 0), "", "", "Asia/Damascus", more.get("changed", "2020-01-01")]
    return "\t".join(map(str, cells))


def write_dump(path: Path, *rows: str) -> Path:
    """A dump file."""
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """A workbook with these sheets, made by openpyxl."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def feature(geometry: Any, **properties: object) -> dict[str, Any]:
    """A GeoJSON feature; coordinates of a polygon are enough."""
    shape = {"type": "Polygon", "coordinates": geometry} if isinstance(geometry, list) else geometry
    return {"type": "Feature", "properties": properties, "geometry": shape}


def geojson(path: Path, *features: Any) -> Path:
    """A feature collection."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


def archive(path: Path, members: Mapping[str, bytes]) -> Path:
    """A ZIP archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    return path
