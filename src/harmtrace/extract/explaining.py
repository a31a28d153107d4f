"""Why a document has the claims it has: for each sentence what was found, who speaks, and which rule made what."""

from __future__ import annotations

from collections.abc import Iterable

from harmtrace.extract.extraction import Drafted, claims_of, draft, is_read
from harmtrace.extract.people import counted_people
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.voice import Heard
from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Document
from harmtrace.model.immutable import immutable
from harmtrace.places.gazetteer import Gazetteer

SHOWN = ("attack", "harm", "weapon", "target", "actor", "say", "doubt", "negation", "subset", "label", "sense")
"""The classes of mentions that are shown; the rest are function words."""


@immutable(frozen=True, slots=True)
class Told:
    """Something found at `start:end`: what it is, and what it stands for."""

    what: str
    words: str
    means: str
    start: int
    end: int


@immutable(frozen=True, slots=True)
class Explained:
    """A sentence with what was found in it, its clauses where it tells events, and the claims that rest on it."""

    text: str
    start: int
    end: int
    found: tuple[Told, ...]
    clauses: tuple[str, ...]
    claims: tuple[AnyClaim, ...]
    learned: tuple[str, ...]
    """Where a learned choice overruled the rules, and by which signs."""


def explain(document: Document, gazetteer: Gazetteer) -> list[Explained]:
    """Return each sentence of a document that is read, explained; none where its language is not read."""
    if not is_read(document.language) or not document.text.strip():
        return []
    drafted = draft(document, gazetteer)
    claims = claims_of(drafted)
    learned = {event.sentence: tuple(heard.reason() for heard in event.heard) for event in drafted.events}
    return [
        _explained(drafted, sentence, claims, learned.get(sentence.index, ())) for sentence in drafted.reading.sentences
    ]


def _explained(drafted: Drafted, sentence: Sentence, claims: Iterable[AnyClaim], learned: tuple[str, ...]) -> Explained:
    reading, voices, bare = drafted.reading, drafted.voices, drafted.reading.bare
    start, end = sentence.start, sentence.end
    first, last = bare.span(start, end) if bare is not None else (start, end)
    resting = [c for c in claims if any(e.start < last and first < e.end for e in c.evidence)]
    clauses = tuple(reading.text[clause.start : clause.end].strip() for clause in drafted.clauses(sentence))
    found = sorted(_found(reading, voices, sentence), key=lambda told: (told.start, told.end))
    return Explained(reading.text[start:end], start, end, tuple(found), clauses, tuple(resting), learned)


def _found(reading: Reading, voices: Heard, sentence: Sentence) -> Iterable[Told]:
    start, end = sentence.start, sentence.end

    def told(what: str, first: int, last: int, means: str) -> Told:
        return Told(what, reading.text[first:last], means, first, last)

    for klass in SHOWN:
        for mention in reading.of(klass, start, end):
            yield told(klass, mention.start, mention.end, f"{mention.value} ({mention.feature})")
    for people in counted_people(reading, start, end):
        number = people.quantity.value if people.quantity.value is not None else people.quantity.op
        about = ", ".join([str(number), people.status, *people.who])
        yield told("people", people.start, people.end, about)
    for item in reading.quantities_in(start, end):
        if item.kind not in ("count", "vague", "article"):
            yield told("number", item.quantity.start, item.quantity.end, f"{item.kind}: counts nobody")
    for date in reading.dates_in(start, end):
        days = f"{date.when.start} to {date.when.end}" if date.when is not None else "no day can be known"
        yield told("date", date.start, date.end, days)
    for place in reading.places.beginning_in(start, end):
        yield told("place", place.start, place.end, f"{place.name} ({place.level or place.status})")
    for voice in voices.in_sentence(sentence):
        chain = " → ".join(teller.name for teller in voice.attribution.chain)
        yield told("teller", voice.start, voice.end, f"{chain} ({voice.form})")
