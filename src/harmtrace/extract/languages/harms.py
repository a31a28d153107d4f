"""From people and words of harm to harms, in the languages whose grammar stands in tables."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.harm_drafts import VICTIMS, HarmDraft
from harmtrace.extract.languages.gaps import Gaps
from harmtrace.extract.languages.harm_links import Links
from harmtrace.extract.languages.harm_none import is_unreported, none_harmed
from harmtrace.extract.languages.harm_parts import PartList, part_lists, shares
from harmtrace.extract.languages.harm_settings import Setting
from harmtrace.extract.languages.harm_sums import summed
from harmtrace.extract.languages.harm_words import harm_words, is_limit, is_no_attack, is_superseded
from harmtrace.extract.languages.part_drafts import PartDrafts
from harmtrace.extract.languages.people import FATE, People, people_in
from harmtrace.extract.languages.tolls import tolls_in
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any
from harmtrace.model.immutable import replace

_ONE_OR_TWO = ("one", "two")
_DEATHS = ("noun", "verb")
"""The features of words of death that tell of nothing but people."""
_HELD = ("detained", "abducted")
"""Fates of people who may have been held for long: "26 detainees"."""


def harms_of(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[HarmDraft]:
    """The harms told in `start:end`, wholes before their parts; words in `taken` are spoken for."""
    if is_no_attack(reading, start, end):
        return []
    words = [word for word in harm_words(reading, start, end) if not in_any(word.start, taken)]
    if not words and not any(reading.any_of(klass, start, end) for klass in (FATE, "subset", "harm")):
        return []
    people = [someone for someone in people_in(reading, start, end) if not in_any(someone.start, taken)]
    return _Finding(reading, words, people, start, end).harms()


class _Finding(PartDrafts):
    """Finds the harms of one stretch."""

    def __init__(
        self, reading: Reading, words: Sequence[Mention], people: Sequence[People], start: int, end: int
    ) -> None:
        self.reading = reading
        self.start, self.end = start, end
        self.gaps = Gaps(reading, start, end)
        self.none = none_harmed(reading, start, end)
        senses = [(sense.start, sense.end) for sense in reading.of("sense", start, end)]
        nobody = [*senses, *((harm.start, harm.end) for harm in self.none)]
        self.people = [p for p in people if not in_any(p.start, nobody) and not self._is_no_toll(p)]
        counted = [(someone.start, someone.end) for someone in people]
        self.words = [word for word in words if not in_any(word.start, counted) and not in_any(word.start, nobody)]
        self.lists = part_lists(reading, self.gaps, self.people, start, end)
        self.tolls = tolls_in(reading, self.people, start, end)
        self.shares = shares(reading, start, end)
        named = [(part.fate.start, part.fate.end) for part in self.lists if part.fate is not None]
        told = [*named, *((share.cue.start, share.end) for share in self.shares)]
        self.people = [someone for someone in self.people if not in_any(someone.start, told)]
        self.setting = Setting(reading, self.gaps, self.people, start, end)
        self.links = Links(self.gaps, self.setting, self.words, self.people, self.lists)
        self.wholes = []

    def harms(self) -> list[HarmDraft]:
        """Wholes first, in text order, then their parts."""
        listed = {someone.start for part in self.lists for someone in part.people}
        parts: list[tuple[People, PartList | None]] = []
        for someone in self.people:
            part = next((part for part in self.lists if any(p is someone for p in part.people)), None)
            if (someone.start in listed and not self._joins_the_whole(someone, part)) or (
                someone.of_them or someone.part_of is not None
            ):
                parts.append((someone, part))
                continue
            draft = self._whole(someone)
            if draft is not None:
                self.wholes.append(draft)
        self.wholes = summed(self.gaps, sorted([*self.wholes, *self.none], key=lambda harm: harm.start))
        found = list(self.wholes)
        for someone, part in parts:
            found += self.part(someone, part, found)
        for share in self.shares:
            found = self.shared(found, share)
        return found

    def _is_no_toll(self, someone: People) -> bool:
        """Whether a number is one that is passed, or that another has replaced."""
        return is_limit(self.reading, someone.start) or is_superseded(self.reading, someone.start)

    def _joins_the_whole(self, someone: People, part: PartList | None) -> bool:
        """ "89 dead, of them 31 women, and 277 wounded": the last of a list are none of the dead."""
        if part is None or someone.fate is None or someone.fate.value != "injured" or not self.wholes:
            return False
        return self.wholes[-1].harm == "killed" and someone.start > part.people[0].start

    def _whole(self, someone: People) -> HarmDraft | None:
        """The harm of people who are no part of others."""
        toll = self.tolls.get(someone.start)
        if toll is not None:
            told = replace(someone, nouns=(*someone.nouns, *toll.nouns))
            if toll.exceeded and someone.quantity.op == "eq":
                told = replace(told, quantity=replace(someone.quantity, op="gt", high=None))
            elif someone.quantity.op == "le":  # "(the toll rose) to reach 11" is spelt as "up to 11"
                value = someone.quantity.value
                told = replace(told, quantity=replace(someone.quantity, op="eq", low=value, high=value))
            fate = someone.fate or toll.fate
            harm = "killed" if fate.value == VICTIMS and fate.feature != "both" else fate.value
            return self.draft(told, harm, toll.fate.start, "toll")
        word = self.links.word_of(someone)
        if someone.fate is not None and someone.numbered:
            return self._numbered_fate(someone, someone.fate, word)
        if word is not None:
            return self._of_word(someone, word)
        if someone.fate is not None:
            return self._unnumbered_fate(someone)
        return self._carried(someone)

    def _numbered_fate(self, someone: People, fate: Mention, word: Mention | None) -> HarmDraft | None:
        """ "Seven dead": the noun tells it; of victims who "fell" it is told that they died."""
        if self.setting.tells_of_share(someone) or self.setting.lacks_aid(someone):
            return None
        if self._dies(someone, fate, word):
            return self.draft(someone, "died_later", fate.start, "fate noun")
        if fate.value in _HELD and word is not None and word.value != fate.value:
            return self._of_word(someone, word)  # "thirteen detainees died"
        if (
            fate.value in _HELD
            and fate.feature != "unit"
            and ((word is None and not self.setting.is_yielded(someone)) or self.setting.are_freed(someone))
        ):
            return None
        died = fate.value == VICTIMS and fate.feature != "both" and word is not None and word.value == "killed"
        return self.draft(someone, "killed" if died else fate.value, fate.start, "fate noun")

    def _dies(self, someone: People, fate: Mention, word: Mention | None) -> bool:
        """ "The death of two wounded": whether the word right before the injured tells that they died."""
        if fate.value != "injured" or word is None or word.value != "killed" or word.feature not in _DEATHS:
            return False
        return word.end <= someone.start and not self.gaps.between(word.end, someone.start)

    def _of_word(self, someone: People, word: Mention) -> HarmDraft | None:
        """The harm that a word tells of people."""
        named = someone.fate is not None and someone.definite
        if (
            self.links.is_no_victim(someone, word)
            or self.setting.is_ill(someone)
            or self.setting.lose_things(someone, word)
            or (named and someone.quantity.value is None)
            or (someone.quantity.value is None and is_unreported(self.reading, word.start))
        ):
            return None
        if someone.fate is not None and someone.fate.value == word.value:
            return self.draft(someone, word.value, word.start, "fate noun")
        if self.setting.is_bereaved(someone, word):
            return self.draft(someone, "killed", word.start, f"harm {word.feature}")
        return self.draft(
            someone,
            self.links.harm_of(word, {whole.trigger for whole in self.wholes}),
            word.start,
            f"harm {word.feature}",
        )

    def _unnumbered_fate(self, someone: People) -> HarmDraft | None:
        """ "Left dead and wounded": nouns of a fate without a number, behind a word that yields them."""
        fate, last = someone.fate, self.wholes[-1] if self.wholes else None
        if fate is None or someone.nouns[0].start != fate.start or self.setting.in_a_name(someone):
            return None
        listed = last is not None and last.rule == "fate noun" and self.gaps.is_adjacent(last.end, someone.start)
        draft = self.draft(someone, fate.value, fate.start, "fate noun")
        if listed and last is not None and last.quantity.op == "vague" and last.quantity.start < last.trigger:
            return replace(draft, quantity=last.quantity)  # "dozens of dead and wounded"
        if someone.definite or is_unreported(self.reading, someone.start) or self.setting.is_of_others(someone):
            return None
        single = last is not None and fate.feature in _ONE_OR_TWO and self._goes_on(last, someone)
        return draft if listed or single or self.setting.heads(someone) or self.setting.is_yielded(someone) else None

    def _carried(self, someone: People) -> HarmDraft | None:
        """A list goes on: "the killing of three soldiers and two civilians", "three here and five there"."""
        last = self.wholes[-1] if self.wholes else None
        if last is None or someone.unknown or last.quantity.value == 0:
            return None
        if any(last.end <= word.start < someone.start for word in self.words):
            return None
        if not self._goes_on(last, someone):
            return None
        return self.draft(someone, last.harm, last.trigger, "harm carried over")

    def _goes_on(self, last: HarmDraft, someone: People) -> bool:
        """Whether people are one more item after the last whole, or after the list of its parts."""
        listed = [part.end for part in self.lists if last.end <= part.start < part.end <= someone.start]
        return self.gaps.goes_on(max([last.end, *listed]), someone)
