"""From denials to the incidents that they speak against."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from harmtrace.model.claim import AnyClaim, EventClaim, ResponseClaim
from harmtrace.model.document import Document
from harmtrace.model.incident import ClaimLink
from harmtrace.places.folding import fold_name
from harmtrace.resolve.days import compare_days
from harmtrace.resolve.places import locations, relation
from harmtrace.resolve.profiles import Context

ANSWER_WINDOW = datetime.timedelta(days=30)
"""How long after an incident an answer without a date may still speak of it."""
_WORD = re.compile(r"\w+")
AGAINST = frozenset({"denies", "disputes_figure"})


def contradictions(
    groups: Sequence[Sequence[ClaimLink]],
    claims: Mapping[str, EventClaim],
    refused: Sequence[EventClaim],
    responses: Sequence[ResponseClaim],
    context: Context,
) -> list[list[ClaimLink]]:
    """For each group of claims, the denials that speak of its incident.

    A denied event is matched by place and day; a response by the event that stands in its own
    words, by the denied event of the same sentence, or by the place that it names.
    """
    found: list[list[ClaimLink]] = []
    for links in groups:
        members = [claims[link.claim_id] for link in links]
        against = [
            ClaimLink(claim.claim_id, "contradicts", "denies an event of this place and day")
            for claim in refused
            if any(_same_event(claim, member, context) for member in members)
        ]
        denied = {link.claim_id for link in against}
        against += [
            ClaimLink(
                response.claim_id,
                "contradicts" if response.type in AGAINST else "context",
                f"{response.type.replace('_', ' ')}: it names this place and day",
            )
            for response in responses
            if _answers(response, members, [c for c in refused if c.claim_id in denied], context)
        ]
        found.append(against)
    return found


def counter_accounts(
    singles: Sequence[EventClaim], responses: Sequence[ResponseClaim], context: Context
) -> dict[str, EventClaim]:
    """The events without a harm that somebody tells in the text in which they deny one ("only posts were hit")."""
    deniers = {(r.document_id, context.origin_of.get(r.claim_id)) for r in responses if r.type in AGAINST}
    return {
        claim.claim_id: claim
        for claim in singles
        if not claim.harms and (claim.document_id, context.origin_of.get(claim.claim_id)) in deniers
    }


def told_instead(
    counters: Mapping[str, EventClaim],
    links: Sequence[ClaimLink],
    against: Sequence[ClaimLink],
    claims: Mapping[str, AnyClaim],
    context: Context,
) -> list[ClaimLink]:
    """The counter-accounts of those who deny an incident: they are of its place and day, and support it not."""
    denying = {claims[link.claim_id].document_id for link in against if link.role == "contradicts"}
    members = [member for link in links if isinstance(member := claims[link.claim_id], EventClaim)]
    return [
        ClaimLink(key, "contradicts", "told instead by who denies it")
        for key, claim in counters.items()
        if claim.document_id in denying and any(_there_and_then(claim, member, context) for member in members)
    ]


def _there_and_then(claim: EventClaim, member: EventClaim, context: Context) -> bool:
    place = relation(locations(claim), locations(member), context.gazetteer)
    return place in ("same", "part") and compare_days(claim.when, member.when) in ("same", "overlap")


def _same_event(claim: EventClaim, member: EventClaim, context: Context) -> bool:
    ours, theirs = ({t.target_id for t in c.targets} for c in (claim, member))
    if ours and theirs and not ours & theirs:
        return False
    return _there_and_then(claim, member, context)


def _answers(
    response: ResponseClaim, members: Sequence[EventClaim], denied: Sequence[EventClaim], context: Context
) -> bool:
    if any(c.document_id == response.document_id for c in denied):
        return True
    own = [m for m in members if m.document_id == response.document_id]
    if any(e.start < response.about.end and response.about.start < e.end for m in own for e in m.evidence):
        return True
    document = context.documents.get(response.document_id)
    quote = fold_name(" ".join(part.quote for part in response.evidence))
    words = f" {' '.join(_WORD.findall(quote))} "
    for member in members:
        names = {fold_name(name) for where in locations(member)[:1] for name in (where.name, where.text)}
        if any(f" {name} " in words for name in names if name) and _in_time(document, member):
            return True
    return False


def _in_time(document: Document | None, member: EventClaim) -> bool:
    told_on = document.told_on if document is not None else None
    if told_on is None or member.when is None:
        return False
    return member.when.start <= told_on <= member.when.end + ANSWER_WINDOW
