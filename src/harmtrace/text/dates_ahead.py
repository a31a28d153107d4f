"""Whether what counts from the day of a text looks ahead, back, or only says how long something took."""

from __future__ import annotations

from harmtrace.model.immutable import replace
from harmtrace.text.dates_since import is_perfect
from harmtrace.vocab.phrases import Match
from harmtrace.vocab.tokens import Tokens

_AHEAD_REACH = 6
"""So many words may stand between "will" and the day of the week."""
_SPELL_FOR = "spell_for"
"""The rule for "for three years"."""


def told_ahead(tokens: Tokens, match: Match) -> Match:
    """A day of the week that is scheduled ("will start on Thursday") is the next one; "took in four days" is past."""
    if match.rule.row["meaning"] == "coming" and not _is_ahead(tokens, match.first):
        return replace(match, values={**match.values, "perfect": 1})
    if match.rule.row["meaning"] != "weekday" or "direction" in match.values:
        return match
    if _is_ahead(tokens, match.first):
        return replace(match, values={**match.values, "direction": 1})
    return match


def is_duration(tokens: Tokens, match: Match) -> bool:
    """Whether "in four days", "for three years" names the time that something took, and not when it was.

    It ends with the reference where it is told in the perfect ("has been besieged for three years").
    """
    if match.rule.row["meaning"] == "coming":
        return not (_is_ahead(tokens, match.first) or is_perfect(tokens, match.first, match.last))
    return match.rule.name == _SPELL_FOR and not is_perfect(tokens, match.first, match.last)


def _is_ahead(tokens: Tokens, first: int) -> bool:
    for classes in reversed(tokens.classes[max(0, first - _AHEAD_REACH) : first]):
        if "mark" in classes or "line" in classes:
            return False
        if "ahead" in classes:
            return True
    return False
