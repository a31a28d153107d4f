"""From names that no pack has to places, by the words that lead to them ("in Tindara", "shelled Tindara")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harmtrace.places.cues import Cues
from harmtrace.places.folding import fold_name
from harmtrace.places.mentions import Mention, Taken
from harmtrace.places.unknown import HELD, name_at, words_among
from harmtrace.places.usage import after_locative, is_headline

_MUTUAL_REACH = 110
"""How far, in characters, before "between" a word for what two parties have is looked for."""
_LED_REACH = 48
"""How far, in characters, before a name the words that lead to it are read."""
_SHORT = 2
"""A word of so few letters that begins names is an article, and begins other names too."""
_BEFORE_REACH = 70
"""How far, in characters, before a place the name of one that lies in it or beside it may begin."""
_POINTS = ("settlement", "neighbourhood", "site")
_LONGEST = 4
"""So many words a name may have that only a preposition or an attack makes a place of."""
_MOST_LISTED = 60
"""Lists of more names are not read, as each name of a list may begin one."""
_AND = re.compile(r"(?:,\s*|\s+)and\s+")
_AND_NEAR = re.compile(r",?\s+and\s|,\s")
_COMMA = re.compile(r",\s*")
_NEXT_WORD = re.compile(r"[ \n]*([^\W\d_]+)")
_LAST_WORD = re.compile(r"\s+(\S+)$")
_SHORT_FORM = re.compile(r" ?\(")
"""After the name of a body: "Rapid Support Forces (RSF)"."""
_DEMONYM = re.compile(r"(?:[a-z]ian|[a-z][knltdw]ish|[a-z]ese|['’]s?)$")
"""The end of "Malian" and "Turkish", and of an owner ("Bellingcat's")."""
_OWNED = re.compile(r"['’]s?$")
_DAY_HEAD = re.compile(
    r"(?m)^[ \t]*(?:[^\w\s]+[ \t]*)?(?:\d{1,2}[ \t]+(?P<month>[A-Z][a-z]+)\.?)(?:,[ \t]+|[ \t]+[|–-][ \t]+)(?=[A-Z])"
)
_LINE_HEAD = re.compile(r"(?m)^[ \t]*(?:[^\w\s\"“'‘]+[ \t]*|\d{1,2}[.)][ \t]+)?(?=[A-Z])")
_HEAD_DAY = re.compile(
    r"(?:,[ \t]+[A-Z][^\n:,;|\d]{1,30}|[ \t]\([^)\n\d]{1,30}\))?"
    r"(?:,[ \t]+|[ \t]+[|–-][ \t]+|[ \t]\()(?:[a-z]+[ \t]+of[ \t]+)?"
    r"(?:\d{1,2}[ \t]+(?P<month>[A-Z][a-z]+)|(?P<first>[A-Z][a-z]+)[ \t]+\d{1,2})\b"
    r"[^\n:|;]{0,16}?(?:\s?[:|]\s|\s[–-]\s)"
)
"""The day after the name that heads an item: "Tindara, 3 May: …", "Tindara (Hass), May 3, 2024 – …"."""
_PLAIN_BEFORE = re.compile(r"(?:^|\s)[a-z]+\s+[a-z]+$")
"""Before a name no other name stands that works there ("Jane Doe at Lal Chowk")."""
_AND_TO = re.compile(r"\s+and\s+$")
_CLAUSE_REACH = 16
_CLAUSE_START = re.compile(r"(?:^|[.!?;:\n,]\s*|\band\s+|\bthat\s+)$")
_HEAD_END = re.compile(r"(?:,[^\n:,;|]{1,30})?(?:\s\([^)\n]{1,30}\))?\s?[:|–-]\s")
_PAST = re.compile(r"[a-z]{2,}[^e]ed")
_PEOPLE = re.compile(r"(?:[^aeiou]i|an|ite|ist|rd|rk|rb|pt|ab|at|er|or|ur|tu|ya|ew|ek)s$")
"""The end of "Yazidis", "Kurds" and "Alawites", which no preposition of place stands before."""


def placed_names(text: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Names in plain sentences that the words before them make places of, with the rest of their lists."""
    found: list[Mention] = []
    taken = Taken(mentions)
    for start, end in words_among(text, cues, cues.placing | cues.suffering):
        word = text[start:end].lower()
        within = word in cues.within
        described = cues.describing.match(text, end) if within else None
        name = _name_at(text, described.end() if described else end + 1, cues, strongly=within)
        if name is not None and taken.overlaps(*name):
            continue
        if name is not None and not (within or _is_led_to(text, start, end, name, cues)):
            name = None
        before: tuple[int, int] | None = None
        if name is None and word in cues.suffering and (name := _sufferer(text, start, cues)):
            before = _sufferer_before(text, name[0], cues)
        if name is None or is_headline(text, text.rfind("\n", 0, start) + 1):
            continue
        spans = [before] if before is not None else []
        if not taken.overlaps(*name):
            spans += (name, *_rest_of_list(text, name[1], cues))
        for span in spans:
            if not taken.overlaps(*span):
                found.append(Mention(*span, *span, cued=True))
                taken.add(found[-1])
    ends = {mention.end for mention in mentions}
    for mention in mentions:
        beside = bool(mention.beside) or mention.start - 1 in ends
        found += _more_after(mention, text, taken, cues, beside)
    return sorted(found, key=lambda mention: mention.start)


def _sufferer(text: str, start: int, cues: Cues) -> tuple[int, int] | None:
    """The name before what was done to it: "Tindara was shelled", "Tindara came under rocket fire"."""
    for name in cues.name.finditer(text, max(0, start - _LED_REACH), start):
        told = cues.suffered.match(text, name.end())
        if told is None or not start < told.end() or not _begins_clause(text, name.start()):
            continue
        words = fold_name(name[0]).split()
        if not (speaks_against(words, cues) or names_people(name[0], cues) or _PEOPLE.search(name[0])):
            return name.span()
    return None


def _sufferer_before(text: str, start: int, cues: Cues) -> tuple[int, int] | None:
    """The first of "Hass and Abdin were shelled"."""
    gap = _AND_TO.search(text, max(0, start - _CLAUSE_REACH), start)
    if gap is None:
        return None
    for name in cues.name.finditer(text, max(0, gap.start() - _LED_REACH), gap.start()):
        words = fold_name(name[0]).split()
        if name.end() == gap.start() and not (speaks_against(words, cues) or names_people(name[0], cues)):
            return name.span() if _begins_clause(text, name.start()) else None
    return None


def _begins_clause(text: str, at: int) -> bool:
    return _CLAUSE_START.search(text, max(0, at - _CLAUSE_REACH), at) is not None


def names_before_places(text: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Names that a place right after them locates: "out of Tindara, east of Hass", "on Plaza Nueva, in Hass"."""
    found: list[Mention] = []
    taken = Taken(mentions)
    for mention in mentions:
        if text[mention.start - 1 : mention.start] != " ":
            continue
        match = cues.before_place.search(text, max(0, mention.start - _BEFORE_REACH), mention.start)
        if match is None or not (match["inside"] or mention.beyond or any(place.is_area() for place in mention.places)):
            continue
        span = match.span("name")
        words = fold_name(match["name"]).split()
        if taken.overlaps(*span) or speaks_against(words, cues) or names_people(text[slice(*span)], cues):
            continue
        if match["word"].lower() in cues.leading:
            taken.add(found_one := Mention(*span, *span, cued=True))
            found.append(found_one)
    return found


def names_in_heads(text: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Names after or before the day that heads an item: "- 3 May, Tindara (Hass): shells killed four"."""
    found: list[Mention] = []
    taken = Taken(mentions)
    for span in (*_after_days(text, cues), *_before_days(text, cues)):
        words = fold_name(text[slice(*span)]).split()
        if not (taken.overlaps(*span) or speaks_against(words, cues) or names_people(text[slice(*span)], cues)):
            found.append(Mention(*span, *span, cued=True))
    return found


def _after_days(text: str, cues: Cues) -> Iterator[tuple[int, int]]:
    for head in _DAY_HEAD.finditer(text):
        span = name_at(text, head.end(), cues)
        if span is not None and fold_name(head["month"]) in cues.days and _HEAD_END.match(text, span[1]):
            yield span


def _before_days(text: str, cues: Cues) -> Iterator[tuple[int, int]]:
    for head in _LINE_HEAD.finditer(text):
        span = name_at(text, head.end(), cues)
        day = _HEAD_DAY.match(text, span[1]) if span is not None else None
        if span is not None and day is not None and fold_name(day["month"] or day["first"]) in cues.days:
            yield span


def names_people(name: str, cues: Cues) -> bool:
    """Whether a name is that of a people or an owner, or in capitals alone."""
    folded = fold_name(name)
    if folded in cues.peoples or folded.removesuffix("s") in cues.peoples or folded.removesuffix("s") in cues.ordinary:
        return True
    return bool(_DEMONYM.search(name) or HELD.search(name)) or name.isupper()


def _more_after(mention: Mention, text: str, taken: Taken, cues: Cues, listed: bool) -> Iterator[Mention]:
    """The rest of a list that begins with a town that is found: "in Hass and Tindara on Friday"."""
    if not _AND_NEAR.match(text, mention.end):
        return
    if not (mention.may_be_town() or (mention.cued and mention.level in _POINTS)):
        return
    if not listed and not after_locative(text[max(0, mention.start - _LED_REACH) : mention.start], cues):
        return
    for span in _rest_of_list(text, mention.end, cues):
        if not taken.overlaps(*span):
            taken.add(more := Mention(*span, *span, level="settlement", cued=True))
            yield more


def _name_at(text: str, at: int, cues: Cues, *, strongly: bool = False) -> tuple[int, int] | None:
    """The span of the name that begins at `at`, if it can be a place's and a plain sentence goes on after it.

    Where "in" or "near" stands `strongly` before it, one of several words may be a given name ("Maryam Tindara"), and
    what ends the sentence may look like the name of a people ("Pamalian").
    """
    span = name_at(text, at, cues)
    if span is None:
        return None
    at, end = span[0], _trimmed(text, *span, cues)
    name = text[at:end]
    words = fold_name(name).split()
    if not words or len(words) > _LONGEST or speaks_against(words, cues, strongly and len(words) > 1):
        return None
    if names_people(name, cues) and not (strongly and _may_look_like_people(text, name, end, cues)):
        return None
    return (at, end) if _goes_on(text, end, cues.following) else None


def _may_look_like_people(text: str, name: str, end: int, cues: Cues) -> bool:
    """ "In Pamalian." ends so as no word for a people does, before which a noun would follow."""
    stops = text[end : end + 1] in (".", ",", ";") and text[end + 1 : end + 2] in (" ", "\n", "")
    return (
        stops
        and fold_name(name) not in cues.peoples
        and not (_OWNED.search(name) or HELD.search(name) or name.isupper())
    )


def speaks_against(words: Sequence[str], cues: Cues, given: bool = False) -> bool:
    """Whether a word of the name is of no place, unless one stands before it that begins names ("Tal al-Sultan")."""
    heads = len(words) > 1 and len(words[0]) > _SHORT and words[0] in cues.compounds
    named = [word for word in words if len(word) > _SHORT or word not in cues.compounds]
    never = cues.never_places.intersection(named)
    return not heads and bool(never - cues.given if given else never)


def _trimmed(text: str, start: int, end: int, cues: Cues) -> int:
    """Where the name ends without the day after it ("in Tindara Monday")."""
    while (last := _LAST_WORD.search(text, start, end)) and fold_name(last[1]) in cues.days:
        end = last.start()
    return end


def _goes_on(text: str, end: int, words: frozenset[str]) -> bool:
    following = _NEXT_WORD.match(text, end)
    if following is None:
        return not _SHORT_FORM.match(text, end)
    return following[1] in words or bool(_PAST.fullmatch(following[1]))


def _is_led_to(text: str, start: int, end: int, name: tuple[int, int], cues: Cues) -> bool:
    """Whether the words that end in `start:end` place the name after them; after weak ones it must be short."""
    window = text[max(0, start - _LED_REACH) : end]
    if text[start:end] in cues.amid and not _PEOPLE.search(text[slice(*name)]):
        return _is_between(text, start, name[1], cues)
    if cues.organisation_before.search(f"{window} "):
        return False
    if text[start:end] in cues.working and _PLAIN_BEFORE.search(window) and not cues.not_led.search(window):
        return not _PEOPLE.search(text[slice(*name)])
    if cues.led.search(window):
        return not _PEOPLE.search(text[slice(*name)])
    words = text[slice(*name)]
    if _PEOPLE.search(words) or not (" " not in words or fold_name(words).split()[0] in cues.compounds):
        return False
    return cues.led_weakly.search(window) is not None and not cues.not_led.search(window)


def _is_between(text: str, start: int, end: int, cues: Cues) -> bool:
    """ "Attacked between Tindara and Hass": two names, and nothing before them that two parties have."""
    both = _AND.match(text, end)
    if both is None or _name_at(text, both.end(), cues) is None:
        return False
    sentence = max(text.rfind(mark, max(0, start - _MUTUAL_REACH), start) for mark in (". ", "\n", "; "))
    return cues.mutually.search(text, max(sentence, start - _MUTUAL_REACH, 0), start) is None


def _rest_of_list(text: str, end: int, cues: Cues) -> Iterator[tuple[int, int]]:
    """The names after the first in "Kauda, Heiban and Gidel"; nothing where no "and" closes the list."""
    pending: list[tuple[int, int]] = []
    while len(pending) < _MOST_LISTED:
        last = _AND.match(text, end)
        gap = last or _COMMA.match(text, end)
        name = _name_at(text, gap.end(), cues) if gap else None
        if gap is None or name is None:
            if pending and cues.other_places.match(text, end):
                yield from pending
            return
        pending.append(name)
        if last:
            if _goes_on(text, name[1], cues.following - cues.auxiliaries):
                yield from pending
            return
        end = name[1]
