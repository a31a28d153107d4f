"""Victims whose noun no table lists: the verb that hurt them tells that they are people."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.harm_drafts import BODILY
from harmtrace.extract.lexicon import Token
from harmtrace.extract.named import follows_harm
from harmtrace.extract.reading import THINGS, Reading

_LONGEST = 4
"""So many words such a noun has with what stands before it."""
_CLOSED = frozenset("function be det say harm attack auxiliary clause_end".split())
"""Words of these classes end a noun phrase."""
_NO_PEOPLE = ("not_people", "no_victim", "place_head", "teller")
_VERB_REACH = 24
"""How far, in characters, before its end a verb of harm may begin."""
_PASSIVE_REACH = 3
"""So many words may stand between "were" and the participle."""


def unlisted_end(reading: Reading, tokens: Sequence[Token], at: int, first: int, plural: bool) -> int | None:
    """Where the noun phrase ends whose number or article stands at token `at` and whose words begin at `first`.

    None where no verb of harm has it as its object or subject, or where its noun means a thing or a beast.
    """
    end = _end(reading, tokens, first)
    if end == first or not (_is_object(reading, tokens, at) or _is_subject(reading, tokens, at, end)):
        return None
    head = tokens[end - 1]
    if (
        head.word.endswith("s") != (plural and "people_name" not in head.classes)
        or not head.word.isalpha()
        or (head.capital and not _are_people(reading, head))
    ):
        return None
    if not head.classes.isdisjoint(_NO_PEOPLE) or reading.quantities_in(tokens[first].start, head.end):
        return None
    if end < len(tokens) and "of" in tokens[end].classes and not _of_a_name(tokens, end):
        return None
    return None if _names_a_thing(reading, tokens[first].start, head) else end


def _are_people(reading: Reading, head: Token) -> bool:
    """Whether a name in the plural means people ("Bangladeshis") and neither a place nor a day."""
    if "people_name" in head.classes:
        return True
    named = reading.places.beginning_in(head.start, head.end) or reading.dates_in(head.start, head.end)
    endings = tuple(ending.strip() for ending in reading.lexicon.forms("people_ending", "ending"))  # a hyphen is folded
    return head.word.endswith(endings) and not named


def _end(reading: Reading, tokens: Sequence[Token], first: int) -> int:
    """The token after the words of the noun phrase."""
    end = first
    while end < len(tokens) and end - first < _LONGEST and tokens[end].is_word:
        adverb = reading.is_a("clause", tokens[end].word, "adverb") and not tokens[end].capital  # "South Africans"
        if adverb or not tokens[end].classes.isdisjoint(_CLOSED):
            break
        end += 1
    return end


def _is_object(reading: Reading, tokens: Sequence[Token], at: int) -> bool:
    """Whether an active verb of harm ends right before the phrase, and takes no things as well ("lost two tanks")."""
    if not at or not follows_harm(reading, tokens, at):
        return False
    last = tokens[at - 1]
    verbs = reading.of("harm", max(0, last.start - _VERB_REACH), last.end, *BODILY)
    return any(verb.end == last.end for verb in verbs) and "takes_things" not in last.classes


def _is_subject(reading: Reading, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "was killed" follows right after a phrase with a number or an indefinite article."""
    if ("det" in tokens[at].classes and "article" not in tokens[at].classes) or _is_rate(reading, tokens, at):
        return False
    after = tokens[end : end + _PASSIVE_REACH]
    if not after or after[0].classes.isdisjoint(("be", "perfect")):
        return False
    participles = (harm for token in after[1:] for harm in reading.starting("harm", token.start))
    return any(harm.feature == "ed" and harm.value in BODILY for harm in participles) and not any(
        "takes_things" in token.classes for token in after
    )


def _is_rate(reading: Reading, tokens: Sequence[Token], at: int) -> bool:
    """ "11 people a shift": an article right behind a noun."""
    return at > 0 and any(noun.end == tokens[at - 1].end for noun in reading.person_nouns.get(tokens[at - 1].start, ()))


def _of_a_name(tokens: Sequence[Token], end: int) -> bool:
    """ "the emir of Boko Haram", and not "a number of people"."""
    return end + 1 < len(tokens) and tokens[end + 1].capital


def _names_a_thing(reading: Reading, start: int, head: Token) -> bool:
    """Whether a name of a thing ends with the head: "a water tank"."""
    return any(mention.end == head.end for klass in THINGS for mention in reading.of(klass, start, head.end))
