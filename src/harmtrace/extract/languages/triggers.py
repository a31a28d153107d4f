"""The words of a stretch that tell an attack."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.languages.words import after, before
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any

_OPENING = ("joining", "that_word", "relative", "complementiser")
"""Classes of the words that a verb may follow at once, and a noun seldom does."""
_REACH = 45
"""How far, in characters, after a verb of firing or falling its weapon may begin."""
_SUBJECT = 28
"""How far, in characters, before such a verb its weapon may begin."""
_SPLIT, _MEN = 9, 4
"""So many words after a verb its preposition, and after that the men, may stand."""
_OF = 5
"""So many words after an attack noun the words may stand that take its force away."""


def attack_triggers(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The attack words of a stretch in order, but for those in `taken` stretches and in other senses."""
    named = reading.of("attack", start, end)
    verbs = [verb for klass in ("weapon_verb", "hit_verb") for verb in reading.of(klass, start, end)]
    found = [*named, *(_told(verb, "attack") for verb in verbs if _fires(reading, verb, end))]
    found += [
        _told(verb, "shooting")
        for verb in reading.of("fire_verb", start, end)
        if reading.any_of("gunfire", verb.end, min(end, verb.end + _REACH))
    ]
    found += [
        _told(verb, kind) for verb in reading.of("blast_verb", start, end) if (kind := _blast(reading, verb, end))
    ]
    found += [_told(verb, "attack") for verb in reading.of("kill_on", start, end) if _kills(reading, verb, end)]
    if not found:
        return []
    others = reading.of("no_attack", start, end, "object")
    dates = [(date.start, date.end) for date in reading.dates_in(start, end)]  # "at dawn" is spelt as "blew up"
    kept: list[Mention] = []
    for trigger in sorted(found, key=lambda trigger: (trigger.start, -trigger.end, trigger.value == "attack")):
        if (
            in_any(trigger.start, taken)
            or in_any(trigger.start, dates)
            or any(o.start <= trigger.start < o.end for o in others)
        ):
            continue
        if kept and trigger.start < kept[-1].end:
            if trigger.start == kept[-1].start and trigger.end == kept[-1].end and _is_verb(reading, trigger, start):
                kept[-1] = trigger if trigger.feature == "verb" else kept[-1]
            continue
        if not _is_of_no_one(reading, trigger, end):
            kept.append(trigger)
    return kept


def _is_verb(reading: Reading, trigger: Mention, start: int) -> bool:
    """Whether a word that is spelt as a noun and a verb opens its clause, as a verb does before its subject."""
    lead = before(reading, trigger.start, start, 1)
    return not lead or not lead[0].is_word or not lead[0].classes.isdisjoint(_OPENING)


def _told(verb: Mention, kind: str) -> Mention:
    return Mention(verb.start, verb.end, "attack", kind, "verb")


def _kills(reading: Reading, verb: Mention, end: int) -> bool:
    """ "did away with 40 fighters": a verb whose preposition has men for its object."""
    tokens = after(reading, verb.end, end, _SPLIT)
    on = next((at for at, token in enumerate(tokens) if "goal_link" in token.classes), None)
    men = tokens[on + 1 : on + 1 + _MEN] if on is not None else ()
    return any("fighter" in token.classes or reading.begins("actor", token.start) for token in men)


def _blocks(reading: Reading, verb: Mention, end: int) -> bool:
    """ "prevented the entry of aid": whether what is let in nowhere is aid."""
    last = min(end, verb.end + _REACH)
    entries = reading.of("entry", verb.end, last)
    return bool(entries) and reading.any_of("aid_word", entries[0].end, min(end, entries[0].end + _REACH))


def _blast(reading: Reading, verb: Mention, end: int) -> str:
    """ "blew up a car bomb", "blew up three houses": what a verb of blasting tells by its object, if it does."""
    last = min(end, verb.end + _REACH)
    if reading.any_of("weapon", verb.end, last):
        return "bombing"
    return "demolition" if reading.any_of("target", verb.end, last) else ""


def _fires(reading: Reading, verb: Mention, end: int) -> bool:
    """Whether a weapon is what a verb fires, drops or sees fall."""
    near = reading.of("weapon", verb.end, min(end, verb.end + _REACH))
    near += reading.of("weapon", verb.start - _SUBJECT, verb.start)[-1:]  # "more than thirty shells fell"
    return any(weapon.feature in ("munition", "explosive", "charge") for weapon in near)


def _is_of_no_one(reading: Reading, trigger: Mention, end: int) -> bool:
    """ "a barrage of jokes": an attack noun followed by what nobody is hurt by."""
    return any(
        reading.begins("no_attack", token.start)
        and any(m.feature != "object" and m.value == "doer" for m in reading.starting("no_attack", token.start))
        for token in after(reading, trigger.end, end, _OF)
    )
