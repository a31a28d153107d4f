"""Words for attacks that claim no attack: what is condemned, or what a denier says that he does, without a fact."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.languages.words import before
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading

_LEAD = 2
"""So many words before an attack noun the verb may stand that condemns it."""
_CONDEMNS = ("condemn", "deem")


def is_told_in_general(reading: Reading, draft: EventDraft, start: int, triggers: Sequence[Mention]) -> bool:
    """Whether a draft has no day, place, harm, count or weapon, and its attack is only condemned, or a denier's habit.

    "It condemned the targeting of hospitals", "denied it, and stressed that its forces only strike fighters".
    """
    if not triggers or draft.harms or draft.attacks or draft.weapons or draft.when is not None or draft.where:
        return False
    if all(_is_condemned(reading, trigger, start) for trigger in triggers):
        return not any(actor.role == "alleged_perpetrator" for actor in draft.actors)
    denies = reading.any_of("deny", reading.sentences[draft.sentence].start, triggers[0].start)
    return denies and all(_is_habit(reading, trigger) for trigger in triggers)


def _is_condemned(reading: Reading, trigger: Mention, start: int) -> bool:
    if trigger.feature != "noun":
        return False
    lead = before(reading, trigger.start, start, _LEAD)
    return any(
        "condemning" in token.classes or any(verb.value in _CONDEMNS for verb in reading.starting("say", token.start))
        for token in lead
    )


def _is_habit(reading: Reading, trigger: Mention) -> bool:
    first = reading.tokens_in(trigger.start, trigger.end)[:1]
    return trigger.feature == "verb" and bool(first) and "habit_verb" in first[0].classes
