"""Weapons in an event: those named, what they carried, and how they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from harmtrace.extract.arguments import Arguments
from harmtrace.extract.deeds import carries_out
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import PERSON_CLASSES, Reading
from harmtrace.model.claim import Certainty, WeaponMention
from harmtrace.model.quantity import Quantity

_LASTING_REACH, _LASTING_WORDS = 40, 4
"""How far before "under siege" the "been" that tells it of a time may stand, in characters and words."""
_CARRIED = 4
"""So many words may stand between shells and what they contain."""
_PIT = 24
"""How far, in characters, before a mine the words may stand that tell where it is dug."""
_TAKEN = 40
"""How far, in characters, before a weapon the verb that takes or destroys it may stand."""
_LADEN = 44
"""How far, in characters, before explosives the vehicle that carried them may begin."""
_COUNT_REACH = 60
"""How far, in characters, before a thing its number may begin."""


def weapons_of(reading: Reading, arguments: Arguments) -> list[WeaponMention]:
    """The munitions and methods that the clause names, each once; "rocket attack" gives way to the rockets."""
    found: dict[str, WeaponMention] = {}
    in_nouns: list[WeaponMention] = []
    named = reading.of("weapon", arguments.start, arguments.end)
    for mention in named:
        if not _is_used(reading, arguments, mention, named):
            continue
        weapon = _weapon(reading, arguments, mention)
        known = found.get(weapon.weapon_id)
        named_better = known is not None and _is_designation(weapon.text) and not _is_designation(known.text)
        if known is None or named_better or known in in_nouns:
            found[weapon.weapon_id] = weapon
        if _names_attack(reading, mention):
            in_nouns.append(weapon)
    narrower = set(found)
    return [weapon for weapon in found.values() if not _has_narrower(weapon.weapon_id, narrower)]


def _is_used(reading: Reading, arguments: Arguments, mention: Mention, named: Sequence[Mention]) -> bool:
    """Whether a weapon is named as used: not as what another one carried, nor as taken, made or held somewhere."""
    if (mention.feature == "method" and not arguments.triggers) or only_besieged(reading, mention):
        return False
    if carries_out(reading, mention, arguments.end) or _describes_a_thing(reading, mention):
        return False
    if mention.value == "method.burning" and all(trigger.value != "demolition" for trigger in arguments.triggers):
        return False  # "a missile set the building on fire"
    if mention.feature == "munition" and (_opens_compound(reading, mention) or _is_regiment(reading, mention)):
        return False
    if _is_dug(reading, mention):
        return False
    if mention.value == "explosive" and mention.feature != "charge" and _names_attack(reading, mention):
        return False  # "missile strike" is a kind of attack
    if _carries(reading, mention, named) or _is_object(reading, arguments, mention):
        return False
    things = reading.of("target", mention.start - _TAKEN, mention.end)
    return not any(t.start < mention.start for t in things if t.end == mention.end)  # "a workshop for car bombs"


def _is_dug(reading: Reading, mention: Mention) -> bool:
    """ "a landslide at a rebel mine": where ore is dug, and no weapon."""
    before = reading.tokens_in(mention.start - _PIT, mention.start)[-_CARRIED + 1 :]
    return mention.value == "mine" and any("pit" in token.classes for token in before)


def _describes_a_thing(reading: Reading, mention: Mention) -> bool:
    """ "machine gun-equipped vehicles": what the thing that was hit had on it."""
    last = reading.tokens_in(mention.start, mention.end)[-1:]
    return bool(last) and last[0].end > mention.end and reading.is_a("fitted", last[0].word.rsplit(" ", 1)[-1])


def _is_regiment(reading: Reading, mention: Mention) -> bool:
    """ "the Assam Rifles": a name, and no arms."""
    before = reading.tokens.before(mention.start, 1)
    named = mention.value.startswith("smallarms") and reading.text[mention.start].isupper()
    return named and bool(before) and before[0].capital and before[0].is_word


def _opens_compound(reading: Reading, mention: Mention) -> bool:
    """ "pistol-whipped", and not "ZAB-2.5S"."""
    after = reading.text[mention.end : mention.end + 2]
    return after[:1] == "-" and after[1:].islower()


def _weapon(reading: Reading, arguments: Arguments, mention: Mention) -> WeaponMention:
    mention = _dropped(reading, _carried_by(reading, mention))
    near = reading.of("doubt", max(arguments.start, mention.start - 30), mention.start, "suspected")
    certainty: Certainty = "suspected" if near else "stated"
    words = reading.text[mention.start : mention.end]
    quantity = count_before(reading, mention.start)
    return WeaponMention(mention.value, words, mention.start, mention.end, quantity, certainty)


def _is_designation(words: str) -> bool:
    """Whether a weapon goes by its own name ("RBK-500", "Sarin") and no common noun."""
    return any(char.isdigit() for char in words) or (words[:1].isupper() and " " not in words)


def _carries(reading: Reading, mention: Mention, named: Sequence[Mention]) -> bool:
    """ "shells containing toxic gas", "rockets filled with sarin": the means of delivery of the weapon after it."""
    after = next((other for other in named if other.start >= mention.end), None)
    if after is None or not after.value.startswith("chemical"):
        return False
    between = reading.tokens_in(mention.end, after.start)
    return len(between) <= _CARRIED and any("containing" in token.classes for token in between)


def _is_object(reading: Reading, arguments: Arguments, mention: Mention) -> bool:
    """ "destroyed two rocket launchers", "seized mortar shells": what is taken or destroyed is not what was used."""
    syntax = arguments.syntax
    at = syntax.at(mention.start)
    if syntax.is_passive(at + 1) and any("taking" in token.classes for token in syntax.words(at + 1)):
        return True
    if _is_among_taken(arguments, at):
        return True
    before = [t for t in reading.tokens_in(max(0, mention.start - _TAKEN), mention.start) if t.is_word][-3:]
    taken = next((place for place, token in enumerate(before) if "taking" in token.classes), None)
    return taken is not None and not any("agent" in token.classes for token in before[taken:])


def _is_among_taken(arguments: Arguments, at: int) -> bool:
    """ "seized arms, including rifles and mortars": whether a phrase is in a list of things that were taken."""
    syntax = arguments.syntax
    verb = at
    while verb >= 0 and syntax.kind(verb) in ("noun", "joint", "link"):
        verb -= 1
    if verb < 0 or verb + 1 >= at or syntax.kind(verb) != "verb" or syntax.kind(verb + 1) != "noun":
        return False
    if all("taking" not in token.classes for token in syntax.words(verb)):
        return False
    listed = syntax.listed(verb + 1)
    return at in listed or any(at in syntax.listed(some) for item in listed for some in syntax.counted_in(item))


def _carried_by(reading: Reading, mention: Mention) -> Mention:
    """ "a car laden with explosives", "a minibus bomb": the weapon is the vehicle; "a man strapped with explosives"."""
    if mention.feature != "charge":
        return mention
    if reading.text[mention.end : mention.end + 1] == "-":  # "an explosives-packed motorcycle"
        after = reading.of("target", mention.end, mention.end + _LADEN, "obj.transport")
        return structs.replace(mention, end=after[0].end, value="ied.vbied", feature="munition") if after else mention
    before = reading.tokens_in(max(0, mention.start - _LADEN), mention.start)[-_CARRIED - 2 :]
    held = next((place for place in range(len(before) - 1, 0, -1) if "containing" in before[place].classes), None)
    laden = held is not None
    end = before[held].start - 1 if held is not None else mention.start - 1
    vehicle = next((t for t in reading.of("target", max(0, end - _LADEN), end, "obj.transport") if t.end == end), None)
    if vehicle is not None:
        return structs.replace(mention, start=vehicle.start, value="ied.vbied", feature="munition")
    people = [m for klass in PERSON_CLASSES for m in reading.of(klass, max(0, end - _LADEN), end)]
    if laden and any(person.end == end for person in people):
        return structs.replace(mention, value="ied.suicide", feature="munition")
    return mention


def _dropped(reading: Reading, mention: Mention) -> Mention:
    """ "dropped two bombs", "a bomb dropped from a jet": a bomb from the air."""
    if mention.feature != "charge" or mention.value != "explosive":
        return mention
    before = reading.tokens_in(max(0, mention.start - _TAKEN), mention.start)[-_CARRIED:]
    after = reading.tokens_in(mention.end, mention.end + _TAKEN)[:1]
    dropped = any("dropping" in token.classes for token in (*before, *after))
    return structs.replace(mention, value="air.bomb", feature="munition") if dropped else mention


def only_besieged(reading: Reading, mention: Mention) -> bool:
    """ "the besieged town", "areas under siege": how a place lives, and nothing that befell it in this event."""
    if reading.folded[mention.start : mention.end] not in ("besieged", "siege"):
        return False
    before = reading.tokens_in(max(0, mention.start - 40), mention.start)[-2:]
    after = reading.tokens_in(mention.end, mention.end + 16)[:1]
    if any(token.word == "under" for token in before):
        return not _has_been(reading, before[-1].start)
    held = any("be" in token.classes or "auxiliary" in token.classes for token in before)
    told = bool(after) and after[0].word == "by"
    return reading.folded[mention.start : mention.end] == "besieged" and not held and not told


def _has_been(reading: Reading, at: int) -> bool:
    """ "has been under siege since 2013": told of a time, and no attribute of the place."""
    before = reading.tokens_in(max(0, at - _LASTING_REACH), at)
    return any("lasting_be" in token.classes for token in before[-_LASTING_WORDS:])


def by_means(reading: Reading, weapons: Sequence[WeaponMention], types: Sequence[str]) -> list[WeaponMention]:
    """Bare "bombs", "missiles" and "rockets" by how they came: from the air in an air strike, planted in a bombing."""
    air = "air_strike" in types or ("drone_strike" in types and "missile_strike" not in types)
    planted = "bombing" in types or "suicide_bombing" in types
    devices = {weapon.weapon_id for weapon in weapons if weapon.weapon_id.startswith("ied")}
    found = []
    for weapon in weapons:
        if weapon.weapon_id == "ground" and "air_strike" in types and _was_fired(reading, weapon):
            found.append(replace(weapon, weapon_id="air.rocket"))
        elif weapon.weapon_id != "explosive":
            found.append(weapon)
        elif air:
            found.append(replace(weapon, weapon_id="air"))
        elif planted and reading.of("weapon", weapon.start, weapon.end, "charge"):
            found += [] if devices else [replace(weapon, weapon_id="ied")]
        else:
            found.append(weapon)
    return found


def _was_fired(reading: Reading, weapon: WeaponMention) -> bool:
    """Whether rockets are those of the air strike, and not named beside it: "air strikes and rockets"."""
    if any(attack.end > weapon.end for attack in reading.starting("attack", weapon.start)):
        return False  # "rocket attacks"
    before = reading.tokens.before(weapon.start, 1)
    joined = bool(before) and (not before[0].is_word or reading.is_a("joining", before[0].word))
    return not joined and reading.is_a("rocket", weapon.text.lower())


def _has_narrower(weapon_id: str, known: set[str]) -> bool:
    """Whether "missile" stands beside any other weapon, which says the same more closely."""
    return weapon_id == "explosive" and any(other != weapon_id for other in known)


def _names_attack(reading: Reading, mention: Mention) -> bool:
    """Whether the word is part of an attack noun ("rocket attack", "bomb blast")."""
    near = reading.of("attack", max(0, mention.start - 60), mention.end + 60)
    covering = [m for m in near if m.start <= mention.start and mention.end <= m.end]
    return any(m.end > mention.end for m in covering)


def count_before(reading: Reading, at: int) -> Quantity | None:
    """The number of the thing that is named at `at`, with at most one word between."""
    for item in reading.quantities_in(at - _COUNT_REACH, at):
        if item.kind == "count" and 0 <= at - item.quantity.end <= 12:
            between = reading.text[item.quantity.end : at].split()
            if len(between) <= 1:
                return item.quantity
    return None
