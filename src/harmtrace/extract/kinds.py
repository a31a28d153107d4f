"""Which kinds of attack an event is: by its words, its weapons, what flew, and what was told before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from harmtrace.extract.arguments import Arguments
from harmtrace.extract.drafts import NO_FIGHT, narrowed
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import STRIKES, Reading
from harmtrace.model.claim import WeaponMention

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
HARM_TYPES = {
    "displaced": "displacement",
    "abducted": "abduction",
    "detained": "detention",
    "tortured": "torture",
    "disappeared": "abduction",
}
_NO_KIND = NO_FIGHT | {"demolition"}
"""The kinds beside which the weapon tells another."""
_FIRED = frozenset(("shooting", "shelling", "demolition", "missile_strike"))
"""What a craft does from the air or the sea."""
_JOINED = 24
"""How far, in characters, from a weapon drones may stand that are joined to it."""
_BETWEEN = 4
"""So many words may stand between a weapon and drones that are joined to it."""


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
    held = {harm.trigger for harm in harms if harm.harm in HARM_TYPES}  # "captured 12 fighters" takes no ground
    triggers = [trigger for trigger in triggers if trigger.start not in held or trigger.value == "evacuation"]
    types = list(dict.fromkeys(trigger.value for trigger in triggers if trigger.value != "attack"))
    types += [kind for harm in harms if (kind := HARM_TYPES.get(harm.harm)) and kind not in types]
    generic = any(trigger.value == "attack" for trigger in triggers)
    types = _by_weapons(reading, weapons, types, generic)
    types = _by_craft(reading, arguments, types)
    types += [kind for kind in _joined_kinds(reading, triggers, weapons) if kind not in types]
    if (generic or harms) and not set(types) - _NO_KIND:
        means = reading.of("delivery", arguments.start, arguments.end)
        types += list(dict.fromkeys(mention.value for mention in means if not _describes(reading, mention)))
    if generic and not set(types) - _NO_KIND:
        if _by_a_coalition(reading, arguments, triggers):
            types.append("air_strike")
        elif (kind := _kind_told_before(reading, triggers)) is not None:
            types.append(kind)
    hurt = attacked or any(_civilians_killed(harm) for harm in harms)
    if (generic and not set(types) - NO_FIGHT) or ((hurt or (harms and weapons)) and not types):
        types.append("attack")
    if set(types) & STRIKES:
        types = [kind for kind in types if kind != "demolition"]  # what burned was set on fire by the strike
    return narrowed(left_over(types, weapons))


def with_told(types: Sequence[str], told: Sequence[str], *, is_open: bool) -> list[str]:
    """The types that words name with those that weapons tell: all of these where the words leave it open."""
    found = [*types, *told] if is_open else list(types)
    if "shooting" in found and told and not set(told) & {"shooting", "sniper"}:
        # "fired rockets", "launched drones at the port": the weapon says what was fired.
        found = [kind for kind in found if kind != "shooting"] + sorted(set(told) - set(found))
    if "bombing" in found and "suicide_bombing" in told:
        found.append("suicide_bombing")
    return found


def _by_weapons(reading: Reading, weapons: Sequence[WeaponMention], types: Sequence[str], generic: bool) -> list[str]:
    """The types that words name with those that the weapons tell."""
    kinds = {type_of_weapon(reading, weapon) for weapon in weapons}
    told = sorted({kind for kind in kinds if kind is not None} | _drones_beside(reading, weapons))
    fought = [kind for kind in types if kind not in _NO_KIND]
    found = with_told(types, told, is_open=not fought and (generic or not types) and None not in kinds)
    if "chemical_attack" in told and fought:
        found.append("chemical_attack")
    return found


def _by_craft(reading: Reading, arguments: Arguments, types: Sequence[str]) -> list[str]:
    """ "A helicopter fired on a mosque", "a jet dropped mortar shells": of the kind of the craft that fires."""
    fired = set(types) & _FIRED
    if not fired or (set(types) - NO_FIGHT) - _FIRED:
        return list(types)
    crafts = [m for m in reading.of("delivery", arguments.start, arguments.end) if _fires(arguments, m)]
    kind = arguments.syntax.kind
    doers = [at for at, parts in arguments.parts.items() if "doer" in parts and kind(at - 1) != "link"]
    others = len(doers) > len(crafts)
    kept = types if others or not crafts else [kind for kind in types if kind not in fired]
    return list(dict.fromkeys([*kept, *(craft.value for craft in crafts)]))


def _describes(reading: Reading, craft: Mention) -> bool:
    """ "a drone workshop": a thing that was hit is named after the craft."""
    named = [*reading.starting("target", craft.start), *reading.starting("target", craft.end + 1)]
    return any(thing.end > craft.end for thing in named)


def _fires(arguments: Arguments, craft: Mention) -> bool:
    """Whether a craft is who attacks."""
    phrase = arguments.phrase_at(craft.start)
    return phrase is not None and craft.end >= phrase.end - 1 and "doer" in arguments.of(craft.start)


def _drones_beside(reading: Reading, weapons: Sequence[WeaponMention]) -> set[str]:
    """ "36 missiles and 100 drones", "drones and missiles": drones that were fired with another weapon."""
    for weapon in weapons:
        for drone in reading.of("delivery", weapon.start - _JOINED, weapon.end + _JOINED, "drone_strike"):
            first, last = sorted(((weapon.start, weapon.end), (drone.start, drone.end)))
            between = reading.tokens_in(first[1], last[0])
            if between and len(between) <= _BETWEEN and "joining" in between[0].classes:
                return {"drone_strike"}
    return set()


def _kind_told_before(reading: Reading, triggers: Sequence[Mention]) -> str | None:
    """ "the strike", "raids": of the kind that the text has told before them, else tells first after them."""
    struck = [t for t in triggers if reading.is_a("strike_word", reading.folded[t.start : t.end])]
    if not struck or not reading.strikes:
        return None
    before = reading.strikes.before(struck[0].start, 1)
    return before[0].value if before else next(iter(reading.strikes)).value


def _by_a_coalition(reading: Reading, arguments: Arguments, triggers: Sequence[Mention]) -> bool:
    """ "coalition raids", "the Saudi-led alliance started bombing": a coalition of states bombs from the air."""
    if not any(reading.is_a("air_blow", reading.folded[t.start : t.end]) for t in triggers):
        return False
    if reading.any_of("actor", arguments.start, arguments.end, "coalition"):
        return True
    return any(led.word.endswith(" led") and "coalition" in of.classes for led, of in pairwise(arguments.syntax.tokens))


def _joined_kinds(reading: Reading, triggers: Sequence[Mention], weapons: Sequence[WeaponMention]) -> Iterator[str]:
    """ "strikes and shelling" are from the air and the ground, "air strikes and missiles" of two kinds as well."""
    for noun in (trigger for trigger in triggers if trigger.feature == "noun"):
        after = reading.tokens_in(noun.end, noun.end + _JOINED)[: _BETWEEN - 1]
        if not after or "joining" not in after[0].classes:
            continue
        beside = {token.start for token in after[1:]}
        shelled = any(other.value == "shelling" and other.start in beside for other in triggers)
        if shelled and reading.is_a("strike_word", reading.folded[noun.start : noun.end]):
            yield "air_strike"
        kinds = (type_of_weapon(reading, weapon) for weapon in weapons if weapon.start in beside)
        if noun.value != "attack":
            yield from (kind for kind in kinds if kind is not None)


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


def left_over(types: Sequence[str], weapons: Sequence[WeaponMention]) -> list[str]:
    """The types, where what exploded had lain there: "an unexploded shell detonated"."""
    kinds = {weapon.weapon_id.split(".")[0] for weapon in weapons}
    if "ground" in kinds and "ied" not in kinds and "shelling" in types:
        types = [kind for kind in types if kind != "bombing"]  # "two shells exploded"
    lay = any(weapon.weapon_id.startswith(("erw", "mine", "cluster.sub")) for weapon in weapons)
    return ["mine_explosion" if kind == "bombing" and lay else kind for kind in types]


def type_of_weapon(reading: Reading, weapon: WeaponMention) -> str | None:
    """The kind of attack that a weapon tells, if it does."""
    weapon_id, words = weapon.weapon_id, reading.folded[weapon.start : weapon.end]
    if weapon_id == "chemical.rca":
        return None  # tear gas is fired at crowds
    if weapon_id == "explosive":  # one bomb was planted, several may have been dropped
        return reading.lexicon.value("explosive_kind", words) or None
    for prefix, kind in _TYPE_OF_WEAPON:
        if weapon_id == prefix or weapon_id.startswith(f"{prefix}."):
            return kind
    # What is fired from guns is, whatever it holds.
    return "shelling" if reading.is_a("gun_round", words.rsplit(" ", 1)[-1]) else None
