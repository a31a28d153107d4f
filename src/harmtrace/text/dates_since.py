"""What a date belongs to: what "since" counts from, the outbreak of the war of a text, and what was said on a day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from harmtrace.text.dates_calendar import Period
from harmtrace.vocab.phrases import Match
from harmtrace.vocab.tokens import Classes, Tokens

_APOSTROPHES = "'’"
_SINCE_REACH = {"near": 0, "far": 14}
"""So many words may stand between "since" and the date of what it names; a table may give another number."""
_WAR_REACH = 10
"""So many words before the date of its outbreak a war may be named."""
_PERFECT_REACH = 12
"""So many words from a duration the verb may stand that it belongs to."""
_FLARED_REACH = 3
"""So many words after the date of a war's outbreak the verb may stand that counts from it."""
_DATED_REACH = 8
"""So many words after "since the war began" its date may stand."""
_TOLD_REACH = 5
"""So many words before the date of a statement its verb of saying may stand."""
_SMALL = ("on", "at", "article", "the", "said_to")
_NO_DATES = ("time", "vague", "present", "war", "war_spell")


class Wars:
    """What a text says of when its war began.

    `counted` are the starts of the mentions that count from then, `spells` of those among them that are
    no date unless it is known ("the five-year war").
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._years: set[int] = set()
        self._narrowest: Period | None = None
        self.counted: set[int] = set()
        self.spells: set[int] = set()

    @property
    def began(self) -> datetime.date | None:
        """The day, or the first of the month or year, in which the war began; None where the text tells of several."""
        return self._narrowest.start if self._narrowest is not None and len(self._years) == 1 else None

    def learn(self, match: Match, period: Period | None, start: int, *, counted: bool) -> None:
        """Keep what a match says: that a war began in a period, or that the mention at `start` counts from then."""
        if match.rule.row["meaning"] in ("war", "war_spell"):
            self.counted.add(start)
            if match.rule.row["meaning"] == "war_spell":
                self.spells.add(start)
        elif (
            period is not None and period.basis == "explicit" and _names_war(self._tokens, match.first, counted=counted)
        ):
            self._years.add(period.start.year)
            known = self._narrowest
            if known is None or period.end - period.start < known.end - known.start:
                self._narrowest = period

    def counts_from(self, text: str, match: Match, after: Match | None, told_until: int) -> bool:
        """Whether "the war began" is what "since" reaches, and no date of it follows."""
        return since_before(text, self._tokens, match.first, told_until) and not self._dated(match, after)

    def _dated(self, match: Match, after: Match | None) -> bool:
        """Whether the date of the outbreak follows: "since the conflict began with protests in March 2011"."""
        if after is None or after.first - match.last > _DATED_REACH or after.rule.row["meaning"] in _NO_DATES:
            return False
        between = self._tokens.classes[match.last : after.first]
        return all("dash" in classes or "mark" not in classes for classes in between)


def _names_war(tokens: Tokens, first: int, classes_of_wars: Sequence[str] = ("war",), *, counted: bool) -> bool:
    """Whether a war is named before the date at `first`, which is counted from or that of its outbreak."""
    if not counted and not _breaks_out(tokens, first):
        return False
    for classes in reversed(tokens.classes[max(0, first - _WAR_REACH) : first]):
        if "stop" in classes or "line" in classes:
            return False
        if any(name in classes for name in classes_of_wars):
            return True
    return False


def _breaks_out(tokens: Tokens, first: int) -> bool:
    """Whether a word such as "erupted" stands before the date, with a preposition at most between them."""
    before = tokens.classes[max(0, first - 2) : first]
    return any("outbreak" in classes for classes in before) and "stop" not in before[-1]


def flared(tokens: Tokens, first: int, last: int) -> bool:
    """Whether what was done is counted from a date: "the conflict, which flared in May 2011, has killed …"."""
    if not _names_war(tokens, first, ("war", "incident"), counted=False):
        return False
    after = tokens.classes[last : last + _FLARED_REACH]
    return any("perfect" in classes for classes in after) and not any("stop" in classes for classes in after)


def is_perfect(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the verb of a duration is one that lasts until now: "has been besieged for three years"."""
    before = reversed(tokens.classes[max(0, first - _PERFECT_REACH) : first])
    for near in (before, tokens.classes[last : last + _PERFECT_REACH]):
        for classes in near:
            if "stop" in classes or "line" in classes:
                break
            if "perfect" in classes:
                return True
    return False


def since_before(text: str, tokens: Tokens, first: int, told_until: int) -> bool:
    """Whether the date ends a phrase such as "since the conflict began in 2011", with no date before it."""
    for at in range(first - 1, max(0, first - _SINCE_REACH["far"]) - 1, -1):
        classes = tokens.classes[at]
        joins = "dash" in classes or text[tokens.starts[at]] in _APOSTROPHES
        if ("mark" in classes and not joins) or "line" in classes or tokens.starts[at] < told_until:
            return False
        if "since" in classes and first - at <= _reach(str(classes["since"])):
            return True
    return False


def _reach(said: str) -> int:
    return int(said) if said.isdecimal() else _SINCE_REACH[said]


def is_of_telling(tokens: Tokens, match: Match) -> bool:
    """Whether a date is that of a statement: "police said on Friday", "told reporters in Kabul on Friday"."""
    if "saying" in _at(tokens, match.last):
        return True
    for at in range(match.first - 1, max(0, match.first - _TOLD_REACH) - 1, -1):
        classes = tokens.classes[at]
        if "saying" in classes:
            return classes["saying"] == "to" or all(
                _is_small(between) for between in tokens.classes[at + 1 : match.first]
            )
        if "mark" in classes or "line" in classes:
            return False
    return False


def _at(tokens: Tokens, place: int) -> Classes:
    return tokens.classes[place] if place < len(tokens.classes) else {}


def _is_small(classes: Classes) -> bool:
    return any(name in classes for name in _SMALL)
