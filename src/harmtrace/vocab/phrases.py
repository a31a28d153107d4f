"""From a text to classed tokens, and from a language's rule table to patterns over their classes.

A token is a word, a number, a punctuation mark or a line break. Its classes come from the
language's tables; each set of classes is written as one character, so that a rule such as
`day month year?` becomes a regular expression over a string with one character a token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from operator import itemgetter
from typing import NamedTuple

from harmtrace.model.immutable import immutable
from harmtrace.vocab.cutting import Cutting, Parts
from harmtrace.vocab.languages import Row
from harmtrace.vocab.patterns import STOP, openings, pattern_parts
from harmtrace.vocab.pieces import Memory
from harmtrace.vocab.signs import Signs
from harmtrace.vocab.tokens import CAPITAL, LINE, MARK, Classes, Tokens, Value, cut_up, fold, raw_tokens

_WORD_BEFORE_DIGITS = re.compile(r"[^\W\d_]++(?=[^\W_]*-?\d)")
_DIGITS_BEFORE_WORD = re.compile(r"\d[\d.,٫٬]*(?P<word>[\u0621-\u064a]{2,})")
"""A number with the Arabic word that it counts, run together."""
_SHORTEST_PREFIX = 3
_OPENS = "opens"
"""A class of the words that phrases begin with, besides what they mean."""
_OPENING = frozenset({_OPENS})


@immutable(frozen=True, slots=True)
class Rule:
    """One row of a rule table: its name, its pattern over class signs, and the slot and class of each group."""

    name: str
    row: Row
    pattern: str
    slots: Mapping[str, tuple[str, str]]
    opening: Mapping[str, str]
    """The signs that a match can begin with, each with a pattern for what must follow it."""


@immutable(frozen=True, slots=True)
class Match:
    """A rule that holds from token `first` to before token `last`, with the place and the value of each slot."""

    rule: Rule
    first: int
    last: int
    places: Mapping[str, int]
    values: Mapping[str, Value]


NumberReader = Callable[[str], Classes]
_Phrase = tuple[tuple[str, ...], str, Classes]


class _Word(NamedTuple):
    """What a word means by itself, and the phrases that begin with it by their second word, the longest first."""

    classes: Classes
    sign: str
    folded: str
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Classes]]]
    parts: Parts
    """What it is written together of: "Mid-2018", "والسبت"; else empty."""


_CLASSES, _SIGN, _PARTS = itemgetter(0), itemgetter(1), itemgetter(4)


class Grammar:
    """The vocabulary and the rules of one language for one kind of expression.

    `forms` are (class, value, form): a form in lower case matches in any case, one with a
    capital only as written. `numbers` gives the classes of a token that begins with a digit.
    """

    def __init__(
        self,
        forms: Iterable[tuple[str, Value, str]],
        rules: Sequence[Row],
        numbers: NumberReader,
        number_shapes: Iterable[Classes],
        language: str = "",
    ) -> None:
        self._signs = Signs()
        self._numbers = numbers
        self._phrases: dict[str, list[_Phrase]] = {}
        self._words = Memory(self._learn)
        self._known: set[str] = set()
        self._cutting = Cutting(language, fold, self._known.__contains__)
        self._cut: set[str] = set()
        named = {part.klass for row in rules for part in pattern_parts(row["pattern"])}
        literals = [(name, name[1:], name[1:]) for name in named if name.startswith("=")]
        shapes = [{}, LINE, MARK, CAPITAL, *number_shapes, *self._add_forms([*forms, *literals])]
        for shape in shapes:
            self._signs.of(shape)
            self._signs.of({_OPENS, *shape})
        self.rules = {row["rule"]: self._rule(row) for row in rules}
        self._beginning: dict[str, re.Pattern[str]] = {}
        opened: list[str] = []
        for sign in frozenset[str]().union(*(rule.opening for rule in self.rules.values())):
            rules_here = [rule for rule in self.rules.values() if sign in rule.opening]
            self._beginning[sign] = re.compile("|".join(f"(?P<{rule.name}>{rule.pattern})" for rule in rules_here))
            after = {rule.opening[sign] for rule in rules_here}
            opened.append(sign if "" in after else f"{sign}(?:{'|'.join(sorted(after))})")
        self._openings = re.compile("|".join(opened))

    def knows(self, word: str) -> bool:
        """Whether the vocabulary has a word, or a phrase that begins with it; a word before digits counts."""
        return fold(word) in self._known or bool(self._parts(word))

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> Tokens:
        """Return the tokens of `text` between `start` and `end`, phrases of the vocabulary as one."""
        starts, ends, names = raw_tokens(text, start, len(text) if end is None else end)
        words = self._words.of_each(names)
        if not self._cut.isdisjoint(names):
            starts, ends, words = self._in_parts(starts, ends, words)
        signs = "".join(map(_SIGN, words))
        tokens = Tokens(starts, ends, list(map(_CLASSES, words)), signs, self._signs)
        return tokens.merged(_phrases_in(words, tokens.where(_OPENING)))

    def matches(self, tokens: Tokens) -> list[Match]:
        """Return the matches over `tokens` from left to right, the first rule of the table where several hold."""
        signs = tokens.signs
        found: list[Match] = []
        done = 0
        for opening in self._openings.finditer(signs):
            first = opening.start()
            hit = self._beginning[opening[0]].match(signs, first) if first >= done else None
            if hit is not None and hit.end() > first:
                found.append(self._match(hit, tokens))
                done = hit.end()
        return found

    def _match(self, hit: re.Match[str], tokens: Tokens) -> Match:
        """The match of the rule whose pattern holds, with its slots filled."""
        rule = self.rules[hit.lastgroup or ""]
        places: dict[str, int] = {}
        values: dict[str, Value] = {}
        for group, (slot, klass) in rule.slots.items():
            place = hit.start(group)
            if place >= 0 and slot not in places:
                places[slot] = place
                values[slot] = tokens.classes[place][klass]
        return Match(rule, hit.start(), hit.end(), places, values)

    def _in_parts(
        self, starts: Sequence[int], ends: Sequence[int], words: Sequence[_Word]
    ) -> tuple[list[int], list[int], list[_Word]]:
        """The tokens with those that are written together of several as these."""
        new_starts: list[int] = []
        new_ends: list[int] = []
        new_words: list[_Word] = []
        done = 0
        for at in compress(count(), map(_PARTS, words)):
            first, parts = starts[at], words[at].parts
            new_starts += [*starts[done:at], *(first + start for start, _, _ in parts)]
            new_ends += [*ends[done:at], *(first + end for _, end, _ in parts)]
            new_words += [*words[done:at], *(self._words[part] for _, _, part in parts)]
            done = at + 1
        return [*new_starts, *starts[done:]], [*new_ends, *ends[done:]], [*new_words, *words[done:]]

    def _learn(self, word: str) -> _Word:
        """Return what a word means."""
        folded = fold(word)
        forms = [
            (phrase, classes)
            for phrase, form, classes in self._phrases.get(folded, ())
            if form == form.lower() or _same_case(form, word)
        ]
        alone = next((classes for phrase, classes in forms if len(phrase) == 1), None)
        classes = self._alone(word) if alone is None else alone
        longer: dict[str, list[tuple[tuple[str, ...], Classes]]] = {}
        for phrase, told in forms:
            if len(phrase) > 1:
                longer.setdefault(phrase[1], []).append((phrase, told))
        sign = self._signs.of({_OPENS, *classes} if longer else classes)
        known = _Word(classes, sign, folded, longer, self._parts(word))
        if known.parts:
            self._cut.add(word)
        return known

    def _alone(self, word: str) -> Classes:
        if any(char.isdigit() for char in word):
            return self._numbers(word)
        if word[0] == "\n":
            return LINE
        if not word[0].isalnum():
            return MARK
        return CAPITAL if word[0].isupper() else {}

    def _parts(self, word: str) -> Parts:
        """What a word is written together of; a word of the vocabulary before digits ("Mid-2018") is no designation."""
        counted = _DIGITS_BEFORE_WORD.fullmatch(word)
        if counted is not None and "identifier" in self._numbers(word):
            middle = counted.start("word")
            return ((0, middle, word[:middle]), (middle, len(word), word[middle:]))
        found = _WORD_BEFORE_DIGITS.match(word)
        if found is None:
            folded = fold(word)
            is_word = folded in self._known and not self._cutting.is_apart(word)
            return () if is_word or len(folded) != len(word) else self._cutting.parts(folded)
        if len(found[0]) < _SHORTEST_PREFIX or fold(found[0]) not in self._phrases:
            return ()
        middle = found.end()
        rest = zip(*cut_up(word, middle, len(word)), strict=True)
        return ((0, middle, word[:middle]), *rest)

    def _add_forms(self, forms: Sequence[tuple[str, Value, str]]) -> list[Classes]:
        """Keep the forms by their first words, and return the classes that they have."""
        phrases = [[fold(word) for word in cut_up(form, 0, len(form))[2]] for _, _, form in forms]
        self._known.update(phrase[0] for phrase in phrases)
        gathered: dict[tuple[tuple[str, ...], str], dict[str, Value]] = {}
        for (klass, value, form), words in zip(forms, phrases, strict=True):
            key = (tuple(self._all_parts(words)), form if form != form.lower() else fold(form))
            gathered.setdefault(key, {})[klass] = value
        for (phrase, form), classes in gathered.items():
            if not any(char.isalnum() for char in form):
                classes = {**classes, **MARK}
            if form != form.lower():  # a capital form means what its small form means as well
                classes = {**gathered.get((phrase, form.lower()), {}), **classes}
            self._phrases.setdefault(phrase[0], []).append((phrase, form, classes))
        for told in self._phrases.values():
            told.sort(key=lambda entry: (-len(entry[0]), entry[1] == entry[1].lower()))
        return [classes for phrases in self._phrases.values() for _, _, classes in phrases]

    def _all_parts(self, words: Iterable[str]) -> Iterator[str]:
        """The words of a form, cut as they are in texts."""
        for word in words:
            parts = () if word in self._known else self._cutting.parts(word)
            yield from [part for _, _, part in parts] or [word]

    def _rule(self, row: Row) -> Rule:
        parts: list[str] = []
        slots: dict[str, tuple[str, str]] = {}
        for part in pattern_parts(row["pattern"]):
            if part.sign:
                parts.append("(?:" if part.sign == "(" else part.sign)
            elif part.klass == STOP:
                parts.append(f"(?={self._any_of(STOP)})")
            elif part.ahead and not part.slot:
                parts.append(f"(?={self._any_of(part.klass)})")
            elif part.slot:
                group = f"{row['rule']}_{len(slots)}"
                slots[group] = (part.slot, part.klass)
                parts.append(f"(?{'=(?' * part.ahead}P<{group}>{self._any_of(part.klass)}){')' * part.ahead}")
            else:
                parts.append(self._any_of(part.klass))
        return Rule(row["rule"], row, "".join(parts), slots, self._opening(row["pattern"]))

    def _opening(self, pattern: str) -> dict[str, str]:
        """The signs that a match can begin with, each with a pattern for what must follow it."""
        found: dict[str, set[str]] = {}
        for klass, following in openings(pattern).items():
            after = [""] if following is None else [self._any_of(name) for name in following]
            for sign in self._signs.beginning({klass}):
                found.setdefault(sign, set()).update(after)
        return {sign: "" if "" in after else f"(?={'|'.join(sorted(after))})" for sign, after in found.items()}

    def _any_of(self, klass: str) -> str:
        if klass == STOP:
            return f"{self._any_of('mark')}|{self._any_of('line')}|$"
        return self._signs.with_any(frozenset({klass}))


def _phrases_in(words: Sequence[_Word], openings: Iterable[int]) -> Iterator[tuple[int, int, Classes]]:
    """The longest phrases of several words from left to right, with what each means."""
    done = 0
    for at in openings:
        if at < done or at + 1 == len(words):
            continue
        for phrase, classes in words[at].phrases.get(words[at + 1].folded, ()):
            stop = at + len(phrase)
            if tuple([word.folded for word in words[at:stop]]) == phrase:
                yield at, stop, classes
                done = stop
                break


def _same_case(form: str, word: str) -> bool:
    return word == word.upper() or form.startswith(word)
