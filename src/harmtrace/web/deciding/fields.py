"""From a slot of a claim to the fields in which a person writes its value, and back to the value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from harmtrace.model.attribution import Modality
from harmtrace.model.claim import ActorRole, Certainty, ResponseType, Scope, Status
from harmtrace.publish import wording
from harmtrace.publish.codes import code_words
from harmtrace.publish.tongue import N_, _, sort_key, term
from harmtrace.vocab.tables import by_id

FieldKind = Literal["number", "date", "text", "choice", "choices"]
Options = tuple[tuple[str, str], ...]
OPERATORS: Mapping[str, str] = {
    "eq": N_("exactly"),
    "ge": N_("at least"),
    "gt": N_("more than"),
    "le": N_("at most"),
    "lt": N_("fewer than"),
    "approx": N_("about"),
    "between": N_("between"),
    "vague": N_("no number is said"),
}
_PLAIN = {
    "eq": lambda n: (n, n, n),
    "ge": lambda n: (n, n, None),
    "gt": lambda n: (n, n, None),
    "le": lambda n: (n, None, n),
    "lt": lambda n: (n, None, n),
    "approx": lambda n: (n, None, None),
}
"""What value, low and high are of "at least 13", by its operator; as the words imply and no further."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `value` is what stands there now: a string, or the ids that are chosen."""

    name: str
    label: str
    kind: FieldKind
    value: str | tuple[str, ...]
    options: Options = ()


def fields_of(slot: str, value: Any) -> tuple[Field, ...]:
    """The fields for the value of a slot; `value` is None where nothing stands there yet."""
    made = _FIELDS.get(kind_of(slot))
    return made(value) if made is not None else ()


def kind_of(slot: str) -> str:
    """The name of the last part of a slot that is no number of an entry."""
    return [part for part in slot.split("/") if part != "-" and not part.isdigit()][-1]


def _number(value: Any) -> tuple[Field, ...]:
    op = value.op if value else "eq"
    first = (value.low if op == "between" else value.value) if value else None
    options = tuple((key, _(words)) for key, words in OPERATORS.items())
    return (
        Field("op", _("How it is said"), "choice", op, options),
        Field("value", _("Number"), "number", _digits(first)),
        Field("high", _("and (where it is between two)"), "number", _digits(value.high if op == "between" else None)),
    )


def _harm(value: Any) -> tuple[Field, ...]:
    who = value.who if value else ()
    return (
        *_number(value.quantity if value else None),
        Field("harm", _("What was done"), "choice", value.harm if value else "killed", harms()),
        Field("status", _("Status"), "choice", value.status if value else "unstated", statuses()),
        Field("who", _("Who they were"), "choices", tuple(who), labels("who")),
    )


def _when(value: Any) -> tuple[Field, ...]:
    return (
        Field("from", _("From"), "date", value.start.isoformat() if value else ""),
        Field("to", _("To"), "date", value.end.isoformat() if value else ""),
    )


def _where(value: Any) -> tuple[Field, ...]:
    return (Field("place", _("Name of the place, or its id"), "text", value.name if value else ""),)


def _weapon(value: Any) -> tuple[Field, ...]:
    return (
        Field("weapon_id", _("Weapon"), "choice", value.weapon_id if value else "", labels("weapons")),
        _certainty(value),
    )


def _actor(value: Any) -> tuple[Field, ...]:
    unknown = (("", _("not identified")),)
    return (
        Field(
            "actor_id", _("Actor"), "choice", (value.actor_id or "") if value else "", unknown + labels("actors_syria")
        ),
        Field("role", _("Part in it"), "choice", value.role if value else "alleged_perpetrator", codes(ActorRole)),
        _certainty(value),
    )


def _target(value: Any) -> tuple[Field, ...]:
    return (Field("target_id", _("Hit"), "choice", value.target_id if value else "", labels("targets")),)


def _certainty(value: Any) -> Field:
    return Field("certainty", _("How surely"), "choice", value.certainty if value else "stated", codes(Certainty))


def _types(value: Any) -> tuple[Field, ...]:
    return (Field("event_types", _("What happened"), "choices", tuple(value or ()), labels("event_types")),)


def codes(kind: Any) -> Options:
    """The codes of a type of the model, in words."""
    return tuple((code, code_words(code)) for code in get_args(kind))


def labels(table: str) -> Options:
    """The rows of a vocabulary table by their labels."""
    return tuple(sorted(((row, term(table, row)) for row in by_id(table)), key=lambda row: sort_key(row[1])))


def harms() -> Options:
    """The harms in words, as figures name them."""
    return tuple((row, wording.harm_words(row)) for row in by_id("harms"))


def statuses() -> Options:
    """The status columns of a figure in words."""
    return tuple((status, wording.status_words(status)) for status in get_args(Status))


def _coded(name: str, label: str, kind: Any) -> Any:
    return lambda value: (Field(name, _(label), "choice", value or "", codes(kind)),)


def _tabled(name: str, label: str, table: str) -> Any:
    return lambda value: (Field(name, _(label), "choice", value or "", labels(table)),)


_FIELDS: Mapping[str, Any] = {
    "harms": _harm,
    "quantity": _number,
    "attacks": _number,
    "when": _when,
    "said_on": _when,
    "where": _where,
    "weapons": _weapon,
    "actors": _actor,
    "targets": _target,
    "event_types": _types,
    "modality": _coded("modality", N_("How it is told"), Modality),
    "scope": _coded("scope", N_("Scope"), Scope),
    "type": _coded("type", N_("Kind of answer"), ResponseType),
    "what": _tabled("what", N_("What is counted"), "situations"),
    "label": _tabled("label", N_("Label"), "labels"),
}


def _digits(number: float | None) -> str:
    return "" if number is None else f"{number:g}" if isinstance(number, float) and number < 1e6 else str(number)
