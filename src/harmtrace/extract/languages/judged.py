"""Whether a clause only judges an act and tells none: "to kill civilians is a war crime", "the court ordered"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.languages.words import before
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading

_JUDGING = frozenset(
    (
        "war_crime",
        "crime_against_humanity",
        "genocide",
        "unlawful",
        "collective_punishment",
        "ethnic_cleansing",
        "forced_displacement",
        "terrorism",
    )
)
"""The labels that say of an act what it is in law; others describe one that happened."""
_NOUNS = ("harm noun", "harm act")
"""The rules of harms by a word that may be a noun: "to kill" and "killed" are spelt alike."""
_ORDERED = 8
"""So many words before an execution the court may stand that only ordered it."""


def is_only_judged(reading: Reading, start: int, end: int, draft: EventDraft, triggers: Sequence[Mention]) -> bool:
    """Whether a clause says what an act is in law, and neither when, where, by whom nor to how many it was done."""
    if draft.when is not None or draft.where or draft.actors or draft.attacks is not None or draft.weapons:
        return False
    if any(not reading.any_of("attack", trigger.start, trigger.end, "noun") for trigger in triggers):
        return False
    if any(harm.quantity.value is not None or harm.rule not in _NOUNS for harm in draft.harms):
        return False
    if any(target.quantity is not None for target in draft.targets):
        return False
    told = min([trigger.start for trigger in triggers] + [harm.trigger for harm in draft.harms])
    labels = [label for label in reading.of("label", start, end) if label.value in _JUDGING]
    return any(label.start > told and not _tells_more(reading, told, label.start) for label in labels)


def _tells_more(reading: Reading, first: int, last: int) -> bool:
    """Whether a clause of its own stands between an act and what it is called: "the raid that hit a school is"."""
    return any("relative" in token.classes for token in reading.tokens_in(first, last))


def is_ordered(reading: Reading, trigger: Mention, start: int) -> bool:
    """ "The court ordered the execution of": whether an execution is a sentence, and none that was carried out."""
    if trigger.value != "execution" or trigger.feature != "noun":
        return False
    lead = before(reading, trigger.start, start, _ORDERED)
    return any("court" in token.classes for token in lead)
