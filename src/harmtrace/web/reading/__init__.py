"""The pages that the record is read on: overview, documents, incidents, claims, sources, places, search, method."""

from __future__ import annotations

from starlette.routing import BaseRoute

from harmtrace.web.reading import documents, held, maps, methods, overview, patterns, places, search, sources
from harmtrace.web.site import Site


def routes(site: Site) -> list[BaseRoute]:
    """The routes of all pages for reading."""
    parts = (overview, maps, search, patterns, methods, documents, held, sources, places)
    return [route for part in parts for route in part.routes(site)]
