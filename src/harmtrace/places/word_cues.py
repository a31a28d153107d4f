"""From the words of a cue table to those that readers of scripts without capitals and of other languages look up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harmtrace.places.folding import fold_name

_NAMED_LEVELS = ("settlement", "neighbourhood", "adm2", "adm3", "region")
_PROVINCE = "adm1"
_DEFINITE = "ال"
"""A level word with its article ("العاصمة") marks only a name that packs have: any word may follow it."""
_Words = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, kw_only=True)
class WordCues:
    """Words by themselves, folded unless said otherwise."""

    sites_with_names: frozenset[str]
    """Folded words for buildings that are called after the town that they stand in."""
    both: frozenset[str]
    """Words for parts of several places ("ريفي حماة وإدلب")."""
    toward: frozenset[str]
    """Words before the place that a road leads to."""
    village_heads: frozenset[str]
    """Those of `compounds` that begin names of places and no others ("Kafr")."""
    heights: frozenset[str]
    """Those that begin names of hills."""
    joined_heads: tuple[str, ...]
    """Those that are also written on to what follows them ("كفرعويد")."""
    ends_of_names: frozenset[str]
    """Folded words with an article that end a name which another word begins ("ميس الجبل")."""
    own_names: frozenset[str]
    """Folded words for streets and squares, which ordinary words name as well."""
    site_marks: dict[str, str]
    """The level of each folded word for a site whose name follows it ("camp", "street")."""
    bodies: frozenset[str]
    """Folded words for bodies that places give their names to."""
    describing_words: frozenset[str]
    """Folded words that say of what kind a place is, and are no name ("small", "residential")."""
    plurals_folded: frozenset[str]
    """Level words for several places, folded."""
    level_marks: dict[str, str]
    """The level of each folded level word of places that have names of their own."""
    before_names: frozenset[str]
    """Folded words before a place's name: prepositions, what is done to places, sites that are called after them."""
    between_names: frozenset[str]
    """Folded words that are no part of a name in a script without capitals."""
    numbers: dict[str, str]
    """Levels by the folded words for places that a number names."""
    ordinals: frozenset[str]
    """Folded words for the number of a quarter ("الحي الخامس")."""
    before_unheard: dict[str, str]
    """Folded words before a name that no pack has: "on" where the words after it must say where the place lies."""
    hurting: frozenset[str]
    """Folded words of reports of attacks."""
    hours: frozenset[str]
    """Folded names of places that are also times of prayer."""
    before_hours: frozenset[str]
    """Folded words before these where the time is meant."""
    patrons: frozenset[str]
    """Folded words before the party or power that people stand with ("موالية لأنقرة")."""
    nations: dict[str, str]
    """Country codes by folded adjectives of nationality."""
    sides: dict[str, str]
    """Directions by the folded words that such an adjective follows ("الشمال السوري")."""
    endings: dict[str, tuple[str, ...]]
    """The endings of names in other cases, with those of the case that packs have."""
    surnames: tuple[str, ...]
    """How many persons' names end, folded."""
    prefixes: dict[str, str]
    """What is written on to a name to say which part of it ("Nordsyrien"), with its direction."""


def word_cues(words: _Words, plurals: Iterable[str]) -> dict[str, Any]:
    """The fields of `WordCues` from the forms of each class with their values."""

    def folded(*classes: str) -> frozenset[str]:
        return frozenset(fold_name(form) for klass in classes for form, _ in words.get(klass, ()))

    def forms(klass: str, wanted: str) -> Iterable[str]:
        return (form for form, value in words.get(klass, ()) if value == wanted)

    return {
        "sites_with_names": folded("facility"),
        "both": frozenset(form for form, _ in words.get("both", ())),
        "toward": frozenset(forms("near", "road")),
        "village_heads": frozenset(map(fold_name, forms("compound", "village"))),
        "heights": frozenset(map(fold_name, forms("compound", "height"))),
        "joined_heads": tuple(map(fold_name, forms("compound", "joined"))),
        "ends_of_names": folded("name_end"),
        "own_names": folded("marking"),
        "site_marks": {fold_name(form): "site" for form in (*forms("level", "site"), *forms("marking", "site"))},
        "bodies": frozenset(map(fold_name, forms("organisation", "of"))),
        "describing_words": folded("describing"),
        "plurals_folded": frozenset(map(fold_name, plurals)),
        "level_marks": {
            fold_name(form): value
            for form, value in words["level"]
            if value in _NAMED_LEVELS and not form.startswith(_DEFINITE)
        },
        "before_names": folded("locative", "facility", "near") | frozenset(map(fold_name, forms("level", "site"))),
        "between_names": folded(
            "compass", "part", "area", "function", "ordinary", "day", "definite", "pronoun", "organisation"
        )
        - folded("compound")
        | frozenset(fold_name(form) for form, value in words["level"] if value == _PROVINCE),
        "numbers": {fold_name(form): value for form, value in words.get("numbered", ())},
        "ordinals": folded("ordinal"),
        "before_unheard": {fold_name(form): value for form, value in words.get("unheard", ())},
        "hurting": folded("hurting"),
        "hours": folded("hour"),
        "before_hours": folded("before_hour"),
        "patrons": folded("patron"),
        "nations": {fold_name(form): value for form, value in words.get("nation", ())},
        "sides": {fold_name(form): value for form, value in words.get("side", ())},
        "endings": {
            value: tuple(form.strip("-") for form, other in words["ending"] if other == value)
            for _, value in words.get("ending", ())
        },
        "surnames": tuple(fold_name(form) for form, _ in words.get("surname", ())),
        "prefixes": dict(words.get("prefix", ())),
    }
