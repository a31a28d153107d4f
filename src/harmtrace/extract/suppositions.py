"""What a modal verb supposes: "thousands could be killed", and not "residents who could not flee were killed"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.model.attribution import Modality

MODALS = ("possible", "modal")
"""Features of the words for doubt that are verbs: "could", "would"."""
_IN_THE_VERB = ("be", "perfect", "skipped", "negation")
"""Classes of the words that may stand between a modal verb and what it governs: "could have been killed"."""
_NOUN_REACH = 6
"""So many words on, the noun of an attack may stand that there "could be"."""


def supposed(reading: Reading, modal: Mention, end: int, told: Collection[int]) -> Modality | None:
    """How a modal verb tells the attack or harm whose words begin at `told`; None where it governs another verb.

    What "could have" happened is suspected, what "could" or "would" happen is conditional.
    """
    after = reading.tokens_in(modal.end, end)
    place = next((at for at, token in enumerate(after) if not _in_the_verb(token)), len(after))
    if place == len(after) or not (after[place].start in told or _leads_on(reading, modal, after, place, told)):
        return None
    perfect = any("perfect" in token.classes for token in after[:place])
    return "suspected" if perfect and modal.feature == "possible" else "conditional"


def _in_the_verb(token: Token) -> bool:
    return token.is_word and (not token.classes.isdisjoint(_IN_THE_VERB) or token.word.endswith("ly"))


def _leads_on(reading: Reading, modal: Mention, after: Sequence[Token], place: int, told: Collection[int]) -> bool:
    """Whether the governed verb brings about what the next words tell: "could leave hundreds dead", "could be a raid"."""
    said_to_be = "be" in reading.text[modal.start : modal.end].split() or (
        place > 0 and "be" in after[place - 1].classes
    )
    if not said_to_be and "brings_about" not in after[place].classes:
        return False
    for token in after[place : place + _NOUN_REACH]:
        if token.start in told:
            return True
        if token.start != after[place].start and not token.classes.isdisjoint(("be", "perfect", "phrase_break")):
            return False
    return False
