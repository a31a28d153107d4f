"""The tables of who may do what: accounts, their sessions and tokens, failed attempts, and the log of what was seen."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from harmtrace.store.tables import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("roles", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("second_factor", Text),
    Column("last_step", Integer, nullable=False, default=0),
    Column("created", Text, nullable=False),
    Column("active", Boolean, nullable=False, default=True),
)
"""`second_factor` is the sealed seed of one-time codes; `last_step` the time step of the last code that was used."""
sessions = Table(
    "sessions",
    metadata,
    Column("session_id", Text, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("person", Text, ForeignKey("accounts.name"), nullable=False),
    Column("began", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("ends", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
)
Index("sessions_by_person", sessions.c.person)
tokens = Table(
    "tokens",
    metadata,
    Column("token_id", Text, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("person", Text, ForeignKey("accounts.name"), nullable=False),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("ends", Text, nullable=False),
    Column("used", Text),
    Column("revoked", Text),
)
Index("tokens_by_person", tokens.c.person)
attempts = Table(
    "attempts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("since", Text, nullable=False),
)
"""Failed sign-ins by a keyed hash of account or address: neither stands here in clear."""
activity = Table(
    "activity",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("row_hash", Text, nullable=False),
)
"""What was looked at, searched, exported and changed of what is restricted: each row hashed over the one before."""
Index("activity_by_person", activity.c.person, activity.c.seq)
ACCESS_TABLES = (accounts, sessions, tokens, attempts, activity)
