"""One character for each set of classes, so that patterns over classes are regular expressions over text."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FIRST_SIGN = 0xE000


class Signs:
    """One character for each set of classes, so that tokens can be searched as text."""

    def __init__(self) -> None:
        self._signs: dict[frozenset[str], str] = {}
        self._any: dict[frozenset[str], re.Pattern[str]] = {}

    def of(self, names: Iterable[str]) -> str:
        """The sign of a set of classes."""
        key = frozenset(names)
        sign = self._signs.get(key)
        if sign is None:
            sign = self._signs[key] = chr(_FIRST_SIGN + len(self._signs))
            self._any.clear()
        return sign

    def with_any(self, names: frozenset[str]) -> str:
        """A pattern for the signs that stand for one of the classes."""
        signs = [sign for classes, sign in self._signs.items() if classes & names]
        return f"[{''.join(signs)}]" if signs else r"[^\s\S]"

    def search(self, names: frozenset[str]) -> re.Pattern[str]:
        """The same, compiled and kept until there are more signs."""
        if names not in self._any:
            self._any[names] = re.compile(self.with_any(names))
        return self._any[names]

    def beginning(self, names: set[str]) -> set[str]:
        """The signs that stand for one of the classes."""
        return {sign for classes, sign in self._signs.items() if classes & names}
