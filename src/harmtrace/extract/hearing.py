"""The reporting verbs of a sentence: who is their subject, and which words are what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.contents import clause_start, content_end, content_start, is_quoted, quote_after, quote_before
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import phrase_after, phrase_before, phrase_of
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.speakers import SpeakerPhrase
from harmtrace.extract.utterances import (
    after_comma,
    before_adverbs,
    before_is_subject,
    closes,
    comma_parts,
    end_of,
    following_parts,
    gives_a_number,
    trim_mark,
)
from harmtrace.extract.voice import Voice
from harmtrace.extract.voicing import Voicing
from harmtrace.model.attribution import Attribution

ANSWERS = ("deny", "admit", "claim")
"""Cues whose subject is introduced as a speaker, though a response and no voice comes of them."""
_LEAST_BEFORE = 8
"""So many characters before ", she says," are the beginning of what is said."""
_PASSIVE_REACH = 12
"""So many words before ", stating that" the words "published by" may stand."""


class Hearing:
    """Hears the verbs of saying, asking and accusing, sentence after sentence."""

    def __init__(self, reading: Reading, voicing: Voicing) -> None:
        self.reading = reading
        self.voicing = voicing
        self.registry = voicing.registry

    def in_sentence(self, sentence: Sentence, cited: Sequence[Voice]) -> list[Voice]:
        """The voices of the verbs of `sentence`, beside those `cited` in it."""
        found = list(cited)
        answering: SpeakerPhrase | None = None
        for verb in self._verbs(sentence):
            if verb.klass in ANSWERS:
                answering = self.subject(sentence, verb) or answering
                continue
            voice = self._said(sentence, verb, found) or self._went_on(sentence, verb, answering, found)
            if voice is not None:
                found.append(voice)
        return found[len(cited) :]

    def _verbs(self, sentence: Sentence) -> list[Mention]:
        says = self.reading.of("say", sentence.start, sentence.end)
        asks = self.reading.of("appeal", sentence.start, sentence.end, "ask", "for")
        asks = [ask for ask in asks if ask.feature == "past"]
        starts = {ask.start for ask in asks}
        answers = [cue for klass in ANSWERS for cue in self.reading.of(klass, sentence.start, sentence.end)]
        accusations = self.reading.of("accuse", sentence.start, sentence.end)
        both = [say for say in says if say.start not in starts] + asks + answers + accusations
        return sorted(both, key=lambda verb: verb.start)

    def _said(self, sentence: Sentence, verb: Mention, before: Sequence[Voice]) -> Voice | None:
        tokens = sentence.tokens
        at = next((i for i, token in enumerate(tokens) if token.start >= verb.start), len(tokens))
        after = next((i for i, token in enumerate(tokens) if token.start >= verb.end), len(tokens))
        if at and "be" in tokens[at - 1].classes and verb.feature != "progressive":
            return None
        if verb.feature == "gerund":
            return self._continued(sentence, verb, after, before)
        if self.reading.starting("harm", verb.start):
            return None  # "has claimed the lives of eight"
        if after < len(tokens) and "noun_link" in tokens[after].classes:
            return None
        word = self.reading.folded[verb.start : verb.end].split()[-1]
        if self.reading.is_a("number_verb", word) and not gives_a_number(self.reading, verb):
            return None
        at = before_adverbs(tokens, at)
        after_comma = bool(at) and tokens[at - 1].text == ","
        speaker = self._subject(tokens, at) if after_comma else None
        inverted = self._inverted(sentence, verb, at, after) if speaker is None else None
        if inverted is not None:
            return inverted
        if verb.klass == "appeal" and before and at and tokens[at - 1].word == "and":
            return self._continued(sentence, verb, after, before)
        if verb.klass == "appeal" and verb.start > 0 and at and not before_is_subject(tokens, at):
            return self._continued(sentence, verb, after, before)
        speaker = speaker or self._subject(tokens, at)
        if speaker is None and not self.reading.has_commas:
            return self._inverted(sentence, verb, at, after, loose=True)
        if speaker is None and quote_after(self.reading, sentence) is not None:
            phrase = phrase_after(self.reading, tokens, 0)
            speaker = self.registry.read(phrase) if phrase else None
        if speaker is None:
            return None
        return self._place(sentence, verb, after, speaker, before)

    def subject(self, sentence: Sentence, cue: Mention) -> SpeakerPhrase | None:
        """The speaker before a cue such as "denied"."""
        at = next((i for i, token in enumerate(sentence.tokens) if token.start >= cue.start), 0)
        return self._subject(sentence.tokens, at)

    def _subject(self, tokens: Sequence[Token], at: int) -> SpeakerPhrase | None:
        """The speaker before the verb, through one or two appositions between commas."""
        if at and tokens[at - 1].text == ",":
            parts = comma_parts(self.reading, tokens, at - 1)
            phrases = [phrase for part in parts if (phrase := phrase_of(part)) is not None]
            if phrases and sum(len(phrase.tokens) for phrase in phrases) <= 24:
                return self.registry.read(phrases[0], phrases[1:])
            return None
        phrase = phrase_before(self.reading, tokens, at)
        if phrase is None or self.reading.in_quotes(phrase.start):
            return None
        return self.registry.read(phrase)

    def _inverted(self, sentence: Sentence, verb: Mention, at: int, after: int, *, loose: bool = False) -> Voice | None:
        """'"…," said Diana Semaan, Amnesty's researcher.'; `loose` where the text has lost its commas."""
        tokens = sentence.tokens
        if verb.klass != "say" or at == 0 or after >= len(tokens):
            return None
        mark = tokens[at - 1].text
        closes_quote = mark in '”"»' and at > 0
        after_clause = mark == "," or loose
        if not (closes_quote or after_clause) or not (
            tokens[after].capital or tokens[after].word in ("the", "a", "an")
        ):
            return None
        phrase = phrase_after(self.reading, tokens, after)
        if phrase is None or (loose and not closes(tokens, phrase)):
            return None
        appositions = following_parts(tokens, phrase)
        speaker = self.registry.read(phrase, appositions)
        if speaker is None or (not closes_quote and speaker.kind == "pronoun"):
            return None
        end = tokens[at - 1].end if closes_quote else tokens[at - 1].start
        return self.voicing.voice(sentence, verb, speaker, sentence.start, end, "inverted", None)

    def _place(
        self, sentence: Sentence, verb: Mention, after: int, speaker: SpeakerPhrase, before: Sequence[Voice]
    ) -> Voice | None:
        """Decide whether what is said stands after the verb or before the speaker."""
        quote = quote_before(self.reading, speaker.phrase_start)
        if quote is not None and verb.klass == "say":
            return self.voicing.voice(sentence, verb, speaker, *quote, "inverted", None)
        announced = quote_after(self.reading, sentence)
        if announced is not None:
            relay = self._addressee(sentence, verb, after, sentence.end)
            above = self._above(before, speaker.phrase_start)
            return self.voicing.voice(sentence, verb, speaker, *announced, "announced", above, relay)
        content = content_start(self.reading, sentence, after)
        if content < sentence.end and self.reading.text[content] == ";" and speaker.phrase_start > sentence.start + 8:
            return self.voicing.voice(
                sentence, verb, speaker, sentence.start, end_of(sentence, self.reading), "after", None
            )
        end = content_end(self.reading, sentence, content)
        before_comma = after_comma(self.reading.text, speaker.phrase_start)
        aside = "," in self.reading.text[verb.end : content] and before_comma
        if aside and speaker.phrase_start - sentence.start > _LEAST_BEFORE and verb.klass == "say":
            return self.voicing.voice(
                sentence, verb, speaker, sentence.start, end_of(sentence, self.reading), "after", None
            )
        goes_on = [say for say in self.reading.of("say", content, end) if say.start == content]
        if goes_on and goes_on[0].feature == "gerund":
            end = content
        words = [token for token in sentence.tokens if content <= token.start < end and token.is_word]
        if self.reading.starting("anonymity", content):
            words = []
        leads = sum(1 for token in sentence.tokens if token.end <= speaker.phrase_start and token.is_word)
        if len(words) >= 3 and not (leads > 5 and len(words) < 4 and verb.klass == "say"):
            above = self._above(before, speaker.phrase_start)
            relay = self._addressee(sentence, verb, after, content)
            return self.voicing.voice(sentence, verb, speaker, content, end, "before", above, relay)
        if leads >= 3 and verb.klass == "say":
            start = clause_start(self.reading, sentence, speaker.phrase_start)
            cut = trim_mark(self.reading.text, start, speaker.phrase_start)
            relay = self._addressee(sentence, verb, after, sentence.end)
            return self.voicing.voice(sentence, verb, speaker, start, cut, "after", None, relay)
        return None

    def _continued(self, sentence: Sentence, verb: Mention, after: int, before: Sequence[Voice]) -> Voice | None:
        """', adding that …' goes on with the last speaker; ', citing X' names one further back."""
        if not before:
            return self._by_passive(sentence, verb, after)
        last = before[-1]
        if verb.feature == "gerund" and self.reading.text[verb.start : verb.end].lower() in ("citing", "quoting"):
            phrase = phrase_after(self.reading, sentence.tokens, after)
            speaker = self.registry.read(phrase) if phrase else None
            if speaker is None:
                return None
            return self.voicing.voice(sentence, verb, speaker, last.start, last.end, "cited", last.attribution)
        content = content_start(self.reading, sentence, after)
        end = content_end(self.reading, sentence, content)
        if end - content < 8:
            return None
        text = self.reading.text[verb.start : verb.end]
        attribution = replace(last.attribution, verb=text)
        return Voice(
            content,
            end,
            attribution,
            last.speaker,
            text,
            verb.start,
            verb.end,
            sentence.index,
            "continued",
            is_quoted(self.reading, content, end),
        )

    def _by_passive(self, sentence: Sentence, verb: Mention, after: int) -> Voice | None:
        """ "photos were published by the Media Centre, stating that …": the agent of the passive speaks."""
        tokens = sentence.tokens
        at = next((place for place, token in enumerate(tokens) if token.start >= verb.start), 0)
        if not at or tokens[at - 1].text != ",":
            return None
        by = next((p for p in range(at - 2, max(0, at - _PASSIVE_REACH), -1) if "agent" in tokens[p].classes), None)
        phrase = phrase_after(self.reading, tokens, by + 1) if by is not None else None
        speaker = self.registry.read(phrase) if phrase is not None else None
        content = content_start(self.reading, sentence, after)
        end = content_end(self.reading, sentence, content)
        if speaker is None or end - content < _LEAST_BEFORE:
            return None
        return self.voicing.voice(sentence, verb, speaker, content, end, "continued", None)

    def _went_on(
        self, sentence: Sentence, verb: Mention, speaker: SpeakerPhrase | None, before: Sequence[Voice]
    ) -> Voice | None:
        """ "denied the strike, stating that …": who answered goes on speaking."""
        if speaker is None or before or verb.feature != "gerund":
            return None
        after = next((i for i, token in enumerate(sentence.tokens) if token.start >= verb.end), len(sentence.tokens))
        content = content_start(self.reading, sentence, after)
        end = content_end(self.reading, sentence, content)
        return (
            self.voicing.voice(sentence, verb, speaker, content, end, "continued", None) if end - content >= 8 else None
        )

    def _above(self, before: Sequence[Voice], at: int) -> Attribution | None:
        """The chain of the voice inside whose words this one speaks."""
        outer = [voice for voice in before if voice.start <= at < voice.end and voice.form in ("before", "according")]
        if not outer:
            return None
        between = self.reading.tokens_in(outer[-1].verb_end, at)
        beside = any(token.text == ";" or "contrast" in token.classes for token in between)
        return None if beside else outer[-1].attribution

    def _addressee(self, sentence: Sentence, verb: Mention, after: int, content: int) -> SpeakerPhrase | None:
        """The organisation that was told: "told the Circle that"."""
        if not self.reading.text[verb.start : verb.end].lower().startswith(("told", "tells")):
            return None
        phrase = phrase_after(self.reading, sentence.tokens, after)
        if phrase is None or phrase.end > content or any(self.reading.is_a("addressee", word) for word in phrase.words):
            return None
        told = self.registry.read(phrase)
        return told if told is not None and told.kind == "organisation" else None
