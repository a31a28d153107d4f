"""What stands around pasted posts and pages in plain text: menus, counts of reactions, other headlines, comments.

A line is named only where its form shows it: every word of a menu or count is known, a block of headlines or comments
has its head. What is in doubt is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.text.cues import cue_pattern

_MENU_SIGN = "☰"
_PARTS = re.compile(r"\s*[|·•›»]\s*|\s{3,}")
_COUNT = re.compile(r"\W*\(?\d*\)?\W*")
_SPEAKER = re.compile(r"[^\s:][^:]{0,38}:\s+\S")
"""A comment opens with a name and a colon."""
_ITEM = re.compile(r"\s*(?:\d{1,2}[.)\-]|[-–•*▪◾])\s*\S")
_NUMBER = re.compile(r"\d[\d.,:٫٬]*")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = (".", "!", "?", "؟", "…")
_LONGEST = 200
"""A line of more characters is text."""
_MOST_MENU_WORDS = 3
_MOST_HEADLINES = 10
"""A block of other headlines holds no more."""
_LEAST_REACTIONS = 2
"""So many signs with their numbers are counts of reactions, if no word says so."""


def chrome(lines: Sequence[str], gaps: Sequence[bool]) -> frozenset[int]:
    """The numbers of the lines that stand around the text; `gaps` says behind which an empty line stands."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if number in found or len(line) > _LONGEST:
            continue
        if _is_head(line, "headlines"):
            found |= {number, *_headlines(lines, gaps, number + 1)}
        elif _is_head(line, "comments"):
            found |= {number, *_comments(lines, gaps, number + 1)}
        elif is_menu(line) or is_count(line):
            found.add(number)
    return frozenset(found)


def is_menu(line: str) -> bool:
    """Whether a line is a row of links: "☰ Home | Groups", "Share Facebook | WhatsApp | Copy link"."""
    if line.lstrip().startswith(_MENU_SIGN):
        return True
    parts = [part for part in _PARTS.split(line.strip()) if part]
    if len(parts) < 2 or any(len(part.split()) > _MOST_MENU_WORDS for part in parts):
        return False
    known = re.compile(rf"\W*{cue_pattern('menu').pattern}(?!\w)", re.IGNORECASE)
    return 2 * sum(known.match(part) is not None for part in parts) > len(parts)


def is_count(line: str) -> bool:
    """Whether a line has only counts of reactions or readers: "👍 1.4K 💬 312 comments", "12 481 members"."""
    numbers = _NUMBER.findall(line)
    words = _WORD.findall(_NUMBER.sub(" ", line))
    if not numbers or not all(_is(word, "counted") or _is(word, "counted_unit") for word in words):
        return False
    signs = [char for char in line if not char.isalnum() and not char.isspace() and ord(char) > 0x2600]
    return any(_is(word, "counted") for word in words) or min(len(numbers), len(signs)) >= _LEAST_REACTIONS


def _is(word: str, kind: str) -> bool:
    return cue_pattern(kind).fullmatch(word) is not None


def _is_head(line: str, kind: str) -> bool:
    """Whether a line is nothing but the head of a block, with the count of what is in it."""
    head = re.match(rf"\W*{cue_pattern(kind).pattern}(?!\w)", line, re.IGNORECASE)
    return head is not None and _COUNT.fullmatch(line, head.end()) is not None


def _headlines(lines: Sequence[str], gaps: Sequence[bool], first: int) -> list[int]:
    """The headlines of other texts below their head: no sentences, up to an empty line; a head apart has items only."""
    apart = gaps[first - 1]
    found: list[int] = []
    for number in range(first, min(len(lines), first + _MOST_HEADLINES)):
        line = lines[number]
        is_item = _ITEM.match(line) is not None
        if len(line) > _LONGEST or line.rstrip().endswith(_SENTENCE_END) or (apart and not is_item):
            break
        found.append(number)
        if gaps[number]:
            break
    return found


def _comments(lines: Sequence[str], gaps: Sequence[bool], first: int) -> list[int]:
    """The comments below their head: each a name, a colon and what is said, up to an empty line before another text."""
    found: list[int] = []
    for number in range(first, len(lines)):
        if _SPEAKER.match(lines[number]) is None or len(lines[number]) > _LONGEST:
            break
        found.append(number)
        if gaps[number] and not gaps[number - 1]:
            break
    return found
