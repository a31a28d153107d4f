"""From a question and the record to the incidents and totals that bear on it, with their figures and where they lie."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from harmtrace.account.about import About, about, total_about
from harmtrace.account.calendar import Calendar
from harmtrace.account.cells import Extent
from harmtrace.account.figures import PERSONS, Figure
from harmtrace.account.record import RecordView, events_in, figures_in
from harmtrace.account.relations import Relations, named
from harmtrace.account.scope import Membership, both, in_period, in_period_of
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.toll import StatusColumn
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.resolve.places import REGION_RANK, finest, place_key, rank


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, with places as ids; open ends of the period are None."""

    place_ids: tuple[str, ...]
    start: datetime.date | None
    end: datetime.date | None
    harm: str
    status: StatusColumn
    about: About = field(default_factory=About)


@dataclass(frozen=True, slots=True)
class Member:
    """An incident, or the totals of one scope, with its figures of the harm that is asked for.

    `belongs` says whether it lies in what is asked for, `readable` whether its words can be read so. `readings` say of
    an incident in which totals it lies, for each place that its name may stand for. An incident of which only the
    region is known is a total of that region.
    """

    key: str
    kind: Literal["incident", "total"]
    belongs: Membership
    readable: bool
    figures: tuple[Figure, ...]
    documents: tuple[str, ...]
    same_as: frozenset[str] = frozenset()
    readings: tuple[Mapping[str, Membership], ...] = ()
    extent: Extent | None = None
    here: bool = False
    """Whether an incident is, or can be read to be, at the place that is asked for, on whatever day."""
    bounds_scope: bool = False
    """A total about the whole scope asked for, or one that contains it, that does not count certain attacks only."""

    @property
    def totals(self) -> frozenset[str]:
        """The totals in which an incident may lie."""
        return frozenset(key for reading in self.readings for key in reading)

    def surely_in(self, total: str) -> bool:
        """Whether an incident lies in a total, however its place is read."""
        return bool(self.readings) and all(reading.get(total) == "yes" for reading in self.readings)


class Selecting:
    """Selects for one question; what it finds of the totals serves every incident."""

    def __init__(self, asked: Asked, record: RecordView, relations: Relations) -> None:
        self.asked = asked
        self.relations = relations
        self.nowhere: set[str] = set()
        """The claims with a figure for totals of which nobody says where, and that may be of this place."""
        placed = ((i.incident_id, self._belongs(i, record)) for i in record.incidents if i.possible_duplicates)
        self._sure = {key for key, (belongs, _readable) in placed if belongs == "yes"}
        wide = [self._region(i, record) for i in record.incidents if self._may_meet(i) and regional(i)]
        found = sorted([m for m in wide if m is not None] + self._aggregates(record), key=lambda m: m.key)
        self._regions = {m.key for m in wide if m is not None}
        self.totals = {member.key: member for member in found}
        self._named = {m.key: named(m.extent.places) for m in found if m.extent is not None}
        self._on = Calendar([(m.extent.when, m.extent) for m in found if m.extent is not None])
        self._several = any(self._total_within(total) == "yes" for total in record.aggregates)

    def members(self, record: RecordView) -> dict[str, Member]:
        """Every member: incidents in the order of their ids, then totals in that of theirs."""
        found = (self.incident(i, record) for i in sorted(record.incidents, key=lambda i: i.incident_id))
        return {member.key: member for member in found if member is not None} | self.totals

    def incident(self, incident: Incident, record: RecordView) -> Member | None:
        """An incident as a member, or None where it lies surely outside, or is one of a region's totals."""
        if not self._may_meet(incident) or regional(incident):
            return None
        member = self._incident(incident, record)
        if member is None:
            return None
        near = [(extent, in_period_of(incident.when, extent.when)) for extent in self._on.meeting(incident.when)]
        readings = self.relations.readings(incident.where) if near else ((),)
        return replace(member, readings=tuple(self._in_totals(where, near) for where in readings))

    def lies(self, places: Sequence[Where], when: When | None) -> Membership:
        """Whether places and a period lie in what is asked for, whatever happened there."""
        return self._within(self.relations.places_of(places), when)[0]

    def alone(self, members: Iterable[Member]) -> str | None:
        """The one incident of a settlement's or site's day, where no other may be meant and no total counts several."""
        if not self._small() or self._several:
            return None
        here = [m for m in members if m.kind == "incident" and m.here]
        return here[0].key if len(here) == 1 and here[0].belongs == "yes" else None

    def _small(self) -> bool:
        asked = self.asked
        if len(asked.place_ids) != 1 or asked.start is None or asked.start != asked.end:
            return False
        place = self.relations.gazetteer.place(asked.place_ids[0])
        return place is not None and not place.is_area()

    def _total_within(self, total: Aggregate) -> Membership:
        return self._all_within(self.relations.places_of(total.where), total.when)[0]

    def _all_within(self, places: Sequence[Where], when: When | None) -> tuple[Membership, bool]:
        """Whether every one of some places and a period lie in what is asked, and whether all can be read so."""
        answers = [self._within((place,), when) for place in places] or [self._within((), when)]
        return both(*(belongs for belongs, _readable in answers)), all(readable for _belongs, readable in answers)

    def _within(self, where: Sequence[Where], when: When | None) -> tuple[Membership, bool]:
        period = in_period(when, self.asked.start, self.asked.end)
        if period == "no":
            return "no", False  # most of a long record, when a week of it is asked for: no place is looked up
        place, readable = self.relations.inside(where, self.asked.place_ids)
        return both(place, period), readable and period == "yes"

    def _may_meet(self, held: Incident | Aggregate) -> bool:
        """Whether its period does not surely lie outside what is asked."""
        return in_period(held.when, self.asked.start, self.asked.end) != "no"

    def _belongs(self, incident: Incident, record: RecordView) -> tuple[Membership, bool]:
        belongs, readable = self._within(incident.where, incident.when)
        if self.asked.about and belongs != "no":
            kind, said = about(self.asked.about, events_in(incident, record))
            belongs, readable = both(belongs, kind), readable and said
        return belongs, readable

    def _incident(self, incident: Incident, record: RecordView) -> Member | None:
        belongs, readable = self._belongs(incident, record)
        if belongs == "no":
            return None
        if belongs == "maybe" and self._sure & set(incident.possible_duplicates):
            readable = False  # it may lie elsewhere, and it may be one that counts already
        return Member(
            incident.incident_id,
            "incident",
            belongs,
            readable,
            tuple(_of_harm(incident, self.asked.harm, record)),
            incident.documents,
            frozenset(incident.possible_duplicates),
            here=self.relations.inside(incident.where, self.asked.place_ids)[1],
        )

    def _region(self, incident: Incident, record: RecordView) -> Member | None:
        """An incident known by its region only is a witness like a total, never added to incidents that it may be."""
        own = self._incident(incident, record)
        extent = Extent(incident.incident_id, tuple(finest(incident.where)), incident.when)
        return replace(own, kind="total", same_as=frozenset(), extent=extent) if own is not None else None

    def _in_totals(self, where: Sequence[Where], near: Sequence[tuple[Extent, Membership]]) -> dict[str, Membership]:
        """The totals in which an incident at a place lies, of those near to it in time."""
        found: dict[str, Membership] = {}
        own = named(where)
        for extent, period in near:
            key = (own, self._named[extent.key])
            if (answer := both(period, self.relations.in_total(where, extent.places, key))) != "no":
                # An incident of which the region is known may be any other in there, and is surely none of them.
                found[extent.key] = "maybe" if extent.key in self._regions else answer
        return found

    def _aggregates(self, record: RecordView) -> list[Member]:
        """Totals within the scope or containing it; those of one and the same scope speak as one."""
        by_scope: dict[str, list[tuple[Aggregate, list[Figure]]]] = {}
        for total in sorted(filter(self._may_meet, record.aggregates), key=lambda a: a.aggregate_id):
            if figures := _of_harm(total, self.asked.harm, record):
                by_scope.setdefault(self._scope_key(total, record), []).append((total, figures))
        found = []
        for own in by_scope.values():
            member = self._aggregate(own, record)
            if member is not None:
                found.append(member)
            elif not own[0][0].where and self.asked.place_ids:
                self.nowhere |= {figure.claim_id for _total, figures in own for figure in figures}
        return found

    def _aggregate(self, own: Sequence[tuple[Aggregate, Sequence[Figure]]], record: RecordView) -> Member | None:
        first = own[0][0]
        places = self.relations.places_of(first.where)
        belongs, readable = self._all_within(places, first.when)
        kind, said, wide = total_about(self.asked.about, events_in(first, record))
        belongs, readable = both(belongs, kind), readable and said
        covers = (kind == "yes" or wide) and not _counts_certain_attacks(first) and self._covers(first)
        if belongs != "yes" and not readable and not covers:
            return None
        return Member(
            first.aggregate_id,
            "total",
            belongs,
            readable,
            tuple(figure for _total, figures in own for figure in figures),
            tuple(sorted({document for total, _figures in own for document in total.documents})),
            extent=Extent(first.aggregate_id, places, first.when),
            bounds_scope=covers,
        )

    def _scope_key(self, total: Aggregate, record: RecordView) -> str:
        places = sorted((place_key(w), () if w.place_id else w.admin) for w in self.relations.places_of(total.where))
        period = (total.when.start.isoformat(), total.when.end.isoformat()) if total.when else ("", "")
        if not places or total.when is None:
            return total.aggregate_id
        kinds = total_about(self.asked.about, events_in(total, record)) if self.asked.about else ()
        return f"{places} {period} {_counts_certain_attacks(total)} {kinds}"

    def _covers(self, total: Aggregate) -> bool:
        """Whether the total speaks of the whole scope asked for, or of a place and period that contain it."""
        start, end = self.asked.start, self.asked.end
        if not self.asked.place_ids or start is None or end is None or total.when is None:
            return False
        if not (total.when.start <= start and end <= total.when.end):
            return False
        named_places = self.relations.places_of(total.where)
        outer = [w for w in named_places if w.place_id is not None and w.modifier is None and not w.alternatives]
        return all(any(self._holds(w, place_id) for w in outer) for place_id in self.asked.place_ids)

    def _holds(self, outer: Where, place_id: str) -> bool:
        place = self.relations.gazetteer.place(place_id)
        if place is None or outer.place_id is None:
            return False
        asked = Where(place.name, 0, 0, "location", "resolved", place.name, place.level, place_id, admin=place.admin)
        return place_id == outer.place_id or self.relations.gazetteer.contains(outer.place_id, asked) == "yes"


def regional(incident: Incident) -> bool:
    """Whether nothing finer than a region is known of its place: it may be any incident in there, or several."""
    return bool(incident.where) and rank(finest(incident.where)[0]) >= REGION_RANK


def _of_harm(held: Incident | Aggregate, harm: str, record: RecordView) -> list[Figure]:
    return [f for f in figures_in(held, record) if f.harm == harm and f.unit == PERSONS]


def _counts_certain_attacks(total: Aggregate) -> bool:
    """Whether it counts some attacks of possibly more ("14 in at least 13 attacks"): it bounds only itself."""
    return total.attacks is not None and total.attacks.high is None and total.attacks.op != "eq"
