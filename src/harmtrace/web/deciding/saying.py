"""A draft in words: what would be decided on what."""

from __future__ import annotations

from collections.abc import Mapping

from harmtrace.account.record import RecordView
from harmtrace.publish import wording
from harmtrace.publish.tongue import N_, _, isolated
from harmtrace.web.deciding.drafts import Draft
from harmtrace.web.deciding.slot_words import slot_name, value_words
from harmtrace.web.deciding.visible import subject_words

TITLES: Mapping[str, str] = {
    "accept": N_("Accept"),
    "reject": N_("Reject"),
    "correct": N_("Correct"),
    "add": N_("Add a claim"),
    "same": N_("Say that two claims tell of one incident"),
    "not_same": N_("Say that two claims tell of two incidents"),
    "merge": N_("Merge incidents"),
    "split": N_("Split an incident"),
    "grade": N_("Give a grade"),
    "comment": N_("Comment"),
    "assign": N_("Assign"),
    "restrict": N_("Restrict"),
    "release": N_("Release"),
    "link": N_("Decide on two rows of lists"),
    "rule": N_("Set the two-person rule"),
    "approve": N_("Approve a decision"),
    "undo": N_("Take a decision back"),
}


def title_of_draft(draft: Draft) -> str:
    """What kind of decision a draft is."""
    return _(TITLES[draft.kind])


def says(draft: Draft, record: RecordView) -> list[str]:
    """A draft in lines: what it is about, and what would change."""
    lines = [subject_words(subject, record) for subject in draft.subjects]
    change = draft.change
    slot = str(change.get("slot", "") or dict(draft.kept).get("slot", ""))
    if draft.kind == "correct" and slot:
        lines.append(
            slot_name(slot)
            if "value" not in change
            else _("{name}: {value}", name=slot_name(slot), value=value_words(slot, change["value"]))
        )
    if draft.kind == "grade" and change.get("grade"):
        actor = wording.belligerent_words(change.get("actor_id"))
        lines.append(_("Grade for {actor}: {grade}", actor=actor, grade=isolated(str(change["grade"]))))
    if draft.kind == "assign":
        lines.append(_("to {name}", name=isolated(str(change.get("to") or "")) or _("nobody")))
    return lines
