"""Stock figures: how many live, are in need, are displaced, are held, or how many facilities work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from harmtrace.extract.anaphors import anaphoric_place
from harmtrace.extract.attribution import Voices
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.situation_figures import FACILITY_KINDS, figure_of, held_share
from harmtrace.model.attribution import Attribution
from harmtrace.model.immutable import immutable
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import Where

_ASIDE = re.compile(r"\s[-–—]\s[^-–—]{1,60}\s[-–—]\s")


@immutable(frozen=True, slots=True)
class SituationDraft:
    """A stock figure before its claim is built. `fraction` is a share of the draft before it."""

    what: str
    sentence: int
    attribution: Attribution
    quantity: Quantity | None
    fraction: float | None
    sectors: tuple[str, ...]
    where: tuple[Where, ...]
    origins: tuple[Where, ...]
    when: When | None
    start: int
    end: int


def situations_of(reading: Reading, voices: Voices, sentence: Sentence) -> list[SituationDraft]:
    """The stock figures that a sentence tells, in order."""
    found: list[SituationDraft] = []
    triggers = reading.of("situation", sentence.start, sentence.end)
    holding = reading.of("holding", sentence.start, sentence.end)
    if not (triggers or holding):
        return []
    harms = reading.of("harm", sentence.start, sentence.end)
    # "lost their lives in Homs" and "cost 340 people their lives in Homs" tell of no inhabitants.
    triggers = [t for t in triggers if not any(h.start < t.start < h.end or _are_hurt(t, h) for h in harms)]
    triggers = [t for t in triggers if not _is_owned(reading, t)]
    # "25 million people - half of the population - need help": what stands between dashes is not the figure.
    asides = [match.span() for match in _ASIDE.finditer(reading.text, sentence.start, sentence.end)]
    triggers = [t for t in triggers if not any(first < t.start < last for first, last in asides)]
    used: set[int] = set()
    for trigger in triggers:
        item = figure_of(reading, sentence, trigger, triggers, asides)
        if item is not None and item.start not in used:
            used.add(item.start)
            found.append(_draft(reading, voices, sentence, _besieged(reading, sentence, trigger), item, triggers))
    for verb in holding:
        item = held_share(reading, sentence, verb)
        if item is not None and item.start not in used:
            used.add(item.start)
            found.append(_draft(reading, voices, sentence, verb, item, ()))
    return sorted(found, key=lambda draft: draft.start)


def _besieged(reading: Reading, sentence: Sentence, trigger: Mention) -> Mention:
    """ "areas under siege where 250,000 people live": who lives in a place that is told to be besieged is."""
    if trigger.value != "population":
        return trigger
    told = reading.any_of("attack", sentence.start, trigger.start, "siege")
    told = told or reading.any_of("situation", sentence.start, trigger.start, "besieged")
    return structs.replace(trigger, value="besieged") if told else trigger


def _is_owned(reading: Reading, trigger: Mention) -> bool:
    """ "their lives in the province": a noun of somebody's, and no verb."""
    last = reading.tokens_in(max(0, trigger.start - 8), trigger.start)[-1:]
    return trigger.value == "population" and bool(last) and reading.is_a("det", last[0].word, "possessive")


def _are_hurt(trigger: Mention, harm: Mention) -> bool:
    """Whether those who "were treated for burns" are hurt, and no beneficiaries."""
    return trigger.value == "beneficiaries" and harm.start < trigger.end and trigger.start < harm.end


def _draft(
    reading: Reading,
    voices: Voices,
    sentence: Sentence,
    trigger: Mention,
    item: QuantityMention,
    triggers: Sequence[Mention],
) -> SituationDraft:
    start = item.quantity.start
    later = [other.start for other in triggers if other.start > trigger.end]
    end = min(later, default=sentence.end)
    stretch_end = sentence.end if not later else end
    voice = voices.at(start, item.quantity.end)
    held = trigger.klass == "holding"
    places = reading.places.within(start if held else sentence.start, stretch_end)
    origins = [replace(place, role="origin") for place in places if _is_origin(reading, place, trigger)]
    taken = {place.start for place in origins}
    stays = [place for place in places if place.start not in taken and place.level is not None]
    if not places and (again := anaphoric_place(reading, sentence.start, stretch_end)) is not None:
        stays = [again]
    dates = [date for date in reading.dates.within(sentence.start, sentence.end) if date.when]
    fraction = item.quantity.value if item.kind == "fraction" and trigger.klass == "situation" else None
    return SituationDraft(
        what=trigger.value,
        sentence=sentence.index,
        attribution=voice.attribution if voice else voices.publisher(),
        quantity=with_unit(reading, item) if fraction is None else None,
        fraction=float(fraction) if fraction is not None else None,
        sectors=sectors_of(reading, trigger, stretch_end),
        where=tuple(_first_places(stays)),
        origins=tuple(origins),
        when=dates[0].when if dates and not _of_saying(reading, dates[0].start) else None,
        start=start,
        end=max(stretch_end if trigger.value in FACILITY_KINDS else trigger.end, item.quantity.end),
    )


def _first_places(places: Sequence[Where]) -> list[Where]:
    return list(places[:1]) if places else []


def _of_saying(reading: Reading, start: int) -> bool:
    return bool(reading.of("say", max(0, start - 14), start))


def _is_origin(reading: Reading, place: Where, trigger: Mention) -> bool:
    """Places after "displaced from": the list that follows, its heading ("other parts of") left out."""
    if trigger.value not in ("displaced", "refugees"):
        return False
    between = reading.folded[trigger.end : place.start]
    if place.start < trigger.end or not between.lstrip().startswith(("from", "by")):
        return False
    return place.level != "country"


def sectors_of(reading: Reading, trigger: Mention, end: int) -> tuple[str, ...]:
    """The sectors in which people are in need or without a service, or which a facility belongs to."""
    if trigger.value in FACILITY_KINDS:
        values = [m.value for m in reading.of("sector", max(0, trigger.start - 80), trigger.start)]
        return tuple(dict.fromkeys(values))[:1]
    if trigger.value not in ("in_need", "without_access"):
        return ()
    found = reading.of("sector", trigger.start, end)
    return tuple(dict.fromkeys(mention.value for mention in found))


def with_unit(reading: Reading, item: QuantityMention) -> Quantity:
    """The quantity with the noun that it counts for a unit."""
    nouns = [
        mention
        for klass in ("person", "who", "facility")
        for mention in reading.of(klass, item.quantity.end, item.quantity.end + 50)
    ]
    first = min(nouns, key=lambda mention: mention.start, default=None)
    unit = reading.text[first.start : first.end] if first else None
    return replace(item.quantity, unit=unit)
