"""From the chains of one origin's claims to a directed graph: who took it from whom, and how that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from harmtrace.model.attribution import Teller
from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Document
from harmtrace.provenance.copies import Copy
from harmtrace.provenance.directory import Directory
from harmtrace.provenance.tellers import credited_agency, identity

Relay = tuple[str, str, str]
Edges = dict[str, dict[str, str]]
"""For a document or relay, whom it took from, and how that is known."""
OUTSIDE = "ext:"
"""Before the name of a relay that is not in the record."""


@dataclass(frozen=True, slots=True)
class Passing:
    """What is known of how a record's documents took from each other."""

    documents: Mapping[str, Document]
    directory: Directory
    copied: Mapping[str, Copy]
    page_of: Mapping[str, str]
    """For a claim that passes on one of another document, that document."""
    corrects: Mapping[str, str]
    """For a correction, the publisher's own page that it corrects."""

    def publisher_key(self, document_id: str) -> str | None:
        """The key of who published a document."""
        who = self.directory.publisher_of(self.documents.get(document_id))
        return who.key if who is not None else None


def relays_of(
    key: str, claims: Sequence[AnyClaim], reached: Iterable[str], links: Mapping[str, int], passing: Passing
) -> tuple[Relay, ...]:
    """Return the edges `(from, to, why)` of one origin; ends are document ids or `ext:NAME`.

    `links` are the places of the first tellers in the chains. A near copy hangs on the document
    that it copies, unless that one names a relay outside the record from which both took it.
    """
    reached = set(reached)
    own_page = _pages(reached, passing)
    edges: Edges = defaultdict(dict)
    for claim in claims:
        _chain_edges(key, claim, links[claim.claim_id], own_page, edges, passing)
    for document_id in sorted(reached & passing.copied.keys()):
        copy = passing.copied[document_id]
        if copy.of in reached:
            _hang_on(copy, edges)
    for document_id in sorted(reached & passing.corrects.keys()):
        if passing.corrects[document_id] in reached:
            edges[document_id].setdefault(passing.corrects[document_id], "own correction")
    return tuple(sorted((source, target, why) for target, into in edges.items() for source, why in into.items()))


def _pages(reached: Iterable[str], passing: Passing) -> dict[str, str]:
    """For each publisher of a document of this origin, its earliest page."""
    pages: dict[str, tuple[str, str]] = {}
    for document_id in reached:
        document = passing.documents.get(document_id)
        key = passing.publisher_key(document_id)
        if document is None or key is None:
            continue
        published = document.published.value if document.published else "9999"
        pages[key] = min(pages.get(key, (published, document_id)), (published, document_id))
    return {key: document_id for key, (_published, document_id) in pages.items()}


def _chain_edges(
    key: str,
    claim: AnyClaim,
    link: int,
    pages: Mapping[str, str],
    edges: Edges,
    passing: Passing,
) -> None:
    chain, directory = claim.attribution.chain, passing.directory
    document = passing.documents.get(claim.document_id)
    publisher = passing.publisher_key(claim.document_id) or directory.of(chain[-1], claim.document_id).key
    page = passing.page_of.get(claim.claim_id)
    body = passing.publisher_key(page) if page is not None else None
    if page is not None and body == publisher:
        edges[claim.document_id].setdefault(page, "the publisher's own telling in another language")
    nodes: list[tuple[str, str]] = []
    for teller in chain[link:]:
        who = directory.of(teller, claim.document_id)
        if who.key != publisher and who.kind not in ("unnamed", "own"):
            own_page = page if who.key == body else pages.get(who.key)
            nodes.append((own_page or f"{OUTSIDE}{who.name}", who.name))
    agency = credited_agency(document)
    if agency is not None and agency.key != key and all(name != agency.name for _node, name in nodes):
        nodes.append((pages.get(agency.key, f"{OUTSIDE}{agency.name}"), agency.name))
    nodes.append((claim.document_id, ""))
    verb = claim.attribution.verb
    for (source, name), (target, _) in pairwise(nodes):
        if source != target:
            edges[target].setdefault(source, f"credits {name}" + (f" ({verb})" if verb else ""))


def _is_agency(node: str) -> bool:
    return node.startswith(OUTSIDE) and identity(Teller(node.removeprefix(OUTSIDE))).kind == "agency"


def _hang_on(copy: Copy, edges: Edges) -> None:
    """Let a copy take the place in the graph that its words show."""
    into_original = [source for source in edges.get(copy.of, ()) if _is_agency(source)]
    edges[copy.document_id] = dict.fromkeys(into_original or [copy.of], copy.why)
