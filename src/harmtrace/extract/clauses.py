"""Where a sentence tells of more than one event: cut by place, date, teller or 'another attack'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from harmtrace.extract.attribution import Voices
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Voice
from harmtrace.model.where import Where

Stretch = tuple[int, int]
_CUTS = re.compile(r";|\.\s|,\s+(?:and|but|while|whereas|as\s+well\s+as)\b|\s+(?:while|whereas)\b")

_SINCE = "since"
_PARTS = ("site", "neighbourhood")


def clauses_of(
    reading: Reading, voices: Voices, sentence: Sentence, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> list[Stretch]:
    """The stretches of a sentence that each tell one event, in order."""
    found: list[Stretch] = []
    for piece in _by_scene(reading, sentence, harms, triggers):
        found += _by_voice(voices, piece, harms)
    return found


def _by_voice(voices: Voices, piece: Stretch, harms: Sequence[HarmDraft]) -> list[Stretch]:
    """Cut where another teller gives a figure: "the ministry put the toll at three, while residents spoke of four"."""
    inside = [harm for harm in harms if piece[0] <= harm.start < piece[1]]
    cuts = []
    for one, other in pairwise(inside):
        first, second = (voices.at(harm.quantity.start, harm.quantity.end) for harm in (one, other))
        if second is not None and _another(first, second) and (cut := _start_of(second)) > one.end:
            cuts.append(cut)
    bounds = [piece[0], *(cut for cut in cuts if piece[0] < cut < piece[1]), piece[1]]
    return list(pairwise(bounds))


def _another(first: Voice | None, second: Voice) -> bool:
    return first is None or first.attribution.origin.name != second.attribution.origin.name


def _start_of(voice: Voice) -> int:
    return min(voice.start, voice.verb_start, voice.speaker.phrase_start or voice.start)


def _by_scene(
    reading: Reading, sentence: Sentence, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> list[tuple[int, int]]:
    """Cut a sentence where a new clause tells an event of its own place, date, or 'another attack'."""
    pieces = [(sentence.start, sentence.end)]
    for cut in _CUTS.finditer(reading.text, sentence.start, sentence.end - 2):
        if reading.in_quotes(cut.start()):
            continue
        left, right = (pieces[-1][0], cut.start()), (cut.end(), sentence.end)
        told = _has_core(left, harms, triggers) and _has_core(right, harms, triggers)
        if told and _own_scene(reading, left, right, cut.group()):
            pieces[-1] = left
            pieces.append(right)
    return pieces


def _has_core(piece: tuple[int, int], harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    return any(piece[0] <= harm.start < piece[1] for harm in harms) or any(
        piece[0] <= trigger.start < piece[1] for trigger in triggers
    )


def _own_scene(reading: Reading, left: tuple[int, int], right: tuple[int, int], mark: str) -> bool:
    """Whether the right clause has a place or date of its own beside those of the left one."""
    if reading.any_of("new_event", right[0], min(right[1], right[0] + 60)):
        return True
    places_left, places_right = reading.places.within(*left), reading.places.within(*right)
    dates_left = [date for date in reading.dates.within(*left) if date.when]
    dates_right = [date for date in reading.dates.within(*right) if date.when]
    new_place = bool(places_right) and bool(places_left) and not _shared(places_left, places_right)
    new_date = (
        bool(dates_right)
        and bool(dates_left)
        and not any(one.when == other.when for one in dates_left for other in dates_right)
    )
    if mark.strip() in (";", ".") or "while" in mark:
        return new_place or new_date
    if new_date and any(reading.folded.startswith(_SINCE, date.start) for date in dates_right):
        return True  # "173 were killed in September, and 12,400 have died since 2022"
    return new_place and (new_date or bool(re.match(r"\s*(?:one|two|a|an|\w+)\b", reading.text[right[0] :])))


def _shared(one: Sequence[Where], other: Sequence[Where]) -> bool:
    """Whether two stretches name one place: one quarter, where both name quarters of a town."""
    parts = [[place for place in places if place.level in _PARTS] for places in (one, other)]
    small, others = parts if all(parts) else (one, other)
    return any(a.name == b.name for a in small for b in others)
