"""Which figure a stock word speaks of: "2 of the 22 clinics are open", "trapping 300,000", "holds half of the city"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.harm_drafts import BODILY
from harmtrace.extract.harm_triggers import harm_triggers
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import PERSON_CLASSES, Reading, Sentence

FACILITY_KINDS = ("damaged_facilities", "functioning_facilities")
_NUMBER_REACH, _RISEN_REACH = 16, 60
"""How far, in characters, "the number of" may begin before those it counts, and the figure end behind them."""
_OBJECT_REACH, _OBJECT_WORDS = 20, 2
"""How far, in characters and words, behind "trapping" or "home to" its figure may begin."""
_SHARE_REACH, _HELD_REACH = 14, 70
"""How far, in characters, behind "holds" a share may begin, and behind or before it what it is a share of."""
_TOLD_REACH = 300
"""How far, in characters, before "1,500 of them have returned" it may be told that they were displaced."""
_FACILITY_REACH = 60
"""How far, in characters, before "two are open" the facilities may stand of which they are two."""
_VERB_WORDS = 5
"""So many words may stand between refugees and "number 600,000"."""
_OF_PEOPLE = ("detained", "trapped", "besieged")
"""What befalls things as well, so that people must be named behind the figure."""
_NOUN_REACH = 24
"""How far, in characters, behind a number its noun may end."""
_FEWEST = 20
"""Fewer people are no population: "Two live in Sweden"."""
_LONGEST_GAP, _WIDEST_GAP = 110, 6
"""So many characters may lie between a figure and its stock word, and so many words where no people are named."""
_OF_REACH = 4
"""So many words may stand between the two numbers of "12 of the town's 36 clinics"."""
_SHARED = ("displaced", "in_need", "refugees", "without_access", "besieged", "trapped")
"""Stocks of which a share is told."""
_FLOWS = ("displaced", "detained")
_WHO_ARE_HURT = ("displaced", "refugees", "population")
_VERB_REACH, _PASSIVE_REACH = 24, 90
"""How far, in characters, before a number its verb of harm may begin, and behind the noun "were injured" may stand."""


def figure_of(
    reading: Reading,
    sentence: Sentence,
    trigger: Mention,
    triggers: Sequence[Mention],
    asides: Sequence[tuple[int, int]],
) -> QuantityMention | None:
    """The figure that the trigger speaks of, if there is one that it can speak of."""
    item = _risen(reading, trigger, sentence) or _object(reading, trigger, sentence) or _numbering(reading, trigger)
    if item is None:
        item = _before(reading, sentence, trigger, triggers, asides)
    return item if item is not None and _fits(reading, item, trigger, sentence) else None


def _risen(reading: Reading, trigger: Mention, sentence: Sentence) -> QuantityMention | None:
    """ "the number of displaced has tripled to over a million": the figure after the verb."""
    lead = reading.tokens_in(max(sentence.start, trigger.start - _NUMBER_REACH), trigger.start)[-3:]
    numbered = any("toll_noun" in token.classes for token in lead[:-1]) and "of" in lead[-1].classes
    if trigger.feature != "risen" and not numbered:
        return None
    end = min(sentence.end, trigger.end + _RISEN_REACH)
    items = [item for item in reading.quantities_in(trigger.end, end) if item.kind == "count"]
    if not items:
        return None
    last = reading.tokens_in(trigger.end, items[0].start)[-1:]
    stands = bool(last) and not last[0].classes.isdisjoint(("toll_link", "toll_verb"))
    return items[0] if stands else None


def _numbering(reading: Reading, trigger: Mention) -> QuantityMention | None:
    """ "refugees in Chad number 600,000": the figure right behind a verb of counting."""
    if trigger.value not in _WHO_ARE_HURT:
        return None
    after = reading.tokens_in(trigger.end, trigger.end + _RISEN_REACH)[:_VERB_WORDS]
    verb = next((token for token in after if "numbering" in token.classes or not token.is_word), None)
    if verb is None or not verb.is_word:
        return None
    items = [item for item in reading.quantities_in(verb.end, verb.end + 2) if item.kind == "count"]
    return items[0] if items else None


def _object(reading: Reading, trigger: Mention, sentence: Sentence) -> QuantityMention | None:
    """ "trapping nearly 300,000 residents", "home to 20,000": the figure right behind the word."""
    if trigger.feature != "object":
        return None
    items = reading.quantities_in(trigger.end, min(sentence.end, trigger.end + _OBJECT_REACH))
    item = next((item for item in items if item.kind == "count" or _are_people(reading, item)), None)
    between = reading.tokens_in(trigger.end, item.start) if item is not None else []
    near = len(between) <= _OBJECT_WORDS and all("function" not in token.classes for token in between)
    if item is None or not near or (trigger.value in _OF_PEOPLE and not _names_people(reading, item)):
        return None
    return item


def _are_people(reading: Reading, item: QuantityMention) -> bool:
    """Whether a vague number counts people: "serving thousands of patients"."""
    return item.kind == "vague" and _names_people(reading, item)


def _names_people(reading: Reading, item: QuantityMention) -> bool:
    """Whether a noun that means people stands behind a number."""
    return any(reading.any_of(klass, item.end, item.end + _NOUN_REACH) for klass in PERSON_CLASSES)


def _before(
    reading: Reading,
    sentence: Sentence,
    trigger: Mention,
    triggers: Sequence[Mention],
    asides: Sequence[tuple[int, int]],
) -> QuantityMention | None:
    """The nearest figure before the trigger in its clause."""
    if trigger.feature in ("object", "risen"):
        return None
    earlier = [other.end for other in triggers if other.end <= trigger.start]
    limit = max(earlier, default=sentence.start)
    before = [
        item
        for item in reading.quantities_in(limit, trigger.end)
        if item.end <= trigger.end and item.kind in ("count", "fraction")
    ]
    before = [item for item in before if not any(first < item.start < last for first, last in asides)]
    # The "no" of "no access" is no number of people.
    before = [item for item in before if item.start < trigger.start or item.quantity.value != 0]
    if not before:
        return None
    return before[-1] if before[-1].kind == "fraction" else _whole(reading, before)


def _whole(reading: Reading, before: Sequence[QuantityMention]) -> QuantityMention:
    """ "6 of the 22 health centres", "12 of the town's 36": the figure is the first."""
    last = before[-1]
    if len(before) > 1:
        between = reading.tokens_in(before[-2].end, last.start)
        of = any("of" in token.classes for token in between[:2])
        if of and len(between) <= _OF_REACH and all(token.is_word for token in between):
            return before[-2]
    return last


def _fits(reading: Reading, item: QuantityMention, trigger: Mention, sentence: Sentence) -> bool:
    """Whether a figure counts what the trigger tells of."""
    between = reading.folded[item.end : trigger.start]
    if ";" in between or len(between) > _LONGEST_GAP:
        return False
    facility = reading.any_of("facility", item.end, max(trigger.start, item.end) + 1)
    if _counts_things(reading, item, trigger):
        return False
    if trigger.feature == "bare" and not _ends_facility(reading, trigger):
        return False
    if trigger.feature == "of_them" and not (item.of_them and _were_driven_out(reading, item)):
        return False
    if trigger.value == "population" and _are_told_of(reading, trigger):
        return False
    if trigger.value in FACILITY_KINDS:
        first = max(sentence.start, item.start - _FACILITY_REACH)
        return facility or (_is_one_of(reading, item) and reading.any_of("facility", first, item.start))
    if item.kind == "fraction":
        return trigger.value in _SHARED or "displaced" in reading.folded[item.end : trigger.end]
    if facility and trigger.value not in ("beneficiaries", "without_access"):
        return False
    if _is_event(reading, item, trigger, sentence):
        return False
    if any(harm.feature == "noun" or harm.value in BODILY for harm in reading.of("harm", item.end, trigger.start)):
        return False
    first, last = (
        sorted((item.start, trigger.start))[0],
        max(item.end, trigger.end) + 30 * (trigger.feature == "object"),
    )
    nouns = reading.any_of("person", first, last + 1) or reading.any_of("who", first, last + 1)
    return nouns or len(between.split()) <= _WIDEST_GAP


def _counts_things(reading: Reading, item: QuantityMention, trigger: Mention) -> bool:
    """ "Five bombs fell on camps for displaced people", "one clinic treated 28": the number is of things."""
    if trigger.value in FACILITY_KINDS:
        return False
    if trigger.value == "beneficiaries" and item.quantity.value == 1:
        return reading.begins("facility", item.noun_start) or reading.begins("target", item.noun_start)
    noun = reading.tokens_in(item.noun_start, item.noun_start + 1)
    plural = bool(noun) and noun[0].word.endswith("s") and noun[0].start not in reading.person_nouns
    return plural and any(reading.begins(klass, item.noun_start) for klass in ("attack", "weapon", "delivery"))


def _ends_facility(reading: Reading, trigger: Mention) -> bool:
    """Whether facilities stand right before a word that may mean anything: "900 schools closed"."""
    named = reading.of("facility", max(0, trigger.start - _FACILITY_REACH), trigger.start)
    return any(trigger.start - facility.end <= 1 for facility in named)


def _were_driven_out(reading: Reading, item: QuantityMention) -> bool:
    """ "12,000 were displaced. Some 1,500 of them have returned": of those of whom it was told right before."""
    first = max(0, item.start - _TOLD_REACH)
    if reading.any_of("situation", first, item.start, "displaced", "refugees"):
        return True
    return any(trigger.value == "displaced" for trigger in harm_triggers(reading, first, item.start))


def _are_told_of(reading: Reading, trigger: Mention) -> bool:
    """ "Some 2,500 inhabitants spent the night in the bush": they do something, and no number of a town is told."""
    if reading.folded[trigger.start : trigger.end] != "inhabitants":
        return False
    after = reading.tokens_in(trigger.end, trigger.end + 2)[:1]
    if not after or not after[0].is_word:
        return False
    moved = "out_of" in after[0].classes  # "drove 8,000 inhabitants from their villages"
    return moved or after[0].classes.isdisjoint(("function", "place_link", "be", "joining"))


def _is_one_of(reading: Reading, item: QuantityMention) -> bool:
    """Whether a number stands by itself, so that what it counts was named before: "only two are still working"."""
    after = reading.tokens_in(item.end, item.end + 12)[:1]
    return bool(after) and "be" in after[0].classes


def _is_event(reading: Reading, item: QuantityMention, trigger: Mention, sentence: Sentence) -> bool:
    """Whether people of that number fled, were hurt, or are too few to be a stock."""
    few = item.quantity.value is not None and item.quantity.value < _FEWEST
    if trigger.value == "population" and (few or _are_counted(reading, item, trigger)):
        return True
    if trigger.value in _WHO_ARE_HURT and _are_victims(reading, item, trigger, sentence):
        return True
    return trigger.value in _FLOWS and _is_flow(reading, item, trigger, sentence)


def _are_counted(reading: Reading, item: QuantityMention, trigger: Mention) -> bool:
    """ "cost 500 lives in the town": lives that were lost, and nobody who lives there."""
    first = reading.tokens_in(trigger.start, trigger.start + 1)
    return trigger.start - item.end <= 1 and bool(first) and "only_counted" in first[0].classes


def _are_victims(reading: Reading, item: QuantityMention, trigger: Mention, sentence: Sentence) -> bool:
    """ "killed 18 displaced people", "five refugees were injured": they are hurt, and no stock of them is told."""
    before = reading.of("harm", max(sentence.start, item.start - _VERB_REACH), item.start, *BODILY)
    if any(item.start - harm.end <= 1 for harm in before):
        return True
    after = reading.tokens_in(trigger.end, min(sentence.end, trigger.end + _PASSIVE_REACH))
    verb = next((at for at, token in enumerate(after) if "be" in token.classes), len(after))
    participles = [harm for token in after[verb + 1 : verb + 3] for harm in reading.starting("harm", token.start)]
    return any(harm.value in BODILY for harm in participles)


def _is_flow(reading: Reading, item: QuantityMention, trigger: Mention, sentence: Sentence) -> bool:
    """People who were displaced in a period are an event, not a stock."""
    if reading.is_a("flow", reading.folded[trigger.start : trigger.end]):
        return True
    since = (date for date in reading.dates.within(sentence.start, sentence.end) if date.kind == "open_since")
    return any(not _other_figure(reading, item, trigger, date.start) for date in since)


def _other_figure(reading: Reading, item: QuantityMention, trigger: Mention, date: int) -> bool:
    """Whether another figure stands between a date and this one, so that the date is that one's."""
    first, last = (date, item.start) if date < item.start else (max(item.end, trigger.end), date)
    return any(other.kind == "count" for other in reading.quantities_in(first, last))


def held_share(reading: Reading, sentence: Sentence, verb: Mention) -> QuantityMention | None:
    """The share of a land that somebody holds: "controls around half the country", "most of it is held by"."""
    if verb.feature == "object":
        items = reading.quantities_in(verb.end, min(sentence.end, verb.end + _SHARE_REACH))[:1]
        near = [item for item in items if len(reading.tokens_in(verb.end, item.start)) <= 1]
        return next((item for item in near if _is_share_of_land(reading, item, sentence.end)), None)
    items = reading.quantities_in(max(sentence.start, verb.start - _HELD_REACH), verb.start)[-1:]
    return next((item for item in items if _is_share_of_land(reading, item, verb.start)), None)


def _is_share_of_land(reading: Reading, item: QuantityMention, end: int) -> bool:
    """Whether "of" or "the" and a place follow a share."""
    if item.kind not in ("percent", "fraction", "vague"):
        return False
    last = reading.tokens_in(max(0, item.end - 3), item.end)[-1:]
    after = reading.tokens_in(item.end, min(end, item.end + _HELD_REACH))
    of = [token for token in (*last, *after[:1]) if "of" in token.classes or "det" in token.classes]
    named = reading.places.beginning_in(item.end, min(end, item.end + _HELD_REACH))
    return bool(of) and (bool(named) or any("place_head" in token.classes for token in after[:4]))
