"""From a folded name to the spellings under which a report may write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harmtrace.places.letters import AN_ARTICLE, ARABIC_ARTICLE

_ARTICLE = re.compile(rf"^{AN_ARTICLE} (?=\w{{3}})")
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


_CLITICS = ("وب", "ول", "فب", "فل", "و", "ف", "ب", "ل", "ك")
_LEAST_BARE = 3


def forms(folded: str) -> Iterator[str]:
    """Yield a name as a text writes it, then without a clitic, and with its article changed or left out."""
    yield folded
    yield from _arabic_forms(folded)
    article = _ARTICLE.match(folded)
    bare = folded[article.end() :] if article else folded
    if bare.isascii():
        yield f"al {bare}"
        yield from (f"{form} {bare}" for form in _SUN.get(bare[:1], ()))
        if article and len(bare) >= _MIN_BARE:
            yield bare


def _arabic_forms(folded: str) -> Iterator[str]:
    """The forms of an Arabic name: the clitics of its first word off, its article off or on."""
    for clitic in ("", *_CLITICS):
        bare = folded.removeprefix(clitic)
        if len(bare) < _LEAST_BARE or (clitic and bare == folded) or bare.isascii():
            continue
        if clitic:
            yield bare
        if clitic.endswith("ل") and bare.startswith("ل"):
            yield "ا" + bare
        yield bare.removeprefix(ARABIC_ARTICLE) if bare.startswith(ARABIC_ARTICLE) else ARABIC_ARTICLE + bare
