"""From the chains of one origin's claims to a directed graph: who took it from whom, and how that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from harmtrace.model.attribution import Teller
from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Document
from harmtrace.provenance.copies import Copy
from harmtrace.provenance.tellers import credited_agency, identity

Relay = tuple[str, str, str]
OUTSIDE = "ext:"
"""Before the name of a relay that is not in the record."""


def relays_of(
    key: str,
    claims: Sequence[AnyClaim],
    reached: Iterable[str],
    documents: Mapping[str, Document],
    copied: Mapping[str, Copy],
    links: Mapping[str, int],
) -> tuple[Relay, ...]:
    """Return the edges `(from, to, why)` of one origin; ends are document ids or `ext:NAME`.

    A near copy hangs on the document that it copies, unless that one names a relay outside the
    record from which both took it.
    """
    reached = set(reached)
    own_page = _pages(reached, documents)
    edges: dict[tuple[str, str], str] = {}
    for claim in claims:
        _chain_edges(key, claim, links[claim.claim_id], own_page, edges, documents)
    for document_id in sorted(reached & set(copied)):
        copy = copied[document_id]
        if copy.of in reached:
            _hang_on(copy, edges)
    return tuple(sorted((source, target, why) for (source, target), why in edges.items()))


def _pages(reached: Iterable[str], documents: Mapping[str, Document]) -> dict[str, str]:
    """For each publisher of a document of this origin, its earliest page."""
    pages: dict[str, tuple[str, str]] = {}
    for document_id in reached:
        document = documents.get(document_id)
        if document is None or not document.publisher:
            continue
        published = document.published.value if document.published else "9999"
        key = identity(Teller(document.publisher)).key
        pages[key] = min(pages.get(key, (published, document_id)), (published, document_id))
    return {key: document_id for key, (_published, document_id) in pages.items()}


def _chain_edges(
    key: str,
    claim: AnyClaim,
    link: int,
    pages: Mapping[str, str],
    edges: dict[tuple[str, str], str],
    documents: Mapping[str, Document],
) -> None:
    chain = claim.attribution.chain
    document = documents.get(claim.document_id)
    publisher = identity(Teller(document.publisher)).key if document and document.publisher else identity(chain[-1]).key
    nodes: list[tuple[str, str]] = []
    for teller in chain[link:]:
        who = identity(teller)
        if who.key != publisher and who.kind not in ("unnamed", "own"):
            page = pages.get(who.key)
            nodes.append((page or f"{OUTSIDE}{who.name}", who.name))
    agency = credited_agency(document)
    if agency is not None and agency.key != key and all(name != agency.name for _node, name in nodes):
        nodes.append((pages.get(agency.key, f"{OUTSIDE}{agency.name}"), agency.name))
    nodes.append((claim.document_id, ""))
    verb = claim.attribution.verb
    for (source, name), (target, _) in pairwise(nodes):
        if source != target:
            edges.setdefault((source, target), f"credits {name}" + (f" ({verb})" if verb else ""))


def _is_agency(node: str) -> bool:
    return node.startswith(OUTSIDE) and identity(Teller(node.removeprefix(OUTSIDE))).kind == "agency"


def _hang_on(copy: Copy, edges: dict[tuple[str, str], str]) -> None:
    """Let a copy take the place in the graph that its words show."""
    into_original = [source for source, target in edges if target == copy.of and _is_agency(source)]
    why = f"{copy.kind.replace('_', ' ')}: {round(copy.similarity * 100)} % of the words"
    for source, target in list(edges):
        if target == copy.document_id:
            del edges[source, target]
    for source in into_original or [copy.of]:
        edges[source, copy.document_id] = why
