"""A harm before the claim is built, and the wholes and parts of a list of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from harmtrace.extract.spans import in_any
from harmtrace.model.claim import Status
from harmtrace.model.immutable import immutable
from harmtrace.model.quantity import Quantity

OF_THEM = "part of them"
"""The rule of a part of people who were told before, hurt or not: it counts by itself where they were not."""
BODILY = ("killed", "injured", "injured.severe", "killed_or_injured", "abducted")
"""The harms that befall people alone, and not their houses."""
VICTIMS = "killed_or_injured"
"""The harm of those of whom it is not told whether they lived."""
_WORSE = ("died_later", "injured.severe")
"""The harms of some of the injured that are figures of their own."""
_BY_NOUN = "count of harm noun"
EARLIER = -1
"""The parent of a part whose whole was told in an earlier sentence."""


_APART = 40
"""So many characters lie between the figure of a headline and the same one of the lead."""


@immutable(frozen=True, slots=True)
class HarmDraft:
    """A harm before the claim is built; `parent` is the index of its whole in the same list.

    `whole_harm` is the harm of the whole, where that differs ("three of the wounded died"), and
    `whole` the words for a whole without a number ("the dead").
    """

    harm: str
    quantity: Quantity
    status: Status
    who: tuple[str, ...]
    start: int
    end: int
    trigger: int
    rule: str
    parent: int | None = None
    whole_harm: str | None = None
    whole: Quantity | None = None


def exceeds(part: Quantity, whole: Quantity) -> bool:
    """Whether a part is larger than its whole can be, so that it must be a part of something else."""
    return part.value is not None and whole.high is not None and part.value > whole.high


def harms_within(
    harms: Sequence[HarmDraft], start: int, end: int, gaps: Sequence[tuple[int, int]] = ()
) -> list[HarmDraft]:
    """The harms that begin in `start:end` and in no gap, their parents' indexes counted anew."""
    kept = [index for index, harm in enumerate(harms) if start <= harm.start < end and not in_any(harm.start, gaps)]
    place = {index: position for position, index in enumerate(kept)}
    return [_below(harms[index], _place_of(harms[index].parent, place)) for index in kept]


def with_their_wholes(harms: Sequence[HarmDraft], told: Collection[str]) -> list[HarmDraft]:
    """The harms with a whole for each part whose whole this event does not number, wholes first.

    "Four children were among the dead" makes the dead a whole without a number. A part that names
    no whole is left out where the document tells of that harm elsewhere (`told`), and else counts by itself.
    """
    kept = [index for index, harm in enumerate(harms) if harm.parent != EARLIER or _stands(harm, told)]
    wholes: dict[str, HarmDraft] = {}
    for index in kept:
        words = _whole_of(harms[index])
        if words is not None:
            wholes.setdefault(_fate_of(harms[index]), _whole(harms[index], words))
    numbers = {fate: number for number, fate in enumerate(wholes)}
    place = {index: position + len(wholes) for position, index in enumerate(kept)}
    found = list(wholes.values())
    for index in kept:
        harm = harms[index]
        parent = place.get(_index(harm)) if _whole_of(harm) is None else numbers[_fate_of(harm)]
        found.append(_below(harm, parent))
    return found


def _below(harm: HarmDraft, parent: int | None) -> HarmDraft:
    """The harm as a part of this one."""
    return harm if harm.parent == parent else replace(harm, parent=parent)


def _index(harm: HarmDraft) -> int:
    """The index of the whole of a harm, none where it has no whole in the list."""
    return EARLIER if harm.parent is None else harm.parent


def _stands(harm: HarmDraft, told: Collection[str]) -> bool:
    """Whether a part counts, though the event does not number its whole."""
    if harm.rule == OF_THEM or (harm.harm in _WORSE and harm.quantity.value is not None):
        return True
    return harm.whole_harm == harm.harm and (_whole_of(harm) is not None or harm.harm not in told)


def _whole_of(harm: HarmDraft) -> Quantity | None:
    """The words for the whole of a numbered part, where no event before numbers it."""
    numbered = harm.parent == EARLIER and harm.quantity.value is not None
    told = harm.whole_harm == VICTIMS or harm.harm == "died_later"
    return harm.whole if numbered and not told else None


def _fate_of(part: HarmDraft) -> str:
    return part.whole_harm or part.harm


def _whole(part: HarmDraft, words: Quantity) -> HarmDraft:
    return HarmDraft(_fate_of(part), words, "unstated", (), words.start, words.end, part.trigger, "whole of parts")


def _place_of(parent: int | None, place: Mapping[int, int]) -> int | None:
    return parent if parent is None or parent == EARLIER else place.get(parent)


def is_of(whole: HarmDraft, fate: str) -> bool:
    """Whether a whole met with a fate; "victims" may be dead or hurt."""
    return whole.harm == fate or (fate == VICTIMS and whole.harm in ("killed", "injured"))


def is_repeated(one: HarmDraft, later: HarmDraft) -> bool:
    """Whether a later draft tells an earlier one again."""
    people = not (one.who and later.who) or bool(set(one.who) & set(later.who))
    same = people and one.harm == later.harm and one.quantity.value == later.quantity.value
    return same and (one.quantity.value or 0) > 1 and later.start - one.end > _APART


def told_apart(harms: list[HarmDraft]) -> list[HarmDraft]:
    """What casualties are beside those counted apart.

    In "6 casualties and over 40 injured" they are the dead; in "971 casualties: 146 killed and 825 injured" the whole.
    """
    at = next((at for at, harm in enumerate(harms) if harm.harm == VICTIMS and harm.rule == _BY_NOUN), None)
    if at is None:
        return harms
    apart = [harm for harm in harms if harm.parent is None and harm.harm != VICTIMS]
    if sum(harm.quantity.value or 0 for harm in apart) == harms[at].quantity.value:
        return [replace(harm, parent=at) if harm in apart else harm for harm in harms]
    if not any(harm.harm.startswith("injured") for harm in apart) or any(harm.harm == "killed" for harm in apart):
        return harms
    return [replace(harm, harm="killed") if harm.harm == VICTIMS and harm.rule == _BY_NOUN else harm for harm in harms]


def made_up_of(harms: Sequence[HarmDraft]) -> list[HarmDraft]:
    """ "28 civilians in the raid, 17 men, four women and seven children": groups that make up the number before them.

    Two groups or more that follow a number of the same harm, and together are exactly as many, are its parts.
    """
    found = list(harms)
    for at, whole in enumerate(found):
        if whole.parent is not None or not whole.quantity.value or whole.quantity.op != "eq":
            continue
        behind = [n for n in range(at + 1, len(found)) if found[n].harm == whole.harm and found[n].parent is None]
        groups: list[int] = []
        left = whole.quantity.value
        for n in behind:
            value = found[n].quantity.value
            if not found[n].who or set(found[n].who) <= set(whole.who) or not value or value > left:
                break
            groups.append(n)
            left -= value
        if left == 0 and len(groups) > 1:
            for n in groups:
                status = whole.status if found[n].status == "unstated" else found[n].status
                found[n] = replace(found[n], parent=at, status=status)
    return found
