"""From members that bear on each other to their least and highest sum, with the claims that carry each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from harmtrace.account.calendar import Calendar
from harmtrace.account.cells import Extent, cells_of, share
from harmtrace.account.hull import Hull, bare_hull, lacking
from harmtrace.account.program import Component, Item, Solving, Totals, largest
from harmtrace.account.relations import Relations
from harmtrace.account.scope import Membership
from harmtrace.account.selection import Member
from harmtrace.model.toll import Number, Policy, StatusColumn


@dataclass(frozen=True, slots=True)
class Told:
    """A member with its range, and what its range would be without each claim that matters to it."""

    member: Member
    hull: Hull | None
    less: Mapping[str, Hull | None]

    def low(self, hull: Hull | None) -> Number:
        """What it brings to a minimum with this range: nothing where it may lie elsewhere."""
        return hull.min if hull is not None and self.member.belongs == "yes" else 0

    def top(self, hull: Hull | None) -> Number:
        """What it brings to the highest figure: as much where it can be read to lie in what is asked."""
        counts = self.member.belongs == "yes" or self.member.readable
        return hull.top if hull is not None and counts else 0


def tell(member: Member, status: StatusColumn, policy: Policy, silent: frozenset[str]) -> Told:
    """The ranges of a member."""
    if not member.figures:
        return Told(member, None, {})
    whole = bare_hull(member.figures, status, policy, silent)
    less = lacking(member.figures, status, policy, silent)
    return Told(member, whole, {claim: other for claim, other in less.items() if _ends(other) != _ends(whole)})


def _ends(hull: Hull | None) -> tuple[Number | None, ...]:
    if hull is None:
        return ()
    return hull.min, hull.max, hull.highest, hull.stated


@dataclass(frozen=True, slots=True)
class Sum:
    """A number, the claims that carry it, and what it would be without each claim that it would change with."""

    value: Number
    claims: frozenset[str]
    without: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """Members that bear on each other and on no others, with their least sum and their highest."""

    keys: tuple[str, ...]
    least: Sum
    highest: Sum


def parts_of(told: Mapping[str, Told], relations: Relations) -> list[Part]:
    """Divide members into parts that can be accounted for one by one, and account for each."""
    beside = _beside(told, relations)
    found: list[Part] = []
    seen: set[str] = set()
    for key in told:
        if key in seen:
            continue
        group, waiting = [], [key]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                group.append(one)
                waiting += beside.get(one, ())
        found.append(part_of([told[one] for one in sorted(group)], relations))
    return found


def counts(told: Told) -> bool:
    """Whether a member can bear on a minimum or on the highest figure."""
    member = told.member
    return member.belongs == "yes" or member.readable or (member.kind == "incident" and bool(member.same_as))


def _beside(told: Mapping[str, Told], relations: Relations) -> dict[str, set[str]]:
    """For each member those that bear on it: an incident and its totals, totals that share a cell, possible doubles."""
    beside: dict[str, set[str]] = {}
    totals = [one.member for one in told.values() if one.member.kind == "total" and counts(one)]
    known = {member.key for member in totals}
    extents = [member.extent for member in totals if member.extent is not None]
    on: Calendar[Extent] = Calendar([(extent.when, extent) for extent in extents])
    pairs: list[tuple[str, str]] = []
    for extent in extents:
        pairs += [
            (extent.key, other.key)
            for other in on.meeting(extent.when)
            if other.key > extent.key and share(extent, other, relations.apart)
        ]
    for key, one in told.items():
        if one.member.kind == "incident" and counts(one):
            pairs += [(key, total) for total in one.member.totals if total in known]
            pairs += [(key, other) for other in one.member.same_as if other in told]
    for left, right in pairs:
        beside.setdefault(left, set()).add(right)
        beside.setdefault(right, set()).add(left)
    return beside


def part_of(told: Sequence[Told], relations: Relations) -> Part:
    """Account for members that bear on each other."""
    keys = tuple(one.member.key for one in told)
    component = component_of([one.member for one in told if counts(one)], relations) if len(told) > 1 else Component(())
    least = _sum(told, Told.low, lambda hull: hull.min_claims, component, joining=True)
    highest = _sum(told, Told.top, _stating, component, joining=False)
    return Part(keys, least, highest)


def _stating(hull: Hull) -> tuple[str, ...]:
    return hull.highest_claims if hull.highest is not None and hull.highest >= hull.min else hull.min_claims


def component_of(members: Sequence[Member], relations: Relations) -> Component:
    """The program of members that bear on each other."""
    extents = [member.extent for member in members if member.extent is not None]
    cells = cells_of(extents, relations.apart)
    held = frozenset(extent.key for extent in extents)
    incidents = [member for member in members if member.kind == "incident"]
    # Tellers may place an incident where no day and place of all its totals was known: then one is.
    told = [_sure(reading, held) for member in incidents for reading in member.readings]
    cells = largest((*cells, *(sure for sure in told if not any(sure <= cell for cell in cells))))
    items = tuple(
        Item(member.key, largest(o for r in member.readings for o in _options(r, held, cells)), member.same_as)
        for member in incidents
    )
    return Component(items, tuple(sorted(held)), cells)


def _sure(reading: Mapping[str, Membership], held: Totals) -> Totals:
    return frozenset(key for key in held & reading.keys() if reading[key] == "yes")


def _options(reading: Mapping[str, Membership], held: Totals, cells: Sequence[Totals]) -> list[Totals]:
    """The totals that an incident may lie in at once, as its place is read: all of those that surely hold it."""
    may, sure = held & reading.keys(), _sure(reading, held)
    return [cell & may for cell in cells if sure <= cell]


def _sum(
    told: Sequence[Told],
    brings: Callable[[Told, Hull | None], Number],
    claims_of: Callable[[Hull], Iterable[str]],
    component: Component,
    joining: bool,
) -> Sum:
    """The least sum of what members bring, with its reasons.

    A member is a reason where the sum would be greater were its number greater; a claim, besides those that state the
    numbers of such members, where the sum would be another without it.
    """
    brought = {one.member.key: brings(one, one.hull) for one in told}
    solving = Solving(component, brought, joining) if len(told) > 1 else None

    def value_with(key: str, number: Number) -> Number:
        return number if solving is None else solving.with_number(key, number)

    value = brought[told[0].member.key] if solving is None else solving.value
    claims: set[str] = set()
    without: dict[str, Number] = {}
    for one in told:
        key, own = one.member.key, brought[one.member.key]
        if one.hull is not None and own > 0 and value_with(key, own + 1) > value:
            claims.update(claims_of(one.hull))
        for claim, hull in one.less.items():
            number = brings(one, hull)
            if number != own and (changed := value_with(key, number)) != value:
                without[claim] = changed
    if value > 0 and not claims and not without:
        claims = {claim for one in told if one.hull is not None for claim in claims_of(one.hull)}
    return Sum(value, frozenset(claims | without.keys()), without)
