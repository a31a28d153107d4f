"""One run: inputs are captured and read, and the record is made anew where claims changed.

Every chunk of documents is one transaction, so that a run that is killed leaves a record
that holds, and the next run does the rest.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from harmtrace.capture.blobs import Blobs
from harmtrace.capture.inputs import open_inputs
from harmtrace.capture.options import CaptureOptions
from harmtrace.errors import BadLine, HarmtraceError, Withdrawn
from harmtrace.model.document import Captured
from harmtrace.pipeline.building import build_record
from harmtrace.pipeline.custody import append_custody
from harmtrace.pipeline.engine import LocalEngine
from harmtrace.pipeline.reading import ReadCapture, document_id_of, fingerprint_of, read_capture
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.pipeline.settings import blobs_folder, person_setting
from harmtrace.store.record import Store, Writing, now

CHUNK = 128
"""Documents in one transaction."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run reads its inputs, and who runs it."""

    capture: CaptureOptions = field(default_factory=CaptureOptions)
    jobs: int = 1
    person: str = field(default_factory=person_setting)


@dataclass(slots=True)
class RunSummary:
    """What a run did. `failures` name each input that could not be read."""

    seen: int = 0
    captured: int = 0
    read: int = 0
    unread: dict[str, int] = field(default_factory=dict)
    unchanged: int = 0
    claims: int = 0
    incidents: int = 0
    aggregates: int = 0
    origins: int = 0
    rebuilt: int = 0
    failures: list[HarmtraceError] = field(default_factory=list)

    @property
    def nothing_to_do(self) -> bool:
        """Whether everything was on record already."""
        return not (self.captured or self.read or sum(self.unread.values()) or self.rebuilt)


def run(
    sources: Sequence[str],
    store_url: str,
    options: RunOptions | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> RunSummary:
    """Capture and read `sources` into the store and bring the record up to date.

    `progress` is called with the name of a stage and how many records it has done. Raises what
    `Store.open` raises; inputs that fail are in the summary and stop nothing.
    """
    options = options or RunOptions()
    report = progress or (lambda _stage, _done: None)
    store = Store.open(store_url)
    blobs = Blobs(blobs_folder(store_url))
    summary = RunSummary()
    started = now()
    with locked(blobs.root), LocalEngine(options.jobs) as engine:
        session = _Session(store, blobs, options, summary)
        for chunk in _chunks(open_inputs(sources, options.capture), CHUNK):
            session.take(chunk, engine)
            report("documents", summary.seen)
        summary.rebuilt = build_record(store, report)
        _count(store, summary)
        if not summary.nothing_to_do:
            with store.writing() as writing:
                writing.run(started, now(), {"read": summary.read, "captured": summary.captured, **_with_packs()})
    store.close()
    return summary


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the one lock on a record; a second run waits until the first is done."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


class _Session:
    """The writing side of one run."""

    def __init__(self, store: Store, blobs: Blobs, options: RunOptions, summary: RunSummary) -> None:
        self.store = store
        self.blobs = blobs
        self.options = options
        self.summary = summary
        self.taken: dict[str, str] = {}

    def take(self, chunk: Sequence[Captured | HarmtraceError], engine: LocalEngine) -> None:
        """Store the bytes of a chunk, read what is new in it, and write it all in one transaction."""
        wanted = [item for item in chunk if isinstance(item, Captured) and self._keep(item)]
        failed = [item for item in chunk if isinstance(item, HarmtraceError)]
        with self.store.writing() as writing:
            new = [item for item in wanted if not self._known(writing, item)]
            self.summary.unchanged += len(wanted) - len(new)
            for item in wanted:
                self._capture(writing, item)
            for result in engine.map(read_capture, new):
                self._write(writing, result)
            for error in failed:
                self._fail(writing, error)

    def _keep(self, captured: Captured) -> bool:
        """Put the bytes away; what was withdrawn, or has an id that is taken, is not read."""
        self.summary.seen += 1
        try:
            if captured.container is not None:
                self.blobs.put(captured.container)
            self.blobs.put(captured.data)
        except Withdrawn as error:
            self.summary.failures.append(error)
            return False
        document_id = document_id_of(captured)
        before = self.taken.setdefault(document_id, captured.capture.sha256)
        if before != captured.capture.sha256:
            where = " ".join(filter(None, (captured.capture.origin, captured.capture.part)))
            self.summary.failures.append(
                BadLine(f"the id {document_id!r} is used for two different texts", where=where)
            )
            return False
        return True

    def _known(self, writing: Writing, captured: Captured) -> bool:
        return writing.extraction_state(document_id_of(captured)) == fingerprint_of(captured)

    def _capture(self, writing: Writing, captured: Captured) -> None:
        capture = captured.capture
        if captured.container is not None and capture.parent is not None:
            whole = replace(capture, sha256=capture.parent, size=len(captured.container), part=None, parent=None)
            if writing.capture(whole):
                self._custody(writing, whole.sha256, whole.origin)
        if writing.capture(capture):
            self.summary.captured += 1
            self._custody(writing, capture.sha256, " ".join(filter(None, (capture.origin, capture.part))))

    def _custody(self, writing: Writing, sha256: str, detail: str) -> None:
        append_custody(writing, action="captured", capture=sha256, person=self.options.person, detail=detail)

    def _write(self, writing: Writing, result: ReadCapture) -> None:
        origin = result.captured.capture.origin
        if result.document is None:
            if result.error is not None:
                self._fail(writing, result.error)
            return
        fingerprint = fingerprint_of(result.captured)
        seq = writing.document(result.document, fingerprint)
        writing.extraction(result.document.document_id, seq, fingerprint, result.claims)
        writing.recovered([origin])
        if result.document.state == "unread":
            language = result.document.language
            self.summary.unread[language] = self.summary.unread.get(language, 0) + 1
        else:
            self.summary.read += 1

    def _fail(self, writing: Writing, error: HarmtraceError) -> None:
        self.summary.failures.append(error)
        writing.failure(error.where or "input", error.code, error.message, now())


def _with_packs() -> dict[str, object]:
    """The version of the gazetteer and of its packs, as they are named in every place that was found."""
    gazetteer = load_gazetteer()
    return {"gazetteer": gazetteer.version, "packs": [pack.label for pack in gazetteer.packs]}


def _count(store: Store, summary: RunSummary) -> None:
    body = store.derived_body("record", "record")
    summary.claims, summary.origins = body["claims"], body["origins"]
    summary.incidents = len(store.derived_fingerprints("incident"))
    summary.aggregates = len(store.derived_fingerprints("aggregate"))


def _chunks(items: Iterator[Captured | HarmtraceError], size: int) -> Iterator[list[Captured | HarmtraceError]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
