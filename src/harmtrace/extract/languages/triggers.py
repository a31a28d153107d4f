"""The words of a stretch that tell an attack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from harmtrace.extract.languages.judged import is_ordered
from harmtrace.extract.languages.words import after, before, ending_at, is_definite
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any

_OPENING = ("joining", "that_word", "relative", "complementiser")
"""Classes of the words that a verb may follow at once, and a noun seldom does."""
_DOERS = ("actor", "adjective_actor", "delivery")
_REACH = 45
"""How far, in characters, after a verb of firing or falling its weapon may begin."""
_SUBJECT = 28
"""How far, in characters, before such a verb its weapon may begin."""
_SPLIT, _MEN = 9, 4
"""So many words after a verb its preposition, and after that the men, may stand."""
_ADJECTIVES = 2
"""So many words may say of what kind or whose the aircraft are that bombed."""
_OF = 5
"""So many words after an attack noun the words may stand that take its force away."""


def attack_triggers(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The attack words of a stretch in order, but for those in `taken` stretches and in other senses."""
    found = [*reading.of("attack", start, end), *_parted(reading, start, end)]
    found += _incidents(reading, start, end, found)
    if not found:
        return []
    dates = [(date.start, date.end) for date in reading.dates_in(start, end)]  # "at dawn" is spelt as "blew up"
    if reading.any_of("staged", start, end):
        return []
    others = [(other.start, other.end) for other in reading.of("no_attack", start, end, "object")]
    others += [(accident.start, accident.end) for accident in reading.of("accident", start, end)]
    kept: list[Mention] = []
    for trigger in sorted(found, key=lambda trigger: (trigger.start, -trigger.end, trigger.value == "attack")):
        if in_any(trigger.start, (*taken, *dates, *others)) or _describes_a_weapon(reading, trigger):
            continue
        if is_ordered(reading, trigger, start):
            continue
        if kept and trigger.start < kept[-1].end:
            if trigger.start == kept[-1].start and trigger.end == kept[-1].end and _is_verb(reading, trigger, start):
                kept[-1] = trigger if trigger.feature == "verb" else kept[-1]
            continue
        if not _is_of_no_one(reading, trigger, end):
            kept.append(_as_verb(reading, trigger, start))
    return kept


def _incidents(reading: Reading, start: int, end: int, known: Sequence[Mention]) -> list[Mention]:
    """ "Incidents on 14 and 16 July in Hass": what a text that tells of attacks calls so, with a day and a place."""
    if "incident" not in reading.classes or any(trigger.feature == "noun" for trigger in known):
        return []
    nouns = [t for t in reading.tokens_in(start, end) if "incident" in t.classes and "definite" not in t.classes]
    if not nouns or not reading.dates_in(start, end) or not reading.places.within(start, end):
        return []
    told = reading.any_of("attack", 0, start) or reading.any_of("weapon", 0, start)
    if not told or reading.any_of("accident", start, end) or reading.any_of("topic", start, end, "disaster"):
        return []
    return [Mention(nouns[0].start, nouns[0].end, "attack", "attack", "noun")]


def _parted(reading: Reading, start: int, end: int) -> Iterator[Mention]:
    """Verbs that tell an attack with what stands behind their subject: "dropped … a barrel", "opened … fire"."""
    for klass in reading.of_any(_PARTED):
        for verb in reading.of(klass, start, end):
            if (told := _PARTED[klass](reading, verb, end)) is not None:
                yield Mention(verb.start, verb.end, "attack", told, "verb")


def _describes_a_weapon(reading: Reading, trigger: Mention) -> bool:
    """ "suicide drones": a word for an attack that only says of what kind a weapon is."""
    if trigger.value != "suicide_bombing":
        return False
    near = reading.of("weapon", trigger.start - _REACH, trigger.end)
    return any(weapon.start < trigger.start for weapon in near if weapon.end >= trigger.end)


def _as_verb(reading: Reading, noun: Mention, start: int) -> Mention:
    """ "Bombed the air force the town", spelt as "the air force's bombing": its first word where an object follows."""
    words = reading.tokens_in(noun.start, noun.end)
    of_craft = noun.feature == "noun" and any("armed_means" in word.classes for word in words[1:])
    if not of_craft or "definite" in words[0].classes or not _is_verb(reading, noun, start):
        return noun
    following = after(reading, noun.end, noun.end + _REACH, _ADJECTIVES + 1)
    while following and not following[0].classes.isdisjoint(("craft_adjective", "adjective_actor")):
        following = following[1:]
    hit = bool(following) and (
        "place_again" in following[0].classes
        or bool(reading.places.beginning_at(following[0].start))
        or reading.begins("target", following[0].start)
    )
    return Mention(noun.start, words[0].end, noun.klass, noun.value, "verb") if hit else noun


def _is_verb(reading: Reading, trigger: Mention, start: int) -> bool:
    """Whether a word that is spelt as a noun and a verb opens its clause, as a verb does before its subject."""
    if is_definite(reading, trigger.start):
        return False  # "that the shelling": no verb has an article
    lead = before(reading, trigger.start, start, 1)
    if not lead or not lead[0].is_word or not lead[0].classes.isdisjoint(_OPENING):
        return True
    return ending_at(reading, _DOERS, trigger.start, start) is not None  # "the air force bombed"


def _kills(reading: Reading, verb: Mention, end: int) -> str | None:
    """ "did away with 40 fighters": a verb whose preposition has men for its object."""
    tokens = after(reading, verb.end, end, _SPLIT)
    on = next((at for at, token in enumerate(tokens) if "goal_link" in token.classes), None)
    men = tokens[on + 1 : on + 1 + _MEN] if on is not None else ()
    on_men = any("fighter" in token.classes or reading.begins("actor", token.start) for token in men)
    return "attack" if on_men else None


def _takes(reading: Reading, verb: Mention, end: int) -> str | None:
    """ "took … control of the town": a verb whose preposition has a place for its object."""
    tokens = after(reading, verb.end, end, _SPLIT)
    on = next((at for at, token in enumerate(tokens) if "goal_link" in token.classes), None)
    taken = tokens[on + 1 : on + 1 + _MEN] if on is not None else ()
    return "ground_attack" if any(reading.places.beginning_at(token.start) for token in taken) else None


def _blocks(reading: Reading, verb: Mention, end: int) -> str | None:
    """ "prevented the entry of aid": whether what is let in nowhere is aid."""
    entries = _near(reading, "entry", verb.end, end)
    aid = bool(entries) and bool(_near(reading, "aid_word", entries[0].end, end))
    return "aid_obstruction" if aid else None


def _blasts(reading: Reading, verb: Mention, end: int) -> str | None:
    """ "blew up a car bomb", "blew up three houses": what a verb of blasting tells by its object, if it does."""
    if _near(reading, "weapon", verb.end, end):
        return "bombing"
    return "demolition" if _near(reading, "target", verb.end, end) else None


def _shoots(reading: Reading, verb: Mention, end: int) -> str | None:
    """ "opened … fire"."""
    return "shooting" if _near(reading, "gunfire", verb.end, end) else None


def _near(reading: Reading, klass: str, start: int, end: int) -> list[Mention]:
    """The mentions of a class that begin not far behind a verb."""
    return [mention for mention in reading.of(klass, start, end) if mention.start < start + _REACH]


def _fires(reading: Reading, verb: Mention, end: int) -> str | None:
    """Whether a weapon is what a verb fires, drops or sees fall."""
    near = _near(reading, "weapon", verb.end, end)
    near += reading.of("weapon", verb.start - _SUBJECT, verb.start)[-1:]  # "more than thirty shells fell"
    return "attack" if any(weapon.feature in ("munition", "explosive", "charge") for weapon in near) else None


def _is_of_no_one(reading: Reading, trigger: Mention, end: int) -> bool:
    """ "a barrage of jokes": an attack noun followed by what nobody is hurt by."""
    if "no_attack" not in reading.mentions:
        return False
    return any(
        reading.begins("no_attack", token.start)
        and any(m.feature != "object" and m.value == "doer" for m in reading.starting("no_attack", token.start))
        for token in after(reading, trigger.end, end, _OF)
    )


_PARTED: dict[str, Callable[[Reading, Mention, int], str | None]] = {
    "weapon_verb": _fires,
    "hit_verb": _fires,
    "fire_verb": _shoots,
    "blast_verb": _blasts,
    "block_verb": _blocks,
    "kill_on": _kills,
    "taking_verb": _takes,
}
"""Classes of such verbs, and what tells the kind of attack from what stands behind one."""
