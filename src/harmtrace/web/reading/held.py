"""Incidents and figures for several of them: what is told, by whom, what differs, and why it was joined."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from harmtrace.model.incident import Aggregate, Incident
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.publish.comparing import compared
from harmtrace.publish.map_picture import draw_map
from harmtrace.publish.tongue import _
from harmtrace.publish.wording import title_of
from harmtrace.web.addresses import LINKS
from harmtrace.web.reading.paging import paged
from harmtrace.web.site import Answer, Asked, Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The pages of incidents and aggregates; an aggregate is found under either address."""

    def incident(asked: Asked) -> Answer:
        found = asked.shelves.held.get(asked.row_id)
        if found is None:
            return _former(site, asked)
        kind = _("Incident") if isinstance(found, Incident) else _("Figure for several incidents")
        title = f"{kind}: {title_of(found)}"
        return Answer(lambda: found, lambda: Shown("held.html.j2", title, _values(asked, found)), keep=True)

    def aggregate(asked: Asked) -> Answer:
        if not isinstance(asked.shelves.held.get(asked.row_id), Aggregate):
            raise HTTPException(404)
        return incident(asked)

    return [*site.twinned("/incidents/{row_id}", incident), *site.twinned("/aggregates/{row_id}", aggregate)]


def _values(asked: Asked, found: Incident | Aggregate) -> dict[str, Any]:
    shelves, views = asked.shelves, asked.shelves.views
    incidents = [found] if isinstance(found, Incident) else []
    aggregates = [found] if isinstance(found, Aggregate) else []
    credits = asked.shelves.credits()
    within = [shelves.held[scope.incident_id] for one in aggregates for scope in one.incidents_in_scope]
    certain = {scope.incident_id: scope.certain for one in aggregates for scope in one.incidents_in_scope}
    scope = paged(asked, within, lambda number: f"/aggregates/{asked.row_id}?page={number}#scope")
    totals = [shelves.held[row_id] for row_id in shelves.totals_over.get(asked.row_id, ())]
    return {
        "held": views.incident(found) if isinstance(found, Incident) else views.aggregate(found),
        "compared": compared(found, asked.record, views, shelves.origin_of),
        "map": draw_map(incidents, aggregates, load_gazetteer(), False, LINKS, credits, shelves.placed),
        "links": LINKS,
        "scope": scope,
        "scope_rows": [(shelves.row(one), certain.get(_id(one), False)) for one in scope.rows],
        "totals": [shelves.row(one) for one in totals[:20]],
        "more_totals": max(len(totals) - 20, 0),
        "doubles": [
            shelves.row(shelves.held[row_id])
            for one in incidents
            for row_id in one.possible_duplicates
            if row_id in shelves.held
        ],
        "previous": [row_id for one in incidents for row_id in one.previous_ids],
        "split_off": [row_id for one in incidents for row_id in one.split_off],
    }


def _id(held: Incident | Aggregate) -> str:
    return held.incident_id if isinstance(held, Incident) else held.aggregate_id


def _former(site: Site, asked: Asked) -> Answer:
    """What became of the id of an incident that is no more."""
    lineage = site.store.lineage_of(asked.row_id)
    became = [row_id for row_id in lineage.became if row_id in asked.shelves.held] if lineage else []
    if lineage is None or not became:
        raise HTTPException(404)
    rows = [asked.shelves.row(asked.shelves.held[row_id]) for row_id in became]
    values = {"row_id": asked.row_id, "rows": rows}
    told = replace(lineage, became=tuple(became))
    return Answer(lambda: told, lambda: Shown("former.html.j2", _("Former incident"), values))
