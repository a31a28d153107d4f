"""From a scope to its clusters in space and time: the incidents that can be searched, and what was found."""

from __future__ import annotations

import datetime

from harmtrace.model.incident import Incident
from harmtrace.model.pattern import Cluster, Scan
from harmtrace.model.where import Where
from harmtrace.patterns.effort import effort_of
from harmtrace.patterns.question import Scope, once
from harmtrace.patterns.scan import FEWEST, Cylinder, Point, scan, unit_of
from harmtrace.resolve.places import finest, place_key

METHOD = "space-time permutation scan statistic (Kulldorff and others 2005)"


def search(scope: Scope, replicates: int, seed: int) -> Scan:
    """Search the incidents that are surely in scope and have one point and one day; doubles count once."""
    held = once(incident for incident, belongs in scope.incidents if belongs == "yes")
    told = {i.incident_id: (where, i) for i in held if (where := _point(i)) is not None and _day(i) is not None}
    points = [_as_point(where, incident) for where, incident in told.values()]
    found = scan(points, replicates=replicates, seed=seed)
    names = {place_key(where): where.name for where, _incident in told.values()}
    return Scan(
        state="done" if len(points) >= FEWEST else "too_few",
        method=METHOD,
        incidents=len(points),
        places=len({point.place for point in points}),
        replicates=replicates,
        seed=seed,
        unit_days=unit_of(points),
        clusters=tuple(_cluster(one, points, names, scope) for one in found),
    )


def _point(incident: Incident) -> Where | None:
    places = finest(incident.where)
    where = places[0] if len(places) == 1 else None
    return where if where is not None and where.is_point() else None


def _day(incident: Incident) -> datetime.date | None:
    when = incident.when
    return when.start if when is not None and when.start == when.end else None


def _as_point(where: Where, incident: Incident) -> Point:
    day = _day(incident)
    return Point(
        incident.incident_id, place_key(where), where.lat or 0.0, where.lon or 0.0, day.toordinal() if day else 0
    )


def _cluster(one: Cylinder, points: list[Point], names: dict[str, str], scope: Scope) -> Cluster:
    inside = sorted(p.key for p in points if p.place in one.places and one.first <= p.day <= one.last)
    held = [incident for incident, _belongs in scope.incidents if incident.incident_id in inside]
    return Cluster(
        centre=names[one.centre],
        radius_km=one.radius_km,
        places=tuple(dict.fromkeys(names[place] for place in one.places)),
        start=datetime.date.fromordinal(one.first),
        end=datetime.date.fromordinal(one.last),
        observed=one.observed,
        expected=one.expected,
        p=one.p,
        incidents=tuple(inside),
        effort=effort_of(held, scope.record),
    )
