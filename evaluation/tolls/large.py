"""A large invented record: thousands of incidents in the towns of a country, and totals of its regions and weeks."""

from __future__ import annotations

import random
from itertools import islice, pairwise

from evaluation.tolls.facts import Days, Event, Facts, Geography, Said, Telling, Total
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.tables import table

COUNTRY = "SY"
_TOWNS = 40
"""Of so many towns a region, the first by id."""
_ORIGINS = [f"Outlet {at}" for at in range(60)]


def geography(gazetteer: Gazetteer) -> Geography:
    """The regions of the country with towns that lie in them surely, and surely in no other."""
    regions = sorted(place.place_id for place in gazetteer.first_levels(COUNTRY))
    listed = (gazetteer.place(row["place_id"]) for row in table("places"))
    kept = (p for p in listed if p is not None and p.level == "settlement" and p.country == COUNTRY)
    towns = sorted((place.place_id, place.admin1) for place in kept)
    found = {}
    for region in regions:
        code = {one.admin1 for one in (gazetteer.place(region),) if one is not None}
        own = (place_id for place_id, admin1 in towns if admin1 in code)
        if inside := tuple(islice((t for t in own if _surely_in(t, region, regions, gazetteer)), _TOWNS)):
            found[region] = inside
    return Geography(found)


def _surely_in(town: str, region: str, regions: list[str], gazetteer: Gazetteer) -> bool:
    from harmtrace.places.containment import place_in

    inner = gazetteer.place(town)
    if inner is None:
        return False
    answers = {one: place_in(outer, inner, gazetteer) for one in regions if (outer := gazetteer.place(one)) is not None}
    return answers.pop(region) == "yes" and set(answers.values()) <= {"no"}


def large_facts(
    where: Geography, incidents: int = 10_000, claims: int = 30_000, totals: int = 500, days: int = 730, seed: int = 1
) -> Facts:
    """Draw the record: about three claims an incident, some incidents in doubt, totals of days to weeks."""
    chance = random.Random(seed)  # noqa: S311 (records must be the same each time)
    towns = [town for inside in where.regions.values() for town in inside]
    numbers = iter(range(10**9))

    def tellings(truth: int, count: int) -> tuple[Telling, ...]:
        origins = chance.sample(_ORIGINS, count)
        return tuple(_telling(f"claim-{next(numbers):06}", origin, truth, chance) for origin in origins)

    sizes = _sizes(incidents, claims - totals, chance)
    events = []
    for at in range(incidents):
        on = chance.randint(1, days)
        place: tuple[str, ...] = (chance.choice(towns),)
        if chance.random() < 0.03:
            place = (place[0], chance.choice([town for town in towns if town != place[0]]))
        spell: Days = (on, on) if chance.random() < 0.95 else (on, min(days, on + chance.randint(1, 3)))
        truth = chance.choice([0, 1, 1, 2, 2, 3, 5, 8, 13, 40])
        events.append(Event(f"event-{at:05}", place, spell, tellings(truth, sizes[at]), truth=truth))
    events = _doubled(events, chance)
    regions = list(where.regions)
    held = []
    for at in range(totals):
        places: tuple[str, ...] = (chance.choice(regions),)
        if chance.random() < 0.08:
            places = (*places, chance.choice([one for one in regions if one != places[0]]))
        first = chance.randint(1, days - 1)
        spell = (first, min(days, first + chance.choice([1, 2, 3, 6, 6, 9, 13])))
        inside = where.of(places)
        true = sum(e.truth for e in events if e.readings[0] in inside and _within(e.days, spell))
        held.append(Total(f"total-{at:04}", places, spell, tellings(true + chance.randint(0, 30), 1)))
    unique = {(total.places, total.days): total for total in held}
    return Facts(where, tuple(events), tuple(unique.values()))


def _sizes(incidents: int, claims: int, chance: random.Random) -> list[int]:
    sizes = [1] * incidents
    for _ in range(max(0, claims - incidents)):
        sizes[chance.randrange(incidents)] += 1
    return [min(size, 40) for size in sizes]


def _within(days: Days, period: Days) -> bool:
    return days is not None and period is not None and period[0] <= days[0] and days[1] <= period[1]


def _telling(claim: str, origin: str, truth: int, chance: random.Random) -> Telling:
    number = max(0, truth + chance.choice([-1, 0, 0, 0, 1]))
    form = chance.choice(["eq", "eq", "eq", "ge", "between", "le"])
    said = Said(form, number, number + (2 if form == "between" else 0), "civilian")
    return Telling(claim, origin, 0, chance.randint(800, 802), (said,))


def _doubled(events: list[Event], chance: random.Random) -> list[Event]:
    """Link some incidents of one place and of days that follow as possibly the same, in pairs and rows."""
    from dataclasses import replace

    by_place: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda e: e.days or (0, 0)):
        by_place.setdefault(event.readings[0], []).append(event)
    near: dict[str, set[str]] = {event.key: set() for event in events}
    for row in by_place.values():
        for one, other in pairwise(row):
            if (other.days or (0, 0))[0] - (one.days or (0, 0))[0] <= 12 and chance.random() < 0.35:
                near[one.key].add(other.key)
                near[other.key].add(one.key)
    return [replace(event, doubles=frozenset(near[event.key])) for event in events]
