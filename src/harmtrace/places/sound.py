"""From a folded name in Latin or Arabic letters to its sounds, to its keys, and to how alike two names sound.

Arabic letters lead straight to the sounds, without a transliteration first; both scripts meet in one alphabet, whose
letters and costs stand in the table `sounds`. Vowels, which Arabic leaves out and each press spells its own way, are
no part of a key and cost little.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice, product

from harmtrace.model.immutable import immutable
from harmtrace.places.letters import ARABIC_ARTICLE, ARABIC_LETTER, ARTICLES

_ARTICLE = frozenset(ARTICLES)
_WRITTEN_ON = re.compile(r"^(?:al(?=[^aeiou])|[ae](?=\w{3}))")
"""An article, or what is left of one, before a later word of a name: "Khan Eshieh", "Khan Alshih"."""
_LEAST_WITH_ARTICLE = 4
_CONSTRUCT = re.compile(r"(?<=[^aeiou][ae])t$")
"""The t of "Maarat al-Numan", that "Maarra" and the Arabic letter have not."""
_LEAST_CONSTRUCT = 5
_SILENT = re.compile(r"(?<=[aeiouEO])h$")
_VOWELS = frozenset("aeiouEOWY")
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL_FOR_VOWEL = 0.25
_OTHER = 1.0
_MIXED = 1.2
"""What a vowel in place of a consonant costs."""
_UNWRITTEN = 0.06
"""What a short vowel costs that Arabic letters leave out."""
_VOWEL_WEIGHT = 0.3
_WEAK = "اويءه"
"""Arabic letters that are left out or put in: long vowels, hamza, and the final one that is no consonant."""
_WEAK_LEFT_OUT = 0.25
_HAMZA, _HAMZA_LEFT_OUT = "ء", 0.05
_MISTAKEN = {frozenset(pair): 0.3 for pair in ("ضظ", "ذد", "ذز", "ثت", "اه", "اي", "وا", "يو", "هت", "سص", "تط")}
_MOST_KEYS = 8
_PARTS = 2
_SAME_HEAD = 0.85


@immutable(frozen=True, slots=True)
class Sounds:
    """The sounds of a name, one letter each, without spaces; `words` are the sounds of its words.

    `written` are the Arabic letters themselves, without articles and spaces: several have one sound in Latin letters.
    """

    letters: str
    words: tuple[str, ...]
    written: str = ""

    @property
    def arabic(self) -> bool:
        """Whether the name is in Arabic letters."""
        return bool(self.written)

    def weight(self) -> float:
        """How much there is to be told apart: a consonant counts one, a vowel less."""
        return sum(_VOWEL_WEIGHT if letter in _VOWELS else 1.0 for letter in self.letters)


@immutable(frozen=True, slots=True)
class _Letters:
    latin: dict[str, str]
    spelt: re.Pattern[str]
    arabic: dict[int, str]
    keys: dict[str, tuple[str, ...]]
    alike: dict[str, float]
    """The cost of one sound for another, by both letters."""
    free: dict[str, float]
    """The cost of a sound that the other name has not."""


@cache
def _letters() -> _Letters:
    # The tables are read by the room that builds packs, which needs the keys of this module.
    from harmtrace.places.tables import table

    rows = [(row["class"], row["value"], row["forms"].split(" | ")) for row in table("sounds")]
    latin = {form: value for klass, value, forms in rows if klass == "latin" for form in forms}
    pairs = [(form.split(), float(value)) for klass, value, forms in rows if klass == "alike" for form in forms]
    return _Letters(
        latin=latin,
        spelt=re.compile("|".join(sorted(latin, key=lambda form: -len(form)))),
        arabic={ord(form): value for klass, value, forms in rows if klass == "arabic" for form in forms},
        keys={
            form: tuple(key.replace("_", "") for key in value.split())
            for klass, value, forms in rows
            if klass == "key"
            for form in forms
        },
        alike={a + b: cost for pair, cost in pairs for a, b in (pair, reversed(pair))},
        free={form: float(value) for klass, value, forms in rows if klass == "free" for form in forms},
    )


@lru_cache(maxsize=100_000)
def sounds_of(folded: str) -> Sounds:
    """The sounds of a folded name, without its articles."""
    words = folded.split()
    bare = [word for number, word in enumerate(words) if word not in _ARTICLE or number == len(words) - 1]
    heard = tuple(_of_word(_WRITTEN_ON.sub("", word) if number else word) for number, word in enumerate(bare))
    arabic = not folded.isascii() and ARABIC_LETTER.search(folded)
    written = "".join(map(_without_article, bare)) if arabic else ""
    return Sounds(_DOUBLED.sub(r"\1", "".join(heard)), heard, written)


def _without_article(word: str) -> str:
    with_one = word.startswith(ARABIC_ARTICLE) and len(word) >= _LEAST_WITH_ARTICLE
    return word[len(ARABIC_ARTICLE) :] if with_one else word


@lru_cache(maxsize=100_000)
def _of_word(word: str) -> str:
    letters = _letters()
    if not word.isascii() and ARABIC_LETTER.search(word):
        word = _without_article(word)
        heard = "".join(letters.arabic.get(ord(letter), "") for letter in word)
        return heard[:-1] + "a" if word[-1:] == "ه" and len(heard) > 1 else heard
    if len(word) >= _LEAST_CONSTRUCT:
        word = _CONSTRUCT.sub("Ŧ", word)
    heard = letters.spelt.sub(lambda match: letters.latin[match[0]], word)
    return _DOUBLED.sub(r"\1", _SILENT.sub("", heard))


@lru_cache(maxsize=100_000)
def keys_of(sounds: Sounds) -> tuple[str, ...]:
    """The consonants of a name, in each of the ways in which they may be heard; the likeliest first.

    An h counts only where the name begins with it.
    """
    keys = _letters().keys
    heard = [keys.get(letter, ("",)) for number, letter in enumerate(sounds.letters) if letter != "h" or not number]
    found = ("".join(one) for one in islice(product(*heard), _MOST_KEYS))
    return tuple(dict.fromkeys(_DOUBLED.sub(r"\1", key) for key in found))


@lru_cache(maxsize=50_000)
def alike(one: Sounds, two: Sounds) -> float:
    """How alike two names sound, from 0 to 1: one less the cost of making one of the other, by their weight."""
    if one.arabic and two.arabic:
        return _written_alike(one.written, two.written)
    weight = (one.weight() + two.weight()) / 2
    if not weight:
        return 0.0
    return max(0.0, 1.0 - _cost(one, two) / weight)


def alike_in_all(one: Sounds, two: Sounds) -> float:
    """How alike two names sound, what follows a first word that they share ("Kafr", "Khan") counting by itself too."""
    whole = alike(one, two)
    if one.arabic and two.arabic:
        return whole
    if len(one.words) < _PARTS or len(two.words) < _PARTS or one.words[0][:1] != two.words[0][:1]:
        return whole
    heads, tails = ((_part(one, part), _part(two, part)) for part in (slice(0, 1), slice(1, None)))
    return (whole + alike(*tails)) / 2 if alike(*heads) >= _SAME_HEAD else whole


def _part(sounds: Sounds, part: slice) -> Sounds:
    words = sounds.words[part]
    return Sounds("".join(words), words, sounds.written)


def _written_alike(one: str, two: str) -> float:
    """How alike two names in Arabic letters are: only letters that are often left out or mistaken cost little."""
    weight = sum(0.5 if letter in _WEAK else 1.0 for letter in one + two) / 2
    row = [0.0]
    for letter in two:
        row.append(row[-1] + _left_out(letter))
    for letter in one:
        above, row = row, [row[0] + _left_out(letter)]
        for place, other in enumerate(two):
            changed = above[place] + (0.0 if letter == other else _MISTAKEN.get(frozenset((letter, other)), _OTHER))
            row.append(min(changed, above[place + 1] + _left_out(letter), row[place] + _left_out(other)))
    return max(0.0, 1.0 - row[-1] / weight) if weight else 0.0


def _left_out(letter: str) -> float:
    if letter == _HAMZA:
        return _HAMZA_LEFT_OUT
    return _WEAK_LEFT_OUT if letter in _WEAK else _OTHER


def _cost(one: Sounds, two: Sounds) -> float:
    """The least cost of the changes that make one name of the other (a weighted edit distance)."""
    dropped = [_dropped(letter, two.arabic and not one.arabic) for letter in one.letters]
    others = [(letter, _dropped(letter, one.arabic and not two.arabic)) for letter in two.letters]
    row = [0.0]
    for _, cost in others:
        row.append(row[-1] + cost)
    for letter, drop in zip(one.letters, dropped, strict=True):
        changed, corner = _changes(letter), row[0]
        least = corner + drop
        new = [least]
        # The innermost loop of matching: plain comparisons, no calls.
        for place, (other, added) in enumerate(others, 1):
            above = row[place]
            least += added
            if (by_change := corner + changed[other]) < least:
                least = by_change
            if (by_drop := above + drop) < least:
                least = by_drop
            corner = above
            new.append(least)
        row = new
    return row[-1]


class _Changes(dict[str, float]):
    """What it costs to hear one letter for another, worked out once."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self.letter = letter

    def __missing__(self, other: str) -> float:
        self[other] = cost = _changed(self.letter, other)
        return cost


@cache
def _changes(letter: str) -> _Changes:
    return _Changes(letter)


@cache
def _dropped(letter: str, unwritten: bool) -> float:
    if unwritten and letter in "aeiou":
        return _UNWRITTEN
    return _letters().free.get(letter, _OTHER)


def _changed(one: str, two: str) -> float:
    if one == two:
        return 0.0
    known = _letters().alike.get(one + two)
    if known is not None:
        return known
    vowels = (one in _VOWELS) + (two in _VOWELS)
    return (_OTHER, _MIXED, _VOWEL_FOR_VOWEL)[vowels]
