"""Whether a place lies in another: by ids, administrative codes, names and outlines."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from harmtrace.model.where import Where
from harmtrace.places.folding import fold_name
from harmtrace.places.place import Place

if TYPE_CHECKING:
    from harmtrace.places.gazetteer import Gazetteer

Answer = Literal["yes", "no", "maybe"]


@cache
def _outlines() -> dict[str, dict[str, Any]]:
    path = files("harmtrace.vocab").joinpath("data", "places", "outlines.geojson")
    if not path.is_file():
        return {}
    collection = json.loads(path.read_text(encoding="utf-8"))
    return {feature["properties"]["place_id"]: feature["geometry"] for feature in collection["features"]}


def polygon(place_id: str) -> dict[str, Any] | None:
    """The outline of an area as a GeoJSON geometry, or None."""
    return _outlines().get(place_id)


def contains(gazetteer: Gazetteer, outer_id: str, where: Where) -> Answer:
    """Whether `where` lies in the place `outer_id`."""
    outer = gazetteer.place(outer_id)
    if where.place_id == outer_id:
        return "yes"
    if outer is None:
        return "maybe"
    if where.status == "not_in_gazetteer" or where.place_id is None:
        return _by_names(outer, where.admin)
    candidates = [gazetteer.place(place_id) for place_id in (where.place_id, *where.alternatives)]
    answers = {place_in(outer, place) for place in candidates if place}
    return answers.pop() if len(answers) == 1 else "maybe"


def place_in(outer: Place, inner: Place) -> Answer:
    """Whether a known place lies in another."""
    if inner.place_id == outer.place_id:
        return "yes"
    if inner.country and outer.country and inner.country != outer.country:
        return "no"
    if outer.level == "country":
        return "yes" if inner.country == outer.country else "maybe"
    if inner.level == "country":
        return "maybe"
    if outer.level == "adm1" and inner.admin1 and outer.admin1:
        return "yes" if inner.admin1 == outer.admin1 else "no"
    if outer.level == "settlement":
        return "maybe" if inner.level in ("adm1", "adm2", "informal_region") else "no"
    return "maybe"


def _by_names(outer: Place, admin: tuple[str, ...]) -> Answer:
    own = {fold_name(name) for name in (outer.name, *outer.names)}
    if any(fold_name(name) in own for name in admin):
        return "yes"
    depth = {"country": 0, "adm1": 1}.get(outer.level)
    return "no" if depth is not None and len(admin) > depth else "maybe"
