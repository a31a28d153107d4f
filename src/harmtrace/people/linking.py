"""Which rows of lists are the same person: links one to one, doubles of a list, and people of several lists.

Two lists are linked one to one: of all sets of links in which no row stands twice the one with the largest weights, so
that brothers do not all become the same man (`assignment`). Of several lists, each two are linked so, and links are
taken, the surest first, where no person then has two rows of one list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from harmtrace.model.link import Link, LinkedPerson, LinkedRows
from harmtrace.model.person import Entry
from harmtrace.people.assignment import one_to_one
from harmtrace.people.blocking import RuleUse
from harmtrace.people.scoring import LinkSettings, Scored, scored, surest_first

__all__ = ["LinkSettings", "Linkage", "LinkagePeople", "duplicates", "link", "link_many"]


@dataclass(frozen=True, slots=True)
class Linkage:
    """Links, the surest first; what a reader of them has to know; how many pairs were compared, and what found them."""

    links: tuple[Link, ...]
    notes: tuple[str, ...] = ()
    compared: int = 0
    rules: tuple[RuleUse, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkagePeople:
    """People of several lists, those with the most rows first; the rest as in `Linkage`."""

    people: tuple[LinkedPerson, ...]
    notes: tuple[str, ...] = ()
    compared: int = 0
    rules: tuple[RuleUse, ...] = ()


def link(left: Sequence[Entry], right: Sequence[Entry], settings: LinkSettings | None = None) -> Linkage:
    """The pairs of two lists, one to one.

    Raises `MissingExtra` where splink is not installed, `BadSetting` where no rule can be used.
    """
    settings = settings or LinkSettings()
    run = scored({"A": left, "B": right}, settings)
    kept = [one for one in _one_to_one(run.scored) if one.link.probability >= settings.threshold]
    return Linkage(tuple(one.link for one in kept), tuple(run.notes), run.compared, run.told(kept))


def duplicates(entries: Sequence[Entry], settings: LinkSettings | None = None) -> Linkage:
    """The pairs of one list that may be one person; raises as `link` does."""
    settings = settings or LinkSettings()
    run = scored({"A": entries}, settings)
    kept = [one for one in run.scored if one.link.probability >= settings.threshold]
    return Linkage(tuple(one.link for one in kept), tuple(run.notes), run.compared, run.told(kept))


def link_many(lists: Mapping[str, Sequence[Entry]], settings: LinkSettings | None = None) -> LinkagePeople:
    """The people of several named lists, none of them with two rows of one list; raises as `link` does."""
    settings = settings or LinkSettings()
    names = list(lists)
    run = scored(lists, settings)
    by_pair: dict[tuple[int, int], list[Scored]] = defaultdict(list)
    for one in run.scored:
        by_pair[one.lists].append(one)
    kept = [one for pair in by_pair.values() for one in _one_to_one(pair) if one.link.probability >= settings.threshold]
    people = list(_people(sorted(kept, key=surest_first), names))
    people.sort(key=lambda one: (-len(one.rows), -one.probability, *one.rows.items()))
    return LinkagePeople(tuple(people), tuple(run.notes), run.compared, run.told(kept))


def _one_to_one(pairs: Sequence[Scored]) -> list[Scored]:
    least = min((one.weight for one in pairs), default=0.0)
    kept = one_to_one([(one.link.a, one.link.b, one.weight - least + 1) for one in pairs])
    return [one for one in pairs if (one.link.a, one.link.b) in kept]


def _people(links: Sequence[Scored], names: Sequence[str]) -> Iterator[LinkedPerson]:
    """Join rows by links, the surest first, where no two rows of one list come together."""
    person: dict[tuple[int, str], dict[int, str]] = {}
    held: dict[int, float] = {}
    for one in links:
        ends = [(number, row) for number, row in zip(one.lists, (one.link.a, one.link.b), strict=True)]
        left, right = (person.setdefault(end, {end[0]: end[1]}) for end in ends)
        if left is right or left.keys() & right.keys():
            continue
        weakest = min(held.get(id(left), 1.0), held.pop(id(right), 1.0), one.link.probability)
        left |= right
        held[id(left)] = weakest
        for end in right.items():
            person[end] = left
    between: dict[int, list[LinkedRows]] = defaultdict(list)
    for one in links:
        rows = person[one.lists[0], one.link.a]
        if rows.get(one.lists[1]) == one.link.b:
            between[id(rows)].append(LinkedRows((names[one.lists[0]], names[one.lists[1]]), one.link))
    for rows in {id(rows): rows for rows in person.values() if len(rows) > 1}.values():
        told = {names[number]: rows[number] for number in sorted(rows)}
        yield LinkedPerson(told, held[id(rows)], tuple(between[id(rows)]))
