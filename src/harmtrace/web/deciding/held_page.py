"""The review of an incident or a figure for several: its claims, and the forms that merge, split and grade it."""

from __future__ import annotations

import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from harmtrace.account.record import RecordView
from harmtrace.model.incident import Incident
from harmtrace.pipeline.settings import grades_setting
from harmtrace.publish import wording
from harmtrace.publish.tongue import _, isolated, spoken
from harmtrace.publish.views import Views
from harmtrace.review.roles import allowed
from harmtrace.vocab.policies import grade_policy
from harmtrace.web.deciding.claim_page import ACCEPTED_AS, state_words
from harmtrace.web.deciding.decided import decided_view
from harmtrace.web.deciding.desk import Desk
from harmtrace.web.deciding.drafts import Draft
from harmtrace.web.deciding.visible import Held, held_address, held_in, id_of
from harmtrace.web.forms import person_of
from harmtrace.web.site import Shown

_MOST_OTHERS = 12


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the pages."""

    def held(request: Request) -> Response:
        seen, record = desk.seen(), desk.site.record_for(request)
        found = held_in(record, request.path_params["row_id"])
        if found is None:
            return _living(desk, request, record)
        desk.viewed(request, id_of(found))
        return desk.site.shown(request, held_page(desk, request, record, found, seen))

    return [Route("/review/incidents/{row_id}", held), Route("/review/aggregates/{row_id}", held)]


def _living(desk: Desk, request: Request, record: RecordView) -> Response:
    """On to the incident that one has become, which was merged with others or split."""
    row = desk.store.lineage_of(request.path_params["row_id"])
    living = next((held for one in (row.became if row else ()) if (held := held_in(record, one)) is not None), None)
    if living is None:
        raise HTTPException(404)
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{held_address(living)}{query}", 303)


def held_page(desk: Desk, request: Request, record: RecordView, held: Held, seen: int) -> Shown:
    """The page of an incident, or of a figure for several, which is neither merged nor split."""
    views, me, row_id, here = Views(record), person_of(request), id_of(held), held_address(held)
    view = views.incident(held) if isinstance(held, Incident) else views.aggregate(held)
    told = [link.claim_id for link in held.claims if link.role == "supports" and link.claim_id in record.claims]
    open_claims = tuple(one for one in told if record.claims[one].review is None)
    single = isinstance(held, Incident)
    others = _others(record, held) if isinstance(held, Incident) else []
    values: dict[str, Any] = {
        "held": view,
        "state": _state(record, told),
        "claims": [_claim_row(record, one, told) for one in view.claims],
        "accept": Draft("accept", open_claims, reason=_(ACCEPTED_AS), seen=seen, back=here) if open_claims else None,
        "split": Draft("split", (row_id,), seen=seen, back=here) if single and len(told) > 1 else None,
        "merge": Draft("merge", (row_id,), seen=seen, back=here) if single else None,
        "merging": "merge" in request.query_params,
        "others": others,
        "grades": grade_options(held) if isinstance(held, Incident) else [],
        **{kind: Draft(kind, (row_id,), seen=seen, back=here) for kind in ("grade", "comment", "assign")},
        "decisions": [decided_view(entry.decision, entry) for entry in desk.history_of(request, held)],
        "may_decide": allowed(me, "decide"),
        "me": me.name if me else "",
        "said": desk.said(request, here),
    }
    return Shown("review_held.html.j2", _("Review: {what}", what=view.title), values)


def _state(record: RecordView, told: list[str]) -> str:
    done = sum(record.claims[one].review is not None for one in told)
    return _("{done} of {n} claims looked at by a person", done=done, n=len(told))


def _claim_row(record: RecordView, view: Any, told: list[str]) -> dict[str, Any]:
    return {
        **{name: getattr(view, name) for name in view.__dataclass_fields__},
        "address": f"/review/claims/{view.claim_id}",
        "state": state_words(record, record.claims[view.claim_id]),
        "supports": view.claim_id in told,
    }


def grade_options(incident: Incident) -> list[tuple[str, list[tuple[str, str]]]]:
    """The grades of each policy in force, for each belligerent that the incident names: "policy|actor|grade"."""
    actors = list(dict.fromkeys([grade.actor_id for grade in incident.grades])) or [None]
    found = []
    for policy in map(grade_policy, grades_setting()):
        for actor in actors:
            group = _("{actor}; policy {name}", actor=wording.belligerent_words(actor), name=isolated(policy.policy))
            rules = [
                (f"{policy.policy}|{actor or ''}|{rule.grade}", rule.labels.get(spoken().language, rule.label_en))
                for rule in policy.grades
            ]
            found.append((group, rules))
    return found


def _others(record: RecordView, incident: Incident) -> list[tuple[str, str, str]]:
    """Incidents that may be one with this: those held possible, then others near it."""
    doubles = set(incident.possible_duplicates)
    near = [one for one in record.incidents if one.incident_id not in doubles and _near(one, incident)]
    possible = [one for one in record.incidents if one.incident_id in doubles]
    rows = [(one, _("the machine holds it possible")) for one in possible]
    rows += [(one, _("near in place and time")) for one in near if one.incident_id != incident.incident_id]
    return [(one.incident_id, wording.title_of(one), why) for one, why in rows[:_MOST_OTHERS]]


def _near(one: Incident, other: Incident) -> bool:
    """Whether two share a place, and days that are one apart at most."""
    places = {place.place_id or place.name for place in one.where} & {
        place.place_id or place.name for place in other.where
    }
    if not places or one.when is None or other.when is None:
        return False
    day = datetime.timedelta(days=1)
    return one.when.start - day <= other.when.end and other.when.start - day <= one.when.end
