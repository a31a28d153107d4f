"""One draft for each event that a clause lists: by its days, its places and its tolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from harmtrace.extract.asides import Clause
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.harm_triggers import is_toll
from harmtrace.extract.reading import Reading
from harmtrace.model.where import Where


def by_date(reading: Reading, draft: EventDraft, piece: Clause) -> list[EventDraft]:
    """One draft for each of two coordinated dates: "on 3 May and on 17 May", "and again last week" (rule 16)."""
    dates = [
        date
        for date in reading.dates.within(piece.start, piece.end)
        if date.when is not None and date.kind != "present"
    ]
    for one, other in pairwise(dates):
        if one.when != draft.when:
            continue
        between = reading.folded[one.end : other.start].split()
        if between in (["and"], ["and", "on"], ["and", "in"]):
            first = replace(draft, attacks=None, harms=[], spans=list(draft.spans))
            return [first, replace(draft, attacks=None, when=other.when, spans=list(draft.spans))]
        if between[-3:-1] == ["and", "again"] or between[-2:] == ["and", "again"]:
            again = replace(draft, attacks=None, harms=[], when=other.when, spans=list(draft.spans))
            return [draft, again]
    return [draft]


def by_figure(reading: Reading, draft: EventDraft) -> list[EventDraft]:
    """One draft for each toll of the same harm: "39 were killed; he later raised the toll to 52"."""
    tops = [(index, harm) for index, harm in enumerate(draft.harms) if harm.parent is None]
    tolls = [index for index, harm in tops if is_toll(reading, harm)]
    apart = [
        index
        for index in tolls
        if any(
            other != index and harm.harm == draft.harms[index].harm and harm.quantity != draft.harms[index].quantity
            for other, harm in tops
        )
    ]
    if not apart:
        return [draft]
    rest = [index for index, _ in tops if index not in apart]
    return [_with_only(draft, [index]) for index in apart] + ([_with_only(draft, rest)] if rest else [])


def _with_only(draft: EventDraft, wholes: Sequence[int]) -> EventDraft:
    """The draft with these wholes and their parts."""
    kept = [index for index, harm in enumerate(draft.harms) if index in wholes or harm.parent in wholes]
    place = {index: position for position, index in enumerate(kept)}
    harms = [
        replace(
            draft.harms[i], parent=place.get(draft.harms[i].parent or 0) if draft.harms[i].parent is not None else None
        )
        for i in kept
    ]
    return replace(draft, harms=harms, spans=list(draft.spans), where=list(draft.where))


def by_place(draft: EventDraft) -> list[EventDraft]:
    """Split a list that gives each place its own figure: "five in Abdin, one in Halban and one in Sarjah"."""
    tops = [(index, harm) for index, harm in enumerate(draft.harms) if harm.parent is None]
    if len(tops) < 2 or len(draft.where) < 2:
        return [draft]
    own: list[list[Where]] = []
    for position, (_, harm) in enumerate(tops):
        limit = tops[position + 1][1].start if position + 1 < len(tops) else draft.spans[-1][1]
        own.append([place for place in draft.where if harm.end <= place.start < limit])
    if sum(1 for places in own if places) < 2 or not own[0]:
        return [draft]
    return _split(draft, tops, own)


def _split(draft: EventDraft, tops: Sequence[tuple[int, HarmDraft]], own: Sequence[list[Where]]) -> list[EventDraft]:
    result: list[EventDraft] = []
    for (index, harm), places in zip(tops, own, strict=True):
        parts = [replace(part, parent=0) for part in draft.harms if part.parent == index]
        if not places and result:
            result[-1].add_harms([harm, *parts])
            continue
        piece = replace(draft, where=list(places), harms=[harm, *parts], attacks=None, spans=list(draft.spans))
        result.append(piece)
    return result
