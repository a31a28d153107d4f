"""`harmtrace extract`: documents in, their claims as JSON Lines out."""

from __future__ import annotations

from harmtrace.cli.options import Inputs, Language, Mapping, Published, Publisher


def extract(
    inputs: Inputs,
    published: Published = None,
    publisher: Publisher = None,
    language: Language = None,
    mapping: Mapping = None,
) -> int:
    """Print the claims of documents, one JSON object a line, each with the words it rests on.

    \b
    harmtrace extract report.txt --published 2018-09-15 --publisher "Syrian Coalition"
    harmtrace extract corpus.jsonl > claims.jsonl
    cat page.html | harmtrace extract -
    """
    from harmtrace.cli.failures import Failures
    from harmtrace.cli.options import capture_options
    from harmtrace.cli.reading import read_inputs
    from harmtrace.cli.terminal import line_of, note, progress, write_json
    from harmtrace.extract.extraction import extract as claims_of
    from harmtrace.extract.extraction import is_read
    from harmtrace.model.claim import to_plain
    from harmtrace.pipeline.record import load_gazetteer

    failures = Failures()
    with progress() as report:
        for done, document in enumerate(
            read_inputs(inputs, capture_options(published, publisher, language, mapping), failures), 1
        ):
            report("documents", done)
            if not is_read(document.language):
                note(f"{line_of(document.document_id)}: not read, no lexicon for {line_of(document.language)} yet")
                continue
            for claim in claims_of(document, load_gazetteer()):
                write_json(to_plain(claim))
    return failures.exit_code()
