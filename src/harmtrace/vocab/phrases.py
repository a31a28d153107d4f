"""From a text to classed tokens, and from a language's rule table to patterns over their classes.

A token is a word, a number, a punctuation mark or a line break. Its classes come from the
language's tables; each set of classes is written as one character, so that a rule such as
`day month year?` becomes a regular expression over a string with one character a token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from harmtrace.vocab.languages import Row

Value = str | int | float
Classes = Mapping[str, Value]
"""The classes of a token, each with what the token means in that class."""

_APOSTROPHES = "'’ʼ‘"
_FOLD = str.maketrans(dict.fromkeys("’ʼ‘`", "'") | dict.fromkeys("‐‑‒–—−", "-") | {"ـ": None})
_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\d)"  # an ISO date
    r"|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})(?!\d)"  # a date in numbers
    r"|\d+(?:[.,٫٬:\u00a0\u2009\u202f]\d+)*(?:[^\W\d_]\w*)?"  # a number with its separators and suffix
    r"|(?=[^\W\d_]*-?\d)[A-ZА-Я][^\W\d_]*-?\d+(?:[-.]?\w+)*"  # a designation: S-5, FAB-500, M5
    rf"|[^\W\d_]+(?:[{_APOSTROPHES}](?=[^\W\d_]{{2,}})[^\W\d_]+)?"  # a word; a clitic 's stays outside it
    r"|\n\s*|[^\w\s]|_"
)
_WORD_BEFORE_DIGITS = re.compile(r"[^\W\d_]+(?=[^\W_]*-?\d)")
_SHORTEST_PREFIX = 3
_FIRST_SIGN = 0xE000
STOP = "stop"
"""In a pattern: the match must be followed by a punctuation mark, a line break or the end."""
LINE: Classes = {"line": ""}
"""The classes of a line break."""
MARK: Classes = {"mark": ""}
"""The classes of a punctuation mark that has no other."""
CAPITAL: Classes = {"capital": ""}
"""The classes of a word with a capital that is not in the vocabulary: mostly a name."""
_PATTERN_PART = re.compile(r'"(?P<literal>[^"]+)"|(?P<name>[a-z_]+)(?:\.(?P<slot>[a-z_0-9]+))?|(?P<sign>[()|?*+])|\s+')


def fold(word: str) -> str:
    """Return a word in lower case with apostrophes and dashes made alike."""
    return word.lower().translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Token:
    """Words at `start:end` with what they may mean."""

    start: int
    end: int
    classes: Classes


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


def raw_tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans of the tokens between `start` and `end`."""
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield found.span()


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
        self._signs: dict[frozenset[str], str] = {frozenset(): chr(_FIRST_SIGN)}
        self._numbers = numbers
        self._phrases: dict[str, list[_Phrase]] = {}
        literals = [("=" + word, word, word) for row in rules for word in _literals(row["pattern"])]
        self._add_forms([*forms, *literals])
        for shape in (LINE, MARK, CAPITAL, *number_shapes):
            self._sign(shape)
        self.rules = {row["rule"]: self._rule(row) for row in rules}
        any_rule = "|".join(
            f"(?P<{rule.name}>{re.sub(r'[?]P<[a-z_0-9]+>', '?:', rule.pattern.pattern)})"
            for rule in self.rules.values()
        )
        self._any_rule = re.compile(any_rule)

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """Return the tokens of `text` between `start` and `end`, phrases of the vocabulary as one."""
        spans = [part for span in raw_tokens(text, start, end) for part in self._parts(text, *span)]
        words = [text[first:last] for first, last in spans]
        folded = [fold(word) for word in words]
        tokens: list[Token] = []
        at = 0
        while at < len(spans):
            length, classes = self._read(words, folded, at)
            tokens.append(Token(spans[at][0], spans[at + length - 1][1], classes))
            at += length
        return tokens

    def matches(self, tokens: Sequence[Token]) -> list[Match]:
        """Return the matches over `tokens` from left to right, the first rule of the table where several hold."""
        signs = "".join(self._sign(token.classes) for token in tokens)
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

    def _parts(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Split "Mid-2018" into its parts: what begins with a word of the vocabulary is no designation."""
        word = _WORD_BEFORE_DIGITS.match(text, start, end)
        if word is None or fold(word[0]) not in self._phrases or len(word[0]) < _SHORTEST_PREFIX:
            yield start, end
            return
        yield word.span()
        yield from raw_tokens(text, word.end(), end)

    def _read(self, words: Sequence[str], folded: Sequence[str], at: int) -> tuple[int, Classes]:
        if any(char.isdigit() for char in words[at]):
            return 1, self._numbers(words[at])
        if words[at][0] == "\n":
            return 1, LINE
        for phrase, form, classes in self._phrases.get(folded[at], ()):
            length = len(phrase)
            if tuple(folded[at : at + length]) == phrase and (form == form.lower() or _same_case(form, words[at])):
                return length, classes
        if not words[at][0].isalnum():
            return 1, MARK
        return 1, CAPITAL if words[at][0].isupper() else {}

    def _add_forms(self, forms: Sequence[tuple[str, Value, str]]) -> None:
        gathered: dict[tuple[tuple[str, ...], str], dict[str, Value]] = {}
        for klass, value, form in forms:
            phrase = tuple(fold(form[first:last]) for first, last in raw_tokens(form))
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
        for part in _PATTERN_PART.finditer(row["pattern"]):
            slot = part["slot"] or part["name"]
            if part["sign"]:
                parts.append("(?:" if part["sign"] == "(" else part["sign"])
            elif part["literal"]:
                parts.append(self._any_of("=" + part["literal"]))
            elif part["name"] == STOP:
                parts.append(f"(?={self._any_of('mark')}|{self._any_of('line')}|$)")
            elif slot:
                group = f"g{len(slots)}"
                slots[group] = (slot, part["name"])
                parts.append(f"(?P<{group}>{self._any_of(part['name'])})")
        return Rule(row["rule"], row, re.compile("".join(parts)), slots)

    def _any_of(self, klass: str) -> str:
        signs = [sign for names, sign in self._signs.items() if klass in names]
        return f"[{''.join(signs)}]" if signs else r"[^\s\S]"


def _literals(pattern: str) -> Iterator[str]:
    for part in _PATTERN_PART.finditer(pattern):
        if part["literal"]:
            yield part["literal"]


def _same_case(form: str, word: str) -> bool:
    return word == word.upper() or form.startswith(word)
