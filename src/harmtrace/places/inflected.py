"""From a text of a language that changes the endings of names to the names of places in it ("в Идлибе", "Syriens").

Names are words with a capital, one to three of them; each is tried as it stands and with the endings that the cue
table of the language gives for its cases. In German every noun has a capital: a name that is not known by itself counts
only where a preposition or a level word leads to it, and in a country that the text is about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, product

from harmtrace.places.context import Context
from harmtrace.places.cues import Cues, level_of
from harmtrace.places.curated import names_in, press_places
from harmtrace.places.display import latin_spellings
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.mentions import Mention, Taken, read_around
from harmtrace.places.modifiers import in_english
from harmtrace.places.place import CITY, Place
from harmtrace.places.spelt import of_just_this_sound, spelt_otherwise

_WORD = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_LONGEST = 3
_STEM = 3
"""Letters that a name keeps before its ending."""
_MOST_FORMS = 24
_LARGE = 50_000
"""Inhabitants of a town that is known by itself."""
_FAMOUS = 1_000_000
"""Inhabitants of a town whose name is a person's hardly ever, whatever its ending."""
_KNOWN = ("country", "informal_region", "adm1")
_TOWNS = ("settlement", "neighbourhood")
_NAMED = (*_TOWNS, "site")
"""The levels of the words that a name follows which no pack may have."""
_Span = tuple[int, int]


def inflected_mentions(text: str, cues: Cues, gazetteer: Gazetteer, hint: str | None) -> list[Mention]:
    """The names of places in a text with what the words around them say, in order, not yet linked."""
    reader = _Reader(text, cues, gazetteer)
    found = list(reader.names())
    for mention in found:
        reader.read_around(mention)
    context = Context([mention for mention in found if reader.is_known(mention)], hint)
    kept = [mention for mention in found if reader.is_used(mention, context.active)]
    context = context if context.active else Context(kept, hint)
    for mention in kept:
        if mention.cued and mention.level in _NAMED and not any(map(context.is_here, mention.places)):
            spelt = reader.spelt(text[mention.name_start : mention.name_end], context)
            mention.places = list(spelt) or mention.places
    unknown = list(reader.unknown(Taken(kept), context))
    return sorted([*kept, *unknown], key=lambda mention: mention.name_start)


@dataclass
class _Reader:
    text: str
    cues: Cues
    gazetteer: Gazetteer
    words: list[_Span] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [match.span() for match in _WORD.finditer(self.text)]

    def names(self) -> Iterator[Mention]:
        """The names of packs, the longest where they overlap."""
        number = 0
        while number < len(self.words):
            length = next(self._lengths(number), 0)
            if length:
                start, end = self.words[number][0], self.words[number + length - 1][1]
                yield self._mention(start, end)
            number += length or 1

    def _mention(self, start: int, end: int) -> Mention:
        prefix, direction = self._prefix(start, end)
        places = self._places(self._without(prefix, start, end))
        mention = Mention(start, end, start + len(prefix), end, places=list(places))
        if prefix:
            mention.modifier = "central" if direction == "central" else f"{direction}ern part of"
        return mention

    def _lengths(self, number: int) -> Iterator[int]:
        """How many words from this one on are a name, the most first."""
        for length in range(min(_LONGEST, len(self.words) - number), 0, -1):
            spans = self.words[number : number + length]
            gaps = [self.text[one[1] : two[0]] for one, two in pairwise(spans)]
            start, end = spans[0][0], spans[-1][1]
            if any(gap != " " for gap in gaps) or not _capital(self.text, spans[-1]):
                continue
            if length == 1 and fold_name(self.text[start:end]) in self.cues.common and not self._follows_level(number):
                continue
            if self._is_cue(self.text[slice(*spans[0])]) or (length == 1 and not _capital(self.text, spans[0])):
                continue
            prefix, _ = self._prefix(start, end)
            if self._places(self._without(prefix, start, end)):
                yield length

    def _follows_level(self, number: int) -> bool:
        """Whether the word before says that a town's or a quarter's name follows, which may be an ordinary word."""
        return number > 0 and level_of(self.cues, self.text[slice(*self.words[number - 1])]) in _NAMED

    def _is_cue(self, word: str) -> bool:
        return word in self.cues.locatives or word in self.cues.function_words or level_of(self.cues, word) is not None

    def _prefix(self, start: int, end: int) -> tuple[str, str]:
        """What is written on to a name, if the rest of the word is a name and the whole is none."""
        word = self.text[start:end]
        if self._places(word):
            return "", ""
        for prefix, direction in sorted(self.cues.prefixes.items(), key=lambda one: -len(one[0])):
            rest = word[len(prefix) :].lstrip("-")
            if word.startswith(prefix) and len(rest) > _STEM and self._places(rest[:1].upper() + rest[1:]):
                return word[: len(word) - len(rest)], direction
        return "", ""

    def _without(self, prefix: str, start: int, end: int) -> str:
        name = self.text[start + len(prefix) : end]
        return name[:1].upper() + name[1:] if prefix else name

    def _places(self, name: str) -> tuple[Place, ...]:
        """The places of a name, whatever case it stands in."""
        key = ("inflected", self.cues.language, name)
        return self.gazetteer.remembered(key, lambda: tuple(self._looked_up(name)))

    def _looked_up(self, name: str) -> list[Place]:
        found: dict[str, Place] = {}
        for number, form in enumerate(islice(self._forms(name), _MOST_FORMS)):
            ids = names_in(self.cues.language).get(fold_name(form), ())
            own = [place for place_id in ids if (place := self.gazetteer.place(place_id))]
            found.update({place.place_id: place for place in (*own, *self.gazetteer.lookup(form))})
            if not number and any(map(_is_large, found.values())):
                break
        return list(found.values())

    def _forms(self, name: str) -> Iterator[str]:
        """A name as it stands, then with each word in the case that packs have."""
        yield name
        for words in product(*(self._nominatives(word) for word in name.split())):
            if (form := " ".join(words)) != name:
                yield form

    def _nominatives(self, word: str) -> list[str]:
        found = [word]
        for ending, nominatives in self.cues.endings.items():
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _STEM - 1:
                found += [stem + nominative for nominative in nominatives]
        return list(dict.fromkeys(found))

    def read_around(self, mention: Mention) -> None:
        """Read the words before a name, and say in English what limits it."""
        prefixed, mention.modifier = mention.modifier, None
        read_around(mention, self.text, self.cues)
        if mention.modifier is not None:
            of_area = mention.level != "settlement" and any(place.is_area() for place in mention.places)
            mention.modifier = in_english(mention.modifier, self.cues.language, of_area=of_area or not mention.places)
        mention.modifier = mention.modifier or prefixed

    def is_known(self, mention: Mention) -> bool:
        """Whether the name is a country's, a region's or a large town's."""
        return any(map(_is_large, mention.places))

    def is_used(self, mention: Mention, about: Collection[str]) -> bool:
        """Whether the name is used as a place here."""
        before = self._word_before(mention.start)
        name = fold_name(self.text[mention.name_start : mention.name_end])
        if mention.cued or mention.modifier is not None:
            return True
        if name in self.cues.given or before in self.cues.given or before in self.cues.persons:
            return False
        famous = any(place.population >= _FAMOUS for place in mention.places)
        if name.endswith(self.cues.surnames) and not famous and before not in self.cues.locatives:
            return False
        here = any(place.country in about for place in mention.places)
        if self.is_known(mention):
            return here or before in self.cues.locatives or any(p.level in _KNOWN for p in mention.places)
        pressed = any(place.place_id in press_places() for place in mention.places)
        led = before in self.cues.locatives
        mention.places = [place for place in mention.places if place.country in about]
        return here and (led or pressed)

    def _word_before(self, start: int) -> str:
        window = self.text[max(0, start - 40) : start]
        words = window.split()
        return fold_name(words[-1]) if words and window[-1:] == " " and words[-1][-1:].isalnum() else ""

    def unknown(self, taken: Taken, context: Context) -> Iterator[Mention]:
        """The names after level words that no pack has as they stand: another spelling, or a place not in any."""
        for number, (start, end) in enumerate(self.words[:-1]):
            before = self.words[number - 1][0] if number else start
            level = level_of(self.cues, self.text[before:end]) or level_of(self.cues, self.text[start:end])
            following = self.words[number + 1]
            known = level in _TOWNS or fold_name(self.text[before:end]) in self.cues.site_marks
            if (
                level is None
                or not known
                or self.text[end : following[0]].strip('"«„“ ')
                or not _capital(self.text, following)
            ):
                continue
            name = self.text[slice(*following)]
            if taken.overlaps(*following) or fold_name(name) in self.cues.function_words:
                continue
            mention = Mention(*following, *following, level=level, cued=True)
            mention.places = list(self.spelt(name, context))
            self.read_around(mention)
            taken.add(mention)
            yield mention

    def spelt(self, name: str, context: Context) -> Sequence[Place]:
        """The places that a name may be another spelling of, in any of its cases; how cities are spelt is known."""
        for form in islice(self._forms(name), _MOST_FORMS):
            for spelling in latin_spellings(form):
                spelt = spelt_otherwise(spelling, context, self.gazetteer).places
                exact = self.gazetteer.lookup(spelling)
                # Letters that were put into others may be spelt in several ways: "Sarja" is no less "Sarjah".
                heard = of_just_this_sound(spelling, context, self.gazetteer) if exact and spelling != form else ()
                places = self.gazetteer.merged((*exact, *spelt, *heard))
                if here := [place for place in places if context.is_here(place) and place.population < CITY]:
                    return here
        return ()


def _capital(text: str, span: _Span) -> bool:
    """Whether a word has a capital, after an article that is written on to it or not ("аль-Хальба")."""
    return any(part[:1].isupper() for part in text[slice(*span)].split("-"))


def _is_large(place: Place) -> bool:
    return place.level in _KNOWN or place.population >= _LARGE
