"""Figures, dates, places and tellers in plain words: an allegation stays one, a range stays one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from harmtrace.model.claim import Harm
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.model.quantity import Quantity
from harmtrace.model.toll import Number, Toll, TollRow
from harmtrace.model.when import When
from harmtrace.model.where import Where
from harmtrace.publish.modified import modified_words
from harmtrace.publish.tongue import (
    N_,
    NN_,
    _,
    day_words,
    is_own,
    isolated,
    local_admin,
    local_name,
    ngettext,
    numeral,
    quoted,
    spoken,
    term,
)
from harmtrace.vocab.tables import by_id

LONGEST_NAME = 80
"""Characters of a name that are shown in a line; the whole stands in the sentences of its claims."""
_JOINERS = "\u200c\u200d"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_HARMS = {
    "killed": N_("killed"),
    "died_later": N_("died later of wounds"),
    "injured": N_("injured"),
    "injured.severe": N_("severely injured"),
    "killed_or_injured": N_("killed or injured, not told apart"),
    "suffocation": N_("with suffocation symptoms"),
    "missing": N_("missing"),
    "abducted": N_("abducted"),
    "detained": N_("detained"),
    "disappeared": N_("disappeared"),
    "tortured": N_("tortured"),
    "displaced": N_("displaced"),
    "returned": N_("returned"),
}
_COUNTED = {
    "killed": NN_("{n}| killed", "{n}| killed"),
    "died_later": NN_("{n}| died later of wounds", "{n}| died later of wounds"),
    "injured": NN_("{n}| injured", "{n}| injured"),
    "injured.severe": NN_("{n}| severely injured", "{n}| severely injured"),
    "killed_or_injured": NN_("{n}| killed or injured, not told apart", "{n}| killed or injured, not told apart"),
    "suffocation": NN_("{n}| with suffocation symptoms", "{n}| with suffocation symptoms"),
    "missing": NN_("{n}| missing", "{n}| missing"),
    "abducted": NN_("{n}| abducted", "{n}| abducted"),
    "detained": NN_("{n}| detained", "{n}| detained"),
    "disappeared": NN_("{n}| disappeared", "{n}| disappeared"),
    "tortured": NN_("{n}| tortured", "{n}| tortured"),
    "displaced": NN_("{n}| displaced", "{n}| displaced"),
    "returned": NN_("{n}| returned", "{n}| returned"),
}
"""So many people harmed: what stands before the bar is printed strong, and holds the noun where numbers bend it."""
_STATUS = {
    "civilian": N_("civilians"),
    "combatant": N_("reported as fighters or military"),
    "mixed": N_("civilians and fighters, not told apart"),
    "unstated": N_("status not stated"),
    "contested": N_("status contested"),
    "any": N_("people of any status"),
}
_BOUNDS: dict[str, str] = {
    "eq": "{n}",
    "ge": N_("at least {n}"),
    "gt": N_("more than {n}"),
    "le": N_("at most {n}"),
    "lt": N_("fewer than {n}"),
    "approx": N_("about {n}"),
}
_UNITS = {"families": N_("families"), "attacks": N_("attacks"), "bodies": N_("bodies")}


def number(value: Number) -> str:
    """A number with thousands marked."""
    return numeral(value if isinstance(value, int) or not value.is_integer() else int(value))


def range_words(low: Number, high: Number | None) -> str:
    """A range in words: "14", "14 to 20", "at least 14; no stated upper end"."""
    if high is None:
        return _("at least {low}; no stated upper end", low=number(low)) if low else _("no figure stated")
    return number(low) if low == high else _("{low} to {high}", low=number(low), high=number(high))


def stated_words(low: Number, high: Number | None, highest: Number | None) -> str:
    """A range in words, and where it has neither end what was stated: figures stand against "nobody"."""
    if high is None and not low and highest:
        return _("perhaps none; up to {highest} stated", highest=number(highest))
    return range_words(low, high)


def row_words(row: TollRow) -> str:
    """The range of a toll row, marked where it rests on an approximate figure."""
    words = range_words(row.min, row.max)
    return _("about {range}", range=words) if row.approximate else words


def figure_words(row: TollRow) -> tuple[str, str]:
    """A toll row with what was done, the part that is printed strong and the rest: ("14 to 20", "killed").

    Where numbers bend their nouns, both are in the first part: ("14 قتيلاً على الأقل؛ لم يُذكر حدّ أعلى", "").
    """
    harm, low = harm_words(row.harm), number(row.min)
    if row.max is None:
        counted = _so_many(row, row.min)
        words = (
            _("at least {counted}; no stated upper end| {harm}", counted=counted, harm=harm)
            if row.min
            else _("no figure stated| {harm}", harm=harm)
        )
    elif row.min == row.max:
        words = _so_many(row, row.max, rest=True)
    else:
        counted = _so_many(row, row.max)
        words = ngettext(
            "{low} to {counted}| {harm}", "{low} to {counted}| {harm}", row.max, low=low, counted=counted, harm=harm
        )
    strong, _bar, rest = words.partition("|")
    return _("about {range}", range=strong.strip()) if row.approximate else strong.strip(), rest.strip()


def _so_many(row: TollRow, count: Number, rest: bool = False) -> str:
    """So many harmed; without what comes after the bar unless the `rest` is wanted."""
    if row.unit == "persons" and row.harm in _COUNTED:
        words = ngettext(*_COUNTED[row.harm], count)
    else:
        words = _("{n}| {harm}", n=count, harm=harm_words(row.harm))
    return words if rest else words.partition("|")[0]


def toll_words(toll: Toll) -> str:
    """The range of a toll answer."""
    return range_words(toll.min, toll.max)


def harm_words(harm: str) -> str:
    """A harm in words."""
    if harm in _HARMS:
        return _(_HARMS[harm])
    return by_id("harms")[harm]["label_ar"] if spoken().language == "ar" and harm in by_id("harms") else spaced(harm)


def status_words(status: str, unit: str = "persons") -> str:
    """A status column in words, and what is counted where that is not persons."""
    words = _(_STATUS[status]) if status in _STATUS else status
    return words if unit == "persons" else f"{words} ({_(_UNITS[unit]) if unit in _UNITS else isolated(unit)})"


def quantity_words(quantity: Quantity) -> str:
    """A quantity as it was said; what it means goes before words that who reads may not read."""
    message = _BOUNDS.get(quantity.op)
    if is_own(quantity.text) or message is None or quantity.value is None:
        return quoted(quantity.text)
    return _("{meaning} ({words})", meaning=_(message, n=number(quantity.value)), words=quoted(quantity.text))


def read_words(quantity: Quantity) -> str:
    """How many, and the words for it: a person may have given another number than the words beside it say."""
    message = _BOUNDS.get(quantity.op)
    meaning = _(message, n=number(quantity.value)) if message is not None and quantity.value is not None else ""
    if meaning in ("", quantity.text):
        return quoted(quantity.text)
    return _("{meaning} ({words})", meaning=meaning, words=quoted(quantity.text))


def said_words(harm: Harm) -> str:
    """How many a claim says were harmed, and of what status: the same words for the same number, however it is put."""
    quantity = harm.quantity
    message = _BOUNDS.get(quantity.op, "")
    if quantity.op == "between" and quantity.low is not None and quantity.high is not None:
        words = range_words(quantity.low, quantity.high)
    elif quantity.value is None or not message:
        words = quantity_words(quantity)
    else:
        words = number(quantity.value) if message == "{n}" else _(message, n=number(quantity.value))
    if quantity.unit and quantity.unit in _UNITS:
        words = f"{words} {_(_UNITS[quantity.unit])}"
    return f"{words} ({status_words(harm.status)})" if harm.status != "unstated" else words


def when_words(when: When | None) -> str:
    """A date or period; one that is known by the day of publication alone says so."""
    if when is None:
        return _("date not stated")
    days = _days_words(when)
    return _("{days}, by the day of publication", days=days) if when.basis == "publication" else days


def _days_words(when: When) -> str:
    if when.start == when.end:
        return day_words(when.start)
    same_month = (when.start.year, when.start.month) == (when.end.year, when.end.month)
    first = numeral(str(when.start.day)) if same_month else day_words(when.start)
    return _("{first} to {last}", first=first, last=day_words(when.end))


def where_words(where: Sequence[Where]) -> str:
    """Places with what limits them; a place that was not found says so."""
    if not where:
        return _("place not stated")
    ends = {
        place.between: [local_name(p.place_id, p.name) for p in where if p.between == place.between]
        for place in where
        if place.between
    }
    words = [between_words(ends[p.between]) if len(ends.get(p.between, ())) > 1 else place_words(p) for p in where]
    return _("; ").join(dict.fromkeys(words))


def between_words(names: Sequence[str]) -> str:
    """What lies between places: "between Saraqib and Ma'arrat an Nu'man"."""
    return _("between {places}", places=_(" and ").join(isolated(clean(name)) for name in names))


def own_name(place: Where) -> str:
    """The name of a place in the tongue in force: the gazetteer's, or the source's own where no gazetteer has it."""
    if place.place_id is None and not place.modifier and spoken().language != "en" and is_own(place.text):
        return place.text.replace("_", " ")
    return local_name(place.place_id, place.name)


def name_words(place: Where) -> str:
    """The name of a place with its modifier: "southern part of Idlib"."""
    name = own_name(place)
    if not place.modifier:
        return isolated(clean(name))
    return modified_words(clean(place.modifier), clean(name))


def place_words(place: Where) -> str:
    """One place with what holds it and how sure it is: "Sarjah, Idlib, Syria (one of several of that name)"."""
    own = own_name(place)
    within = [isolated(clean(part)) for part in local_admin(place.admin) if part not in (place.name, own)]
    full = _(", ").join([name_words(place), *reversed(within)])
    if place.status == "not_in_gazetteer":
        return _("{place} (not in the gazetteer)", place=full)
    return _("{place} (one of several of that name)", place=full) if place.status == "ambiguous" else full


def clean(name: str) -> str:
    """A name fit to stand in a line: no control or direction marks, which could turn the words around it, and no
    more than `LONGEST_NAME` characters. The joiners that some scripts need stay.
    """
    spaced_out = " ".join(name.split())
    words = "".join(c for c in spaced_out if c in _JOINERS or unicodedata.category(c) not in _UNSEEN)
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1].rstrip()}…"


def spaced(code: str) -> str:
    """A code of the model as words: "alleged perpetrator"."""
    return code.replace("_", " ")


def chain_words(names: Sequence[str]) -> str:
    """Who says so, from the origin on: "according to Amnesty International, relayed by Syrian Coalition"."""
    first, *others = [isolated(name) for name in names]
    if not others:
        return _("according to {teller}", teller=first)
    return _("according to {teller}, relayed by {others}", teller=first, others=_(", then ").join(others))


def actor_words(actor_id: str | None, text: str) -> str:
    """The neutral label of an actor; where there is none, the source's word in quotation marks."""
    if actor_id and actor_id != "unk":
        return term("actors", actor_id)
    return _("{words} (not identified)", words=quoted(text))


def belligerent_words(actor_id: str | None) -> str:
    """The belligerent of a grade by its neutral label."""
    return term("actors", actor_id) if actor_id else _("nobody named whom the vocabulary knows")


def type_words(types: Sequence[str]) -> str:
    """Event types by label."""
    return _(", ").join(term("event_types", kind).lower() for kind in types) or _("event type not stated")


def title_of(held: Incident | Aggregate) -> str:
    """What an incident or aggregate is called on pages: type, place, date."""
    place = where_words(held.where[:2])
    kind = type_words(held.event_types) if isinstance(held, Incident) else _("several attacks told as one figure")
    return f"{kind[:1].upper()}{kind[1:]} — {place} — {when_words(held.when)}"
