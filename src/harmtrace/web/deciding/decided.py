"""From a decision on record to what pages say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from harmtrace.model.decision import Decision
from harmtrace.publish.tongue import N_, _, isolated, stamp
from harmtrace.publish.wording import belligerent_words
from harmtrace.review.history import Entry
from harmtrace.web.deciding.slot_words import slot_name, value_words

KINDS: Mapping[str, str] = {
    "accept": N_("accepted"),
    "reject": N_("rejected"),
    "correct": N_("corrected"),
    "add": N_("added by a person"),
    "same": N_("told to be of one incident"),
    "not_same": N_("told to be of two incidents"),
    "merge": N_("merged"),
    "split": N_("split"),
    "grade": N_("graded"),
    "comment": N_("comment"),
    "assign": N_("assigned"),
    "restrict": N_("restricted"),
    "release": N_("released"),
    "link": N_("two rows of lists decided"),
    "rule": N_("two-person rule set"),
    "approve": N_("approved a decision"),
    "undo": N_("took a decision back"),
}
STANDINGS: Mapping[str, str] = {
    "in_force": N_("in force"),
    "awaiting": N_("waits for another person's approval"),
    "undone": N_("taken back"),
    "superseded": N_("superseded by a later one"),
    "overridden": N_("contradicted by a later one"),
    "unattached": N_("without effect: its words are found no more"),
}


@dataclass(frozen=True, slots=True)
class DecidedView:
    """A decision as a page shows it; `changes` are name, before and after."""

    decision_id: str
    seq: int
    kind: str
    what: str
    person: str
    at: str
    when: str
    reason: str
    subjects: tuple[str, ...]
    standing: str = ""
    in_force: bool = True
    awaiting: bool = False
    approved_by: tuple[str, ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()


def decided_view(decision: Decision, entry: Entry | None = None) -> DecidedView:
    """The view of a decision; where it stands is told by its `entry` of a history."""
    standing = entry.standing if entry is not None else "in_force"
    return DecidedView(
        decision_id=decision.decision_id,
        seq=decision.seq,
        kind=decision.kind,
        what=_(KINDS[decision.kind]),
        person=decision.person,
        at=decision.at,
        when=f"{stamp(decision.at[:10])} {decision.at[11:16]} UTC",
        reason=decision.reason,
        subjects=decision.subjects,
        standing=_(STANDINGS[standing]) if entry is not None else "",
        in_force=standing == "in_force",
        awaiting=standing == "awaiting",
        approved_by=entry.approved_by if entry is not None else (),
        changes=tuple(_changes(decision)),
    )


def _changes(decision: Decision) -> list[tuple[str, str, str]]:
    change = decision.change
    if decision.kind == "correct" and "slot" in change:
        slot = str(change["slot"])
        before = value_words(slot, change.get("before"))
        return [(slot_name(slot), before, value_words(slot, change.get("after")))]
    if decision.kind == "grade" and "grade" in change:
        name = _("Grade for {actor}", actor=belligerent_words(change.get("actor_id")))
        return [(name, "", isolated(f"{change['grade']} ({change.get('policy')})"))]
    if decision.kind == "assign":
        return [(_("to"), "", isolated(str(change.get("to") or "")) or _("nobody"))]
    return []
