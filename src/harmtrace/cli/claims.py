"""`harmtrace claims`: the claims of a record, listed."""

from __future__ import annotations

from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption


def claims(
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only those of one document.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only event, situation, statement, …")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the claims on record, each with who says so and the words it rests on.

    \b
    harmtrace claims --kind event
    harmtrace claims --document idl-01 --json
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, say, write_json
    from harmtrace.errors import UnknownName
    from harmtrace.model.claim import CLAIM_KINDS, to_plain
    from harmtrace.pipeline.record import current_review

    if kind is not None and kind not in CLAIM_KINDS:
        raise UnknownName(f"there is no kind {kind!r}; there are {', '.join(CLAIM_KINDS)}")
    record = open_record(store)
    if document is not None and record.document(document) is None:
        raise UnknownName(f"no document on record is called {document!r}")
    of = record.documents() if document is None else [d for d in [record.document(document)] if d is not None]
    for claim in current_review(record, of).claims:
        if document is not None and claim.document_id != document:
            continue
        if kind is not None and claim.kind != kind:
            continue
        if as_json:
            write_json(to_plain(claim))
            continue
        signed = f", {claim.review.state} by a person" if claim.review is not None else ""
        tellers = " → ".join(line_of(teller.name) for teller in claim.attribution.chain)
        say(f"{claim.claim_id}  {claim.kind}, {claim.modality}, {claim.confidence:.2f}{signed}  {tellers}")
        for piece in claim.evidence:
            say(f"  “{line_of(piece.quote)}”")
        say(f"  {line_of(claim.document_id)} {claim.evidence[0].start}–{claim.evidence[-1].end}")
        say()
