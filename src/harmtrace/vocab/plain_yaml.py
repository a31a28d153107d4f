"""From the plain part of YAML to its fields, lists and words, each with its line.

All words stay as they are written: "1.10", "no" and "2018-09-08" are no numbers, flags or dates. What lets a file mean
more than it shows (anchors, aliases, tags, several documents) is refused by its line.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

_REFUSED = {
    yaml.AnchorToken: "no part of the file is named (&) to be used again",
    yaml.AliasToken: "no other part of the file is used again (*): put words that begin so in quotation marks",
    yaml.TagToken: "no types are given (!): put words that begin so in quotation marks",
    yaml.DirectiveToken: "no directives (%) are given",
}
_IN_LINES = (">", "|")


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


def read_plain_yaml(text: str) -> Node | None:
    """Read a file; None where it holds nothing. Raises `PlainYamlError`."""
    try:
        for token in yaml.scan(text, Loader=yaml.BaseLoader):
            if (problem := _REFUSED.get(type(token))) is not None:
                raise PlainYamlError(problem, token.start_mark.line + 1)
        found = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise PlainYamlError(str(error.problem or error.context), mark.line + 1 if mark else 1) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise PlainYamlError("a character that no text has", line) from None
    except RecursionError:
        raise PlainYamlError("brackets in brackets, too many of them", 1) from None
    return None if found is None else _node(found)


def _node(found: yaml.Node) -> Node:
    line = found.start_mark.line + 1
    if isinstance(found, yaml.SequenceNode):
        return Node(line, tuple(map(_node, found.value)), "list")
    if isinstance(found, yaml.MappingNode):
        return Node(line, tuple((_key(key), _node(value)) for key, value in found.value), "fields")
    words = str(found.value)
    in_lines = isinstance(found, yaml.ScalarNode) and found.style in _IN_LINES
    return Node(line, words.rstrip("\n") if in_lines else words, "words")


def _key(found: yaml.Node) -> Node:
    key = _node(found)
    if key.kind != "words":
        raise PlainYamlError("the name of a field is a word", key.line)
    return key
