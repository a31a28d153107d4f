"""From names that only cue words mark as places to places spelt otherwise, or to names kept as unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import compress, pairwise

from daachorse import CharwiseDoubleArrayAhoCorasick

from harmtrace.places.cues import Cues, level_of
from harmtrace.places.folding import fold_name
from harmtrace.places.mentions import Mention, Taken
from harmtrace.places.usage import after_locative
from harmtrace.vocab.pieces import Memory, has_commas, pieces_of

_OWNER = re.compile(r"['’]s\s+")
_COUNTED = 32
"""So many names are counted in a text before they are looked for."""
_REACH = 80
_APPOSITION = 50
"""How far, in characters, before a level word the article of its apposition may stand."""
_ARTICLE_BEFORE = re.compile(r"\s(?:an?|one|another)\s")
_NAME_AND_ARTICLE = re.compile(r"[A-Z][^\W\d_]*(?:['’`ʿʼ-][^\W\d_]+)*,?\s+(?:an?|one|another)\s")
_LIST_BEFORE = re.compile(r"(?:\band|,)\s+$")
_LIST_GAP = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+)")
_LONGEST_NAME = 2
_ONE_NAME = re.compile(r"(?:(?:[Aa]l|[Ee]l|[Aa][rsdtnz]|[Aa]sh|Deir|Tal|Tell|Kafr|Khan|Bab|Abu|Umm)[ -])*\S+")
_FIRST_WORD = re.compile(r"(\S+)\s+")
HELD = re.compile(r"-(?:held|controlled|occupied|backed|run|based|led)$")
"""The end of what says who holds a place or stands behind a body: "rebel-held"."""
_SENTENCE_START = re.compile(r"(?:^|[.!?\n:]\s*)$")
_RUN = re.compile(r"[^\W\d_]+")
_TITLED_ON = re.compile(r"\s+[A-Z][a-z]")
"""A word with a capital after a level word with one: "Hass District Council"."""
_NAMES_BEFORE = 90
"""How far, in characters, before the last name of a list its first may stand."""
_LISTED_TO = re.compile(r",?\s+and\s+(?:the\s+)?$")
_COMMA_TO = re.compile(r",\s*$")


def marked_names(text: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Names with a level word beside them that are no mention yet ("the village of Abdin", "Al-Salam camp")."""
    found: list[Mention] = []
    mentions = list(mentions)
    taken = Taken(mentions)
    owners = {mention.name_start: mention.name_end for mention in mentions}
    for match, after in _beside_level_words(text, cues):
        mention = _apposed(match, cues, text) if after is None else _marked(match, cues, after, text, owners)
        if not taken.overlaps(mention.start, mention.end) and _is_proper(text, mention, cues):
            found.append(mention)
            taken.add(mention)
    found += _named_again(text, list(found), taken, cues)
    for mention in (*mentions, *found):
        found += _more_of_list(mention, text, taken, cues)
    return found


def _beside_level_words(text: str, cues: Cues) -> Iterator[tuple[re.Match[str], bool | None]]:
    """Each level word with the name after it (True), before it (False) or explained by it (None).

    Patterns are tried nowhere else.
    """
    for start, end in words_among(text, cues, cues.level_words):
        if _is_explained(text, start):
            for apposed in cues.apposed.finditer(text, max(0, start - _REACH), end + _REACH):
                if apposed.end("level") == end:
                    yield apposed, None
        if text.find("of", end, end + _REACH) >= 0 and (match := cues.named_after_cue.match(text, start)):
            yield match, True
        if not _name_before(text, start, end, cues):
            continue
        for match in cues.named_before_cue.finditer(text, max(0, start - _REACH), end):
            if match.end() == end and not _is_verb(match):
                yield match, False


def _is_verb(match: re.Match[str]) -> bool:
    """ "Faisal Idris states that …": after one name the word is no level of several."""
    return match["level"] == "states" and not _LIST_BEFORE.search(
        match.string, max(0, match.start() - _REACH), match.start()
    )


def _is_explained(text: str, at: int) -> bool:
    """Whether an article stands before a level word, and a name before an article."""
    if not _ARTICLE_BEFORE.search(text, max(0, at - _APPOSITION), at):
        return False
    return _NAME_AND_ARTICLE.search(text, max(0, at - _REACH), at) is not None


def _name_before(text: str, start: int, end: int, cues: Cues) -> bool:
    """Whether a word with a capital stands before a level word, or before a level of several words that it ends."""
    *words, tail = text[max(0, start - _REACH) : end].rsplit(None, cues.longest_level)
    tail = tail.lower()
    for word in reversed(words[-cues.longest_level :]):
        if tail not in cues.level_tails:
            return False
        if word != word.lower():
            return True
        tail = f"{word} {tail}"
    return False


_Cue = tuple[str, int, int]


@cache
def _cues_in_pieces(known: frozenset[str]) -> Memory[list[_Cue]]:
    """For each piece of a text the known words in it, in lower case, with their spans."""

    def learn(piece: str) -> list[_Cue]:
        words = ((run[0].lower(), *run.span()) for run in _RUN.finditer(piece))
        return [cue for cue in words if cue[0] in known]

    return Memory(learn)


@lru_cache(maxsize=2)
def _cue_words(text: str, known: frozenset[str]) -> list[_Cue]:
    """The known words of a text in lower case with their spans, in order."""
    pieces, starts = pieces_of(text)
    cues = _cues_in_pieces(known).of_each(pieces)
    found = compress(zip(starts, cues, strict=True), cues)
    return [(word, at + start, at + end) for at, cues_here in found for word, start, end in cues_here]


def words_among(text: str, cues: Cues, wanted: frozenset[str]) -> list[tuple[int, int]]:
    """The spans of the words of a text that are, in lower case, in a set of cue words."""
    return [(start, end) for word, start, end in _cue_words(text, cues.beside_names) if word in wanted]


def _apposed(match: re.Match[str], cues: Cues, text: str) -> Mention:
    """The name that an apposition explains: the level word is no part of it."""
    start, end = _without_lead(match, cues, text, {})
    return Mention(start, end, start, end, level=level_of(cues, match["level"]), cued=True)


def _without_lead(match: re.Match[str], cues: Cues, text: str, owners: Mapping[int, int]) -> tuple[int, int]:
    """The span of the name without small words and owners before it ("In Kabul's Shash Darak").

    Where a comma is lost, the teller after it is cut off ("the village of Tokhar Amnesty International said").
    """
    start, end = match.span("name")
    if match.end("name") == match.end() and cues.saying_after.match(text, end):
        first = _ONE_NAME.match(text, start, end)
        end = first.end() if first else end
    while first := _FIRST_WORD.match(text, start, end):
        owner = owners.get(start)
        owned = cues.owned.match(text[owner:end]) if owner is not None and owner < end else None
        if owner is not None and owned is not None:
            start = owner + owned.end()
        elif fold_name(first[0]) in cues.small or HELD.search(first[1]):
            start = first.end()
        else:
            break
    return start, end


def _marked(match: re.Match[str], cues: Cues, after: bool, text: str, owners: Mapping[int, int]) -> Mention:
    start, end = _without_lead(match, cues, text, owners)
    level = level_of(cues, match["level"])
    mention = Mention(start, end, start, end, level=level, cued=True, plural=match["level"].lower().endswith("s"))
    if level == "site" and after and match["level"].lower() in cues.buildings:
        mention.level, mention.plural = None, False
    elif level == "site" and after:
        mention.start = match.start("level")
    elif level == "site":
        mention.end = mention.name_end = match.end("level")
    elif not after:
        mention.end, mention.level_start = match.end("level"), match.start("level")
    return mention


def _is_proper(text: str, mention: Mention, cues: Cues) -> bool:
    name = text[mention.name_start : mention.name_end]
    words = [fold_name(word) for word in name.split()]
    bare = [word for word in words if word not in cues.levels]
    if _is_title(mention, words, text, cues) or cues.organisation_before.search(
        text[max(0, mention.name_start - 60) : mention.name_start]
    ):
        return False
    if (
        not bare
        or bare[0] in cues.small
        or bare[0] in cues.ordinary
        or (mention.level is None and (bare[0] in cues.given or bare[0] in cues.persons))
    ):
        return False
    if len(bare) == 1 and mention.level_start is not None and _begins_sentence(text, mention.name_start):
        return False
    named = mention.level == "settlement" and mention.level_start is None and not mention.plural
    return named or not all(_describes(word, cues) for word in bare)


def _describes(word: str, cues: Cues) -> bool:
    """Whether a word tells whose a place is: "the Kurdish-majority town", "the Druze district"."""
    return (
        word.endswith(("ian", "ish", "ese")) or word in cues.peoples or word.split(" ", maxsplit=1)[0] in cues.peoples
    )


def _begins_sentence(text: str, at: int) -> bool:
    return bool(_SENTENCE_START.search(text[max(0, at - 20) : at]))


def _is_title(mention: Mention, words: list[str], text: str, cues: Cues) -> bool:
    """Whether the words come from a headline ("Troops Leave Several Towns") or a longer name."""
    if HELD.search(text[mention.name_start : mention.name_end]) or cues.function_words & set(words):
        return True
    if mention.level_start is None or not text[mention.level_start].isupper():
        return False
    return len(words) > _LONGEST_NAME or bool(_TITLED_ON.match(text, mention.end))


def _more_of_list(mention: Mention, text: str, taken: Taken, cues: Cues) -> Iterator[Mention]:
    """The rest of "the villages of A, B and C", "A, B and C villages"."""
    if not (mention.plural and mention.cued) or mention.level == "site":
        return
    if mention.level_start is not None:
        yield from _before_in_list(mention, text, taken, cues)
        return
    end = mention.end
    while gap := _LIST_GAP.match(text, end):
        match = cues.name.match(text, gap.end())
        if not match or fold_name(match[0]) in cues.function_words:
            return
        if not taken.overlaps(*match.span()):
            more = Mention(*match.span(), *match.span(), level=mention.level, plural=True, cued=True)
            taken.add(more)
            yield more
        end = match.end()


def _before_in_list(mention: Mention, text: str, taken: Taken, cues: Cues) -> Iterator[Mention]:
    """The names before the last of "A, B and C villages"."""
    end, gap = mention.name_start, _LISTED_TO
    while found := gap.search(text, max(0, end - _NAMES_BEFORE), end):
        match = _name_to(text, found.start(), cues)
        if match is None or not cues.never_places.isdisjoint(fold_name(match[0]).split()):
            return
        if not taken.overlaps(*match.span()):
            more = Mention(*match.span(), *match.span(), level=mention.level, plural=True, cued=True)
            taken.add(more)
            yield more
        end, gap = match.start(), _COMMA_TO


def _name_to(text: str, end: int, cues: Cues) -> re.Match[str] | None:
    """The name that ends at `end`."""
    names = cues.name.finditer(text, max(0, end - _NAMES_BEFORE), end)
    return next((name for name in names if name.end() == end), None)


def listed_names(text: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Names in a list between settlements that are found ("al-Habit, Hass, Abdin and Jarjanaz").

    The comma before them may be lost, where that is so of the text.
    """
    found = []
    comma = r",\s*" if has_commas(text) else r",?\s+"
    for one, two in pairwise(mentions):
        between = text[one.end : two.start]
        if not between or between[0] not in ", \n" or len(between) > _REACH or not one.may_be_town():
            continue
        match = re.fullmatch(
            rf"({comma})({cues.name.pattern})(\s*,\s*(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?)", between
        )
        if match and (two.may_be_town() or two.modifier):
            start, end = one.end + match.start(2), one.end + match.end(2)
            found.append(Mention(start, end, start, end, level="settlement"))
    return found


def _named_again(text: str, marked: Sequence[Mention], taken: Taken, cues: Cues) -> list[Mention]:
    """In "Al-Salam displacement camp … people live in Al-Salam": the bare name of a place that a cue word marked."""
    known: dict[str, Mention] = {}
    for mention in marked:
        bare = cues.name.search(text, mention.name_start, mention.name_end)
        if not bare or (mention.level == "site" and " " not in bare[0] and "-" not in bare[0]):
            continue
        known.setdefault(bare[0], mention)
    again: list[Mention] = []
    # An automaton is slow to build for a few names; counting many would read the text once for each.
    names = [name for name in known if text.count(name) > 1] if len(known) <= _COUNTED else list(known)
    if not names:
        return again
    for start, end, number in CharwiseDoubleArrayAhoCorasick(names).find_overlapping(text):
        inside = text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()
        if inside or taken.overlaps(start, end) or not after_locative(text[max(0, start - 30) : start], cues):
            continue
        again.append(Mention(start, end, start, end, level=known[names[number]].level, cued=True))
        taken.add(again[-1])
    return again


def name_at(text: str, at: int, cues: Cues) -> tuple[int, int] | None:
    """The span of the name that begins at `at`, without its owner ("Chhattisgarh's Dantewada")."""
    match = cues.name.match(text, at)
    if match is None:
        return None
    owner = _OWNER.search(text, at, match.end()) if " " in match[0] else None
    return (owner.end() if owner else at, match.end())
