"""`harmtrace document`: a file in, what is known about it as a document out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harmtrace.cli.options import Inputs, JsonOption, Language, Published, Publisher

if TYPE_CHECKING:
    from harmtrace.model.document import Document


def document(
    inputs: Inputs,
    published: Published = None,
    publisher: Publisher = None,
    language: Language = None,
    as_json: JsonOption = False,
) -> int:
    """Print title, publisher, date of publication (how exact, and how it is known), language and source line.

    \b
    harmtrace document page.html
    harmtrace document corpus.jsonl --json
    """
    from harmtrace.cli.failures import Failures
    from harmtrace.cli.options import capture_options
    from harmtrace.cli.reading import read_inputs
    from harmtrace.cli.terminal import write_json

    failures = Failures()
    for found in read_inputs(inputs, capture_options(published, publisher, language), failures):
        if as_json:
            write_json(facts_of(found))
        else:
            _print(found)
    return failures.exit_code()


def facts_of(document: Document) -> dict[str, Any]:
    """The facts of a document without its text."""
    published = document.published
    return {
        "document_id": document.document_id,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": published.value if published else None,
        "published_precision": published.precision if published else None,
        "published_basis": published.basis if published else None,
        "printed": document.printed.value if document.printed else None,
        "language": document.language,
        "source_line": document.source_line,
        "url": document.url,
        "state": document.state,
        "reconstructed": document.reconstructed,
        "notice": document.notice,
    }


_BASIS = {
    "given": "given with it",
    "meta": "a meta tag of the page",
    "date_line": "the date line of the text",
    "url": "its address",
    "file_name": "its file name",
}


def _print(document: Document) -> None:
    from harmtrace.cli.terminal import line_of, say

    published, printed = document.published, document.printed
    known = f"{published.value} (to the {published.precision}, from {_BASIS[published.basis]})" if published else None
    for name, value in (
        ("document", document.document_id),
        ("title", document.title),
        ("publisher", document.publisher),
        ("author", document.author),
        ("published", known or "not known"),
        ("printed", f"{printed.value} (in its own head; its relative dates count from this)" if printed else None),
        ("language", document.language),
        ("source line", document.source_line),
        ("notice", document.notice),
    ):
        if value or name in ("title", "publisher", "source line"):
            say(f"{name:<12} {line_of(value)}")
    say()
