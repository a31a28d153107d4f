"""Whether an attack or harm is told as a fact, planned, alleged or denied, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.extract.suppositions import is_past, reaches
from harmtrace.model.attribution import Modality

_NEGATION_REACH = 7
"""How many words before an attack word "no" may stand ("no Russian or Syrian aircraft struck")."""
_VERB_REACH, _VERB_WORDS = 20, 2
"""How far, in characters and words, before a verb of harm its "not" may stand."""
_ACTOR_REACH, _AGENT_REACH, _AGENT_WORDS = 36, 48, 5
"""How far, in characters and words, after a word of doubt whom it is about, or the "by" before them, may stand."""
_SOFTER: tuple[Modality, ...] = ("alleged", "suspected", "reported")


def modality_of(
    reading: Reading, start: int, end: int, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> Modality:
    """How the event itself is told; doubt about the actor alone is the actor's certainty."""
    first = min([harm.start for harm in harms] + [trigger.start for trigger in triggers])
    last = max([harm.end for harm in harms] + [trigger.end for trigger in triggers])
    hurt = [harm.trigger for harm in harms if harm.quantity.value != 0]
    told = frozenset(hurt or [trigger.start for trigger in triggers] or [harm.trigger for harm in harms])
    cues = [
        cue
        for cue in reading.of("doubt", start, end)
        if cue.start <= last + 12 and reaches(reading, cue, start, end, told)
    ]
    values = [
        "suspected" if is_past(reading, cue, end) else cue.value for cue in cues if not _about_actor(reading, cue)
    ]
    if reading.any_of("retracted", start, end, "figure") or reading.any_of("retracted", last, end, "judged"):
        return "negated"
    if "conditional" in values and "alleged" not in values:
        return "conditional"
    if "planned" in values:
        return "planned"
    if _negated(reading, first, triggers, harms):
        return "negated"
    for modality in _SOFTER:
        if modality in values:
            return modality
    return "asserted"


def _about_actor(reading: Reading, cue: Mention) -> bool:
    """Whether the doubt is about who did it: "believed to be Russian jets"."""
    if cue.value != "suspected":
        return False
    named = ("actor", "adjective_actor", "country_actor", "fighter")
    return any(reading.any_of(klass, cue.end, cue.end + _ACTOR_REACH) for klass in named) or _is_done_by(reading, cue)


def _is_done_by(reading: Reading, cue: Mention) -> bool:
    """ "appears to have been carried out by": what is in doubt is the "by" of a thing that was done."""
    after = reading.tokens_in(cue.end, cue.end + _AGENT_REACH)[:_AGENT_WORDS]
    by = next((at for at, token in enumerate(after) if "agent" in token.classes), 0)
    return any("doing" in token.classes for token in after[:by])


def _verbal(before: Sequence[Token]) -> list[Token]:
    """The words back to the last mark or conjunction: "did not carry out", of "did not carry out strikes"."""
    found: list[Token] = []
    for token in reversed(before):
        if not token.is_word or "phrase_break" in token.classes or "of_word" in token.classes:
            break
        found.append(token)
    return found


def _did_not(reading: Reading, harm: HarmDraft) -> bool:
    """ "Soldiers had not killed 18 students", "did not kill 30": the verb itself is denied."""
    before = reading.tokens_in(max(0, harm.trigger - _VERB_REACH), harm.trigger)[-_VERB_WORDS:]
    return harm.quantity.value != 0 and any("negation" in token.classes for token in before)


def _negated(reading: Reading, first: int, triggers: Sequence[Mention], harms: Sequence[HarmDraft]) -> bool:
    if harms:
        tops = [harm for harm in harms if harm.parent is None]
        return bool(tops) and all(_did_not(reading, harm) for harm in tops)
    if not triggers:
        return False
    before = reading.tokens_in(max(0, first - 60), first)[-_NEGATION_REACH:]
    words = [token.word for token in before]
    if any(word in ("not", "never", "without", "n't") for word in words[-2:]):
        return True
    if triggers[0].feature == "noun" and any(token.word in ("not", "never") for token in _verbal(before)):
        return True
    none = next((at for at in range(len(words) - 1, -1, -1) if words[at] in ("no", "neither", "none", "nobody")), None)
    return none is not None and not any(word in (",", ";", ".", "that", "but") for word in words[none:])
