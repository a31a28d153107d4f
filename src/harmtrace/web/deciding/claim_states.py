"""A claim as it stood after each decision, and what two of its states differ in."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.model.claim import AnyClaim
from harmtrace.model.decision import Decision
from harmtrace.model.document import Document
from harmtrace.publish.tongue import _
from harmtrace.review.replay import reviewed
from harmtrace.web.deciding.entries import entries_of

Difference = tuple[str, str, str]
"""A name, and the words before and after."""


def claim_differences(
    document: Document, machine: Sequence[AnyClaim], decisions: Sequence[Decision], claim_id: str, first: int, last: int
) -> list[Difference]:
    """What a claim says otherwise after decision `last` than after `first`; 0 is as the machine read it.

    `machine` are the machine's claims of its document.
    """
    before, after = (_said(document, machine, decisions, claim_id, seq) for seq in (first, last))
    names = [*before, *(name for name in after if name not in before)]
    rows = [(name, before.get(name, _("nothing")), after.get(name, _("nothing"))) for name in names]
    return [row for row in rows if row[1] != row[2]]


def _said(
    document: Document, machine: Sequence[AnyClaim], decisions: Sequence[Decision], claim_id: str, seq: int
) -> dict[str, str]:
    """What the claim said then, by the name of each entry."""
    then = reviewed([document], machine, [one for one in decisions if one.seq <= seq])
    found = next((one for one in (*then.claims, *then.rejected_claims) if one.claim_id == claim_id), None)
    if found is None:
        return {}
    rejected = claim_id in then.rejected
    stands = _("rejected by a person: it counts nowhere") if rejected else _("counted")
    return {_("Standing"): stands} | {f"{entry.name}": entry.words for entry in entries_of(found)}
