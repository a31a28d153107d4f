"""To restrict and to release, as a person asks for it: a decision that names what it is about, sealed at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from harmtrace.errors import BadDecision, UnknownName
from harmtrace.model.decision import Decision, DecisionKind
from harmtrace.review.decide import decide
from harmtrace.review.restricting import RECORD
from harmtrace.store.decisions import head
from harmtrace.store.record import Store, now


def restrict(store: Store, what: str, of: Sequence[str], quotes: Sequence[str], person: str, reason: str) -> Decision:
    """Restrict items by id, names as they are spelt, or the words `quotes` of one document.

    Raises `BadDecision` for what cannot be restricted so, `UnknownName` for an id that is not on record.
    """
    if what == "names":
        return _decided(store, "restrict", [RECORD], {"what": what, "names": list(of)}, person, reason)
    change: dict[str, Any] = {"what": what}
    if what == "words":
        change["spans"] = [span for document_id in of for span in _spans(store, document_id, quotes)]
    return _decided(store, "restrict", of, change, person, reason)


def release(store: Store, decision_id: str, person: str, reason: str) -> Decision:
    """Release what a decision restricts. Raises as `restrict` does."""
    return _decided(store, "release", [decision_id], {"restriction": decision_id}, person, reason)


def _decided(
    store: Store, kind: DecisionKind, subjects: Sequence[str], change: dict[str, Any], person: str, reason: str
) -> Decision:
    # Who restricts overrules nobody: what was decided on the same thing meanwhile holds as well.
    made = decide(store, person=person, kind=kind, subjects=subjects, change=change, reason=reason, seen=head(store))
    with store.writing() as writing:
        writing.seal(now())
    return made


def _spans(store: Store, document_id: str, quotes: Sequence[str]) -> list[list[int]]:
    """Where the quoted words stand in a document, each time."""
    document = store.document(document_id)
    if document is None:
        raise UnknownName(f"no document is called {document_id!r}")
    spans = []
    for quote in quotes:
        at = document.text.find(quote) if quote.strip() else -1
        if at < 0:
            raise BadDecision(f"the document does not hold these words: {quote!r}")
        while at >= 0:
            spans.append([at, at + len(quote)])
            at = document.text.find(quote, at + len(quote))
    return spans
