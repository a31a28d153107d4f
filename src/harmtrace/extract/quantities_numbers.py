"""From tokens to numerals: runs of digits and number words become one token with one value.

The grammar is additive and multiplicative (two hundred and five thousand), with the words and
their values in the language's table of numbers. Beside what English has, a language may have `hundreds` and `scales`
that are one word (двести, ألفين), words that count without a number before them (`alone`: сто, ألف), and an `adder`
that joins every two parts of a number and may put the units before the tens (einundzwanzig, اثنين وعشرين).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmtrace.vocab.tokens import Classes, Token, Tokens

Number = int | float
_HUNDRED = 100
_GROUP = 3
_THOUSAND = 1000
NUMERAL_SHAPES = (("numeral",), ("numeral", "year"), ("numeral", "military"), ("numeral", "year", "military"),
                  ("numeral", "word"), ("numeral", "scaled_by"), ("numeral", "word", "scaled_by"),
                  ("numeral", "word", "after_noun"))  # fmt: skip
"""The sets of classes that a merged number may have."""


@dataclass(slots=True)
class _Sum:
    """A number being read: what is complete, the group below the next scale word, and the last word's class."""

    total: Number = 0
    group: Number | None = None
    scale: Number | None = None
    last: str = ""

    def take(self, klass: str, value: Number, *, added: bool = False, alone: bool = False) -> bool:
        """Add a number word if it may stand here; `added` after an adder, `alone` where it may count by itself."""
        if klass in ("unit", "teen", "ten"):
            return self._add(klass, value, added=added)
        if klass == "hundreds" or (klass == "hundred" and alone and self.last in ("", "scale")):
            return self._add_hundreds(value)
        if klass == "scales" or (klass == "scale" and alone and self.group is None):
            return self._add_scaled(value)
        if added:
            return False
        if klass == "hundred":
            return self._multiply_hundred(value)
        if klass == "group" and self.last in ("unit", "teen", "ten", "digits", "article"):
            self.group = (1 if self.group is None else self.group) * value
            self.last = "group"
            return True
        return klass == "scale" and self._scale(value)

    def _add(self, klass: str, value: Number, *, added: bool) -> bool:
        joins_ten = klass == "unit" and self.last == "ten" and not added
        joins_unit = klass == "ten" and self.last == "unit" and added
        if not (joins_ten or joins_unit or self.last in ("", "hundred", "scale")):
            return False
        self.group = (self.group or 0) + value
        self.last = klass
        return True

    def _add_hundreds(self, value: Number) -> bool:
        if self.last not in ("", "scale"):
            return False
        self.group, self.last = value, "hundred"
        return True

    def _add_scaled(self, value: Number) -> bool:
        """Add a word such as "two thousand" in Arabic, or "thousand" alone."""
        scale = _THOUSAND ** ((len(str(int(value))) - 1) // _GROUP)
        if self.last not in ("", "scale") or self.group is not None or (self.scale is not None and scale >= self.scale):
            return False
        self.total += value
        self.scale, self.last = scale, "scale"
        return True

    def _multiply_hundred(self, value: Number) -> bool:
        if self.last not in ("unit", "teen", "article", "digits") or not self.group or self.group >= _HUNDRED:
            return False
        self.group *= value
        self.last = "hundred"
        return True

    def _scale(self, value: Number) -> bool:
        if self.group is None or (self.scale is not None and value >= self.scale and self.last == "scale"):
            return False
        if self.scale is not None and value >= self.scale:
            return False
        self.total += self.group * value
        self.group, self.scale, self.last = None, value, "scale"
        return True

    @property
    def value(self) -> Number:
        """What was read, as a whole number where it is one."""
        value = self.total + (self.group or 0)
        return whole_or_rounded(float(value))


_WORDS = ("unit", "teen", "ten", "hundreds", "hundred", "group", "scales", "scale")
_MERE = frozenset({"article"})
_MULTIPLIED = ("hundred", "scale", "group")
"""The classes of number words that an article may stand before."""
_OPENERS = frozenset({"number", "scaled_number", "zero", "half", "article", *_WORDS})


def with_numerals(tokens: Tokens) -> Tokens:
    """Return the tokens with every number, in digits or words, as one token of class `numeral`."""
    return tokens.merged(_numerals(tokens))


def _numerals(tokens: Tokens) -> Iterator[tuple[int, int, Classes]]:
    done = 0
    for at in tokens.where(_OPENERS):
        if at < done or _is_mere_article(tokens, at):
            continue
        length, numeral = _numeral(tokens, at)
        if numeral is not None:
            done = at + length
            yield at, done, numeral.classes


def _is_mere_article(tokens: Tokens, at: int) -> bool:
    """Whether an article leads to no "hundred" or "dozen", as most do."""
    if not tokens.classes[at].keys() <= _MERE:
        return False
    return at + 1 == len(tokens.starts) or tokens.classes[at + 1].keys().isdisjoint(_MULTIPLIED)


def _numeral(tokens: Tokens, at: int) -> tuple[int, Token | None]:
    classes = tokens.classes[at]
    if "number" in classes:
        return _from_digits(tokens, at)
    if "scaled_number" in classes:
        value = whole_or_rounded(float(classes["scaled_number"]) * float(classes["multiplier"]))
        return 1, Token(tokens.starts[at], tokens.ends[at], {"numeral": value, "scaled_by": classes["multiplier"]})
    if "zero" in classes:
        return 1, Token(tokens.starts[at], tokens.ends[at], {"numeral": 0, "word": ""})
    return _from_words(tokens, at)


def _from_digits(tokens: Tokens, at: int) -> tuple[int, Token | None]:
    classes = tokens.classes[at]
    after = at + 1
    if after + 1 < len(tokens) and "dash" in tokens.classes[after] and "scale" in tokens.classes[after + 1]:
        after += 1
    if after < len(tokens) and "scale" in tokens.classes[after] and tokens.starts[after] - tokens.ends[after - 1] <= 1:
        scale = tokens.classes[after]["scale"]
        base = classes.get("decimal", classes["number"])
        value = whole_or_rounded(float(base) * float(scale))
        last, value = _and_rest(tokens, after + 1, value, _as_number(scale))
        return last - at, _token(tokens, at, last, {"numeral": value, "scaled_by": scale})
    end, spaced = _spaced_groups(tokens, at)
    if end > at + 1:
        return end - at, _token(tokens, at, end, {"numeral": spaced})
    if (half := _and_a_half(tokens, at + 1)) > at + 1:
        return _half_more(tokens, at, half, float(classes["number"]))
    number = {"numeral": classes["number"]}
    number |= {name: classes[name] for name in ("year", "military") if name in classes}
    return 1, _token(tokens, at, at + 1, number)


def _and_rest(tokens: Tokens, end: int, value: Number, scale: Number) -> tuple[int, Number]:
    """Read "and 500" or "and a half" after "12 thousand" in languages with an adder; return where it ends, the sum."""
    if end + 1 >= len(tokens) or "adder" not in tokens.classes[end]:
        return end, value
    more = tokens.classes[end + 1]
    if "half" in more:
        return _half_end(tokens, end, scale), whole_or_rounded(value + 0.5 * scale)
    rest = more.get("number")
    if rest is None or "scale" in _at(tokens, end + 2):
        return end, value
    glued = tokens.ends[end] == tokens.starts[end + 1]  # "41 ألفا و84 شهيدا": no noun parts the thousands from the rest
    least = 1 if glued else _HUNDRED
    return (end + 2, value + _as_number(rest)) if least <= _as_number(rest) < scale else (end, value)


def _half_end(tokens: Tokens, end: int, scale: Number) -> int:
    """Where "and a half" ends that begins at `end`, with the scale named once more ("مليون ونصف المليون")."""
    return end + 3 if _at(tokens, end + 2).get("scale") == scale else end + 2


def _at(tokens: Tokens, place: int) -> Classes:
    return tokens.classes[place] if place < len(tokens) else {}


def _from_words(tokens: Tokens, at: int) -> tuple[int, Token | None]:
    read = _Sum()
    here = _opening(tokens, at, read)
    end = here if read.last not in ("", "article") else at
    while here < len(tokens):
        step = _joined(tokens, here, read)
        if step is None:
            break
        classes = tokens.classes[step]
        klass = next((name for name in _WORDS if name in classes), None)
        added = step > here and "adder" in tokens.classes[here]
        if klass is None or not read.take(klass, _as_number(classes[klass]), added=added, alone="alone" in classes):
            break
        here = end = step + 1
    if end == at:
        return 1, None
    numeral: dict[str, str | Number] = {"numeral": read.value, "word": ""}
    if read.last == "scale" and read.scale and "half" in _at(tokens, end + 1) and "adder" in _at(tokens, end):
        value = whole_or_rounded(read.value + 0.5 * read.scale)
        end = _half_end(tokens, end, read.scale)
        return end - at, _token(tokens, at, end, {**numeral, "numeral": value, "scaled_by": read.scale})
    half = _and_a_half(tokens, end)
    if half > end and read.last in ("unit", "teen", "ten"):
        return _half_more(tokens, at, half, float(read.value))
    if read.last == "scale" and read.scale:
        more, value = _and_rest(tokens, end, read.value, read.scale)
        if more > end:
            return more - at, _token(tokens, at, more, {**numeral, "numeral": value})
        numeral["scaled_by"] = read.scale
    if end == at + 1 and "after_noun" in tokens.classes[at]:
        numeral["after_noun"] = ""
    return end - at, _token(tokens, at, end, numeral)


def _spaced_groups(tokens: Tokens, at: int) -> tuple[int, int]:
    """Read "15 000": digits in groups of three with single spaces between; return where it ends and its value."""
    first = tokens[at]
    value, end = int(first.classes["number"]), at + 1
    if first.end - first.start > _GROUP or value < 1 or "decimal" in first.classes:
        return end, value
    while end < len(tokens) and _is_group(tokens[end]) and tokens.starts[end] - tokens.ends[end - 1] == 1:
        value = value * 1000 + int(_group_value(tokens[end]) or 0)
        end += 1
    return end, value


def _is_group(token: Token) -> bool:
    return token.end - token.start == _GROUP and _group_value(token) is not None and "decimal" not in token.classes


def _group_value(token: Token) -> str | Number | None:
    return token.classes.get("number", token.classes.get("padded"))


def _and_a_half(tokens: Tokens, end: int) -> int:
    """Return the end of "and a half" at `end`, or `end`."""
    if end + 2 < len(tokens) and all(
        klass in token.classes
        for klass, token in zip(("joiner", "article", "half"), tokens[end : end + 3], strict=True)
    ):
        return end + 3
    return end


def _half_more(tokens: Tokens, at: int, end: int, value: float) -> tuple[int, Token]:
    """Read "two and a half", and the scale word after it."""
    value += 0.5
    if end < len(tokens) and "scale" in tokens.classes[end]:
        scale = _as_number(tokens.classes[end]["scale"])
        return end + 1 - at, _token(
            tokens, at, end + 1, {"numeral": whole_or_rounded(value * scale), "scaled_by": scale}
        )
    return end - at, _token(tokens, at, end, {"numeral": value})


def _opening(tokens: Tokens, at: int, read: _Sum) -> int:
    """Read "a" before hundred, and "half a" before a scale or group; return where the number words go on."""
    first = tokens.classes[at]
    halved = "half" in first and at + 2 < len(tokens) and "article" in tokens.classes[at + 1]
    if halved and any(klass in tokens.classes[at + 2] for klass in _MULTIPLIED[1:]):
        read.group, read.last = 0.5, "article"
        return at + 2
    if "article" in first and at + 1 < len(tokens) and any(klass in tokens.classes[at + 1] for klass in _MULTIPLIED):
        read.group, read.last = 1, "article"
        return at + 1
    return at


def _joined(tokens: Tokens, here: int, read: _Sum) -> int | None:
    """Return the index of the next number word, over a hyphen or an "and" where one may stand."""
    classes = tokens.classes[here]
    if "dash" in classes and read.last in ("ten", "unit"):
        following = tokens.classes[here + 1] if here + 1 < len(tokens) else {}
        allowed = ("unit",) if read.last == "ten" else ("hundred", "scale")
        return here + 1 if any(klass in following for klass in allowed) else None
    if "adder" in classes:
        following = tokens.classes[here + 1] if here + 1 < len(tokens) else {}
        glued = tokens.ends[here] == tokens.starts[here + 1] if following else False  # "fünf und zwanzig" are two
        return here + 1 if glued and read.last and any(klass in following for klass in _WORDS) else None
    if "joiner" in classes:
        following = tokens.classes[here + 1] if here + 1 < len(tokens) else {}
        may_join = read.last in ("hundred", "scale") and any(klass in following for klass in ("unit", "teen", "ten"))
        return here + 1 if may_join else None
    return here


def _token(tokens: Tokens, first: int, last: int, classes: dict[str, str | int | float]) -> Token:
    return Token(tokens.starts[first], tokens.ends[last - 1], classes)


def _as_number(value: str | int | float) -> Number:
    return value if isinstance(value, int | float) else float(value)


def whole_or_rounded(value: float) -> Number:
    """Return a value as a whole number where it is one, else with six decimals."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
