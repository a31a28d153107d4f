"""From a word of a text to the words of the vocabulary that it is written together of.

Arabic writes "and", "by" and "for" on the word that follows ("والسبت", "بثلاث"), German writes numbers as one word
("einundzwanzig"). The table `cutting` of a language says what may be cut, and where it has none nothing is:

- `clitic`: a form that may stand before a word of the vocabulary; its value is what the word has lost to it ("لل"
  stands for "ل" and "ال").
- `glued`: forms of which a word may wholly consist; its value is the word that a form stands for ("ein" in
  "einundzwanzig" is "eins", not an article).
- `apart`: words that are written together, though spelt with another letter they would be one ("وأحد", "and one of",
  is not "واحد", "one").
- `whole`: words that would be cut and must not ("لست", "I am not", is no "for six").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harmtrace.vocab.languages import language_forms

Parts = tuple[tuple[int, int, str], ...]
"""Where each part of a word begins and ends in it, and the word of the vocabulary that it is."""
_MOST_CLITICS = 3
_SHORTEST = 2
"""A rest of fewer letters is no word."""
_LONGEST = 60
"""A word of more letters is no number."""


class Cutting:
    """What words of one language may be cut into; `known` says whether the vocabulary has a (folded) word."""

    def __init__(self, language: str, fold: Callable[[str], str], known: Callable[[str], bool]) -> None:
        forms = [(klass, fold(value), fold(form)) for klass, value, form in language_forms(language, "cutting")]
        self._clitics: Mapping[str, str] = {form: value for klass, value, form in forms if klass == "clitic"}
        self._glued: Mapping[str, str] = {form: value or form for klass, value, form in forms if klass == "glued"}
        self._whole = frozenset(form for klass, _, form in forms if klass == "whole")
        self._apart = frozenset(form for klass, _, form in language_forms(language, "cutting") if klass == "apart")
        self._known = known
        self._sizes = sorted({len(form) for form in self._clitics}, reverse=True)
        self._glued_sizes = sorted({len(form) for form in self._glued}, reverse=True)

    def is_apart(self, word: str) -> bool:
        """Whether a word as it is written is of two."""
        return word in self._apart

    def parts(self, folded: str) -> Parts:
        """The parts of a word that the vocabulary does not have; empty where it is not written together of any."""
        if not (self._clitics or self._glued) or len(folded) > _LONGEST or folded in self._whole:
            return ()
        return self._after_clitics(folded, 0, _MOST_CLITICS) or self._chain(folded, 0)

    def _after_clitics(self, word: str, offset: int, most: int) -> Parts:
        """The clitics that a word of the vocabulary stands behind, and that word; `offset` is where `word` begins."""
        for size in self._sizes:
            lost = self._clitics.get(word[:size])
            if lost is None or len(word) < size + _SHORTEST:
                continue
            rest, end = lost + word[size:], offset + len(word)
            if rest in self._whole:
                continue
            clitic = (offset, offset + size, word[:size])
            if self._known(rest):
                return (clitic, (offset + size, end, rest))
            more = self._after_clitics(rest, offset + size, most - 1) if most > 1 and not lost else ()
            if more:
                return (clitic, *more)
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
