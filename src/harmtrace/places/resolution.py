"""From a mention with several candidate places to one answer, to several that it may be, or to none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.model.where import PlaceLevel, Where
from harmtrace.places.answering import answer_of
from harmtrace.places.areas import Placed
from harmtrace.places.beside import beside
from harmtrace.places.containment import place_in
from harmtrace.places.context import Context
from harmtrace.places.display import in_latin
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.letters import ARABIC_LETTER
from harmtrace.places.mentions import Mention
from harmtrace.places.modifiers import meaning_of
from harmtrace.places.place import CITY, Place
from harmtrace.places.scoring import SURE, Leanings, candidates_of, chances

_WANTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "adm1": (("adm1",), ("adm2",), ("informal_region",)),
    "adm2": (("adm2",), ("adm3",), ("neighbourhood",)),
    "adm3": (("adm3",), ("adm2",)),
    "region": (("informal_region", "adm1"), ("adm2",), ("country", "settlement")),
    "settlement": (("settlement",), ("adm1", "adm2", "informal_region", "country")),
    "neighbourhood": (("neighbourhood",),),
    "site": (("site",),),
    "water": (("water",),),
}
_UNKNOWN_LEVELS: dict[str, PlaceLevel] = {
    "site": "site",
    "neighbourhood": "neighbourhood",
    "settlement": "settlement",
    "adm1": "adm1",
    "adm2": "adm2",
    "adm3": "adm3",
    "region": "informal_region",
    "water": "water",
}
_REGIONAL = re.compile(r"ern\b|rural|parts?\b|countryside|greater|ريف|شمال|جنوب|شرق|غرب|الجزء|القسم")
_SPOKEN_AREA = re.compile(
    r"(?i)\b(?:(?:live|lives|lived|living|people|civilians|residents|population|offensive|campaign|displaced)"
    r"\s+(?:in|on|against|across|throughout)|attacks?\s+(?:on|in|across)|across|throughout)\s+(?:the\s+)?$"
)
_UNLIKELY = 0.1
"""Below this chance a country is not meant by its name ("Atlanta, Georgia")."""
_SEAT_KM = 5.0
_MOST_ALTERNATIVES = 5


class Resolution:
    """The answers for the mentions of one document; those that contain others are answered first."""

    def __init__(
        self, mentions: Sequence[Mention], text: str, context: Context, leanings: Leanings, gazetteer: Gazetteer
    ) -> None:
        self.text = text
        self.context = context
        self.mentions = mentions
        self.leanings, self.gazetteer = leanings, gazetteer
        self._chances: dict[int, dict[str, float]] | None = None
        self._answers: dict[int, Where | None] = {}
        self._contained: dict[int, list[Mention]] = {}
        for mention in mentions:
            if mention.container is not None and not mention.container.beyond:
                self._contained.setdefault(id(mention.container), []).append(mention)

    def answer(self, mention: Mention) -> Where | None:
        """The answer for a mention, None where it is no place of this document."""
        waiting: list[Mention] = []
        outer: Mention | None = mention
        while outer is not None and id(outer) not in self._answers:
            self._answers[id(outer)] = None
            waiting.append(outer)
            outer = outer.container
        for inner in reversed(waiting):
            self._answers[id(inner)] = self._resolve(inner)
        return self._answers[id(mention)]

    def _resolve(self, mention: Mention) -> Where | None:
        fitting = _of_level(mention) or self._town_of_district(mention)
        if not fitting:
            return self._unknown(mention) if (mention.cued or mention.beside) and not mention.unsure else None
        likely = [place for place in fitting if self.context.supports(mention, place) and self.context.plausible(place)]
        likely = self._inside(mention, likely, fitting)
        if not likely:
            # The name is a place's elsewhere; here it is used as a place that no pack has.
            return None if mention.unsure else self._unknown(mention)
        return self._choose(mention, likely)

    def _town_of_district(self, mention: Mention) -> list[Place]:
        """In "The Kafr Hamrah district of Aleppo": a town near the city that the text calls a district of it.

        One of just this name: a district of a city that sounds like a village elsewhere is another place.
        """
        outer = mention.container
        if mention.level not in ("adm2", "neighbourhood") or outer is None:
            return []
        name = fold_name(self.text[mention.name_start : mention.name_end])
        return [
            place
            for place in mention.places
            if name in map(fold_name, (place.name, *place.names))
            and place.level in ("settlement", "neighbourhood")
            and _shares_region(place, outer.places)
        ]

    def _inside(self, mention: Mention, likely: list[Place], fitting: Sequence[Place]) -> list[Place]:
        """The candidates that lie where the text says the place is."""
        if mention.container is None:
            return likely
        outer = None if mention.container.beyond else mention.container.pointed
        areas = [outer] if outer else list(mention.container.places)
        if mention.container.beyond or not any(place.is_area() for place in areas):
            near = beside(mention, mention.places)
            return [place for place in likely if place in near] or [place for place in near if place not in likely]
        areas = [place for place in areas if place.is_area()]
        inside = [place for place in fitting if any(place_in(area, place) == "yes" for area in areas)]
        return inside or [place for place in likely if any(place_in(area, place) == "maybe" for area in areas)]

    def _choose(self, mention: Mention, likely: list[Place]) -> Where:
        if alone := self._alone(mention, likely):
            return self._found(mention, alone)
        here = self._in_likely_country(mention, likely)
        if not here:
            return self._found(mention, sorted(likely, key=lambda place: -self.chance(mention, place)))
        spots = [place for place in here if place.level not in ("adm1", "adm2", "informal_region")]
        towns = self._ranked(mention, spots)
        areas = [place for level in ("adm1", "informal_region", "adm2") for place in here if place.level == level]
        if not areas or (towns and areas[0].level == "adm2" and not _regional(mention)):
            return self._found(mention, towns)
        if not towns or self._means_area(mention, areas[0]):
            return self._found(mention, areas[:1])
        if self._means_town(mention) or (not mention.beside and kilometres(towns[0], areas[0]) < _SEAT_KM):
            return self._found(mention, towns[:1])
        return self._found(mention, [towns[0], areas[0]])

    def _alone(self, mention: Mention, likely: list[Place]) -> list[Place]:
        """A country, or a sea that is not called otherwise ("the Red Sea"), where no other place is far likelier."""
        for level in ("country", *(("water",) if mention.level is None else ())):
            of_level = [place for place in likely if place.level == level][:1]
            if of_level and (len(likely) == 1 or self.chance(mention, of_level[0]) >= _UNLIKELY):
                return of_level
        return []

    def _in_likely_country(self, mention: Mention, likely: list[Place]) -> list[Place]:
        """The candidates in the country that is meant; none where no country is likely enough."""
        shares: dict[str, float] = {}
        for place in likely:
            shares[place.country] = shares.get(place.country, 0.0) + self.chance(mention, place)
        best = max(shares, key=lambda country: (shares[country], self.context.votes[country]))
        sure = shares[best] >= SURE * sum(shares.values())
        return [place for place in likely if place.country == best] if sure else []

    def _means_area(self, mention: Mention, area: Place) -> bool:
        """Whether a name of both a city and its region stands for the region."""
        if area.level == "informal_region" or _regional(mention):
            return True
        for inner in self._contained.get(id(mention), ()):
            if inner.level in ("neighbourhood", "site"):
                return False
            if inner.places and all(place.level == "settlement" for place in inner.places):
                return True
        if mention.beyond:
            return area.place_id in self.context.governorates
        if mention.modifier is not None or self._in_list_of_towns(mention):
            return False
        before = self.text[max(0, mention.start - 40) : mention.start]
        return area.place_id in self.context.governorates or bool(_SPOKEN_AREA.search(before))

    def _in_list_of_towns(self, mention: Mention) -> bool:
        return any(
            not other.cued and any(place.level in ("settlement", "informal_region") for place in other.places)
            for other in mention.beside
        )

    def _means_town(self, mention: Mention) -> bool:
        inner = self._contained.get(id(mention), ())
        return mention.modifier is not None or any(one.level in ("neighbourhood", "site") for one in inner)

    def chance(self, mention: Mention, place: Place) -> float:
        """How likely a candidate of a mention is by all the names of the document, 0 to 1."""
        if self._chances is None:
            weighed = chances(self.mentions, self.text, self.gazetteer, self.leanings)
            # Mentions that stand for one place share their ranking.
            shares = {id(ranked): {place.place_id: share for place, share in ranked} for ranked in weighed}
            self._chances = {id(one): shares[id(ranked)] for one, ranked in zip(self.mentions, weighed, strict=True)}
        return self._chances.get(id(mention), {}).get(place.place_id, 0.0)

    def _ranked(self, mention: Mention, towns: list[Place]) -> list[Place]:
        """Places of one name, the likeliest first; only one where the document tells them apart."""
        if len(towns) < 2:
            return towns
        shares = {place.place_id: self.chance(mention, place) for place in towns}
        ranked = sorted(towns, key=lambda place: (-shares[place.place_id], -place.population))
        whole = sum(shares.values())
        return ranked[:1] if whole and shares[ranked[0].place_id] >= SURE * whole else ranked

    def _share(self, mention: Mention, best: Place, among: Sequence[Place]) -> float | None:
        """How likely it is among these candidates, or those of its kind: town or region, the words say."""
        if len(mention.places) < 2:
            return None
        alike = among or [place for place in mention.places if place.is_area() == best.is_area()]
        whole = sum(self.chance(mention, place) for place in alike)
        return round(self.chance(mention, best) / whole, 3) if whole else None

    def _ranking(self, mention: Mention) -> list[tuple[Place, float]]:
        """All candidates of the mention with their chances, the likeliest first."""
        ranked = [(place, self.chance(mention, place)) for place in mention.places]
        return sorted(ranked, key=lambda one: -one[1])

    def _found(self, mention: Mention, places: list[Place]) -> Where:
        best, others = places[0], tuple(place.place_id for place in places[1 : 1 + _MOST_ALTERNATIVES])
        if not others:
            mention.pointed = best
        pointed = not best.is_area() and mention.modifier is None and not others
        return answer_of(
            self.text,
            (mention.start, mention.end),
            best,
            Placed(best.lat if pointed else None, best.lon if pointed else None, best.radius_km, None),
            modifier=mention.modifier,
            alternatives=others,
            probability=self._share(mention, best, mention.places if others else ()),
            candidates=candidates_of(self._ranking(mention)) if len(mention.places) > 1 else (),
        )

    def _unknown(self, mention: Mention) -> Where:
        return Where(
            text=self.text[mention.start : mention.end],
            start=mention.start,
            end=mention.end,
            role="location",
            status="not_in_gazetteer",
            name=in_latin(self._bare_name(mention)),
            level=self._unknown_level(mention),
            modifier=mention.modifier,
            admin=self._admin(mention),
            reason=mention.reason or _why_unknown(mention),
        )

    def _bare_name(self, mention: Mention) -> str:
        """The words of a name that no pack has; a site's name has the kind of the site in it."""
        if mention.level != "site":
            return self.text[mention.name_start : mention.name_end]
        start = mention.start if mention.modifier is None else mention.name_start
        return self.text[start if ARABIC_LETTER.match(self.text, start) else mention.name_start : mention.end]

    def _unknown_level(self, mention: Mention) -> PlaceLevel | None:
        outer = mention.container
        cities = outer.places if outer and outer.level in (None, "settlement") else []
        if mention.level in ("adm2", "region") and any(
            p.population >= CITY and p.level == "settlement" for p in cities
        ):
            return "neighbourhood"
        if mention.level is None and mention.places and all(p.level == "settlement" for p in mention.places):
            return "settlement"
        return _UNKNOWN_LEVELS.get(mention.level or "")

    def _admin(self, mention: Mention) -> tuple[str, ...]:
        """The names of the areas that an unknown place lies in, as far as the text tells."""
        if mention.level in ("site", "adm2", "adm3") and mention.container is None:
            towns = self._ranked(mention, [place for place in mention.places if place.level == "settlement"])
            towns = [p for p in towns if self.context.plausible(p) and self.context.supports(mention, p)]
            if len(towns) == 1 and (mention.level == "site" or self.context.is_foremost(towns[0])):
                return (*towns[0].admin, towns[0].name) if mention.level == "site" else towns[0].admin
        if mention.container is None:
            return ()
        outer = self.answer(mention.container)
        if outer is None or outer.status == "ambiguous":
            return self._common_admin(mention.container)
        beside = outer.name in outer.admin or mention.container.beyond
        return outer.admin if beside else (*outer.admin, outer.name)

    def _common_admin(self, outer: Mention) -> tuple[str, ...]:
        """What a name of a city and its region, or of several towns, tells of a place in it: the areas of all."""
        here = [place for place in outer.places if place.country in self.context.active[:1]]
        known = {place.admin for place in here}
        regions = [place for place in here if place.level == "adm1"]
        if len(regions) == 1 and all(place.country == regions[0].country for place in here):
            return (*regions[0].admin[:1], regions[0].name)
        return known.pop() if len(known) == 1 else ()


def _why_unknown(mention: Mention) -> str | None:
    """Why none of the places that bear the name of a mention is meant."""
    if mention.level == "site":
        return None
    if not mention.places:
        return "no pack has a place of this name"
    place = mention.places[0]
    return f"{place.name} ({', '.join(place.admin)}) is of another kind, or elsewhere than the document speaks of"


def _of_level(mention: Mention) -> Sequence[Place]:
    """The candidates of the level that the words beside the name say."""
    if mention.level is None or (
        mention.level == "site" and mention.places[:1] and mention.places[0].level == "country"
    ):
        return mention.places
    for levels in _WANTED.get(mention.level, ()):
        fitting = [place for place in mention.places if place.level in levels]
        if fitting:
            return fitting
    return []


def _shares_region(place: Place, others: Sequence[Place]) -> bool:
    return any(place.country == other.country and place.admin1 == other.admin1 for other in others)


def _regional(mention: Mention) -> bool:
    """Whether the modifier makes a region of the name ("southern Idlib", "the Homs countryside")."""
    modifier = mention.modifier
    if modifier is None or not _REGIONAL.search(modifier) or re.search(r"suburb|outskirt|edge", modifier):
        return False
    return meaning_of(modifier).kind != "distance"
