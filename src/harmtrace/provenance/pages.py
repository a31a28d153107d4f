"""From a credited body to its own pages on record, and to the claim there that a relay passes on."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from harmtrace.model.claim import AnyClaim, EventClaim, StatementClaim
from harmtrace.model.document import Document
from harmtrace.provenance.body_names import body_name, match, sound_keys
from harmtrace.provenance.directory import Directory
from harmtrace.provenance.telling import LEAST, Fact, Told, alike, days_of, told
from harmtrace.vocab.languages import base_code

BEFORE = datetime.timedelta(days=7)
"""How long before a relay the page that it credits may have been published."""
AFTER = datetime.timedelta(days=1)
"""And how long after: a page keeps the date of its last change, and clocks differ."""
Slot = tuple[str, str]
"""A publisher and a day: of the event, or of publication ("dated", "undated")."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A claim that passes on `of`, a claim on the page of the body that it credits."""

    claim: AnyClaim
    of: AnyClaim


class Pages:
    """The claims of a record by who published them and what they say."""

    def __init__(self, documents: Mapping[str, Document], claims: Sequence[AnyClaim], directory: Directory) -> None:
        self._documents = documents
        self._directory = directory
        self._events: dict[Slot, dict[Fact, list[EventClaim]]] = defaultdict(lambda: defaultdict(list))
        self._statements: dict[tuple[str, str, str], list[StatementClaim]] = defaultdict(list)
        self._languages: dict[str, set[str]] = defaultdict(set)
        self._days = {key: d.published.date for key, d in documents.items() if d.published is not None}
        self._windows = {key: _window(day) for key, day in self._days.items()}
        self._told: dict[str, Told] = {}
        for claim in claims:
            document = documents.get(claim.document_id)
            publisher = directory.publisher_of(document)
            if document is None or publisher is None:
                continue
            self._languages[publisher.key].add(base_code(document.language))
            day = self._days.get(claim.document_id)
            if day is None:
                continue
            if isinstance(claim, EventClaim):
                facts = self.told(claim).facts
                for under in _kept_under(claim, day) if facts else ():
                    slot = self._events[publisher.key, under]
                    for fact in facts:
                        slot[fact].append(claim)
            elif isinstance(claim, StatementClaim):
                for sounds in sound_keys(body_name(claim.speaker.name)):
                    self._statements[publisher.key, sounds, day.isoformat()].append(claim)

    def told(self, claim: EventClaim) -> Told:
        """What counts of a claim where it is compared, worked out once."""
        known = self._told.get(claim.claim_id)
        if known is None:
            known = self._told[claim.claim_id] = told(claim)
        return known

    def passes(self, claims: Sequence[AnyClaim]) -> list[Passed]:
        """The claims that pass on one of a page on record, with that one.

        A document passes on the page of a body that it credits; and once it does, what its unnamed
        tellers add from that page as well, unless the document has it of the body already: then
        they may be tellers of its own.
        """
        credited = [passed for claim in claims if (passed := self._credited(claim)) is not None]
        told = {(passed.claim.document_id, passed.of.claim_id) for passed in credited}
        pages = {(passed.claim.document_id, passed.of.document_id) for passed in credited}
        followed = {passed.claim.claim_id for passed in credited}
        events = self._of_documents({page for _document, page in pages})
        sources: dict[str, list[str]] = defaultdict(list)
        for document_id, page in sorted(pages):
            sources[document_id].append(page)
        for claim in claims:
            if claim.document_id in sources and claim.claim_id not in followed and self._unnamed(claim):
                others = [o for page in sources[claim.document_id] for o in events.get(page, ())]
                best = self._best(claim, [o for o in others if (claim.document_id, o.claim_id) not in told])
                if best is not None and self._figures(best) & self._figures(claim):
                    credited.append(Passed(claim, best))
        return credited

    def _credited(self, claim: AnyClaim) -> Passed | None:
        """The claim of a credited body's own page, or of the same publisher's in another language, the most alike."""
        document = self._documents.get(claim.document_id)
        own = self._directory.publisher_of(document)
        if document is None or own is None:
            return None
        credited = {self._directory.of(t, claim.document_id).key for t in claim.attribution.chain} - {own.key}
        in_two_languages = {own.key} if len(self._languages[own.key]) > 1 else set()
        for keys, translated in ((credited, False), (in_two_languages, True)):
            told = (other for key in sorted(keys) for other in self.told_by(key, claim, document))
            best = self._best(claim, [other for other in told if self._may_be(document, other, translated)])
            if best is not None:
                return Passed(claim, best)
        return None

    def _unnamed(self, claim: AnyClaim) -> bool:
        """Whether a claim has no other tellers than unnamed ones, and its publisher."""
        chain = claim.attribution.chain
        return len(chain) > 1 and all(self._directory.of(t, claim.document_id).kind == "unnamed" for t in chain[:-1])

    def _of_documents(self, wanted: set[str]) -> dict[str, list[EventClaim]]:
        """The events of some documents."""
        found: dict[str, dict[str, EventClaim]] = defaultdict(dict)
        for slot in self._events.values() if wanted else ():
            for events in slot.values():
                for event in events:
                    if event.document_id in wanted:
                        found[event.document_id][event.claim_id] = event
        return {document_id: [own[key] for key in sorted(own)] for document_id, own in found.items()}

    def told_by(self, key: str, claim: AnyClaim, document: Document) -> Iterator[AnyClaim]:
        """The claims of a publisher that share a fact and a day with `claim`; statements, one of that speaker."""
        window = self._windows.get(document.document_id, ())
        if isinstance(claim, StatementClaim):
            for sounds in sound_keys(body_name(claim.speaker.name)):
                for day in window:
                    yield from self._statements.get((key, sounds, day), ())
        if isinstance(claim, EventClaim) and window:
            facts, seen = self.told(claim).facts, set[str]()
            for under in _sought_under(claim, window):
                slot = self._events.get((key, under))
                for fact in facts & slot.keys() if slot else ():
                    for other in slot[fact] if slot else ():
                        if other.claim_id not in seen:
                            seen.add(other.claim_id)
                            yield other

    def _may_be(self, document: Document, claim: AnyClaim, translated: bool) -> bool:
        """Whether a claim stands on a page that `document` may have had before it."""
        page = self._documents.get(claim.document_id)
        if page is None or page.document_id == document.document_id:
            return False
        theirs, ours = self._days.get(page.document_id), self._days.get(document.document_id)
        if theirs is None or ours is None:
            return False
        if translated:
            if base_code(page.language) == base_code(document.language):
                return False
            return _earlier(page, document) and ours - theirs <= BEFORE
        return theirs - AFTER <= ours <= theirs + BEFORE

    def _best(self, claim: AnyClaim, others: Sequence[AnyClaim]) -> AnyClaim | None:
        scored = ((self._alike(claim, other), other.claim_id, other) for other in others)
        best = max(scored, key=lambda one: one[:2], default=None)
        return best[2] if best is not None and best[0] >= LEAST else None

    def _alike(self, claim: AnyClaim, other: AnyClaim) -> int:
        if isinstance(claim, EventClaim) and isinstance(other, EventClaim):
            return alike(self.told(claim), self.told(other))
        if isinstance(claim, StatementClaim) and isinstance(other, StatementClaim):
            names = (body_name(one.speaker.name) for one in (claim, other))
            return LEAST if match(*names) != "no" else 0
        return 0

    def _figures(self, claim: AnyClaim) -> frozenset[Fact]:
        return self.told(claim).figures if isinstance(claim, EventClaim) else frozenset()


def _earlier(page: Document, document: Document) -> bool:
    ours, theirs = ((d.published.value[:10] if d.published else "", d.document_id) for d in (page, document))
    return ours < theirs


def _kept_under(claim: EventClaim, published: datetime.date) -> list[str]:
    """The days that a page's claim is kept under: its own; that of publication for what has none."""
    days = [day.isoformat() for day in days_of(claim.when)]
    return [*days, f"dated {published.isoformat()}"] if days else [f"undated {published.isoformat()}"]


def _sought_under(claim: EventClaim, window: Sequence[str]) -> Iterator[str]:
    """The days that the claim which `claim` passes on would be kept under."""
    days = [day.isoformat() for day in days_of(claim.when)]
    yield from days or (f"dated {day}" for day in window)
    yield from (f"undated {day}" for day in window)


def _window(published: datetime.date) -> tuple[str, ...]:
    """The days on which a page may have been published that a document passes on."""
    first = published - BEFORE
    return tuple((first + datetime.timedelta(days=number)).isoformat() for number in range((BEFORE + AFTER).days + 1))
