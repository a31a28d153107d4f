"""The first tables, their triggers and the search index."""

from alembic import op
from sqlalchemy import text

from harmtrace.store import tables, triggers

revision = "0001"
down_revision = None

_TABLES = [
    tables.captures,
    tables.custody,
    tables.documents,
    tables.extractions,
    tables.claims,
    tables.withdrawals,
    tables.derived,
    tables.failures,
    tables.runs,
    tables.search_texts,
]


def upgrade() -> None:
    """Create everything."""
    bind = op.get_bind()
    dialect = bind.dialect.name
    tables.metadata.create_all(bind, tables=_TABLES)
    if dialect == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search USING fts5(folded, document_id UNINDEXED, tokenize='unicode61')")
    else:
        op.execute("CREATE INDEX search_by_words ON search_texts USING gin (to_tsvector('simple', folded))")
    for statement in triggers.statements(dialect):
        bind.execute(text(statement.replace(":", "\\:")))


def downgrade() -> None:
    """Refuse: a record is not taken apart."""
    raise RuntimeError("the first revision cannot be undone; delete the store instead")
