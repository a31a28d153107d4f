"""Which harm word speaks of which people: as subject, as object, or inside their own phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from harmtrace.extract.counted import Counted, people_nouns
from harmtrace.extract.harm_gaps import (
    PREDICATE_REACH,
    belongs,
    does_else,
    is_joined,
)
from harmtrace.extract.harm_positions import DYING, HURT, Positions
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.model.immutable import immutable

_AFTER = ("ed", "intransitive", "noun", "adjective", "predicate")
_BEFORE = ("ed", "gerund", "base", "object", "toll", "noun")
_INSIDE = ("noun", "ed", "adjective", "object", "toll")
_CUSTODY = ("detained", "abducted")
_DESCRIBING = ("ed", "noun")
_QUOTES = "'‘’\"“”"
_SUBJECT_REACH = 14
"""So many words may stand between people and the harm word after them."""
_DESCRIBED_REACH = 11
"""So many between the harm that describes people and the verb of their death."""
_LEAST_LISTED = 3
"""A number, its noun and "and" are so many words."""
_OBJECT_REACH = 6
"""So many between a verb and the people after it."""
_JOINED_VERB = 2
"""So many words may stand between two verbs that befell the same people: "captured and later killed"."""
_TOLL_REACH, _RISEN_REACH = 16, 40
"""So many between a toll word and its figure, without and with a verb of rising just before the figure."""
_AMONG_REACH, _NOUN_REACH = 60, 24
"""How far, in characters, "among" may stand behind people, and the people of "74 killings of civilians"."""


@immutable(frozen=True, slots=True)
class Link:
    """A harm word with the construction that links it; `nouns` are the people named in the harm word itself."""

    trigger: Mention
    rule: str
    nouns: tuple[Mention, ...] = ()


class Links(Positions):
    """Links of the people of one stretch to its harm words."""

    def of(self, people: Counted) -> Link | None:
        """The link of `people` to a harm word, if the words make one."""
        own = [
            trigger
            for trigger in self.triggers
            if people.start <= trigger.start < people.end
            and (trigger.feature in _INSIDE or _is_predicate(people, trigger))
        ]
        dead = [trigger for trigger in own if trigger.feature == "noun" and trigger.value in DYING]
        own = dead or own  # "40 mutilated corpses"
        before = self.before(people)
        if own and not (before is not None and own[0].feature == "ed" and self._object_follows(own[0])):
            main = self._main_verb(own[0], ()) if own[0].value in _CUSTODY else None
            return Link(main, "count then harm") if main is not None else Link(own[0], "count of harm noun")
        if own and before is not None:
            return Link(before, "harm then count")  # "kill 83 injured 100": the second is the next verb
        named = next((t for t in self.triggers if t.start >= people.end), None)
        if named is not None and named.feature == "object" and not self.gap(people.end, named.start) and people.bare:
            nouns = tuple(people_nouns(self.reading, named.end, named.end + _NOUN_REACH))
            return Link(named, "count of harm noun", nouns)
        after = self.after(people)
        near = after is not None and self._follows(people, after)
        if after is not None and (before is None or (near and not self._counts_bodies(people, before))):
            return Link(self.outcome(after), "count then harm")
        if before is not None:
            nouns = tuple(people_nouns(self.reading, before.start, before.end)) if before.feature == "toll" else ()
            return Link(before, "harm then count", nouns)
        return None

    def stands_unnumbered(self, people: Counted) -> bool:
        """Whether people without a number are hurt apart from those before: "injured others"."""
        words = self.gap(people.start, people.end)
        others = len(words) == 1 and "other_people" in words[0].classes
        return others and (self._is_object(people) or self._is_passive_subject(people))

    def _is_passive_subject(self, people: Counted) -> bool:
        """Whether "were injured" follows right after people."""
        trigger = self.after(people)
        gap = self.gap(people.end, trigger.start) if trigger is not None else ()
        return 0 < len(gap) <= PREDICATE_REACH and "be" in gap[0].classes | gap[-1].classes

    def _counts_bodies(self, people: Counted, noun: Mention) -> bool:
        """Whether a noun of harm heads the phrase: "the bodies of three people were taken to hospital"."""
        gap = self.gap(noun.end, people.start)
        if noun.feature == "object":
            named = all("det" in token.classes for token in gap)
            return named and any("corpse" in token.classes for token in self.gap(noun.start, noun.end))
        return noun.feature == "noun" and noun.value in DYING and len(gap) == 1 and "of" in gap[0].classes

    def _follows(self, people: Counted, trigger: Mention) -> bool:
        """Whether a harm word stands right after people, and not behind "and" with an object of its own."""
        gap = self.open_gap(people.end, trigger.start)
        return len(gap) <= 1 and not any("joining" in token.classes for token in gap)

    def inside(self, people: Counted) -> Mention | None:
        """The harm noun that the people are counted by: "two bodies", "nine deaths"."""
        return next((t for t in self.triggers if people.start <= t.start < people.end and t.feature == "noun"), None)

    def hurt_inside(self, people: Counted) -> Mention | None:
        """The participle that people are told by: "(34 killed, 94 injured)"."""
        return next((t for t in self.triggers if people.start <= t.start < people.end and t.feature == "ed"), None)

    def after(self, people: Counted) -> Mention | None:
        """The harm word whose subject the people are: "14 civilians were killed"."""
        part = self.in_part(people.start) or people.of_them
        later = (t for t in self.triggers if t.start >= people.end - 1 and (part or not self.in_part(t.start)))
        trigger = next(later, None)
        if trigger is not None and trigger.feature == "toll" and len(self.open_gap(people.end, trigger.start)) <= 1:
            return trigger
        if trigger is None or trigger.feature not in _AFTER or self._is_verb(trigger):
            return None
        gap = list(self.gap(people.end, trigger.start)) if part else self.open_gap(people.end, trigger.start)
        words = sum(token.is_word for token in gap)
        if words > _SUBJECT_REACH or self.breaks(gap) or belongs(gap):
            return None
        if self._is_number_of(gap) and trigger.feature == "ed":
            return trigger
        if (
            self._is_not_among(gap)
            or self._other_subject(people, trigger)
            or does_else(gap)
            or self._loses(trigger, gap)
            or self.kills(trigger, gap)
        ):
            return None
        if trigger.value == "displaced" and trigger.feature == "intransitive" and people.status == "combatant":
            return None  # fighters who cross a border are on the march
        if any("clause_end" in token.classes or "agent" in token.classes for token in gap):
            return None
        main = None if self._is_parted(people) else self._main_verb(trigger, gap)
        return (main or trigger) if self._fits(trigger, gap) or self._lists_up_to(people, trigger) else None

    def _lists_up_to(self, people: Counted, trigger: Mention) -> bool:
        """ "Two soldiers and nine farmers killed", "a nurse and two patients dead": others stand right before it."""
        if trigger.feature not in ("ed", "noun", "adjective"):
            return False
        place, others = people.end, 0
        for other in self.people:
            if people.end <= other.start and other.end <= trigger.start:
                if any(token.text != "," and "joining" not in token.classes for token in self.gap(place, other.start)):
                    return False
                place, others = other.end, others + 1
        return others > 0 and not self.gap(place, trigger.start) and not self._object_follows(trigger)

    def _is_not_among(self, gap: Sequence[Token]) -> bool:
        """ "The mayor was not among the five killed"."""
        pairs = pairwise(gap)
        return any("negation" in one.classes and "subset" in other.classes for one, other in pairs)

    def _is_verb(self, noun: Mention) -> bool:
        """ "a man who lives there": a noun of harm where a number stands before it, and a verb behind its subject."""
        return noun.feature == "noun" and self.reading.is_a("only_counted", self.reading.folded[noun.start : noun.end])

    def _loses(self, trigger: Mention, gap: Sequence[Token]) -> bool:
        """ "the child lost his parents": who loses somebody is not hurt by that verb."""
        active = trigger.feature == "ed" and not any("be" in token.classes for token in gap)
        return active and self.reading.is_a("losing", self.reading.folded[trigger.start : trigger.end])

    def _is_number_of(self, gap: Sequence[Token]) -> bool:
        """ "bringing to 111 the number of rescue and health workers killed": the figure before its noun."""
        noun = next((at for at, token in enumerate(gap[:2]) if "toll_noun" in token.classes), None)
        return noun is not None and gap[noun + 1 : noun + 2] != [] and "of" in gap[noun + 1].classes

    def _is_parted(self, people: Counted) -> bool:
        """Whether a part of these people stands before them: "three of the 12 people wounded have died"."""
        return any(other.whole_at == people.start and other.start < people.start for other in self.people)

    def _main_verb(self, first: Mention, gap: Sequence[Token]) -> Mention | None:
        """ "a medic who lost a leg died", "two men held in May were shot": the verb after the describing clause."""
        describing = not gap and (first.feature in _DESCRIBING or first.value in _CUSTODY)
        if not describing and not (gap and "relative" in gap[0].classes):
            return None
        worse = (*DYING, *HURT) if first.value in _CUSTODY else DYING
        last = next((t for t in self.triggers if t.start >= first.end and t.value in worse), None)
        if last is None or not (last.feature == "intransitive" or (last.feature == "ed" and self._is_passive(last))):
            return None
        between = self.gap(first.end, last.start)
        taken = any(first.end <= other.start < last.start and not other.unnumbered for other in self.people)
        return None if len(between) > _DESCRIBED_REACH or taken or self._turns(between) or is_joined(between) else last

    def _fits(self, trigger: Mention, gap: Sequence[Token]) -> bool:
        """Whether voice and distance let the harm word speak of its subject."""
        if trigger.feature == "predicate":
            return not gap
        if trigger.feature == "noun":
            told = bool(gap) and "be" in gap[-1].classes  # "three bakers and a customer are dead"
            return told or len(gap) <= 2 or all("open_gap" in token.classes for token in gap)
        if trigger.feature != "ed" or any("be" in token.classes for token in gap):
            return True
        if self._object_follows(trigger):
            return False
        return len(gap) <= 1 or all("open_gap" in t.classes or t.text == "," for t in gap)

    def directly_after(self, people: Counted) -> Mention | None:
        """The harm word that stands right after the people, or as their last word: "12 people wounded"."""
        inside = [t for t in self.triggers if people.start <= t.start < people.end and t.feature in ("ed", "noun")]
        if inside:
            return inside[0]
        trigger = next((t for t in self.triggers if t.start >= people.end - 1), None)
        near = trigger is not None and trigger.feature in ("ed", "intransitive", "adjective")
        return trigger if trigger is not None and near and len(self.gap(people.end, trigger.start)) <= 2 else None

    def custody(self, people: Counted, main: Mention) -> Mention | None:
        """What befell people before the harm that the main verb tells: "two men arrested in May died" (rule 34)."""
        first = self.directly_after(people)
        return first if first is not None and first.start < main.start and first.value in _CUSTODY else None

    def joined_verb(self, people: Counted, trigger: Mention) -> Mention | None:
        """ "five men were captured and burnt alive", "abducted and killed six farmers": the other verb (rule 34)."""
        at = self.triggers.index(trigger) if trigger in self.triggers else -1
        if trigger.feature != "ed" or at < 0:
            return None
        passive = trigger.start >= people.end
        beside = self.triggers[at + 1 : at + 2] if passive else self.triggers[max(0, at - 1) : at]
        if not beside or beside[0].feature != "ed" or beside[0].value == trigger.value:
            return None
        first, second = (trigger, beside[0]) if passive else (beside[0], trigger)
        gap = self.gap(first.end, second.start)
        joined = 0 < len(gap) <= _JOINED_VERB and gap[0].word in ("and", "then") and all(t.is_word for t in gap)
        held = first.value in (*_CUSTODY, "tortured", "sexual_violence")
        return beside[0] if joined and held and not self._object_follows(first) else None

    def before(self, people: Counted) -> Mention | None:
        """The harm word whose object the people are: "killing 14", "a death toll of 9"."""
        earlier = [t for t in self.triggers if t.end <= people.start]
        if not earlier or self.acts(people):
            return None
        trigger = earlier[-1]
        gap = self._past_beasts(self.gap(trigger.end, people.start))
        if trigger.feature not in _BEFORE or any(token.text == ";" for token in gap):
            return None
        if trigger.feature == "toll":
            return trigger if self._is_toll(people, gap) else None
        if trigger.feature == "noun":
            of = bool(gap) and gap[0].word in ("of", "at", ":", "to", "-", "among")
            return trigger if of and len(gap) <= 2 else None
        if trigger.feature == "object":
            return trigger if len(gap) <= 3 else None
        if self._is_inverted(trigger, gap):
            return trigger
        return trigger if self._governs(trigger, gap) or self._labels(trigger, gap) else None

    def _is_inverted(self, trigger: Mention, gap: Sequence[Token]) -> bool:
        """ "Also killed were two teachers": the participle opens the sentence, and who it befell follows the verb."""
        if trigger.feature != "ed" or len(gap) != 1 or "be" not in gap[0].classes:
            return False
        before = self.reading.tokens_in(max(0, trigger.start - 6), trigger.start)[-1:]
        return not before or before[0].text == "." or "further" in before[0].classes

    def _past_beasts(self, gap: Sequence[Token]) -> Sequence[Token]:
        """What stands before people, without the animals that the verb takes first: "killed 40 goats and two men"."""
        if len(gap) > 1 and "reflexive" in gap[0].classes and "joining" in gap[1].classes:
            return gap[2:]  # "killed himself and 13 others"
        if len(gap) < _LEAST_LISTED or "joining" not in gap[-1].classes or "no_victim" not in gap[-2].classes:
            return gap
        number = self.reading.quantities_in(gap[0].start, gap[0].end)
        return gap[len(gap) :] if number and number[0].noun_start == gap[-2].start else gap

    def _is_toll(self, people: Counted, gap: Sequence[Token]) -> bool:
        """Whether a toll word speaks of a number: "the toll of the raid on the town rose to 14"."""
        risen = any("toll_verb" in token.classes for token in gap[-5:])  # "climbed from six to 10"
        near = len(gap) <= (_RISEN_REACH if risen else _TOLL_REACH)
        return near and not (people.single or self._turns(gap) or self._outdated(people))

    def _labels(self, trigger: Mention, gap: Sequence[Token]) -> bool:
        """ "Reported killed: 45": a figure after its label."""
        return len(gap) == 1 and gap[0].text == ":" and not any(other.end <= trigger.start for other in self.people)

    def _outdated(self, people: Counted) -> bool:
        """ "rose from 36 to 40": the figure that no longer holds."""
        before = self.reading.tokens_in(max(0, people.start - 8), people.start)[-1:]
        after = self.tokens_after(people.end, 2)
        rises = (
            len(after) > 1 and after[0].word == "to" and bool(self.reading.quantities_in(after[1].start, after[1].end))
        )
        return rises and bool(before) and before[0].word == "from"

    def _turns(self, gap: Sequence[Token]) -> bool:
        """Whether another clause begins between a toll word and the number."""
        return any("clause_end" in token.classes for token in gap)

    def _governs(self, trigger: Mention, gap: Sequence[Token]) -> bool:
        """Whether an active verb reaches its object over these words."""
        if len(gap) > _OBJECT_REACH or any(token.text in ";.:|" for token in gap):
            return False
        if len(gap) > 1 and "joining" in gap[0].classes and gap[1].word.endswith("ed"):
            gap = gap[2:]  # "executed and buried nine men"
        if trigger.feature == "ed":
            closed = ("and", "in", "from", "who", "were", "was", "as")
            kin = gap[-1:] and "kin_link" in gap[-1].classes  # "wounded his four children"
            between = gap[:-1] if kin else gap
            own = all(("open_gap" in t.classes and t.word not in closed) or t.text in _QUOTES for t in between)
            return own and not self._is_passive(trigger)
        if all("open_gap" in t.classes or t.text == "," for t in gap):
            return True
        return len(gap) <= 2 and not any(t.start in self.reading.person_nouns for t in gap)

    def with_fate(self, people: Counted) -> Counted:
        """ "at least 30 children among the dead", "two were among the 35 killed": a part of those named after them."""
        if people.of_them or people.fate is not None:
            return people
        if self.lists_on(people):
            last = next(other for other in self.people if other.start >= people.end)
            if last.of_them:
                return people  # "16 people, two of whom were pregnant, were killed": the first are the whole
            copular = any("be" in token.classes for token in self.tokens_after(last.end, 1))
            if not (copular or self.lists_on(last) or self.stand_beside(people)):
                return people
            last = self.with_fate(last)
            if last.whole_at == people.start:
                return people  # "of the 40 injured, 12 are in hospital": the first are the whole
            return replace(people, of_them=last.of_them, fate=last.fate, fate_at=last.fate_at, whole_at=last.whole_at)
        if self._are_among_them(people):
            return replace(people, of_them=True)
        opening = self.opening_whole(people)
        if opening is not None:
            return replace(people, of_them=True, whole_at=opening.start)
        following = self.open_gap(people.end, people.end + _AMONG_REACH)[:5]
        at = next((place for place, token in enumerate(following[:3]) if token.word == "among"), None)
        if at is None or (at and "be" not in following[0].classes):
            return people
        after = following[at].end
        number = next((other for other in self.people if other.start >= after), None)
        gap = self.gap(after, number.start) if number is not None else ()
        if number is not None and not number.unnumbered and all("det" in token.classes for token in gap):
            return replace(people, of_them=True, whole_at=number.start)
        fates = self.reading.of("fate", after, after + 24)
        if not fates or len(self.gap(after, fates[0].start)) > 1:
            return people
        if fates[0].value == "displaced" and self.hurt_inside(people) is not None:
            return people  # "12 wounded among the displaced": where they lived, and no part of a figure
        return replace(people, of_them=True, fate=fates[0].value, fate_at=(fates[0].start, fates[0].end))

    def _are_among_them(self, people: Counted) -> bool:
        """ "killed 38, 11 children among them": and no list after it ("38 people, among them 11 children")."""
        following = self.tokens_after(people.end, 2)
        if [token.word for token in following] != ["among", "them"]:
            return False
        other = next((told for told in self.people if told.start >= following[1].end), None)
        return other is None or bool(self.gap(following[1].end, other.start))

    def _object_follows(self, trigger: Mention) -> bool:
        """Whether a verb has its own people after it ("killed two"), so that what stands before did it."""
        following = next((people for people in self.people if people.start >= trigger.end), None)
        if following is None or self._has_own_verb(following):
            return False
        gap = self.gap(trigger.end, following.start)
        if any("be" in token.classes for token in gap):
            return False  # "seven of the 12 killed were women"
        return len(gap) <= 3 and all("open_gap" in t.classes and t.word not in ("and", "in", "as") for t in gap)

    def _has_own_verb(self, people: Counted) -> bool:
        """Whether a participle stands right after people: "12 killed 18 others injured" in a headline."""
        own = self.directly_after(people)
        return own is not None and own.feature == "ed" and not self.open_gap(people.end, own.start)


def _is_predicate(people: Counted, trigger: Mention) -> bool:
    """Whether a noun says what became of the people before it: "took 12 villagers hostage"."""
    return trigger.feature == "predicate" and bool(people.nouns) and people.nouns[0].end < trigger.start
