"""Whether two places may be one by the areas that they are said to lie in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

from harmtrace.model.where import Where
from harmtrace.places.containment import place_in
from harmtrace.places.folding import fold_name, skeleton
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.place import Place

Fit = Literal["yes", "no", "maybe"]
NEIGHBOUR_KM = 15.0
"""Of two towns so near to each other a report may name either for a place beside them."""


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """The consonants of a name, by which spellings are compared."""
    return skeleton(fold_name(name))


def areas_fit(one: Where, other: Where, gazetteer: Gazetteer) -> Fit:
    """Whether the areas of two places fit: the same as far as both are known, surely apart, or neither."""
    answers = {
        _fit(ours, theirs, gazetteer) for ours in _admins(one, gazetteer) for theirs in _admins(other, gazetteer)
    }
    return answers.pop() if len(answers) == 1 else "maybe"


def leads_to(admin: Sequence[str], other: Sequence[str], key: Callable[[str], str] = name_key) -> bool:
    """Whether one of two rows of areas, from the country down, is the beginning of the other.

    Spellings are compared by `key`, but those of countries: by their consonants Niger and Nigeria are one.
    """
    if admin and other and fold_name(admin[0]) != fold_name(other[0]):
        return False
    return all(key(ours) == key(theirs) for ours, theirs in zip(admin[1:], other[1:], strict=False))


def _admins(where: Where, gazetteer: Gazetteer) -> list[tuple[str, ...]]:
    """The areas of a place, and of the others that its name may stand for."""
    others = (gazetteer.place(place_id) for place_id in where.alternatives)
    return [where.admin, *(place.admin for place in others if place is not None)]


def _fit(ours: tuple[str, ...], theirs: tuple[str, ...], gazetteer: Gazetteer) -> Fit:
    if leads_to(ours, theirs, fold_name):
        return "yes"
    one, other = gazetteer.within(ours), gazetteer.within(theirs)
    if one is not None and other is not None and _apart(one, other, gazetteer):
        return "no"
    return "yes" if leads_to(ours, theirs) else "maybe"


def _apart(one: Place, other: Place, gazetteer: Gazetteer) -> bool:
    if not place_in(one, other, gazetteer) == place_in(other, one, gazetteer) == "no":
        return False
    return one.is_area() or other.is_area() or kilometres(one, other) > NEIGHBOUR_KM
