"""The tables of the record. What was captured, read and decided is appended and never changed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData()
_Serial = BigInteger().with_variant(Integer, "sqlite")

captures = Table(
    "captures",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("parent", Text),
    Column("body", Text, nullable=False),
    Column("row_hash", Text, nullable=False),
)
custody = Table(
    "custody",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("capture", Text, nullable=False),
    Column("body", Text, nullable=False),
)
documents = Table(
    "documents",
    metadata,
    Column("seq", _Serial, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("capture", Text, ForeignKey("captures.sha256"), nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("row_hash", Text, nullable=False),
)
Index("documents_by_id", documents.c.document_id, documents.c.seq)
Index("documents_by_capture", documents.c.capture)
extractions = Table(
    "extractions",
    metadata,
    Column("seq", _Serial, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("document_seq", _Serial, ForeignKey("documents.seq"), nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("claims", Integer, nullable=False),
)
Index("extractions_by_document", extractions.c.document_id, extractions.c.seq)
claims = Table(
    "claims",
    metadata,
    Column("seq", _Serial, primary_key=True),
    Column("extraction", _Serial, ForeignKey("extractions.seq"), nullable=False),
    Column("claim_id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("row_hash", Text, nullable=False),
)
Index("claims_by_id", claims.c.claim_id)
Index("claims_by_extraction", claims.c.extraction)
withdrawals = Table(
    "withdrawals",
    metadata,
    Column("capture", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
derived = Table(
    "derived",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("body", Text, nullable=False),
)
"""Incidents, aggregates, origins: made anew from claims whenever these change."""
failures = Table(
    "failures",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", Text, nullable=False),
)
runs = Table(
    "runs",
    metadata,
    Column("seq", _Serial, primary_key=True),
    Column("started", Text, nullable=False),
    Column("finished", Text, nullable=False),
    Column("body", Text, nullable=False),
)
search_texts = Table(
    "search_texts",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("folded", Text, nullable=False),
)
seals = Table(
    "seals",
    metadata,
    Column("seq", _Serial, primary_key=True),
    Column("at", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("sha256", Text, nullable=False),
)
"""One row for each state of the record: what each table held, and a hash chained to the row before."""
decisions = Table(
    "decisions",
    metadata,
    Column("seq", _Serial, primary_key=True, autoincrement=False),
    Column("decision_id", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("body_hash", Text, nullable=False),
    Column("previous", Text, nullable=False, unique=True),
    Column("row_hash", Text, nullable=False),
)
"""What persons decided, each row chained to the one before it by its hash."""
decision_subjects = Table(
    "decision_subjects",
    metadata,
    Column("seq", _Serial, ForeignKey("decisions.seq"), primary_key=True, autoincrement=False),
    Column("role", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
)
"""What each decision is about (`subject`), and the documents whose words it holds (`document`), to be looked up."""
Index("decision_subjects_by_id", decision_subjects.c.subject, decision_subjects.c.seq)
person_lists = Table(
    "person_lists",
    metadata,
    Column("seq", _Serial, primary_key=True),
    Column("list_id", Text, nullable=False),
    Column("capture", Text, ForeignKey("captures.sha256"), nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("row_hash", Text, nullable=False),
)
Index("person_lists_by_id", person_lists.c.list_id, person_lists.c.seq)
Index("person_lists_by_capture", person_lists.c.capture)
persons = Table(
    "persons",
    metadata,
    Column("seq", _Serial, primary_key=True),
    Column("list_seq", _Serial, ForeignKey("person_lists.seq"), nullable=False),
    Column("person_id", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("row_hash", Text, nullable=False),
)
Index("persons_by_id", persons.c.person_id)
Index("persons_by_list", persons.c.list_seq)
PEOPLE = ("person_lists", "persons")
APPEND_ONLY = ("captures", "custody", "documents", "extractions", "claims", "withdrawals")
