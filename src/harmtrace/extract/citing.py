"""Voices without a verb: "according to X", "X: …" over a headline, the turns of a transcript."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.contents import clause_start
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import Phrase, phrase_before, phrase_of, tellers_after, undescribed, with_whose
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.tags import Tags
from harmtrace.extract.utterances import (
    after_comma,
    end_of,
    following_parts,
    goes_on,
    is_told,
    label_of,
    skip_marks,
    trim_mark,
    up_to_pronoun,
    without_numbers,
)
from harmtrace.extract.voice import Voice
from harmtrace.extract.voicing import Voicing

_OPENING = 3
"""So many characters into a sentence "according to" still opens it."""
_LEAST_TURNS = 2
"""So many lines with a name before a colon make a transcript."""


class Cited:
    """Finds who is cited without a verb of saying."""

    def __init__(self, reading: Reading, voicing: Voicing) -> None:
        self.reading = reading
        self.voicing = voicing
        self.registry = voicing.registry
        self.tags = Tags(reading, voicing)

    def in_sentence(self, sentence: Sentence) -> list[Voice]:
        """Who is cited in a sentence: over a headline, or by "according to"."""
        return [
            *self._headline(sentence),
            *self._according(sentence),
            *self.tags.in_sentence(sentence),
        ] or self.tags.shown(sentence)

    def _according(self, sentence: Sentence) -> list[Voice]:
        found = []
        for cue in self.reading.of("according", sentence.start, sentence.end):
            after = next((i for i, token in enumerate(sentence.tokens) if token.start >= cue.end), len(sentence.tokens))
            if after < len(sentence.tokens) and "relative_clause" in sentence.tokens[after].classes:
                found += self._of_which(sentence, cue, after)
                continue
            phrase = undescribed(self.reading, tellers_after(self.reading, sentence.tokens, after))
            phrase = with_whose(self.reading, sentence.tokens, self._trimmed(phrase))
            if phrase is None:
                continue
            opens = cue.start - sentence.start <= _OPENING or self._heads_a_sentence(cue)
            parts = [] if opens else following_parts(sentence.tokens, phrase)
            parts = [part for part in parts if not any(is_told(self.reading, token) for token in part.tokens)]
            speaker = self.registry.read(phrase, parts) or self._of_body(phrase)
            if speaker is None:
                continue
            rest = [token for token in sentence.tokens if token.start >= phrase.end]
            inserted = after_comma(self.reading.text, cue.start) and goes_on(rest)
            start, end = self._cited_words(sentence, cue, phrase, opens, inserted)
            found.append(self.voicing.voice(sentence, cue, speaker, start, end, "according", None))
        return found

    def _of_which(self, sentence: Sentence, cue: Mention, which: int) -> list[Voice]:
        """ "A bulletin by the mission, according to which …": whose words they are stands just before."""
        tokens = sentence.tokens
        at = next(place for place, token in enumerate(tokens) if token.start >= cue.start)
        comma = at - 1 if at and tokens[at - 1].text == "," else at
        phrase = phrase_before(self.reading, tokens, comma)
        if phrase is None:
            return []
        of = next((place for place, token in enumerate(phrase.tokens) if "of" in token.classes), None)
        owner = phrase_of(phrase.tokens[of + 1 :]) if of is not None else None
        speaker = self.registry.read(phrase) or (self.registry.read(owner) if owner is not None else None)
        if speaker is None or which + 1 >= len(tokens):
            return []
        start, end = tokens[which + 1].start, end_of(sentence, self.reading)
        return [self.voicing.voice(sentence, cue, speaker, start, end, "according", None)]

    def _cited_words(
        self, sentence: Sentence, cue: Mention, phrase: Phrase, opens: bool, inserted: bool
    ) -> tuple[int, int]:
        """What is told: the words after "According to X", those before it, or both where it is put between them."""
        start = clause_start(self.reading, sentence, cue.start)
        if opens or self.reading.any_of("say", start, cue.start):
            start = skip_marks(self.reading.text, self._past_aside(sentence, phrase.end))
        if not opens and not inserted:
            start = clause_start(self.reading, sentence, cue.start)
            return start, trim_mark(self.reading.text, start, cue.start)
        after = [token for token in sentence.tokens if token.start >= phrase.end]
        ends = (token.start for token in after if token.text == ";")
        return start, next(ends, end_of(sentence, self.reading))

    def _past_aside(self, sentence: Sentence, at: int) -> int:
        """The offset past ", whose teams saw the wells," and past "seen by the paper,"."""
        rest = [token for token in sentence.tokens if token.start >= at]
        comma = bool(rest) and rest[0].text == ","
        first = rest[1] if comma and len(rest) > 1 else rest[0] if rest else None
        if first is None or not (
            (comma and "relative_clause" in first.classes) or self.reading.starting("describing", first.start)
        ):
            return at
        return next((token.end for token in rest[1:] if token.text == "," and token.start > first.start), at)

    def _heads_a_sentence(self, cue: Mention) -> bool:
        """ "Photo AP According to the League …": a capital where the full stop before it is lost."""
        return not self.reading.has_commas and self.reading.text[cue.start].isupper()

    def _trimmed(self, phrase: Phrase | None) -> Phrase | None:
        """The phrase up to where, without a comma, what is told begins."""
        if phrase is not None and phrase.members:
            return phrase
        return up_to_pronoun(self.reading, without_numbers(self.reading, phrase))

    def _of_body(self, phrase: Phrase) -> SpeakerPhrase | None:
        """ "a statistic of the provincial council": the body whose figures they are."""
        of = next((place for place, token in enumerate(phrase.tokens) if "of" in token.classes), None)
        body = phrase_of(phrase.tokens[of + 1 :]) if of is not None else None
        return self.registry.read(body) if body is not None else None

    def _headline(self, sentence: Sentence) -> list[Voice]:
        """'Amnesty: …' and '…: monitor' at the head of a text."""
        tokens = sentence.tokens
        text = self.reading.text
        if not (sentence.zone == "title" or sentence.index == 0) or len(tokens) < 5:
            return []
        colon = next((i for i, t in enumerate(tokens) if t.text == ":" and text[t.end : t.end + 1].isspace()), None)
        if not colon or colon + 1 == len(tokens) or not self._may_tell(tokens[:colon]):
            return []
        if self._only_heads(tokens[0].start, tokens[colon + 1].start, sentence.end):
            return []
        if 1 <= colon <= 5:
            comma = next((place for place in range(1, colon) if tokens[place].text == ","), colon)
            phrase, start, end = phrase_of(tokens[:comma]), tokens[colon].end + 1, sentence.end
        elif len(tokens) - colon <= 5:
            phrase, start, end = (
                phrase_of([t for t in tokens[colon + 1 :] if t.is_word]),
                sentence.start,
                tokens[colon].start,
            )
        else:
            return []
        if phrase is None or start >= end:
            return []
        speaker = self.registry.read(phrase)
        if speaker is None:
            return []
        mark = Mention(phrase.end, phrase.end, "say", "assert", "headline")
        return [self.voicing.voice(sentence, mark, speaker, start, end, "headline", None)]

    def _only_heads(self, start: int, told: int, end: int) -> bool:
        """Whether a place stands before figures that name none: "Kyiv: 3 dead, 12 hurt" tells where."""
        places = self.reading.places
        return self.reading.begins_count(told) and bool(places.within(start, told)) and not places.within(told, end)

    def _may_tell(self, named: Sequence[Token]) -> bool:
        """Whether words before a colon may name a teller; "14 May", "BREAKING", "PESHAWAR" and "#Gaza" do not.

        "Kyiv" may stand for who governs from there; "Pakistan: six men shot dead" says where it happened.
        """
        start, end = named[0].start, named[-1].end
        if self.reading.dates_in(start, end) or any("kicker" in token.classes for token in named):
            return False
        filed = named[0].text.isupper() or named[0].text == "#"
        places = self.reading.places.within(start, end)
        seat = not filed and self.reading.any_of("country_actor", start, end)
        return not places or (seat and all(place.level != "country" for place in places))

    def in_transcript(self) -> list[Voice]:
        """ "Jane Doe, spokesperson: …": who speaks stands before a colon, up to the next who does."""
        labels = [label for s in self.reading.sentences if (label := label_of(self.reading, s)) is not None]
        if len(labels) < _LEAST_TURNS:
            return [turn for label in labels if (turn := self._turn(*label)) is not None]
        names = [phrase.words for _, phrase, _ in labels if len(phrase.tokens) > 1]
        found = []
        ends = [*(sentence.start for sentence, _, _ in labels[1:]), self.reading.sentences[-1].end]
        for (sentence, phrase, start), end in zip(labels, ends, strict=True):
            # "Date:", "Location:" head the lines of a form; who speaks is named in full at least once.
            named = any(phrase.words[-1:] == name[-1:] for name in names) and "asker" not in phrase.tokens[-1].classes
            speaker = self.registry.read(phrase) if named else None
            if speaker is not None and speaker.kind == "person" and start < end:
                mark = Mention(phrase.end, phrase.end, "say", "assert", "headline")
                found.append(self.voicing.voice(sentence, mark, speaker, start, end, "transcript", None))
        return found

    def _turn(self, sentence: Sentence, phrase: Phrase, start: int) -> Voice | None:
        """ "PIERRE: …" in capitals, up to the end of the paragraph, after "deputy mayor Rosemond Pierre"."""
        name = phrase.tokens[0].text
        full = self.registry.introduced(name.capitalize()) if len(phrase.tokens) == 1 and name.isupper() else None
        if full is None:
            return None
        self.registry.remember(full)
        paragraph = [s for s in self.reading.sentences[sentence.index :] if s.paragraph == sentence.paragraph]
        mark = Mention(phrase.end, phrase.end, "say", "assert", "headline")
        end = trim_mark(self.reading.text, start, paragraph[-1].end)
        return self.voicing.voice(sentence, mark, full, start, end, "transcript", None)
