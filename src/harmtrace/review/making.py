"""From what a person would decide to a decision that can be written: checked, with its words and the value before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import msgspec

from harmtrace.errors import BadDecision, OwnDecision, SpanMismatch
from harmtrace.model.claim import CLAIM_KINDS, AnyClaim, EventClaim, claim_from_plain
from harmtrace.model.decision import Anchor, DecisionKind
from harmtrace.model.document import Document
from harmtrace.model.incident import Incident
from harmtrace.model.link import Verdict
from harmtrace.model.review import PERSON
from harmtrace.review.anchors import anchor_of
from harmtrace.review.correcting import changed
from harmtrace.review.restricting import RECORD, checked_restriction, restricting
from harmtrace.review.slots import Slot, item_at, plain_of, value_at
from harmtrace.review.subjects import Subjects, some, supporting
from harmtrace.vocab.policies import UNGRADED, shipped_policies, shipped_policy

Read = Callable[[Document, str, int, int], Any]
"""Reads words of a document as the value of a slot, from start to end; None where they give none."""
MADE_BY_PERSON = {"name": PERSON, "version": "1", "rule": "added"}
_ABOUT_DECISIONS: frozenset[DecisionKind] = frozenset({"approve", "undo"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision before it is written."""

    person: str
    kind: DecisionKind
    subjects: tuple[str, ...]
    reason: str
    change: Mapping[str, Any]
    anchors: tuple[Anchor, ...] = ()
    documents: tuple[str, ...] = ()


def drafted(record: Subjects, draft: Draft, read: Read) -> Draft:
    """Check a draft and fill in what the record knows. Raises `BadDecision`, `UnknownName`, `OwnDecision`."""
    if draft.kind not in get_args(DecisionKind):
        raise BadDecision(f"no kind of decision is called {draft.kind!r}")
    if not draft.reason.strip():
        raise BadDecision("a decision needs a reason")
    if not draft.person.strip():
        raise BadDecision("a decision needs the name of the person who makes it")
    full = _OF_KIND[draft.kind](record, replace(draft, reason=draft.reason.strip()), read)
    documents = dict.fromkeys((*full.documents, *(anchor.document_id for anchor in full.anchors)))
    return replace(full, documents=tuple(documents))


def _judging(record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Accept or reject claims."""
    claims = tuple(some(draft.subjects, 1, "claim"))
    for claim_id in claims:
        record.claim(claim_id)
    return replace(draft, subjects=claims, change={}, anchors=tuple(map(record.anchor, claims)))


def _correcting(record: Subjects, draft: Draft, read: Read) -> Draft:
    """Give a slot of a claim another value, which rests on words."""
    claim = record.claim(_only(draft.subjects, "a correction is of one claim"))
    rejected = record.rejected_by(claim)
    if rejected is not None:
        raise BadDecision(f"the claim is rejected ({rejected}); take that back first")
    slot = Slot.of(str(draft.change.get("slot", "")))
    plain = plain_of(claim)
    before, item = value_at(plain, slot), item_at(plain, slot)
    spans = _spans(draft.change, claim, before)
    if "value" in draft.change:
        after = draft.change["value"]
    else:
        after = read(record.document(claim.document_id), str(slot), *spans[0])
        if after is None:
            words = claim.source.content[slice(*spans[0])]
            raise BadDecision(f"{words!r} gives no value for {str(slot)!r}; give the value beside the words")
    after = _with_words(after, before, spans[0], claim.source.content)
    document = record.document(claim.document_id)
    evidence = [_sentence(document, start, end) for start, end in spans]
    change = {"slot": str(slot), "before": before, "after": after, "spans": spans, "evidence": evidence, "item": item}
    try:
        _plain, changed_claim = changed(plain, slot, change, 0, claim.source)
    except (SpanMismatch, msgspec.ValidationError) as error:
        raise BadDecision(f"the value does not fit {str(slot)!r}: {error}") from error
    kept = after
    if after is not None and "-" not in slot.path:
        kept = value_at(plain_of(changed_claim), slot)
    if kept == before:
        raise BadDecision(f"{str(slot)!r} has this value already; accept the claim if it is right")
    return replace(
        draft, subjects=(claim.claim_id,), change={**change, "after": kept}, anchors=(record.anchor(claim.claim_id),)
    )


def _spans(change: Mapping[str, Any], claim: AnyClaim, before: Any) -> list[list[int]]:
    """The words that a correction rests on: those selected, else those that the value before had."""
    given = change.get("spans") or []
    if not given and isinstance(before, dict) and isinstance(before.get("start"), int):
        given = [[before["start"], before["end"]]]
    if not given and isinstance(before, dict) and isinstance(before.get("start_char"), int):
        given = [[before["start_char"], before["end_char"]]]
    found = []
    for start, end in given or [[piece.start, piece.end] for piece in claim.evidence[:1]]:
        if not 0 <= start < end <= len(claim.source.content):
            raise BadDecision(f"no words stand at {start}:{end}")
        found.append([start, end])
    return found


def _sentence(document: Document, start: int, end: int) -> list[int]:
    """The sentences that hold some words, else the words themselves."""
    held = [one for one in document.sentences if one[0] < end and start < one[1]]
    return [min(start, held[0][0]), max(end, held[-1][1])] if held else [start, end]


def _with_words(after: Any, before: Any, span: Sequence[int], text: str) -> Any:
    """A value with the words that were selected for it, where it has words and none were given with it."""
    if not isinstance(after, dict):
        return after
    whole = {**before, **after} if isinstance(before, dict) else after
    start, end = span
    if "start_char" in whole or ("precision" in whole and "basis" in whole):
        return {**whole, "text": text[start:end], "start_char": start, "end_char": end}
    if "quantity" in whole and "start" not in whole:
        return whole
    return {**whole, "text": text[start:end], "start": start, "end": end} if "start" not in after else whole


def _adding(record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Add a claim that the machine missed, in its contract form; the words are filled in from their spans."""
    given = draft.change.get("claim")
    if not isinstance(given, dict) or given.get("kind") not in CLAIM_KINDS:
        raise BadDecision(f"a claim has a kind: {', '.join(CLAIM_KINDS)}")
    document = record.document(str(given.get("document_id", "")))
    chain = [{"name": document.publisher or document.document_id}]
    plain = {
        "language": document.language,
        "attribution": {"chain": chain, "basis": "publisher"},
        "modality": "asserted",
        **given,
        "extractor": MADE_BY_PERSON,
        "confidence": 1.0,
    }
    plain = {key: value for key, value in plain.items() if key not in ("claim_id", "review")}
    try:
        claim = claim_from_plain(_quoted(plain, document.text), document.source())
    except (SpanMismatch, msgspec.ValidationError, KeyError) as error:
        raise BadDecision(f"the claim does not hold: {error}") from error
    full = plain_of(claim)
    anchor = anchor_of(claim, document.capture)
    return replace(draft, subjects=(claim.claim_id, document.document_id), change={"claim": full}, anchors=(anchor,))


def _quoted(value: Any, text: str, key: str = "") -> Any:
    """A claim's form with the words of each span filled in."""
    if isinstance(value, list | tuple):
        return [_quoted(one, text, key) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: _quoted(one, text, name) for name, one in value.items()}
    for edges in (("start", "end"), ("start_char", "end_char")):
        start, end = (found.get(edge) for edge in edges)
        if isinstance(start, int) and isinstance(end, int) and key not in ("content", "about", "action", "chain"):
            found.setdefault("quote" if key == "evidence" else "text", text[start:end])
    return found


def _same(record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Two claims tell of one incident, or of two."""
    claims = tuple(some(draft.subjects, 2, "claims"))
    if len(claims) > 2:
        raise BadDecision("it takes two claims")
    _of_one_kind([record.claim(claim) for claim in claims])
    return replace(draft, subjects=claims, change={}, anchors=tuple(map(record.anchor, claims)))


def _merging(record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Incidents are one: their claims stand together."""
    incidents = [record.incident(one) for one in some(draft.subjects, 2, "incidents")]
    claims = [claim for incident in incidents for claim in supporting(incident)]
    subjects = (*(incident.incident_id for incident in incidents), *claims)
    anchors = tuple(one for incident in incidents for one in record.anchors(incident, supporting(incident)))
    return replace(draft, subjects=subjects, change={}, anchors=anchors)


def _splitting(record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Some claims of an incident are another one. The subjects are the incident and these claims."""
    incident_id, *claims = some(draft.subjects, 2, "of an incident and claims of it")
    incident = record.incident(incident_id)
    strangers = [claim for claim in claims if claim not in supporting(incident)]
    if strangers:
        raise BadDecision(f"{', '.join(strangers)} supports no such incident")
    rest = [claim for claim in supporting(incident) if claim not in claims]
    if not rest:
        raise BadDecision("nothing would be left of the incident; at least one claim stays")
    anchors = record.anchors(incident, (*claims, *rest))
    change = {"apart": claims, "rest": rest}
    return replace(draft, subjects=(incident_id, *claims, *rest), change=change, anchors=anchors)


def _grading(record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Give an incident a grade for one belligerent under one policy."""
    incident = record.incident(_only(draft.subjects, "a grade is of one incident"))
    change = {key: draft.change.get(key) for key in ("policy", "actor_id", "grade")}
    if not change["policy"] or not change["grade"]:
        raise BadDecision("a grade names its policy")
    _refuse_unknown_grade(incident, str(change["policy"]), str(change["grade"]))
    anchors = record.anchors(incident, supporting(incident))
    return replace(draft, subjects=(incident.incident_id,), change=change, anchors=anchors)


def _refuse_unknown_grade(incident: Incident, policy: str, grade: str) -> None:
    """Raise `BadDecision` for a policy that neither comes along nor proposes here, or a grade that it does not have."""
    if policy not in shipped_policies():
        if policy not in {one.policy for one in incident.grades}:
            raise BadDecision(f"no policy {policy!r} grades this incident")
        return
    grades = [rule.grade for rule in shipped_policy(policy).grades]
    if grade not in (*grades, UNGRADED):
        raise BadDecision(f"{policy} has no grade {grade!r}; it has {', '.join(grades)}")


def _noting(record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Comment on something, or give it to a person to decide on."""
    subjects = tuple(some(draft.subjects, 1, "id"))
    for row_id in subjects:
        if not record.known(row_id):
            raise BadDecision(f"nothing on record is called {row_id!r}")
    change = {"to": str(draft.change.get("to") or "")} if draft.kind == "assign" else {}
    documents = tuple(one for one in subjects if record.store.document(one) is not None)
    return replace(draft, subjects=subjects, change=change, documents=documents)


def _ruling(_record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Set the two-person rule of the record on or off."""
    if not isinstance(draft.change.get("two_person"), bool):
        raise BadDecision("the two-person rule is on or off")
    return replace(draft, subjects=("record",), change={"two_person": draft.change["two_person"]})


def _answering(record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Approve a decision, or take one back."""
    target = record.decision(_only(draft.subjects[:1], "it is of one decision"))
    if draft.kind == "approve":
        if target.person == draft.person:
            raise OwnDecision(f"{target.decision_id} is by {target.person}, who cannot approve it")
        if target.decision_id not in record.standings.needs:
            raise BadDecision(f"{target.decision_id} needs no approval")
    if record.standings.undone_by(target.decision_id) is not None:
        raise BadDecision(f"{target.decision_id} is taken back already")
    subjects = (target.decision_id, *target.subjects)
    documents = tuple(dict.fromkeys(anchor.document_id for anchor in target.anchors))
    return replace(draft, subjects=subjects, change={"decision": target.decision_id}, documents=documents)


def _restricting(record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Restrict what `change` names, or release what a decision restricts (`restricting` has the forms)."""
    subjects = tuple(some(draft.subjects, 1, "id"))
    known = [one for one in subjects if record.store.document(one) is not None]
    full = replace(draft, subjects=subjects, documents=tuple(known))
    if all(subject.startswith("list:") for subject in subjects):
        return full
    if draft.kind == "release":
        target = record.decision(str(draft.change.get("restriction", "")))
        if target.decision_id not in {one.decision_id for one in restricting(record.decisions)}:
            raise BadDecision(f"{target.decision_id} restricts nothing now")
        return replace(full, subjects=target.subjects, change={"restriction": target.decision_id})
    if draft.change.get("what") == "names":
        full = replace(full, subjects=(RECORD,))
    for row_id in full.subjects:
        if row_id != RECORD and not record.known(row_id):
            raise BadDecision(f"nothing on record is called {row_id!r}")
    return replace(full, change=checked_restriction(draft.change, [record.document(one).text for one in known]))


def _linking(_record: Subjects, draft: Draft, _read: Read) -> Draft:
    """Say of two rows of lists of people whether they are one person; `change` names them (docs/linkage.md)."""
    subject = _only(draft.subjects, "one pair of rows is decided at a time")
    if draft.change.get("verdict") not in get_args(Verdict) or draft.change.get("lists") is None:
        raise BadDecision(f"a pair of rows is decided to be {', '.join(get_args(Verdict))}")
    return replace(draft, subjects=(subject,))


_OF_KIND: dict[DecisionKind, Callable[[Subjects, Draft, Read], Draft]] = {
    "accept": _judging,
    "reject": _judging,
    "correct": _correcting,
    "add": _adding,
    "same": _same,
    "not_same": _same,
    "merge": _merging,
    "split": _splitting,
    "grade": _grading,
    "comment": _noting,
    "assign": _noting,
    "restrict": _restricting,
    "release": _restricting,
    "link": _linking,
    "rule": _ruling,
    "approve": _answering,
    "undo": _answering,
}


def _only(subjects: Sequence[str], why: str) -> str:
    found = list(dict.fromkeys(subjects))
    if len(found) != 1:
        raise BadDecision(why)
    return found[0]


def _of_one_kind(claims: Sequence[AnyClaim]) -> None:
    """Raise `BadDecision` unless claims may stand together: all of one incident, or all of totals."""
    if not all(isinstance(claim, EventClaim) for claim in claims):
        raise BadDecision("only claims of events tell of an incident")
    singles = {claim.scope == "single" for claim in claims if isinstance(claim, EventClaim)}
    if len(singles) > 1:
        raise BadDecision("a total is never one with an incident; correct its scope first if it is no total")
