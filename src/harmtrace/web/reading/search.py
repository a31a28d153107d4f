"""Search: documents by their words."""

from __future__ import annotations

from starlette.routing import BaseRoute

from harmtrace.publish.tongue import _
from harmtrace.web.reading.highlight import marked
from harmtrace.web.site import Answer, Asked, Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The page of search."""

    def search(asked: Asked) -> Answer:
        query = asked.query("q")
        hits = site.store.search(query)
        shown = {"query": query, "hits": [(hit, marked(hit.snippet, hit.marks)) for hit in hits]}
        return Answer(lambda: {"query": query, "hits": hits}, lambda: Shown("search.html.j2", _("Search"), shown))

    return site.twinned("/search", search)
