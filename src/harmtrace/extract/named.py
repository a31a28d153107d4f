"""People told by their names alone, where a verb of harm stands beside the name."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading

_NO_NAMES = frozenset(
    "stopname function be say harm attack weapon target nationality military_head det person who civilian"
    " fighter actor body_word unknown_agent adjective_actor country_actor".split()
)
"""A word of these classes is no part of a person's name."""
_LEADING = frozenset("function be say harm person who civilian fighter honorific also skipped".split())
"""A word before a name is of these classes."""
_SHORTEST, _LONGEST = 2, 5
"""So many words make a name."""
_PASSIVE_REACH, _REACH = 4, 12
"""So many words may stand between a name and "was killed", and between it and "who lived there died"."""
_LIST_REACH = 10
"""So many words back a list of names may follow the people it names."""
_HARM_REACH = 24
"""How far, in characters, before a name the words for the harm may begin."""
_ACTOR_REACH = 30
"""How far, in characters, beyond a name the name of an actor that it is part of may reach."""
_BEFORE = ("ed", "gerund", "base", "object")


def victims_by_name(reading: Reading, tokens: Sequence[Token]) -> dict[int, int]:
    """Where each name beside a verb of harm begins and ends, by its tokens: "Omar Sallum was shot dead"."""
    names: list[tuple[int, int]] = []
    past = 0
    for at in [place for place, token in enumerate(tokens) if token.capital]:
        if at < past:
            continue
        past = end = _name_end(tokens, at)
        if _SHORTEST <= end - at <= _LONGEST:
            names.append((at, end))
    found: dict[int, int] = {}
    for at, end in reversed(names):
        joined = end < len(tokens) and tokens[end].word == "and" and end + 1 in found
        if (joined or _is_hurt(reading, tokens, at, end)) and _is_free(reading, tokens, at, end):
            found[at] = end
    return found


def _name_end(tokens: Sequence[Token], at: int) -> int:
    """The token after the capitalised words that begin at `at`; `at` itself where none do."""
    end = at
    while (
        end < len(tokens) and tokens[end].capital and tokens[end].is_word and tokens[end].classes.isdisjoint(_NO_NAMES)
    ):
        end += 1
    return end


def _is_hurt(reading: Reading, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a verb of harm follows, or an active one goes before."""
    after = tokens[end : end + _REACH]
    if after and not after[0].classes.isdisjoint(("say", "telling")):
        return False
    if at and not tokens[at - 1].capital and follows_harm(reading, tokens, at):
        return True
    if not after:
        return False
    if "relative" in after[0].classes or after[0].text in (",", "("):
        return _dies(reading, after)
    passive = "be" in after[0].classes and any(_harms(reading, token, "ed") for token in after[1:_PASSIVE_REACH])
    return passive or bool(_harms(reading, after[0], "intransitive"))


def _names_people(reading: Reading, before: Sequence[Token]) -> bool:
    """Whether names say who was counted: "two drivers, Hassan Sayed and Murad Bakkour, died"."""
    commas = [place for place, token in enumerate(before) if place and token.text == ","]
    return any(before[place - 1].start in reading.person_nouns for place in commas)


def _dies(reading: Reading, after: Sequence[Token]) -> bool:
    """Whether the verb of a death follows an aside on the name, and no number that is its subject."""
    verb = next((token for token in after[1:] if _harms(reading, token, "intransitive")), None)
    if verb is None:
        return False
    return not any(item.kind == "count" for item in reading.quantities_in(after[0].end, verb.start))


def follows_harm(reading: Reading, tokens: Sequence[Token], at: int) -> bool:
    """Whether an active verb of harm, or a noun with "of", ends right before a token."""
    last = tokens[at - 1]
    ending = [m for m in reading.of("harm", max(0, last.start - _HARM_REACH), last.end) if m.end == last.end]
    active = at < 2 or "be" not in tokens[at - 2].classes
    return active and any(harm.feature in _BEFORE for harm in ending)


def _harms(reading: Reading, token: Token, feature: str) -> list[Mention]:
    return [harm for harm in reading.starting("harm", token.start) if harm.feature == feature]


def _is_free(reading: Reading, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether no place, actor or number has these words."""
    start, stop = tokens[at].start, tokens[end - 1].end
    if at and tokens[at - 1].is_word and tokens[at - 1].classes.isdisjoint(_LEADING):
        return False  # "the organisation Dar Relief"
    if at and tokens[at - 1].word in (",", "and") and _names_people(reading, tokens[max(0, at - _LIST_REACH) : at]):
        return False
    if reading.places.beginning_in(start, stop) or reading.quantities_in(start, stop):
        return False
    actors = reading.of("actor", max(0, start - _ACTOR_REACH), stop + _ACTOR_REACH)
    return not any(actor.start < stop and start < actor.end for actor in actors)
