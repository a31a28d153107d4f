"""What a number or noun of people counts: by the words beside it, by what befell them, or nobody at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from harmtrace.extract.counted import Counted, of_armed_group, people_nouns, status_of, who_of
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.noun_phrases import NounPhrases
from harmtrace.extract.reading import PERSON_CLASSES
from harmtrace.extract.unlisted import unlisted_end
from harmtrace.model.quantity import Quantity

_COUNTED_BY_OF = ("collective", "toll_noun", "fate", "harm")
"""Behind nouns of these classes "of" leads to a number of people, and no age."""
_OLDEST = 120
"""A higher number between commas is no age, in years."""
_FAMILY_REACH = 20
"""How far, in characters, behind "members of" the family may be named."""
_FAMILY_WORDS = 6
"""So many words "of the Abu Shammala family" may have."""
_LONGEST_LEAD = 3
"""So many words may stand between a number and the noun of harm that it counts."""
SAME_PERSON_REACH = 1500
"""How far back, in characters, "the boy" may have been introduced."""
_KIN = ("family", "child", "woman", "man")
"""The ids of nouns that may mean somebody's relatives."""
_NOUN_REACH = 24
"""How far, in characters, the words of a noun may begin before its end."""


class PeoplePhrases(NounPhrases):
    """The phrases of one stretch that may count people."""

    def counted(
        self, quantity: Quantity, nouns: Sequence[Mention], end: int, *, start: int | None = None, **marks: Any
    ) -> Counted:
        """The people of a quantity and these nouns, whose phrase ends at `end`."""
        begin = quantity.start if start is None else start
        end = self._past_family(end)
        status = status_of(nouns)
        if status == "combatant" and self._with_others(end):
            status = "mixed"
        if status == "unstated" and nouns and of_armed_group(self.reading, begin, nouns[-1], self.last):
            status = "combatant"
        return Counted(quantity, begin, end, tuple(nouns), status, who_of(nouns), **marks)

    def _past_family(self, end: int) -> int:
        """Where "4 members of the Zarrouq family" ends."""
        following = self.tokens[self.place(end) : self.place(end) + _FAMILY_WORDS]
        if not following or "of_word" not in following[0].classes:
            return end
        for token in following[1:]:
            if "kin_head" in token.classes:
                return token.end
            if not (token.capital or "det" in token.classes):
                return end
        return end

    def named(self, at: int, end: int, nouns: Sequence[Mention] = ()) -> Counted:
        """One person told by name: "Rana Haj Bakri was killed", "engineer Omar Sallum"."""
        start = self.tokens[at].start
        quantity = Quantity(1, 1, 1, "eq", self.reading.text[start:end], start, end)
        return self.counted(quantity, nouns, end, single=True)

    def by_harm_noun(self, quantity: Quantity, begin: int) -> Counted | None:
        """ "83 extrajudicial killings", "dozens of serious injuries": people counted by what befell them."""
        series = any("row_of" in token.classes for token in self.tokens[self.place(quantity.start) : begin])
        if series or quantity.value == 0:
            return None  # "a series of executions", "no visible injuries"
        for place in range(begin, min(begin + _LONGEST_LEAD, len(self.tokens))):
            here = [harm for harm in self.reading.starting("harm", self.starts[place]) if harm.feature == "noun"]
            if here:
                return self.counted(quantity, (), here[0].end)
            if not self.is_adjective(place):
                return None
        return None

    def unlisted(self, quantity: Quantity, begin: int) -> Counted | None:
        """ "killed three camel drivers": people by what befell them, though no table lists their noun."""
        plural = quantity.value != 1
        end = unlisted_end(self.reading, self.tokens, self.place(quantity.start), begin, plural)
        if end is None:
            return None
        people = self.counted(quantity, (), self.tokens[end - 1].end)
        return replace(people, status="combatant") if "armed_head" in self.tokens[end - 1].classes else people

    def unlisted_one(self, at: int, after: int) -> Counted | None:
        """ "killing the storekeeper": one person by what befell them."""
        token = self.tokens[at]
        own = "relative" in token.classes or self.reading.is_a("det", token.word, "possessive")
        if own or self.count_follows(token.end):
            return None
        end = unlisted_end(self.reading, self.tokens, at, after, plural=False)
        return None if end is None else self.named(at, self.tokens[end - 1].end)

    def _with_others(self, end: int) -> bool:
        """ "60 gunmen and members of their families": others than fighters are among those counted."""
        place = self.place(end)
        if place + 1 >= len(self.tokens) or "joining" not in self.tokens[place].classes:
            return False
        if self.starts[place + 1] in self.counts or self.starts[place + 1] in self.articles:
            return False
        nouns, last = self.body(place + 1)
        if not nouns or not self.is_plural(nouns[-1]) or status_of(nouns) == "combatant":
            return False
        family = people_nouns(self.reading, last, min(self.last, last + _FAMILY_REACH))
        civil = any(noun.klass == "civilian" or noun.value == "family" for noun in (*nouns, *family[:1]))
        return civil or any("employed" in token.classes for token in self.tokens[place + 1 : self.place(last)])

    def whose_bodies(self, end: int) -> list[Mention]:
        """ "21 bodies of Tigrayan civilians": who the dead were."""
        place = self.place(end)
        of = place + 1 < len(self.tokens) and "of" in self.tokens[place].classes
        return self.body(place + 1)[0] if of and self.starts[place + 1] not in self.counts else []

    def may_be_bare(self, at: int) -> bool:
        """Whether a number without a noun can still count people: "killed 14 and injured 35"."""
        if at >= len(self.tokens) or not self.tokens[at].is_word:
            return True
        token = self.tokens[at]
        reading = self.reading
        if not token.classes.isdisjoint(("harm", "be", "subset", "say", "severity")):
            return True
        if "article" in token.classes:  # "wounded scores a monitor said", and no "12 a day"
            return at + 1 < len(self.tokens) and "no_victim" not in self.tokens[at + 1].classes
        if reading.starting("harm", token.start) or reading.starting("according", token.start):
            return True
        if "of" in token.classes:
            if at + 2 < len(self.tokens) and "own_word" in self.tokens[at + 2].classes:
                return True  # "lost 14 of their own"
            ours = at + 1 < len(self.tokens) and reading.is_a("function", self.tokens[at + 1].word, "pronoun")
            return ours or any(reading.starting("person", token.start))
        return not token.classes.isdisjoint(("function", "det", "person_ending"))

    def takes_determiner(self, at: int, quantity: Quantity) -> bool:
        """Whether "the" goes on with a number ("12 of the men", "all the men"), and opens no phrase of its own."""
        first = self.tokens[self.place(quantity.start)]
        return "of" in self.tokens[at - 1].classes or "share" in first.classes

    def count_follows(self, end: int) -> bool:
        """ "the other two": the number counts, and not the article."""
        after = self.place(end)
        return after < len(self.tokens) and self.tokens[after].start in self.counts

    def is_age_limit(self, quantity: Quantity) -> bool:
        """ "children under ten", "men over 60": a number that tells how old people are."""
        place = self.place(quantity.start)
        if quantity.op not in ("lt", "gt") or not place:
            return False
        noun = next((m for m in self._nouns_ending(self.tokens[place - 1].end)), None)
        return noun is not None and noun.klass == "who"

    def is_age(self, quantity: Quantity, after: int) -> bool:
        """ "A vaccinator, 22, died": a number between commas behind one person."""
        place = self.place(quantity.start)
        if place < 2 or after >= len(self.tokens) or quantity.op != "eq" or (quantity.value or 0) > _OLDEST:
            return False
        commas = self.tokens[place - 1].text == "," == self.tokens[after].text
        return commas and any(not self.is_plural(noun) for noun in self._nouns_ending(self.tokens[place - 2].end))

    def is_age_of(self, quantity: Quantity) -> bool:
        """ "a girl of 12", "two children of 9 and 11": a number behind "of" with no noun of its own."""
        if quantity.op != "eq" or (quantity.value or 0) > _OLDEST or self.body(self.place(quantity.end))[0]:
            return False
        at = self.place(quantity.start) - 1
        while at > 1 and (self.starts[at] in self.counts or self.tokens[at].text == "," or self._joins(at)):
            at -= 1
        if at < 1 or "of" not in self.tokens[at].classes:
            return False
        head = self.tokens[at - 1]
        return bool(self._nouns_ending(head.end)) and head.classes.isdisjoint(_COUNTED_BY_OF)

    def _joins(self, at: int) -> bool:
        return "joining" in self.tokens[at].classes

    def is_one_group(self, quantity: Quantity, noun: Mention) -> bool:
        """ "from a single family": one family is nobody counted."""
        head = self.reading.folded[noun.start : noun.end].split()[-1]
        return quantity.value == 1 and self.reading.is_a("collective", head)

    def is_population(self, at: int) -> bool:
        """Whether a number only says how many live in a place: "half of a population of 22 million have fled"."""
        if at < 2 or "of" not in self.tokens[at - 1].classes:
            return False
        return any(told.value == "population" for told in self.reading.starting("situation", self.starts[at - 2]))

    def counts_nobody(self, quantity: Quantity) -> bool:
        """Whether a number is an age, what a share is given of, or a figure that is taken back."""
        at = self.place(quantity.start)
        return self.is_corrected(at) or self.is_scale(at) or self.is_age_of(quantity)

    def tells_what_became(self, quantity: Quantity, noun: Mention) -> bool:
        """ "took four prisoner", "held 15 hostage": a noun in the singular behind a number over one."""
        if (quantity.value or 0) <= 1 or self.is_plural(noun):
            return False
        return any(harm.feature == "predicate" for harm in self.reading.starting("harm", noun.start))

    def is_whose(self, at: int) -> bool:
        """ "three relatives of a volunteer", "the wife of an officer": whose they are, and nobody hurt."""
        if at < 2 or "of" not in self.tokens[at - 1].classes:
            return False
        return any(noun.klass == "who" and noun.value in _KIN for noun in self._nouns_ending(self.tokens[at - 2].end))

    def past_denial(self, begin: int) -> int:
        """Where the noun of "nine, not 15, people" begins, behind the figure that is taken back."""
        following = self.tokens[begin : begin + 4]
        if len(following) < 4 or following[0].text != "," or "negation" not in following[1].classes:
            return begin
        counted = self.counts.get(following[2].start)
        return begin + 4 if counted is not None and following[3].text == "," else begin

    def is_corrected(self, at: int) -> bool:
        """ "killed four, not six": a figure that is taken back."""
        return at > 1 and "negation" in self.tokens[at - 1].classes and self.tokens[at - 2].text == ","

    def is_scale(self, at: int) -> bool:
        """ "nine out of ten residents": the number that a share is given of."""
        if at <= 2 or self.starts[at - 3] not in self.counts:
            return False
        return "out_word" in self.tokens[at - 2].classes and "of" in self.tokens[at - 1].classes

    def is_of_toll(self, quantity: Quantity) -> bool:
        """Whether a word for a toll stands before a number, and the number is not of what took it ("in 14 attacks")."""
        last = self.tokens[max(0, self.place(quantity.start) - 1)]
        return last.word != "in" and bool(
            self.reading.of("harm", max(self.starts[0], quantity.start - 60), quantity.start, "toll")
        )

    def names_a_body(self, end: int) -> bool:
        """ "the Civilian Joint Task Force": the noun is part of the name of a body."""
        after = self.place(end)
        names = self.tokens[after - 1 : after + 1]
        return len(names) > 1 and all(token.capital and token.is_word for token in names)

    def was_told(self, head: str, start: int) -> bool:
        """Whether the same noun stands earlier in the document ("the boy" after "a 13-year-old boy")."""
        return any(
            mention.end <= start
            and self._stands_alone(mention)
            and self.reading.folded[mention.start : mention.end].split()[-1] == head
            for klass in PERSON_CLASSES
            for mention in self.reading.of(klass, max(0, start - SAME_PERSON_REACH), start)
        )

    def closes_list(self, place: int) -> bool:
        """Whether no further member of a list follows ("a man, a woman and a child")."""
        if place >= len(self.tokens) or self.tokens[place].text == ".":
            return True
        if self.tokens[place].text == ",":
            after = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
            return after is None or not (
                after.word in ("and", "or") or after.start in self.articles or after.start in self.counts
            )
        word = self.tokens[place].word
        return word not in ("and", "or") and (self.reading.is_a("function", word) or self.reading.is_a("be", word))

    def _nouns_ending(self, end: int) -> list[Mention]:
        """The person nouns whose last word ends there."""
        return [
            noun for noun in people_nouns(self.reading, max(self.starts[0], end - _NOUN_REACH), end) if noun.end == end
        ]

    def _stands_alone(self, mention: Mention) -> bool:
        """Whether a noun is no possessive of a thing ("the neighbour's kitchen")."""
        return not self.reading.owns(mention.end)
