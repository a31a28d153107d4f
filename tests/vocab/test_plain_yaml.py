"""The plain part of YAML: what is read, and that the rest is refused by its line."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.vocab.plain_yaml import Node, PlainYamlError, read_plain_yaml


def plain(node: Node | None) -> Any:
    if node is None:
        return None
    if node.kind == "words":
        return node.value
    if node.kind == "list":
        return [plain(item) for item in cast("tuple[Node, ...]", node.value)]
    pairs = cast("tuple[tuple[Node, Node], ...]", node.value)
    return {key.value: plain(value) for key, value in pairs}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: 1.10\nb: no\n", {"a": "1.10", "b": "no"}),
        ("a: \"x # y\" # c\nb: 'it''s'\nc: it's #1\nd: a#b\n", {"a": "x # y", "b": "it's", "c": "it's", "d": "a#b"}),
        ("a:\n- b\n- c: 1\n  d: 2\n- - e\n  - f\n", {"a": ["b", {"c": "1", "d": "2"}, ["e", "f"]]}),
        ('a: [x, y , "z, w"]\nb: {c: 1, d: [2, 3]}\n', {"a": ["x", "y", "z, w"], "b": {"c": "1", "d": ["2", "3"]}}),
        ("a: long\n  words here\nb: x", {"a": "long words here", "b": "x"}),
        (
            "a: http://x.y/z?q=1#f\nb: {u: http://x.y/z, v: b c}",
            {"a": "http://x.y/z?q=1#f", "b": {"u": "http://x.y/z", "v": "b c"}},
        ),
        ("a: [\n  b, # first\n  c\n  ]\nd: e", {"a": ["b", "c"], "d": "e"}),
        ("a: >\n  one\n  two\nb: |\n  x\n  y\n", {"a": "one two", "b": "x\ny"}),
        ("# nothing\n\n", None),
        ("---\n- a\n\n# between\n- b: c\n", ["a", {"b": "c"}]),
        ('a: "\\u0645 \\"q\\""\nb: \'m\'\n', {"a": 'م "q"', "b": "m"}),
    ],
)
def test_what_people_write_is_read_as_it_stands(text: str, meant: Any) -> None:
    assert plain(read_plain_yaml(text)) == meant


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a: "b', 1),
        ("a: 'b'c", 1),
        ("a: &b c", 1),
        ("a: *b", 1),
        ("a: !!int 3", 1),
        ("a: [*b]", 1),
        ("a:\n\t- b", 2),
        ("a: 1\n b: 2", 2),
        ("a: b\n---\nc: d", 2),
        ("a: {b: c", 1),
        ("a: [b] c", 1),
        ("a: b\n%x: y", 2),
        ("a: \x07", 1),
        ("[a, b]: c", 1),
        ("[" * 20_000, 1),
        ("a: x: y", 1),
        ("a: - b", 1),
        ("a:\n    b: 1\n  c: 2", 3),
    ],
)
def test_what_is_not_plain_is_refused_by_its_line(text: str, line: int) -> None:
    with pytest.raises(PlainYamlError) as caught:
        read_plain_yaml(text)
    assert caught.value.line == line


WORDS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=12)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3)
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_written_comes_back(value: dict[str, Any]) -> None:
    assert plain(read_plain_yaml("\n".join(_block(value)))) == value
    flow = "\n".join(f"{key}: {_flow(one)}" for key, one in value.items())
    assert plain(read_plain_yaml(flow)) == value


def _block(value: Any) -> list[str]:
    if isinstance(value, str):
        return [json.dumps(value, ensure_ascii=False)]
    rows: list[str] = []
    named = value.items() if isinstance(value, dict) else [("-", one) for one in value]
    for key, one in named:
        head = key if key == "-" else f"{key}:"
        rows += [f"{head} {_block(one)[0]}"] if isinstance(one, str) else [head, *(f"  {row}" for row in _block(one))]
    return rows


def _flow(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"


@given(st.text(st.sampled_from("ab:-[]{}\"'#>|&*!? \n,"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(PlainYamlError):
        read_plain_yaml(text)
