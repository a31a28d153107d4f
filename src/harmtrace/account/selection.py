"""From a scope and the record to the incidents and totals that count in it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from harmtrace.account.figures import PERSONS, Figure
from harmtrace.account.record import RecordView, figures_in
from harmtrace.account.scope import Membership, apart, both, in_period, in_places, in_total, total_within
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.toll import StatusColumn
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.resolve.places import REGION_RANK, finest, place_key, rank

Held = Incident | Aggregate


@dataclass(frozen=True)
class Member:
    """An incident, or the totals of one scope, with its figures of the harm that is asked for."""

    key: str
    kind: str
    """`incident` or `total`."""
    belongs: Membership
    figures: tuple[Figure, ...]
    documents: tuple[str, ...]
    same_as: frozenset[str] = frozenset()
    bounds_scope: bool = False
    """A total about the whole scope asked for, or one that contains it, that does not count certain attacks only."""
    incidents: Mapping[str, Membership] | None = None
    apart_from: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Selection:
    """What is in scope. `alone` is the one incident of a settlement's or site's day, whose range is the answer."""

    members: tuple[Member, ...]
    status: StatusColumn
    silent: frozenset[str]
    alone: str | None = None


def select(
    place_ids: Sequence[str],
    start: datetime.date | None,
    end: datetime.date | None,
    harm: str,
    status: StatusColumn,
    record: RecordView,
    gazetteer: Gazetteer,
) -> Selection:
    """Choose what is surely or perhaps in the places and the period, with its figures of `harm`."""
    incidents = [
        (incident, belongs)
        for incident in sorted(record.incidents, key=lambda i: i.incident_id)
        if (belongs := both(in_places(incident.where, place_ids, gazetteer), in_period(incident.when, start, end)))
        != "no"
    ]
    exact = [(i, belongs) for i, belongs in incidents if not regional(i)]
    members = [_incident(incident, belongs, harm, record) for incident, belongs in exact]
    within = [i for i, _b in exact]
    wide = [_regional(i, belongs, harm, record, within, gazetteer) for i, belongs in incidents if regional(i)]
    totals = [*wide, *_totals(place_ids, start, end, harm, record, within, gazetteer)]
    members += [_with_apart(total, member, totals, gazetteer) for total, member in totals]
    certain = [m for m in members if m.kind == "incident" and m.belongs == "yes"]
    small = _is_small_day(place_ids, start, end, gazetteer)
    here = [i for i, _b in incidents if in_places(i.where, place_ids, gazetteer) == "yes"]
    alone = certain[0].key if small and len(certain) == 1 and len(here) == 1 else None
    return Selection(tuple(members), status, record.provenance.compilations, alone)


def _is_small_day(
    place_ids: Sequence[str], start: datetime.date | None, end: datetime.date | None, gazetteer: Gazetteer
) -> bool:
    if len(place_ids) != 1 or start is None or start != end:
        return False
    place = gazetteer.place(place_ids[0])
    return place is not None and not place.is_area()


def _of_harm(held: Incident | Aggregate, harm: str, record: RecordView) -> list[Figure]:
    return [f for f in figures_in(held, record) if f.harm == harm and f.unit == PERSONS]


def _incident(incident: Incident, belongs: Membership, harm: str, record: RecordView) -> Member:
    return Member(
        incident.incident_id,
        "incident",
        belongs,
        tuple(_of_harm(incident, harm, record)),
        incident.documents,
        frozenset(incident.possible_duplicates),
    )


def regional(incident: Incident) -> bool:
    """Whether nothing finer than a region is known of its place: it may be any incident in there, or several."""
    return bool(incident.where) and rank(finest(incident.where)[0]) >= REGION_RANK


def _regional(
    incident: Incident,
    belongs: Membership,
    harm: str,
    record: RecordView,
    others: Sequence[Incident],
    gazetteer: Gazetteer,
) -> tuple[Held, Member]:
    """An incident known by its region only: a witness like a total, never added to incidents that it may be."""
    inside: dict[str, Membership] = {
        other.incident_id: "maybe" if in_total(other, incident, gazetteer) != "no" else "no" for other in others
    }
    own = _incident(incident, belongs, harm, record)
    return incident, replace(own, kind="total", same_as=frozenset(), incidents=inside)


def _totals(
    place_ids: Sequence[str],
    start: datetime.date | None,
    end: datetime.date | None,
    harm: str,
    record: RecordView,
    incidents: Sequence[Incident],
    gazetteer: Gazetteer,
) -> list[tuple[Held, Member]]:
    """Totals within the scope or containing it; those of one and the same scope speak as one."""
    by_scope: dict[str, list[Aggregate]] = {}
    for total in sorted(record.aggregates, key=lambda a: a.aggregate_id):
        if any(True for _ in _of_harm(total, harm, record)):
            by_scope.setdefault(_scope_key(total), []).append(total)
    found: list[tuple[Held, Member]] = []
    for totals in by_scope.values():
        first = totals[0]
        belongs = total_within(first, place_ids, start, end, gazetteer)
        covers = not _counts_certain_attacks(first) and _covers(first, place_ids, start, end, gazetteer)
        if belongs != "yes" and not covers:
            continue
        member = Member(
            first.aggregate_id,
            "total",
            belongs,
            tuple(figure for total in totals for figure in _of_harm(total, harm, record)),
            tuple(sorted({document for total in totals for document in total.documents})),
            bounds_scope=covers,
            incidents={i.incident_id: in_total(i, first, gazetteer) for i in incidents},
        )
        found.append((first, member))
    return found


def _with_apart(total: Held, member: Member, others: Sequence[tuple[Held, Member]], gazetteer: Gazetteer) -> Member:
    separate = frozenset(other.key for one, other in others if one is not total and apart(total, one, gazetteer))
    return replace(member, apart_from=separate)


def _scope_key(total: Aggregate) -> str:
    places = sorted((place_key(w), () if w.place_id else w.admin) for w in finest(total.where))
    period = (total.when.start.isoformat(), total.when.end.isoformat()) if total.when else ("", "")
    if not places or total.when is None:
        return total.aggregate_id
    return f"{places} {period} {_counts_certain_attacks(total)}"


def _counts_certain_attacks(total: Aggregate) -> bool:
    """Whether it counts some attacks of possibly more ("14 in at least 13 attacks"): it bounds only itself."""
    return total.attacks is not None and total.attacks.high is None and total.attacks.op != "eq"


def _covers(
    total: Aggregate,
    place_ids: Sequence[str],
    start: datetime.date | None,
    end: datetime.date | None,
    gazetteer: Gazetteer,
) -> bool:
    """Whether the total speaks of the whole scope asked for, or of a place and period that contain it."""
    if not place_ids or start is None or end is None or total.when is None:
        return False
    if not (total.when.start <= start and end <= total.when.end):
        return False
    outer = [where for where in finest(total.where) if where.place_id is not None and where.modifier is None]
    return all(any(_within(place_id, where, gazetteer) for where in outer) for place_id in place_ids)


def _within(place_id: str, outer: Where, gazetteer: Gazetteer) -> bool:
    place = gazetteer.place(place_id)
    if place is None or outer.place_id is None:
        return False
    if place_id == outer.place_id:
        return True
    asked = Where(place.name, 0, 0, "location", "resolved", place.name, place.level, place_id, admin=place.admin)
    return gazetteer.contains(outer.place_id, asked) == "yes"
