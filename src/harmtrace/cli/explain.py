"""`harmtrace explain`: sentence by sentence, what was found and which rule made each claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmtrace.cli.options import Inputs, JsonOption, Language, Mapping, Published, Publisher

if TYPE_CHECKING:
    from harmtrace.extract.explaining import Explained
    from harmtrace.model.claim import AnyClaim


def explain(
    inputs: Inputs,
    published: Published = None,
    publisher: Publisher = None,
    language: Language = None,
    mapping: Mapping = None,
    as_json: JsonOption = False,
) -> int:
    """Show, sentence by sentence, the words that were found, who speaks, the clauses, and the rule behind each claim.

    \b
    harmtrace explain report.txt --published 2018-09-15
    echo "An air strike on Hass killed 14 people." | harmtrace explain -
    """
    from harmtrace.cli.failures import Failures
    from harmtrace.cli.options import capture_options
    from harmtrace.cli.reading import read_inputs
    from harmtrace.cli.terminal import line_of, note, say, write_json
    from harmtrace.extract.explaining import explain as sentences_of
    from harmtrace.extract.extraction import is_read
    from harmtrace.pipeline.record import load_gazetteer

    failures = Failures()
    for document in read_inputs(inputs, capture_options(published, publisher, language, mapping), failures):
        if not is_read(document.language):
            note(f"{line_of(document.document_id)}: not read, no lexicon for {line_of(document.language)} yet")
            continue
        if not as_json:
            say(f"{line_of(document.document_id)}, published {document.published.value if document.published else '?'}")
        for sentence in sentences_of(document, load_gazetteer()):
            if as_json:
                write_json({"document_id": document.document_id, **_plain(sentence)})
            else:
                _show(sentence)
    return failures.exit_code()


def _plain(sentence: Explained) -> dict[str, object]:
    from harmtrace.model.claim import to_plain

    return {
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "found": sentence.found,
        "clauses": sentence.clauses,
        "learned": sentence.learned,
        "claims": [to_plain(claim) for claim in sentence.claims],
        "reasons": {claim.claim_id: _decided(claim) for claim in sentence.claims},
    }


def _show(sentence: Explained) -> None:
    from harmtrace.cli.terminal import line_of, say

    say()
    say(line_of(sentence.text))
    for told in sentence.found:
        say(f"    {told.what:9} {line_of(told.words)[:48]:50} {line_of(told.means)}")
    if len(sentence.clauses) > 1:
        for clause in sentence.clauses:
            say(f"    clause    {line_of(clause)}")
    for choice in sentence.learned:
        say(f"    learned   {choice}")
    for claim in sentence.claims:
        say(f"  ▸ {claim.kind:9} {claim.claim_id}  {line_of(claim.extractor.rule)}")
        say(f"    confidence {claim.confidence:.2f}{_reasons(claim)}")


def _decided(claim: AnyClaim) -> dict[str, list[str]]:
    """The signs that speak most for a claim and most against it."""
    from harmtrace.extract.confidence import deciding

    support, doubt = deciding(claim)
    return {"for": support, "against": doubt}


def _reasons(claim: AnyClaim) -> str:
    named = [f"{side} it: {', '.join(signs)}" for side, signs in _decided(claim).items() if signs]
    return f"  {'; '.join(named)}" if named else ""
