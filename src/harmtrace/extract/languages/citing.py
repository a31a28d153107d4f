"""Tellers named beside what they tell: "according to the centre", "as activists quoted relatives of the victims"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.contents import is_quoted
from harmtrace.extract.languages.subjects import past_document
from harmtrace.extract.languages.teller_phrases import (
    TellerPhrase,
    head_of,
    is_verb,
    phrase_behind,
    place_of,
    quoted_teller,
)
from harmtrace.extract.languages.tellers import Tellers
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.utterances import end_of
from harmtrace.extract.voice import Voice

_NEAR = 5
"""So many characters may stand between "as" and the verb of "as the ministry announced"."""
_PAUSES = "،,؛;"
_LONGEST = 6
"""So many words has the name of a teller before "according"."""
_AT_HEAD = 2
"""So many words may stand before "according to" at the head of a sentence."""
_GOES_ON = 4
"""A sentence goes on behind a teller in its midst with so many words at least."""
_HEADS = ("body", "role", "unnamed", "quantifier", "own", "record")
_NAMES = ("actor", "teller_id", "country_actor", "agency")


def is_cited(reading: Reading, cue: Mention) -> bool:
    """Whether a verb stands behind "as" or "according to what", which say by whom the sentence is told."""
    if "according" not in reading.mentions:
        return False
    near = reading.of("according", max(0, cue.start - 24), cue.start)
    return bool(near) and cue.start - near[-1].end <= _NEAR


def cited_in(
    reading: Reading, tellers: Tellers, sentence: Sentence, heard: Sequence[Voice], turn: Voice | None
) -> list[Voice]:
    """The voices of the tellers that a sentence cites."""
    found: list[Voice] = []
    if "according" not in reading.mentions:
        return found
    for cue in reading.of("according", sentence.start, sentence.end):
        voice = _cited(reading, tellers, sentence, cue, heard, found, turn)
        if voice is not None:
            found.append(voice)
    return found


def _cited(
    reading: Reading,
    tellers: Tellers,
    sentence: Sentence,
    cue: Mention,
    heard: Sequence[Voice],
    before: Sequence[Voice],
    turn: Voice | None,
) -> Voice | None:
    tokens = sentence.tokens
    if cue.value == "behind":
        phrase, relay = _named_before(reading, tokens, place_of(tokens, cue.start), place_of(tokens, cue.end)), None
    else:
        phrase, relay = _whom(reading, tokens, place_of(tokens, cue.end), cue.value == "what")
    if phrase is None:
        return None
    quoting = next((voice for voice in heard if voice.verb_end <= cue.start < voice.start), None)
    outer = quoting or next((voice for voice in heard if voice.start <= cue.start < voice.end), None) or turn
    above = outer.attribution if outer is not None else None
    if relay is not None:
        above = tellers.chain(tellers.remember(tellers.identify(relay)), None, above)
    told_by_outlet = quoting is not None and _passes_on(reading, phrase, quoting)
    speaker = tellers.remember(tellers.identify(phrase), quoted=told_by_outlet)
    if quoting is not None and told_by_outlet:
        above = tellers.chain(speaker, None, turn.attribution if turn is not None else None)
        speaker = quoting.speaker
    if quoting is not None:  # "the agency reported, quoting a source, that"
        start, end = quoting.start, quoting.end
    else:
        start, end = _extent(reading, sentence, cue, phrase, outer, before)
    if end <= start:
        return None
    word = reading.text[cue.start : cue.end]
    attribution = tellers.chain(speaker, word, above)
    quoted = is_quoted(reading, start, end)
    # Only what is quoted, or judges, is a statement beside the facts that a teller is cited for.
    judges = any(not t.classes.isdisjoint(("judging", "modal")) for t in reading.tokens_in(start, end))
    form = "according" if quoted or judges else "cited"
    return Voice(start, end, attribution, speaker, word, cue.start, cue.end, sentence.index, form, quoted)


def _passes_on(reading: Reading, phrase: TellerPhrase, quoting: Voice) -> bool:
    """ "The ministry, according to the newspaper, said that": an outlet passes on what somebody else says."""
    spoke = reading.tokens_in(quoting.speaker.start, quoting.speaker.start + 1)[:1]
    return "outlet" in head_of(reading, phrase.tokens).classes and not (spoke and "outlet" in spoke[0].classes)


def _whom(
    reading: Reading, tokens: Sequence[Token], place: int, told: bool
) -> tuple[TellerPhrase | None, TellerPhrase | None]:
    """Who is cited behind "according to" or, where it is `told` so, "as … said"; and who relays it."""
    while place < len(tokens) and "to_link" in tokens[place].classes:
        place += 1
    if place < len(tokens) and "what_link" in tokens[place].classes:
        place += 1
    if place >= len(tokens):
        return None, None
    verb = reading.starting("say", tokens[place].start) if is_verb(reading, tokens, place) else []
    if verb:
        place = place_of(tokens, verb[-1].end)
        while place < len(tokens) and tokens[place].classes >= {"preposition"} and "pronoun" in tokens[place].classes:
            place += 1
        cited = past_document(reading, tokens, place) if place < len(tokens) else None
        phrase = cited or phrase_behind(reading, tokens, place)
        if phrase is None or verb[-1].value != "relay":
            return phrase, None
        links = phrase.after < len(tokens) and "from_link" in tokens[phrase.after].classes
        source = phrase_behind(reading, tokens, phrase.after + 1) if links else None
        return (source, phrase) if source is not None else (phrase, None)
    return (None if told else _named(reading, tokens, place)), None


def _named(reading: Reading, tokens: Sequence[Token], place: int) -> TellerPhrase | None:
    """Who is cited by a name, or whose words or numbers are."""
    called = quoted_teller(tokens, place)
    phrase = called or past_document(reading, tokens, place) or phrase_behind(reading, tokens, place)
    if called is not None or phrase is None:
        return called
    head = head_of(reading, phrase.tokens)
    if len(phrase.tokens) == 1 and "generic" in head.classes:
        return None
    if "record" in head.classes:
        return phrase if "definite" in head.classes else None
    if any("data" in token.classes for token in phrase.tokens[1:]) and reading.begins("adjective_actor", head.start):
        return phrase  # "according to Ukrainian figures"
    named = bool(phrase.apposed) and "role" in phrase.apposed[0].classes
    return phrase if _is_somebody(reading, head) or named else None


def _named_before(reading: Reading, tokens: Sequence[Token], at: int, after: int) -> TellerPhrase | None:
    """Who is cited by a word behind the name: "the police according"."""
    named: TellerPhrase | None = None
    for place in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
        if not tokens[place].is_word or is_verb(reading, tokens, place):
            break
        if _is_somebody(reading, tokens[place]):
            phrase = phrase_behind(reading, tokens[:at], place)
            named = TellerPhrase(phrase.tokens, after) if phrase is not None and phrase.after == at else named
    return named


def _is_somebody(reading: Reading, token: Token) -> bool:
    """Whether a word begins the name of a teller."""
    heads = ("body", "role", "unnamed", "quantifier", "own")
    return not token.classes.isdisjoint(heads) or any(reading.begins(klass, token.start) for klass in _NAMES)


def _extent(
    reading: Reading,
    sentence: Sentence,
    cue: Mention,
    phrase: TellerPhrase,
    outer: Voice | None,
    before: Sequence[Voice],
) -> tuple[int, int]:
    """What a cited teller tells: what follows where the sentence begins with him, else what stands before."""
    tokens = sentence.tokens
    at = place_of(tokens, min(cue.start, phrase.start))
    last = end_of(sentence, reading)
    least = max([sentence.start, *(voice.verb_end for voice in before)])
    if outer is not None:
        least = max(least, outer.start)
        last = min(last, outer.end)
    lead = [token for token in tokens[:at] if token.is_word and token.start >= least]
    joined = at > 0 and "conjunction" in tokens[at - 1].classes
    rest = tokens[phrase.after] if phrase.after < len(tokens) else None
    if len(lead) <= _AT_HEAD or joined:
        start = rest.start if rest is not None else last
        if rest is not None and rest.text in _PAUSES:
            start = rest.end + 1
        return min(start, last), last
    behind = [token for token in tokens[phrase.after :] if token.is_word and token.start < last]
    goes_on = rest is not None and (rest.text in "،,-–—" or cue.feature == "within") and len(behind) >= _GOES_ON
    goes_on = goes_on and behind[0].classes.isdisjoint(("conjunction", "clause"))
    least = _clause_start(reading, tokens, at, least, goes_on)
    return (least, last) if goes_on else (least, cue.start)


def _clause_start(reading: Reading, tokens: Sequence[Token], at: int, least: int, inside: bool) -> int:
    """Where the clause before a teller begins: behind a semicolon or a word that corrects what was said.

    `inside`: the clause goes on behind the teller, and may be a relative one.
    """
    for place in range(at - 1, -1, -1):
        token = tokens[place]
        if token.start < least:
            break
        corrected = [m for m in reading.starting("opener", token.start) if m.value == "corrected"]
        if token.text in "؛;" or corrected:
            return corrected[0].end if corrected else token.end
        if inside and "relative" in token.classes:
            return token.start
    return least
