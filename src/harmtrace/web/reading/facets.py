"""What incidents and totals can be filtered by, as sets of their numbers: no question looks at all of them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from harmtrace.account.about import BLAMED
from harmtrace.model.incident import Incident
from harmtrace.model.where import Where
from harmtrace.publish import wording
from harmtrace.publish.codes import code_words
from harmtrace.publish.tongue import isolated, local_admin, local_name, sort_key, spoken, term
from harmtrace.store.folding import fold_for_search
from harmtrace.vocab.tables import by_id
from harmtrace.web.reading.filters import Filters, day_of
from harmtrace.web.shelves import Held, Shelves

Choice = tuple[str, str, int]
"""What can be chosen: its id, its words, and how many incidents and totals it fits."""
_UNKNOWN = "unk"
_WORDS: Mapping[str, Callable[[str], str]] = {
    "weapon": lambda row_id: term("weapons", row_id),
    "target": lambda row_id: term("targets", row_id),
    "actor": lambda row_id: wording.actor_words(row_id, ""),
    "harm": wording.harm_words,
    "status": wording.status_words,
    "state": code_words,
}


class Facets:
    """The facets of a record. Numbers are those of `rows`: incidents by date, then totals by date."""

    def __init__(self, shelves: Shelves) -> None:
        self.rows: Sequence[Held] = [*shelves.incidents, *shelves.aggregates]
        self.incidents = len(shelves.incidents)
        self._named: dict[str, Mapping[str, frozenset[int]]] = {}
        self._places: dict[tuple[str, str], frozenset[int]] = {}

    @cached_property
    def sets(self) -> Mapping[str, Mapping[str, frozenset[int]]]:
        """For each facet and each of its ids the numbers of the rows that have it."""
        found: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name in ("grade", *_WORDS)}
        for number, held in enumerate(self.rows):
            for name, row_id in _facets_of(held):
                found[name][row_id].add(number)
        return {name: {key: frozenset(rows) for key, rows in own.items()} for name, own in found.items()}

    @cached_property
    def _grades(self) -> Mapping[str, dict[str, str]]:
        """The names of the grades that policies propose."""
        given = (g for held in self.rows[: self.incidents] if isinstance(held, Incident) for g in held.grades)
        return {grade.decided or grade.proposed: grade.labels for grade in given}

    def prepare(self) -> None:
        """Work out the sets, and the names of places in the tongue in force."""
        self.sets  # noqa: B018 (made where it is first asked for)
        self._names()

    def choices(self, name: str) -> list[Choice]:
        """What can be chosen of a facet, in the order of its words; grades in that of their numbers."""
        found = [(row_id, self.words(name, row_id), len(rows)) for row_id, rows in self.sets[name].items()]
        return sorted(found, key=lambda row: (-row[2],) if name == "grade" else (sort_key(row[1]),))

    def words(self, name: str, row_id: str) -> str:
        """What an id of a facet is called."""
        if name == "grade":
            labels = self._grades.get(row_id, {})
            return labels.get(spoken().language) or isolated(labels.get("en", row_id))
        return _WORDS[name](row_id)

    def kept(self, filters: Filters) -> list[int]:
        """The numbers of the rows that fit, in their order."""
        wanted = [
            self.sets[name].get(getattr(filters, name), frozenset())
            for name in ("grade", *_WORDS)
            if getattr(filters, name)
        ]
        if filters.place:
            wanted.append(self._at(fold_for_search(filters.place)))
        numbers: Iterable[int] = range(len(self.rows))
        if wanted:
            numbers = sorted(frozenset.intersection(*sorted(wanted, key=len)))
        first, last, least = day_of(filters.start), day_of(filters.end), filters.least_origins
        return [number for number in numbers if self._fits(self.rows[number], first, last, least)]

    def _fits(self, held: Held, first: datetime.date | None, last: datetime.date | None, least: int) -> bool:
        if held.origins < least:
            return False
        if held.when is None:
            return first is None and last is None
        return (first is None or held.when.end >= first) and (last is None or held.when.start <= last)

    def _at(self, asked: str) -> frozenset[int]:
        """The rows at a place whose name, or that of what holds it, has what is asked for in it."""
        key = (spoken().tag, asked)
        if key not in self._places:
            if len(self._places) > 500:
                self._places.clear()
            told = (rows for name, rows in self._names().items() if asked in name)
            self._places[key] = frozenset().union(*told)
        return self._places[key]

    def _names(self) -> Mapping[str, frozenset[int]]:
        """The folded names of places in the tongue in force, each with the rows that are there."""
        tag = spoken().tag
        if tag not in self._named:
            found: dict[str, set[int]] = defaultdict(set)
            folded: dict[tuple[str, ...], tuple[str, ...]] = {}
            for number, held in enumerate(self.rows):
                for place in held.where:
                    written = (place.name, place.text, place.place_id or "", *place.admin)
                    if written not in folded:
                        folded[written] = tuple({fold_for_search(name) for name in _names(place)})
                    for name in folded[written]:
                        found[name].add(number)
            self._named[tag] = {name: frozenset(rows) for name, rows in found.items()}
        return self._named[tag]


def _facets_of(held: Held) -> Iterable[tuple[str, str]]:
    """The facets of a row with its ids; a weapon has those of its wider kinds too."""
    if isinstance(held, Incident):
        yield "state", held.status
        for weapon in held.weapons:
            yield from (("weapon", kind) for kind in _wider("weapons", weapon.weapon_id))
        yield from (("target", target.target_id) for target in held.targets)
        blamed = (actor.actor_id for actor in held.actors if actor.role in BLAMED)
        yield from (("actor", actor) for actor in blamed if actor and actor != _UNKNOWN)
        yield from (("grade", grade.decided or grade.proposed) for grade in held.grades)
    for row in held.tolls:
        yield "harm", row.harm
        if row.status != "any":
            yield "status", row.status


def _wider(table: str, row_id: str) -> Iterable[str]:
    known, at = by_id(table), row_id
    while at in known:
        yield at
        at = known[at].get("parent", "")


def _names(place: Where) -> tuple[str, ...]:
    """A place and what holds it, as the text and the gazetteer name them and in the tongue of the page."""
    local = (local_name(place.place_id, place.name), *local_admin(place.admin))
    return (place.name, place.text, *place.admin, *local)
