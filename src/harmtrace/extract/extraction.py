"""From a document to its claims: read, hear the voices, draft, join, build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from harmtrace.extract import languages
from harmtrace.extract.appeals import AppealDraft, appeals_of
from harmtrace.extract.asides import Clause
from harmtrace.extract.attribution import Voices
from harmtrace.extract.bare import bare
from harmtrace.extract.building import EXTRACTOR_NAME, EXTRACTOR_VERSION, Building
from harmtrace.extract.characterisations import LabelDraft, labels_of
from harmtrace.extract.day_choice import choose_days
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.event_signs import word_signs
from harmtrace.extract.frames import clauses_in, event_drafts
from harmtrace.extract.headings import date_tickers
from harmtrace.extract.joining import join_drafts
from harmtrace.extract.languages.known_things import once_each
from harmtrace.extract.languages.periods import in_the_period
from harmtrace.extract.languages.voices import TabledVoices
from harmtrace.extract.lexicons import has_lexicon
from harmtrace.extract.nights import part_nights
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.responses import ResponseDraft, responses_of
from harmtrace.extract.scopes import chosen_scope
from harmtrace.extract.situations import SituationDraft, situations_of
from harmtrace.extract.statements import StatementDraft, Told, statements_of
from harmtrace.extract.topics import without_other_matters
from harmtrace.extract.total_places import widen_totals
from harmtrace.extract.voice import Heard
from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Document
from harmtrace.model.immutable import immutable
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.vocab.languages import base_code

__all__ = ["EXTRACTOR_NAME", "EXTRACTOR_VERSION", "Drafted", "claims_of", "draft", "extract", "is_read"]
V = TypeVar("V", bound=Heard)


@immutable(frozen=True, slots=True)
class Finders(Generic[V]):
    """What finds the parts of a text in its language. Before them, mentions are looked up; after them, claims are made.

    English has rules of its own (this package); other languages share those of `extract.languages`, which say in
    tables what differs between them.
    """

    voices: Callable[[Reading], V]
    responses: Callable[[Reading, V, Sentence], list[ResponseDraft]]
    appeals: Callable[[Reading, V, Sentence], list[AppealDraft]]
    situations: Callable[[Reading, V, Sentence], list[SituationDraft]]
    events: Callable[[Reading, V, Sentence, Sequence[tuple[int, int]]], list[EventDraft]]
    """The drafts of a sentence; the stretches are those that other kinds of claim have read."""
    labels: Callable[[Reading, V, Sequence[tuple[int, int]]], list[LabelDraft]]
    """The labels of a document, but for those in the stretches that are denied."""
    statements: Callable[[Reading, V, Told], list[StatementDraft]]
    join: Callable[[Reading, list[EventDraft]], list[EventDraft]]
    """Over the whole document: drafts of the same event become one."""
    clauses: Callable[[Reading, V, Sentence], list[Clause]]
    """The stretches of a sentence that each tell an event, for whoever asks why."""


def _joined(reading: Reading, drafts: list[EventDraft]) -> list[EventDraft]:
    return join_drafts(without_other_matters(reading, drafts))


def _joined_of_tables(reading: Reading, drafts: list[EventDraft]) -> list[EventDraft]:
    in_the_period(drafts)
    # Of the days that the whole text lends, two in three were wrong in Arabic: posts and digests tell many days.
    events = join_drafts(without_other_matters(reading, drafts), by_the_whole=False)
    once_each(reading, events)
    return events


_ENGLISH: Finders[Voices] = Finders(
    Voices, responses_of, appeals_of, situations_of, event_drafts, labels_of, statements_of, _joined, clauses_in
)
_TABLED: Finders[TabledVoices] = Finders(
    TabledVoices,
    languages.responses_of,
    languages.appeals_of,
    languages.situations_of,
    languages.event_drafts,
    languages.tabled_labels_of,
    statements_of,
    _joined_of_tables,
    languages.clauses_in,
)


def is_read(language: str) -> bool:
    """Whether documents in `language` are read for claims: whether it has a lexicon."""
    return has_lexicon(language)


@immutable(frozen=True, slots=True)
class Drafted:
    """What a document tells before its claims are built: its reading, the events told, and the other drafts."""

    reading: Reading
    voices: Heard
    events: Sequence[EventDraft]
    responses: Sequence[ResponseDraft]
    appeals: Sequence[AppealDraft]
    situations: Sequence[SituationDraft]
    labels: Callable[[], Sequence[LabelDraft]]
    statements: Callable[[], Sequence[StatementDraft]]
    """Labels and statements, found when the events have their days and places."""
    clauses: Callable[[Sentence], list[Clause]]


def extract(document: Document, gazetteer: Gazetteer) -> list[AnyClaim]:
    """Return the claims of `document`, in the order of their first evidence; none where its language is not read."""
    if not is_read(document.language) or not document.text.strip():
        return []
    return claims_of(draft(document, gazetteer))


def claims_of(drafted: Drafted) -> list[AnyClaim]:
    """The claims of a document that was drafted; its choices are made here."""
    reading, building = drafted.reading, Building(drafted.reading)
    words = [word_signs(reading, event) for event in drafted.events]
    choose_days(drafted.events, words)
    date_tickers(reading, drafted.events)
    part_nights(reading, drafted.events)
    for event, said in zip(drafted.events, words, strict=True):
        event.scope = chosen_scope(event, said)
    widen_totals(reading, drafted.events)
    claims: list[AnyClaim] = [building.event(event) for event in drafted.events]
    claims += building.situations(drafted.situations)
    claims += [building.statement(statement) for statement in drafted.statements()]
    claims += [building.label(label) for label in drafted.labels()]
    claims += [building.appeal(appeal) for appeal in drafted.appeals]
    claims += [building.response(response) for response in drafted.responses]
    return sorted(claims, key=lambda claim: claim.evidence[0].start)


def draft(document: Document, gazetteer: Gazetteer) -> Drafted:
    """Read a document and join what its sentences tell, before any choice is made."""
    if base_code(document.language) == "en":
        return _drafted(Reading(document, gazetteer), _ENGLISH)
    return _drafted(Reading(document, gazetteer, bare(document)), _TABLED)


def _drafted(reading: Reading, finders: Finders[V]) -> Drafted:
    voices = finders.voices(reading)
    responses = [found for s in reading.sentences for found in finders.responses(reading, voices, s)]
    appeals = [found for s in reading.sentences for found in finders.appeals(reading, voices, s)]
    situations = [found for s in reading.sentences for found in finders.situations(reading, voices, s)]
    # An admission tells its event; what is denied or claimed is no second one (annotation rule 15).
    denied = [answer for answer in responses if answer.type != "admits" and not answer.told]
    taken = [(answer.start, answer.end) for answer in denied] + [(plea.start, plea.asked_until) for plea in appeals]
    told = reading.by_sentence([*taken, *((found.start, found.end) for found in situations)])
    events = [found for s in reading.sentences for found in finders.events(reading, voices, s, told.get(s.index, ()))]
    joined = finders.join(reading, events)

    def statements() -> list[StatementDraft]:
        counted = [(found.start, found.end) for found in situations]
        asked = [(plea.start, plea.end) for plea in appeals]
        answered = [(answer.start, answer.end) for answer in responses]
        return finders.statements(reading, voices, Told.of(reading, joined, counted, asked, answered))

    def labels() -> list[LabelDraft]:
        # What is denied: nobody calls it by the words in which it is told.
        return finders.labels(
            reading, voices, [(answer.start, answer.end) for answer in responses if answer.type == "denies"]
        )

    return Drafted(
        reading,
        voices,
        joined,
        responses,
        appeals,
        situations,
        labels,
        statements,
        lambda sentence: finders.clauses(reading, voices, sentence),
    )
