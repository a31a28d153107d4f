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


@dataclass(slots=True)
class Wording:
    """How rare each word is among the documents of a record.

    A weight is a whole number of halvings, so that one more document changes hardly any of them.
    """

    weights: Mapping[str, int]
    rarest: int
    lengths: dict[Words, float] = field(default_factory=dict)

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
        return sum(self.weights.get(word, self.rarest) ** 2 for word in words)


def wording(claims: Iterable[Claim]) -> Wording:
    """Weigh the words of claims by the share of documents that have them."""
    by_document: dict[str, set[str]] = {}
    for claim in claims:
        by_document.setdefault(claim.document_id, set()).update(words_of(claim))
    seen = Counter(word for words in by_document.values() for word in words)
    count = max(len(by_document), 2)
    return Wording({word: int(math.log2(count / times)) for word, times in seen.items()}, int(math.log2(count)))
