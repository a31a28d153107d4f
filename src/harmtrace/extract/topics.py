"""Which events of a text nobody has done: games, films, markets, pay disputes and disasters use the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from harmtrace.extract.drafts import NO_FIGHT, EventDraft
from harmtrace.extract.reading import Reading

_LEAST = {"sport": 4, "fiction": 3, "market": 4, "labour": 3}
"""So many different words of a topic make a text one of it."""
_CHARACTERS = 330
"""A longer text needs one for so many characters."""
_HEAD = 300
"""How far into the body, in characters, a text that is about a disaster says so."""
_INVENTED = "fiction"
_DISASTER = "disaster"


def without_other_matters(reading: Reading, events: Sequence[EventDraft]) -> list[EventDraft]:
    """The events without those that nobody has done to anybody.

    In a report of a game, a market or a dispute, shots, strikes and sieges hurt nobody unless a harm is told; what a
    film or novel tells is invented unless it is dated; an earthquake or a crash is no attack.
    """
    topic = _topic_of(reading)
    if topic == _INVENTED:
        events = [event for event in events if event.when is not None and event.when.basis == "explicit"]
    elif topic is not None:
        events = [event for event in events if event.harms]
    if reading.any_of("topic", 0, reading.body + _HEAD, _DISASTER) and not any(map(_is_done, events)):
        return []
    return [event for event in events if event.caused or _is_done(event) or not _is_of_disaster(reading, event)]


def _topic_of(reading: Reading) -> str | None:
    """The topic of which the text has most words, if it has enough for its length."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for cue in reading.mentions.get("topic", ()):
        words[cue.value].add(reading.folded[cue.start : cue.end])
    least = len(reading.text) / _CHARACTERS
    found = {
        topic: len(said) for topic, said in words.items() if topic in _LEAST and len(said) >= max(_LEAST[topic], least)
    }
    return max(found, key=found.__getitem__, default=None)


def _is_done(event: EventDraft) -> bool:
    """Whether somebody, a weapon or a kind of attack did it."""
    return bool(event.actors or event.weapons or set(event.types) - NO_FIGHT - {"attack"})


def _is_of_disaster(reading: Reading, event: EventDraft) -> bool:
    return any(reading.any_of("topic", *span, _DISASTER) for span in event.spans)
