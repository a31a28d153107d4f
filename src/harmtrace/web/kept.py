"""Pages that were made are kept while the record stays, so that the second reader of a page waits for nothing."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from markupsafe import Markup

_MOST_CHARACTERS = 48_000_000


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a page puts into the frame."""

    title: str
    head: Markup
    width: Markup
    body: Markup


class Kept:
    """The pages last asked for. Each is held with what it was made from, which then is no other's under its id."""

    def __init__(self, most: int = _MOST_CHARACTERS) -> None:
        self.most = most
        self._held: OrderedDict[Hashable, tuple[Pieces, object]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def held(self, key: Hashable, source: object) -> Pieces | None:
        """What is kept under `key` and was made from `source`."""
        with self._lock:
            held = self._held.get(key)
            if held is None or held[1] is not source:
                return None
            self._held.move_to_end(key)
            return held[0]

    def keep(self, key: Hashable, source: object, made: Pieces) -> None:
        """Keep a page; those that nobody asked for longest make way for it."""
        with self._lock:
            self._drop(key)
            self._held[key] = (made, source)
            self._size += len(made.body)
            while self._size > self.most and len(self._held) > 1:
                self._drop(next(iter(self._held)))

    def _drop(self, key: Hashable) -> None:
        if key in self._held:
            self._size -= len(self._held.pop(key)[0].body)
