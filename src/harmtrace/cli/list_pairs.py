"""`harmtrace lists pairs`, `pair`, `decide`, `review`: pairs of rows that may be one person, and what is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from harmtrace.cli.options import JsonOption, PersonOption, ReasonOption, StoreOption

if TYPE_CHECKING:
    from harmtrace.model.link import Verdict
    from harmtrace.pipeline.link_review import PairView, QueuedPair
    from harmtrace.store.record import Store

_BAR = 24
"""The widest bar of a waterfall, in characters."""
_KEYS = {"s": "same", "d": "different", "u": "unsure"}
PairId = Annotated[str, typer.Argument(metavar="PAIR", help="The id of a pair.")]
Low = Annotated[float | None, typer.Option("--from", metavar="P", min=0.0, max=1.0, help="Least probability; .05.")]
High = Annotated[float | None, typer.Option("--to", metavar="P", min=0.0, max=1.0, help="Largest probability; .99.")]


def pairs(
    low: Low = None,
    high: High = None,
    decided: Annotated[bool, typer.Option("--decided", help="Those that are decided instead.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the pairs of rows that wait for a decision, the most doubtful first. Ids, no names.

    They are those that the last `harmtrace link list:A list:B` left. A pair that was decided before one of its rows
    changed stands first, with the old decision.
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import say, write_json, write_table

    found = _queue(open_record(store), low, high, decided)
    if as_json:
        for one in found:
            write_json(one)
        return
    write_table(
        [
            {
                "pair": one.pair.pair_id,
                "probability": f"{one.pair.link.probability:.4f}",
                "a": f"{one.pair.lists[0]} {one.pair.link.a}",
                "b": f"{one.pair.lists[1]} {one.pair.link.b}",
                "decided": _told(one),
            }
            for one in found
        ]
    )
    if not found:
        say("none")


def _queue(record: Store, low: float | None, high: float | None, decided: bool = False) -> list[QueuedPair]:
    from harmtrace.pipeline.link_review import HIGH, LOW, queue

    least = LOW if low is None else low
    return queue(record, low=least, high=HIGH if high is None else high, decided=decided)


def _told(one: QueuedPair) -> str:
    if one.decision is None:
        return "–"
    return f"{one.decision.verdict}{', but a row has changed since' if one.outdated else ''}"


def pair(pair_id: PairId, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Show a pair: its two rows, the waterfall of its weights, its rivals, and what was decided of it. Restricted."""
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import write_json
    from harmtrace.pipeline.link_review import pair as view

    found = view(open_record(store), pair_id)
    if as_json:
        write_json(found)
    else:
        _print(found)


def _print(view: PairView) -> None:
    from harmtrace.cli.terminal import line_of, say

    one = view.queued.pair
    say(f"{one.pair_id}  probability {one.link.probability:.4f}{'  in the set of links' if one.chosen else ''}")
    for side, (name, row, held) in enumerate(zip(one.lists, (one.link.a, one.link.b), view.rows, strict=True)):
        names = " / ".join(held.entry.names.values()) if held is not None else "the row is gone"
        say(f"  {'ab'[side]}  {line_of(name)} {line_of(row)}  {line_of(names)}")
    widest = max((abs(step.weight) for step in view.steps), default=1.0) or 1.0
    for step in view.steps:
        bar = ("+" if step.weight > 0 else "-") * round(_BAR * abs(step.weight) / widest)
        cells = f"  {line_of(step.a)} | {line_of(step.b)}" if step.a or step.b else ""
        told = step.field.replace("_", " ")
        say(f"  {told:<21} {step.weight:+7.2f} {step.total:+7.2f}  {bar:<{_BAR}}  {line_of(step.level)}{cells}")
    for rival in view.rivals[:5]:
        ends = f"{rival.lists[0]} {rival.link.a} and {rival.lists[1]} {rival.link.b}"
        say(f"  rival {rival.pair_id}  {rival.link.probability:.4f}  {line_of(ends)}")
    for made in view.history:
        say(f"  decided {made.verdict} by {line_of(made.person)} at {made.at[:16]}: {line_of(made.reason)}")
    if view.queued.outdated:
        say("  a row has changed since: it is to be decided again")


def decide(
    pair_id: PairId,
    verdict: Annotated[str, typer.Argument(metavar="same|different|unsure", help="What you decide.")],
    reason: ReasonOption,
    person: PersonOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide that the two rows of a pair are one person, two, or that it cannot be told.

    The decision is kept with who and why, and holds over every rerun of `harmtrace link` while the rows say the same.

    \b
    harmtrace lists decide pair_0123456789abcdef0123 same --reason "the two registers give one number"
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, say, write_json
    from harmtrace.pipeline.link_review import decide as write
    from harmtrace.pipeline.settings import person_setting

    made = write(open_record(store), pair_id, _verdict(verdict), person or person_setting(), reason)
    if as_json:
        write_json(made)
    else:
        say(f"{made.pair_id}: {made.verdict}, decided by {line_of(made.person)}")


def _verdict(word: str) -> Verdict:
    from typing import get_args

    from harmtrace.errors import BadSetting
    from harmtrace.model.link import Verdict

    known: Verdict | None = next((one for one in get_args(Verdict) if one == word), None)
    if known is not None:
        return known
    raise BadSetting(f"{word!r} is no decision", way_out="Say same, different or unsure.")


def review(
    low: Low = None,
    high: High = None,
    person: PersonOption = None,
    store: StoreOption = None,
) -> int:
    """Go through the pairs that wait: (s)ame, (d)ifferent or (u)nsure, each with its reason, (n)ext, (q)uit."""
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import note, say
    from harmtrace.pipeline.settings import person_setting

    record = open_record(store)
    waiting = _queue(record, low, high)
    who = person or person_setting()
    note(f"{len(waiting):,} pairs wait. The rows are restricted.")
    decided = 0
    for number, one in enumerate(waiting, 1):
        say(f"{number} of {len(waiting)}")
        answer = _asked(record, one, who)
        if answer is None:
            break
        decided += answer
    note(f"{decided:,} decided")
    return 0


def _asked(record: Store, one: QueuedPair, who: str) -> bool | None:
    """Show a pair and ask; whether it was decided, None where the reviewer leaves."""
    from harmtrace.pipeline.link_review import decide as write
    from harmtrace.pipeline.link_review import pair as view

    found = view(record, one.pair.pair_id)
    _print(found)
    key = typer.prompt("s, d, u, n or q", default="n", show_default=True, err=True).strip().lower()[:1]
    if key == "q":
        return None
    if key not in _KEYS:
        return False
    reason = typer.prompt("why (name nobody)", err=True)
    write(record, one.pair.pair_id, _verdict(_KEYS[key]), who, reason, found.seen)
    return True
