"""From a slot of a claim and what stands there, in the contract form, to words: "Figure 1, number", "five"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from harmtrace.model.claim import ActorMention, Harm, TargetMention, WeaponMention
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.publish import wording
from harmtrace.publish.codes import code_words
from harmtrace.publish.tongue import N_, _, isolated, numeral, term

NAMES: Mapping[str, str] = {
    "modality": N_("How it is told"),
    "scope": N_("Scope"),
    "event_types": N_("What happened"),
    "harms": N_("Figure"),
    "attacks": N_("Number of attacks"),
    "when": N_("When"),
    "where": N_("Where"),
    "weapons": N_("Weapon"),
    "actors": N_("Actor"),
    "targets": N_("Hit"),
    "what": N_("What is counted"),
    "quantity": N_("Number"),
    "said_on": N_("Said on"),
    "label": N_("Label"),
    "type": N_("Kind of answer"),
}
"""The slots of claims that a person corrects, by the name of the field."""
WITHIN: Mapping[str, str] = {
    "quantity": N_("number"),
    "harm": N_("what was done"),
    "status": N_("status"),
    "who": N_("who they were"),
    "weapon_id": N_("what it is"),
    "target_id": N_("what it is"),
    "actor_id": N_("who it is"),
    "role": N_("part in it"),
    "certainty": N_("how surely"),
}
"""Slots inside an entry of a list."""


def slot_name(slot: str) -> str:
    """What a slot is called: "Figure 2, number"."""
    first, *rest = slot.split("/")
    name = _(NAMES.get(first, first))
    if rest and rest[0].isdigit():
        name = _("{name} {n}", name=name, n=numeral(str(int(rest[0]) + 1)))
    elif rest and rest[0] == "-":
        name = _("one more: {name}", name=name)
    inner = [_(WITHIN[part]) for part in rest[1:] if part in WITHIN]
    return _(", ").join([name, *inner])


def value_words(slot: str, value: Any) -> str:
    """What stands at a slot, in words; a value that has no other form is written as it is."""
    if value is None or value == [] or value == "":
        return _("nothing")
    named = [part for part in slot.split("/") if part != "-" and not part.isdigit()]
    made = _WORDS.get(named[-1]) if named else None
    if made is None:
        return isolated(str(value))
    try:
        return made(value)
    except (msgspec.ValidationError, TypeError, KeyError):
        return isolated(str(value))


def harm_words(harm: Harm) -> str:
    """A figure: "killed: 5 (“five”); civilians; Child"."""
    who = _(", ").join(term("who", one) for one in harm.who)
    parts = [wording.read_words(harm.quantity), wording.status_words(harm.status), who]
    told = _("; ").join(part for part in parts if part)
    return _("{name}: {value}", name=wording.harm_words(harm.harm), value=told)


def weapon_words(weapon: WeaponMention) -> str:
    """A weapon by its label."""
    return _certain(term("weapons", weapon.weapon_id), weapon.certainty)


def actor_words(actor: ActorMention) -> str:
    """An actor by its neutral label, with its part in the event."""
    named = _("{name} ({role})", name=wording.actor_words(actor.actor_id, actor.text), role=code_words(actor.role))
    return _certain(named, actor.certainty)


def target_words(target: TargetMention) -> str:
    """What was hit, by its label."""
    return term("targets", target.target_id)


def _certain(words: str, certainty: str) -> str:
    return words if certainty == "stated" else _("{words}, suspected", words=words)


def _of(kind: type, words: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda plain: words(plain if isinstance(plain, kind) else msgspec.convert(plain, kind))


def _labels(table: str) -> Callable[[Any], str]:
    return lambda ids: _(", ").join(term(table, one) for one in ids)


_quantity_words = _of(Quantity, wording.read_words)
_when_words = _of(When, wording.when_words)
_WORDS: Mapping[str, Callable[[Any], str]] = {
    "quantity": _quantity_words,
    "attacks": _quantity_words,
    "when": _when_words,
    "said_on": _when_words,
    "where": _of(Where, wording.place_words),
    "harms": _of(Harm, harm_words),
    "weapons": _of(WeaponMention, weapon_words),
    "actors": _of(ActorMention, actor_words),
    "targets": _of(TargetMention, target_words),
    "harm": lambda harm: wording.harm_words(harm),
    "status": lambda status: wording.status_words(status),
    "who": _labels("who"),
    "event_types": lambda types: wording.type_words(types),
    "weapon_id": lambda row: term("weapons", row),
    "target_id": lambda row: term("targets", row),
    "actor_id": lambda row: term("actors_syria", row),
    "what": lambda row: term("situations", row),
    "label": lambda row: term("labels", row),
    "modality": code_words,
    "scope": code_words,
    "type": code_words,
    "role": code_words,
    "certainty": code_words,
}
