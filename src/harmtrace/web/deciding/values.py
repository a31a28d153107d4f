"""From the fields of a form to values of slots, in the claim's contract form.

What a person left as it stood is no value given: then the words that were selected are read for it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from harmtrace.errors import BadDecision
from harmtrace.places.answering import answer_of
from harmtrace.places.areas import whole
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.publish.tongue import _
from harmtrace.web.deciding.fields import Field, fields_of, kind_of

Form = Mapping[str, Sequence[str]]
"""The fields of a form with all their values."""
Values = dict[str, Any]
"""Values by the narrower slot inside an entry; the empty one is the slot itself."""
NUMBER = ("op", "value", "high")
_DIGITS = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+")


def one(form: Form, name: str) -> str:
    """The value of a field, blank where it is not given."""
    values = form.get(name) or ("",)
    return values[-1].strip()


def filled(fields: Sequence[Field], form: Form) -> tuple[Field, ...]:
    """The fields as a person filled them in; those that the form has not stay as they are."""
    found = []
    for field in fields:
        given = form.get(field.name)
        value: Any = field.value
        if given is not None and field.kind == "choices":
            value = tuple(filter(None, given))
        elif given is not None:
            value = one(form, field.name)
        found.append(Field(field.name, field.label, field.kind, value, field.options))
    return tuple(found)


def values_given(slot: str, current: Any, form: Form, words: tuple[str, int, int], places: Gazetteer) -> Values:
    """The values that a person gave other than those that stand there. Raises `BadDecision` for what is none.

    `words` are the text and the span that the values rest on.
    """
    before = fields_of(slot, current)
    after = filled(before, form)
    changed = {new.name for old, new in zip(before, after, strict=True) if new.value != old.value}
    by_name = {field.name: field.value for field in after}
    return _BY_KIND[kind_of(slot)](changed, by_name, words, places)


def number_of(by_name: Mapping[str, Any]) -> dict[str, Any]:
    """The value and bounds of "at least 13" as fields give them, and no more than the words imply."""
    op = by_name["op"]
    if op == "between":
        least, most = _number(by_name["value"]), _number(by_name["high"])
        if least > most:
            raise BadDecision(_("{low} is more than {high}", low=least, high=most))
        return {"op": op, "value": None, "low": least, "high": most, "vague": None}
    if op == "vague":
        return {"op": op, "value": None, "low": None, "high": None, "vague": ""}
    number = _number(by_name["value"])
    low = number if op in ("eq", "ge", "gt") else None
    return {"op": op, "value": number, "low": low, "high": number if op in ("eq", "le", "lt") else None, "vague": None}


def _number(given: Any) -> int | float:
    digits = str(given).replace("٬", ",").replace("٫", ".")
    if not _DIGITS.fullmatch(digits):
        raise BadDecision(_("{words} is no number", words=repr(str(given))))
    value = float(digits.replace(",", ""))
    return int(value) if value.is_integer() else value


def _as_number(changed: set[str], by_name: Mapping[str, Any], words: tuple[str, int, int], _p: Gazetteer) -> Values:
    return {"": _with_vague(number_of(by_name), words)} if changed & set(NUMBER) else {}


def _as_harm(changed: set[str], by_name: Mapping[str, Any], words: tuple[str, int, int], places: Gazetteer) -> Values:
    number = _as_number(changed, by_name, words, places)
    found = {"quantity": number[""]} if number else {}
    return found | _as_named(changed - set(NUMBER), by_name, words, places)


def _as_named(changed: set[str], by_name: Mapping[str, Any], _w: tuple[str, int, int], _p: Gazetteer) -> Values:
    """Each field is a slot inside the entry; nothing chosen is nothing."""
    found = {name: list(by_name[name]) if isinstance(by_name[name], tuple) else by_name[name] for name in changed}
    return {name: None if value == "" else value for name, value in found.items()}


def _as_itself(changed: set[str], by_name: Mapping[str, Any], words: tuple[str, int, int], places: Gazetteer) -> Values:
    values = list(_as_named(changed, by_name, words, places).values())
    return {"": values[0]} if values else {}


def _as_when(changed: set[str], by_name: Mapping[str, Any], _w: tuple[str, int, int], _p: Gazetteer) -> Values:
    if not changed:
        return {}
    start = _day(by_name["from"])
    end = _day(by_name["to"]) if by_name["to"] else start
    if end < start:
        raise BadDecision(_("the period ends before it begins"))
    precision = "day" if start == end else "range"
    days = {"start": start.isoformat(), "end": end.isoformat()}
    return {"": {**days, "precision": precision, "basis": "explicit"}}


def _day(given: Any) -> datetime.date:
    try:
        return datetime.date.fromisoformat(str(given))
    except ValueError as wrong:
        raise BadDecision(_("{words} is no date; write it as 2018-09-07", words=repr(str(given)))) from wrong


def _as_where(changed: set[str], by_name: Mapping[str, Any], words: tuple[str, int, int], places: Gazetteer) -> Values:
    if not changed:
        return {}
    name = str(by_name["place"])
    found = places.lookup(name, every=True) if name else []
    if not found:
        raise BadDecision(_("no gazetteer pack has a place called {name}", name=repr(name)))
    if len(found) > 1:
        several = _("; ").join(
            f"{place.place_id} ({_(', ').join((place.name, *place.admin[::-1]))})" for place in found[:8]
        )
        raise BadDecision(_("{name} may be several places; give the id of one: {places}", name=name, places=several))
    text, start, end = words
    where = answer_of(text, (start, end), found[0], whole(found[0], places))
    return {"": msgspec.to_builtins(where)}


def _with_vague(number: dict[str, Any], words: tuple[str, int, int]) -> dict[str, Any]:
    """A number that is not said has the words that stand for it."""
    text, start, end = words
    return number | {"vague": text[start:end]} if number["op"] == "vague" else number


_BY_KIND: Mapping[str, Callable[[set[str], Mapping[str, Any], tuple[str, int, int], Gazetteer], Values]] = {
    "harms": _as_harm,
    "quantity": _as_number,
    "attacks": _as_number,
    "when": _as_when,
    "said_on": _as_when,
    "where": _as_where,
    "weapons": _as_named,
    "actors": _as_named,
    "targets": _as_named,
    "event_types": _as_itself,
    "modality": _as_itself,
    "scope": _as_itself,
    "type": _as_itself,
    "what": _as_itself,
    "label": _as_itself,
}
