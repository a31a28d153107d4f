"""The marks of a map on one sheet: areas below, then rings, candidates and points, then labels where there is room."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from harmtrace.places.gazetteer import Gazetteer
from harmtrace.publish.basemap import background, names_of_land
from harmtrace.publish.coarsening import middle_of, rings
from harmtrace.publish.frame import Frame, graticule, scale_bar, ticks
from harmtrace.publish.labels import Box, Labels
from harmtrace.publish.map_symbols import Symbol
from harmtrace.publish.placing import HOW, Placing
from harmtrace.publish.svg import MARGIN, drawing, in_line
from harmtrace.publish.tongue import _, ngettext, numeral

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FEW = 40
"""So many marks are drawn apart even where they touch; of more, those that would cover each other are one."""
_APART = 26.0
"""Pixels between marks where there are more than `FEW`: nearer places are drawn as one."""
_LABELLED = 120
_LONGEST_LABEL = 28
_LEAST_RING = 9.0
_WIDE_RING = 60.0
"""From this radius, in pixels, the label of a ring stands inside it."""


@dataclass(slots=True)
class Spot:
    """A place on the map with the incidents (number, id) and the totals (ids) told of it."""

    placing: Placing
    incidents: list[tuple[int, str]] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    number: int = 0

    @property
    def symbol(self) -> Symbol:
        """Which mark it has."""
        if self.placing.kind == "outline":
            return "incidents_area" if self.incidents else "totals_area"
        if self.placing.kind == "circle":
            return "incidents_circle" if self.incidents else "totals_circle"
        return {"near": "near", "candidates": "candidates"}.get(self.placing.kind, "point")  # type: ignore[return-value]

    @property
    def how(self) -> str:
        """What the mark says about where it happened."""
        return _(HOW[self.placing.kind])

    @property
    def counted(self) -> str:
        """Its incidents in short: their numbers, or how many they are."""
        if len(self.incidents) > 4:
            return ngettext("{n} incident", "{n} incidents", len(self.incidents))
        return _(", ").join(numeral(number) for number, _id in self.incidents)


@dataclass(frozen=True, slots=True)
class Links:
    """Where an incident is found (a format of `{id}`), an aggregate (the same), and a place by the key of its page.

    Where places have no pages of their own, the list below the map is their place.
    """

    incident: str
    aggregate: str
    page: Callable[[str], str] | None = None

    def place(self, spot: Spot) -> str:
        """Where a place on the map is found."""
        return self.page(spot.placing.page) if self.page else f"#place-{spot.number}"

    def of(self, spot: Spot) -> str:
        """Where a mark leads: to its one incident, else to its place."""
        if len(spot.incidents) == 1 and not spot.figures:
            return self.incident.format(id=spot.incidents[0][1])
        return self.place(spot)


def drawn(
    spots: Sequence[Spot],
    frame: Frame,
    gazetteer: Gazetteer,
    countries: Iterable[str],
    links: Links,
    described: str,
    credit: str,
) -> tuple[Markup, bool]:
    """The map on one sheet, and whether marks were drawn as one or labels left out for want of room."""
    countries = frozenset(countries)
    marks = _Sheet(frame, links, spots)
    points = marks.points()
    candidates = [marks.candidates(spot) for spot in spots if spot.placing.kind == "candidates"]
    near = [marks.near(spot) for spot in spots if spot.placing.kind == "near"]
    areas = [marks.area(group) for group in _areas(spots)]
    named = {spot.placing.name for spot in spots}
    land = names_of_land(frame, gazetteer, countries, named, marks.labels)
    below = [*background(frame, gazetteer, countries), *areas, *near]
    clipped = Markup('<g clip-path="url(#frame-{})">{}</g>').format(frame.sheet.id, Markup("").join(below))
    parts = [_defs(frame), *graticule(frame), clipped, *land, *marks.words, *candidates, *points, scale_bar(frame)]
    return drawing(parts, frame.sheet, frame.sheet.height, "map", described, credit), marks.crowded


def _areas(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Areas, those of one outline or circle together; hatched ones above plain ones, so that all hatching is seen."""
    groups: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.placing.is_area:
            shape = spot.placing.outline["coordinates"] if spot.placing.outline else spot.placing.positions
            groups.setdefault(f"{shape}{spot.placing.radius_km}", []).append(spot)
    for group in groups.values():
        group.sort(key=lambda spot: len(spot.placing.name))
    return sorted(groups.values(), key=lambda group: any(spot.incidents for spot in group))


class _Sheet:
    """The marks of one sheet and the room that they leave. `words` are labels that stand above all areas."""

    def __init__(self, frame: Frame, links: Links, spots: Sequence[Spot]) -> None:
        self.frame = frame
        self.links = links
        self.clusters = _clusters([spot for spot in spots if spot.placing.kind == "point"], frame)
        self.crowded = any(_is_crowd(cluster) for cluster in self.clusters)
        taken = [self._box(cluster) for cluster in self.clusters]
        hollow = [at for spot in spots if spot.placing.kind == "candidates" for at in spot.placing.positions]
        taken += [(x - 9, y - 9, x + 9, y + 9) for x, y in (frame.spot(*at) for at in hollow)]
        self.labels = Labels(frame.sheet, [*taken, *ticks(frame)])
        self.words: list[Markup] = []
        self._labelled = 0

    def points(self) -> list[Markup]:
        """Filled dots, those of most incidents labelled first."""
        ordered = sorted(self.clusters, key=lambda cluster: -_incidents(cluster))
        return [self._point(cluster) for cluster in ordered][::-1]

    def near(self, spot: Spot) -> Markup:
        """What is near a place: its area, or a ring true to scale; never too small to be seen."""
        centre, radius = _circle_of(spot)
        x, y = self.frame.spot(*centre)
        across, up = (max(_LEAST_RING, r) for r in self.frame.pixels(radius, centre[0]))
        gap = across + 3 if across < _WIDE_RING else 7
        self._write(self._beside(x, y, gap, _words(spot)), _short(spot), spot.counted)
        if spot.placing.outline is not None and across > _LEAST_RING:
            path = _path(_seen(spot.placing.outline, self.frame), self.frame)
            return _anchor(self.links.of(spot), _title(spot), Markup('<path class="near" d="{}"/>').format(path))
        shape = Markup(
            '<ellipse class="near" cx="{0:.1f}" cy="{1:.1f}" rx="{2:.1f}" ry="{3:.1f}"/>'
            '<path class="cross" d="M{4:.1f},{1:.1f}H{5:.1f}M{0:.1f},{6:.1f}V{7:.1f}"/>'
        ).format(x, y, across, up, x - 3, x + 3, y - 3, y + 3)
        return _anchor(self.links.of(spot), _title(spot), shape)

    def candidates(self, spot: Spot) -> Markup:
        """Hollow marks at each place that may be meant, each with the name and a question mark."""
        shape = Markup("")
        for lat, lon in spot.placing.positions:
            x, y = self.frame.spot(lat, lon)
            shape += Markup('<path class="maybe" d="M{0:.1f},{1:.1f}l7,7l-7,7l-7,-7Z"/>').format(x, y - 7)
            shape += self._label(self._beside(x, y, 10, _words(spot)), _short(spot), spot.counted)
        return _anchor(self.links.of(spot), _title(spot), shape)

    def area(self, group: Sequence[Spot]) -> Markup:
        """An outline, or a circle with a soft edge; hatched where incidents are somewhere in it."""
        first, hatched = group[0], any(spot.incidents for spot in group)
        outlined = first.placing.outline is not None
        shape, middle = self._outline(first, hatched) if outlined else self._circle(first, hatched)
        counted = _(", ").join(spot.counted for spot in group if spot.counted)
        if middle is not None:
            self._write(self.labels.within(*middle, f"{_short(first)} {counted}".rstrip()), _short(first), counted)
        address = self.links.of(first) if len(group) == 1 else f"#place-{first.number}"
        return _anchor(address, _("; ").join(_title(spot) for spot in group), shape)

    def _outline(self, spot: Spot, hatched: bool) -> tuple[Markup, tuple[float, float] | None]:
        seen = _seen(spot.placing.outline or {}, self.frame)
        if seen.is_empty:
            return Markup(""), None
        path = _path(seen, self.frame)
        shape = Markup('<path class="area" d="{}"/>').format(path)
        if hatched:
            shape += Markup('<path fill-rule="evenodd" fill="url(#hatch-{})" d="{}"/>').format(
                self.frame.sheet.id, path
            )
        point = seen.representative_point()
        return shape, (self.frame.x(point.x), self.frame.y(point.y))

    def _circle(self, spot: Spot, hatched: bool) -> tuple[Markup, tuple[float, float]]:
        lat, lon = spot.placing.positions[0]
        x, y = self.frame.spot(lat, lon)
        across, up = self.frame.pixels(spot.placing.radius_km or 0.0, lat)
        measures = Markup('cx="{:.1f}" cy="{:.1f}" rx="{:.1f}" ry="{:.1f}"').format(x, y, across, up)
        name = self.frame.sheet.id
        shape = Markup('<ellipse fill="url(#soft-{})" {}/><ellipse class="vague" {}/>').format(name, measures, measures)
        if hatched:
            shape += Markup('<ellipse fill="url(#hatch-{})" {}/>').format(name, measures)
        # The label of a circle whose middle is not on the sheet stands at the nearest part of the sheet.
        inside = (min(max(x, 60.0), self.frame.sheet.width - 60), min(max(y, 50.0), self.frame.sheet.height - 60))
        return shape, inside

    def _point(self, cluster: Sequence[Spot]) -> Markup:
        first = cluster[0]
        x, y = self.frame.spot(*first.placing.positions[0])
        radius = _radius(cluster)
        shape = Markup('<circle class="point" cx="{:.1f}" cy="{:.1f}" r="{}"/>').format(x, y, radius)
        if len(cluster) == 1:
            shape += self._label(self._beside(x, y, radius + 5, _words(first)), _short(first), first.counted)
            return _anchor(self.links.of(first), _title(first), shape)
        names = _("; ").join(spot.placing.label for spot in cluster[:8])
        left = len(cluster) - 8
        more = ngettext(" and {n} more place", " and {n} more places", left) if left > 0 else ""
        counted = ngettext("{n} incident", "{n} incidents", _incidents(cluster))
        places = ngettext("at {n} place", "at {n} places", len(cluster))
        title = f"{counted} {places}: {names}{more}"
        if _is_crowd(cluster):
            shape += Markup('<text class="count" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(
                x, y + 4, numeral(_incidents(cluster))
            )
        else:
            words = _("{place} and {n} more", place=_short(first), n=len(cluster) - 1)
            shape += self._label(self._beside(x, y, radius + 5, words), words, "")
        return _anchor(f"#place-{first.number}", title, shape)

    def _beside(self, x: float, y: float, gap: float, words: str) -> tuple[float, float, str] | None:
        if self._labelled >= _LABELLED:
            self.crowded = True
            return None
        self._labelled += 1
        return self.labels.beside(x, y, gap, words)

    def _label(self, where: tuple[float, float, str] | None, name: str, counted: str) -> Markup:
        if where is None:
            self.crowded = True
            return Markup("")
        left, base, anchor = where
        small = Markup(' <tspan class="small">{}</tspan>').format(counted) if counted else ""
        return Markup('<text class="name" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}{}</text>').format(
            left, base, anchor, in_line(name), small
        )

    def _write(self, where: tuple[float, float, str] | None, name: str, counted: str) -> None:
        self.words.append(self._label(where, name, counted))

    def _box(self, cluster: Sequence[Spot]) -> Box:
        x, y = self.frame.spot(*cluster[0].placing.positions[0])
        reach = _radius(cluster) + 2
        return x - reach, y - reach, x + reach, y + reach


def _circle_of(spot: Spot) -> tuple[tuple[float, float], float]:
    """The middle and the reach in kilometres of what is near a place."""
    if spot.placing.outline is not None:
        return middle_of(spot.placing.outline)
    return spot.placing.positions[0], spot.placing.radius_km or 0.0


def _words(spot: Spot) -> str:
    return f"{_short(spot)} {spot.counted}".rstrip()


def _title(spot: Spot) -> str:
    if not spot.incidents:
        told = _("figures for several incidents")
    elif len(spot.incidents) > 1:
        told = _("incidents {numbers}", numbers=spot.counted)
    else:
        told = _("incident {numbers}", numbers=spot.counted)
    return _("{place}: {what}, {how}", place=spot.placing.label, what=told, how=spot.how)


def _clusters(spots: Sequence[Spot], frame: Frame) -> list[list[Spot]]:
    """Places drawn as one mark: those at one position, and among many those whose marks would cover each other."""
    together: dict[tuple[float, float], list[Spot]] = {}
    for spot in spots:
        lat, lon = spot.placing.positions[0]
        together.setdefault((round(lat, 3), round(lon, 3)), []).append(spot)
    groups = [sorted(here, key=lambda spot: -len(spot.incidents)) for here in together.values()]
    return _merged(sorted(groups, key=lambda here: -_incidents(here)), frame) if len(groups) > FEW else groups


def _merged(groups: Sequence[list[Spot]], frame: Frame) -> list[list[Spot]]:
    """Each group of places joined to the first larger one that is too near to be told from it."""
    kept: list[tuple[float, float, list[Spot]]] = []
    for here in groups:
        x, y = frame.spot(*here[0].placing.positions[0])
        near = next((spots for left, top, spots in kept if math.hypot(left - x, top - y) < _APART), None)
        if near is None:
            kept.append((x, y, list(here)))
        else:
            near.extend(here)
    return [spots for _, _, spots in kept]


def _incidents(cluster: Sequence[Spot]) -> int:
    return sum(len(spot.incidents) for spot in cluster)


def _is_crowd(cluster: Sequence[Spot]) -> bool:
    """Whether places apart are drawn as one mark, with the number of incidents in it instead of a name beside it."""
    return len({spot.placing.positions for spot in cluster}) > 1


def _radius(cluster: Sequence[Spot]) -> float:
    count = _incidents(cluster)
    if _is_crowd(cluster):
        return 8.0 + 1.5 * len(str(count))
    return 5.0 + 2 * min(max(count, len(cluster)) - 1, 3)


def _short(spot: Spot) -> str:
    name = spot.placing.name
    shown = name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1].rstrip()}…"
    return _("{place}?", place=shown) if spot.placing.kind == "candidates" else shown


def _anchor(address: str, title: str, shape: Markup) -> Markup:
    return Markup('<a href="{}"><title>{}</title>{}</a>').format(address, title, shape)


def _seen(outline: dict[str, Any], frame: Frame) -> BaseGeometry:
    """The part of an outline that lies in the frame, on whichever side of the 180th meridian."""
    from shapely import clip_by_rect
    from shapely.affinity import translate
    from shapely.geometry import shape
    from shapely.ops import unary_union

    whole = shape(outline)
    wide, high = frame.width * 0.05, (frame.north - frame.south) * 0.05
    limits = (frame.west - wide, frame.south - high, frame.east + wide, frame.north + high)
    pieces = [clip_by_rect(translate(whole, turn) if turn else whole, *limits) for turn in (0, 360, -360)]
    return unary_union([piece for piece in pieces if not piece.is_empty])


def _path(area: BaseGeometry, frame: Frame) -> str:
    from shapely.geometry import mapping

    if area.geom_type not in ("Polygon", "MultiPolygon"):
        return ""
    return "".join(
        "M" + "L".join(f"{frame.x(point[0]):.1f},{frame.y(point[1]):.1f}" for point in ring) + "Z"
        for ring in rings(mapping(area))
    )


def _defs(frame: Frame) -> Markup:
    """The hatching, the soft edge and the frame that clips them; ids are of this sheet alone."""
    name, sheet = frame.sheet.id, frame.sheet
    return Markup(
        '<defs><pattern id="hatch-{0}" width="9" height="9" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="9"/></pattern>'
        '<radialGradient id="soft-{0}"><stop class="soft-in" offset="0"/><stop class="soft-in" offset="0.6"/>'
        '<stop class="soft-out" offset="1"/></radialGradient>'
        '<clipPath id="frame-{0}"><rect x="{1}" y="{1}" width="{2}" height="{3}"/></clipPath></defs>'
        '<rect class="sheet" x="{1}" y="{1}" width="{2}" height="{3}"/>'
    ).format(name, MARGIN, sheet.width - 2 * MARGIN, sheet.height - 2 * MARGIN)
