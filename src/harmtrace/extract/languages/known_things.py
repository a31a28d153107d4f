"""Things that are told again: "a market" and then "the market" are one."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.languages.words import is_definite
from harmtrace.extract.reading import Reading
from harmtrace.model.claim import TargetMention


def once_each(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Leaves out what an event names again with its article, where it has named a thing of that kind before."""
    for event in events:
        if len(event.targets) > 1:
            event.targets = [target for target in event.targets if not _is_known(reading, target, event.targets)]


def _is_known(reading: Reading, target: TargetMention, targets: Sequence[TargetMention]) -> bool:
    """Whether a thing is told again in a later sentence than the first of its kind."""
    before = [other for other in targets if other.target_id == target.target_id and other.start < target.start]
    words = reading.tokens_in(target.start, target.end)
    if not before or not any(is_definite(reading, word.start) for word in (words[0], words[-1])):
        return False
    here = reading.sentences_over(target.start, target.end)[0].index
    return all(reading.sentences_over(other.start, other.end)[0].index < here for other in before)
