"""What `harmtrace patterns` is asked, and the incidents and totals of the record that this is about."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from harmtrace.account.about import About
from harmtrace.account.asking import place_ids_of
from harmtrace.account.record import RecordView
from harmtrace.account.scope import Membership, both, in_period, in_places, places_of
from harmtrace.account.toll import TollQuestion
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.pattern import PatternBy
from harmtrace.model.toll import Policy, StatusColumn
from harmtrace.places.gazetteer import Gazetteer

Level = Literal["country", "adm1", "adm2", "adm3", "settlement"]


@dataclass(frozen=True)
class PatternQuestion:
    """What is asked. `places` are names or ids, united; open ends are None; `level` is that of rows by place.

    `replicates` and `seed` are those of the search for clusters.
    """

    by: PatternBy = "week"
    places: tuple[str, ...] = ()
    start: datetime.date | None = None
    end: datetime.date | None = None
    harm: str = "killed"
    status: StatusColumn = "any"
    level: Level = "adm1"
    replicates: int = 999
    seed: int = 1

    def toll(
        self,
        policy: Policy,
        places: Sequence[str] | None = None,
        period: tuple[datetime.date, datetime.date] | None = None,
        about: About | None = None,
    ) -> TollQuestion:
        """The question that `harmtrace toll` is asked for the same scope, or for some places, days or things of it."""
        of = about or About()
        start, end = period or (self.start, self.end)
        where = self.places if places is None else tuple(places)
        kinds = (of.weapons, of.actors, of.targets)
        return TollQuestion(where, start, end, self.harm, self.status, policy, *kinds)


@dataclass(frozen=True)
class Scope:
    """The part of the record that a question is about: incidents in it, each surely (`yes`) or perhaps."""

    record: RecordView
    gazetteer: Gazetteer
    place_ids: tuple[str, ...]
    start: datetime.date | None
    end: datetime.date | None
    incidents: tuple[tuple[Incident, Membership], ...]
    aggregates: tuple[Aggregate, ...]


def scope_of(question: PatternQuestion, record: RecordView, gazetteer: Gazetteer) -> Scope:
    """Choose the incidents that are or may be in scope, and the totals that lie wholly in it.

    Raises `UnknownPlace` for a place that cannot be told.
    """
    place_ids = place_ids_of(question.places, record, gazetteer)
    found: list[tuple[Incident, Membership]] = []
    for incident in sorted(record.incidents, key=lambda one: one.incident_id):
        where = in_places(incident.where, place_ids, gazetteer)
        belongs = both(where, in_period(incident.when, question.start, question.end))
        if belongs != "no":
            found.append((incident, belongs))
    totals = tuple(
        total
        for total in sorted(record.aggregates, key=lambda one: one.aggregate_id)
        if lies_in(total, place_ids, question.start, question.end, gazetteer)
    )
    return Scope(record, gazetteer, place_ids, question.start, question.end, tuple(found), totals)


def lies_in(
    total: Aggregate,
    place_ids: Sequence[str],
    start: datetime.date | None,
    end: datetime.date | None,
    gazetteer: Gazetteer,
) -> bool:
    """Whether the whole of a total surely lies in some places and a period."""
    answers = [in_places([where], place_ids, gazetteer) for where in places_of(total.where, gazetteer)]
    placed = not place_ids or (bool(answers) and both(*answers) == "yes")
    return placed and in_period(total.when, start, end) == "yes"


def once(incidents: Iterable[Incident]) -> list[Incident]:
    """Of incidents that may be the same one, linked so in a chain, the first by id."""
    held = {incident.incident_id: incident for incident in incidents}
    first = {key: key for key in held}

    def lead(key: str) -> str:
        while first[key] != key:
            key = first[key]
        return key

    for key, incident in held.items():
        for other in incident.possible_duplicates:
            if other in held:
                one, two = sorted((lead(key), lead(other)))
                first[two] = one
    return [held[key] for key in sorted(held) if first[key] == key]
