"""The search index: the folded words of each document, and what a question asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, text

from harmtrace.model.document import Document
from harmtrace.store import tables
from harmtrace.store.folding import fold_for_search


def index(connection: Connection, document: Document) -> None:
    """Put the words of a document into the index, in place of those of an earlier reading."""
    table = tables.search_texts
    folded = fold_for_search(f"{document.title or ''}\n{document.text}")
    values = {"d": document.document_id, "f": folded}
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM search WHERE document_id = :d"), values)
        connection.execute(text("INSERT INTO search (folded, document_id) VALUES (:f, :d)"), values)
        return
    connection.execute(delete(table).where(table.c.document_id == document.document_id))
    connection.execute(insert(table).values(document_id=document.document_id, folded=folded))


def search_query(connection: Connection, words: Sequence[tuple[str, ...]], limit: int) -> tuple[Any, dict[str, Any]]:
    """The statement that finds documents which hold, of each word, one of its forms; with its parameters."""
    if connection.dialect.name == "sqlite":
        asked = [" OR ".join(f'"{form}"*' for form in word) for word in words]
        phrase = " AND ".join(f"({one})" for one in asked)
        query = text("SELECT document_id FROM search WHERE search MATCH :words ORDER BY rank LIMIT :limit")
        return query, {"words": phrase, "limit": limit}
    asked = [" | ".join(f"{form}:*" for form in word) for word in words]
    prefixes = " & ".join(f"({one})" for one in asked)
    query = text(
        "SELECT document_id FROM search_texts WHERE to_tsvector('simple', folded) @@ to_tsquery('simple', :words) "
        "ORDER BY document_id LIMIT :limit"
    ).bindparams(bindparam("words"), bindparam("limit"))
    return query, {"words": prefixes, "limit": limit}
