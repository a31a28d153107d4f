"""What every room of pages works with: the store, the record as it is now, and one way to answer a request.

A page and its JSON twin are one `Answer`: what it holds for programs, and how it is shown to people. Only what is asked
for is made. Templates are those of `web/templates`, which extend `page.html.j2`, with parts of `publish/templates`.

A page with `keep` is made once for each record, address and tongue, all but the frame around it. It must say what the
record says and nothing of who asks, and its template must extend `layout`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from harmtrace import __version__
from harmtrace.account.record import RecordView
from harmtrace.errors import PermissionRefused
from harmtrace.model.claim import AnyClaim
from harmtrace.model.decision import Decision
from harmtrace.model.document import Document
from harmtrace.pipeline.trace import CaptureTrace, Tracer, covered_capture
from harmtrace.publish.pages import environment
from harmtrace.publish.tongue import _, spoken
from harmtrace.review.masking import mask_of
from harmtrace.review.redaction import redacted_claims
from harmtrace.review.restricting import Restrictions
from harmtrace.review.roles import allowed
from harmtrace.review.signing_in import SigningIn
from harmtrace.store.accounts import Accounts
from harmtrace.store.activity import log_activity
from harmtrace.store.record import Store
from harmtrace.web.access import Access
from harmtrace.web.addresses import place_address
from harmtrace.web.api.endpoint import as_json
from harmtrace.web.api.problems import problem_of
from harmtrace.web.forms import csrf_field, for_programs, person_of
from harmtrace.web.kept import Kept, Pieces
from harmtrace.web.languages import choices
from harmtrace.web.released import Released
from harmtrace.web.shelves import Shelves

_MOST_RECORDS = 8
"""So many views of the record (for people with different rights) are held at a time."""
_CUT = "\x00"
"""What parts the pieces of a page that is kept; no text has it, and nothing that is shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page for people: its template, its title and what the template is given."""

    template: str
    title: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page holds: `plain` for programs, `page` for people; the one asked for is made, with one `status`."""

    plain: Callable[[], Any]
    page: Callable[[], Shown]
    status: int = 200
    keep: bool = False
    """Whether the page is kept; then its status is 200."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, the record as who asks may see it with its shelves, and the id in the path where there is one."""

    request: Request
    shelves: Shelves
    row_id: str = ""

    @property
    def record(self) -> RecordView:
        """The record as who asks may see it."""
        return self.shelves.record

    def query(self, name: str, longest: int = 200) -> str:
        """A value of the address, blank where it is not given."""
        return self.request.query_params.get(name, "")[:longest].strip()

    def number(self, name: str, otherwise: int, most: int) -> int:
        """A positive whole number of the address, `otherwise` where none is given, and no more than `most`."""
        given = self.query(name, 9)
        return min(int(given), most) if given.isascii() and given.isdigit() and int(given) else otherwise


_NOTHING = Answer(lambda: None, lambda: Shown("", "", {}))
"""No answer is looked for where the page is kept."""


class Site:
    """The store with its record. The record is read again when it has changed."""

    def __init__(self, store: Store, access: Access) -> None:
        self.store = store
        self.access = access
        self.signing_in = SigningIn(Accounts(store.engine), access.secret)
        self._released = Released(store)
        self._reading = threading.Lock()
        self._shelves: dict[int, Shelves] = {}
        self._kept = Kept()

    def mark(self, request: Request) -> str:
        """What views of the record are good for: its fingerprint, and what the person who asks may see of it."""
        restrictions = "" if self.sees_all(request) else self._released.restrictions().mark
        return f"{self._released.mark()} {restrictions}"

    def sees_all(self, request: Request) -> bool:
        """Whether the person who asks may see what is restricted."""
        return allowed(person_of(request), "restricted")

    def restrictions(self) -> Restrictions:
        """What is restricted now: not for pages of people who may not see it."""
        return self._released.restrictions()

    def record_for(self, request: Request) -> RecordView:
        """The record as it is now, as the person who asks may see it: nothing else may be shown to them."""
        return self._released.whole() if self.sees_all(request) else self._released.view()

    def decisions_for(self, request: Request) -> Sequence[Decision]:
        """The decisions of people, as the person who asks may see them."""
        return self._released.decisions(self.sees_all(request))

    def machine_claims_for(self, request: Request, document_id: str) -> list[AnyClaim]:
        """The claims of a document as the machine reads them, as far as the person who asks may see them."""
        claims = self.store.claims(document_id)
        if self.sees_all(request):
            return claims
        return redacted_claims(claims, self.record_for(request), self.restrictions())

    def capture_for(self, request: Request, document: Document) -> CaptureTrace:
        """The captured file of a document with its custody, as far as the person who asks may know of it."""
        capture = Tracer(self.store).document(document).capture
        if self.sees_all(request):
            return capture
        restrictions = self.restrictions()
        hidden = document.document_id in restrictions.media
        return covered_capture(capture, mask_of(restrictions.names), hidden)

    def log(self, request: Request, action: str, subject: str, detail: str = "") -> None:
        """Put what a person did with something restricted into the activity log."""
        person = person_of(request)
        at = self.signing_in.clock().isoformat()
        log_activity(self.store.engine, at, person.name if person is not None else "", action, subject[:500], detail)

    def shelves_for(self, request: Request) -> Shelves:
        """What is looked up in the record that the person who asks may see; worked out once for each such record."""
        return self._shelves_of(self.record_for(request))

    def whole(self) -> Shelves:
        """What is looked up in the whole record, for a server that makes ready before it is asked."""
        return self._shelves_of(self._released.whole())

    def _shelves_of(self, record: RecordView) -> Shelves:
        with self._reading:
            if id(record) not in self._shelves:
                while len(self._shelves) >= _MOST_RECORDS:
                    self._shelves.pop(next(iter(self._shelves)))
                self._shelves[id(record)] = Shelves(record)
            return self._shelves[id(record)]

    def twinned(self, path: str, find: Callable[[Asked], Answer], twin: str = "") -> list[BaseRoute]:
        """The routes of a page and of its JSON twin, which is at the same path with `.json` where `twin` is not given.

        A path with `{row_id}` gives the id to `find`, which raises `HTTPException(404)` for one that is not on record.
        """

        def endpoint(request: Request) -> Response:
            row_id = str(request.path_params.get("row_id", ""))
            as_json = request.url.path.endswith(".json")
            asked = Asked(request, self.shelves_for(request), row_id.removesuffix(".json"))
            kept = None if as_json else self._kept.held(_key(asked), asked.shelves)
            answer = find(asked) if kept is None else _NOTHING
            if asked.row_id and self.sees_all(request) and self.restrictions().touches(asked.row_id):
                self.log(request, "viewed", asked.row_id)
            if kept is not None:
                return self._framed(asked, kept)
            if as_json:
                return as_plain(answer.plain(), answer.status)
            if answer.keep:
                pieces = self._pieces(asked.shelves, answer.page())
                self._kept.keep(_key(asked), asked.shelves, pieces)
                return self._framed(asked, pieces)
            return self.shown(request, answer.page(), answer.status)

        found: list[BaseRoute] = [Route(path, endpoint)]
        if "{row_id" not in path:
            found.append(Route(twin or f"{path}.json", endpoint))
        return found

    def shown(self, request: Request, page: Shown, status: int = 200) -> HTMLResponse:
        """A page in the frame that all have."""
        shelves = self.shelves_for(request)
        frame = {**self._frame(request), **self._words(shelves, page.title), "layout": "page.html.j2"}
        return HTMLResponse(pages().get_template(page.template).render(**frame, **page.values), status)

    def bare(self, request: Request, page: Shown, status: int = 200) -> HTMLResponse:
        """A page for who has not signed in: nothing of the record stands in it."""
        frame = {"title": page.title, "choices": choices(request)}
        return HTMLResponse(pages().get_template(page.template).render(**frame, **page.values), status)

    def refused(self, request: Request, problem: Exception) -> Response:
        """What a person may not do says so, with its code."""
        error = problem if isinstance(problem, PermissionRefused) else PermissionRefused(str(problem))
        if for_programs(request):
            return as_plain({"code": error.code, "message": error.message, "way_out": error.way_out}, 403)
        values = {"code": error.code, "message": error.message}
        return self.shown(request, Shown("refused.html.j2", _("Not allowed"), values), 403)

    def missing(self, request: Request, problem: HTTPException) -> Response:
        """What is not on record says so, with its code."""
        if for_programs(request):
            status, told = problem_of(problem)
            return as_json(told, status)
        return self.shown(request, Shown("missing.html.j2", _("Not on record"), {}), problem.status_code)

    def _framed(self, asked: Asked, pieces: Pieces) -> HTMLResponse:
        """What is kept of a page, in the frame for who asks."""
        frame = {**self._frame(asked.request), **self._words(asked.shelves, pieces.title)}
        return HTMLResponse(pages().get_template("kept.html.j2").render(**frame, pieces=pieces))

    def _pieces(self, shelves: Shelves, page: Shown) -> Pieces:
        values = {**self._words(shelves, page.title), **page.values, "layout": "pieces.html.j2"}
        head, width, body = pages().get_template(page.template).render(**values).split(_CUT, 2)
        return Pieces(page.title, Markup(head), Markup(width), Markup(body))

    def _words(self, shelves: Shelves, title: str) -> dict[str, Any]:
        """What the frame says of the record, whoever asks."""
        return {
            "title": title,
            "version": __version__,
            "as_of": shelves.views.as_of,
            "reconstructed": shelves.views.reconstructed,
            "documents": len(shelves.record.documents),
            "attribution": " ".join(shelves.credits()),
            "place_address": place_address,
        }

    def _frame(self, request: Request) -> dict[str, Any]:
        """What the frame says to who asks."""
        return {"choices": choices(request), **self._of_person(request)}

    def _of_person(self, request: Request) -> dict[str, Any]:
        """Who asks, and what the frame offers them."""
        person = person_of(request)
        return {
            "person": person,
            "decides": allowed(person, "decide") or allowed(person, "approve"),
            "signed_in": person is not None and self.access.operator is None,
            "keeps_accounts": self.access.operator is None and allowed(person, "accounts"),
            "sees_activity": allowed(person, "accounts") or allowed(person, "restricted"),
            "restricts": allowed(person, "restrict"),
            "csrf": csrf_field(request),
        }


def _key(asked: Asked) -> tuple[object, ...]:
    """What tells a page that is kept from others: whose record it is of, its tongue, its address."""
    tongue, url = spoken(), asked.request.url
    return id(asked.shelves), tongue.tag, tongue.digits, url.path, url.query


def as_plain(value: Any, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")


@cache
def pages() -> Environment:
    """The templates of pages, and the parts that they share with reports."""
    loaders = [PackageLoader("harmtrace.publish", "templates"), PackageLoader("harmtrace.web", "templates")]
    return environment().overlay(loader=ChoiceLoader(loaders))
