"""Tolls of small records by trying all that may have happened, straight from the text of methods.md, section 2.

A world says which incidents are the same, at which smallest place and on which day each happened, and how many more
were harmed at each place and day that a total names. The least number over all worlds in which every total has what
it states at least is the minimum. Nothing of `harmtrace.account` is used here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from evaluation.tolls.facts import ELSEWHERE, LAST_DAY, Days, Event, Facts, Telling, Total
from evaluation.tolls.ranges import Span, span_of

Spot = tuple[str, int]
Held = Event | Total


@dataclass(frozen=True)
class Question:
    """Places (none: all), a period (None: all), a status column and a policy."""

    places: tuple[str, ...]
    days: Days
    column: str
    policy: str


@dataclass(frozen=True)
class Answer:
    """The ends, the highest figure and the claims behind each."""

    min: int
    max: int | None
    highest: int | None
    because: tuple[frozenset[str], frozenset[str], frozenset[str]] = (frozenset(), frozenset(), frozenset())


class Trying:
    """Answers one question on one record."""

    def __init__(self, facts: Facts, question: Question) -> None:
        self.facts = facts
        self.question = question
        self.geography = facts.geography
        every = [spot for region in self.geography.regions for spot in self.geography.spots(region)]
        places = self.geography.of(question.places) if question.places else frozenset(every)
        days = range(ELSEWHERE, LAST_DAY + 1)
        asked = days if question.days is None else range(question.days[0], question.days[1] + 1)
        self.inside = {(spot, day) for spot in places for day in asked}
        self.places = places
        self.spans: dict[str, Span | None] = {
            held.key: span_of(held.tellings, question.column, question.policy, facts.compilers)
            for held in self.told_of()
        }

    def told_of(self) -> list[Held]:
        """Incidents and totals; the generator draws no two totals of one scope."""
        return [*self.facts.events, *self.facts.totals]

    def spots(self, held: Held) -> set[Spot]:
        """Where and when it may have been."""
        names = self._names(held)
        days = range(ELSEWHERE, LAST_DAY + 1) if held.days is None else range(held.days[0], held.days[1] + 1)
        return {(spot, day) for spot in self.geography.of(names) for day in days}

    def regional(self, held: Held) -> bool:
        """Whether an incident is known by its region only."""
        return isinstance(held, Event) and held.readings[0] in self.geography.regions

    def belongs(self, held: Held) -> bool:
        """Whether it lies surely in what is asked."""
        if held.days is None and self.question.days is None:
            return {spot for spot, _day in self.spots(held)} <= self.places
        return self.spots(held) <= self.inside

    def readable(self, held: Held) -> bool:
        """Whether its words can be read so that it does: an ambiguous name, but no wider place or period."""
        doubles = held.doubles if isinstance(held, Event) and not self.belongs(held) else ()
        if any(self.belongs(event) for event in self.facts.events if event.key in doubles):
            return False  # it may lie elsewhere, and it may be one that counts already
        sure = held.days is not None or self.question.days is None
        in_time = sure and all(d in {day for _s, day in self.inside} for _p, d in self.spots(held))
        if isinstance(held, Total) and held.alternative is None:
            return in_time and self.geography.of(held.places) <= self.places
        return in_time and any(self.geography.spots(name) <= self.places for name in self._names(held))

    def _names(self, held: Held) -> tuple[str, ...]:
        """The places that it is told of, or may be told of. A total that may be of several may reach over all."""
        if isinstance(held, Event):
            return held.readings
        return (*held.places, *([held.alternative] if held.alternative else []))

    def alone(self) -> Event | None:
        """The one incident of a settlement's day."""
        places, days = self.question.places, self.question.days
        if len(places) != 1 or places[0] in self.geography.regions or days is None or days[0] != days[1]:
            return None
        if any(self.belongs(total) for total in self.facts.totals):
            return None
        here = [e for e in self.facts.events if not self.regional(e) and self.spots(e) & self.inside]
        here = [e for e in here if any(self.geography.spots(name) <= self.places for name in e.readings)]
        return here[0] if len(here) == 1 and self.belongs(here[0]) else None

    def least(self, raised: str | None = None) -> int:
        """The minimum; with `raised`, were the lower end of one incident or total greater by one."""
        if (one := self.alone()) is not None:
            return self._number(one, lambda span: span.min, raised)
        numbers = {
            held.key: self._number(held, lambda span: span.min, raised) if self.belongs(held) else 0
            for held in self.told_of()
        }
        return self._worlds(numbers, joining=True)

    def highest(self, raised: str | None = None) -> int | None:
        """The highest figure: nothing is joined, and what can be read to lie in scope does."""
        if (one := self.alone()) is not None:
            span = self.spans[one.key]
            return None if span is None or span.top is None else span.top + (raised == one.key)
        counted = [h for h in self.told_of() if self.belongs(h) or self.readable(h)]
        spans = [span for h in counted if (span := self.spans[h.key]) is not None]
        if all(span.top is None for span in spans):
            return None
        numbers = {h.key: self._number(h, lambda span: max(span.min, span.top or 0), raised) for h in counted}
        return self._worlds(numbers, joining=False)

    def _number(self, held: Held, end: Callable[[Span], int], raised: str | None) -> int:
        span = self.spans[held.key]
        return (end(span) if span is not None else 0) + (raised == held.key)

    def _worlds(self, numbers: Mapping[str, int], joining: bool) -> int:
        totals = [h for h in self.told_of() if isinstance(h, Total) or self.regional(h)]
        totals = [h for h in totals if numbers.get(h.key, 0) > 0]
        scopes = [self.spots(total) for total in totals]
        needs = tuple(numbers[total.key] for total in totals)
        grounds = {tuple(spot in scope for scope in scopes) for scope in scopes for spot in scope}
        more = _more_needed(tuple(sorted(grounds)))
        events = [e for e in self.facts.events if not self.regional(e)]
        events = [e for e in events if numbers.get(e.key, 0) > 0 or (joining and e.doubles)]
        best: int | None = None
        for groups in _joined(events, joining):
            heads = [max(numbers.get(event.key, 0) for event in group) for group in groups]
            where = [{tuple(s in scope for scope in scopes) for e in group for s in self.spots(e)} for group in groups]
            for chosen in product(*where):
                left = list(needs)
                for head, held_by in zip(heads, chosen, strict=True):
                    left = [need - head if holds else need for need, holds in zip(left, held_by, strict=True)]
                value = sum(heads) + more(tuple(max(0, need) for need in left))
                best = value if best is None else min(best, value)
        return best or 0

    def most(self, least: int) -> int | None:
        """The maximum: the largest end that an origin states of the whole scope, not below what is recorded."""
        if (one := self.alone()) is not None:
            span = self.spans[one.key]
            return span.max if span is not None else None
        ends = self.ends()
        return max(*(end for end, _claims in ends.values()), self.recorded(), least) if ends else None

    def recorded(self) -> int:
        """The sum of the highest figures of the incidents that are surely in what is asked."""
        sure = [e for e in self.facts.events if self.belongs(e) and not self.regional(e)]
        return sum(span.stated or 0 for e in sure if (span := self.spans[e.key]) is not None)

    def over(self, total: Total) -> bool:
        """Whether a total is about the whole scope, or one that contains it."""
        asked, days = self.question.days, total.days
        unsure = total.part or total.certain_attacks or total.alternative is not None
        if not self.question.places or asked is None or days is None or unsure:
            return False
        wide = all(
            any(self.geography.spots(place) <= self.geography.spots(outer) for outer in total.places)
            for place in self.question.places
        )
        return wide and days[0] <= asked[0] and asked[1] <= days[1]

    def ends(self) -> dict[str, tuple[int, frozenset[str]]]:
        """For each origin its narrowest end of the whole scope."""
        ends: dict[str, tuple[int, frozenset[str]]] = {}
        for total in sorted(self.facts.totals, key=lambda t: t.key):
            if not self.over(total):
                continue
            heard = [t for t in total.tellings if not (self._strict and t.origin in self.facts.compilers)]
            if (whole := self._end(heard)) is None or whole.max is None:
                continue
            for origin in sorted({t.origin for t in heard}):
                own = self._end([t for t in heard if t.origin == origin])
                if own is not None and own.max is not None and (origin not in ends or own.max < ends[origin][0]):
                    ends[origin] = (own.max, own.max_claims)
        return ends

    @property
    def _strict(self) -> bool:
        return self.question.policy == "corroborated"

    def _end(self, tellings: Sequence[Telling]) -> Span | None:
        statuses = {said.status for t in tellings for said in t.figures if said.part_of is None}
        whole = statuses & {"unstated", "mixed"} or {"civilian", "combatant"} <= statuses
        if self.question.column == "any" and not whole:
            return None  # an end for civilians is no end for all
        return span_of(tellings, self.question.column, self.question.policy, self.facts.compilers)


@cache
def _more_needed(grounds: tuple[tuple[bool, ...], ...]) -> Callable[[tuple[int, ...]], int]:
    """How many more there must be, put one by one at any place and day, until every total has what it needs."""

    @cache
    def more(needs: tuple[int, ...]) -> int:
        first = next((at for at, need in enumerate(needs) if need > 0), None)
        if first is None:
            return 0
        return 1 + min(
            more(tuple(max(0, need - held) for need, held in zip(needs, ground, strict=True)))
            for ground in grounds
            if ground[first]
        )

    return more


def _joined(events: Sequence[Event], joining: bool) -> Iterator[list[list[Event]]]:
    """All ways to say which incidents are the same: any two of those that are may be."""
    if not events:
        yield []
        return
    first, rest = events[0], events[1:]
    for others in _joined(rest, joining):
        yield [[first], *others]
        for at, group in enumerate(others):
            if joining and all(first.key in event.doubles for event in group):
                yield [*others[:at], [first, *group], *others[at + 1 :]]


def question_of(facts: Facts, chance: random.Random) -> Question:
    """A question about places and days, half of the time such as a total of the record speaks of."""
    places = chance.choice([("Idlib",), ("Hama",), ("Idlib", "Hama"), ("Hass",), ("Hama city",), ()])
    days = chance.choice([(1, 6), (2, 4), (3, 3), (1, 3), None])
    spoken = [total for total in facts.totals if total.days is not None]
    if spoken and chance.random() < 0.5:
        total = chance.choice(spoken)
        first, last = total.days or (1, 6)
        places, days = total.places, (first, chance.randint(first, last))
    policy = chance.choice(["inclusive", "inclusive", "corroborated"])
    return Question(places, days, chance.choice(["civilian", "any", "any"]), policy)


def answer(facts: Facts, question: Question) -> Answer:
    """The ends and the highest figure, each with the claims that carry it.

    They are those without which it would be another; and those that state the figure of an incident or total with
    whose figure it would grow.
    """
    trying = Trying(facts, question)
    least = trying.least()
    found = Answer(least, trying.most(least), trying.highest())
    low, top = _growing(trying, found)
    high = _ending(trying, found, low)
    for claim in facts.claims():
        other = Trying(facts.without(claim), question)
        value = other.least()
        low |= {claim} if value != found.min else set()
        high |= {claim} if other.most(value) != found.max else set()
        top |= {claim} if found.highest is not None and other.highest() != found.highest else set()
    return Answer(found.min, found.max, found.highest, (frozenset(low), frozenset(high), frozenset(top)))


def _growing(trying: Trying, found: Answer) -> tuple[set[str], set[str]]:
    low: set[str] = set()
    top: set[str] = set()
    alone = trying.alone()
    for held in trying.told_of():
        span = trying.spans[held.key]
        if span is None or (alone is not None and alone.key != held.key):
            continue
        if trying.belongs(held) and (span.min > 0 or alone) and trying.least(raised=held.key) > found.min:
            low |= span.min_claims
        counts = trying.belongs(held) or trying.readable(held)
        tops = max(span.min, span.top or 0)
        if counts and found.highest is not None and (tops > 0 or alone):
            grown = trying.highest(raised=held.key)
            if grown is not None and grown > found.highest:
                top |= span.top_claims if span.top is not None and span.top >= span.min else span.min_claims
    return low, top


def _ending(trying: Trying, found: Answer, low: set[str]) -> set[str]:
    if (alone := trying.alone()) is not None:
        span = trying.spans[alone.key]
        return set(span.max_claims) if span is not None else set()
    ends = trying.ends()
    if not ends:
        return set()
    end = max(value for value, _claims in ends.values())
    high = {claim for value, claims in ends.values() if value == end for claim in claims}
    if found.max is not None and found.max > end:
        if trying.recorded() == found.max:
            for event in trying.facts.events:
                span = trying.spans[event.key]
                if trying.belongs(event) and not trying.regional(event) and span is not None and span.stated:
                    high |= span.stated_claims
        high |= low if found.min == found.max else set()
    return high
