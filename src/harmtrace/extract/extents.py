"""How far an event reaches by its words: one attack or several, one place or several, a day or a count that runs."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.harm_triggers import is_toll
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.model.claim import WeaponMention
from harmtrace.model.where import AREA_LEVELS, Where

_BEFORE_VERB, _AFTER_VERB = 30, 60
"""How far, in characters, before and after a harm word "have" and "since" may stand."""
_HELPERS = 4
"""So many words back from a harm word its "have" may stand."""
_GOAL_REACH = 40
"""How far, in characters, before several places the attack on them may be told."""
_LEAD = 24
"""How far, in characters, an article may stand before the noun it belongs to."""


def is_plural(reading: Reading, triggers: Sequence[Mention], weapons: Sequence[WeaponMention]) -> bool:
    """Whether attacks are told in the plural: "air strikes", "clashes", "two shells", "landmines"."""
    nouns = [(trigger.start, trigger.end) for trigger in triggers if trigger.feature == "noun"]
    mines = [(weapon.start, weapon.end) for weapon in weapons if weapon.weapon_id.startswith("mine")]
    counted = any(((weapon.quantity and weapon.quantity.value) or 0) > 1 for weapon in weapons)
    return counted or any(reading.folded[start:end].rstrip().endswith("s") for start, end in [*nouns, *mines])


def is_singular(reading: Reading, triggers: Sequence[Mention], weapons: Sequence[WeaponMention]) -> bool:
    """Whether one attack is told by its noun or its weapon: "a strike", "the bombing", "by a minibus bomb"."""
    nouns = [(trigger.start, trigger.end) for trigger in triggers if trigger.feature == "noun"]
    means = [(weapon.start, weapon.end) for weapon in weapons]
    return any(_is_one(reading, start, end) for start, end in (nouns or means)[:1])


def is_taken(reading: Reading, where: Sequence[Where], triggers: Sequence[Mention]) -> bool:
    """Whether one town was taken: that happens once, also "in 2014"."""
    taken = any(reading.is_a("taking_town", reading.folded[trigger.start : trigger.end]) for trigger in triggers)
    return taken and len(where) == 1 and where[0].level in ("settlement", "site", "neighbourhood")


def _is_one(reading: Reading, start: int, end: int) -> bool:
    """Whether "a", "one" or "single" stands before a noun in the singular."""
    before = reading.tokens_in(max(0, start - _LEAD), start)[-3:]
    at = next((place for place, token in enumerate(before) if "indefinite" in token.classes), None)
    of_many = at is not None and any("of" in token.classes for token in before[at:])  # "a month of raids"
    return at is not None and not of_many and not reading.folded[start:end].endswith("s")


def is_spread(
    reading: Reading,
    start: int,
    end: int,
    where: Sequence[Where],
    triggers: Sequence[Mention],
    harms: Sequence[HarmDraft],
) -> bool:
    """Whether several places are meant (a town "and its surroundings", "raided villages"), or all of "the past day"."""
    around = any(
        reading.any_of("around", place.end, place.end + 8) or reading.starting("around", place.end + 1)
        for place in where
    )
    if around or reading.any_of("window", start, end):
        return True
    if any(place.level in AREA_LEVELS and _is_all_of(reading, place) for place in where):
        return True
    ends = [*(trigger.end for trigger in triggers), *(harm.end for harm in harms)]
    return any(_is_goal(reading, places, ends) for places in reading.of("many_places", start, end))


def _is_all_of(reading: Reading, place: Where) -> bool:
    """ "Across rebel-held Idlib province"."""
    before = reading.tokens_in(max(0, place.start - _LEAD), place.start)[-_HELPERS:]
    at = next((index for index, token in enumerate(before) if "spreading" in token.classes), None)
    return at is not None and not any("place_link" in token.classes for token in before[at + 1 :])


def _is_goal(reading: Reading, places: Mention, ends: Sequence[int]) -> bool:
    """Whether an attack or a harm took place there: "raided villages", "shelling of towns", "people from villages"."""
    before = reading.tokens_in(max(0, places.start - _GOAL_REACH), places.start)
    for at in range(len(before) - 1, max(-1, len(before) - 5), -1):
        if before[at].end in ends:
            return True
        if before[at].word in ("of", "from"):
            return any(0 <= before[at].start - end <= 1 for end in ends)
        if "hit_link" in before[at].classes or before[at].word == "across":
            return True
    return False


def is_running(reading: Reading, start: int, end: int, harms: Sequence[HarmDraft]) -> bool:
    """Whether a count goes on: "the war has killed", "127 have been killed since the offensive began"."""
    if reading.any_of("running", start, end):
        return True
    wholes = [harm for harm in harms if harm.parent is None]
    return any(_since(reading, harm, end) for harm in wholes) or _in_a_war(reading, start, end, wholes)


def _in_a_war(reading: Reading, start: int, end: int, wholes: Sequence[HarmDraft]) -> bool:
    """ "The conflict, which has lasted nine years, has killed", "have been killed in the war": of no day of it."""
    if not any(_is_perfect(reading, whole) for whole in wholes):
        return False
    if any(date.when is not None and date.when.precision == "day" for date in reading.dates.within(start, end)):
        return False
    tokens = reading.tokens_in(start, end)
    # The words after "war" tell it from "war monitor" and "war crimes".
    after = [*tokens[1:], None]
    return any("war_word" in one.classes and _closes(other) for one, other in zip(tokens, after, strict=True))


def _closes(token: Token | None) -> bool:
    """Whether a word cannot be what the noun before it describes."""
    return token is None or not token.is_word or not token.classes.isdisjoint(("function", "clause"))


def _is_perfect(reading: Reading, whole: HarmDraft) -> bool:
    """Whether a harm is told in the present perfect, or as a toll that stands."""
    return _has_helper(reading, whole.trigger) or is_toll(reading, whole)


def _has_helper(reading: Reading, verb: int) -> bool:
    """Whether the verb at `verb` has the helper of the present perfect."""
    return _holds_helper(reading.tokens_in(max(0, verb - _BEFORE_VERB), verb)[-_HELPERS:])


def _holds_helper(words: Sequence[Token]) -> bool:
    """Whether "has" or "have" is among words."""
    return any("perfect" in word.classes and "past_perfect" not in word.classes for word in words)


def is_until_now(reading: Reading, start: int, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    """Whether all is told in the present perfect, so that it is of no day: "rebels have shelled the city"."""
    verbs = [trigger.start for trigger in triggers if trigger.feature == "verb"] + [harm.trigger for harm in harms]
    if verbs or not triggers:
        return bool(verbs) and all(_has_helper(reading, verb) for verb in verbs)
    return _holds_helper(reading.tokens_in(start, triggers[0].start))


def _since(reading: Reading, harm: HarmDraft, end: int) -> bool:
    """Whether a whole is counted in the perfect tense from a time on."""
    verb = max(harm.end, harm.trigger)
    tokens = reading.tokens_in(max(0, harm.trigger - _BEFORE_VERB), min(end, verb + _AFTER_VERB))
    perfect = any("perfect" in token.classes for token in tokens if token.start < harm.trigger)
    later = [token for token in tokens if token.start > harm.trigger]
    at = next((place for place, token in enumerate(later) if token.word == "since"), None)
    return perfect and at is not None and not (at + 1 < len(later) and "be" in later[at + 1].classes)
