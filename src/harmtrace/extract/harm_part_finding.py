"""Parts of the people told as hurt: of a whole in the same sentence, of the dead, or of those told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.counted import Counted, people_nouns, status_of, who_of
from harmtrace.extract.harm_drafts import EARLIER, OF_THEM, HarmDraft, exceeds, is_of
from harmtrace.extract.harm_earlier import harm_of_them, of_a_number
from harmtrace.extract.harm_links import Links
from harmtrace.extract.harm_outcomes import severe
from harmtrace.extract.harm_parts import Part
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.model.claim import Status
from harmtrace.model.quantity import Quantity

_SAID_REACH = 10
"""So many words may stand between "4 of the 9 people" and "were children", where the 9 have their own verb."""


class PartFinding:
    """Finds the parts among the people of one stretch, whose wholes are told."""

    reading: Reading
    people: Sequence[Counted]
    parts: Sequence[Part]
    start: int
    end: int
    links: Links
    wholes: list[HarmDraft]

    def part(self, people: Counted, part: Part) -> list[HarmDraft]:
        """What befell people who are a part of others, with the whole that they belong to."""
        if self.links.are_spared(people):
            return []
        own = (self.links.inside(people) if people.fate is None else None) or self._own_after(people)
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
        cues = self.reading.of("fate", part.start, people.start)[:1]  # "; of the dead, 600 were children"
        same = same or [index for index in fitting if cues and self.wholes[index].harm == cues[0].value]
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
        draft = draft_of(people, harm, part.start, "part")
        return [replace(draft, status=status, who=people.who or who_of(nouns), parent=parent, whole_harm=whole.harm)]

    def _own_after(self, people: Counted) -> Mention | None:
        """The verb of a part: not that of others behind it, nor of the flight from which they came.

        "Two of them women, and nine others were hurt", "including three who had fled Homs, were killed".
        """
        verb = self.links.after(people)
        if verb is None or (verb.value == "displaced" and self._is_described(people.end, verb.start)):
            return None
        others = [other for other in self.people if people.end <= other.start < verb.start and not other.unnumbered]
        gaps = [self.links.gap(people.end, other.start) for other in others]
        apart = any("joining" in token.classes for gap in gaps for token in gap)
        return None if apart and any(self.links.after(other) is verb for other in others) else verb

    def _is_described(self, start: int, end: int) -> bool:
        """Whether a relative clause begins there: "who had fled"."""
        return any("relative" in token.classes for token in self.links.gap(start, end)[:1])

    def _names(self, fate: Mention) -> bool:
        """Whether a fate names people ("the dead", "those killed") and is no verb ("were killed")."""
        before = self.reading.tokens_in(max(0, fate.start - 16), fate.start)[-1:]
        opened = not before or not before[0].is_word or not before[0].classes.isdisjoint(("det", "function"))
        return opened and not (before and "be" in before[0].classes)

    def _of_them(self, people: Counted, part: Part, own: Mention) -> list[HarmDraft]:
        """ "killing scores of them", "five of them died": a part of people told before, hurt or not."""
        share = self.links.is_share(people) and people.quantity.value != 0
        rule = "part" if share else OF_THEM  # "most of them were killed" gives no figure of its own
        draft = draft_of(people, own.value, part.start, rule)
        return [replace(draft, status=self.status_of_them(people), parent=EARLIER)]

    def _names_people(self, people: Counted) -> bool:
        """Whether a part has a noun of its own ("one of three pilots"), and no pronoun alone ("one of them")."""
        named = (noun for noun in people.nouns if not self.reading.begins("fate", noun.start))
        return any(not self.reading.folded.startswith("of ", noun.start) for noun in named)

    def status_of_them(self, people: Counted) -> Status:
        """ "clashed with the rebels, killing nine of them": what is said of those whom "them" means."""
        if people.status != "unstated" or self._names_people(people):
            return people.status
        told = (other.status for other in reversed(self.people) if other.end <= people.start and not other.single)
        return next(told, "unstated")

    def nested(self, found: Sequence[HarmDraft], people: Counted, part: Part) -> list[HarmDraft]:
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
        draft = draft_of(people, severe(self.links, people, last.harm), part.start, "part")
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
        if people.quantity.value == 0 and own is None and not said:
            return []  # "none of the victims was armed"
        nouns = [*people.nouns, *(said or [])]
        draft = draft_of(people, harm, part.start, "part of fate")
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
        reach = _SAID_REACH if people.whole_at is not None or people.fate is not None else 1
        tokens = self.links.tokens_after(people.end, reach)
        be = next((token for token in tokens if "be" in token.classes or _closes(token)), None)
        if be is None or "be" not in be.classes:
            return []
        return people_nouns(self.reading, be.end, min(self.end, be.end + 24))

    def _part_of_earlier(self, people: Counted, part: Part, own: Mention | None) -> list[HarmDraft]:
        """ "The dead included 14 children": a part whose whole stands in an earlier sentence."""
        if own is not None and people.of_them:
            return self._of_them(people, part, own)
        if own is not None and own.feature == "noun" and not people.nouns and own.start >= people.start:
            # "61 violations, including 14 killings": a part of no people
            return [draft_of(people, own.value, part.start, "count of harm noun")]
        first = max(self.start, part.start - 12)
        fates = [fate for fate in self.reading.of("fate", first, people.start) if self._names(fate)]
        nouns = people.nouns if people.nouns and not people.of_them else self._said_of(people)
        if not fates and own is None and nouns:
            return self._of_those_before(people, part, nouns)
        if not fates or not nouns:
            return []
        draft = draft_of(people, fates[-1].value, part.start, "part")
        draft = replace(draft, status=status_of(nouns), who=who_of(nouns))
        whole = self._words((fates[-1].start, fates[-1].end))
        return [replace(draft, parent=EARLIER, whole_harm=fates[-1].value, whole=whole)]

    def _of_those_before(self, people: Counted, part: Part, nouns: Sequence[Mention]) -> list[HarmDraft]:
        """ "Among them were four children", "At least four of the 29 were civilians": of those told before."""
        harm = harm_of_them(self.reading, people, part)
        if harm is None:
            return []
        # Who speaks of "four of the 29" may be another than the teller of the 29.
        draft = draft_of(people, harm, part.start, OF_THEM if of_a_number(self.reading, people) else "part")
        return [replace(draft, status=status_of(nouns), who=who_of(nouns), parent=EARLIER, whole_harm=harm)]

    def unnumbered_parts(self, counted: Sequence[Counted]) -> list[HarmDraft]:
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


def _closes(token: Token) -> bool:
    """Whether a clause ends before what is said of people, or goes on about others."""
    return not token.is_word or not token.classes.isdisjoint(("clause_end", "say", "relative"))


def _may_hold(whole: HarmDraft, people: Counted) -> bool:
    """Whether these people can be counted in a whole: one told before, or the one that their words name."""
    return whole.start < people.start if people.whole_at is None else whole.start == people.whole_at


def _fits(people: Counted, whole: HarmDraft) -> bool:
    return not exceeds(people.quantity, whole.quantity)


def draft_of(people: Counted, harm: str, trigger: int, rule: str) -> HarmDraft:
    """The harm of people who are no part of others yet."""
    return HarmDraft(harm, people.quantity, people.status, people.who, people.start, people.end, trigger, rule)
