"""Stock figures in a language of tables: how many live, are in need, are displaced, or how many facilities work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.drafts import NO_FIGHT
from harmtrace.extract.languages.scene import place_again
from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import PERSON_CLASSES, Reading, Sentence
from harmtrace.extract.situation_figures import FACILITY_KINDS
from harmtrace.extract.situations import SituationDraft, sectors_of, with_unit
from harmtrace.model.when import When
from harmtrace.model.where import Where

_BEFORE_REACH, _BEFORE_WORDS = 90, 9
"""How far before a stock word, in characters and words, its figure may end."""
_AFTER_REACH, _AFTER_WORDS = 50, 5
"""How far behind a stock word, in characters and words, its figure may begin."""
_AMONG_WORDS = 2
"""So many words stand between the figure of a whole and "among them"."""
_HARM_REACH = 24
"""How far before a number, in characters, the harm may end that it counts."""
_FEWEST = 20
"""Fewer people are no population."""
_NOUN_REACH = 30
"""How far behind a number, in characters, its noun may end."""
_BREAKS = "؛;.:!?؟"
_GENERAL = ("population",)
"""Stocks that a more special word in the same sentence replaces: "live under siege"."""


def situations_of(reading: Reading, voices: TabledVoices, sentence: Sentence) -> list[SituationDraft]:
    """The stock figures that a sentence tells, in order."""
    triggers = reading.of("situation", sentence.start, sentence.end)
    if not triggers:
        return []
    found: list[SituationDraft] = []
    used: set[int] = set()
    told: list[tuple[Mention, QuantityMention]] = []
    for trigger in sorted(triggers, key=_by_speciality):
        item = _figure(reading, sentence, trigger)
        if item is None or item.start in used:
            continue
        used.add(item.start)
        found.append(_draft(reading, voices, sentence, trigger, item))
        told.append((trigger, item))
    for trigger, item in told:
        part = _part(reading, sentence, max(item.end, trigger.end))
        if part is not None and part.start not in used:
            used.add(part.start)
            found.append(_draft(reading, voices, sentence, trigger, part))
    return sorted(found, key=lambda draft: draft.start)


def _by_speciality(trigger: Mention) -> tuple[bool, bool]:
    """The special words first, and nouns before verbs that many stocks may have: "hosts 12,000 refugees"."""
    return trigger.value in _GENERAL, trigger.feature == "after"


def _figure(reading: Reading, sentence: Sentence, trigger: Mention) -> QuantityMention | None:
    """The figure that a stock word speaks of, on the side that the table says."""
    before = reading.tokens_in(max(sentence.start, trigger.start - _NOUN_REACH), trigger.start)[-1:]
    if before and "body" in before[0].classes and "definite" not in before[0].classes:
        return None  # "the commission for refugees"
    if trigger.feature == "after":
        end = min(sentence.end, trigger.end + _AFTER_REACH)
        item = next((q for q in reading.quantities_in(trigger.end, end) if _counts(q)), None)
        near = item is not None and len(reading.tokens_in(trigger.end, item.start)) <= _AFTER_WORDS
        between = reading.text[trigger.end : item.start] if item is not None else ""
    else:
        items = reading.quantities_in(max(sentence.start, trigger.start - _BEFORE_REACH), trigger.start)
        item = _whole(reading, [q for q in items if _counts(q) and q.end <= trigger.start])
        near = item is not None and len(reading.tokens_in(item.end, trigger.start)) <= _BEFORE_WORDS
        between = reading.text[item.end : trigger.start] if item is not None else ""
    if item is None or not near or any(mark in between for mark in _BREAKS):
        return None
    people = trigger.feature != "after" and trigger.value not in FACILITY_KINDS
    if people and any(m.value not in NO_FIGHT for m in reading.of("attack", item.end, trigger.start)):
        return None  # "45 were killed in shelling of a school that houses the displaced"
    return item if _fits(reading, item, trigger) else None


def _whole(reading: Reading, items: Sequence[QuantityMention]) -> QuantityMention | None:
    """The last figure, or of "12 out of 59" the first."""
    if len(items) > 1:
        between = reading.tokens_in(items[-2].end, items[-1].start)
        if any("out_of" in token.classes for token in between) and all(token.is_word for token in between):
            return items[-2]
    return items[-1] if items else None


def _counts(item: QuantityMention) -> bool:
    return item.kind in ("count", "fraction")


def _fits(reading: Reading, item: QuantityMention, trigger: Mention) -> bool:
    """Whether a figure counts what the stock word tells of, and none who were harmed."""
    noun_end = max(item.end + _NOUN_REACH, trigger.end) if trigger.start >= item.end else item.end + _NOUN_REACH
    facility = reading.any_of("facility", item.start, noun_end)
    if trigger.value in FACILITY_KINDS:
        return facility
    if item.kind == "fraction":
        return True
    value = item.quantity.value or item.quantity.high or item.quantity.low or 0
    harmed = reading.of("harm", max(0, item.start - _HARM_REACH), item.start)
    people = any(reading.any_of(klass, item.start, noun_end) for klass in PERSON_CLASSES)
    return value >= _FEWEST and not harmed and (people or not facility)


def _part(reading: Reading, sentence: Sentence, after: int) -> QuantityMention | None:
    """ "… in need, among them 13 million children": the figure of a part."""
    tokens = [token for token in reading.tokens_in(after, sentence.end) if token.is_word]
    among = next((place for place, token in enumerate(tokens) if "among" in token.classes), None)
    if among is None or any("clause" in token.classes or "conjunction" in token.classes for token in tokens[:among]):
        return None
    end = tokens[among].end
    item = next((q for q in reading.quantities_in(end, end + _AMONG_WORDS) if q.kind == "count"), None)
    return item if item is not None and (item.quantity.value or 0) >= _FEWEST else None


def _draft(
    reading: Reading, voices: TabledVoices, sentence: Sentence, trigger: Mention, item: QuantityMention
) -> SituationDraft:
    start, end = min(item.start, trigger.start), max(item.end, trigger.end)
    voice = voices.at(item.start, item.end)
    places = reading.places.within(sentence.start, sentence.end)
    origins = [replace(place, role="origin") for place in places if _is_origin(reading, place, trigger)]
    taken = {place.start for place in origins}
    stays = [place for place in places if place.start not in taken and place.level is not None]
    again = place_again(reading, sentence.start, sentence.end) if not places else None
    if again is not None and _is_origin(reading, again, trigger):
        origins = [replace(again, role="origin")]
    elif again is not None:
        stays = [again]
    fraction = item.quantity.value if item.kind == "fraction" else None
    return SituationDraft(
        what=trigger.value,
        sentence=sentence.index,
        attribution=voice.attribution if voice else voices.publisher(),
        quantity=with_unit(reading, item) if fraction is None else None,
        fraction=float(fraction) if fraction is not None else None,
        sectors=sectors_of(reading, trigger, sentence.end),
        where=tuple(stays[:1]),
        origins=tuple(origins),
        when=_when(reading, sentence, start, end),
        start=start,
        end=end,
    )


def _when(reading: Reading, sentence: Sentence, start: int, end: int) -> When | None:
    """The date of a figure: none behind a comma, which dates another."""
    commas = [token for token in sentence.tokens if token.text in "،,"]
    first = max((comma.end for comma in commas if comma.end <= start), default=sentence.start)
    last = min((comma.start for comma in commas if comma.start >= end), default=sentence.end)
    return next((date.when for date in reading.dates_in(first, last) if date.when is not None), None)


def _is_origin(reading: Reading, place: Where, trigger: Mention) -> bool:
    """Where the displaced come from: a place behind the stock word and "from"."""
    if trigger.value not in ("displaced", "refugees") or place.start < trigger.end or place.level == "country":
        return False
    between: Sequence[str] = [token.word for token in reading.tokens_in(trigger.end, place.start)]
    return bool(between) and reading.is_a("origin_link", between[0])
