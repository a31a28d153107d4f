"""What an attack hit: what its verb or noun is aimed at, what it took place in, what its damage was done to."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import NO_FIGHT, thing_of
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.hits import Clause, is_blocked, is_hit
from harmtrace.extract.languages.means import count_of
from harmtrace.extract.languages.words import before
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any
from harmtrace.model.claim import TargetMention
from harmtrace.model.where import AREA_LEVELS

_NONE, _CIVILIAN, _CAMP = "-", "obj.civilian", "obj.camp"
_TOWNS = ("neighbourhood", "settlement")
_DAMAGE_BEFORE, _DAMAGE_AFTER = 40, 45
"""How far, in characters, the words for damage may stand from the thing."""
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
    unfought = bool(triggers) and all(trigger.value in NO_FIGHT for trigger in triggers)
    clause = Clause.of(reading, start, end, triggers)
    counted = [(harm.start, harm.end) for harm in harms]
    found: dict[tuple[str, str], TargetMention] = {}
    for mention in _things(reading, start, end, taken):
        if in_any(mention.start, counted):
            continue
        if is_blocked(clause, mention) if unfought else _is_joined(clause, mention) or is_hit(clause, mention):
            target = _target(reading, mention, start, end)
            found.setdefault(thing_of(target), target)
            clause.hit.append(mention)
    return list(found.values())


def _things(reading: Reading, start: int, end: int, taken: Sequence[Stretch]) -> list[Mention]:
    """The words for things that may have been hit, in order: no weapons, no names, one for "the school building"."""
    told = sorted([*reading.of("target", start, end), *_held(reading, start, taken)])
    ridden = [(words.start, words.end) for words in reading.of("described", start, end)]  # "men on motorcycles"
    free = [mention for mention in told if mention.value != _NONE and not in_any(mention.start, (*taken, *ridden))]
    things = [mention for mention in free if not _is_weapon(reading, mention) and not _is_name(reading, mention)]
    kept: list[Mention] = []
    for mention in things:
        beside = kept and kept[-1].feature == "object" and kept[-1].end < mention.start
        if beside and not reading.text[kept[-1].end : mention.start].strip():
            if kept[-1].value != _CIVILIAN or mention.value == _CIVILIAN or mention.feature != "object":
                continue  # "the base of the … field", "house by house"
            kept.pop()
        elif kept and _is_owner(reading, kept[-1], mention):
            continue
        kept.append(mention)
    return kept


def _is_owner(reading: Reading, thing: Mention, owner: Mention) -> bool:
    """ "a meeting place of the base": what another thing belongs to."""
    lead = reading.tokens_in(thing.end, owner.end)[:1]
    return bool(lead) and lead[0].start <= owner.start and not lead[0].classes.isdisjoint(("belonging",))


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
    """Whether a word is the name of a quarter or town, or part of one: "the quarter of the Garden", "the area of …"."""
    lead = reading.tokens_in(max(0, mention.start - _WEAPON), mention.start)[-1:]
    if lead and _names_what_follows(reading, lead[0]) and lead[0].end + 1 == mention.start:
        return True
    return any(
        place.start <= mention.start
        and mention.end <= place.end
        and (place.level in _TOWNS or (place.end > mention.end and place.level in AREA_LEVELS))
        and (place.end == mention.end or mention.value != _CAMP)
        for place in reading.places.before(mention.end, 3)
    )


def _names_what_follows(reading: Reading, token: Token) -> bool:
    """ "the area of …": a noun without its article that a name follows, in languages that say so."""
    if "name_follows" not in reading.traits or {"place_again", "definite"} & token.classes != {"place_again"}:
        return False
    return not reading.starting("target", token.start)


def _is_joined(clause: Clause, other: Mention) -> bool:
    """Whether a thing is joined by "and" to the last that was hit."""
    if not clause.hit:
        return False
    between = clause.reading.tokens_in(clause.hit[-1].end, other.start)
    return any("joining" in token.classes for token in between) and all(
        not token.classes.isdisjoint(("joining", "definite", "goal_link", "number")) or not token.is_word
        for token in between
    )


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
