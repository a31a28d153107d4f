"""How alike two tellings are in their words, rare ones heavy: what copies, rewrites and quotations have in common."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from harmtrace.model.claim import Claim
from harmtrace.places.folding import fold_name

Words = frozenset[str]
MOST = 8
"""So many tellings of a cluster are compared; more say little more and would take ever longer."""
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3


def words_of(claim: Claim) -> Words:
    """The words of the sentences that a claim rests on, and its numbers."""
    found = _WORD.findall(" ".join(part.quote for part in claim.evidence))
    return frozenset(fold_name(word) for word in found if len(word) >= _SHORTEST or word.isdigit())


class _Squares(dict[str, int]):
    """The squares of the weights of words; a word that no document has is as heavy as the rarest."""

    def __init__(self, rarest: int, known: Mapping[str, int]) -> None:
        super().__init__(known)
        self._rarest = rarest

    def __missing__(self, _word: str) -> int:
        return self._rarest


@dataclass(slots=True)
class Wording:
    """How rare each word is among the documents of a record.

    A weight is a whole number of halvings, so that one more document changes hardly any of them.
    """

    weights: Mapping[str, int]
    rarest: int
    told: Mapping[str, Words] = field(default_factory=dict)
    """The words of each claim that was weighed, by its id."""
    lengths: dict[Words, float] = field(default_factory=dict)
    _squares: _Squares = field(init=False)

    def __post_init__(self) -> None:
        self._squares = _Squares(self.rarest**2, {word: weight**2 for word, weight in self.weights.items()})

    def of(self, claim: Claim) -> Words:
        """The words of a claim."""
        known = self.told.get(claim.claim_id)
        return words_of(claim) if known is None else known

    def likeness(self, ours: Sequence[Words], theirs: Sequence[Words]) -> float:
        """The greatest cosine, 0 to 1, of a telling of one and a telling of the other."""
        return max((self._cosine(one, other) for one in ours[:MOST] for other in theirs[:MOST]), default=0.0)

    def _cosine(self, one: Words, other: Words) -> float:
        lengths = self._length(one) * self._length(other)
        return self._square(one & other) / lengths if lengths else 0.0

    def _length(self, words: Words) -> float:
        known = self.lengths.get(words)
        if known is None:
            known = self.lengths[words] = math.sqrt(self._square(words))
        return known

    def _square(self, words: Iterable[str]) -> int:
        return sum(map(self._squares.__getitem__, words))


def wording(claims: Iterable[Claim]) -> Wording:
    """Weigh the words of claims by the share of documents that have them."""
    told: dict[str, Words] = {}
    by_document: dict[str, set[str]] = {}
    for claim in claims:
        told[claim.claim_id] = words_of(claim)
        by_document.setdefault(claim.document_id, set()).update(told[claim.claim_id])
    seen = Counter(word for words in by_document.values() for word in words)
    count = max(len(by_document), 2)
    return Wording({word: int(math.log2(count / times)) for word, times in seen.items()}, int(math.log2(count)), told)
