"""A clause with its words that say what part a party has: attack words, verbs that fire or launch, harms."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading


class Clauses:
    """What governs parties in one clause: its attack words, its verbs that fire or launch, and its harms."""

    def __init__(
        self, reading: Reading, start: int, end: int, triggers: Sequence[Mention], harms: Sequence[HarmDraft]
    ) -> None:
        self.reading, self.start, self.end = reading, start, end
        self.triggers, self.harms = triggers, harms
        self.nouns = {trigger.end: trigger for trigger in triggers if trigger.feature == "noun"}
        verbs = [trigger for trigger in triggers if trigger.feature == "verb"]
        verbs += reading.of("launching", start, end)
        self.verbs = {verb.end: verb for verb in verbs}
        self.verb_starts = {verb.start for verb in verbs}
        self.agents = {m.end for m in reading.of("agent", start, end)}
        self.support = {m.end for m in reading.of("support", start, end)}
        self.accused = {m.end for m in reading.of("accuse", start, end)}
        self.deeds: dict[int, list[HarmDraft]] = {}
        for harm in harms:
            if harm.trigger < harm.start:
                self.deeds.setdefault(harm.trigger, []).append(harm)
        self.clashing = any(trigger.value == "clashes" for trigger in triggers)
