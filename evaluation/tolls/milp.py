"""The least toll of a whole record as one mixed-integer program, written from the text of methods.md, section 2.

There is a variable for each way to say which incidents are the same and where each was, one for the residual at each
kind of place and day that totals name, and a constraint for each incident and each total. Nothing of
`harmtrace.account` is used here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.tolls.facts import Event, Facts, Total
from evaluation.tolls.ranges import span_of

Spot = tuple[str, int]


def least_of(facts: Facts, places: Sequence[str], days: tuple[int, int], policy: str = "inclusive") -> float:
    """The least number of the people that a record says were harmed in some places (none: all) and a period."""
    asked = _asked(facts, places, days)
    return _solved(*_numbers(facts, asked, policy, highest=False), joining=True)


def highest_of(facts: Facts, places: Sequence[str], days: tuple[int, int], policy: str = "inclusive") -> float:
    """The same with highest figures: nothing is joined, and what can be read to lie in scope does."""
    asked = _asked(facts, places, days)
    return _solved(*_numbers(facts, asked, policy, highest=True), joining=False)


def _asked(facts: Facts, places: Sequence[str], days: tuple[int, int]) -> set[Spot]:
    spots = facts.geography.of(places or tuple(facts.geography.regions))
    return {(spot, day) for spot in spots for day in range(days[0], days[1] + 1)}


def _spots(facts: Facts, held: Event | Total) -> list[set[Spot]]:
    names = held.readings if isinstance(held, Event) else held.places
    first, last = held.days or (1, 1)
    read = [{(spot, day) for spot in facts.geography.spots(n) for day in range(first, last + 1)} for n in names]
    return read if isinstance(held, Event) else [set().union(*read)]


def _numbers(
    facts: Facts, asked: set[Spot], policy: str, highest: bool
) -> tuple[list[tuple[Event, int, list[frozenset[str]]]], dict[str, int], set[frozenset[str]]]:
    """Incidents with their number and the sets of totals that may hold them; what totals need; the kinds of spots."""
    needs: dict[str, int] = {}
    over: dict[Spot, list[str]] = {}
    for total in facts.totals:
        span = span_of(total.tellings, "any", policy, facts.compilers)
        (spots,) = _spots(facts, total)
        number = (max(span.min, span.top or 0) if highest else span.min) if span is not None else 0
        if number > 0 and spots <= asked:
            needs[total.key] = number
            for spot in spots:
                over.setdefault(spot, []).append(total.key)
    kinds = {spot: frozenset(keys) for spot, keys in over.items()}
    incidents = []
    for event in facts.events:
        span = span_of(event.tellings, "any", policy, facts.compilers)
        readings = _spots(facts, event)
        counts = all(spots <= asked for spots in readings) or (highest and any(spots <= asked for spots in readings))
        number = (max(span.min, span.top or 0) if highest else span.min) if span is not None and counts else 0
        options = {kinds.get(spot, frozenset()) for spots in readings for spot in spots}
        incidents.append((event, number, sorted(options, key=sorted)))
    return incidents, needs, set(kinds.values())


def _solved(
    incidents: Sequence[tuple[Event, int, list[frozenset[str]]]],
    needs: Mapping[str, int],
    kinds: set[frozenset[str]],
    joining: bool,
) -> float:
    import highspy

    library: Any = highspy
    model = library.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("mip_rel_gap", 0.0)
    holders: dict[str, list[Any]] = {key: [] for key in needs}
    counted: dict[str, list[Any]] = {event.key: [] for event, _n, _o in incidents}
    costs = []
    by_key = {event.key: (event, number, options) for event, number, options in incidents}
    for group in _groups(by_key, joining):
        number = max(by_key[key][1] for key in group)
        taken = model.addBinary()
        costs.append(number * taken)
        for key in group:
            counted[key].append(taken)
        options = {option for key in group for option in by_key[key][2] if option & needs.keys()}
        lying = []
        for option in sorted(options, key=sorted):
            lies = model.addBinary()
            lying.append(lies)
            for key in option & needs.keys():
                holders[key].append(number * lies)
        if lying:
            model.addConstr(sum(lying[1:], lying[0]) <= taken)
    for kind in sorted(kinds, key=sorted):
        more = model.addIntegral(lb=0)
        costs.append(1 * more)
        for key in kind & needs.keys():
            holders[key].append(1 * more)
    for parts in counted.values():
        model.addConstr(sum(parts[1:], 1 * parts[0]) == 1)
    for key, need in needs.items():
        model.addConstr(sum(holders[key][1:], holders[key][0]) >= need)
    model.minimize(model.qsum(costs))
    return float(round(model.getInfo().objective_function_value, 6))


def _groups(by_key: Mapping[str, tuple[Event, int, list[frozenset[str]]]], joining: bool) -> list[tuple[str, ...]]:
    """All sets of incidents of which any two may be the same; each alone as well."""
    found: list[tuple[str, ...]] = []
    for key in sorted(by_key):
        waiting: list[tuple[str, ...]] = [(key,)]
        while waiting:
            group = waiting.pop()
            found.append(group)
            if joining:
                later = (k for k in by_key[key][0].doubles if k > group[-1] and k in by_key)
                waiting += [(*group, k) for k in later if all(k in by_key[m][0].doubles for m in group)]
    return found
