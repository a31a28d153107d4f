"""Stretches that list the parts of a number: "including nine children and four women"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.model.immutable import immutable
from harmtrace.model.where import Where

_CLOSING = {"-": "-", "–": "–", "—": "—", "(": ")"}
_MARKED = re.compile(r"[-–—(:]")
_COLON_AFTER = 12
"""How far, in characters, a number may stand before the colon of its list."""

_LIST_VERBS = ("was", "were", "are", "them")
"""With these the words for "among the dead" begin a list of parts."""
_VERB_REACH = 90
"""How far, in characters, after "those killed" the verb "included" may stand."""
_WHOLE_REACH = 12
"""How far, in characters, after "among" the number of the whole may begin."""
_FATE_REACH = 40
"""How far, in characters, after that number its fate may be told."""
_LISTED_WORDS = 5
"""So many words the first of single persons listed behind a colon may have, with what follows it."""
_BEFORE_PLACE = 2
"""So many words, a number and who it is of, may stand before the "in" of a place behind a colon."""
_FATES = ("ed", "intransitive")
"""Verbs of harm that have those who met with it as their subject."""
_NAMED = 40
"""So many characters after "including" a teller and his verb take up at the most."""


@immutable(frozen=True, slots=True)
class Part:
    """A stretch of text with parts of the number before it."""

    start: int
    end: int
    listed: int
    """Where the list itself begins."""


def part_stretches(reading: Reading, start: int, end: int) -> list[Part]:
    """The stretches of `start:end` in which each number is part of one before."""
    found = []
    for cue in reading.of("subset", start, end):
        if _names_the_whole(reading, cue) or _names_tellers(reading, cue):
            continue
        if _opens_an_account(reading, cue, start, end):
            continue
        if _is_subject(reading, cue):
            found.append(Part(cue.start, cue.end, cue.end))
            continue
        first, whole = cue.start, _numbered_whole(reading, cue)
        if (whole is not None or _the_dead(reading, cue)) and _follows_people(reading, start, cue):
            continue
        if whole is not None:
            first = whole
        elif (verb := _inverted(reading, cue, end)) is not None:
            found.append(Part(first, _end(reading, verb, end), verb))
            continue
        found.append(Part(first, _end(reading, max(first, cue.end), end), max(first, cue.end)))
    found += _of_the_dead(reading, reading.of("fate", start, end), end)
    if _MARKED.search(reading.text, start, end) is None:
        return found
    tokens = reading.tokens_in(start, end)
    return found + _after_colons(reading, tokens, end) + _between_dashes(reading, tokens)


def _names_the_whole(reading: Reading, cue: Mention) -> bool:
    """Whether no part follows: "two were among the 35 killed", "a relative of one of them"."""
    before = reading.tokens_in(max(0, cue.start - 8), cue.start)[-1:]
    if not before:
        return False
    words = reading.folded[cue.start : cue.end]
    whole = words.startswith("among") and not words.endswith(_LIST_VERBS) and "be" in before[0].classes
    return whole or "of" in before[0].classes


def _names_tellers(reading: Reading, cue: Mention) -> bool:
    """ "Several charities including Oxfam said that …": who is named among those who tell."""
    after = reading.tokens_in(cue.end, cue.end + _NAMED)
    says = next((place for place, token in enumerate(after) if reading.begins("say", token.start)), 0)
    return says > 0 and after[0].capital and "be" not in after[says - 1].classes


def _is_subject(reading: Reading, cue: Mention) -> bool:
    """Whether a verb of harm follows and no list: "15 of them were killed, with their teacher"."""
    if not reading.folded[cue.start : cue.end].endswith(("of them", "of whom")):
        return False
    following = reading.tokens_in(cue.end, cue.end + 24)[:3]
    verbs = [token for token in following if "be" not in token.classes and "auxiliary" not in token.classes][:1]
    return bool(verbs) and any(reading.is_a("harm", verbs[0].word, feature) for feature in ("ed", "intransitive"))


def _opens_an_account(reading: Reading, cue: Mention, start: int, end: int) -> bool:
    """ "Of those killed, 31 died in Hass on Monday": a part with a place or day of its own is told by itself."""
    if cue.start != start or not reading.folded.startswith("of ", cue.start):
        return False
    numbers = reading.quantities_in(cue.end, min(end, cue.end + _WHOLE_REACH))[:1]
    if not numbers or numbers[0].kind != "count":
        return False
    last = numbers[0].quantity.end
    fate = [verb for verb in reading.of("harm", last, min(end, last + _FATE_REACH)) if verb.feature in _FATES][:1]
    if not fate or any(not token.is_word for token in reading.tokens_in(last, fate[0].start)):
        return False
    return bool(reading.places.within(fate[0].end, end)) or any(d.when for d in reading.dates.within(fate[0].end, end))


def _whole_was(reading: Reading, tokens: Sequence[Token], at: int) -> bool:
    """ "10 people, mostly pupils killed in attacks": without a comma the participle goes on with the whole."""
    if reading.has_commas or reading.is_a("harm", tokens[at].word, "gerund"):
        return False
    people = at == 1 and tokens[0].start in reading.person_nouns
    return people and at + 1 < len(tokens) and "function" in tokens[at + 1].classes


def _is_clause(reading: Reading, token: Token) -> bool:
    """Whether another clause goes on behind a comma: "two of them children, urging the envoy to act"."""
    gerund = token.word.endswith("ing") and not token.capital and not reading.is_a("clause", token.word, "noun")
    return "auxiliary" in token.classes or (gerund and token.start not in reading.person_nouns)


def _goes_on(reading: Reading, token: Token) -> bool:
    """Whether another whole begins, or another verb: "most of them children, and another 23", "and left 30 hurt"."""
    if reading.is_a("clause", token.word, "verb") or "causing" in token.classes:
        return True
    return token.word == "another" and any(item.increment for item in reading.quantities_in(token.start, token.end))


def _of_the_dead(reading: Reading, fates: Sequence[Mention], end: int) -> list[Part]:
    """ "Those killed in the raid included six women": what the dead are made of follows the verb."""
    found = []
    for fate in fates:
        following = reading.tokens_in(fate.end, min(end, fate.end + _VERB_REACH))
        verb = next((token for token in following if "comprising" in token.classes), None)
        verb = verb or (_listing_be(reading, following) if _is_named(reading, fate) else None)
        if verb is not None and not any(_closes(token) for token in following if token.start < verb.start):
            found.append(Part(fate.start, _end(reading, verb.end, end), verb.end))
    return found


def _is_named(reading: Reading, fate: Mention) -> bool:
    """Whether a fate names those who met it: "the dead", "those killed", and no "killed were"."""
    last = reading.tokens_in(max(0, fate.start - 6), fate.end)
    return any("det" in token.classes for token in last if token.start <= fate.start)


def _listing_be(reading: Reading, following: Sequence[Token]) -> Token | None:
    """ "The dead were ten farmers": the verb right behind those killed, with a number of people right behind it."""
    if len(following) < 3 or "be" not in following[0].classes:
        return None
    number = reading.quantities_in(following[1].start, following[1].end)
    if not any(item.kind in ("count", "article") for item in number):
        return None
    return following[0] if any(token.start in reading.person_nouns for token in following[2:_LISTED_WORDS]) else None


def _closes(token: Token) -> bool:
    """Whether a clause ends at a word or mark, so that what follows has another subject."""
    return not token.is_word or not token.classes.isdisjoint(("be", "clause_end", "say"))


def _numbered_whole(reading: Reading, cue: Mention) -> int | None:
    """Where "among at least 25 injured" ends: the number is the whole, and its parts stand before or after it."""
    if reading.folded[cue.start : cue.end] != "among":
        return None
    items = reading.quantities_in(cue.end, cue.end + _WHOLE_REACH)[:1]
    if not items or items[0].kind != "count":
        return None
    between = reading.tokens_in(cue.end, items[0].quantity.start)
    told = reading.of("fate", items[0].quantity.end, items[0].quantity.end + _FATE_REACH)
    if len(between) > 1 or not told:
        return None
    gap = reading.tokens_in(items[0].quantity.end, told[0].start)
    return told[0].end if len(gap) <= 2 and all(token.is_word for token in gap) else None


def _the_dead(reading: Reading, cue: Mention) -> bool:
    """Whether "among the dead", "among those killed" names the whole."""
    if reading.folded[cue.start : cue.end] != "among":
        return False
    fates = reading.of("fate", cue.end, cue.end + _FATE_REACH)
    return bool(fates) and len(reading.tokens_in(cue.end, fates[0].start)) <= 1


def _inverted(reading: Reading, cue: Mention, end: int) -> int | None:
    """Where "were" ends in "Among the dead in the raid on the town were a woman and a child"."""
    if not _the_dead(reading, cue):
        return None
    following = reading.tokens_in(cue.end, min(end, cue.end + _VERB_REACH))
    verb = next((token for token in following if "be" in token.classes or not token.is_word), None)
    return verb.end if verb is not None and verb.is_word else None


def _follows_people(reading: Reading, start: int, cue: Mention) -> bool:
    """Whether people stand before "among", so that the list is no list of parts: "10 children among 18 dead"."""
    before = reading.tokens_in(max(start, cue.start - 30), cue.start)[-3:]
    return any(token.start in reading.person_nouns for token in before)


def _between_dashes(reading: Reading, tokens: Sequence[Token]) -> list[Part]:
    """ "ten people - two women and eight children - were killed", "ten people (all women)"."""
    found = []
    for at, token in enumerate(tokens):
        closing = _CLOSING.get(token.text)
        if (
            closing is None
            or not at
            or at + 1 >= len(tokens)
            or (token.text != "(" and tokens[at - 1].end == token.start)
        ):
            continue
        end = next((other for other in tokens[at + 1 : at + 20] if other.text == closing), None)
        listed = tokens[at + 1]
        counted = reading.quantities_in(listed.start, listed.end)
        kinds = ("count",) if token.text == "(" else ("count", "article")  # "24 rebels (a banned group)"
        parts = "share" in listed.classes or any(item.kind in kinds for item in counted)
        told = any(item.kind == "count" for item in reading.quantities_in(tokens[0].start, token.start))
        if end is not None and told and parts:
            found.append(Part(token.start, end.end, token.end))
    return found


def _after_colons(reading: Reading, tokens: Sequence[Token], end: int) -> list[Part]:
    """ "at five: one civilian and four fighters": a count, and after the colon what it is made of."""
    found = []
    for at, token in enumerate(tokens):
        if token.text != ":" or at + 1 >= len(tokens):
            continue
        before = [
            item
            for item in reading.quantities_in(tokens[0].start, token.start)
            if item.kind in ("count", "vague")
            and 0 <= token.start - item.quantity.end <= _COLON_AFTER
            and _counts_people(reading, item.quantity.end, token.start)
        ]
        after = reading.quantities_in(tokens[at + 1].start, tokens[at + 1].end)
        counted = any(item.kind in ("count", "vague") for item in after)
        listed = tokens[at + 1 : at + 2 + _LISTED_WORDS]
        if before and (counted or _lists_persons(reading, listed)):
            found.append(Part(token.start, end, token.end))
        elif counted and (last := _places_listed(reading, token.end, end)) is not None:
            found.append(Part(token.start, last, token.end))
    return found


def _places_listed(reading: Reading, start: int, end: int) -> int | None:
    """ "13 people in Idlib on Monday: eight in Ariha, three in Sarmin": where the places with their numbers end."""
    ends = [
        place.end
        for item in reading.quantities_in(start, end)
        if item.kind == "count" and (place := _place_of(reading, item.quantity.end, end)) is not None
    ]
    return ends[-1] if len(ends) > 1 else None


def _place_of(reading: Reading, at: int, end: int) -> Where | None:
    """The place right behind a number, or behind the people that it is of."""
    after = reading.tokens_in(at, min(end, at + _NAMED))
    link = next((place for place, token in enumerate(after[:_BEFORE_PLACE]) if "place_link" in token.classes), None)
    if link is None or link + 1 >= len(after):
        return None
    return next(iter(reading.places.beginning_at(after[link + 1].start)), None)


def _lists_persons(reading: Reading, tokens: Sequence[Token]) -> bool:
    """ "three dead: a guard, a cook and a driver", and not "three dead: a guard opened fire"."""
    if not tokens or "article" not in tokens[0].classes:
        return False
    noun = next((at for at, token in enumerate(tokens) if token.start in reading.person_nouns), None)
    after = tokens[noun + 1 : noun + 2] if noun is not None else ()
    return bool(after) and (after[0].text == "," or "joining" in after[0].classes)


def _counts_people(reading: Reading, start: int, colon: int) -> bool:
    """Whether a number before a colon is of people ("five:", "five people:"), and of no districts."""
    between = reading.tokens_in(start, colon)
    return not between or any(token.start in reading.person_nouns for token in between)


def _end(reading: Reading, start: int, end: int) -> int:
    """A list of parts ends at a clause mark, or before the verb of the whole."""
    tokens = reading.tokens_in(start, end)
    for index, token in enumerate(tokens):
        previous = tokens[index - 1] if index else None
        if token.text in ";:|" or "clause_end" in token.classes:
            return token.start
        relative = previous is not None and "relative" in previous.classes
        told = index > 1 or (index == 1 and tokens[0].start in reading.person_nouns)
        if "be" in token.classes and told and not relative:
            return token.start
        if previous is not None and previous.text == "," and _is_clause(reading, token):
            return token.start
        if previous is not None and previous.word == "and" and _goes_on(reading, token):
            return previous.start
        died = any(harm.feature == "intransitive" for harm in reading.starting("harm", token.start))
        if died and told and not relative and not (previous is not None and "auxiliary" in previous.classes):
            return token.start
        if previous is None or not (
            reading.is_a("harm", token.word, "ed") or reading.is_a("harm", token.word, "gerund")
        ):
            continue
        if previous.text == "," or _whole_was(reading, tokens, index):
            return token.start
        if previous.word == "and":
            return previous.start
    return end
