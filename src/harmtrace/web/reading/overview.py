"""The overview: counts, map, timeline and tables, filtered by what the address says.

A record with few incidents has its map drawn into the page. Of a larger one the page has the map that scripts draw, and
a link to the drawn picture, which then is a page of its own (`maps`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.routing import BaseRoute

from harmtrace.model.incident import Aggregate, Incident
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.map_picture import MapPicture, draw_map
from harmtrace.publish.report import count_words
from harmtrace.publish.timeline import draw_timeline
from harmtrace.publish.tongue import N_, _
from harmtrace.web.addresses import LINKS
from harmtrace.web.reading.facets import Choice, Facets
from harmtrace.web.reading.filters import Filters
from harmtrace.web.reading.paging import Paged, paged
from harmtrace.web.shelves import Held, Shelves
from harmtrace.web.site import Answer, Asked, Shown, Site

DRAWN_UP_TO = 300
"""Of so many incidents on record the map is drawn into the page."""
SORTED_BY: dict[str, str] = {
    "": N_("date, earliest first"),
    "newest": N_("date, latest first"),
    "killed": N_("most killed"),
    "origins": N_("most origins"),
}
_LABELS = {
    "weapon": N_("Weapon"),
    "target": N_("Target"),
    "actor": N_("Alleged actor"),
    "harm": N_("Harm"),
    "status": N_("Who is harmed"),
    "grade": N_("Grade"),
    "state": N_("State"),
}
_ORIGINS = ("2", "3", "5", "10")


@dataclass(frozen=True, slots=True)
class Found:
    """What fits the filters of an address."""

    filters: Filters
    incidents: Sequence[Incident]
    aggregates: Sequence[Aggregate]


def found_in(asked: Asked) -> Found:
    """The incidents and totals that the address asks for, by date."""
    filters = Filters.of(asked.request.query_params)
    facets = facets_of(asked.shelves)
    kept = [facets.rows[number] for number in facets.kept(filters)]
    incidents = [one for one in kept if isinstance(one, Incident)]
    return Found(filters, incidents, [one for one in kept if isinstance(one, Aggregate)])


def facets_of(shelves: Shelves) -> Facets:
    """The facets of a record, made once."""
    return shelves.once(Facets)


def routes(site: Site) -> list[BaseRoute]:
    """The overview and its twin."""

    def overview(asked: Asked) -> Answer:
        found, order = found_in(asked), asked.query("sort")
        incidents = _sorted(found.incidents, order)
        rows = paged(asked, incidents, _pages(found.filters, order, "page"))
        totals = paged(asked, found.aggregates, _pages(found.filters, order, "totals"), "totals")
        return Answer(
            lambda: _plain(asked.shelves, found, rows, totals),
            lambda: Shown("overview.html.j2", _("Overview"), _values(asked.shelves, found, rows, totals, order)),
            keep=True,
        )

    return site.twinned("/", overview, twin="/overview.json")


def _pages(filters: Filters, order: str, name: str) -> Callable[[int], str]:
    return lambda number: filters.address("/", sort=order, **{name: str(number)})


def _plain(shelves: Shelves, found: Found, rows: Paged[Incident], totals: Paged[Aggregate]) -> dict[str, Any]:
    return {
        "incidents": rows.rows,
        "aggregates": totals.rows,
        "counts": count_words(shelves.counts),
        "found": {"incidents": rows.total, "aggregates": totals.total},
        "page": rows.number,
        "pages": max(rows.pages, totals.pages),
        "filters": found.filters.query,
    }


def _values(
    shelves: Shelves, found: Found, rows: Paged[Incident], totals: Paged[Aggregate], order: str
) -> dict[str, Any]:
    few = len(shelves.incidents) <= DRAWN_UP_TO
    return {
        "filters": found.filters,
        "fields": _fields(facets_of(shelves), found.filters),
        "least_origins": _ORIGINS,
        "orders": [(name, _(words)) for name, words in SORTED_BY.items()],
        "order": order,
        "counts": count_words(shelves.counts),
        "map": map_of(shelves, found) if few else None,
        "links": LINKS,
        "map_source": found.filters.address("/map/marks"),
        "map_page": found.filters.address("/map"),
        "map_told": found.filters.address("/map/told"),
        "map_words": json.dumps(_map_words(), ensure_ascii=False),
        "timeline": draw_timeline(found.incidents, found.aggregates, "/incidents/{id}", _period(found.filters)),
        "incidents": rows,
        "incident_rows": list(map(shelves.row, rows.rows)),
        "aggregates": totals,
        "aggregate_rows": list(map(shelves.row, totals.rows)),
    }


def _map_words() -> dict[str, str]:
    """What the live map says, by the names that its script knows."""
    return {
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "title": _("Map. The tables below name all that is on it."),
        "more": _("and {n} more"),
        "place": _("All that is told of this place"),
        "close": _("Close"),
    }


def map_of(shelves: Shelves, found: Found) -> MapPicture:
    """The map of what was found, drawn."""
    credits = shelves.credits()
    return draw_map(found.incidents, found.aggregates, load_gazetteer(), False, LINKS, credits, shelves.placed)


def _period(filters: Filters) -> Callable[[str, str], str]:
    return lambda first, last: filters.address("/", start=first, end=last)


def _fields(facets: Facets, filters: Filters) -> list[tuple[str, str, str, list[Choice]]]:
    """The lists to choose from: name, words, what is chosen, and what can be."""
    found = []
    for name, words in _LABELS.items():
        chosen, choices = getattr(filters, name), facets.choices(name)
        if chosen and all(row_id != chosen for row_id, _words, _count in choices):
            choices = [(chosen, chosen, 0), *choices]
        found.append((name, _(words), chosen, choices))
    return [row for row in found if len(row[3]) > 1 or row[2]]


def _sorted(incidents: Sequence[Incident], order: str) -> Sequence[Incident]:
    """In the order asked for; incidents that are equal in it stay by date."""
    if order == "newest":
        return incidents[::-1]
    if order == "killed":
        return sorted(incidents, key=lambda one: -_killed(one))
    return sorted(incidents, key=lambda one: -one.origins) if order == "origins" else incidents


def _killed(held: Held) -> float:
    return max((row.highest_stated or row.min for row in held.tolls if row.harm == "killed"), default=-1)
