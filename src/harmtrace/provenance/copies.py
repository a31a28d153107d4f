"""From documents to pairs of near copies: the same words again, credited or not, in any language, read or unread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from harmtrace.model.document import Document

SHINGLE_WORDS = 3
"""Words in a shingle (Broder 1997, "On the resemblance and containment of documents")."""
MIN_SHINGLES = 12
"""Shorter texts are alike by chance."""
RESEMBLANCE = 0.4
CONTAINMENT = 0.6
"""A shorter text whose shingles stand in the longer one to this share is a copy of part of it."""
SAME = 0.97
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copy:
    """`document_id` repeats `of`; `similarity` is the share of shingles (0 to 1) that they have in common."""

    document_id: str
    of: str
    kind: Literal["mirror", "near_copy"]
    similarity: float


def shingles(text: str) -> frozenset[str]:
    """Return the word triples of a text, folded for case, marks, punctuation and digit forms."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        str(unicodedata.digit(character, 0)) if character.isdigit() else character
        for character in folded
        if unicodedata.category(character) not in ("Mn", "Cf")
    )
    words = _WORD.findall(kept.replace("ـ", ""))
    return frozenset(" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1))


def find_copies(documents: Sequence[Document]) -> tuple[Copy, ...]:
    """Return each near copy with the one document that it most likely repeats.

    Candidates come from MinHash with banding, and are then compared exactly. The copied
    document is the earlier one; among equals the one that credits a source, then by id.
    """
    sets = {d.document_id: shingles(d.text) for d in documents if d.text}
    long_enough = {key: value for key, value in sets.items() if len(value) >= MIN_SHINGLES}
    rank = {d.document_id: _precedence(d) for d in documents}
    best: dict[str, Copy] = {}
    for left, right in _candidates(long_enough):
        copy = _compared(left, right, long_enough, rank)
        if copy is None:
            continue
        known = best.get(copy.document_id)
        if known is None or (-copy.similarity, rank[copy.of]) < (-known.similarity, rank[known.of]):
            best[copy.document_id] = copy
    return tuple(best[key] for key in sorted(best))


def _precedence(document: Document) -> tuple[str, bool, str]:
    published = document.published.value[:10] if document.published else "9999"
    return published, document.source_line is None, document.document_id


def _compared(
    left: str, right: str, sets: dict[str, frozenset[str]], rank: dict[str, tuple[str, bool, str]]
) -> Copy | None:
    shared = len(sets[left] & sets[right])
    resemblance = shared / len(sets[left] | sets[right])
    containment = shared / min(len(sets[left]), len(sets[right]))
    if resemblance < RESEMBLANCE and containment < CONTAINMENT:
        return None
    first, second = sorted((left, right), key=rank.__getitem__)
    kind: Literal["mirror", "near_copy"] = "mirror" if resemblance >= SAME else "near_copy"
    return Copy(second, first, kind, round(max(resemblance, containment), 3))


def _candidates(sets: dict[str, frozenset[str]]) -> list[tuple[str, str]]:
    """Return the pairs of ids whose shingles may be alike enough, each once."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.2, num_perm=128, num_bands=64)
    keys = sorted(sets)
    sketches = []
    for number, key in enumerate(keys):
        sketch = RMinHash(num_perm=128, seed=7)
        sketch.update(sorted(sets[key]))
        index.insert(number, sketch)
        sketches.append(sketch)
    pairs = {
        (keys[min(number, other)], keys[max(number, other)])
        for number, sketch in enumerate(sketches)
        for other in index.query(sketch)
        if other != number
    }
    return sorted(pairs)
