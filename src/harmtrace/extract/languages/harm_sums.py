"""Totals that are told in their parts: "20 casualties: 8 dead and 12 wounded", "30 wounded, nine in intensive care"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from harmtrace.extract.harm_drafts import VICTIMS, HarmDraft
from harmtrace.extract.languages.gaps import PAUSES, Gaps
from harmtrace.extract.lexicon import Token

_DASHES = ("-", "–", "—", "(")
_LED = 10
"""So many words may stand between a total and the mark behind it: "casualties among the residents:"."""
_APART = 5
"""So many words may stand between the parts of a total: "seven in the first town and five in"."""
_FIGHTING = ("fighter", "soldier")
_SEVERE = "injured.severe"


def summed(gaps: Gaps, wholes: Sequence[HarmDraft]) -> list[HarmDraft]:
    """The harms with those that are parts of a total before them said to be so, in the same order.

    Behind a colon parts are no more than their total; behind another mark, or "they are", they are parts where they
    make it up. A total of dead and wounded says of nobody that he was one or the other.
    """
    found = list(wholes)
    at = 0
    while at < len(found):
        parts = _parts_behind(gaps, found, at)
        for place in parts:
            found[place] = _part_of(found[place], found[at], at)
        if {found[place].harm.partition(".")[0] for place in parts} == {"killed", "injured"}:
            found[at] = replace(found[at], harm=VICTIMS)
        at += len(parts) + 1
    return found


def _part_of(part: HarmDraft, whole: HarmDraft, at: int) -> HarmDraft:
    status = whole.status if part.status == "unstated" and whole.status != "mixed" else part.status
    return replace(part, parent=at, status=status, rule="part")


def _parts_behind(gaps: Gaps, harms: Sequence[HarmDraft], at: int) -> range:
    """The places of the harms that are parts of the one at a place; none where nothing says so."""
    none = range(0)
    whole, behind = harms[at], harms[at + 1 :]
    if not behind or whole.parent is not None or not whole.quantity.value:
        return none
    colon, opened = _opens(gaps.between(whole.end, behind[0].start))
    if not opened:
        return none
    last = 1 + next(
        (n for n, (one, two) in enumerate(pairwise(behind)) if not _joined(gaps, one, two)), len(behind) - 1
    )
    for count in range(last, 0, -1):
        parts = behind[:count]
        if any(_is_of_another_side(part, whole) for part in parts):
            continue
        if count > 1 and _total(parts) == whole.quantity.value:
            return range(at + 1, at + 1 + count)
        alike = all(part.harm == whole.harm or whole.harm == VICTIMS for part in parts)
        if colon and alike and 0 < _total(parts) <= whole.quantity.value:
            return range(at + 1, at + 1 + count)
    badly = behind[0].harm == _SEVERE and whole.harm == "injured" and 0 < _total(behind[:1]) <= whole.quantity.value
    return range(at + 1, at + 2) if badly else none


def _is_of_another_side(part: HarmDraft, whole: HarmDraft) -> bool:
    """ "Five soldiers, three civilians and two medics": whether people cannot be among the fighters before them."""
    return whole.status == "combatant" and (part.status == "civilian" or bool(set(part.who) - set(_FIGHTING)))


def _total(parts: Sequence[HarmDraft]) -> float:
    """The sum of parts, nothing where one has no number of its own."""
    values = [part.quantity.value for part in parts]
    return sum(value for value in values if value) if all(values) else 0


def _opens(tokens: Sequence[Token]) -> tuple[bool, bool]:
    """Whether a colon stands right before the first part, and whether that or another mark or "they are" does."""
    led = len(tokens)
    while led and "copula" in tokens[led - 1].classes:
        led -= 1
    if not led or led - 1 > _LED or any(not token.is_word for token in tokens[: led - 1]):
        return False, False
    mark = tokens[led - 1].text
    return mark == ":", mark == ":" or mark in PAUSES or mark in _DASHES


def _joined(gaps: Gaps, one: HarmDraft, two: HarmDraft) -> bool:
    """Whether one part follows another: only "and" or a comma before it, and few words."""
    tokens = gaps.between(one.end, two.start)
    if not tokens or len(tokens) > _APART or gaps.parts(tokens):
        return False
    return "conjunction" in tokens[-1].classes or tokens[-1].text in PAUSES
