"""From incidents and aggregates to a map as SVG, with what its marks mean and what could not be drawn.

It is drawn here, on the server, because the same picture then stands in the report and on the pages, prints, is
read out by screen readers, and needs no script, tiles or graphics card. Only an incident at a place that was found
is a point; a region is an area, several candidates are hollow marks, and what has no place is listed with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from harmtrace.model.incident import Aggregate, Incident
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import KM_A_DEGREE
from harmtrace.publish.basemap import CREDIT, locator
from harmtrace.publish.coarsening import vertices
from harmtrace.publish.frame import frame_of
from harmtrace.publish.map_marks import FEW, Links, Spot, drawn
from harmtrace.publish.map_symbols import SYMBOLS, Symbol
from harmtrace.publish.placing import Placing, placings_of, surest
from harmtrace.publish.svg import SHEETS
from harmtrace.publish.tongue import _, country_name, ngettext

Placed = Callable[[Incident | Aggregate], Sequence[Placing]]
"""What may be drawn of each place of an incident or aggregate."""
CLOSER_FROM = 12.0
"""From this width in degrees on, each country has a closer map of its own as well."""
MOST_CLOSER = 6
__all__ = ["LegendRow", "Links", "MapPicture", "Spot", "Unplaced", "draw_map"]


@dataclass(frozen=True, slots=True)
class LegendRow:
    """A mark and what it means."""

    symbol: Markup
    words: str


@dataclass(frozen=True, slots=True)
class Closer:
    """A closer map of one country."""

    name: str
    incidents: int
    svg: Markup


@dataclass(slots=True)
class Unplaced:
    """Incidents and aggregates that share one reason for not being on the map."""

    why: str
    page: str = ""
    incidents: list[tuple[int, str]] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The drawn map, its places, and what could not be drawn."""

    svg: Markup
    locator: Markup
    legend: tuple[LegendRow, ...]
    spots: tuple[Spot, ...]
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...]
    closer: tuple[Closer, ...] = ()

    @property
    def numbered(self) -> bool:
        """Whether any incident is on the map, by its number."""
        return any(spot.incidents for spot in self.spots)

    @property
    def credit(self) -> str:
        """Whose lines lie under the marks."""
        return _(CREDIT) if self.svg else ""

    @property
    def missing_figures(self) -> int:
        """How many figures for several incidents have a place that is not on the map."""
        return len({figure for row in self.unplaced for figure in row.figures})

    @property
    def missing(self) -> int:
        """How many incidents are not on the map."""
        return sum(len(row.incidents) for row in self.unplaced)


def draw_map(
    incidents: Sequence[Incident],
    aggregates: Sequence[Aggregate],
    gazetteer: Gazetteer,
    public: bool,
    links: Links,
    credits: Sequence[str] | None = None,
    placed: Placed | None = None,
) -> MapPicture:
    """Draw the map; incidents are numbered in the order given. `credits` say whose the places are (else the packs').

    `placed` gives what may be drawn of each where that was worked out before.
    """
    spots, unplaced = gathered(incidents, aggregates, placed or (lambda one: placings_of(one.where, gazetteer, public)))
    if not spots:
        return MapPicture(Markup(""), Markup(""), (), (), tuple(unplaced.values()), ())
    points = list(_extent(spots))
    countries = _countries([*incidents, *aggregates], gazetteer)
    credit = " ".join([*(gazetteer.attribution if credits is None else credits), _(CREDIT)])
    described = _described(spots, sum(len(row.incidents) for row in unplaced.values()))

    def sheets(some: Sequence[Spot], of: str, words: str) -> tuple[Markup, bool]:
        extent = list(_extent(some))
        frames = [frame_of(extent, replace(sheet, of=of)) for sheet in SHEETS]
        made = [drawn(some, frame, gazetteer, countries, links, words, credit) for frame in frames]
        return Markup("").join(svg for svg, _ in made), any(crowded for _, crowded in made)

    svg, crowded = sheets(spots, "", described)
    closer = []
    if frame_of(points, SHEETS[0]).width > CLOSER_FROM:
        for country, name, some in _by_country(spots, gazetteer):
            count = sum(len(spot.incidents) for spot in some)
            words = ngettext(
                "A closer map of {name}: {n} incident, with the marks of the map above.",
                "A closer map of {name}: {n} incidents, with the marks of the map above.",
                count,
                name=name,
            )
            closer.append(Closer(name, count, sheets(some, country, words)[0]))
    return MapPicture(
        svg=svg,
        locator=locator(frame_of(points, SHEETS[0])),
        legend=tuple(_legend(spots, crowded, public)),
        spots=tuple(spots),
        unplaced=tuple(unplaced.values()),
        notes=tuple(_notes(spots, public, crowded)),
        closer=tuple(closer),
    )


def _by_country(spots: Sequence[Spot], gazetteer: Gazetteer) -> list[tuple[str, str, list[Spot]]]:
    """Code, name and places with incidents of each country, those of most incidents first; none where it is one."""
    found: dict[tuple[str, str], list[Spot]] = {}
    for spot in spots:
        place = gazetteer.place(spot.placing.page)
        if spot.incidents and place is not None and place.country:
            name = country_name(place.country, place.admin[0] if place.admin else place.country)
            found.setdefault((place.country, name), []).append(spot)
    ordered = sorted(found.items(), key=lambda item: -sum(len(spot.incidents) for spot in item[1]))
    return [(*key, some) for key, some in ordered[:MOST_CLOSER]] if len(found) > 1 else []


def gathered(
    incidents: Sequence[Incident], aggregates: Sequence[Aggregate], placed: Placed
) -> tuple[list[Spot], dict[str, Unplaced]]:
    """The places of a map with what is told of each, and what is not on it by the reason; numbered as given."""
    spots: dict[tuple[object, ...], Spot] = {}
    unplaced: dict[str, Unplaced] = {}
    for number, incident in enumerate(incidents, 1):
        placing = surest(placed(incident))
        if placing.kind == "unplaced":
            row = unplaced.setdefault(placing.why, Unplaced(placing.why, placing.page))
            row.incidents.append((number, incident.incident_id))
        else:
            _spot(spots, placing).incidents.append((number, incident.incident_id))
    for aggregate in aggregates:
        for placing in _areas(placed(aggregate)):
            if placing.is_area:
                figures = _spot(spots, placing).figures
            else:
                figures = unplaced.setdefault(placing.why, Unplaced(placing.why, placing.page)).figures
            if aggregate.aggregate_id not in figures:
                figures.append(aggregate.aggregate_id)
    for number, spot in enumerate(spots.values(), 1):
        spot.number = number
    return list(spots.values()), unplaced


def _spot(spots: dict[tuple[object, ...], Spot], placing: Placing) -> Spot:
    return spots.setdefault((placing.kind, placing.key, placing.positions, placing.label), Spot(placing))


def _areas(placed: Sequence[Placing]) -> list[Placing]:
    """The areas of a figure for several incidents; a town of one is named and never marked."""
    return [
        placing
        if placing.is_area or placing.kind == "unplaced"
        else replace(placing, kind="unplaced", positions=(), why=_("a total is no point: {place}", place=placing.label))
        for placing in placed or [surest(placed)]
    ]


def _extent(spots: Sequence[Spot]) -> Iterable[tuple[float, float]]:
    """The points that the frame holds: all incidents, and areas of totals only where there is no incident."""
    chosen = [spot for spot in spots if spot.incidents] or list(spots)
    for spot in chosen:
        placing = spot.placing
        if placing.outline is not None:
            yield from ((lat, lon) for lon, lat in vertices(placing.outline))
        for lat, lon in placing.positions:
            reach = (placing.radius_km or 0.0) / KM_A_DEGREE
            across = min(reach / max(math.cos(math.radians(lat)), 0.05), 90.0)
            yield from ((lat, lon), (min(lat + reach, 90.0), lon), (max(lat - reach, -90.0), lon))
            yield from ((lat, lon + across), (lat, lon - across))


def _countries(held: Iterable[Incident | Aggregate], gazetteer: Gazetteer) -> frozenset[str]:
    ids = {where.place_id for one in held for where in one.where if where.place_id}
    places = (gazetteer.place(place_id) for place_id in ids)
    return frozenset(place.country for place in places if place and place.country)


def _described(spots: Sequence[Spot], missing: int) -> str:
    count = {
        kind: sum(len(s.incidents) for s in spots if s.placing.kind in kinds)
        for kind, kinds in (("point", ("point",)), ("near", ("near", "candidates")), ("area", ("outline", "circle")))
    }
    totals = sum(1 for s in spots if s.figures)
    return _(
        "Map: {point} incidents at a place, {near} near one or at one of several, {area} somewhere in an area; {totals}"
        " areas of figures for several incidents; {missing} incidents are not on it. The list below the map names all"
        " of them.",
        totals=totals,
        missing=missing,
        **count,
    )


def _legend(spots: Sequence[Spot], crowded: bool, public: bool) -> Iterable[LegendRow]:
    used: set[Symbol] = {spot.symbol for spot in spots}
    points = [spot for spot in spots if spot.placing.kind == "point"]
    if any(len(spot.incidents) > 1 for spot in points):
        used.add("many")
    if crowded and len(points) > FEW:
        used.add("crowd")
    for name, (shape, words) in SYMBOLS.items():
        if name in used:
            symbol = Markup('<svg class="symbol" viewBox="0 0 36 24" aria-hidden="true">{}</svg>').format(shape)
            moved = public and name in ("point", "many", "candidates")
            shown = _("{mark}; shown at a knot of the grid, not where it is", mark=_(words)) if moved else _(words)
            yield LegendRow(symbol, shown)


def _notes(spots: Sequence[Spot], public: bool, crowded: bool) -> Iterable[str]:
    if public:
        yield _(
            "Points and centres are moved to a grid of 0.1 degree (about 11 km), within their first-level area where"
            " its outline is known: all places of a cell are shown at one point."
        )
    if crowded and sum(spot.placing.kind == "point" for spot in spots) > FEW:
        yield _("Where marks crowd, near ones are drawn as one and some have no label; the list names every place.")
    elif crowded:
        yield _("Some marks have no label for want of room; the list names every place.")
