"""Figures, dates, places and tellers in plain words: an allegation stays one, a range stays one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from harmtrace.model.attribution import Attribution
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.quantity import Quantity
from harmtrace.model.toll import Number, Toll, TollRow
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.vocab.tables import label

LONGEST_NAME = 80
"""Characters of a name that are shown in a line; the whole stands in the sentences of its claims."""
_JOINERS = "\u200c\u200d"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_HARMS = {
    "killed": "killed",
    "died_later": "died later of wounds",
    "injured": "injured",
    "injured.severe": "severely injured",
    "killed_or_injured": "killed or injured, not told apart",
    "suffocation": "with suffocation symptoms",
    "missing": "missing",
    "abducted": "abducted",
    "detained": "detained",
    "disappeared": "disappeared",
    "tortured": "tortured",
    "displaced": "displaced",
    "returned": "returned",
}
_STATUS = {
    "civilian": "civilians",
    "combatant": "reported as fighters or military",
    "mixed": "civilians and fighters, not told apart",
    "unstated": "status not stated",
    "contested": "status contested",
    "any": "people of any status",
}


def number(value: Number) -> str:
    """A number with thousands marked."""
    return f"{value:,}" if isinstance(value, int) or not value.is_integer() else f"{int(value):,}"


def range_words(low: Number, high: Number | None) -> str:
    """A range in words: "14", "14 to 20", "at least 14; no stated upper end"."""
    if high is None:
        return f"at least {number(low)}; no stated upper end" if low else "no figure stated"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def row_words(row: TollRow) -> str:
    """The range of a toll row, marked where it rests on an approximate figure."""
    words = range_words(row.min, row.max)
    return f"about {words}" if row.approximate else words


def toll_words(toll: Toll) -> str:
    """The range of a toll answer."""
    return range_words(toll.min, toll.max)


def harm_words(harm: str) -> str:
    """A harm in words."""
    return _HARMS.get(harm, harm.replace("_", " "))


def status_words(status: str) -> str:
    """A status column in words."""
    return _STATUS.get(status, status)


def quantity_words(quantity: Quantity) -> str:
    """A quantity as it was said."""
    return f"“{quantity.text}”"


def when_words(when: When | None) -> str:
    """A date or period."""
    if when is None:
        return "date not stated"
    if when.start == when.end:
        return f"{when.start.day} {when.start:%B %Y}"
    if (when.start.year, when.start.month) == (when.end.year, when.end.month):
        return f"{when.start.day} to {when.end.day} {when.end:%B %Y}"
    return f"{when.start.day} {when.start:%B %Y} to {when.end.day} {when.end:%B %Y}"


def where_words(where: Sequence[Where]) -> str:
    """Places with what limits them; a place that was not found says so."""
    if not where:
        return "place not stated"
    ends = {place.between: [p.name for p in where if p.between == place.between] for place in where if place.between}
    words = [between_words(ends[p.between]) if len(ends.get(p.between, ())) > 1 else place_words(p) for p in where]
    return "; ".join(dict.fromkeys(words))


def between_words(names: Sequence[str]) -> str:
    """What lies between places: "between Saraqib and Ma'arrat an Nu'man"."""
    return f"between {' and '.join(clean(name) for name in names)}"


def name_words(place: Where) -> str:
    """The name of a place with its modifier: "southern part of Idlib"."""
    return clean(f"{place.modifier} {place.name}" if place.modifier else place.name)


def place_words(place: Where) -> str:
    """One place with what holds it and how sure it is: "Sarjah, Idlib, Syria (one of several of that name)"."""
    within = [clean(part) for part in place.admin if part != place.name]
    full = ", ".join([name_words(place), *reversed(within)])
    if place.status == "not_in_gazetteer":
        return f"{full} (not in the gazetteer)"
    return f"{full} (one of several of that name)" if place.status == "ambiguous" else full


def clean(name: str) -> str:
    """A name fit to stand in a line: no control or direction marks, which could turn the words around it, and no
    more than `LONGEST_NAME` characters. The joiners that some scripts need stay.
    """
    spaced = " ".join(name.split())
    words = "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in _UNSEEN)
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1].rstrip()}…"


def chain_words(attribution: Attribution) -> str:
    """Who says so: "according to Amnesty International, relayed by Syrian Coalition"."""
    names = [teller.name for teller in attribution.chain]
    relayed = f", relayed by {', then '.join(names[1:])}" if len(names) > 1 else ""
    return f"according to {names[0]}{relayed}"


def actor_words(actor_id: str | None, text: str) -> str:
    """The neutral label of an actor; where there is none, the source's word in quotation marks."""
    if actor_id and actor_id != "unk":
        return label("actors_syria", actor_id)
    return f"“{text}” (not identified)"


def type_words(types: Sequence[str]) -> str:
    """Event types by label."""
    return ", ".join(label("event_types", kind).lower() for kind in types) or "event type not stated"


def title_of(held: Incident | Aggregate) -> str:
    """What an incident or aggregate is called on pages: type, place, date."""
    place = where_words(held.where[:2])
    kind = type_words(held.event_types) if isinstance(held, Incident) else "several attacks told as one figure"
    return f"{kind[:1].upper()}{kind[1:]} — {place} — {when_words(held.when)}"


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
