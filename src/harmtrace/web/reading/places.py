"""A place: its names and level, what is told of it, and why it was taken for this one."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.map_picture import draw_map
from harmtrace.publish.place_views import place_page
from harmtrace.publish.views import Views, by_date
from harmtrace.web.addresses import LINKS, place_address
from harmtrace.web.site import Answer, Asked, Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The pages of places."""

    def place(asked: Asked) -> Answer:
        record = asked.record
        found = place_page(asked.row_id, record, load_gazetteer())
        if found is None:
            raise HTTPException(404)

        def page() -> Shown:
            views, here = Views(record), set(found.held)
            incidents = [i for i in sorted(record.incidents, key=by_date) if i.incident_id in here]
            aggregates = [a for a in sorted(record.aggregates, key=by_date) if a.aggregate_id in here]
            values = {
                "place": found,
                "address": place_address(asked.row_id),
                "map": draw_map(incidents, aggregates, load_gazetteer(), False, LINKS, site.credits(record)),
                "links": LINKS,
                "held_here": [*map(views.incident, incidents), *map(views.aggregate, aggregates)],
                "claims": [views.claim(record.claims[claim]) for claim in found.claims],
            }
            return Shown("place.html.j2", found.name, values)

        return Answer(lambda: found, page)

    return site.twinned("/places/{row_id:path}", place)
