"""What a word beside others is by its looks and classes alone, for the chunks of a clause."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.lexicon import Token

_ACTING = ("agent_head", "person", "who")
"""Classes of nouns for those who are at something."""
_TITLE = 3
"""A full stop after so few letters with a capital ends no clause ("U.S. forces")."""


def bears(tokens: Sequence[Token], place: int) -> bool:
    """ "men armed with knives", and not "armed men"."""
    following = tokens[place + 1 : place + 2]
    return any("kin_joint" in word.classes for word in following)


def hits(token: Token) -> bool:
    """ "targeted populated villages": whether what follows in -ed describes what was hit."""
    return not token.classes.isdisjoint(("attack", "hit_verb"))


def is_within_name(tokens: Sequence[Token], place: int) -> bool:
    """ "Pyu Saw Htee militia": whether a verb form with a capital stands between two words with one."""
    around = (*tokens[place - 1 : place], *tokens[place + 1 : place + 2])
    return len(around) == 2 and all(word.capital and word.text.isalpha() and not word.classes for word in around)


def is_busy(token: Token) -> bool:
    """ "jets chasing bandits", "farmers picking onions": whether what follows in -ing is what somebody does."""
    plural = token.word.endswith(("s", "men")) and not token.word.endswith("ss")
    if token.capital or token.classes.isdisjoint(_ACTING):
        return False
    return plural or "delivery" in token.classes


def may_act(token: Token) -> bool:
    """Whether a noun may be a subject: "the army plans", and not "Turkish strikes"."""
    return "adjective_actor" not in token.classes or "agent_head" in token.classes


def stands_in_phrase(tokens: Sequence[Token], place: int) -> bool:
    """Whether a mark ends nothing: the full stop of "U.S. forces", the marks of "5:30" and "35,000"."""
    before, after = (tokens[place - 1] if place else None), (tokens[place + 1] if place + 1 < len(tokens) else None)
    if before is None or after is None:
        return False
    if tokens[place].text in "-/":
        return before.end == tokens[place].start and tokens[place].end == after.start
    if tokens[place].text == ".":
        return before.capital and len(before.text) <= _TITLE
    numbers = before.text[-1].isdigit() and after.text[0].isdigit() and after.start == before.end + 1
    return tokens[place].text in ":," and numbers


def closes(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb form before a name is one: "shelled Kobo"."""
    return place + 1 < len(tokens) and tokens[place + 1].capital
