"""Pages that were made are kept while the record stays, so that the second reader of a page waits for nothing."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
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

    def pieces(self, key: Hashable, source: object, make: Callable[[], Pieces]) -> Pieces:
        """What is kept under `key`, made from `source` where nothing is."""
        with self._lock:
            held = self._held.get(key)
            if held is not None and held[1] is source:
                self._held.move_to_end(key)
                return held[0]
        made = make()
        with self._lock:
            self._drop(key)
            self._held[key] = (made, source)
            self._size += len(made.body)
            while self._size > self.most and len(self._held) > 1:
                self._drop(next(iter(self._held)))
        return made

    def _drop(self, key: Hashable) -> None:
        if key in self._held:
            self._size -= len(self._held.pop(key)[0].body)
