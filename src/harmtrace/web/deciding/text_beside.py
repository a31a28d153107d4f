"""From a document's text and the claim under review to HTML in which words can be chosen.

The pieces are no links: words of a link cannot be chosen by dragging. The characters of the element are those of the
text, so that a choice in it can be told as offsets into the canonical text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from harmtrace.model.letters import letter_end, letter_start

Span = tuple[int, int]


def beside(text: str, here: Sequence[Span], slots: Sequence[tuple[Span, str]], others: Iterable[Span]) -> Markup:
    """The text with what a claim rests on (`here`), the words of its slots, and what other claims rest on."""
    whole = [_letters(text, span) for span in here]
    valued = [(_letters(text, span), name) for span, name in slots]
    rest = [_letters(text, span) for span in others]
    edges = {edge for span in (*whole, *(span for span, _name in valued), *rest) for edge in span}
    pieces = []
    for start, end in pairwise(sorted({0, len(text), *edges})):
        words = text[start:end]
        names = [name for span, name in valued if _covers(span, start, end)]
        if names:
            title = ", ".join(dict.fromkeys(names))
            pieces.append(Markup('<mark class="slot" title="{}">{}</mark>').format(title, words))
        elif any(_covers(span, start, end) for span in whole):
            pieces.append(Markup('<mark class="here">{}</mark>').format(words))
        elif any(_covers(span, start, end) for span in rest):
            pieces.append(Markup('<span class="other">{}</span>').format(words))
        else:
            pieces.append(escape(words))
    return Markup("").join(pieces)


def found_in(text: str, words: str, near: int) -> Span | None:
    """Where typed words stand in the text: the place nearest to `near`; None where they do not stand there.

    White space is taken as it comes: a quotation that was typed need not keep the line ends of the text.
    """
    parts = words.split()
    if not parts:
        return None
    found: list[Span] = []
    at = text.find(parts[0])
    while at >= 0:
        end = _matched(text, at, parts)
        if end is not None:
            found.append((at, end))
        at = text.find(parts[0], at + 1)
    return min(found, key=lambda span: abs(span[0] - near), default=None)


def _matched(text: str, at: int, parts: Sequence[str]) -> int | None:
    """Where the parts end that stand from `at` on with nothing but white space between them."""
    for number, part in enumerate(parts):
        if number:
            before = at
            while at < len(text) and text[at].isspace():
                at += 1
            if at == before:
                return None
        if not text.startswith(part, at):
            return None
        at += len(part)
    return at


def _letters(text: str, span: Span) -> Span:
    return letter_start(text, span[0]), letter_end(text, span[1])


def _covers(span: Span, start: int, end: int) -> bool:
    return span[0] <= start and end <= span[1]
