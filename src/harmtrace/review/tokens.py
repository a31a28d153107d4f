"""Tokens of the JSON interface: made for some actions and days, shown once, kept as a hash, revoked at any time."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence

from harmtrace.errors import BadSetting, UnknownName
from harmtrace.review.roles import Person, checked_scopes
from harmtrace.review.signing_in import Clock, token_hash, utc_now
from harmtrace.store.accounts import Accounts, Token

LONGEST_DAYS = 366
_PREFIX = "ht_"
"""What every token begins with, so that scanners of leaked secrets can tell them."""
_USED_EVERY = datetime.timedelta(minutes=1)


def make_token(
    accounts: Accounts, person: str, label: str, scopes: Sequence[str], days: int, clock: Clock = utc_now
) -> tuple[Token, str]:
    """Make a token; the text returned with it is nowhere else.

    Raises `UnknownName` for a person or scope that is not there, `BadSetting` for a time that is not 1 to 366 days.
    """
    if accounts.account(person) is None:
        raise UnknownName(f"there is no account {person!r}")
    if not 1 <= days <= LONGEST_DAYS:
        raise BadSetting(f"tokens hold for 1 to {LONGEST_DAYS} days, not {days}")
    if not scopes:
        raise UnknownName("a token needs at least one scope")
    now, text = clock(), _PREFIX + secrets.token_urlsafe(32)
    token = Token(
        token_id=secrets.token_hex(6),
        token_hash=token_hash(text),
        person=person,
        label=label.strip()[:100],
        scopes=checked_scopes(tuple(scopes)),
        made=now.isoformat(),
        ends=(now + datetime.timedelta(days=days)).isoformat(),
        used=None,
        revoked=None,
    )
    accounts.add_token(token)
    return token, text


def person_of_token(accounts: Accounts, text: str, clock: Clock = utc_now) -> Person | None:
    """Who a token acts for, with its scopes; None once it has ended or was revoked."""
    token, now = accounts.token(token_hash(text)), clock()
    if token is None or token.revoked is not None or token.ends <= now.isoformat():
        return None
    account = accounts.account(token.person)
    if account is None or not account.active:
        return None
    if token.used is None or token.used <= (now - _USED_EVERY).isoformat():
        accounts.use_token(token.token_id, now.isoformat())
    return Person(account.name, account.roles, token.scopes)
