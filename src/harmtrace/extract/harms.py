"""From people and harm words to harms: which number died, which was hurt, which is part of which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.animals import animals_lost
from harmtrace.extract.counted import Counted, people_nouns, status_of, who_of
from harmtrace.extract.harm_drafts import EARLIER, OF_THEM, HarmDraft, exceeds, is_of, is_repeated, told_apart
from harmtrace.extract.harm_links import Links
from harmtrace.extract.harm_nouns import caused_harms
from harmtrace.extract.harm_outcomes import of_wounds, severe, severe_now, what_became
from harmtrace.extract.harm_parts import Part, part_stretches
from harmtrace.extract.harm_triggers import harm_triggers
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.people import counted_people
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any
from harmtrace.model.claim import Status
from harmtrace.model.quantity import Quantity

_PLACES_GAP = 16
"""The same where each item has a place of its own: "12 were killed around Raqqa and another five near Homs"."""
_TOGETHER = ("as well as", "together with", "along with")
_SAID_REACH = 10
"""So many words may stand between "4 of the 9 people" and "were children", where the 9 have their own verb."""
_LIST_GAP = 10
"""How many words may stand between the items of a list that share one harm word."""


def find_harms(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[HarmDraft]:
    """The harms told in `start:end`, wholes before their parts; numbers and words of harm in `taken` are spoken for."""
    triggers = [trigger for trigger in harm_triggers(reading, start, end) if not in_any(trigger.start, taken)]
    parts = part_stretches(reading, start, end)
    animals = [lost for lost in animals_lost(reading, start, end) if not in_any(lost.start, taken)]
    if not triggers and not parts:
        return animals
    people = [counted for counted in counted_people(reading, start, end) if not in_any(counted.start, taken)]
    return _Finding(reading, people, triggers, parts, end).harms() + animals


class _Finding:
    """Finds the harms of one stretch."""

    def __init__(
        self, reading: Reading, people: Sequence[Counted], triggers: Sequence[Mention], parts: Sequence[Part], end: int
    ) -> None:
        self.reading = reading
        self.people = people
        self.parts = parts
        self.end = end
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
            found += self._nested(found, people, part) or self._part(people, part)
        found += self._unnumbered_parts([people for people, _ in pending])
        return told_apart(self._all_of_them(found))

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
            return replace(draft, status=self._status_of_them(people))
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
        if people.nouns and self.reading.is_a("corpse", self._word_at(last.trigger)):
            return None  # "pulled 13 bodies and nine survivors from the rubble"
        gap = self.links.open_gap(last.end, people.start)
        in_hospital = last.harm == "killed" and self.links.in_hospital(people)
        placed = (in_hospital or self.links.is_placed(people)) and not people.single
        if (people.bare and not placed) or len(gap) > (_PLACES_GAP if placed else _LIST_GAP):
            return None
        if not self._goes_on(gap, people) and not (placed and self.links.ends_with_place(gap)):
            return None
        if self.links.breaks(gap) or self.links.acts(people) or self.links.has_predicate(people):
            return None
        status = people.status if people.status != "unstated" or people.who else last.status
        harm = self._fate_in_hospital(last) if in_hospital else last.harm
        return replace(_draft_of(people, harm, last.trigger, "harm carried over"), status=status)

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

    def _part(self, people: Counted, part: Part) -> list[HarmDraft]:
        own = (self.links.inside(people) if people.fate is None else None) or self.links.after(people)
        own = own or (self.links.hurt_inside(people) if people.fate is None else None)
        if own is None and people.of_them and people.fate is None and people.whole_at is None:
            verb = self.links.before(people)
            if verb is not None and not any(verb.start < whole.start < people.start for whole in self.wholes):
                return self._of_them(people, part, verb)
        if people.fate is not None:
            return self._part_of_fate(people, part, None if self._said_of(people) else own)
        candidates = [index for index, whole in enumerate(self.wholes) if _may_hold(whole, people)]
        if not candidates:
            return self._part_of_earlier(people, part, own)
        fitting = [index for index in candidates if _fits(people, self.wholes[index])]
        if not fitting:
            return []
        dead = own is not None and own.feature == "noun"  # "91 of these deaths" are of the dead, not of the injured
        same = [index for index in fitting if dead and own is not None and self.wholes[index].harm == own.value]
        parent = (same or fitting)[-1]
        whole = self.wholes[parent]
        harm = severe(self.links, people, own.value if own is not None else whole.harm)
        if harm == "killed" and whole.harm.startswith("injured"):
            harm = "died_later"
        told = people.who or people.status != "unstated"
        nouns = people.nouns if told else self._said_of(people)
        stated = people.status if told else status_of(nouns)
        status: Status = stated if stated != "unstated" else whole.status
        if status in ("mixed", "contested") and stated == "unstated":
            status = "unstated"
        draft = _draft_of(people, harm, part.start, "part")
        return [replace(draft, status=status, who=people.who or who_of(nouns), parent=parent, whole_harm=whole.harm)]

    def _names(self, fate: Mention) -> bool:
        """Whether a fate names people ("the dead", "those killed") and is no verb ("were killed")."""
        before = self.reading.tokens_in(max(0, fate.start - 16), fate.start)[-1:]
        opened = not before or not before[0].is_word or not before[0].classes.isdisjoint(("det", "function"))
        return opened and not (before and "be" in before[0].classes)

    def _of_them(self, people: Counted, part: Part, own: Mention) -> list[HarmDraft]:
        """ "killing scores of them", "five of them died": a part of people told before, hurt or not."""
        share = self.links.is_share(people) and people.quantity.value != 0
        rule = "part" if share else OF_THEM  # "most of them were killed" gives no figure of its own
        draft = _draft_of(people, own.value, part.start, rule)
        return [replace(draft, status=self._status_of_them(people), parent=EARLIER)]

    def _status_of_them(self, people: Counted) -> Status:
        """ "clashed with the rebels, killing nine of them": what is said of those whom "them" means."""
        if people.status != "unstated":
            return people.status
        told = (other.status for other in reversed(self.people) if other.end <= people.start and not other.single)
        return next(told, "unstated")

    def _nested(self, found: Sequence[HarmDraft], people: Counted, part: Part) -> list[HarmDraft]:
        """ "some 87,000 civilians, 15,000 of them children": a part of the part just before."""
        last = found[-1] if found else None
        if last is None or people.fate is not None:
            return []
        if last.rule != OF_THEM and not (last.rule == "part" and people.of_them):
            return []
        if len(self.links.gap(last.end, people.start)) > 1 or self.links.after(people) is not None:
            return []
        if exceeds(people.quantity, last.quantity):
            return []
        status = people.status if people.status != "unstated" else last.status
        draft = _draft_of(people, severe(self.links, people, last.harm), part.start, "part")
        return [replace(draft, status=status, parent=len(found) - 1, whole_harm=last.harm)]

    def _part_of_fate(self, people: Counted, part: Part, own: Mention | None) -> list[HarmDraft]:
        """ "three of the wounded have since died", "two of the dead were children"."""
        fate = people.fate or ""
        harm = own.value if own is not None else fate
        if harm == "killed" and fate == "injured":
            harm = "died_later"
        fitting = [index for index, whole in enumerate(self.wholes) if is_of(whole, fate) and _fits(people, whole)]
        known = [index for index in fitting if self.wholes[index].start < people.start]
        if known and own is None:
            fate = harm = self.wholes[known[-1]].harm
        said = self._said_of(people) if own is None else None
        nouns = [*people.nouns, *(said or [])]
        draft = _draft_of(people, harm, part.start, "part of fate")
        draft = replace(draft, status=status_of(nouns), who=who_of(nouns))
        parent = known[-1] if known else EARLIER
        return [replace(draft, parent=parent, whole_harm=fate, whole=self._words(people.fate_at))]

    def _words(self, span: tuple[int, int] | None) -> Quantity | None:
        """The words for people without a number ("the dead") as a quantity."""
        if span is None:
            return None
        words = self.reading.text[span[0] : span[1]]
        return Quantity(None, None, None, "vague", words, *span, words, None)

    def _said_of(self, people: Counted) -> list[Mention]:
        """The nouns after "were": "two of the dead were children under seven"."""
        reach = _SAID_REACH if people.whole_at is not None else 1
        tokens = self.links.tokens_after(people.end, reach)
        be = next((token for token in tokens if "be" in token.classes or not token.is_word), None)
        if be is None or not be.is_word:
            return []
        return people_nouns(self.reading, be.end, min(self.end, be.end + 24))

    def _part_of_earlier(self, people: Counted, part: Part, own: Mention | None) -> list[HarmDraft]:
        """ "The dead included 14 children": a part whose whole stands in an earlier sentence."""
        if own is not None and people.of_them:
            return self._of_them(people, part, own)
        if own is not None and own.feature == "noun" and not people.nouns and own.start >= people.start:
            # "61 violations, including 14 killings": a part of no people
            return [_draft_of(people, own.value, part.start, "count of harm noun")]
        fates = [fate for fate in self.reading.of("fate", max(0, part.start - 12), people.start) if self._names(fate)]
        nouns = people.nouns or self._said_of(people) or ()
        if not fates or not nouns:
            return []
        draft = _draft_of(people, fates[-1].value, part.start, "part")
        draft = replace(draft, status=status_of(nouns), who=who_of(nouns))
        whole = self._words((fates[-1].start, fates[-1].end))
        return [replace(draft, parent=EARLIER, whole_harm=fates[-1].value, whole=whole)]

    def _unnumbered_parts(self, counted: Sequence[Counted]) -> list[HarmDraft]:
        """A part without a number: "most of them women and children"."""
        found = []
        for part in self.parts:
            if any(people.start < part.end and part.start < people.end and not people.unnumbered for people in counted):
                continue
            earlier = [index for index, whole in enumerate(self.wholes) if whole.end <= part.start + 1]
            if not earlier or part.start - self.wholes[earlier[-1]].end > 60:
                continue
            nouns = self.links.listed_nouns(part)
            if nouns:
                found.append(self._unnumbered_part(part, nouns, earlier[-1]))
        return found

    def _unnumbered_part(self, part: Part, nouns: Sequence[Mention], parent: int) -> HarmDraft:
        start, end = nouns[0].start, nouns[-1].end
        whole = self.wholes[parent]
        words = self.reading.text[start:end]
        quantity = Quantity(None, None, None, "vague", words, start, end, words, None)
        stated = status_of(nouns)
        status = stated if stated != "unstated" else whole.status
        return HarmDraft(whole.harm, quantity, status, who_of(nouns), start, end, part.start, "vague part", parent)

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


def _may_hold(whole: HarmDraft, people: Counted) -> bool:
    """Whether these people can be counted in a whole: one told before, or the one that their words name."""
    return whole.start < people.start if people.whole_at is None else whole.start == people.whole_at


def _fits(people: Counted, whole: HarmDraft) -> bool:
    return not exceeds(people.quantity, whole.quantity)


def _draft(people: Counted, trigger: Mention, rule: str, nouns: Sequence[Mention]) -> HarmDraft:
    draft = _draft_of(people, trigger.value, trigger.start, rule)
    if people.status == "unstated" and nouns:
        return replace(draft, status=status_of(nouns), who=people.who or who_of(nouns))
    return draft


def _draft_of(people: Counted, harm: str, trigger: int, rule: str) -> HarmDraft:
    return HarmDraft(harm, people.quantity, people.status, people.who, people.start, people.end, trigger, rule)
