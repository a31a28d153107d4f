"""From the claims of an incident to its belligerents: who is named, by whom, who admits, who denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from harmtrace.account.record import RecordView
from harmtrace.model.claim import AnyClaim, EventClaim, ResponseClaim
from harmtrace.model.incident import Incident
from harmtrace.vocab.languages import FORM_SEPARATOR
from harmtrace.vocab.tables import by_id

NOT_SAID_TO_HAVE_HAPPENED = frozenset({"denied", "negated", "planned", "conditional"})
_UNKNOWN = frozenset({None, "unk"})
_NAMES_AN_ACTOR = frozenset({"alleged_perpetrator", "claimed_responsibility"})
_ADMITS = frozenset({"admits", "claims_responsibility"})


@dataclass(slots=True)
class Belligerent:
    """One belligerent of an incident. `actor_id` None stands for nobody whom a table knows.

    The lists hold ids of claims; a claim that hedges the actor or the event is in `naming` and not in `stating`.
    """

    actor_id: str | None
    naming: list[str] = field(default_factory=list)
    stating: list[str] = field(default_factory=list)
    admissions: list[str] = field(default_factory=list)
    own_denials: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Involved:
    """All belligerents of an incident, the claims that tell of it and those that deny it."""

    belligerents: tuple[Belligerent, ...]
    tellings: tuple[str, ...]
    denials: tuple[str, ...]


def involved(incident: Incident, record: RecordView) -> Involved:
    """Say who is named as having done it, and who answers.

    Parts of one belligerent (`belligerents.tsv`: an army, an air force) are that belligerent, under the widest name
    that somebody gives; forces told as joint name each of their members; a name for a kind of groups ("opposition
    factions") goes with any group of that kind and is no rival of it. Where nobody is named that a table knows, one
    belligerent without an id stands for whoever it was.
    """
    supporting = [c for c in _linked(incident, record, "supports") if isinstance(c, EventClaim)]
    told = [claim for claim in supporting if claim.modality not in NOT_SAID_TO_HAVE_HAPPENED]
    against = _linked(incident, record, "contradicts")
    answers = [*against, *_linked(incident, record, "context"), *_linked(incident, record, "supports")]
    responses = [claim for claim in answers if isinstance(claim, ResponseClaim)]
    found = _Naming()
    for claim in told:
        for actor in claim.actors:
            if actor.role in _NAMES_AN_ACTOR:
                hedged = actor.certainty == "suspected" or claim.modality not in ("asserted", "reported")
                found.named(actor.actor_id, claim.claim_id, hedged, actor.role == "claimed_responsibility")
    for response in responses:
        if response.type in _ADMITS and _speaker(response) not in _UNKNOWN:
            found.admitted(_speaker(response), response.claim_id)
    belligerents = found.belligerents()
    for one in belligerents:
        own = (claim for claim in against if _same_belligerent(_speaker(claim), one.actor_id))
        one.own_denials = sorted(claim.claim_id for claim in own)
    return Involved(
        belligerents,
        tuple(sorted(claim.claim_id for claim in told)),
        tuple(sorted(claim.claim_id for claim in against)),
    )


def root_of(actor_id: str) -> str:
    """The belligerent that an actor is a part of, or the actor itself."""
    holder = by_id("belligerents").get(actor_id, {}).get("part_of")
    return root_of(holder) if holder else actor_id


@cache
def members_of(actor_id: str) -> tuple[str, ...]:
    """The belligerents that a name stands for: those of joint forces, else its own."""
    members = by_id("belligerents").get(actor_id, {}).get("members", "")
    return tuple(member.strip() for member in members.split(FORM_SEPARATOR)) if members else (actor_id,)


def kind_of(actor_id: str) -> str:
    """The id of the kind of groups that a group belongs to, or nothing."""
    return by_id("belligerents").get(actor_id, {}).get("kind_of", "")


def _same_belligerent(speaker: str | None, actor_id: str | None) -> bool:
    return speaker is not None and actor_id is not None and root_of(speaker) == root_of(actor_id)


def _speaker(claim: AnyClaim) -> str | None:
    """Who answers: whom the claim says, else who first says it."""
    own = claim.actor_id if isinstance(claim, ResponseClaim) else None
    return own or claim.attribution.origin.actor_id


def _linked(incident: Incident, record: RecordView, role: str) -> list[AnyClaim]:
    found = (record.claims.get(link.claim_id) for link in incident.claims if link.role == role)
    return [claim for claim in found if claim is not None]


class _Naming:
    """Who is named, while the claims are read."""

    def __init__(self) -> None:
        self.ids: dict[str | None, set[str]] = defaultdict(set)
        self.found: dict[str | None, Belligerent] = {}

    def named(self, actor_id: str | None, claim_id: str, hedged: bool, admits: bool) -> None:
        """Take a claim that names an actor."""
        for one in self._meant(actor_id):
            one.naming.append(claim_id)
            if not hedged:
                one.stating.append(claim_id)
            if admits and one.actor_id is not None:
                one.admissions.append(claim_id)

    def admitted(self, actor_id: str | None, claim_id: str) -> None:
        """Take an answer in which an actor admits or claims it."""
        for one in self._meant(actor_id):
            one.admissions.append(claim_id)

    def _meant(self, actor_id: str | None) -> Iterable[Belligerent]:
        for member in (None,) if actor_id in _UNKNOWN or actor_id is None else members_of(actor_id):
            root = None if member is None else root_of(member)
            if member is not None:
                self.ids[root].add(member)
            yield self.found.setdefault(root, Belligerent(root))

    def belligerents(self) -> tuple[Belligerent, ...]:
        """Those named, by id; the one without an id only where nobody else is named."""
        known = [key for key in self.found if key is not None]
        kinds = {kind_of(key) for key in known}
        kept = sorted(key for key in known if key not in kinds)
        if not kept:
            return (_tidied(self.found.get(None) or Belligerent(None)),)
        for key in kept:
            one = self.found[key]
            general = self.found.get(kind_of(key))
            if general is not None and sum(kind_of(other) == kind_of(key) for other in kept) == 1:
                _take(one, general)
            ids = self.ids[key]
            one.actor_id = next(iter(ids)) if len(ids) == 1 else key
        return tuple(_tidied(self.found[key]) for key in kept)


def _take(one: Belligerent, general: Belligerent) -> None:
    one.naming += general.naming
    one.stating += general.stating
    one.admissions += general.admissions


def _tidied(one: Belligerent) -> Belligerent:
    def once(claims: Sequence[str]) -> list[str]:
        return sorted(set(claims))

    return Belligerent(one.actor_id, once(one.naming), once(one.stating), once(one.admissions), once(one.own_denials))
