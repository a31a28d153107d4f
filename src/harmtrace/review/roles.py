"""Who may do what: roles, the actions that each allows, and the one question `allowed(person, action, item)`.

A person has any number of roles, and each adds to the others. Teams will narrow `allowed` by the item; another way to
sign in (a key of hardware, an identity provider) gives a `Person` in the place of `signing_in`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from harmtrace.errors import NotAllowed, UnknownName

Role = Literal["reader", "coder", "reviewer", "publisher", "protection", "admin"]
Action = Literal["read", "export", "decide", "approve", "publish", "restrict", "restricted", "accounts"]
ROLES: tuple[Role, ...] = get_args(Role)
ACTIONS: tuple[Action, ...] = get_args(Action)
"""`read` pages and JSON; `export` files; `decide` of claims and incidents; `approve` what another decided; `publish`
a release; `restrict` items, which is quick and harms nobody; `restricted`: see such items and release them; `accounts`.
"""
_READER: frozenset[Action] = frozenset({"read", "export"})
_ALLOWS: Mapping[str, frozenset[Action]] = {
    "reader": _READER,
    "coder": _READER | {"decide", "restrict"},
    "reviewer": _READER | {"decide", "restrict", "approve"},
    "publisher": _READER | {"publish"},
    "protection": _READER | {"restrict", "restricted"},
    "admin": frozenset({"read", "accounts"}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `scopes` are the actions that a token is for; None where a person is there."""

    name: str
    roles: tuple[str, ...] = ()
    scopes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What an action is about, as far as its being allowed depends on it.

    `author` made the decision that is to be approved; `restricted` says that the item is. `two_persons` says that the
    record asks for another person's approval.
    """

    author: str | None = None
    restricted: bool = False
    two_persons: bool = True


_NO_ITEM = Item()


def allowed(person: Person | None, action: Action, item: Item = _NO_ITEM) -> bool:
    """Whether a person may do something with an item. Nobody may do nothing."""
    if person is None or not any(action in _ALLOWS.get(role, ()) for role in person.roles):
        return False
    if person.scopes is not None and action not in person.scopes:
        return False
    if item.restricted and action != "restricted" and not allowed(person, "restricted"):
        return False
    return not (action == "approve" and item.two_persons and item.author == person.name)


def require(person: Person | None, action: Action, item: Item = _NO_ITEM) -> Person:
    """The person, if what they want to do is allowed. Raises `NotAllowed`."""
    if person is None or not allowed(person, action, item):
        who = person.name if person is not None else "nobody"
        raise NotAllowed(f"{who} may not {_WORDS[action]}")
    return person


_WORDS: Mapping[str, str] = {
    "read": "read the record",
    "export": "export from the record",
    "decide": "decide on claims and incidents",
    "approve": "approve this decision",
    "publish": "release publications",
    "restrict": "restrict items",
    "restricted": "see or release what is restricted",
    "accounts": "manage accounts",
}


def operator(name: str) -> Person:
    """The one person at this machine, who may do everything."""
    return Person(name, ROLES)


def checked_roles(names: tuple[str, ...]) -> tuple[str, ...]:
    """Roles without repetition, in their order. Raises `UnknownName` for what is none."""
    for name in names:
        if name not in ROLES:
            raise UnknownName(f"{name!r} is no role; there are {', '.join(ROLES)}")
    return tuple(role for role in ROLES if role in names)


def checked_scopes(names: tuple[str, ...]) -> tuple[str, ...]:
    """The actions that a token is for, in their order. Raises `UnknownName` for what is none; accounts are no scope."""
    scopes = [action for action in ACTIONS if action != "accounts"]
    for name in names:
        if name not in scopes:
            raise UnknownName(f"{name!r} is no scope of tokens; there are {', '.join(scopes)}")
    return tuple(action for action in scopes if action in names)
