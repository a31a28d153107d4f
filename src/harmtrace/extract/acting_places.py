"""Which names of places stand for those who act, own, speak or make agreements, and for no place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading
from harmtrace.model.where import Where

_OWNED_WORDS = 6
"""So many words after a place may name the body that is its."""
_BEFORE = 36
"""How far, in characters, before a place the words that make it a party stand."""
_AFTER = 60
_NEXT = 12
_RELATIVE = 2
_ADVERBS = 2
"""So many words may stand between a state and what it did."""
_BODIES = (
    *("group", "agent_head", "military_noun", "actor", "fighter", "military_head"),
    *("state_noun", "honorific", "party_noun", "nongovernmental", "speaks_for"),
)
"""Classes of words for those who act or tell."""
_NAMES = ("actor", "agency", "teller_id", "canonical")
_TELLERS = ("agency", "teller_id", "canonical")
_PLACING = ("place_link", "placing")
"""Classes of words that a place follows."""
_NO_MORE = ("function", "place_link", "placing", "be", "auxiliary", "relative_clause", "say")
"""Classes of words that end a noun phrase."""
_SENDING = ("attack", "support")
_LISTING = ("", ",", "and", ", and", "and the", ", and the")
_GAPPED = 40
"""So far back, in characters, a verb stands that is not said again."""


def without_parties(reading: Reading, places: Sequence[Where]) -> list[Where]:
    """The places without those that act, and the other states of their lists ("Syria, Iran and Russia have …")."""
    kept: list[Where] = []
    first = 0
    for at in range(1, len(places) + 1):
        if at < len(places) and _joined(reading, places[at - 1], places[at]):
            continue
        states = places[first:at]
        deciding = states[:1] if _is_placed(_words_before(reading, states[0])) else states
        if not any(acts(reading, place) for place in deciding):
            kept += states
        first = at
    return kept


def _words_before(reading: Reading, place: Where) -> Sequence[Token]:
    before = reading.tokens_in(max(0, place.start - _BEFORE), place.start)
    while before and "definite_article" in before[-1].classes:
        before = before[:-1]
    return before


def _is_placed(before: Sequence[Token]) -> bool:
    return bool(before) and not before[-1].classes.isdisjoint(_PLACING)


def _joined(reading: Reading, one: Where, two: Where) -> bool:
    """Whether two states stand beside each other in a list; its commas may be lost."""
    if not (one.level == two.level == "country") or one.modifier or two.modifier:
        return False
    return reading.folded[one.end : two.start].strip() in _LISTING


def acts(reading: Reading, place: Where) -> bool:
    """Whether a country, or its seat, is who acts, and no place: "Lebanon's Hezbollah shelled …", "Kyiv did not …"."""
    after = reading.tokens_in(place.end, place.end + _AFTER)[:_OWNED_WORDS]
    owned, heads = owns(reading, place), after[:1]
    if any("seat_noun" in token.classes for token in heads):
        return True
    before = _words_before(reading, place)
    if len(before) > 1 and "speaks_for" in before[-2].classes and "charge_link" in before[-1].classes:
        return True
    if _seats_a_teller(reading, before):
        return True
    seat = _is_seat(reading, place)
    if not (seat or place.level == "country") or place.modifier is not None:
        return False
    if owned:
        return not seat and _owns_a_body(reading, after)
    if is_seated(reading, place):
        return True
    if _is_party_of(before) or _also_lost(reading, place, before, after):
        return True
    return not _is_placed(before) and _does(reading, after)


def is_seated(reading: Reading, place: Where) -> bool:
    """Whether a place only says where a body has its seat: "the UK based Observatory"."""
    return any("seated" in token.classes for token in reading.tokens_in(place.end, place.end + _NEXT)[:1])


def owns(reading: Reading, place: Where) -> bool:
    """Whether a place is a possessive, which may have lost its apostrophe: "Syria's", "Syrias"."""
    return reading.owns(place.end) or reading.folded.startswith("s ", place.end)


def _seats_a_teller(reading: Reading, before: Sequence[Token]) -> bool:
    """ "The WHO in Geneva": a place right after a teller is where it has its seat."""
    if len(before) < _RELATIVE or "at_word" not in before[-1].classes:
        return False
    start, end = before[0].start, before[-2].end
    return any(teller.end == end for name in _TELLERS for teller in reading.of(name, start, end))


def _is_seat(reading: Reading, place: Where) -> bool:
    """Whether a town is a seat of government that stands for its state."""
    return place.level == "settlement" and any(
        state.start == place.start for state in reading.of("country_actor", place.start, place.end)
    )


def _owns_a_body(reading: Reading, after: Sequence[Token]) -> bool:
    """Whether the noun phrase after a possessive names a body: "Turkey's state-run news agency"."""
    phrase = list(takewhile(lambda token: token.is_word and token.classes.isdisjoint(_NO_MORE), after))
    if not phrase or "war_word" in phrase[-1].classes:
        return False  # "Syria's civil war"
    if any(not token.classes.isdisjoint(_BODIES) for token in phrase):
        return True
    return any(reading.of(name, phrase[0].start, phrase[-1].end) for name in _NAMES)


def _is_party_of(before: Sequence[Token]) -> bool:
    """Whether the words before a state make it a party: "by Turkey", "a deal with Syria", "the army of Sudan"."""
    if not before:
        return False
    last, head = before[-1], before[-2] if len(before) > 1 else None
    if not last.classes.isdisjoint(("agent", "allied")):
        return True
    if head is None:
        return False
    if "accompanying" in last.classes:
        return "locating" not in head.classes
    if "of" in last.classes:
        return not head.classes.isdisjoint(("agent_head", "state_noun", "honorific", "party_noun", "native"))
    return "out_of" in last.classes and not head.classes.isdisjoint(_SENDING)


def _does(reading: Reading, after: Sequence[Token]) -> bool:
    """Whether a state is the subject of an active verb: "Russia first launched …", "Turkey has said …".

    "Syria was shelled", "has been shelled" and "has seen shelling" tell what was done to it.
    """
    if len(after) > 1 and "joining" in after[0].classes and reading.is_a("det", after[1].word, "possessive"):
        return True  # "Washington and its allies"
    if len(after) > _RELATIVE and after[0].text == "," and "relative_clause" in after[1].classes:
        return after[2].classes.isdisjoint(("be", "undergoing"))  # "Baku, which conceals its losses"
    if len(after) > 1 and "having" in after[0].classes:
        return after[1].classes.isdisjoint(("be", "undergoing"))
    verb = next((token for token in after[: _ADVERBS + 1] if not _is_adverb(token)), None)
    if verb is None or not verb.is_word:
        return False
    follows = reading.tokens_in(verb.end, verb.end + _NEXT)[:1]
    if follows and "agent" in follows[0].classes:
        return False
    said = any(mention.start == verb.start for mention in reading.of("say", verb.start, verb.end))
    return said or "doing" in verb.classes or "losing" in verb.classes


def _also_lost(reading: Reading, place: Where, before: Sequence[Token], after: Sequence[Token]) -> bool:
    """ "Malawi lost three and Uruguay one": the second says its verb no more."""
    if not (before and reading.is_a("clause", before[-1].word, "joint") and reading.begins_count(place.end + 1)):
        return False
    ends = len(after) > 1 and not after[1].is_word
    return ends and any("losing" in token.classes for token in reading.tokens_in(place.start - _GAPPED, place.start))


def _is_adverb(token: Token) -> bool:
    return "skipped" in token.classes and token.classes.isdisjoint(("be", "auxiliary"))
