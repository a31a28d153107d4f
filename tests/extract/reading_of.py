"""Claims of a short text of our own, for tests of extraction."""

from __future__ import annotations

import datetime
from functools import cache

from harmtrace.extract.extraction import extract
from harmtrace.model.claim import (
    AnyClaim,
    AppealClaim,
    CharacterisationClaim,
    EventClaim,
    ResponseClaim,
    SituationClaim,
    StatementClaim,
)
from harmtrace.model.document import Capture, Captured, Document
from harmtrace.model.ids import sha256_hex
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.text.reading import read_document


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open([])


def claims_of(
    text: str, *, published: str = "2018-09-15", publisher: str = "Orontes Wire", language: str = "en"
) -> list[AnyClaim]:
    """Read `text` as a corpus document published on a Saturday."""
    return extract(document_of(text, published=published, publisher=publisher, language=language), gazetteer())


def document_of(
    text: str, *, published: str = "2018-09-15", publisher: str = "Orontes Wire", language: str = "en"
) -> Document:
    """The document that `text` is captured as."""
    data = text.encode()
    capture = Capture(sha256_hex(data), len(data), "text/plain", "test.txt", datetime.datetime.now(datetime.UTC))
    given = {"id": "test", "published": published, "publisher": publisher, "language": language}
    return read_document(Captured(capture, data, given))


def events(text: str, **given: str) -> list[EventClaim]:
    return [claim for claim in claims_of(text, **given) if isinstance(claim, EventClaim)]


def event(text: str, **given: str) -> EventClaim:
    found = events(text, **given)
    assert len(found) == 1, [claim.evidence for claim in found]
    return found[0]


def situations(text: str, **given: str) -> list[SituationClaim]:
    return [claim for claim in claims_of(text, **given) if isinstance(claim, SituationClaim)]


def statements(text: str, **given: str) -> list[StatementClaim]:
    return [claim for claim in claims_of(text, **given) if isinstance(claim, StatementClaim)]


def labels(text: str, **given: str) -> list[CharacterisationClaim]:
    return [claim for claim in claims_of(text, **given) if isinstance(claim, CharacterisationClaim)]


def appeals(text: str, **given: str) -> list[AppealClaim]:
    return [claim for claim in claims_of(text, **given) if isinstance(claim, AppealClaim)]


def responses(text: str, **given: str) -> list[ResponseClaim]:
    return [claim for claim in claims_of(text, **given) if isinstance(claim, ResponseClaim)]


def harms(claim: EventClaim) -> list[tuple[str, float | None, str]]:
    return [(harm.harm, harm.quantity.value, harm.status) for harm in claim.harms]


def chain(claim: AnyClaim) -> list[str]:
    return [teller.name for teller in claim.attribution.chain]


def said(claim: StatementClaim) -> str:
    return claim.source.content[claim.content.start : claim.content.end]
