"""From a selection to the smallest sets of claims that cannot all hold; nothing is dropped because of one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from harmtrace.account.figures import Figure
from harmtrace.account.hull import bare_hull, broken_parts
from harmtrace.account.selection import Member, Selection
from harmtrace.account.voices import Said, said, voices_of
from harmtrace.model.toll import Number

Conflict = tuple[str, ...]


def contradictions(selection: Selection) -> tuple[Conflict, ...]:
    """Name the conflicts within each incident and total, and of incidents with the totals over them."""
    found: set[Conflict] = set()
    for member in selection.members:
        found |= set(of_figures(member.figures, selection.status))
    for member in selection.members:
        if member.kind == "total":
            found |= set(_above_total(member, selection))
    return tuple(sorted(found))


def of_figures(figures: tuple[Figure, ...], status: str) -> Iterator[Conflict]:
    """Conflicts among the figures of one harm of one incident or total.

    A part above its whole; 0 against a count; one origin with two figures at one time.
    """
    for part, whole in broken_parts(figures):
        yield tuple(sorted({part.claim_id, whole.claim_id}))
    told: list[tuple[str, Said]] = []
    for voice in voices_of(figures):
        own = said(voice, status)
        told += [(voice.origin, one) for one in own]
        for one, other in combinations(own, 2):
            if _cannot_both_hold(one, other):
                yield tuple(sorted({one.claims[0], other.claims[0]}))
    for (origin, one), (other_origin, other) in combinations(told, 2):
        if origin != other_origin and _zero_against_count(one, other):
            yield tuple(sorted({one.claims[0], other.claims[0]}))


def _cannot_both_hold(one: Said, other: Said) -> bool:
    ends = [end for end in (one.range.high, other.range.high) if end is not None]
    return bool(ends) and max(one.range.floor, other.range.floor) > min(ends)


def _zero_against_count(one: Said, other: Said) -> bool:
    return any(a.range.high == 0 and b.range.floor >= 1 for a, b in ((one, other), (other, one)))


def _above_total(total: Member, selection: Selection) -> Iterator[Conflict]:
    """The fewest incidents whose minima together exceed the upper end of a total over them."""
    whole = bare_hull(total.figures, selection.status, "inclusive", selection.silent)
    if whole is None or whole.max is None:
        return
    sure = {key for key, belongs in (total.incidents or {}).items() if belongs == "yes"}
    parts: list[tuple[Number, str, Conflict]] = []
    counted: set[str] = set()
    for member in selection.members:
        own = bare_hull(member.figures, selection.status, "inclusive", selection.silent) if member.figures else None
        if member.key in sure and own is not None and own.min > 0 and not member.same_as & counted:
            counted.add(member.key)
            parts.append((own.min, member.key, own.min_claims[:1]))
    claims: list[str] = []
    reached: Number = 0
    for low, _key, named in sorted(parts, key=lambda part: (-part[0], part[1])):
        claims += named
        reached += low
        if reached > whole.max:
            yield tuple(sorted({*whole.max_claims[:1], *claims}))
            return
