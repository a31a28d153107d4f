"""Whether two names of places, in two spellings or two scripts, may be one name ("al-Zanjili" and "حي الزنجيلي")."""

from __future__ import annotations

from functools import cache, lru_cache

from harmtrace.places.display import in_latin
from harmtrace.places.folding import fold_name
from harmtrace.places.letters import CYRILLIC_LETTER
from harmtrace.places.sound import Sounds, alike_in_all, keys_of, sounds_of
from harmtrace.places.tables import table

_ALIKE = 0.86
"""So much alike sound the spellings of one name; those of two names with the same consonants hardly ever do."""


def same_name(one: str, two: str) -> bool:
    """Whether two unknown places may bear one name, whatever letters it is written in.

    Words for the kind of a place ("camp", "حي") are left out. It says nothing of where they are: two villages may
    share a name, so whoever asks compares the areas they lie in as well.
    """
    ours, theirs = _heard(one), _heard(two)
    return not set(keys_of(ours)).isdisjoint(filter(None, keys_of(theirs))) and alike_in_all(ours, theirs) >= _ALIKE


@lru_cache(maxsize=20_000)
def _heard(name: str) -> Sounds:
    words = fold_name(in_latin(name) if CYRILLIC_LETTER.search(name) else name).split()
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
