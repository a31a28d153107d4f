"""From a document to its claims: read, hear the voices, draft, join, build."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.appeals import AppealDraft, appeals_of
from harmtrace.extract.attribution import Voices
from harmtrace.extract.building import EXTRACTOR_NAME, EXTRACTOR_VERSION, Building
from harmtrace.extract.characterisations import labels_of
from harmtrace.extract.day_choice import choose_days
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.event_signs import word_signs
from harmtrace.extract.frames import event_drafts
from harmtrace.extract.headings import date_tickers
from harmtrace.extract.joining import join_drafts
from harmtrace.extract.nights import part_nights
from harmtrace.extract.reading import Reading
from harmtrace.extract.responses import ResponseDraft, responses_of
from harmtrace.extract.scopes import chosen_scope
from harmtrace.extract.situations import SituationDraft, situations_of
from harmtrace.extract.statements import StatementDraft, Told, statements_of
from harmtrace.extract.topics import without_other_matters
from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Document
from harmtrace.model.immutable import immutable
from harmtrace.places.gazetteer import Gazetteer

LANGUAGES_READ = frozenset({"en"})
"""First parts of the BCP-47 tags of the languages that have a lexicon."""

__all__ = ["EXTRACTOR_NAME", "EXTRACTOR_VERSION", "LANGUAGES_READ", "extract", "is_read"]


def is_read(language: str) -> bool:
    """Whether documents in `language` are read for claims."""
    return language.split("-", maxsplit=1)[0] in LANGUAGES_READ


@immutable(frozen=True, slots=True)
class Drafted:
    """What a document tells before its claims are built: its reading, the events told, and the other drafts."""

    reading: Reading
    voices: Voices
    events: Sequence[EventDraft]
    responses: Sequence[ResponseDraft]
    appeals: Sequence[AppealDraft]
    situations: Sequence[SituationDraft]


def extract(document: Document, gazetteer: Gazetteer) -> list[AnyClaim]:
    """Return the claims of `document`, in the order of their first evidence; none where its language is not read."""
    if not is_read(document.language) or not document.text.strip():
        return []
    return claims_of(draft(document, gazetteer))


def claims_of(drafted: Drafted) -> list[AnyClaim]:
    """The claims of a document that was drafted; its choices are made here."""
    reading, voices, building = drafted.reading, drafted.voices, Building(drafted.reading)
    words = [word_signs(reading, event) for event in drafted.events]
    choose_days(drafted.events, words)
    date_tickers(reading, drafted.events)
    part_nights(reading, drafted.events)
    for event, said in zip(drafted.events, words, strict=True):
        event.scope = chosen_scope(event, said)
    claims: list[AnyClaim] = [building.event(event) for event in drafted.events]
    claims += building.situations(drafted.situations)
    claims += [building.statement(statement) for statement in _statements(drafted)]
    claims += [building.label(label) for label in labels_of(reading, voices, _denied(drafted))]
    claims += [building.appeal(appeal) for appeal in drafted.appeals]
    claims += [building.response(response) for response in drafted.responses]
    return sorted(claims, key=lambda claim: claim.evidence[0].start)


def _denied(drafted: Drafted) -> list[tuple[int, int]]:
    """What is denied: nobody calls it by the words in which it is told."""
    return [(answer.start, answer.end) for answer in drafted.responses if answer.type == "denies"]


def draft(document: Document, gazetteer: Gazetteer) -> Drafted:
    """Read a document and join what its sentences tell, before any choice is made."""
    reading = Reading(document, gazetteer)
    voices = Voices(reading)
    responses = [found for s in reading.sentences for found in responses_of(reading, voices, s)]
    appeals = [found for s in reading.sentences for found in appeals_of(reading, voices, s)]
    situations = [found for s in reading.sentences for found in situations_of(reading, voices, s)]
    # An admission tells its event; what is denied or claimed is no second one (annotation rule 15).
    denied = [answer for answer in responses if answer.type != "admits" and not answer.told]
    taken = [(answer.start, answer.end) for answer in denied] + [(plea.start, plea.asked_until) for plea in appeals]
    told = reading.by_sentence([*taken, *((found.start, found.end) for found in situations)])
    events = [found for s in reading.sentences for found in event_drafts(reading, voices, s, told.get(s.index, ()))]
    joined = join_drafts(without_other_matters(reading, events))
    return Drafted(reading, voices, joined, responses, appeals, situations)


def _statements(drafted: Drafted) -> list[StatementDraft]:
    counted = [(found.start, found.end) for found in drafted.situations]
    asked = [(plea.start, plea.end) for plea in drafted.appeals]
    answered = [(answer.start, answer.end) for answer in drafted.responses]
    told = Told.of(drafted.reading, drafted.events, counted, asked, answered)
    return statements_of(drafted.reading, drafted.voices, told)
