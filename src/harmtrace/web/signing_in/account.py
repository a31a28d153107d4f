"""One's own account: password, second factor, sessions and tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from harmtrace.errors import BadSetting, TooManyAttempts, UnknownName, WeakPassword
from harmtrace.publish.tongue import _
from harmtrace.review.accounts import Keeping
from harmtrace.review.roles import ACTIONS, Person, allowed
from harmtrace.review.second_factor import address_of, new_seed, opened, picture_of, sealed
from harmtrace.review.signing_in import Credentials
from harmtrace.review.tokens import make_token
from harmtrace.store.accounts import Account, Session
from harmtrace.web.forms import field, form_of, person_of
from harmtrace.web.signing_in.identity import device_cookie
from harmtrace.web.signing_in.sign_in import visitor_of
from harmtrace.web.signing_in.words import ROLE_WORDS, SCOPE_WORDS, time_words
from harmtrace.web.site import Shown, Site


@dataclass(frozen=True, slots=True)
class Own:
    """A person who is signed in by a session of their own: tokens change no account."""

    person: Person
    account: Account
    session: Session


def routes(site: Site) -> list[BaseRoute]:
    """The page and what its forms send."""
    pages = _Pages(site)
    posts: dict[str, Callable[[Request], Response]] = {
        "password": pages.password,
        "second-factor": pages.second_factor,
        "second-factor/drop": pages.drop_second_factor,
        "sessions": pages.sessions,
        "tokens": pages.tokens,
        "tokens/revoke": pages.revoke,
    }
    found: list[BaseRoute] = [
        Route("/account", pages.page, methods=["GET"]),
        Route("/account/second-factor", pages.ask_second_factor, methods=["GET"]),
    ]
    return found + [Route(f"/account/{path}", post, methods=["POST"]) for path, post in posts.items()]


class _Pages:
    """One method for each form."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.accounts = site.signing_in.accounts

    def page(self, request: Request) -> Response:
        return self._shown(request, self._own(request))

    def password(self, request: Request) -> Response:
        own = self._own(request)
        new, again = str(form_of(request).get("new", "")), str(form_of(request).get("again", ""))
        if problem := self._wrong_password(request, own):
            return self._shown(request, own, problem)
        if new != again:
            return self._shown(request, own, _("The new password was not typed twice the same."))
        try:
            self._keeping(own).set_password(own.account.name, new, own.session.session_id)
        except WeakPassword:
            return self._shown(request, own, _("The new password is not taken: it is too short, or easily guessed."))
        return self._shown(request, own, done=_("The password is changed; your other sessions have ended."))

    def ask_second_factor(self, request: Request) -> Response:
        return self._shown_seed(request, self._own(request), new_seed())

    def second_factor(self, request: Request) -> Response:
        own = self._own(request)
        seed = opened(field(request, "seed"), self._seed_secret(own))
        if seed is None:
            raise HTTPException(400)
        if problem := self._wrong_password(request, own):
            return self._shown_seed(request, own, seed, problem)
        if not self._keeping(own).set_second_factor(own.account.name, seed, field(request, "code", 12)):
            problem = _("The code is wrong. The clock of the telephone must be right.")
            return self._shown_seed(request, own, seed, problem)
        return self._shown(request, self._own(request), done=_("From now on signing in asks for a code."))

    def drop_second_factor(self, request: Request) -> Response:
        own = self._own(request)
        if problem := self._wrong_password(request, own):
            return self._shown(request, own, problem)
        self._keeping(own).drop_second_factor(own.account.name)
        return self._shown(request, self._own(request), done=_("Signing in asks for no code any more."))

    def sessions(self, request: Request) -> Response:
        own = self._own(request)
        session_id = field(request, "session")
        if session_id:
            self.accounts.end_session(own.account.name, session_id)
        else:
            self.accounts.end_sessions(own.account.name, own.session.session_id)
        return RedirectResponse("/account", 303)

    def tokens(self, request: Request) -> Response:
        own = self._own(request)
        if problem := self._wrong_password(request, own):
            return self._shown(request, own, problem)
        scopes = [scope for scope in form_of(request).getlist("scope") if isinstance(scope, str)]
        days = field(request, "days", 4)
        try:
            _token, text = make_token(
                self.accounts,
                own.account.name,
                field(request, "label", 100),
                scopes,
                int(days) if days.isascii() and days.isdigit() else 0,
                self.site.signing_in.clock,
            )
        except (BadSetting, UnknownName):
            return self._shown(request, own, _("A token needs something that it is for, and 1 to 366 days."))
        return self._shown(request, own, token=text)

    def revoke(self, request: Request) -> Response:
        own, token_id = self._own(request), field(request, "token")
        if token_id in {token.token_id for token in self.accounts.tokens(own.account.name)}:
            self.accounts.revoke_tokens(self.site.signing_in.clock().isoformat(), [token_id])
        return RedirectResponse("/account", 303)

    def _own(self, request: Request) -> Own:
        person, session = person_of(request), getattr(request.state, "session", None)
        account = self.accounts.account(person.name) if person is not None else None
        if person is None or account is None or not isinstance(session, Session):
            raise HTTPException(404)
        return Own(person, account, session)

    def _keeping(self, own: Own) -> Keeping:
        return Keeping(self.accounts, self.site.access.secret, own.account.name, self.site.signing_in.clock)

    def _wrong_password(self, request: Request, own: Own) -> str:
        """Why the password given again is not taken; blank if it is."""
        try:
            device = request.cookies.get(device_cookie(self.site.access))
            given = Credentials(own.account.name, str(form_of(request).get("password", "")), device=device)
            right = self.site.signing_in.is_password_of(given, visitor_of(request))
        except TooManyAttempts:
            return _("There were too many attempts. Wait 15 minutes, then try again.")
        return "" if right else _("The present password is wrong.")

    def _seed_secret(self, own: Own) -> bytes:
        """What a seed is sealed with on its way through the form: it comes back from the same session alone."""
        return self.site.access.secret + own.session.token_hash.encode()

    def _shown_seed(self, request: Request, own: Own, seed: str, problem: str = "") -> Response:
        values = {
            "problem": problem,
            "seed": " ".join(seed[at : at + 4] for at in range(0, len(seed), 4)),
            "sealed": sealed(seed, self._seed_secret(own)),
            "address": address_of(seed, own.account.name),
            "picture": picture_of(seed, own.account.name),
        }
        page = Shown("second_factor.html.j2", _("Second factor"), values)
        return self.site.shown(request, page, 400 if problem else 200)

    def _shown(self, request: Request, own: Own, problem: str = "", done: str = "", token: str = "") -> Response:
        scopes = [action for action in ACTIONS if action != "accounts" and allowed(own.person, action)]
        values: dict[str, Any] = {
            "account": own.account,
            "roles": [ROLE_WORDS[role] for role in own.account.roles if role in ROLE_WORDS],
            "own": own.session,
            "sessions": self.accounts.sessions_of(own.account.name),
            "tokens": [token for token in self.accounts.tokens(own.account.name) if token.revoked is None],
            "scopes": [(scope, SCOPE_WORDS[scope]) for scope in scopes],
            "scope_words": SCOPE_WORDS,
            "time_words": time_words,
            "problem": problem,
            "done": done,
            "new_token": token,
        }
        page = Shown("account.html.j2", _("Your account"), values)
        return self.site.shown(request, page, 400 if problem else 200)
