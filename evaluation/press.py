"""Puts the gold of press articles and archive reports together with their texts, which stay where they are.

The gold in `press_gold.jsonl` names words by their offsets alone (`"name@": [start, end]`), so that no sentence of
others stands here; `press_documents.jsonl` says where a text is cut and when it was published (some copies are dated by
the event: then the date that the text itself prints). `unread_gold.jsonl` and `unread_documents.jsonl` are of the same
kind and measure texts that nobody who writes rules has read: look at their figures, and at nothing else of them.

Run: python -m evaluation.press REPORTS OUT (the folder of `fakes_dev.jsonl` and `syrian_archive.jsonl`; where the pairs
`dev_press.jsonl` and `documents_press.jsonl`, and in OUT/unread those of the unread, are written). Then:
harmtrace evaluate gold OUT/dev_press.jsonl --documents OUT/documents_press.jsonl
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parent
PRESS, UNREAD = "press", "unread"
_COLLECTIONS = ("fakes_dev.jsonl", "syrian_archive.jsonl")
_AT = "@"


def without_words(value: Any, text: str) -> Any:
    """The value with every string that stands in `text` replaced by the place where it stands."""
    if isinstance(value, list):
        return [without_words(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    near = value.get("start") if isinstance(value.get("start"), int) else None
    found: dict[str, Any] = {}
    for key, item in value.items():
        place = _place(item, text, near) if isinstance(item, str) and key in _WORDS else None
        found |= {f"{key}{_AT}": place} if place else {key: without_words(item, text)}
    return found


_WORDS = ("text", "quote", "name", "organisation", "role", "verb", "by", "to", "vague", "modifier")
"""The fields that hold words of the text; `role` also has the roles of the contract, which stand in none."""


def _place(words: str, text: str, near: int | None) -> list[int] | None:
    start = text.find(words, near) if near is not None and text.startswith(words, near) else text.find(words)
    return [start, start + len(words)] if start >= 0 and len(words) > 2 else None


def with_words(value: Any, text: str) -> Any:
    """The value with its words put back."""
    if isinstance(value, list):
        return [with_words(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key.removesuffix(_AT): text[slice(*item)] if key.endswith(_AT) else with_words(item, text)
        for key, item in value.items()
    }


def put_together(reports: Path, out: Path, suite: str = PRESS) -> int:
    """Write gold and documents of a suite side by side; return how many documents there are."""
    texts = {row["id"]: row for name in _COLLECTIONS for row in _rows(reports / name)}
    listed = {row["id"]: row for row in _rows(_documents(suite))}
    documents, gold = [], []
    for row in _rows(_gold(suite)):
        said = listed[row["document_id"]]
        known = texts[row["document_id"]]
        text = known["text"][: said["end"]]
        documents.append({**known, "text": text, "published": said["published"]})
        gold.append(with_words(row, text))
    out.mkdir(parents=True, exist_ok=True)
    _write(out / f"documents_{suite}.jsonl", documents)
    _write(out / f"dev_{suite}.jsonl", gold)
    return len(gold)


def take_in(gold: Path, documents: Path, suite: str = PRESS) -> None:
    """Add annotated documents to the two files of a suite, without their words."""
    texts = {row["id"]: row for row in _rows(documents)}
    known = {row["id"] for row in _rows(_documents(suite))}
    rows, listed = [], []
    for row in _rows(gold):
        if row["document_id"] in known:
            continue
        text = texts[row["document_id"]]["text"]
        rows.append(without_words(row, text))
        listed.append({"id": row["document_id"], "published": row["published"], "end": len(text)})
    _write(_gold(suite), [*_rows(_gold(suite)), *rows])
    _write(_documents(suite), [*_rows(_documents(suite)), *listed])


def _gold(suite: str) -> Path:
    return ROOT / f"{suite}_gold.jsonl"


def _documents(suite: str) -> Path:
    return ROOT / f"{suite}_documents.jsonl"


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line.strip()]


def _write(path: Path, rows: Iterable[Any]) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


if __name__ == "__main__":
    given, written = Path(sys.argv[1]), Path(sys.argv[2])
    for name, folder in ((PRESS, written), (UNREAD, written / UNREAD)):
        print(f"{name}: {put_together(given, folder, name)} documents in {folder}")
