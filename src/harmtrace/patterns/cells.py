"""From a scope to the rows of a pattern: which incidents and totals are of a week, place, weapon, target or actor."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from harmtrace.account.about import BLAMED, About, about, total_about
from harmtrace.account.belligerents import members_of, root_of
from harmtrace.account.record import RecordView
from harmtrace.account.scope import Membership, both, in_period, in_places
from harmtrace.errors import BadSetting
from harmtrace.model.claim import EventClaim
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.pattern import PatternBy
from harmtrace.model.when import When
from harmtrace.patterns.question import PatternQuestion, Scope, lies_in
from harmtrace.places.place import Place
from harmtrace.resolve.places import finest
from harmtrace.vocab.tables import label
from harmtrace.vocab.tables import rows as table

MOST_PERIODS = 2_000
"""Rows of a pattern over time above which a longer step is to be asked for."""
NOT_NAMED = "none"
"""The key of the row for incidents of which nobody names what the rows are by."""
_DEPTHS = {"country": 1, "adm1": 2, "adm2": 3, "adm3": 4}
_SMALL = frozenset({"site", "neighbourhood", "settlement"})
_TABLES = {"weapon": "weapons", "target": "targets", "actor": "actors"}


@dataclass(frozen=True)
class Cell:
    """One row to be counted. Its toll is asked `about` what is named, or of a `narrowed` record where nothing is.

    `places` of None are those of the question.
    """

    key: str
    label: str
    incidents: tuple[tuple[Incident, Membership], ...]
    aggregates: tuple[Aggregate, ...]
    start: datetime.date | None = None
    end: datetime.date | None = None
    places: tuple[str, ...] | None = None
    about: About = field(default_factory=About)
    narrowed: RecordView | None = None


def cells(question: PatternQuestion, scope: Scope) -> list[Cell]:
    """The rows of a pattern, in order. Raises `BadSetting` for more periods than can be shown."""
    if question.by in ("day", "week", "month"):
        return _periods(question.by, scope)
    if question.by == "place":
        return _places(question.level, scope)
    return _named(question.by, scope)


def _periods(by: PatternBy, scope: Scope) -> list[Cell]:
    dated = [i.when for i, _belongs in scope.incidents if i.when is not None and _is_exact(i.when)]
    dated += [total.when for total in scope.aggregates if total.when is not None and _is_exact(total.when)]
    if not dated:
        return []
    first = scope.start or whole(by, min(when.start for when in dated))[0]
    last = scope.end or whole(by, max(when.end for when in dated))[1]
    found = []
    for start, end in spans(by, first, last):
        inside = [(i, both(belongs, in_period(i.when, start, end))) for i, belongs in scope.incidents]
        held = tuple((i, belongs) for i, belongs in inside if belongs != "no" and i.when is not None)
        totals = tuple(t for t in scope.aggregates if t.when is not None and t.when.within(start, end))
        found.append(Cell(start.isoformat(), _period_words(by, start, end), held, totals, start, end))
        if len(found) > MOST_PERIODS:
            raise BadSetting(f"more than {MOST_PERIODS} rows: give --from and --to, or --by month")
    return found


def _is_exact(when: When) -> bool:
    """Whether a date says in which weeks it is; a bare year or month must not stretch the table."""
    return when.precision in ("day", "range", "week")


def whole(by: PatternBy, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The whole day, week (from Monday) or month that a day is in."""
    if by == "day":
        return day, day
    if by == "week":
        monday = day - datetime.timedelta(days=day.weekday())
        return monday, monday + datetime.timedelta(days=6)
    following = (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return day.replace(day=1), following - datetime.timedelta(days=1)


def spans(by: PatternBy, first: datetime.date, last: datetime.date) -> Iterator[tuple[datetime.date, datetime.date]]:
    """The days, weeks (from Monday) or months from `first` to `last`, the ends cut to these."""
    start = first
    while start <= last:
        end = whole(by, start)[1]
        yield start, min(end, last)
        start = end + datetime.timedelta(days=1)


def _period_words(by: PatternBy, start: datetime.date, end: datetime.date) -> str:
    if by == "month":
        return f"{start:%Y-%m}"
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def _places(level: str, scope: Scope) -> list[Cell]:
    found: dict[str, Place] = {}
    for incident, _belongs in scope.incidents:
        for where in finest(incident.where):
            place = _at_level(level, where.place_id, where.admin, scope)
            if place is not None:
                found[place.place_id] = place
    rows = []
    for place in sorted(found.values(), key=lambda one: (one.name, one.place_id)):
        inside = [(i, both(b, in_places(i.where, (place.place_id,), scope.gazetteer))) for i, b in scope.incidents]
        held = tuple((i, belongs) for i, belongs in inside if belongs != "no")
        of_place = (place.place_id,)
        totals = tuple(t for t in scope.aggregates if lies_in(t, of_place, None, None, scope.gazetteer))
        rows.append(Cell(place.place_id, place.name, held, totals, places=of_place))
    return rows


def _at_level(level: str, place_id: str | None, admin: tuple[str, ...], scope: Scope) -> Place | None:
    own = scope.gazetteer.place(place_id) if place_id else None
    if level == "settlement":
        return own if own is not None and own.level in _SMALL else None
    if own is not None and own.level == level:
        return own
    path = (own.admin if own is not None and own.admin else admin)[: _DEPTHS[level]]
    place = scope.gazetteer.within(path) if len(path) == _DEPTHS[level] else None
    return place if place is not None and place.level == level else None


def _named(by: PatternBy, scope: Scope) -> list[Cell]:
    told = {incident.incident_id: _tellings(incident, scope.record) for incident, _belongs in scope.incidents}
    named = {row_id: _of_claims(by, claims) for row_id, claims in told.items()}
    rows = []
    for key in sorted({key for keys in named.values() for key in keys}):
        asked = _about(by, key)
        held = [(i, both(b, is_of[0])) for i, b in scope.incidents if (is_of := about(asked, told[i.incident_id]))[1]]
        totals = [t for t in scope.aggregates if total_about(asked, _tellings(t, scope.record))[:2] == ("yes", True)]
        rows.append(Cell(key, label(_TABLES[by], key), tuple(held), tuple(totals), about=asked))
    without = tuple((i, belongs) for i, belongs in scope.incidents if not named[i.incident_id])
    if without:
        every = [i for i in scope.record.incidents if not _of_claims(by, _tellings(i, scope.record))]
        narrowed = replace(scope.record, incidents=every, aggregates=())
        rows.append(Cell(NOT_NAMED, f"no {by} named", without, (), narrowed=narrowed))
    return rows


def _about(by: PatternBy, key: str) -> About:
    """What the toll of a row is asked about: an actor with all parts of it, and forces in which it is joint."""
    if by == "weapon":
        return About(weapons=(key,))
    if by == "target":
        return About(targets=(key,))
    parts = (row["id"] for row in table("belligerents") if key in map(root_of, members_of(row["id"])))
    return About(actors=tuple(dict.fromkeys((key, *parts))))


def _tellings(held: Incident | Aggregate, record: RecordView) -> list[EventClaim]:
    told = (record.claims.get(link.claim_id) for link in held.claims if link.role == "supports")
    return [claim for claim in told if isinstance(claim, EventClaim)]


def _of_claims(by: PatternBy, claims: Iterable[EventClaim]) -> frozenset[str]:
    """What claims name, an actor as the belligerent that it is a part of."""
    if by == "weapon":
        return frozenset(weapon.weapon_id for claim in claims for weapon in claim.weapons)
    if by == "target":
        return frozenset(target.target_id for claim in claims for target in claim.targets)
    actors = (actor for claim in claims for actor in claim.actors if actor.role in BLAMED)
    blamed = {actor.actor_id for actor in actors} - {None, "unk"}
    return frozenset(root_of(member) for actor_id in blamed if actor_id for member in members_of(actor_id))
