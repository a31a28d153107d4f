"""Incidents and figures for several of them: what is told, by whom, why it was joined; and the origins that tell it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from harmtrace.publish.tongue import _, isolated
from harmtrace.publish.views import Views
from harmtrace.web.site import Answer, Asked, Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The pages of incidents, aggregates and origins."""
    return [
        *site.twinned("/incidents/{row_id}", incident),
        *site.twinned("/aggregates/{row_id}", aggregate),
        *site.twinned("/origins/{row_id}", origin),
    ]


def incident(asked: Asked) -> Answer:
    """One incident: its figures, claims by origin, and why they were joined."""
    found = next((i for i in asked.record.incidents if i.incident_id == asked.row_id), None)
    if found is None:
        return aggregate(asked)
    return Answer(
        lambda: found,
        lambda: Shown("held.html.j2", _("Incident"), {"held": Views(asked.record).incident(found)}),
    )


def aggregate(asked: Asked) -> Answer:
    """One figure for several incidents."""
    found = next((a for a in asked.record.aggregates if a.aggregate_id == asked.row_id), None)
    if found is None:
        raise HTTPException(404)
    title = _("Figure for several incidents")
    return Answer(
        lambda: found,
        lambda: Shown("held.html.j2", title, {"held": Views(asked.record).aggregate(found)}),
    )


def origin(asked: Asked) -> Answer:
    """One independent origin, its documents and who relayed it."""
    group = next((g for g in asked.record.provenance.groups if g.origin_id == asked.row_id and g.claims), None)
    if group is None:
        raise HTTPException(404)

    def page() -> Shown:
        views = Views(asked.record)
        told = [views.claim(asked.record.claims[c]) for c in group.claims]
        title = _("Origin: {name}", name=isolated(group.origin))
        return Shown("origin.html.j2", title, {"group": group, "claims": told, "relays": group.relays})

    return Answer(lambda: group, page)
