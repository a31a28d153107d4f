"""Which words of a script without capitals can only be names, though no pack has them.

In a report of attacks an unknown word that a preposition of place leads to is a village, where the phrase ends with it
("قرب سبينة،") or says on which side of another place it lies. A word is known that is in any table of the language,
with or without its endings; what has the shape of a verbal noun is none that a table has to list.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from harmtrace.places.folding import fold_name
from harmtrace.places.letters import ARABIC_ARTICLE
from harmtrace.places.unjoined import unjoined

_LEAST = 4
"""Letters of such a name."""
_STEM = 3
_PIECE = re.compile(r"[^\W\d_]{3,}")
_VERBAL = re.compile(
    r"ت..ي.ه?|ت.ا..|ا.{2,4}ا.|م.ا..ه|م.{2,3}(?:ات|ين|ون)|.{2,}(?:تين|تان|تها|ته)|.{3,}(?:هم|ها|هن|كم|هما)"
)
"""Folded shapes of verbal nouns, participles in the plural, duals, and of words with a possessor."""
_ENDINGS = ("ه", "ا", "ي", "ان", "ين", "ون", "ات", "يه", "يين", "يون")


@lru_cache(maxsize=10_000)
def sounds_unheard(word: str, language: str) -> bool:
    """Whether a folded word of a text may be a name: no table of the language has it, nor a word like it."""
    if len(word) < _LEAST or _VERBAL.fullmatch(word):
        return False
    known = _known_words(language)
    stems = [form.removeprefix(ARABIC_ARTICLE) for form in unjoined(word)]
    stems += [stem[: -len(end)] for stem in stems for end in _ENDINGS if stem.endswith(end)]
    stems = [stem for stem in stems if len(stem) >= _STEM]
    return known.isdisjoint(stems) and known.isdisjoint(f"{stem}ه" for stem in stems)


@cache
def _known_words(language: str) -> frozenset[str]:
    """The folded words, their article off, of every table of the vocabulary of a language."""
    words: set[str] = set()
    for table in files("harmtrace.vocab").joinpath("data", "lang", language).iterdir():
        words.update(_PIECE.findall(fold_name(table.read_text(encoding="utf-8"))))
    cues = files("harmtrace.vocab").joinpath("data", "places", f"{language}_cues.tsv")
    words.update(_PIECE.findall(fold_name(cues.read_text(encoding="utf-8"))))
    return frozenset(word.removeprefix(ARABIC_ARTICLE) for word in words)
