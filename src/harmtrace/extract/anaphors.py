"""Places that are told again by a common noun: "in the city", "the same camp", "there"."""

from __future__ import annotations

from dataclasses import replace

from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.model.where import Where

_LEVELS = {
    "town": ("settlement",),
    "camp": ("site",),
    "area": ("adm1", "adm2", "informal_region", "region"),
    "country": ("country",),
    "any": ("settlement", "neighbourhood", "site", "adm2", "adm1"),
}


_MEMORY = 60
"""So many places back one may be spoken of again."""


def anaphoric_place(reading: Reading, start: int, end: int) -> Where | None:
    """The place that `start:end` speaks of again, resolved to its last naming; None where nothing fits.

    Only a noun in a phrase of place counts ("in the city", "on the camp"): "the city was hit" has
    its subject, and "the city council" is a body.
    """
    for mention in reading.of("place_anaphor", start, end):
        if not _in_place_phrase(reading, mention, start):
            continue
        levels = _LEVELS.get(mention.value, ())
        near = reversed(reading.places.before(mention.start, _MEMORY))
        named = next((place for place in near if place.end <= mention.start and place.level in levels), None)
        if named is not None:
            words = reading.text[mention.start : mention.end]
            return replace(named, start=mention.start, end=mention.end, text=words, modifier=None)
    return None


def _in_place_phrase(reading: Reading, mention: Mention, start: int) -> bool:
    if mention.value == "any":
        # "There were no deaths" tells no place.
        following = reading.tokens_in(mention.end, mention.end + 16)[:1]
        return not following or following[0].classes.isdisjoint(("be", "auxiliary"))
    before = reading.tokens_in(max(start, mention.start - 16), mention.start)
    after = reading.tokens_in(mention.end, mention.end + 16)[:1]
    heads = bool(after) and after[0].start == mention.end + 1 and "group" in after[0].classes
    return bool(before) and "place_link" in before[-1].classes and not heads
