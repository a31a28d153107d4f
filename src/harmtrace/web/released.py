"""The record as it is, and as people without the right may see it; each is made once for each state of the store."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from harmtrace.account.record import RecordView
from harmtrace.model.decision import Decision
from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.review.redaction import redacted, redacted_decisions
from harmtrace.review.restricting import Restrictions, restrictions_of
from harmtrace.store.decisions import decisions, head
from harmtrace.store.record import Store


class Released:
    """Both records of one store. One thread makes them while others wait: making them twice helps nobody."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._making = threading.Lock()
        self._mark: str | None = None
        self._head = -1
        self._whole: RecordView | None = None
        self._decisions: list[Decision] = []
        self._restrictions = Restrictions()
        self._view: tuple[RecordView, str, RecordView] | None = None

    def mark(self) -> str | None:
        """The fingerprint of the record; views kept for it are good as long as it stays."""
        return self.store.derived_fingerprints("record").get("record")

    def whole(self) -> RecordView:
        """The record as it is now."""
        mark = self.mark()
        with self._making:
            if self._whole is None or mark != self._mark:
                self._whole, self._mark = load_record(self.store), mark
            return self._whole

    def restrictions(self) -> Restrictions:
        """What is restricted now."""
        last = head(self.store)
        with self._making:
            if last != self._head:
                self._decisions, self._head = decisions(self.store), last
                self._restrictions = restrictions_of(self._decisions)
            return self._restrictions

    def view(self) -> RecordView:
        """The record without what is restricted now."""
        whole, restrictions = self.whole(), self.restrictions()
        with self._making:
            if self._view is None or self._view[0] is not whole or self._view[1] != restrictions.mark:
                self._view = (whole, restrictions.mark, redacted(whole, restrictions, load_gazetteer()))
            return self._view[2]

    def decisions(self, whole: bool) -> Sequence[Decision]:
        """The decisions in order; those that may be seen without the right, unless `whole`."""
        restrictions = self.restrictions()
        made = self._decisions
        return made if whole else redacted_decisions(made, self.whole(), self.view(), restrictions)
