"""The search index: the folded words of each document, and what a question asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text

from harmtrace.model.document import Document
from harmtrace.store import tables
from harmtrace.store.folding import fold_for_search

_OF_ROW = text("DELETE FROM search WHERE rowid = :row")
_INTO_ROW = text("INSERT INTO search (rowid, folded, document_id) VALUES (:row, :f, :d)")


def index(connection: Connection, document: Document) -> None:
    """Put the words of a document on record into the index, in place of those of an earlier reading."""
    table = tables.search_texts
    folded = fold_for_search(f"{document.title or ''}\n{document.text}")
    if connection.dialect.name == "sqlite":
        # By its id a row is found only by reading all of them.
        readings = tables.documents.c
        first = select(func.min(readings.seq)).where(readings.document_id == document.document_id)
        values = {"row": connection.execute(first).scalar_one(), "d": document.document_id, "f": folded}
        connection.execute(_OF_ROW, values)
        connection.execute(_INTO_ROW, values)
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
