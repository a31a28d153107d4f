"""What a person decided, and the words that it points at.

A decision is never changed: what takes it back or confirms it is another decision.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

from harmtrace.model.immutable import immutable

DecisionKind = Literal[
    "accept",
    "reject",
    "correct",
    "add",
    "same",
    "not_same",
    "merge",
    "split",
    "grade",
    "comment",
    "assign",
    "restrict",
    "release",
    "link",
    "rule",
    "approve",
    "undo",
]
Standing = Literal["in_force", "awaiting", "undone", "superseded", "overridden", "unattached"]
"""Where a decision stands: `awaiting` another person's approval; `superseded` by a later one on the same slot;
`overridden` by a later one that contradicts it; `unattached` where the words that it points at are found no more."""
SILENT: frozenset[DecisionKind] = frozenset({"comment", "assign"})
"""Kinds that change nothing on record: they need no approval, and nobody's view of a claim is outdated by them."""
ASIDE: frozenset[DecisionKind] = SILENT | {"restrict", "release"}
"""Kinds beside what is decided of a thing: who decides on it need not have seen them, and may not see all of them."""
TOGETHER: frozenset[DecisionKind] = frozenset({"same", "merge"})
APART: frozenset[DecisionKind] = frozenset({"not_same", "split"})


@immutable(frozen=True, slots=True)
class Anchor:
    """The words that a decision about a claim points at, so that a rerun which names the claim anew finds it again.

    `evidence` are the stretches that the claim rests on, `quote` the words of the first; `marks` those of the figures
    or words that make it this claim and not another of the same sentence. `held_in` is the incident or aggregate that
    it stood in when it was decided.
    """

    claim_id: str
    document_id: str
    capture: str
    kind: str
    evidence: tuple[tuple[int, int], ...]
    quote: str
    marks: tuple[tuple[int, int], ...] = ()
    held_in: str = ""


@immutable(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row of the decisions. `subjects` are ids of claims, incidents, documents or decisions.

    `change` is what is decided, by kind (docs/review.md); `previous` is the hash of the row before.
    """

    seq: int
    decision_id: str
    at: str
    person: str
    kind: DecisionKind
    subjects: tuple[str, ...]
    change: dict[str, Any] = field(default_factory=dict)
    reason: str
    anchors: tuple[Anchor, ...] = ()
    previous: str
    row_hash: str
    withdrawn: bool = False
    """Whether words of it were destroyed with the capture that they came from."""
