"""From claims and origins to groups: the claims of one incident, or of one aggregate, with the reason of every join."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from harmtrace.model.claim import AnyClaim, EventClaim, ResponseClaim
from harmtrace.model.document import Document
from harmtrace.model.ids import content_id
from harmtrace.model.incident import ClaimLink
from harmtrace.model.when import When
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import Provenance
from harmtrace.resolve.between import joined
from harmtrace.resolve.places import locations, place_key
from harmtrace.resolve.presumed import as_far_as_known, presumed_days
from harmtrace.resolve.profiles import Context
from harmtrace.resolve.remembered import Memory
from harmtrace.resolve.responses import contradictions, counter_accounts, told_instead
from harmtrace.resolve.settled import Settled
from harmtrace.resolve.several import over_sites
from harmtrace.resolve.totals import group_totals
from harmtrace.resolve.unlisted import Areas, areas_told

STANDING = frozenset({"asserted", "reported", "alleged", "suspected"})
"""Modalities that say something happened; planned, conditional, denied and negated make no incident."""
RESOLVER_VERSION = "6"


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one incident or aggregate. `founder` is the claim after which its id is named."""

    kind: Literal["incident", "aggregate"]
    links: tuple[ClaimLink, ...]
    founder: str
    fingerprint: str
    possible_duplicates: tuple[str, ...] = ()
    """Founders of incidents that may be this one."""
    presumed: When | None = None
    """The time of an incident none of whose claims tells one, as far as it may be presumed."""
    areas: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Where its places without an id lie, by their keys, as any text of the record tells it."""

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of all claims of the group."""
        return tuple(link.claim_id for link in self.links)


def group_claims(
    documents: Sequence[Document],
    claims: Sequence[AnyClaim],
    provenance: Provenance,
    gazetteer: Gazetteer,
    settled: Settled | None = None,
) -> list[Group]:
    """Group event claims into incidents and aggregates, without a memory; see `group_claims_anew`."""
    return group_claims_anew(documents, claims, provenance, gazetteer, settled or Settled(), {}, "")[0]


def group_claims_anew(
    documents: Sequence[Document],
    claims: Sequence[AnyClaim],
    provenance: Provenance,
    gazetteer: Gazetteer,
    settled: Settled,
    memory: Memory,
    rules: str,
) -> tuple[list[Group], Memory]:
    """Group event claims into incidents and aggregates; what persons `settled` goes before all else.

    The groups are the same whatever the `memory` of an earlier grouping; with it, what did not change takes less time.
    `rules` name the rules and tables of now: what is remembered of others is not used.

    Claims of scope `single` that say something happened become incidents; totals become
    aggregates and never join incidents. A claim with neither a place nor a day joins nothing, and
    is an incident of its own only where it tells of a harm: else it says too little to record.
    """
    by_document = {document.document_id: document for document in documents}
    events = sorted((c for c in claims if isinstance(c, EventClaim)), key=lambda c: c.claim_id)
    singles = single_incidents(events, provenance)
    context = context_of(documents, events, provenance, gazetteer, settled)
    summed = over_sites(singles, context) - context.settled.sets.keys()
    singles = [claim for claim in singles if claim.claim_id not in summed]
    totalled = _totals_passed_on(events, provenance.passed) | summed
    totals = [c for c in events if c.modality in STANDING and c.claim_id in totalled and _counts(c)]
    known = {c.claim_id: c for c in events}
    responses = [c for c in claims if isinstance(c, ResponseClaim)]
    incidents, memory = _answered(singles, known, responses, context, provenance, memory, rules)
    aggregates = [
        _group("aggregate", links, known, provenance, by_document)
        for links in group_totals(totals, provenance, gazetteer, context.settled)
    ]
    return [*sorted(incidents, key=lambda g: g.founder), *sorted(aggregates, key=lambda g: g.founder)], memory


def context_of(
    documents: Sequence[Document],
    events: Sequence[EventClaim],
    provenance: Provenance,
    gazetteer: Gazetteer,
    settled: Settled | None = None,
) -> Context:
    """What comparisons of event claims need of a record."""
    by_document = {document.document_id: document for document in documents}
    presumed = presumed_days([c for c in events if c.modality in STANDING], by_document)
    return Context(
        gazetteer,
        by_document,
        provenance.origin_of,
        _copied(provenance),
        provenance.passed,
        presumed,
        provenance.corrects,
        settled=settled or Settled(),
    )


def single_incidents(claims: Iterable[AnyClaim], provenance: Provenance) -> list[EventClaim]:
    """The claims that say that one incident happened, and enough of it to be on record."""
    events = sorted((c for c in claims if isinstance(c, EventClaim)), key=lambda c: c.claim_id)
    totalled = _totals_passed_on(events, provenance.passed)
    return [c for c in events if c.modality in STANDING and c.claim_id not in totalled and _recordable(c)]


def _copied(provenance: Provenance) -> dict[str, frozenset[str]]:
    """For each document that copies or is copied, those that it shares its words with."""
    found: dict[str, set[str]] = defaultdict(set)
    for copy in provenance.copies:
        found[copy.document_id].add(copy.of)
        found[copy.of].add(copy.document_id)
    return {document_id: frozenset(others) for document_id, others in found.items()}


def _answered(
    singles: Sequence[EventClaim],
    known: Mapping[str, EventClaim],
    responses: Sequence[ResponseClaim],
    context: Context,
    provenance: Provenance,
    memory: Memory,
    rules: str,
) -> tuple[list[Group], Memory]:
    """The incidents with what is said against them; what those who deny one tell instead is none of its support."""
    areas = areas_told(known.values())
    refused = [claim for claim in known.values() if claim.modality in ("denied", "negated")]
    every: dict[str, AnyClaim] = {**known, **{response.claim_id: response for response in responses}}
    counters = counter_accounts(singles, responses, context)
    while True:
        told = [c for c in singles if c.claim_id not in counters]
        found, memory = _incidents(told, context, provenance, areas, memory, rules)
        against = contradictions([g.links for g in found], known, refused, responses, context)
        instead = [told_instead(counters, g.links, a, every, context) for g, a in zip(found, against, strict=True)]
        matched = {link.claim_id for links in instead for link in links}
        if matched == set(counters):
            return [_with_links(g, [*a, *i]) for g, a, i in zip(found, against, instead, strict=True)], memory
        counters = {key: claim for key, claim in counters.items() if key in matched}


def _totals_passed_on(events: Sequence[EventClaim], passed: Mapping[str, str]) -> set[str]:
    """The ids of totals, and of the claims that pass one on, even where their own words read like one incident."""
    scopes = {claim.claim_id: claim.scope for claim in events}
    found = set()
    for claim in events:
        told = claim.claim_id
        seen = {told}
        while scopes.get(told) == "single" and passed.get(told, told) not in seen:
            told = passed[told]
            seen.add(told)
        if scopes.get(told, "single") != "single":
            found.add(claim.claim_id)
    return found


def _recordable(claim: EventClaim) -> bool:
    """Whether enough is told for a record; a siege of no day and no harm is how things stand, and no incident."""
    if claim.when is None and (not locations(claim) or set(claim.event_types) == {"siege"}):
        return bool(claim.harms)
    return True


def _counts(claim: EventClaim) -> bool:
    """Whether a total has a figure: without one ("has used barrel bombs across Syria") it is a pattern."""
    quantities = [weapon.quantity for weapon in claim.weapons] + [target.quantity for target in claim.targets]
    return bool(claim.harms) or claim.attacks is not None or any(q is not None for q in quantities)


def _incidents(
    singles: Sequence[EventClaim],
    context: Context,
    provenance: Provenance,
    areas: Areas,
    memory: Memory,
    rules: str,
) -> tuple[list[Group], Memory]:
    by_document: dict[str, list[EventClaim]] = defaultdict(list)
    for claim in singles:
        by_document[claim.document_id].append(claim)
    found = joined(by_document, context, memory, f"{rules} {context.gazetteer.version}")
    known = {c.claim_id: c for c in singles}
    groups = []
    for members in found.members:
        links = [ClaimLink(claim, "supports", found.why.get(claim, "founds it")) for claim in sorted(members)]
        groups.append(_group("incident", links, known, provenance, context.documents))
    home = {link.claim_id: group.founder for group in groups for link in group.links}
    near: dict[str, set[str]] = defaultdict(set)
    held = {group.founder: group.claim_ids for group in groups}
    for one, other in found.doubts:
        ours, theirs = home[one], home[other]
        if context.settled.apart(held[ours], held[theirs]):
            continue
        if _told_apart(held[ours], held[theirs], found.apart):
            continue
        near[ours].add(theirs)
        near[theirs].add(ours)
    full = [
        replace(
            group,
            possible_duplicates=tuple(sorted(near[group.founder] - {group.founder})),
            presumed=_presumed(group, known, context.presumed),
            areas=_areas_of(group, known, areas),
        )
        for group in groups
    ]
    return full, found.memory


def _told_apart(ours: Sequence[str], theirs: Sequence[str], rivals: Mapping[str, frozenset[str]]) -> bool:
    """Whether one text tells some claim of one incident apart from one of the other: then they are two."""
    others = frozenset(theirs)
    return any(not rivals.get(claim_id, frozenset()).isdisjoint(others) for claim_id in ours)


def _areas_of(group: Group, claims: Mapping[str, EventClaim], areas: Areas) -> tuple[tuple[str, tuple[str, ...]], ...]:
    keys = {place_key(where) for claim_id in group.claim_ids for where in locations(claims[claim_id])}
    return tuple((key, areas[key]) for key in sorted(keys) if key in areas)


def _presumed(group: Group, claims: Mapping[str, EventClaim], presumed: Mapping[str, When]) -> When | None:
    """The time presumed of an incident of which none tells: that of a text rather than that of its publication."""
    if any(claims[claim_id].when is not None for claim_id in group.claim_ids):
        return None
    days = [presumed[claim_id] for claim_id in group.claim_ids if claim_id in presumed]
    days.sort(key=lambda when: (when.basis == "publication", when.start))
    return as_far_as_known(days[0]) if days else None


def _group(
    kind: Literal["incident", "aggregate"],
    links: Sequence[ClaimLink],
    claims: dict[str, EventClaim],
    provenance: Provenance,
    documents: Mapping[str, Document],
) -> Group:
    ordered = tuple(sorted(links, key=lambda link: link.claim_id))
    founder = min(
        (link.claim_id for link in ordered), key=lambda claim_id: _seniority(claims[claim_id], provenance, documents)
    )
    return Group(kind, ordered, founder, _fingerprint(kind, ordered))


def _seniority(
    claim: EventClaim, provenance: Provenance, documents: Mapping[str, Document]
) -> tuple[str, int, str, str]:
    document = documents.get(claim.document_id)
    published = document.published.value if document and document.published else "9999"
    return published[:10], provenance.distance.get(claim.claim_id, 9), published, claim.claim_id


def _fingerprint(kind: str, links: Sequence[ClaimLink]) -> str:
    rows = [[link.claim_id, link.role, link.why] for link in links]
    return content_id("grp", {"kind": kind, "links": rows, "version": RESOLVER_VERSION})


def _with_links(group: Group, extra: Sequence[ClaimLink]) -> Group:
    if not extra:
        return group
    links = tuple(sorted((*group.links, *extra), key=lambda link: link.claim_id))
    return replace(group, links=links, fingerprint=_fingerprint(group.kind, links))
