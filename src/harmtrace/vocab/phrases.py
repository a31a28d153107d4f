"""From a text to classed tokens, and from a language's rule table to patterns over their classes.

A token is a word, a number, a punctuation mark or a line break. Its classes come from the
language's tables; each set of classes is written as one character, so that a rule such as
`day month year?` becomes a regular expression over a string with one character a token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple, overload

from harmtrace.vocab.languages import Row
from harmtrace.vocab.patterns import STOP, opening_classes, pattern_parts

Value = str | int | float
Classes = Mapping[str, Value]
"""The classes of a token, each with what the token means in that class."""

_APOSTROPHES = "'’ʼ‘"
_FOLD = str.maketrans(dict.fromkeys("’ʼ‘`", "'") | dict.fromkeys("‐‑‒–—−", "-") | {"ـ": None})
_TOKEN = re.compile(
    r"[A-Za-z]+(?=[ .,\n])"  # most words, first because it is fast
    r"|[ \t]"  # and the spaces between them, so that the pieces are the whole text and tell where each stands
    r"|https?://\S+|www\.\S+"  # an address, whose numbers are none
    r"|\d{4}(?:-\d{2}-|/\d{2}/)\d{2}(?!\d)"  # an ISO date
    r"|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})(?!\d)"  # a date in numbers
    r"|\d+(?:[.,٫٬:\u00a0\u2009\u202f]\d+)*(?:[^\W\d_]\w*)?"  # a number with its separators and suffix
    r"|[A-ZА-Я][^\W\d_]*-?\d+(?:[-.]?\w+)*"  # a designation: S-5, FAB-500, M5
    rf"|[^\W\d_]+(?:[{_APOSTROPHES}](?=[^\W\d_]{{2,}})[^\W\d_]+)?"  # a word; a clitic 's stays outside it
    r"|\n\s*|[^\w\s]|_"
    r"|\s"
)
_WORD_BEFORE_DIGITS = re.compile(r"[^\W\d_]+(?=[^\W_]*-?\d)")
_SHORTEST_PREFIX = 3
_SPACES = frozenset(char for char in map(chr, range(0x3001)) if char.isspace()) - {"\n"}
_FIRST_SIGN = 0xE000
_PLAIN = chr(_FIRST_SIGN)
_PREFIX = attrgetter("prefix")
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
    """Words at `start:end` with what they may mean."""

    start: int
    end: int
    classes: Classes


class Meaning(NamedTuple):
    """What words may mean, and how the grammar writes it; a sign of "" is still to be asked for."""

    classes: Classes
    sign: str = ""


class Tokens(Sequence[Token]):
    """The tokens of a text as lists of equal length: most of them are never looked at one by one."""

    __slots__ = ("classes", "ends", "signs", "starts")

    def __init__(self, starts: list[int], ends: list[int], classes: list[Classes], signs: list[str]) -> None:
        self.starts, self.ends, self.classes, self.signs = starts, ends, classes, signs

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | Sequence[Token]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self.starts)))]
        return Token(self.starts[at], self.ends[at], self.classes[at])

    def where(self, names: frozenset[str]) -> list[int]:
        """The places of the tokens that have one of the classes."""
        return [place for place, classes in enumerate(self.classes) if classes and not names.isdisjoint(classes)]

    def merged(self, changes: Iterable[tuple[int, int, Meaning]]) -> Tokens:
        """The tokens with those from `first` to before `last` as one with another meaning, for each change in order."""
        starts: list[int] = []
        ends: list[int] = []
        classes: list[Classes] = []
        signs: list[str] = []
        done = 0
        for first, last, meaning in changes:
            starts += self.starts[done : first + 1]
            ends += self.ends[done:first]
            ends.append(self.ends[last - 1])
            classes += self.classes[done:first]
            classes.append(meaning.classes)
            signs += self.signs[done:first]
            signs.append(meaning.sign)
            done = last
        if not done:
            return self
        return Tokens(
            starts + self.starts[done:],
            ends + self.ends[done:],
            classes + self.classes[done:],
            signs + self.signs[done:],
        )


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
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Meaning]]] = {}
    prefix: int = 0
    """The length of a word that stands before digits in a token such as "Mid-2018"; else 0."""


@lru_cache(maxsize=4)
def raw_tokens(text: str, start: int, end: int) -> tuple[list[int], list[int], list[str]]:
    """Return where the tokens between `start` and `end` begin and end, and their words.

    Kept for the last few texts, since dates and quantities are read from the same.
    """
    pieces = _TOKEN.findall(text, start, end)
    edges = list(accumulate(map(len, pieces), initial=start))
    kept = [place for place, piece in enumerate(pieces) if piece not in _SPACES]
    return [edges[place] for place in kept], [edges[place + 1] for place in kept], [pieces[place] for place in kept]


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

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> Tokens:
        """Return the tokens of `text` between `start` and `end`, phrases of the vocabulary as one."""
        starts, ends, names = raw_tokens(text, start, len(text) if end is None else end)
        known = self._words.get
        words = [known(name) or self._learn(name) for name in names]
        if any(map(_PREFIX, words)):
            starts, ends, words = self._without_prefixes(starts, ends, names, words)
        tokens = Tokens(starts, ends, [word.classes for word in words], [word.sign for word in words])
        return tokens.merged(_phrases_in(words))

    def matches(self, tokens: Tokens) -> list[Match]:
        """Return the matches over `tokens` from left to right, the first rule of the table where several hold."""
        signs = "".join(
            [sign or self._sign(classes) for sign, classes in zip(tokens.signs, tokens.classes, strict=True)]
        )
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
                    values[slot] = tokens.classes[place][klass]
            found.append(Match(rule, hit.start(), hit.end(), places, values))
        return found

    def _without_prefixes(
        self, starts: Sequence[int], ends: Sequence[int], names: Sequence[str], words: Sequence[_Word]
    ) -> tuple[list[int], list[int], list[_Word]]:
        """The tokens with those that begin with a word before digits in two or more."""
        pieces: list[tuple[int, int, _Word]] = []
        for first, last, name, word in zip(starts, ends, names, words, strict=True):
            if not word.prefix:
                pieces.append((first, last, word))
                continue
            middle = word.prefix
            pieces.append((first, first + middle, self._learn(name[:middle])))
            rest = zip(*raw_tokens(name, middle, len(name)), strict=True)
            pieces += [(first + begin, first + end, self._learn(part)) for begin, end, part in rest]
        return [piece[0] for piece in pieces], [piece[1] for piece in pieces], [piece[2] for piece in pieces]

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
        longer: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, told in forms:
            if len(phrase) > 1:
                longer.setdefault(phrase[1], []).append((phrase, Meaning(told, self._sign(told))))
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
            phrase = tuple(fold(word) for word in raw_tokens(form, 0, len(form))[2])
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


def _phrases_in(words: Sequence[_Word]) -> Iterator[tuple[int, int, Meaning]]:
    """The longest phrases of several words from left to right, with what each means."""
    done = 0
    for at in [place for place, word in enumerate(words) if word.phrases]:
        if at < done or at + 1 == len(words):
            continue
        for phrase, meaning in words[at].phrases.get(words[at + 1].folded, ()):
            stop = at + len(phrase)
            if tuple([word.folded for word in words[at:stop]]) == phrase:
                yield at, stop, meaning
                done = stop
                break


def _same_case(form: str, word: str) -> bool:
    return word == word.upper() or form.startswith(word)
