"""From the plain part of YAML to its fields, lists and words, each with its line.

What people write into settings is read: fields by indentation, lists, `[a, b]`, `{a: 1}`, quoted words, `>` and `|`,
comments. All words stay as they are written: "1.10", "no" and "2018-09-08" are no numbers, flags or dates. What makes
YAML a language of its own (anchors, aliases, tags, several documents, keys of several lines) is refused by its line,
so that nothing in a file can mean more than it shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

_KEY = re.compile(r"(?P<key>[A-Za-z0-9_][\w.-]*)\s*:(?=\s|$)\s*(?P<rest>.*)")
_QUOTED = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
_REFUSED = "&*!?|>%@`"
_FLOW = re.compile(rf"""\s*([\[\]{{}},]|:(?=\s)|{_QUOTED}|(?:[^\[\]{{}},:"'\s]|:(?=\S)|\s+(?=[^\s\[\]{{}},]))+)""")


class PlainYamlError(ValueError):
    """A line that cannot be read; `line` counts from 1."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


@dataclass(frozen=True, slots=True)
class Node:
    """Words, a list, or the fields of a mapping in their order (a field that stands twice is there twice)."""

    line: int
    value: str | tuple[Node, ...] | tuple[tuple[Node, Node], ...]
    kind: str
    """`words`, `list` or `fields`."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    text: str
    raw: str


def read_plain_yaml(text: str) -> Node | None:
    """Read a file; None where it holds nothing. Raises `PlainYamlError`."""
    lines = list(_lines(text))
    if not lines:
        return None
    reader = _Reader(lines)
    node = reader.block(lines[0].indent)
    if reader.at < len(lines):
        reader.refuse("this line is indented unlike those above it")
    return node


def _lines(text: str) -> Iterator[_Line]:
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        bare = raw.strip()
        if not bare or bare.startswith("#") or (bare == "---" and number == 1):
            continue
        indent = len(raw) - len(raw.lstrip())
        if "\t" in raw[:indent]:
            raise PlainYamlError("indent with spaces, not with tabs", number)
        if bare in ("---", "..."):
            raise PlainYamlError("one file holds one document", number)
        yield _Line(number, indent, bare, raw)


class _Reader:
    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines
        self.at = 0

    def refuse(self, problem: str, line: int | None = None) -> NoReturn:
        raise PlainYamlError(problem, line or self.lines[min(self.at, len(self.lines) - 1)].number)

    def block(self, indent: int) -> Node:
        """The list or the fields that begin at the present line."""
        first = self.lines[self.at]
        return self._list(indent) if _is_item(first.text) else self._fields(indent)

    def _list(self, indent: int) -> Node:
        line, items = self.lines[self.at].number, []
        while (here := self._here(indent)) is not None and _is_item(here.text):
            rest = here.text[1:].lstrip()
            inner = indent + len(here.text) - len(rest)
            if _KEY.fullmatch(rest) or _is_item(rest):
                # The fields of an item begin on its own line, as if it were indented to them.
                self.lines[self.at] = _Line(here.number, inner, rest, " " * inner + rest)
                items.append(self.block(inner))
            else:
                items.append(self._value(rest, here, indent))
        return Node(line, tuple(items), "list")

    def _fields(self, indent: int) -> Node:
        line, fields = self.lines[self.at].number, []
        while (here := self._here(indent)) is not None:
            found = _KEY.fullmatch(here.text)
            if found is None:
                self.refuse("a field is wanted here: “name: value”")
            key = Node(here.number, found["key"], "words")
            fields.append((key, self._value(found["rest"], here, indent)))
        return Node(line, tuple(fields), "fields")

    def _here(self, indent: int) -> _Line | None:
        line = self.lines[self.at] if self.at < len(self.lines) else None
        if line is not None and line.indent > indent:
            self.refuse("this line is indented unlike those above it")
        return line if line is not None and line.indent == indent else None

    def _value(self, rest: str, here: _Line, indent: int) -> Node:
        """What stands behind a name or a hyphen, there or on the lines below it that are indented further."""
        self.at += 1
        rest = _without_comment(rest, here.number)
        if re.fullmatch(r"[>|][+-]?", rest):
            return Node(here.number, self._folded(rest[0], indent), "words")
        if not rest:
            below = self.lines[self.at] if self.at < len(self.lines) else None
            if below is not None and (below.indent > indent or (below.indent == indent and _is_item(below.text))):
                return self.block(below.indent)
            return Node(here.number, "", "words")
        if rest[0] in "[{":
            return _Flow(self._joined(rest, indent), here.number).whole()
        if rest[0] in "\"'":
            return Node(here.number, _unquoted(rest, here.number), "words")
        if rest[0] in _REFUSED:
            self.refuse(f"{rest[0]!r} begins no plain words: put them in quotation marks", here.number)
        if _is_item(rest) or re.search(r":(\s|$)", rest):
            self.refuse("words with a colon or hyphen before a space are put in quotation marks", here.number)
        return Node(here.number, self._joined(rest, indent), "words")

    def _folded(self, sign: str, indent: int) -> str:
        taken: list[str] = []
        while self.at < len(self.lines) and self.lines[self.at].indent > indent:
            taken.append(self.lines[self.at].text)
            self.at += 1
        return (" " if sign == ">" else "\n").join(taken)

    def _joined(self, rest: str, indent: int) -> str:
        """Words or brackets that go on over lines indented further."""
        parts = [rest]
        while self.at < len(self.lines) and self.lines[self.at].indent > indent:
            line = self.lines[self.at]
            if rest[0] not in "[{" and (_KEY.fullmatch(line.text) or _is_item(line.text)):
                self.refuse("a value stands above already: nothing can be put below it")
            parts.append(_without_comment(line.text, line.number))
            self.at += 1
        return " ".join(parts)


class _Flow:
    """Lists and fields in brackets."""

    def __init__(self, text: str, line: int) -> None:
        self.line = line
        self.pieces = [match[1] for match in _FLOW.finditer(text)]
        if "".join(self.pieces).replace(" ", "") != text.replace(" ", ""):
            raise PlainYamlError("these brackets cannot be read", line)
        self.at = 0

    def whole(self) -> Node:
        node = self._node()
        if self.at != len(self.pieces):
            raise PlainYamlError("something stands behind the closing bracket", self.line)
        return node

    def _next(self) -> str:
        if self.at >= len(self.pieces):
            raise PlainYamlError("a bracket is not closed", self.line)
        self.at += 1
        return self.pieces[self.at - 1]

    def _node(self) -> Node:
        piece = self._next()
        if piece == "[":
            return Node(self.line, tuple(self._items("]")), "list")
        if piece == "{":
            return Node(self.line, tuple(self._pairs()), "fields")
        if piece in "]},:" or piece[0] in _REFUSED:
            raise PlainYamlError(f"{piece!r} is not wanted here", self.line)
        return Node(self.line, _unquoted(piece, self.line) if piece[0] in "\"'" else piece.strip(), "words")

    def _items(self, end: str) -> Iterator[Node]:
        while self._peek() != end:
            yield self._node()
            self._comma(end)
        self.at += 1

    def _pairs(self) -> Iterator[tuple[Node, Node]]:
        while self._peek() != "}":
            key = self._node()
            if key.kind != "words" or self._next() != ":":
                raise PlainYamlError("fields are wanted in these brackets: “{name: value}”", self.line)
            yield key, self._node()
            self._comma("}")
        self.at += 1

    def _peek(self) -> str:
        if self.at >= len(self.pieces):
            raise PlainYamlError("a bracket is not closed", self.line)
        return self.pieces[self.at]

    def _comma(self, end: str) -> None:
        if self._peek() == ",":
            self.at += 1
        elif self._peek() != end:
            raise PlainYamlError(f"a comma or {end!r} is missing", self.line)


def _is_item(text: str) -> bool:
    return text == "-" or text.startswith("- ")


def _without_comment(text: str, line: int) -> str:
    """A line up to its comment. A quotation mark opens at a beginning of words only: "it's" holds none."""
    quote = ""
    for at, letter in enumerate(text):
        before = text[at - 1] if at else " "
        if quote:
            closes = letter == quote and not (quote == '"' and _is_escaped(text, at))
            quote = "" if closes else quote
        elif letter in "\"'" and before in " [{,:'":
            quote = letter
        elif letter == "#" and before in " \t":
            return text[:at].strip()
    if quote:
        raise PlainYamlError("a quotation mark is not closed", line)
    return text.strip()


def _is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before a place."""
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


def _unquoted(text: str, line: int) -> str:
    if len(text) < 2 or text[0] != text[-1]:
        raise PlainYamlError("a quotation mark is not closed", line)
    if text[0] == "'":
        inner = text[1:-1]
        if "'" in inner.replace("''", ""):
            raise PlainYamlError("a quotation mark inside quotation marks is written twice", line)
        return inner.replace("''", "'")
    try:
        return str(json.loads(text))
    except ValueError:
        raise PlainYamlError("these quotation marks cannot be read", line) from None
