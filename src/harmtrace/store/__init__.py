"""The record on disk: tables, triggers, migrations, search. SQLite and PostgreSQL from one metadata."""
