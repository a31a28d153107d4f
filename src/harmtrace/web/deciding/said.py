"""What was just decided, told on the page that a person comes back to, with the way to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from harmtrace.publish.tongue import _
from harmtrace.review.history import Entry
from harmtrace.web.deciding.decided import decided_view


@dataclass(frozen=True, slots=True)
class Said:
    """A decision that was just made."""

    what: str
    standing: str
    decision_id: str
    seq: int
    back: str
    may_undo: bool


def said_of(entry: Entry, person: str, back: str) -> Said:
    """What is told of a decision; who made it may take it back at once."""
    view = decided_view(entry.decision, entry)
    undone = entry.decision.kind == "undo"
    return Said(
        what=_("Done: {what}.", what=view.what),
        standing=view.standing if not view.in_force else "",
        decision_id=view.decision_id,
        seq=view.seq,
        back=back,
        may_undo=not undone and entry.undone_by is None and view.person == person,
    )


def with_done(back: str, decision_id: str) -> str:
    """The address to go back to, naming the decision that was made."""
    parts = urlsplit(back)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in ("done", "slot")]
    return f"{parts.path}?{urlencode([*kept, ('done', decision_id)])}"
