"""The triggers that make tables append-only, in both dialects.

The one change they let through is the redaction that belongs to a withdrawal on record:
its capture must stand in `withdrawals` before a row that rests on it may be rewritten.
"""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.store.tables import APPEND_ONLY

_WITHDRAWN = {
    "documents": "EXISTS (SELECT 1 FROM withdrawals w WHERE w.capture = OLD.capture)",
    "claims": (
        "EXISTS (SELECT 1 FROM withdrawals w JOIN documents d ON d.capture = w.capture "
        "JOIN extractions e ON e.document_seq = d.seq WHERE e.seq = OLD.extraction)"
    ),
    "decisions": (
        "EXISTS (SELECT 1 FROM withdrawals w JOIN documents d ON d.capture = w.capture "
        "JOIN decision_subjects s ON s.subject = d.document_id AND s.role = 'document' WHERE s.seq = OLD.seq)"
    ),
    "person_lists": "EXISTS (SELECT 1 FROM withdrawals w WHERE w.capture = OLD.capture)",
    "persons": (
        "EXISTS (SELECT 1 FROM withdrawals w JOIN person_lists l ON l.capture = w.capture WHERE l.seq = OLD.list_seq)"
    ),
}
_KEPT = {
    "documents": "NEW.seq = OLD.seq AND NEW.document_id = OLD.document_id AND NEW.capture = OLD.capture",
    "claims": "NEW.seq = OLD.seq AND NEW.claim_id = OLD.claim_id AND NEW.extraction = OLD.extraction",
    "decisions": " AND ".join(
        f"NEW.{column} = OLD.{column}"
        for column in ("seq", "decision_id", "at", "person", "kind", "subjects", "body_hash", "previous", "row_hash")
    ),
    "person_lists": "NEW.seq = OLD.seq AND NEW.list_id = OLD.list_id AND NEW.capture = OLD.capture",
    "persons": "NEW.seq = OLD.seq AND NEW.person_id = OLD.person_id AND NEW.list_seq = OLD.list_seq",
}


def statements(dialect: str, of: Sequence[str] = APPEND_ONLY) -> list[str]:
    """The statements that create the triggers of these tables for `sqlite` or `postgresql`."""
    make = _sqlite if dialect == "sqlite" else _postgresql
    return [statement for table in of for statement in make(table)]


def _sqlite(table: str) -> list[str]:
    allowed = f"NOT ({_WITHDRAWN[table]} AND {_KEPT[table]})" if table in _WITHDRAWN else "1"
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {allowed} BEGIN {refuse}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse}; END",
    ]


def _postgresql(table: str) -> list[str]:
    allowed = f"IF {_WITHDRAWN[table]} AND {_KEPT[table]} THEN RETURN NEW; END IF;" if table in _WITHDRAWN else ""
    refuse = f"RAISE EXCEPTION '{table} is append-only';"
    return [
        f"CREATE FUNCTION {table}_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {allowed} {refuse} END $$",
        f"CREATE FUNCTION {table}_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_update()",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_delete()",
    ]
