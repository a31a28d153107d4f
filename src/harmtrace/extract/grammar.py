"""From the words of a clause to its chunks: noun phrases, verb groups, links, joints and breaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from harmtrace.extract.lexicon import Lexicon, Token, fold
from harmtrace.extract.reading import Reading

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
"""B break, R relative, J joint, P preposition, T "to", A adverb, X auxiliary, M modal, O pronoun, V verb, N noun.

Until the words beside it decide: S a verb or a plural, G a gerund or a noun, K "as"; D opens a noun phrase.
"""
_KINDS: Mapping[str, Kind] = {"B": "break", "R": "relative", "J": "joint", "P": "link", "T": "link"}
_SPEECH = ("say", "appeal", "doing", "hit_verb", "claim", "deny", "admit", "accuse", "telling")
"""The classes of single words that are verbs."""
_TOLD = ("harm", "attack", "doing", "hit_verb")
"""The classes of words that govern the noun after them where they end in -ing."""
_ASIDE = "()\"'“”‘’«»"
_BRACKET = 24
"""A bracket of fewer words is an aside of the noun before it."""
_TITLE = 3
"""A full stop after so few letters with a capital ends no clause ("U.S. forces")."""


class Chunk(NamedTuple):
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

    def at(self, offset: int) -> int:
        """The index of the chunk at an offset, or of the last one before it; -1 where none is."""
        return bisect_right(self._starts, offset) - 1

    def kind(self, index: int) -> Kind | None:
        """The kind of a chunk, None beyond either end."""
        return self.all[index].kind if 0 <= index < len(self.all) else None


def _tags(
    reading: Reading, tokens: Sequence[Token], verbs: Sequence[tuple[int, int]], nouns: Sequence[tuple[int, int]]
) -> list[str]:
    """One letter for each token."""
    lexicon, has_commas = reading.lexicon, reading.has_commas
    tags = [_tag(lexicon, token.text, has_commas) for token in tokens]
    if tokens:
        asides = [(date.start, date.end) for date in reading.dates_in(tokens[0].start, tokens[-1].end)]
        _mark(tokens, tags, asides, "A")
        numbers = reading.quantities_in(tokens[0].start, tokens[-1].end)
        counts = [
            (n.quantity.start, n.quantity.end)
            for n in numbers
            if n.quantity.value is not None or n.quantity.low is not None
        ]
        _mark(tokens, tags, counts, "D")
        _mark(tokens, tags, [(m.start, m.end) for m in reading.of("joined", tokens[0].start, tokens[-1].end)], "J")
        _mark(tokens, tags, verbs, "V")
        _mark(tokens, tags, nouns, "N")
    _set_apart_brackets(tokens, tags)
    for place, tag in enumerate(tags):
        if tag in "VSGTBPJK" or (tag == "N" and place and tags[place - 1] in "MA"):
            tags[place] = _settled(tokens, tags, place)
    return tags


@lru_cache(maxsize=20_000)
def _tag(lexicon: Lexicon, text: str, has_commas: bool) -> str:
    """What a word may be by itself."""
    word = fold(text)
    if not text[0].isalnum():
        return "J" if word in ",&" else "A" if word in _ASIDE else "B"
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


def _mark(tokens: Sequence[Token], tags: list[str], spans: Sequence[tuple[int, int]], tag: str) -> None:
    """Give the tokens of the spans, which stand in order, this tag; the preposition of a date goes with it."""
    place = 0
    for start, end in spans:
        while place < len(tokens) and tokens[place].start < start:
            place += 1
        if tag == "A" and place and tags[place - 1] == "P":
            tags[place - 1] = tag
        while place < len(tokens) and tokens[place].start < end:
            tags[place] = tag
            place += 1


def _set_apart_brackets(tokens: Sequence[Token], tags: list[str]) -> None:
    opened: int | None = None
    for place, token in enumerate(tokens):
        if token.word == "(":
            opened = place
        elif token.word == ")" and opened is not None:
            if place - opened <= _BRACKET:
                tags[opened : place + 1] = "A" * (place + 1 - opened)
            opened = None


def _settled(tokens: Sequence[Token], tags: Sequence[str], place: int) -> str:
    """The tag of a word that may be two things, by the words beside it."""
    tag, token = tags[place], tokens[place]
    before, after = _beside(tags, place, -1), _beside(tags, place, 1)
    if tag in "BJ":
        return "A" if _stands_in_phrase(tokens, place) else tag
    if tag == "K":
        return "P" if place and "as_verb" in tokens[place - 1].classes else "B"
    if tag == "T":
        return "M" if after in "VX" or (after in "NS" and not _lone_noun(tokens, tags, place)) else "P"
    if tag == "P":
        return "A" if after in "B" and before == "V" else "P"
    if tag == "V":
        if place and tokens[place - 1].text == "-" and tags[place - 1] == "A":
            return "N"  # "U.S.-backed"
        return "N" if before in "DP" or (before == "B" and after in "NS" and not _closes(tokens, place)) else "V"
    if tag == "S":
        acts = before in "NO" and _may_act(tokens[place - 1])
        return "V" if before == "M" or (acts and after in "DNO") else "N"
    if tag == "G":
        if token.classes.isdisjoint(_TOLD):
            told = before == "N" and after in "PBKT" and tokens[place + 1].word != "of"
        else:
            told = after in "DNOSVG"
        return "V" if before == "X" or (before != "D" and (told or _opens_phrase(tokens, tags, place))) else "N"
    return "V" if before == "M" and not token.capital else "N"


def _may_act(token: Token) -> bool:
    """Whether a noun may be a subject: "the army plans", and not "Turkish strikes"."""
    return "adjective_actor" not in token.classes or "agent_head" in token.classes


def _stands_in_phrase(tokens: Sequence[Token], place: int) -> bool:
    """Whether a mark ends nothing: the full stop of "U.S. forces", the marks of "5:30" and "35,000"."""
    before, after = (tokens[place - 1] if place else None), (tokens[place + 1] if place + 1 < len(tokens) else None)
    if before is None or after is None:
        return False
    if tokens[place].text in "-/":
        return before.end == tokens[place].start and tokens[place].end == after.start
    if tokens[place].text == ".":
        return before.capital and len(before.text) <= _TITLE
    numbers = before.text[-1].isdigit() and after.text[0].isdigit() and after.start == before.end + 1
    return tokens[place].text in ":," and numbers


def _closes(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb form before a name is one: "shelled Kobo"."""
    return place + 1 < len(tokens) and tokens[place + 1].capital


def _lone_noun(tokens: Sequence[Token], tags: Sequence[str], place: int) -> bool:
    """Whether "to" leads to a noun and no verb: "taken to hospital in", "sent to the town"."""
    word = tokens[place + 1] if place + 1 < len(tokens) else None
    following = tags[place + 2] if place + 2 < len(tags) else "B"
    return word is None or word.capital or not (following in "DO" or not word.classes.isdisjoint(_SPEECH))


def _opens_phrase(tokens: Sequence[Token], tags: Sequence[str], place: int) -> bool:
    """Whether the words after plainly begin a noun phrase: "carrying the wounded", "killing 5"."""
    if place + 1 >= len(tokens):
        return False
    return tags[place + 1] in "DO" or tokens[place + 1].capital or tokens[place + 1].text[0].isdigit()


def _beside(tags: Sequence[str], place: int, step: int) -> str:
    """The tag of the nearest word on one side that is no adverb; B beyond the end."""
    at = place + step
    while 0 <= at < len(tags) and tags[at] == "A":
        at += step
    return tags[at] if 0 <= at < len(tags) else "B"


def _chunked(reading: Reading, tokens: Sequence[Token], tags: Sequence[str]) -> list[Chunk]:
    """Runs of nouns and of verbs; every link, joint, relative and break by itself."""
    found: list[Chunk] = []
    at = 0
    while at < len(tokens):
        tag = tags[at]
        if tag == "A":
            at += 1
            continue
        last = _verbs_end(tags, at) if tag in "XMV" else _nouns_end(tags, at) if tag in "DNOSG" else at + 1
        if not reading.has_commas and tag in "DNSG":
            last = _before_name(reading, tokens, tags, at, last)
        while last > at + 1 and tags[last - 1] == "A" and tokens[last - 1].text != ")":
            last -= 1
        kind: Kind = _KINDS.get(tag) or ("verb" if tag in "XMV" else "noun")
        form = _form(tokens, tags, at, last) if kind == "verb" else ""
        word = _main_word(tokens, tags, at, last)
        found.append(Chunk(kind, at, last, tokens[at].start, tokens[last - 1].end, word, form))
        at = last
    return found


def _verbs_end(tags: Sequence[str], at: int) -> int:
    """Auxiliaries and their verb, adverbs between them; a verb without one stands alone."""
    end = at
    while end < len(tags) and tags[end] in "XMA":
        end += 1
    while end < len(tags) and tags[end] == "V":
        end += 1
    return max(end, at + 1)


def _nouns_end(tags: Sequence[str], at: int) -> int:
    """A noun phrase ends where another begins with its article."""
    if tags[at] == "O":
        return at + 1
    end = at
    while end < len(tags) and tags[end] == "D":
        end += 1
    while end < len(tags) and tags[end] in "NA":
        end += 1
    return max(end, at + 1)


def _before_name(reading: Reading, tokens: Sequence[Token], tags: Sequence[str], first: int, last: int) -> int:
    """Where a text has lost its commas, a known name begins a phrase of its own: "in the capital rebels attacked"."""
    opening = next((place for place in range(first, last) if tags[place] != "D"), last)
    for place in range(opening + 1, last):
        if _is_actor(reading, tokens[place]) and _closed_before(tokens, place):
            return place
    return last


def _is_actor(reading: Reading, token: Token) -> bool:
    """Whether the name of one who acts begins with this word."""
    return reading.begins("actor", token.start) or reading.begins("adjective_actor", token.start)


def _closed_before(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word before a name is no part of it: a noun before a capital, a place before a common noun."""
    before = tokens[place - 1]
    if tokens[place].capital:
        return not before.capital and before.classes.isdisjoint(_NAMED)
    return before.capital and before.classes.isdisjoint(
        ("adjective_actor", "nationality", "actor", "det", "determiner")
    )


_NAMED = frozenset(("det", "article", "agent_head", "fighter", "role", "honorific", "clause", "function"))


def _main_word(tokens: Sequence[Token], tags: Sequence[str], first: int, last: int) -> str:
    """The main verb, else the last word that is no aside."""
    if "V" in tags[first:last]:
        return tokens[tags.index("V", first)].word
    place = last - 1
    while place > first and tags[place] == "A":
        place -= 1
    return tokens[place].word


def _form(tokens: Sequence[Token], tags: Sequence[str], first: int, last: int) -> Form:
    """How a verb group stands: with its auxiliaries, or without any."""
    group = [place for place in range(first, last) if tags[place] != "A"]
    helpers = [tokens[place] for place in group if tags[place] in "XM"]
    main = tokens[next((place for place in group if tags[place] == "V"), group[-1])].word
    if main.endswith("ing"):
        return "active" if helpers else "gerund"
    if helpers and "be" in helpers[-1].classes and len(group) > len(helpers):
        return "passive"
    if helpers and helpers[0].word == "to":
        return "infinitive"
    return "active" if helpers else "bare"
