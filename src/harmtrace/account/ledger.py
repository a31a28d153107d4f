"""The account of one question: its members in parts, kept up to date when claims are added to the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from harmtrace.account.cells import Extent
from harmtrace.account.contradictions import Conflict, above_total, of_figures
from harmtrace.account.figures import Figure
from harmtrace.account.hull import Hull, bare_hull, hull
from harmtrace.account.parts import Part, Sum, Told, parts_of, tell
from harmtrace.account.record import RecordView
from harmtrace.account.relations import Relations, named
from harmtrace.account.scope import Membership, in_period_of
from harmtrace.account.selection import Asked, Member, Selecting
from harmtrace.model.incident import Incident
from harmtrace.model.toll import Number, Policy
from harmtrace.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ends of a scope with the claims at them."""

    min: Number
    max: Number | None
    highest: Number | None
    min_claims: tuple[str, ...] = ()
    max_claims: tuple[str, ...] = ()
    highest_claims: tuple[str, ...] = ()


class Ledger:
    """The members of a question, what each is told of, and the parts that they make.

    `amend` takes a record in which some incidents have other claims, or are new; only the parts that these incidents
    touch are accounted for again. A record with other totals needs a new ledger.
    """

    def __init__(self, asked: Asked, record: RecordView, gazetteer: Gazetteer, policy: Policy) -> None:
        self.asked = asked
        self.policy = policy
        self.silent = record.provenance.compilations
        self.relations = Relations(gazetteer)
        self.selecting = Selecting(asked, record, self.relations)
        members = self.selecting.members(record)
        self.told = {key: self._tell(member) for key, member in members.items()}
        self.parts: dict[str, Part] = {}
        self._file(parts_of(self.told, self.relations))
        self._conflicts: dict[str, frozenset[Conflict]] = {}
        self._above: dict[str, frozenset[Conflict]] = {}
        self._inside: dict[str, set[str]] = {}
        self._check(self.told)

    def _tell(self, member: Member) -> Told:
        return tell(member, self.asked.status, self.policy, self.silent)

    def _file(self, parts: Iterable[Part]) -> None:
        for part in parts:
            for key in part.keys:
                self.parts[key] = part

    def members(self) -> Iterable[Member]:
        """All members."""
        return (one.member for one in self.told.values())

    def amend(self, record: RecordView, incidents: Iterable[Incident]) -> None:
        """Account again for these incidents, as they are in the record now."""
        touched: set[str] = set()
        changed: dict[str, Told | None] = {}
        for incident in incidents:
            key = incident.incident_id
            if key in self.selecting.totals:
                raise ValueError(f"{key} is known by its region only: its total needs a new ledger")
            member = self.selecting.incident(incident, record)
            changed[key] = self._tell(member) if member is not None else None
            near = {key, *(member.totals if member else ()), *(member.same_as if member else ())}
            near |= {other for other, one in self.told.items() if key in one.member.same_as}
            touched |= {k for one in near if one in self.parts for k in self.parts[one].keys}
        again = {key: self.told[key] for key in sorted(touched - changed.keys())}
        for key, told in changed.items():
            self.told.pop(key, None)
            self.parts.pop(key, None)
            if told is not None:
                self.told[key] = again[key] = told
        self._file(parts_of(again, self.relations))
        self._check(again, gone=changed.keys() - self.told.keys())

    def bounds(self) -> Bounds:
        """The range of what is asked."""
        alone = self.selecting.alone(self.members())
        if alone is not None:
            return self._of_one(self.told[alone].member)
        parts = list({id(part): part for part in self.parts.values()}.values())
        low = _total([part.least for part in parts])
        high, high_claims = self._max(low)
        top = _total([part.highest for part in parts])
        stating = list(islice((one for one in self.told.values() if _read(one) and _states(one.hull)), 2))
        highest, highest_claims = (top.value, top.claims) if stating else (None, frozenset[str]())
        if len(stating) == 1:
            highest_claims |= {claim for claim, other in stating[0].less.items() if not _states(other)}
        named = (tuple(sorted(claims)) for claims in (low.claims, high_claims, highest_claims))
        return Bounds(low.value, high, highest, *named)

    def uncertain(self) -> tuple[str, ...]:
        """The claims with a figure for what may lie in what is asked, or may not."""
        unsure = (one.member for one in self.told.values() if one.member.belongs == "maybe")
        found = {f.claim_id for m in unsure if not m.bounds_scope for f in m.figures}
        return tuple(sorted(found | self.selecting.nowhere))

    def told_by_one(self) -> tuple[str, ...]:
        """The claims whose figure no second origin tells."""
        sure = (one.hull for one in self.told.values() if one.hull is not None and one.member.belongs == "yes")
        return tuple(sorted({claim for hull in sure for claim in hull.told_by_one}))

    def contradictions(self) -> tuple[Conflict, ...]:
        """The smallest sets of claims that cannot all hold."""
        found = (conflict for known in (self._conflicts, self._above) for own in known.values() for conflict in own)
        return tuple(sorted(set(found)))

    def _check(self, told: Mapping[str, Told], gone: Iterable[str] = ()) -> None:
        """Look for contradictions in some members, and in the totals that these lie in."""
        for key in gone:
            self._conflicts.pop(key, None)
        for inside in self._inside.values():
            inside -= {*told, *gone}
        totals: set[str] = set()
        for key, one in told.items():
            self._conflicts[key] = frozenset(of_figures(one.member.figures, self.asked.status))
            totals |= {key, *one.member.totals}
            for total in filter(one.member.surely_in, one.member.totals):
                self._inside.setdefault(total, set()).add(key)
        for key in sorted(totals & self.selecting.totals.keys()):
            inner = (*sorted(self._inside.get(key, ())), *self._totals_in(key))
            self._above[key] = frozenset(
                above_total(self._plain(key), [self._plain(other) for other in inner], self.relations)
            )

    def _totals_in(self, key: str) -> list[str]:
        """The totals whose whole scope lies surely in that of another."""
        outer = self.told[key].member.extent
        if outer is None:
            return []
        totals = ((other, self.told[other].member.extent) for other in self.selecting.totals if other != key)
        return [other for other, inner in totals if inner is not None and self._holds(outer, inner)]

    def _holds(self, outer: Extent, inner: Extent) -> bool:
        if in_period_of(inner.when, outer.when) != "yes":
            return False
        return bool(inner.places) and self._in(inner, outer) == "yes"

    def _in(self, inner: Extent, outer: Extent) -> Membership:
        return self.relations.in_total(inner.places, outer.places, (named(inner.places), named(outer.places)))

    def _plain(self, key: str) -> tuple[Member, Hull | None]:
        """A member with its range by every standing voice."""
        one = self.told[key]
        if self.policy == "inclusive" or not one.member.figures:
            return one.member, one.hull
        return one.member, bare_hull(one.member.figures, self.asked.status, "inclusive", self.silent)

    def _of_one(self, member: Member) -> Bounds:
        own = hull(member.figures, self.asked.status, self.policy, self.silent) if member.figures else None
        if own is None:
            return Bounds(0, None, None)
        return Bounds(own.min, own.max, own.highest, own.min_claims, own.max_claims, own.highest_claims)

    def _max(self, low: Sum) -> tuple[Number | None, frozenset[str]]:
        """The largest upper end of a claim about the whole scope, and not below what is recorded one by one."""
        over = {key: one for key, one in self.told.items() if one.member.bounds_scope}
        if not over:
            return None, frozenset()
        end, claims = self._end({key: one.member.figures for key, one in over.items()})
        recorded, recorded_claims = self._recorded()
        found = None if end is None else max(end, recorded, low.value)
        if found is not None and end is not None and found > end:
            claims |= recorded_claims if recorded == found else frozenset()
            claims |= low.claims if low.value == found else frozenset()
        moving = self._moving(over, end is not None)
        for claim, (key, one, other) in moving.items():
            figures = {k: t.member.figures for k, t in over.items()}
            if key in figures:
                figures[key] = tuple(f for f in figures[key] if f.claim_id != claim)
                changed, _claims = self._end(figures)
            else:
                changed = end
            if changed is not None:
                less = recorded - _stated(one, one.hull) + _stated(one, other)
                part = self.parts[key].least
                changed = max(changed, less, low.value - part.value + part.without.get(claim, part.value))
            if changed != found:
                claims |= {claim}
        return found, claims

    def _moving(self, over: Mapping[str, Told], bounded: bool) -> dict[str, tuple[str, Told, Hull | None]]:
        """The claims without which a maximum might be another."""
        told = self.told if bounded else over
        found: dict[str, tuple[str, Told, Hull | None]] = {}
        for key, one in told.items():
            every = {f.claim_id for f in one.member.figures} if key in over else one.less.keys()
            found |= {claim: (key, one, one.less.get(claim, one.hull)) for claim in every}
        return found

    def _end(self, figures: Mapping[str, tuple[Figure, ...]]) -> tuple[Number | None, frozenset[str]]:
        """The largest of the ends that origins state, each its narrowest one, for the scope or a wider one."""
        ends: dict[str, tuple[Number, tuple[str, ...]]] = {}
        for key in sorted(figures):
            whole = self._upper(figures[key])
            if whole is None or whole.max is None:
                continue
            for origin in sorted({f.origin for f in figures[key]}):
                own = self._upper(tuple(f for f in figures[key] if f.origin == origin))
                if own is not None and own.max is not None and (origin not in ends or own.max < ends[origin][0]):
                    ends[origin] = (own.max, own.max_claims)
        if not ends:
            return None, frozenset()
        end = max(value for value, _claims in ends.values())
        return end, frozenset(c for value, named in ends.values() if value == end for c in named)

    def _upper(self, figures: tuple[Figure, ...]) -> Hull | None:
        """The range whose upper end counts: an end for civilians is none for all, and a mere compilation bounds
        nothing where figures must be corroborated.
        """
        if self.policy == "corroborated":
            figures = tuple(f for f in figures if f.origin not in self.silent)
        if self.asked.status == "any":
            statuses = {f.status for f in figures if not f.parents}
            if not statuses & {"unstated", "mixed"} and not {"civilian", "combatant"} <= statuses:
                return None
        return bare_hull(figures, self.asked.status, self.policy, self.silent) if figures else None

    def _recorded(self) -> tuple[Number, frozenset[str]]:
        """The sum of the highest figures of the incidents that are surely in scope."""
        told = [one for one in self.told.values() if one.hull is not None and _stated(one, one.hull) > 0]
        claims = frozenset(c for one in told if one.hull is not None for c in one.hull.stated_claims)
        return sum(_stated(one, one.hull) for one in told), claims


def _stated(one: Told, hull: Hull | None) -> Number:
    """The highest figure that anybody states of an incident that is surely in scope."""
    if hull is None or one.member.kind != "incident" or one.member.belongs != "yes":
        return 0
    return hull.stated or 0


def _states(hull: Hull | None) -> bool:
    return hull is not None and hull.highest is not None


def _read(one: Told) -> bool:
    return one.member.belongs == "yes" or one.member.readable


def _total(sums: Iterable[Sum]) -> Sum:
    every = list(sums)
    return Sum(sum(one.value for one in every), frozenset().union(*(one.claims for one in every)))
