"""What a whole document says about where it is: countries, first-level regions, points that are sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from harmtrace.places.geometry import Vector, kilometres_between, vector_of
from harmtrace.places.mentions import Mention
from harmtrace.places.place import BY_NAME_ALONE, CITY, Place

_COUNTRY_CAP = 6
_HINT = 10
_NEAR_KM = 90.0
_FAR_KM = 170.0
_REGION_KM = 60.0
_VILLAGE = 5_000
_TOWN = 15_000


_STRONG = frozenset({"country", "informal_region"})


class Context:
    """The votes of all mentions of a document. `active` are the country codes that they speak for, best first."""

    def __init__(self, mentions: Sequence[Mention], hint: str | None) -> None:
        votes: Counter[str] = Counter()
        named: Counter[str] = Counter()
        self.strong: Counter[str] = Counter()
        self.first_levels: Counter[tuple[str, str]] = Counter()
        governorates: set[str] = set()
        said = _by_candidates(mentions)
        for mention in mentions:
            one = said[id(mention.places)]
            one.vote(mention.level, votes, named)
            for region in one.regions:
                if region.admin1:
                    self.first_levels[region.country, region.admin1] += 1
                if mention.cued and mention.level in ("adm1", "region"):
                    governorates.add(region.place_id)
            for country in (*one.strong, *one.strong_if_cued) if mention.cued else one.strong:
                self.strong[country] += 1
        for country, count in named.items():
            votes[country] += min(2 * count, _COUNTRY_CAP)
        if hint:
            votes[hint.upper()] += _HINT
            self.strong[hint.upper()] += 1
        self.votes = votes
        self.governorates = frozenset(governorates)
        top = votes.most_common(3)
        self.active = [country for country, count in top if count >= max(2, top[0][1] / 4)]
        self.named = frozenset(named)
        self._named = [one.places for one in said.values()]
        self._distances: dict[str, float | None] = {}

    @cached_property
    def _anchors(self) -> dict[str, list[tuple[str, Vector, float]]]:
        """By country the places that distances are measured from, found where the first distance is asked for."""
        sure = (self._anchor(places) for places in self._named)
        anchors: dict[str, list[tuple[str, Vector, float]]] = {}
        for place in {place.place_id: place for place in sure if place}.values():
            if (spot := vector_of(place)) is not None:
                margin = _REGION_KM if place.is_area() else 0.0
                anchors.setdefault(place.country, []).append((place.place_id, spot, margin))
        return anchors

    def _anchor(self, places: Sequence[Place]) -> Place | None:
        """A place that is sure enough to measure distances from: the only one of its name in the active countries."""
        first = self.active[0] if self.active else None
        points = [
            place for place in places if place.country == first and place.lat is not None and place.level != "country"
        ]
        if len(points) == 1:
            return points[0] if self._may_hold(points[0]) else None
        large = [place for place in points if place.level == "adm1" or place.population >= CITY]
        return large[0] if large else None

    def _may_hold(self, place: Place) -> bool:
        """Whether distances may be taken from it: from a hamlet only in a region that the document names, if any."""
        if place.is_area() or place.population >= _VILLAGE:
            return True
        named = [admin1 for country, admin1 in self.first_levels if country == place.country]
        return not named or place.admin1 in named

    def distance(self, place: Place) -> float | None:
        """Kilometres from `place` to the nearest sure place of the document, its own name apart; None if unknown."""
        if place.place_id not in self._distances:
            self._distances[place.place_id] = self._measured(place)
        return self._distances[place.place_id]

    def _measured(self, place: Place) -> float | None:
        anchors, here = self._anchors.get(place.country), vector_of(place)
        if not anchors or here is None:
            return None
        others = [(spot, margin) for place_id, spot, margin in anchors if place_id != place.place_id]
        return min((max(0.0, kilometres_between(here, spot) - margin) for spot, margin in others), default=None)

    def nearness(self, place: Place) -> int:
        """2 for a place in a region that the document names, 1 for one close to a sure place of it, else 0."""
        if place.admin1 and (place.country, place.admin1) in self.first_levels:
            return 2
        distance = self.distance(place)
        return int(distance is not None and distance <= _NEAR_KM)

    def plausible(self, place: Place) -> bool:
        """Whether a small place may be meant at all: small places far from everything else named are not."""
        if place.is_area() or place.population >= _VILLAGE or self.nearness(place):
            return True
        distance = self.distance(place)
        return distance is None or distance < _FAR_KM

    def is_here(self, place: Place) -> bool:
        """Whether the document speaks of its country, or of its region, by other names than its own."""
        return place.level == "country" or place.country in self.named or self.nearness(place) > 0

    def is_foremost(self, place: Place) -> bool:
        """Whether the document names its country or what is close to it, or speaks of no country as much."""
        if place.country in self.named:
            return True
        most = max((count for country, count in self.votes.items() if country != place.country), default=0)
        distance = self.distance(place)
        return self.votes[place.country] > most or (distance is not None and distance <= _NEAR_KM)

    def supports(self, mention: Mention, place: Place) -> bool:
        """Whether the document gives a reason, beside this name, to look in the country of `place`."""
        if place.population >= CITY or place.level in BY_NAME_ALONE:
            return True
        if mention.level in ("adm1", "region") and mention.cued and place.level == "adm1":
            return True
        strong = self.strong[place.country] - (1 if place.level == "adm1" and place.lat is not None else 0)
        return strong > 0 or not self.strong or sum(self.strong.values()) <= 1


class _Said:
    """What the candidates of a name say, however often the document has it."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        self.is_country, self.is_town = False, True
        self.regions: list[Place] = []
        self.strong: list[str] = []
        self.strong_if_cued: list[str] = []
        countries: dict[str, None] = {}
        for place in places:
            level, country = place.level, place.country
            countries[country] = None
            if level == "settlement":
                if place.population >= _TOWN:
                    self.strong.append(country)
                continue
            self.is_town, self.is_country = False, self.is_country or level == "country"
            if level == "adm1":
                self.regions.append(place)
            if level in _STRONG or place.population >= _TOWN or (level == "adm1" and place.lat is not None):
                self.strong.append(country)
            elif level == "adm1":
                self.strong_if_cued.append(country)
        self.countries = list(countries)

    def vote(self, level: str | None, votes: Counter[str], named: Counter[str]) -> None:
        """Count what it says of the country: a country's own name, the only country of its places, or all of them."""
        if self.is_town and level in ("adm1", "adm2", "adm3"):
            return
        if self.is_country:
            named.update(self.countries)
        elif len(self.countries) == 1:
            votes[self.countries[0]] += 3
        elif self.countries:
            votes.update(self.countries)
            largest = max(self.places, key=_population)
            if largest.population >= CITY:
                votes[largest.country] += 1


def _by_candidates(mentions: Sequence[Mention]) -> dict[int, _Said]:
    """What is said by each list of candidates, by its id: texts name hundreds of places, and names have dozens."""
    said: dict[int, _Said] = {}
    for mention in mentions:
        if id(mention.places) not in said:
            said[id(mention.places)] = _Said(mention.places)
    return said


def _population(place: Place) -> int:
    return place.population
