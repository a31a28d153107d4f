"""The pages that the record is read on: overview, documents, incidents, claims, sources, places, search, method."""

from __future__ import annotations

from starlette.routing import BaseRoute

from harmtrace.web.reading import documents, held, maps, methods, overview, patterns, places, search, sources
from harmtrace.web.shelves import Shelves
from harmtrace.web.site import Site


def routes(site: Site) -> list[BaseRoute]:
    """The routes of all pages for reading."""
    parts = (overview, maps, search, patterns, methods, documents, held, sources, places)
    return [route for part in parts for route in part.routes(site)]


def prepare(shelves: Shelves) -> None:
    """Work out what the pages look up, in the tongue in force."""
    overview.facets_of(shelves).prepare()
    for held_one in shelves.held.values():
        shelves.row(held_one)
        shelves.placed(held_one)
    for lookup in ("counts", "held_with", "totals_over", "claims_of", "origin_of", "relays_of", "published_by"):
        getattr(shelves, lookup)
    shelves.once(search.index_of)
    shelves.once(sources.rows_of)
    shelves.once(maps.land_of)
