"""Which word a date or place hangs on: one that tells an event, one of saying, or one of what came afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading

Governor = Literal["event", "telling", "afterwards", "meeting"]
_REACH = 90
"""How far, in characters, before a date or place the word that it hangs on may stand."""


def governor_of(reading: Reading, start: int, at: int) -> Governor | None:
    """What the date or place at `at` hangs on, in the stretch from `start`; None where nothing is near.

    The nearest verb or noun before it decides: "said nine were killed on Monday" tells when they
    were killed, "told reporters in Kabul on Monday" where and when it was told.
    """
    first = max(start, at - _REACH)
    told = [*reading.of("attack", first, at), *(m for m in reading.of("harm", first, at) if not _in_a_toll(reading, m))]
    nearest = max((mention.start for mention in told), default=-1)
    says = {verb.end: verb for verb in reading.of("say", first, at)}
    tokens = reading.tokens_in(first, at)
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token.start <= nearest or "happening" in token.classes:
            return "event"
        if not token.is_word or not token.classes.isdisjoint(("governor_limit", "auxiliary")):
            return None
        if not token.classes.isdisjoint(_KINDS):
            kind = next(_KINDS[klass] for klass in _KINDS if klass in token.classes)
            if "gathering" in token.classes and _is_attacked(tokens[:place], nearest):
                return "event"
            if "accusing" in token.classes and any("charge_link" in after.classes for after in tokens[place + 1 :]):
                return "event"  # "accused Kyiv of sending drones on Monday"
            return None if _is_about(tokens, place) else kind
        if "reigning" in token.classes and place and "place_link" in tokens[place - 1].classes:
            return "afterwards"  # "in power since 1963"
        if token.end in says and "number_verb" not in token.classes:
            return "telling" if _may_be_of_saying(tokens, place, says[token.end]) else "event"
    return None


_OTHER_VERBS = ("other_act", "governor_limit", "auxiliary", "be", "utterance", "accusing")
_KINDS: dict[str, Governor] = {
    "utterance": "telling",
    "accusing": "telling",
    "meeting": "meeting",
    "afterwards": "afterwards",
}


def _is_attacked(before: Sequence[Token], told: int) -> bool:
    """Whether an attack is what befell those gathered: "hit a funeral hall", "killed at a rally"."""
    if told < 0:
        return False
    between = [token for token in before if token.start >= told][1:]
    return all(token.is_word and token.classes.isdisjoint(_OTHER_VERBS) for token in between)


def _in_a_toll(reading: Reading, harm: Mention) -> bool:
    """ "A monitor said in a new toll on Sunday": the count is how it was told."""
    if harm.feature != "toll":
        return False
    before = reading.tokens_in(max(0, harm.start - 30), harm.start)[-3:]
    new = any("article" in token.classes or reading.is_a("det", token.word, "possessive") for token in before)
    return new and any("place_link" in token.classes for token in before)


def _is_about(tokens: Sequence[Token], place: int) -> bool:
    """ "Reports of shelling in Hass": what follows is told of, unless it is the date or place itself."""
    return place + 2 < len(tokens) and "about" in tokens[place + 1].classes


def _may_be_of_saying(tokens: Sequence[Token], place: int, verb: Mention) -> bool:
    """Whether no subject of what is said, and no passive, keeps the date from the verb of saying.

    "Residents said jets on Monday struck" and "strikes were reported on Monday" tell when jets struck.
    """
    before = [token for token in tokens if token.start < verb.start and token.word != "also"][-1:]
    if before and not before[0].classes.isdisjoint(("be", "article", "det")):
        return False
    after = tokens[place + 1 :][:1]
    linked = not after or "telling" in tokens[place].classes
    return linked or not after[0].classes.isdisjoint(("placing", "aboard", "hit_link"))
