"""From a claim to the words by which a decision finds it again, and from these to the claim as it is read now."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.model.claim import AnyClaim, EventClaim, SituationClaim
from harmtrace.model.decision import Anchor

Span = tuple[int, int]


def anchor_of(claim: AnyClaim, capture: str, held_in: str = "") -> Anchor:
    """The words that a decision about a claim points at. `capture` is the hash of the bytes of its document."""
    return Anchor(
        claim_id=claim.claim_id,
        document_id=claim.document_id,
        capture=capture,
        kind=claim.kind,
        evidence=tuple((piece.start, piece.end) for piece in claim.evidence),
        quote=claim.evidence[0].quote,
        marks=tuple(sorted(set(_marks(claim)))),
        held_in=held_in,
    )


def _marks(claim: AnyClaim) -> list[Span]:
    """The stretches that make a claim this one: its figures, or what is said, labelled, asked for or answered."""
    figures = _figures(claim)
    if figures or not isinstance(claim, EventClaim):
        return figures
    return _spans("where", "weapons", "targets", of=claim)


def _figures(claim: AnyClaim) -> list[Span]:
    if isinstance(claim, EventClaim):
        figures = [harm.quantity for harm in claim.harms] + ([claim.attacks] if claim.attacks else [])
        return [(one.start, one.end) for one in figures]
    if isinstance(claim, SituationClaim):
        return [(claim.quantity.start, claim.quantity.end)] if claim.quantity else []
    said = next(getattr(claim, name) for name in ("content", "about", "action") if hasattr(claim, name))
    return [(said.start, said.end)]


def _named(claim: AnyClaim) -> list[Span]:
    """The figures of a claim and the places and things that it names."""
    return [*_figures(claim), *_spans("where", "weapons", "targets", "actors", of=claim)]


def _spans(*names: str, of: AnyClaim) -> list[Span]:
    return [(one.start, one.end) for name in names for one in getattr(of, name, ())]


def find(anchor: Anchor, claims: Sequence[AnyClaim]) -> AnyClaim | None:
    """The claim of the document that an anchor points at, or None where none does, or two do equally.

    `claims` are those of its document. The same id is the same claim; else it is the one of its kind that shares most
    of its marks, then of its evidence. Where the text has moved, the quotation must stand in it exactly once.
    """
    same = next((claim for claim in claims if claim.claim_id == anchor.claim_id), None)
    if same is not None:
        return same
    of_kind = [claim for claim in claims if claim.kind == anchor.kind]
    shift = moved(anchor, of_kind[0].source.content) if of_kind else None
    if shift is None:
        return None
    evidence = [(start + shift, end + shift) for start, end in anchor.evidence]
    marks = [(start + shift, end + shift) for start, end in anchor.marks]
    scored = []
    for claim in of_kind:
        rests = _shared(evidence, [(piece.start, piece.end) for piece in claim.evidence])
        holds = _held(marks, _named(claim))
        if rests > 0 and holds > 0:
            scored.append(((holds, _shared(marks, _marks(claim)), rests), claim.claim_id, claim))
    scored.sort(key=lambda row: row[:2], reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][2]


def moved(anchor: Anchor, text: str) -> int | None:
    """By how many characters the words of an anchor have moved in a text; None where they cannot be found in it."""
    if not anchor.evidence or not anchor.quote:
        return None
    start = anchor.evidence[0][0]
    if text[start : start + len(anchor.quote)] == anchor.quote:
        return 0
    found = text.find(anchor.quote)
    if found < 0 or text.find(anchor.quote, found + 1) >= 0:
        return None
    return found - start


def _shared(ours: Sequence[Span], theirs: Sequence[Span]) -> float:
    """What two lists of spans have in common, as a share of what either covers."""
    first, second = _covered(ours), _covered(theirs)
    return len(first & second) / len(first | second) if first and second else 0.0


def _held(ours: Sequence[Span], theirs: Sequence[Span]) -> float:
    """What of the first spans the others hold, as a share."""
    first = _covered(ours)
    return len(first & _covered(theirs)) / len(first) if first else 1.0


def _covered(spans: Sequence[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}
