"""What persons decided about a claim, an incident or a total, in words beside the figures that it stands behind.

A correction never hides what the machine reads. Names of persons are not told here: the history has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from harmtrace.model.claim import AnyClaim
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.review import Correction
from harmtrace.publish.tongue import _, isolated


def decided_words(claim: AnyClaim) -> Iterable[str]:
    """What persons decided about a claim; nothing where nobody decided anything."""
    if claim.review is None:
        return
    if claim.review.state == "accepted":
        yield _("accepted by a person")
    if claim.review.state == "added":
        yield _("added by a person: the machine does not read it")
    yield from map(_correction, claim.review.corrections)


def decided_facts(held: Incident | Aggregate) -> Iterable[tuple[str, str]]:
    """The decisions behind an incident or total, by their ids, and whether persons have signed all of its claims."""
    if held.decisions:
        yield _("Decisions of persons behind it"), _(", ").join(map(isolated, held.decisions))
    if held.status == "reviewed":
        yield _("Reviewed"), _("persons have accepted, corrected or added every claim that supports it")


def _correction(one: Correction) -> str:
    return _(
        "corrected by a person ({slot}: the machine reads {machine}; {decision})",
        slot=isolated(one.slot),
        machine=_value(one.machine),
        decision=isolated(one.decision_id),
    )


def _value(value: Any) -> str:
    """A value of a slot without quotations: public views hold none."""
    if value is None or value == []:
        return _("nothing")
    if isinstance(value, list):
        return _(", ").join(_value(one) for one in value)
    if not isinstance(value, dict):
        return isolated(str(value))
    if "precision" in value and "basis" in value:
        start, end = value["start"], value["end"]
        return isolated(start if start == end else f"{start}–{end}")
    if "op" in value:
        number, low, high = (value.get(name) for name in ("value", "low", "high"))
        if low is None and high is None:
            return isolated(str(value.get("vague") or number))
        ends = ["…" if end is None else str(end) for end in (low, high)]
        return isolated("–".join(dict.fromkeys(ends)))
    inner = (value.get(name) for name in ("quantity", "name", "weapon_id", "target_id", "actor_id", "harm"))
    return _value(next((one for one in inner if one is not None), "…"))
