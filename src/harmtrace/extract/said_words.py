"""Which words of a sentence are what its verb says: those before the speaker or after the verb, and up to where."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.contents import at_a_distance, before_relative, content_end, only_circumstances
from harmtrace.extract.reading import Reading
from harmtrace.extract.utterances import after_comma, end_of, gives_a_number, trim_mark
from harmtrace.extract.verbs import Verb
from harmtrace.extract.voice import Voice

LEAST = 8
"""So many characters are something said, and so many before ", she says," are its beginning."""
CLAUSE = 3
"""So many words after a verb may be something said."""
FIGURE = 4
"""A number by itself counts as so many words that are said."""
_TOLL = (2, 3)
"""So many words are "12 dead" or "it at 12"."""
_LEAD = 30
"""So many characters before ", officials said after the raid" are what they said."""
_RELATIVE = 2
"""So many words, its comma included, open ", which lawyers say"."""
_OPENING_MARKS = '"“«'


class SaidWords:
    """Finds what is said around a verb and its speaker, who begins `at` an offset."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def within_relative(self, at: int) -> bool:
        """ "The blockade, which lawyers say is unlawful, …": whether a relative clause begins before the speaker."""
        before = self.reading.tokens.before(at, 2)
        return len(before) == _RELATIVE and before[0].text == "," and "relative_clause" in before[1].classes

    def around(self, verb: Verb, at: int, content: int) -> int | None:
        """Where what stands before the speaker ends, or goes on: "A, she says, and B"; None where it may follow."""
        text, sentence = self.reading.text, verb.sentence
        led = at - sentence.start
        if content < sentence.end and text[content] == ";" and led > LEAST:
            return trim_mark(text, 0, at)
        apart = after_comma(text, at)
        colon = text[verb.mention.end : verb.mention.end + 3]
        lists = colon[:1] == ":" and colon[-1:] not in _OPENING_MARKS and apart
        goes_on = content < sentence.end and self.reading.folded.startswith("and ", content)
        if (lists or goes_on) and led > _LEAD and verb.is_saying:
            return end_of(sentence, self.reading)
        if "," in text[verb.mention.end : content] and apart and led > LEAST and verb.is_saying:
            return trim_mark(text, sentence.start, at) if self._goes_back(verb) else end_of(sentence, self.reading)
        return None

    def follows(self, verb: Verb, at: int, content: tuple[int, int], leads: int) -> bool:
        """Whether what stands after the verb is what is said, and not only when or where; `leads` words go before."""
        words = 0 if self._closes(verb, at, content[0]) else self.count(verb, *content)
        finite = any("auxiliary" in token.classes for token in self.reading.tokens_in(*content))
        return words >= CLAUSE and not (leads > 5 and words < 4 and verb.is_saying and not finite)

    def may_lead(self, verb: Verb, before: Sequence[Voice], at: int, rest: int) -> bool:
        """Whether what goes before the speaker is said, and nobody else says it; `rest` characters follow the verb."""
        here = [v for v in before if v.sentence == verb.sentence.index and not relays(v, at)]
        if rest > LEAST and any(voice.start <= at < voice.end for voice in here):
            return False
        if self.reading.has_commas:
            return self._is_apart(at)
        return rest <= 0 or not any(voice.form in ("after", "inverted") for voice in here)

    def _is_apart(self, at: int) -> bool:
        """Whether a mark parts the speaker from what goes before, also "”, one of | the nurses said"."""
        before = self.reading.text[max(0, at - len("”, many of ")) : at]
        return any(mark in before for mark in ',;:–—-"”»)?!.')

    def _goes_back(self, verb: Verb) -> bool:
        """ "…, the group said, a day after shells hit the port": what follows is told by another."""
        comma = next((place for place in range(verb.after, len(verb.tokens)) if verb.tokens[place].text == ","), None)
        return comma is not None and at_a_distance(verb.tokens[comma + 1 :])

    def _closes(self, verb: Verb, at: int, content: int) -> bool:
        """ "…, officials said after the raid": what was said came before, and its time or place follows."""
        if not verb.is_saying or not after_comma(self.reading.text, at) or at - verb.sentence.start < _LEAD:
            return False
        first = next((token for token in verb.tokens if token.start >= content), None)
        clause = any(token.word == "that" for token in verb.tokens[verb.after :] if token.start < content)
        if first is None or clause:
            return False
        # "…, officials said because they feared reprisals": why it was said so, and nothing that was said
        return "clause_end" in first.classes or self.reading.is_a("function", first.word, "preposition")

    def count(self, verb: Verb, content: int, end: int) -> int:
        """How many words stand after the verb as something said; a toll counts as much as a clause."""
        words = sum(1 for token in verb.tokens if content <= token.start < end and token.is_word)
        if any(item.quantity.end >= end for item in self.reading.quantities.beginning_at(content)):
            return FIGURE  # "the army said 12 people died, residents said 20"
        toll = words in _TOLL and gives_a_number(self.reading, verb.mention)
        first = next((token for token in verb.tokens if token.start >= content), None)
        aside = first is not None and "beside" in first.classes  # "state media said, with witnesses saying …"
        if verb.is_saying and (aside or only_circumstances(self.reading, verb.sentence, content, end)):
            return 0
        return FIGURE if toll else words

    def end(self, verb: Verb, content: int) -> int:
        """Where what is said after the verb ends."""
        end = content_end(self.reading, verb.sentence, content, verb.mention)
        if self.reading.begins("claim", verb.mention.start):
            end = before_relative(self.reading, content, end)
        goes_on = [say for say in self.reading.of("say", content, end) if say.start == content]
        return content if goes_on and goes_on[0].feature == "gerund" else end


def relays(voice: Voice, at: int) -> bool:
    """ "…, she said, according to the agency": who is cited for the words in which she stands."""
    return voice.form == "according" and voice.start <= at < voice.end <= voice.verb_start
