"""Small words and marks that stand in the names of those who speak."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.lexicon import Token


def is_accredited(tokens: Sequence[Token], index: int) -> bool:
    """The "to" of "the British ambassador to the United Nations"."""
    return index > 0 and "leading_in" in tokens[index].classes and "accredited" in tokens[index - 1].classes


def name_follows(tokens: Sequence[Token], index: int) -> bool:
    """Whether a preposition links a name to the words before it: "ministry of Health"."""
    after = tokens[index + 1 : index + 3]
    return tokens[index].word in ("of", "for", "at", "in") and any(token.capital for token in after)


def full_stop_in_name(tokens: Sequence[Token], index: int) -> bool:
    """The full stop of "Dr. Amin", "U.S. forces"."""
    before = tokens[index - 1] if index else None
    return tokens[index].text == "." and before is not None and before.capital and len(before.text) <= 3
