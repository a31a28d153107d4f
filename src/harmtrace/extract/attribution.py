"""Who says what in a sentence: voices with the stretch of text they cover and the chain from origin to publisher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.monitors import with_monitors_named
from harmtrace.extract.phrases import Phrase, phrase_after, phrase_before, phrase_of
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.speakers import Registry, SpeakerPhrase
from harmtrace.extract.utterances import (
    after_comma,
    agency,
    before_adverbs,
    before_is_subject,
    closes,
    comma_parts,
    end_of,
    following_parts,
    gives_a_number,
    goes_on,
    label_of,
    own_id,
    same,
    skip_marks,
    trim_mark,
    up_to_pronoun,
    without_numbers,
)
from harmtrace.extract.voice import Voice
from harmtrace.model.attribution import Attribution, Teller

ANSWERS = ("deny", "admit", "claim")
"""Cues whose subject is introduced as a speaker, though a response and no voice comes of them."""
UNKNOWN_PUBLISHER = "publisher not stated"
_LEAST_BEFORE = 8
"""So many characters before ", she says," are the beginning of what is said."""
_PASSIVE_REACH = 12
"""So many words before ", stating that" the words "published by" may stand."""
_LEAST_TURNS = 2
"""So many lines with a name before a colon make a transcript."""


class Voices:
    """All voices of a document, and the attribution that holds at each offset."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.registry = Registry(reading)
        self.wire = agency(reading)
        self.all: list[Voice] = []
        for sentence in reading.sentences:
            self.all += self._of_sentence(sentence)
        self.all += self._of_transcript()
        list_ends = {s.heading: s.end for s in reading.sentences if s.heading is not None}
        self.all = [self._over_list(self._over_whole_quote(voice), list_ends) for voice in self.all]
        self.all = with_monitors_named(reading, self.all)
        self._told: dict[int, list[Voice]] = {}
        self._heard: dict[int, list[Voice]] = {}
        for voice in self.all:
            self._told.setdefault(voice.sentence, []).append(voice)
            for sentence in reading.sentences_over(voice.start, voice.end):
                self._heard.setdefault(sentence.index, []).append(voice)

    def at(self, start: int, end: int) -> Voice | None:
        """The innermost voice whose words cover most of `start:end`."""
        middle = (start + end) // 2
        near = [v for s in self.reading.sentences_over(middle, middle + 1) for v in self._heard.get(s.index, [])]
        covering = [voice for voice in reversed(near) if voice.start <= middle < voice.end]
        return min(covering, key=lambda voice: voice.end - voice.start) if covering else None

    def in_sentence(self, sentence: Sentence) -> list[Voice]:
        """The voices whose verb stands in `sentence`."""
        return self._told.get(sentence.index, [])

    def publisher(self) -> Attribution:
        """The publisher's own voice (after a wire agency, if the text is one's)."""
        return Attribution((*self.wire, self._publisher()), "publisher")

    def chain(self, speaker: SpeakerPhrase, verb: str | None, above: Attribution | None = None) -> Attribution:
        """The chain from `speaker` through its organisation to whoever relays it."""
        links = [Teller(speaker.name, own_id(speaker), speaker.start or None, speaker.end or None)]
        if speaker.kind == "person" and speaker.organisation:
            span = speaker.organisation_span or (None, None)
            links.append(Teller(speaker.organisation, speaker.actor_id, *span))
        rest = above.chain if above else (*self.wire, self._publisher())
        links += [link for link in rest if not any(same(link.name, known.name) for known in links)]
        return Attribution(tuple(links), "explicit", verb)

    def _publisher(self) -> Teller:
        name = self.registry.publisher
        return Teller(name or UNKNOWN_PUBLISHER, self.registry.actor_of(name) if name else None)

    def _of_sentence(self, sentence: Sentence) -> list[Voice]:
        found: list[Voice] = []
        found += self._headline(sentence)
        found += self._according(sentence)
        answering: SpeakerPhrase | None = None
        for verb in self._verbs(sentence):
            if verb.klass in ANSWERS:
                answering = self.subject(sentence, verb) or answering
                continue
            voice = self._said(sentence, verb, found) or self._went_on(sentence, verb, answering, found)
            if voice is not None:
                found.append(voice)
        return found

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
        if speaker is None and self._quote_after(sentence) is not None:
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
        return self._voice(sentence, verb, speaker, sentence.start, end, "inverted", None)

    def _place(
        self, sentence: Sentence, verb: Mention, after: int, speaker: SpeakerPhrase, before: Sequence[Voice]
    ) -> Voice | None:
        """Decide whether what is said stands after the verb or before the speaker."""
        quote = self._quote_before(speaker.phrase_start)
        if quote is not None and verb.klass == "say":
            return self._voice(sentence, verb, speaker, *quote, "inverted", None)
        announced = self._quote_after(sentence)
        if announced is not None:
            relay = self._addressee(sentence, verb, after, sentence.end)
            above = self._above(before, speaker.phrase_start)
            return self._voice(sentence, verb, speaker, *announced, "announced", above, relay)
        content = self._content_start(sentence, after)
        if content < sentence.end and self.reading.text[content] == ";" and speaker.phrase_start > sentence.start + 8:
            return self._voice(sentence, verb, speaker, sentence.start, end_of(sentence, self.reading), "after", None)
        end = self._content_end(sentence, content)
        before_comma = after_comma(self.reading.text, speaker.phrase_start)
        aside = "," in self.reading.text[verb.end : content] and before_comma
        if aside and speaker.phrase_start - sentence.start > _LEAST_BEFORE and verb.klass == "say":
            return self._voice(sentence, verb, speaker, sentence.start, end_of(sentence, self.reading), "after", None)
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
            return self._voice(sentence, verb, speaker, content, end, "before", above, relay)
        if leads >= 3 and verb.klass == "say":
            start = self._clause_start(sentence, speaker.phrase_start)
            cut = trim_mark(self.reading.text, start, speaker.phrase_start)
            relay = self._addressee(sentence, verb, after, sentence.end)
            return self._voice(sentence, verb, speaker, start, cut, "after", None, relay)
        return None

    def _quote_before(self, at: int) -> tuple[int, int] | None:
        """The quotation that closes just before a speaker: '"…," its spokesman said', with or without its comma."""
        for quotation in self.reading.quoted.before(at, 2):
            start, end = quotation.start, quotation.end
            leads_on = self.reading.text[end - 2] in ",?!" or self.reading.text[end : end + 1] == ","
            whole = any(sentence.start == start for sentence in self.reading.sentences_over(start, start + 1))
            if 0 <= at - end <= 2 and end - start > 12 and (leads_on or whole):
                return start, end
        return None

    def _quote_after(self, sentence: Sentence) -> tuple[int, int] | None:
        """The quotation that a sentence announces: "told the Centre: “On Monday …”"."""
        if not self.reading.text[sentence.start : sentence.end].rstrip().endswith(":"):
            return None
        after = self.reading.quoted.beginning_in(sentence.end, sentence.end + 4)
        return (after[0].start, after[0].end) if after else None

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
            return self._voice(sentence, verb, speaker, last.start, last.end, "cited", last.attribution)
        content = self._content_start(sentence, after)
        end = self._content_end(sentence, content)
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
            self._is_quoted(content, end),
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
        content = self._content_start(sentence, after)
        end = self._content_end(sentence, content)
        if speaker is None or end - content < _LEAST_BEFORE:
            return None
        return self._voice(sentence, verb, speaker, content, end, "continued", None)

    def _went_on(
        self, sentence: Sentence, verb: Mention, speaker: SpeakerPhrase | None, before: Sequence[Voice]
    ) -> Voice | None:
        """ "denied the strike, stating that …": who answered goes on speaking."""
        if speaker is None or before or verb.feature != "gerund":
            return None
        after = next((i for i, token in enumerate(sentence.tokens) if token.start >= verb.end), len(sentence.tokens))
        content = self._content_start(sentence, after)
        end = self._content_end(sentence, content)
        return self._voice(sentence, verb, speaker, content, end, "continued", None) if end - content >= 8 else None

    def _according(self, sentence: Sentence) -> list[Voice]:
        found = []
        for cue in self.reading.of("according", sentence.start, sentence.end):
            after = next((i for i, token in enumerate(sentence.tokens) if token.start >= cue.end), len(sentence.tokens))
            phrase = phrase_after(self.reading, sentence.tokens, after)
            phrase = up_to_pronoun(self.reading, without_numbers(self.reading, phrase))
            if phrase is None:
                continue
            parts = following_parts(sentence.tokens, phrase) if cue.start > sentence.start + 3 else []
            speaker = self.registry.read(phrase, parts) or self._of_body(phrase)
            if speaker is None:
                continue
            rest = [token for token in sentence.tokens if token.start >= phrase.end]
            inserted = after_comma(self.reading.text, cue.start) and goes_on(rest)
            if cue.start - sentence.start <= 3 or inserted:
                start = skip_marks(self.reading.text, phrase.end)
                found.append(
                    self._voice(sentence, cue, speaker, start, end_of(sentence, self.reading), "according", None)
                )
            else:
                start = self._clause_start(sentence, cue.start)
                end = trim_mark(self.reading.text, start, cue.start)
                found.append(self._voice(sentence, cue, speaker, start, end, "according", None))
        return found

    def _of_body(self, phrase: Phrase) -> SpeakerPhrase | None:
        """ "a statistic of the provincial council": the body whose figures they are."""
        of = next((place for place, token in enumerate(phrase.tokens) if "of" in token.classes), None)
        body = phrase_of(phrase.tokens[of + 1 :]) if of is not None else None
        return self.registry.read(body) if body is not None else None

    def _headline(self, sentence: Sentence) -> list[Voice]:
        """'Amnesty: …' and '…: monitor' at the head of a text."""
        tokens = sentence.tokens
        text = self.reading.text
        colon = next((i for i, t in enumerate(tokens) if t.text == ":" and text[t.end : t.end + 1].isspace()), None)
        if colon is None or not (sentence.zone == "title" or sentence.index == 0) or len(tokens) < 5:
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
        speaker = self.registry.read(phrase) if phrase else None
        if speaker is None or phrase is None or start >= end:
            return []
        mark = Mention(phrase.end, phrase.end, "say", "assert", "headline")
        return [self._voice(sentence, mark, speaker, start, end, "headline", None)]

    def _voice(
        self,
        sentence: Sentence,
        verb: Mention,
        speaker: SpeakerPhrase,
        start: int,
        end: int,
        form: str,
        above: Attribution | None,
        relay: SpeakerPhrase | None = None,
    ) -> Voice:
        word = self.reading.text[verb.start : verb.end] or None
        if relay is not None:
            above = self.chain(relay, None, above)
        attribution = self.chain(speaker, word, above)
        return Voice(
            start,
            end,
            attribution,
            speaker,
            word or "",
            verb.start,
            verb.end,
            sentence.index,
            form,
            self._is_quoted(start, end),
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

    def _content_start(self, sentence: Sentence, after: int) -> int:
        """Where what is said begins: past addressee, date, 'that', a colon or comma."""
        text = self.reading.text
        tokens = sentence.tokens
        for index in range(after, min(after + 14, len(tokens))):
            token = tokens[index]
            if token.word == "that" or (token.text == ":" and text[token.end : token.end + 1].isspace()):
                return skip_marks(text, token.end)
            if token.text in '“"«;,' or self._tells(token):
                break
        start = tokens[after].start if after < len(tokens) else sentence.end
        start = self._past_addressee(sentence, after, start)
        for mention in self.reading.dates_in(start, start + 12):
            between = self.reading.folded[start : mention.start].split()
            if all(word in ("late", "early", "on", ",") for word in between):
                start = max(start, mention.end)
        return min(skip_marks(text, start), sentence.end)

    def _tells(self, token: Token) -> bool:
        """Whether a word belongs to what is said already: a harm or attack word, or an article before one."""
        starting = self.reading.starting
        return bool(starting("harm", token.start) or starting("attack", token.start))

    def _past_addressee(self, sentence: Sentence, after: int, start: int) -> int:
        """The end of "reporters" in "he told reporters", of "the Panel" in "told the Panel"."""
        tokens = sentence.tokens
        place = after
        if place < len(tokens) and tokens[place].word == "to":
            place += 1
        if place < len(tokens) and "addressee" in tokens[place].classes:
            return tokens[place].end
        told = self.reading.is_a("telling", self.reading.folded[tokens[after - 1].start : tokens[after - 1].end])
        if not told:
            return start
        if place < len(tokens) and tokens[place].word == "the":
            place += 1
        first = place
        while place < len(tokens) and tokens[place].capital:
            place += 1
        if place == first:
            return start
        if place < len(tokens) and "addressee" in tokens[place].classes:
            place += 1
        return tokens[place - 1].end

    def _content_end(self, sentence: Sentence, content: int) -> int:
        end = end_of(sentence, self.reading)
        for klass in ("appeal", "say"):
            for mention in self.reading.of(klass, content, end):
                before = self.reading.text[content : mention.start].rstrip()
                ends_clause = before.endswith(",")
                gerund = self.reading.text[mention.start : mention.end].split()[0].endswith("ing")
                if ends_clause and gerund and not self.reading.in_quotes(mention.start):
                    end = min(end, content + len(before) - 1)
        return end

    def _clause_start(self, sentence: Sentence, before: int) -> int:
        semicolon = self.reading.text.rfind(";", sentence.start, before)
        return skip_marks(self.reading.text, semicolon + 1) if semicolon >= 0 else sentence.start

    def _is_quoted(self, start: int, end: int) -> bool:
        return any(quotation.end - quotation.start > 12 for quotation in self.reading.quotations_over(start, end))

    def _over_whole_quote(self, voice: Voice) -> Voice:
        """A quotation that began in an earlier sentence belongs wholly to its speaker."""
        for quotation in self.reading.quotations_over(voice.start, voice.end):
            start, end = quotation.start, quotation.end
            if voice.form == "inverted" and start < voice.start < end <= voice.end + 1:
                return replace(voice, start=start, end=end)
            if voice.form == "before" and voice.start <= start + 1 and start < voice.end < end:
                return replace(voice, end=end)
        return voice

    def _of_transcript(self) -> list[Voice]:
        """ "Jane Doe, spokesperson: …": who speaks stands before a colon, up to the next who does."""
        labels = [label for s in self.reading.sentences if (label := label_of(self.reading, s)) is not None]
        if len(labels) < _LEAST_TURNS:
            return []
        found = []
        ends = [*(sentence.start for sentence, _, _ in labels[1:]), self.reading.sentences[-1].end]
        for (sentence, phrase, start), end in zip(labels, ends, strict=True):
            speaker = self.registry.read(phrase)
            if speaker is not None and speaker.kind == "person" and start < end:
                mark = Mention(phrase.end, phrase.end, "say", "assert", "headline")
                found.append(self._voice(sentence, mark, speaker, start, end, "transcript", None))
        return found

    def _over_list(self, voice: Voice, list_ends: Mapping[int, int]) -> Voice:
        """Who is named in the sentence that announces a list gives its lines too."""
        return replace(voice, end=list_ends.get(voice.sentence, voice.end))
