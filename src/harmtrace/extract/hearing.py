"""The reporting verbs of a sentence: who is their subject, and which words are what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.contents import (
    clause_start,
    comma_after,
    content_start,
    is_quoted,
    opens_turn,
    quote_after,
    quote_before,
    quote_broken,
)
from harmtrace.extract.elided import Elided
from harmtrace.extract.indirect import Indirect, passed_on
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import (
    Phrase,
    apposed,
    phrase_after,
    phrase_before,
    phrase_of,
    undescribed,
    with_whose,
)
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.said_words import CLAUSE, LEAST, SaidWords, relays
from harmtrace.extract.subjects import Subjects
from harmtrace.extract.utterances import (
    after_comma,
    before_adverbs,
    before_is_subject,
    closes,
    end_of,
    following_parts,
    trim_mark,
)
from harmtrace.extract.verbs import Verb, as_saying, says, turns_round, verb_of
from harmtrace.extract.voice import Voice
from harmtrace.extract.voicing import Voicing
from harmtrace.model.attribution import Attribution
from harmtrace.model.immutable import immutable

ANSWERS = ("deny", "admit", "claim")
"""Cues whose subject is introduced as a speaker, though a response and no voice comes of them."""
_SOMEBODY = 2
"""So many words "the potter" has at the least."""
_PASSIVE_REACH = 12
"""So many words before ", stating that" the words "published by" may stand."""


@immutable(frozen=True, slots=True)
class _Turn:
    """Who spoke last in the sentence, and for whom."""

    speaker: SpeakerPhrase
    attribution: Attribution
    answers: bool = False


class Hearing:
    """Hears the verbs of saying, asking and accusing, sentence after sentence."""

    def __init__(self, reading: Reading, voicing: Voicing) -> None:
        self.reading = reading
        self.voicing = voicing
        self.registry = voicing.registry
        self.subjects = Subjects(reading, voicing.registry)
        self.indirect = Indirect(reading, voicing)
        self.elided = Elided(reading, voicing)
        self.words = SaidWords(reading)

    def in_sentence(self, sentence: Sentence, cited: Sequence[Voice]) -> list[Voice]:
        """The voices `cited` in `sentence` and those of its verbs."""
        found = list(cited)
        turn = _Turn(found[-1].speaker, found[-1].attribution) if found else None
        for mention in self._verbs(sentence):
            if mention.klass in ANSWERS:
                speaker = self.subjects.of_cue(sentence, mention)
                turn = _Turn(speaker, self.voicing.chain(speaker, None), True) if speaker is not None else turn
                continue
            verb = verb_of(sentence, mention)
            voice = self._heard(verb, found, turn)
            if voice is not None:
                found += self.elided.figures(verb, voice)
                turn = _Turn(voice.speaker, voice.attribution)
        if not found and (colon := self._before_colon(sentence)) is not None:
            return [colon]
        return passed_on(self.reading.text, found)

    def _before_colon(self, sentence: Sentence) -> Voice | None:
        """ "Huda, a neighbour who got out: “…”": who stands before a colon and a quotation, without a verb."""
        quoted = self.reading.quoted.beginning_in(sentence.start, sentence.end)
        if not quoted or self.reading.text[sentence.start : quoted[0].start].rstrip()[-1:] != ":":
            return None
        again = "rendering" in sentence.tokens[0].classes  # "Translation of his post: “…”"
        speaker = next(reversed(self.registry.known), None) if again else self.subjects.main(sentence)
        if speaker is None or (speaker.kind == "organisation" and not again):
            return None
        mark = Mention(quoted[0].start - 1, quoted[0].start - 1, "say", "assert", "colon")
        return self.voicing.voice(sentence, mark, speaker, quoted[0].start, quoted[0].end, "announced", None)

    def _verbs(self, sentence: Sentence) -> list[Mention]:
        says = self.reading.of("say", sentence.start, sentence.end)
        asks = self.reading.of("appeal", sentence.start, sentence.end, "ask", "for")
        asks = [ask for ask in asks if ask.feature == "past"]
        starts = {ask.start for ask in asks}
        answers = [cue for klass in ANSWERS for cue in self.reading.of(klass, sentence.start, sentence.end)]
        accusations = self.reading.of("accuse", sentence.start, sentence.end)
        both = [say for say in says if say.start not in starts] + asks + answers + accusations
        return sorted(both, key=lambda verb: verb.start)

    def _heard(self, verb: Verb, before: Sequence[Voice], turn: _Turn | None) -> Voice | None:
        rumour = self.indirect.rumour(verb, self._above(before, verb.mention.start))
        if rumour is not None or not says(self.reading, verb):
            return rumour
        if verb.mention.feature == "gerund":
            return self.indirect.beside(verb) or self._participle(verb, before, turn)
        saying = as_saying(self.reading, verb)
        if saying is not None:
            return self._quoted_as_saying(verb, saying, before)
        at = before_adverbs(verb.tokens, verb.at)
        verb = verb if at == verb.at else replace(verb, at=at)
        going = verb.tokens[verb.at].word.endswith("ing")
        if turns_round(self.reading, verb):
            inverted = self._inverted(verb, loose=True)
            if inverted is not None:
                return inverted
        beside = bool(verb.at) and verb.tokens[verb.at - 1].text == "," and not going
        speaker = self.subjects.before(verb.sentence, verb.at) if beside else None
        inverted = self._inverted(verb) if speaker is None else None
        if inverted is not None:
            return inverted
        if turn is not None and opens_turn(verb.tokens, verb.at):
            return self._going_on(verb, turn, "before" if verb.is_saying else "continued")
        if (
            speaker is None
            and verb.mention.klass == "appeal"
            and verb.at
            and not before_is_subject(verb.tokens, verb.at)
        ):
            return self._participle(verb, before, turn)
        speaker = speaker or self.subjects.described_after_quote(verb.sentence, verb.at)
        speaker = speaker or self.subjects.before(verb.sentence, verb.at) or self._quoted(verb)
        if speaker is None and not self.reading.has_commas and not opens_turn(verb.tokens, verb.at):
            return self._inverted(verb, loose=True)
        if speaker is None and verb.at and (opens_turn(verb.tokens, verb.at) or self._announces(verb)):
            speaker = self.subjects.main(verb.sentence)
        speaks = "speaking" in verb.tokens[verb.after - 1].classes or verb.mention.value == "condemn"
        if speaker is None and speaks:
            speaker = self.subjects.somebody(verb.sentence, verb.at)
        return self._place(verb, speaker, before) if speaker is not None else None

    def _quoted(self, verb: Verb) -> SpeakerPhrase | None:
        """ "“…,” the potter said", "…, the war room confirmed.": who tells, though no table knows the noun."""
        phrase = phrase_before(self.reading, verb.tokens, verb.at) if verb.is_saying else None
        phrase = phrase or self._one_of_them(verb)
        if phrase is None or len(phrase.tokens) < _SOMEBODY or "determiner" not in phrase.tokens[0].classes:
            return None
        closing = after_comma(self.reading.text, phrase.start) and self._closes_all(verb)
        tells = closing or quote_before(self.reading, phrase.start) is not None
        return self.registry.somebody(phrase) if tells else None

    def _one_of_them(self, verb: Verb) -> Phrase | None:
        """ "“…,” one of them said": somebody of those who were told of."""
        words = verb.tokens[max(0, verb.at - 3) : verb.at]
        among = len(words) == 3 and words[1].word == "of" and "addressee" in words[2].classes
        return phrase_of(words) if among and verb.is_saying else None

    def _closes_all(self, verb: Verb) -> bool:
        """Whether nothing but when and to whom follows the verb up to the end of the sentence."""
        return content_start(self.reading, verb.sentence, verb.after) >= end_of(verb.sentence, self.reading)

    def _quoted_as_saying(self, verb: Verb, saying: int, before: Sequence[Voice]) -> Voice | None:
        """ "The agency quoted a doctor as saying": the doctor speaks, told by the agency."""
        words = verb.tokens[verb.after : saying - 1]
        comma = next((place for place, token in enumerate(words) if token.text == ","), len(words))
        quoted, apposed_to = phrase_of(words[:comma]), phrase_of([token for token in words[comma:] if token.is_word])
        parts = [apposed_to] if apposed_to is not None else []
        speaker = self.registry.identify(quoted, parts) if quoted is not None else None
        relay = self.subjects.before(verb.sentence, verb.at)
        if quoted is None or speaker is None or relay is None:
            return None
        self.registry.remember(speaker)
        said = replace(verb, mention=self.reading.starting("say", verb.tokens[saying].start)[0], at=saying)
        content = content_start(self.reading, verb.sentence, saying + 1)
        start, end, form = content, self.words.end(said, content), "before"
        if self.words.count(said, content, end) < CLAUSE:
            quote = quote_before(self.reading, relay.phrase_start)
            start, end = quote or (verb.sentence.start, trim_mark(self.reading.text, 0, relay.phrase_start))
            form = "inverted" if quote else "after"
        above = self._above(before, relay.phrase_start)
        return self.voicing.voice(verb.sentence, said.mention, speaker, start, end, form, above, self._body(relay))

    def _announces(self, verb: Verb) -> bool:
        """Whether a colon follows the verb: "told the Panel: …", "stated: “…"."""
        near = any(token.text == ":" for token in verb.tokens[verb.after : verb.after + 6])
        return near or verb.tokens[-1].text == ":"

    def _inverted(self, verb: Verb, *, loose: bool = False) -> Voice | None:
        """'"…," said Diana Semaan, Amnesty's researcher.'; `loose` where the text has lost its commas."""
        tokens = verb.tokens
        if verb.at == 0 or verb.after >= len(tokens):
            return None
        mark = tokens[verb.at - 1]
        closes_quote = mark.text in '”"»'
        if not (verb.is_saying or (closes_quote and verb.mention.klass == "appeal")):
            return None
        if not (closes_quote or mark.text == "," or loose):
            return None
        first = tokens[verb.after]
        bare = not first.classes.isdisjoint(("role", "teller", "group"))  # "…,” says team leader Jane Doe"
        if not (closes_quote or first.capital or bare or "determiner" in first.classes):
            return None
        phrase = undescribed(self.reading, phrase_after(self.reading, tokens, verb.after))
        if phrase is None or (loose and (not closes(tokens, phrase) or _holds_a_verb(phrase))):
            return None
        speaker = self.registry.read(phrase, self._described_after(tokens, phrase))
        quoted = closes_quote and is_quoted(self.reading, verb.sentence.start, mark.end)
        some = len(phrase.tokens) >= _SOMEBODY and "determiner" in phrase.tokens[0].classes
        if speaker is None and quoted and some:
            speaker = self.registry.somebody(phrase)
        if speaker is None:
            return None
        end = mark.start if mark.text == "," else mark.end
        return self._voice(verb, speaker, verb.sentence.start, end, "inverted", None)

    def _described_after(self, tokens: Sequence[Token], phrase: Phrase) -> list[Phrase]:
        """The appositions after a name: ", the mayor of Hays", with or without its comma."""
        place = next((place for place, token in enumerate(tokens) if token.start >= phrase.end), len(tokens))
        if self.reading.has_commas or place >= len(tokens) or not apposed(tokens, place):
            return following_parts(tokens, phrase)
        part = phrase_after(self.reading, tokens, place)
        return [part] if part is not None else []

    def _place(self, verb: Verb, speaker: SpeakerPhrase, before: Sequence[Voice]) -> Voice | None:
        """Decide whether what is said stands after the verb or before the speaker."""
        sentence, at = verb.sentence, speaker.phrase_start
        if self.reading.folded[max(0, at - len("what ")) : at] == "what ":
            return self._what(verb, speaker)
        blamed = self.indirect.blamed(verb, speaker)
        if blamed is not None:
            return blamed
        quote = quote_before(self.reading, at)
        if quote is not None and verb.is_saying:
            start, end = quote
            return self._voice(
                verb, speaker, start, quote_broken(self.reading, verb.mention.end) or end, "inverted", None
            )
        announced = quote_after(self.reading, sentence)
        if announced is not None:
            return self._voice(verb, speaker, *announced, "announced", self._above(before, at))
        content = content_start(self.reading, sentence, verb.after)
        around = self.words.around(verb, at, content) if not any(relays(v, at) for v in before) else None
        if around is not None:
            return self._voice(verb, speaker, sentence.start, around, "after", None)
        end = self.words.end(verb, content)
        if self.words.within_relative(at):
            end = min(end, comma_after(self.reading, content, end))
            return self._voice(verb, speaker, content, end, "before", None) if end - content >= LEAST else None
        if self.subjects.in_relative(verb.tokens, verb.at):
            end = min(end, comma_after(self.reading, content, end))
        leads = sum(1 for token in sentence.tokens if token.end <= at and token.is_word)
        if self.words.follows(verb, at, (content, end), leads):
            return self._voice(verb, speaker, content, end, "before", self._above(before, at))
        if leads < CLAUSE or not verb.is_saying or not self.words.may_lead(verb, before, at, end - content):
            return None
        start = clause_start(self.reading, sentence, at)
        above = next((voice.attribution for voice in before if relays(voice, at)), None)
        return self._voice(verb, speaker, start, trim_mark(self.reading.text, start, at), "after", above)

    def _what(self, verb: Verb, speaker: SpeakerPhrase) -> Voice | None:
        """ "What Kyiv says was a raid on the port" is told by Kyiv; "what he called a crime" is a name only."""
        after = verb.tokens[verb.after : verb.after + 1]
        if not verb.is_saying or not after or "be" not in after[0].classes:
            return None
        content = after[0].end + 1
        end = self.words.end(verb, content)
        return self._voice(verb, speaker, content, end, "cited", None) if end - content >= LEAST else None

    def _participle(self, verb: Verb, before: Sequence[Voice], turn: _Turn | None) -> Voice | None:
        """', adding that …' goes on with the last speaker; ', citing X' names one further back."""
        if before and self.reading.is_a("citing", self.reading.folded[verb.mention.start : verb.mention.end]):
            return self._cited(verb, before[-1])
        if turn is not None:
            return self._going_on(verb, turn, "answered" if turn.answers else "continued")
        if not verb.is_saying:
            return None
        speaker = self._agent(verb) or self.subjects.main(verb.sentence)
        announced = quote_after(self.reading, verb.sentence)
        if speaker is not None and announced is not None:
            return self._voice(verb, speaker, *announced, "announced", None)
        content = content_start(self.reading, verb.sentence, verb.after)
        end = self.words.end(verb, content)
        if speaker is None or end - content < LEAST:
            return None
        return self._voice(verb, speaker, content, end, "continued", None)

    def _cited(self, verb: Verb, last: Voice) -> Voice | None:
        phrase = with_whose(self.reading, verb.tokens, phrase_after(self.reading, verb.tokens, verb.after))
        speaker = self.registry.read(phrase) if phrase else None
        if speaker is None:
            return None
        return self._voice(verb, speaker, last.start, last.end, "cited", last.attribution)

    def _going_on(self, verb: Verb, turn: _Turn, form: str) -> Voice | None:
        """The same speaker's further words, in the same chain."""
        content = content_start(self.reading, verb.sentence, verb.after)
        end = self.words.end(verb, content)
        if end - content < LEAST:
            return None
        mention = verb.mention
        text = self.reading.text[mention.start : mention.end]
        said = replace(turn.attribution, verb=text)
        quoted = is_quoted(self.reading, content, end)
        place = verb.sentence.index
        return Voice(content, end, said, turn.speaker, text, mention.start, mention.end, place, form, quoted)

    def _agent(self, verb: Verb) -> SpeakerPhrase | None:
        """ "photos were published by the Media Centre, stating that …": the agent of the passive speaks."""
        tokens = verb.tokens
        if not verb.at or tokens[verb.at - 1].text != ",":
            return None
        places = range(verb.at - 2, max(0, verb.at - _PASSIVE_REACH), -1)
        by = next((place for place in places if "agent" in tokens[place].classes), None)
        phrase = phrase_after(self.reading, tokens, by + 1) if by is not None else None
        return self.registry.read(phrase) if phrase is not None else None

    def _voice(
        self, verb: Verb, speaker: SpeakerPhrase, start: int, end: int, form: str, above: Attribution | None
    ) -> Voice:
        relay = self._addressee(verb) if speaker.phrase_start < verb.mention.start else None
        relay = relay or self._quoted_by(verb, speaker)
        return self.voicing.voice(verb.sentence, verb.mention, speaker, start, end, form, above, relay)

    def _above(self, before: Sequence[Voice], at: int) -> Attribution | None:
        """The chain of the voice inside whose words this one speaks."""
        outer = [voice for voice in before if voice.start <= at < voice.end and voice.form in ("before", "according")]
        if not outer:
            return None
        between = self.reading.tokens_in(outer[-1].verb_end, at)
        beside = any(token.text == ";" or "contrast" in token.classes for token in between)
        # "The army says …, residents say …": a comma parts two tellers.
        joined = len(between) > 1 and between[-1].word in ("and", "but") and between[-2].text == ","
        beside = beside or joined or (after_comma(self.reading.text, at) and len(between) > CLAUSE)
        return None if beside else outer[-1].attribution

    def _addressee(self, verb: Verb) -> SpeakerPhrase | None:
        """The organisation that was told: "told the Circle that"."""
        if not self.reading.folded[verb.mention.start : verb.mention.end].startswith(("told", "tells")):
            return None
        phrase = _before_clause(phrase_after(self.reading, verb.tokens, verb.after))
        if phrase is None or any(self.reading.is_a("addressee", word) for word in phrase.words):
            return None
        return self._body(self.registry.identify(phrase))

    def _quoted_by(self, verb: Verb, speaker: SpeakerPhrase) -> SpeakerPhrase | None:
        """The organisation between subject and verb: "the ministry, quoted by TASS, said"."""
        relays = self.reading.of("describing", speaker.end, verb.mention.start, "relay")
        after = next((i for i, token in enumerate(verb.tokens) if relays and token.start >= relays[0].end), None)
        phrase = phrase_after(self.reading, verb.tokens, after) if after is not None else None
        return self._body(self.registry.identify(phrase)) if phrase is not None else None

    def _body(self, speaker: SpeakerPhrase | None) -> SpeakerPhrase | None:
        """The speaker if it is one that passes on: a body, also "state television"."""
        if speaker is None or speaker.kind == "person":
            return None
        return speaker if speaker.kind == "organisation" or self._is_medium(speaker.name) else None

    def _is_medium(self, name: str) -> bool:
        last = name.lower().split()[-1]
        return self.reading.is_a("group", last) and self.reading.is_a("medium", last)


def _holds_a_verb(phrase: Phrase) -> bool:
    """ "said the rebels had used": a clause, and not who said it."""
    return any(not token.classes.isdisjoint(("auxiliary", "modal")) for token in phrase.tokens)


def _before_clause(phrase: Phrase | None) -> Phrase | None:
    """ "told the Circle the roads …": the phrase up to what was told, where no "that" opens it."""
    if phrase is None:
        return None
    opens = (place for place, token in enumerate(phrase.tokens) if place and _opens_clause(phrase.tokens, place))
    return phrase_of(phrase.tokens[: next(opens, len(phrase.tokens))])


def _opens_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether an article or pronoun after a name begins what was told."""
    opens = not tokens[place].classes.isdisjoint(("determiner", "subject_pronoun")) and not tokens[place].capital
    return opens and tokens[place - 1].capital and "of_word" not in tokens[place - 1].classes
