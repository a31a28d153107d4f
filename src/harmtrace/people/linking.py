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
from harmtrace.people.deciding import Decisions, apart, marked, ruled
from harmtrace.people.scored import Scored, surest_first
from harmtrace.people.scoring import LinkSettings, Run, scored
from harmtrace.people.settling import settled

__all__ = ["LinkSettings", "Linkage", "LinkagePeople", "duplicates", "link", "link_many"]
NAMES = ("A", "B")
"""What lists without names are called in notes and decisions."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """Links, the surest first; what a reader of them has to know; how many pairs were compared, and what found them.

    `candidates` are all pairs from a small probability on, links among them: what a clerical review looks through.
    """

    links: tuple[Link, ...]
    notes: tuple[str, ...] = ()
    compared: int = 0
    rules: tuple[RuleUse, ...] = ()
    candidates: tuple[LinkedRows, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkagePeople:
    """People of several lists, those with the most rows first; the rest as in `Linkage`."""

    people: tuple[LinkedPerson, ...]
    notes: tuple[str, ...] = ()
    compared: int = 0
    rules: tuple[RuleUse, ...] = ()
    candidates: tuple[LinkedRows, ...] = ()


def link(
    left: Sequence[Entry],
    right: Sequence[Entry],
    settings: LinkSettings | None = None,
    names: tuple[str, str] = NAMES,
) -> Linkage:
    """The pairs of two lists, one to one.

    Raises `MissingExtra` where splink is not installed, `BadSetting` where no rule can be used.
    """
    settings = settings or LinkSettings()
    run = scored({names[0]: left, names[1]: right}, settings)
    pairs = marked(run.scored, names, settings.decided)
    same, chosen, others = _settled(pairs, (len(left), len(right)))
    return _linkage(run, _kept(same, chosen, settings), _latest(pairs, others), names)


def duplicates(entries: Sequence[Entry], settings: LinkSettings | None = None, name: str = NAMES[0]) -> Linkage:
    """The pairs of one list that may be one person; raises as `link` does."""
    settings = settings or LinkSettings()
    run = scored({name: entries}, settings)
    pairs = marked(run.scored, (name,), settings.decided)
    return _linkage(run, _kept(*ruled(pairs), settings), pairs, (name,))


def _settled(pairs: Sequence[Scored], sizes: tuple[int, int]) -> tuple[list[Scored], list[Scored], list[Scored]]:
    """Of two lists: pairs that were decided to be one person, those chosen one to one, and all that were weighed.

    What is likely of a pair does not hang on what was decided of it; a pair decided to be two people is no rival.
    """
    same, others = ruled(pairs)
    chosen = _one_to_one(others)
    open_ = [one for one in pairs if one.link.decided != "different"]
    weighed = settled(open_, chosen if len(open_) == len(others) else _one_to_one(open_), sizes)
    new = {_ends(one): one for one in weighed}
    return [new[_ends(one)] for one in same], sorted((new[_ends(one)] for one in chosen), key=surest_first), weighed


def _ends(one: Scored) -> tuple[tuple[int, int], str, str]:
    return one.lists, one.link.a, one.link.b


def _latest(pairs: Sequence[Scored], weighed: Sequence[Scored]) -> list[Scored]:
    """All pairs, those that were weighed among the others as they are then."""
    new = {_ends(one): one for one in weighed}
    return [new.get(_ends(one), one) for one in pairs]


def _linkage(run: Run, kept: Sequence[Scored], pairs: Sequence[Scored], names: Sequence[str]) -> Linkage:
    links = tuple(one.link for one in kept)
    return Linkage(links, tuple(run.notes), run.compared, run.told(kept), _candidates(pairs, names))


def _kept(same: Sequence[Scored], others: Sequence[Scored], settings: LinkSettings) -> list[Scored]:
    """Pairs that were decided to be one person, and others that are likely enough."""
    likely = [one for one in others if one.link.probability >= settings.threshold]
    return sorted([*same, *likely], key=surest_first) if same else likely


def _candidates(pairs: Sequence[Scored], names: Sequence[str]) -> tuple[LinkedRows, ...]:
    return tuple(LinkedRows((names[one.lists[0]], names[one.lists[1]]), one.link) for one in pairs)


def link_many(lists: Mapping[str, Sequence[Entry]], settings: LinkSettings | None = None) -> LinkagePeople:
    """The people of several named lists, none of them with two rows of one list; raises as `link` does."""
    settings = settings or LinkSettings()
    names = list(lists)
    run = scored(lists, settings)
    by_pair: dict[tuple[int, int], list[Scored]] = defaultdict(list)
    pairs = marked(run.scored, names, settings.decided)
    for one in pairs:
        by_pair[one.lists].append(one)
    kept: list[Scored] = []
    same: list[Scored] = []
    weighed: list[Scored] = []
    for (one_list, other_list), pair in by_pair.items():
        decided, chosen, others = _settled(pair, (len(lists[names[one_list]]), len(lists[names[other_list]])))
        same += decided
        weighed += others
        kept += _kept((), chosen, settings)
    ordered = [*sorted(same, key=surest_first), *sorted(kept, key=surest_first)]
    people = list(_people(ordered, names, settings.decided))
    people.sort(key=lambda one: (-len(one.rows), -one.probability, *one.rows.items()))
    notes = (*run.notes, *_broken(same, people, names))
    return LinkagePeople(
        tuple(people), notes, run.compared, run.told(ordered), _candidates(_latest(pairs, weighed), names)
    )


def _broken(same: Sequence[Scored], people: Sequence[LinkedPerson], names: Sequence[str]) -> Iterator[str]:
    """A note of each pair that was decided to be one person and that other decisions keep apart."""
    together = {(name, row): number for number, one in enumerate(people) for name, row in one.rows.items()}
    for one in same:
        left, right = ((names[n], row) for n, row in zip(one.lists, (one.link.a, one.link.b), strict=True))
        if together.get(left) is None or together.get(left) != together.get(right):
            rows = f"{' '.join(left)} and {' '.join(right)}"
            yield f"{rows} were decided to be one person; other decisions, or a second row of a list, do not allow it"


def _one_to_one(pairs: Sequence[Scored]) -> list[Scored]:
    least = min((one.weight for one in pairs), default=0.0)
    kept = one_to_one([(one.link.a, one.link.b, one.weight - least + 1) for one in pairs])
    return [one for one in pairs if (one.link.a, one.link.b) in kept]


def _people(links: Sequence[Scored], names: Sequence[str], decided: Decisions) -> Iterator[LinkedPerson]:
    """Join rows by links, in their order, where no two rows of one list and none that were decided apart meet."""
    person: dict[tuple[int, str], dict[int, str]] = {}
    held: dict[int, float] = {}
    for one in links:
        ends = [(number, row) for number, row in zip(one.lists, (one.link.a, one.link.b), strict=True)]
        left, right = (person.setdefault(end, {end[0]: end[1]}) for end in ends)
        if left is right or left.keys() & right.keys() or (decided and _apart(left, right, names, decided)):
            continue
        weakest = min(held.get(id(left), 1.0), held.pop(id(right), 1.0), one.link.probability)
        left |= right
        held[id(left)] = weakest
        for end in right.items():
            person[end] = left
    yield from _told(person, held, links, names)


def _apart(left: Mapping[int, str], right: Mapping[int, str], names: Sequence[str], decided: Decisions) -> bool:
    one, other = ([(names[number], row) for number, row in rows.items()] for rows in (left, right))
    return apart(one, other, decided)


def _told(
    person: Mapping[tuple[int, str], Mapping[int, str]],
    held: Mapping[int, float],
    links: Sequence[Scored],
    names: Sequence[str],
) -> Iterator[LinkedPerson]:
    """People of more than one row, with all links between their rows."""
    between: dict[int, list[LinkedRows]] = defaultdict(list)
    for one in links:
        rows = person[one.lists[0], one.link.a]
        if rows.get(one.lists[1]) == one.link.b:
            between[id(rows)].append(LinkedRows((names[one.lists[0]], names[one.lists[1]]), one.link))
    for rows in {id(rows): rows for rows in person.values() if len(rows) > 1}.values():
        told = {names[number]: rows[number] for number in sorted(rows)}
        yield LinkedPerson(told, held[id(rows)], tuple(between[id(rows)]))
