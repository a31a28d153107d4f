"""What persons decide, beside what the machine reads."""

from alembic import op
from sqlalchemy import text

from harmtrace.store import tables, triggers

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables and their triggers."""
    bind = op.get_bind()
    tables.decisions.create(bind)
    tables.decision_subjects.create(bind)
    for statement in triggers.statements(bind.dialect.name, ("decisions", "decision_subjects")):
        bind.execute(text(statement.replace(":", "\\:")))


def downgrade() -> None:
    """Refuse: a decision is not forgotten."""
    raise RuntimeError("decisions cannot be undone so; delete the store instead")
