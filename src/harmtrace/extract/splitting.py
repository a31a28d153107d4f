"""One draft for each event that a clause lists: by its days, its places and its tolls."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from harmtrace.extract.asides import Clause
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.harm_triggers import is_toll
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.sameness import is_period, places_fit
from harmtrace.model.claim import TargetMention
from harmtrace.model.when import When
from harmtrace.model.where import AREA_LEVELS, Where
from harmtrace.text.dates import DateMention

_PEOPLE = "person."
"""What the ids of people begin with, who are no things."""
_OPENERS = ("article", "det", "determiner")
"""Classes of the words that a thing of its own begins with."""
_VERB_FORMS = ("ing", "ed")
_LEADING = 5
"""So many words lead from a part of a total to its place."""
_TWO = 2
_FROM = 16
"""So far, in characters, before a figure "from" may stand."""
_FORMER = 60
"""So far, in characters, before a figure the words may begin that call it an earlier one."""
_LIMITS = ("clause_end", "since_when", "agent")
"""Classes of the words that no list goes on over."""


def by_date(reading: Reading, draft: EventDraft, piece: Clause) -> list[EventDraft]:
    """One draft for each of two coordinated dates: "on 3 May and on 17 May", "and again last week" (rule 16)."""
    dates = [
        date
        for date in reading.dates.within(piece.start, piece.end)
        if date.when is not None and date.kind != "present"
    ]
    if len(dates) > 1 and (dated := _dated_figures(draft, dates)):
        return dated
    for one, other in pairwise(dates):
        if draft.when not in (one.when, other.when):
            continue
        between = reading.folded[one.end : other.start].split()
        if between in (["and"], ["and", "on"], ["and", "in"]):
            if draft.tops() and one.when and other.when and _run_on(one.when, other.when):
                both = replace(one.when, end=other.when.end, precision="range")
                return [replace(draft, when=both)]  # "27 people in 2011 and 2012": one figure of both years
            first = replace(draft, when=one.when, attacks=None, harms=[], spans=list(draft.spans))
            return [first, replace(draft, attacks=None, when=other.when, spans=list(draft.spans))]
        if between[-3:-1] == ["and", "again"] or between[-2:] == ["and", "again"]:
            if draft.when != one.when:
                continue
            again = replace(draft, attacks=None, harms=[], when=other.when, spans=list(draft.spans))
            return [draft, again]
    return [draft]


def _run_on(one: When, other: When) -> bool:
    """Whether one figure is of both dates: two years, or two days that follow each other."""
    return one.start < one.end or (other.start - one.end).days == 1


def _dated_figures(draft: EventDraft, dates: Sequence[DateMention]) -> list[EventDraft]:
    """ "killed 12 people on Friday and nine on Saturday": a draft for each figure with its day, if two have one."""
    wholes = [(index, harm) for index, harm in enumerate(draft.harms) if harm.parent is None]
    if len(wholes) < 2 or len(draft.where) > 1:
        return []
    limits = [*(harm.start for _, harm in wholes[1:]), draft.spans[-1][1]]
    groups: list[tuple[list[int], DateMention | None]] = []
    for (index, harm), limit in zip(wholes, limits, strict=True):
        own = next((date for date in dates if harm.end <= date.start < limit), None)
        if groups and (groups[-1][1] is None or own is None):
            groups[-1] = ([*groups[-1][0], index], groups[-1][1] or own)
        else:
            groups.append(([index], own))
    if len(groups) < 2 or any(
        one is None or other is None or one.when == other.when for (_, one), (_, other) in pairwise(groups)
    ):
        return []
    return [replace(_with_only(draft, kept), when=date.when, attacks=None) for kept, date in groups if date is not None]


def by_party(reading: Reading, draft: EventDraft) -> list[EventDraft]:
    """One draft for each figure with a party of its own: "30 were killed by the army and 12 by rebels"."""
    wholes = [(index, harm) for index, harm in enumerate(draft.harms) if harm.parent is None]
    if len(wholes) < _TWO or len({harm.harm for _, harm in wholes}) > 1:
        return [draft]
    done = [actor for actor in draft.actors if actor.role == "alleged_perpetrator"]
    limits = [*(harm.start for _, harm in wholes[1:]), draft.spans[-1][1]]
    found = []
    for (index, harm), limit in zip(wholes, limits, strict=True):
        own = [actor for actor in done if harm.end <= actor.start < limit]
        if not own or not any("agent" in token.classes for token in reading.tokens_in(harm.end, own[0].start)):
            return [draft]
        others = [actor for actor in draft.actors if actor not in done]
        found.append(replace(_with_only(draft, [index]), actors=[*others, *own], attacks=None))
    return found


def by_figure(reading: Reading, draft: EventDraft) -> list[EventDraft]:
    """One draft for each toll of the same harm: "39 were killed; he later raised the toll to 52"."""
    tops = [(index, harm) for index, harm in enumerate(draft.harms) if harm.parent is None]
    if len(tops) > 1 and (replaced := [index for index, harm in tops if _replaced(reading, harm)]):
        kept = [index for index, _ in tops if index not in replaced]
        return by_figure(reading, _with_only(draft, kept)) if kept else [draft]
    tolls = [index for index, harm in tops if is_toll(reading, harm) or _former(reading, harm)]
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
    found = [_as_corrected(reading, _with_only(draft, [index])) for index in apart]
    return found + ([_with_only(draft, rest)] if rest else [])


def _as_corrected(reading: Reading, draft: EventDraft) -> EventDraft:
    """ "Contrary to reports of 30 dead": the draft of a figure that its sentence takes back."""
    taken_back = any(former.value == "denied" for harm in draft.tops() for former in _former(reading, harm))
    return replace(draft, modality="negated") if taken_back else draft


def _former(reading: Reading, harm: HarmDraft) -> list[Mention]:
    """The words right before a figure that call it an earlier one: "84 died; officials had first spoken of 103".

    What is denied may stand farther off in the same clause: "contrary to reports on social media that ten had died".
    """
    before = reading.of("former", harm.start - _FORMER, harm.start)[-1:]
    between = reading.tokens_in(before[0].end, harm.start) if before else ()
    denied = bool(before) and before[0].value == "denied" and all(token.is_word for token in between)
    return before if denied or not between else []


def _replaced(reading: Reading, harm: HarmDraft) -> bool:
    """ "The toll rose to 17, up from 9", "to 12 from 20": a figure that the sentence only counts from."""
    before = reading.tokens_in(harm.start - _FROM, harm.start)[-1:]
    return bool(before) and "out_of" in before[0].classes and is_toll(reading, harm)


def _with_only(draft: EventDraft, wholes: Sequence[int], without: Container[int] = ()) -> EventDraft:
    """The draft with these harms and their parts, but for those it is to be `without`."""
    kept = [
        index
        for index, harm in enumerate(draft.harms)
        if index not in without and (index in wholes or harm.parent in wholes)
    ]
    place = {index: position for position, index in enumerate(kept)}
    parents = ((i, draft.harms[i].parent) for i in kept)
    harms = [replace(draft.harms[i], parent=place.get(of) if of is not None else None) for i, of in parents]
    return replace(draft, harms=harms, spans=list(draft.spans), where=list(draft.where))


def by_place(reading: Reading, draft: EventDraft) -> list[EventDraft]:
    """Split what gives each place its own: "five in Abdin, one in Sarjah", "a school in Abdin, a clinic in Sarjah"."""
    wholes = {harm.start: index for index, harm in enumerate(draft.harms) if harm.parent is None}
    things = {target.start: target for target in draft.targets if not target.target_id.startswith(_PEOPLE)}
    if lone := _part_in_its_place(reading, draft):
        return lone
    if len(draft.where) < 2 or (len(wholes) + len(things) < 2 and len(draft.harms) <= _TWO):
        return [draft]
    if paired := _paired(reading, draft, list(wholes.values())):
        return paired
    if apart := _parts_apart(reading, draft):
        return apart
    groups = _groups(reading, wholes, things, draft)
    if len(groups) < 2 or any(places_fit(one, other) for (_, one), (_, other) in pairwise(groups)):
        return [draft]
    ends = [start for start, _ in groups[1:]] + [draft.spans[-1][1]]
    found = []
    for (start, places), end in zip(groups, ends, strict=True):
        piece = _with_only(draft, [index for at, index in wholes.items() if start <= at < end])
        targets = [target for at, target in things.items() if start <= at < end]
        found.append(replace(piece, where=places, targets=targets, attacks=None))
    return found


def _part_in_its_place(reading: Reading, draft: EventDraft) -> list[EventDraft]:
    """ "Six were killed in Idlib, including two in Ariha": only the part is told to have been there.

    A part that is named by who it was ("including two children in Ariha") says so of a period only: else all may have
    been there.
    """
    parts = [at for at, harm in enumerate(draft.harms) if _is_same_harm(draft, harm)]
    if len(parts) != 1 or not draft.where:
        return []
    part = draft.harms[parts[0]]
    if not (_is_bare(draft, part) or (draft.when is not None and is_period(draft.when))):
        return []
    if any(place.start < part.end for place in draft.where):
        return []
    between = reading.tokens_in(part.end, draft.where[0].start)
    begins = bool(between) and "place_link" in between[0].classes
    in_an_attack = begins and bool(reading.of("attack", part.end, draft.where[0].start, "noun"))
    at_something = (
        begins and _is_bare(draft, part) and len(between) <= _LEADING
    )  # "eight of them at the wedding in Hass"
    if not all(token.is_word for token in between) or not (len(between) <= _TWO or in_an_attack or at_something):
        return []
    whole = _with_only(draft, [at for at, harm in enumerate(draft.harms) if harm.parent is None], without=parts)
    day = _day_of_part(reading, draft, part)
    own = replace(_with_only(draft, parts), attacks=None, total=False, when=day or draft.when)
    around = _areas_before(reading, draft, part.start, draft.where)
    targets = [target for target in draft.targets if target.start < part.start]
    if not in_an_attack:
        own = replace(own, targets=[])
    if day is not None and not any(date.when for date in reading.dates.within(draft.spans[0][0], part.start)):
        whole = replace(whole, when=None)
    return [replace(whole, where=around, targets=targets, spread=True, plural=True), own]


def _is_bare(draft: EventDraft, part: HarmDraft) -> bool:
    """Whether a part is only a number of those told before: "two of them", "including two"."""
    return (
        part.parent is not None
        and part.quantity.value is not None
        and not set(part.who) - set(draft.harms[part.parent].who)
    )


def _day_of_part(reading: Reading, draft: EventDraft, part: HarmDraft) -> When | None:
    """The day that is told behind a part and its place, before any comma."""
    dates = [date for date in reading.dates.within(part.end, draft.spans[-1][1]) if date.when is not None]
    if len(dates) != 1 or any(not token.is_word for token in reading.tokens_in(part.end, dates[0].start)):
        return None
    return dates[0].when


def _areas_before(reading: Reading, draft: EventDraft, end: int, small: Sequence[Where]) -> list[Where]:
    """The regions told of before some place that hold the places of a part."""
    return [
        place
        for place in reading.places.within(draft.spans[0][0], end)
        if place.level in AREA_LEVELS and all(place.name in one.admin for one in small)
    ]


def _parts_apart(reading: Reading, draft: EventDraft) -> list[EventDraft]:
    """ "13 were killed in Idlib: eight in Ariha and five in Sarmin": the whole, and each part in a place of its own."""
    parts = [at for at, harm in enumerate(draft.harms) if _is_same_harm(draft, harm)]
    if len(parts) < _TWO:
        return []
    limits = [*(draft.harms[at].start for at in parts[1:]), draft.spans[-1][1]]
    placed = {
        at: [place for place in draft.where if draft.harms[at].end <= place.start < limit]
        for at, limit in zip(parts, limits, strict=True)
    }
    placed = {at: places for at, places in placed.items() if places}
    if len(placed) < _TWO or any(places_fit(one, other) for one, other in pairwise(placed.values())):
        return []
    taken = [place for places in placed.values() for place in places]
    whole = _with_only(draft, [at for at, harm in enumerate(draft.harms) if harm.parent is None], without=placed)
    first = min(place.start for place in taken)
    areas = _areas_before(reading, draft, min(first, draft.harms[parts[0]].start), taken)
    around = [place for place in draft.where if place not in taken] or areas or taken
    alone = [
        replace(_with_only(draft, [at]), where=places, targets=[], attacks=None, total=False)
        for at, places in placed.items()
    ]
    return [replace(whole, where=around, spread=True, plural=True), *alone]


def _is_same_harm(draft: EventDraft, harm: HarmDraft) -> bool:
    """Whether a harm is a part of those who met with the same."""
    return harm.parent is not None and harm.parent >= 0 and draft.harms[harm.parent].harm == harm.harm


def _paired(reading: Reading, draft: EventDraft, wholes: Sequence[int]) -> list[EventDraft]:
    """ "killed 12 and nine people in Taiz and Marib": the figures of a list go with the places of a list, in order."""
    harms = [draft.harms[index] for index in wholes]
    figures = [(harm.quantity.start, harm.quantity.end) for harm in harms]
    several = all((harm.quantity.value or 0) > 1 for harm in harms)
    if len(wholes) != len(draft.where) or len({harm.harm for harm in harms}) > 1 or not several:
        return []
    spans = [(place.start, place.end) for place in draft.where]
    if not (_is_list(reading, figures) and _is_list(reading, spans)):
        return []
    return [
        replace(_with_only(draft, [index]), where=[place], attacks=None)
        for index, place in zip(wholes, draft.where, strict=True)
    ]


def _is_list(reading: Reading, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether only commas and "and" stand between the spans."""
    between = [token for one, other in pairwise(spans) for token in reading.tokens_in(one[1], other[0])]
    return all(not token.is_word or "joining" in token.classes for token in between)


def _groups(
    reading: Reading, wholes: Mapping[int, int], things: Mapping[int, TargetMention], draft: EventDraft
) -> list[tuple[int, list[Where]]]:
    """Where what happened at one place begins, and the places behind it; none where a place comes first.

    What is hurt right behind a place, before a thing that another place follows, was hurt at the first.
    """
    found: list[tuple[int, list[Where]]] = []
    begins: int | None = None
    ends = 0
    around = draft.where[0] if _is_around(draft.where[0], draft.where[1:]) else None
    places = {place.start: place for place in draft.where if place is not around}
    for start in sorted({*wholes, *things, *places}):
        if start in wholes:
            begins, ends = start if begins is None else begins, draft.harms[wholes[start]].end
        elif start in things and (
            not found or _opens(reading, found[-1][1][-1].end, start, listed=found[-1][0] in things)
        ):
            begins = start if begins is None or (found and begins in wholes) else begins
            ends = things[start].end
        elif start in places and begins is not None:
            if things and _parted(reading, ends, start):
                return []
            found.append((begins, [places[start]]))
            begins = None
        elif start in places and not found:
            return []
        elif start in places:
            found[-1][1].append(places[start])
    return found


def _is_around(area: Where, places: Sequence[Where]) -> bool:
    """ "Strikes on Idlib killed eight in Ariha and three in Sarmin": the area that all other places lie in."""
    return area.level in AREA_LEVELS and len(places) > 1 and all(area.name in place.admin for place in places)


def _parted(reading: Reading, end: int, start: int) -> bool:
    """Whether a comma or "and" stands between something and the place behind it."""
    return any(not token.is_word or "joining" in token.classes for token in reading.tokens_in(end, start))


def _opens(reading: Reading, end: int, start: int, *, listed: bool) -> bool:
    """Whether a thing after a place may have its own: "and a clinic in Bahri", and not "in Tamim and Bahri farm".

    What is `listed` follows another thing; behind people who were hurt it takes a verb: "and hit a clinic in Bahri".
    """
    between = reading.tokens_in(end, start)
    if not between or between[-1].capital:
        return False
    if listed and (reading.of("joined", end, start) or reading.quantities_in(end, start)):
        return True
    if any(not token.classes.isdisjoint(_LIMITS) for token in between):
        return False  # "killed five in Taiz as it stormed the last post near Marib"
    listing = listed and any(token.word == "," or not token.classes.isdisjoint(_OPENERS) for token in between)
    return listing or any(token.word.endswith(_VERB_FORMS) for token in between)
