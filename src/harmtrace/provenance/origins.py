"""From documents and claims to origins: who first says each claim, and who passed it on to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Document
from harmtrace.model.ids import content_id
from harmtrace.model.incident import OriginGroup
from harmtrace.provenance.asserters import Asserter, asserter, hands, organisations, origin_key
from harmtrace.provenance.compilations import is_compilation
from harmtrace.provenance.copied import repeated_claims, root_of
from harmtrace.provenance.copies import Copy, find_copies
from harmtrace.provenance.corrections import corrected_pages
from harmtrace.provenance.directory import Directory
from harmtrace.provenance.pages import Pages
from harmtrace.provenance.relays import Passing, relays_of
from harmtrace.provenance.short_names import short_names
from harmtrace.provenance.tellers import Identity, is_interested
from harmtrace.provenance.translations import find_translations


@dataclass(frozen=True, slots=True)
class Provenance:
    """The origins of a record, and the publishers of what makes no claim.

    `distance` is the number of hands between an origin and the document of a claim.
    """

    groups: tuple[OriginGroup, ...]
    origin_of: Mapping[str, str]
    copies: tuple[Copy, ...] = ()
    distance: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    compilations: frozenset[str] = frozenset()
    """Origins that only compile what others published: they never corroborate."""
    unnamed: frozenset[str] = frozenset()
    passed: Mapping[str, str] = field(default_factory=dict)
    """For a claim that passes on one of another document, that one."""
    corrects: Mapping[str, str] = field(default_factory=dict)
    """For a document that corrects an earlier page of its publisher, that page."""


def find_origins(documents: Sequence[Document], claims: Sequence[AnyClaim]) -> Provenance:
    """Find the origin of every claim, the near copies among the documents and the relays between them.

    A claim's origin is the first teller of its chain; a named speaker stands for the organisation
    that the text gives them; an uncredited near copy shares the origin of what it copies. A claim
    that a document takes from a body whose own page is on record has the origin that it has there.
    Unnamed tellers are origins of their own document (and its copies) and are never merged across others.
    """
    return _Search(documents, claims).provenance()


class _Search:
    """The origins of a record, while they are looked for."""

    def __init__(self, documents: Sequence[Document], claims: Sequence[AnyClaim]) -> None:
        self.documents = {document.document_id: document for document in documents}
        self.claims = sorted(claims, key=lambda claim: claim.claim_id)
        self.directory = Directory(documents, self.claims)
        self.pages = Pages(self.documents, self.claims, self.directory)
        self.directory.know(short_names(self.documents, self.claims, self.directory, self.pages))
        copies = find_copies(documents)
        known = frozenset(copy.document_id for copy in copies)
        self.copies = (*copies, *find_translations(self.documents, self.claims, self.directory, known))
        self.source_of = {copy.document_id: copy for copy in self.copies}
        self.firsts: dict[str, Asserter] = {}
        self.keys: dict[str, str] = {}
        self.distance: dict[str, int] = {}
        self.links: dict[str, int] = {}
        self.passed: dict[str, str] = {}

    def provenance(self) -> Provenance:
        """Ask who first says each claim, then whom the claims of copies and of relays follow."""
        speaking_for = organisations(self.claims)
        for claim in self.claims:
            document = self.documents.get(claim.document_id)
            first = asserter(claim, document, self.directory, speaking_for)
            self.firsts[claim.claim_id] = first
            self.links[claim.claim_id] = first.link
            self.keys[claim.claim_id] = origin_key(first, claim, root_of(claim.document_id, self.source_of))
            self.distance[claim.claim_id] = hands(claim, first, document, self.directory)
        for claim, copied in repeated_claims(self.claims, self.source_of):
            self._follow(claim, copied, self.distance[copied.claim_id] + 1)
        self._follow_pages()
        return self._assembled()

    def _follow_pages(self) -> None:
        """Give a claim that was taken from a page on record the origin that it has there."""
        found = self.pages.passes(self.claims)
        for passed in sorted(found, key=lambda p: (self._published(p.of), p.of.claim_id, p.claim.claim_id)):
            if self._may_follow(passed.claim, passed.of):
                self._follow(passed.claim, passed.of, max(1, self.distance[passed.claim.claim_id]))

    def _may_follow(self, claim: AnyClaim, page: AnyClaim) -> bool:
        """Whether the page's teller may be the claim's: the claim names none, or the body whose page it is.

        Two named tellers are two, whatever the figures.
        """
        ours, theirs = self.firsts[claim.claim_id], self.firsts[page.claim_id]
        if self.keys[claim.claim_id] == self.keys[page.claim_id] or ours.who.kind == "unnamed":
            return True
        publisher = self.directory.publisher_of(self.documents.get(page.document_id))
        if publisher is not None and ours.who.key == publisher.key:
            return True
        return claim.kind == "statement" and theirs.who.kind == "body"

    def _published(self, claim: AnyClaim) -> str:
        document = self.documents.get(claim.document_id)
        return document.published.value if document is not None and document.published else "9999"

    def _follow(self, claim: AnyClaim, other: AnyClaim, distance: int) -> None:
        self.firsts[claim.claim_id] = self.firsts[other.claim_id]
        self.keys[claim.claim_id] = self.keys[other.claim_id]
        self.distance[claim.claim_id] = distance
        self.passed[claim.claim_id] = other.claim_id

    def _assembled(self) -> Provenance:
        silent = self._without_claims()
        ids = {key: content_id("org", {"origin": key}) for key in {*self.keys.values(), *silent}}
        members: dict[str, list[AnyClaim]] = defaultdict(list)
        for claim in self.claims:
            members[self.keys[claim.claim_id]].append(claim)
        document_of = {claim.claim_id: claim.document_id for claim in self.claims}
        page_of = {claim_id: document_of[other] for claim_id, other in self.passed.items()}
        corrects = corrected_pages(self.documents, self.claims, self.directory)
        passing = Passing(self.documents, self.directory, self.source_of, page_of, corrects)
        unread = self._unread_copies()
        groups, names = [], {}
        for key in sorted(ids):
            own, nothing = members.get(key, []), silent.get(key, [])
            firsts = [self.firsts[claim.claim_id] for claim in own]
            told_by = [first.who for first in firsts] or [who for _, who in nothing]
            names[ids[key]] = min((who.name for who in told_by), key=lambda n: (n == n.lower(), n))
            reached = {claim.document_id for claim in own}
            reached |= {copy for root in reached for copy in unread.get(root, ())}
            said_nothing = {document_id for document_id, _ in nothing}
            groups.append(
                OriginGroup(
                    origin=names[ids[key]],
                    documents=tuple(sorted(reached | said_nothing)),
                    claims=tuple(sorted(claim.claim_id for claim in own)),
                    relays=relays_of(key, own, reached, self.links, passing),
                    origin_id=ids[key],
                    interested=is_interested(None, key) or any(is_interested(one.actor_id, key) for one in firsts),
                    without_claims=tuple(sorted(said_nothing)),
                )
            )
        return Provenance(
            tuple(groups),
            {claim.claim_id: ids[self.keys[claim.claim_id]] for claim in self.claims},
            self.copies,
            dict(self.distance),
            names,
            self._compilations(ids),
            frozenset(ids[key] for key in members if key.startswith("unnamed:")),
            dict(self.passed),
            corrects,
        )

    def _without_claims(self) -> Mapping[str, list[tuple[str, Identity]]]:
        """For the key of each publisher, its documents that were read, make no claim and copy none on record."""
        telling = {claim.document_id for claim in self.claims}
        found: dict[str, list[tuple[str, Identity]]] = defaultdict(list)
        for document_id, document in sorted(self.documents.items()):
            publisher = self.directory.publisher_of(document)
            if publisher is None or document.state != "read" or document_id in telling:
                continue
            if root_of(document_id, self.source_of) not in telling:
                found[publisher.key].append((document_id, publisher))
        return found

    def _unread_copies(self) -> Mapping[str, list[str]]:
        """For the document that each copies in the end, the copies without claims."""
        read = {claim.document_id for claim in self.claims}
        found: dict[str, list[str]] = defaultdict(list)
        for copy in self.source_of:
            if copy not in read:
                found[root_of(copy, self.source_of)].append(copy)
        return found

    def _compilations(self, ids: Mapping[str, str]) -> frozenset[str]:
        compiling = {d.document_id for d in self.documents.values() if is_compilation(d)}
        own = (c for c in self.claims if c.document_id in compiling and self.distance[c.claim_id] == 0)
        return frozenset(ids[self.keys[claim.claim_id]] for claim in own)
