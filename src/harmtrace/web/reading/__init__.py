"""The pages that the record is read on: overview, documents, incidents, claims, origins, places, search, method."""

from __future__ import annotations

from starlette.routing import BaseRoute

from harmtrace.web.reading import documents, held, methods, overview, patterns, places, search
from harmtrace.web.site import Site


def routes(site: Site) -> list[BaseRoute]:
    """The routes of all pages for reading."""
    parts = (overview, search, patterns, methods, documents, held, places)
    return [route for part in parts for route in part.routes(site)]
