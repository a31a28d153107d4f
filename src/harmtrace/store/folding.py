"""One folding for search: what is written and what is asked for meet in it; the text itself is kept for display.

Folded are: width and presentation forms (NFKC), case, accents, Arabic vowel marks and tatweel, the forms of alef and
hamza, ى and ي, ة and ه, the Persian ک and ی, and the three sets of digits. What is written together with an Arabic
word (ال، و، ف، ب، ل، ك) is not cut off in the index: a question asks for the word with each of them instead, so that
no word is lost that only begins like one ("وزير", "باب"), and the index says what the text says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from harmtrace.model.letters import letter_end, letter_start

_LETTERS = str.maketrans("أإآٱىةؤئیکۀ" + "٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹", "اااايهوييكه" + "0123456789" * 2)
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_RUN = re.compile(r"\S+")
_WORD = re.compile(r"\w+")
_ARABIC = re.compile("[\u0621-\u064a]+")
_ARTICLE = "ال"
_BEFORE = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
"""What is written before a noun as one word with it: conjunctions and prepositions."""
_BEFORE_ARTICLE = ("ال", "وال", "فال", "بال", "وبال", "كال", "لل", "ولل", "فلل")
"""The same with the article; ل swallows its alef."""
_LEAST_LEFT = 3
"""So many letters are left of a word that an article was taken from; "الم" keeps its own."""


def fold_for_search(text: str) -> str:
    """Return `text` in NFKC and lower case, accents, Arabic marks, letter variants and digits folded."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = _MARKS.sub("", plain)
    decomposed = unicodedata.normalize("NFD", plain)
    stripped = "".join(char for char in decomposed if not unicodedata.combining(char) or char in "\u0654\u0655")
    return unicodedata.normalize("NFC", stripped).translate(_LETTERS)


def words_of(query: str) -> list[tuple[str, ...]]:
    """The folded words of a query, without operators, each with the forms in which a text may write it."""
    return [_forms(word) for word in _WORD.findall(fold_for_search(query))]


def _forms(word: str) -> tuple[str, ...]:
    """A word and, where it is Arabic, what it may be written together with: each is the beginning of a word sought."""
    if not _ARABIC.fullmatch(word):
        return (word,)
    bare = without_article(word)
    return tuple(dict.fromkeys((word, *(before + bare for before in (*_BEFORE, *_BEFORE_ARTICLE)))))


def without_article(word: str) -> str:
    """The word without its article and what stands before that: "وللمدنيين" is "مدنيين"."""
    for before in sorted(_BEFORE_ARTICLE, key=len, reverse=True):
        if word.startswith(before) and len(word) - len(before) >= _LEAST_LEFT:
            return word.removeprefix(before)
    return word


def found_in(text: str, words: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where words of a query stand in a raw text: start and end in code points, whole words with all their marks."""
    forms = tuple(form for word in words for form in word)
    found = []
    for run in _RUN.finditer(text):
        # Letters are placed one by one only where a word was found.
        if any(word.startswith(forms) for word in _WORD.findall(fold_for_search(run.group()))):
            found += [(run.start() + start, run.start() + end) for start, end in _found_in_run(run.group(), forms)]
    return found


def _found_in_run(text: str, forms: tuple[str, ...]) -> list[tuple[int, int]]:
    folded, places = placed(text)
    return [
        (places[match.start()], letter_end(text, places[match.end() - 1] + 1))
        for match in _WORD.finditer(folded)
        if match.group().startswith(forms)
    ]


def placed(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where in the raw text its letter begins."""
    folded: list[str] = []
    places: list[int] = []
    start = 0
    while start < len(text):
        end = letter_end(text, start + 1)
        piece = fold_for_search(text[start:end])
        folded.append(piece)
        places += [start] * len(piece)
        start = end
    return "".join(folded), places


def snippet(text: str, words: Sequence[tuple[str, ...]], width: int = 160) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of the raw text around the first word of the query in it, and where in the piece its words stand."""
    found = found_in(text, words)
    start = letter_start(text, max(0, (found[0][0] if found else 0) - width // 3))
    end = letter_end(text, min(len(text), start + width))
    raw = text[start:end]
    piece = raw.strip()
    start += len(raw) - len(raw.lstrip())
    before = "…" if start else ""
    shift = len(before) - start
    marks = [(first + shift, last + shift) for first, last in found if start <= first and last <= start + len(piece)]
    shown = re.sub(r"\s", " ", piece)
    return before + shown + ("…" if end < len(text) else ""), tuple(marks)
