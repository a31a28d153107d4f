"""Phrases whose noun means people: where they end, and whether they name a thing after all ("civilian homes")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import THINGS, Reading

POSSESSIVE = ("'s", "s'")
_QUOTES = "'‘\"“”"
_CLOSED = ("function", "det", "be")
_COUNTING = ("count", "vague")
_SINGULAR = ("ss", "us")
"""Words with these ends are no plurals: "serious"."""
_LONGEST_ASIDE = 7
"""So many tokens an aside in brackets may have between a number and its noun."""
_LONGEST_PAIR = 4
"""So many words may stand between "and" and the noun that two adjectives describe."""
_LONGEST_LEAD = 6
"""How many words may stand between a number and the people it counts."""


class NounPhrases:
    """The tokens of one stretch with its numbers, articles and ages."""

    def __init__(self, reading: Reading, tokens: Sequence[Token]) -> None:
        self.reading = reading
        self.tokens = tokens
        self.last = tokens[-1].end if tokens else 0
        self.starts = [token.start for token in tokens]
        self.nouns = reading.person_nouns
        inside = reading.quantities_in(tokens[0].start, self.last) if tokens else []
        self.counts = {item.start: item for item in inside if item.kind in _COUNTING}
        self.articles = {item.start: item for item in inside if item.kind == "article"}
        self.ages = {item.start: item for item in inside if item.kind == "age"}
        self.ordinals = {item.start for item in inside if item.kind == "ordinal"}

    def place(self, offset: int) -> int:
        """The index of the first token at or after `offset`."""
        return bisect_left(self.starts, offset)

    def past_of_age(self, end: int) -> int:
        """Where a person noun ends with what only describes it: "a boy of 11", "a mother of four"."""
        following = self.tokens[self.place(end) : self.place(end) + 2]
        if len(following) < 2 or "of_word" not in following[0].classes:
            return end
        age = self.ages.get(following[1].start)
        return age.quantity.end if age is not None else end

    def past_name(self, place: int) -> int:
        """The index of the first token from here on that is no word in capitals."""
        while place < len(self.tokens) and self.tokens[place].capital and self.tokens[place].is_word:
            place += 1
        return place

    def body(self, at: int) -> tuple[list[Mention], int]:
        """The person nouns of the phrase from token `at` on and where it ends; none where it names a thing."""
        nouns: list[Mention] = []
        place = at
        while place < len(self.tokens) and place - at < _LONGEST_LEAD + 2 * len(nouns):
            here = self.nouns_at(place)
            if place > at and self.starts[place] in self.counts:
                break  # "the monitor said more than 50"
            if here:
                if nouns and "fate" in self.tokens[place].classes:
                    break
                nouns += here
                place = max(place + 1, self.place(here[0].end))
            elif not nouns and (past := self._past_marks(place)) > place:
                at, place = at + past - place, past
            elif nouns or not (self._modifies(place) or (place > at and self._joins_adjectives(place))):
                break
            else:
                age = self.ages.get(self.tokens[place].start)
                place = self.place(age.quantity.end) if age else place + 1
        if not nouns or self._names_a_thing(place):
            return [], 0
        return nouns, nouns[-1].end

    def _joins_adjectives(self, place: int) -> bool:
        """ "30 government and rebel fighters": "and" between two words that describe one noun."""
        if "joining" not in self.tokens[place].classes or not self.is_adjective(place - 1):
            return False
        after = range(place + 1, min(place + _LONGEST_PAIR, len(self.tokens)))
        noun = next((at for at in after if self.nouns_at(at)), None)
        return noun is not None and all(self.is_adjective(at) for at in range(place + 1, noun))

    def shared_head(self, begin: int) -> tuple[list[Mention], int]:
        """ "49 Armenian and 50 Azeri soldiers": the noun of the second number goes with the first as well."""
        place = begin
        while place < len(self.tokens) and place - begin < _LONGEST_PAIR and self.is_adjective(place):
            place += 1
        if place == begin or place + 1 >= len(self.tokens) or "joining" not in self.tokens[place].classes:
            return [], 0
        other = self.counts.get(self.starts[place + 1])
        nouns = self.body(self.place(other.quantity.end))[0] if other is not None else []
        return nouns, self.tokens[place - 1].end if nouns else 0

    def is_adjective(self, place: int) -> bool:
        """Whether a word describes the noun after it and is no thing of its own, like "houses"."""
        token = self.tokens[place]
        plural = token.word.endswith("s") and not token.word.endswith(_SINGULAR) and not token.capital
        return self._modifies(place) and not plural and token.classes.isdisjoint(("harm", "attack", "article"))

    def _past_marks(self, at: int) -> int:
        """The token after an aside or a mark: "35 Daesh (outlawed in Russia) militants", "50 'terrorists'"."""
        if self.tokens[at].text in _QUOTES:
            return at + 1
        if self.tokens[at].text != "(":
            return at
        closing = range(at + 1, min(at + _LONGEST_ASIDE, len(self.tokens)))
        return next((place + 1 for place in closing if self.tokens[place].text == ")"), at)

    def nouns_at(self, at: int) -> list[Mention]:
        """The longest person noun that begins at a token, once for each class that it belongs to."""
        here = self.nouns.get(self.starts[at])
        if here is None:
            return []
        ends = [
            mention.end for mention in here if mention.end <= self.last and not self.reading.is_hyphenated(mention.end)
        ]
        longest = max(ends, default=0)
        return [mention for mention in here if mention.end == longest]

    def noun_at(self, at: int) -> Mention | None:
        """The person noun that begins at a token."""
        return next(iter(self.nouns_at(at)), None)

    def _modifies(self, at: int) -> bool:
        """Whether a word may stand between determiner and noun."""
        token = self.tokens[at]
        if token.start in self.ages:
            return True
        if not token.is_word or token.text[0].isdigit() or token.start in self.counts:
            return False
        word, classes = token.word, token.classes
        if not classes.isdisjoint(_CLOSED):
            return False
        if "harm" in classes and any(
            self.reading.is_a("harm", word, feature) for feature in ("gerund", "intransitive", "base")
        ):
            return False
        verbal = not classes.isdisjoint(("say", "harm")) or (word.endswith("ing") and not token.capital)
        thing = not classes.isdisjoint(THINGS)
        if thing and word.endswith("s") and not verbal:
            return False
        if thing or verbal:
            return at + 1 < len(self.tokens) and self.starts[at + 1] in self.nouns
        return True

    def _names_a_thing(self, at: int) -> bool:
        """ "civilian homes", "the children's hospital": the person noun only describes a thing."""
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        before = self.tokens[at - 1]
        if before.word.endswith(POSSESSIVE):
            return True
        if not token.is_word:
            return False
        if "hyphened" in token.classes and self._is_participle(at):
            return False
        return "not_people" in token.classes or self._tells_a_toll(before, token)

    def _is_participle(self, at: int) -> bool:
        """ "two men held since May", and no "rebel held areas" that has lost its hyphen."""
        following = self.tokens[at + 1 : at + 2]
        return not following or not following[0].is_word or "function" in following[0].classes

    def _tells_a_toll(self, noun: Token, token: Token) -> bool:
        """ "the civilian death toll": a noun in the singular that only says of whom a toll is."""
        singular = not noun.word.endswith("s") and not self.reading.is_a("plural", noun.word)
        harms = self.reading.starting("harm", token.start) if singular and "harm" in token.classes else ()
        return any(harm.feature in ("noun", "toll") and "fate" not in token.classes for harm in harms)

    def is_plural(self, noun: Mention) -> bool:
        """Whether a noun means more than one."""
        word = self.reading.folded[noun.start : noun.end].split()[-1]
        return (word.endswith("s") and not word.endswith("ss")) or self.reading.is_a("plural", word)
