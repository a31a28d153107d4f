"""The activity log: who looked at, searched, exported or changed what is restricted, and what became of accounts."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from harmtrace.publish.tongue import _
from harmtrace.review.roles import allowed, require
from harmtrace.store.activity import Activity, activities
from harmtrace.web.forms import person_of
from harmtrace.web.signing_in.words import time_words
from harmtrace.web.site import Shown, Site, as_plain

_A_PAGE = 100
OF_RESTRICTED = frozenset({"viewed", "searched", "exported", "restricted", "released"})
"""Actions whose subject may give away what is restricted: only who may see that is shown it."""


def routes(site: Site) -> list[BaseRoute]:
    """The page of the log and its JSON twin."""

    def log(request: Request) -> Response:
        person = person_of(request)
        sees = allowed(person, "restricted")
        if not sees:
            require(person, "accounts")
        before = request.query_params.get("before", "")
        start = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
        rows = [row if sees else _covered(row) for row in activities(site.store.engine, _A_PAGE, start)]
        if request.url.path.endswith(".json"):
            return as_plain({"activity": rows})
        older = rows[-1].seq if len(rows) == _A_PAGE else None
        values = {"rows": rows, "older": older, "time_words": time_words, "covered": _("restricted")}
        return site.shown(request, Shown("activity.html.j2", _("Activity"), values))

    return [Route("/activity", log), Route("/activity.json", log)]


def _covered(row: Activity) -> Activity:
    """A row for who keeps accounts, but may not see what is restricted."""
    return replace(row, subject="", detail="") if row.action in OF_RESTRICTED else row
