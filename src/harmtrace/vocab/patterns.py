"""From a rule's pattern to its parts, and to the classes that a match of it can begin with.

A pattern names classes of tokens (`day`, or `day.last` to put it in the slot `last`), words in
double quotes, `stop` (a mark, a line break or the end must follow), and `( ) | ? * +`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

STOP = "stop"
_PART = re.compile(r'"(?P<literal>[^"]+)"|(?P<name>[a-z_]+)(?:\.(?P<slot>[a-z_0-9]+))?|(?P<sign>[()|?*+])|\s+')


class Part(NamedTuple):
    """A class with its slot, or one of the signs; a word in quotes is the class `=word`."""

    klass: str
    slot: str = ""
    sign: str = ""


def pattern_parts(pattern: str) -> list[Part]:
    """Return the parts of a pattern. Raises ValueError for what is none."""
    parts: list[Part] = []
    at = 0
    while at < len(pattern):
        found = _PART.match(pattern, at)
        if found is None:
            raise ValueError(f"no part of a pattern at {pattern[at:]!r}")
        at = found.end()
        if found["sign"]:
            parts.append(Part("", "", found["sign"]))
        elif found["literal"]:
            parts.append(Part("=" + found["literal"]))
        elif found["name"]:
            parts.append(Part(found["name"], found["slot"] or found["name"]))
    return parts


def opening_classes(pattern: str) -> set[str]:
    """Return the classes that the first token of a match may have."""
    names, _, _ = _alternatives(pattern_parts(pattern), 0)
    return names


def _alternatives(parts: Sequence[Part], at: int) -> tuple[set[str], bool, int]:
    """Return the opening classes from `at`, whether it may be empty, and where it ends."""
    names, may_be_empty, at = _sequence(parts, at)
    while at < len(parts) and parts[at].sign == "|":
        more, empty, at = _sequence(parts, at + 1)
        names, may_be_empty = names | more, may_be_empty or empty
    return names, may_be_empty, at


def _sequence(parts: Sequence[Part], at: int) -> tuple[set[str], bool, int]:
    names: set[str] = set()
    may_be_empty = True
    while at < len(parts) and parts[at].sign not in ("|", ")"):
        if parts[at].sign == "(":
            more, empty, at = _alternatives(parts, at + 1)
        else:
            more, empty = {parts[at].klass}, parts[at].klass == STOP
        at += 1
        if at < len(parts) and parts[at].sign in ("?", "*", "+"):
            empty = empty or parts[at].sign != "+"
            at += 1
        if may_be_empty:
            names |= more
        may_be_empty = may_be_empty and empty
    return names, may_be_empty, at
