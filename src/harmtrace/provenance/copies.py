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
    for first, second, common in _met(texts):
        alike = _likeness(len(texts[first]), len(texts[second]), common)
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


def _likeness(one: int, other: int, common: int) -> tuple[float, bool] | None:
    """How much of one text stands in the other, by their numbers of shingles, and whether they are one text.

    None where they are no copies.
    """
    resemblance = common / (one + other - common)
    containment = common / min(one, other)
    if resemblance < RESEMBLANCE and containment < CONTAINMENT:
        return None
    return round(max(resemblance, containment), 3), resemblance >= SAME


def _met(texts: Sequence[Shingles]) -> Iterator[tuple[int, int, int]]:
    """Pairs of texts that may be copies, the earlier first, each once, with the number of shingles that both have."""
    import numpy as np

    kept = [number for number, text in enumerate(texts) if len(text) >= MIN_SHINGLES]
    if len(kept) < 2:
        return
    held = _Held([texts[number] for number in kept])
    mark = np.zeros(len(held.counts), dtype=bool)
    seen: set[tuple[int, int]] = set()
    for row, number in enumerate(kept):
        pairs = {other: (min(row, other), max(row, other)) for other in held.alike(row) if other != row}
        others = [other for other, pair in pairs.items() if pair not in seen]
        if not others:
            continue
        seen.update(pairs.values())
        theirs = [held.of(other) for other in others]
        mark[held.of(row)] = True
        begins = np.cumsum([0, *map(len, theirs[:-1])])
        common = np.add.reduceat(mark[np.concatenate(theirs)], begins, dtype=np.int64)
        mark[held.of(row)] = False
        for other, both in zip(others, common.tolist(), strict=True):
            yield min(number, kept[other]), max(number, kept[other]), both


class _Held:
    """The shingles of some texts by number, and which texts hold each of them."""

    def __init__(self, texts: Sequence[Shingles]) -> None:
        import numpy as np

        every = np.concatenate(texts)
        order = np.argsort(every, kind="stable")  # the holders of a shingle stay in their order: the earliest first
        found = every[order]
        new = np.concatenate([[True], found[1:] != found[:-1]])
        self._starts = np.flatnonzero(new)
        self.counts = np.diff(np.append(self._starts, len(found)))
        self._holders = np.repeat(np.arange(len(texts)), [len(text) for text in texts])[order]
        self._numbers = np.empty(len(every), dtype=np.int64)
        self._numbers[order] = np.cumsum(new) - 1
        self._begins = np.cumsum([0, *map(len, texts)])

    def of(self, row: int) -> NDArray[np.int64]:
        """The numbers of the shingles of a text."""
        return self._numbers[self._begins[row] : self._begins[row + 1]]

    def alike(self, row: int) -> list[int]:
        """The texts that a text may be a copy of, or the other way round; their number grows with that of the texts.

        A copy has most of what it copies, so at least one of the rarest shingles of the shorter text
        stands in the longer one (prefix filtering: Chaudhuri et al. 2006, "A primitive operator for
        similarity joins"). Every text meets the holders of its rarest shingles, the rarest first, and
        is compared with those that it meets most often.
        """
        import numpy as np

        at = self.of(row)
        at = at[self.counts[at] > 1]
        at = at[np.argsort(self.counts[at], kind="stable")]
        met = np.minimum(self.counts[at], _HOLDERS)
        at = at[: max(1, int(np.searchsorted(np.cumsum(met), _MET)))]
        begins = self._starts[at].tolist()
        found = [self._holders[one : one + size] for one, size in zip(begins, met.tolist(), strict=False)]
        if not found:
            return []
        others, times = np.unique(np.concatenate(found), return_counts=True)
        found_most = others[np.lexsort((others, -times))]
        return list(found_most[: _COMPARED + 1].tolist())


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
