"""From the cue tables of a language to the patterns that read the words around a place name.

A table holds classes of words and templates; in a template `{part}` stands for any word of the
class `part`. The words, and the order in which a language puts them, are data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from harmtrace.places.folding import fold_name
from harmtrace.places.tables import has_table, table
from harmtrace.places.word_cues import WordCues, word_cues
from harmtrace.vocab.languages import base_code

_FALLBACK = "en"
_NEVER = r"(?!)"
"""Stands for a template that a language does not have."""
_FOLDED: dict[str, tuple[str, ...]] = {
    "persons": ("person",),
    "locatives": ("locative",),
    "within": ("within",),
    "peoples": ("people",),
    "governments": ("government",),
    "campaigns": ("campaign",),
    "adjectives": ("adjective",),
    "streets": ("street",),
    "handling": ("handling",),
    "function_words": ("function",),
    "following": ("function", "after_appositive"),
    "ordinary": ("ordinary",),
    "given": ("given",),
    "days": ("day",),
    "amid": ("amid",),
    "working": ("working",),
    "compounds": ("compound",),
    "no_names": ("function", "person"),
    "small": ("function", "day"),
    "common": ("function", "day", "ordinary", "given"),
}
"""The sets of folded words, by the classes of the table that they are made of."""
_PATTERNS = (
    "before",
    "after",
    "near",
    "distance",
    "ends_before",
    "ends_between",
    "inside",
    "comma",
    "listed",
    "its",
    "led",
    "led_weakly",
    "owned",
    "not_led",
    "suffered",
    "mutually",
    "acting",
    "clause",
    "parties",
    "called",
    "aged",
)
_PLACING = ("onto", "way", "fought", "between", "shelled", "hit")
"""The classes of words that end the templates `led` and `led_weakly`."""
_LEADING = ("compass", "outward", "area", "part", "near", "level")
"""The classes of words that open a phrase before a name."""
_Tree = dict[str, "_Tree"]
"""Forms by their letters, an empty key where one ends."""
_FIRST_WORD = re.compile(r"(?m)^\w+")
_WORD = r"(?:(?-i:[A-Z])\w+[ \t])"
"""A word of a body's name between the place's and the one that says what it is."""
_NAME = (
    r"(?:(?:St|Ste|Mt|Ft)\. |(?:[Aa]l|[Ee]l|[Aa][rdz]|A[stn]|[Aa]sh|[Aa]th|[Aa]dh|[Ee][sz])[\s-]|a[stn]-)?"
    r"[A-Z][^\W\d_]*(?:['’`ʿʼ-][^\W\d_]+)*"
    r"(?:[ -](?:(?:al|el|a[rsdtnz]|ash|ath|adh|e[drstnz]|esh|ech|de|del|du|do|da|dos|das|la|y)[\s-])?"
    r"[A-Z][^\W\d_]*(?:['’`ʿʼ-][^\W\d_]+)*){0,3}"
)


@dataclass(frozen=True, kw_only=True)
class Cues(WordCues):
    """The cue words of one language.

    `levels` gives the level of a word; the patterns are anchored at the name they stand beside;
    the sets hold folded words.
    """

    language: str
    """The language of the table."""
    levels: dict[str, str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    near: re.Pattern[str]
    distance: re.Pattern[str]
    """How far from the place, up to the direction or the name ("15 km to the", "ten miles from")."""
    ends_before: re.Pattern[str]
    """Words up to the first of two places that something lies between ("the road from")."""
    ends_between: re.Pattern[str]
    """Between these two places."""
    units: frozenset[str]
    """The last words of the units of distance, in lower case."""
    inside: re.Pattern[str]
    """Between two names where the first lies in the second ("Hass, a town in southern Idlib")."""
    comma: re.Pattern[str]
    listed: re.Pattern[str]
    owned: re.Pattern[str]
    """Between a place and one that lies in it ("Mogadishu's Bakara district")."""
    its: re.Pattern[str]
    organisation_after: re.Pattern[str]
    organisation_before: re.Pattern[str]
    """To be tried only where the last word is one of `linking`."""
    linking: frozenset[str]
    persons: frozenset[str]
    """Words before a person's name."""
    saying_after: re.Pattern[str]
    locatives: frozenset[str]
    """Words before a place's name: most are prepositions."""
    articles: frozenset[str]
    facility_after: re.Pattern[str]
    closers: frozenset[str]
    """The last words of the phrases that `before` and `near` read."""
    openers: frozenset[str]
    """The first words of these phrases."""
    named_after_cue: re.Pattern[str]
    """A level word and the name after it ("the village of Abdin")."""
    named_before_cue: re.Pattern[str]
    """A name and the level word after it ("Abdin village")."""
    apposed: re.Pattern[str]
    """A name and what it is ("Abdin, a small village near Hass")."""
    within: frozenset[str]
    """Prepositions that a place follows and hardly anything else with a capital."""
    placing: frozenset[str]
    """These and the last words of the phrases that `led` and `led_weakly` read."""
    led: re.Pattern[str]
    """Words that lead to a place's name, whatever it looks like ("east of", "shelled", "siege of")."""
    led_weakly: re.Pattern[str]
    """Words that lead to a place's name or to that of a person or body ("attacked", "strike on")."""
    suffered: re.Pattern[str]
    """What a predicate says that was done to a place before it ("was shelled", "came under rocket fire")."""
    mutually: re.Pattern[str]
    """Words for what two parties have between them ("clashes", "talks"), and two places do not."""
    acting: re.Pattern[str]
    """After a name what only a party does ("had killed", "bombed the")."""
    clause: re.Pattern[str]
    """Up to a name that begins a clause, by itself or after another and "and"."""
    parties: re.Pattern[str]
    """Up to one of two names between which a thing of parties is ("talks between", the other in `other`)."""
    called: re.Pattern[str]
    """Up to a name that a person bears ("a man called", "her sister")."""
    aged: re.Pattern[str]
    """After a person's name ("Hass, 8, died")."""
    governments: frozenset[str]
    """Folded names of capitals, which stand for those who govern there."""
    campaigns: frozenset[str]
    """Words that open the name of a military operation."""
    adjectives: frozenset[str]
    """Folded adjectives of another language, which end names with an article before them ("al-Wusta")."""
    streets: frozenset[str]
    """Words before a name that make a street of it."""
    handling: frozenset[str]
    """What is done to doors and gates, folded."""
    suffering: frozenset[str]
    """The last words of what `suffered` begins to read, up to what tells it ("shelled", "under")."""
    not_led: re.Pattern[str]
    """Words that make a body of what weak words lead to ("an analyst at")."""
    never_places: frozenset[str]
    """Folded words that no name of a place holds, unless a pack has it."""
    peoples: frozenset[str]
    """Folded names of peoples and bodies that are attacked as places are."""
    level_words: frozenset[str]
    """The words that level words are made of, in lower case."""
    level_tails: frozenset[str]
    """Level words in lower case, and the ends of those of several words."""
    longest_level: int
    """The most words that a level word has."""
    pronouns: frozenset[str]
    """The words that `its` begins with."""
    beside_names: frozenset[str]
    """All level words, `pronouns`, `plurals`, `locatives` and `placing`: words beside which names are looked for."""
    before_place: re.Pattern[str]
    """A name, with the word before it, that ends where a place begins ("out of Tindara, near")."""
    leading: frozenset[str]
    """Words before such a name: prepositions and what is done to a place."""
    name: re.Pattern[str]
    function_words: frozenset[str]
    auxiliaries: frozenset[str]
    """Those of `function_words` that a predicate begins with."""
    following: frozenset[str]
    """Words that go on after a place's name: function words, and those that say where it lies ("north of")."""
    ordinary: frozenset[str]
    given: frozenset[str]
    days: frozenset[str]
    no_names: frozenset[str]
    """Function words and titles: never a place by themselves, unless in capitals ("US")."""
    small: frozenset[str]
    """Function words and days: no part of a name."""
    common: frozenset[str]
    """These, ordinary words and given names: no place by themselves."""
    plurals: frozenset[str]
    """Level words for several places ("towns")."""
    buildings: frozenset[str]
    """Level words for what stands in a place ("the market of Hass")."""
    titles: dict[str, str]
    """Words that open a name ("Barangay Tindara"), with the level that they tell."""
    numbered: dict[str, str]
    """Words that open a name only before a number or a single letter ("Ward 7", "Block J"), with their level."""
    opening_names: frozenset[str]
    """The words of `titles` and `numbered`."""
    describing: re.Pattern[str]
    """Words that describe the place whose name follows them ("nearby", "the besieged", "rebel-held northern")."""
    amid: frozenset[str]
    """Words before two names that something happens between."""
    working: frozenset[str]
    """Words between people and the place or body that they are at ("a patrol at", "an analyst at")."""
    other_places: re.Pattern[str]
    """What closes a list of names: "Hass, Abdin and two other villages"."""
    street_after: re.Pattern[str]
    """A word after a name that makes a street or square of it ("Kuwait roundabout")."""
    roads: frozenset[str]
    """Words for a road that the places at its ends name."""
    road: re.Pattern[str]
    """Two names with a hyphen between them before such a word ("the Hass-Abdin road")."""
    compounds: frozenset[str]
    """Folded words that a name of several words begins with ("Tel", "Kafr")."""
    towns: dict[str, str]
    """Words before the first of several places, or before the place around which they are, with their level."""
    compass_words: frozenset[str]
    """Compass and area words in lower case ("southern", "greater")."""
    uncased: bool
    """Whether the script has no capitals, so that only words before a name mark it."""
    joint: str
    """The word between a part that follows the name and the name ("Homs countryside" is "countryside of")."""


def level_of(cues_: Cues, words: str) -> str | None:
    """The level that level words name, or None."""
    return cues_.levels.get(" ".join(words.lower().split()))


@cache
def cues(language: str) -> Cues:
    """Return the cues of a language; those of English where it has no table."""
    words, templates = _read(language)
    either = {klass: any_of([form for form, _ in forms]) for klass, forms in words.items()}
    either["number"] = _numbers(language, words)
    patterns: dict[str, Any] = {name: _compile(_filled(templates.get(name, _NEVER), either)) for name in _PATTERNS}
    patterns |= _of_organisations(words)
    of = [form for form, value in words["organisation"] if value == "of"]
    level_words = frozenset(word for form, _ in words["level"] + words["facility"] for word in form.lower().split())

    opening, numbered = (dict(words.get(klass, ())) for klass in ("titled", "numbered"))
    roads = frozenset(form for form, _ in words.get("road", ()))
    patterns |= _around_names(either, templates.get("apposed", _NEVER), roads)
    pronouns = frozenset(form.lower() for form, _ in words.get("pronoun", ()))

    def folded(*classes: str) -> frozenset[str]:
        return frozenset(fold_name(form) for klass in classes for form, _ in words.get(klass, ()))

    sets: dict[str, Any] = {name: folded(*classes) for name, classes in _FOLDED.items()}
    last = frozenset(form.rsplit(None, 1)[-1] for klass in _PLACING for form, _ in words.get(klass, ()))
    placing = folded("within") | last
    marks = folded("function", "ordinary", "given", "day", "person", "organisation", "attack", "shelling", "unplaced")

    plurals = _plurals(words)
    levels, joint = dict(words["level"] + words["facility"]), words["joint"][0][0]

    code = base_code(language)
    return Cues(
        language=code if has_table(f"{code}_cues") else _FALLBACK,
        levels=levels,
        **patterns,
        **sets,
        **word_cues(words, plurals),
        linking=frozenset(form.rsplit(None, 1)[-1].lower() for form in of) | {"of", "for", "the"},
        closers=_closers(words),
        openers=frozenset(_FIRST_WORD.findall("\n".join(form.lower() for form in _leading(words)))),
        articles=frozenset({"the"}),
        placing=placing,
        never_places=marks | level_words,
        suffering=folded("shelled", "under") if "suffered" in templates else frozenset(),
        level_words=level_words,
        level_tails=frozenset(tail for form, _ in words["level"] + words["facility"] for tail in _tails(form.lower())),
        longest_level=max(len(form.split()) for form, _ in words["level"] + words["facility"]),
        pronouns=pronouns,
        units=frozenset(form.rsplit(None, 1)[-1] for form, _ in words.get("unit", ())),
        beside_names=level_words
        | pronouns
        | folded("locative")
        | placing
        | plurals
        | roads
        | folded("under")
        | {*opening, *numbered},
        leading=folded("locative", "within") | placing,
        name=re.compile(rf"{_NAME}(?!\w)"),
        auxiliaries=frozenset(form for form, value in words["function"] if value == "auxiliary"),
        plurals=plurals,
        buildings=frozenset(form.lower() for form, _ in words["facility"]),
        titles=opening,
        numbered=numbered,
        opening_names=frozenset((*opening, *numbered)),
        roads=roads,
        towns={f"{form} {joint}": levels[form] for form, _ in words["part"] if form in levels},
        compass_words=frozenset(form.lower() for klass in ("compass", "area") for form, _ in words[klass]),
        uncased="uncased" in words,
        joint=joint,
    )


@cache
def cue_rows(language: str) -> dict[str, list[tuple[str, str]]]:
    """The forms of each class of words with their values, those of English where a language has no table."""
    return _read(language)[0]


def _numbers(language: str, words: dict[str, list[tuple[str, str]]]) -> str:
    """A pattern for the numbers that distances are told in: digits, and the words of the language."""
    from harmtrace.places.modifiers import number_words

    return rf"(?:\d[\d.,٫٬]*|{any_of([*number_words(language), *(form for form, _ in words.get('digit', ()))])})"


def _read(language: str) -> tuple[dict[str, list[tuple[str, str]]], dict[str, str]]:
    """The forms of each class with their values, and the templates, of the table of a language."""
    code = base_code(language)
    rows = table(f"{code}_cues" if has_table(f"{code}_cues") else f"{_FALLBACK}_cues")
    words: dict[str, list[tuple[str, str]]] = {}
    templates: dict[str, str] = {}
    for row in rows:
        if row["class"] == "template":
            templates[row["value"]] = row["forms"]
        else:
            forms = [form.strip() for form in row["forms"].split(" | ")]
            words.setdefault(row["class"], []).extend((form, row["value"]) for form in forms)
    return words, templates


def _of_organisations(words: dict[str, list[tuple[str, str]]]) -> dict[str, re.Pattern[str]]:
    """The patterns of the words around a place that make the name of a body of it."""
    of = [form for form, value in words["organisation"] if value == "of"]
    body = [form for form, value in words["organisation"] if value == "body"]
    titles = [form for form, value in words["organisation"] if value == "title"]
    bodies = [rf"{_WORD}?{any_of(body)}", *([rf"(?-i:{_WORD}{{0,2}}{any_of(titles)})"] if titles else [])]
    return {
        "organisation_after": _compile(rf"(?:['’]s)?[ \t](?:{'|'.join(bodies)})(?!\w)"),
        "organisation_before": _compile(rf"(?<!\w){any_of(of)}\s+(?:of\s+|for\s+)?(?:the\s+)?$"),
    }


def _around_names(either: dict[str, str], apposed: str, roads: frozenset[str]) -> dict[str, re.Pattern[str]]:
    """The patterns that find a name by the words around it, from what matches any word of a class."""
    marked = f"(?:{either['level']}|{either['facility']})"
    return {
        "saying_after": _compile(rf"(?:\s+also|\s+has|\s+have)?\s+{either['saying']}(?!\w)"),
        "facility_after": re.compile(rf"\s+(?:[A-Z]\w+\s+)?(?i:{either['facility']})(?!\w)"),
        "named_after_cue": re.compile(rf"(?<!\w)(?i:(?P<level>{marked}))\s+(?:of\s+)(?P<name>{_NAME})(?!\w)"),
        "named_before_cue": re.compile(rf"(?<![\w'’-])(?P<name>{_NAME})\s+(?i:(?P<level>{marked}))(?!\w)"),
        "apposed": _compile(rf"(?<![\w'’-])(?-i:(?P<name>{_NAME})){_filled(apposed, either)}"),
        "before_place": re.compile(
            rf"(?<!\w)(?P<word>[^\W\d_]+)\s+(?P<name>{_NAME}),\s+"
            rf"(?P<inside>(?:{either['within']}|{either.get('lying', _NEVER)})\s+(?:the\s+)?)?$"
        ),
        "describing": re.compile(
            rf" (?:the )?(?:(?:{either.get('describing', _NEVER)}|{either['compass']}|{either['area']}"
            r"|[a-z]+-(?:held|controlled|run|occupied|majority)) )+(?=[A-Z])"
        ),
        "other_places": re.compile(rf"(?:,\s*|\s+)and\s+(?:[a-z]+\s+){{0,2}}{either.get('other_places', _NEVER)}\b"),
        "street_after": _compile(rf"\s+{either.get('street', _NEVER)}(?!\w)"),
        "road": re.compile(
            rf"(?<![\w'’-])(?P<one>{_NAME})(?:-|\s?[–—]\s?|\s+to\s+)(?P<two>{_NAME})\s+(?:[a-z]+\s+)?"
            rf"(?P<road>{'|'.join(roads) or _NEVER})(?!\w)"
        ),
    }


def _plurals(words: dict[str, list[tuple[str, str]]]) -> frozenset[str]:
    levels = [form for form, value in words["level"] if value in ("settlement", "neighbourhood") and form.endswith("s")]
    return frozenset(levels + [form for form, _ in words.get("several", ())])


def _leading(words: dict[str, list[tuple[str, str]]]) -> list[str]:
    return [form for klass in _LEADING for form, _ in words.get(klass, ())]


def _closers(words: dict[str, list[tuple[str, str]]]) -> frozenset[str]:
    classes = (*_LEADING, "closer")
    return frozenset(form.lower().rsplit(None, 1)[-1] for klass in classes for form, _ in words.get(klass, ()))


def _tails(form: str) -> Iterator[str]:
    words = form.split()
    return (" ".join(words[first:]) for first in range(len(words)))


def any_of(forms: list[str]) -> str:
    """A pattern for any of the forms, the longest first; a space in one stands for any space.

    What forms begin with alike is tried once for all of them: most words of a text fail at their first letter.
    """
    tree: _Tree = {}
    for form in forms:
        node = tree
        for letter in form:
            node = node.setdefault(letter, {})
        node[""] = {}
    return f"(?:{_branches(tree)})"


def _branches(tree: _Tree) -> str:
    branches: list[str] = []
    for first in sorted({letter.lower() for letter in tree if letter}):
        letters = [letter for letter in tree if letter.lower() == first]
        if len(letters) == 1:
            branches.append(_escaped(letters[0]) + _branches(tree[letters[0]]))
            continue
        # Where capitals may not count either of "Director" and "directorate" may be met: the longest first.
        ends = sorted((letter + end for letter in letters for end in _ends(tree[letter])), key=len, reverse=True)
        branches += map(_escaped, ends)
    either = "|".join(branches)
    if "" in tree and branches:
        return f"(?:{either})?"
    return f"(?:{either})" if len(branches) > 1 else either


def _ends(tree: _Tree) -> Iterator[str]:
    for letter, below in tree.items():
        yield from (letter + end for end in _ends(below)) if letter else [""]


def _escaped(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+")


def _filled(template: str, either: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: either[match[1]], template)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
