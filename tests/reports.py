"""Reports of our own, and records made of them, for tests that need a whole record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from harmtrace.pipeline.run import RunOptions, RunSummary, run

ORIGINAL = {
    "id": "league-1",
    "publisher": "Relief League",
    "published": "2018-09-10",
    "language": "en",
    "title": "Air strike on Hass",
    "text": "An air strike on the market of Hass in Idlib governorate killed five civilians and injured nine people"
    " on Saturday, 8 September 2018. The dead included two children.",
}
RELAY = {
    "id": "wire-1",
    "publisher": "Orontes Wire",
    "published": "2018-09-11",
    "language": "en",
    "title": "Five dead in Hass",
    "text": "An air strike on Hass killed five civilians on 8 September 2018, the Relief League said.",
}
OTHER = {
    "id": "harm-1",
    "publisher": "Harm Desk",
    "published": "2018-09-12",
    "language": "en",
    "title": "Hass again",
    "text": "Six civilians were killed in Hass on 8 September 2018 when aircraft struck the market.",
    "notice": "Composed for testing: everything is invented; not evidence.",
    "reconstructed": True,
}
ARABIC = {
    "id": "ar-1",
    "publisher": "Radio",
    "published": "2018-09-09",
    "language": "ar",
    "title": "قصف",
    "text": "قُتل أربعة مدنيين في قصف على بلدة حاس جنوب إدلب يوم السبت.",
}
TURKISH = {
    "id": "tr-1",
    "publisher": "Gazete",
    "published": "2018-09-09",
    "language": "tr",
    "title": "Bombardıman",
    "text": "Cumartesi günü İdlib'in güneyindeki Has beldesine düzenlenen saldırıda dört sivil öldü.",
}
"""In a language that is not read."""
EVERYTHING = (ORIGINAL, RELAY, OTHER, ARABIC, TURKISH)


def corpus(folder: Path, *documents: Mapping[str, object], name: str = "corpus.jsonl") -> Path:
    """Write a corpus file."""
    path = folder / name
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
    return path


def url_in(folder: Path) -> str:
    """The URL of a store in `folder`."""
    return f"sqlite:///{folder / 'record.db'}"


def record_in(folder: Path, *documents: Mapping[str, object]) -> tuple[str, RunSummary]:
    """Make a record of `documents` in `folder`."""
    url = url_in(folder)
    return url, run([str(corpus(folder, *(documents or EVERYTHING)))], url, RunOptions(person="tester"))
