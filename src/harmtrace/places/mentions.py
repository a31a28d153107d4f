"""From a text to the place names in it, with the words around them that say which part, how near, what level."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from harmtrace.places.cues import Cues, level_of
from harmtrace.places.folding import Folded
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.letters import AN_ARTICLE
from harmtrace.places.modifiers import meaning_of
from harmtrace.places.packfile import Pack
from harmtrace.places.place import Place
from harmtrace.places.scanning import marked

_LOOK_BACK = 60
_LOOK_AHEAD = 60
_PARTICLES = frozenset(
    "al el ul ar as ash at ath ad adh an az es ez er en et ed of the and de la du des le les del di da do"
    " bin ibn abu umm upon on sur north south east west northern southern eastern western north-west central"
    " northwest northwestern northeast northeastern plain plains valley mountain mountains region area zone front"
    " coast basin desert heights peninsula forest suburbs envelope"
    " au aux sur sous en y e dos das van von der den dem zu zur am im auf op ter ten lez".split()
)
_PREPOSITIONS = ("at ", "as ", "an ")
"""Arabic articles that are English words, if nothing joins them to their name."""
_PREPOSITION_BEFORE = re.compile(r"\b(?:in|of|to|from|near|on|at) $")
_MARKS = "#@\"“‘'«("
_WORD = re.compile(r"(?<![\w-])\w+")
_NAMED = re.compile(r"[A-Z][\w'’-]*\s+$")
_DIGIT_UNIT = re.compile(r"\d-?[^\W\d_]")
"""A number with its unit written on to it ("15km")."""
_LIST_AHEAD = re.compile(r"(?:,\s+|,?\s+and\s+)(?:[Aa]l-)?[A-Z]")
_GOES_ON = re.compile(r" [A-Z][a-z]")
_TITLED = re.compile(r"[A-Z][a-z]+\s+[A-Z][a-z]")
"""A level word inside a longer name, as in \"State Department\"."""
_ARTICLE_ON = re.compile(rf"(?i)(?:^|[^\w-])({AN_ARTICLE}-)$")


@dataclass(slots=True)
class Mention:
    """A place name in a text. `start`, `end` span the name with its modifier and level word."""

    start: int
    end: int
    name_start: int
    name_end: int
    places: Sequence[Place] = ()
    """The places of its name; the mentions of one name may share them."""
    modifier: str | None = None
    level: str | None = None
    """What the words beside the name say it is: a level of the contract or "region"."""
    level_start: int | None = None
    """Where a level word after the name begins."""
    plural: bool = False
    cued: bool = False
    """Whether a level word marks it."""
    beyond: bool = False
    """Whether the modifier leads out of the place ("south of", "near")."""
    container: Mention | None = None
    """The place that the text says it lies in ("Hass in southern Idlib")."""
    ends: tuple[Mention, Mention] | None = None
    """The two places that it is said to lie between, itself one of them, or that its road leads to."""
    widened: bool = False
    """Whether small settlements of the world count, too, as they lie in the area that the text names after it."""
    beside: list[Mention] = field(default_factory=list)
    """Its neighbours in a list of names."""
    pointed: Place | None = None
    """The one place it was found to be, for the mentions that lie in it."""
    reason: str | None = None
    """Why no place of a pack is meant, as far as spellings tell."""
    unsure: bool = False
    """Whether it is a name only if one of its places is meant: no place that a pack lacks."""

    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        return self.start, self.end

    def may_be_town(self) -> bool:
        """Whether one of the places of its name is a settlement."""
        return any(place.level == "settlement" for place in self.places)


def find_names(folded: Folded, gazetteer: Gazetteer) -> list[Mention]:
    """The names in the text of all places but the small settlements of the world, the longest where they overlap."""
    return _names_of(folded, gazetteer, gazetteer.common)


def minor_names(
    folded: Folded, gazetteer: Gazetteer, known: Sequence[Mention], countries: Sequence[str]
) -> list[Mention]:
    """The names of small settlements of these countries that no known mention overlaps.

    Half of all words with a capital are the name of a hamlet somewhere: only the countries that a text is about count,
    and of these only such as no common pack lists in full.
    """
    wanted = frozenset(country for country in countries if not gazetteer.is_listed_in_full(country))
    if not wanted:
        return []
    taken = Taken(known)
    found = []
    for mention in _names_of(folded, gazetteer, [pack for pack in gazetteer.packs if pack.minor]):
        mention.places = [place for place in mention.places if place.country in wanted]
        longer = _GOES_ON.match(folded.raw, mention.end)  # "Masisi Centre", "Walker County Sheriff"
        if mention.places and not longer and not taken.overlaps(mention.start, mention.end):
            found.append(mention)
    return found


def _names_of(folded: Folded, gazetteer: Gazetteer, packs: Iterable[Pack]) -> list[Mention]:
    """The names of these packs in the text, the longest where they overlap, in order."""
    hits: dict[tuple[int, int], list[tuple[Pack, bool]]] = {}
    text = marked(folded.text)
    for pack in packs:
        for start, end, before_s in pack.find(text):
            if _is_name(folded.raw, *folded.span(start, end)):
                hits.setdefault((start, end), []).append((pack, before_s))
    _read_all(hits, folded.text)
    mentions: list[Mention] = []
    last = 0
    for start, end in sorted(hits, key=lambda span: (span[0], -span[1])):
        if start < last:
            continue
        name = folded.text[start:end]
        named = ((place, before_s) for pack, before_s in hits[start, end] for place in pack.by_name(name))
        places = gazetteer.merged(place for place, before_s in named if not before_s or place.is_well_known())
        if places:
            last = end
            first, stop = folded.span(start, end)
            first = _with_article(folded.raw, first)
            mentions.append(Mention(first, stop, first, stop, places))
    return mentions


def _read_all(hits: Mapping[tuple[int, int], Sequence[tuple[Pack, bool]]], text: str) -> None:
    """Read the places of all names that were found, with one search of each pack."""
    names: dict[Pack, list[str]] = {}
    for (start, end), of_name in hits.items():
        for pack, _ in of_name:
            names.setdefault(pack, []).append(text[start:end])
    for pack, found in names.items():
        pack.read_names(found)


def _with_article(text: str, start: int) -> int:
    """Where a name begins whose article is written on to it, and stands in no pack ("al-Karak")."""
    article = _ARTICLE_ON.search(text, max(0, start - 5), start) if text[start - 1 : start] == "-" else None
    return article.start(1) if article else start


def _is_name(text: str, first: int, last: int) -> bool:
    """Whether the words are written as a name: in scripts with capitals each word has one, particles apart."""
    raw = text[first:last]
    if raw.islower():
        return False
    if raw.isalpha() and raw[0].isupper():
        return True
    if raw.startswith(_PREPOSITIONS) and not _PREPOSITION_BEFORE.search(text, max(0, first - 8), first):
        return False
    if raw.lower() == raw.upper():
        return True
    words = [word.lstrip("'’‘`´ʼʿʾ(") for word in re.split(r"[\s\-_–‐‑—/]+", raw)]
    capital = False
    for word in words:
        if word[:1].isupper():
            capital = True
        elif word and word[0].isalpha() and word.lower() not in _PARTICLES and not word[1:2].isupper():
            return False
    return capital


def read_around(mention: Mention, text: str, cues: Cues) -> None:
    """Give a mention its modifier and level from the words before and after it, and widen its span."""
    _read_after(mention, text, cues)
    begin = max(0, mention.name_start - _LOOK_BACK)
    window = _read_before(mention, text, begin, text[begin : mention.name_start].rstrip(_MARKS), cues)
    if window:
        _read_distance(mention, text, window, cues)


def _read_before(mention: Mention, text: str, begin: int, window: str, cues: Cues) -> str:
    """Read the words before a name, of which `window` are the last; return those of them that stay unread."""
    closes = _may_close(window, cues)
    before = _leading_to_end(cues.before, window, cues) if closes else None
    if before and before["level"] and _NAMED.search(window[: before.start("level")]):
        # "Kafr Hamrah district of Aleppo": the level word is for the name before it.
        return ""
    if before:
        if before["level"]:
            _mark(mention, before["level"], cues)
        if before["level_of"]:
            _mark(mention, before["level_of"], cues)
        if which := before["modifier"] or before["adjective"]:
            words = _plain(which)
            if words in cues.towns and _heads_a_list(mention, text):
                mention.level, mention.plural, mention.cued = cues.towns[words], True, True
                return ""
            mention.modifier = words if mention.modifier is None else f"{words} {mention.modifier}"
            mention.start = begin + before.start("modifier" if before["modifier"] else "adjective")
            mention.beyond = bool(before["beyond"])
        elif mention.level == "site":
            mention.start = begin + before.start("level")
        window = window[: before.start()]
        closes = _may_close(window, cues)
    if (
        mention.modifier
        and text.startswith(("'s ", "’s "), mention.name_end)
        and not mention.beyond
        and not mention.cued
    ):
        # "Half of Hass's people" are a part of its people.
        mention.modifier, mention.start = None, mention.name_start
    if mention.modifier is not None or not closes:
        return window
    if near := _leading_to_end(cues.near, window, cues):
        mention.modifier = _plain(near["near"])
        mention.beyond = True
        if near["level"]:
            _mark(mention, near["level"], cues)
        return window[: near.start()]
    return window


def _read_distance(mention: Mention, text: str, window: str, cues: Cues) -> None:
    """ "15 km north of", "three miles outside", "ten kilometres from": how far, before the words that say where."""
    if cues.units.isdisjoint(window.lower().replace("(", " ").split()) and not _DIGIT_UNIT.search(window):
        return
    found = cues.distance.search(window)
    if found is None:
        return
    away = found["away"]
    if mention.modifier is None:
        # "Walked 20 km from Hass to Abdin" is a way and no place.
        if not away or (away.lower() == "of" and not found["hedge"]) or text.startswith(" to ", mention.name_end):
            return
        words = f"{window[found.start() : found.end('unit')]} {away}"
        if found["level"]:
            _mark(mention, found["level"], cues)
    elif away or not (mention.beyond or meaning_of(mention.modifier).how == "toward"):
        return
    else:
        words = f"{window[found.start() : found.end('unit')]} {mention.modifier}"
    mention.modifier, mention.beyond = _plain(words), True


def _heads_a_list(mention: Mention, text: str) -> bool:
    """Whether "the villages of" stands before the first of them, and not before the region around a town."""
    return not any(place.is_area() for place in mention.places) and bool(_LIST_AHEAD.match(text, mention.name_end))


def _read_after(mention: Mention, text: str, cues: Cues) -> None:
    after = cues.after.match(text, mention.name_end, mention.name_end + _LOOK_AHEAD)
    if after and after["level"] and not _TITLED.match(text, after.start("level")):
        _mark(mention, after["level"], cues)
        mention.level_start, mention.end = after.start("level"), after.end()
        after = cues.after.match(text, after.end(), after.end() + _LOOK_AHEAD)
    if after and after["part"]:
        mention.modifier = f"{_plain(after['part'])} {cues.joint}".strip()
        mention.end = after.end()


def _leading_to_end(pattern: re.Pattern[str], window: str, cues: Cues) -> re.Match[str] | None:
    """The match of a pattern that ends with `window`, tried only at the words that may open one."""
    for word in _WORD.finditer(window):
        opener = word[0].lower()
        joined = cues.uncased and not cues.openers.isdisjoint((opener[1:], opener[2:]))  # "وبريف"
        if (joined or opener in cues.openers) and (found := pattern.match(window, word.start())):
            return found
    return None


def _may_close(window: str, cues: Cues) -> bool:
    """Whether the last word before a name can end a phrase that a pattern reads; spares most searches."""
    # "الريف الجنوبي لإدلب": in Arabic the last word of the phrase is written on to the name.
    words = window.rsplit(None, 2) if window[-1:].isspace() or window[-2:] == " ل" else []
    last = words[-1].lower() if words else ""
    if last in cues.articles and len(words) > 1:
        last = words[-2].lower()
    return last in cues.closers or last.lstrip('#«"(وبلف') in cues.closers


def _mark(mention: Mention, words: str, cues: Cues) -> None:
    if mention.level is None:
        mention.level = level_of(cues, words)
        mention.plural = words.lower().endswith("s") or words in cues.plurals
        mention.cued = True


def _plain(words: str) -> str:
    return re.sub(r"\s+the$", "", " ".join(words.lower().split()))


class Taken:
    """The stretches of a text that mentions take up, to be asked without walking over all of them."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self._spans = sorted((mention.start, mention.end) for mention in mentions)
        self._longest = max((end - start for start, end in self._spans), default=0)

    def add(self, mention: Mention) -> None:
        """Take up the stretch of a mention."""
        insort(self._spans, (mention.start, mention.end))
        self._longest = max(self._longest, mention.end - mention.start)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a mention shares a character with `start:end`."""
        place = bisect_left(self._spans, (end, 0))
        while place and self._spans[place - 1][0] > start - self._longest - 1:
            place -= 1
            if self._spans[place][1] > start:
                return True
        return False
