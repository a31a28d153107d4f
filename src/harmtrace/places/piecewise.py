"""From a text to the folded text, piece by piece: words that were folded in one text are not folded again in the next.

No rule of folding looks further than a piece, so that the folded pieces together are the folded text.
"""

from __future__ import annotations

from harmtrace.places.folding import Folded, fold
from harmtrace.vocab.pieces import Memory, pieces_of

_pieces = Memory(lambda piece: fold(piece).text)


def fold_text(raw: str) -> Folded:
    """The text as `fold` folds it."""
    text = "".join(_pieces.of_each(pieces_of(raw)[0]))
    # Where characters were dropped, it must be known which.
    return Folded(text, raw, ()) if len(text) == len(raw) else fold(raw)
