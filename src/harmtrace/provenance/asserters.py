"""From a claim and its chain to who first says it, under which key it shares an origin, and through how many hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harmtrace.model.attribution import Teller
from harmtrace.model.claim import AnyClaim, StatementClaim
from harmtrace.model.document import Document
from harmtrace.provenance.directory import Directory
from harmtrace.provenance.tellers import Identity, credited_agency, name_key

_LISTED = ("actor:", "teller:")


@dataclass(frozen=True, slots=True)
class Asserter:
    """The first teller of one claim: who, as what, at which link of the chain."""

    who: Identity
    actor_id: str | None
    link: int


Organisations = Mapping[tuple[str, str], tuple[str, str | None]]
"""For each document and folded speaker name, the organisation that the speaker speaks for, and its actor."""


def organisations(claims: Sequence[AnyClaim]) -> Organisations:
    """The organisations that speakers are said to speak for."""
    found: dict[tuple[str, str], tuple[str, str | None]] = {}
    for claim in claims:
        if isinstance(claim, StatementClaim) and claim.speaker.organisation:
            speaker = claim.speaker
            key = (claim.document_id, name_key(speaker.name))
            found.setdefault(key, (speaker.organisation or "", speaker.actor_id))
    return found


def asserter(claim: AnyClaim, document: Document | None, directory: Directory, speaking_for: Organisations) -> Asserter:
    """Who first says a claim; a named speaker stands for the organisation that the text gives them."""
    chain = claim.attribution.chain
    teller, where = chain[0], claim.document_id
    organisation = speaking_for.get((where, name_key(teller.name)))
    if organisation is not None and name_key(organisation[0]) != name_key(teller.name):
        who = directory.of(Teller(organisation[0], organisation[1]), where)
        link = next((i for i, t in enumerate(chain) if directory.of(t, where).key == who.key), 0)
        return Asserter(who, organisation[1] or chain[link].actor_id, link)
    who = directory.of(teller, where)
    if who.kind == "own" and len(chain) > 1:
        return Asserter(directory.of(chain[-1], where), chain[-1].actor_id, len(chain) - 1)
    if len(chain) == 1 and claim.attribution.basis == "publisher":
        credited = credited_agency(document)
        if credited is not None and credited.key != who.key:
            return Asserter(credited, None, 0)
    if _speaks_for_next(claim, who, directory):
        return Asserter(directory.of(chain[1], where), chain[1].actor_id, 1)
    return Asserter(who, teller.actor_id, 0)


def _speaks_for_next(claim: AnyClaim, who: Identity, directory: Directory) -> bool:
    """Whether the first teller is a person followed by their organisation, before any publisher.

    Only where a third link follows: in a chain of two, the second may merely have printed the words.
    """
    chain = claim.attribution.chain
    if len(chain) < 3 or chain[0].actor_id is not None or who.kind != "body" or who.key.startswith(_LISTED):
        return False
    second = directory.of(chain[1], claim.document_id)
    return second.kind == "body" and (chain[1].actor_id is not None or not second.key.startswith("name:"))


def origin_key(first: Asserter, claim: AnyClaim, root: str) -> str:
    """The key under which claims share an origin; an unnamed teller is tied to `root`, what its document copies."""
    if first.who.kind == "unnamed":
        return f"unnamed:{first.who.key}@{root}"
    if claim.attribution.basis == "publisher" and len(claim.attribution.chain) == 1 and not first.who.name.strip():
        return f"document:{claim.document_id}"
    return first.who.key


def hands(claim: AnyClaim, first: Asserter, document: Document | None, directory: Directory) -> int:
    """Hands between the origin and the claim's document: 0 in the origin's own document."""
    chain = claim.attribution.chain
    publisher = directory.publisher_of(document)
    if publisher is not None and publisher.key == first.who.key:
        return 0
    between = len(chain) - 1 - first.link
    if between == 0 and first.who.key != directory.of(chain[-1], claim.document_id).key:
        return 1
    return between
