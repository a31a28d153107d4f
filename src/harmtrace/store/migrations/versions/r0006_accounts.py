"""Accounts, sessions, tokens, failed attempts and the activity log."""

from alembic import op
from sqlalchemy import text

from harmtrace.store import access_tables, tables, triggers

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables, and the triggers of the log."""
    bind = op.get_bind()
    tables.metadata.create_all(bind, tables=access_tables.ACCESS_TABLES)
    for statement in triggers.statements(bind.dialect.name, ("activity",)):
        bind.execute(text(statement.replace(":", "\\:")))


def downgrade() -> None:
    """Refuse: what was logged stays logged."""
    raise RuntimeError("the activity log cannot be undone; delete the store instead")
