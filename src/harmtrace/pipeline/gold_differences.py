"""Where found and gold claims differ: one row for each item that is wrong, spurious or missing, by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from harmtrace.pipeline.gold_match import Plain, Span, evidence, span

Kind = Literal["wrong", "spurious", "missing"]
_SHOWN = (
    "kind", "harm", "status", "subset_of", "scope", "modality", "event_types", "what", "label", "type", "weapon_id",
    "target_id", "actor_id", "role", "name", "level", "by",
)  # fmt: skip
"""The fields of an item that say what it is."""
_BOUNDS = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class Difference:
    """One item of `field` that the gold and the claims do not agree on; `start:end` is where to look."""

    document_id: str
    field: str
    kind: Kind
    start: int | None
    end: int | None
    gold: dict[str, Any] | None
    found: dict[str, Any] | None


def difference(document_id: str, field: str, gold: Plain | None, found: Plain | None) -> Difference:
    """The row for a gold item without its like, a found one without, or two that differ."""
    kind: Kind = "missing" if found is None else "spurious" if gold is None else "wrong"
    start, end = _place(gold or found or {}) or (None, None)
    return Difference(document_id, field, kind, start, end, _plain(gold), _plain(found))


def unmatched(items: Iterable[Plain], matched: Iterable[Plain]) -> list[Plain]:
    """The items (by identity) that are not among the matched ones."""
    known = {id(item) for item in matched}
    return [item for item in items if id(item) not in known]


def _place(item: Plain) -> Span | None:
    inner = next((item[key] for key in ("content", "action", "about", "quantity") if span(item.get(key))), None)
    return span(item) or span(inner) or next(iter(evidence(item)), None)


def _plain(item: Plain | None) -> dict[str, Any] | None:
    """What an item is, in its few words."""
    if item is None:
        return None
    shown = {key: item[key] for key in _SHOWN if item.get(key) not in (None, [])}
    quantity = item.get("quantity") or (item if "value" in item else None)
    if quantity is not None:
        shown["quantity"] = {key: quantity.get(key) for key in _BOUNDS}
    if item.get("when"):
        shown["when"] = [str(item["when"]["start"]), str(item["when"]["end"])]
    if item.get("speaker"):
        shown["speaker"] = item["speaker"].get("name")
    chain = (item.get("attribution") or {}).get("chain") or []
    if chain:
        shown["chain"] = [teller.get("name") for teller in chain]
    words = item.get("text") or (item.get("quantity") or {}).get("text")
    return {**shown, "text": words} if words else shown
