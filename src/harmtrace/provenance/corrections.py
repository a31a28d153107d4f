"""From a document that corrects what its publisher said before to the page that it corrects."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.model.document import Document
from harmtrace.places.folding import fold_name
from harmtrace.provenance.directory import Directory
from harmtrace.provenance.telling import locations
from harmtrace.vocab.languages import base_code, language_forms

WITHIN = datetime.timedelta(days=30)
"""How long after a page a correction of it is looked for."""
_HEAD = 60
"""A correction says so in its title, or in so many letters of its beginning."""


def corrected_pages(
    documents: Mapping[str, Document], claims: Sequence[AnyClaim], directory: Directory
) -> dict[str, str]:
    """For each correction, the latest earlier page of its publisher that tells of a place of it."""
    correcting = {key for key, document in documents.items() if is_correction(document)}
    if not correcting:
        return {}
    places: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if isinstance(claim, EventClaim):
            places[claim.document_id] |= {where.place_id or fold_name(where.name) for where in locations(claim.where)}
    of_publisher: dict[str, list[Document]] = defaultdict(list)
    for document in documents.values():
        publisher = directory.publisher_of(document)
        if publisher is not None and document.published is not None:
            of_publisher[publisher.key].append(document)
    found: dict[str, str] = {}
    for key in sorted(correcting):
        publisher = directory.publisher_of(documents[key])
        earlier = [
            page
            for page in of_publisher.get(publisher.key if publisher else "", ())
            if page.document_id not in correcting
            and places[page.document_id] & places[key]
            and _soon_after(page, documents[key])
        ]
        if earlier:
            found[key] = max(earlier, key=_published).document_id
    return found


def is_correction(document: Document) -> bool:
    """Whether a document says at its head that it corrects."""
    cues = _cues(base_code(document.language))
    head = f" {fold_name(f'{document.title or str()} {document.text[:_HEAD]}')} ".replace(":", " ")
    return any(f" {cue} " in head for cue in cues)


def _soon_after(page: Document, document: Document) -> bool:
    if page.published is None or document.published is None:
        return False
    return _published(page) < _published(document) and document.published.date - page.published.date <= WITHIN


def _published(document: Document) -> tuple[str, str]:
    return document.published.value if document.published else "", document.document_id


@cache
def _cues(language: str) -> tuple[str, ...]:
    return tuple(fold_name(form) for _kind, _value, form in language_forms(language, "correction_cues"))
