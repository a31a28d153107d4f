"""From the record to files for other programs; each format is one module with one `write` function."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from harmtrace.account.record import RecordView
from harmtrace.errors import UnknownName
from harmtrace.publish import export_corrections, export_csv, export_geojson, export_jsonl
from harmtrace.publish.views import Views

Writer = Callable[[RecordView, Views, TextIO], None]
FORMATS: dict[str, Writer] = {
    "csv": export_csv.write,
    "geojson": export_geojson.write,
    "jsonl": export_jsonl.write,
}
"""The record, with a form to publish."""
INTERNAL_FORMATS: dict[str, Writer] = {
    "corrections": export_corrections.corrections,
    "gold": export_corrections.gold,
    "gold-documents": export_corrections.documents,
}
"""What persons decided, to train and to measure with: it quotes, and has no form to publish."""
EVERY_FORMAT = {**FORMATS, **INTERNAL_FORMATS}


def export(format_name: str, record: RecordView, out: TextIO, public: bool = False) -> None:
    """Write the record to `out`; raises `UnknownName` for a format that is not in `EVERY_FORMAT`.

    Internal exports hold quotations and say that they are internal; public ones leave out
    quotations, texts, addresses and persons who are not public speakers.
    """
    writer = EVERY_FORMAT.get(format_name)
    if writer is None:
        raise UnknownName(f"no export format is called {format_name!r}; there are {', '.join(EVERY_FORMAT)}")
    writer(record, Views(record, public), out)
