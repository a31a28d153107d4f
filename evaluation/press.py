"""Puts the gold of press articles and archive reports together with their texts, which stay where they are.

The gold in `press_gold.jsonl` names words by their offsets alone (`"name@": [start, end]`), so that no sentence of
others stands here; `press_documents.jsonl` says where a text is cut and when it was published (some copies are dated by
the event: then the date that the text itself prints).

Run: python -m evaluation.press REPORTS OUT (the folder of `fakes_dev.jsonl` and `syrian_archive.jsonl`; where the pair
`dev_press.jsonl` and `documents_press.jsonl` is written). Then: harmtrace evaluate gold --shared OUT/..
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parent
GOLD, DOCUMENTS = ROOT / "press_gold.jsonl", ROOT / "press_documents.jsonl"
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


_WORDS = ("text", "quote", "name", "organisation", "role", "verb", "by", "vague")
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


def put_together(reports: Path, out: Path) -> int:
    """Write gold and documents side by side; return how many documents there are."""
    texts = {row["id"]: row for name in _COLLECTIONS for row in _rows(reports / name)}
    listed = {row["id"]: row for row in _rows(DOCUMENTS)}
    documents, gold = [], []
    for row in _rows(GOLD):
        said = listed[row["document_id"]]
        known = texts[row["document_id"]]
        text = known["text"][: said["end"]]
        documents.append({**known, "text": text, "published": said["published"]})
        gold.append(with_words(row, text))
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "documents_press.jsonl", documents)
    _write(out / "dev_press.jsonl", gold)
    return len(gold)


def take_in(gold: Path, documents: Path) -> None:
    """Add annotated documents to the two files here, without their words."""
    texts = {row["id"]: row for row in _rows(documents)}
    known = {row["id"] for row in _rows(DOCUMENTS)} if DOCUMENTS.is_file() else set()
    rows, listed = [], []
    for row in _rows(gold):
        if row["document_id"] in known:
            continue
        text = texts[row["document_id"]]["text"]
        rows.append(without_words(row, text))
        listed.append({"id": row["document_id"], "published": row["published"], "end": len(text)})
    _write(GOLD, [*(_rows(GOLD) if GOLD.is_file() else ()), *rows])
    _write(DOCUMENTS, [*(_rows(DOCUMENTS) if DOCUMENTS.is_file() else ()), *listed])


def _rows(path: Path) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line.strip()]


def _write(path: Path, rows: Iterable[Any]) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


if __name__ == "__main__":
    print(f"{put_together(Path(sys.argv[1]), Path(sys.argv[2]))} documents")
