"""The least number that incidents and totals leave possible, with one level of totals over disjoint incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from harmtrace.account.scope import Membership
from harmtrace.model.toll import Number

EXACT_TOTALS = 14
"""Up to so many totals every family of disjoint ones is tried; beyond, the greatest first."""
EXACT_DOUBTS = 9
"""Up to so many incidents that may be the same, every way to count them is tried."""


@dataclass(frozen=True, slots=True)
class Item:
    """An incident with its minimum and the incidents that it may be the same as."""

    key: str
    low: Number
    same_as: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Witness:
    """A total with its lower end. `members` says of each incident whether it lies in the total's scope."""

    key: str
    low: Number
    members: Mapping[str, Membership]
    apart_from: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Least:
    """The least sum, the totals it adds and the incidents outside them."""

    value: Number
    totals: tuple[str, ...]
    items: tuple[str, ...]


def least(items: Sequence[Item], witnesses: Sequence[Witness]) -> Least:
    """Return the least number consistent with all items and totals.

    Overlapping totals are never added; disjoint ones are, and incidents that lie outside them.
    An incident that may lie in a total is taken to lie there, since that lowers the sum. Every
    family of disjoint totals gives a number that cannot be undercut; the greatest of them counts.
    """
    useful = [w for w in witnesses if w.low > 0]
    best = _value((), items)
    for family in _families(useful):
        found = _value(family, items)
        if found.value > best.value or (found.value == best.value and len(found.totals) < len(best.totals)):
            best = found
        elif found.value == best.value and len(found.totals) == len(best.totals) and family:
            # Several totals carry the same minimum: each of them is a reason for it.
            best = Least(
                best.value,
                tuple(sorted({*best.totals, *found.totals})),
                tuple(sorted({*best.items, *found.items})),
            )
    return best


def _families(witnesses: Sequence[Witness]) -> Iterator[tuple[Witness, ...]]:
    """Every set of pairwise disjoint totals, or for many totals a greedy one and each alone."""
    ordered = sorted(witnesses, key=lambda w: (-w.low, w.key))
    if len(ordered) <= EXACT_TOTALS:
        yield from _extend((), ordered)
        return
    for first in ordered:
        chosen = [first]
        for other in ordered:
            if all(other.key in one.apart_from for one in chosen):
                chosen.append(other)
        yield (first,)
        yield tuple(chosen)


def _extend(chosen: tuple[Witness, ...], rest: Sequence[Witness]) -> Iterator[tuple[Witness, ...]]:
    for index, witness in enumerate(rest):
        if all(witness.key in one.apart_from for one in chosen):
            family = (*chosen, witness)
            yield family
            yield from _extend(family, rest[index + 1 :])


def _value(family: Sequence[Witness], items: Sequence[Item]) -> Least:
    inside: dict[str, list[Item]] = {w.key: [] for w in family}
    perhaps: list[Item] = []
    outside: list[Item] = []
    covered = {i.key for w in family for i in items if w.members.get(i.key, "no") == "yes"}
    for item in items:
        home = [w.key for w in family if w.members.get(item.key, "no") == "yes"]
        if home:
            inside[home[0]].append(item)
        elif any(w.members.get(item.key, "no") == "maybe" for w in family) or item.same_as & covered:
            perhaps.append(item)
        else:
            outside.append(item)
    value: Number = 0
    slack: Number = 0
    for witness in family:
        itemised = distinct(inside[witness.key])
        value += max(witness.low, itemised)
        slack += max(0, witness.low - itemised)
    together = distinct([*outside, *perhaps])
    alone = distinct(outside)
    beyond = max(0, together - alone - slack)
    value += alone + beyond
    named = tuple(sorted(i.key for i in (*outside, *(perhaps if beyond else ())) if i.low > 0))
    return Least(value, tuple(sorted(w.key for w in family)), named)


def distinct(items: Iterable[Item]) -> Number:
    """The least sum of the minima where incidents that may be the same count once, with the larger minimum."""
    total: Number = 0
    for group in _doubtful_groups(list(items)):
        if len(group) <= EXACT_DOUBTS:
            total += _least_cover(group)
        else:
            total += _surely_distinct(group)
    return total


def _doubtful_groups(items: Sequence[Item]) -> Iterator[list[Item]]:
    by_key = {item.key: item for item in items}
    seen: set[str] = set()
    for item in items:
        if item.key in seen:
            continue
        group, waiting = [], [item.key]
        while waiting:
            key = waiting.pop()
            if key in seen or key not in by_key:
                continue
            seen.add(key)
            group.append(by_key[key])
            waiting += [k for k in by_key[key].same_as if k in by_key]
        yield group


def _least_cover(group: Sequence[Item]) -> Number:
    """The least sum over all ways to take sets of mutually possible duplicates for one incident each."""
    if not group:
        return 0
    first, rest = group[0], list(group[1:])
    linked = [item for item in rest if item.key in first.same_as]
    best: Number | None = None
    for clique in _cliques(linked):
        keys = {item.key for item in clique}
        value = max([first.low, *(item.low for item in clique)])
        value += _least_cover([item for item in rest if item.key not in keys])
        best = value if best is None else min(best, value)
    return best if best is not None else first.low


def _cliques(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    yield ()
    for index, item in enumerate(items):
        for more in _cliques([other for other in items[index + 1 :] if other.key in item.same_as]):
            yield (item, *more)


def _surely_distinct(group: Sequence[Item]) -> Number:
    """A sum over incidents no two of which may be the same: not above the least."""
    taken: set[str] = set()
    total: Number = 0
    for item in sorted(group, key=lambda i: (-i.low, i.key)):
        if not item.same_as & taken:
            taken.add(item.key)
            total += item.low
    return total
