"""From the YAML of a grade policy to the policy; whatever is wrong is named with its line and field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn, cast, get_args

from harmtrace.errors import BadPolicy
from harmtrace.vocab.plain_yaml import Node, PlainYamlError, read_plain_yaml
from harmtrace.vocab.policies import FACTS, Condition, Counting, Fact, GradePolicy, GradeRule, Unnamed
from harmtrace.vocab.tables import rows

_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}
_LIMITS = ("at_least", "at_most", "more_than")


@dataclass(frozen=True, slots=True)
class _Field:
    """A part of the file: its path ("grades[2].when"), its file, and what stands there."""

    path: str
    file: str
    node: Node

    def refuse(self, problem: str) -> NoReturn:
        line = self.node.line
        raise BadPolicy(f"{self.path or 'the file'}: {problem}", where=f"{self.file}, line {line}")

    def fields(self, known: Iterable[str], needed: Iterable[str] = ()) -> Mapping[str, _Field]:
        """The fields of a mapping. Each must be known and stand once."""
        if self.node.kind != "fields":
            self.refuse("fields with values are wanted here, each as “name: value”")
        found: dict[str, _Field] = {}
        for key, value in cast("tuple[tuple[Node, Node], ...]", self.node.value):
            name = str(key.value)
            own = _Field(f"{self.path}.{name}".lstrip("."), self.file, value)
            if name not in known:
                _Field(own.path, self.file, key).refuse(f"no such field; there are {', '.join(known)}")
            if name in found:
                _Field(own.path, self.file, key).refuse("the field stands twice")
            found[name] = own
        for name in needed:
            if name not in found:
                self.refuse(f"the field {name!r} is missing")
        return found

    def items(self) -> list[_Field]:
        """The items of a list."""
        if self.node.kind != "list":
            self.refuse("a list is wanted here")
        items = cast("tuple[Node, ...]", self.node.value)
        return [_Field(f"{self.path}[{i}]", self.file, node) for i, node in enumerate(items, 1)]

    def words(self) -> str:
        """A value as it is written: "1.10" stays so."""
        if self.node.kind != "words" or not str(self.node.value).strip():
            self.refuse("words are wanted here")
        return " ".join(str(self.node.value).split())

    def name(self) -> str:
        """A short name in small letters."""
        words = self.words()
        if not _NAME.fullmatch(words):
            self.refuse(f"{words!r} is no name: small letters, digits, hyphens and dots, as in “our-policy”")
        return words

    def choice(self, known: Iterable[str]) -> str:
        """One of some words."""
        words = self.words()
        if words not in known:
            self.refuse(f"{words!r} is not known here; there are {', '.join(known)}")
        return words

    def flag(self) -> bool:
        """Yes or no."""
        return _FLAGS[self.choice(_FLAGS)]

    def number(self) -> float:
        """A number of 0 or more."""
        words = self.words()
        if not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", words):
            self.refuse(f"{words!r} is no number of 0 or more")
        return float(words)


def read_policy(text: str, file: str) -> GradePolicy:
    """Read a policy. Raises `BadPolicy` naming `file`, the line and the field."""
    try:
        node = read_plain_yaml(text)
    except PlainYamlError as error:
        raise BadPolicy(f"this YAML is not read: {error.problem}", where=f"{file}, line {error.line}") from None
    if node is None:
        raise BadPolicy("the file is empty", where=file)
    known = ("policy", "version", "title", "source", "count", "grades")
    top = _Field("", file, node).fields(known, ("policy", "version", "title", "grades"))
    count = _counting(top["count"]) if "count" in top else Counting()
    return GradePolicy(
        policy=top["policy"].name(),
        version=top["version"].words(),
        title=top["title"].words(),
        grades=_grades(top["grades"], count),
        source=top["source"].words() if "source" in top else "",
        count=count,
    )


def _counting(field: _Field) -> Counting:
    found = field.fields(("unnamed", "interested", "compilations", "preferred"))
    kinds = sorted({row["kind"] for row in rows("tellers")})
    return Counting(
        unnamed=cast("Unnamed", found["unnamed"].choice(get_args(Unnamed))) if "unnamed" in found else "one",
        interested=found["interested"].flag() if "interested" in found else True,
        compilations=found["compilations"].flag() if "compilations" in found else False,
        preferred=tuple(one.choice(kinds) for one in found["preferred"].items()) if "preferred" in found else (),
    )


def _grades(field: _Field, count: Counting) -> tuple[GradeRule, ...]:
    items = field.items()
    if not items:
        field.refuse("a policy has at least one grade")
    rules: list[GradeRule] = []
    for item in items:
        rule = _grade(item, count)
        if any(rule.grade == other.grade for other in rules):
            item.refuse(f"the grade {rule.grade!r} stands twice")
        rules.append(rule)
    return tuple(rules)


def _grade(field: _Field, count: Counting) -> GradeRule:
    known = ("grade", "label_en", "label_ar", "meaning", "decided_by", "when")
    found = field.fields(known, ("grade",))
    by_person = "decided_by" in found and bool(found["decided_by"].choice(("person",)))
    if by_person and "when" in found:
        found["when"].refuse("a grade that a person alone decides has no conditions")
    if not by_person and "when" not in found:
        field.refuse("the field 'when' is missing, or “decided_by: person” for a grade that is never proposed")
    name = found["grade"].name()
    return GradeRule(
        grade=name,
        label_en=found["label_en"].words() if "label_en" in found else name.capitalize(),
        label_ar=found["label_ar"].words() if "label_ar" in found else "",
        meaning=found["meaning"].words() if "meaning" in found else "",
        by_person=by_person,
        when=() if by_person else _conditions(found["when"], count),
    )


def _conditions(field: _Field, count: Counting) -> tuple[Condition, ...]:
    found = []
    for name, own in field.fields(tuple(FACTS)).items():
        if name.endswith("preferred") and not count.preferred:
            own.refuse("no kind of teller is preferred: list them under count.preferred")
        limits = own.fields(_LIMITS)
        if not limits:
            own.refuse(f"a limit is missing: {', '.join(_LIMITS)}")
        condition = Condition(cast("Fact", name), **{limit: value.number() for limit, value in limits.items()})
        if not condition.can_hold():
            own.refuse("no number is within these limits: the grade could never be proposed")
        found.append(condition)
    if not found:
        field.refuse(f"a condition is missing; there are {', '.join(get_args(Fact))}")
    return tuple(found)
