"""Who a verb of saying has for its subject before it, and whose words a document holds that is cited."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.languages.teller_phrases import (
    HEADS,
    NAMES,
    PAUSES,
    Ends,
    TellerPhrase,
    is_somebody,
    past_date,
    phrase_behind,
    place_of,
    tells,
)
from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading, Sentence

_LONGEST_NAME = 4
"""So many words has a person's name."""
_TELLERS = ("body", "role", "unnamed", "quantifier", "own")
"""Classes of words that begin who speaks, and no document."""
_DOCUMENTS = 5
"""So many words may stand between "a statement" and whose it is: "issued by"."""


def past_object(reading: Reading, tokens: Sequence[Token], at: int, ends: Ends) -> int:
    """The place past an act that stands before who claims or denies it: "claimed the raid the Banner group"."""
    if at >= len(tokens) or "definite" not in tokens[at].classes or tokens[at].classes.isdisjoint(ends.classes):
        return at
    for place in range(at + 1, min(at + 1 + _DOCUMENTS, len(tokens))):
        if not tokens[place].is_word:
            return at
        if not tokens[place].classes.isdisjoint(_TELLERS) or tokens[place].start in reading.starts_of(*NAMES):
            return place
    return at


def phrase_ahead(
    reading: Reading, tokens: Sequence[Token], first: int, at: int, loose: bool = False
) -> TellerPhrase | None:
    """The subject that fills the clause from `tokens[first]` up to the verb at `tokens[at]`, or None."""
    end = at
    while end > first and "already" in tokens[end - 1].classes:
        end -= 1
    was = next((place for place in range(first, end) if "auxiliary" in tokens[place].classes), None)
    while end > first and "auxiliary" in tokens[end - 1].classes:
        end -= 1
    first = was + 1 if was is not None and was + 1 < end else _past_joint(tokens, first)
    first = past_date(reading, tokens, first)
    if first >= end:
        return None
    phrase = phrase_behind(reading, tokens[:end], first)
    known = phrase is not None and is_somebody(reading, phrase.tokens[0])
    if phrase is not None and known and (phrase.after == end or "generic" not in phrase.tokens[0].classes):
        return phrase
    for place in range(end - 1, first, -1):
        if is_somebody(reading, tokens[place]) and not tokens[place].classes.isdisjoint(HEADS):
            near = phrase_behind(reading, tokens[:end], place)
            return near if near is not None and (near.after == end or loose) else None
    if loose:
        return None
    named = phrase is not None and phrase.after == end and 1 < len(phrase.tokens) <= _LONGEST_NAME
    if phrase is None or not named or _is_a_date(reading, phrase):
        return None
    return None if tells(reading, phrase.tokens) else phrase


def _is_a_date(reading: Reading, phrase: TellerPhrase) -> bool:
    """Whether a date reaches into what would be a name: "on the morning of 30 September it was reported"."""
    return any(date.end > phrase.start for date in reading.dates.before(phrase.end, 1))


def apart(reading: Reading, tokens: Sequence[Token], first: int, at: int) -> TellerPhrase | None:
    """A subject that what is said of it between commas parts from its verb: "Omar Taha, the mayor, said"."""
    pauses = [place for place in range(first, at) if tokens[place].text in PAUSES]
    if len(pauses) < 2 or pauses[-1] != at - 1:
        return None
    end = pauses[-2]
    start = _past_joint(tokens, pauses[-3] + 1 if len(pauses) > 2 else first)
    phrase = phrase_behind(reading, tokens[:end], start) if start < end else None
    if phrase is None or phrase.after != end or tells(reading, phrase.tokens):
        return None
    known = is_somebody(reading, phrase.tokens[0]) or 1 < len(phrase.tokens) <= _LONGEST_NAME
    return TellerPhrase(phrase.tokens, at) if known else None


def topic_of(reading: Reading, tokens: Sequence[Token], joint: int) -> TellerPhrase | None:
    """ "As for the movement, it said": who is named as a topic before the verb that a joint parts from it."""
    topic = next((place for place in range(joint - 1, -1, -1) if "as_for" in tokens[place].classes), None)
    phrase = phrase_behind(reading, tokens[:joint], topic + 1) if topic is not None else None
    return phrase if phrase is not None and phrase.after == joint else None


def told_around(reading: Reading, sentence: Sentence, at: int, phrase: TellerPhrase | None) -> tuple[int, int] | None:
    """ "Two people were killed, say witnesses, when the patrol fired": the sentence in whose midst somebody speaks."""
    tokens = sentence.tokens
    if phrase is None or not at or tokens[at - 1].text not in PAUSES or phrase.start < tokens[at].start:
        return None
    told = any(reading.any_of(klass, sentence.start, phrase.start) for klass in ("attack", "harm"))
    behind = place_of(tokens, phrase.end)
    if behind >= len(tokens) or tokens[behind].text not in PAUSES or not told:
        return None
    rest = tokens[behind + 1 : behind + 2]
    linked = any(not token.classes.isdisjoint(("complementiser", "that_word")) for token in rest)
    return None if linked or not rest else (sentence.start, sentence.end)


def past_document(reading: Reading, tokens: Sequence[Token], place: int) -> TellerPhrase | None:
    """Whose words or numbers are cited: "figures of the ministry", "a statement issued by the council"."""
    first = tokens[place]
    if "record" not in first.classes and "data" not in first.classes:
        return None
    for at in range(place + 1, min(place + 1 + _DOCUMENTS, len(tokens))):
        if not tokens[at].is_word:
            return None
        kinds = _TELLERS if "preposition" in tokens[at - 1].classes else ("body", "definite")
        known = not tokens[at].classes.isdisjoint(kinds) or tokens[at].start in reading.starts_of(*NAMES)
        if known and "record" not in tokens[at].classes:
            return phrase_behind(reading, tokens, at)
    return None


def _past_joint(tokens: Sequence[Token], place: int) -> int:
    """The place past "and", "while" and marks at the head of a clause."""
    joints = ("conjunction", "clause", "complementiser")
    while place < len(tokens) and (not tokens[place].is_word or not tokens[place].classes.isdisjoint(joints)):
        place += 1
    return place
