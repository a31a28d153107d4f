"""Invented records with a known truth: incidents and totals over a few places and days, and what tellers say of them.

Everything is drawn from one seed. Tellers are near the truth or not; some relay others, correct themselves, count a
part of the people or a status, give a range or a word; places and days may be uncertain; totals nest and overlap.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

ELSEWHERE = 0
"""A day that no period of a question holds, for what is told without a day."""
Days = tuple[int, int] | None


@dataclass(frozen=True)
class Geography:
    """Regions with their towns. Beside its towns a region has the rest of it, where nothing on record has a name."""

    regions: dict[str, tuple[str, ...]]

    def spots(self, place: str) -> frozenset[str]:
        """The smallest places that a place is made of."""
        if place in self.regions:
            return frozenset({*self.regions[place], f"rest of {place}"})
        return frozenset({place})

    def of(self, places: Sequence[str]) -> frozenset[str]:
        """The smallest places of several."""
        return frozenset(spot for place in places for spot in self.spots(place))


@dataclass(frozen=True)
class Said:
    """One figure: `form` is eq, ge, le, approx, between, vague or some; `part_of` is the index of its whole."""

    form: str
    low: int = 0
    high: int = 0
    status: str = "civilian"
    part_of: int | None = None


@dataclass(frozen=True)
class Telling:
    """One claim: who first says it, how many hands lie between, on which day it was published, and the figures."""

    claim: str
    origin: str
    hands: int
    published: int
    figures: tuple[Said, ...]
    rose_from: int | None = None


@dataclass(frozen=True)
class Event:
    """An incident. Its place is one of `readings`, the likeliest first; `doubles` may be the same as it."""

    key: str
    readings: tuple[str, ...]
    days: Days
    tellings: tuple[Telling, ...]
    doubles: frozenset[str] = frozenset()
    truth: int = 0
    weapon: str | None = None


@dataclass(frozen=True)
class Total:
    """A figure for several incidents in some places and days; of a `part` of its region only its name is known.

    Its place may be another: then `alternative`.
    """

    key: str
    places: tuple[str, ...]
    days: Days
    tellings: tuple[Telling, ...]
    part: bool = False
    certain_attacks: bool = False
    alternative: str | None = None


@dataclass(frozen=True)
class Facts:
    """A record. `compilers` are origins that compile what others publish. `unnamed` is the truth outside of events."""

    geography: Geography
    events: tuple[Event, ...]
    totals: tuple[Total, ...]
    compilers: frozenset[str] = frozenset()
    unnamed: dict[tuple[str, int], int] = field(default_factory=dict)

    def without(self, claim: str) -> Facts:
        """The same record without one claim; incidents and totals stay what they are."""
        return replace(
            self,
            events=tuple(replace(e, tellings=tuple(t for t in e.tellings if t.claim != claim)) for e in self.events),
            totals=tuple(replace(t, tellings=tuple(x for x in t.tellings if x.claim != claim)) for t in self.totals),
        )

    def claims(self) -> list[str]:
        """The claims of the record, in order."""
        every: list[Event | Total] = [*self.events, *self.totals]
        return sorted(telling.claim for held in every for telling in held.tellings)


SMALL = Geography({"Idlib": ("Hass", "Al Habit"), "Hama": ("Hama city", "Muhradah")})
LAST_DAY = 6
_ORIGINS = ("Outlet A", "Outlet B", "Outlet C", "Monitor D", "Bulletin E")


class Drawing:
    """Draws one small record after another. With `honest`, no figure excludes the truth; with `dense`, more bear
    on each other.
    """

    def __init__(self, seed: int, honest: bool = False, dense: bool = False) -> None:
        self.chance = random.Random(seed)  # noqa: S311 (records must be the same each time)
        self.honest = honest
        self.dense = dense
        self.claims = 0

    def facts(self) -> Facts:
        """One record of up to five incidents and four totals, where dense of up to six and seven."""
        most, totals_drawn = (6, (3, 7)) if self.dense else (5, (0, 4))
        events = [self._event(f"event-{at}") for at in range(self.chance.randint(most - 5, most))]
        if not self.honest:
            events = self._doubled(events)
        unnamed = {}
        for region in SMALL.regions:
            for day in range(1, LAST_DAY + 1):
                if self.chance.random() < 0.15:
                    unnamed[f"rest of {region}", day] = self.chance.randint(1, 3)
        bare = Facts(SMALL, tuple(events), (), frozenset({"Bulletin E"}), unnamed)
        totals = [self._total(f"total-{at}", bare) for at in range(self.chance.randint(*totals_drawn))]
        return replace(bare, totals=tuple({(t.places, t.days): t for t in totals}.values()))

    def _event(self, key: str) -> Event:
        towns = [town for towns in SMALL.regions.values() for town in towns]
        first = self.chance.choice(towns)
        kind = self.chance.random()
        readings: tuple[str, ...] = (first,)
        if kind < 0.15:
            readings = (first, self.chance.choice([town for town in towns if town != first]))
        elif kind < 0.25:
            readings = ("Hama city", "Hama")
        elif kind < 0.35:
            readings = (self.chance.choice([*SMALL.regions]),)
        start = self.chance.randint(1, LAST_DAY)
        days: Days = (start, start)
        if self.chance.random() < 0.15:
            days = (start, min(LAST_DAY, start + self.chance.randint(1, 2)))
        elif self.chance.random() < 0.08:
            days = None
        if self.dense and days is not None and self.chance.random() < 0.3:
            days = (max(1, days[0] - 1), min(LAST_DAY, days[1] + 1))
        truth = self.chance.randint(0, 4)
        return Event(key, readings, days, self._tellings(truth), truth=truth)

    def _doubled(self, events: list[Event]) -> list[Event]:
        doubles: dict[str, set[str]] = {event.key: set() for event in events}
        for at, one in enumerate(events):
            for other in events[at + 1 :]:
                if self.chance.random() < 0.25:
                    doubles[one.key].add(other.key)
                    doubles[other.key].add(one.key)
        return [replace(event, doubles=frozenset(doubles[event.key])) for event in events]

    def _total(self, key: str, facts: Facts) -> Total:
        places = self.chance.choice([("Idlib",), ("Hama",), ("Idlib",), ("Hass",), ("Idlib", "Hama"), ("Hass", "Hama")])
        start = self.chance.randint(1, LAST_DAY - 1)
        days: Days = (start, self.chance.randint(start, LAST_DAY))
        if self.chance.random() < 0.06:
            days = None
        alternative = None
        if self.chance.random() < 0.12:
            places, alternative = self.chance.choice([(("Hama city",), "Hama"), (("Hass",), "Hama city")])
        part = places == ("Idlib",) and self.chance.random() < 0.2
        span = range(days[0], days[1] + 1) if days else range(1, LAST_DAY + 1)
        inside = SMALL.of((alternative or places[0], *places[1:]))
        truth = sum(count for (spot, day), count in facts.unnamed.items() if spot in inside and day in span)
        truth += sum(e.truth for e in facts.events if set(SMALL.of(e.readings)) <= inside and _within(e.days, days))
        tellings = self._tellings(truth)
        return Total(key, places, days, tellings, part, self.chance.random() < 0.2, alternative)

    def _tellings(self, truth: int) -> tuple[Telling, ...]:
        found: list[Telling] = []
        for origin in self.chance.sample(_ORIGINS, self.chance.choice([1, 1, 2, 2, 3])):
            published = self.chance.randint(LAST_DAY + 1, LAST_DAY + 3)
            found.append(self._telling(origin, 0, published, truth))
            if self.chance.random() < 0.25:  # a correction, or a second figure on the same day
                later = 1 if len({s.status for s in found[-1].figures}) > 1 else self.chance.randint(0, 1)
                found.append(self._telling(origin, 0, published + later, truth, found[-1]))
            if self.chance.random() < 0.2:  # a relay that may differ
                found.append(self._telling(origin, self.chance.randint(1, 2), published + 1, truth))
            if self.chance.random() < 0.07 and len(found) > 1 and not self.honest:
                old = self.chance.choice(found[:-1]).figures[0].low
                figures = (replace(found[-1].figures[0], form="eq", low=old + 2, high=old + 2, part_of=None),)
                found[-1] = replace(found[-1], figures=figures, rose_from=old)
        return tuple(found)

    def _telling(self, origin: str, hands: int, published: int, truth: int, like: Telling | None = None) -> Telling:
        self.claims += 1
        status = like.figures[0].status if like else self.chance.choice(["civilian", "civilian", "unstated", "mixed"])
        figures: tuple[Said, ...] = (replace(self._said(truth), status=status),)
        if not self.honest and like is None and self.chance.random() < 0.12:
            figures = (replace(self._said(truth), status="contested"),)
        elif not self.honest and like is None and self.chance.random() < 0.15:
            figures = (replace(figures[0], status="civilian"), replace(self._said(1), status="combatant"))
        elif not self.honest and self.chance.random() < 0.15:
            part = Said("eq", (n := self.chance.randint(1, 3)), n, status, 0)
            figures = (figures[0], part)
        return Telling(f"claim-{self.claims:05}", origin, hands, published, figures)

    def _said(self, truth: int) -> Said:
        number = truth if self.honest else max(0, truth + self.chance.choice([-1, 0, 0, 1, 2]))
        form = self.chance.choice(["eq", "eq", "eq", "ge", "le", "between", "approx", "vague", "some"])
        if form == "ge":
            number = max(0, number - self.chance.randint(0, 2))
        elif form == "le":
            return Said("le", 0, number + self.chance.randint(0, 2))
        elif form == "between":
            low = max(0, number - 1)
            return Said("between", low, max(low + 1, number))
        if form in ("vague", "some") and self.honest and truth < 1:
            form = "eq"
        return Said(form, number, number)


def _within(days: Days, period: Days) -> bool:
    if period is None:
        return True
    return days is not None and period[0] <= days[0] and days[1] <= period[1]
