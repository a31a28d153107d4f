"""How claims of the product are matched with gold claims: one to one, best first, inside one document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

Plain = dict[str, Any]
Span = tuple[int, int]
Similarity = Callable[[Plain, Plain], float]
_LETTERS = str.maketrans("أإآٱىة", "اااايه")


def fold(name: str | None) -> str:
    """A name without marks, case and article."""
    plain = unicodedata.normalize("NFKD", (name or "").lower())
    plain = "".join(char for char in plain if not unicodedata.combining(char)).translate(_LETTERS)
    plain = re.sub(r"[^\w]+", " ", plain).strip()
    return re.sub(r"^(the|al|el|as|ash|ar|an|at|az) ", "", plain)


def span(value: Plain | None) -> Span | None:
    """The span of anything with `start` and `end`."""
    return (value["start"], value["end"]) if value and value.get("start") is not None else None


def over(one: Span | None, other: Span | None) -> bool:
    """Whether two spans share a character."""
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def union_share(one: Span | None, other: Span | None) -> float:
    """Intersection over union of two spans."""
    if one is None or other is None or not over(one, other):
        return 0.0
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (one[1] - one[0] + other[1] - other[0] - common)


def cover(one: Iterable[Span | None], other: Iterable[Span | None]) -> float:
    """Overlap of two lists of spans over the shorter one."""
    first = {at for found in one if found for at in range(*found)}
    second = {at for found in other if found for at in range(*found)}
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def evidence(claim: Plain) -> list[Span | None]:
    """The spans of a claim's evidence."""
    return [span(item) for item in claim.get("evidence") or []]


def bounds(quantity: Plain | None) -> tuple[float | None, ...]:
    """Value, low and high as floats."""
    return tuple(
        None if (quantity or {}).get(key) is None else float((quantity or {})[key]) for key in ("value", "low", "high")
    )


def name_fits(one: Plain, other: Plain) -> bool:
    """Whether two tellers are the same: by id, or one folded name within the other."""
    if one.get("actor_id") and one.get("actor_id") == other.get("actor_id"):
        return True
    left, right = fold(one.get("name")), fold(other.get("name"))
    if not left or not right:
        return False
    within = f" {left} " in f" {right} " or f" {right} " in f" {left} "
    return left == right or (min(len(left), len(right)) > 3 and within)


def match(found: Sequence[Plain], gold: Sequence[Plain], similarity: Similarity) -> list[tuple[int, int]]:
    """Greedy one-to-one matching by the highest similarity above 0."""
    scored = sorted(((similarity(p, g), -i, -j) for i, p in enumerate(found) for j, g in enumerate(gold)), reverse=True)
    used_found: set[int] = set()
    used_gold: set[int] = set()
    pairs = []
    for score, i, j in scored:
        if score <= 0:
            break
        if -i not in used_found and -j not in used_gold:
            used_found.add(-i)
            used_gold.add(-j)
            pairs.append((-i, -j))
    return pairs


def unique(items: Iterable[Plain], key: Callable[[Plain], Hashable]) -> list[Plain]:
    """The first item of each key."""
    kept: dict[Hashable, Plain] = {}
    for item in items:
        kept.setdefault(key(item), item)
    return list(kept.values())


def attach_words(value: Any, text: str) -> None:
    """Put back the quotations of gold files that hold offsets only."""
    if isinstance(value, dict):
        spanned = isinstance(value.get("start"), int) and isinstance(value.get("end"), int)
        if spanned and "quote" not in value and "text" not in value:
            value["text"] = value["quote"] = text[value["start"] : value["end"]]
        for part in value.values():
            attach_words(part, text)
    elif isinstance(value, list | tuple):
        for part in value:
            attach_words(part, text)
