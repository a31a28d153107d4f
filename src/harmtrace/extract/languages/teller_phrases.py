"""Where the words that name a teller begin and end, behind a verb or before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from harmtrace.extract.languages.people import describes
from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading
from harmtrace.model.immutable import immutable

CUES = ("say", "accuse", "appeal", "deny", "admit", "claim", "dispute")
"""The classes of verbs by which somebody says, asks or answers something."""
NAMES = ("teller_id", "actor", "agency")
"""The classes of names of those who tell or act."""
_PARTIES = ("actor", "country_actor", "teller_id")
"""The classes of names of parties: one whole name may follow another, of whom it accuses."""
_START = attrgetter("start")
_MOST = 16
"""So many words has a teller's name with all that describes it."""
_QUOTED_NAME = 5
"""So many words has a name in quotation marks: the foundation “Sanad” for Human Rights."""
_BRACKETS = 6
"""So many words may stand in the brackets behind a name."""
_OPENING = '«“"„(['
_CLOSING = {"«": "»", "“": "”", '"': '"', "„": "“", "(": ")", "[": "]"}
PAUSES = ",،"
_ENDS = (
    "complementiser",
    "relative",
    "clause",
    "negation",
    "auxiliary",
    "his_words",
    "demonstrative",
    "adverb",
    "agent",
    "same",
    "toll_rise",
)
"""Classes of words that stand in no name."""
HEADS = ("body", "role", "unnamed", "quantifier", "own", "record")
"""Classes of words that begin who speaks."""
_DESCRIBED = ("unnamed", "quantifier", "role", "own")
"""Who is told apart by where he is or what he belongs to: "a source in the police", "two doctors from the town"."""


@immutable(frozen=True, slots=True)
class Ends:
    """What may follow a subject as an object: another party, words of some classes."""

    party: bool = False
    classes: tuple[str, ...] = ()


_NOTHING = Ends()


@immutable(frozen=True, slots=True)
class TellerPhrase:
    """The words of a teller's phrase; `after` is the place in the sentence behind it and what belongs to it."""

    tokens: tuple[Token, ...]
    after: int
    apposed: tuple[Token, ...] = ()
    """The words of what is said between commas behind it: "the spokesman, Omar Taha,"."""

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.tokens[-1].end


def phrase_behind(reading: Reading, tokens: Sequence[Token], at: int, ends: Ends = _NOTHING) -> TellerPhrase | None:
    """The teller named behind a verb that ends before `tokens[at]`, or None where something else follows.

    `ends` tells what else than a clause may follow: a second party, whom the first accuses or asks, or an act.
    """
    place = _past_each(tokens, _past_articles(tokens, past_date(reading, tokens, at)))
    kept: list[Token] = []
    while place < len(tokens) and len(kept) < _MOST:
        token = tokens[place]
        covered = _names_over(reading, tokens, place)
        if covered > place and not (kept and _is_object(reading, token, kept, ends)):
            kept += tokens[place:covered]
            place = covered
            continue
        if not token.is_word:
            named = _quoted_name(tokens, place) if kept and _may_be_called(kept) else place
            if named == place:
                break
            kept += tokens[place:named]
            place = named
            continue
        if _ends(reading, tokens, place, kept) or (kept and _is_object(reading, token, kept, ends)):
            break
        kept.append(token)
        place += 1
    while kept and _links(kept[-1]):
        kept.pop()
        place -= 1
    if not kept:
        return None
    place = _past_brackets(tokens, place)
    apposed, place = _apposition(reading, tokens, place)
    return TellerPhrase(tuple(kept), place, apposed)


def _past_articles(tokens: Sequence[Token], place: int) -> int:
    """The place past an article that stands as a word of its own before a name."""
    while place < len(tokens) and "article" in tokens[place].classes:
        place += 1
    return place


def _past_each(tokens: Sequence[Token], place: int) -> int:
    """The place past "each of" before those who speak together."""
    first = tokens[place : place + 3]
    each = len(first) > 2 and "each_of" in first[0].classes and "asked_of" in first[1].classes
    return place + 2 if each and not first[2].classes.isdisjoint(HEADS) else place


def head_of(reading: Reading, tokens: Sequence[Token]) -> Token:
    """The first word of a name that does not only describe what follows it: "local" authorities."""
    return next((token for token in tokens if not describes(reading, token)), tokens[0])


def tells(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether words tell of an attack or harm or count something, and so name nobody."""
    start, end = tokens[0].start, tokens[-1].end
    told = reading.any_of("attack", start, end) or reading.any_of("harm", start, end)
    return told or any(_is_count(reading, token) for token in tokens)


def place_of(tokens: Sequence[Token], offset: int) -> int:
    """The place of the first word that begins at an offset or behind it."""
    return bisect_left(tokens, offset, key=_START)


def is_verb(reading: Reading, tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb of saying, asking or answering begins here, and no noun that is written like one."""
    token = tokens[place]
    if not token.classes.isdisjoint(("definite", "body")):
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if "named" in token.classes and (after is None or "complementiser" not in after.classes):
        return False
    if place and not tokens[place - 1].classes.isdisjoint(("preposition", "brought_about")):
        return False  # "in its publication", "publication was done"
    if place and tokens[place - 1].classes >= {"negation", "asked_noun"}:
        return False  # a noun behind "not": "preferred not to disclose"
    return token.start in reading.starts_of(*CUES)


def is_somebody(reading: Reading, token: Token) -> bool:
    """Whether a word begins what names somebody: a known head, an article, a party or place."""
    if not token.classes.isdisjoint(HEADS) or "definite" in token.classes:
        return "evidence" not in token.classes
    known = token.start in reading.starts_of("country_actor", *NAMES)
    return known or token.capital or bool(reading.places.beginning_at(token.start))


def _ends(reading: Reading, tokens: Sequence[Token], place: int, kept: Sequence[Token]) -> bool:
    """Whether a word is no part of the teller's name any more."""
    token = tokens[place]
    if _is_told(token, kept):
        return True
    if not token.classes.isdisjoint(_ENDS) or is_verb(reading, tokens, place):
        return not (kept and "same" in token.classes)
    if "evidence" in token.classes and not kept:
        return True
    if reading.begins("according", token.start) or (kept and _is_date(reading, token, kept[-1])):
        return True
    if kept and "definite" not in token.classes and (_is_count(reading, token) or reading.begins("harm", token.start)):
        return True
    if kept and "bound" in kept[-1].classes and "preposition" in token.classes:
        return False  # "the command loyal to", "the group tied to"
    if _is_preposition(token):
        return _parts(reading, tokens, place, kept)
    if kept and {"preposition", "definite"} <= token.classes:
        # An office or body has more behind it, and "Allah" ends names; to others it is told.
        named = not _head(kept).classes.isdisjoint(("body", "definite")) or "pronoun" in token.classes
        return "addressee" in token.classes or not named  # "to the agency" as one word
    if "conjunction" in token.classes:
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        return after is None or _ends(reading, tokens, place + 1, kept)
    return False


def _is_plain(token: Token) -> bool:
    """Whether a word has no article, and so is no adjective of one that has, and no small word or name."""
    small = ("definite", "preposition", "conjunction", "same", "demonstrative")
    return token.is_word and not token.capital and token.classes.isdisjoint(small)


def _is_preposition(token: Token) -> bool:
    """Whether a word is a preposition, and none that is written as one with a noun and its article."""
    return "preposition" in token.classes and "definite" not in token.classes


def _links(token: Token) -> bool:
    """Whether a word begins something that is then missing: "in", "and"."""
    return _is_preposition(token) or "conjunction" in token.classes


def _is_told(token: Token, kept: Sequence[Token]) -> bool:
    """Whether what is told or published begins, and no name goes on: "announced the death", "published a list"."""
    told = "told_noun" in token.classes or (bool(kept) and "published" in token.classes)
    built = bool(kept) and "body" in kept[-1].classes and "definite" not in kept[-1].classes
    built = built or (bool(kept) and "body" in token.classes and _heads(kept[-1]))
    return told and not built and "definite" not in token.classes


def _heads(token: Token) -> bool:
    """Whether an office goes on with what it heads: "director of health"."""
    return "role" in token.classes and "definite" not in token.classes


def _may_be_called(kept: Sequence[Token]) -> bool:
    """Whether a name in quotation marks may follow: of a body, or of a known kind of person by a definite noun."""
    head = _head(kept)
    return "body" in kept[-1].classes or "body" in head.classes or {"role", "definite"} <= head.classes


def _names_over(reading: Reading, tokens: Sequence[Token], place: int) -> int:
    """The place past the name of a teller or party that begins here, or `place` where none does."""
    start = tokens[place].start
    if start not in reading.starts_of(*NAMES, "country_actor"):
        return place
    return place_of(tokens, max(m.end for klass in (*NAMES, "country_actor") for m in reading.starting(klass, start)))


def _is_date(reading: Reading, token: Token, before: Token) -> bool:
    """Whether a date begins, and not the name of a body: "the movement of the Dawn"."""
    built = "body" in before.classes and "definite" not in before.classes
    return not built and bool(reading.dates_in(token.start, token.start + 1))


def _is_count(reading: Reading, token: Token) -> bool:
    """Whether a number begins that counts something, and no article."""
    return any(item.kind in ("count", "vague") for item in reading.quantities.beginning_at(token.start))


def _parts(reading: Reading, tokens: Sequence[Token], place: int, kept: Sequence[Token]) -> bool:
    """Whether a preposition begins how and where something is said: "in a statement", "to the agency"."""
    token = tokens[place]
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if not kept or after is None:
        return True
    whole = after if token.end == after.start else token
    if "addressee" in whole.classes or reading.begins("agency", after.start):
        return True
    head = _head(kept)
    if "to_link" in token.classes:
        return "body" not in head.classes  # "for human rights" in the name of a body
    if "with_link" in token.classes and "body" in after.classes:
        return head.classes.isdisjoint(_DESCRIBED)  # "the adviser at the ministry"
    described = not head.classes.isdisjoint(_DESCRIBED)
    inside = reading.is_a("preposition", token.word, "place") and described
    return not inside or "medium" in after.classes or bool(reading.dates_in(after.start, after.start + 1))


def _head(kept: Sequence[Token]) -> Token:
    """The word that says what a teller is."""
    return next((token for token in kept if "quantifier" not in token.classes), kept[0])


def _is_object(reading: Reading, token: Token, kept: Sequence[Token], ends: Ends) -> bool:
    """Whether what a subject accuses, asks, answers or describes begins."""
    if ends.party and _is_party(reading, token, kept):
        return True
    built = "definite" not in kept[-1].classes and not kept[-1].classes.isdisjoint(("body", "role"))
    return not built and not token.classes.isdisjoint(ends.classes)


def _is_party(reading: Reading, token: Token, kept: Sequence[Token]) -> bool:
    """Whether another party begins: not one whose kind or office stands right before it."""
    last = kept[-1]
    if _links(last):
        return False
    if "definite" in last.classes and "body" in _head(kept).classes and _is_plain(token):
        return True  # "the Observatory | governments of the two"
    somebody = not token.classes.isdisjoint(("body", "role")) and "honorific" not in token.classes
    if somebody and "definite" in last.classes:
        return True  # "the network | the army", "the residents | a committee"
    if somebody and "definite" in token.classes and len(kept) > 1 and last.classes.isdisjoint(("body", "role")):
        return True  # "a medical source | the Observatory"
    named = any(reading.any_of(klass, kept[0].start, last.end) for klass in _PARTIES)
    if "definite" not in last.classes and not named and last.is_word:
        return False
    if "armed_people" in token.classes and "body" not in last.classes:
        return True  # "the residents | men of the Fourth Division"
    return any(reading.begins(klass, token.start) for klass in _PARTIES) or "addressed" in token.classes


def past_date(reading: Reading, tokens: Sequence[Token], place: int) -> int:
    """The place past dates, adverbs and the commas around them: "announced, on Tuesday, the ministry"."""
    while place < len(tokens):
        if "adverb" in tokens[place].classes:
            place += 1
            continue
        after = place + 1 if tokens[place].text in PAUSES else place
        if after >= len(tokens):
            return place
        dates = reading.dates_in(tokens[after].start, tokens[after].start + 2)
        if not dates:
            return place
        end = max(date.end for date in dates)
        place = next((i for i, token in enumerate(tokens) if token.start >= end), len(tokens))
        if place < len(tokens) and tokens[place].text in PAUSES and tokens[after - 1].text in PAUSES:
            place += 1
    return place


def _opens_clause(reading: Reading, part: Sequence[Token]) -> bool:
    """Whether words between commas tell an act or a number, and do not say who somebody is."""
    acts = reading.begins("attack", part[0].start) or reading.begins("harm", part[0].start)
    return acts or any(_is_count(reading, token) for token in part)


def _quoted_name(tokens: Sequence[Token], place: int) -> int:
    """The place past a short name in quotation marks, or `place` where there is none."""
    closing = _CLOSING.get(tokens[place].text)
    if closing is None or closing == ")":
        return place
    for end in range(place + 1, min(place + 2 + _QUOTED_NAME, len(tokens))):
        if tokens[end].text == closing:
            return end + 1
    return place


def quoted_teller(tokens: Sequence[Token], place: int) -> TellerPhrase | None:
    """A teller who is only a name in quotation marks: "according to the “White Helmets”" where no word says what."""
    end = _quoted_name(tokens, place)
    return TellerPhrase(tuple(tokens[place:end]), end) if end > place and tokens[place].text not in "([" else None


def _past_brackets(tokens: Sequence[Token], place: int) -> int:
    """The place past a short form in brackets."""
    if place < len(tokens) and tokens[place].text in "([":
        for end in range(place + 1, min(place + 2 + _BRACKETS, len(tokens))):
            if tokens[end].text in ")]":
                return end + 1
    return place


def _apposition(reading: Reading, tokens: Sequence[Token], place: int) -> tuple[tuple[Token, ...], int]:
    """What stands between commas behind a name, and the place past it; dates there are passed over."""
    passed = past_date(reading, tokens, place)
    if passed != place:
        return (), passed
    if place >= len(tokens) or tokens[place].text not in PAUSES:
        return (), place
    for end in range(place + 1, min(place + 2 + _MOST // 2, len(tokens))):
        token = tokens[end]
        if token.text in PAUSES or token.text == ":":
            part = tuple(tokens[place + 1 : end])
            if not part or _opens_clause(reading, part):
                break
            told = any(map(_is_preposition, part)) or any("negation" in word.classes for word in part)
            told = told or reading.begins("according", part[0].start)  # "the ministry, according to the newspaper,"
            return (() if told else part), end + (token.text in PAUSES)
        broken = not token.classes.isdisjoint(("complementiser", "relative", "clause"))
        # "who preferred not to be named" says who it is, "did not …" goes on with what is told.
        broken = broken or (end == place + 1 and not token.classes.isdisjoint(("told_noun", "negation")))
        if not token.is_word or broken or is_verb(reading, tokens, end):
            break
    return (), place
