"""Everybody's accounts, as administrators keep them. Passwords are made here and shown once: nobody picks another's."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from harmtrace.errors import HarmtraceError, NotAllowed
from harmtrace.publish.tongue import _
from harmtrace.review.accounts import Keeping
from harmtrace.review.roles import ROLES, require
from harmtrace.store.accounts import Session
from harmtrace.web.forms import field, form_of, person_of
from harmtrace.web.signing_in.words import ROLE_MEANING, ROLE_WORDS, time_words
from harmtrace.web.site import Shown, Site


def routes(site: Site) -> list[BaseRoute]:
    """The page and the one address that its forms send to."""
    pages = _Pages(site)
    return [
        Route("/accounts", pages.page, methods=["GET"]),
        Route("/accounts", pages.change, methods=["POST"]),
    ]


class _Pages:
    """The page, and what its buttons send."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def page(self, request: Request) -> Response:
        self._keeping(request)
        return self._shown(request)

    def change(self, request: Request) -> Response:
        keeping, change = self._keeping(request), _CHANGES.get(field(request, "what"))
        if change is None:
            raise HTTPException(400)
        try:
            password = change(keeping, request)
        except NotAllowed:
            return self._shown(request, _("The last administrator stays one: give another account the role first."))
        except HarmtraceError as error:
            return self._shown(request, error.message)
        return self._shown(request, password=password, name=_name(request))

    def _keeping(self, request: Request) -> Keeping:
        """The accounts, for an administrator who is signed in by a session: there are none to keep without accounts."""
        if not isinstance(getattr(request.state, "session", None), Session):
            raise HTTPException(404)
        person = require(person_of(request), "accounts")
        return Keeping(self.site.signing_in.accounts, self.site.access.secret, person.name, self.site.signing_in.clock)

    def _shown(self, request: Request, problem: str = "", password: str = "", name: str = "") -> Response:
        accounts = self.site.signing_in.accounts
        values: dict[str, Any] = {
            "accounts": [(account, len(accounts.sessions_of(account.name))) for account in accounts.all()],
            "roles": [(role, ROLE_WORDS[role], ROLE_MEANING[role]) for role in ROLES],
            "time_words": time_words,
            "problem": problem,
            "new_password": password,
            "new_name": name,
        }
        page = Shown("accounts.html.j2", _("Accounts"), values)
        return self.site.shown(request, page, 400 if problem else 200)


def _name(request: Request) -> str:
    return field(request, "name", 64).strip()


def _roles(request: Request) -> list[str]:
    return [role for role in form_of(request).getlist("role") if isinstance(role, str)]


def _add(keeping: Keeping, request: Request) -> str:
    password = made_password()
    keeping.add(_name(request), password, _roles(request))
    return password


def _new_password(keeping: Keeping, request: Request) -> str:
    password = made_password()
    keeping.set_password(_name(request), password)
    return password


def _set_roles(keeping: Keeping, request: Request) -> str:
    keeping.set_roles(_name(request), _roles(request))
    return ""


def _drop_second_factor(keeping: Keeping, request: Request) -> str:
    keeping.drop_second_factor(_name(request))
    return ""


def _end_all(keeping: Keeping, request: Request) -> str:
    keeping.end_all(_name(request))
    return ""


def _close(keeping: Keeping, request: Request) -> str:
    keeping.set_active(_name(request), False)
    return ""


def _open(keeping: Keeping, request: Request) -> str:
    keeping.set_active(_name(request), True)
    return ""


_CHANGES: Mapping[str, Callable[[Keeping, Request], str]] = {
    "add": _add,
    "roles": _set_roles,
    "password": _new_password,
    "second-factor": _drop_second_factor,
    "end": _end_all,
    "close": _close,
    "open": _open,
}
"""What each button does; what comes back is a password that is shown once, or blank."""


def made_password() -> str:
    """A password of 90 random bits that its person is to change."""
    letters = secrets.token_hex(12)
    return "-".join(letters[at : at + 6] for at in range(0, len(letters), 6))
