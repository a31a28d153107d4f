"""JSON Lines of what persons decided: corrections to train with, and gold to evaluate with. Internal always."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TextIO

import msgspec

from harmtrace.account.record import RecordView
from harmtrace.errors import BadSetting
from harmtrace.publish.views import Views
from harmtrace.review.corrections import correction_rows, gold_documents, gold_rows

Rows = Callable[[RecordView], Iterator[dict[str, Any]]]


def writer(rows: Rows) -> Callable[[RecordView, Views, TextIO], None]:
    """What writes these rows, one a line. It raises `BadSetting` where they would be published."""

    def write(record: RecordView, views: Views, out: TextIO) -> None:
        if views.public:
            raise BadSetting("corrections hold quotations and names of who decided; there is no public form of them")
        for row in rows(record):
            out.write(msgspec.json.encode(row).decode() + "\n")

    return write


corrections, gold, documents = map(writer, (correction_rows, gold_rows, gold_documents))
