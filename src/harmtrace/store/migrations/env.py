"""Runs migrations on the connection that `opening` hands over."""

from alembic import context

from harmtrace.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, version_table="harmtrace_version")
with context.begin_transaction():
    context.run_migrations()
