"""From people and words of harm to harms, in the languages whose grammar stands in tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.counted import status_of, who_of
from harmtrace.extract.harm_drafts import EARLIER, OF_THEM, VICTIMS, HarmDraft
from harmtrace.extract.languages.gaps import Gaps
from harmtrace.extract.languages.harm_none import none_harmed
from harmtrace.extract.languages.harm_parts import PartList, Share, part_lists, shares
from harmtrace.extract.languages.harm_words import by_whom, harm_words, is_negated
from harmtrace.extract.languages.people import FATE, People, people_in
from harmtrace.extract.languages.tolls import tolls_in
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any

_BEHIND = ("behind", "verb", "act")
"""The features of words whose people may stand before them."""
_AHEAD = ("verb", "act", "active", "noun", "tight", "number", "fall", "split", "onto")
_DEEDS = ("act", "active")
_ADJECTIVES = 2
_NO_ADJECTIVE = ("preposition", "in_word", "conjunction", "of", "light")
_ONE_OR_TWO = ("one", "two")
_HELD = ("detained", "abducted")
"""Fates of people who may have been held for long: "26 detainees"."""
_NESTED = 2
"""So near behind a part its own parts begin: "17 civilians, of them two journalists"."""
_PRONOUN_REACH = 150
"""So far, in characters, behind people a pronoun may stand for them."""
_ILL = 3
"""So many words behind people an illness may be named."""
_FELLOWS = 4
_NEWS = 8
"""So many words before "victims" it may be told that there was no word of any."""
_STATE = 34
"""So far, in characters, behind people it may be told how badly they are hurt, or that they died of wounds."""
_AFTER_PEOPLE = 6
"""So many words may stand between people and the verb behind them."""


def harms_of(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[HarmDraft]:
    """The harms told in `start:end`, wholes before their parts; words in `taken` are spoken for."""
    if reading.any_of("accident", start, end) and not reading.any_of("attack", start, end, "noun"):
        return []
    words = [word for word in harm_words(reading, start, end) if not in_any(word.start, taken)]
    if not words and not reading.any_of(FATE, start, end) and not reading.any_of("subset", start, end):
        return []
    people = [someone for someone in people_in(reading, start, end) if not in_any(someone.start, taken)]
    return _Finding(reading, words, people, start, end).harms()


class _Finding:
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
        self.people = [someone for someone in people if not in_any(someone.start, nobody)]
        counted = [(someone.start, someone.end) for someone in people]
        self.words = [word for word in words if not in_any(word.start, counted)]
        self.lists = part_lists(reading, self.gaps, self.people, start, end)
        self.tolls = tolls_in(reading, self.people, start, end)
        self.shares = shares(reading, start, end)
        named = [(part.fate.start, part.fate.end) for part in self.lists if part.fate is not None]
        told = [*named, *((share.cue.start, share.end) for share in self.shares)]
        self.people = [someone for someone in self.people if not in_any(someone.start, told)]
        self.wholes: list[HarmDraft] = []

    def harms(self) -> list[HarmDraft]:
        """Wholes first, in text order, then their parts."""
        listed = {someone.start for part in self.lists for someone in part.people}
        parts: list[tuple[People, PartList | None]] = []
        for someone in self.people:
            part = next((part for part in self.lists if any(p is someone for p in part.people)), None)
            if someone.start in listed or someone.of_them or someone.part_of is not None:
                parts.append((someone, part))
                continue
            draft = self._whole(someone)
            if draft is not None:
                self.wholes.append(draft)
        self.wholes = sorted([*self.wholes, *self.none], key=lambda harm: harm.start)
        found = list(self.wholes)
        for someone, part in parts:
            found += self._part(someone, part, found)
        for share in self.shares:
            found = self._shared(found, share)
        return found

    def _whole(self, someone: People) -> HarmDraft | None:
        """The harm of people who are no part of others."""
        toll = self.tolls.get(someone.start)
        if toll is not None:
            told = replace(someone, nouns=(*someone.nouns, *toll.nouns))
            fate = someone.fate or toll.fate
            harm = "killed" if fate.value == VICTIMS else fate.value
            return self._draft(told, harm, toll.fate.start, "toll")
        word = self._word_of(someone)
        if someone.fate is not None and someone.numbered:
            return self._numbered_fate(someone, someone.fate, word)
        if word is not None:
            return self._of_word(someone, word)
        if someone.fate is not None:
            return self._unnumbered_fate(someone)
        return self._carried(someone)

    def _numbered_fate(self, someone: People, fate: Mention, word: Mention | None) -> HarmDraft | None:
        """ "Seven dead": the noun tells it; of victims who "fell" it is told that they died."""
        if self._tells_of_share(someone) or (fate.value in _HELD and word is None and not self._is_yielded(someone)):
            return None
        before = self.reading.tokens_in(max(self.start, someone.start - _STATE), someone.start)[-_ADJECTIVES:]
        if any("stock" in token.classes for token in before):
            return None  # "30,000 wounded lack medicine"
        died = fate.value == VICTIMS and word is not None and word.value == "killed"
        return self._draft(someone, "killed" if died else fate.value, fate.start, "fate noun")

    def _tells_of_share(self, someone: People) -> bool:
        """ "Most of the dead fell in one quarter": no number of its own."""
        first = self.reading.tokens_in(someone.start, someone.end)[:1]
        return bool(first) and "majority" in first[0].classes

    def _of_word(self, someone: People, word: Mention) -> HarmDraft | None:
        named = someone.fate is not None and someone.definite
        if self._is_no_victim(someone, word) or self._is_ill(someone) or (named and someone.quantity.value is None):
            return None
        if someone.fate is not None and someone.fate.value == word.value:
            return self._draft(someone, word.value, word.start, "fate noun")
        return self._draft(someone, self._harm_of(word), word.start, f"harm {word.feature}")

    def _is_ill(self, someone: People) -> bool:
        """ "Two hundred were struck with cholera": no harm of an attack."""
        after = self.gaps.between(someone.end, min(self.end, someone.end + _STATE))[:_ILL]
        return any("illness" in token.classes for token in after)

    def _harm_of(self, word: Mention) -> str:
        """What a word tells; "the killing and wounding of 35" does not tell them apart."""
        told_so = [other for other in self.words if other.end <= word.start and other.feature in _AHEAD]
        joined = [other for other in told_so[-1:] if other.value != word.value]
        told = {whole.trigger for whole in self.wholes}
        if {word.value, *(other.value for other in joined)} != {"killed", "injured"} or joined[0].start in told:
            return word.value
        tokens = self.gaps.between(joined[0].end, word.start)
        return VICTIMS if len(tokens) == 1 and "conjunction" in tokens[0].classes else word.value

    def _draft(self, someone: People, harm: str, trigger: int, rule: str) -> HarmDraft:
        harm = self._state(someone, harm)
        status, who = status_of(someone.nouns), who_of(someone.nouns)
        if status == "unstated" and self.wholes and self._are_fellows(someone):
            status, who = self.wholes[-1].status, self.wholes[-1].who
        return HarmDraft(
            harm,
            someone.quantity,
            status,
            who,
            someone.start,
            someone.end,
            trigger,
            rule,
        )

    def _are_fellows(self, someone: People) -> bool:
        """ "Three of his comrades": of the same kind as those before."""
        after = self.reading.tokens_in(someone.start, min(self.end, someone.quantity.end + _STATE))[:_FELLOWS]
        return any("fellow" in token.classes for token in after)

    def _state(self, someone: People, harm: str) -> str:
        """How the harm is told more closely right behind people: badly hurt, dead of wounds, suffocated."""
        reach = min(self.end, someone.end + _STATE)
        for klass, told, becomes in (("severe", "injured", "injured.severe"), ("outcome", "injured", "suffocation")):
            for mention in self.reading.of(klass, someone.end, reach):
                values = mention.value in ("-", becomes)
                if harm == told and values and self._follows(someone, mention.start):
                    return becomes
        if harm == "killed" and self._died_of_wounds(someone):
            return "died_later"
        return harm

    def _died_of_wounds(self, someone: People) -> bool:
        """ "A woman died of her wounds": told before the next people."""
        following = next((other.start for other in self.people if other.start > someone.start), self.end)
        told = self.reading.of("outcome", someone.end, min(following, self.end), "died_later")
        return any(not self.gaps.parts(self.gaps.between(someone.end, m.start)) for m in told)

    def _follows(self, someone: People, start: int) -> bool:
        """Whether nothing stands between people and what is told of them but a word of no other people."""
        tokens = self.gaps.between(someone.end, start)
        if any("subset" in token.classes for token in tokens) and not someone.of_them:
            return False
        return len(tokens) <= 1 and not self.gaps.parts(tokens, commas=False)

    def _word_of(self, someone: People) -> Mention | None:
        """The word of harm that tells what befell people: one before them that reaches them, else one behind."""
        before = [word for word in self.words if word.end <= someone.start and word.feature in _AHEAD]
        for word in before:
            if word.start != before[-1].start or not self._is_next(word, someone):
                continue
            doers = [other.end for other in self.people if word.end <= other.start < someone.start]
            since = doers[-1] if doers and word.feature in _DEEDS else None
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
            if word.start < someone.end or word.feature != wanted or not self._is_result(word.start):
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
            self._acts(other, someone, word) or self._is_no_victim(other, word) or not self.gaps.reaches(word, other)
            for other in between
        )

    def _acts(self, other: People, victims: People, word: Mention) -> bool:
        """ "Gunmen killed three": who stands first, with no number, did it, if more people follow at once."""
        return word.feature in _DEEDS and not other.numbered and self._at_once(other, victims)

    def _at_once(self, one: People, other: People) -> bool:
        """Whether people follow others with nothing between but what the first are like: "unknown gunmen"."""
        tokens = self.gaps.between(one.end, other.start)
        return len(tokens) <= (_ADJECTIVES if other.numbered else 0) and all(
            t.is_word and t.classes.isdisjoint(_NO_ADJECTIVE) for t in tokens
        )

    def _is_no_victim(self, someone: People, word: Mention) -> bool:
        """Whether people right behind a deed did it: those after them are hurt."""
        if someone.numbered or word.feature not in _DEEDS:
            return False
        following = next((other for other in self.people if other.start >= someone.end), None)
        return following is not None and self._at_once(someone, following)

    def _stands_behind(self, someone: People, word: Mention) -> bool:
        """Whether a verb behind people is theirs: "that six people were killed"."""
        if any(someone.end <= other.start < word.start for other in self.people):
            return False
        if someone.definite and someone.fate is not None:
            return False
        tokens = self.gaps.between(someone.end, word.start)
        if len(tokens) > _AFTER_PEOPLE or self.gaps.parts(tokens, commas=False):
            return False
        if any("conjunction" in token.classes for token in tokens):
            return False
        return word.feature == "behind" or not self._has_people(word)

    def _has_people(self, word: Mention) -> bool:
        """Whether people of its own follow a word of harm."""
        following = next((other for other in self.people if other.start >= word.end), None)
        return following is not None and self.gaps.reaches(word, following)

    def _unnumbered_fate(self, someone: People) -> HarmDraft | None:
        """ "Left dead and wounded": nouns of a fate without a number, behind a word that yields them."""
        fate, last = someone.fate, self.wholes[-1] if self.wholes else None
        if fate is None or someone.nouns[0].start != fate.start or self._in_a_name(someone):
            return None
        listed = last is not None and last.rule == "fate noun" and self.gaps.is_adjacent(last.end, someone.start)
        draft = self._draft(someone, fate.value, fate.start, "fate noun")
        if listed and last is not None and last.quantity.op == "vague" and last.quantity.start < last.trigger:
            return replace(draft, quantity=last.quantity)  # "dozens of dead and wounded"
        if someone.definite or is_negated(self.reading, someone.start, _NEWS):
            return None
        single = last is not None and fate.feature in _ONE_OR_TWO and self._goes_on(last, someone)
        return draft if listed or single or self._heads(someone) or self._is_yielded(someone) else None

    def _heads(self, someone: People) -> bool:
        """ "A martyr and three wounded": the first words of a headline or an item."""
        first = next((t for t in self.reading.tokens_in(self.start, self.end) if t.is_word), None)
        return first is not None and first.start == someone.start

    def _is_yielded(self, someone: People) -> bool:
        """Whether people stand behind a word for what an attack yields: "fell", "left", "led to"."""
        before = self.reading.tokens_in(max(self.start, someone.start - _STATE), someone.start)[-2:]
        if any("yield" in token.classes for token in before):
            return True
        return self._is_result(someone.start)

    def _is_result(self, offset: int) -> bool:
        """Whether what begins at an offset is told as the result of something: "which led to"."""
        led = self.reading.of("result", max(self.start, offset - _STATE), offset)
        return any(not self.gaps.between(mention.end, offset)[1:] for mention in led)

    def _in_a_name(self, someone: People) -> bool:
        """ "Martyrs' Hospital", "the square of the Martyrs": words of a name."""
        targets = self.reading.of("target", self.start, self.end)
        places = self.reading.places.within(self.start, self.end)
        names = [(name.start, name.end) for name in targets] + [(name.start, name.end) for name in places]
        return any(start < someone.end and someone.start < end for start, end in names)

    def _carried(self, someone: People) -> HarmDraft | None:
        """A list goes on: "the killing of three soldiers and two civilians", "three here and five there"."""
        last = self.wholes[-1] if self.wholes else None
        if last is None or someone.unknown or last.quantity.value == 0:
            return None
        if any(last.end <= word.start < someone.start for word in self.words):
            return None
        if not self._goes_on(last, someone):
            return None
        return self._draft(someone, last.harm, last.trigger, "harm carried over")

    def _goes_on(self, last: HarmDraft, someone: People) -> bool:
        """Whether people are one more item after the last whole, or after the list of its parts."""
        listed = [part.end for part in self.lists if last.end <= part.start < part.end <= someone.start]
        return self.gaps.goes_on(max([last.end, *listed]), someone)

    def _part(self, someone: People, part: PartList | None, found: Sequence[HarmDraft]) -> list[HarmDraft]:
        """A number of people told before."""
        place = part.start if part is not None else someone.start
        named = part.fate if part is not None else someone.part_of
        whole = self._whole_before(place, named.value if named is not None else None)
        nearer = [i for i, harm in enumerate(found) if harm.rule == "part" and harm.end <= place <= harm.end + _NESTED]
        whole = nearer[-1] if nearer and named is None else whole
        word = self._word_of(someone)
        fate = someone.fate.value if someone.fate is not None and someone.numbered else None
        parent = found[whole] if whole is not None else None
        harm = fate or (word.value if word is not None else "")
        if not harm:
            harm = (
                VICTIMS if named is not None and named.value == VICTIMS else parent.harm if parent is not None else ""
            )
        harm = harm or (named.value if named is not None else "")
        if not harm:
            return []
        hurt = named.value if named is not None else parent.harm if parent is not None else ""
        if harm == "killed" and hurt.startswith("injured"):
            harm = "died_later"
        draft = self._draft(someone, harm, parent.trigger if parent is not None else someone.start, "part")
        if parent is not None and draft.status == "unstated" and parent.status != "mixed":
            draft = replace(draft, status=parent.status)
        if whole is not None:
            return [replace(draft, parent=whole)]
        whole_harm = named.value if named is not None else harm
        return [replace(draft, parent=EARLIER, whole_harm=whole_harm, rule=OF_THEM)]

    def _whole_before(self, place: int, harm: str | None) -> int | None:
        """The index of the last whole before a place, of this harm if one is named."""
        fits = [
            index
            for index, whole in enumerate(self.wholes)
            if whole.start < place and whole.quantity.value != 0 and (harm in (None, VICTIMS) or whole.harm == harm)
        ]
        return fits[-1] if fits else None

    def _shared(self, found: list[HarmDraft], share: Share) -> list[HarmDraft]:
        """What is said of most or all of those before."""
        whole = self._whole_before(share.cue.start, None)
        if whole is None or not (share.nouns or share.severe):
            return found
        told = found[whole]
        status, who = status_of(share.nouns), who_of(share.nouns)
        if share.cue.value == "all" and not share.severe:
            both = tuple(dict.fromkeys((*told.who, *who)))
            said = status if status != "unstated" else told.status
            return [replace(h, status=said, who=both) if i == whole else h for i, h in enumerate(found)]
        harm = "injured.severe" if share.severe and told.harm.startswith("injured") else told.harm
        rule = "vague part" if share.quantity.value is None else "part"
        part = HarmDraft(
            harm, share.quantity, status, who, share.cue.start, share.end, told.trigger, rule, parent=whole
        )
        return [*found, part]
