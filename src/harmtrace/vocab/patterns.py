"""From a rule's pattern to its parts, and to the classes that the first two tokens of a match of it can have.

A pattern names classes of tokens (`day`, or `day.last` to put it in the slot `last`), words in
double quotes, `stop` (a mark, a line break or the end must follow), `&day` (a token of that class must
follow and is no part of the match; `&two.count unit` puts what "two" means of the next token into the slot `count`),
and `( ) | ? * +`. `{a_month}` stands for the piece of that name in the language's table of pieces, `{a_month.last}`
for the same with its slots named `last_…`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

STOP = "stop"
_PART = re.compile(
    r'"(?P<literal>[^"]+)"|(?P<ahead>&)?(?P<name>[a-z_]+)(?:\.(?P<slot>[a-z_0-9]+))?|(?P<sign>[()|?*+])|\s+'
)
_PIECE = re.compile(r"\{(?P<name>[a-z_]+)(?:\.(?P<slots>[a-z_0-9]+))?\}")


class Part(NamedTuple):
    """A class with its slot, or one of the signs; a word in quotes is the class `=word`; what is `ahead` is no part."""

    klass: str
    slot: str = ""
    sign: str = ""
    ahead: bool = False


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
            ahead = found["ahead"] is not None
            parts.append(Part(found["name"], found["slot"] or ("" if ahead else found["name"]), ahead=ahead))
    return parts


def with_pieces(pattern: str, pieces: Mapping[str, str]) -> str:
    """Return a pattern with the pieces that it names written out. Raises KeyError for a piece that is none."""

    def written(found: re.Match[str]) -> str:
        piece = with_pieces(pieces[found["name"]], pieces)
        if not found["slots"]:
            return f"({piece})"
        named = [_slotted(part, found["slots"]) for part in pattern_parts(piece)]
        return f"({' '.join(named)})"

    return _PIECE.sub(written, pattern)


def _slotted(part: Part, prefix: str) -> str:
    """A part as it is written in a pattern, with its slot named `prefix_slot`."""
    if part.sign:
        return part.sign
    if part.klass.startswith("="):
        return f'"{part.klass[1:]}"'
    if part.klass == STOP or not part.slot:
        return "&" * part.ahead + part.klass
    return f"{'&' * part.ahead}{part.klass}.{prefix}_{part.slot}"


def openings(pattern: str) -> dict[str, frozenset[str] | None]:
    """Return the classes that the first token of a match may have, and for each those of the token after it.

    None stands for any token, where a match may end with its first; `stop` for what it stands for in a pattern.
    """
    parts = pattern_parts(pattern)
    follow: dict[int, set[int]] = {at: set() for at in range(len(parts))}
    whole, _ = _alternatives(parts, 0, follow)
    found: dict[str, frozenset[str] | None] = {}
    for place in whole.first:
        klass = parts[place].klass
        before = found.get(klass, frozenset())
        after = None if place in whole.last else frozenset(parts[other].klass for other in follow[place])
        found[klass] = None if before is None or after is None else before | after
    return found


class _Reach(NamedTuple):
    """The places of the parts that a piece of a pattern can begin and end with, and whether it may be left out."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


def _alternatives(parts: Sequence[Part], at: int, follow: dict[int, set[int]]) -> tuple[_Reach, int]:
    """Return the reach of the alternatives from `at` and where they end; `follow` is filled on the way."""
    whole, at = _sequence(parts, at, follow)
    while at < len(parts) and parts[at].sign == "|":
        more, at = _sequence(parts, at + 1, follow)
        whole = _Reach(whole.first | more.first, whole.last | more.last, whole.empty or more.empty)
    return whole, at


def _sequence(parts: Sequence[Part], at: int, follow: dict[int, set[int]]) -> tuple[_Reach, int]:
    whole = _Reach()
    while at < len(parts) and parts[at].sign not in ("|", ")"):
        if parts[at].sign == "(":
            item, at = _alternatives(parts, at + 1, follow)
        elif parts[at].ahead and parts[at].slot:
            item = _Reach()  # stands on the token of the part after it
        else:
            item = _Reach(frozenset({at}), frozenset({at}), empty=False)
        at += 1
        if at < len(parts) and parts[at].sign in ("?", "*", "+"):
            if parts[at].sign != "?":
                _join(item.last, item.first, follow)
            item = item._replace(empty=item.empty or parts[at].sign != "+")
            at += 1
        _join(whole.last, item.first, follow)
        first = whole.first | item.first if whole.empty else whole.first
        last = whole.last | item.last if item.empty else item.last
        whole = _Reach(first, last, whole.empty and item.empty)
    return whole, at


def _join(before: Iterable[int], after: Iterable[int], follow: dict[int, set[int]]) -> None:
    for place in before:
        follow[place].update(after)
