"""From documents and claims to origins: who first says each claim, and who passed it on to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harmtrace.model.attribution import Teller
from harmtrace.model.claim import AnyClaim, StatementClaim
from harmtrace.model.document import Document
from harmtrace.model.ids import content_id
from harmtrace.model.incident import OriginGroup
from harmtrace.provenance.compilations import is_compilation
from harmtrace.provenance.copies import Copy, find_copies, shingles
from harmtrace.provenance.relays import relays_of
from harmtrace.provenance.tellers import Identity, credited_agency, identity, is_interested, name_key

QUOTE_OVERLAP = 0.5
"""Share of word triples of a claim's evidence that must stand in the copied document's evidence."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The origins of a record. `distance` is the number of hands between an origin and the document of a claim."""

    groups: tuple[OriginGroup, ...]
    origin_of: Mapping[str, str]
    copies: tuple[Copy, ...] = ()
    distance: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    compilations: frozenset[str] = frozenset()
    """Origins that only compile what others published: they never corroborate."""
    unnamed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Asserter:
    """The first teller of one claim: who, as what, at which link of the chain."""

    who: Identity
    actor_id: str | None
    link: int


def find_origins(documents: Sequence[Document], claims: Sequence[AnyClaim]) -> Provenance:
    """Find the origin of every claim, the near copies among the documents and the relays between them.

    A claim's origin is the first teller of its chain; a named speaker stands for the organisation
    that the text gives them; an uncredited near copy shares the origin of what it copies. Unnamed
    tellers are origins of their own document (and its copies) and are never merged across others.
    """
    by_document = {document.document_id: document for document in documents}
    ordered = sorted(claims, key=lambda claim: claim.claim_id)
    copies = find_copies(documents)
    source_of = {copy.document_id: copy for copy in copies}
    organisations = _organisations(ordered)
    firsts = {c.claim_id: _first(c, by_document.get(c.document_id), organisations) for c in ordered}
    keys = {c.claim_id: _key(firsts[c.claim_id], c, source_of) for c in ordered}
    distance = {c.claim_id: _distance(c, firsts[c.claim_id], by_document.get(c.document_id)) for c in ordered}
    _follow_copies(ordered, source_of, firsts, keys, distance)
    return _assemble(by_document, ordered, copies, firsts, keys, distance)


def _organisations(claims: Sequence[AnyClaim]) -> dict[tuple[str, str], tuple[str, str | None]]:
    """For each document and folded speaker name, the organisation that the speaker speaks for."""
    found: dict[tuple[str, str], tuple[str, str | None]] = {}
    for claim in claims:
        if isinstance(claim, StatementClaim) and claim.speaker.organisation:
            speaker = claim.speaker
            key = (claim.document_id, name_key(speaker.name))
            found.setdefault(key, (speaker.organisation or "", speaker.actor_id))
    return found


def _first(
    claim: AnyClaim, document: Document | None, organisations: Mapping[tuple[str, str], tuple[str, str | None]]
) -> _Asserter:
    chain = claim.attribution.chain
    teller = chain[0]
    organisation = organisations.get((claim.document_id, name_key(teller.name)))
    if organisation is not None and name_key(organisation[0]) != name_key(teller.name):
        who = identity(Teller(organisation[0], organisation[1]))
        link = next((i for i, t in enumerate(chain) if identity(t).key == who.key), 0)
        return _Asserter(who, organisation[1] or chain[link].actor_id, link)
    who = identity(teller)
    if who.kind == "own" and len(chain) > 1:
        return _Asserter(identity(chain[-1]), chain[-1].actor_id, len(chain) - 1)
    if len(chain) == 1 and claim.attribution.basis == "publisher":
        credited = credited_agency(document)
        if credited is not None and credited.key != who.key:
            return _Asserter(credited, None, 0)
    if _speaks_for_next(claim, who):
        return _Asserter(identity(chain[1]), chain[1].actor_id, 1)
    return _Asserter(who, teller.actor_id, 0)


def _speaks_for_next(claim: AnyClaim, who: Identity) -> bool:
    """Whether the first teller is a person followed by their organisation, before any publisher.

    Only where a third link follows: in a chain of two, the second may merely have printed the words.
    """
    chain = claim.attribution.chain
    if (
        len(chain) < 3
        or chain[0].actor_id is not None
        or who.kind != "body"
        or who.key.startswith(("actor:", "teller:"))
    ):
        return False
    second = identity(chain[1])
    return second.kind == "body" and (chain[1].actor_id is not None or not second.key.startswith("name:"))


def _key(first: _Asserter, claim: AnyClaim, source_of: Mapping[str, Copy]) -> str:
    """The key under which claims share an origin; an unnamed teller is tied to its document's copies."""
    if first.who.kind != "unnamed":
        if claim.attribution.basis == "publisher" and len(claim.attribution.chain) == 1 and not first.who.name.strip():
            return f"document:{claim.document_id}"
        return first.who.key
    return f"unnamed:{first.who.key}@{_root(claim.document_id, source_of)}"


def _root(document_id: str, source_of: Mapping[str, Copy]) -> str:
    seen = {document_id}
    while document_id in source_of and source_of[document_id].of not in seen:
        document_id = source_of[document_id].of
        seen.add(document_id)
    return document_id


def _distance(claim: AnyClaim, first: _Asserter, document: Document | None) -> int:
    """Hands between the origin and the claim's document: 0 in the origin's own document."""
    chain = claim.attribution.chain
    publisher = identity(Teller(document.publisher)).key if document and document.publisher else None
    if publisher == first.who.key:
        return 0
    hands = len(chain) - 1 - first.link
    if hands == 0 and first.who.key != identity(chain[-1]).key:
        return 1
    return hands


def _follow_copies(
    claims: Sequence[AnyClaim],
    source_of: Mapping[str, Copy],
    firsts: dict[str, _Asserter],
    keys: dict[str, str],
    distance: dict[str, int],
) -> None:
    """Give an uncredited claim of a near copy the origin of the claim that it repeats."""
    of_document: dict[str, list[AnyClaim]] = defaultdict(list)
    for claim in claims:
        of_document[claim.document_id].append(claim)
    depth = {document: _depth(document, source_of) for document in of_document}
    for claim in sorted(claims, key=lambda c: (depth[c.document_id], c.claim_id)):
        if claim.document_id not in source_of or len(claim.attribution.chain) > 1:
            continue
        copied = _repeated(claim, of_document.get(source_of[claim.document_id].of, []))
        if copied is not None:
            firsts[claim.claim_id] = firsts[copied.claim_id]
            keys[claim.claim_id] = keys[copied.claim_id]
            distance[claim.claim_id] = distance[copied.claim_id] + 1


def _depth(document_id: str, source_of: Mapping[str, Copy]) -> int:
    depth = 0
    while document_id in source_of and depth <= len(source_of):
        document_id, depth = source_of[document_id].of, depth + 1
    return depth


def _repeated(claim: AnyClaim, others: Sequence[AnyClaim]) -> AnyClaim | None:
    """The claim of the copied document whose evidence has most of the words of `claim`'s."""
    wanted = shingles(" ".join(part.quote for part in claim.evidence))
    best: tuple[float, str] | None = None
    found: AnyClaim | None = None
    for other in others:
        words = shingles(" ".join(part.quote for part in other.evidence))
        smaller = min(len(wanted), len(words))
        share = len(wanted & words) / smaller if smaller else 0.0
        if other.kind == claim.kind and share >= QUOTE_OVERLAP and (best is None or (-share, other.claim_id) < best):
            best, found = (-share, other.claim_id), other
    return found


def _assemble(
    documents: Mapping[str, Document],
    claims: Sequence[AnyClaim],
    copies: tuple[Copy, ...],
    firsts: Mapping[str, _Asserter],
    keys: Mapping[str, str],
    distance: Mapping[str, int],
) -> Provenance:
    ids = {key: content_id("org", {"origin": key}) for key in set(keys.values())}
    members: dict[str, list[AnyClaim]] = defaultdict(list)
    for claim in claims:
        members[keys[claim.claim_id]].append(claim)
    copied = {copy.document_id: copy for copy in copies}
    read = {claim.document_id for claim in claims}
    groups, names = [], {}
    for key in sorted(members):
        own = members[key]
        name = min((firsts[c.claim_id].who.name for c in own), key=lambda n: (n == n.lower(), n))
        reached = {c.document_id for c in own}
        reached |= {d for d in copied if d not in read and _root(d, copied) in reached}
        groups.append(
            OriginGroup(
                origin=name,
                documents=tuple(sorted(reached)),
                claims=tuple(sorted(c.claim_id for c in own)),
                relays=relays_of(
                    key, own, reached, documents, copied, {c.claim_id: firsts[c.claim_id].link for c in own}
                ),
                origin_id=ids[key],
                interested=any(is_interested(firsts[c.claim_id].actor_id, key) for c in own),
            )
        )
        names[ids[key]] = name
    compiling = {d.document_id for d in documents.values() if is_compilation(d)}
    compilations = {ids[keys[c.claim_id]] for c in claims if c.document_id in compiling and distance[c.claim_id] == 0}
    return Provenance(
        tuple(groups),
        {claim.claim_id: ids[keys[claim.claim_id]] for claim in claims},
        copies,
        dict(distance),
        names,
        frozenset(compilations),
        frozenset(ids[key] for key in members if key.startswith("unnamed:")),
    )
