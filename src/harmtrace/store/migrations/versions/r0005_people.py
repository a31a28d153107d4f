"""Lists of people and their rows."""

from alembic import op
from sqlalchemy import text

from harmtrace.store import tables, triggers

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables and their triggers."""
    bind = op.get_bind()
    tables.metadata.create_all(bind, tables=[tables.metadata.tables[name] for name in tables.PEOPLE])
    for statement in triggers.statements(bind.dialect.name, tables.PEOPLE):
        bind.execute(text(statement.replace(":", "\\:")))


def downgrade() -> None:
    """Refuse: a list is withdrawn, not forgotten."""
    raise RuntimeError("lists cannot be undone so; withdraw a list instead")
