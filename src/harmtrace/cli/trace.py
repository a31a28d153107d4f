"""`harmtrace trace`: from a figure down to claims, sentences, documents, hashes and custody entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption

if TYPE_CHECKING:
    from harmtrace.pipeline.trace import ClaimTrace, DocumentTrace


def trace(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Any id that harmtrace printed.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Walk from an incident, aggregate, origin, claim or document to the bytes it rests on.

    \b
    harmtrace trace inc_0123456789abcdef0123
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, say, write_json
    from harmtrace.pipeline.trace import trace as walk

    found = walk(open_record(store), row_id)
    if as_json:
        write_json(found)
        return
    say(f"{found.kind} {line_of(found.id)}")
    for words, ids in (("is now", found.became), ("was also", found.previous_ids), ("was part of", found.split_off)):
        if ids:
            say(f"  {words} {', '.join(ids)}")
    for claim in found.claims:
        _print_claim(claim)
    for document in found.documents:
        _print_document(document, "  ")


def _print_claim(claim: ClaimTrace) -> None:
    from harmtrace.cli.deciding import print_entry, value_words
    from harmtrace.cli.terminal import line_of, say

    say(f"  claim {claim.claim_id} ({claim.kind}, {claim.role}{f': {line_of(claim.why)}' if claim.why else ''})")
    say(f"    said by   {' → '.join(line_of(name) for name in claim.chain)}")
    for piece in claim.evidence:
        say(f"    sentence  {piece.start}–{piece.end} “{line_of(piece.quote)}”")
    say(f"    made by   {line_of(claim.extractor)}")
    for entry in claim.decisions:
        print_entry(entry, "    ")
    for change in claim.review.corrections if claim.review is not None else ():
        say(f"    corrected {line_of(change.slot)} by {change.decision_id}")
        say(f"      machine {value_words(change.machine)}")
        say(f"      person  {value_words(change.person)}")
    if claim.rejected_by is not None:
        say(f"    rejected  by {claim.rejected_by}: it counts nowhere")
    for place in claim.places:
        decided = place.place_id or place.status.replace("_", " ")
        pack = f" (pack {line_of(place.pack)})" if place.pack else ""
        say(f"    place     “{line_of(place.text)}”: {line_of(place.name)}, {decided}{pack}")
    _print_document(claim.document, "    ")


def _print_document(document: DocumentTrace, indent: str) -> None:
    from harmtrace.cli.terminal import line_of, say

    capture = document.capture
    published = document.published.value if document.published else "date not known"
    say(f"{indent}document  {line_of(document.document_id)}, {line_of(document.publisher)}, {published}")
    say(f"{indent}          {line_of(document.title)}")
    if document.notice:
        say(f"{indent}notice    {line_of(document.notice)}")
    state = "the bytes hold" if capture.holds else "THE BYTES DO NOT HOLD"
    if capture.withdrawn:
        state = f"withdrawn by {line_of(capture.withdrawn.person)}: {line_of(capture.withdrawn.reason)}"
    say(f"{indent}capture   sha256 {capture.sha256} ({state})")
    for entry in capture.custody:
        say(f"{indent}custody   {entry.sequence} {entry.at} {entry.action} by {line_of(entry.person)}, {entry.hash}")
