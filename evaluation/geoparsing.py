"""Measures places on public geoparsing corpora: LGL (local news), GeoVirus (Wikinews); they are never shipped.

Resolution: the toponyms are given; right is an answer within 161 kilometres (100 miles) of the gold point, over all
toponyms that have one, an answer without a point counting as wrong; for GeoVirus also an answer that is an area in
which the gold point lies, or the other way round a gold area that holds ours (`--outlines`, GeoJSON of countries).
Recognition: the names found in the plain text against all annotated toponyms, exact spans.

Run: python -m evaluation.geoparsing CORPUS.xml… [--errors FILE] [--outlines GEOJSON] [--pack FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.place import Place
from harmtrace.places.reading import read_places

RIGHT_KM = 161.0
"""100 miles: the measure of Leidner (2007) that the published figures use."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold toponym: its span, and its point in degrees where the corpus gives one."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    kind: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its gold toponyms, in order."""

    article_id: str
    text: str
    toponyms: tuple[Toponym, ...]


def articles(path: Path) -> Iterator[Article]:
    """Read a corpus: the form of LGL (`toponym`, offsets from 0) or of GeoVirus (`location`, offsets from 1)."""
    # The corpora are files that the caller names, not input from outside.
    root = ElementTree.parse(path).getroot()  # noqa: S314
    for number, article in enumerate(root.iter("article")):
        text = article.findtext("text") or ""
        found = [_of_lgl(one) for one in article.iter("toponym")]
        found += [_of_geovirus(one, text) for one in article.iter("location")]
        gold = sorted({(one.start, one.end): one for one in found}.items())
        yield Article(article.get("docid") or str(number), text, tuple(one for _, one in gold))


def _of_lgl(one: ElementTree.Element) -> Toponym:
    tag = one.find("gaztag")
    lat, lon = (tag.findtext("lat"), tag.findtext("lon")) if tag is not None else (None, None)
    kind = (tag.findtext("fcode") or "") if tag is not None else ""
    return Toponym(_int(one, "start"), _int(one, "end"), *_point(lat, lon), kind)


def _of_geovirus(one: ElementTree.Element, text: str) -> Toponym:
    name, start = one.findtext("name") or "", _int(one, "start") - 1
    if not text.startswith(name, start):
        start = min((at for at in _occurrences(text, name)), key=lambda at: abs(at - start), default=start)
    return Toponym(start, start + len(name), *_point(one.findtext("lat"), one.findtext("lon")), "")


def _occurrences(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _int(one: ElementTree.Element, name: str) -> int:
    return int(one.findtext(name) or 0)


def _point(lat: str | None, lon: str | None) -> tuple[float | None, float | None]:
    return (float(lat), float(lon)) if lat and lon else (None, None)


class Outlines:
    """Outlines of countries, to ask whether two points lie in the area that an answer stands for."""

    def __init__(self, path: Path) -> None:
        from shapely import STRtree
        from shapely.geometry import shape

        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        self._shapes = [shape(feature["geometry"]) for feature in features if feature["geometry"]]
        self._tree = STRtree(self._shapes)

    def share_an_area(self, one: Toponym, where: Where) -> bool:
        """Whether the gold point lies in the country that the answer is, or near it."""
        from shapely.geometry import Point

        if where.level != "country" or one.lon is None or where.lon is None:
            return False
        ours = self._tree.query(Point(where.lon, where.lat), predicate="intersects")
        gold = Point(one.lon, one.lat)
        return any(self._shapes[at].distance(gold) < _EDGE for at in ours)


_EDGE = 0.2
"""Degrees: outlines are simplified."""


def away(one: Toponym, where: Where) -> float:
    """Kilometres between the gold point and the answer's; infinite where the answer has none."""
    return kilometres(_place(one.lat, one.lon), _place(where.lat, where.lon))


def _place(lat: float | None, lon: float | None) -> Place:
    return Place(place_id="", name="", level="settlement", lat=lat, lon=lon)


@dataclass(slots=True)
class Figures:
    """What was measured on one corpus."""

    asked: int = 0
    right: int = 0
    right_by_area: int = 0
    sure: int = 0
    sure_right: int = 0
    found: int = 0
    found_right: int = 0
    gold: int = 0
    articles: int = 0
    seconds: float = 0.0
    told: list[tuple[float, bool]] = field(default_factory=list)
    """The probability of each answer that had a choice, and whether it was right."""

    def lines(self) -> Iterator[str]:
        """The figures, a line each."""
        yield f"within 161 km: {_share(self.right, self.asked)} of {self.asked} toponyms"
        if self.right_by_area:
            yield f"or in the area: {_share(self.right + self.right_by_area, self.asked)}"
        yield f"resolved: {_share(self.sure, self.asked)}, of these right {_share(self.sure_right, self.sure)}"
        precision, recall = self.found_right / max(1, self.found), self.found_right / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        yield f"recognition, exact: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} of {self.gold}"
        yield "probability told, share right: " + ", ".join(self._reliability())
        yield f"resolution of {self.articles / max(1e-9, self.seconds):.0f} documents a second"

    def _reliability(self) -> Iterator[str]:
        for low, high in pairwise(_BINS):
            inside = [(told, right) for told, right in self.told if low <= told < high]
            if inside:
                told = sum(one for one, _ in inside) / len(inside)
                yield f"{told:.2f} {sum(right for _, right in inside) / len(inside):.2f} ({len(inside)})"


_BINS = (0.0, 0.4, 0.6, 0.8, 0.9, 0.97, 1.01)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.1f} %"


def measure(path: Path, gazetteer: Gazetteer, outlines: Outlines | None) -> tuple[Figures, list[str]]:
    """Measure one corpus; the second part lists every toponym that was answered wrongly."""
    figures, errors = Figures(), []
    for article in articles(path):
        spans = [(one.start, one.end) for one in article.toponyms]
        figures.articles += 1
        begun = time.process_time()
        answers = read_places(article.text, "en", gazetteer, toponyms=spans)
        figures.seconds += time.process_time() - begun
        for one, where in zip(article.toponyms, answers, strict=True):
            if one.lat is not None:
                errors += _count(figures, article, one, where, outlines)
        found = {(where.start, where.end) for where in read_places(article.text, "en", gazetteer)}
        figures.found += len(found)
        figures.found_right += len(found & set(spans))
        figures.gold += len(spans)
    return figures, errors


def _count(figures: Figures, article: Article, one: Toponym, where: Where, outlines: Outlines | None) -> Sequence[str]:
    distance = away(one, where)
    right = distance <= RIGHT_KM
    by_area = not right and outlines is not None and outlines.share_an_area(one, where)
    figures.asked += 1
    figures.right += right
    figures.right_by_area += by_area
    if where.probability is not None:
        figures.told.append((where.probability, right or by_area))
    if where.status == "resolved":
        figures.sure += 1
        figures.sure_right += right or by_area
    if right or by_area:
        return ()
    kind = "no answer" if where.place_id is None else f"{where.level} {where.place_id} ({', '.join(where.admin)})"
    context = article.text[max(0, one.start - 40) : one.end + 40].replace("\n", " ")
    name = article.text[one.start : one.end]
    return [
        f"{article.article_id}\t{name}\t{one.kind}\t{one.lat},{one.lon}\t{where.status}\t{kind}\t{distance:.0f}\t{context}"
    ]


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument(
        "--errors", type=Path, help="where to list what was answered wrongly (with texts: not to commit)"
    )
    parser.add_argument("--outlines", type=Path, help="GeoJSON of the countries' outlines")
    parser.add_argument("--pack", type=Path, action="append", help="a pack beside the curated one; else the installed")
    given = parser.parse_args(arguments)
    gazetteer = Gazetteer.open(given.pack)
    outlines = Outlines(given.outlines) if given.outlines else None
    listed: list[str] = []
    for path in given.corpus:
        figures, errors = measure(path, gazetteer, outlines)
        listed += errors
        print("\n".join([path.stem, *(f"  {line}" for line in figures.lines())]))
        print(
            "  wrong by status and kind:",
            Counter(tuple(line.split("\t")[i] for i in (4, 2)) for line in errors).most_common(12),
        )
    if given.errors:
        given.errors.write_text("\n".join([*listed, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
