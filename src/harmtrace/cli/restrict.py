"""`harmtrace restrict`, `release`, `restricted`: what people without the right do not see, decided with a reason."""

from __future__ import annotations

from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption

_Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept for good.")]
_Person = Annotated[str | None, typer.Option(metavar="NAME", help="Who; else HARMTRACE_PERSON.")]


def restrict(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="item, names, words, coordinates, media or graphic.")],
    of: Annotated[list[str], typer.Argument(metavar="ID|NAME...", help="Ids; with names, every spelling of them.")],
    reason: _Reason,
    quote: Annotated[
        list[str] | None, typer.Option(metavar="WORDS", help="With words: the words of the document; repeatable.")
    ] = None,
    person: _Person = None,
    store: StoreOption = None,
) -> None:
    """Keep something from people without the right: in pages, search, JSON, exports, reports and history. At once.

    An item is as if absent; names are covered wherever they stand; words are covered in one document and in what rests
    on it; positions are moved to the public grid; of media nobody is told where the file came from; what is graphic is
    shown after a warning.

    \b
    harmtrace restrict names "Rana Odeh" "رنا عودة" --reason "witness, asked not to be named"
    harmtrace restrict words idl-07 --quote "the house behind the bakery" --reason "tells where the family hides"
    harmtrace restrict item clm_0123 --reason "endangers the source"
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import note, say
    from harmtrace.pipeline.restricting import restrict as decide_so
    from harmtrace.pipeline.settings import person_setting

    made = decide_so(open_record(store), what, of, quote or [], person or person_setting(), reason)
    say(made.decision_id)
    note(f"restricted: {what}; `harmtrace release {made.decision_id}` takes it back")


def release(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="The id of the decision that restricts.")],
    reason: _Reason,
    person: _Person = None,
    store: StoreOption = None,
) -> None:
    """Release what a decision restricts; under the two-person rule, once another person approves.

    \b
    harmtrace release dec_0123 --reason "the witness speaks in public now"
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import say
    from harmtrace.pipeline.restricting import release as decide_so
    from harmtrace.pipeline.settings import person_setting

    say(decide_so(open_record(store), decision, person or person_setting(), reason).decision_id)


def restricted(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List what is restricted now, by whom and why. The list itself is restricted: it names what nobody should read.

    \b
    harmtrace restricted
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import write_json, write_table
    from harmtrace.review.restricting import restricting
    from harmtrace.store.decisions import decisions

    rows = []
    for one in restricting(decisions(open_record(store))):
        told = [*one.change.get("names", ()), *one.change.get("words", ())] or one.subjects
        if as_json:
            write_json(one)
        cells = {"decision": one.decision_id, "what": one.change["what"], "person": one.person, "at": one.at[:10]}
        rows.append({**cells, "of": ", ".join(told), "reason": one.reason})
    if not as_json:
        write_table(rows)
