"""The words of a stretch that tell an attack."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.languages.words import after
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any

_REACH = 45
"""How far, in characters, after a verb of firing or falling its weapon may begin."""
_SUBJECT = 28
"""How far, in characters, before such a verb its weapon may begin."""
_OF = 5
"""So many words after an attack noun the words may stand that take its force away."""


def attack_triggers(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The attack words of a stretch in order, but for those in `taken` stretches and in other senses."""
    named = reading.of("attack", start, end)
    verbs = [verb for klass in ("weapon_verb", "hit_verb") for verb in reading.of(klass, start, end)]
    fired = [verb for verb in verbs if _fires(reading, verb, end)]
    found = [*named, *(Mention(verb.start, verb.end, "attack", "attack", "verb") for verb in fired)]
    if not found:
        return []
    others = reading.of("no_attack", start, end, "object")
    kept: list[Mention] = []
    for trigger in sorted(found):
        if in_any(trigger.start, taken) or any(o.start <= trigger.start < o.end for o in others):
            continue
        if kept and trigger.start < kept[-1].end:
            continue
        if not _is_of_no_one(reading, trigger, end):
            kept.append(trigger)
    return kept


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
