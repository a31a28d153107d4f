"""From words that a person selects to the value they give, by the grammars that the machine reads with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from harmtrace.extract.quantities import find_quantities
from harmtrace.model.document import Document
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places
from harmtrace.review.slots import Slot
from harmtrace.text.dates import find_dates

_AROUND = 60
"""So many characters before and after the words are read with them: "at least" may stand before a number."""
_COUNTS = frozenset({"count", "vague", "article"})
SlotType = Literal["quantity", "when", "where"]


def value_of(document: Document, written: str, start: int, end: int, gazetteer: Callable[[], Gazetteer]) -> Any:
    """The value that `text[start:end]` gives for a slot, in contract form; None where they give none, or several.

    Numbers keep the bounds that the words around them set: of "at least 13" the words "13" give no upper end. Raises
    `BadDecision` for what is no slot.
    """
    kind = type_of(Slot.of(written))
    if kind == "quantity":
        found: Any = _quantity(document, start, end)
    elif kind == "when":
        found = _when(document, start, end)
    elif kind == "where":
        [found] = read_places(document.text, document.language, gazetteer(), toponyms=[(start, end)], url=document.url)
    else:
        return None
    return msgspec.json.decode(msgspec.json.encode(found)) if found is not None else None


def type_of(slot: Slot) -> SlotType | None:
    """What a slot takes, if words can give it."""
    last = slot.path[-1]
    if last in ("quantity", "attacks"):
        return "quantity"
    if last in ("when", "said_on"):
        return "when"
    in_list = last == "-" or last.isdigit()
    return "where" if in_list and len(slot.path) == 2 and slot.path[0] in ("where", "origins") else None


def _quantity(document: Document, start: int, end: int) -> Any:
    for first, last in ((max(0, start - _AROUND), min(len(document.text), end + _AROUND)), (start, end)):
        mentions = find_quantities(document.text, document.language, first, last)
        found = [m for m in mentions if m.kind in _COUNTS and m.start < end and start < m.end]
        if len(found) == 1:
            return found[0].quantity
        if found:
            return None
    return None


def _when(document: Document, start: int, end: int) -> Any:
    for first, last in ((max(0, start - _AROUND), min(len(document.text), end + _AROUND)), (start, end)):
        dates = find_dates(document.text, document.language, document.told_on, first, last)
        found = [date for date in dates if date.when is not None and date.start < end and start < date.end]
        if len(found) == 1:
            return found[0].when
        if found:
            return None
    return None
