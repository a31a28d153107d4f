"""From a document to its claims: read, hear the voices, draft, join, build."""

from __future__ import annotations

from harmtrace.extract.appeals import appeals_of
from harmtrace.extract.attribution import Voices
from harmtrace.extract.building import EXTRACTOR_NAME, EXTRACTOR_VERSION, Building
from harmtrace.extract.characterisations import labels_of
from harmtrace.extract.frames import event_drafts
from harmtrace.extract.joining import join_drafts
from harmtrace.extract.reading import Reading
from harmtrace.extract.responses import responses_of
from harmtrace.extract.situations import situations_of
from harmtrace.extract.statements import Told, statements_of
from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Document
from harmtrace.places.gazetteer import Gazetteer

LANGUAGES_READ = frozenset({"en"})
"""First parts of the BCP-47 tags of the languages that have a lexicon."""

_SPORT_WORDS = 4
"""So many different words of sport make a report of a game."""

__all__ = ["EXTRACTOR_NAME", "EXTRACTOR_VERSION", "LANGUAGES_READ", "extract", "is_read"]


def is_read(language: str) -> bool:
    """Whether documents in `language` are read for claims."""
    return language.split("-", maxsplit=1)[0] in LANGUAGES_READ


def _is_sport(reading: Reading) -> bool:
    """Whether the text reports a game, whose shots, sieges and strikes hurt nobody unless a harm is told."""
    words = {reading.folded[cue.start : cue.end] for cue in reading.mentions.get("sport", ())}
    return len(words) >= _SPORT_WORDS


def extract(document: Document, gazetteer: Gazetteer) -> list[AnyClaim]:
    """Return the claims of `document`, in the order of their first evidence; none where its language is not read."""
    if not is_read(document.language) or not document.text.strip():
        return []
    reading = Reading(document, gazetteer)
    voices = Voices(reading)
    responses = [draft for s in reading.sentences for draft in responses_of(reading, voices, s)]
    appeals = [draft for s in reading.sentences for draft in appeals_of(reading, voices, s)]
    situations = [draft for s in reading.sentences for draft in situations_of(reading, voices, s)]
    answered = [(answer.start, answer.end) for answer in responses]
    asked = [(plea.start, plea.end) for plea in appeals]
    # An admission tells its event; what is denied or claimed is no second one (annotation rule 15).
    denied = [answer for answer in responses if answer.type != "admits" and not answer.told]
    taken = [(answer.start, answer.end) for answer in denied] + asked
    counted = [(draft.start, draft.end) for draft in situations]
    told = reading.by_sentence([*taken, *counted])
    drafts = [draft for s in reading.sentences for draft in event_drafts(reading, voices, s, told.get(s.index, ()))]
    if _is_sport(reading):
        drafts = [draft for draft in drafts if draft.harms]
    events = join_drafts(drafts)
    building = Building(reading)
    claims: list[AnyClaim] = [building.event(draft) for draft in events]
    claims += building.situations(situations)
    claims += [
        building.statement(draft)
        for draft in statements_of(reading, voices, Told.of(reading, events, counted, asked, answered))
    ]
    claims += [building.label(draft) for draft in labels_of(reading, voices)]
    claims += [building.appeal(draft) for draft in appeals]
    claims += [building.response(draft) for draft in responses]
    return sorted(claims, key=lambda claim: claim.evidence[0].start)
