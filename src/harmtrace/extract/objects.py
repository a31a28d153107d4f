"""Things in an event: the weapons named and the types these narrow down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.arguments import Arguments
from harmtrace.extract.drafts import NO_FIGHT, narrowed
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import PERSON_CLASSES, Reading
from harmtrace.model.claim import Certainty, WeaponMention
from harmtrace.model.quantity import Quantity

_LASTING_REACH, _LASTING_WORDS = 40, 4
"""How far before "under siege" the "been" that tells it of a time may stand, in characters and words."""
_TYPE_OF_WEAPON = (
    ("air.loiter", "drone_strike"),
    ("air.drone", "drone_strike"),
    ("air", "air_strike"),
    ("cluster.air", "air_strike"),
    ("cluster.rocket", "shelling"),
    ("missile", "missile_strike"),
    ("chemical", "chemical_attack"),
    ("ground.hellcannon", "shelling"),
    ("ground", "shelling"),
    ("naval", "naval_bombardment"),
    ("ied.suicide", "suicide_bombing"),
    ("ied", "bombing"),
    ("mine", "mine_explosion"),
    ("erw", "mine_explosion"),
    ("smallarms.sniper", "sniper"),
    ("smallarms", "shooting"),
    ("method.execution", "execution"),
)
_TYPE_OF_WORD = {
    "missile": "missile_strike",
    "missiles": "missile_strike",
    "bomb": "bombing",
}
"""What the words of an explosive tell where nothing else does: one bomb was planted, several may have been dropped."""
_SHELLS = ("shell", "shells", "rounds", "ammunition")
"""What is fired from guns, whatever it holds."""
_HARM_TYPES = {
    "displaced": "displacement",
    "abducted": "abduction",
    "detained": "detention",
    "tortured": "torture",
    "disappeared": "abduction",
}


_JOINED = 24
"""How far, in characters, from a weapon drones may stand that are joined to it."""
_CARRIED = 4
"""So many words may stand between shells and what they contain."""
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
        if (mention.feature == "method" and not arguments.triggers) or only_besieged(reading, mention):
            continue
        in_noun = _names_attack(reading, mention)
        if in_noun and mention.value == "explosive" and mention.feature != "charge":
            continue  # "missile strike" is a kind of attack
        if _carries(reading, mention, named) or _is_object(reading, arguments, mention):
            continue
        if any(
            t.start < mention.start and mention.end <= t.end
            for t in reading.of("target", mention.start - _TAKEN, mention.end)
        ):
            continue  # "a workshop for car bombs"
        weapon = _weapon(reading, arguments, mention)
        known = found.get(weapon.weapon_id)
        named_better = known is not None and _is_designation(weapon.text) and not _is_designation(known.text)
        if known is None or named_better or known in in_nouns:
            found[weapon.weapon_id] = weapon
        if in_noun:
            in_nouns.append(weapon)
    narrower = set(found)
    return [weapon for weapon in found.values() if not _has_narrower(weapon.weapon_id, narrower)]


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
    verb = syntax.at(mention.start) + 1
    if syntax.is_passive(verb) and any("taking" in token.classes for token in syntax.words(verb)):
        return True
    before = [t for t in reading.tokens_in(max(0, mention.start - _TAKEN), mention.start) if t.is_word][-3:]
    taken = next((place for place, token in enumerate(before) if "taking" in token.classes), None)
    return taken is not None and not any("agent" in token.classes for token in before[taken:])


def _carried_by(reading: Reading, mention: Mention) -> Mention:
    """ "a car laden with explosives", "a minibus bomb": the weapon is the vehicle; "a man strapped with explosives"."""
    if mention.feature != "charge":
        return mention
    if reading.text[mention.end : mention.end + 1] == "-":  # "an explosives-packed motorcycle"
        after = reading.of("target", mention.end, mention.end + _LADEN, "obj.transport")
        return replace(mention, end=after[0].end, value="ied.vbied", feature="munition") if after else mention
    before = reading.tokens_in(max(0, mention.start - _LADEN), mention.start)[-_CARRIED - 2 :]
    held = next((place for place in range(len(before) - 1, 0, -1) if "containing" in before[place].classes), None)
    laden = held is not None
    end = before[held].start - 1 if held is not None else mention.start - 1
    vehicle = next((t for t in reading.of("target", max(0, end - _LADEN), end, "obj.transport") if t.end == end), None)
    if vehicle is not None:
        return replace(mention, start=vehicle.start, value="ied.vbied", feature="munition")
    people = [m for klass in PERSON_CLASSES for m in reading.of(klass, max(0, end - _LADEN), end)]
    if laden and any(person.end == end for person in people):
        return replace(mention, value="ied.suicide", feature="munition")
    return mention


def _dropped(reading: Reading, mention: Mention) -> Mention:
    """ "dropped two bombs", "a bomb dropped from a jet": a bomb from the air."""
    if mention.feature != "charge" or mention.value != "explosive":
        return mention
    before = reading.tokens_in(max(0, mention.start - _TAKEN), mention.start)[-_CARRIED:]
    after = reading.tokens_in(mention.end, mention.end + _TAKEN)[:1]
    dropped = any("dropping" in token.classes for token in (*before, *after))
    return replace(mention, value="air.bomb", feature="munition") if dropped else mention


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
    return any(token.word == "been" for token in before[-_LASTING_WORDS:])


def types_of(
    reading: Reading,
    arguments: Arguments,
    weapons: Sequence[WeaponMention],
    harms: Sequence[HarmDraft],
    attacked: bool,
) -> list[str]:
    """The event types: those that words name, else what weapon or delivery tells, else `attack` if that is told.

    `attacked` says that the words name who did it.
    """
    triggers = _foreground(reading, arguments)
    types = list(dict.fromkeys(trigger.value for trigger in triggers if trigger.value != "attack"))
    types += [kind for harm in harms if (kind := _HARM_TYPES.get(harm.harm)) and kind not in types]
    generic = any(trigger.value == "attack" for trigger in triggers)
    kinds = {type_of_weapon(weapon) for weapon in weapons}
    told = sorted({kind for kind in kinds if kind is not None} | _drones_beside(reading, weapons))
    fought = [kind for kind in types if kind not in NO_FIGHT]
    if not fought and (generic or not types):
        types += told if None not in kinds else []
    if "shooting" in types and told and not set(told) & {"shooting", "sniper"}:
        # "fired rockets", "launched drones at the port": the weapon says what was fired.
        types = [kind for kind in types if kind != "shooting"] + sorted(set(told) - set(types))
    if "bombing" in types and "suicide_bombing" in told:
        types.append("suicide_bombing")
    if "chemical_attack" in told and fought:
        types.append("chemical_attack")
    if (generic or harms) and not set(types) - NO_FIGHT:
        means = reading.of("delivery", arguments.start, arguments.end)
        types += list(dict.fromkeys(mention.value for mention in means))
    if generic and not set(types) - NO_FIGHT and (kind := _kind_told_before(reading, triggers)) is not None:
        types.append(kind)
    hurt = attacked or any(_civilians_killed(harm) for harm in harms)
    if (generic and not set(types) - NO_FIGHT) or (hurt and not types):
        types.append("attack")
    return narrowed(_left_over(types, weapons))


def _drones_beside(reading: Reading, weapons: Sequence[WeaponMention]) -> set[str]:
    """ "36 missiles and 100 drones", "drones and missiles": drones that were fired with another weapon."""
    for weapon in weapons:
        for drone in reading.of("delivery", weapon.start - _JOINED, weapon.end + _JOINED, "drone_strike"):
            first, last = sorted(((weapon.start, weapon.end), (drone.start, drone.end)))
            between = reading.tokens_in(first[1], last[0])
            if between and len(between) <= _CARRIED and "joining" in between[0].classes:
                return {"drone_strike"}
    return set()


def _kind_told_before(reading: Reading, triggers: Sequence[Mention]) -> str | None:
    """ "the strike", "raids": of the kind that the text has told before them, else tells first after them."""
    struck = [t for t in triggers if reading.is_a("strike_word", reading.folded[t.start : t.end])]
    if not struck or not reading.strikes:
        return None
    before = reading.strikes.before(struck[0].start, 1)
    return before[0].value if before else next(iter(reading.strikes)).value


def _civilians_killed(harm: HarmDraft) -> bool:
    return harm.parent is None and harm.status == "civilian" and harm.harm in ("killed", "injured", "killed_or_injured")


def _foreground(reading: Reading, arguments: Arguments) -> Sequence[Mention]:
    """The attack words without those of the time or the war around: "killed by a mine amid clashes"."""
    inner = [trigger for trigger in arguments.triggers if not _is_backdrop(reading, arguments, trigger)]
    return inner or arguments.triggers


def _is_backdrop(reading: Reading, arguments: Arguments, trigger: Mention) -> bool:
    syntax = arguments.syntax
    at = syntax.at(trigger.start) - 1
    while at >= 0 and syntax.kind(at) not in ("break", "relative", "link"):
        at -= 1
    return at > 0 and reading.is_a("backdrop", syntax.all[at].word)


def _left_over(types: Sequence[str], weapons: Sequence[WeaponMention]) -> list[str]:
    """The types, where what exploded had lain there: "an unexploded shell detonated"."""
    kinds = {weapon.weapon_id.split(".")[0] for weapon in weapons}
    if "ground" in kinds and "ied" not in kinds and "shelling" in types:
        types = [kind for kind in types if kind != "bombing"]  # "two shells exploded"
    lay = any(weapon.weapon_id.startswith(("erw", "mine", "cluster.sub")) for weapon in weapons)
    return ["mine_explosion" if kind == "bombing" and lay else kind for kind in types]


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


def type_of_weapon(weapon: WeaponMention) -> str | None:
    """The kind of attack that a weapon tells, if it does."""
    weapon_id = weapon.weapon_id
    if weapon_id == "explosive":
        return _TYPE_OF_WORD.get(weapon.text.lower())
    for prefix, kind in _TYPE_OF_WEAPON:
        if weapon_id == prefix or weapon_id.startswith(f"{prefix}."):
            return kind
    return "shelling" if weapon.text.lower().endswith(_SHELLS) else None


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
