"""From the words that limit a place ("southern part of", "15 km north of", "near") to what they mean on a map."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import Literal

from harmtrace.model.immutable import immutable
from harmtrace.places.cues import any_of, cue_rows
from harmtrace.places.letters import ARABIC_LETTER
from harmtrace.vocab.languages import language_forms

Kind = Literal["part", "ring", "near", "beyond", "distance", "between"]
BEARINGS: dict[str, float] = {
    "north": 0.0,
    "north-east": 45.0,
    "east": 90.0,
    "south-east": 135.0,
    "south": 180.0,
    "south-west": 225.0,
    "west": 270.0,
    "north-west": 315.0,
}
"""Degrees clockwise from north."""
_NUMBER_CLASSES = ("unit", "teen", "ten")
_STEPS = (1.0, 5.0)
"""A number is rounded to ones, fives, tens, fifties and so on, or below ten to halves."""
_HALF = 0.5
_MOST_SLACK = 0.4
"""The share of a number that "about" makes its tolerance at the most."""


@immutable(frozen=True, slots=True)
class Meaning:
    """What a modifier says. `low`, `high` are kilometres, `bearings` degrees clockwise from north.

    `part`: within the place; `ring`: at its edge; `near`: it and what is around it (`how` is the value of the cue
    table); `beyond`: outside of it, in the direction of `bearings`; `distance`: so far from it, in that direction
    if one is said; `between`: between it and another place.
    """

    kind: Kind
    how: str = ""
    bearings: tuple[float, ...] = ()
    low: float = 0.0
    high: float = 0.0


@lru_cache(maxsize=10_000)
def meaning_of(modifier: str) -> Meaning:
    """What the words of a modifier mean; `part` without a direction ("villages of") where they say no more."""
    language = "ar" if ARABIC_LETTER.search(modifier) else "en"
    words = " ".join(modifier.lower().split())
    found = _words(language)
    named = {klass: [value for value, pattern in pairs if pattern.search(words)] for klass, pairs in found.items()}
    compass = _compass(words, language)
    bearings = tuple(BEARINGS[value] for value in compass if value in BEARINGS)
    if named["amid"] and not named["part"]:
        return Meaning("between")
    distance = distance_in(words, language)
    if distance is not None:
        return Meaning("distance", "", bearings, *distance)
    if "suburbs" in named["part"]:
        return Meaning("ring", "suburbs", bearings)
    if "countryside" in named["part"] or "rural" in named["area"]:
        return Meaning("part", "countryside", bearings)
    if named["near"] and not named["part"]:
        return Meaning("near", named["near"][0], bearings)
    if bearings and not named["part"] and _leads_out(words, language):
        return Meaning("beyond", "", bearings)
    if bearings and language == "ar" and not named["part"] and not _DEFINITE.search(words):
        return Meaning("part", "toward", bearings)
    if "central" in compass:
        return Meaning("part", "central")
    if "villages" in named["part"]:
        return Meaning("part", "villages", bearings)
    return Meaning("part", "greater" if "greater" in named["area"] else "", bearings)


_DEFINITE = re.compile(r"(?<!\w)ال")
"""In Arabic a direction with the article is a part ("حلب الشمالية"), one without may lead out ("شمال حلب")."""


def _leads_out(words: str, language: str) -> bool:
    return language != "ar" and words.endswith(" of")


@cache
def _words(language: str) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """For each class of words its values, each with a pattern that finds a form of it."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for klass in ("part", "area", "near", "amid"):
        rows = cue_rows(language).get(klass, ())
        forms = {value: any_of([form for form, other in rows if other == value]) for _, value in rows}
        found[klass] = [(value, re.compile(rf"(?<![\w-]){form}(?![\w-])")) for value, form in forms.items()]
    return found


@cache
def _compass_words(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    forms = dict(cue_rows(language)["compass"])
    return re.compile(rf"(?<![\w-]){any_of(list(forms))}(?![\w-])"), forms


def _compass(words: str, language: str) -> list[str]:
    pattern, values = _compass_words(language)
    return [values[" ".join(match[0].split())] for match in pattern.finditer(words)]


@cache
def number_words(language: str) -> dict[str, float]:
    """The words of a language for small numbers, as distances are told in them."""
    rows = language_forms(language, "numbers")
    known = {form: float(value) for klass, value, form in rows if klass in _NUMBER_CLASSES}
    tens = [(form, float(value)) for klass, value, form in rows if klass == "ten"]
    units = [(form, float(value)) for klass, value, form in rows if klass == "unit"]
    known |= {f"{ten}-{unit}": high + low for ten, high in tens for unit, low in units}
    return known | {form: float(value) for form, value in cue_rows(language).get("digit", ())}


@cache
def _distance(language: str) -> re.Pattern[str]:
    rows = cue_rows(language)
    hedge, unit = (any_of([form for form, _ in rows.get(klass, ())] or ["\x00"]) for klass in ("hedge", "unit"))
    number = rf"(?:\d[\d.,٫٬]*|{any_of(list(number_words(language)) or [chr(0)])})"
    return re.compile(rf"(?<![\w.,])(?:(?P<hedge>{hedge})\s+)?(?P<number>{number})(?:\s+|-)?(?P<unit>{unit})(?!\w)")


def distance_in(words: str, language: str) -> tuple[float, float] | None:
    """The least and the greatest distance in kilometres that the words may mean, None where they tell none.

    The tolerance is half the step that the number is rounded to (15: 2.5, 20: 5, 7: 0.5), twice that after "about"
    but at most two fifths of the number, as in the point-radius method of Wieczorek, Guo and Hijmans (2004); "within
    10" is 0 to 10, "more than 10" is 10 to 15.
    """
    found = _distance(language).search(words)
    if found is None:
        return None
    rows = cue_rows(language)
    number = _number(found["number"], language)
    unit = float(dict(rows["unit"])[" ".join(found["unit"].split())])
    if number is None or not math.isfinite(number):
        return None
    hedge = dict(rows["hedge"]).get(found["hedge"] or "", "")
    low, high = _interval(number, hedge)
    return low * unit, high * unit


def _interval(number: float, hedge: str) -> tuple[float, float]:
    if hedge == "within":
        return 0.0, number
    if hedge == "beyond":
        return number, 1.5 * number
    slack = _step(number) / 2
    if hedge == "about":
        slack = max(slack, min(2 * slack, _MOST_SLACK * number))
    return max(0.0, number - slack), number + slack


def _step(number: float) -> float:
    """The roundest step that a number is a multiple of: 15 is told in fives, 40 in tens, 300 in hundreds."""
    if number <= 0 or number != int(number):
        return _HALF
    best, scale = 1.0, 1.0
    while scale <= number:
        best = max([best, *(step * scale for step in _STEPS if number % (step * scale) == 0)])
        scale *= 10
    return min(best, number)


def _number(written: str, language: str) -> float | None:
    known = number_words(language)
    if written in known:
        return known[written]
    digits = written.rstrip(".,٫٬").replace("٬", ",").replace("٫", ".")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    try:
        return float(digits.replace(",", "."))
    except ValueError:
        return None


_PRONOUN = re.compile(r"(?<=[\u0600-\u06ff]{3})ها(?=\s|$)")
"""The "its" that Arabic writes on to a part ("ريفها")."""
_PARTS = {"suburbs": "outskirts"}
_NEAR = {"beside": "close to", "edge": "on the edge of", "road": "road to"}
_HEDGES = {"about": "about ", "within": "within ", "beyond": "more than "}
"""How English says what the classes of the cue tables stand for, where it is not the value itself."""


@lru_cache(maxsize=10_000)
def in_english(modifier: str, language: str, *, of_area: bool) -> str:
    """The English words for a modifier, which `meaning_of` reads as it reads the others ("southern countryside of").

    A direction before an area is its part ("جنوب محافظة إدلب": "southern part of"), before a town it leads out of it.
    """
    words = _PRONOUN.sub("", " ".join(modifier.split()))
    found = _words(language)
    named = {klass: [value for value, pattern in pairs if pattern.search(words)] for klass, pairs in found.items()}
    outward = [value for value, pattern in _outward(language) if pattern.search(words)]
    compass = _compass(words, language)
    adjectives = " ".join(value if value == "central" else f"{value}ern" for value in compass)
    if named["amid"] and not named["part"]:
        return "between"
    if (distance := _distance(language).search(words)) is not None:
        return _distance_in_english(distance, compass, language)
    if outward:
        return f"{outward[0]} of"
    if parts := [_PARTS.get(value, value) for value in named["part"]]:
        return f"{adjectives} {parts[0]} of".strip()
    if named["near"]:
        return _NEAR.get(named["near"][0], named["near"][0])
    if not compass:
        return "rural" if named["area"] else words
    if of_area and compass != ["central"]:
        return f"{adjectives} part of"
    return adjectives if compass == ["central"] or _DEFINITE.search(words) else f"{compass[0]} of"


@cache
def _outward(language: str) -> list[tuple[str, re.Pattern[str]]]:
    """The directions that lead out of a place ("к северу от"), the longest first, with a pattern for each."""
    rows = cue_rows(language).get("outward", ())
    found = {value: any_of([form for form, other in rows if other == value]) for _, value in rows}
    ordered = sorted(found.items(), key=lambda one: -len(one[0]))
    return [(value, re.compile(rf"(?<![\w-]){form}(?![\w-])")) for value, form in ordered]


def _distance_in_english(found: re.Match[str], compass: list[str], language: str) -> str:
    """ "15 km north of", "about 3 km from"."""
    rows = cue_rows(language)
    number = _number(found["number"], language)
    factor = float(dict(rows["unit"])[" ".join(found["unit"].split())])
    unit = {1.0: "km", 1.609344: "miles", 0.001: "metres"}.get(factor, "km")
    hedge = _HEDGES.get(dict(rows["hedge"]).get(found["hedge"] or "", ""), "")
    return f"{hedge}{number or 0:g} {unit} {f'{compass[0]} of' if compass else 'from'}"
