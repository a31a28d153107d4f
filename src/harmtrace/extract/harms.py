"""From people and harm words to harms: which number died, which was hurt, which is part of which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.animals import animals_lost
from harmtrace.extract.counted import Counted, status_of, who_of
from harmtrace.extract.harm_drafts import EARLIER, VICTIMS, HarmDraft, is_repeated, made_up_of, told_apart
from harmtrace.extract.harm_links import Links
from harmtrace.extract.harm_nouns import caused_harms
from harmtrace.extract.harm_outcomes import of_wounds, severe_now, what_became
from harmtrace.extract.harm_part_finding import PartFinding, draft_of
from harmtrace.extract.harm_parts import Part, part_stretches
from harmtrace.extract.harm_triggers import harm_triggers, told_alone
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.people import counted_people
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any

_OF_NUMBER = re.compile(r"\bof (?:the|these|those) \d")
"""A part of a number that was told before: "four of the 29 were children"."""
_PARTY_REACH = 40
"""So far, in characters, after a figure the party that is said to have done it may end."""
_PARTIES = ("actor", "country_actor")
_PLACES_GAP = 16
"""The same where each item has a place of its own: "12 were killed around Raqqa and another five near Homs"."""
_TOGETHER = ("as well as", "together with", "along with")
_LIST_GAP = 10
"""How many words may stand between the items of a list that share one harm word."""


def find_harms(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[HarmDraft]:
    """The harms told in `start:end`, wholes before their parts; numbers and words of harm in `taken` are spoken for."""
    triggers = [trigger for trigger in harm_triggers(reading, start, end) if not in_any(trigger.start, taken)]
    parts = part_stretches(reading, start, end)
    animals = [lost for lost in animals_lost(reading, start, end) if not in_any(lost.start, taken)]
    if not triggers and not parts and _OF_NUMBER.search(reading.folded, start, end) is None:
        return animals
    people = [counted for counted in counted_people(reading, start, end) if not in_any(counted.start, taken)]
    return _Finding(reading, people, triggers, parts, (start, end)).harms() + animals


class _Finding(PartFinding):
    """Finds the harms of one stretch."""

    def __init__(
        self,
        reading: Reading,
        people: Sequence[Counted],
        triggers: Sequence[Mention],
        parts: Sequence[Part],
        span: tuple[int, int],
    ) -> None:
        self.reading = reading
        self.people = people
        self.parts = parts
        self.start, self.end = span
        self.links = Links(reading, people, triggers, parts)
        self.wholes: list[HarmDraft] = []

    def harms(self) -> list[HarmDraft]:
        """Wholes first, in text order, then their parts."""
        pending: list[tuple[Counted, Part]] = []
        for told in self.people:
            if self.links.acts(told) or self.links.are_those_before(told):
                continue
            people = self.links.with_fate(told)
            part = self._part_with(people)
            if part is not None and people.unnumbered:
                continue
            if part is not None and not self.links.attends(people, part):
                pending.append((people, part))
            elif part is not None:
                continue
            else:
                self._whole(people)
        self.wholes += caused_harms(self.reading, self.people, self.links.triggers)
        found = self._without_headline()
        for people, part in pending:
            found += self.nested(found, people, part) or self.part(people, part)
        found += self.unnumbered_parts([people for people, _ in pending])
        return told_apart(made_up_of(self._all_of_them(found)))

    def _without_headline(self) -> list[HarmDraft]:
        """The wholes, without a headline's figure that the lead repeats where the two have run into one sentence."""
        kept = [
            whole
            for at, whole in enumerate(self.wholes)
            if not any(is_repeated(whole, later) for later in self.wholes[at + 1 :])
        ]
        self.wholes = kept
        return list(kept)

    def _part_with(self, people: Counted) -> Part | None:
        """The list of parts that these people stand in, unless they have a harm of their own beside it."""
        part = next((part for part in self.parts if part.start <= people.start < part.end), None)
        if part is None:
            alone = people.of_them or self._found_since(people) or self.links.shares_those_before(people)
            return Part(people.start, people.end, people.start) if alone else None
        if self._has_own_noun(people, part):
            return None
        own = self.links.directly_after(people)
        before = self.reading.text[max(0, people.start - 6) : people.start]
        joined = before.rstrip().endswith((",", "and", ";")) and part.listed < people.start - 6
        apart = self._last_harm() not in ("killed_or_injured", own.value if own is not None else "")
        if own is not None and joined and not people.of_them and apart:
            return None
        return part

    def _has_own_noun(self, people: Counted, part: Part) -> bool:
        """ "the death of 9, most of them boys, and the wounding of 31 others": told by a noun of its own."""
        told = [trigger for trigger in self.links.triggers if part.listed <= trigger.start < people.start]
        return bool(told) and told[-1].feature == "object" and self.links.before(people) is told[-1]

    def _found_since(self, people: Counted) -> bool:
        """ "the toll rose to 14 after two more bodies were found": counted in the toll already."""
        last = self.wholes[-1] if self.wholes else None
        if last is None or not self.reading.of("harm", last.trigger, last.trigger + 60, "toll"):
            return False
        return any("since_when" in token.classes for token in self.links.gap(last.end, people.start))

    def _last_harm(self) -> str:
        return self.wholes[-1].harm if self.wholes else ""

    def _whole(self, people: Counted) -> None:
        if people.unnumbered and not self.links.stands_unnumbered(people):
            return
        if people.quantity.op == "vague" and self._counts_nobody(people):
            return
        link = self.links.of(people)
        if link is not None and self.links.are_freed(people, link.trigger):
            return
        if link is not None:
            held = self.links.custody(people, link.trigger)
            if held is not None:
                self._add(_draft(people, held, link.rule, link.nouns), people)
            draft = _draft(people, link.trigger, link.rule, link.nouns)
            if draft.harm == VICTIMS and link.trigger.feature == "ed" and self.links.are_those_told(people):
                return  # "nine victims were hacked, the other five were shot": how those told before were hit
            harm = what_became(self.links, people, severe_now(self.links, people, draft.harm))
            harm = of_wounds(self.links, link.trigger, harm)
            self._add(self._of_same_kind(replace(draft, harm=harm), people), people)
            joined = self.links.joined_verb(people, link.trigger)
            if joined is not None:
                self._add(replace(draft, harm=joined.value, trigger=joined.start), people)
            return
        carried = self._carried(people)
        if carried is not None:
            self._add(carried, people)

    def _counts_nobody(self, people: Counted) -> bool:
        """Whether a vague number only describes the dead, or how a toll is shared out: "most casualties were"."""
        if self.links.only_shows_bodies(people):
            return True
        first = self.reading.tokens_in(people.start, people.end)[0]
        return "majority" in first.classes and self.links.inside(people) is not None

    def _of_same_kind(self, draft: HarmDraft, people: Counted) -> HarmDraft:
        """ "nine civilians were killed in one town and two others in the next": others of the same kind."""
        last = self.wholes[-1] if self.wholes else None
        said = draft.status != "unstated" or bool(draft.who)
        if not said and self.links.means_them(people):
            return replace(draft, status=self.status_of_them(people))
        said = said or not self._are_others(people)
        return draft if said or last is None or last.harm != draft.harm else replace(draft, status=last.status)

    def _are_others(self, people: Counted) -> bool:
        """Whether people are told as more of those before: "two others", "another five", "19 more"."""
        items = self.reading.quantities_in(people.start, people.start + 1)
        return any(item.increment for item in items)

    def _add(self, draft: HarmDraft, people: Counted) -> None:
        """Append a harm; one who was told before ("the boy") is a part of those told."""
        if people.definite:
            whole = "injured" if draft.harm.startswith("injured") else None
            draft = replace(draft, parent=EARLIER, whole_harm=whole)
        self.wholes.append(draft)

    def _carried(self, people: Counted) -> HarmDraft | None:
        """A count without its own harm word goes on with the one before: "five in Abdin, one civilian in Halban"."""
        if not self.wholes or people.definite or people.unnumbered:
            return None
        last = self.wholes[-1]
        if people.bare and told_alone(self.reading, last.end, people.start):
            return draft_of(people, last.harm, last.trigger, "harm carried over")
        if people.nouns and self.reading.is_a("corpse", self._word_at(last.trigger)):
            return None  # "pulled 13 bodies and nine survivors from the rubble"
        gap = self.links.open_gap(last.end, people.start)
        alike = not people.single and all(whole.harm == last.harm for whole in self.wholes)
        if alike and len(gap) <= _PLACES_GAP and self.links.is_row_of_places(gap, people):
            return replace(draft_of(people, last.harm, last.trigger, "harm carried over"), status=last.status)
        counted_alone = people.bare or self._are_others(people)
        in_hospital = last.harm == "killed" and counted_alone and self.links.in_hospital(people)
        placed = (in_hospital or self.links.is_placed(people) or self._is_by_others(gap, people)) and not people.single
        if (people.bare and not placed) or len(gap) > (_PLACES_GAP if placed else _LIST_GAP):
            return None
        if not placed and self._is_told_otherwise(last, people):
            return None
        if not self._goes_on(gap, people) and not (placed and self.links.ends_with_place(gap)):
            return None
        if self.links.breaks(gap) or self.links.acts(people) or self.links.has_predicate(people):
            return None
        status = people.status if people.status != "unstated" or people.who else last.status
        harm = self._fate_in_hospital(last) if in_hospital else last.harm
        return replace(draft_of(people, harm, last.trigger, "harm carried over"), status=status)

    def _is_told_otherwise(self, last: HarmDraft, people: Counted) -> bool:
        """ "Left 30 people dead and 300 families without shelter": of the others what follows them is told."""
        dead = last.trigger >= last.end - 1 and bool(self.reading.starting("fate", last.trigger))
        following = self.links.tokens_after(people.end, 1)
        return dead and bool(following) and not following[0].classes.isdisjoint(("place_link", "lacking"))

    def _is_by_others(self, gap: Sequence[Token], people: Counted) -> bool:
        """ "30 were killed by the army and 12 by rebels": whether each of two figures is laid at a party's door."""
        if not any("agent" in token.classes for token in gap):
            return False
        after = self.reading.tokens_in(people.end, people.end + _PARTY_REACH)
        named = any(self.reading.any_of(klass, people.end, people.end + _PARTY_REACH) for klass in _PARTIES)
        return named and "agent" in after[0].classes

    def _fate_in_hospital(self, last: HarmDraft) -> str:
        """Of "38 died on the spot, 12 in hospital" the 12 died later; of "12 dead, 30 in hospital" the 30 are hurt."""
        died = any(verb.feature == "intransitive" for verb in self.reading.starting("harm", last.trigger))
        return "died_later" if died else "injured"

    def _word_at(self, offset: int) -> str:
        return self.reading.tokens_in(offset, offset + 1)[0].word

    def _goes_on(self, gap: Sequence[Token], people: Counted) -> bool:
        """Whether words go on with a list: "and", "as well as", a comma, or nothing where commas are lost."""
        if gap and "kin_link" in gap[-1].classes:
            gap = gap[:-1]
        if not gap:
            return not (self.reading.has_commas or self.links.is_share(people))
        if gap[-1].text == ",":
            return not people.single or self.links.lists_on(people)
        return gap[-1].word == "and" or " ".join(token.word for token in gap[-3:]).endswith(_TOGETHER)

    def _all_of_them(self, drafts: list[HarmDraft]) -> list[HarmDraft]:
        """ "all of them civilians" and "(all civilians)" say it of the whole; so do parts of both statuses."""
        result = list(drafts)
        for index, draft in enumerate(drafts):
            if self.links.all_civilians_after(draft.end):
                result[index] = replace(draft, status="civilian")
            if draft.parent is None or draft.parent == EARLIER or draft.rule != "vague part":
                continue
            whole = result[draft.parent]
            if self.links.all_of_them(draft.trigger, draft.start):
                who = tuple(dict.fromkeys((*whole.who, *draft.who)))
                result[draft.parent] = replace(whole, status=draft.status, who=who)
            elif draft.status == "mixed" and whole.status == "unstated":
                result[draft.parent] = replace(whole, status="mixed")
        return [draft for draft in result if not (self._repeats(draft, result) or self._is_all(draft))]

    def _is_all(self, draft: HarmDraft) -> bool:
        """ "three - all children - were hurt": no part, once it is said of the whole."""
        return draft.rule == "vague part" and self.links.all_of_them(draft.trigger, draft.start)

    def _repeats(self, draft: HarmDraft, drafts: Sequence[HarmDraft]) -> bool:
        """Whether a part is already told with the same words."""
        return any(
            other is not draft
            and other.quantity == draft.quantity
            and other.harm == draft.harm
            and other.parent is None
            for other in drafts
            if draft.parent is not None
        )


def _draft(people: Counted, trigger: Mention, rule: str, nouns: Sequence[Mention]) -> HarmDraft:
    draft = draft_of(people, trigger.value, trigger.start, rule)
    if people.status == "unstated" and nouns:
        return replace(draft, status=status_of(nouns), who=people.who or who_of(nouns))
    return draft
