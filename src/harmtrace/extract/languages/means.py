"""With what and how: the weapons that a clause names, the kinds of attack that it tells, and how many it counts."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import NO_FIGHT, narrowed
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.kinds import HARM_TYPES, left_over, type_of_weapon, with_told
from harmtrace.extract.languages.words import after, before, is_definite
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any
from harmtrace.model.claim import Certainty, WeaponMention
from harmtrace.model.immutable import replace
from harmtrace.model.quantity import Quantity

_NONE = "-"
"""What a form of the table stands for that is no weapon or craft: "a peaceful march"."""
_COUNTED = 24
"""How far, in characters, before a noun its number may end."""
_DESCRIBED = 4
"""So many words after an attack noun may say of what kind it was."""
_TAKEN = 8
"""So many words before a weapon the word may stand that says that it was taken, shot down or made."""
_DOUBTED = 40
"""How far, in characters, before a weapon the doubt about it may begin."""
_NOT_COUNTED = frozenset(("detention", "abduction", "torture", "execution", "displacement", "evacuation", "siege"))
SIDES = ("air_strike", "shelling")
"""Kinds that are told of one attack together: "shelling from air and ground"."""
_NO_KIND = NO_FIGHT | {"demolition"}
_HURT = ("killed", "injured", "killed_or_injured", "suffocation", "died_later", "missing")
Stretch = tuple[int, int]


def weapons_of(
    reading: Reading,
    start: int,
    end: int,
    triggers: Sequence[Mention],
    harms: Sequence[HarmDraft],
    things: Sequence[Stretch],
) -> list[WeaponMention]:
    """The munitions and methods that a clause names as used, each once; `things` are what was hit."""
    found: dict[str, WeaponMention] = {}
    if not (triggers or harms):
        return []
    for mention in reading.of("weapon", start, end):
        if mention.value == _NONE or in_any(mention.start, things) or not _is_used(reading, mention, start, triggers):
            continue
        found.setdefault(mention.value, _weapon(reading, mention, start))
    narrow = [weapon_id for weapon_id in found if weapon_id != "explosive"]
    return [weapon for weapon_id, weapon in found.items() if weapon_id != "explosive" or not narrow]


def _is_used(reading: Reading, mention: Mention, start: int, triggers: Sequence[Mention]) -> bool:
    """Whether a weapon is told to have been used: not carried, stored, shot down, nor part of what was hit."""
    if mention.feature == "method":
        return any(trigger.start <= mention.start < trigger.end for trigger in triggers)
    lead = before(reading, mention.start, start, _TAKEN)
    if any("armed_with" in token.classes for token in lead[-3:]) and mention.value != "ied.vbied":
        return False
    taken = [token for token in lead if "downing" in token.classes]
    if taken and not reading.any_of("attack", taken[-1].end, mention.start):
        return False  # "confiscated arms, among them machine guns"
    if mention.value == "air.drone" and any(t.start < mention.start < t.end for t in triggers):
        return False  # "a drone strike"
    covering = reading.of("target", max(start, mention.start - 40), mention.end + 1)
    return not any(thing.start < mention.start and mention.end <= thing.end for thing in covering)


def _weapon(reading: Reading, mention: Mention, start: int) -> WeaponMention:
    near = reading.of("doubt", max(start, mention.start - _DOUBTED), mention.start, "suspected")
    certainty: Certainty = "suspected" if near else "stated"
    words = reading.text[mention.start : mention.end]
    counted = count_of(reading, mention.start, mention.end)
    quantity = replace(counted, unit="munitions") if counted is not None else None
    return WeaponMention(mention.value, words, mention.start, mention.end, quantity, certainty)


def by_means(reading: Reading, weapons: Sequence[WeaponMention], types: Sequence[str]) -> list[WeaponMention]:
    """Bare "bombs" and "rockets" by how they came: from the air in an air strike, planted in a bombing."""
    air = "air_strike" in types
    planted = "bombing" in types or "suicide_bombing" in types
    found = []
    for weapon in weapons:
        if weapon.weapon_id == "explosive" and air:
            found.append(replace(weapon, weapon_id="air"))
        elif weapon.weapon_id == "explosive" and planted and reading.of("weapon", weapon.start, weapon.end, "charge"):
            found.append(replace(weapon, weapon_id="ied"))
        else:
            found.append(weapon)
    return found


def count_of(reading: Reading, start: int, end: int) -> Quantity | None:
    """The number of what is named: right before it or around it, in its own ending for two, or right behind it."""
    for item in reversed(reading.quantities_in(start - _COUNTED, start)):
        around = item.end >= end  # "13 attacks at least"
        if item.kind in ("count", "vague") and (around or (item.end <= start and _is_next(reading, item, start))):
            return item.quantity
    own = next((item for item in reading.quantities_in(start, end) if item.kind == "count"), None)
    if own is not None:
        return own.quantity
    first = reading.tokens_in(start, end)[:1]
    if first and "dual" in first[0].classes:
        return Quantity(2, 2, 2, "eq", reading.text[first[0].start : first[0].end], first[0].start, first[0].end)
    return None


def _is_next(reading: Reading, item: QuantityMention, start: int) -> bool:
    between = reading.tokens_in(item.end, start)
    words = [token for token in between if token.is_word]
    return not words or (len(words) == 1 and "of_word" in words[0].classes)


def attack_count(reading: Reading, triggers: Sequence[Mention]) -> Quantity | None:
    """How many attacks a clause tells by a number with their noun; several is vague."""
    vague = None
    for trigger in triggers:
        if trigger.feature != "noun" or trigger.value in _NOT_COUNTED:
            continue
        quantity = count_of(reading, trigger.start, trigger.end)
        told_again = "definite" in reading.tokens_in(trigger.start, trigger.start + 1)[0].classes
        if quantity is None or told_again or reading.starting("weapon", trigger.start):
            continue
        if quantity.value is not None:
            return replace(quantity, unit="attacks")
        vague = vague or replace(quantity, unit="attacks")
    return vague


def times_of(reading: Reading, start: int, end: int, triggers: Sequence[Mention]) -> Quantity | None:
    """ "was targeted twice": how often by a number of times."""
    if not triggers:
        return None
    for item in reading.quantities_in(start, end):
        if item.kind == "times" and item.end <= end:
            return replace(item.quantity, unit="attacks")
    return None


def types_of(
    reading: Reading,
    start: int,
    end: int,
    triggers: Sequence[Mention],
    weapons: Sequence[WeaponMention],
    harms: Sequence[HarmDraft],
    attacked: bool,
) -> list[str]:
    """The event types: those that words name, else what weapon or craft tells, else `attack` if that is told."""
    held = {harm.trigger for harm in harms if harm.harm in HARM_TYPES}
    told = [trigger for trigger in triggers if trigger.start not in held or trigger.value == "evacuation"]
    types = list(dict.fromkeys(trigger.value for trigger in told if trigger.value != "attack"))
    types += [kind for harm in harms if (kind := HARM_TYPES.get(harm.harm)) and kind not in types]
    generic = any(trigger.value == "attack" for trigger in told)
    bare = [trigger for trigger in told if trigger.feature == "noun" and trigger.value in ("attack", *SIDES)]
    described = [kind for trigger in bare for kind in _described(reading, trigger, end)]
    types += [kind for kind in dict.fromkeys(described) if kind not in types]
    types = _by_weapons(reading, weapons, types, generic)
    fought = set(types) - _NO_KIND
    crafts = _by_craft(reading, start, end)
    if not fought and (generic or harms or weapons):
        types += [kind for kind in crafts if kind not in types]
        fought = set(types) - _NO_KIND
    if "air_strike" in types and crafts == ["drone_strike"]:
        types.append("drone_strike")
    if generic and not fought and (kind := _told_before(reading, told)) is not None:
        types.append(kind)
    hurt = attacked or any(harm.parent is None and harm.status == "civilian" and harm.harm in _HURT for harm in harms)
    if (generic and not set(types) - NO_FIGHT) or ((hurt or (harms and weapons)) and not types):
        types.append("attack")
    return narrowed(left_over(types, weapons))


def _described(reading: Reading, noun: Mention, end: int) -> list[str]:
    """ "shelling from air and ground": what adjectives of an attack noun say of its kind."""
    found: list[str] = []
    for token in after(reading, noun.end, end, _DESCRIBED):
        if "attack_adjective" in token.classes:
            value = reading.lexicon.value("attack_adjective", token.word)
            if value:
                found.append(value)
        elif token.classes.isdisjoint(("joining", "definite", "intensity")):
            break
    return found


def _by_weapons(reading: Reading, weapons: Sequence[WeaponMention], types: Sequence[str], generic: bool) -> list[str]:
    """The types that words name with those that the weapons tell."""
    kinds = {type_of_weapon(reading, weapon) for weapon in weapons}
    told = sorted(kind for kind in kinds if kind is not None)
    told = ["chemical_attack"] if "chemical_attack" in told else told  # whatever carried it
    fought = [kind for kind in types if kind not in _NO_KIND]
    found = with_told(types, told, is_open=not fought and (generic or not types) and None not in kinds)
    if "chemical_attack" in told and "chemical_attack" not in found:
        found.append("chemical_attack")
    return found


def _by_craft(reading: Reading, start: int, end: int) -> list[str]:
    """What flew or sailed: planes tell an air strike."""
    crafts = reading.of("delivery", start, end)
    things = reading.of("target", start, end) if crafts else []
    return list(
        dict.fromkeys(
            craft.value
            for craft in crafts
            if craft.value != _NONE and not any(t.start < craft.end and craft.start < t.end for t in things)
        )
    )


def _told_before(reading: Reading, triggers: Sequence[Mention]) -> str | None:
    """ "the strike", "the raids": of the kind that the text has told before them, else tells first after them."""
    struck = [t for t in triggers if t.feature == "noun" and t.value == "attack" and is_definite(reading, t.start)]
    named = reading.mentions.get("attack")
    if not struck or named is None:
        return None
    strikes = [m for m in named.before(struck[0].start, 40) if m.feature == "noun" and m.value not in _NO_KIND]
    known = [m for m in strikes if m.value != "attack"]
    return known[-1].value if known else None
