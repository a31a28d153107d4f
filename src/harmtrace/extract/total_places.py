"""How far the places of a total reach: "nine were killed in Idlib and Hama", "five in Raqqa and nearby areas"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.reading import Reading
from harmtrace.model.where import Where
from harmtrace.places.answering import answer_of
from harmtrace.places.areas import located, whole
from harmtrace.places.folding import fold_name

_AROUND = "in and around"
_NEXT = 8
"""How far, in characters, behind a name the words may begin that add what lies around it."""
_KINDS = ("place_head", "place_again")
_BESIDE = 16
"""How far, in characters, beside a name the word may stand that says that the town is meant."""


def widen_totals(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Where several incidents are told in a bare name of a governorate and its town, the governorate is meant.

    What is told of a place "and its surroundings" may lie outside of it.
    """
    for event in events:
        if event.scope != "single" and (event.harms or event.attacks):
            event.where = [_surrounded(reading, _governorate(reading, place) or place) for place in event.where]


def _surrounded(reading: Reading, where: Where) -> Where:
    behind = reading.any_of("around", where.end, where.end + _NEXT) or reading.starting("around", where.end + 1)
    if not behind or where.modifier or where.between or where.place_id is None:
        return where
    return located(replace(where, modifier=_AROUND), reading.gazetteer)


def _governorate(reading: Reading, where: Where) -> Where | None:
    """The governorate of the name of a town, unless it is called a town."""
    if where.level != "settlement" or where.role != "location" or where.modifier or where.between:
        return None
    if not where.admin or _is_called_a_town(reading, where):
        return None
    area = reading.gazetteer.within(where.admin)
    if area is None or area.level != "adm1":
        return None
    # "Gaza" is a city and, in figures of a war, the Strip, which has that name among its own.
    if area.name != where.name and fold_name(where.text) not in map(fold_name, area.names):
        return None
    return answer_of(reading.text, (where.start, where.end), area, whole(area, reading.gazetteer))


def _is_called_a_town(reading: Reading, where: Where) -> bool:
    before = reading.tokens_in(max(0, where.start - _BESIDE), where.start)[-2:]
    after = reading.tokens_in(where.end, where.end + _BESIDE)[:1]
    return any(
        reading.is_a(klass, token.word) for token in (*before, *after) for klass in ("place_head", "place_again")
    )
