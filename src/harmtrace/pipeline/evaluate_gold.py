"""From gold files and their documents to the figures of extraction on them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from harmtrace.errors import MissingInput
from harmtrace.extract.extraction import extract, is_read
from harmtrace.model.claim import AnyClaim, to_plain
from harmtrace.model.document import Capture, Captured, Document
from harmtrace.model.ids import sha256_hex
from harmtrace.pipeline.gold_differences import Difference
from harmtrace.pipeline.gold_match import Plain, attach_words
from harmtrace.pipeline.gold_score import Score, score_document
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.text.reading import read_document


@dataclass(frozen=True, slots=True)
class Suite:
    """Gold files with the files of their texts."""

    name: str
    gold: tuple[Path, ...]
    documents: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class GoldResult:
    """The figures of one suite; `unread` are the documents whose language is not read."""

    suite: str
    documents: int
    unread: tuple[str, ...]
    figures: dict[str, Any]
    differences: tuple[Difference, ...]


def suites_in(folder: Path) -> list[Suite]:
    """The suites of a folder: `dev_NAME.jsonl` (or `seed.jsonl`) beside `documents_NAME.jsonl`."""
    found = []
    for texts in sorted(folder.glob("documents_*.jsonl")):
        name = texts.stem.removeprefix("documents_")
        for gold in (folder / f"dev_{name}.jsonl", folder / f"{name}.jsonl"):
            if gold.is_file():
                found.append(Suite(name, (gold,), (texts,)))
    return found


def evaluate_gold(suite: Suite) -> GoldResult:
    """Extract every gold document whose language is read and score its claims."""
    score, unread, read = Score(), [], 0
    for document_id, found, gold in read_suite(suite):
        if found is None:
            unread.append(document_id)
            continue
        read += 1
        score_document(score, document_id, [plain for _, plain in found], gold)
    return GoldResult(suite.name, read, tuple(unread), score.figures(), tuple(score.differences))


def all_together(results: Sequence[GoldResult]) -> GoldResult:
    """The figures over the documents of all suites."""
    score = Score()
    for result in results:
        for name, one in result.figures["fields"].items():
            score.add(name, one["tp"], one["tp"] + one["fp"], one["tp"] + one["fn"])
    unread = tuple(document for result in results for document in result.unread)
    differences = tuple(one for result in results for one in result.differences)
    return GoldResult("all", sum(result.documents for result in results), unread, score.figures(), differences)


def read_suite(suite: Suite) -> Iterator[tuple[str, list[tuple[AnyClaim, Plain]] | None, list[Plain]]]:
    """Each gold document with the claims made of it, beside their contract form, and the gold claims.

    The claims are None where the language of the document is not read.
    """
    for document, gold in read_documents(suite):
        found = None
        if is_read(document.language):
            claims = extract(document, load_gazetteer())
            found = [(claim, msgspec.to_builtins(to_plain(claim))) for claim in claims]
        yield document.document_id, found, gold


def read_documents(suite: Suite) -> Iterator[tuple[Document, list[Plain]]]:
    """Each gold document, told what the annotators knew, with the gold claims."""
    texts = {row["id"]: row for path in suite.documents for row in _rows(path)}
    for gold in (row for path in suite.gold for row in _rows(path)):
        given = texts[gold["document_id"]]
        attach_words(gold["claims"], given["text"].replace("\r\n", "\n"))
        yield _document(given, gold), gold["claims"]


def _document(document: dict[str, Any], gold: dict[str, Any]) -> Document:
    known = {
        "id": gold["document_id"],
        "title": document.get("title"),
        "url": document.get("url"),
        "published": gold.get("published") or document.get("published"),
        "publisher": gold.get("publisher") or document.get("publisher"),
        "language": gold.get("language") or document.get("language") or "en",
    }
    data = document["text"].encode()
    capture = Capture(sha256_hex(data), len(data), "text/plain", "gold", datetime.datetime.now(datetime.UTC))
    return read_document(Captured(capture, data, {key: value for key, value in known.items() if value}))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise MissingInput(f"there is no file {path}")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def given_suite(gold: Sequence[Path], documents: Sequence[Path]) -> Suite:
    """The suite of files that the user names."""
    return Suite(gold[0].stem, tuple(gold), tuple(documents))
