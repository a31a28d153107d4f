"""From a body that a document credits by part of its name to the body whose page says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from harmtrace.model.attribution import Teller
from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.model.document import Document
from harmtrace.provenance.body_names import body_name, match, sound_keys
from harmtrace.provenance.directory import Directory
from harmtrace.provenance.pages import Pages
from harmtrace.provenance.tellers import Identity
from harmtrace.provenance.telling import LEAST, alike

_SURELY = LEAST + 1
"""A name in part needs more than one figure and its day."""


def short_names(
    documents: Mapping[str, Document], claims: Sequence[AnyClaim], directory: Directory, pages: Pages
) -> dict[tuple[str, str], Identity]:
    """For a document and the key of a name in it, the body that the name is short for.

    "Zaytoun" is "وكالة زيتون" where a page of that agency, published shortly before, says what
    the document credits Zaytoun with; where two bodies could be meant, it is neither.
    """
    publishers = _by_sound(documents, directory)
    meant: dict[tuple[str, str], dict[str, Identity]] = defaultdict(dict)
    for claim in claims:
        document = documents.get(claim.document_id)
        if not isinstance(claim, EventClaim) or document is None:
            continue
        own = directory.publisher_of(document)
        for teller in claim.attribution.chain:
            who = directory.of(teller, claim.document_id)
            if who.kind != "body" or not who.key.startswith("name:") or (own is not None and who.key == own.key):
                continue
            for body in _may_mean(teller, who, publishers):
                told = pages.told_by(body.key, claim, document)
                if any(isinstance(o, EventClaim) and alike(pages.told(claim), pages.told(o)) >= _SURELY for o in told):
                    meant[claim.document_id, who.key][body.key] = body
    return {asked: next(iter(found.values())) for asked, found in meant.items() if len(found) == 1}


def _by_sound(documents: Mapping[str, Document], directory: Directory) -> dict[str, dict[str, Identity]]:
    """The publishers of a record by how their names sound, each under the name that it has."""
    found: dict[str, dict[str, Identity]] = defaultdict(dict)
    named = {document.publisher: document for document in documents.values() if document.publisher}
    for name, document in sorted(named.items()):
        who = directory.publisher_of(document)
        for key in sound_keys(body_name(name)):
            if who is not None:
                found[key][name] = who
    return found


def _may_mean(teller: Teller, who: Identity, publishers: Mapping[str, Mapping[str, Identity]]) -> list[Identity]:
    read = body_name(teller.name)
    near = {name: body for key in sound_keys(read) for name, body in publishers.get(key, {}).items()}
    found = {b.key: b for name, b in near.items() if b.key != who.key and match(read, body_name(name)) == "short"}
    return list(found.values())
