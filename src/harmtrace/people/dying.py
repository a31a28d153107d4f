"""From rows of a list and the incidents on record to the incident that each person may have died in; proposals only.

The model is that of linkage: the weight of a field is how much likelier its cell is of somebody who died in the
incident than of somebody who died elsewhere. How often lists have the day and place of an incident is assumed, as no
record teaches it; how likely days and places are by chance is counted in the list itself.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from harmtrace.model.incident import Incident
from harmtrace.model.person import Entry, IncidentCandidate, IncidentProposal
from harmtrace.model.where import Where
from harmtrace.people.compared import name_parts
from harmtrace.people.name_keys import sound_key
from harmtrace.people.placing import places_of
from harmtrace.places.gazetteer import Gazetteer

ON_RECORD = 0.5
"""The share of people on a list who are taken to have died in an incident on record."""
DAYS = (
    (0, 0.85, "the day of the incident"),
    (1, 0.08, "a day from the incident"),
    (7, 0.05, "a week from the incident"),
)
"""How often a list has the day of the incident, one a day off (the burial's), or within a week."""
SAME_PLACE, WITHIN, AROUND, ALIKE = 0.8, 0.1, 0.05, 0.6
"""How often a list has the place of the incident, one around it, one within its area, a name of the same sound."""
STATED = 10.0
"""The weight of a list that names the incident itself."""
FAMILY = 3.0
"""The weight of others of one family who died on the same day and may have died there: families die together."""
NOBODY_KILLED = -2.0
"""The weight of an incident in which nobody is told to have been killed."""
LEAST, RIVAL = 0.8, 0.2
"""An incident is proposed from this probability on, where no other one reaches the second."""
_LONGEST = 31
"""Incidents told of longer periods are no day."""


@dataclass(slots=True)
class _Chances:
    """How likely a day and a place are of anybody on the list, and who died with others of the family."""

    days: int
    rows: int
    cells: Counter[str]
    regions: Counter[str]
    families: dict[tuple[str, datetime.date], list[Entry]] = field(default_factory=lambda: defaultdict(list))


def proposals(
    list_id: str, entries: Sequence[Entry], incidents: Sequence[Incident], gazetteer: Gazetteer
) -> Iterator[IncidentProposal]:
    """A proposal, or the reason why there is none, for each row in the order of the list."""
    chances = _chances(entries, gazetteer)
    by_day = _by_day(incidents)
    known = {name: one for one in incidents for name in (one.incident_id, *one.previous_ids)}
    alone = {entry.id: _candidates(entry, by_day, known, len(incidents), chances, gazetteer) for entry in entries}
    for entry in entries:
        found = _with_family(entry, alone, chances)
        yield _proposal(list_id, entry, found, gazetteer)


def _chances(entries: Sequence[Entry], gazetteer: Gazetteer) -> _Chances:
    days = [entry.death_date for entry in entries if entry.death_date]
    span = (max(days) - min(days)).days + 1 if days else 1
    cells = Counter(entry.place for entry in entries if entry.place)
    regions: Counter[str] = Counter()
    for cell, count in cells.items():
        for region in {name for place in places_of(cell, gazetteer) for name in place.admin}:
            regions[region] += count
    found = _Chances(max(span, 30), max(len(entries), 1), cells, regions)
    for entry in entries:
        if (family := _family(entry)) and entry.death_date:
            found.families[family, entry.death_date].append(entry)
    return found


def _family(entry: Entry) -> str | None:
    """The family of a row: its name, with the father's or the grandfather's where there is one."""
    parts = name_parts(entry, "both")
    family = sound_key(parts.get("family", ""))
    elder = sound_key(parts.get("father", "") or parts.get("grandfather", ""))
    return f"{family} {elder}" if family and elder else None


def _by_day(incidents: Sequence[Incident]) -> Mapping[datetime.date, list[Incident]]:
    """Incidents by each day on which, or within a week of which, they were."""
    found: dict[datetime.date, list[Incident]] = defaultdict(list)
    week = DAYS[-1][0]
    for one in incidents:
        if one.when is None or (one.when.end - one.when.start).days > _LONGEST:
            continue
        day = one.when.start - datetime.timedelta(days=week)
        while day <= one.when.end + datetime.timedelta(days=week):
            found[day].append(one)
            day += datetime.timedelta(days=1)
    return found


def _candidates(
    entry: Entry,
    by_day: Mapping[datetime.date, Sequence[Incident]],
    known: Mapping[str, Incident],
    total: int,
    chances: _Chances,
    gazetteer: Gazetteer,
) -> dict[str, tuple[dict[str, float], list[str]]]:
    """The weights and reasons of each incident that the day and place of a row, or its list, leave open."""
    start = -log2(max(total, 1)) + log2(ON_RECORD / (1 - ON_RECORD))
    found: dict[str, tuple[dict[str, float], list[str]]] = {}
    near = by_day.get(entry.death_date, ()) if entry.death_date else ()
    stated = known.get(entry.others.get("incident", ""))
    for one in {incident.incident_id: incident for incident in (*near, *([stated] if stated else ()))}.values():
        weights, reasons = {"start": start}, list[str]()
        if one is stated:
            weights["stated"] = STATED
            reasons.append("the list names it")
        day = _day(entry, one, chances)
        place = _place(entry, one, chances, gazetteer)
        if one is not stated and (day is None or place is None):
            continue
        if day is not None:
            weights["death_date"], told = day
            reasons.append(told)
        if place is not None:
            weights[place[2]] = place[0]
            reasons.append(place[1])
        killed = [row for row in one.tolls if row.harm == "killed"]
        if not any(row.highest_stated is None or row.highest_stated > 0 for row in killed):
            weights["toll"] = NOBODY_KILLED
            reasons.append("nobody is told to have been killed in it")
        found[one.incident_id] = (weights, reasons)
    return found


def _day(entry: Entry, one: Incident, chances: _Chances) -> tuple[float, str] | None:
    if entry.death_date is None or one.when is None:
        return None
    length = (one.when.end - one.when.start).days + 1
    off = max((one.when.start - entry.death_date).days, (entry.death_date - one.when.end).days, 0)
    for most, share, told in DAYS:
        if off <= most:
            days = length if most == 0 else 2 if most == 1 else 2 * (most - 1)
            return log2(share * chances.days / days), told
    return None


def _place(entry: Entry, one: Incident, chances: _Chances, gazetteer: Gazetteer) -> tuple[float, str, str] | None:
    """How a place agrees with the nearest of those of an incident, and whether it is the "place" or but an "area".

    None where it lies elsewhere or is not known.
    """
    if not entry.place:
        return None
    told = [said for where in one.where if (said := _agrees(entry, where, chances, gazetteer)) is not None]
    return max(told, default=None)


def _agrees(entry: Entry, where: Where, chances: _Chances, gazetteer: Gazetteer) -> tuple[float, str, str] | None:
    here = places_of(entry.place, gazetteer)
    share = chances.cells[entry.place] / chances.rows
    if where.place_id is not None and any(place.place_id == where.place_id for place in here):
        return log2(SAME_PLACE / len(here) / share), f"the place of the incident: {where.name}", "place"
    if where.status != "resolved" and sound_key(where.name) == sound_key(entry.place):
        return log2(ALIKE / share), f"a place of the same sound: {where.name}", "place"
    if any(gazetteer.contains(place.place_id, where) == "yes" for place in here if place.is_area()):
        return log2(WITHIN / len(here) / min(share, WITHIN)), f"an area that holds {where.name}", "area"
    if where.status == "resolved" and any(where.name in place.admin for place in here):
        return log2(AROUND / min(chances.regions[where.name] / chances.rows, 1.0)), f"it lies in {where.name}", "area"
    return None


def _with_family(
    entry: Entry, alone: Mapping[str, Mapping[str, tuple[dict[str, float], list[str]]]], chances: _Chances
) -> list[tuple[str, dict[str, float], list[str]]]:
    """The candidates of a row, heavier where others of its family who died on its day have them too."""
    family = _family(entry)
    kin = chances.families.get((family, entry.death_date), ()) if family and entry.death_date else ()
    others = [one.id for one in kin if one.id != entry.id]
    found = []
    names = dict.fromkeys([*alone[entry.id], *(name for row in others for name in alone[row])])
    for name in names:
        weights, reasons = alone[entry.id].get(name, (None, []))
        having = [row for row in others if name in alone[row]]
        if weights is None:
            # The row itself tells no place: the family's is presumed, but for what its own cells would weigh.
            if entry.place or not having:
                continue
            inherited = alone[having[0]][name][0]
            weights = {key: inherited[key] for key in ("start", "death_date", "toll") if key in inherited}
        weights = dict(weights)
        if having:
            weights["family"] = FAMILY
            reasons = [*reasons, f"others of the family, of the same day: {', '.join(having)}"]
        found.append((name, weights, list(reasons)))
    return found


def _proposal(
    list_id: str, entry: Entry, found: Sequence[tuple[str, dict[str, float], list[str]]], gazetteer: Gazetteer
) -> IncidentProposal:
    odds = {name: 2 ** sum(weights.values()) for name, weights, _reasons in found}
    whole = 1 + sum(odds.values())
    candidates = sorted(
        (
            IncidentCandidate(
                name,
                round(odds[name] / whole, 4),
                {key: round(weight, 2) for key, weight in weights.items()},
                tuple(reasons),
            )
            for name, weights, reasons in found
        ),
        key=lambda one: (-one.probability, one.incident_id),
    )
    why = _why_none(entry, candidates, gazetteer)
    return IncidentProposal(
        list_id, entry.id, candidates[0].incident_id if why is None else None, why, tuple(candidates)
    )


def _why_none(entry: Entry, candidates: Sequence[IncidentCandidate], gazetteer: Gazetteer) -> str | None:
    """Why no incident is proposed; None where one is."""
    stated = bool(candidates) and "stated" in candidates[0].weights
    if not stated and entry.death_date is None:
        return "the row tells no day of death"
    if not stated and not entry.place and not (candidates and "family" in candidates[0].weights):
        return "the row tells no place"
    if not candidates:
        if entry.place and not places_of(entry.place, gazetteer):
            return "no incident of that day on record has a place of this name, and no gazetteer pack knows it"
        return "no incident on record fits its day and place"
    rivals = sum(one.probability >= RIVAL for one in candidates)
    if rivals > 1:
        return f"{rivals} incidents fit"
    if candidates[0].weights.keys().isdisjoint({"stated", "place", "family"}):
        return "the row and the incident have but an area in common"
    if candidates[0].probability < LEAST:
        return "what speaks for the likeliest incident is too little"
    return None
