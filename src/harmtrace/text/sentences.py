"""A text in; the spans of its sentences, in order and without overlap, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise

from harmtrace.model.immutable import immutable
from harmtrace.vocab.tables import rows

Spans = list[tuple[int, int]]

_END = re.compile(
    r"(?P<marks>[.!?؟…。！？।۔]+)(?P<closers>[\"'”’»›)\]}」』]*)(?=(?P<space>\s+|$)|(?P<glued>[A-Z][a-z]|[А-ЯЁ][а-яё]|[\u0621-\u064a]{2}))"
)
_PARAGRAPH = re.compile(r"[^\S\n]*\n[^\S\n]*(?:\n\s*)+")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘«,;:/]+$")
_NEXT_WORD = re.compile(r"[\s\"'“”‘’«»‹›(\[{„¿¡]*(?P<word>[^\s\"“”‘«».,;:()\[\]]*)")
_BULLET = re.compile(r"(?:[-–—•▪◦●○■*·‣⁃]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s|[\u2600-\u27bf\U0001f300-\U0001faff#|]")
_MARK = re.compile(r"\s*(?:[-–—•▪◦●○■*·‣⁃]+|#{1,6})(?=\s)")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[ivxlIVXL]{1,5}|[A-Za-z])$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
_SAID = re.compile(r"(?:[^\W\d_]\S*\s+){1,3}(?:said|says|asked|told|added|wrote|cried|shouted|replied)\b")
_WRAP_WIDTH, _WIDEST_MARGIN = 45, 120
"""Widths in characters between which a paragraph may have been wrapped at a margin."""


@immutable(frozen=True, slots=True)
class _Words:
    """Words of a language after which a full stop may not end a sentence."""

    title: frozenset[str]
    before_number: frozenset[str]
    inside: frozenset[str]
    after_number: frozenset[str]
    perhaps: frozenset[str]
    opener: frozenset[str]
    ordinals: bool


def sentence_spans(text: str, language: str) -> Spans:
    """Return the spans of the sentences of `text` (code points, end exclusive, no white space at either end).

    Together they cover every letter and digit; the mark of a list item is left out. An empty line always ends a
    sentence; a single line end does so unless the line was wrapped at a margin. Semicolons,
    the Arabic one included, end none: the clauses that they part share dates and tellers.
    """
    words = _words(language.partition("-")[0].lower())
    spans: Spans = []
    for start, end in _paragraphs(text):
        for piece_start, piece_end in _lines(text, start, end):
            spans += _split(text, piece_start, piece_end, words)
    return spans


def _paragraphs(text: str) -> Spans:
    found: Spans = []
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        found.append((start, gap.start()))
        start = gap.end()
    return [*found, (start, len(text))]


def _lines(text: str, start: int, end: int) -> Spans:
    """Part a paragraph at those line ends that are no mere wrapping."""
    if text.find("\n", start, end) < 0:
        return [(start, end)]
    lines: Spans = []
    while (line_end := text.find("\n", start, end)) >= 0:
        lines.append((start, line_end))
        start = line_end + 1
    lines.append((start, end))
    at_margin = _at_margin([text[a:b].strip() for a, b in lines])
    pieces: Spans = []
    opened = lines[0][0]
    for (line, line_end), (following, following_end) in pairwise(lines):
        if not _goes_over(text[line:line_end].strip(), text[following:following_end].strip(), at_margin):
            pieces.append((opened, line_end))
            opened = following
    return [*pieces, (opened, end)]


def _at_margin(lines: list[str]) -> bool:
    """Whether the lines of a paragraph are prose that was wrapped at a margin.

    Takes three lines of 70 to 75 characters of which the second begins in small letters; leaves
    the rows of a list, which begin with capitals.
    """
    widest = max(map(len, lines))
    if len(lines) < 2 or not _WRAP_WIDTH <= widest <= _WIDEST_MARGIN:
        return False
    if any(len(line) < 0.6 * widest for line in lines[:-1]):
        return False
    starts = [line[0] for line in lines[1:] if line and line[0].isalpha()]
    cased = [first for first in starts if first.lower() != first.upper()]
    if cased:
        return 2 * sum(first.islower() for first in cased) >= len(cased)
    return len(lines) > 2 and all(len(line) >= 0.8 * widest for line in lines[:-1])


def _goes_over(line: str, following: str, at_margin: bool) -> bool:
    """Whether the sentence of `line` goes on in the line that follows it."""
    if not line or not following or _BULLET.match(following) or line.endswith((":", "|")):
        return False
    return at_margin or (following[0].islower() and len(line) >= _WRAP_WIDTH // 2)


def _split(text: str, start: int, end: int, words: _Words) -> Spans:
    spans: Spans = []
    mark = _MARK.match(text, start, end)
    opened = _skip_space(text, mark.end() if mark else start, end)
    for match in _END.finditer(text, opened, end):
        if match.end() <= opened or match.end() >= end:
            continue
        if _ends_sentence(text, opened, end, match, words):
            spans.append((opened, match.end()))
            opened = _skip_space(text, match.end(), end)
    last = end
    while last > opened and text[last - 1].isspace():
        last -= 1
    if last > opened:
        spans.append((opened, last))
    return spans


def _ends_sentence(text: str, opened: int, end: int, match: re.Match[str], words: _Words) -> bool:
    following = _NEXT_WORD.match(text, match.end(), min(end, match.end() + 80))
    word = following["word"] if following else ""
    if word[:1].islower():
        return False
    before = _WORD_BEFORE.search(text, max(opened, match.start() - 40), match.start())
    last = before[0] if before else ""
    if match["glued"]:
        return len(last) > 2 and last.isalpha() and last == last.lower() and not match["closers"]
    if match["marks"][0] != ".":
        return not (match["closers"] and _SAID.match(text, match.end("space"), end))
    if match["closers"] or not last:
        return True
    if len(match["marks"]) > 1:
        return not match["marks"].startswith("..") or word[:1].isupper() or not word[:1].isalpha()
    first = before is not None and before.start() <= opened + 1
    if (
        last in words.after_number
        and before is not None
        and text[max(opened, before.start() - 3) : before.start()].rstrip()[-1:].isdecimal()
    ):
        return True
    return not _goes_on(last, word, first, words)


def _goes_on(last: str, word: str, first: bool, words: _Words) -> bool:
    """Whether a single full stop after `last` and before `word` belongs to an abbreviation, initial or number."""
    if first and _LIST_NUMBER.fullmatch(last):
        return True
    if last in words.title or last.lower() in words.inside or last in words.inside:
        return True
    if last in words.before_number and (word[:1].isdigit() or len(last) == 1):
        return True
    if last.isdecimal():
        return words.ordinals and len(last) <= 2
    if last in words.perhaps or last.lower() in words.perhaps:
        return word not in words.opener
    if len(last) == 1 and last.isalpha() and last.isupper():
        return word not in words.opener
    return bool(_INITIALS.fullmatch(last)) and len(last) > 1 and word not in words.opener


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def openers(language: str) -> frozenset[str]:
    """The words, with their capital, that sentences of a language often begin with."""
    return _words(language.partition("-")[0].lower()).opener


@cache
def _words(language: str) -> _Words:
    def of(kind: str) -> frozenset[str]:
        return frozenset(
            row["word"] for row in rows("sentence_words") if (row["language"], row["kind"]) == (language, kind)
        )

    inside = of("inside")
    return _Words(
        of("title") | {word.capitalize() for word in of("title")},
        of("before_number"),
        inside | {word.lower() for word in inside},
        of("after_number"),
        of("perhaps"),
        of("opener") or _words("en").opener if language != "en" else of("opener"),
        bool(of("ordinal")),
    )


def sentence_at(spans: Spans, offset: int) -> tuple[int, int] | None:
    """The span of `spans` (in order) that holds `offset`."""
    index = bisect_right(spans, (offset, 1 << 62)) - 1
    if index >= 0 and spans[index][0] <= offset < spans[index][1]:
        return spans[index]
    return None
