"""Seals over the whole record; a record from before has its first with its next run."""

from alembic import op
from sqlalchemy import text

from harmtrace.store import tables, triggers

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table and its triggers."""
    bind = op.get_bind()
    tables.seals.create(bind)
    for statement in triggers.statements(bind.dialect.name, ("seals",)):
        bind.execute(text(statement.replace(":", "\\:")))


def downgrade() -> None:
    """Refuse: a seal is not broken."""
    raise RuntimeError("seals cannot be undone; delete the store instead")
