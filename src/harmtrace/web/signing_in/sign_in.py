"""Signing in and out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from harmtrace.errors import SignInFailed, TooManyAttempts
from harmtrace.publish.tongue import _
from harmtrace.review.signing_in import Begun, Credentials, Visitor
from harmtrace.store.activity import log_activity
from harmtrace.web.forms import csrf_field, field, form_of, person_of, token_for, way_on
from harmtrace.web.signing_in.identity import (
    SIGN_IN,
    device_cookie,
    form_cookie,
    new_form_mark,
    session_cookie,
    set_cookie,
)
from harmtrace.web.site import Shown, Site

_KNOWN_DAYS = 180


def routes(site: Site) -> list[BaseRoute]:
    """The sign-in page, what it sends, and signing out."""

    def ask(request: Request) -> Response:
        if person_of(request) is not None:
            return RedirectResponse(way_on(request.query_params.get("next", "/")), 303)
        return _page(site, request, request.query_params.get("next", "/"))

    def take(request: Request) -> Response:
        name, onward = field(request, "name", 64), way_on(field(request, "next") or "/")
        password, code = str(form_of(request).get("password", "")), field(request, "code", 12)
        given = Credentials(name, password, code, request.cookies.get(device_cookie(site.access)))
        try:
            begun = site.signing_in.sign_in(given, visitor_of(request))
        except TooManyAttempts:
            words = _("There were too many attempts. Wait 15 minutes, then try again.")
            return _page(site, request, onward, words, name, 429)
        except SignInFailed:
            return _page(site, request, onward, _("Name, password or code is wrong."), name, 401)
        return _begun(site, RedirectResponse(onward, 303), begun)

    def leave(request: Request) -> Response:
        session, person = getattr(request.state, "session", None), person_of(request)
        answer = RedirectResponse(SIGN_IN, 303)
        if session is not None and person is not None:
            site.signing_in.accounts.end_session(person.name, session.session_id)
            log_activity(
                site.store.engine, site.signing_in.clock().isoformat(), person.name, "signed out", session.session_id
            )
        set_cookie(answer, site.access, session_cookie(site.access), "", 0)
        return answer

    return [
        Route(SIGN_IN, ask, methods=["GET"]),
        Route(SIGN_IN, take, methods=["POST"]),
        Route("/sign-out", leave, methods=["POST"]),
    ]


def visitor_of(request: Request) -> Visitor:
    """Where a request comes from."""
    address = request.client.host if request.client is not None else ""
    return Visitor(address, request.headers.get("user-agent", ""))


def _page(site: Site, request: Request, onward: str, problem: str = "", name: str = "", status: int = 200) -> Response:
    """The form; it belongs to a mark in the browser, so that no other site can sign somebody in as another."""
    mark = request.cookies.get(form_cookie(site.access)) or new_form_mark()
    request.state.csrf = token_for(site.access.secret, f"before {mark}")
    values = {"next": way_on(onward), "problem": problem, "name": name, "csrf": csrf_field(request)}
    answer = site.bare(request, Shown("sign_in.html.j2", _("Sign in"), values), status)
    set_cookie(answer, site.access, form_cookie(site.access), mark)
    return answer


def _begun(site: Site, answer: Response, begun: Begun) -> Response:
    """Give the browser a session of its own: whatever it had before counts no more."""
    set_cookie(answer, site.access, session_cookie(site.access), begun.token)
    set_cookie(answer, site.access, device_cookie(site.access), begun.device, _KNOWN_DAYS)
    set_cookie(answer, site.access, form_cookie(site.access), "", 0)
    return answer
