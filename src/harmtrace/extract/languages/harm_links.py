"""Which word of harm tells what befell people: one before them, one behind, or a noun with a pronoun for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from harmtrace.extract.harm_drafts import VICTIMS
from harmtrace.extract.languages.doers import can_stand_between, do_it_to, is_armed, is_object, is_whose
from harmtrace.extract.languages.gaps import FAR, PAUSES, Gaps
from harmtrace.extract.languages.harm_parts import PartList
from harmtrace.extract.languages.harm_settings import Setting
from harmtrace.extract.languages.harm_words import by_whom
from harmtrace.extract.languages.people import People
from harmtrace.extract.lexicon import Mention

_BEHIND = ("behind", "final", "verb", "act")
"""The features of words whose people may stand before them."""
_AHEAD = ("verb", "act", "active", "noun", "tight", "number", "fall", "split", "onto")
"""The features of words whose people may stand behind them."""
_NEXT = 2
_DEEDS = ("act", "active")
_HELD = ("abducted", "detained")
_AT_WORK = ("positioned", "riding")
"""Classes of the words that tell where who did a deed did it from."""
_ADJECTIVES = 2
"""So many words may tell what those are like who did it, before those whom they did it to."""
_NO_ADJECTIVE = ("preposition", "in_word", "conjunction", "of", "light")
_PRONOUN_REACH = 150
"""So far, in characters, behind people a pronoun may stand for them."""
_AFTER_PEOPLE = 6
"""So many words may stand between people and the verb behind them."""


class Links:
    """The words of harm of a stretch and the people told there."""

    def __init__(
        self,
        gaps: Gaps,
        setting: Setting,
        words: Sequence[Mention],
        people: Sequence[People],
        lists: Sequence[PartList],
    ) -> None:
        self.gaps, self.setting = gaps, setting
        self.words, self.people, self.lists = words, people, lists

    def word_of(self, someone: People) -> Mention | None:
        """The word of harm that tells what befell people: one before them that reaches them, else one behind."""
        before = [word for word in self.words if word.end <= someone.start and word.feature in _AHEAD]
        for word in before:
            if word.start != before[-1].start or not self._is_next(word, someone):
                continue
            doers = [other for other in self.people if word.end <= other.start < someone.start]
            if doers and self._harms(doers[-1], someone, word):
                return word
            since = doers[-1].end if doers and word.feature in _DEEDS else None
            if self.gaps.reaches(word, someone) or (since is not None and self.gaps.reaches(word, someone, since)):
                return None if by_whom(self.gaps.between(word.end, someone.start)) else word
        pronoun = self._of_pronoun(someone)
        if pronoun is not None:
            return pronoun
        behind = next((word for word in self.words if word.start >= someone.end), None)
        if behind is not None and behind.feature in _BEHIND and self._stands_behind(someone, behind):
            return behind
        return None

    def _of_pronoun(self, someone: People) -> Mention | None:
        """ "Three workers came under fire, which led to their death": a noun with a pronoun for those before."""
        wanted = "him" if someone.quantity.value == 1 else "them"
        for word in self.words:
            if word.start < someone.end or word.feature != wanted or not self.setting.is_result(word.start):
                continue
            between = [other for other in self.people if someone.end <= other.start < word.start]
            return None if between or self._is_bounded(someone.end, word.start) else word
        return None

    def _is_bounded(self, first: int, last: int) -> bool:
        """Whether another word of harm, or the end of a clause by itself, stands between."""
        return any(first <= word.start < last for word in self.words) or last - first > _PRONOUN_REACH

    def _is_next(self, word: Mention, someone: People) -> bool:
        """Whether no other victims stand between a word of harm and people."""
        between = [other for other in self.people if word.end <= other.start < someone.start]
        return all(
            self._acts(other, someone, word) or self.is_no_victim(other, word) or not self.gaps.reaches(word, other)
            for other in between
        )

    def _acts(self, other: People, victims: People, word: Mention) -> bool:
        """ "Gunmen killed three": who stands first, with no number, did it, if more people follow at once."""
        if word.feature in _DEEDS and not other.numbered and self._at_once(other, victims):
            return True
        return self._harms(other, victims, word)

    def _harms(self, other: People, victims: People, word: Mention) -> bool:
        """ "Killed two gunmen three soldiers": whether who stands next to a deed did it to those behind them."""
        if word.feature not in _DEEDS or other.fate or other.part_of or victims.of_them or victims.others:
            return False
        reading, gap = self.gaps.reading, self.gaps.between(other.end, victims.start)
        if is_armed(reading, other.nouns) and not victims.unknown and is_whose(gap, self.gaps.actors):
            return self.gaps.reaches(word, other)
        if not can_stand_between(gap, counted=other.numbered) or not self.gaps.reaches(word, other):
            return False
        marked, armed = is_object(reading, victims.nouns), is_armed(reading, other.nouns)
        if do_it_to(reading, other.nouns, victims.nouns) and armed:
            return True
        if not other.numbered:
            return marked and other.quantity.value == 1 and not is_object(reading, other.nouns)
        if marked or (armed and not victims.unknown):
            return True
        one, two = other.quantity.value, victims.quantity.value
        return not gap and not victims.bare and one is not None and two is not None and two > one

    def _at_once(self, one: People, other: People) -> bool:
        """Whether people follow others with nothing between but what the first are like: "unknown gunmen"."""
        tokens = self.gaps.between(one.end, other.start)
        return len(tokens) <= (_ADJECTIVES if other.numbered else 0) and all(
            t.is_word and t.classes.isdisjoint(_NO_ADJECTIVE) for t in tokens
        )

    def is_no_victim(self, someone: People, word: Mention) -> bool:
        """Whether people right behind a deed did it: those after them are hurt."""
        if word.feature not in _DEEDS:
            return False
        following = next((other for other in self.people if other.start >= someone.end), None)
        if following is not None and self._harms(someone, following, word):
            return True
        if someone.numbered:
            return False
        if word.value in _HELD and someone.quantity.value is None and is_armed(self.gaps.reading, someone.nouns):
            return not self.gaps.between(word.end, someone.start)  # "members of a faction seized"
        after = self.gaps.between(someone.end, someone.end + _NEXT)[:1]
        if after and "complementiser" in after[0].classes:
            return True  # "the father believed that"
        if after and not after[0].classes.isdisjoint(_AT_WORK) and is_armed(self.gaps.reading, someone.nouns):
            return True  # "a gunman posted in a building (shot)"
        return following is not None and self._at_once(someone, following)

    def _stands_behind(self, someone: People, word: Mention) -> bool:
        """Whether a verb behind people is theirs: "that six people were killed"."""
        last = self._list_end(someone)
        for other in (other for other in self.people if last <= other.start < word.start):
            if "subject_first" not in self.gaps.reading.traits or not self.gaps.goes_on(last, other):
                return False
            last = self._list_end(other)  # "four pupils and a teacher were killed"
        fighting = any(noun.klass == "fighter" for noun in someone.nouns)
        if someone.definite and (someone.fate is not None or (word.feature == "act" and fighting)):
            return False
        tokens = self.gaps.between(last, word.start)
        if last > someone.end and tokens and tokens[0].text in PAUSES:
            tokens = tokens[1:]
        if word.feature == "final":
            return len(tokens) <= FAR and not self.gaps.parts(tokens, commas=False)
        if len(tokens) > _AFTER_PEOPLE or self.gaps.parts(tokens, commas=False):
            return False
        joined = any("conjunction" in token.classes for token in tokens)
        if joined and "subject_first" not in self.gaps.reading.traits:
            return False
        return word.feature == "behind" or not self._has_people(word)

    def _list_end(self, someone: People) -> int:
        """Where people end with the parts of them that are named at once: "18 civilians, among them five children,"."""
        part = next((part for part in self.lists if part.fate is None and someone.end <= part.start), None)
        if part is None or not all(token.text in PAUSES for token in self.gaps.between(someone.end, part.start)):
            return someone.end
        return part.end

    def _has_people(self, word: Mention) -> bool:
        """Whether people of its own follow a word of harm, before another one: "were killed in it and 12 were hurt"."""
        following = next((other for other in self.people if other.start >= word.end), None)
        if following is None or any(word.end <= other.start < following.start for other in self.words):
            return False
        return self.gaps.reaches(word, following)

    def harm_of(self, word: Mention, told: Collection[int]) -> str:
        """What a word tells; "the killing and wounding of 35" does not tell them apart.

        `told` are the words that have people of their own.
        """
        told_so = [other for other in self.words if other.end <= word.start and other.feature in _AHEAD]
        joined = [other for other in told_so[-1:] if other.value != word.value]
        if {word.value, *(other.value for other in joined)} != {"killed", "injured"} or joined[0].start in told:
            return word.value
        tokens = self.gaps.between(joined[0].end, word.start)
        return VICTIMS if len(tokens) == 1 and "conjunction" in tokens[0].classes else word.value
