"""`harmtrace review`: what waits to be looked at, and decisions of persons on it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from harmtrace.cli import reviewing
from harmtrace.cli.deciding import PreviewOption, SeenOption, decided
from harmtrace.cli.options import JsonOption, PersonOption, ReasonOption, StoreOption

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Decide beside the machine: list, show, accept, reject, correct, add, merge, split, same, not-same, grade,"
    " comment, assign, approve, undo, rule, history, difference. Every decision keeps who, when and why.",
)
app.command("list")(reviewing.waiting)
for _function in (reviewing.show, reviewing.history, reviewing.difference):
    app.command()(_function)
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim.")]
ClaimIds = Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Ids of claims.")]
IncidentId = Annotated[str, typer.Argument(metavar="INCIDENT", help="The id of an incident.")]
DecisionId = Annotated[str, typer.Argument(metavar="DECISION", help="The id of a decision.")]
SpansOption = Annotated[
    list[str] | None,
    typer.Option("--span", metavar="START:END", help="The words that it rests on, by their place in the text."),
]
QuoteOption = Annotated[
    str | None, typer.Option("--words", metavar="TEXT", help="The words that it rests on, as the text has them once.")
]


@app.command()
def accept(
    claims: ClaimIds,
    reason: ReasonOption,
    person: PersonOption = None,
    seen: SeenOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Sign claims: a person has read the words and finds them read rightly.

    \b
    harmtrace review accept clm_0123456789abcdef0123 --reason "read against the page"
    """
    return decided(store, person, "accept", claims, None, reason, seen, False, as_json)


@app.command()
def reject(
    claims: ClaimIds,
    reason: ReasonOption,
    person: PersonOption = None,
    seen: SeenOption = None,
    preview: PreviewOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Say that claims are none: they stay on record, and count nowhere.

    \b
    harmtrace review reject clm_0123456789abcdef0123 --reason "a film is told of"
    """
    return decided(store, person, "reject", claims, None, reason, seen, preview, as_json)


@app.command()
def correct(
    claim: ClaimId,
    slot: Annotated[str, typer.Argument(metavar="SLOT", help="harms/0/quantity, when, where/0, actors/- (one more).")],
    reason: ReasonOption,
    span: SpansOption = None,
    words: QuoteOption = None,
    value: Annotated[str | None, typer.Option(metavar="JSON", help="The value; else the words are read.")] = None,
    person: PersonOption = None,
    seen: SeenOption = None,
    preview: PreviewOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Give a slot of a claim another value, which rests on words of the document and is read from them if they give it.

    Without --span or --words it rests on the words of the value before. --value null takes an entry of a list out.

    \b
    harmtrace review correct clm_0123456789abcdef0123 harms/0/quantity --words "at least 13" --reason "line 2"
    """
    from harmtrace.cli.options import open_record

    spans = _spans(span)
    if words is not None:
        spans.append(_found(open_record(store), claim, words))
    change: dict[str, Any] = {"slot": slot, "spans": spans}
    if value is not None:
        change["value"] = _json(value)
    return decided(store, person, "correct", (claim,), change, reason, seen, preview, as_json)


@app.command()
def add(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A claim in its contract form (JSON); - for input.")],
    reason: ReasonOption,
    person: PersonOption = None,
    preview: PreviewOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Add a claim that the machine missed. Words are filled in from their spans; nothing stands without words.

    \b
    harmtrace review add claim.json --reason "the second list on page 3"
    """
    import sys
    from pathlib import Path

    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    return decided(store, person, "add", (), {"claim": _json(text)}, reason, 0, preview, as_json)


@app.command()
def merge(
    incidents: Annotated[list[str], typer.Argument(metavar="INCIDENT...", help="Two or more incidents.")],
    reason: ReasonOption,
    person: PersonOption = None,
    seen: SeenOption = None,
    preview: PreviewOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Say that incidents are one: their claims stand together over every rerun.

    \b
    harmtrace review merge inc_01… inc_02… --preview --reason "-"
    """
    return decided(store, person, "merge", incidents, None, reason, seen, preview, as_json)


@app.command()
def split(
    incident: IncidentId,
    claims: ClaimIds,
    reason: ReasonOption,
    person: PersonOption = None,
    seen: SeenOption = None,
    preview: PreviewOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Say that some claims of an incident are another one.

    \b
    harmtrace review split inc_01… clm_02… --reason "the second strike"
    """
    return decided(store, person, "split", (incident, *claims), None, reason, seen, preview, as_json)


@app.command()
def same(
    one: ClaimId,
    other: ClaimId,
    reason: ReasonOption,
    person: PersonOption = None,
    seen: SeenOption = None,
    preview: PreviewOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Say that two claims tell of one incident."""
    return decided(store, person, "same", (one, other), None, reason, seen, preview, as_json)


@app.command("not-same")
def not_same(
    one: ClaimId,
    other: ClaimId,
    reason: ReasonOption,
    person: PersonOption = None,
    seen: SeenOption = None,
    preview: PreviewOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Say that two claims tell of two incidents."""
    return decided(store, person, "not_same", (one, other), None, reason, seen, preview, as_json)


@app.command()
def grade(
    incident: IncidentId,
    grade: Annotated[str, typer.Argument(metavar="GRADE", help="A grade of the policy.")],
    reason: ReasonOption,
    actor: Annotated[str | None, typer.Option(metavar="ACTOR", help="The belligerent; else nobody named.")] = None,
    policy: Annotated[str, typer.Option(metavar="POLICY", help="The policy.")] = "airwars",
    person: PersonOption = None,
    seen: SeenOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Decide the grade of an incident for one belligerent.

    \b
    harmtrace review grade inc_01… fair --actor sy.saa --reason "two bodies with staff there"
    """
    change = {"policy": policy, "actor_id": actor, "grade": grade}
    return decided(store, person, "grade", (incident,), change, reason, seen, False, as_json)


@app.command()
def comment(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Anything on record, or a decision.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you would say. Name no victim in it.")],
    person: PersonOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Comment on something; it changes nothing."""
    return decided(store, person, "comment", (row_id,), None, text, None, False, as_json)


@app.command()
def assign(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Anything on record, or a decision.")],
    to: Annotated[str, typer.Argument(metavar="NAME", help="Who is to look at it.")],
    reason: ReasonOption,
    person: PersonOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Give something to a person to look at; `list --assigned NAME` shows it."""
    return decided(store, person, "assign", (row_id,), {"to": to}, reason, None, False, as_json)


@app.command()
def approve(
    decision: DecisionId,
    reason: ReasonOption,
    person: PersonOption = None,
    seen: SeenOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Approve another person's decision, where the record has the two-person rule: it takes effect by it."""
    return decided(store, person, "approve", (decision,), None, reason, seen, False, as_json)


@app.command()
def undo(
    decision: DecisionId,
    reason: ReasonOption,
    person: PersonOption = None,
    seen: SeenOption = None,
    preview: PreviewOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Take a decision back: what was before it stands again, and both stay in the history."""
    return decided(store, person, "undo", (decision,), None, reason, seen, preview, as_json)


@app.command()
def rule(
    two_person: Annotated[str, typer.Argument(metavar="on|off", help="Whether decisions wait for another person.")],
    reason: ReasonOption,
    person: PersonOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Set the two-person rule of the record: decisions made from then on wait until another person approves them.

    \b
    harmtrace review rule on --reason "our handbook, section 4"
    """
    from harmtrace.errors import BadSetting

    if two_person not in ("on", "off"):
        raise BadSetting(f"the rule is on or off, not {two_person!r}")
    change = {"two_person": two_person == "on"}
    return decided(store, person, "rule", ("record",), change, reason, None, False, as_json)


def _spans(given: list[str] | None) -> list[list[int]]:
    from harmtrace.errors import BadSetting

    found = []
    for one in given or []:
        start, sign, end = one.partition(":")
        if not (sign and start.isdigit() and end.isdigit()):
            raise BadSetting(f"--span takes START:END, not {one!r}")
        found.append([int(start), int(end)])
    return found


def _found(store: Any, claim_id: str, words: str) -> list[int]:
    """Where words stand in the document of a claim. Raises `BadDecision` unless they do exactly once."""
    from harmtrace.errors import BadDecision
    from harmtrace.review.subjects import Subjects

    text = Subjects(store).claim(claim_id).source.content
    at = text.find(words)
    if at < 0 or text.find(words, at + 1) >= 0:
        how = "do not stand" if at < 0 else "stand several times"
        raise BadDecision(f"{words!r} {how} in the document; give their place with --span")
    return [at, at + len(words)]


def _json(text: str) -> Any:
    import msgspec

    from harmtrace.errors import BadDecision

    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise BadDecision(f"this is no JSON: {error}") from None
