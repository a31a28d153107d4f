"""One person told by a pronoun alone, where a verb of harm stands beside it: "wounding another", "a third died"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from harmtrace.extract.lexicon import Token
from harmtrace.extract.named import follows_harm
from harmtrace.extract.reading import Reading

_HURT = ("ed", "intransitive", "adjective")
_PASSIVE = ("be", "perfect", "skipped")
_VERB_REACH = 4
"""So many auxiliaries and adverbs may stand between the pronoun and its verb."""


def pronoun_end(reading: Reading, tokens: Sequence[Token], at: int, ordinals: Collection[int]) -> int | None:
    """The token after a pronoun for one person that begins at `at`, or None where none does."""
    end = at + 1
    ordinal = False
    if not reading.is_a("det", tokens[at].word, "another"):
        if "article" not in tokens[at].classes or end >= len(tokens) or tokens[end].start not in ordinals:
            return None
        end, ordinal = end + 1, True
    return end if _is_hurt(reading, tokens, end) or _closes(reading, tokens, at, end, ordinal) else None


def _is_hurt(reading: Reading, tokens: Sequence[Token], end: int) -> bool:
    """Whether a verb of harm follows: "a third was wounded", "another went missing"."""
    for token in tokens[end : end + _VERB_REACH]:
        hurt = [harm for harm in reading.starting("harm", token.start) if harm.feature in _HURT]
        if hurt:
            following = reading.tokens_in(hurt[0].end, hurt[0].end + 2)[:1]
            return not any(after.start in reading.person_nouns for after in following)  # "another wounded child"
        if token.classes.isdisjoint(_PASSIVE):
            return False
    return False


def _closes(reading: Reading, tokens: Sequence[Token], at: int, end: int, ordinal: bool) -> bool:
    """Whether an active verb of harm goes before and no noun follows: "killing a nurse and wounding another".

    An ordinal closes the clause, so that "launching a second or third raid" is left.
    """
    if not at or not follows_harm(reading, tokens, at):
        return False
    return end >= len(tokens) or not tokens[end].is_word or ("function" in tokens[end].classes and not ordinal)
