"""Every decision on something, with where it stands: who, when, what before and after, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harmtrace.model.decision import Decision, Standing
from harmtrace.model.reviewed import Reviewed, Trouble
from harmtrace.review.standing import Standings


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision with its standing, who approved it, what took it back, and what is to be known about it."""

    decision: Decision
    standing: Standing
    attached: tuple[str, ...] = ()
    """The claims of now that it is about."""
    approved_by: tuple[str, ...] = ()
    """The persons who approved it."""
    undone_by: str | None = None
    needs_approval: bool = False
    troubles: tuple[Trouble, ...] = ()


def history(decisions: Sequence[Decision], review: Reviewed, subject: str | None = None) -> list[Entry]:
    """The decisions on a subject, the first one first; on all where none is named.

    Those on a claim are found under the id that it has now too.
    """
    standings = Standings(decisions)
    return [
        _entry(one, standings, review)
        for one in decisions
        if subject is None
        or subject in one.subjects
        or subject in review.attached.get(one.decision_id, ())
        or subject == one.decision_id
    ]


def _entry(decision: Decision, standings: Standings, review: Reviewed) -> Entry:
    key = decision.decision_id
    return Entry(
        decision,
        review.standing.get(key, standings.standing(key)),
        review.attached.get(key, ()),
        tuple(one.person for one in standings.approved_by(key)),
        standings.undone_by(key),
        key in standings.needs,
        tuple(trouble for trouble in review.troubles if trouble.decision_id == key),
    )
