"""What commands of deciding share: a decision made or previewed, and decisions printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from harmtrace.model.decision import Decision, DecisionKind
    from harmtrace.model.incident import Aggregate, Incident
    from harmtrace.pipeline.preview import Preview
    from harmtrace.review.history import Entry

SeenOption = Annotated[
    int | None,
    typer.Option("--seen", metavar="N", help="The last decision on it that you saw; else the last one on record."),
]
PreviewOption = Annotated[bool, typer.Option("--preview", help="Show what would change, and write nothing.")]


def decided(
    url: str | None,
    person: str | None,
    kind: DecisionKind,
    subjects: Sequence[str],
    change: Mapping[str, Any] | None,
    reason: str,
    seen: int | None,
    preview: bool,
    as_json: bool,
) -> int:
    """Make a decision, or show what it would change, and print it."""
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import write_json
    from harmtrace.pipeline import deciding
    from harmtrace.pipeline.settings import person_setting

    store, who = open_record(url), person or person_setting()
    if preview:
        found = deciding.preview(store, who, kind, subjects, change)
        write_json(found) if as_json else print_preview(found)
        return 0
    last = deciding.last_seen(store, subjects) if seen is None else seen
    made = deciding.decide(store, who, kind, subjects, change, reason, last)
    entry = next(e for e in deciding.history(store, made.decision_id) if e.decision.seq == made.seq)
    if as_json:
        write_json(entry)
    else:
        print_entry(entry, "")
    return 0


def print_entry(entry: Entry, indent: str) -> None:
    """Print a decision: who, when, what, why, and where it stands."""
    from harmtrace.cli.terminal import line_of, say

    one = entry.decision
    state = entry.standing.replace("_", " ")
    if entry.approved_by:
        state += f", approved by {', '.join(map(line_of, entry.approved_by))}"
    if entry.undone_by:
        state += f" by {entry.undone_by}"
    say(f"{indent}decision  {one.seq} {one.decision_id} {one.at} {one.kind} by {line_of(one.person)} ({state})")
    for line in _said(one):
        say(f"{indent}          {line}")
    say(f"{indent}          why: {line_of(one.reason)}")
    for trouble in entry.troubles:
        against = f" ({', '.join(trouble.against)})" if trouble.against else ""
        say(f"{indent}          but: {line_of(trouble.why)}{against}")


def _said(one: Decision) -> list[str]:
    from harmtrace.cli.terminal import line_of

    change = one.change
    if one.kind == "correct" and "slot" in change:
        return [f"{line_of(change['slot'])}: {value_words(change['before'])} becomes {value_words(change['after'])}"]
    if one.kind == "grade":
        who = change.get("actor_id") or "nobody named"
        return [f"{line_of(change.get('grade'))} for {who} ({change.get('policy')})"]
    if one.kind in ("approve", "undo"):
        return [f"of {change.get('decision')}"]
    if one.kind == "assign":
        return [f"to {line_of(change.get('to'))}"]
    return [f"of {', '.join(map(line_of, one.subjects))}"]


def value_words(value: Any) -> str:
    """A value of a slot on one line."""
    import msgspec

    from harmtrace.cli.terminal import line_of

    if isinstance(value, dict):
        value = {key: one for key, one in value.items() if one not in (None, [], "")}
    return line_of(value if isinstance(value, str) else msgspec.json.encode(value).decode())


def print_preview(found: Preview) -> None:
    """Print incidents and totals that would change, before and after."""
    from harmtrace.cli.terminal import line_of, say

    for words, incidents, totals in (
        ("now", found.incidents_before, found.aggregates_before),
        ("then", found.incidents_after, found.aggregates_after),
    ):
        say(f"{words}:")
        held: list[Incident | Aggregate] = [*incidents, *totals]
        for one in held:
            _print_held(one)
        if not held:
            say("  nothing")
    for note in found.notes:
        say(f"note: {line_of(note)}")
    if not found.exact:
        say("note: worked out from the reports around it; the whole record may differ")


def _print_held(held: Incident | Aggregate) -> None:
    from harmtrace.cli.listing import id_of, ranges_of
    from harmtrace.cli.terminal import line_of, say
    from harmtrace.publish.wording import title_of

    say(f"  {id_of(held)}  {line_of(title_of(held))}")
    for line in ranges_of(held):
        say(f"    {line}")
