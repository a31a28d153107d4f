"""What is said: whether something is, and where it begins and ends in its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.languages.teller_phrases import PAUSES, TellerPhrase, is_verb
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.utterances import end_of

CONTENT_REACH = 16
"""So many words behind a speaker "that" may stand: "said the minister to the agency on Monday that"."""
PUBLISHED_REACH = 8
"""So many words behind who publishes what is published stands: "published a video"."""
CLOSING = '»“”")]'
"""Marks that close a quotation or aside."""
_ASIDE = 6
"""So many words and no act or clause among them are no news."""
_MARKS = " ،,:؛;\n"


def has_content(cue: Mention, tokens: Sequence[Token], place: int, phrase: TellerPhrase | None) -> bool:
    """Whether what is recorded or published is news, and not "registered voters" or "published troops"."""
    near = tokens[place : place + PUBLISHED_REACH]
    if cue.klass == "appeal" and cue.value == "of":
        return bool(near) and "asked_of" in near[0].classes
    if cue.value == "send":
        return any("call_noun" in token.classes for token in near[:2])
    if cue.value == "blame":  # a verb that is written like "carried"
        return any("responsibility" in token.classes for token in tokens[place : place + CONTENT_REACH])
    if cue.value == "reply" and phrase is None:
        return False  # "it was reported that"
    if cue.value in ("clear", "reply"):  # verbs that are written like "between" and "was received"
        return bool(near) and "complementiser" in near[0].classes
    if cue.value == "publish":
        return any(map(is_published, near))
    if cue.value == "record":
        return phrase is not None or any("complementiser" in t.classes or "told_noun" in t.classes for t in near[:3])
    return True


def is_published(token: Token) -> bool:
    """Whether a word is what is published, or opens it."""
    return not token.classes.isdisjoint(("published", "complementiser"))


def is_aside(reading: Reading, start: int, end: int) -> bool:
    """Whether only where somebody speaks follows: "the media cell announces in the operations of western Anbar"."""
    tokens = reading.tokens_in(start, end)
    if any("complementiser" in token.classes for token in reading.tokens_in(start - _ASIDE, start)[-1:]):
        return False  # "they say that there are"
    if not tokens or len(tokens) > _ASIDE or "in_word" not in tokens[0].classes:
        return False
    told = any("told_noun" in token.classes or not token.is_word for token in tokens)
    return not (told or _acts(reading, start, end))


def _acts(reading: Reading, start: int, end: int) -> bool:
    return any(reading.any_of(klass, start, end) for klass in ("attack", "harm", "label", "deed"))


def content(reading: Reading, sentence: Sentence, place: int) -> tuple[int, int]:
    """What is said: behind "that", a colon or an opening quotation mark, else behind the speaker."""
    tokens = sentence.tokens
    end = end_of(sentence, reading)
    if place >= len(tokens):
        return end, end
    start = tokens[place].start
    described = "relative" in tokens[place].classes  # "a source who asked not to be named said that"
    for at, token in enumerate(tokens[place : place + CONTENT_REACH], place):
        if "complementiser" in token.classes:
            start = token.start if reading.is_a("complementiser", token.word, "own") else token.end
            break
        if token.text == ":":
            start = token.end
            break
        if token.text in '«"“„' or "told_noun" in token.classes or (is_verb(reading, tokens, at) and not described):
            break
    while start < end and reading.text[start] in _MARKS:
        start += 1
    return start, max(start, _until_but(tokens, start, end))


def _until_but(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where "but" begins the text's own words again behind a quotation: "said it was “a depot”, but"."""
    for quote, pause, joint in zip(tokens, tokens[1:], tokens[2:], strict=False):
        closes = quote.start > start and quote.text in CLOSING and pause.text in PAUSES
        if closes and joint.start < end and "contrast" in joint.classes:
            return pause.start
    return end
