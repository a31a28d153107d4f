"""Which code points are seen as one letter: a base and the marks that stand on it.

A rule of its own instead of the tables of Unicode's annex 29: marks of every script, joiners, conjoining jamo and the
tones of emoji. It is used where something is cut for the eye; spans are code points and are never changed by it.
"""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"


def belongs_to_the_one_before(letter: str) -> bool:
    """Whether a code point is drawn with the one before it."""
    if letter.isascii():
        return False
    return (
        unicodedata.category(letter)[0] == "M"
        or letter in "\u200c\u200d"
        or "\u1160" <= letter <= "\u11ff"
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def letter_start(text: str, at: int) -> int:
    """Where the letter begins that the position `at` would cut; `at` where it cuts none."""
    while 0 < at < len(text) and (belongs_to_the_one_before(text[at]) or text[at - 1] == _JOINER):
        at -= 1
    return at


def letter_end(text: str, at: int) -> int:
    """Where the letter ends that the position `at` would cut; `at` where it cuts none."""
    while 0 < at < len(text) and (belongs_to_the_one_before(text[at]) or text[at - 1] == _JOINER):
        at += 1
    return at
