"""One folding for search: what is written and what is asked for meet in it; the text itself is kept for display."""

from __future__ import annotations

import re
import unicodedata

_ARABIC = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def fold_for_search(text: str) -> str:
    """Return `text` in NFKC and lower case, accents, Arabic marks and letter variants folded."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = _MARKS.sub("", plain)
    decomposed = unicodedata.normalize("NFD", plain)
    stripped = "".join(char for char in decomposed if not unicodedata.combining(char) or char in "\u0654\u0655")
    return unicodedata.normalize("NFC", stripped).translate(_ARABIC)


def words_of(query: str) -> list[str]:
    """The folded words of a query, without operators."""
    return re.findall(r"\w+", fold_for_search(query))


def snippet(text: str, words: list[str], width: int = 160) -> str:
    """A piece of the raw text around the first word of the query that stands in it."""
    lowered = fold_for_search(text) if len(fold_for_search(text)) == len(text) else text.casefold()
    places = [at for word in words if (at := lowered.find(word)) >= 0]
    at = max(0, min(places, default=0) - width // 3)
    piece = text[at : at + width].replace("\n", " ").strip()
    return ("…" if at else "") + piece + ("…" if at + width < len(text) else "")
