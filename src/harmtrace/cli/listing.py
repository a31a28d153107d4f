"""From incidents and aggregates to what a person reads, or to JSON Lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harmtrace.model.incident import Aggregate, Grade, Incident


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def id_of(held: Incident | Aggregate) -> str:
    """The id of an incident or aggregate."""
    from harmtrace.model.incident import Incident

    return held.incident_id if isinstance(held, Incident) else held.aggregate_id


def print_held(rows: Sequence[Incident | Aggregate], as_json: bool) -> None:
    """Print incidents or aggregates."""
    from harmtrace.cli.terminal import say, write_json

    for held in rows:
        if as_json:
            write_json(held)
        else:
            print_one(held)
    if not rows and not as_json:
        say("none on record")


def print_one(held: Incident | Aggregate) -> None:
    """Print what it is called, who tells it, its ranges and what is to be known about it."""
    from harmtrace.cli.terminal import line_of, say
    from harmtrace.model.incident import Incident
    from harmtrace.publish.wording import title_of

    say(line_of(title_of(held)))
    documents = plural(len(held.documents), "document")
    say(f"  {id_of(held)}  {documents}, {plural(held.origins, 'independent origin')}")
    for line in ranges_of(held):
        say(f"  {line}")
    if isinstance(held, Incident) and held.possible_duplicates:
        say(f"  may be the same as {', '.join(held.possible_duplicates)}")
    if isinstance(held, Incident):
        for grade in held.grades:
            say(f"  grade {line_of(grade_line(grade))}")
    for notice in held.notices:
        say(f"  notice: {line_of(notice)}")
    say()


def ranges_of(held: Incident | Aggregate) -> list[str]:
    """The toll rows in words; `any` only where it says more than one status does."""
    from harmtrace.publish.wording import harm_words, row_words, status_words

    single = {row.harm for row in held.tolls if row.status != "any"}
    lines = []
    for row in held.tolls:
        told = [other for other in held.tolls if other.harm == row.harm and other.status != "any"]
        if row.status == "any" and row.harm in single and len(told) == 1:
            continue
        lines.append(f"{harm_words(row.harm)}, {status_words(row.status)}: {row_words(row)}")
    return lines


def grade_line(grade: Grade) -> str:
    """A proposed grade with its belligerent and policy, and whether a person has decided it."""
    from harmtrace.publish.wording import belligerent_words

    state = f"decided: {grade.decided}" if grade.decided else "proposed, not decided"
    return f"{grade.proposed} for {belligerent_words(grade.actor_id)} ({grade.policy} {grade.policy_version}; {state})"
