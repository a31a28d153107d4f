"""From claims in several languages to documents that say the same facts in the same order: translations uncredited.

Two tellers of one attack agree in a figure or two. A translation has all figures of its original, at its days and
places, one after the other. Only that counts: at least `LEAST_FIGURES` figures in a row, among them `LEAST_NUMBERS`
different numbers, nearly all that either text counts, from the same day or the days before, and nobody credited by
the one whom the other does not credit. Whoever says less than that may have been told it apart, and is a teller.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.model.document import Document
from harmtrace.provenance.copies import Copy
from harmtrace.provenance.directory import Directory
from harmtrace.provenance.telling import LEAST, Fact, figures_of, likeness
from harmtrace.vocab.languages import base_code

LEAST_FIGURES = 5
LEAST_NUMBERS = 4
NEARLY_ALL = 0.8
"""Share of the figures of either document that must stand in the other, in the same order."""
WITHIN = datetime.timedelta(days=2)
_COMMON = 40
"""A figure of more documents of one day does not lead to a pair: rarer ones do."""
Told = list[tuple[Fact, EventClaim]]


def find_translations(
    documents: Mapping[str, Document], claims: Sequence[AnyClaim], directory: Directory, but: frozenset[str]
) -> list[Copy]:
    """Each document that repeats one of another language, with that one; `but` are known copies."""
    if len({base_code(document.language) for document in documents.values()}) < 2:
        return []
    told = _figures(documents, claims)
    best: dict[str, Copy] = {}
    for one, other in sorted(_pairs(told, documents)):
        first, second = sorted((documents[one], documents[other]), key=_precedence)
        if second.document_id in but or not _credited(second, told, directory) <= _credited(first, told, directory):
            continue
        share = _share(told[first.document_id], told[second.document_id])
        known = best.get(second.document_id)
        if share >= NEARLY_ALL and (known is None or share > known.similarity):
            best[second.document_id] = Copy(second.document_id, first.document_id, "translation", round(share, 3))
    return [best[key] for key in sorted(best)]


def _figures(documents: Mapping[str, Document], claims: Sequence[AnyClaim]) -> dict[str, Told]:
    """The figures of each document in the order of its text, where it has enough of them."""
    events: dict[str, list[EventClaim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim, EventClaim) and claim.document_id in documents:
            events[claim.document_id].append(claim)
    found: dict[str, Told] = {}
    for document_id, own in events.items():
        own.sort(key=lambda claim: (claim.evidence[0].start, figures_of(claim)))
        told = [(figure, claim) for claim in own for figure in figures_of(claim)]
        if len(told) >= LEAST_FIGURES and documents[document_id].published is not None:
            found[document_id] = told
    return found


def _pairs(told: Mapping[str, Told], documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    """Documents of two languages, published near each other, with as many figures in common as it takes."""
    if len({base_code(documents[document_id].language) for document_id in told}) < 2:
        return
    slots: dict[tuple[Fact, int], set[str]] = defaultdict(set)
    for document_id, figures in told.items():
        day = _day(documents[document_id]).toordinal()
        for figure, _claim in figures:
            for number in range(WITHIN.days + 1):
                slots[figure, day + number].add(document_id)
    met: dict[tuple[str, str], set[Fact]] = defaultdict(set)
    for (figure, _day_number), ids in slots.items():
        for pair in combinations(sorted(ids), 2) if len(ids) <= _COMMON else ():
            if base_code(documents[pair[0]].language) != base_code(documents[pair[1]].language):
                met[pair].add(figure)
    yield from (pair for pair, figures in met.items() if len(figures) >= LEAST_NUMBERS)


def _share(ours: Told, theirs: Told) -> float:
    """The share of the longer row of figures that both have in the same order; 0 where too few are."""
    row = [(0, frozenset[Fact]())] * (len(theirs) + 1)
    for figure, claim in ours:
        above, row = row, [(0, frozenset[Fact]())]
        for place, (other, theirs_claim) in enumerate(theirs):
            best = max(above[place + 1], row[place], key=lambda one: one[0])
            if figure == other and likeness(claim, theirs_claim) >= LEAST:
                length, facts = above[place]
                best = max(best, (length + 1, facts | {figure}), key=lambda one: one[0])
            row.append(best)
    length, facts = row[-1]
    if length < LEAST_FIGURES or len({number for _what, number in facts}) < LEAST_NUMBERS:
        return 0.0
    return length / max(len(ours), len(theirs))


def _credited(document: Document, told: Mapping[str, Told], directory: Directory) -> set[str]:
    """The named tellers of a document's figures, but for its publisher."""
    own = directory.publisher_of(document)
    tellers = (
        directory.of(teller, document.document_id)
        for _figure, claim in told[document.document_id]
        for teller in claim.attribution.chain
    )
    return {who.key for who in tellers if who.kind in ("body", "agency")} - ({own.key} if own is not None else set())


def _day(document: Document) -> datetime.date:
    return document.published.date if document.published is not None else datetime.date.min


def _precedence(document: Document) -> tuple[datetime.date, str]:
    return _day(document), document.document_id
