"""From a folded name to the spellings under which a report may write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ARTICLE = re.compile(r"^(al|el|ul|ar|as|ash|at|ath|ad|adh|an|az|es|ez|er|en|et|ed|esh) (?=\w{3})")
_SUN = {
    "d": ("ad", "ed"), "n": ("an", "en"), "r": ("ar", "er"), "s": ("as", "es"), "t": ("at", "et"), "z": ("az", "ez"),
}  # fmt: skip
_MIN_BARE = 5


def spellings(folded: str, level: str) -> Iterator[str]:
    """Yield the name, then forms with the Arabic article changed or left out ("al latamneh", "latamneh")."""
    yield folded
    article = _ARTICLE.match(folded)
    if not article:
        return
    bare = folded[article.end() :]
    yield f"al {bare}"
    yield f"el {bare}"
    for form in _SUN.get(bare[0], ()):
        yield f"{form} {bare}"
    if len(bare) >= _MIN_BARE and level != "country":
        yield bare
