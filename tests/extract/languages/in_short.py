"""The claims of a short text on one line, for tests of languages in tables.

An event is written "air_strike: killed 3 civilian, injured 5 <0; air.barrel; on obj.market; by ru.mil; says Amt": its
types, its harms (number with + for at least, > more than, < less than, ~ about, v for a word; status; index of its
whole), weapons, targets, those who are said to have done it (their words where they have no id; "at" those it was
aimed at), who says so if not the publisher, and its modality if it is not told as a fact. Other claims are written with
their kind and who speaks.
"""

from __future__ import annotations

from harmtrace.model.claim import (
    ActorMention,
    AnyClaim,
    AppealClaim,
    CharacterisationClaim,
    EventClaim,
    Harm,
    ResponseClaim,
    SituationClaim,
    StatementClaim,
)
from harmtrace.model.quantity import Quantity
from tests.extract.reading_of import claims_of

PAPER = "Petrel"
_SIGNS = {"ge": "+", "gt": ">", "lt": "<", "le": "<=", "approx": "~"}
_ROLES = {"alleged_perpetrator": "by", "targeted_party": "at", "alleged_supporter": "with"}


def in_short(text: str, language: str) -> str:
    """The claims of a text published on Friday 15 March 2024, in order."""
    found = claims_of(text, language=language, publisher=PAPER, published="2024-03-15")
    return " / ".join(_claim(claim) for claim in found)


def _claim(claim: AnyClaim) -> str:
    teller = claim.attribution.chain[0].name
    says = f"; says {teller}" if teller != PAPER else ""
    if isinstance(claim, EventClaim):
        return _event(claim) + says + (f"; {claim.modality}" if claim.modality != "asserted" else "")
    if isinstance(claim, SituationClaim):
        return f"situation {claim.what} {_number(claim.quantity)}{says}"
    if isinstance(claim, ResponseClaim):
        return f"{claim.type}{says}"
    if isinstance(claim, CharacterisationClaim):
        return f"label {claim.label}{says}"
    if isinstance(claim, AppealClaim):
        return f"appeal{says}"
    assert isinstance(claim, StatementClaim)
    return f"statement{says}"


def _event(claim: EventClaim) -> str:
    parts = [f"{'+'.join(claim.event_types)}: {', '.join(map(_harm, claim.harms))}".strip()]
    parts += [weapon.weapon_id for weapon in claim.weapons]
    parts += [f"on {target.target_id}" for target in claim.targets]
    parts += [_actor(actor) for actor in claim.actors]
    return "; ".join(parts)


def _harm(harm: Harm) -> str:
    status = "" if harm.status == "unstated" else f" {harm.status}"
    return f"{harm.harm} {_number(harm.quantity)}{status}" + ("" if harm.subset_of is None else f" <{harm.subset_of}")


def _actor(actor: ActorMention) -> str:
    return f"{_ROLES.get(actor.role, actor.role)} {actor.actor_id or actor.text}"


def _number(quantity: Quantity | None) -> str:
    if quantity is None or quantity.value is None:
        return "v"
    return f"{_SIGNS.get(quantity.op, '')}{quantity.value:.0f}"
