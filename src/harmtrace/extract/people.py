"""People in a sentence: who is counted, by which number or article, and what the nouns say of status and role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.counted import Counted, people_nouns, status_of, who_of
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.named import follows_harm, victims_by_name
from harmtrace.extract.noun_phrases import POSSESSIVE
from harmtrace.extract.people_phrases import SAME_PERSON_REACH, PeoplePhrases
from harmtrace.extract.pronouns import pronoun_end
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import Reading
from harmtrace.model.quantity import Quantity

_LONGEST_BODY = 3
"""So many words "headless body", with what stands before it, has."""
_VERBS = ("harm", "say", "be", "auxiliary", "attack")
"""After "that" these go on with a relative clause: "an attack that killed more than 20"."""


def counted_people(reading: Reading, start: int, end: int) -> list[Counted]:
    """The people told in `start:end`; counts of anything else are left out."""
    return _Finder(reading, reading.tokens_in(start, end)).find()


class _Finder(PeoplePhrases):
    """Walks the tokens of a stretch once, from noun phrase to noun phrase."""

    def __init__(self, reading: Reading, tokens: Sequence[Token]) -> None:
        super().__init__(reading, tokens)
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
            return self.named(at, self.tokens[alone - 1].end)
        article = self.articles.get(token.start)
        if article is not None:
            return None if self.is_whose(at) else self._single(at, at + 1)
        if self._determines(at):
            definite = self.reading.is_a("det", token.word, "definite")
            return self._single(at, at + 1, definite=definite)
        if at in self.names:
            return self.named(at, self.tokens[self.names[at] - 1].end)
        return self._unnumbered(at)

    def _titled(self, at: int, name: int) -> Counted | None:
        """ "engineer Omar Sallum", where a verb of harm stands beside the noun or the name."""
        end = self.names.get(name, self.past_name(name))
        hurt = name in self.names or (at and follows_harm(self.reading, self.tokens, at))
        if not hurt or end < name + 2 or self.tokens[at].capital:
            return None
        return self.named(at, self.tokens[end - 1].end, self.nouns_at(at))

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
        if self.counts_nobody(quantity):
            return None
        hedge = quantity.op not in ("eq", "vague")  # "more than 30": "more" counts nobody there
        inside = people_nouns(self.reading, quantity.start + hedge, quantity.end)
        after = self.place(quantity.end)
        if self._is_partitive(item, after) and (whole := self._whole(after)) is not None:
            whole = replace(whole, quantity=quantity, start=quantity.start)
            return self._one_of(whole) if quantity.value == 1 else whole
        begin = self.past_denial(max(after, self.place(item.noun_start)))
        if begin < len(self.tokens) and "det" in self.tokens[begin].classes and self.takes_determiner(begin, quantity):
            begin += 1
        nouns, end = self.body(begin)
        nouns = [*inside, *nouns]
        if not nouns:
            nouns, end = self.shared_head(begin)
        if item.of_them and after + 1 < len(self.tokens):
            end = max(end, self.tokens[after + 1].end)
        if not nouns and (self.is_age_limit(quantity) or self.is_age(quantity, after)):
            return None
        if not nouns and item.increment and (others := self.unlisted(quantity, begin)) is not None:
            return others  # "four more South Africans"
        if not nouns and not self.is_of_toll(quantity) and not self.may_be_bare(after):
            return self.by_harm_noun(quantity, begin) or self.unlisted(quantity, begin)
        if nouns and self.is_one_group(quantity, nouns[-1]):
            return None
        if len(nouns) == 1 and self.tells_what_became(quantity, nouns[0]):
            nouns, end = [], quantity.end  # "took four prisoner"
        if nouns and quantity.value == 1:
            more, end = self._apposition(end)
            nouns += more
        if nouns and "harm" in self.tokens[self.place(nouns[-1].start)].classes:
            nouns = [*nouns, *self.whose_bodies(end)]
        rest = self.place(quantity.start)
        if self.is_population(rest):
            return None
        of_them = item.of_them or (rest > 0 and self.tokens[rest - 1].word in self.rest_words)
        return self.counted(quantity, nouns, max(end, quantity.end), bare=not nouns, of_them=of_them)

    def _is_partitive(self, item: QuantityMention, after: int) -> bool:
        """Whether a number is taken from others: "three of the dead", "nine of those killed", and no "two of them"."""
        those = item.of_them and after + 1 < len(self.tokens) and "det" in self.tokens[after + 1].classes
        return item.partitive or those

    def _whole(self, at: int) -> Counted | None:
        """ "of the dead", "of the 74": the whole that a number takes its part from."""
        following = at + 1 if at + 1 < len(self.tokens) and self.starts[at + 1] in self.counts else at + 2
        if following >= len(self.tokens):
            return None
        token = self.tokens[following]
        again = self.counts.get(token.start)
        told = self.reading.of("fate", self.starts[at + 1], self.last)[:1]  # "those killed" is one name
        fate = next((fate for fate in told if fate.start in (self.starts[at + 1], token.start)), None)
        if again is None and fate is None:
            return None
        end = again.quantity.end if again else fate.end if fate else token.end
        nouns, after = self.body(self.place(end))
        if again is not None and not nouns and not self.may_be_bare(self.place(end)):
            return None  # "one of the three main towns"
        base = again.quantity if again else Quantity(1, 1, 1, "eq", token.text, token.start, token.end)
        whole = self.counted(base, nouns, max(end, after), of_them=True)
        return replace(whole, fate=fate.value, fate_at=(fate.start, fate.end)) if fate else whole

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
        earlier = self.reading.quantities_in(max(0, part.start - SAME_PERSON_REACH), part.start)
        if not any(harm.feature == "ed" for harm in hurt) or any(
            item.quantity.value == inner.quantity.value for item in earlier
        ):
            return None
        return replace(part, quantity=inner.quantity, start=inner.quantity.start, of_them=False)

    def _single(self, at: int, after: int, definite: bool = False) -> Counted | None:
        """One person: "a 13-year-old boy", "his uncle", "the hospital guard"; a family by its number."""
        nouns, end = self.body(after)
        if not nouns:
            return self._aged(at, after) or self._body_found(at, after, definite) or self.unlisted_one(at, after)
        start = self.tokens[at].start
        head = self.reading.folded[nouns[-1].start : nouns[-1].end].split()[-1]
        if self.reading.is_a("collective", head) and not self.names_a_body(end):
            return self._collective(start, end, nouns, definite)
        if self.is_plural(nouns[-1]) or self.count_follows(end) or self.names_a_body(end):
            return None
        if self.reading.is_a("fate", head):
            return None
        text = self.reading.text[start:end]
        quantity = Quantity(1, 1, 1, "eq", text, start, end)
        known = definite and self.was_told(head, start)
        end = self.past_of_age(end)
        kin = None if known else self._with_kin(start, end)
        if kin is not None:
            return self.counted(kin[0], [*nouns, *kin[1]], kin[0].end, start=start)
        more, last = self._apposition(end)
        return self.counted(quantity, [*nouns, *more], last, single=True, definite=known)

    def _body_found(self, at: int, after: int, definite: bool) -> Counted | None:
        """ "another body was found", "a headless body": one of the dead, and no "his body was found"."""
        named = self.tokens[after : after + _LONGEST_BODY]
        if definite or all("corpse" not in token.classes for token in named):
            return None
        word = self.tokens[at]
        if "article" not in word.classes and not self.reading.is_a("det", word.word, "another"):
            return None
        start, end = self.tokens[at].start, self.tokens[at].end
        return self.by_harm_noun(Quantity(1, 1, 1, "eq", self.reading.text[start:end], start, end), after)

    def _aged(self, at: int, after: int) -> Counted | None:
        """ "a 10-year-old": one person by the age alone."""
        age = self.ages.get(self.starts[after]) if after < len(self.starts) else None
        return self.named(at, age.quantity.end) if age is not None and age.quantity.text.endswith("old") else None

    def _with_kin(self, start: int, end: int) -> tuple[Quantity, list[Mention]] | None:
        """ "a farmer and his son", "a mother and her three children": one phrase, counted together."""
        place = self.place(end)
        following = self.tokens[place : place + 3]
        if len(following) < 3 or "kin_joint" not in following[0].classes or following[1].word not in self.kin_links:
            return None
        count = self.counts.get(following[2].start)
        value = count.quantity.value if count is not None else 1
        nouns, last = self.body(place + 2 if count is None else self.place(count.quantity.end))
        if any(start <= age < last for age in self.ages):  # "a 13-year-old boy and his uncle" are told one by one
            return None
        exact = value is not None and (count is None or count.quantity.op == "eq")
        if not nouns or not exact or (count is None and self.is_plural(nouns[-1])):
            return None
        together = 1 + (value or 0)
        words = self.reading.text[start:last]
        return Quantity(together, together, together, "eq", words, start, last), nouns

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
        if not nouns or self.is_plural(nouns[-1]) or not self.closes_list(self.place(last)):
            return [], end
        return nouns, last

    def _collective(self, start: int, end: int, nouns: list[Mention], definite: bool) -> Counted | None:
        """ "a family of five" counts five; "a family" counts nobody and is still hurt."""
        after = self.place(end)
        if after + 1 < len(self.tokens) and "of" in self.tokens[after].classes:
            count = self.counts.get(self.tokens[after + 1].start)
            if count is not None:
                return self.counted(count.quantity, nouns, count.quantity.end, start=start)
        if definite:
            return None
        text = self.reading.text[start:end]
        quantity = Quantity(None, None, None, "vague", text, start, end, text, None)
        return self.counted(quantity, nouns, end)

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
        return self.counted(quantity, nouns, end, unnumbered=True)

    def _is_noun_phrase(self, at: int) -> bool:
        """Whether the noun begins a phrase of its own and is no tail ("of them", "others")."""
        noun = self.noun_at(at)
        return noun is not None and noun.feature != "tail"
