"""One slot of a claim in its contract form, by its path: "harms/0/quantity", "when", "where/-" (one more)."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from harmtrace.errors import BadDecision
from harmtrace.model.claim import AnyClaim, to_plain

Plain = dict[str, Any]
FIXED = frozenset({"claim_id", "document_id", "kind", "language", "extractor", "confidence", "evidence", "review"})
"""What of a claim no person corrects: what it is, where its words stand, and how the machine came by it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A path in a claim. `item` is the whole entry of a list that it leads into, as it was when it was decided."""

    path: tuple[str, ...]

    @classmethod
    def of(cls, written: str) -> Slot:
        """Read a path. Raises `BadDecision` for one that leads nowhere a person may write."""
        path = tuple(part for part in written.split("/") if part)
        if not path or path[0] in FIXED:
            raise BadDecision(f"{written!r} is no slot that can be corrected")
        return cls(path)

    def __str__(self) -> str:
        return "/".join(self.path)

    @property
    def in_list(self) -> int | None:
        """The place in the path of the number of a list's entry, if it leads into one."""
        return next((at for at, part in enumerate(self.path) if part.isdigit()), None)


def plain_of(claim: AnyClaim) -> Plain:
    """The contract form of a claim as JSON has it, without what a review says beside it."""
    plain: Plain = msgspec.json.decode(msgspec.json.encode(to_plain(claim)))
    plain.pop("review", None)
    return plain


def value_at(plain: Plain, slot: Slot) -> Any:
    """What stands at a slot; None for one more entry. Raises `BadDecision` where the claim has no such slot."""
    here: Any = plain
    for part in slot.path:
        if part == "-" and isinstance(here, list):
            return None
        here = _inside(here, part, slot)
    return here


def item_at(plain: Plain, slot: Slot) -> Any:
    """The entry of the list that a slot leads into, or None."""
    at = slot.in_list
    return None if at is None else value_at(plain, Slot(slot.path[: at + 1]))


def with_value(plain: Plain, slot: Slot, value: Any) -> Plain:
    """The claim with another value at a slot. None takes an entry of a list out. Raises `BadDecision` as above."""
    changed = copy.deepcopy(plain)
    here: Any = changed
    for part in slot.path[:-1]:
        here = _inside(here, part, slot)
    last = slot.path[-1]
    if isinstance(here, list):
        _set_entry(here, last, value, slot)
    elif isinstance(here, dict) and last in here:
        here[last] = value
    else:
        raise BadDecision(f"the claim has no slot {str(slot)!r}")
    return changed


def found_again(plain: Plain, slot: Slot, item: Any, shift: int) -> Slot | None:
    """The slot in the claim as it is read now: the entry whose words share most with those of `item`.

    None where no entry shares any, or two share equally much. A path through no list is the same.
    """
    at = slot.in_list
    if at is None or item is None:
        return slot
    try:
        entries = value_at(plain, Slot(slot.path[:at]))
    except BadDecision:
        return None
    span = span_of(item)
    if span is None:
        same = [place for place, entry in enumerate(entries) if entry == item]
        return _entry(slot, at, same[0]) if len(same) == 1 else None
    moved = (span[0] + shift, span[1] + shift)
    shares = sorted(((_shared(moved, span_of(entry)), place) for place, entry in enumerate(entries)), reverse=True)
    if not shares or shares[0][0] <= 0 or (len(shares) > 1 and shares[0][0] == shares[1][0]):
        return _same_kind(entries, item, shares, slot, at)
    return _entry(slot, at, shares[0][1])


def span_of(value: Any) -> tuple[int, int] | None:
    """The span of an entry: its own, or that of its quantity."""
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
        return value["start"], value["end"]
    return span_of(value.get("quantity"))


def covers(outer: Slot, inner: Slot) -> bool:
    """Whether a decision on one slot also settles another: it is the same, or lies in it."""
    return inner.path[: len(outer.path)] == outer.path and "-" not in outer.path


def _same_kind(
    entries: Sequence[Any], item: Any, shares: Sequence[tuple[float, int]], slot: Slot, at: int
) -> Slot | None:
    """Of entries that share the same words ("killed and injured five"), the one that tells of the same harm."""
    if not shares or shares[0][0] <= 0:
        return None
    tied = [place for share, place in shares if share == shares[0][0]]
    same = [place for place in tied if _kind(entries[place]) == _kind(item)]
    return _entry(slot, at, same[0]) if len(same) == 1 else None


def _kind(entry: Any) -> Any:
    names = ("harm", "weapon_id", "target_id", "actor_id", "name")
    return next((entry[name] for name in names if isinstance(entry, dict) and name in entry), None)


def _entry(slot: Slot, at: int, place: int) -> Slot:
    return Slot((*slot.path[:at], str(place), *slot.path[at + 1 :]))


def _shared(ours: tuple[int, int], theirs: tuple[int, int] | None) -> float:
    if theirs is None:
        return 0.0
    common = min(ours[1], theirs[1]) - max(ours[0], theirs[0])
    return common / (max(ours[1], theirs[1]) - min(ours[0], theirs[0])) if common > 0 else 0.0


def _inside(here: Any, part: str, slot: Slot) -> Any:
    if isinstance(here, dict) and part in here:
        return here[part]
    if isinstance(here, list) and part.isdigit() and int(part) < len(here):
        return here[int(part)]
    raise BadDecision(f"the claim has no slot {str(slot)!r}")


def _set_entry(entries: list[Any], last: str, value: Any, slot: Slot) -> None:
    if last == "-":
        entries.append(value)
    elif not last.isdigit() or int(last) >= len(entries):
        raise BadDecision(f"the claim has no slot {str(slot)!r}")
    elif value is None:
        _take_out(entries, int(last))
    else:
        entries[int(last)] = value


def _take_out(entries: list[Any], place: int) -> None:
    """Take an entry out; parts of it become parts of nothing, parts of later ones follow these."""
    del entries[place]
    for entry in entries:
        if isinstance(entry, dict) and entry.get("subset_of") is not None:
            given = entry["subset_of"]
            wholes = [given] if isinstance(given, int) else list(given)
            left = [whole - (whole > place) for whole in wholes if whole != place]
            entry["subset_of"] = (left[0] if isinstance(given, int) else left) if left else None
