"""Which names in a text are used as places, and which are persons, bodies, ordinary words or parts of longer names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from harmtrace.places.cues import Cues
from harmtrace.places.curated import press_places
from harmtrace.places.folding import fold_name
from harmtrace.places.letters import AN_ARTICLE, ARABIC_ARTICLE
from harmtrace.places.mentions import Mention
from harmtrace.places.namesakes import is_forename, names_another
from harmtrace.places.place import Place
from harmtrace.vocab.pieces import has_commas

_DASHES = frozenset("-‐–")
_HYPHENS = frozenset("-‐")
_PREFIXED = re.compile(r"(?i)(?:^|[\s(\"“])(?:anti|pro|non|pan|trans)[-‐–]$")
"""Before a name that only describes: "anti-Damascus"."""
_SEATED = re.compile(r"(?i)[-‐–](?:based|led|backed|brokered|sponsored)\b")
"""After a name that only describes: "Britain-based"."""
_WRITTEN_ON = re.compile(rf"(?i) {AN_ARTICLE}-$")
"""An article before a name: "ibn al-Khattab"."""
_ARTICLE = re.compile(rf"^{AN_ARTICLE} ")
_LARGE = 50_000
_ACRONYM = 5
_LINE_REACH, _LAST = 300, 40
"""So many characters at the beginning and the end of a line tell whether it is a headline."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SENTENCE_ENDS = frozenset('.!?;:”"')
_WORD_ENDS = re.compile(r"[^\W\d_][\w'’-]*$")
_PARTICLES = tuple(f" {word} " for word in ("del", "de", "do", "da", "du", "dos", "des", "della", "y"))
_PARTICLE_BEFORE = re.compile(rf"[A-Z][^\W\d_]+(?:{'|'.join(_PARTICLES)})$")
"""The head of a longer name: "Maguindanao del Sur"."""
_ARTICLED_BEFORE = re.compile(rf"(?:^|\s){AN_ARTICLE}-[A-Z][\w'’-]* $")
"""A name with its article, which goes on in another with one: "al-Ghazala al-Wusta"."""
_WORD_AFTER = re.compile(rf"[ \t]+(?:{AN_ARTICLE}[ -])?([^\W\d_][\w'’-]*)")
_SMALL_WORD_AFTER = re.compile(r" [a-z]")
_LINE_START = re.compile(r"(?:^|\n|[|•*–—#(]|\.)\s*[-#]?\s*$")
_ENDS_CELL = re.compile(r"\s*(?:[:|–—]|$|\n|\(|,[^\n,.;:]{1,16}(?::\d\d[^\n,.;:]{0,8})?\s[–—-]\s)")
"""The end of a cell, or a time before a dash ("Saraqib, 09:15 – …")."""
_HEADLINE_SHARE = 0.7
_FIRST_NAME = re.compile(r"(?<![\w'’-])([^\W\d_][\w'’-]*)\.?(?: [A-Z]\.?)? $")
"""The word before a name, with a stop or an initial between them ("Mr. ", "Billy R. ")."""
_NAME_REACH = 30
_APPOSED = re.compile(r"\w, $")
_ENDS_APPOSITION = re.compile(r"[,.;)]")
_WITH = "ب"
"""A preposition that is written on to its word, which then begins no second word of a name."""
_TOLD_APART = 4
_TELLING = 6
_SHORT = 3
_LIST_REACH = 50
_NAMES_BETWEEN = re.compile(r"\s*(?:,|and\b)(?:[\s,]|and\b|the\b|(?:[Aa]l-)?[A-Z][\w'’-]*)+")


def used_as_places(mentions: Sequence[Mention], text: str, cues: Cues) -> list[Mention]:
    """The mentions that the words around them let stand as places, in order.

    A name that is used as a place once is one wherever nothing speaks against it.
    """
    kept: list[Mention] = []
    open_: list[Mention] = []
    headlines: dict[int, bool] = {}
    side_by_side = frozenset() if has_commas(text) else _side_by_side(mentions, text, cues)
    persons = {_name(mention, text) for mention in mentions if _is_person(mention, text, cues)}
    for number, mention in enumerate(mentions):
        line = text.rfind("\n", 0, mention.name_start) + 1
        if line not in headlines:
            headlines[line] = is_headline(text, line)
        before = text[max(0, mention.name_start - 60) : mention.name_start]
        in_a_list = mention.name_start in side_by_side
        if _spoken_against(mention, before, text, cues, headlines[line], in_a_list):
            continue
        if _is_word(mention, text, cues) and not _is_backed(mention, kept[-1:], before, text, cues):
            continue
        if _name(mention, text) in persons and not _placed_plainly(mention, before, cues):
            continue
        after = mentions[number + 1].name_start if number + 1 < len(mentions) else -1
        if _is_town(mention) and _in_hyphens(mention, text, kept[-1].name_end if kept else -1, after):
            continue
        follows = bool(kept) and _follows_names(text[kept[-1].end : mention.start])
        (kept if follows or _spoken_for(mention, before, text, cues) else open_).append(mention)
    names = {_name(mention, text) for mention in kept}
    again = [mention for mention in open_ if _name(mention, text) in names]
    return sorted([*kept, *again], key=lambda mention: mention.name_start)


def _in_hyphens(mention: Mention, text: str, before: int, after: int) -> bool:
    """Whether a hyphen makes a town's name a part of another name ("Bare-Bari"), and of no pair of places."""
    start, end = mention.name_start, mention.name_end
    if text[start - 1 : start] in _HYPHENS and before != start - 1 and text[start - 2 : start - 1].isalpha():
        return True
    return text[end : end + 1] in _HYPHENS and after != end + 1 and text[end + 1 : end + 2].isupper()


def _side_by_side(mentions: Sequence[Mention], text: str, cues: Cues) -> frozenset[int]:
    """Where towns begin that stand in a list which has lost its commas: "in Saraqib Khan Shaykhun and Hass"."""
    found: set[int] = set()
    for one, two in pairwise(mentions):
        beside = two.start - one.end == 1 and two.modifier is None
        if beside and one.may_be_town() and two.may_be_town() and _name(one, text) not in cues.compounds:
            found |= {one.name_start, two.name_start}
    return frozenset(found)


def _name(mention: Mention, text: str) -> str:
    return fold_name(text[mention.name_start : mention.name_end])


def _spoken_against(mention: Mention, before: str, text: str, cues: Cues, headline: bool, in_a_list: bool) -> bool:
    """Whether the words beside the name make it a person, a body, an ordinary word or a part of a longer name."""
    name, at = _name(mention, text), mention.name_end
    if name in cues.days or _is_acronym(text, mention):
        return True
    if cues.uncased and (name in cues.level_marks or name in cues.before_names or _begins_name(text, at, name, cues)):
        return True
    if before[-1:] in _DASHES and _PREFIXED.search(before):
        return True
    last = last_word(before)
    title = last_word(_WRITTEN_ON.sub(" ", before)) if before[-1:] in _DASHES else last
    if title in cues.persons or names_another(mention, text, last, cues):
        return True
    if last in cues.linking and cues.organisation_before.search(before):
        return True
    if cues.street_after.match(text, at) and _is_country(mention):
        return True
    if cues.organisation_after.match(text, at) or (text[at : at + 1] in _DASHES and _SEATED.match(text, at)):
        return True
    if cues.saying_after.match(text, at) and not after_locative(before, cues):
        return True
    if (_is_given(name, cues) or name in cues.peoples) and not (mention.cued or mention.container):
        # "In Israel" is the country, "Israel Keyes" and what "Israel said" are none.
        return not (last in cues.within and _is_country(mention) and not _name_after(text, at))
    if _is_country(mention) and not headline and is_forename(mention, text, cues):
        return not (mention.cued or mention.container or after_locative(before, cues))
    if not in_a_list and _ends_longer_name(mention, before, text, cues):
        return True
    article = text[mention.name_start].islower()
    if in_a_list or (headline and not article) or (_strong(mention) and not _is_town(mention)):
        return False
    known = headline or (_strong(mention) and after_locative(before, cues))
    return _inside_longer_name(mention, before, text, cues, backwards_only=known)


def _ends_longer_name(mention: Mention, before: str, text: str, cues: Cues) -> bool:
    """Whether a word that only begins names stands right before it, or is it: "Wadi Gaza", "San Calixto"."""
    following = _WORD_AFTER.match(text, mention.name_end)
    if following and following[1][0].isupper() and _name(mention, text) in cues.compounds:
        return True
    if before.endswith(_PARTICLES) and _PARTICLE_BEFORE.search(before):
        return True
    if all(place.is_area() for place in mention.places) and _ARTICLED_BEFORE.search(before):
        return _ARTICLE.sub("", _name(mention, text)) in cues.adjectives
    head = _word_before(before) if text[mention.start : mention.name_start].strip() == "" else ""
    return len(head) > _SHORT and head[0].isupper() and fold_name(head) in cues.compounds


def _begins_name(text: str, at: int, name: str, cues: Cues) -> bool:
    """Whether a word that only begins names stands before another word of one, in a script without capitals."""
    following = _WORD_AFTER.match(text, at) if name in cues.compounds else None
    word = fold_name(following[1]) if following else ""
    return bool(word) and word not in cues.between_names and word not in cues.before_names and word[0] != _WITH


def _is_given(name: str, cues: Cues) -> bool:
    """Whether it is a person's name, with or without its article ("Omar", "al-Omar")."""
    return name in cues.given or _ARTICLE.sub("", name) in cues.given


def _is_person(mention: Mention, text: str, cues: Cues) -> bool:
    """Whether the name is a family name here: after a first name or a title ("Billy Brown")."""
    if mention.cued or _is_country(mention):
        return False
    begin = max(0, mention.name_start - _NAME_REACH)
    previous = _FIRST_NAME.search(text, begin, mention.name_start)
    if previous is None or not previous[1][0].isupper():
        return False
    word = fold_name(previous[1])
    return word in cues.given or word in cues.persons


def _placed_plainly(mention: Mention, before: str, cues: Cues) -> bool:
    """Whether a level word, an area or "in" says that a name which is also somebody's is a place here."""
    return mention.cued or mention.container is not None or last_word(before) in cues.within


def _is_country(mention: Mention) -> bool:
    return any(place.level == "country" for place in mention.places)


def _name_after(text: str, at: int) -> bool:
    """Whether a word with a capital follows directly."""
    following = _WORD_AFTER.match(text, at)
    return following is not None and following[1][0].isupper()


def _is_town(mention: Mention) -> bool:
    return all(place.level == "settlement" for place in mention.places)


def _spoken_for(mention: Mention, before: str, text: str, cues: Cues) -> bool:
    """Whether the name is well known, long enough to be nothing else, or placed by the words around it."""
    name = _name(mention, text)
    if mention.cued or (_strong(mention) and name not in cues.given):
        return True
    telling = " " in name and len(name) > _TELLING and name.isascii() and name not in cues.given
    # Press names with the Arabic article are ordinary words as well ("the gate", "the movement").
    written_of = cues.uncased and len(name) >= _TOLD_APART and not name.startswith(ARABIC_ARTICLE)
    if written_of and any(place.place_id in press_places() for place in mention.places):
        return True
    return telling or _placed(mention, before, text, cues)


def _is_word(mention: Mention, text: str, cues: Cues) -> bool:
    """Whether the name is an ordinary word, or in small letters or with one capital a function word ("Hit")."""
    name = _name(mention, text)
    if name in cues.no_names and not text[mention.name_end - 1].isupper():
        return True
    return name in cues.ordinary and not mention.cued


def _is_backed(mention: Mention, previous: Sequence[Mention], before: str, text: str, cues: Cues) -> bool:
    """Whether an ordinary word is the name of a place of the area or the list beside it ("in Hit, Anbar").

    The places that share no first level with those are left out.
    """
    if not text[mention.name_start].isupper():
        return False
    outer = mention.container if after_locative(before, cues) else None
    if outer is None and previous and _follows_names(text[previous[0].end : mention.start]):
        outer = previous[0]
    shared = [place for place in mention.places if outer and any(_holds(area, place) for area in outer.places)]
    mention.places = shared or mention.places
    return bool(shared)


def _holds(area: Place, place: Place) -> bool:
    """Whether both lie in one first level, or a place in a country."""
    if area.country != place.country or place.level == "country":
        return False
    return area.level == "country" or (bool(area.admin1) and area.admin1 == place.admin1)


def _follows_names(between: str) -> bool:
    """Whether only names and list words stand between a place and this one ("Hass, Abdin and Jarjanaz")."""
    return len(between) < _LIST_REACH and bool(_NAMES_BETWEEN.fullmatch(between))


def _is_acronym(text: str, mention: Mention) -> bool:
    """Whether capitals make letters of the name ("SANA"), unless it stands alone at the head of a line."""
    raw = text[mention.name_start : mention.name_end]
    if not raw.isupper() or len(raw) > _ACRONYM or any(place.level == "country" for place in mention.places):
        return False
    heads = _LINE_START.search(text[max(0, mention.name_start - 3) : mention.name_start])
    return not heads or bool(_SMALL_WORD_AFTER.match(text, mention.name_end))


def _strong(mention: Mention) -> bool:
    """Whether the name is well known: a country, a region with a centre, a large city."""
    return any(
        place.level in ("country", "informal_region")
        or (place.level == "adm1" and place.lat is not None)
        or place.population >= _LARGE
        for place in mention.places
    )


def _placed(mention: Mention, before: str, text: str, cues: Cues) -> bool:
    """Whether a preposition, a list or the layout of a line marks the name as a place."""
    if mention.beside or mention.container or mention.modifier:
        return True
    if after_locative(before, cues) or cues.facility_after.match(text, mention.end):
        return True
    if text[mention.name_start - 1 : mention.name_start] in ("ب", "#"):
        return True
    if _APPOSED.search(before) and _ENDS_APPOSITION.match(text, mention.name_end):
        return any(place.is_area() for place in mention.places)
    return bool(_LINE_START.search(before) and _ENDS_CELL.match(text, mention.name_end))


def _inside_longer_name(mention: Mention, before: str, text: str, cues: Cues, backwards_only: bool = False) -> bool:
    """Whether a capitalised word stands right beside it ("Diana Semaan", "Jaysh Halab")."""
    previous = _word_before(before)
    if previous[:1].isupper() and text[mention.start : mention.name_start].strip() == "":
        word = fold_name(previous)
        if word not in cues.function_words and word not in cues.levels:
            return True
    if backwards_only or cues.facility_after.match(text, mention.end):
        return False
    following = _WORD_AFTER.match(text, mention.end)
    return bool(
        following
        and following[1][0].isupper()
        and fold_name(following[1]) not in cues.small
        and mention.end == mention.name_end
    )


def _word_before(before: str) -> str:
    """The word at the end of `before` as it is written, with its signs, if a space follows it; else an empty one."""
    bare = before.rstrip(" \t")
    word = _WORD_ENDS.search(bare, bare.rfind(" ") + 1) if len(bare) < len(before) else None
    return word[0] if word else ""


def last_word(before: str) -> str:
    """The word at the end of `before`, folded, if only a space follows it."""
    if not before[-1:].isspace():
        return ""
    word = before.rstrip(" ").rpartition(" ")[2].rpartition("\n")[2].strip("(\"“'.").lower()
    return word if word.isascii() else fold_name(word)


def after_locative(before: str, cues: Cues) -> bool:
    """Whether `before` ends in a preposition of place, with or without an article."""
    last = last_word(before)
    if last in cues.articles:
        last = last_word(before[: before.lower().rindex(last)])
    return last in cues.locatives


def is_headline(text: str, line: int) -> bool:
    """Whether most words of the line have a capital, so that capitals say little."""
    end = text.find("\n", line)
    end = end if end >= 0 else len(text)
    if text[max(line, end - _LAST) : end].rstrip()[-1:] in _SENTENCE_ENDS:
        return False
    words = _LONG_WORD.findall(text, line, min(end, line + _LINE_REACH))
    return len(words) > 2 and sum(word[0].isupper() for word in words) >= _HEADLINE_SHARE * len(words)
