"""From figures to those that a later text says the toll rose from ("from 24 to 126") or takes back ("18, not 20")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from harmtrace.account.figures import Figure
from harmtrace.vocab.languages import language_forms, languages

_GROUPED = re.compile(r"(?<=\d)[,. '’](?=\d{3}\b)")


def leaves_after_rise(figures: Sequence[Figure]) -> frozenset[str]:
    """The claims whose figure a later one says has risen; that later text must itself give both numbers.

    An origin says so once: its relays, which come later, take no more figures back than it did.
    """
    telling: dict[tuple[str, str, int], list[Figure]] = {}
    for figure in figures:
        for old, new in _rises(figure.quote):
            if figure.range.low == new:
                telling.setdefault((figure.harm, figure.origin, old), []).append(figure)
    gone: set[str] = set()
    for (harm, _, old), told in telling.items():
        first = min(figure.published for figure in told)
        earlier = {f.claim_id for f in figures if (f.harm, f.range.low) == (harm, old) and f.published <= first}
        gone |= earlier - {figure.claim_id for figure in told}
    return frozenset(gone)


def taken_back(figures: Sequence[Figure]) -> frozenset[str]:
    """The claims of one origin whose figure it takes back later in so many words: "18, not 20".

    Relays that pass the earlier figure on leave with it, those of the day of the correction too.
    """
    return frozenset(
        earlier.claim_id
        for later in figures
        for old, new in _taken_back(later.quote)
        if later.range.low == new
        for earlier in figures
        if earlier.claim_id != later.claim_id
        and (earlier.harm, earlier.origin, earlier.range.low) == (later.harm, later.origin, old)
        and earlier.published[: len(later.published)] <= later.published
    )


def may_rise(figure: Figure) -> bool:
    """Whether the words of a figure say that a toll rose from another, or take one back."""
    return bool(_rises(figure.quote) or _taken_back(figure.quote))


@lru_cache(maxsize=100_000)
def _rises(quote: str) -> tuple[tuple[int, int], ...]:
    text = _GROUPED.sub("", quote)
    return tuple((int(m["old"]), int(m["new"])) for pattern in _patterns() for m in pattern.finditer(text))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    found = []
    for language in languages():
        forms = language_forms(language, "toll_rises")
        begin = "|".join(re.escape(form) for kind, _value, form in forms if kind == "rise")
        middle = "|".join(re.escape(form) for kind, _value, form in forms if kind == "to")
        if begin and middle:
            # At most three words may stand between the numbers ("from 24 people to 126").
            found.append(
                re.compile(rf"(?:{begin})\s+(?P<old>\d+)(?:\s+\w+){{0,3}}?\s+(?:{middle})\s+(?P<new>\d+)", re.I)
            )
    return tuple(found)


@lru_cache(maxsize=100_000)
def _taken_back(quote: str) -> tuple[tuple[int, int], ...]:
    text = _GROUPED.sub("", quote)
    return tuple((int(m["old"]), int(m["new"])) for pattern in _corrections() for m in pattern.finditer(text))


@cache
def _corrections() -> tuple[re.Pattern[str], ...]:
    found = []
    for language in languages():
        forms = "|".join(re.escape(f) for kind, _v, f in language_forms(language, "toll_rises") if kind == "taken_back")
        if forms:
            # At most three words may stand after the right number ("43 people were killed, not 39").
            found.append(re.compile(rf"(?<!\d)(?P<new>\d+)(?:\s+\w+){{0,3}}[,،]?\s+(?:{forms})\s+(?P<old>\d+)", re.I))
    return tuple(found)
