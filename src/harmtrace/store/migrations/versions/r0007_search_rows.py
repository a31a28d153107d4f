"""The search index anew: each document has the row of its first reading there, so that it is found without a search."""

import msgspec
from alembic import op
from sqlalchemy import func, select, text

from harmtrace.model.document import Document
from harmtrace.store import tables
from harmtrace.store.searching import index

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Index the current reading of every document."""
    bind, table = op.get_bind(), tables.documents
    if bind.dialect.name == "sqlite":
        bind.execute(text("DELETE FROM search"))
    newest = select(func.max(table.c.seq)).group_by(table.c.document_id)
    bodies = bind.execute(select(table.c.body).where(table.c.seq.in_(newest))).scalars().all()
    for body in bodies:
        index(bind, msgspec.json.decode(body, type=Document))


def downgrade() -> None:
    """Refuse: an older harmtrace would look for a document in every row."""
    raise RuntimeError("the index cannot be taken back; build the record again with the older harmtrace")
