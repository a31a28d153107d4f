"""From a name in Arabic or Cyrillic letters that no pack has to one in Latin letters that people can read aloud.

It is for display alone: names are compared by their sounds (`same_name` of `harmtrace.places.sound`), which take the
Arabic letters as they are. Short vowels are not written in Arabic: where a syllable would have none an "a" is put, as
in most names of places; the words that begin or end many names stand in the table `ar_latin` as press writes them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from harmtrace.places.letters import ARABIC_ARTICLE, ARABIC_LETTER, CYRILLIC_LETTER
from harmtrace.places.tables import table

_VOWEL_OF = {"و": "u", "ي": "i"}
"""What two letters stand for between consonants and at the end."""
_LONG = "اآأإٱىة"
_PARTICIPLE = re.compile(r"ا[^اوي][^اوي](?:ين|ون|ية|ة)$")
"""A word like "صالحين" ("Salihin")."""
_AIN = "'"
_LEAST_WITH_ARTICLE = 4
_MARK = re.compile("[\u0640\u064b-\u065f\u0670]")


@lru_cache(maxsize=20_000)
def in_latin(name: str) -> str:
    """The name in Latin letters, each word with a capital; names in other letters come back as they are."""
    if CYRILLIC_LETTER.search(name):
        spelt = "".join(map(_cyrillic, name))
        return spelt.replace("Dzh", "J").replace("dzh", "j")
    if not ARABIC_LETTER.search(name):
        return name
    words = [_word(word) for word in _MARK.sub("", name).split()]
    kind = _rows("kind").get(_MARK.sub("", name).split()[0])
    if kind is not None and len(words) > 1:
        words = [*words[1:], kind]
    return " ".join(words)


def latin_spellings(name: str) -> tuple[str, ...]:
    """The ways to read a name in Latin letters: Russian has one letter for the Arabic sounds written h and kh."""
    latin = in_latin(name)
    if not CYRILLIC_LETTER.search(name):
        return (latin,)
    return tuple(dict.fromkeys((latin, latin.replace("Kh", "H").replace("kh", "h"))))


@cache
def _rows(klass: str) -> dict[str, str]:
    return {row["written"]: row["latin"] for row in table("ar_latin") if row["class"] == klass}


@cache
def _cyrillic(letter: str) -> str:
    latin = {row["written"]: row["latin"] for row in table("ru_latin")}.get(letter.lower(), letter)
    return latin if letter == letter.lower() else latin.capitalize()


def _word(word: str) -> str:
    known = _rows("word").get(word)
    if known is not None:
        return known
    article = word.startswith(ARABIC_ARTICLE) and len(word) >= _LEAST_WITH_ARTICLE
    bare = word[len(ARABIC_ARTICLE) :] if article else word
    spelt = _rows("word").get(bare) or _capital(_spelt(bare))
    return f"al-{spelt}" if article else spelt


def _capital(word: str) -> str:
    at = 1 if word[:1] == _AIN else 0
    return (word[at : at + 1].upper() + word[at + 1 :]) if at else word[:1].upper() + word[1:]


def _spelt(word: str) -> str:
    """The letters of a word with its long vowels, and short ones where a syllable would have none."""
    sounds = [_sound(word, number) for number in range(len(word))]
    spelt, open_ = "", False
    for number, (sound, vowel) in enumerate(sounds):
        spelt += sound
        if vowel:
            open_ = True
            continue
        closes = open_ or number == len(sounds) - 1
        before_vowel = number + 1 < len(sounds) and sounds[number + 1][1]
        participle = open_ and number > 0 and _PARTICIPLE.match(word, number - 1) is not None
        if before_vowel or (closes and not participle):
            open_ = False
        else:
            spelt += "i" if open_ else "a"
            open_ = not open_
    return re.sub(r"aa+", "a", spelt).replace("''", "'").rstrip(_AIN)


def _sound(word: str, number: int) -> tuple[str, bool]:
    """What a letter sounds like in its place, and whether that is a vowel."""
    letter, before = word[number], word[number - 1] if number else ""
    after = word[number + 1 : number + 2]
    if letter in _VOWEL_OF and number and before not in _LONG and before not in _VOWEL_OF:
        if after and after in _LONG:
            return ("iy", False) if letter == "ي" and before else ("w", False)
        return ("a" if number == 1 and before == "ع" else "") + _VOWEL_OF[letter], True
    return _rows("letter").get(letter, ""), letter in _LONG
