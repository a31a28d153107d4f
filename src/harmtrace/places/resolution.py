"""From mentions with several candidate places to one answer each, by the context of the whole document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from harmtrace.model.where import PlaceLevel, Where
from harmtrace.places.mentions import Mention
from harmtrace.places.place import Place

_GOVERNORATE = re.compile(
    r"(?i)\b(?:live in|living in|people in|attacks? on|offensive (?:on|in|against)|civilians in|parts of)\s+$"
)
_LIST = re.compile(r"^(?:,| and\b)")


def country_votes(mentions: Sequence[Mention], hint: str | None) -> Counter[str]:
    """How strongly the names of a text speak for each country."""
    votes: Counter[str] = Counter()
    for mention in mentions:
        countries = {place.country for place in mention.places}
        for country in countries:
            votes[country] += 3 if len(countries) == 1 else 1
        for place in mention.places:
            if place.level == "country":
                votes[place.country] += 6
    if hint:
        votes[hint.upper()] += 10
    return votes


def resolve(mentions: Sequence[Mention], text: str, hint: str | None) -> list[Where]:
    """Give each mention its place, its alternatives where the context leaves several, or none."""
    votes = country_votes(mentions, hint)
    first_levels: Counter[tuple[str, str]] = Counter(
        (place.country, place.admin1) for mention in mentions for place in mention.places if place.level == "adm1"
    )
    return [_answer(mention, _ranked(mention, votes, first_levels), text) for mention in mentions]


def _ranked(mention: Mention, votes: Counter[str], first_levels: Counter[tuple[str, str]]) -> list[Place]:
    wanted = {"region": ("informal_region", "adm1")}.get(mention.level or "", (mention.level,))
    fitting = [place for place in mention.places if place.level in wanted] or mention.places

    def weight(place: Place) -> tuple[float, ...]:
        return (
            place.level == "country",
            votes[place.country],
            first_levels[place.country, place.admin1] > 0,
            place.level == "informal_region",
            place.population,
        )

    ranked = sorted(fitting, key=weight, reverse=True)
    return [place for place in ranked if place.country == ranked[0].country] if ranked else []


def _answer(mention: Mention, ranked: list[Place], text: str) -> Where:
    if not ranked:
        return _unknown(mention, text)
    best = ranked[0]
    if best.level in ("country", "informal_region"):
        return _where(mention, best, (), text)
    towns = [place for place in ranked if place.level == "settlement"]
    areas = [place for place in ranked if place.level == "adm1"]
    regional = bool(mention.modifier and _is_regional(mention.modifier))
    if areas and (regional or mention.level in ("adm1", "region") or not towns or _speaks_of_area(mention, text)):
        return _where(mention, areas[0], (), text)
    if towns and areas and mention.level is None and not mention.modifier:
        return _where(mention, towns[0], (areas[0].place_id,), text)
    return _where(mention, towns[0] if towns else best, (), text)


def _is_regional(modifier: str) -> bool:
    return bool(re.search(r"ern\b|rural|part|countryside|greater", modifier))


def _speaks_of_area(mention: Mention, text: str) -> bool:
    return bool(_GOVERNORATE.search(text[max(0, mention.start - 40) : mention.start]))


def _where(mention: Mention, place: Place, alternatives: tuple[str, ...], text: str) -> Where:
    pointed = not place.is_area() and mention.modifier is None and not alternatives
    return Where(
        text=text[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
        role="location",
        status="ambiguous" if alternatives else "resolved",
        name=place.name,
        level=place.level,
        place_id=place.place_id,
        modifier=mention.modifier,
        lat=place.lat if pointed else None,
        lon=place.lon if pointed else None,
        radius_km=place.radius_km,
        admin=place.admin,
        alternatives=alternatives,
    )


def _unknown(mention: Mention, text: str) -> Where:
    levels: dict[str, PlaceLevel] = {
        "site": "site", "neighbourhood": "neighbourhood", "settlement": "settlement", "adm1": "adm1",
        "adm2": "adm2", "adm3": "adm3", "region": "informal_region",
    }  # fmt: skip
    return Where(
        text=text[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
        role="location",
        status="not_in_gazetteer",
        name=text[mention.name_start : mention.name_end],
        level=levels.get(mention.level or ""),
        modifier=mention.modifier,
    )
