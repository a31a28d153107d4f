"""From the words that limit a place to the same in the tongue in force: "southern part of", "near", "rural".

A source's words stand as they are on a page of its language. On a page of another language their meaning is said, where
it is one of those below; any other is quoted beside the name.
"""

from __future__ import annotations

from harmtrace.places.modifiers import BEARINGS, meaning_of
from harmtrace.publish.tongue import N_, _, is_own, isolated, quoted

_PARTS = {
    "north": N_("the north of {place}"),
    "north-east": N_("the north-east of {place}"),
    "east": N_("the east of {place}"),
    "south-east": N_("the south-east of {place}"),
    "south": N_("the south of {place}"),
    "south-west": N_("the south-west of {place}"),
    "west": N_("the west of {place}"),
    "north-west": N_("the north-west of {place}"),
}
_BEYOND = {
    "north": N_("north of {place}"),
    "north-east": N_("north-east of {place}"),
    "east": N_("east of {place}"),
    "south-east": N_("south-east of {place}"),
    "south": N_("south of {place}"),
    "south-west": N_("south-west of {place}"),
    "west": N_("west of {place}"),
    "north-west": N_("north-west of {place}"),
}
_COUNTRYSIDE = {
    "north": N_("the northern countryside of {place}"),
    "north-east": N_("the north-eastern countryside of {place}"),
    "east": N_("the eastern countryside of {place}"),
    "south-east": N_("the south-eastern countryside of {place}"),
    "south": N_("the southern countryside of {place}"),
    "south-west": N_("the south-western countryside of {place}"),
    "west": N_("the western countryside of {place}"),
    "north-west": N_("the north-western countryside of {place}"),
}
_OTHERS = {
    ("part", "central"): N_("the centre of {place}"),
    ("part", "countryside"): N_("the countryside of {place}"),
    ("part", "villages"): N_("villages of {place}"),
    ("part", "greater"): N_("greater {place}"),
    ("ring", "suburbs"): N_("the outskirts of {place}"),
    ("near", "near"): N_("near {place}"),
}
_SIDES = {bearing: side for side, bearing in BEARINGS.items()}


def modified_words(modifier: str, name: str) -> str:
    """A place with what limits it: "southern part of Idlib"."""
    place = isolated(name)
    if is_own(modifier):
        return f"{isolated(modifier)} {place}"
    message = _message(modifier)
    if message is None:
        return _("{place} ({modifier})", place=place, modifier=quoted(modifier))
    return _(message, place=place)


def _message(modifier: str) -> str | None:
    meaning = meaning_of(modifier)
    if not meaning.bearings:
        return _OTHERS.get((meaning.kind, meaning.how))
    if len(meaning.bearings) > 1:
        return None
    side = _SIDES[meaning.bearings[0]]
    tables = {("beyond", ""): _BEYOND, ("part", ""): _PARTS, ("part", "countryside"): _COUNTRYSIDE}
    return tables.get((meaning.kind, meaning.how), {}).get(side)
