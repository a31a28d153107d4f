"""From name, password and code to a session, and from the token of a session to the person.

Every refusal reads the same and costs the same, whether the name, the password or the code is wrong: nobody learns
which accounts there are. Another way to sign in (WebAuthn, an identity provider) proves a name in its own way and
calls `begin` for it.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from harmtrace.errors import SignInFailed, TooManyAttempts
from harmtrace.review.limits import Limits
from harmtrace.review.passwords import hashed, matches, outdated
from harmtrace.review.roles import Person
from harmtrace.review.second_factor import opened, step_of
from harmtrace.store.accounts import Account, Accounts, Session
from harmtrace.store.activity import log_activity

IDLE = datetime.timedelta(hours=8)
LONGEST = datetime.timedelta(days=7)
_SEEN_EVERY = datetime.timedelta(minutes=1)
Clock = Callable[[], datetime.datetime]


def utc_now() -> datetime.datetime:
    """The time in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a visitor gives: `code` is empty without a second factor, `device` the mark of a known browser."""

    name: str
    password: str
    code: str = ""
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a visitor comes from, as the session list shows it."""

    address: str
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """A new session: its `token` is for the browser alone, `device` marks the browser as known."""

    session: Session
    token: str
    device: str


class SigningIn:
    """Signs people in to one record. `secret` is that of the installation."""

    def __init__(self, accounts: Accounts, secret: bytes, clock: Clock = utc_now) -> None:
        self.accounts = accounts
        self.secret = secret
        self.clock = clock
        self.limits = Limits(accounts, secret)

    def sign_in(self, given: Credentials, visitor: Visitor) -> Begun:
        """Begin a session. Raises `SignInFailed`, and `TooManyAttempts` without looking at what was given."""
        now = self.clock()
        over = self.limits.over(given.name, visitor.address, given.device, now)
        if over is not None:
            raise TooManyAttempts(f"signing in failed too often for this {over}")
        account = self.accounts.account(given.name)
        known = account if account is not None and account.active else None
        right = matches(known.password if known is not None else None, given.password, self.secret)
        if known is None or not right or not self._code_holds(known, given.code, now):
            raise SignInFailed("name, password or code is wrong")
        self.limits.succeeded(given.name, visitor.address, given.device)
        if outdated(known.password):
            self.accounts.change(known.name, password=hashed(given.password, self.secret))
        return self.begin(known.name, visitor)

    def begin(self, name: str, visitor: Visitor) -> Begun:
        """Begin a session of a person who has proved to be it. No token from before is taken over."""
        now = self.clock()
        self.accounts.forget_sessions(now.isoformat())
        token = secrets.token_urlsafe(32)
        session = Session(
            session_id=secrets.token_hex(8),
            token_hash=token_hash(token),
            person=name,
            began=now.isoformat(),
            seen=now.isoformat(),
            ends=(now + LONGEST).isoformat(),
            address=visitor.address[:64],
            agent=visitor.agent[:200],
        )
        self.accounts.begin_session(session)
        log_activity(self.accounts.engine, now.isoformat(), name, "signed in", session.session_id)
        return Begun(session, token, self.limits.device_for(name))

    def person_of(self, token: str) -> tuple[Person, Session] | None:
        """Who the token of a session belongs to; None once it has ended or was not used for long."""
        session, now = self.accounts.session(token_hash(token)), self.clock()
        if session is None or session.ends <= now.isoformat() or session.seen <= (now - IDLE).isoformat():
            return None
        account = self.accounts.account(session.person)
        if account is None or not account.active:
            return None
        if session.seen <= (now - _SEEN_EVERY).isoformat():
            self.accounts.see_session(session.session_id, now.isoformat())
            session = replace(session, seen=now.isoformat())
        return Person(account.name, account.roles), session

    def is_password_of(self, given: Credentials, visitor: Visitor) -> bool:
        """Whether a signed-in person gave their password again: it counts as an attempt to sign in."""
        if self.limits.over(given.name, visitor.address, given.device, self.clock()) is not None:
            raise TooManyAttempts("signing in failed too often for this account")
        account = self.accounts.account(given.name)
        if account is None or not matches(account.password, given.password, self.secret):
            return False
        self.limits.succeeded(given.name, visitor.address, given.device)
        return True

    def _code_holds(self, account: Account, code: str, now: datetime.datetime) -> bool:
        """Whether an account has no second factor, or the code is right and was not used before."""
        if account.second_factor is None:
            return True
        seed = opened(account.second_factor, self.secret)
        step = step_of(seed, code, now) if seed is not None else None
        return step is not None and self.accounts.use_step(account.name, step)


def token_hash(token: str) -> str:
    """What is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
