"""Which names in a text of a script without capitals are used as places.

Every third word of such a text is the name of some village. A word before the name that says what it is, the part of a
region, a hashtag or a list of places speaks for it; a name known by itself needs nothing more, a village that only a
preposition leads to must lie in a country that the text is about. Ordinary words, persons and bodies are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from harmtrace.places.cues import Cues
from harmtrace.places.curated import press_places
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.letters import ARABIC_ARTICLE
from harmtrace.places.mentions import Mention
from harmtrace.places.namesakes import names_another
from harmtrace.places.place import Place
from harmtrace.places.unjoined import known_form

_WITH_LEVEL_WORD = ("adm1", "adm2", "adm3")
_LARGE = 50_000
"""Inhabitants of a town that is known by itself."""
_CITY = 100_000
"""A city of so many people has its name told of it."""
_QUARTER = 3
"""So many words before a city the word for a quarter of it stands at the most: "حي باب الشمس ب"."""
_REACH = 60
_LEAST = 3
"""Letters of a name that only a preposition marks."""
_CONJUNCTIONS, _PREPOSITIONS = frozenset("وف"), frozenset("بلك")
_OPENING = ' \t#"«“('
_WITH = "ب"
_TO = "ل"
_TAGGED = "#"
_ON = "على"
_WORDS_BETWEEN = 2
"""So many words may stand between that for a body and the place in its name ("شبكة راصد اليمن")."""
_WORD = re.compile(r"\w+")
_NEXT = re.compile(r"[ \t]+(\w+)")
_STOP = re.compile(r"[.،,:؛;!؟?\n()«»\"“”]")


@dataclass(slots=True)
class Around:
    """The words before a name: `last` is the folded word before it, `clitics` what is written on to it."""

    last: str
    clitics: str
    start: int
    """Where the name begins."""
    on: bool
    """Whether the word before it is "on" (على), which folds to a first name (علي)."""
    tagged: bool
    """Whether a hashtag begins with the name."""

    def led(self, cues: Cues) -> bool:
        """Whether a preposition of place leads to the name."""
        return self.clitics.endswith(_WITH) or (not self.clitics.endswith(("ل", "ك")) and self.last in cues.locatives)

    def within(self, cues: Cues) -> bool:
        """Whether "in" leads to it."""
        return self.clitics.endswith(_WITH) or self.last in cues.within


def without_ordinary(mentions: Sequence[Mention], text: str, cues: Cues) -> list[Mention]:
    """The mentions but for ordinary words that no level word marks, which would speak for countries far away."""
    kept = []
    for mention in mentions:
        around = words_before(mention, text)
        name = _name(mention, text)
        if text.startswith(f" {_ON}", mention.name_end - len(_ON) - 1):
            continue  # "الشيخ على": no name ends in "on"
        if _is_part_of_longer(name, around, cues):
            continue
        plain = _is_word(name, around, cues) and not _marked_before(around, cues)
        if name in cues.days or (plain and not _says_where(mention, around, text, cues)):
            continue
        kept.append(mention)
    return kept


def _says_where(mention: Mention, around: Around, text: str, cues: Cues) -> bool:
    """Whether a word that is a city's name too stands where only a place does: "حي القبة بالأبيض", "شرقي الأبيض"."""
    if not any(place.level == "settlement" and place.population >= _CITY for place in mention.places):
        return False
    if not around.clitics and around.last in cues.compass_words:
        return True
    if not around.within(cues):
        return False
    before = _WORD.findall(text[max(0, around.start - _REACH) : around.start].rpartition("\n")[2])
    # The last of them is the preposition.
    return any(cues.levels.get(fold_name(word)) == "neighbourhood" for word in before[-1 - _QUARTER : -1])


def _is_part_of_longer(name: str, around: Around, cues: Cues) -> bool:
    """Whether a word that begins names stands right before it ("باب توما"), or a name is what clitics leave ("باب")."""
    if len(name) < _LEAST and (around.clitics or around.last not in cues.within):
        return not around.tagged
    return around.clitics == "" and around.last in cues.compounds and not _marked_before(around, cues)


def read_in_name(mention: Mention, text: str, cues: Cues) -> None:
    """Read the level word that a pack has in the name ("مديرية ..."), and no part in the name of a site beside it."""
    first, _, rest = text[mention.name_start : mention.name_end].partition(" ")
    level = cues.levels.get(first)
    if rest and level is not None and level != "site":
        if any(place.level == level for place in mention.places):
            mention.level = mention.level or level
        mention.start += len(first) + 1 if mention.start == mention.name_start else 0
        mention.name_start += len(first) + 1
        mention.cued = True
    if mention.end > mention.name_end and words_before(mention, text).last in cues.sites_with_names:
        # "مستشفى الفاشر الجنوبي": the southern one of its hospitals.
        mention.modifier, mention.end = None, mention.name_end


def look_with_level_word(mention: Mention, text: str, gazetteer: Gazetteer, cues: Cues) -> None:
    """Add the places that packs have with their level word in the name ("مديرية حيس" for "مديريات حيس و...")."""
    level = mention.level
    if not mention.cued or level not in _WITH_LEVEL_WORD or any(place.level == level for place in mention.places):
        return
    name = text[mention.name_start : mention.name_end]
    forms = [form for form, value in cues.levels.items() if value == level and form not in cues.plurals]
    found = [place for form in forms for place in gazetteer.lookup(f"{form} {name}", every=False)]
    mention.places = gazetteer.merged([*mention.places, *(place for place in found if place.level == level)])


def words_before(mention: Mention, text: str) -> Around:
    """What stands before a name."""
    start = at = mention.name_start
    at -= text[at - 1 : at] in _PREPOSITIONS
    at -= text[at - 1 : at] in _CONJUNCTIONS
    if at and text[at - 1].isalnum():
        at = start
    before = text[max(0, at - _REACH) : at].rstrip(_OPENING)
    last = before[max(before.rfind(" "), before.rfind("\n")) + 1 :]
    folded = fold_name(last.strip(_OPENING)) if last and last[-1].isalnum() else ""
    return Around(folded, text[at:start], start, last.endswith(_ON), text[start - 1 : start] == _TAGGED)


def _is_word(name: str, around: Around, cues: Cues) -> bool:
    """Whether the name is an ordinary word, by itself or with what is written on to it ("برميل")."""
    return name in cues.common or (bool(around.clitics) and around.clitics + name in cues.common)


def _marked_before(around: Around, cues: Cues) -> bool:
    return around.tagged or _in(around.last, cues.level_marks) or _in(around.last, cues.site_marks)


def _in(word: str, known: Collection[str]) -> bool:
    return known_form(word, known) is not None


def used_without_capitals(mentions: Sequence[Mention], text: str, cues: Cues, about: Collection[str]) -> list[Mention]:
    """The mentions that are used as places, in order; `about` are the countries that the text is about.

    A name that is surely a place once is one wherever nothing speaks against it.
    """
    kept: list[Mention] = []
    open_: list[_Seen] = []
    seen = [_Seen(mention, words_before(mention, text), _name(mention, text)) for mention in mentions]
    persons = {one.name for one in seen if not one.mention.cued and _is_persons(one.around, cues)}
    for number, one in enumerate(seen):
        if _spoken_against(one, text, cues) or _agrees(one, kept[-1:], text):
            continue
        if one.name in persons and not one.around.within(cues) and not _is_marked(one, cues):
            continue
        after = mentions[number + 1] if number + 1 < len(mentions) else None
        if _counts(one, after, kept, text, cues, about):
            kept.append(one.mention)
        else:
            open_.append(one)
    names = {_name(mention, text) for mention in kept}
    for one in open_:
        if one.name in names and (one.around.led(cues) or not _is_word(one.name, one.around, cues)):
            one.mention.unsure = True
            kept.append(one.mention)
    return sorted(kept, key=lambda mention: mention.name_start)


@dataclass(slots=True)
class _Seen:
    """A mention with the words before it and its folded name."""

    mention: Mention
    around: Around
    name: str


def _is_marked(one: _Seen, cues: Cues) -> bool:
    """Whether a level word or a hashtag makes a place of the name."""
    return one.mention.cued or (one.around.tagged and not _is_word(one.name, one.around, cues))


def _counts(
    one: _Seen, after: Mention | None, kept: Sequence[Mention], text: str, cues: Cues, about: Collection[str]
) -> bool:
    """Whether a name is a place for what speaks for it here, and not only because it is one elsewhere in the text."""
    mention = one.mention
    if _is_marked(one, cues):
        return True
    if _is_word(one.name, one.around, cues):
        if mention.modifier is not None or _says_where(mention, one.around, text, cues):
            return True
        return one.around.within(cues) and _is_told(mention, after, text)
    if not _spoken_for(mention, one.name, one.around, kept, cues, about):
        return False
    listed = any(other in kept for other in mention.beside)
    mention.unsure = not (_strong(mention) or mention.modifier or " " in one.name or listed)
    return True


def _name(mention: Mention, text: str) -> str:
    return fold_name(text[mention.name_start : mention.name_end])


def _is_told(mention: Mention, after: Mention | None, text: str) -> bool:
    """Whether an ordinary word after "in" is a place: a country or province, or one that lies in what follows it."""
    if any(place.level in ("country", "adm1") for place in mention.places):
        return True
    outer = mention.container
    if outer is None and after is not None and after.modifier and text[mention.end : after.start] == " ":
        outer = after
    regions = (
        {(place.country, place.admin1) for place in outer.places if place.is_area()} if outer is not None else set()
    )
    return any((place.country, place.admin1) in regions for place in mention.places)


def _spoken_against(one: _Seen, text: str, cues: Cues) -> bool:
    """Whether the words around a name make a person, a body, a day or a part of a longer name of it."""
    mention, around, name = one.mention, one.around, one.name
    if name in cues.days or name in cues.level_marks or name in cues.before_names:
        return True
    if _begins_name(name, text, mention.name_end, cues):
        return True
    if mention.cued:
        return name in cues.describing_words
    if name in cues.hours and around.last in cues.before_hours:
        return True  # "بعد المغرب": the time of the prayer
    if around.clitics.endswith(_TO) and around.last in cues.patrons:
        return True  # "موالية لأنقرة"
    if _is_persons(around, cues) or names_another(mention, text, around.last, cues):
        return True
    if cues.organisation_after.match(text, mention.name_end):
        return True
    if around.last in cues.sites_with_names and all(place.is_area() for place in mention.places):
        return True  # "مشفى الشام": a hospital called after a country
    return mention.modifier is None and _in_name_of_body(text, around, cues)


def _agrees(one: _Seen, before: Sequence[Mention], text: str) -> bool:
    """Whether it is an adjective of the place right before it ("محطة مأرب الغازية")."""
    adjacent = bool(before) and text[before[0].end : one.mention.start] == " "
    bare = not one.mention.cued and one.mention.modifier is None
    return adjacent and bare and one.name.startswith(ARABIC_ARTICLE)


def _is_persons(around: Around, cues: Cues) -> bool:
    """Whether a title, a kinship or a first name stands before the name ("أبو", "الدكتورة هالة")."""
    if around.clitics not in ("", "و") or not around.last:
        return False
    return around.last in cues.persons or (around.clitics == "" and around.last in cues.given and not around.on)


def _in_name_of_body(text: str, around: Around, cues: Cues) -> bool:
    """Whether a body is called after the place: its word stands before it, none between that begins a phrase."""
    if around.clitics:
        return False
    words = text[max(0, around.start - _REACH) : around.start].rpartition("\n")[2]
    stops = [match.end() for match in _STOP.finditer(words)]
    near = _WORD.findall(words[stops[-1] :] if stops else words)[-_WORDS_BETWEEN - 2 :]
    tokens = [fold_name(word) for word in near]
    for number in range(len(tokens) - 1, max(len(tokens) - 2 - _WORDS_BETWEEN, -1), -1):
        token = tokens[number]
        if _in(token, cues.bodies) or _in(" ".join(tokens[max(0, number - 1) : number + 1]), cues.bodies):
            return True
        if token in cues.locatives or token in cues.function_words or _in(token, cues.level_marks):
            return False
    return False


def _begins_name(name: str, text: str, at: int, cues: Cues) -> bool:
    """Whether a word that only begins names stands before another word of one ("تل ...")."""
    following = _NEXT.match(text, at) if name in cues.compounds else None
    word = fold_name(following[1]) if following else ""
    if name in cues.village_heads and word.startswith(ARABIC_ARTICLE):
        return True
    return bool(word) and word not in cues.between_names and word not in cues.before_names and word[0] != _WITH


def _strong(mention: Mention) -> bool:
    """Whether the name is known by itself: a country, a region with a centre, a large town."""
    return any(
        place.level in ("country", "informal_region", "water")
        or (place.level == "adm1" and place.lat is not None)
        or place.population >= _LARGE
        for place in mention.places
    )


def _known(mention: Mention) -> bool:
    return _strong(mention) or any(place.place_id in press_places() for place in mention.places)


def _spoken_for(
    mention: Mention, name: str, around: Around, kept: Sequence[Mention], cues: Cues, about: Collection[str]
) -> bool:
    """Whether the name is known by itself, placed by the words around it, or in a list with one that is."""
    here = _in_countries(mention.places, about)
    listed = any(other in kept for other in mention.beside)
    if mention.modifier is not None:
        return here or _strong(mention) or around.led(cues)
    if any(place.level == "country" for place in mention.places) or (here and _known(mention)):
        return True
    if _strong(mention) and (around.led(cues) or listed or mention.container is not None or " " in name):
        return True
    if listed and here:
        return True
    if " " in name:
        if name.partition(" ")[0] in cues.persons:  # "أبو حسن" is a man, unless something leads to a place
            return here and (around.led(cues) or mention.container is not None)
        return here or around.within(cues) or mention.container is not None
    if mention.container is not None and here and not name.startswith(ARABIC_ARTICLE):
        return True
    return here and len(name) >= _LEAST and (around.within(cues) or (around.led(cues) and not name.startswith("ال")))


def _in_countries(places: Sequence[Place], about: Collection[str]) -> bool:
    return any(place.country in about for place in places)
