"""Appeals in a language of tables: who asks whom for what."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.appeals import AppealDraft
from harmtrace.extract.languages.speaking import Spoken
from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading, Sentence

_LEAST = 4
"""So many characters has what is asked for at the least."""
_CALL = 3
"""So many words behind "sends a call" its "to" stands."""
_ADDRESSEE = 8
"""So many words has who is asked."""
_MARKS = " ،,.:؛\n"


def appeals_of(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[AppealDraft]:
    """The appeals told in a sentence."""
    found: list[AppealDraft] = []
    for cue in reading.of("appeal", sentence.start, sentence.end):
        spoken = voices.spoken(cue)
        draft = _appeal(reading, sentence, spoken) if spoken is not None else None
        if draft is not None:
            found.append(draft)
    return found


def _appeal(reading: Reading, sentence: Sentence, spoken: Spoken) -> AppealDraft | None:
    tokens = sentence.tokens
    place = spoken.after
    calls = spoken.cue.value in ("call", "send")
    if calls:  # "sends a call for help to the Red Cross to bring in medicine"
        place = next((i for i in range(place, min(place + _CALL, len(tokens))) if _links(tokens[i])), len(tokens))
    asks_of = calls or (place < len(tokens) and "asked_of" in tokens[place].classes)
    if spoken.cue.value == "of" and not asks_of:
        return None  # "a request", "the students"
    addressee, place = _addressee(tokens, place + 1 if asks_of else place)
    while place < len(tokens) and _links(tokens[place]):
        place += 1
    start = tokens[place].start if place < len(tokens) else spoken.end
    end = spoken.end
    while end > start and reading.text[end - 1] in _MARKS:
        end -= 1
    if end - start < _LEAST:
        return None
    to = tuple(reading.text[part[0].start : part[-1].end] for part in _parted(addressee))
    return AppealDraft(spoken.speaker.name, to, spoken.attribution, start, end, _asked_until(reading, start, end))


def _addressee(tokens: Sequence[Token], place: int) -> tuple[list[Token], int]:
    """Who is asked, up to the word that begins what for; with the place behind."""
    kept: list[Token] = []
    while place < len(tokens) and len(kept) < _ADDRESSEE:
        token = tokens[place]
        named = bool(kept) and "definite" in kept[-1].classes
        if not token.is_word or _links(token) or ("asked_noun" in token.classes and kept):
            break
        if named and token.classes.isdisjoint(("definite", "conjunction")):
            break  # "the residents | not to gather"
        kept.append(token)
        place += 1
    while kept and "conjunction" in kept[-1].classes:
        kept.pop()
    return kept, place


def _parted(addressee: Sequence[Token]) -> list[list[Token]]:
    """ "The council and the donors": each by itself."""
    parts: list[list[Token]] = [[]]
    for token in addressee:
        if "conjunction" in token.classes and parts[-1]:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _links(token: Token) -> bool:
    """Whether a word links what is asked for to its verb: "to", "for", "that"."""
    linking = not token.classes.isdisjoint(("preposition", "complementiser"))
    return linking and "definite" not in token.classes


def _asked_until(reading: Reading, start: int, end: int) -> int:
    """Where a relative clause begins in which an attack or harm is told, else the end."""
    for token in reading.tokens_in(start, end)[1:]:
        if "relative" in token.classes:
            told = reading.any_of("harm", token.end, end) or reading.any_of("attack", token.end, end)
            return token.start if told else end
    return end
