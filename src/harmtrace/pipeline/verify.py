"""Whether everything on record still is what was recorded; each thing that is not, by name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import msgspec

from harmtrace.capture.blobs import Blobs
from harmtrace.capture.custody import CustodyEntry, broken_links
from harmtrace.errors import SpanMismatch
from harmtrace.model.claim import claim_from_plain
from harmtrace.model.decision import Anchor
from harmtrace.model.document import Document
from harmtrace.model.span import SourceText
from harmtrace.pipeline.settings import blobs_folder
from harmtrace.store.activity import broken_activity
from harmtrace.store.decisions import broken_chain, decisions
from harmtrace.store.people import expected_hashes
from harmtrace.store.record import Store, row_hash
from harmtrace.store.sealing import chained


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold."""

    what: str
    where: str
    why: str


@dataclass(slots=True)
class VerifyReport:
    """What was looked at, what does not hold, and what was withdrawn."""

    captures: int = 0
    custody_entries: int = 0
    documents: int = 0
    claims: int = 0
    decisions: int = 0
    people: int = 0
    seal: str | None = None
    findings: list[Finding] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def add(self, what: str, where: str, why: str) -> None:
        """Note what does not hold."""
        self.findings.append(Finding(what, where, why))


def verify(store: Store) -> VerifyReport:
    """Hash every blob and row again, walk the custody chain, and read every quotation at its span."""
    report = VerifyReport()
    _captures(store, report)
    _custody(store, report)
    sources = _documents(store, report)
    _claims(store, report, sources)
    _decisions(store, report, sources)
    _people(store, report)
    _activity(store, report)
    _seals(store, report)
    return report


def _activity(store: Store, report: VerifyReport) -> None:
    """Walk the chain of the activity log."""
    for seq, why in broken_activity(store.engine):
        report.add("activity", f"row {seq}", why)


def _seals(store: Store, report: VerifyReport) -> None:
    """Walk the chain of seals, and hold the tables against the last one: it tells rows that are gone or were added."""
    previous = ""
    seals = store.seals()
    for seal in seals:
        if seal.sha256 != chained(previous, seal.at, seal.contents):
            report.add("seal", seal.at, "the seal is not what was written, or one before it is gone")
        previous = seal.sha256
    if not seals:
        if report.claims:
            report.add("seal", "record", "the record has no seal; the next run sets one")
        return
    last = seals[-1].contents
    if not last:
        return
    report.seal = seals[-1].sha256
    for table, found in store.contents(last).items():
        if found != last[table]:
            report.add(
                table, "table", f"{last[table]['rows']} rows were sealed; {found['rows']} are there, or other ones"
            )


def _decisions(store: Store, report: VerifyReport, sources: dict[int, SourceText]) -> None:
    report.decisions = sum(1 for _row in store.rows("decisions"))
    for decision_id, why in broken_chain(store):
        report.add("decision", decision_id, why)
    if not report.decisions:
        return
    texts: dict[str, list[str]] = defaultdict(list)
    for source in sources.values():
        texts[source.document_id].append(source.content)
    for decision in decisions(store):
        for anchor in decision.anchors:
            if anchor.evidence and not any(_stands(anchor, text) for text in texts[anchor.document_id]):
                report.add("decision", decision.decision_id, "the words that it points at stand in no reading")


def _stands(anchor: Anchor, text: str) -> bool:
    start = anchor.evidence[0][0]
    return text[start : start + len(anchor.quote)] == anchor.quote


def _people(store: Store, report: VerifyReport) -> None:
    """Rows of lists; names of people stand in no finding, ids do."""
    for what, name, holds in expected_hashes(store):
        report.people += what == "person row"
        if not holds:
            report.add(what, name, "the row is not what was written")


def _captures(store: Store, report: VerifyReport) -> None:
    blobs = Blobs(blobs_folder(store.url))
    withdrawn = store.withdrawals()
    logged = {row["capture"] for row in store.rows("custody")}
    for row in store.rows("captures"):
        report.captures += 1
        sha = row["sha256"]
        if row["row_hash"] != row_hash(sha, row["body"]):
            report.add("capture row", sha, "the row is not what was written")
        if sha in withdrawn:
            report.withdrawn.append(sha)
            if blobs.has(sha):
                report.add("capture", sha, "it was withdrawn, but its bytes are still there")
        elif not blobs.check(sha):
            report.add("capture", sha, "the bytes are missing" if not blobs.has(sha) else "the bytes were changed")
        if sha not in logged:
            report.add("custody", sha, "the capture has no custody entry")


def _custody(store: Store, report: VerifyReport) -> None:
    entries = []
    for row in store.rows("custody"):
        report.custody_entries += 1
        try:
            entries.append(msgspec.json.decode(row["body"], type=CustodyEntry))
        except msgspec.MsgspecError as error:
            report.add("custody", f"entry {row['sequence']}", f"it cannot be read: {error}")
    for problem in broken_links(entries):
        report.add("custody", "log", problem)


def _documents(store: Store, report: VerifyReport) -> dict[int, SourceText]:
    sources: dict[int, SourceText] = {}
    for row in store.rows("documents"):
        report.documents += 1
        wanted = row_hash(row["document_id"], row["capture"], row["state"], row["body"])
        if row["row_hash"] != wanted:
            report.add("document row", row["document_id"], "the row is not what was written")
        try:
            document = msgspec.json.decode(row["body"], type=Document)
        except msgspec.MsgspecError as error:
            report.add("document row", row["document_id"], f"it cannot be read: {error}")
            continue
        if document.state != "withdrawn":
            sources[row["seq"]] = document.source()
    return sources


def _claims(store: Store, report: VerifyReport, sources: dict[int, SourceText]) -> None:
    read_from = {row["seq"]: row["document_seq"] for row in store.rows("extractions")}
    for row in store.rows("claims"):
        report.claims += 1
        if row["row_hash"] != row_hash(row["claim_id"], row["body"]):
            report.add("claim row", row["claim_id"], "the row is not what was written")
        source = sources.get(read_from.get(row["extraction"], -1))
        if source is None:
            continue
        try:
            claim_from_plain(msgspec.json.decode(row["body"]), source)
        except (SpanMismatch, msgspec.MsgspecError, KeyError) as error:
            report.add("claim", row["claim_id"], str(error))
