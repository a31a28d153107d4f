"""What an attack hit: what its verb or noun is aimed at, what it took place in, what its damage was done to."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import NO_FIGHT, thing_of
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.means import count_of
from harmtrace.extract.languages.words import before
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any
from harmtrace.model.claim import TargetMention

_NONE, _MEDICAL = "-", "obj.medical"
_NEXT = 12
"""So near, in characters, an attack is told that took place in a hospital."""
_REACH = 12
"""So many words before a thing the word may stand that says that it was hit."""
_DAMAGE_BEFORE, _DAMAGE_AFTER = 40, 45
"""How far, in characters, the words for damage may stand from the thing."""
_PLACED = ("bombing", "suicide_bombing", "shooting", "attack", "air_strike", "shelling",
           "drone_strike", "missile_strike", "demolition")  # fmt: skip
"""Kinds of attack that hit what they take place in."""
_OF_PEOPLE = ("out_of", "belonging", "target")
"""Classes of the words after which people are named by the way."""
_WEAPON = 40
"""How far, in characters, before a thing the words for the weapon that it is part of may begin."""
_SERVICE = 70
"""How far, in characters, behind a thing that went out of service the word "service" may stand."""
Stretch = tuple[int, int]


def targets_of(
    reading: Reading,
    start: int,
    end: int,
    triggers: Sequence[Mention],
    harms: Sequence[HarmDraft],
    taken: Sequence[Stretch],
) -> list[TargetMention]:
    """The targets of a clause, each at its first mention; `taken` are the words for parties and tellers."""
    if not (triggers or any(reading.any_of(klass, start, end) for klass in ("damage", "going_out"))):
        return []
    if triggers and all(trigger.value in NO_FIGHT for trigger in triggers):
        return []
    counted = [(harm.start, harm.end) for harm in harms]
    found: dict[tuple[str, str], TargetMention] = {}
    last: Mention | None = None
    for mention in sorted([*reading.of("target", start, end), *_held(reading, start, taken)]):
        if mention.value == _NONE or in_any(mention.start, counted) or in_any(mention.start, taken):
            continue
        if _is_weapon(reading, mention) or _is_name(reading, mention):
            continue
        joined = last is not None and _is_joined(reading, last, mention)
        if joined or _is_hit(reading, mention, start, end, triggers):
            target = _target(reading, mention, start, end)
            found.setdefault(thing_of(target), target)
            last = mention
    return list(found.values())


def _held(reading: Reading, start: int, parties: Sequence[Stretch]) -> list[Mention]:
    """ "a centre of the army": what a party holds, whatever it is."""
    found: list[Mention] = []
    for first, _ in parties:
        lead = before(reading, first, start, 2)
        if lead and "belonging" in lead[-1].classes:
            lead = lead[:-1]
        if lead and "held" in lead[-1].classes and not reading.starting("target", lead[-1].start):
            found.append(Mention(lead[-1].start, lead[-1].end, "target", "obj.military", "object"))
    return found


def _is_weapon(reading: Reading, mention: Mention) -> bool:
    """ "a car bomb", "a mine against vehicles": what was used."""
    near = reading.of("weapon", max(0, mention.start - _WEAPON), mention.end + _WEAPON)
    return any(weapon.start <= mention.start and mention.end <= weapon.end for weapon in near)


def _is_name(reading: Reading, mention: Mention) -> bool:
    """Whether a word is all of the name of a quarter or town, or the end of one: "the quarter of the Garden"."""
    return any(
        place.start <= mention.start and mention.end == place.end and place.level in ("neighbourhood", "settlement")
        for place in reading.places.before(mention.end, 2)
    )


def _names_a_place(reading: Reading, mention: Mention) -> bool:
    """Whether the word is part of the name of a quarter, camp or town."""
    return any(
        place.start <= mention.start and mention.end <= place.end and place.level not in ("site", None)
        for place in reading.places.before(mention.end, 3)
    )


def _is_joined(reading: Reading, one: Mention, other: Mention) -> bool:
    between = reading.tokens_in(one.end, other.start)
    return any("joining" in token.classes for token in between) and all(
        not token.classes.isdisjoint(("joining", "definite", "goal_link", "number")) or not token.is_word
        for token in between
    )


def _is_hit(reading: Reading, mention: Mention, start: int, end: int, triggers: Sequence[Mention]) -> bool:
    """Whether the nearest word before a thing that says what became of it says that it was hit."""
    nouns = {t.end: t for t in triggers if t.feature == "noun"}
    verbs = {t.end for t in triggers if t.feature == "verb"} | {m.end for m in reading.of("hit_verb", start, end)}
    damaged = {m.end for klass in ("damage", "coming_under") for m in reading.of(klass, start, end)}
    if reading.any_of("service", mention.end, min(end, mention.end + _SERVICE)):
        damaged |= {m.end for m in reading.of("going_out", start, mention.start)}
    if mention.feature == "people" and any(
        "preposition" in t.classes for t in reading.tokens_in(mention.start, mention.end)
    ):
        return False  # "a camp for the displaced"
    if triggers and _is_hit_later(reading, mention, end):
        return True
    placed = any(trigger.value in _PLACED for trigger in triggers)
    for distance, token in enumerate(reversed(before(reading, mention.start, start, _REACH))):
        if token.end in verbs or token.end in damaged:
            return True
        if token.end in nouns:
            return _is_object(token, distance)
        if not token.is_word and token.text not in ("»", "«", '"', "(", ")"):
            return False
        if token.classes & {"moving", "nearby", "relative", "positioned", "riding"}:
            return False
        if "housing" in token.classes:
            return mention.feature == "people" and bool(triggers)
        if "goal_link" in token.classes and distance < 4:
            found = any("finding" in word.classes for word in before(reading, token.start, start, 2))
            return bool(triggers) and not found
        if "in_word" in token.classes and distance < 2:
            if any("positioned" in word.classes for word in before(reading, token.start, start, 1)):
                return False
            if any("armed_means" in word.classes for word in reading.tokens_in(mention.start, mention.end)):
                return False  # "with tanks"
            inside = placed and mention.feature == "object" and not _names_a_place(reading, mention)
            if mention.value == _MEDICAL:  # where the hurt are brought, unless the attack is told right before it
                inside = inside and any(abs(token.start - trigger.end) < _NEXT for trigger in triggers)
            return inside and not _are_brought(reading, token, start)
        if distance == 0 and mention.feature == "people" and not token.classes.isdisjoint(_OF_PEOPLE):
            return False  # "volunteers of our teams", "homes of residents"
    return _comes_first(reading, mention, end) or _is_object_first(reading, mention, end, triggers)


def _is_object_first(reading: Reading, mention: Mention, end: int, triggers: Sequence[Mention]) -> bool:
    """ "The hospital was shelled": a thing right before its verb, in languages whose subject stands there."""
    if "subject_first" not in reading.traits:
        return False
    verbs = {trigger.start for trigger in triggers if trigger.feature == "verb"}
    following = reading.tokens_in(mention.end, min(end, mention.end + _DAMAGE_AFTER))[:3]
    return any(token.start in verbs for token in following) and all(token.is_word for token in following[:1])


def _is_object(token: Token, distance: int) -> bool:
    return distance < 2 or "takes_object" in token.classes


def _are_brought(reading: Reading, link: Token, start: int) -> bool:
    """ "were treated in a hospital"."""
    if reading.any_of("wounds", max(start, link.start - _WEAPON), link.start):
        return True
    return any("moving" in token.classes for token in before(reading, link.start, start, 6))


def _comes_first(reading: Reading, mention: Mention, end: int) -> bool:
    """ "a mosque was destroyed", "the town came under": a thing before the verb of what befell it."""
    following = reading.tokens_in(mention.end, min(end, mention.end + _DAMAGE_AFTER))[:3]
    return any(reading.begins(klass, token.start) for token in following for klass in ("coming_under", "damage"))


def _is_hit_later(reading: Reading, mention: Mention, end: int) -> bool:
    """ "a house of the family … jets bombed it": whether a word behind a thing has a pronoun for it."""
    later = reading.tokens_in(mention.end, min(end, mention.end + _SERVICE))
    again = next((token.start for token in later if "object_again" in token.classes), None)
    return again is not None and mention.feature == "object" and not reading.of("target", mention.end, again)


def _target(reading: Reading, mention: Mention, start: int, end: int) -> TargetMention:
    words = reading.text[mention.start : mention.end]
    quantity = count_of(reading, mention.start, mention.end)
    return TargetMention(
        mention.value, words, mention.start, mention.end, quantity, _damage(reading, mention, start, end)
    )


def _damage(reading: Reading, mention: Mention, start: int, end: int) -> str | None:
    told = reading.of("damage", start, end)
    if reading.any_of("service", mention.end, min(end, mention.end + _SERVICE)) and reading.any_of(
        "going_out", max(start, mention.start - _DAMAGE_BEFORE), mention.start
    ):
        return "out_of_service"
    leading = [d for d in told if 0 <= mention.start - d.end < _DAMAGE_BEFORE]
    following = [d for d in told if 0 <= d.start - mention.end < _DAMAGE_AFTER and d.value == "out_of_service"]
    nearest = following[:1] or leading[-1:]
    return nearest[0].value if nearest else None
