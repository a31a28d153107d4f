"""A name that a person asks for in; the places it may be, how far they are, which packs have them, out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from harmtrace.errors import UnknownPlace
from harmtrace.model.immutable import immutable
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.packfile import Alternate
from harmtrace.places.place import Place
from harmtrace.places.sources.problems import wrong_position

_POSITION = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_SHOWN = 80
"""So many letters of an unknown name are said again."""
_ALIKE = 78.0
"""How alike (0 to 100, rapidfuzz ratio) a spelling must be to be suggested."""


@immutable(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `distance_km` is from the place that it was asked near to."""

    place: Place
    packs: tuple[str, ...]
    distance_km: float | None = None
    former: bool = False
    """Whether the place bore the name in the past only."""
    tagged: tuple[Alternate, ...] = ()


def candidates(gazetteer: Gazetteer, name: str, near: Place | None = None, country: str = "") -> list[Candidate]:
    """The places that `name` (or id) may mean, in `country` if given: the nearest or else the most populous first."""
    found = gazetteer.search(name)
    before = [] if found else _once_named(gazetteer, name)
    kept = [place for place in (found or before) if country in ("", place.country)]
    answers = [
        Candidate(
            place,
            packs=tuple(pack.name for pack in gazetteer.packs if pack.by_id(place.place_id)),
            distance_km=_distance(place, near),
            former=not found,
            tagged=tuple(one for pack in gazetteer.packs for one in pack.alternates(place.place_id)),
        )
        for place in kept
    ]
    return sorted(answers, key=lambda one: (one.distance_km or 0.0, -one.place.population, one.place.place_id))


def place_near(gazetteer: Gazetteer, words: str) -> Place:
    """The place that `--near` names: a name, an id, or a latitude and longitude. Raises `UnknownPlace`."""
    match = _POSITION.fullmatch(words)
    if match:
        lat, lon = float(match[1]), float(match[2])
        wrong = wrong_position(lat, lon)
        if wrong:
            raise UnknownPlace(wrong, where="--near")
        return Place("", f"{lat:g}, {lon:g}", "settlement", lat=lat, lon=lon)
    found = [place for place in gazetteer.search(words) if place.lat is not None]
    if not found:
        raise unknown(gazetteer, words)
    return found[0]


def unknown(gazetteer: Gazetteer, name: str, country: str = "") -> UnknownPlace:
    """The error for a name that no pack has, with the spellings that come near it."""
    near = near_spellings(gazetteer, name, country)
    where = f" in {country}" if country else ""
    hint = f"Did you mean {', '.join(near)}? " if near else ""
    return UnknownPlace(
        f"no place is called {_clipped(name)!r}{where} in the installed gazetteer packs",
        way_out=f"{hint}Packs of more countries: `harmtrace gazetteer install XX`.",
    )


def _clipped(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"


def near_spellings(gazetteer: Gazetteer, name: str, country: str = "", most: int = 5) -> list[str]:
    """Names of the packs that are spelt like `name`, the most alike first, one for each place (in `country`)."""
    from rapidfuzz import fuzz, process

    folded = fold_name(name)
    if len(folded) < 3:
        return []
    scored: dict[str, float] = {}
    for pack in gazetteer.packs:
        found = process.extract(
            folded, pack.folded_names(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=(40 if country else 4) * most
        )
        scored.update({one: score for one, score, _ in found})
    shown: dict[str, str] = {}
    for one in sorted(scored, key=lambda one: (-scored[one], one)):
        place = next((place for place in gazetteer.lookup(one) if country in ("", place.country)), None)
        if place is not None:
            shown.setdefault(place.place_id, _as_written(place, one))
    return list(dict.fromkeys(shown.values()))[:most]


def _as_written(place: Place, folded: str) -> str:
    own: Iterable[str] = (place.name, *place.names)
    return next((name for name in own if fold_name(name) == folded), place.name)


def _once_named(gazetteer: Gazetteer, name: str) -> list[Place]:
    folded = fold_name(name)
    return gazetteer.merged(place for pack in gazetteer.packs for place in pack.once_named(folded))


def _distance(place: Place, near: Place | None) -> float | None:
    if near is None:
        return None
    away = kilometres(place, near)
    return round(away, 1) if math.isfinite(away) else None
