"""What is told around people of how they were harmed: how badly, of what, whether of all of them, after which words."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.languages.gaps import Gaps
from harmtrace.extract.languages.people import People
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading

REACH = 34
"""So far, in characters, beside people it may be told how badly they are hurt, or what yielded them."""
_RESULT, _LED, _LED_FAR = 60, 2, 4
"""So far, in characters and words, before a result it may be told that it was led to; the last with a preposition."""
_ILL = 3
"""So many words behind people an illness may be named."""
_FELLOWS = 4
"""So many words of people may name them as comrades of those before."""
_STOCK = 2
"""So many words before people it may be told what they lack."""
_CLOSER = (("severe", "injured.severe"), ("outcome", "suffocation"))
"""The classes of phrases behind the injured, and what those become."""


class Setting:
    """What stands around the people of a stretch."""

    def __init__(self, reading: Reading, gaps: Gaps, people: Sequence[People], start: int, end: int) -> None:
        self.reading, self.gaps, self.people = reading, gaps, people
        self.start, self.end = start, end

    def is_ill(self, someone: People) -> bool:
        """ "Two hundred were struck with cholera": no harm of an attack."""
        after = self.gaps.between(someone.end, min(self.end, someone.end + REACH))[:_ILL]
        return any("illness" in token.classes for token in after)

    def lose_things(self, someone: People, word: Mention) -> bool:
        """ "Two thousand people lost their houses": the word of loss has another object."""
        after = self.gaps.between(someone.end, min(self.end, someone.end + REACH))[:1]
        lost = word.value == "missing" and word.end <= someone.start
        return lost and bool(after) and self.gaps.is_thing(after[0])

    def is_bereaved(self, someone: People, word: Mention) -> bool:
        """ "The doctor lost five of his family": they died, where somebody is told of as the one who lost them."""
        lost = word.value == "missing" and word.end <= someone.start
        family = any(noun.value == "family" for noun in someone.nouns)
        return lost and family and bool(self.gaps.between(word.end, someone.start))

    def are_fellows(self, someone: People) -> bool:
        """ "Three of his comrades": of the same kind as those before."""
        after = self.reading.tokens_in(someone.start, min(self.end, someone.quantity.end + REACH))[:_FELLOWS]
        return any("fellow" in token.classes for token in after)

    def state(self, someone: People, harm: str) -> str:
        """How the harm is told more closely right behind people: badly hurt, dead of wounds, suffocated."""
        if harm == "injured" and self.reading.begins("severe", someone.start):
            return "injured.severe"  # "serious injuries"
        reach = min(self.end, someone.end + REACH)
        for klass, told, becomes in (("severe", "injured", "injured.severe"), ("outcome", "injured", "suffocation")):
            for mention in self.reading.of(klass, someone.end, reach):
                values = mention.value in ("-", becomes)
                if harm == told and values and self._follows(someone, mention.start):
                    return becomes
        if harm == "killed" and self._died_of_wounds(someone):
            return "died_later"
        return harm

    def _died_of_wounds(self, someone: People) -> bool:
        """ "A woman died of her wounds": told before the next people."""
        following = next((other.start for other in self.people if other.start > someone.start), self.end)
        ahead = self.reading.of("outcome", max(self.start, someone.start - REACH), someone.start, "died_later")
        if any(not self.gaps.between(mention.end, someone.start) for mention in ahead):
            return True
        told = self.reading.of("outcome", someone.end, min(following, self.end), "died_later")
        return any(not self.gaps.parts(self.gaps.between(someone.end, m.start)) for m in told)

    def _follows(self, someone: People, start: int) -> bool:
        """Whether nothing stands between people and what is told of them but a word of no other people."""
        tokens = self.gaps.between(someone.end, start)
        if any("subset" in token.classes for token in tokens) and not someone.of_them:
            return False
        return len(tokens) <= 1 and not self.gaps.parts(tokens, commas=False)

    def heads(self, someone: People) -> bool:
        """ "A martyr and three wounded": the first words of a headline or an item."""
        first = next((t for t in self.reading.tokens_in(self.start, self.end) if t.is_word), None)
        return first is not None and first.start == someone.start

    def is_of_others(self, someone: People) -> bool:
        """ "The victims of the raid", written "victims the raid": a noun that is definite by the next."""
        noun = someone.fate.end if someone.fate is not None else someone.end
        after = self.gaps.between(noun, min(self.end, noun + REACH))[:1]
        return bool(after) and "definite" in after[0].classes and "preposition" not in after[0].classes

    def is_yielded(self, someone: People) -> bool:
        """Whether people stand behind a word for what an attack yields: "fell", "left", "led to"."""
        before = self.reading.tokens_in(max(self.start, someone.start - REACH), someone.start)[-2:]
        if any("yield" in token.classes for token in before):
            return True
        return self.is_result(someone.start)

    def is_result(self, offset: int) -> bool:
        """Whether what begins at an offset is told as the result of something: "which led to"."""
        for led in self.reading.of("result", max(self.start, offset - _RESULT), offset):
            between = self.gaps.between(led.end, offset)
            if len(between) < _LED or (len(between) <= _LED_FAR and "preposition" in between[-1].classes):
                return True
        return False

    def in_a_name(self, someone: People) -> bool:
        """ "Martyrs' Hospital", "the square of the Martyrs": words of a name."""
        targets = self.reading.of("target", self.start, self.end)
        places = self.reading.places.within(self.start, self.end)
        names = [(name.start, name.end) for name in targets] + [(name.start, name.end) for name in places]
        return any(start < someone.end and someone.start < end for start, end in names)

    def are_freed(self, someone: People) -> bool:
        """ "The release of 20 prisoners", "the fate of 26 abducted"."""
        freed = self.reading.of("freed", max(self.start, someone.start - REACH), someone.start)
        return any(not self.gaps.between(mention.end, someone.start)[1:] for mention in freed)

    def tells_of_share(self, someone: People) -> bool:
        """ "Most of the dead fell in one quarter": no number of its own."""
        first = self.reading.tokens_in(someone.start, someone.end)[:1]
        return bool(first) and "majority" in first[0].classes

    def lacks_aid(self, someone: People) -> bool:
        """ "30,000 wounded lack medicine": a stock, and no harm told."""
        before = self.reading.tokens_in(max(self.start, someone.start - REACH), someone.start)[-_STOCK:]
        return any("stock" in token.classes for token in before)
