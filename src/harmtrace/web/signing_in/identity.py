"""From a request to the person who makes it: by a session, by a token, or as the one person at this machine.

Everything but the sign-in page and the files that it is dressed with needs a person who may read. What may change
something needs besides, where a browser sends it, a page of ours as its origin and the token of its session.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from harmtrace.errors import HarmtraceError, NotAllowed, SignInFailed
from harmtrace.review.roles import Person, allowed, operator
from harmtrace.review.signing_in import SigningIn
from harmtrace.review.tokens import person_of_token
from harmtrace.store.accounts import Session
from harmtrace.web.access import Access
from harmtrace.web.forms import FIELD, HEADER, for_programs, is_own_origin, parsed_form, token_for
from harmtrace.web.guard import LARGEST_BODY

SIGN_IN = "/sign-in"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Known:
    """Who makes a request, and what the forms of its answer belong to: a session, or a browser before it has one."""

    person: Person | None
    session: Session | None = None
    forms_of: str = ""
    by_token: bool = False


class Identity:
    """Middleware: finds the person and checks what may change something."""

    def __init__(self, app: ASGIApp, access: Access, signing_in: SigningIn) -> None:
        self.app = app
        self.access = access
        self.signing_in = signing_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with `person`, `session`, `csrf`, `form` and `body` in its state, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        known = await run_in_threadpool(self._known, request)
        state = scope.setdefault("state", {})
        state |= {
            "person": known.person,
            "session": known.session,
            "csrf": token_for(self.access.secret, known.forms_of),
            "operator": self.access.operator is not None,
        }
        refusal = self._refusal(request, known)
        if refusal is None and request.method not in _READING:
            refusal = await self._take_body(request, known, state)
            receive = _replayed(state.get("body", b""))
        await (refusal or self.app)(scope, receive, send)

    def _known(self, request: Request) -> Known:
        kind, _space, text = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            person = person_of_token(self.signing_in.accounts, text.strip(), self.signing_in.clock)
            return Known(person, by_token=True)
        if self.access.operator is not None:
            return Known(operator(self.access.operator), forms_of="operator")
        token = request.cookies.get(session_cookie(self.access))
        found = self.signing_in.person_of(token) if token else None
        if found is None:
            return Known(None, forms_of=f"before {request.cookies.get(form_cookie(self.access), '')}")
        return Known(*found, forms_of=f"session {found[1].session_id}")

    def _refusal(self, request: Request, known: Known) -> Response | None:
        path = request.url.path
        if path == SIGN_IN or path.startswith("/static/") or allowed(known.person, "read"):
            return None
        if known.person is not None:
            return refused(request, NotAllowed(f"{known.person.name} may not read the record"), 403)
        if known.by_token or for_programs(request):
            answer = refused(request, SignInFailed("this needs a token, or signing in"), 401)
            answer.headers["www-authenticate"] = "Bearer"
            return answer
        if request.method not in _READING:
            return RedirectResponse(SIGN_IN, 303)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{SIGN_IN}?next={quote(path + query, safe='')}", 303)

    async def _take_body(self, request: Request, known: Known, state: dict[str, object]) -> Response | None:
        """Read the body into the state; why the request is refused, if it is."""
        body = bytearray()
        try:
            async for piece in request.stream():
                body += piece
                if len(body) > LARGEST_BODY:
                    return PlainTextResponse(f"HT-204 a request has {LARGEST_BODY:,} bytes at most", 413)
        except ClientDisconnect:
            return PlainTextResponse("", 400)
        state["body"] = taken = bytes(body)
        given = request.headers.get(HEADER, "")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() == _FORM:
            try:
                form = parsed_form(taken)
            except ValueError:
                return PlainTextResponse("HT-204 a form has too many fields", 413)
            state["form"] = form
            given = given or str(form.get(FIELD, ""))
        if known.by_token:
            return None
        own = is_own_origin(request.headers, self.access.origin)
        if own and hmac.compare_digest(given.encode(), str(state["csrf"]).encode()):
            return None
        return refused(request, NotAllowed("the form is not of this session; load the page again"), 403)


def refused(request: Request, error: HarmtraceError, status: int) -> Response:
    """A refusal: JSON for programs, words for people."""
    if for_programs(request):
        return JSONResponse({"code": error.code, "message": error.message, "way_out": error.way_out}, status)
    return PlainTextResponse(f"{error.code} {error.message}\n{error.way_out}\n", status)


def _replayed(body: bytes) -> Receive:
    """The body once more, for who reads it as a stream."""
    sent = False

    async def receive() -> Message:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def session_cookie(access: Access) -> str:
    """The name of the cookie of sessions; one with this prefix is taken from its own host over https alone."""
    return _cookie(access, "session")


def form_cookie(access: Access) -> str:
    """The name of the cookie that the sign-in form belongs to."""
    return _cookie(access, "form")


def device_cookie(access: Access) -> str:
    """The name of the cookie by which a browser is known in which the person signed in before."""
    return _cookie(access, "device")


def _cookie(access: Access, name: str) -> str:
    return f"__Host-harmtrace-{name}" if access.secure else f"harmtrace-{name}"


def set_cookie(answer: Response, access: Access, name: str, value: str, days: int | None = None) -> None:
    """Set a cookie that no script reads and no other site sends."""
    age = days * 86_400 if days is not None else None
    answer.set_cookie(name, value, age, path="/", secure=access.secure, httponly=True, samesite="strict")


def new_form_mark() -> str:
    """A new value of the cookie that the sign-in form belongs to."""
    return secrets.token_urlsafe(18)
