"""From a text in a script without capitals to the names that the words before them mark as places.

A level word ("قرية") marks the name after it, whether a pack has it or not. A preposition or a site ("مشفى") marks only
names that sound like a place of the document's region, and names of two words of which the first only begins names
("كفر", "تل"): those may be unknown.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from harmtrace.places.context import Context
from harmtrace.places.cues import Cues
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.mentions import Mention, Taken
from harmtrace.places.place import Place
from harmtrace.places.respelt import look_for
from harmtrace.places.spelt import is_known, spelt_otherwise

_WORD = re.compile(r"[^\W\d_]+(?:[\u0640\u064b-\u0652]+[^\W\d_]*)*")
_GAP = re.compile(r"[ \t]+[\"«“']?")
_CLITICS = ("وب", "ول", "فب", "و", "ف", "ب", "ل")
_WITH = "ب"
"""The preposition that is written on to the name: "in Idlib"."""
_LONGEST = 3
_LEAST = 4
"""Letters of a name that only a preposition marks."""
_Span = tuple[int, int]


def uncased_names(
    text: str, mentions: Sequence[Mention], context: Context, gazetteer: Gazetteer, cues: Cues
) -> list[Mention]:
    """The names in a text without capitals that are no mention yet, those that no pack has among them."""
    if not cues.uncased:
        return []
    reader = _Reader(text, context, gazetteer, cues)
    taken = Taken(mentions)
    found: list[Mention] = []
    for number in range(len(reader.words)):
        mention = reader.after_level_word(number) or reader.after_preposition(number)
        if mention is not None and not taken.overlaps(mention.name_start, mention.name_end):
            taken.add(mention)
            found.append(mention)
    return found


@dataclass
class _Reader:
    text: str
    context: Context
    gazetteer: Gazetteer
    cues: Cues
    words: list[_Span] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [match.span() for match in _WORD.finditer(self.text)]

    def after_level_word(self, number: int) -> Mention | None:
        """The name after a level word: a place that it is a spelling of, else as much of it as names have."""
        level = self.cues.level_marks.get(_bare(self._word(self.words[number]), self.cues.level_marks))
        if level is None:
            return None
        following = self.words[number + 1 :]
        for span in self._runs(following):
            mention = self._named(span, level)
            if mention.places:
                return mention
        whole = self._name(following)
        return self._named(whole, level) if whole else None

    def _named(self, span: _Span, level: str) -> Mention:
        mention = Mention(*span, *span, level=level, cued=True)
        look_for(mention, self.text, self.context, self.gazetteer)
        return mention

    def after_preposition(self, number: int) -> Mention | None:
        """The name after a preposition or a site, or with a preposition written on to it."""
        start, end = self.words[number]
        following = self.words[number + 1 :]
        if not _is_in(self._word((start, end)), self.cues.before_names):
            if self.text[start] != _WITH or end - start <= _LEAST:
                return None
            following = [(start + 1, end), *following]
        for first, last in self._runs(following):
            if places := self._places(self.text[first:last]):
                return Mention(first, last, first, last, places=places)
        span = self._name(following)
        return Mention(*span, *span, cued=True) if span and " " in self._word(span) else None

    def _places(self, name: str) -> list[Place]:
        """The places of the document's region that a name may be a spelling of, where only a preposition marks it."""
        if len(name) < _LEAST:
            return []
        exact = [place for place in self.gazetteer.lookup(name) if self.context.is_here(place)]
        spelt = spelt_otherwise(name, self.context, self.gazetteer, marked=False).places
        found = exact or [place for place in spelt if self.context.is_here(place)]
        return found if " " in name or any(map(is_known, found)) else []

    def _name(self, words: Sequence[_Span]) -> _Span | None:
        """One word, or two where the first only begins names; None where the words are of another kind."""
        if not words or self._is_other(words[0]):
            return None
        if fold_name(self._word(words[0])) in self.cues.compounds and self._joined(words[:2]):
            return None if self._is_other(words[1]) else (words[0][0], words[1][1])
        return words[0]

    def _runs(self, words: Sequence[_Span]) -> Iterator[_Span]:
        """The spans of the first words, the longest first, up to the first that is no part of a name."""
        last = 0
        while last < min(_LONGEST, len(words)) and not self._is_other(words[last]):
            if last and not self._joined(words[last - 1 : last + 1]):
                break
            last += 1
        least = 1 if last > 1 and fold_name(self._word(words[0])) in self.cues.compounds else 0
        return ((words[0][0], words[stop - 1][1]) for stop in range(last, least, -1))

    def _word(self, span: _Span) -> str:
        return self.text[slice(*span)]

    def _joined(self, words: Sequence[_Span]) -> bool:
        """Whether two words follow each other with nothing but a space between."""
        return len(words) > 1 and _GAP.fullmatch(self.text, words[0][1], words[1][0]) is not None

    def _is_other(self, span: _Span) -> bool:
        """Whether a word is none of a name's: a preposition, a level or compass word, an ordinary one."""
        cues = self.cues
        return any(_is_in(self._word(span), kind) for kind in (cues.before_names, cues.level_marks, cues.between_names))


def _is_in(word: str, known: Container[str]) -> bool:
    return _bare(word, known) in known


def _bare(word: str, known: Container[str]) -> str:
    """The word as a table has it, its clitics off where it has it only so."""
    word = fold_name(word)
    if word in known:
        return word
    for clitic in _CLITICS:
        if word.startswith(clitic) and word[len(clitic) :] in known:
            return word[len(clitic) :]
    return word
