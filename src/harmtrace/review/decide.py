"""To write a decision: after the last one, unless another person decided on the same thing since it was looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError

from harmtrace.errors import DecidedMeanwhile, StoreMismatch
from harmtrace.model.decision import ASIDE, Decision, DecisionKind
from harmtrace.review.making import Draft, Read, drafted
from harmtrace.review.subjects import Subjects
from harmtrace.store.decisions import append, last_on, last_row
from harmtrace.store.record import Store, now

_TRIES = 100
"""So often a decision is tried again because another was written in the same moment."""


def decide(
    store: Store,
    *,
    person: str,
    kind: DecisionKind,
    subjects: Sequence[str],
    change: Mapping[str, Any] | None = None,
    reason: str,
    seen: int,
    read: Read = lambda *_words: None,
) -> Decision:
    """Write a decision of `person` on `subjects` and return it. The record is not built anew.

    `seen` is the number of the last decision on these subjects that the person had before their eyes (0: none).
    Raises `DecidedMeanwhile` where there is a later one; `BadDecision`, `UnknownName` and `OwnDecision` for what
    cannot be decided.
    """
    for _attempt in range(_TRIES):
        draft = drafted(Subjects(store), Draft(person, kind, tuple(subjects), reason, change or {}), read)
        try:
            with store.writing() as writing:
                # The last row is read first: whatever is written after that takes its place, and this is tried again.
                after = last_row(writing.connection)
                if kind not in ASIDE:
                    _refuse_outdated(last_on(writing.connection, draft.subjects), seen)
                return append(
                    writing.connection,
                    after,
                    at=now(),
                    person=draft.person,
                    kind=draft.kind,
                    subjects=draft.subjects,
                    change=draft.change,
                    reason=draft.reason,
                    anchors=draft.anchors,
                    documents=draft.documents,
                )
        except IntegrityError:
            continue
    raise StoreMismatch("the decision was not written: others are written all the time", way_out="Try again.")


def last_seen(store: Store, subjects: Sequence[str]) -> int:
    """The number of the last decision on these subjects, for who decides on them to say that it was seen.

    Of an incident that is the last one on any of its claims too, of a decision that on any of its subjects.
    """
    found = Subjects(store)
    every = dict.fromkeys(one for subject in subjects for one in found.about(subject))
    with store.engine.connect() as connection:
        last = last_on(connection, every)
    own = (one.seq for one in found.decisions if one.decision_id in every)
    return max((*own, last.seq if last is not None else 0), default=0)


def _refuse_outdated(last: Decision | None, seen: int) -> None:
    if last is not None and last.seq > seen:
        raise DecidedMeanwhile(
            f"{last.person} decided on the same thing at {last.at} ({last.kind}, {last.decision_id}): {last.reason}",
            decision_id=last.decision_id,
            seq=last.seq,
        )
