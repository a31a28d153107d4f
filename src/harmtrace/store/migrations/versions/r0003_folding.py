"""The search index anew: digits of three scripts and Persian letters are folded now."""

import msgspec
from alembic import op
from sqlalchemy import func, select

from harmtrace.model.document import Document
from harmtrace.store import tables
from harmtrace.store.searching import index

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Index the current reading of every document."""
    bind, table = op.get_bind(), tables.documents
    newest = select(func.max(table.c.seq)).group_by(table.c.document_id)
    bodies = bind.execute(select(table.c.body).where(table.c.seq.in_(newest))).scalars().all()
    for body in bodies:
        index(bind, msgspec.json.decode(body, type=Document))


def downgrade() -> None:
    """Refuse: an older harmtrace would ask for words that the index does not hold."""
    raise RuntimeError("the index cannot be folded back; build the record again with the older harmtrace")
