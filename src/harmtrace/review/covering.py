"""A document and a claim with words covered and positions moved to the public grid; spans stay where they were."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from harmtrace.model.claim import AnyClaim, claim_from_plain, to_plain
from harmtrace.model.document import Document
from harmtrace.model.where import Where
from harmtrace.places.public import public_point
from harmtrace.review.masking import Mask

_EDGES = (("start", "end", "text"), ("start", "end", "quote"), ("start_char", "end_char", "text"))
_KEPT = frozenset({"claim_id", "document_id", "kind", "capture", "language"})
"""What of a claim is no word of a text. (Documents whose id holds a covered name are gone as a whole.)"""


@dataclass(frozen=True, slots=True)
class Cover:
    """What is covered of one thing: its words, and where `coarse` its exact positions."""

    mask: Mask
    coarse: bool = False

    def __bool__(self) -> bool:
        return bool(self.mask) or self.coarse


def covered_document(document: Document, cover: Cover, without_media: bool) -> Document:
    """The document with its words covered; `without_media`, also without what tells where its file came from."""
    mask = cover.mask
    lines = (document.title, document.publisher, document.author, document.url, document.source_line, document.notice)
    told = [document.text, *filter(None, lines), *strings_in(dict(document.extra))]
    hit = bool(mask) and any(map(mask.hits, told))
    if hit:
        document = replace(
            document,
            text=mask.text(document.text),
            title=_text(mask, document.title),
            publisher=_text(mask, document.publisher),
            author=_text(mask, document.author),
            url=None if document.url and mask.hits(document.url) else document.url,
            source_line=_text(mask, document.source_line),
            notice=_text(mask, document.notice),
            extra=mask.plain(dict(document.extra)),
        )
    return replace(document, url=None, author=None, extra={}) if without_media else document


def covered_claim(claim: AnyClaim, document: Document, cover: Cover) -> AnyClaim:
    """The claim as its covered document tells it; the same object where nothing of it is covered."""
    changed = claim.source.content != document.text
    if not changed and not cover.coarse and _is_clean(claim, document.text, cover.mask):
        return claim
    plain = to_plain(claim)
    kept = {key: plain[key] for key in _KEPT if key in plain}
    return claim_from_plain({**_covered(plain, document.text, cover), **kept}, document.source())


def _is_clean(claim: AnyClaim, text: str, mask: Mask) -> bool:
    """Whether nothing of a claim is covered whose text is not: only its words from elsewhere are looked at."""
    key = (claim.claim_id, *(claim.review.decisions if claim.review is not None else ()))
    if mask and key not in mask.clean:
        if any(mask.hits(one) for one in _pieces_of(to_plain(claim)) if one not in text):
            return False
        mask.clean.add(key)
    return True


def _pieces_of(plain: dict[str, Any]) -> Collection[str]:
    """The strings of a claim, each once, with what stands between them; by far the quickest way to all of them."""
    encoded = msgspec.json.encode(plain).decode()
    return strings_in(plain) if "\\" in encoded else set(encoded.split('"'))


def strings_in(value: Any) -> list[str]:
    """Every string of a plain value, keys included."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [one for pair in value.items() for part in pair for one in strings_in(part)]
    return [one for part in value for one in strings_in(part)] if isinstance(value, list | tuple) else []


def covered_places(places: tuple[Where, ...], cover: Cover) -> tuple[Where, ...]:
    """Places of an incident: without those that a covered name is of, and coarse where that is asked for."""
    if not cover:
        return places
    return tuple(msgspec.convert(_covered(msgspec.to_builtins(where), None, cover), Where) for where in places)


def _covered(value: Any, text: str | None, cover: Cover) -> Any:
    """A plain value with its words covered; `text` is the covered text that its spans are of, where it is known."""
    if isinstance(value, str):
        return cover.mask.text(value)
    if isinstance(value, list | tuple):
        return [_covered(one, text, cover) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: _covered(one, text, cover) for key, one in value.items()}
    if text is not None:
        found |= _respelt(found, text)
    if "place_id" in found and "admin" in found:
        hidden = any(found[key] != value[key] for key in ("text", "name", "admin", "modifier"))
        return _without_place(found) if hidden else _coarse(found) if cover.coarse else found
    if "actor_id" in found and any(found.get(key) != value.get(key) for key in ("text", "name")):
        found["actor_id"] = None
    return found


def _respelt(found: dict[str, Any], text: str) -> dict[str, Any]:
    """The words at the spans of a value as the covered text has them; a name that they gave is covered with them."""
    changed: dict[str, Any] = {}
    for start, end, words in _EDGES:
        if isinstance(found.get(start), int) and isinstance(found.get(words), str):
            now = text[found[start] : found[end]]
            if now != found[words]:
                changed[words] = now
    if changed or _covered_span(found, text):
        changed |= {"name": text[found["start"] : found["end"]]} if "name" in found else {}
    return changed


def _covered_span(found: dict[str, Any], text: str) -> bool:
    """Whether the words at the span of a teller or speaker are covered."""
    start, end = found.get("start"), found.get("end")
    return isinstance(start, int) and isinstance(end, int) and "\u2588" in text[start:end]


def _without_place(where: dict[str, Any]) -> dict[str, Any]:
    """A place whose name is covered: neither its id nor its position nor what holds it is told."""
    return {
        **where,
        **dict.fromkeys(("place_id", "lat", "lon", "radius_km", "level", "probability", "pack", "precision", "reason")),
        **{key: [] for key in ("admin", "alternatives", "candidates", "between")},
        "status": "not_in_gazetteer",
    }


def _coarse(where: dict[str, Any]) -> dict[str, Any]:
    """A place at the position that the public may see; areas and places without position stay as they are.

    The position is that of the cell of the grid, the same for every incident in it, in every version of the record.
    """
    if where["lat"] is None or where["level"] not in ("site", "neighbourhood", "settlement"):
        return where
    point = public_point(where["lat"], where["lon"])
    radius = max(where["radius_km"] or 0.0, point.radius_km)
    moved = {"lat": point.lat, "lon": point.lon, "radius_km": radius, "place_id": None, "pack": None}
    return {**where, **moved, "alternatives": [], "candidates": [], "probability": None, "between": []}


def _text(mask: Mask, text: str | None) -> str | None:
    return None if text is None else mask.text(text)
