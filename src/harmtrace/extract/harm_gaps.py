"""The words between people and the words of harm around them: what lies between, what follows, and what breaks off."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.counted import Counted
from harmtrace.extract.harm_parts import Part
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any

PREDICATE_REACH = 4
"""So many words may stand between "were" and the participle that it goes with."""
_VERB_AFTER = 3
"""So many words on, adverbs between, the verb of one person may stand."""
_DENIED = ", not "
_ENDS = ",.;:"
_LONGEST_DENIAL = 14
"""So many words "not 40 as claimed by the rebels" may have."""
_MARKS = ";:|"
_ATTACK_REACH = 60
"""How far, in characters, behind an attack its place may stand: "in the attacks on two clinics in Homs"."""
_PLACE_WORDS = 4
"""So many between a preposition and the place it goes with."""
_CUSTODY = ("abducted", "detained", "missing")
_FREED_REACH = 14
"""How far, in characters, before people the verb of freeing them may stand."""
_OTHERS = 2
"""So many words "other five" has."""
_SPARED_REACH = 5
"""So many words behind people the verb of their release or survival may stand."""
_BEFORE_VERB = ("be", "perfect", "skipped", "auxiliary", "relative")
_FOUND_REACH = 60
"""How far, in characters, before or behind bodies the verb for their finding may stand."""
_PLACE_REACH, _AGES_REACH = 40, 60
"""How far, in characters, a place may stand behind people, and an age behind the last of them."""


class Gaps:
    """The people, harm words and lists of parts of one stretch."""

    def __init__(
        self, reading: Reading, people: Sequence[Counted], triggers: Sequence[Mention], parts: Sequence[Part]
    ) -> None:
        self.reading = reading
        self.people = people
        self.triggers = triggers
        self.parts = parts
        first, last = (people[0].start, people[-1].end + _AGES_REACH) if people else (0, 0)
        ages = (item.quantity for item in reading.quantities_in(first, last) if item.kind == "age")
        self.asides = [(age.start, age.end) for age in ages]
        if people and reading.folded.find(_DENIED, first, last) >= 0:
            self.asides += _denied_figures(reading, first, last)

    def gap(self, start: int, end: int) -> Sequence[Token]:
        """The words and marks between two offsets."""
        return self.reading.tokens_in(start, end) if start < end else ()

    def open_gap(self, start: int, end: int) -> list[Token]:
        """The words between two offsets, without lists of parts, ages and figures that are taken back."""
        gap = self.gap(start, end)
        return [token for token in gap if not self._aside(token.start)] if self.parts or self.asides else list(gap)

    def _aside(self, offset: int) -> bool:
        return self.in_part(offset) or in_any(offset, self.asides)

    def in_part(self, offset: int) -> bool:
        """Whether an offset lies in a list of parts."""
        return any(part.start <= offset < part.end for part in self.parts)

    def tokens_after(self, offset: int, count: int) -> Sequence[Token]:
        """The next words and marks."""
        return self.reading.tokens_in(offset, offset + 40)[:count]

    def breaks(self, gap: Sequence[Token]) -> bool:
        """Whether a new clause begins in the gap."""
        if any(token.text in _MARKS for token in gap):
            return True
        if gap and "open_gap" in gap[-1].classes:
            gap = gap[:-1]  # "civilians reported killed"
        return any(self._speaks(token, gap[:place]) for place, token in enumerate(gap))

    def _speaks(self, token: Token, before: Sequence[Token]) -> bool:
        """A verb of saying, unless it is passive ("were also reported injured")."""
        if not token.classes.isdisjoint(("clause_end", "deny")):
            return True
        return "say" in token.classes and not any("be" in earlier.classes for earlier in before[-2:])

    def has_predicate(self, people: Counted) -> bool:
        """Whether a verb of their own follows people: "six died and ten citizens have been evacuated".

        Of one person, who is told without a number, any verb may: "120 died, and the governor later apologised".
        """
        following = self.tokens_after(people.end, _VERB_AFTER)
        if not following or not following[0].classes.isdisjoint(("be", "perfect")):
            return bool(following)
        verb = next((token for token in following if "skipped" not in token.classes), None)
        if verb is None or not people.single or not verb.is_word or "naming" in verb.classes:
            return False
        told = (
            "harm" not in verb.classes and not self._aside(verb.start) and verb.word.endswith("ed") and not verb.capital
        )
        return told or "say" in verb.classes

    def is_placed(self, people: Counted) -> bool:
        """Whether a place or day of its own follows people: "another five outside the town of Homs", "9 on Sunday"."""
        following = self.tokens_after(people.end, 1)
        if following and any(date.when is not None for date in self.reading.dates.beginning_at(following[0].start)):
            return True
        if not following or "place_link" not in following[0].classes:
            return False
        places = self.reading.places.beginning_in(following[0].end, following[0].end + _PLACE_REACH)
        if places and len(self.gap(following[0].end, places[0].start)) <= _PLACE_WORDS:
            return True
        # "and eight in the attacks on two clinics in Homs"
        attacks = self.reading.of("attack", following[0].end, following[0].end + _PLACE_REACH, "noun")[:1]
        return any(
            len(self.gap(following[0].end, attack.start)) <= _PLACE_WORDS
            and self.reading.places.beginning_in(attack.end, attack.end + _ATTACK_REACH)
            for attack in attacks
        )

    def is_row_of_places(self, gap: Sequence[Token], people: Counted) -> bool:
        """ "In Homs, 5 were killed; in Hama, 3", "five were killed in Homs; three in Hama": a list without its verb."""
        mark = next((at for at in range(len(gap) - 1, -1, -1) if gap[at].text == ";"), None)
        if mark is None or self.breaks(gap[:mark]) or self.has_predicate(people):
            return False
        lead = gap[mark + 1 :] or self.tokens_after(people.end, 2)
        if len(lead) < 2 or "place_link" not in lead[0].classes:
            return False
        places = self.reading.places.beginning_in(lead[1].start, lead[1].end)
        last = max(people.end, *(place.end for place in places)) if places else 0
        after = self.tokens_after(last, 1)
        ends = not after or not after[0].is_word or "joining" in after[0].classes
        return bool(places) and ends and (lead[-1].end > people.end or not lead[-1].is_word)

    def in_hospital(self, people: Counted) -> bool:
        """Whether people are told to be in care: "12 in hospital", "five others in the clinic"."""
        following = self.tokens_after(people.end, 3)
        if not following or "place_link" not in following[0].classes:
            return False
        return any(self.reading.begins("target", token.start) and "care" in token.classes for token in following[1:])

    def is_share(self, people: Counted) -> bool:
        """Whether people are only "most", "some" or "both" of others."""
        return "share" in self.reading.tokens_in(people.start, people.end)[0].classes

    def shares_those_before(self, people: Counted) -> bool:
        """ "At least 23 people most members of factions": where commas are lost, a share of those before."""
        last = next((other for other in reversed(self.people) if other.end <= people.start), None)
        if last is None or last.unnumbered or people.quantity.op != "vague" or not self.is_share(people):
            return False
        return all(token.text == "," for token in self.gap(last.end, people.start))

    def are_freed(self, people: Counted, trigger: Mention) -> bool:
        """ "Troops rescued 11 abducted schoolgirls": what befell them before is told only to say who they are."""
        inside = people.start <= trigger.start < people.end and trigger.value in _CUSTODY
        before = self.reading.tokens_in(max(0, people.start - _FREED_REACH), people.start)[-1:]
        return inside and bool(before) and "freeing" in before[0].classes

    def are_those_told(self, people: Counted) -> bool:
        """Whether people are some of those told before: "nine victims", "the other five"."""
        words = self.gap(people.start, people.end)
        victims = any("fate" in token.classes for token in words)
        pronoun = people.bare and self.is_share(people)  # "both had been shot"
        return victims or pronoun or (len(words) <= _OTHERS and any("rest" in token.classes for token in words))

    def are_spared(self, people: Counted) -> bool:
        """ "abducted six girls, of whom two were freed", "only two of them survived": no part of those hurt."""
        following = self.tokens_after(people.end, _SPARED_REACH)
        verb = next((token for token in following if token.classes.isdisjoint(_BEFORE_VERB)), None)
        return verb is not None and "sparing" in verb.classes and not self.reading.begins("harm", verb.start)

    def are_those_before(self, people: Counted) -> bool:
        """ "Two bystanders, both of them street vendors, were hurt": who the people before were, and nobody else."""
        last = next((other for other in reversed(self.people) if other.end <= people.start), None)
        if last is None or last.quantity.value != people.quantity.value or not self.is_share(people):
            return False
        gap = self.gap(last.end, people.start)
        return bool(gap) and all(not token.is_word for token in gap)

    def only_shows_bodies(self, people: Counted) -> bool:
        """ "many bodies appeared pale": what is seen of the dead is no count, but "dozens of bodies were found" is."""
        words = self.gap(people.start, people.end)
        if not any("corpse" in token.classes for token in words):
            return False
        near = self.reading.tokens_in(max(0, people.start - _FOUND_REACH), people.end + _FOUND_REACH)
        return not any("finding" in token.classes for token in near)

    def ends_with_place(self, gap: Sequence[Token]) -> bool:
        """Whether the words before people end with a place, so that a comma may be lost."""
        return bool(gap) and any(
            place.end == gap[-1].end for place in self.reading.places.within(gap[0].start, gap[-1].end)
        )

    def attends(self, people: Counted, part: Part) -> bool:
        """Whether people only stand in a clause on one of the dead: "a nurse who was treating a patient"."""
        last = next((other for other in reversed(self.people) if part.start <= other.start < people.start), None)
        gap = self.gap(last.end, people.start) if last is not None else ()
        if not gap or "relative" not in gap[0].classes or people.of_them:
            return False
        return all(token.is_word and "harm" not in token.classes for token in gap)

    def lists_on(self, people: Counted) -> bool:
        """Whether another member of a list follows: "a woman and a child"."""
        following = next((other for other in self.people if other.start >= people.end), None)
        if following is None:
            return False
        return all(token.text == "," or "joining" in token.classes for token in self.gap(people.end, following.start))

    def listed_nouns(self, part: Part) -> list[Mention]:
        """The people at the head of a list of parts, without those that say nothing of who they are."""
        found: list[Mention] = []
        for token in self.reading.tokens_in(part.listed, min(part.end, part.listed + 60)):
            if found and token.start < found[-1].end:
                continue
            here = [m for k in ("who", "civilian", "fighter") for m in self.reading.starting(k, token.start)]
            if here:
                found += here
            elif (token.text in ',;."“”' and found) or not token.is_word or "say" in token.classes:
                break
        return found

    def all_civilians_after(self, offset: int) -> bool:
        """ "(all civilians)" within two words."""
        for mention in self.reading.of("all_civilians", offset, offset + 40):
            return len([t for t in self.gap(offset, mention.start) if t.is_word]) <= 1
        return False

    def all_of_them(self, start: int, end: int) -> bool:
        """Whether "all of them" stands in a stretch."""
        return self.reading.any_of("whole_cue", start, end)

    def kills(self, trigger: Mention, gap: Sequence[Token]) -> bool:
        """ "The governor has killed every proposal": who has done it is no victim, whatever was hit."""
        active = any("perfect" in token.classes for token in gap) and not any("be" in token.classes for token in gap)
        after = self.tokens_after(trigger.end, 1)
        return active and trigger.feature == "ed" and bool(after) and "det" in after[0].classes

    def means_them(self, people: Counted) -> bool:
        """Whether "them" follows a number: "killing a number of them"."""
        after = self.tokens_after(people.end, 1)
        if not after or people.nouns or self.reading.is_a("function", after[0].word, "adverb"):
            return False
        return self.reading.is_a("function", after[0].word, "pronoun")


def _denied_figures(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Where a figure that is taken back stands between commas: "ten people, not 40 as claimed by the rebels, died"."""
    tokens = reading.tokens_in(start, end)
    found = []
    for at, token in enumerate(tokens[:-2]):
        if (
            token.text != ","
            or "negation" not in tokens[at + 1].classes
            or not reading.begins_count(tokens[at + 2].start)
        ):
            continue
        closing = next((other for other in tokens[at + 2 : at + _LONGEST_DENIAL] if other.text in _ENDS), None)
        if closing is not None and closing.text == ",":
            found.append((token.start, closing.end))
    return found


def is_governing(token: Token) -> bool:
    """Whether a word cannot stand before a noun as its adjective."""
    return not token.is_word or not token.classes.isdisjoint(("det", "function", "be", "say", "harm", "attack"))


def belongs(gap: Sequence[Token]) -> bool:
    """ "a father whose three children were killed": what is told befell his, and not him."""
    return any({"det", "relative_clause"} <= token.classes for token in gap[:2])


def qualifies(token: Token) -> bool:
    """Whether a word may stand between a number and the noun that it counts."""
    return token.is_word and token.classes.isdisjoint(("function", "det", "be", "say", "harm", "auxiliary"))


def does_else(gap: Sequence[Token]) -> bool:
    """Whether "was" has another verb: "a priest was leading a funeral for 11 people killed on Monday"."""
    last = next((at for at in range(len(gap) - 1, -1, -1) if "be" in gap[at].classes), None)
    after = gap[last + 1 :] if last is not None else ()
    return len(after) > PREDICATE_REACH and after[0].word.endswith("ing") and all(token.is_word for token in after)


def is_joined(gap: Sequence[Token]) -> bool:
    """Whether a mark or conjunction separates two verbs, so that each has its own subject."""
    return any(not token.is_word or "joining" in token.classes for token in gap)
