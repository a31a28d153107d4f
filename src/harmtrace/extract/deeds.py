"""Verbs of killing and destroying by an armed body, or by what it fires: "the army destroyed two trucks"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading

_DEEDS = (("damage", ("destroyed", "damaged"), "attack"), ("harm", ("ed",), "attack"), ("severing", (), "siege"))
"""The verbs, by class and value or feature, and the kind of attack that they tell."""
_BETWEEN = 3
"""So many auxiliaries and adverbs may stand between an armed body and what it did."""
_HELPERS = 4
"""So many words before a participle may tell its passive: "were partially or totally"."""
_ACTORS = ("actor", "adjective_actor", "delivery")
_RUINED = ("destroyed", "damaged")
_SUFFERER = 60
"""How far, in characters, from a word for damage what suffered it may stand."""
_OBJECT = 8
"""So many words after a verb are looked at for its object."""
_PHRASE_ENDS = ("break", "relative", "joint", "modal", "verb")
"""The words of clauses that end a noun phrase."""
_NAMES = 40
"""The longest name of an actor, in characters."""


def acts_of_force(reading: Reading, start: int, end: int) -> Iterator[Mention]:
    """The verbs that tell an attack by who did them to what, in `start:end`."""
    for klass, features, kind in _DEEDS:
        for verb in reading.of(klass, start, end, *features):
            subject = _subject(reading, start, verb.start)
            if subject is None or not _has_object(reading, verb.end, end):
                continue
            if klass == "severing" and not _is_way(reading, verb.end, end):
                continue
            if _is_armed(reading, subject) or (klass == "damage" and _is_fired(reading, subject)):
                burns = reading.is_a("burning", reading.folded[verb.start : verb.end])
                yield Mention(verb.start, verb.end, "attack", "demolition" if burns else kind, "verb")


def ruins(reading: Reading, start: int, end: int) -> Iterator[Mention]:
    """The words for damage that something suffered: "the clinic was levelled", "damage to the school"."""
    for verb in reading.of("damage", start, end, *_RUINED):
        before = reading.tokens_in(max(start, verb.start - _SUFFERER), verb.start)
        if _is_passive(before) and reading.any_of("target", before[0].start, verb.start):
            yield Mention(verb.start, verb.end, "ruin", "attack", "verb")
    for token in reading.tokens_in(start, end):
        if "ruin" in token.classes:
            after = reading.tokens_in(token.end, min(end, token.end + _SUFFERER))
            if after and after[0].word in ("to", "of") and reading.any_of("target", token.end, after[-1].end):
                yield Mention(token.start, token.end, "ruin", "attack", "verb")


def carries_out(reading: Reading, word: Mention, end: int) -> bool:
    """ "executed air strikes", "the raids were executed": what is done is an attack, and nobody is put to death."""
    first = reading.tokens_in(word.start, word.end)[:1]
    if not first or "executing" not in first[0].classes:
        return False
    after = object_words(reading, word.end, end)
    before = reading.tokens_in(max(0, word.start - _SUFFERER), word.start)
    done = before if _is_passive(before) else after
    if not done or any(token.start in reading.person_nouns for token in done):
        return False
    return reading.any_of("attack", done[0].start, done[-1].end, "noun")


def butchers(reading: Reading, word: Mention, end: int) -> bool:
    """ "slaughtered cattle": beasts are put to death."""
    return word.feature == "verb" and any(
        "animal" in t.classes for t in object_words(reading, word.end, end)[:_BETWEEN]
    )


def object_words(reading: Reading, at: int, end: int) -> Sequence[Token]:
    """The words after a verb that may be its object: up to the first that ends a noun phrase."""
    tokens = reading.tokens_in(at, min(end, at + _SUFFERER))[:_OBJECT]
    stop = next((place for place, token in enumerate(tokens) if _ends_phrase(reading, token)), len(tokens))
    return tokens[:stop]


def _ends_phrase(reading: Reading, token: Token) -> bool:
    if not token.is_word or not token.classes.isdisjoint(("be", "auxiliary", "say")):
        return True
    return reading.lexicon.value("clause", token.word) in _PHRASE_ENDS


def _is_passive(before: Sequence[Token]) -> bool:
    """Whether words end with "was", "have been" or "were badly"."""
    near = list(before[-_HELPERS:])
    while near and (near[-1].word.endswith("ly") or "joining" in near[-1].classes):
        near.pop()
    return bool(near) and "be" in near[-1].classes


def _subject(reading: Reading, start: int, at: int) -> Token | None:
    """The word right before a verb in the active voice, over its auxiliaries; that of the verb that it is joined to."""
    before = reading.tokens_in(max(start, at - _NAMES), at)[-_BETWEEN - 1 :]
    while before and "be" not in before[-1].classes and not before[-1].classes.isdisjoint(("auxiliary", "skipped")):
        before.pop()
    if before and "joining" in before[-1].classes:
        return _opening_body(reading, start, before[-1].start)
    return before[-1] if before and before[-1].is_word else None


def _opening_body(reading: Reading, start: int, end: int) -> Token | None:
    """ "Troops entered the village and burned 40 houses": the armed body that the verb before the joint is of."""
    words = reading.tokens_in(start, end)
    for word, after in pairwise(words):
        if "agent_head" in word.classes and reading.lexicon.value("clause", after.word) not in _PHRASE_ENDS[:3]:
            return word if after.word.endswith("ed") or _acts(reading, after) else None
    return None


def _acts(reading: Reading, word: Token) -> bool:
    """Whether a word is a verb of what somebody did."""
    helps = not word.classes.isdisjoint(("auxiliary", "hit_verb"))
    return helps or reading.lexicon.value("clause", word.word) == "verb"


def party_before(reading: Reading, start: int, at: int, *, fired: bool = False) -> Token | None:
    """The last word of the armed body, or of the state, that is the subject of a verb: "and Israel struck".

    With `fired`, what an armed body fires stands for it: "while artillery shelled".
    """
    subject = _subject(reading, start, at)
    if subject is None or _is_armed(reading, subject) or (fired and _is_fired(reading, subject)):
        return subject
    states = reading.of("country_actor", subject.end - _NAMES, subject.end)
    return subject if any(state.end == subject.end for state in states) else None


def _is_armed(reading: Reading, word: Token) -> bool:
    """Whether a word ends the name of an armed body."""
    if "agent_head" in word.classes:
        return True
    named = (m for klass in _ACTORS for m in reading.of(klass, word.end - _NAMES, word.end))
    return any(mention.end == word.end for mention in named)


def _is_fired(reading: Reading, word: Token) -> bool:
    """ "a missile destroyed", "shrapnel damaged": what is fired, or what flies from it."""
    if "fragment" in word.classes:
        return True
    named = reading.of("weapon", word.end - _NAMES, word.end, "munition", "charge")
    return any(mention.end == word.end for mention in named)


def _is_way(reading: Reading, at: int, end: int) -> bool:
    """ "severed the only road into Sake": whether a way in is the object."""
    following = object_words(reading, at, end)
    return any(not token.classes.isdisjoint(("way", "way_in")) for token in following)


def _has_object(reading: Reading, at: int, end: int) -> bool:
    """Whether something follows that it was done to: no preposition, mark or conjunction."""
    following = reading.tokens_in(at, end)[:1]
    return bool(following) and following[0].is_word and following[0].classes.isdisjoint(("function", "clause"))
