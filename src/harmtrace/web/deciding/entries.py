"""From a claim to what it says, entry by entry: each with its slot, its words and what the machine read there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from harmtrace.model.claim import AnyClaim
from harmtrace.publish.tongue import _, isolated, quoted
from harmtrace.web.deciding.slot_words import NAMES, slot_name, value_words

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a claim says: a value, or an entry of one of its lists."""

    slot: str
    name: str
    words: str
    value: Any
    spans: tuple[Span, ...] = ()
    machine: tuple[tuple[str, str], ...] = ()
    """The slots in it that a person changed, by name, and what the machine read there."""


def entries_of(claim: AnyClaim) -> tuple[Entry, ...]:
    """Everything that a claim says and a person may correct, in the order in which it is read."""
    found = []
    for field in NAMES:
        value: Any = getattr(claim, field, None)
        listed = isinstance(value, tuple) and field != "event_types"
        rows = [(f"{field}/{at}", one) for at, one in enumerate(value)] if listed else [(field, value)]
        several = listed and len(rows) > 1
        for slot, one in rows:
            if one is not None and one != ():
                name = slot_name(slot) if several else _(NAMES[field])
                found.append(Entry(slot, name, value_words(slot, one), one, span_of(one), _machine(claim, slot)))
    return tuple(found)


def taken_out(claim: AnyClaim) -> tuple[str, ...]:
    """What the machine read and a person took out, in words."""
    corrections = claim.review.corrections if claim.review else ()
    return tuple(value_words(one.slot, one.machine) for one in corrections if one.person is None)


def said_of(claim: AnyClaim) -> tuple[tuple[str, str], ...]:
    """What a claim says besides, in which a person corrects nothing: speakers, what was said or asked for."""
    found = []
    for field, name in (("speaker", _("Speaker")), ("by", _("By"))):
        speaker = getattr(claim, field, None)
        if speaker is not None:
            found.append((name, isolated(getattr(speaker, "name", speaker))))
    if (asked := getattr(claim, "to", None)) is not None:
        found.append((_("To"), _(", ").join(map(isolated, asked))))
    for field, name in (("content", _("What is said")), ("about", _("Of what")), ("action", _("What is asked for"))):
        stretch = getattr(claim, field, None)
        if stretch is not None:
            found.append((name, quoted(claim.source.content[stretch.start : stretch.end])))
    return tuple(found)


def span_of(value: Any) -> tuple[Span, ...]:
    """Where the words of a value stand: its own, or those of its number."""
    edges = (("start", "end"), ("start_char", "end_char"))
    for first, last in edges:
        start, end = getattr(value, first, None), getattr(value, last, None)
        if isinstance(start, int) and isinstance(end, int):
            return ((start, end),)
    quantity = getattr(value, "quantity", None)
    return ((quantity.start, quantity.end),) if quantity is not None else ()


def _machine(claim: AnyClaim, slot: str) -> tuple[tuple[str, str], ...]:
    corrections = claim.review.corrections if claim.review else ()
    return tuple(
        (slot_name(one.slot), value_words(one.slot, one.machine))
        for one in corrections
        if one.person is not None
        if one.slot == slot or one.slot.startswith(f"{slot}/")
    )
