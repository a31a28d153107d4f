"""People in a sentence: who is counted, by which number or article, and what the nouns say of status and role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from harmtrace.extract.counted import Counted, of_armed_group, people_nouns, status_of, who_of
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.named import follows_harm, victims_by_name
from harmtrace.extract.noun_phrases import POSSESSIVE, NounPhrases
from harmtrace.extract.pronouns import pronoun_end
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import PERSON_CLASSES, Reading
from harmtrace.extract.unlisted import unlisted_end
from harmtrace.model.quantity import Quantity

_AND = ("and", "with")
_OLDEST = 120
"""A higher number between commas is no age, in years."""
_VERBS = ("harm", "say", "be", "auxiliary", "attack")
"""After "that" these go on with a relative clause: "an attack that killed more than 20"."""
_FAMILY_REACH = 20
"""How far, in characters, behind "members of" the family may be named."""
_LONGEST_LEAD = 3
"""So many words may stand between a number and the noun of harm that it counts."""
_SAME_PERSON_REACH = 1500
"""How far back, in characters, "the boy" may have been introduced."""
_NOUN_REACH = 24
"""How far, in characters, the words of a noun may begin before its end."""


def counted_people(reading: Reading, start: int, end: int) -> list[Counted]:
    """The people told in `start:end`; counts of anything else are left out."""
    return _Finder(reading, reading.tokens_in(start, end)).find()


class _Finder(NounPhrases):
    """Walks the tokens of a stretch once, from noun phrase to noun phrase."""

    def __init__(self, reading: Reading, tokens: Sequence[Token]) -> None:
        super().__init__(reading, tokens)
        self.first = tokens[0].start if tokens else 0
        self.rest_words = reading.lexicon.forms("rest", "word")
        self.kin_links = reading.lexicon.forms("kin_link", "word")
        self.determiners = reading.lexicon.forms("det", "word")
        self.names = victims_by_name(reading, tokens)

    def find(self) -> list[Counted]:
        """The people phrases, none inside another."""
        found: list[Counted] = []
        past = 0
        for at in self._openings():
            if at < past:
                continue
            people = self._at(at)
            if people is None:
                past = self._past(self.tokens[at], at)
                continue
            whole = self._told_whole(people)
            if whole is not None:
                found += [replace(people, whole_at=whole.start), whole]
            else:
                found.append(people)
            past = max(at + 1, self.place(people.end))
        return found

    def _openings(self) -> list[int]:
        """The tokens that people phrases can begin with: numbers, articles, determiners, ages to skip, nouns."""
        marked = self.counts.keys() | self.articles.keys() | self.ages.keys()
        nouns, determiners, names = self.nouns, self.determiners, self.names
        return [
            at
            for at, (start, token) in enumerate(zip(self.starts, self.tokens, strict=True))
            if start in nouns
            or start in marked
            or token.word in determiners
            or token.word.endswith(POSSESSIVE)
            or at in names
        ]

    def _past(self, token: Token, at: int) -> int:
        """The token after this one, or after the quantity that begins here."""
        quantity = self.counts.get(token.start) or self.ages.get(token.start)
        return max(at + 1, self.place(quantity.quantity.end)) if quantity else at + 1

    def _at(self, at: int) -> Counted | None:
        token = self.tokens[at]
        count = self.counts.get(token.start)
        if count is not None:
            return self._numbered(count)
        alone = pronoun_end(self.reading, self.tokens, at, self.ordinals)
        if alone is not None:
            return self._name(at, self.tokens[alone - 1].end)
        article = self.articles.get(token.start)
        if article is not None:
            return self._single(at, at + 1)
        if self._determines(at):
            definite = self.reading.is_a("det", token.word, "definite")
            return self._single(at, at + 1, definite=definite)
        if at in self.names:
            return self._name(at, self.tokens[self.names[at] - 1].end)
        return self._unnumbered(at)

    def _name(self, at: int, end: int, nouns: Sequence[Mention] = ()) -> Counted:
        """One person told by name: "Rana Haj Bakri was killed", "engineer Omar Sallum"."""
        start = self.tokens[at].start
        quantity = Quantity(1, 1, 1, "eq", self.reading.text[start:end], start, end)
        return self._people(quantity, nouns, end, single=True)

    def _titled(self, at: int, name: int) -> Counted | None:
        """ "engineer Omar Sallum", where a verb of harm stands beside the noun or the name."""
        end = self.names.get(name, self.past_name(name))
        hurt = name in self.names or (at and follows_harm(self.reading, self.tokens, at))
        if not hurt or end < name + 2 or self.tokens[at].capital:
            return None
        return self._name(at, self.tokens[end - 1].end, self.nouns_at(at))

    def _determines(self, at: int) -> bool:
        """Whether a word is a determiner or possessive, and no "that" which begins a clause."""
        token = self.tokens[at]
        if token.word.endswith(POSSESSIVE):
            return True
        if token.word not in self.determiners:
            return False
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is not None and "relative" in token.classes and not following.classes.isdisjoint(_VERBS):
            return False
        again = following is not None and (
            following.start in self.articles or following.start in self.counts or "det" in following.classes
        )
        return not again

    def _numbered(self, item: QuantityMention) -> Counted | None:
        quantity = item.quantity
        inside = people_nouns(self.reading, quantity.start, quantity.end)
        after = self.place(quantity.end)
        if item.partitive and (whole := self._whole(after)) is not None:
            whole = replace(whole, quantity=quantity, start=quantity.start)
            return self._one_of(whole) if quantity.value == 1 else whole
        begin = max(after, self.place(item.noun_start))
        if begin < len(self.tokens) and "det" in self.tokens[begin].classes and self._takes_determiner(begin, quantity):
            begin += 1
        nouns, end = self.body(begin)
        nouns = [*inside, *nouns]
        if not nouns:
            nouns, end = self.shared_head(begin)
        if item.of_them and after + 1 < len(self.tokens):
            end = max(end, self.tokens[after + 1].end)
        if not nouns and (self._is_age_limit(quantity) or self._is_age(quantity, after)):
            return None
        if not nouns and not self._of_toll(quantity) and not self._may_be_bare(after):
            return self._by_harm_noun(quantity, begin) or self._unlisted(quantity, begin)
        if nouns and self._is_one_group(quantity, nouns[-1]):
            return None
        if nouns and quantity.value == 1:
            more, end = self._apposition(end)
            nouns += more
        if nouns and "harm" in self.tokens[self.place(nouns[-1].start)].classes:
            nouns = [*nouns, *self._whose_bodies(end)]
        rest = self.place(quantity.start)
        if self._is_population(rest):
            return None
        of_them = item.of_them or (rest > 0 and self.tokens[rest - 1].word in self.rest_words)
        return self._people(quantity, nouns, max(end, quantity.end), bare=not nouns, of_them=of_them)

    def _whose_bodies(self, end: int) -> list[Mention]:
        """ "21 bodies of Tigrayan civilians": who the dead were."""
        place = self.place(end)
        of = place + 1 < len(self.tokens) and "of" in self.tokens[place].classes
        return self.body(place + 1)[0] if of and self.starts[place + 1] not in self.counts else []

    def _is_age_limit(self, quantity: Quantity) -> bool:
        """ "children under ten", "men over 60": a number that tells how old people are."""
        place = self.place(quantity.start)
        if quantity.op not in ("lt", "gt") or not place:
            return False
        noun = next((m for m in self._nouns_ending(self.tokens[place - 1].end)), None)
        return noun is not None and noun.klass == "who"

    def _is_age(self, quantity: Quantity, after: int) -> bool:
        """ "A vaccinator, 22, died": a number between commas behind one person."""
        place = self.place(quantity.start)
        if place < 2 or after >= len(self.tokens) or quantity.op != "eq" or (quantity.value or 0) > _OLDEST:
            return False
        commas = self.tokens[place - 1].text == "," == self.tokens[after].text
        return commas and any(not self.is_plural(noun) for noun in self._nouns_ending(self.tokens[place - 2].end))

    def _takes_determiner(self, at: int, quantity: Quantity) -> bool:
        """Whether "the" goes on with a number ("12 of the men", "all the men"), and opens no phrase of its own."""
        first = self.tokens[self.place(quantity.start)]
        return "of" in self.tokens[at - 1].classes or "share" in first.classes

    def _by_harm_noun(self, quantity: Quantity, begin: int) -> Counted | None:
        """ "83 extrajudicial killings", "dozens of serious injuries": people counted by what befell them."""
        series = any("row_of" in token.classes for token in self.tokens[self.place(quantity.start) : begin])
        if series or quantity.value == 0:
            return None  # "a series of executions", "no visible injuries"
        for place in range(begin, min(begin + _LONGEST_LEAD, len(self.tokens))):
            here = [harm for harm in self.reading.starting("harm", self.starts[place]) if harm.feature == "noun"]
            if here:
                return self._people(quantity, (), here[0].end)
            if not self.is_adjective(place):
                return None
        return None

    def _unlisted(self, quantity: Quantity, begin: int) -> Counted | None:
        """ "killed three camel drivers": people by what befell them, though no table lists their noun."""
        plural = quantity.value != 1
        end = unlisted_end(self.reading, self.tokens, self.place(quantity.start), begin, plural)
        if end is None:
            return None
        people = self._people(quantity, (), self.tokens[end - 1].end)
        return replace(people, status="combatant") if "armed_head" in self.tokens[end - 1].classes else people

    def _nouns_ending(self, end: int) -> list[Mention]:
        """The person nouns whose last word ends there."""
        return [noun for noun in people_nouns(self.reading, max(self.first, end - _NOUN_REACH), end) if noun.end == end]

    def _is_one_group(self, quantity: Quantity, noun: Mention) -> bool:
        """ "from a single family": one family is nobody counted."""
        head = self.reading.folded[noun.start : noun.end].split()[-1]
        return quantity.value == 1 and self.reading.is_a("collective", head)

    def _whole(self, at: int) -> Counted | None:
        """ "of the dead", "of the 74": the whole that a number takes its part from."""
        following = at + 2
        if following >= len(self.tokens):
            return None
        token = self.tokens[following]
        again = self.counts.get(token.start)
        told = self.reading.of("fate", token.start, self.last)
        fate = told[0] if told and told[0].start == token.start else None
        if again is None and fate is None:
            return None
        end = again.quantity.end if again else fate.end if fate else token.end
        nouns, after = self.body(self.place(end))
        if again is not None and not nouns and not self._may_be_bare(self.place(end)):
            return None  # "one of the three main towns"
        base = again.quantity if again else Quantity(1, 1, 1, "eq", token.text, token.start, token.end)
        whole = self._people(base, nouns, max(end, after), of_them=True)
        return replace(whole, fate=fate.value, fate_at=(fate.start, fate.end)) if fate else whole

    def _is_population(self, at: int) -> bool:
        """Whether a number only says how many live in a place: "half of a population of 22 million have fled"."""
        if at < 2 or "of" not in self.tokens[at - 1].classes:
            return False
        return any(told.value == "population" for told in self.reading.starting("situation", self.starts[at - 2]))

    def _one_of(self, one: Counted) -> Counted:
        """ "One of the wounded, a girl": who the one is stands behind a comma."""
        more, end = self._apposition(one.end)
        nouns = (*one.nouns, *more)
        return replace(one, nouns=nouns, status=status_of(nouns), who=who_of(nouns), end=end) if more else one

    def _told_whole(self, part: Counted) -> Counted | None:
        """ "4 of the 9 people killed in Gambella": the 9, where their fate stands beside them and no words before."""
        if not part.of_them or part.fate is not None or part.start not in self.counts:
            return None
        inner = self.counts.get(next((s for s in self.counts if part.quantity.end < s < part.end), -1))
        if inner is None:
            return None
        hurt = self.reading.of("harm", inner.quantity.end, part.end + 1)
        hurt += (
            self.reading.starting("harm", self.starts[after])
            if (after := self.place(part.end)) < len(self.starts)
            else []
        )
        earlier = self.reading.quantities_in(max(0, part.start - _SAME_PERSON_REACH), part.start)
        if not any(harm.feature == "ed" for harm in hurt) or any(
            item.quantity.value == inner.quantity.value for item in earlier
        ):
            return None
        return replace(part, quantity=inner.quantity, start=inner.quantity.start, of_them=False)

    def _of_toll(self, quantity: Quantity) -> bool:
        return bool(self.reading.of("harm", max(self.first, quantity.start - 60), quantity.start, "toll"))

    def _single(self, at: int, after: int, definite: bool = False) -> Counted | None:
        """One person: "a 13-year-old boy", "his uncle", "the hospital guard"; a family by its number."""
        nouns, end = self.body(after)
        if not nouns:
            return self._unlisted_one(at, after)
        if self.is_plural(nouns[-1]) or self._count_follows(end) or self._names_a_body(end):
            return None
        start = self.tokens[at].start
        head = self.reading.folded[nouns[-1].start : nouns[-1].end].split()[-1]
        if self.reading.is_a("fate", head):
            return None
        if self.reading.is_a("collective", head):
            return self._collective(start, end, nouns, definite)
        text = self.reading.text[start:end]
        quantity = Quantity(1, 1, 1, "eq", text, start, end)
        known = definite and self._told_before(head, start)
        kin = None if known else self._with_kin(start, end)
        if kin is not None:
            return self._people(kin[0], [*nouns, *kin[1]], kin[0].end, start=start)
        more, last = self._apposition(end)
        return self._people(quantity, [*nouns, *more], last, single=True, definite=known)

    def _unlisted_one(self, at: int, after: int) -> Counted | None:
        """ "killing the storekeeper": one person by what befell them."""
        token = self.tokens[at]
        own = "relative" in token.classes or self.reading.is_a("det", token.word, "possessive")
        if own or self._count_follows(token.end):
            return None
        end = unlisted_end(self.reading, self.tokens, at, after, plural=False)
        return None if end is None else self._name(at, self.tokens[end - 1].end)

    def _with_kin(self, start: int, end: int) -> tuple[Quantity, list[Mention]] | None:
        """ "a farmer and his son", "a mother and her three children": one phrase, counted together."""
        place = self.place(end)
        following = self.tokens[place : place + 3]
        if len(following) < 3 or following[0].word not in _AND or following[1].word not in self.kin_links:
            return None
        if any(start <= age < end for age in self.ages):  # "a 13-year-old boy and his uncle" are told one by one
            return None
        count = self.counts.get(following[2].start)
        value = count.quantity.value if count is not None else 1
        nouns, last = self.body(place + 2 if count is None else self.place(count.quantity.end))
        exact = value is not None and (count is None or count.quantity.op == "eq")
        if not nouns or not exact or (count is None and self.is_plural(nouns[-1])):
            return None
        together = 1 + (value or 0)
        words = self.reading.text[start:last]
        return Quantity(together, together, together, "eq", words, start, last), nouns

    def _names_a_body(self, end: int) -> bool:
        """ "the Civilian Joint Task Force": the noun is part of the name of a body."""
        after = self.place(end)
        names = self.tokens[after - 1 : after + 1]
        return len(names) > 1 and all(token.capital and token.is_word for token in names)

    def _count_follows(self, end: int) -> bool:
        """ "the other two": the number counts, and not the article."""
        after = self.place(end)
        return after < len(self.tokens) and self.tokens[after].start in self.counts

    def _told_before(self, head: str, start: int) -> bool:
        """Whether the same noun stands earlier in the document ("the boy" after "a 13-year-old boy")."""
        return any(
            mention.end <= start
            and self._stands_alone(mention)
            and self.reading.folded[mention.start : mention.end].split()[-1] == head
            for klass in PERSON_CLASSES
            for mention in self.reading.of(klass, max(0, start - _SAME_PERSON_REACH), start)
        )

    def _stands_alone(self, mention: Mention) -> bool:
        """Whether a noun is no possessive of a thing ("the neighbour's kitchen")."""
        return not self.reading.owns(mention.end)

    def _apposition(self, end: int) -> tuple[list[Mention], int]:
        """Who one person further is: a name, "of the town", "a baby girl" between commas."""
        place = self.past_name(self.place(end))
        if place + 2 < len(self.tokens) and "of" in self.tokens[place].classes:
            inner = self._at(place + 1)
            if inner is not None and (inner.of_them or inner.single or inner.fate):
                return [], inner.end
        if place + 2 >= len(self.tokens) or self.tokens[place].text != ",":
            return [], end
        token = self.tokens[place + 1]
        if token.start not in self.articles and ("det" not in token.classes or "relative_clause" in token.classes):
            return [], end
        nouns, last = self.body(place + 2)
        if not nouns or self.is_plural(nouns[-1]) or not self._closes(self.place(last)):
            return [], end
        return nouns, last

    def _closes(self, place: int) -> bool:
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

    def _collective(self, start: int, end: int, nouns: list[Mention], definite: bool) -> Counted | None:
        """ "a family of five" counts five; "a family" counts nobody and is still hurt."""
        after = self.place(end)
        if after + 1 < len(self.tokens) and "of" in self.tokens[after].classes:
            count = self.counts.get(self.tokens[after + 1].start)
            if count is not None:
                return self._people(count.quantity, nouns, count.quantity.end, start=start)
        if definite:
            return None
        text = self.reading.text[start:end]
        quantity = Quantity(None, None, None, "vague", text, start, end, text, None)
        return self._people(quantity, nouns, end)

    def _unnumbered(self, at: int) -> Counted | None:
        """ "civilians", "women and children": people without any number."""
        start = self.tokens[at].start
        noun = self.noun_at(at)
        if noun is None or not self._is_noun_phrase(at):
            return None
        nouns, end = self.body(at)
        if not nouns or not self.is_plural(nouns[-1]):
            return None if self.is_plural(noun) else self._titled(at, self.place(noun.end))
        if not self.is_plural(noun) and noun.klass == "person":
            return None  # "injured others"
        text = self.reading.text[start:end]
        quantity = Quantity(None, None, None, "vague", text, start, end, text, None)
        return self._people(quantity, nouns, end, unnumbered=True)

    def _with_others(self, end: int) -> bool:
        """ "40 gunmen and members of their families": others than fighters are among those counted."""
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

    def _is_noun_phrase(self, at: int) -> bool:
        """Whether the noun begins a phrase of its own and is no tail ("of them", "others")."""
        noun = self.noun_at(at)
        return noun is not None and noun.feature != "tail"

    def _people(
        self, quantity: Quantity, nouns: Sequence[Mention], end: int, *, start: int | None = None, **marks: Any
    ) -> Counted:
        begin = quantity.start if start is None else start
        status = status_of(nouns)
        if status == "combatant" and self._with_others(end):
            status = "mixed"
        if status == "unstated" and nouns and of_armed_group(self.reading, begin, nouns[-1], self.last):
            status = "combatant"
        return Counted(quantity, begin, end, tuple(nouns), status, who_of(nouns), **marks)

    def _may_be_bare(self, at: int) -> bool:
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
            ours = at + 1 < len(self.tokens) and reading.is_a("function", self.tokens[at + 1].word, "pronoun")
            return ours or any(reading.starting("person", token.start))
        return not token.classes.isdisjoint(("function", "det", "person_ending"))
