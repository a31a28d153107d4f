"""`harmtrace documents`: the documents of a record, listed."""

from __future__ import annotations

from harmtrace.cli.options import JsonOption, StoreOption


def documents(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the documents on record; those in a language without a lexicon are marked unread.

    \b
    harmtrace documents
    harmtrace documents --json
    """
    from harmtrace.cli.document import facts_of
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import say, write_json, write_table

    found = open_record(store).documents()
    if as_json:
        for document in found:
            write_json({**facts_of(document), "capture": document.capture})
        return
    write_table(
        [
            {
                "document": document.document_id,
                "published": document.published.value if document.published else "not known",
                "publisher": document.publisher or "",
                "language": document.language,
                "state": document.state + (", reconstructed" if document.reconstructed else ""),
                "title": document.title or "",
            }
            for document in found
        ]
    )
    _notices([document.notice for document in found if document.notice])
    if not found:
        say("none on record")


def _notices(notices: list[str]) -> None:
    from harmtrace.cli.terminal import line_of, say

    for notice in dict.fromkeys(notices):
        say(f"notice ({notices.count(notice)} documents): {line_of(notice)}")
