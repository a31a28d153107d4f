"""Whether two names of places, in two spellings or two scripts, may be one name ("al-Zanjili" and "حي الزنجيلي")."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from harmtrace.places.display import latin_spellings
from harmtrace.places.folding import fold_name
from harmtrace.places.letters import CYRILLIC_LETTER
from harmtrace.places.sound import Sounds, alike_in_all, keys_of, sounds_of
from harmtrace.places.tables import table

_IN_CYRILLIC = CYRILLIC_LETTER.search
_SPOKEN_G = re.compile(r"g(?!h)")
_ALIKE = 0.86
"""So much alike sound the spellings of one name; those of two names with the same consonants hardly ever do."""


def same_name(one: str, two: str) -> bool:
    """Whether two unknown places may bear one name, whatever letters it is written in.

    Words for the kind of a place ("camp", "حي") are left out. It says nothing of where they are: two villages may
    share a name, so whoever asks compares the areas they lie in as well.
    """
    return any(_sound_alike(ours, theirs) for ours in _heard(one) for theirs in _heard(two))


def _sound_alike(ours: Sounds, theirs: Sounds) -> bool:
    shared = not set(keys_of(ours)).isdisjoint(filter(None, keys_of(theirs)))
    return shared and alike_in_all(ours, theirs) >= _ALIKE


@lru_cache(maxsize=20_000)
def _heard(name: str) -> tuple[Sounds, ...]:
    """The sounds of a name without the words for kinds, in each way to read it.

    Where ق is spoken as a g, in the Sudan, Yemen and Iraq, Latin letters write it so: "Gubba" is القبة.
    """
    spellings = latin_spellings(name) if _IN_CYRILLIC(name) else (name,)
    spoken = [_SPOKEN_G.sub("q", one.lower()) for one in spellings if one.isascii() and _SPOKEN_G.search(one.lower())]
    return tuple(_bare_sounds(spelling) for spelling in (*spellings, *spoken))


def _bare_sounds(name: str) -> Sounds:
    words = fold_name(name).split()
    bare = [word for word in words if word not in _kinds()]
    return sounds_of(" ".join(bare or words))


@cache
def _kinds() -> frozenset[str]:
    """The folded words for kinds of places, of one word, that stand beside names."""
    rows = [row for name in ("en_cues", "ar_cues") for row in table(name) if row["class"] == "level"]
    forms = (form.strip() for row in rows for form in row["forms"].split(" | "))
    return (
        frozenset(fold_name(form) for form in forms if " " not in form)
        | {"street", "square", "refugee", "the", "of"}
        | {fold_name("شارع"), fold_name("ساحة")}
    )
