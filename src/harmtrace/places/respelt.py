"""From names after a preposition of place to the places of the document's countries that are spelt otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmtrace.places.containment import place_in
from harmtrace.places.context import Context
from harmtrace.places.cues import Cues
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.mentions import Mention, Taken
from harmtrace.places.place import BY_NAME_ALONE, Place
from harmtrace.places.placed import names_people, speaks_against
from harmtrace.places.spelt import DISTRICTS, is_known, known_of_this_sound, spelt_otherwise
from harmtrace.places.unknown import name_at, words_among
from harmtrace.vocab.pieces import has_commas

_AREAS = ("adm2", "adm3", "region")
"""Levels that the words around a name have already spoken for or against."""
_WIDE = ("country", "adm1", "informal_region", "water")


def by_spelling(
    text: str, mentions: Sequence[Mention], context: Context, gazetteer: Gazetteer, cues: Cues
) -> list[Mention]:
    """Names after a preposition of place that sound like a place which the document gives reason to look for."""
    found: list[Mention] = []
    taken = Taken(mentions)
    for start, end, whole in _names(text, cues):
        name = text[start:end]
        if taken.overlaps(start, end) or names_people(name, cues) or fold_name(name) in cues.common:
            continue
        if cues.organisation_after.match(text, end):
            continue
        places = _places_of(name, context, gazetteer, cues)
        if places and (whole or any(map(is_known, places))):
            found.append(Mention(start, end, start, end, places=places))
            taken.add(found[-1])
    return found


def _places_of(name: str, context: Context, gazetteer: Gazetteer, cues: Cues) -> list[Place]:
    """The places that a name after a preposition may mean: known ones of just this name, else by its sound."""
    if fold_name(name) in cues.compounds:
        return []
    named = gazetteer.lookup(name, every=False) or gazetteer.lookup(name)
    exact = [place for place in named if is_known(place) and place.level not in BY_NAME_ALONE]
    if exact := [place for place in exact if place.country in context.active and context.plausible(place)]:
        return exact
    if speaks_against(fold_name(name).split(), cues):
        return []
    return list(spelt_otherwise(name, context, gazetteer, marked=False).places)


def _names(text: str, cues: Cues) -> Iterator[tuple[int, int, bool]]:
    """The spans of the names after prepositions, and whether it is the whole name.

    Where commas are lost, the first words of a name may be one by themselves.
    """
    shorter = not has_commas(text)
    for _, before in words_among(text, cues, cues.locatives):
        span = name_at(text, before + 1, cues)
        if span is None:
            continue
        start, words = span[0], text[slice(*span)].split()
        for length in range(len(words), 0 if shorter else len(words) - 1, -1):
            yield start, start + len(" ".join(words[:length])), length == len(words)


def look_for(mention: Mention, text: str, context: Context, gazetteer: Gazetteer) -> None:
    """Add the places that a name may be another spelling of, or note why there are none.

    The name of a site or a water with the word for it ("Al-Salam camp") is left as it is.
    """
    if mention.level in ("site", "water"):
        return
    name = text[mention.name_start : mention.name_end]
    if mention.level == "adm1" and not mention.places:
        # "Gezira state": a name that counts nowhere else does where the level is told, if only one region bears it.
        regions = [place for place in gazetteer.lookup(name) if place.level == "adm1"]
        mention.places = regions if len(regions) == 1 else []
    if any(is_known(place) and context.is_here(place) for place in mention.places):
        return
    if any(context.is_here(place) for place in mention.places):
        more = known_of_this_sound(name, context, gazetteer)
    else:
        # A name that a known place elsewhere bears is no slip of the pen for one with other consonants here.
        spelt = spelt_otherwise(name, context, gazetteer, apart=not any(map(is_known, mention.places)))
        more, mention.reason = spelt.places, spelt.reason
    known = {place.place_id for place in mention.places}
    mention.places = [*mention.places, *(place for place in more if place.place_id not in known)]


def leave_out_the_far(mention: Mention, context: Context) -> None:
    """Leave out hamlets far from all else that the document names; where nothing else is left, the reason is noted."""
    near = [place for place in mention.places if is_known(place) or context.plausible(place)]
    if mention.places and not near:
        far = mention.places[0]
        mention.reason = f"{far.name} ({', '.join(far.admin)}) is far from the other places of the document"
    mention.places = near


def leave_out_districts(mention: Mention) -> None:
    """Leave out the district that is named for a town, where no word beside the name says that it is meant."""
    if mention.level in _AREAS:
        return
    towns = {(p.country, p.admin1) for p in mention.places if p.level == "settlement" and is_known(p)}
    mention.places = [p for p in mention.places if p.level not in DISTRICTS or (p.country, p.admin1) not in towns]


def keep_the_inside(mention: Mention, text: str, context: Context, gazetteer: Gazetteer) -> None:
    """Keep what lies in the area that the text says the place lies in, another spelling of the name included."""
    outer = mention.container
    areas = [place for place in outer.places if place.is_area()] if outer is not None and not outer.beyond else []
    if not areas or not mention.places:
        return
    countries = {area.country for area in areas}
    within = [place for place in mention.places if place.country in countries]
    if within or all(area.level == "adm1" for area in areas):
        # "Qatar in Aleppo province", "Aleppo, Pennsylvania": what lies in another country than the area is not meant.
        mention.places = within
    if not mention.places or any(place.level in _WIDE for place in mention.places):
        return
    answers = {place.place_id: {place_in(area, place) for area in areas} for place in mention.places}
    inside = [place for place in mention.places if "yes" in answers[place.place_id]]
    if not inside:
        spelt = spelt_otherwise(text[mention.name_start : mention.name_end], context, gazetteer).places
        inside = [place for place in spelt if any(place_in(area, place) == "yes" for area in areas)]
    if not inside:
        inside = [place for place in mention.places if "maybe" in answers[place.place_id]]
        first = mention.places[0]
        mention.reason = f"{first.name} ({', '.join(first.admin)}) does not lie in {areas[0].name}"
    mention.places = inside
