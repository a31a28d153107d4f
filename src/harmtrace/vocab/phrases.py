"""From a text to classed tokens, and from a language's rule table to patterns over their classes.

A token is a word, a number, a punctuation mark or a line break. Its classes come from the
language's tables; each set of classes is written as one character, so that a rule such as
`day month year?` becomes a regular expression over a string with one character a token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from harmtrace.vocab.languages import Row
from harmtrace.vocab.patterns import STOP, opening_classes, pattern_parts

Value = str | int | float
Classes = Mapping[str, Value]
"""The classes of a token, each with what the token means in that class."""

_APOSTROPHES = "'’ʼ‘"
_FOLD = str.maketrans(dict.fromkeys("’ʼ‘`", "'") | dict.fromkeys("‐‑‒–—−", "-") | {"ـ": None})
_TOKEN = re.compile(
    r"[A-Za-z]+(?=[ .,\n])"  # most words, first because it is fast
    r"|"
    r"https?://\S+|www\.\S+"  # an address, whose numbers are none
    r"|\d{4}([-/])\d{2}\1\d{2}(?!\d)"  # an ISO date
    r"|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})(?!\d)"  # a date in numbers
    r"|\d+(?:[.,٫٬:\u00a0\u2009\u202f]\d+)*(?:[^\W\d_]\w*)?"  # a number with its separators and suffix
    r"|[A-ZА-Я][^\W\d_]*-?\d+(?:[-.]?\w+)*"  # a designation: S-5, FAB-500, M5
    rf"|[^\W\d_]+(?:[{_APOSTROPHES}](?=[^\W\d_]{{2,}})[^\W\d_]+)?"  # a word; a clitic 's stays outside it
    r"|\n\s*|[^\w\s]|_"
)
_WORD_BEFORE_DIGITS = re.compile(r"[^\W\d_]+(?=[^\W_]*-?\d)")
_SHORTEST_PREFIX = 3
_FIRST_SIGN = 0xE000
_PLAIN = chr(_FIRST_SIGN)
LINE: Classes = {"line": ""}
"""The classes of a line break."""
MARK: Classes = {"mark": ""}
"""The classes of a punctuation mark that has no other."""
CAPITAL: Classes = {"capital": ""}
"""The classes of a word with a capital that is not in the vocabulary: mostly a name."""


def fold(word: str) -> str:
    """Return a word in lower case with apostrophes and dashes made alike."""
    return word.lower().translate(_FOLD)


class Token(NamedTuple):
    """Words at `start:end` with what they may mean; `sign` is how the grammar writes their classes."""

    start: int
    end: int
    classes: Classes
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a rule table: its name, its pattern over class signs, and the slot and class of each group."""

    name: str
    row: Row
    pattern: re.Pattern[str]
    slots: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds from token `first` to before token `last`, with the place and the value of each slot."""

    rule: Rule
    first: int
    last: int
    places: Mapping[str, int]
    values: Mapping[str, Value]


NumberReader = Callable[[str], Classes]
_Phrase = tuple[tuple[str, ...], str, Classes]
_KNOWN_WORDS = 20_000
"""So many different words are kept with their reading; then the memory starts afresh."""


class _Word(NamedTuple):
    """What a word means by itself, and the phrases that begin with it by their second word, the longest first."""

    folded: str
    classes: Classes
    sign: str
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Classes, str]]] = {}
    prefix: int = 0
    """The length of a word that stands before digits in a token such as "Mid-2018"; else 0."""


@lru_cache(maxsize=4)
def raw_tokens(text: str, start: int, end: int) -> Sequence[tuple[int, int, str]]:
    """Return the tokens between `start` and `end`: where they stand, and their words.

    Kept for the last few texts, since dates and quantities are read from the same.
    """
    return [(*found.span(), found.group()) for found in _TOKEN.finditer(text, start, end)]


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
    ) -> None:
        self._signs: dict[frozenset[str], str] = {frozenset(): _PLAIN}
        self._numbers = numbers
        self._phrases: dict[str, list[_Phrase]] = {}
        self._words: dict[str, _Word] = {}
        named = {part.klass for row in rules for part in pattern_parts(row["pattern"])}
        literals = [(name, name[1:], name[1:]) for name in named if name.startswith("=")]
        self._add_forms([*forms, *literals])
        for shape in (LINE, MARK, CAPITAL, *number_shapes):
            self._sign(shape)
        self.rules = {row["rule"]: self._rule(row) for row in rules}
        any_rule = "|".join(
            f"(?P<{rule.name}>{re.sub(r'[?]P<[a-z_0-9]+>', '?:', rule.pattern.pattern)})"
            for rule in self.rules.values()
        )
        self._any_rule = re.compile(f"(?=[{self._opening_signs(rules)}])(?:{any_rule})")

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """Return the tokens of `text` between `start` and `end`, phrases of the vocabulary as one."""
        pieces = self._pieces(raw_tokens(text, start, len(text) if end is None else end))
        tokens: list[Token] = []
        at, count = 0, len(pieces)
        while at < count:
            first, last, word = pieces[at]
            at += 1
            classes, sign = word.classes, word.sign
            if word.phrases and at < count:
                for phrase, meaning, meaning_sign in word.phrases.get(pieces[at][2].folded, ()):
                    stop = at - 1 + len(phrase)
                    if tuple([piece[2].folded for piece in pieces[at - 1 : stop]]) == phrase:
                        classes, sign, last, at = meaning, meaning_sign, pieces[stop - 1][1], stop
                        break
            tokens.append(Token(first, last, classes, sign))
        return tokens

    def matches(self, tokens: Sequence[Token]) -> list[Match]:
        """Return the matches over `tokens` from left to right, the first rule of the table where several hold."""
        signs = "".join([token.sign or self._sign(token.classes) for token in tokens])
        found: list[Match] = []
        for hit in self._any_rule.finditer(signs):
            rule = self.rules[hit.lastgroup or ""]
            exact = rule.pattern.match(signs, hit.start())
            if exact is None or hit.start() == hit.end():
                continue
            places: dict[str, int] = {}
            values: dict[str, Value] = {}
            for group, (slot, klass) in rule.slots.items():
                place = exact.start(group)
                if place >= 0 and slot not in places:
                    places[slot] = place
                    values[slot] = tokens[place].classes[klass]
            found.append(Match(rule, hit.start(), hit.end(), places, values))
        return found

    def _pieces(self, raw: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, _Word]]:
        pieces: list[tuple[int, int, _Word]] = []
        known = self._words.get
        for first, last, name in raw:
            word = known(name) or self._learn(name)
            if word.prefix:
                middle = word.prefix
                parts = [(0, middle, name[:middle]), *raw_tokens(name, middle, len(name))]
                pieces += [(first + begin, first + end, self._learn(part)) for begin, end, part in parts]
            else:
                pieces.append((first, last, word))
        return pieces

    def _learn(self, word: str) -> _Word:
        """Return what a word means, and keep it."""
        folded = fold(word)
        forms = [
            (phrase, classes)
            for phrase, form, classes in self._phrases.get(folded, ())
            if form == form.lower() or _same_case(form, word)
        ]
        alone = next((classes for phrase, classes in forms if len(phrase) == 1), None)
        classes = self._alone(word) if alone is None else alone
        longer: dict[str, list[tuple[tuple[str, ...], Classes, str]]] = {}
        for phrase, meaning in forms:
            if len(phrase) > 1:
                longer.setdefault(phrase[1], []).append((phrase, meaning, self._sign(meaning)))
        if len(self._words) >= _KNOWN_WORDS:
            self._words.clear()
        known = self._words[word] = _Word(folded, classes, self._sign(classes), longer, self._prefix(word))
        return known

    def _alone(self, word: str) -> Classes:
        if any(char.isdigit() for char in word):
            return self._numbers(word)
        if word[0] == "\n":
            return LINE
        if not word[0].isalnum():
            return MARK
        return CAPITAL if word[0].isupper() else {}

    def _prefix(self, word: str) -> int:
        """Return the length of a vocabulary word before digits: "Mid-2018" is no designation."""
        found = _WORD_BEFORE_DIGITS.match(word)
        is_prefix = found and len(found[0]) >= _SHORTEST_PREFIX and fold(found[0]) in self._phrases
        return found.end() if found and is_prefix else 0

    def _opening_signs(self, rules: Sequence[Row]) -> str:
        """Return the signs at which a match can begin: looking there only is what makes this fast."""
        opening = {name for row in rules for name in opening_classes(row["pattern"])}
        return "".join(sign for names, sign in self._signs.items() if names & opening)

    def _add_forms(self, forms: Sequence[tuple[str, Value, str]]) -> None:
        gathered: dict[tuple[tuple[str, ...], str], dict[str, Value]] = {}
        for klass, value, form in forms:
            phrase = tuple(fold(word) for _, _, word in raw_tokens(form, 0, len(form)))
            key = (phrase, form if form != form.lower() else form.lower())
            gathered.setdefault(key, {})[klass] = value
        for (phrase, form), classes in gathered.items():
            if not any(char.isalnum() for char in form):
                classes = {**classes, **MARK}
            if form != form.lower():  # a capital form means what its small form means as well
                classes = {**gathered.get((phrase, form.lower()), {}), **classes}
            self._sign(classes)
            self._phrases.setdefault(phrase[0], []).append((phrase, form, classes))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda entry: (-len(entry[0]), entry[1] == entry[1].lower()))

    def _sign(self, classes: Classes) -> str:
        names = frozenset(classes)
        sign = self._signs.get(names)
        if sign is None:
            sign = self._signs[names] = chr(_FIRST_SIGN + len(self._signs))
        return sign

    def _rule(self, row: Row) -> Rule:
        parts: list[str] = []
        slots: dict[str, tuple[str, str]] = {}
        for part in pattern_parts(row["pattern"]):
            if part.sign:
                parts.append("(?:" if part.sign == "(" else part.sign)
            elif part.klass == STOP:
                parts.append(f"(?={self._any_of('mark')}|{self._any_of('line')}|$)")
            elif part.slot:
                group = f"g{len(slots)}"
                slots[group] = (part.slot, part.klass)
                parts.append(f"(?P<{group}>{self._any_of(part.klass)})")
            else:
                parts.append(self._any_of(part.klass))
        return Rule(row["rule"], row, re.compile("".join(parts)), slots)

    def _any_of(self, klass: str) -> str:
        signs = [sign for names, sign in self._signs.items() if klass in names]
        return f"[{''.join(signs)}]" if signs else r"[^\s\S]"


def _same_case(form: str, word: str) -> bool:
    return word == word.upper() or form.startswith(word)
