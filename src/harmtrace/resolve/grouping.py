"""From claims and origins to groups: the claims of one incident, or of one aggregate, with the reason of every join."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from harmtrace.model.claim import AnyClaim, EventClaim, ResponseClaim
from harmtrace.model.document import Document
from harmtrace.model.ids import content_id
from harmtrace.model.incident import ClaimLink
from harmtrace.model.when import When
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import Provenance
from harmtrace.resolve.admins import name_key
from harmtrace.resolve.clusters import cluster
from harmtrace.resolve.days import NEWS_WINDOW, reach
from harmtrace.resolve.pairs import Comparison, Context, compare
from harmtrace.resolve.places import locations, place_key, sound_blocks
from harmtrace.resolve.presumed import as_far_as_known, presumed_days
from harmtrace.resolve.responses import contradictions
from harmtrace.resolve.totals import group_totals
from harmtrace.resolve.unlisted import Areas, areas_told

STANDING = frozenset({"asserted", "reported", "alleged", "suspected"})
"""Modalities that say something happened; planned, conditional, denied and negated make no incident."""
RESOLVER_VERSION = "4"
LONGEST = 92
"""Of a longer spell only so many days from its beginning, and its end, are days to meet other claims on."""


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
    documents: Sequence[Document], claims: Sequence[AnyClaim], provenance: Provenance, gazetteer: Gazetteer
) -> list[Group]:
    """Group event claims into incidents and aggregates.

    Claims of scope `single` that say something happened become incidents; totals become
    aggregates and never join incidents. A claim with neither a place nor a day joins nothing, and
    is an incident of its own only where it tells of a harm: else it says too little to record.
    """
    by_document = {document.document_id: document for document in documents}
    copied = {(copy.document_id, copy.of) for copy in provenance.copies}
    pairs = frozenset(copied | {(b, a) for a, b in copied})
    events = sorted((c for c in claims if isinstance(c, EventClaim)), key=lambda c: c.claim_id)
    totalled = _totals_passed_on(events, provenance.passed)
    standing = [c for c in events if c.modality in STANDING]
    presumed = presumed_days(standing, by_document)
    context = Context(
        gazetteer, by_document, provenance.origin_of, pairs, provenance.passed, presumed, provenance.corrects
    )
    singles = [c for c in standing if c.claim_id not in totalled and _recordable(c)]
    totals = [c for c in standing if c.claim_id in totalled and _counts(c)]
    found = _incidents(singles, context, provenance, areas_told(standing))
    refused = [c for c in events if c.modality in ("denied", "negated")]
    responses = [c for c in claims if isinstance(c, ResponseClaim)]
    known = {c.claim_id: c for c in events}
    against = contradictions([g.links for g in found], known, refused, responses, context)
    incidents = [_with_links(group, links) for group, links in zip(found, against, strict=True)]
    aggregates = [
        _group("aggregate", links, known, provenance, by_document)
        for links in group_totals(totals, provenance, gazetteer)
    ]
    return [*sorted(incidents, key=lambda g: g.founder), *sorted(aggregates, key=lambda g: g.founder)]


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
    if not locations(claim) and claim.when is None:
        return bool(claim.harms)
    return True


def _counts(claim: EventClaim) -> bool:
    """Whether a total has a figure: without one ("has used barrel bombs across Syria") it is a pattern."""
    quantities = [weapon.quantity for weapon in claim.weapons] + [target.quantity for target in claim.targets]
    return bool(claim.harms) or claim.attacks is not None or any(q is not None for q in quantities)


def _incidents(singles: Sequence[EventClaim], context: Context, provenance: Provenance, areas: Areas) -> list[Group]:
    joinable = [c for c in singles if locations(c) or c.when is not None]
    compared: dict[tuple[str, str], Comparison] = {}
    for left, right in _candidates(joinable, context):
        comparison = compare(left, right, context)
        compared[left.claim_id, right.claim_id] = comparison
    clusters, doubts = cluster([c.claim_id for c in singles], compared)
    known = {c.claim_id: c for c in singles}
    groups = [_group("incident", links, known, provenance, context.documents) for links in clusters]
    home = {link.claim_id: group.founder for group in groups for link in group.links}
    near: dict[str, set[str]] = defaultdict(set)
    for left_id, right_id in doubts:
        near[home[left_id]].add(home[right_id])
        near[home[right_id]].add(home[left_id])
    return [
        replace(
            group,
            possible_duplicates=tuple(sorted(near[group.founder] - {group.founder})),
            presumed=_presumed(group, known, context.presumed),
            areas=_areas_of(group, known, areas),
        )
        for group in groups
    ]


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


def _candidates(claims: Sequence[EventClaim], context: Context) -> Iterable[tuple[EventClaim, EventClaim]]:
    """Pairs that share a document, or a place or the beginning of its name and lie near in time, or a telling."""
    blocks: dict[str, list[EventClaim]] = defaultdict(list)
    for claim in claims:
        for key in _block_keys(claim, context.documents):
            blocks[key].append(claim)
    for claim in claims:
        told = context.passed.get(claim.claim_id, claim.claim_id)
        blocks[f"telling {told}"].append(claim)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        for left, right in combinations(blocks[key], 2):
            pair = (left.claim_id, right.claim_id)
            if pair not in seen:
                seen.add(pair)
                yield left, right


def _block_keys(claim: EventClaim, documents: Mapping[str, Document]) -> set[str]:
    """Blocks by document, and by place, its sounds or its town on each day that may be meant."""
    names = set()
    for where in locations(claim):
        names |= {place_key(where).split("|")[0], f"like {name_key(where.name)[:2]}", *where.alternatives}
        names |= sound_blocks(where)
    keys = {f"{day} {name}" for day in _days(claim, documents) for name in names}
    return keys | {f"document {claim.document_id}"}


def _days(claim: EventClaim, documents: Mapping[str, Document]) -> set[int]:
    """Days by number, so that claims that may be of one event share one: its own and the next.

    Without a day, those of which its document may still tell news.
    """
    if claim.when is not None:
        first, last = (day.toordinal() for day in reach(claim.when))
        days = range(first, last + 2)
        return {*days[:LONGEST], *days[-1:]}
    document = documents.get(claim.document_id)
    told_on = document.told_on if document is not None else None
    if told_on is None:
        return set()
    return set(range(told_on.toordinal() - NEWS_WINDOW.days, told_on.toordinal() + 1))


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
