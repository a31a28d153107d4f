"""Fills `radius_km` of the first and second levels of places.tsv, whose centres are given and whose extents are not.

    python -m evaluation.make_extents FOLDER

FOLDER has GeoNames' dumps of the countries of places.tsv (SY.txt …; CC BY 4.0). Run once, offline.

- A first level: the circle around its centre that holds nine in ten of the populated places with its code, those left
  out that lie more than five times as far as three quarters of the others (they bear a wrong code).
- A second level has no code in the dumps: three quarters of the distance to its third nearest neighbour, 3 to 60 km.
  Where districts are squares of equal size that is the circle around the corners of one.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from evaluation.make_places import TABLES, Row, Spot, kilometres, read_tsv, write_tsv

_HELD = 0.9
_FAR = 5.0
_NEIGHBOURS = 3
_SHARE = 0.75
_LEAST_KM, _MOST_KM = 3.0, 60.0
_FEWEST = 20


def populated(folder: Path, countries: set[str]) -> dict[tuple[str, str], list[Spot]]:
    """The populated places of the dumps by country and first-level code."""
    found: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for country in sorted(countries):
        for line in (folder / f"{country}.txt").read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if cells[6] == "P":
                found[country, cells[10]].append((float(cells[4]), float(cells[5])))
    return found


def of_places(centre: Spot, places: Sequence[Spot]) -> float | None:
    """Kilometres from the centre that hold nine in ten of the places; None where there are too few to tell."""
    away = sorted(kilometres(centre, place) for place in places)
    if len(away) < _FEWEST:
        return None
    kept = [one for one in away if one <= _FAR * away[len(away) * 3 // 4]]
    return max(_LEAST_KM, kept[int(len(kept) * _HELD)])


def of_neighbours(centre: Spot, others: Sequence[Spot]) -> float | None:
    """Kilometres by the distance to the neighbours of the level; None where there are too few."""
    away = sorted(kilometres(centre, other) for other in others if other != centre)
    if len(away) < _NEIGHBOURS:
        return None
    return min(_MOST_KM, max(_LEAST_KM, _SHARE * away[_NEIGHBOURS - 1]))


def main() -> None:
    """Write the table with the radii."""
    path = TABLES / "places.tsv"
    rows = read_tsv(path)
    columns = list(rows[0])
    places = populated(Path(sys.argv[1]), {row["country"] for row in rows if row["level"] == "adm1"})
    districts: dict[str, list[Spot]] = defaultdict(list)
    for row in rows:
        if row["level"] == "adm2":
            districts[row["country"]].append(_spot(row))
    for row in rows:
        radius = None
        if row["level"] == "adm1":
            radius = of_places(_spot(row), places[row["country"], row["admin1"]])
        elif row["level"] == "adm2":
            radius = of_neighbours(_spot(row), districts[row["country"]])
        if radius is not None:
            row["radius_km"] = f"{radius:.0f}"
    write_tsv(path, columns, rows)


def _spot(row: Row) -> Spot:
    return float(row["lat"]), float(row["lon"])


if __name__ == "__main__":
    main()
