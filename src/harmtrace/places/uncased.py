"""From a text in a script without capitals to the names that the words before them mark as places.

A level word ("قرية") or a word for a site ("مخيم") marks the name after it, whether a pack has it or not, unless what
follows only describes ("قرية صغيرة"). A preposition marks only names that sound like a place of the document's region.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from harmtrace.places.context import Context
from harmtrace.places.cues import Cues
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.letters import ARABIC_ARTICLE
from harmtrace.places.mentions import Mention, Taken
from harmtrace.places.place import Place
from harmtrace.places.respelt import look_for
from harmtrace.places.spelt import is_known, may_be_known, spelt_otherwise
from harmtrace.places.unheard import sounds_unheard
from harmtrace.places.unjoined import Told, known_form, told_in

_GAP = re.compile(r"[ \t]+[\"«“'#]?")
_NO_PART = "-"
"""Of "the Lebanese side": no part of the country is told."""
_WITHIN = "in"
_END = re.compile(r"[ \t]*(?:[،,.؛;:()\[\]»\"!؟?\n|]|[-–—] |$)")
"""What a phrase ends at."""
_NUMBER = re.compile(r"[ \t]+\d{1,3}(?![\w.,:/])")
_AND_TAG = re.compile(r"[ \t]+و[ \t]*#")
"""Between the hashtags of a list."""
_AND, _TAGGED = "و", "#"
_OF_OTHERS = re.compile(r"لل.+|.{2,}ت(?:ها|هم)")
"""Words that say whose a place is ("حاجز للمخابرات"), or what was done to it ("بلدة طالتها")."""
_LONGEST = 3
_LEAST = 4
"""Letters of a name that only a preposition marks."""
_SHORTEST = 3
"""Letters of a name that a level word marks."""
_NAMED = ("settlement", "neighbourhood", "adm2", "adm3")
"""The levels of places that are named again without the word for what they are."""
_FEMININE, _MASCULINE = "يه", "ي"
"""How adjectives end that say of what kind a town or a quarter is ("قرية حدودية", "حي سكني")."""
_Span = tuple[int, int]


def uncased_names(
    text: str, mentions: Sequence[Mention], context: Context, gazetteer: Gazetteer, cues: Cues
) -> list[Mention]:
    """The names in a text without capitals that are no mention yet, those that no pack has among them."""
    reader = _Reader(text, context, gazetteer, cues)
    taken = Taken(mentions)
    known = {mention.name_start: mention for mention in mentions}
    found: list[Mention] = []
    for number in [number for number, told in enumerate(reader.told) if not told.idle]:
        word = reader.told[number]
        if word.word in cues.nations and (part := reader.part_of_nation(number)) and not taken.overlaps(*part.span()):
            taken.add(part)
            found.append(part)
        marked = (
            reader.numbered(number, word.counts)
            or reader.after_level_word(number, word.level, known)
            or reader.after_site_word(number, word.site)
        )
        for mention in marked or reader.after_preposition(number, word, taken):
            if not taken.overlaps(mention.name_start, mention.name_end):
                taken.add(mention)
                found.append(mention)
    return found + named_again(text, [*mentions, *found], taken, cues)


def named_again(text: str, mentions: Sequence[Mention], taken: Taken, cues: Cues) -> list[Mention]:
    """The bare names of places that no pack has and a level word marked, after "in" or at the head of a line."""
    again: list[Mention] = []
    marked = {text[m.name_start : m.name_end]: m for m in mentions if m.cued and m.level in _NAMED and not _may_be(m)}
    within = "|".join(sorted(cues.within))
    for name, first in marked.items():
        before = rf"(?<!\w)[وف]?ب|(?<!\w)[وف]?(?:{within})[ \t]+|^[ \t]*[-–•*][ \t]*"
        pattern = rf"(?:{before}){re.escape(name)}(?!\w)"
        for found in re.finditer(pattern, text, re.MULTILINE) if len(name) > _SHORTEST else ():
            start, end = found.end() - len(name), found.end()
            if not taken.overlaps(start, end):
                again.append(Mention(start, end, start, end, level=first.level, cued=True))
                taken.add(again[-1])
    return again


def _may_be(mention: Mention) -> bool:
    """Whether a pack has a place of its name and level."""
    return any(place.level == mention.level for place in mention.places)


@dataclass
class _Reader:
    text: str
    context: Context
    gazetteer: Gazetteer
    cues: Cues
    words: list[_Span] = field(init=False)
    told: list[Told] = field(init=False)

    def __post_init__(self) -> None:
        self.words, self.told = told_in(self.text, self.cues.language)

    def part_of_nation(self, number: int) -> Mention | None:
        """The part of a country that a direction and an adjective tell ("الشمال السوري", "الجنوب الشرقي ...")."""
        country = self.gazetteer.country(self.cues.nations[self.told[number].word])
        for length in (2, 1):
            first = number - length
            if first < 0 or not all(self._joined(at) for at in range(first, number)) or country is None:
                continue
            side = " ".join(told.word for told in self.told[first:number])
            form = known_form(side, self.cues.sides)
            if form is not None:
                start, end = self.words[first][0] + len(side) - len(form), self.words[number][1]
                modifier = (
                    self.text[start : self.words[number][0]].strip() if self.cues.sides[form] != _NO_PART else None
                )
                return Mention(start, end, start, end, places=[country], modifier=modifier, cued=True)
        return None

    def after_level_word(self, number: int, mark: str | None, known: Mapping[int, Mention]) -> list[Mention]:
        """The names after a level word: of one for several places ("قريتي") those of the list that it opens."""
        if mark is None:
            return []
        level = self.cues.level_marks[mark]
        found: list[Mention] = []
        at: int | None = number + 1
        while at is not None and at < len(self.words):
            tagged = self.text[self.words[at][0] - 1] == _TAGGED
            start = self.words[at][0] + int(at > number + 1 and not tagged and self.told[at].word.startswith(_AND))
            mention = known.get(start) or known.get(self.words[at][0]) or self._after(at, start, level)
            if mention is None:
                break
            mention.plural = mark in self.cues.plurals_folded
            found.append(mention)
            at = self._next_of_list(mention.name_end) if mention.plural else None
        return [mention for mention in found if mention.name_start not in known]

    def _after(self, number: int, start: int, level: str) -> Mention | None:
        """The name that begins at `start`: a place that it is a spelling of, else as much of it as names have."""
        tagged = self.text[start - 1] == _TAGGED
        if not self._joined(number - 1) and start == self.words[number][0] and not tagged:
            return None
        for _, end in self._runs(number):
            mention = Mention(start, end, start, end, level=level, cued=True)
            look_for(mention, self.text, self.context, self.gazetteer)
            if mention.places:
                return mention
        whole = self._name(number, level, bare=self.told[number].word[start - self.words[number][0] :])
        if whole is None:
            return None
        mention = Mention(start, whole[1], start, whole[1], level=level, cued=True)
        look_for(mention, self.text, self.context, self.gazetteer)
        return mention

    def _next_of_list(self, end: int) -> int | None:
        """The number of the word that goes on a list with "and" after its name that ends at `end`."""
        number = bisect_left(self.words, (end, 0))
        if number >= len(self.words):
            return None
        if _AND_TAG.fullmatch(self.text, end, self.words[min(number + 1, len(self.words) - 1)][0]):
            return number + 1
        between, word = self.text[end : self.words[number][0]], self.told[number].word
        joined = between == " " and word.startswith(_AND) and len(word) > _SHORTEST
        return number if joined and not self.told[number].closed else None

    def numbered(self, number: int, level: str | None) -> list[Mention]:
        """A quarter that a number names ("الحارة 17", "الحي الخامس")."""
        start, end = self.words[number]
        if level is None:
            return []
        found = _NUMBER.match(self.text, end)
        stop = found.end() if found else 0
        if found is None and self._joined(number) and self.told[number + 1].word in self.cues.ordinals:
            stop = self.words[number + 1][1]
        if not stop:
            return []
        start += len(self.text[start:end]) - len(self.told[number].bare)
        return [Mention(start, stop, start, stop, level=level, cued=True)]

    def after_site_word(self, number: int, kind: str | None) -> list[Mention]:
        """The site whose kind and name stand here ("مخيم زمزم"); its span begins with the kind."""
        whole = self._name(number + 1, "site") if kind is not None else None
        if kind is None or whole is None:
            return []
        return [Mention(self.words[number][1] - len(kind), whole[1], *whole, level="site", cued=True)]

    def after_preposition(self, number: int, word: Told, taken: Taken) -> list[Mention]:
        """The name after a preposition or a site, or with a preposition written on to it."""
        start = self.words[number][0]
        if word.leads and self._joined(number):
            first, spans = number + 1, list(self._runs(number + 1))
        elif word.has_in:
            first, spans = number, [(start + 1, stop) for _, stop in self._runs(number)]
        else:
            return []
        for begin, stop in spans:
            name = fold_name(self.text[begin:stop])
            if len(name) < _LEAST or taken.overlaps(begin, stop) or name in self.cues.common:
                continue
            if places := self._places(self.text[begin:stop]):
                return [Mention(begin, stop, begin, stop, places=places, unsure=True)]
        named = self._village(first, start + 1 if first == number else None)
        return named or self._unheard(number, taken)

    def _unheard(self, number: int, taken: Taken) -> list[Mention]:
        """A word that no pack and no table has, in a report of attacks, after a preposition of place."""
        lead = known_form(self.told[number].word, self.cues.before_unheard)
        if lead is None or not self._joined(number):
            return []
        start, end = self.words[number + 1]
        told = self.told[number + 1]
        if told.other or told.leads or told.word in self.cues.common or taken.overlaps(start, end):
            return []
        if not self._ends_phrase(number + 1, lead) or not sounds_unheard(told.word, self.cues.language):
            return []
        if not any(one.hurts for one in self.told):
            return []
        return [Mention(start, end, start, end, level="settlement", cued=True)]

    def _ends_phrase(self, number: int, lead: str) -> bool:
        """Whether the phrase ends with a word, or goes on with where the place lies."""
        word = self.told[number].word
        if self._joined(number):
            following = self.told[number + 1].word
            return following in self.cues.compass_words or self.cues.before_unheard.get(following) == _WITHIN
        bare = self.cues.before_unheard[lead] == _WITHIN and not word.startswith(ARABIC_ARTICLE)
        return bare and _END.match(self.text, self.words[number][1]) is not None

    def _village(self, number: int, start: int | None) -> list[Mention]:
        """A name whose first word or part only begins names of places ("كفر"), whether a pack has it or not."""
        if number >= len(self.words) or (number and start is None and not self._joined(number - 1)):
            return []
        begin = self.words[number][0] if start is None else start
        word = fold_name(self.text[begin : self.words[number][1]])
        if word.startswith(self.cues.joined_heads) and len(word) > _LEAST + 1:
            mention = Mention(begin, self.words[number][1], begin, self.words[number][1], level="settlement", cued=True)
            look_for(mention, self.text, self.context, self.gazetteer)
            return [mention]
        if not (word in self.cues.village_heads or word in self.cues.heights) or number + 1 >= len(self.words):
            return []
        if not self._joined(number) or self.told[number + 1].closed:
            return []
        second = self.told[number + 1].word
        if second in self.cues.describing_words or second in self.cues.days or _describes(second, "settlement"):
            return []  # "ظهر اليوم" is noon today, and no ridge
        stop = self.words[number + 1][1]
        return [
            Mention(begin, stop, begin, stop, level="site" if word in self.cues.heights else "settlement", cued=True)
        ]

    def _places(self, name: str) -> list[Place]:
        """The places of the document's region that a name may be a spelling of, where only a preposition marks it."""
        active = tuple(self.context.active)
        key = ("known", name, active)
        if not self.gazetteer.remembered(key, lambda: may_be_known(name, active, self.gazetteer)):
            return []
        exact = [place for place in self.gazetteer.lookup(name) if self.context.is_here(place)]
        spelt = spelt_otherwise(name, self.context, self.gazetteer, marked=False).places
        found = exact or [place for place in spelt if self.context.is_here(place)]
        return found if any(map(is_known, found)) else []

    def _name(self, number: int, level: str, bare: str = "") -> _Span | None:
        """One word, or two or three that make one name; None where the words are of another kind.

        `bare` is the first word as it is in a list, without its "and".
        """
        if number >= len(self.words):
            return None
        if not self._joined(number - 1) and self.text[self.words[number][0] - 1] != _TAGGED:
            return None
        if self._is_other(number) and not (
            self._names_with_article(number, level) or self._names_after_day(number, level)
        ):
            return None
        first = bare or self.told[number].word
        if first in self.cues.compounds:
            if not self._joined(number) or (self.told[number + 1].closed and not self._is_named_by(number + 1)):
                return None
            last = number + 1
            if self.told[last].word in self.cues.compounds and self._joined(last) and not self._is_other(last + 1):
                last += 1
            return self.words[number][0], self.words[last][1]
        if (
            len(first) < _SHORTEST
            or _OF_OTHERS.fullmatch(first)
            or first in self.cues.describing_words
            or (_describes(first, level) and not self._is_located(number))
        ):
            return None
        return self.words[number][0], self.words[number + self._goes_on(number)][1]

    def _goes_on(self, number: int) -> int:
        """How many words of the name follow its first: one with an article after one without ("ميس الجبل")."""
        if self.told[number].word.startswith(ARABIC_ARTICLE) or not self._joined(number):
            return 0
        second = self.told[number + 1].word
        if second in self.cues.ends_of_names:
            return 1
        plain = second.startswith(ARABIC_ARTICLE) and not second.endswith((_MASCULINE, _FEMININE))
        return int(plain and not self._is_other(number + 1))

    def _is_located(self, number: int) -> bool:
        """Whether the next word says where a place lies, as after a name ("رامية جنوبي لبنان")."""
        if not self._joined(number):
            return False
        following = self.told[number + 1]
        return following.has_in or following.word in self.cues.within or following.word in self.cues.compass_words

    def _names_with_article(self, number: int, level: str) -> bool:
        """Whether an ordinary word with an article is a name here: of a street, or of a quarter ("حي البدو")."""
        told = self.told[number]
        quarter = level == "neighbourhood" and told.word.startswith(ARABIC_ARTICLE) and not told.closed
        return (quarter and told.word not in self.cues.describing_words) or (
            level == "site" and self._names_street(number)
        )

    def _names_after_day(self, number: int, level: str) -> bool:
        """Whether a month names a dam, a bridge or a market right after the word for it ("سد تشرين")."""
        word = self.told[number].word
        return level == "site" and word in self.cues.days and not word.startswith(ARABIC_ARTICLE)

    def _names_street(self, number: int) -> bool:
        """Whether an ordinary word with an article names a street or square ("شارع الكرامة")."""
        kind = known_form(self.told[number - 1].word, self.cues.own_names) if number else None
        word = self.told[number].word
        bare = word.removeprefix(ARABIC_ARTICLE)
        plain = bare in self.cues.level_marks or bare in self.cues.site_marks or bare in self.cues.describing_words
        return kind is not None and bare != word and not plain and word not in self.cues.bodies

    def _is_named_by(self, number: int) -> bool:
        """Whether an ordinary word with an article ends a name that another begins ("باب السلامة", "عين الحلوة")."""
        return number < len(self.words) and self.told[number].word.startswith(ARABIC_ARTICLE)

    def _runs(self, number: int) -> Iterator[_Span]:
        """The spans of the words from `number` on, the longest first, up to the first that is no part of a name."""
        last = number
        while last < min(number + _LONGEST, len(self.words)) and not self._is_other(last):
            if last > number and not self._joined(last - 1):
                break
            last += 1
        least = number + 1 if last > number + 1 and self.told[number].word in self.cues.compounds else number
        return ((self.words[number][0], self.words[stop - 1][1]) for stop in range(last, least, -1))

    def _joined(self, number: int) -> bool:
        """Whether the next word follows with nothing but a space between."""
        if number + 1 >= len(self.words):
            return False
        gap = self.text[self.words[number][1] : self.words[number + 1][0]]
        return gap == " " or _GAP.fullmatch(gap) is not None

    def _is_other(self, number: int) -> bool:
        """Whether a word is none of a name's: a preposition, a level or compass word, an ordinary one."""
        return number >= len(self.told) or self.told[number].other


def _describes(word: str, level: str) -> bool:
    """Whether a word without an article looks like an adjective that agrees with the level word before it."""
    if word.startswith(ARABIC_ARTICLE):
        return False
    if level == "site":
        return word.endswith((_MASCULINE, _FEMININE))
    return word.endswith(_MASCULINE if level == "neighbourhood" else _FEMININE)
