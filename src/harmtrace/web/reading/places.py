"""A place: its names and level, what is told of it, and why it was taken for this one."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from harmtrace.model.incident import Aggregate, Incident
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.map_picture import draw_map
from harmtrace.publish.place_views import PlaceIndex
from harmtrace.publish.views import by_date
from harmtrace.web.addresses import LINKS, place_address
from harmtrace.web.reading.paging import paged
from harmtrace.web.shelves import Held, Shelves
from harmtrace.web.site import Answer, Asked, Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The pages of places."""

    def place(asked: Asked) -> Answer:
        found = asked.shelves.once(places_of).page(asked.row_id, load_gazetteer())
        if found is None:
            raise HTTPException(404)

        def page() -> Shown:
            shelves, address = asked.shelves, place_address(asked.row_id)
            held = sorted((shelves.held[row_id] for row_id in found.held), key=by_date)
            incidents = [one for one in held if isinstance(one, Incident)]
            aggregates = [one for one in held if isinstance(one, Aggregate)]
            credits = asked.shelves.credits()
            every: list[Held] = [*incidents, *aggregates]
            rows = paged(asked, every, lambda number: f"{address}?page={number}")
            told = paged(asked, found.claims, lambda number: f"{address}?claims={number}#claims", "claims")
            values = {
                "place": found,
                "address": address,
                "map": draw_map(incidents, aggregates, load_gazetteer(), False, LINKS, credits, shelves.placed),
                "links": LINKS,
                "held_here": list(map(shelves.row, rows.rows)),
                "rows": rows,
                "told": told,
                "claims": [shelves.views.claim(asked.record.claims[claim]) for claim in told.rows],
            }
            return Shown("place.html.j2", found.name, values)

        return Answer(lambda: found, page, keep=True)

    return site.twinned("/places/{row_id:path}", place)


def places_of(shelves: Shelves) -> PlaceIndex:
    """What the record says of each place."""
    return PlaceIndex(shelves.record)
