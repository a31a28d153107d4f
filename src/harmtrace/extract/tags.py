"""Tellers that stand beside what they tell: "(Health Ministry)" at its end, "@handle:" before it, "by X's count"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import Phrase, phrase_after, phrase_before, phrase_of
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.utterances import end_of, skip_marks, trim_mark
from harmtrace.extract.voice import Voice
from harmtrace.extract.voicing import Voicing

_HANDLE = re.compile(r"[^\w@]*(?:\d+\s*/\s*\d*\s*)?@(\w{3,30})\s*:\s+")
"""A handle at the head of a post or of one of its numbered parts: "5/ @OfficialDesk: "."""
_LONGEST = 60
"""So many characters a teller in brackets has at the most."""
_SHOWN = 16
"""So many words after "a video" its "shows" may stand."""
_OWNING = ("'s", "’s", "s'", "s’")
_WORDS = 9
"""So many words "by the neighbours' own count" has at the most."""


class Tags:
    """Finds the tellers that stand beside what they tell."""

    def __init__(self, reading: Reading, voicing: Voicing) -> None:
        self.reading = reading
        self.voicing = voicing
        self._handles = "@" in reading.text

    def in_sentence(self, sentence: Sentence) -> list[Voice]:
        """The voices of tags in a sentence; at most one."""
        found = self._handle(sentence) if self._handles else None
        found = found or self._in_brackets(sentence) or next(self._counts(sentence), None)
        return [found] if found is not None else []

    def shown(self, sentence: Sentence) -> list[Voice]:
        """ "A video posted by the press centre shows …": who released what is seen, else the video itself."""
        if not {"footage", "showing"} <= sentence.classes:
            return []
        tokens = sentence.tokens
        film = next(place for place, token in enumerate(tokens) if "footage" in token.classes)
        places = range(film + 1, min(film + _SHOWN, len(tokens)))
        shows = next((place for place in places if "showing" in tokens[place].classes), None)
        if shows is None or shows + 1 >= len(tokens) or any(not token.is_word for token in tokens[film:shows]):
            return []
        speaker = self._who_released(sentence, film, shows)
        if speaker is None:
            return []
        start, end = tokens[shows + 1].start, end_of(sentence, self.reading)
        return [self._voice(sentence, speaker, tokens[shows].start, start, end)]

    def _who_released(self, sentence: Sentence, film: int, shows: int) -> SpeakerPhrase | None:
        tokens, registry = sentence.tokens, self.voicing.registry
        by = next((place for place in range(film + 1, shows) if "agent" in tokens[place].classes), None)
        if by is not None:
            phrase = phrase_after(self.reading, tokens[:shows], by + 1)
            return registry.read(phrase) or registry.somebody(phrase) if phrase is not None else None
        phrase = phrase_before(self.reading, tokens, film + 1)
        if phrase is None or "indefinite" not in phrase.tokens[0].classes or self._is_released(sentence, film):
            return None  # "the group published a video showing …"
        return registry.somebody(phrase)

    def _is_released(self, sentence: Sentence, film: int) -> bool:
        """Whether somebody releases the film that is told of: "the league published a video showing …"."""
        return any("publishing" in token.classes for token in sentence.tokens[max(0, film - _WORDS) : film])

    def _handle(self, sentence: Sentence) -> Voice | None:
        match = _HANDLE.match(self.reading.text, sentence.start, sentence.end)
        if match is None:
            return None
        start, end = match.span(1)
        name = match[1]
        speaker = SpeakerPhrase(start, end, name, "organisation", None, name, None, None, start, end)
        self.voicing.registry.remember(speaker)
        return self._voice(sentence, speaker, end, match.end(), sentence.end, "before")

    def _in_brackets(self, sentence: Sentence) -> Voice | None:
        """ "614 civilians killed since April (Health Ministry).": a body whose short form this is not."""
        text = self.reading.text[sentence.start : sentence.end].rstrip(" .\n")
        opening = text.rfind("(") if text.endswith(")") else -1
        if opening <= 0 or len(text) - opening > _LONGEST:
            return None
        at = sentence.start + opening
        tokens = [token for token in sentence.tokens if at < token.start and token.is_word]
        named = any("source_mark" in token.classes for token in tokens[:2])  # "(source: the ministry)"
        phrase = phrase_of([token for token in tokens if "source_mark" not in token.classes or token.capital])
        body = phrase is not None and ("group" in phrase.tokens[-1].classes or named)
        if phrase is None or not body or not self.reading.quantities_in(sentence.start, at):
            return None
        speaker = self.voicing.registry.read(phrase)
        end = trim_mark(self.reading.text, sentence.start, at)
        return self._voice(sentence, speaker, phrase.start, sentence.start, end) if speaker is not None else None

    def _counts(self, sentence: Sentence) -> Iterator[Voice]:
        """ "By the neighbours' count, …", "…, by some estimates": whose number it is."""
        if "reckoning" not in sentence.classes:
            return
        tokens = sentence.tokens
        for place, token in enumerate(tokens):
            by = self._by(tokens, place) if "reckoning" in token.classes else None
            if by is None:
                continue
            speaker = self._whose(tokens[by + 1 : place + 1])
            if speaker is not None:
                start, end = self._around(sentence, tokens[by], token.end)
                yield self._voice(sentence, speaker, tokens[by].start, start, end)

    def _by(self, tokens: Sequence[Token], place: int) -> int | None:
        """Where the "by" stands of which `tokens[place]` is the noun."""
        for at in range(place - 1, max(-1, place - _WORDS), -1):
            if "counted_by" in tokens[at].classes:
                return at
            if not tokens[at].is_word or "auxiliary" in tokens[at].classes:
                return None
        return None

    def _whose(self, words: Sequence[Token]) -> SpeakerPhrase | None:
        """The owner of a count, or the count itself where it is only "some" or "most" people's."""
        owner = next((place for place, token in enumerate(words) if token.text.endswith(_OWNING)), None)
        if owner is not None:
            owning = phrase_of(words[: owner + 1])
            return self._owner(owning) if owning is not None else None
        vague = words and "unsure" in words[0].classes
        phrase = phrase_of(words) if vague else None
        return self.voicing.registry.somebody(phrase) if phrase is not None else None

    def _owner(self, owning: Phrase) -> SpeakerPhrase:
        """Who owns the count, by name or by the words for him without their apostrophe."""
        registry = self.voicing.registry
        named = registry.read(owning) if any(token.capital for token in owning.tokens[1:]) else None
        if named is not None:
            return named
        found = registry.somebody(owning)
        name = re.sub(r"['’]s?$", "", found.name)
        return replace(found, name=name, end=found.start + len(name))

    def _around(self, sentence: Sentence, by: Token, end: int) -> tuple[int, int]:
        """What is counted: the words after "By X's count,", else those before it."""
        if by is sentence.tokens[0] or by.capital:
            return skip_marks(self.reading.text, end), sentence.end
        return sentence.start, trim_mark(self.reading.text, sentence.start, by.start)

    def _voice(
        self, sentence: Sentence, speaker: SpeakerPhrase, at: int, start: int, end: int, form: str = "cited"
    ) -> Voice:
        mark = Mention(at, at, "say", "assert", "tag")
        return self.voicing.voice(sentence, mark, speaker, start, end, form, None)


def before_medium(reading: Reading, tokens: Sequence[Token], at: int) -> Phrase | None:
    """ "The junta's press team on Telegram (said)": who tells, before where he tells it."""
    if at < 3 or "medium" not in tokens[at - 1].classes or "medium_link" not in tokens[at - 2].classes:
        return None
    return phrase_before(reading, tokens, at - 2)
