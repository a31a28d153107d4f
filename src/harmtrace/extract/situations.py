"""Stock figures: how many live, are in need, are displaced, are held, or how many facilities work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.anaphors import anaphoric_place
from harmtrace.extract.attribution import Voices
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.model.attribution import Attribution
from harmtrace.model.immutable import immutable
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import Where

_ASIDE = re.compile(r"\s[-–—]\s[^-–—]{1,60}\s[-–—]\s")
_NUMBER_REACH, _RISEN_REACH = 16, 60
"""How far, in characters, "the number of" may begin before those it counts, and the figure end behind them."""
_FACILITY_KINDS = ("damaged_facilities", "functioning_facilities")
_FLOWS = ("displaced", "detained")


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
    harms = reading.of("harm", sentence.start, sentence.end)
    triggers = reading.of("situation", sentence.start, sentence.end)
    # "lost their lives in Homs" tells of no inhabitants.
    triggers = [t for t in triggers if not any(h.start < t.start < h.end or _are_hurt(t, h) for h in harms)]
    # "25 million people - half of the population - need help": what stands between dashes is not the figure.
    asides = [match.span() for match in _ASIDE.finditer(reading.text, sentence.start, sentence.end)]
    triggers = [t for t in triggers if not any(first < t.start < last for first, last in asides)]
    used: set[int] = set()
    for trigger in triggers:
        item = _risen(reading, trigger, sentence) or _figure(reading, sentence, trigger, triggers, asides)
        if item is None or item.quantity.start in used:
            continue
        if not _fits(reading, item, trigger, sentence):
            continue
        used.add(item.quantity.start)
        found.append(_draft(reading, voices, sentence, trigger, item, triggers))
    return found


def _are_hurt(trigger: Mention, harm: Mention) -> bool:
    """Whether those who "were treated for burns" are hurt, and no beneficiaries."""
    return trigger.value == "beneficiaries" and harm.start < trigger.end and trigger.start < harm.end


def _risen(reading: Reading, trigger: Mention, sentence: Sentence) -> QuantityMention | None:
    """ "the number of displaced has tripled to over a million": the figure after the verb."""
    lead = reading.tokens_in(max(sentence.start, trigger.start - _NUMBER_REACH), trigger.start)[-3:]
    if not any("toll_noun" in token.classes for token in lead[:-1]) or "of" not in lead[-1].classes:
        return None
    end = min(sentence.end, trigger.end + _RISEN_REACH)
    items = [item for item in reading.quantities_in(trigger.end, end) if item.kind == "count"]
    if not items:
        return None
    last = reading.tokens_in(trigger.end, items[0].quantity.start)[-1:]
    stands = bool(last) and (last[0].word in ("to", "at") or "toll_verb" in last[0].classes)
    return items[0] if stands else None


def _figure(
    reading: Reading,
    sentence: Sentence,
    trigger: Mention,
    triggers: Sequence[Mention],
    asides: Sequence[tuple[int, int]],
) -> QuantityMention | None:
    """The figure that the trigger speaks of: the nearest before it in its clause, else the next after it."""
    before = [
        item
        for item in reading.quantities_in(sentence.start, trigger.end)
        if item.quantity.end <= trigger.end and item.kind in ("count", "fraction")
    ]
    before = [item for item in before if not any(first < item.quantity.start < last for first, last in asides)]
    # The "no" of "no access" is no number of people.
    before = [item for item in before if item.quantity.start < trigger.start or item.quantity.value != 0]
    earlier = [other.end for other in triggers if other.end <= trigger.start]
    limit = max(earlier, default=sentence.start)
    before = [item for item in before if item.quantity.start >= limit]
    if before:
        return before[-1] if before[-1].kind == "fraction" else _whole(reading, before)
    if trigger.value in ("population", "in_need", "displaced", "besieged", "trapped"):
        after = [
            item
            for item in reading.quantities_in(trigger.end, trigger.end + 25)
            if item.kind == "count" and item.quantity.end <= sentence.end
        ]
        return after[0] if after and trigger.value == "population" else None
    return None


def _whole(reading: Reading, before: Sequence[QuantityMention]) -> QuantityMention:
    """ "6 of the 22 health centres": the figure is the 6."""
    last = before[-1]
    if len(before) > 1:
        between = reading.folded[before[-2].quantity.end : last.quantity.start]
        if between.strip() in ("of the", "of", "out of", "of some", "out of the"):
            return before[-2]
    return last


def _fits(reading: Reading, item: QuantityMention, trigger: Mention, sentence: Sentence) -> bool:
    quantity = item.quantity
    between = reading.folded[quantity.end : trigger.start]
    if ";" in between or len(between) > 110:
        return False
    facility = reading.any_of("facility", quantity.end, max(trigger.start, quantity.end) + 1)
    if trigger.value in _FACILITY_KINDS:
        return facility
    if item.kind == "fraction":
        return trigger.value in ("displaced", "in_need", "refugees", "without_access", "besieged", "trapped") or (
            "displaced" in reading.folded[quantity.end : trigger.end]
        )
    if facility and trigger.value not in ("beneficiaries", "without_access"):
        return False
    if trigger.value in _FLOWS and _is_flow(reading, trigger, sentence):
        return False
    if any(
        harm.feature == "noun" or harm.value == "killed" for harm in reading.of("harm", quantity.end, trigger.start)
    ):
        return False
    nouns = reading.any_of("person", quantity.start, trigger.end + 1) or reading.any_of(
        "who", quantity.start, trigger.end + 1
    )
    close = len(between.split()) <= 6
    return nouns or close


def _is_flow(reading: Reading, trigger: Mention, sentence: Sentence) -> bool:
    """People who were displaced in a period are an event, not a stock."""
    words = reading.folded[trigger.start : trigger.end]
    if words in ("were displaced", "have been displaced"):
        return True
    return any(date.kind == "open_since" for date in reading.dates.within(sentence.start, sentence.end))


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
    places = reading.places.within(sentence.start, stretch_end)
    origins = [replace(place, role="origin") for place in places if _is_origin(reading, place, trigger)]
    taken = {place.start for place in origins}
    stays = [place for place in places if place.start not in taken and place.level is not None]
    if not places and (again := anaphoric_place(reading, sentence.start, stretch_end)) is not None:
        stays = [again]
    dates = [date for date in reading.dates.within(sentence.start, sentence.end) if date.when]
    fraction = item.quantity.value if item.kind == "fraction" else None
    return SituationDraft(
        what=trigger.value,
        sentence=sentence.index,
        attribution=voice.attribution if voice else voices.publisher(),
        quantity=None if item.kind == "fraction" else _with_unit(reading, item),
        fraction=float(fraction) if fraction is not None else None,
        sectors=_sectors(reading, trigger, stretch_end),
        where=tuple(_first_places(stays)),
        origins=tuple(origins),
        when=dates[0].when if dates and not _of_saying(reading, dates[0].start) else None,
        start=start,
        end=max(stretch_end if trigger.value in _FACILITY_KINDS else trigger.end, item.quantity.end),
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


def _sectors(reading: Reading, trigger: Mention, end: int) -> tuple[str, ...]:
    if trigger.value in _FACILITY_KINDS:
        values = [m.value for m in reading.of("sector", max(0, trigger.start - 80), trigger.start)]
        return tuple(dict.fromkeys(values))[:1]
    if trigger.value not in ("in_need", "without_access"):
        return ()
    found = reading.of("sector", trigger.start, end)
    return tuple(dict.fromkeys(mention.value for mention in found))


def _with_unit(reading: Reading, item: QuantityMention) -> Quantity:
    nouns = [
        mention
        for klass in ("person", "who", "facility")
        for mention in reading.of(klass, item.quantity.end, item.quantity.end + 50)
    ]
    first = min(nouns, key=lambda mention: mention.start, default=None)
    unit = reading.text[first.start : first.end] if first else None
    return replace(item.quantity, unit=unit)
