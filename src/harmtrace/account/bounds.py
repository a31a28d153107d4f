"""From a selection to its least and greatest number, with the claims that carry each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from harmtrace.account.figures import Figure
from harmtrace.account.hull import Hull, bare_hull, hull
from harmtrace.account.least import Item, Witness, least
from harmtrace.account.selection import Member, Selection
from harmtrace.model.toll import Because, Number, Policy

EXHAUSTIVE = 150
"""Up to so many incidents and totals in scope, every claim is tried by leaving it out."""
Hulls = Mapping[str, Hull | None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ends of a scope with the claims at them."""

    min: Number
    max: Number | None
    highest: Number | None
    min_claims: tuple[str, ...] = ()
    max_claims: tuple[str, ...] = ()
    highest_claims: tuple[str, ...] = ()
    told_by_one: tuple[str, ...] = ()


def bounds(selection: Selection, policy: Policy) -> Bounds:
    """Return the range of a selection under a policy."""
    hulls = {m.key: _member_hull(m.figures, selection, policy) for m in selection.members}
    found = _ends(selection, policy, hulls)
    if selection.alone is not None:
        return found
    top, top_claims = _highest(selection, hulls)
    one = tuple(sorted({claim for h in hulls.values() if h is not None for claim in h.told_by_one}))
    return replace(found, highest=top, highest_claims=top_claims, told_by_one=one)


def _member_hull(figures: tuple[Figure, ...], selection: Selection, policy: Policy, bare: bool = False) -> Hull | None:
    if not figures:
        return None
    find = bare_hull if bare else hull
    return find(figures, selection.status, policy, selection.silent)


def _ends(selection: Selection, policy: Policy, hulls: Hulls) -> Bounds:
    """The least and the most; the highest figure on record only where one incident is the answer."""
    if selection.alone is not None:
        own = hulls[selection.alone]
        if own is None:
            return Bounds(0, None, None)
        return Bounds(own.min, own.max, own.highest, own.min_claims, own.max_claims, own.max_claims, own.told_by_one)
    low, low_claims = _min(selection, hulls)
    high, high_claims = _max(selection, policy, hulls, low)
    return Bounds(low, high, None, low_claims, high_claims)


def _min(selection: Selection, hulls: Hulls) -> tuple[Number, tuple[str, ...]]:
    sure = [m for m in selection.members if m.belongs == "yes"]
    lows = {m.key: (h.min if (h := hulls[m.key]) is not None else 0) for m in sure}
    items = [Item(m.key, lows[m.key], m.same_as) for m in sure if m.kind == "incident"]
    totals = [Witness(m.key, lows[m.key], m.incidents or {}, m.apart_from) for m in sure if m.kind == "total"]
    found = least(items, totals)
    named = set(found.items)
    for witness in totals:
        if witness.key in found.totals:
            inside = {i.key for i in items if witness.members.get(i.key) == "yes"}
            named |= {witness.key} if sum(lows[k] for k in inside) < witness.low else {witness.key, *inside}
    claims = {claim for key in named if (h := hulls[key]) is not None for claim in h.min_claims}
    return found.value, tuple(sorted(claims))


def _max(selection: Selection, policy: Policy, hulls: Hulls, low: Number) -> tuple[Number | None, tuple[str, ...]]:
    """The largest upper end of a claim about the whole scope, and not below what is recorded one by one."""
    ends: dict[str, tuple[Number, tuple[str, ...]]] = {}
    for member in selection.members:
        whole = _upper(member, selection, policy, hulls[member.key]) if member.bounds_scope else None
        if whole is None or whole.max is None:
            continue
        for origin in sorted({f.origin for f in member.figures}):
            # One origin's ends for the scope and for a wider one: the narrower statement is what it says.
            figures = tuple(f for f in member.figures if f.origin == origin)
            own = _upper(replace(member, figures=figures), selection, policy, None)
            if own is not None and own.max is not None and (origin not in ends or own.max < ends[origin][0]):
                ends[origin] = (own.max, own.max_claims)
    if not ends:
        return None, ()
    end = max(value for value, _claims in ends.values())
    claims = {claim for value, named in ends.values() if value == end for claim in named}
    recorded, recorded_claims = _recorded(selection, hulls)
    if max(recorded, low) > end:
        return max(recorded, low), tuple(sorted({*claims, *recorded_claims}))
    return end, tuple(sorted(claims))


def _upper(member: Member, selection: Selection, policy: Policy, known: Hull | None) -> Hull | None:
    """The range whose upper end counts: an end for civilians is none for all, and a mere compilation bounds
    nothing where figures must be corroborated.
    """
    figures = member.figures
    if policy == "corroborated":
        figures = tuple(f for f in figures if f.origin not in selection.silent)
    if selection.status == "any":
        statuses = {f.status for f in figures if not f.parents}
        if not statuses & {"unstated", "mixed"} and not {"civilian", "combatant"} <= statuses:
            return None
    if known is not None and figures == member.figures:
        return known
    return _member_hull(figures, selection, policy)


def _recorded(selection: Selection, hulls: Hulls) -> tuple[Number, tuple[str, ...]]:
    """The sum of the highest figures of the incidents that are surely in scope."""
    sure = [m for m in selection.members if m.kind == "incident" and m.belongs == "yes"]
    told = [h for m in sure if (h := hulls[m.key]) is not None]
    return sum(h.highest or 0 for h in told), tuple(sorted({c for h in told for c in h.max_claims}))


def _highest(selection: Selection, hulls: Hulls) -> tuple[Number | None, tuple[str, ...]]:
    """The greatest sum of what is stated one by one: what is on record, no bound.

    Highest figures are added as minima are (of overlapping totals only one counts), but for incidents that may be
    the same, which count apart; so it is never below the minimum. None where nobody states a number.
    """
    sure = {m.key: h for m in selection.members if m.belongs == "yes" and (h := hulls[m.key]) is not None}
    if not any(h.highest is not None for h in sure.values()):
        return None, ()
    tops = {key: max(h.min, h.highest or 0) for key, h in sure.items()}
    members = [m for m in selection.members if m.key in sure]
    items = [Item(m.key, tops[m.key]) for m in members if m.kind == "incident"]
    totals = [Witness(m.key, tops[m.key], m.incidents or {}, m.apart_from) for m in members if m.kind == "total"]
    found = least(items, totals)
    named = {*found.totals, *found.items}
    named |= {i.key for i in items for w in totals if w.key in found.totals and w.members.get(i.key) == "yes"}
    return found.value, tuple(
        sorted({claim for key in named for claim in (sure[key].max_claims or sure[key].min_claims)})
    )


def critical_claims(selection: Selection, policy: Policy, found: Bounds) -> Because:
    """The claims, beyond those at the ends, without which an end would move.

    A figure that holds another back (a correction, an earlier end) matters as much as one that
    stands at the end. Beyond `EXHAUSTIVE` incidents and totals only the latter are named.
    """
    if len(selection.members) > EXHAUSTIVE:
        return Because()
    hulls = {m.key: _member_hull(m.figures, selection, policy, bare=True) for m in selection.members}
    low: set[str] = set()
    high: set[str] = set()
    for claim_id in sorted({f.claim_id for m in selection.members for f in m.figures}):
        less = _without(selection, claim_id)
        changed = {
            m.key: _member_hull(m.figures, selection, policy, bare=True)
            for m, before in zip(less.members, selection.members, strict=True)
            if len(m.figures) != len(before.figures)
        }
        if all(changed[key] == hulls[key] for key in changed):
            continue
        other = _ends(less, policy, {**hulls, **changed})
        if other.min != found.min:
            low.add(claim_id)
        if other.max != found.max:
            high.add(claim_id)
    return Because(tuple(sorted(low)), tuple(sorted(high)))


def _without(selection: Selection, claim_id: str) -> Selection:
    members = tuple(
        replace(m, figures=tuple(f for f in m.figures if f.claim_id != claim_id)) for m in selection.members
    )
    return replace(selection, members=members)
