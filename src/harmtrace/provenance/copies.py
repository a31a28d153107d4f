"""From documents to pairs of near copies: the same words again, credited or not, in any language, read or unread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

from harmtrace.model.document import Document
from harmtrace.model.immutable import immutable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Shingles = NDArray[np.uint64]

SHINGLE_WORDS = 3
"""Words in a shingle (Broder 1997, "On the resemblance and containment of documents")."""
MIN_SHINGLES = 12
"""Shorter texts are alike by chance."""
RESEMBLANCE = 0.4
CONTAINMENT = 0.6
"""A shorter text whose shingles stand in the longer one to this share is a copy of part of it."""
SAME = 0.97
_HOLDERS = 64
"""Of the documents that hold a shingle, so many of the earliest are met through it: what is copied comes first."""
_MET = 512
"""So many holders of its rarest shingles, in all, are met by one document."""
_COMPARED = 16
"""And so many of those, which hold most of them, are compared with it exactly."""
_WORD = re.compile(r"\w+")
_WEIGHTS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd numbers by which the hashes of the three words of a shingle are told apart by their place."""


@immutable(frozen=True, slots=True)
class Copy:
    """`document_id` repeats `of`; `similarity` is the share (0 to 1) of shingles, or of figures, that it has of it."""

    document_id: str
    of: str
    kind: Literal["mirror", "near_copy", "translation"]
    similarity: float

    @property
    def why(self) -> str:
        """The copy in words."""
        if self.kind == "translation":
            return f"same facts, other language: {round(self.similarity * 100)} % of the figures in the same order"
        return f"{self.kind.replace('_', ' ')}: {round(self.similarity * 100)} % of the words"


def shingles(text: str) -> Shingles:
    """Return the word triples of a text as sorted hashes, folded for case, marks, punctuation and digit forms."""
    import numpy as np

    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_FOLDED)
    words = np.array([_hash(word) for word in _WORD.findall(folded)], dtype=np.uint64)
    size = len(words) - SHINGLE_WORDS + 1
    if size <= 0:
        return np.empty(0, dtype=np.uint64)
    hashed = np.zeros(size, dtype=np.uint64)
    for place, weight in enumerate(_WEIGHTS):
        hashed += words[place : place + size] * np.uint64(weight)
    return np.unique(hashed)


def shared(one: Shingles, other: Shingles) -> int:
    """How many shingles two texts have in common."""
    import numpy as np

    return len(np.intersect1d(one, other, assume_unique=True))


def find_copies(documents: Sequence[Document]) -> tuple[Copy, ...]:
    """Return each near copy with the one document that it most likely repeats.

    The copied document is the earlier one; among equals the one that credits a source, then by id.
    """
    ordered = sorted((document for document in documents if document.text), key=_precedence)
    texts = [shingles(document.text) for document in ordered]
    best: dict[int, tuple[float, int, bool]] = {}
    for first, second in _candidates(texts):
        alike = _likeness(texts[first], texts[second])
        known = best.get(second)
        if alike is not None and (known is None or (-alike[0], first) < (-known[0], known[1])):
            best[second] = (alike[0], first, alike[1])
    copies = [
        Copy(ordered[copy].document_id, ordered[of].document_id, "mirror" if mirror else "near_copy", similarity)
        for copy, (similarity, of, mirror) in best.items()
    ]
    return tuple(sorted(copies, key=lambda copy: copy.document_id))


def _precedence(document: Document) -> tuple[str, bool, str]:
    published = document.published.value[:10] if document.published else "9999"
    return published, document.source_line is None, document.document_id


def _likeness(one: Shingles, other: Shingles) -> tuple[float, bool] | None:
    """How much of one text stands in the other, and whether they are one text; None where they are no copies."""
    common = shared(one, other)
    resemblance = common / (len(one) + len(other) - common)
    containment = common / min(len(one), len(other))
    if resemblance < RESEMBLANCE and containment < CONTAINMENT:
        return None
    return round(max(resemblance, containment), 3), resemblance >= SAME


def _candidates(texts: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that may be copies, the earlier first, each once; their number grows with that of the texts.

    A copy has most of what it copies, so at least one of the rarest shingles of the shorter text
    stands in the longer one (prefix filtering: Chaudhuri et al. 2006, "A primitive operator for
    similarity joins"). Every text meets the holders of its rarest shingles, the rarest first, and
    is compared with those that it meets most often.
    """
    import numpy as np

    kept = [number for number, text in enumerate(texts) if len(text) >= MIN_SHINGLES]
    if len(kept) < 2:
        return
    every = np.concatenate([texts[number] for number in kept])
    holders = np.repeat(np.array(kept, dtype=np.int64), [len(texts[number]) for number in kept])
    order = np.argsort(every, kind="stable")  # the holders of a shingle stay in their order: the earliest first
    known, starts, counts = np.unique(every[order], return_index=True, return_counts=True)
    holders = holders[order]
    seen: set[tuple[int, int]] = set()
    for number in kept:
        at = np.searchsorted(known, texts[number])
        at = at[counts[at] > 1]
        at = at[np.argsort(counts[at], kind="stable")]
        met = np.minimum(counts[at], _HOLDERS)
        at, met = at[: max(1, int(np.searchsorted(np.cumsum(met), _MET)))], met
        found = [holders[starts[one] : starts[one] + size] for one, size in zip(at, met, strict=False)]
        if not found:
            continue
        others, times = np.unique(np.concatenate(found), return_counts=True)
        often = others[np.lexsort((others, -times))]
        for other in often[: _COMPARED + 1].tolist():
            pair = (min(number, other), max(number, other))
            if other != number and pair not in seen:
                seen.add(pair)
                yield pair


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest())


class _Folded(dict[int, str | None]):
    """A translation table that works out each character once: plain digits, no marks, no tatweel."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kept: str | None = character
        if character == "ـ" or unicodedata.category(character) in ("Mn", "Cf"):
            kept = None
        elif character.isdigit():
            kept = str(unicodedata.digit(character, 0))
        self[code] = kept
        return kept


_FOLDED = _Folded()
