"""The signs of an event that learned choices weigh: what it tells, how it is told, and the classes of its words.

No sign is a word of a language or the name of a place, party or weapon, so that what is learned from one war holds in
another: words count by the classes of the lexicon.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, compress
from operator import attrgetter

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.reading import Reading
from harmtrace.vocab.pieces import Memory

_MARKS = (
    "plural",
    "singular",
    "cumulative",
    "running",
    "total",
    "spread",
    "habitual",
    "anaphoric",
    "referring",
    "separate",
    "background",
    "timed",
    "headline",
    "attributed",
    "caused",
    "until_now",
)
_marks_of = attrgetter(*_MARKS)
_DAYS = ((0, "a day"), (3, "days"), (31, "weeks"), (400, "months"))
_FEW, _MANY, _MOST = 20, 100, 1000


def signs_of_event(event: EventDraft, words: Sequence[str]) -> tuple[str, ...]:
    """The signs of an event whose drafts are joined; `words` are its `word_signs`."""
    return (*_told(event), *_where_and_when(event), *words)


def _told(event: EventDraft) -> Iterator[str]:
    yield from compress(_MARKS, _marks_of(event))
    yield f"rule: {event.rule}"
    yield f"modality: {event.modality}"
    yield from (f"type: {kind}" for kind in event.types or ["none"])
    yield f"types: {min(len(event.types), 3)}"
    yield f"tellings: {min(len(event.spans), 3)}"
    tops = event.tops()
    yield f"harms: {min(len(tops), 2)}"
    most = max((harm.quantity.value or 0 for harm in tops), default=0)
    yield f"people: {_sized(most)}"
    if event.attacks is not None:
        yield f"attacks: {min(event.attacks.value or 0, 3):g}"
    for name, slots in (("weapons", event.weapons), ("actors", event.actors), ("targets", event.targets)):
        yield f"{name}: {min(len(slots), 2)}"


def _sized(people: float) -> str:
    for most, name in ((0, "unknown"), (_FEW, "few"), (_MANY, "many"), (_MOST, "hundreds")):
        if people <= most:
            return name
    return "thousands"


def _where_and_when(event: EventDraft) -> Iterator[str]:
    levels = Counter(place.level or "unknown" for place in event.where if place.role == "location")
    yield f"places: {min(sum(levels.values()), 3)}"
    for level, count in levels.items():
        yield f"place: {level}"
        if count > 1:
            yield f"places: {level}"
    if any(place.modifier for place in event.where):
        yield "place: part or edge"
    if event.when is None:
        yield "date: none"
        return
    days = (event.when.end - event.when.start).days
    yield "date: " + next((name for most, name in _DAYS if days <= most), "years")
    yield f"date: {event.when.basis}"


def word_signs(reading: Reading, event: EventDraft) -> tuple[str, ...]:
    """The signs that the words of an event give, once for all choices, in an order that every run has."""
    attacks = [attack for span in event.spans for attack in reading.of("attack", *span)]
    tokens = [token for span in event.spans for token in reading.tokens_in(*span)]
    counts = Counter(chain.from_iterable(token.classes for token in tokens))
    length = sum(end - start for start, end in event.spans)
    return (
        f"length: {min(length // 100, 6)}",
        *dict.fromkeys(f"attack {attack.feature}: {attack.value}" for attack in attacks),
        *chain.from_iterable([_SEVERAL[klass] if counts[klass] > 1 else _ONE[klass] for klass in sorted(counts)]),
    )


_ONE = Memory[tuple[str, ...]](lambda klass: (f"word: {klass}",))
_SEVERAL = Memory[tuple[str, ...]](lambda klass: (f"word: {klass}", f"words: {klass}"))
"""The signs of one, and of several, words of a class; made once, as a long text has them thousands of times."""
