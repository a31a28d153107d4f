"""Who says what in a document of a language in tables: each verb of saying with its speaker and what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.contents import is_quoted, quote_after
from harmtrace.extract.languages.citing import cited_in, is_cited
from harmtrace.extract.languages.speaking import Spoken, spoken_by
from harmtrace.extract.languages.teller_phrases import CUES, place_of
from harmtrace.extract.languages.tellers import Tellers
from harmtrace.extract.languages.transcripts import Turns
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.listing import with_lists
from harmtrace.extract.quotations import over_whole_quote, with_orphans
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.spans import Spans
from harmtrace.extract.voice import ADDED, Heard, Voice

_SUBJECT = 9
"""So many words before its verb a subject and "but" may stand."""
_ANSWERS = ("deny", "claim", "dispute")
"""Verbs whose object is answered and not told; what is admitted is told."""


class TabledVoices(Heard):
    """The voices of a document, with the chain from each origin to the publisher."""

    def __init__(self, reading: Reading) -> None:
        self.tellers = Tellers(reading)
        self.chain = self.tellers.chain
        self._spoken: dict[int, Spoken] = {}
        self._cues = _cues(reading)
        turns = Turns(reading, self.tellers)
        told: list[Voice] = []
        for sentence in reading.sentences:
            opened = turns.opened_by(sentence)
            told += [opened] if opened is not None else []
            told += self._in_sentence(reading, sentence, turns.at(sentence))
        whole = [over_whole_quote(reading, voice) for voice in told]
        super().__init__(reading, with_lists(reading, with_orphans(reading, whole)), self.tellers.publishing())

    def spoken(self, cue: Mention) -> Spoken | None:
        """Who says, asks or answers by a verb, and where that stands."""
        return self.spoken_at(cue.start)

    def _end(self, spoken: Spoken, cut: int) -> None:
        """End what is said where the next turn begins."""
        if spoken.start < cut < spoken.end:
            self._spoken[spoken.cue.start] = replace(spoken, end=cut)

    def spoken_at(self, offset: int) -> Spoken | None:
        """Who says something by the verb that begins at an offset."""
        return self._spoken.get(offset)

    def _in_sentence(self, reading: Reading, sentence: Sentence, turn: Voice | None) -> list[Voice]:
        found: list[Voice] = []
        current: Spoken | None = None
        opening: Mention | None = None
        for cue in self._cues.within(sentence.start, sentence.end):
            at = place_of(sentence.tokens, cue.start)
            if current is None and opening is None and _opens_sentence(sentence.tokens, at, cue):
                opening = cue
                continue
            opens = current is None or _opens_turn(reading, sentence.tokens, at, cue, current)
            inside = None if opens else current
            spoken = spoken_by(reading, self.tellers, sentence, cue, inside, current, turn)
            negated = at > 0 and "negation" in sentence.tokens[at - 1].classes
            if opens and current is not None and (spoken is not None or negated):
                cut = _turn_start(reading, sentence.tokens, at)
                self._end(current, cut)
                found = [_ended(reading, voice, cut, sentence.start) if voice.end > cut else voice for voice in found]
            if spoken is None:
                continue
            self._spoken[cue.start] = spoken
            if cue.value == "meet":
                turn = _voice(reading, sentence, spoken, inside is not None)  # and relays what is said to them
            elif cue.klass not in _ANSWERS:
                found.append(_voice(reading, sentence, spoken, inside is not None))
            current = spoken if inside is None else current
            if opening is not None and current is not None:
                found = [*self._opened(reading, sentence, opening, current), *found]
                opening = None
        if opening is not None and (alone := spoken_by(reading, self.tellers, sentence, opening, None, None, turn)):
            self._spoken[opening.start] = alone
            found.append(_voice(reading, sentence, alone, inner=False))
        return [*found, *cited_in(reading, self.tellers, sentence, found, turn)]

    def _opened(self, reading: Reading, sentence: Sentence, cue: Mention, main: Spoken) -> list[Voice]:
        """What is said by a participle before the verb that has its speaker: "stressing that …, the mayor said"."""
        spoken = spoken_by(reading, self.tellers, sentence, cue, None, main, None)
        end = _turn_start(reading, sentence.tokens, place_of(sentence.tokens, main.cue.start))
        if spoken is None or not spoken.start < end:
            return []
        spoken = replace(spoken, end=end)
        self._spoken[cue.start] = spoken
        return [_voice(reading, sentence, spoken, inner=False)] if cue.klass not in _ANSWERS else []


def _voice(reading: Reading, sentence: Sentence, spoken: Spoken, inner: bool) -> Voice:
    cue = spoken.cue
    form = "inner" if inner else "headline" if sentence.zone == "title" else "before"
    form = "cited" if cue.klass == "admit" else form
    form = ADDED if cue.feature == "gerund" and cue.klass == "say" and form == "before" else form
    start, end = spoken.start, spoken.end
    if end <= cue.start:
        form = "inverted" if is_quoted(reading, start, end) else "after"
        announced = quote_after(reading, sentence)
        if announced is not None:
            (start, end), form = announced, "announced"
    quoted = is_quoted(reading, start, end)
    word = reading.text[cue.start : cue.end]
    return Voice(
        start,
        end,
        spoken.attribution,
        spoken.speaker,
        word,
        cue.start,
        cue.end,
        sentence.index,
        form,
        quoted,
    )


def _cues(reading: Reading) -> Spans[Mention]:
    """The verbs by which somebody says, asks or answers something, in order; the longest of two."""
    found = sorted(
        (mention for klass in CUES for mention in reading.mentions.get(klass, ())), key=lambda m: (m.start, -m.end)
    )
    once: list[Mention] = []
    for cue in found:
        if (not once or cue.start >= once[-1].end) and not is_cited(reading, cue):
            once.append(cue)
    return Spans(once)


def _opens_sentence(tokens: Sequence[Token], at: int, cue: Mention) -> bool:
    """Whether a participle opens a sentence, and so has the subject of the verb behind it."""
    lead = [token for token in tokens[:at] if token.is_word and "conjunction" not in token.classes]
    return cue.feature == "gerund" and cue.klass != "accuse" and not lead


def _opens_turn(reading: Reading, tokens: Sequence[Token], at: int, cue: Mention, current: Spoken) -> bool:
    """Whether a verb is told by the text itself, and not by the speaker before it."""
    if cue.start < current.end and reading.in_quotes(cue.start):
        return False
    if cue.feature == "gerund" or current.cue.value in ("publish", "meet"):
        return True
    if at and "negation" in tokens[at - 1].classes:
        at -= 1  # "…, and did not mention"
    before = tokens[at - 1] if at else None
    if before is not None and "what_link" in before.classes:
        return False  # "condemned what they called"
    if before is None or not before.is_word or not before.classes.isdisjoint(("conjunction", "clause")):
        return True
    return _contrasts(tokens, at)


def _contrasts(tokens: Sequence[Token], at: int) -> bool:
    """Whether "but" or "while" stands behind a comma before the subject of a verb: ", but the army said"."""
    for place in range(at - 1, max(0, at - _SUBJECT), -1):
        if not tokens[place].is_word or "complementiser" in tokens[place].classes:
            return False
        if "contrast" in tokens[place].classes:
            return not tokens[place - 1].is_word
    return False


def _turn_start(reading: Reading, tokens: Sequence[Token], at: int) -> int:
    """Where the clause of a verb begins: with the "and" or comma before it, or with "but"."""
    if _contrasts(tokens, at):
        at = next(place for place in range(at, -1, -1) if "contrast" in tokens[place].classes)
    joints = ("conjunction", "clause", "negation")
    while at > 0 and (not tokens[at - 1].is_word or not tokens[at - 1].classes.isdisjoint(joints)):
        at -= 1
        if reading.in_quotes(tokens[at].start):
            return tokens[at].end
    return tokens[at].start


def _ended(reading: Reading, voice: Voice, end: int, first: int) -> Voice:
    """A voice whose words end where the next turn begins; where none are left, they stand before its verb."""
    if voice.verb_end <= end <= voice.start and voice.form == "before" and first < voice.verb_start:
        return replace(voice, start=first, end=voice.verb_start, form="after")
    if not voice.start < end < voice.end:
        return voice
    return replace(voice, end=end, quoted=is_quoted(reading, voice.start, end))
