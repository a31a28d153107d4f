"""From the name of a body to what it means and how it sounds, so that one name is known in several languages.

Words for kinds of bodies ("network", "شبكة"), what they are about ("media", "الإعلامية") and countries are concepts;
what is left is proper and is compared by its sounds, Arabic letters mapped straight to them (places.sound).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from harmtrace.model.immutable import immutable
from harmtrace.places.folding import fold_name
from harmtrace.places.letters import ARABIC_ARTICLE, ARABIC_LETTER, CYRILLIC_LETTER
from harmtrace.places.sound import Sounds, alike_in_all, keys_of, sounds_of
from harmtrace.vocab.languages import FORM_SEPARATOR
from harmtrace.vocab.tables import rows

Match = Literal["same", "short", "no"]
_LANGUAGES = ("en", "ar", "ru", "de")
_ALIKE = 0.86
"""So much alike two spellings of one name sound (the threshold for names of places)."""
_LEAST_KEY = 2
"""Fewer consonants are alike by chance."""
_LEAST_CONCEPTS = 3
"""So much must be said of a body that has no proper name ("Yemen Humanitarian Bulletin")."""
_WITH_ARTICLE = ("وال", "بال", "لل")
_ATTACHED = (*_WITH_ARTICLE, "ال", "و", "ب", "ل")
"""What Arabic writes together with the word that follows."""
_LEAST_BARE = 3
_CYRILLIC = str.maketrans({
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
    "ю": "yu", "я": "ya",
})  # fmt: skip


@immutable(frozen=True, slots=True)
class BodyName:
    """What a name says: concepts by class, and the folded proper part, which may be empty."""

    kinds: frozenset[str]
    qualities: frozenset[str]
    places: frozenset[str]
    proper: str
    script: str
    first: str = ""
    """The concept that its first word is, if any."""

    @property
    def concepts(self) -> frozenset[str]:
        """All concepts."""
        return self.kinds | self.qualities | self.places

    @property
    def bare(self) -> bool:
        """Whether only generic words stand there ("the network", "مديرية الصحة")."""
        return bool(self.kinds) and not self.proper and not self.places

    @property
    def heard(self) -> Sounds:
        """The sounds of the proper part."""
        return sounds_of(self.proper.translate(_CYRILLIC))


@lru_cache(maxsize=50_000)
def body_name(name: str) -> BodyName:
    """Read the name of a body."""
    found: dict[str, set[str]] = {"kind": set(), "quality": set(), "place": set(), "filler": set()}
    proper: list[str] = []
    words = fold_name(name).split()
    at, first = 0, ""
    while at < len(words):
        size, concept = _concept_at(words, at)
        first = concept[1] if concept is not None and at == 0 else first
        if concept is None:
            proper.append(words[at])
        else:
            found[concept[0]].add(concept[1])
        at += size
    kept = [word for word in proper if any(letter.isalnum() for letter in word)]
    kinds, qualities, places = (frozenset(found[key]) for key in ("kind", "quality", "place"))
    return BodyName(kinds, qualities, places, " ".join(kept), _script(name), first)


def is_a_name(read: BodyName) -> bool:
    """Whether Arabic words name a body by concepts alone: a kind first, then what it is about and a country or town.

    Other scripts tell a name from a description by its capitals.
    """
    named = read.script == "arabic" and read.first in read.kinds and not read.proper
    return named and bool(read.places) and len(read.concepts) >= _LEAST_CONCEPTS


def match(one: BodyName, other: BodyName) -> Match:
    """Whether two names are of one body.

    `same`: the same concepts, and proper parts that sound the same; a name without a proper part
    needs three concepts and a place among them. `short`: one says less of what kind of body it is
    ("Zaytoun", "وكالة زيتون"), or neither says it, so that they may be two persons of one name:
    both take more than the names to be believed.
    """
    if not _sound_the_same(one, other):
        return "no"
    if one.concepts == other.concepts and one.concepts:
        if one.proper:
            return "same"
        return "same" if one.places and len(one.concepts) >= _LEAST_CONCEPTS else "no"
    less, more = sorted((one.concepts, other.concepts), key=len)
    # What kind of body it is may go unsaid; "X Hospital" and "X Radio" are two.
    return "short" if one.proper and (less <= more or _kinds_agree(one, other)) else "no"


def names_kind(short: BodyName, whole: BodyName) -> bool:
    """Whether a bare "the network" may stand for `whole`."""
    return short.bare and short.concepts <= whole.concepts


def sound_keys(name: BodyName) -> tuple[str, ...]:
    """Keys, one of which two names share that may be of one body."""
    if not name.proper:
        return (" ".join(sorted(name.concepts)),)
    return tuple(key for key in keys_of(name.heard) if key)


def _kinds_agree(one: BodyName, other: BodyName) -> bool:
    """Whether two names that each say more than the other agree in the kind of body."""
    return bool(one.kinds) and one.kinds == other.kinds and one.places == other.places


def _sound_the_same(one: BodyName, other: BodyName) -> bool:
    if not one.proper or not other.proper:
        return one.proper == other.proper
    ours, theirs = one.heard, other.heard
    shared = set(keys_of(ours)) & set(keys_of(theirs))
    if not any(len(key) >= _LEAST_KEY for key in shared):
        return False
    return alike_in_all(ours, theirs) >= _ALIKE


def _script(name: str) -> str:
    if ARABIC_LETTER.search(name):
        return "arabic"
    return "cyrillic" if CYRILLIC_LETTER.search(name) else "latin"


def _concept_at(words: list[str], at: int) -> tuple[int, tuple[str, str] | None]:
    """The concept that begins at a word, and over how many words it goes: the longest."""
    for size in range(min(_longest(), len(words) - at), 0, -1):
        for form in _readings(words[at : at + size]):
            concept = _concepts().get(form)
            if concept is not None:
                return size, concept
    return 1, None


def _readings(words: list[str]) -> Iterator[str]:
    """Words as they stand, then each without what Arabic attaches to it, its article last."""
    yield " ".join(words)
    yield " ".join(map(_with_article, words))
    yield " ".join(map(_bared, words))


def _with_article(word: str) -> str:
    attached = next((one for one in _WITH_ARTICLE if word.startswith(one)), None)
    return ARABIC_ARTICLE + word[len(attached) :] if attached is not None else word


def _bared(word: str) -> str:
    if not ARABIC_LETTER.search(word):
        return word
    for attached in _ATTACHED:
        if word.startswith(attached) and len(word) - len(attached) >= _LEAST_BARE:
            return word[len(attached) :]
    return word


@cache
def _concepts() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for row in rows("body_words"):
        for language in _LANGUAGES:
            for form in filter(None, row[language].split(FORM_SEPARATOR)):
                folded = fold_name(form.strip())
                found.setdefault(folded, (row["class"], row["concept"]))
                if row["class"] != "place":  # "الخليل" is Hebron, "خليل" a man
                    found.setdefault(" ".join(map(_bared, folded.split())), (row["class"], row["concept"]))
    return found


@cache
def _longest() -> int:
    return max(len(form.split()) for form in _concepts())
