"""The record as it is read and written: model objects in, model objects out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, update

from harmtrace.model.claim import AnyClaim, claim_from_plain, to_plain
from harmtrace.model.document import Capture, Document
from harmtrace.model.ids import canonical_json, sha256_hex
from harmtrace.model.incident import Aggregate, Incident, Lineage, OriginGroup
from harmtrace.model.pack import PackUsed
from harmtrace.model.span import SourceText
from harmtrace.store import sealing, tables
from harmtrace.store.decisions import destroy_words
from harmtrace.store.derived import replace_derived
from harmtrace.store.folding import snippet, words_of
from harmtrace.store.opening import open_engine
from harmtrace.store.searching import index, search_query

DEFAULT_URL = "sqlite:///harmtrace.db"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A capture whose bytes and quotations were destroyed, by whom and why."""

    capture: str
    at: str
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A document that holds the words, with a piece of its text. `marks` say where in the piece its words stand."""

    document_id: str
    title: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """What each table held at one time, and the hash over it, chained to the seal before."""

    at: str
    contents: Mapping[str, Any]
    sha256: str


def row_hash(*parts: str) -> str:
    """The SHA-256 over the columns of a row, so that one changed byte is found."""
    return sha256_hex(canonical_json(parts))


class Store:
    """One record. Reading methods open their own connection; writing happens in `writing()`."""

    def __init__(self, engine: Engine, url: str) -> None:
        self.engine = engine
        self.url = url

    @classmethod
    def open(cls, url: str = DEFAULT_URL, create: bool = True) -> Store:
        """Open (and make or migrate) the store at `url`; see `opening.open_engine` for what is raised."""
        return cls(open_engine(url, create), url)

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    # reading

    def documents(self) -> list[Document]:
        """The current reading of every document, in the order of first capture."""
        return [_document(row) for row in self._current_documents()]

    def document(self, document_id: str) -> Document | None:
        """The current reading of one document."""
        rows = self._current_documents(document_id)
        return _document(rows[-1]) if rows else None

    def claims(self, document_id: str | None = None) -> list[AnyClaim]:
        """The current claims, of one document or of all; those of withdrawn documents are gone."""
        sources: dict[str, SourceText] = {}
        for row in self._current_documents(document_id):
            if row["state"] != "withdrawn":
                sources[row["document_id"]] = _document(row).source()
        found = []
        for row in self._current_claims(document_id):
            source = sources.get(row["document_id"])
            if source is not None:
                found.append(claim_from_plain(msgspec.json.decode(row["body"]), source))
        return found

    def claim(self, claim_id: str) -> AnyClaim | None:
        """One claim, of the current extraction or an older one."""
        table = tables.claims
        with self.engine.connect() as connection:
            query = select(table).where(table.c.claim_id == claim_id).order_by(table.c.seq.desc()).limit(1)
            row = connection.execute(query).mappings().first()
        document = self.document(row["document_id"]) if row else None
        if row is None or document is None or document.state == "withdrawn":
            return None
        return claim_from_plain(msgspec.json.decode(row["body"]), document.source())

    def incidents(self) -> list[Incident]:
        """All incidents."""
        return self._derived("incident", Incident)

    def incident(self, incident_id: str) -> Incident | None:
        """One incident."""
        return self._one_derived("incident", incident_id, Incident)

    def aggregates(self) -> list[Aggregate]:
        """All aggregates."""
        return self._derived("aggregate", Aggregate)

    def aggregate(self, aggregate_id: str) -> Aggregate | None:
        """One aggregate."""
        return self._one_derived("aggregate", aggregate_id, Aggregate)

    def lineage(self) -> dict[str, Lineage]:
        """What became of ids of incidents that were joined, parted or lost their claims, by id."""
        return {row.row_id: row for row in self._derived("lineage", Lineage)}

    def lineage_of(self, row_id: str) -> Lineage | None:
        """What became of one id, if it is no more or split off."""
        return self._one_derived("lineage", row_id, Lineage)

    def origins(self) -> list[OriginGroup]:
        """The independent origins."""
        return self._derived("origin", OriginGroup)

    def packs(self) -> list[PackUsed]:
        """The gazetteer packs that places on record come from, as they were when they were used."""
        return self._derived("pack", PackUsed)

    def derived_body(self, kind: str, row_id: str) -> Any:
        """The plain form of another derived row (provenance, summary), or None."""
        table = tables.derived
        with self.engine.connect() as connection:
            body = connection.execute(select(table.c.body).where(table.c.kind == kind, table.c.id == row_id)).scalar()
        return msgspec.json.decode(body) if body is not None else None

    def derived_rows(self, kind: str, form: type[T]) -> dict[str, T]:
        """The derived rows of a kind by id."""
        table = tables.derived
        query = select(table.c.id, table.c.body).where(table.c.kind == kind)
        with self.engine.connect() as connection:
            return {row.id: msgspec.json.decode(row.body, type=form) for row in connection.execute(query)}

    def derived_fingerprints(self, kind: str) -> dict[str, str]:
        """The fingerprint of each derived row of a kind."""
        table = tables.derived
        with self.engine.connect() as connection:
            rows = connection.execute(select(table.c.id, table.c.fingerprint).where(table.c.kind == kind))
            return {row.id: row.fingerprint for row in rows}

    def capture(self, sha256: str) -> Capture | None:
        """One capture by its hash."""
        with self.engine.connect() as connection:
            query = select(tables.captures.c.body).where(tables.captures.c.sha256 == sha256)
            body = connection.execute(query).scalar()
        return msgspec.json.decode(body, type=Capture) if body else None

    def captures(self) -> list[Capture]:
        """All captures."""
        with self.engine.connect() as connection:
            bodies = connection.execute(select(tables.captures.c.body).order_by(tables.captures.c.sha256)).scalars()
            return [msgspec.json.decode(body, type=Capture) for body in bodies]

    def custody(self, capture: str | None = None) -> list[dict[str, Any]]:
        """The custody log in order, of one capture or of all."""
        table = tables.custody
        query = select(table.c.body).order_by(table.c.sequence)
        if capture is not None:
            query = query.where(table.c.capture == capture)
        with self.engine.connect() as connection:
            return [msgspec.json.decode(body) for body in connection.execute(query).scalars()]

    def withdrawals(self) -> dict[str, Withdrawal]:
        """The withdrawals by capture."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(tables.withdrawals)).mappings()
            return {row["capture"]: Withdrawal(**row) for row in rows}

    def failures(self) -> list[dict[str, str]]:
        """The inputs that could not be read at the last try, by origin."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(tables.failures).order_by(tables.failures.c.origin)).mappings()
            return [dict(row) for row in rows]

    def runs(self) -> list[dict[str, Any]]:
        """The runs that did some work."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(tables.runs).order_by(tables.runs.c.seq)).mappings()
            return [{**dict(row), "body": msgspec.json.decode(row["body"])} for row in rows]

    def rows(self, name: str) -> Iterator[RowMapping]:
        """All rows of a table as they are stored, for verification."""
        table = tables.metadata.tables[name]
        with self.engine.connect() as connection:
            yield from connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()

    def search(self, query: str, limit: int = 50) -> list[SearchHit]:
        """The documents that hold all words of `query`, whatever their marks and letter variants."""
        words = words_of(query)
        if not words:
            return []
        with self.engine.connect() as connection:
            found = [row[0] for row in connection.execute(*search_query(connection, words, limit))]
        hits = []
        for document_id in found:
            document = self.document(document_id)
            if document is not None:
                piece, marks = snippet(document.text, words)
                hits.append(SearchHit(document_id, document.title, piece, marks, document.language))
        return hits

    def seals(self) -> list[Seal]:
        """The seals of the record, the first one first; one that cannot be read is empty."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(tables.seals).order_by(tables.seals.c.seq)).mappings().all()
        return [Seal(row["at"], _readable(row["body"]), row["sha256"]) for row in rows]

    def contents(self, sealed: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """What the tables hold up to the last rows of a seal (see `sealing`)."""
        with self.engine.connect() as connection:
            return sealing.contents(connection, sealed)

    def _current_documents(self, document_id: str | None = None) -> Sequence[RowMapping]:
        table = tables.documents
        newest = select(func.max(table.c.seq)).group_by(table.c.document_id)
        query = select(table).where(table.c.seq.in_(newest)).order_by(table.c.seq)
        if document_id is not None:
            query = query.where(table.c.document_id == document_id)
        with self.engine.connect() as connection:
            return connection.execute(query).mappings().all()

    def _current_claims(self, document_id: str | None) -> Sequence[RowMapping]:
        table, made = tables.claims, tables.extractions
        newest = select(func.max(made.c.seq)).group_by(made.c.document_id)
        query = select(table).where(table.c.extraction.in_(newest)).order_by(table.c.seq)
        if document_id is not None:
            query = query.where(table.c.document_id == document_id)
        with self.engine.connect() as connection:
            return connection.execute(query).mappings().all()

    def _derived(self, kind: str, form: type[T]) -> list[T]:
        table = tables.derived
        query = select(table.c.body).where(table.c.kind == kind).order_by(table.c.position, table.c.id)
        with self.engine.connect() as connection:
            return [msgspec.json.decode(body, type=form) for body in connection.execute(query).scalars()]

    def _one_derived(self, kind: str, row_id: str, form: type[T]) -> T | None:
        plain = self.derived_body(kind, row_id)
        return None if plain is None else msgspec.convert(plain, form)

    # writing

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction: all of it is written, or nothing."""
        with self.engine.begin() as connection:
            yield Writing(connection)


class Writing:
    """The writes of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def capture(self, capture: Capture) -> bool:
        """Record a capture unless it is known; return whether it is new."""
        table = tables.captures
        known = self.connection.execute(select(table.c.sha256).where(table.c.sha256 == capture.sha256)).first()
        if known is not None:
            return False
        body = msgspec.json.encode(capture).decode()
        self.connection.execute(
            insert(table).values(
                sha256=capture.sha256, parent=capture.parent, body=body, row_hash=row_hash(capture.sha256, body)
            )
        )
        return True

    def last_custody(self) -> dict[str, Any] | None:
        """The last entry of the custody log."""
        table = tables.custody
        body = self.connection.execute(select(table.c.body).order_by(table.c.sequence.desc()).limit(1)).scalar()
        return msgspec.json.decode(body) if body else None

    def custody(self, entry: Mapping[str, Any]) -> None:
        """Append a custody entry (its plain form, chained by the caller)."""
        body = msgspec.json.encode(dict(entry)).decode()
        self.connection.execute(
            insert(tables.custody).values(sequence=entry["sequence"], capture=entry["capture"], body=body)
        )

    def extraction_state(self, document_id: str) -> str | None:
        """The fingerprint of the current extraction of a document."""
        table = tables.extractions
        return self.connection.execute(
            select(table.c.fingerprint).where(table.c.document_id == document_id).order_by(table.c.seq.desc()).limit(1)
        ).scalar()

    def document(self, document: Document, fingerprint: str) -> int:
        """Append a reading of a document and put it into the search index; return its row number."""
        body = msgspec.json.encode(document).decode()
        table = tables.documents
        result = self.connection.execute(
            insert(table).values(
                document_id=document.document_id,
                capture=document.capture,
                fingerprint=fingerprint,
                language=document.language,
                state=document.state,
                body=body,
                row_hash=row_hash(document.document_id, document.capture, document.state, body),
            )
        )
        index(self.connection, document)
        key = result.inserted_primary_key
        return int(key[0]) if key else 0

    def extraction(self, document_id: str, document_seq: int, fingerprint: str, claims: Sequence[AnyClaim]) -> None:
        """Append the claims of one extraction."""
        result = self.connection.execute(
            insert(tables.extractions).values(
                document_id=document_id, document_seq=document_seq, fingerprint=fingerprint, claims=len(claims)
            )
        )
        key = result.inserted_primary_key
        extraction = int(key[0]) if key else 0
        rows = [_claim_row(extraction, claim) for claim in claims]
        if rows:
            self.connection.execute(insert(tables.claims), rows)

    def derived(self, kind: str, rows: Mapping[str, tuple[str, Any]]) -> int:
        """Replace the derived rows of a kind by `{id: (fingerprint, value)}`; return how many changed."""
        return replace_derived(self.connection, kind, rows)

    def failure(self, origin: str, code: str, message: str, at: str) -> bool:
        """Keep that an input failed; return whether that is news."""
        table = tables.failures
        known = self.connection.execute(select(table.c.code, table.c.message).where(table.c.origin == origin)).first()
        if known is not None and (known.code, known.message) == (code, message):
            return False
        self.connection.execute(delete(table).where(table.c.origin == origin))
        self.connection.execute(insert(table).values(origin=origin, code=code, message=message, at=at))
        return True

    def recovered(self, origins: Iterable[str]) -> None:
        """Forget failures of inputs that could be read now."""
        for origin in origins:
            self.connection.execute(delete(tables.failures).where(tables.failures.c.origin == origin))

    def run(self, started: str, finished: str, body: Any) -> None:
        """Record a run that did some work."""
        self.connection.execute(
            insert(tables.runs).values(started=started, finished=finished, body=msgspec.json.encode(body).decode())
        )

    def seal(self, at: str) -> None:
        """Seal what the record holds now, unless it is what the last seal holds."""
        table = tables.seals
        last = self.connection.execute(select(table).order_by(table.c.seq.desc()).limit(1)).mappings().first()
        found = sealing.contents(self.connection)
        body = msgspec.json.encode(found).decode()
        if last is not None and last["body"] == body:
            return
        sha = sealing.chained(last["sha256"] if last is not None else "", at, found)
        self.connection.execute(insert(table).values(at=at, body=body, sha256=sha))

    def withdraw(self, capture: str, at: str, person: str, reason: str) -> list[str]:
        """Record a withdrawal and destroy every text and quotation that rests on the capture.

        Returns the ids of the documents that were withdrawn.
        """
        self.connection.execute(insert(tables.withdrawals).values(capture=capture, at=at, person=person, reason=reason))
        table = tables.documents
        rows = self.connection.execute(select(table).where(table.c.capture == capture)).mappings().all()
        for row in rows:
            self._redact_document(row)
        emptied = list(dict.fromkeys(row["document_id"] for row in rows))
        destroy_words(self.connection, emptied)
        return emptied

    def _redact_document(self, row: RowMapping) -> None:
        emptied = _emptied(_document(row))
        body = msgspec.json.encode(emptied).decode()
        table = tables.documents
        self.connection.execute(
            update(table)
            .where(table.c.seq == row["seq"])
            .values(
                state="withdrawn",
                body=body,
                row_hash=row_hash(row["document_id"], row["capture"], "withdrawn", body),
            )
        )
        claims, made = tables.claims, tables.extractions
        of_document = select(made.c.seq).where(made.c.document_seq == row["seq"])
        emptied_claim = "{}"
        found = self.connection.execute(
            select(claims.c.seq, claims.c.claim_id).where(claims.c.extraction.in_(of_document))
        ).all()
        for claim in found:
            self.connection.execute(
                update(claims)
                .where(claims.c.seq == claim.seq)
                .values(body=emptied_claim, row_hash=row_hash(claim.claim_id, emptied_claim))
            )
        index(self.connection, emptied)


def now() -> str:
    """The time in UTC, to the microsecond."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def _readable(body: str) -> dict[str, Any]:
    try:
        return dict(msgspec.json.decode(body))
    except (msgspec.MsgspecError, TypeError, ValueError):
        return {}


def _document(row: RowMapping) -> Document:
    return msgspec.json.decode(row["body"], type=Document)


def _emptied(document: Document) -> Document:
    return replace(
        document,
        text="",
        title=None,
        author=None,
        url=None,
        source_line=None,
        zones=(),
        sentences=(),
        extra={},
        state="withdrawn",
    )


def _claim_row(extraction: int, claim: AnyClaim) -> dict[str, Any]:
    body = msgspec.json.encode(to_plain(claim)).decode()
    return {
        "extraction": extraction,
        "claim_id": claim.claim_id,
        "document_id": claim.document_id,
        "kind": claim.kind,
        "body": body,
        "row_hash": row_hash(claim.claim_id, body),
    }
