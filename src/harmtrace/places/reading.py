"""From a document's text to every place expression in it, resolved with the context of the whole document."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from harmtrace.model.immutable import replace
from harmtrace.model.where import AREA_LEVELS, Where
from harmtrace.places.areas import located
from harmtrace.places.asked import answers
from harmtrace.places.bare import bare
from harmtrace.places.context import Context
from harmtrace.places.cues import Cues, cues
from harmtrace.places.folding import fold, fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.given import abbreviated
from harmtrace.places.inflected import inflected_mentions
from harmtrace.places.line_heads import names_at_heads
from harmtrace.places.linking import (
    leave_what_lies_elsewhere,
    lie_in_directions,
    lie_in_last_city,
    link,
    share_parts,
    widen,
)
from harmtrace.places.mentions import Mention, find_names, minor_names, read_around
from harmtrace.places.modifiers import in_english
from harmtrace.places.piecewise import fold_text
from harmtrace.places.placed import names_before_places, names_in_heads, placed_names
from harmtrace.places.publishers import country_of
from harmtrace.places.resolution import Resolution
from harmtrace.places.respelt import by_spelling, look_for
from harmtrace.places.runs import names_in_runs
from harmtrace.places.scoring import Leanings
from harmtrace.places.titled import titled_names, with_roads
from harmtrace.places.uncased import uncased_names
from harmtrace.places.unheard import sounds_unheard
from harmtrace.places.unknown import listed_names, marked_names, words_among
from harmtrace.places.usage import used_as_places
from harmtrace.places.without_capitals import (
    look_with_level_word,
    read_in_name,
    used_without_capitals,
    without_ordinary,
)

_name_start = attrgetter("name_start")
_REACH = 80
_LARGER = 5
"""A road leads to the town that has so many times the people of others of its name."""


def read_places(
    text: str,
    language: str,
    gazetteer: Gazetteer,
    *,
    toponyms: Sequence[tuple[int, int]] | None = None,
    country_hint: str | None = None,
    url: str | None = None,
) -> list[Where]:
    """Return the places that a text names, in order, with the role "location".

    With `toponyms` (spans into `text`) there is exactly one answer for each, in their order;
    the other names of the text serve as context only. `country_hint` is an ISO code of two letters; `url`
    is where the text was published, and tells its publisher's country.
    """
    words, home = cues(language), country_of(url)
    if toponyms is None and (words.uncased or words.endings):
        plain = bare(text)
        return list(plain.as_given(_read_by_words(plain.text, words, gazetteer, (country_hint, home))))
    folded = fold(text)
    mentions = find_names(folded, gazetteer)
    if toponyms is not None:
        return answers(text, mentions, toponyms, (country_hint, home), gazetteer, words)
    about = Context(mentions, country_hint).active
    mentions += minor_names(folded, gazetteer, mentions, about)
    mentions += abbreviated(text, mentions, gazetteer)
    mentions.sort(key=lambda mention: mention.name_start)
    for mention in mentions:
        read_around(mention, text, words)
    widen(mentions, text, gazetteer, words)
    link(mentions, text, words)
    mentions = with_roads(text, used_as_places(mentions, text, words), words)
    context = Context(mentions, country_hint)
    every = _with_unknown(mentions, text, gazetteer, words, context)
    if len(every) > len(mentions):
        mentions, context = every, Context(every, country_hint)
    resolution = Resolution(mentions, text, context, (country_hint, home), gazetteer)
    return [where for _, where in _answers(text, mentions, resolution, gazetteer, words)]


def _answers(
    text: str, mentions: Sequence[Mention], resolution: Resolution, gazetteer: Gazetteer, words: Cues
) -> list[tuple[Mention | None, Where]]:
    """The answers for the mentions with their areas, and for the surroundings of places, in order."""
    found: list[tuple[Mention | None, Where]] = [
        (m, _with_area(_in_english(where, words), m, resolution, gazetteer))
        for m in mentions
        if (where := resolution.answer(m))
    ]
    surroundings = _surroundings(text, mentions, gazetteer, words)
    found += [(None, located(_in_english(where, words), gazetteer)) for where in surroundings]
    return sorted(found, key=lambda one: (one[1].start, one[1].end))


def _in_english(where: Where, words: Cues) -> Where:
    """The answer with its modifier in English words, in which the record compares places."""
    if where.modifier is None or not words.uncased:
        return where
    return replace(where, modifier=in_english(where.modifier, words.language, of_area=where.level in AREA_LEVELS))


def _read_by_words(text: str, words: Cues, gazetteer: Gazetteer, leanings: Leanings) -> list[Where]:
    """The places of a text in a script without capitals, or in a language that changes the endings of names, in order.

    What only says where the place before it lies ("حاس بريف إدلب الجنوبي") is told by that place's `admin`.
    """
    if words.uncased:
        mentions = _uncased_mentions(text, words, gazetteer, leanings[0])
    else:
        mentions = inflected_mentions(text, words, gazetteer, leanings[0])
        link(mentions, text, words)
        leave_what_lies_elsewhere(mentions)
    outer = {id(mention.container): mention for mention in mentions if mention.container is not None}
    outer |= lie_in_directions(mentions, text, words)
    # "منطقة" is any place: a name that no pack has counts where the text says what it lies in, or no table has it.
    mentions = [
        one
        for one in mentions
        if one.places or one.level != "region" or one.container is not None or _is_unheard(one, text, words)
    ]
    lie_in_last_city(mentions, text)
    resolution = Resolution(mentions, text, Context(mentions, leanings[0]), leanings, gazetteer)
    told = {key for key, inner in outer.items() if resolution.answer(inner) is not None}
    answers = _answers(text, mentions, resolution, gazetteer, words)
    return [where for mention, where in answers if mention is None or id(mention) not in told or _is_listed(mention)]


def _is_unheard(mention: Mention, text: str, words: Cues) -> bool:
    """Whether no table has any word of a name, so that it can be nothing but one ("منطقة المغازي")."""
    name = fold_name(text[mention.name_start : mention.name_end]).split()
    return words.uncased and mention.cued and all(sounds_unheard(word, words.language) for word in name)


def _is_listed(mention: Mention) -> bool:
    """Whether an area stands in a list of areas ("حاس في إدلب وحماة"), and is more than where a place lies."""
    return any(place.is_area() for other in mention.beside for place in other.places)


def _uncased_mentions(text: str, words: Cues, gazetteer: Gazetteer, hint: str | None) -> list[Mention]:
    """The names in a text without capitals, linked to each other."""
    folded = fold_text(text)
    mentions = without_ordinary(find_names(folded, gazetteer), text, words)
    about = Context(mentions, hint).active
    mentions += without_ordinary(minor_names(folded, gazetteer, mentions, about), text, words)
    mentions.sort(key=_name_start)
    for mention in mentions:
        read_around(mention, text, words)
        read_in_name(mention, text, words)
    widen(mentions, text, gazetteer, words)
    link(mentions, text, words)
    mentions = used_without_capitals(mentions, text, words, about)
    context = Context(mentions, hint)
    for mention in mentions:
        look_for(mention, text, context, gazetteer)
    more = uncased_names(text, mentions, context, gazetteer, words)
    more += names_at_heads(text, [*mentions, *more], context, gazetteer, words)
    for mention in more:
        read_around(mention, text, words)
    mentions = sorted([*mentions, *more], key=_name_start)
    for mention in mentions:
        look_with_level_word(mention, text, gazetteer, words)
    link(mentions, text, words)
    share_parts(mentions, text, words)
    return mentions


def _with_unknown(
    mentions: list[Mention], text: str, gazetteer: Gazetteer, words: Cues, context: Context
) -> list[Mention]:
    """The mentions with those that only cue words mark, in order and linked anew."""
    in_runs = names_in_runs(text, mentions, words)
    in_runs += titled_names(text, [*mentions, *in_runs], words)
    marked = [*in_runs, *marked_names(text, [*mentions, *in_runs], words)]
    for mention in (*mentions, *marked):
        look_for(mention, text, context, gazetteer)
    spelt = by_spelling(text, [*mentions, *marked], context, gazetteer, words)
    placed = placed_names(text, [*mentions, *marked, *spelt], words)
    placed += names_in_heads(text, [*mentions, *marked, *spelt, *placed], words)
    placed += names_before_places(text, [*mentions, *marked, *spelt, *placed], words)
    for mention in placed:
        look_for(mention, text, context, gazetteer)
    spelt += placed
    for mention in spelt:
        read_around(mention, text, words)
    every = sorted([*mentions, *marked, *spelt], key=lambda mention: mention.name_start)
    listed = listed_names(text, every, words)
    for mention in listed:
        look_for(mention, text, context, gazetteer)
    every = sorted([*every, *listed], key=lambda mention: mention.name_start)
    if marked or spelt or listed:
        link(every, text, words)
    return every


def _surroundings(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, words: Cues) -> list[Where]:
    """In "Idlib and its countryside": the second place is the region of the first."""
    found: list[Where] = []
    if words.uncased and not any(pronoun in text for pronoun in words.pronouns):
        return found
    for begins, _ in words_among(text, words, words.pronouns):
        match = words.its.match(text, begins)
        if match is None:
            continue
        near = [m for m in mentions if m.pointed and 0 <= match.start() - m.end <= _REACH]
        near = [m for m in near if not any(mark in text[m.end : match.start()] for mark in ".\n;")]
        place = near[-1].pointed if near else None
        regions = (
            [p for p in gazetteer.first_levels(place.country) if place and p.admin1 == place.admin1] if place else []
        )
        if not regions:
            continue
        region = regions[0]
        start, end = match.start("its"), match.end("part")
        found.append(
            Where(
                text=text[start:end],
                start=start,
                end=end,
                role="location",
                status="resolved",
                name=region.name,
                level="adm1",
                place_id=region.place_id,
                modifier=f"{' '.join(match['part'].lower().split())} of",
                admin=region.admin,
            )
        )
    return found


def _with_area(where: Where, mention: Mention, resolution: Resolution, gazetteer: Gazetteer) -> Where:
    """The answer with its area, for which the places that it lies between must be known."""
    if mention.ends is not None:
        ends = [answer for end in mention.ends if (answer := resolution.answer(end)) and answer.place_id]
        if len(ends) == len(mention.ends) and all(_is_town(end, gazetteer) for end in ends):
            where = replace(where, between=tuple(str(end.place_id) for end in ends))
    found = located(where, gazetteer)
    outer = mention.container
    if found.place_id is None and found.lat is None and outer is not None and outer.beyond:
        return _beside(found, resolution.answer(outer), gazetteer)
    return found


def _beside(where: Where, outer: Where | None, gazetteer: Gazetteer) -> Where:
    """ "Abdin, 15 km south of Hass": a place that no pack has, where the text says that it is."""
    if outer is None or outer.place_id is None or outer.alternatives:
        return where
    near = located(outer, gazetteer)
    if near.precision != "near" or near.lat is None:
        return where
    return where.placed(near.lat, near.lon, near.radius_km, "near")


def _is_town(end: Where, gazetteer: Gazetteer) -> bool:
    """Whether what a road leads to is one town: of "Aleppo", city, governorate and hamlets, it is the city."""
    town, *others = (gazetteer.place(place_id) for place_id in (str(end.place_id), *end.alternatives))
    return (
        town is not None
        and not town.is_area()
        and all(o is not None and (o.is_area() or town.population > _LARGER * o.population) for o in others)
    )
