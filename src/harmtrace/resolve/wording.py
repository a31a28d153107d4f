"""How alike two tellings are in their words, rare ones heavy: what copies, rewrites and quotations have in common.

How rare a word is, is said by a table and not counted over the record: else a relay of one report, or a report from
another country, would change how alike two others are, and with that which of them are one incident.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from harmtrace.model.claim import AnyClaim, places_named
from harmtrace.places.folding import fold_name
from harmtrace.vocab.tables import rows

Words = frozenset[str]
MOST = 8
"""So many tellings of a cluster are compared; more say little more and would take ever longer."""
RAREST = 6
"""The weight of a word that the table does not have: fewer than one sentence in 64 has it."""
LEAST = 10 * RAREST**2
"""So many rare words, by their squares, make a telling; what shorter ones have in common is held against so many.
"Three killed in shelling" and "seven killed in shelling" are the same words and not the same event."""
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3


def words_in(text: str) -> Words:
    """The words of a text that are long enough to say something; no numbers."""
    return frozenset(fold_name(word) for word in _WORD.findall(text) if len(word) >= _SHORTEST and not word.isdigit())


def words_of(claim: AnyClaim) -> Words:
    """The words of the sentences that a claim rests on, less those that are compared by themselves: its places."""
    places = " ".join(f"{where.text} {where.name}" for where in places_named(claim))
    return words_in(" ".join(part.quote for part in claim.evidence)) - words_in(places)


class _Squares(dict[str, int]):
    """The squares of the weights of words; a word that is not common is as heavy as the rarest."""

    def __missing__(self, _word: str) -> int:
        return RAREST**2


@cache
def _squares() -> _Squares:
    return _Squares({row["word"]: int(row["halvings"]) ** 2 for row in rows("common_words")})


@dataclass(slots=True)
class Wording:
    """Compares tellings; each is measured once."""

    _lengths: dict[Words, float] = field(default_factory=dict)

    def likeness(self, ours: Sequence[Words], theirs: Sequence[Words]) -> float:
        """The greatest cosine, 0 to 1, of a telling of one and a telling of the other; less where they are short."""
        return max((self._cosine(one, other) for one in ours[:MOST] for other in theirs[:MOST]), default=0.0)

    def _cosine(self, one: Words, other: Words) -> float:
        return _square(one & other) / max(self._length(one) * self._length(other), LEAST)

    def _length(self, words: Words) -> float:
        known = self._lengths.get(words)
        if known is None:
            known = self._lengths[words] = math.sqrt(_square(words))
        return known


def _square(words: Iterable[str]) -> int:
    return sum(map(_squares().__getitem__, words))
