"""From people and harm words to harms: which number died, which was hurt, which is part of which."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from harmtrace.extract.harm_links import Links
from harmtrace.extract.harm_parts import Part, part_stretches
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.people import Counted, counted_people, people_nouns, status_of, who_of
from harmtrace.extract.reading import Reading
from harmtrace.model.claim import Status
from harmtrace.model.quantity import Quantity

EARLIER = -1
"""The parent of a part whose whole was told in an earlier sentence."""
_HEAD_REACH = 300
"""Headline and lead stand in so many first characters."""
_APART = 40
"""So many characters lie between the figure of a headline and the same one of the lead."""
_LIST_GAP = 10
"""How many words may stand between the items of a list that share one harm word."""


@dataclass(frozen=True, slots=True)
class HarmDraft:
    """A harm before the claim is built; `parent` is the index of its whole in the same list.

    `whole_harm` is the harm of the whole, where that differs ("three of the wounded died").
    """

    harm: str
    quantity: Quantity
    status: Status
    who: tuple[str, ...]
    start: int
    end: int
    trigger: int
    rule: str
    parent: int | None = None
    whole_harm: str | None = None


def exceeds(part: Quantity, whole: Quantity) -> bool:
    """Whether a part is larger than its whole can be, so that it must be a part of something else."""
    return part.value is not None and whole.high is not None and part.value > whole.high


def harms_within(harms: Sequence[HarmDraft], start: int, end: int) -> list[HarmDraft]:
    """The harms that begin in `start:end`, their parents' indexes counted anew."""
    kept = [index for index, harm in enumerate(harms) if start <= harm.start < end]
    place = {index: position for position, index in enumerate(kept)}
    return [replace(harms[index], parent=_place_of(harms[index].parent, place)) for index in kept]


def without_orphans(harms: Sequence[HarmDraft], told: Collection[str]) -> list[HarmDraft]:
    """The harms without parts of a whole that stands elsewhere, their parents' indexes counted anew.

    `told` are the harms that the document tells wholes of: a part of none of them ("Among those
    killed were three children", and no more) counts by itself.
    """
    kept = [
        index
        for index, harm in enumerate(harms)
        if harm.parent != EARLIER or (harm.whole_harm == harm.harm and harm.harm not in told)
    ]
    place = {index: position for position, index in enumerate(kept)}
    whole = [replace(harm, parent=None) if harm.parent == EARLIER else harm for harm in harms]
    return [replace(harms[index], parent=_place_of(whole[index].parent, place)) for index in kept]


def _place_of(parent: int | None, place: Mapping[int, int]) -> int | None:
    return parent if parent is None or parent == EARLIER else place.get(parent)


def find_harms(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[HarmDraft]:
    """The harms told in `start:end`, wholes before their parts; numbers in `taken` are spoken for."""
    triggers = _triggers(reading, start, end)
    parts = part_stretches(reading, start, end)
    if not triggers and not parts:
        return []
    people = [
        counted
        for counted in counted_people(reading, start, end)
        if not any(first <= counted.start < last for first, last in taken)
    ]
    return _Finding(reading, people, triggers, parts, end).harms()


def _triggers(reading: Reading, start: int, end: int) -> list[Mention]:
    blocked = reading.of("sense", start, end)
    return [
        trigger
        for trigger in reading.of("harm", start, end)
        if not any(sense.start <= trigger.start < sense.end for sense in blocked)
    ]


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
            if self.links.acts(told):
                continue
            people = self.links.with_fate(told)
            part = self._part_with(people)
            if part is not None and people.unnumbered:
                continue
            if part is not None:
                pending.append((people, part))
            else:
                self._whole(people)
        found = self._without_headline()
        for people, part in pending:
            found += self._nested(found, people, part) or self._part(people, part)
        found += self._unnumbered_parts([people for people, _ in pending])
        return _told_apart(self._all_of_them(found))

    def _without_headline(self) -> list[HarmDraft]:
        """The wholes, without a headline's figure that the lead repeats where the two have run into one sentence."""
        if not self.wholes or self.wholes[0].start > _HEAD_REACH:
            return list(self.wholes)
        kept = [
            whole
            for at, whole in enumerate(self.wholes)
            if not any(_repeated(whole, later) for later in self.wholes[at + 1 :])
        ]
        self.wholes = kept
        return list(kept)

    def _part_with(self, people: Counted) -> Part | None:
        """The list of parts that these people stand in, unless they have a harm of their own beside it."""
        part = next((part for part in self.parts if part.start <= people.start < part.end), None)
        if part is None:
            alone = people.of_them or self._found_since(people)
            return Part(people.start, people.end, people.start) if alone else None
        own = self.links.directly_after(people)
        before = self.reading.text[max(0, people.start - 6) : people.start]
        joined = before.rstrip().endswith((",", "and", ";")) and part.listed < people.start - 6
        if own is not None and joined and not people.of_them and own.value != self._last_harm():
            return None
        return part

    def _found_since(self, people: Counted) -> bool:
        """ "the toll rose to 14 after two more bodies were found": counted in the toll already."""
        last = self.wholes[-1] if self.wholes else None
        if last is None or not self.reading.of("harm", last.trigger, last.trigger + 60, "toll"):
            return False
        return any("since_when" in token.classes for token in self.links.gap(last.end, people.start))

    def _last_harm(self) -> str:
        return self.wholes[-1].harm if self.wholes else ""

    def _whole(self, people: Counted) -> None:
        if people.unnumbered or self.links.is_part_of_next(people):
            return
        link = self.links.of(people)
        if link is not None:
            self._add(_draft(people, link.trigger, link.rule, link.nouns), people)
            return
        carried = self._carried(people)
        if carried is not None:
            self._add(carried, people)

    def _add(self, draft: HarmDraft, people: Counted) -> None:
        """Append a harm; one who was told before ("the boy") is a part of those told."""
        if people.definite:
            whole = "injured" if draft.harm.startswith("injured") else None
            draft = replace(draft, parent=EARLIER, whole_harm=whole)
        self.wholes.append(draft)

    def _carried(self, people: Counted) -> HarmDraft | None:
        """A count without its own harm word goes on with the one before: "five in Abdin, one civilian in Halban"."""
        if not self.wholes or people.bare or people.definite or people.unnumbered:
            return None
        last = self.wholes[-1]
        gap = self.links.gap(last.end, people.start)
        listed = (
            gap[-1].word == "and" or (gap[-1].text == "," and (not people.single or self.links.lists_on(people)))
            if gap
            else False
        )
        if len(gap) > _LIST_GAP or not listed:
            return None
        if self.links.breaks(gap) or self.links.acts(people):
            return None
        status = people.status if people.status != "unstated" or people.who else last.status
        return replace(_draft_of(people, last.harm, last.trigger, "harm carried over"), status=status)

    def _part(self, people: Counted, part: Part) -> list[HarmDraft]:
        own = (self.links.inside(people) if people.fate is None else None) or self.links.after(people)
        earlier = [index for index, whole in enumerate(self.wholes) if whole.start < people.start]
        if people.fate is not None:
            return self._part_of_fate(people, part, own)
        if not earlier:
            return self._part_of_earlier(people, part, own)
        fitting = [index for index in earlier if not exceeds(people.quantity, self.wholes[index].quantity)]
        if not fitting:
            return []
        parent = fitting[-1]
        whole = self.wholes[parent]
        harm = self._severe(people, own.value if own is not None else whole.harm)
        status: Status = people.status if people.status != "unstated" else whole.status
        if status in ("mixed", "contested") and people.status == "unstated":
            status = "unstated"
        draft = _draft_of(people, harm, part.start, "part")
        return [replace(draft, status=status, parent=parent, whole_harm=whole.harm)]

    def _nested(self, found: Sequence[HarmDraft], people: Counted, part: Part) -> list[HarmDraft]:
        """ "some 87,000 civilians, 15,000 of them children": a part of the part just before."""
        last = found[-1] if found else None
        if last is None or last.rule != "part" or not people.of_them or people.fate is not None:
            return []
        if len(self.links.gap(last.end, people.start)) > 1 or self.links.after(people) is not None:
            return []
        if exceeds(people.quantity, last.quantity):
            return []
        status = people.status if people.status != "unstated" else last.status
        draft = _draft_of(people, self._severe(people, last.harm), part.start, "part")
        return [replace(draft, status=status, parent=len(found) - 1, whole_harm=last.harm)]

    def _severe(self, people: Counted, harm: str) -> str:
        """ "two of them critically": hurt badly."""
        tokens = self.links.tokens_after(people.end, 2)
        severe = any("severity" in token.classes for token in tokens)
        return "injured.severe" if severe and harm == "injured" else harm

    def _part_of_fate(self, people: Counted, part: Part, own: Mention | None) -> list[HarmDraft]:
        """ "three of the wounded have since died", "two of the dead were children"."""
        fate = people.fate or ""
        harm = own.value if own is not None else fate
        if harm == "killed" and fate == "injured":
            harm = "died_later"
        known = [
            index
            for index, whole in enumerate(self.wholes)
            if whole.harm == fate and whole.start < people.start and not exceeds(people.quantity, whole.quantity)
        ]
        said = self._said_of(people) if own is None else None
        nouns = [*people.nouns, *(said or [])]
        draft = _draft_of(people, harm, part.start, "part of fate")
        draft = replace(draft, status=status_of(nouns), who=who_of(nouns))
        return [replace(draft, parent=known[-1] if known else EARLIER, whole_harm=fate)]

    def _said_of(self, people: Counted) -> list[Mention]:
        """The nouns after "were": "two of the dead were children under seven"."""
        tokens = self.links.tokens_after(people.end, 1)
        if not tokens or "be" not in tokens[0].classes:
            return []
        return people_nouns(self.reading, tokens[0].end, min(self.end, tokens[0].end + 24))

    def _part_of_earlier(self, people: Counted, part: Part, own: Mention | None) -> list[HarmDraft]:
        """ "The dead included 14 children": a part whose whole stands in an earlier sentence."""
        if own is not None and people.of_them:
            return [replace(_draft_of(people, own.value, part.start, "part"), parent=EARLIER)]
        fates = self.reading.of("fate", max(0, part.start - 12), people.start)
        if not fates or (not people.who and people.status == "unstated"):
            return []
        draft = _draft_of(people, fates[-1].value, part.start, "part")
        return [replace(draft, parent=EARLIER, whole_harm=fates[-1].value)]

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
        return [draft for draft in result if not self._repeats(draft, result)]

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


def _repeated(one: HarmDraft, later: HarmDraft) -> bool:
    same = one.harm == later.harm and one.quantity.value == later.quantity.value
    return same and (one.quantity.value or 0) > 1 and later.start - one.end > _APART


def _told_apart(harms: list[HarmDraft]) -> list[HarmDraft]:
    """ "50 casualties and more than 300 injured": where the injured are counted apart, casualties are the dead."""
    injured = any(harm.parent is None and harm.harm.startswith("injured") for harm in harms)
    if not injured:
        return harms
    return [
        replace(harm, harm="killed") if harm.harm == "killed_or_injured" and harm.rule == "count of harm noun" else harm
        for harm in harms
    ]


def _draft(people: Counted, trigger: Mention, rule: str, nouns: Sequence[Mention]) -> HarmDraft:
    draft = _draft_of(people, trigger.value, trigger.start, rule)
    if people.status == "unstated" and nouns:
        return replace(draft, status=status_of(nouns), who=people.who or who_of(nouns))
    return draft


def _draft_of(people: Counted, harm: str, trigger: int, rule: str) -> HarmDraft:
    return HarmDraft(harm, people.quantity, people.status, people.who, people.start, people.end, trigger, rule)
