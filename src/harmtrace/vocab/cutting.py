"""From a word of a text to the words of the vocabulary that it is written together of.

Arabic writes "and", "by" and "for" on the word that follows ("والسبت", "بثلاث"), German writes numbers as one word
("einundzwanzig"). What may stand before a word of the vocabulary is told by the prefixes and contractions of the table
`affixes` of a language (a contraction holds an article that the word has lost to it: "لل" is "ل" and "ال"). The table
`cutting` says the rest, and where a language has neither nothing is cut:

- `glued`: forms of which a word may wholly consist; its value is the word that a form stands for ("ein" in
  "einundzwanzig" is "eins", not an article).
- `apart`: words that are written together, though spelt with another letter they would be one ("وأحد", "and one of",
  is not "واحد", "one").
- `whole`: words that would be cut and must not ("لست", "I am not", is no "for six").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from harmtrace.vocab.languages import language_forms

Parts = tuple[tuple[int, int, str], ...]
"""Where each part of a word begins and ends in it, and the word of the vocabulary that it is."""
_LAST = 9
"""The order of what nothing else is written on."""
_SHORTEST = 2
"""A rest of fewer letters is no word."""
_LONGEST = 60
"""A word of more letters is no number."""


class Cutting:
    """What words of one language may be cut into; `known` says whether the vocabulary has a (folded) word."""

    def __init__(self, language: str, fold: Callable[[str], str], known: Callable[[str], bool]) -> None:
        forms = [(klass, fold(value), fold(form)) for klass, value, form in language_forms(language, "cutting")]
        self._prefixes = list(_prefixes(language, fold))
        self._glued: Mapping[str, str] = {form: value or form for klass, value, form in forms if klass == "glued"}
        self._whole = frozenset(form for klass, _, form in forms if klass == "whole")
        self._apart = frozenset(form for klass, _, form in language_forms(language, "cutting") if klass == "apart")
        self._known = known
        self._glued_sizes = sorted({len(form) for form in self._glued}, reverse=True)

    def is_apart(self, word: str) -> bool:
        """Whether a word as it is written is of two."""
        return word in self._apart

    def parts(self, folded: str) -> Parts:
        """The parts of a word that the vocabulary does not have; empty where it is not written together of any."""
        if not (self._prefixes or self._glued) or len(folded) > _LONGEST or folded in self._whole:
            return ()
        return self._after_prefixes(folded, 0) or self._chain(folded, 0)

    def _after_prefixes(self, word: str, offset: int, order: int = 0) -> Parts:
        """The prefixes that a word of the vocabulary stands behind, and that word; `offset` is where `word` begins.

        Prefixes stand in the order of their numbers, at most one of each.
        """
        for number, form, lost in self._prefixes:
            if number <= order or not word.startswith(form) or len(word) < len(form) + _SHORTEST:
                continue
            rest, start = lost + word[len(form) :], offset + len(form)
            if rest in self._whole:
                continue
            prefix = (offset, start, form)
            if self._known(rest):
                return (prefix, (start, offset + len(word), rest))
            more = self._after_prefixes(rest, start, number) if not lost else ()
            if more:
                return (prefix, *more)
        return ()

    def _chain(self, word: str, offset: int) -> Parts:
        """The glued forms that a word wholly consists of."""
        for size in self._glued_sizes:
            if word[:size] not in self._glued:
                continue
            part = (offset, offset + size, self._glued[word[:size]])
            if size == len(word):
                return (part,)
            rest = self._chain(word[size:], offset + size)
            if rest:
                return (part, *rest)
        return ()


def _prefixes(language: str, fold: Callable[[str], str]) -> Iterator[tuple[int, str, str]]:
    """The order of each prefix, its form, and what a word loses to it; contractions come last of all."""
    told = language_forms(language, "affixes")
    article = next((form for klass, _, form in told if klass == "article"), "")
    for klass, _, form in told:
        if klass == "contraction":
            yield _LAST, fold(form), fold(article)
    for klass, _, form in told:
        if klass.startswith("prefix"):
            yield int(klass.removeprefix("prefix")), fold(form), ""
