"""From a word as written to what it may be a form of: attached small words cut off, letters made alike, endings known.

Arabic writes "and", "with", "for" and "the" onto the next word, Russian and German tell case and number by endings.
What a language attaches stands in its table `affixes`; `docs/languages.md` tells how its rows and forms are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from harmtrace.extract.lexicon import fold
from harmtrace.model.immutable import immutable
from harmtrace.vocab.languages import forms_of, language_rows

VERBATIM, PARADIGM, STEM, NOTHING = "=", "~", "-", "-"
"""Marks of the tables: a form that takes no affix, the endings of a stem, the place of the stem, no ending."""
_LEAST = 2
"""A word has at least so many letters beside what is attached to it."""
_SURE = 3
"""With so many letters after it, an article is one, whether its noun is known or not."""


@immutable(frozen=True, slots=True)
class Cut:
    """A way to take a word apart: the lengths and classes of what is attached, and the keys of the word that is left.

    A key is the word in folded letters, once as it stands and once without its article. `classes` says what is
    attached but not cut off ("definite"); `sure` that no one needs to know the word to cut so.
    """

    attached: tuple[tuple[int, str], ...]
    keys: tuple[str, ...]
    classes: frozenset[str] = frozenset()
    sure: bool = False

    @property
    def size(self) -> int:
        """How many letters are cut off."""
        return sum(length for length, _ in self.attached)


class _Attached(NamedTuple):
    """Prefixes that may be attached together, what a cut of them is, and the letters that may follow."""

    joined: str
    cut: tuple[tuple[int, str], ...]
    letters: tuple[str, ...]


def _length(attached: _Attached) -> int:
    return len(attached.joined)


class WordForms:
    """The affixes of one language."""

    def __init__(self, language: str) -> None:
        self._letters: dict[int, str] = {}
        self._prefixes: dict[str, str] = {}
        self._groups: list[list[str]] = []
        self._stems: dict[str, set[str]] = {}
        self._articles: dict[str, str] = {}
        self.articles_apart: dict[str, str] = {}
        """The articles that stand as words of their own before their noun, with their class."""
        self._contractions: dict[str, tuple[str, ...]] = {}
        self._endings: dict[str, tuple[tuple[str, str], ...]] = {"": (("", ""),)}
        for row in language_rows(language, "affixes"):
            forms = list(forms_of(row))
            if row["class"] == "letter":
                self._letters |= {ord(letter): row["value"] for letter in forms}
            elif row["class"].startswith("prefix"):
                for form in forms:
                    prefix, _, letter = form.partition(STEM)
                    self._prefixes[prefix] = row["value"]
                    self._stems.setdefault(prefix, set()).add(letter)
                    self._in_group(row["class"]).append(prefix)
            elif row["class"] == "article":
                self._articles |= dict.fromkeys(forms, row["value"])
            elif row["class"] == "article_apart":
                self.articles_apart |= dict.fromkeys(forms, row["value"])
            elif row["class"] == "contraction":
                self._contractions |= dict.fromkeys(forms, tuple(row["value"].split()))
            elif row["class"] == "ending":
                known = self._endings.get(row["value"], ()) if row["value"] else ()
                self._endings[row["value"]] = (*known, *map(_around, forms))
        self._combined = self._combinations()

    def fold(self, text: str) -> str:
        """The text in lower case with letters made alike; offsets stay the same."""
        folded = fold(text)
        return folded.translate(self._letters) if self._letters else folded

    def prefix(self, word: str) -> str:
        """The class of what is attached to words, where it stands by itself: the "and" before a number."""
        return self._prefixes.get(word, "")

    def spelled(self, written: str) -> tuple[str, ...]:
        """All spellings, not folded, of one word of a form of a table; the first is that without an ending."""
        if written.startswith(VERBATIM):
            return (written[1:],)
        stem, _, paradigm = written.partition(PARADIGM)
        endings = self._endings.get(paradigm)
        if endings is None:
            raise ValueError(f"no endings ~{paradigm}, which “{written}” asks for: name them in the table affixes")
        return tuple(dict.fromkeys(before + stem + after for before, after in endings))

    def cuts(self, word: str) -> Iterator[Cut]:
        """The ways to take a word apart, the one that cuts off the least first."""
        folded = self.fold(word)
        longest = len(word) - _LEAST
        for joined, cut, letters in self._combined:
            size = len(joined)
            if size > longest or not word.startswith(joined):
                continue
            if folded.startswith(letters, size):
                yield self._left(cut, word[size:], folded[size:])

    def _left(self, attached: tuple[tuple[int, str], ...], word: str, folded: str) -> Cut:
        """What is left after a cut, with and without its article."""
        for article, klass in self._articles.items():
            size = len(article)
            if word.startswith(article) and len(word) - size >= _LEAST:
                return Cut(attached, (folded, folded[size:]), frozenset((klass,)), len(word) - size >= _SURE)
        for joined, classes in self._contractions.items():
            size = len(joined)
            if word.startswith(joined) and len(word) - size >= _LEAST and not _any(attached, classes):
                return Cut(attached, (folded, folded[size:]), frozenset(classes), len(word) - size >= _SURE)
        return Cut(attached, (folded,))

    def _in_group(self, klass: str) -> list[str]:
        """The prefixes of the place that a row names: "prefix 1" stands before "prefix 2"."""
        place = int(klass.removeprefix("prefix")) - 1
        while len(self._groups) <= place:
            self._groups.append([])
        return self._groups[place]

    def _combinations(self) -> list[_Attached]:
        """What may be attached together, the shortest first."""
        chosen = product(*(("", *dict.fromkeys(group)) for group in self._groups))
        return sorted((self._attached([prefix for prefix in some if prefix]) for some in chosen), key=_length)

    def _attached(self, prefixes: Sequence[str]) -> _Attached:
        cut = tuple((len(prefix), self._prefixes[prefix]) for prefix in prefixes)
        return _Attached("".join(prefixes), cut, tuple(self._stems[prefixes[-1]]) if prefixes else ("",))


def _around(ending: str) -> tuple[str, str]:
    """What stands before and after a stem: "-" nothing, "ات" after it, "ي-ون" around it."""
    if ending == NOTHING:
        return "", ""
    before, mark, after = ending.partition(STEM)
    return (before, after) if mark else ("", ending)


def _any(attached: tuple[tuple[int, str], ...], classes: tuple[str, ...]) -> bool:
    return any(klass in classes for _, klass in attached)
