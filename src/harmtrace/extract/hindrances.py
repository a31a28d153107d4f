"""Verbs that tell an attack by their object: "blocked aid lorries", "stepped on a mine", "threw a grenade"."""

from __future__ import annotations

from collections.abc import Iterator

from harmtrace.extract.deeds import object_words
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading

_REACH = 60
"""How far, in characters, from such a verb its object may stand."""
_WORDS = 8
"""So many words of the subject of a passive are looked at."""
_WEAPONS = {"mine_explosion": ("mine", "erw", "cluster.sub", "ied"), "attack": ("grenade", "incendiary", "explosive")}
"""By the kind of attack, the weapons that its verb must have for an object."""


def attacks_by_object(reading: Reading, start: int, end: int) -> Iterator[Mention]:
    """The verbs in `start:end` whose object, or whose subject in the passive, makes an attack of them."""
    for verb in reading.of("by_object", start, end):
        burns = reading.is_a("burning", reading.folded[verb.start : verb.end])
        if burns and not _is_lit(reading, verb):
            continue
        if any(_tells(reading, verb.value, *at, burns=burns) for at in _objects(reading, verb, start, end)):
            kind = "bombing" if verb.value == "mine_explosion" and _is_planted(reading, verb, end) else verb.value
            yield Mention(verb.start, verb.end, "attack", kind, "verb")


def _objects(reading: Reading, verb: Mention, start: int, end: int) -> Iterator[tuple[int, int]]:
    after = object_words(reading, verb.end, end)
    if after:
        yield verb.end, after[-1].end
    before = reading.tokens_in(max(start, verb.start - _REACH), verb.start)[-_WORDS:]
    reduced = any(
        "agent" in token.classes for token in reading.tokens_in(verb.end, verb.end + 2)
    )  # "four lorries, held up by soldiers"
    if before and (reduced or not before[-1].classes.isdisjoint(("be", "auxiliary"))):
        yield before[0].start, verb.start


def _tells(reading: Reading, kind: str, start: int, end: int, *, burns: bool) -> bool:
    """Whether a stretch names what makes the verb an attack of this kind."""
    if kind == "demolition":
        things = reading.of("target", start, _before_link(reading, start, end)) if burns else []
        return reading.any_of("alight", start, end) or any(thing.value.startswith("obj.") for thing in things)
    if kind == "aid_obstruction":
        named = reading.any_of("target", start, end, "obj.aid")
        return named or any("relief" in token.classes for token in reading.tokens_in(start, end))
    return any(weapon.value.startswith(_WEAPONS[kind]) for weapon in reading.of("weapon", start, end))


def _before_link(reading: Reading, start: int, end: int) -> int:
    """Where the object itself ends: "burned 35 homes | in a hamlet", "burned to ashes in the monastery" has none."""
    tokens = reading.tokens_in(start, end)
    links = (t.start for t in tokens if reading.is_a("function", t.word, "preposition") and "of" not in t.classes)
    return next(links, end)


def _is_lit(reading: Reading, verb: Mention) -> bool:
    """ "burned 48 boats", and not "a fire burned 40 shelters" or "wrecked or burnt-out cars"."""
    words = reading.tokens_in(verb.start, verb.end)
    near = [t for t in reading.tokens.before(verb.start, 2) if "skipped" not in t.classes or "auxiliary" in t.classes]
    before = near[-1:]  # "also burned"
    if not words or words[-1].end > verb.end:
        return False
    if not before or not before[0].classes.isdisjoint(("blaze", "det", "article", "alternative")):
        return False
    if "joining" in before[0].classes:
        after = reading.tokens_in(verb.end, verb.end + 2)[:1]
        opens = bool(after) and not after[0].classes.isdisjoint(("det", "article"))
        return opens or (bool(after) and reading.begins_count(after[0].start))
    return "function" not in before[0].classes or "auxiliary" in before[0].classes


def _is_planted(reading: Reading, verb: Mention, end: int) -> bool:
    """ "drove over an explosive device": planted by somebody, and no mine."""
    named = reading.of("weapon", verb.end, min(end, verb.end + _REACH))
    return bool(named) and named[0].value.startswith("ied")
