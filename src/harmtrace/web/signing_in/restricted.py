"""What is restricted: whoever decides may add to it; data protection looks at it and releases it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from harmtrace.errors import HarmtraceError
from harmtrace.model.decision import Decision
from harmtrace.pipeline.restricting import release, restrict
from harmtrace.publish.tongue import N_, _
from harmtrace.review.restricting import WHATS, restricting
from harmtrace.review.roles import allowed, require
from harmtrace.web.forms import field, person_of
from harmtrace.web.signing_in.words import time_words
from harmtrace.web.site import Shown, Site

WHAT_WORDS: Mapping[str, str] = {
    "item": N_("an item: as if absent"),
    "names": N_("names: covered everywhere"),
    "words": N_("words of one document"),
    "coordinates": N_("coordinates: moved to the public grid"),
    "media": N_("media: where the file came from"),
    "graphic": N_("graphic: shown after a warning"),
}


def routes(site: Site) -> list[BaseRoute]:
    """The page, and what its forms send."""

    def page(request: Request) -> Response:
        require(person_of(request), "restrict")
        return _page(site, request, of=request.query_params.get("of", "")[:200])

    def add(request: Request) -> Response:
        person = require(person_of(request), "restrict")
        what, of, quotes = field(request, "what", 20), _lines(request, "of"), _lines(request, "quote")
        try:
            if not of or any(not _may_name(site, request, what, one) for one in of):
                return _page(site, request, _("Nothing on record is called that."))
            made = restrict(site.store, what, of, quotes, person.name, field(request, "reason"))
        except HarmtraceError as error:
            return _page(site, request, error.message)
        site.log(request, "restricted", ", ".join(of), made.decision_id)
        return _page(site, request, done=_("It is restricted from now on."))

    def give_back(request: Request) -> Response:
        person = require(person_of(request), "restricted")
        decision_id = field(request, "decision", 80)
        try:
            release(site.store, decision_id, person.name, field(request, "reason"))
        except HarmtraceError as error:
            return _page(site, request, error.message)
        site.log(request, "released", decision_id)
        return _page(site, request, done=_("It is released; under the two-person rule, once another person approves."))

    return [
        Route("/restricted", page, methods=["GET"]),
        Route("/restricted", add, methods=["POST"]),
        Route("/restricted/release", give_back, methods=["POST"]),
    ]


def _may_name(site: Site, request: Request, what: str, of: str) -> bool:
    """Whether a person may say this of it: what they do not see is as if absent here too."""
    if what == "names":
        return True
    record = site.record_for(request)
    held = {one.incident_id for one in record.incidents} | {one.aggregate_id for one in record.aggregates}
    return of in record.documents or of in record.claims or of in held


def _lines(request: Request, name: str) -> list[str]:
    return [line.strip() for line in field(request, name, 10_000).splitlines() if line.strip()]


def _page(site: Site, request: Request, problem: str = "", done: str = "", of: str = "") -> Response:
    sees = allowed(person_of(request), "restricted")
    values: dict[str, Any] = {
        "sees": sees,
        "rows": list(map(_row, reversed(restricting(site.decisions_for(request))))) if sees else [],
        "whats": [(what, WHAT_WORDS[what]) for what in WHATS],
        "problem": problem,
        "done": done,
        "of": of,
    }
    return site.shown(request, Shown("restricted.html.j2", _("Restricted"), values), 400 if problem else 200)


def _row(decision: Decision) -> dict[str, Any]:
    told = [*decision.change.get("names", ()), *decision.change.get("words", ())]
    return {
        "id": decision.decision_id,
        "what": WHAT_WORDS[decision.change["what"]],
        "of": [*told, *(one for one in decision.subjects if one != "record")],
        "person": decision.person,
        "when": time_words(decision.at),
        "reason": decision.reason,
    }
