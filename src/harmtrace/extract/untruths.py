"""What is said to be untrue: "that figure is wrong", "called the reports fiction", "branded claims that … a lie"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.attribution import Voices
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Sentence
from harmtrace.model.attribution import Attribution
from harmtrace.model.claim import ResponseType

Untrue = tuple[ResponseType, SpeakerPhrase, Attribution, int, int]
"""How somebody answers, who, in which chain, and where what is answered begins and ends."""
_PREDICATE = 8
"""So many words after a figure its "is not correct" may stand."""
_CALLED = 3
"""So many words after "called the story" its "pure fiction" takes up."""
_VERDICT = 5
"""So many of the last words of a sentence call what goes before "a lie without any basis"."""
_FALSE = ("untrue", "untruth")
_ANSWERED = ("figure_noun", "charge_noun")


def called_untrue(voices: Voices, sentence: Sentence) -> Untrue | None:
    """The first thing in a sentence that is said to be untrue, if there is one."""
    if sentence.classes.isdisjoint((*_FALSE, "true")) or sentence.classes.isdisjoint(_ANSWERED):
        return None
    tokens = sentence.tokens
    for place, noun in enumerate(tokens):
        if noun.classes.isdisjoint(_ANSWERED):
            continue
        kind: ResponseType = "denies" if "charge_noun" in noun.classes else "disputes_figure"
        before = tokens[place - 1] if place else noun
        start = before if "determiner" in before.classes and "event_pronoun" not in noun.classes else noun
        called = next((v for v in voices.in_sentence(sentence) if v.verb_end + 1 == start.start), None)
        false = None
        if called is not None:
            false = _false_at_once(tokens[place + 1 : place + 1 + _PREDICATE]) or _verdict(tokens, place + 1)
        if called is not None and false is not None:
            return kind, called.speaker, called.attribution, start.start, false.end
        after = tokens[place + 1 : place + 1 + 2 * _PREDICATE]
        if _is_untrue(after) and (said := _who_says_so(voices, start, noun)) is not None:
            return kind, *said, start.start, after[:_PREDICATE][-1].end
    return None


def _false_at_once(after: Sequence[Token]) -> Token | None:
    """The "fiction" of "(called the story) fiction", "(branded it) a pure lie"."""
    near = [token for token in after if token.is_word][:_CALLED]
    return next((token for token in near if not token.classes.isdisjoint(_FALSE)), None)


def _verdict(tokens: Sequence[Token], after: int) -> Token | None:
    """The "fabrication" of "(called reports) that its jets had hit the school a fabrication"."""
    opens = after < len(tokens) and not tokens[after].classes.isdisjoint(("relative", "of_word", "about"))
    last = [token for token in tokens[after:] if token.is_word][-_VERDICT:]
    false = next((token for token in last if not token.classes.isdisjoint(_FALSE)), None) if opens else None
    if false is None:
        return None
    verbs = (token for token in last if token.start < false.start)
    return None if any(not t.classes.isdisjoint(("auxiliary", "be")) for t in verbs) else false


def _is_untrue(after: Sequence[Token]) -> bool:
    """Whether "is false", "of an attack were not true" or "was a lie" follows."""
    near = after[:_PREDICATE]
    verb = next((at for at, token in enumerate(near) if not token.classes.isdisjoint(("auxiliary", "be"))), None)
    if verb is None or (verb and "of" not in near[0].classes):
        return False
    rest = after[verb : verb + _PREDICATE]
    if _false_at_once(rest[1:]) is not None:
        return True
    denied = any("negation" in token.classes for token in rest[1:_CALLED])
    return denied and any("true" in token.classes for token in rest)


def _who_says_so(voices: Voices, start: Token, noun: Token) -> tuple[SpeakerPhrase, Attribution] | None:
    """Who calls it untrue: who speaks, else the publisher, of "that", "this" or "it" alone."""
    voice = voices.at(noun.start, noun.end)
    if voice is not None:
        return voice.speaker, voice.attribution
    if "event_pronoun" not in start.classes:
        return None
    return voices.registry.publishing(), voices.publisher()
