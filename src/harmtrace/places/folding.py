"""From names and texts to the folded form in which they are compared, with a way back to the raw offsets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from harmtrace.model.immutable import immutable
from harmtrace.places.letters import AN_ARTICLE

_DROPPED = "\x00"
_PLAIN = re.compile(r"[\x00-\x7f]+")
_FEW = 12
"""So many different letters beyond the plain ones are taken out one by one."""
_APOSTROPHES = "'’‘`´ʼʿʾʻʹʽ′\"“”"
_SPACES = "-_‐‑–—\u00a0\n\t\r/\u2009\u202f"
_LATIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "s", "æ": "a", "œ": "o", "ə": "a"}
_POSSESSIVE = re.compile(r"['’](?<=\w.)s(?!\w)")
_ARTICLE = re.compile(rf"\b{AN_ARTICLE} (?=\w)")
_VOWELS = re.compile(r"[aeiouyw]")


class _Table(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_character(chr(code))
        return self[code]


def _fold_character(character: str) -> str:
    if character in _APOSTROPHES or character == "ـ" or unicodedata.category(character) in ("Mn", "Cf"):
        return _DROPPED
    if character in _SPACES:
        return " "
    base = unicodedata.normalize("NFKD", character.lower())
    letters = [part for part in base if unicodedata.category(part) != "Mn"]
    if not letters:
        return _DROPPED
    # "أ" is taken apart into alif and hamza, "ﷲ" into several letters: only the first is kept, one for one.
    letter = letters[0].lower()[:1]
    return _LATIN.get(letter, _ARABIC_FORMS.get(letter, letter))


_ARABIC_FORMS = dict(zip("ٱىةکیگھہەؤئ", "ايهكيكهههوي", strict=True))
_TABLE = _Table()


@immutable(frozen=True, slots=True)
class Folded:
    """A folded text; `span` leads from its offsets to those of the raw text."""

    text: str
    raw: str
    _dropped: tuple[int, ...]
    """For each dropped character its offset in the folded text, in order."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of the folded `start:end`."""
        dropped = self._dropped
        return (start + bisect_right(dropped, start), end + bisect_right(dropped, end - 1)) if dropped else (start, end)


def fold(raw: str) -> Folded:
    """Fold a text: lower case, no marks or apostrophes, one space for each hyphen, plain Arabic letters."""
    text = _translated(_POSSESSIVE.sub("  ", raw))
    if _DROPPED not in text:
        return Folded(text, raw, ())
    places = tuple(match.start() - count for count, match in enumerate(re.finditer(_DROPPED, text)))
    return Folded(text.replace(_DROPPED, ""), raw, places)


def _translated(text: str) -> str:
    """The text with each character folded: a text of plain letters ten times as fast as one that has others."""
    rare = set(_PLAIN.sub("", text)) if not text.isascii() else ()
    if len(rare) <= _FEW:
        for character in rare:
            text = text.replace(character, _TABLE[ord(character)])
    return text.translate(_TABLE)


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """Fold a name for the index: as a text, with single spaces."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())
    return " ".join(fold(name).text.split())


@lru_cache(maxsize=50_000)
def skeleton(folded: str) -> str:
    """Return the consonants of a folded Latin name, with spellings of one Arabic sound made one.

    The key is for comparison only: "khan shaykhun" and "khan sheikhoun" both give "kn sn".
    """
    words = _ARTICLE.sub("", f" {folded}").strip().split()
    return " ".join(filter(None, (_consonants(word) for word in words)))


def _consonants(word: str) -> str:
    for spelling, sound in (
        ("kh", "k"),
        ("dj", "j"),
        ("sh", "s"),
        ("gh", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("ph", "f"),
        ("ch", "s"),
    ):
        word = word.replace(spelling, sound)
    word = word.translate(str.maketrans("qcjzv", "kkgsf"))
    kept = _VOWELS.sub("", word[:1].replace("y", "i")) + _VOWELS.sub("", word[1:].replace("h", ""))
    return re.sub(r"(.)\1+", r"\1", kept)
