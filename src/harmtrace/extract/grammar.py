"""From the words of a clause to its chunks: noun phrases, verb groups, links, joints and breaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Literal

from harmtrace.extract.lexicon import Lexicon, Token, fold
from harmtrace.extract.reading import Reading
from harmtrace.extract.word_marks import bears, closes, hits, is_busy, is_within_name, may_act, stands_in_phrase
from harmtrace.model.immutable import immutable
from harmtrace.vocab.pieces import Memory

Kind = Literal["noun", "verb", "link", "joint", "relative", "break"]
Form = Literal["active", "passive", "bare", "gerund", "infinitive", ""]

_TAGS = {
    "break": "B",
    "relative": "R",
    "joint": "J",
    "link": "P",
    "preposition": "P",
    "to": "T",
    "adverb": "A",
    "auxiliary": "X",
    "modal": "M",
    "pronoun": "O",
    "verb": "V",
    "present": "S",
    "noun": "N",
    "conjunction": "B",
    "determiner": "D",
    "as": "K",
}
"""B break, R relative, J joint, P preposition, T "to", A adverb, W a date with its preposition,
X auxiliary, M modal, O pronoun, V verb, N noun.

Until the words beside it decide: S a verb or a plural, G a gerund or a noun, K "as"; D opens a noun phrase.
"""
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys("XMV", "verb"),
    **dict.fromkeys("DNO", "noun"),
    "B": "break",
    "R": "relative",
    "J": "joint",
    "P": "link",
}
_RUN = re.compile(r"V+|[XM][XMAW]*V*|D+[NA]*|N[NA]*|[^AW]")
"""Auxiliaries and their verb, adverbs between them; a noun phrase up to the article of another; a word by itself."""
_SPEECH = ("say", "appeal", "doing", "hit_verb", "claim", "deny", "admit", "accuse", "telling")
"""The classes of single words that are verbs."""
_TOLD = ("harm", "attack", "doing", "hit_verb")
"""The classes of words that govern the noun after them where they end in -ing."""
_BEYOND = 8
"""So many chunks beyond either end may be asked for."""
_ASIDE = "()[]\"'“”‘’«»"
_DASHES = frozenset("-–—")
_BRACKET = 24
"""A bracket of fewer words is an aside of the noun before it."""
_LONGEST_NAME = 48
"""The longest name of an actor, in characters."""


@immutable(frozen=True, slots=True)
class Chunk:
    """Neighbouring words that do one job in the clause: the tokens `first:last`, the text `start:end`."""

    kind: Kind
    first: int
    last: int
    start: int
    end: int
    word: str
    """Its main word, folded: the preposition, the verb, the head of the noun phrase."""
    form: Form = ""


class Chunks:
    """The chunks of one stretch of a sentence, in order."""

    def __init__(
        self,
        reading: Reading,
        tokens: Sequence[Token],
        verbs: Sequence[tuple[int, int]],
        nouns: Sequence[tuple[int, int]] = (),
    ) -> None:
        """`verbs` and `nouns` are spans of words that are known to be these."""
        self.tokens = tokens
        self.all = _chunked(reading, tokens, _tags(reading, tokens, verbs, nouns))
        self._starts = [chunk.start for chunk in self.all]
        kinds: list[Kind | None] = [chunk.kind for chunk in self.all]
        self.kind = (kinds + [None] * _BEYOND).__getitem__
        """The kind of the chunk with an index, None beyond either end: what lies before the first is the last again."""

    def at(self, offset: int) -> int:
        """The index of the chunk at an offset, or of the last one before it; -1 where none is."""
        return bisect_right(self._starts, offset) - 1


def _tags(
    reading: Reading, tokens: Sequence[Token], verbs: Sequence[tuple[int, int]], nouns: Sequence[tuple[int, int]]
) -> str:
    """One letter for each token."""
    if not tokens:
        return ""
    tags = _known_tags(reading.lexicon, reading.has_commas).of_each([token.text for token in tokens])
    starts = [token.start for token in tokens]
    first, last = starts[0], tokens[-1].end
    for start, end in [(date.start, date.end) for date in reading.dates_in(first, last)]:
        place = bisect_left(starts, start)
        led = place > 0 and tags[place - 1] == "P"
        if led:
            tags[place - 1] = "W"  # the preposition of a date goes with it
        _mark(starts, tags, start, end, "W" if led or tags[place] == "P" else "A")
    for number in reading.quantities_in(first, last):
        told = number.quantity.value is not None or number.quantity.low is not None
        if told and not (number.kind == "ordinal" and _before_verb(starts, tags, number.quantity.start)):
            _mark(starts, tags, number.quantity.start, number.quantity.end, "D")
    for joined in reading.of("joined", first, last):
        _mark(starts, tags, joined.start, joined.end, "J")
    for adverb in reading.of("adverbial", first, last):
        _mark(starts, tags, adverb.start, adverb.end, "A")
    for start, end in verbs:
        _mark(starts, tags, start, end, "V")
    for start, end in nouns:
        _mark(starts, tags, start, end, "N")
    _set_apart_brackets(tokens, tags)
    _set_apart_dashes(reading, tokens, tags)
    for place, tag in enumerate(tags):
        if tag in "BJ":
            if stands_in_phrase(tokens, place) or (
                "sequel_adverb" in tokens[place].classes and _is_sequel(tags, place)
            ):
                tags[place] = "A"
        elif tag in "VSGTPK" or (tag == "N" and place and tags[place - 1] in "MA"):
            tags[place] = _settled(tokens, tags, place)
        elif tag == "N" and place and "containing" in tokens[place].classes and bears(tokens, place):
            tags[place] = "V"
        elif tag == "N" and "doubted" in tokens[place].classes and tags[place - 1 : place + 2] == ["N", "N", "T"]:
            tags[place] = "V"  # "men suspected to be rebels"
    return "".join(tags)


@cache
def _known_tags(lexicon: Lexicon, has_commas: bool) -> Memory[str]:
    """What each word may be by itself, kept from one text to the next."""
    return Memory(partial(_tag, lexicon, has_commas))


def _tag(lexicon: Lexicon, has_commas: bool, text: str) -> str:
    """What a word may be by itself."""
    word = fold(text)
    if not text[0].isalnum():
        return "J" if word in ",&+" else "A" if word in _ASIDE else "B"
    if len(word) > 1 and text.isupper():
        return "N"  # the short form of a name: "IS", "US"
    known = lexicon.value("clause", word) or lexicon.value("function", word)
    if known:
        return _TAGS[known]
    if lexicon.has("det", word) or lexicon.has("determiner", word) or (word.isdigit() and not has_commas):
        return "D"
    if text[0].isupper() or " " in word:
        return "N"  # a name; "rebel-held", "three-year"
    if not word.endswith("ing") and any(lexicon.has(klass, word) for klass in _SPEECH):
        return "V" if word.endswith("ed") else "S"
    if lexicon.has("harm", word, "base") or (word.endswith("s") and lexicon.has("attack", word, "verb")):
        return "S"
    if word.endswith("ly"):
        return "A"
    return "V" if word.endswith("ed") else "G" if word.endswith("ing") else "N"


def _mark(starts: Sequence[int], tags: list[str], start: int, end: int, tag: str) -> None:
    """Give the tokens that begin in `start:end` this tag."""
    first = bisect_left(starts, start)
    last = bisect_left(starts, end, first)
    tags[first:last] = tag * (last - first)


def _before_verb(starts: Sequence[int], tags: Sequence[str], at: int) -> bool:
    """ "the army first began its siege": an ordinal that tells when."""
    place = bisect_left(starts, at)
    return 0 < place < len(tags) - 1 and tags[place + 1] == "V" and tags[place - 1] in "NO"


def _set_apart_brackets(tokens: Sequence[Token], tags: list[str]) -> None:
    opened: int | None = None
    for place, token in enumerate(tokens):
        if token.word in ("(", "["):
            opened = place
        elif token.word in (")", "]") and opened is not None:
            if place - opened <= _BRACKET:
                tags[opened : place + 1] = "A" * (place + 1 - opened)
            opened = None


def _set_apart_dashes(reading: Reading, tokens: Sequence[Token], tags: list[str]) -> None:
    """Two dashes set words apart as two commas do: "fighters – backed by jets – retook the town"."""
    dashes = [place for place, token in enumerate(tokens) if token.text in _DASHES and _is_spaced(reading, token)]
    if len(dashes) == 2:
        for place in dashes:
            tags[place] = "J"


def _is_spaced(reading: Reading, mark: Token) -> bool:
    return reading.text[mark.start - 1 : mark.start] == " " == reading.text[mark.end : mark.end + 1]


def _settled(tokens: Sequence[Token], tags: Sequence[str], place: int) -> str:
    """The tag of a word that may be two things, by the words beside it."""
    tag, token = tags[place], tokens[place]
    before, after = _beside(tags, place, -1), _beside(tags, place, 1)
    if tag == "K":
        return "P" if place and "as_verb" in tokens[_last_word(tags, place)].classes else "B"
    if tag == "T":
        return "M" if after in "VX" or (after in "NS" and not _lone_noun(tokens, tags, place)) else "P"
    if tag == "P":
        return "A" if after in "B" and before == "V" else "P"
    if tag == "V":
        if token.capital and is_within_name(tokens, place):
            return "N"
        if after in "XV" and "perfect" in token.classes:
            return "X"  # "has been hit", and not "has a hospital"
        if place and tokens[place - 1].text == "-" and tags[place - 1] == "A":
            return "N"  # "U.S.-backed"
        if place and tokens[_last_word(tags, place)].word.endswith("'s"):
            return "N"  # "the village's newly opened hall"
        described = before == "B" and after in "NS" and not (closes(tokens, place) or token.word.endswith("s"))
        for_those = bool(place) and {"det", "standing_for"} <= tokens[place - 1].classes  # "those claimed by"
        plain = after in "NS" and token.classes.isdisjoint(_TOLD)
        described = described or (plain and place > 0 and tags[place - 1] == "V" and hits(tokens[place - 1]))
        return "N" if (before in "DP" and not for_those) or described else "V"
    if tag == "S":
        acts = before in "NO" and may_act(tokens[place - 1])
        return "V" if before == "M" or (acts and after in "DNO") else "N"
    if tag == "G":
        if token.classes.isdisjoint(_TOLD):
            told = before == "N" and after in "PBKT" and not _of_follows(tokens, place)
            told = told or (before == "N" == after and is_busy(tokens[place - 1]))
        else:
            told = after in "DNOSVG"
        return "V" if before == "X" or (before != "D" and (told or _opens_phrase(tokens, tags, place))) else "N"
    return "V" if before == "M" and not token.capital else "N"


def _is_sequel(tags: Sequence[str], place: int) -> bool:
    """ "The troops then detained 40 men": "then" between a subject and its verb opens no clause."""
    return _beside(tags, place, -1) in "NO" and _beside(tags, place, 1) in "VSX"


def _lone_noun(tokens: Sequence[Token], tags: Sequence[str], place: int) -> bool:
    """Whether "to" leads to a noun and no verb: "taken to hospital in", "sent to the town"."""
    word = tokens[place + 1] if place + 1 < len(tokens) else None
    following = tags[place + 2] if place + 2 < len(tags) else "B"
    return word is None or word.capital or not (following in "DO" or not word.classes.isdisjoint(_SPEECH))


def _of_follows(tokens: Sequence[Token], place: int) -> bool:
    """ "The killing of", where a noun is told and no deed."""
    return any(token.word == "of" for token in tokens[place + 1 : place + 2])


def _opens_phrase(tokens: Sequence[Token], tags: Sequence[str], place: int) -> bool:
    """Whether the words after plainly begin a noun phrase: "carrying the wounded", "killing 5"."""
    if place + 1 >= len(tokens):
        return False
    return tags[place + 1] in "DO" or tokens[place + 1].capital or tokens[place + 1].text[0].isdigit()


def _beside(tags: Sequence[str], place: int, step: int) -> str:
    """The tag of the nearest word on one side that is no adverb; B beyond the end."""
    at = place + step
    while 0 <= at < len(tags) and tags[at] in "AW":
        at += step
    return tags[at] if 0 <= at < len(tags) else "B"


def _last_word(tags: Sequence[str], place: int) -> int:
    """The place of the nearest word before one that is no adverb, else of the first."""
    at = place - 1
    while at > 0 and tags[at] in "AW":
        at -= 1
    return at


def _chunked(reading: Reading, tokens: Sequence[Token], tags: str) -> list[Chunk]:
    """Runs of nouns and of verbs; every link, joint, relative and break by itself; adverbs between them in none."""
    found: list[Chunk] = []
    last = 0
    while (run := _RUN.search(tags, last)) is not None:
        first, last = run.span()
        kind = _KINDS[tags[first]]
        if kind == "noun" and last - first > 1 and "agent_head" in tokens[last - 1].classes:
            last = _before_body(reading, tokens, tags, first, last)
        if kind == "noun" and not reading.has_commas:
            last = _before_name(reading, tokens, tags, first, last)
        while last > first + 1 and tags[last - 1] == "A" and tokens[last - 1].text not in ")]":
            last -= 1
        verb = tags.find("V", first, last)
        main = verb if verb >= 0 else max(first, first + len(tags[first:last].rstrip("A")) - 1)
        form: Form = _form(tokens, tags, first, main) if kind == "verb" else ""
        start, end = tokens[first].start, tokens[last - 1].end
        found.append(Chunk(kind, first, last, start, end, tokens[main].word, form))
    return found


def _before_name(reading: Reading, tokens: Sequence[Token], tags: str, first: int, last: int) -> int:
    """Where a text has lost its commas, a known name begins a phrase of its own: "in the capital rebels attacked"."""
    names = reading.starts_of("actor", "adjective_actor")
    opening = first
    while opening < last and tags[opening] == "D":
        opening += 1
    for place in range(opening + 1, last):
        if tags[place] != "A" and tokens[place].start in names and _closed_before(reading, tokens, first, place):
            return place
    return last


def _before_body(reading: Reading, tokens: Sequence[Token], tags: str, first: int, last: int) -> int:
    """ "In South Darfur army warplanes bombed": the place ends where, in small letters, those who act begin."""
    led = tokens[_last_word(tags, first)] if first else None
    if led is None or tags[last : last + 1] not in ("V", "X") or not reading.is_a("hit_link", led.word, "place"):
        return last
    body = last
    while body > first and not tokens[body - 1].capital:
        body -= 1
    placed = first < body < last and tokens[body - 1].classes.isdisjoint(_NAMING | _NAMED)
    return body if placed else last


def _closed_before(reading: Reading, tokens: Sequence[Token], first: int, place: int) -> bool:
    """Whether the word before a name is no part of it: a noun before a capital, a place before an actor.

    The noun phrase of both begins at `first`: "in Balad rebels attacked", and not "by Tuareg rebels".
    """
    before = tokens[place - 1]
    if _ends_compound(reading, before):
        return False
    if tokens[place].capital and any(where.end == before.end for where in reading.places.before(before.end, 1)):
        return not _is_named_over(reading, before)
    if tokens[place].capital:
        return not before.capital and before.classes.isdisjoint(_NAMED)
    named = any(where.end == before.end for where in reading.places.before(before.end, 1))
    placed = first > 0 and reading.is_a("hit_link", tokens[first - 1].word, "place")
    closed = (named or placed) and before.capital and before.classes.isdisjoint(_NAMING)
    return closed and not (_is_named_over(reading, before) or _is_modifier(tokens, place - 1))


def _ends_compound(reading: Reading, word: Token) -> bool:
    """ "U.S.-backed Kurdish forces", "Rwanda-backed rebels": whether a word ends an adjective with a hyphen."""
    hyphen = reading.text.rfind("-", max(0, word.start - 1), word.end)
    return hyphen >= 0 and reading.text[hyphen + 1 : word.end].islower()


def _is_modifier(tokens: Sequence[Token], place: int) -> bool:
    """ "the Wazalendo militia", "the Kiev regime": whether a word with a capital goes with the one after."""
    return place > 0 and "det" in tokens[place - 1].classes


def _is_named_over(reading: Reading, word: Token) -> bool:
    """Whether a word is part of a listed name: "Boko Haram insurgents", "the Myanmar junta"."""
    near = reading.of("actor", word.end - _LONGEST_NAME, word.end + _LONGEST_NAME)
    return any(name.start <= word.start and word.end <= name.end for name in near)


_NAMING = frozenset(("adjective_actor", "nationality", "actor", "det", "determiner"))
_NAMED = frozenset(("det", "article", "agent_head", "fighter", "role", "honorific", "clause", "function"))


def _form(tokens: Sequence[Token], tags: str, first: int, main: int) -> Form:
    """How a verb group stands: with its auxiliaries, or without any."""
    helpers = [tokens[place] for place in range(first, main + 1) if tags[place] in "XM"]
    if tokens[main].word.endswith("ing"):
        return "active" if helpers else "gerund"
    if helpers and "be" in helpers[-1].classes and tags[main] == "V":
        return "passive"
    if helpers and helpers[0].word == "to":
        return "infinitive"
    return "active" if helpers else "bare"
