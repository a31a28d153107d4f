"""Claims joined: incidents, aggregates and the origins behind them."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from harmtrace.model.claim import ActorMention, Scope, TargetMention, WeaponMention
from harmtrace.model.immutable import immutable
from harmtrace.model.quantity import Quantity
from harmtrace.model.toll import TollRow
from harmtrace.model.when import When
from harmtrace.model.where import Where

ClaimRole = Literal["supports", "contradicts", "context"]


@immutable(frozen=True, slots=True)
class ClaimLink:
    """A claim's part in an incident or aggregate, and why it was joined to it."""

    claim_id: str
    role: ClaimRole
    why: str = ""


@immutable(frozen=True, slots=True)
class GradeBasis:
    """What a proposed grade rests on: ids of claims, origins and actors.

    `origins` are those that the policy counts, `tellings` the claims that tell of the incident, `naming` those that
    name this belligerent, `rival_claims` those that name one of the `conflicting` others.
    """

    origins: tuple[str, ...] = ()
    tellings: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    admissions: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()
    rival_claims: tuple[str, ...] = ()


@immutable(frozen=True, slots=True)
class Grade:
    """A proposed grade of an incident for one actor; `decided` stays None until a person decides.

    `actor_id` is None where nobody that a table knows is named; `labels` are the policy's names of the grade, by
    language.
    """

    actor_id: str | None
    proposed: str
    policy: str
    reasons: tuple[str, ...]
    decided: str | None = None
    policy_version: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    basis: GradeBasis = field(default_factory=GradeBasis)
    decision_id: str | None = None
    """The decision by which a person gave `decided`."""


@immutable(frozen=True, slots=True, kw_only=True)
class Incident:
    """One place and one continuous episode, with every claim about it."""

    incident_id: str
    status: Literal["machine", "reviewed"] = "machine"
    """`reviewed` where persons have accepted, corrected or added every claim that supports it."""
    scope: Scope = "single"
    when: When | None
    where: tuple[Where, ...]
    event_types: tuple[str, ...]
    weapons: tuple[WeaponMention, ...]
    actors: tuple[ActorMention, ...]
    targets: tuple[TargetMention, ...]
    documents: tuple[str, ...]
    claims: tuple[ClaimLink, ...]
    origins: int
    documents_count: int
    tolls: tuple[TollRow, ...]
    grades: tuple[Grade, ...] = ()
    possible_duplicates: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()
    """Ids of incidents that were found to be this one: they are never used again."""
    split_off: tuple[str, ...] = ()
    """Ids of incidents that this one was taken for a part of before."""
    decisions: tuple[str, ...] = ()
    """The decisions of persons that stand behind it."""


@immutable(frozen=True, slots=True)
class Lineage:
    """What became of the id of an incident: the ids that its claims stand in now, or those that it split off from."""

    row_id: str
    became: tuple[str, ...] = ()
    split_off: tuple[str, ...] = ()


@immutable(frozen=True, slots=True)
class InScope:
    """An incident that lies in an aggregate's place and period, surely or perhaps."""

    incident_id: str
    certain: bool


@immutable(frozen=True, slots=True)
class Residual:
    """What an aggregate reports beyond the incidents on record in its scope."""

    min: int | float
    max: int | float | None


@immutable(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """Several incidents over places or days told as one figure: never an incident, never a map point."""

    aggregate_id: str
    status: Literal["machine", "reviewed"] = "machine"
    scope: Scope
    when: When | None
    where: tuple[Where, ...]
    attacks: Quantity | None
    tolls: tuple[TollRow, ...]
    documents: tuple[str, ...]
    claims: tuple[ClaimLink, ...]
    origins: int
    incidents_in_scope: tuple[InScope, ...] = ()
    residual: dict[str, Residual] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    """The decisions of persons that stand behind it."""


@immutable(frozen=True, slots=True)
class OriginGroup:
    """One independent teller, the documents and claims that rest on it, and who relayed it to whom.

    A publisher is listed with its documents that make no claim too; as an origin counts only who tells something.
    """

    origin: str
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    relays: tuple[tuple[str, str, str], ...]
    origin_id: str = ""
    interested: bool = False
    without_claims: tuple[str, ...] = ()
    """Those of the documents that the teller published and that make no claim."""
