"""Keys of people's names: what two spellings of one name share, within a script and across two.

The rules are those of victim lists in Arabic and in transliteration (`docs/linkage.md`): lists differ in vowel marks,
in letters that writers take for each other, in the article, in words written together or apart, in the damage that PDF
files do to ligatures. A key is for finding and comparing, never for display, and never says that two people are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from typing import Final

_REMEMBERED = 200_000
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
"""Vowel marks and the stroke that lengthens words."""
_NOT_ARABIC = re.compile("[^\u0621-\u064a\u066e-\u06d3 ]+")
_ARABIC_FORMS = str.maketrans("أإآٱىئیؤةکگھہە", "ااااييي" + "وه" + "كك" + "ههه", "ء")
_GOD_BROKEN = re.compile("هللا(?= |$)")
""" "Allah" as PDF files break its ligature."""
_LAM_ALEF_BROKEN = re.compile("اال")
"""The ligature of lam and alef the wrong way round behind another alef, which no word has."""
_JOINED_ARABIC: Final = frozenset("عبد ابو ابا ابي ام بن ابن بنت ال".split())
_JOINED_LATIN: Final = frozenset("abd abdel abdul abdal abdoul abu abou abo aboo umm um oum bin ibn ben bint".split())
"""Words that make one name with the next."""
_SERVANT = re.compile(r"^abd(?:[aeou]{1,2}(?:l|(?=[rsnzdt])))?'?(?=\w{3})")
"""The servant of: "Abdelkader", "Abd al-Rahman", "Abdurrahman" share what follows."""
_SEAM = "'"
"""Between words that make one name, so that the two m of "Umm Muhammad" stay two."""
_LATIN_ARTICLES: Final = frozenset("al el ul ar er as es ash ach an en az ez ad ed at et ath adh".split())
_ARTICLE_ON = re.compile(r"^[ae]l(?=\w{4})")
"""An article written on to a name that is long enough without it: "Alahmad", not "Alaa"."""
_BETWEEN_WORDS = re.compile(r"[\s\-–—'’‘`´.,/]+")
_TWO_LETTERS: Final = (
    ("tch", "C"), ("sch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "X"), ("gh", "G"), ("th", "T"), ("dh", "D"),
    ("dj", "j"), ("ph", "f"),
)  # fmt: skip
_ONE_LETTER = str.maketrans("qcvp", "kkfb")
_NO_VOWELS = str.maketrans(dict.fromkeys("aeiouwy"))
_FINAL_H = re.compile(r"(?<=[aeiou])h$")
_DOUBLED = re.compile(r"(.)\1+")
_ONLY_VOWELS = re.compile("^[aeiouwy]+$")
_U = re.compile(r"ou|oo|[ow]")
_I = re.compile(r"a[iy]|e[iy]|[iey]+")
_LATIN_LETTERS = str.maketrans("ıłøđðæœə", "ilodd" + "aoa", "ʿʾʼ")
_CYRILLIC = str.maketrans(
    dict(zip("абвгґдеєзиіїыйклмнопрстуўфцэёжъь", "abvggdeeziiiiiklmnoprstuufceejʾʾ", strict=True))
    | {"х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
)
"""Cyrillic letters as Latin ones of the same sound, so that lists in both have keys in common."""
_SOUNDS = str.maketrans("بتثجحخدذرزسشصضطظغفقكلمنهپچڤژ", "btTjhXdDrzsSsdtDGfkklmnhbCfj", "ع")
"""Arabic letters as the sounds of `latin_key`; ayn is left out, as transliterations leave it out."""
_SILENT = str.maketrans(dict.fromkeys("اوي"))
_ACROSS = str.maketrans("TDXGjC", "tdkggS")
"""Sounds that transliterations write in one way or another ("Thaer" and "Taer", "Jamal" and "Gamal")."""
_GOD = "الله"


def is_arabic(name: str) -> bool:
    """Whether a name has letters of the Arabic script."""
    return _ARABIC.search(name) is not None


@lru_cache(_REMEMBERED)
def arabic_key(name: str) -> str:
    """The key of a name in Arabic letters: its words in one spelling, "" where it has no such letter.

    Marks and hamza go, forms of alef, ya and ta marbuta are one, "Abd", "Abu", "Bin", the article and their like are
    written on to what follows, broken ligatures of "Allah" and of lam and alef are repaired.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", name)).translate(_ARABIC_FORMS)
    words = " ".join(_joined(_NOT_ARABIC.sub(" ", plain).split(), _JOINED_ARABIC))
    return _LAM_ALEF_BROKEN.sub("الا", _GOD_BROKEN.sub(_GOD, words))


@lru_cache(_REMEMBERED)
def latin_key(name: str) -> str:
    """The key of a name in Latin or Cyrillic letters: the consonants of its words, "" where it has no letter.

    Articles go, "Abd" and "Abu" are written on to what follows, sounds of two letters are one letter, q and k, p and b,
    v and f are one, vowels, w and y go, doubled letters are single. A word of vowels alone ("Aya") keeps
    them, one of other letters (Greek, Hebrew, Chinese) all of its own.
    """
    heard = map(_heard, _latin_words(name))
    return " ".join(word.translate(_NO_VOWELS) or word for word in heard)


@lru_cache(_REMEMBERED)
def latin_spelling(name: str) -> str:
    """The words of a name in Latin letters with their vowels in three classes: finer than `latin_key`.

    "Hasan" and "Husayn" have one key, and are the brothers of many families: their vowels tell them apart in every
    transliteration, as they do not "Housein" and "Husayn".
    """
    return " ".join(_I.sub("i", _U.sub("u", word)) for word in map(_heard, _latin_words(name)))


@lru_cache(_REMEMBERED)
def name_key(name: str) -> str:
    """`arabic_key` of a name in Arabic letters, `latin_key` of any other."""
    return arabic_key(name) if is_arabic(name) else latin_key(name)


@lru_cache(_REMEMBERED)
def sound_key(name: str) -> str:
    """A coarser key that a name has in both scripts: the consonants in which transliterations agree.

    It finds candidates across scripts and schools of transliteration; equal sounds are a reason to compare two names
    and no reason to call them one.
    """
    if is_arabic(name):
        return " ".join(map(_arabic_sound, arabic_key(name).split()))
    return " ".join(_ONLY_VOWELS.sub("a", word) for word in latin_key(name).translate(_ACROSS).split())


def name_words(name: str) -> list[str]:
    """The words of a name, folded, those that make one name ("Abd al-Rahman", "Abu Bakr") written together."""
    return arabic_key(name).split() if is_arabic(name) else [word.replace(_SEAM, "") for word in _latin_words(name)]


def _latin_words(name: str) -> list[str]:
    plain = name.casefold().translate(_CYRILLIC).translate(_LATIN_LETTERS)
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = ["".join(filter(str.isalpha, word)) for word in _BETWEEN_WORDS.split(plain)]
    words = [word for word in words if word and not is_arabic(word)]
    bare = [word for number, word in enumerate(words) if word not in _LATIN_ARTICLES or number == len(words) - 1]
    return _joined(bare, _JOINED_LATIN, _SEAM)


def _joined(words: list[str], joining: Container[str], seam: str = "") -> list[str]:
    """The words, each of those that join written on to what follows."""
    found: list[str] = []
    before = ""
    for number, word in enumerate(words):
        if word in joining and number + 1 < len(words):
            before += word + seam
        else:
            found.append(before + word)
            before = ""
    return found


def _heard(word: str) -> str:
    """A word with one letter for each consonant."""
    word = _SERVANT.sub("abd", word) if word.startswith("abd") else _ARTICLE_ON.sub("", word)
    word = _FINAL_H.sub("", word)
    for letters, sound in _TWO_LETTERS:
        word = word.replace(letters, sound)
    return _DOUBLED.sub(r"\1", word.translate(_ONE_LETTER)).replace(_SEAM, "")


def _arabic_sound(word: str) -> str:
    if word.startswith("ال") and len(word) > len(_GOD):
        word = word[2:]
    if word.startswith("عبدال") and word != f"عبد{_GOD}":
        word = "عبد" + word.removeprefix("عبدال")
    if word.endswith("ه") and len(word) > len("مه"):
        # The last letter of "Fatima" is a vowel.
        word = word[:-1]
    heard = word.translate(_SOUNDS)
    return heard.translate(_SILENT).translate(_ACROSS) or "a"
