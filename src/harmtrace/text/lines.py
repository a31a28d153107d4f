"""The lines of a text, also of one that has lost its line ends."""

from __future__ import annotations

import re
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\u2028\u2029]+")
_GAP = re.compile(r"[^\S\n]{2,}(?=[\"'“‘(\[]?[^\W_a-z])")
"""Where a flat text had a line end: two spaces or more, and what follows begins like a sentence."""


def is_flat(text: str) -> bool:
    """Whether a text has no line ends of its own, so that wide gaps stand for them."""
    return "\n" not in text.strip()


def line_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines of `text` that hold more than space, without the space around them.

    In a text without any line end, wide gaps before a capital, figure or bracket part the lines: the form in which
    some collections keep articles.
    """
    spans = []
    if is_flat(text):
        edges = [0, *(gap.end() for gap in _GAP.finditer(text)), len(text)]
        pieces = list(pairwise(edges))
    else:
        pieces = [match.span() for match in _LINE.finditer(text)]
    for start, end in pieces:
        words = text[start:end].strip()
        if words:
            first = start + text[start:end].index(words[0])
            spans.append((first, first + len(words)))
    return spans
