"""The six kinds of claim, each tied to its exact words.

A claim cannot be built without the text it quotes: every quotation in it is compared with
its span, and `SpanMismatch` is raised where they differ.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

import msgspec

from harmtrace.errors import SpanMismatch
from harmtrace.model.attribution import Attribution, Extractor, Modality
from harmtrace.model.ids import content_id
from harmtrace.model.immutable import immutable
from harmtrace.model.quantity import Quantity
from harmtrace.model.review import ClaimReview
from harmtrace.model.span import Evidence, SourceText, Stretch, check_spans
from harmtrace.model.when import When
from harmtrace.model.where import Where

Scope = Literal["single", "aggregate", "cumulative"]
Status = Literal["civilian", "combatant", "mixed", "unstated", "contested"]
Certainty = Literal["stated", "suspected"]
ActorRole = Literal[
    "alleged_perpetrator",
    "alleged_supporter",
    "targeted_party",
    "claimed_responsibility",
    "denies_responsibility",
]
ResponseType = Literal["denies", "admits", "claims_responsibility", "disputes_figure"]


@immutable(frozen=True, slots=True)
class Harm:
    """So many people or objects harmed in one way. `subset_of` is the index (or indexes) of the whole."""

    harm: str
    quantity: Quantity
    status: Status = "unstated"
    who: tuple[str, ...] = ()
    subset_of: int | tuple[int, ...] | None = None


@immutable(frozen=True, slots=True)
class WeaponMention:
    """A weapon that the text names; `weapon_id` is an id of the weapon vocabulary."""

    weapon_id: str
    text: str
    start: int
    end: int
    quantity: Quantity | None = None
    certainty: Certainty = "stated"


@immutable(frozen=True, slots=True)
class ActorMention:
    """An armed or political actor with its part in the event, as the teller says."""

    actor_id: str | None
    text: str
    start: int
    end: int
    role: ActorRole
    certainty: Certainty = "stated"


@immutable(frozen=True, slots=True)
class TargetMention:
    """A person group or object that was hit; `damage` is the teller's word for its state."""

    target_id: str
    text: str
    start: int
    end: int
    quantity: Quantity | None = None
    damage: str | None = None


@immutable(frozen=True, slots=True)
class Speaker:
    """Who speaks in a statement."""

    name: str
    role: str | None = None
    organisation: str | None = None
    actor_id: str | None = None


@immutable(frozen=True, slots=True)
class Fraction:
    """A share `value` (0 to 1) of the quantity of another situation claim, `of`."""

    value: float
    of: str


@immutable(frozen=True, slots=True, kw_only=True)
class Claim:
    """What all kinds share. `confidence` is 0 to 1; `claim_id` is computed from the content if left out."""

    source: SourceText = field(repr=False, compare=False)
    document_id: str
    language: str
    evidence: tuple[Evidence, ...]
    attribution: Attribution
    modality: Modality
    extractor: Extractor
    confidence: float
    claim_id: str = ""
    review: ClaimReview | None = field(default=None, hash=False)
    """The decisions of persons that stand behind it; None where nobody has decided anything."""

    def __post_init__(self) -> None:
        if self.document_id != self.source.document_id:
            raise SpanMismatch("the claim is built on the text of another document", where=self.document_id)
        if not self.evidence:
            raise SpanMismatch("a claim without evidence", where=self.document_id)
        check_spans(self, self.source)
        if not self.claim_id:
            plain = to_plain(self)
            plain.pop("claim_id")
            plain.pop("review", None)
            object.__setattr__(self, "claim_id", content_id("clm", plain))


@immutable(frozen=True, slots=True, kw_only=True)
class EventClaim(Claim):
    """Something is said to have happened (or to be planned, or not to have happened: `modality`)."""

    kind: Literal["event"] = "event"
    scope: Scope = "single"
    event_types: tuple[str, ...] = ()
    attacks: Quantity | None = None
    when: When | None = None
    where: tuple[Where, ...] = ()
    weapons: tuple[WeaponMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    targets: tuple[TargetMention, ...] = ()
    harms: tuple[Harm, ...] = ()


@immutable(frozen=True, slots=True, kw_only=True)
class SituationClaim(Claim):
    """A stock figure: people who live, are displaced, are in need, somewhere at some time."""

    kind: Literal["situation"] = "situation"
    what: str
    sectors: tuple[str, ...] = ()
    quantity: Quantity | None = None
    fraction: Fraction | None = None
    where: tuple[Where, ...] = ()
    origins: tuple[Where, ...] = ()
    when: When | None = None


@immutable(frozen=True, slots=True, kw_only=True)
class StatementClaim(Claim):
    """A named speaker says something; `content` is the stretch of what was said."""

    kind: Literal["statement"] = "statement"
    speaker: Speaker
    verb: str
    content: Stretch
    said_on: When | None = None
    quoted: bool = False


@immutable(frozen=True, slots=True, kw_only=True)
class CharacterisationClaim(Claim):
    """A legal or moral label that a teller gives; never the tool's own finding."""

    kind: Literal["characterisation"] = "characterisation"
    label: str
    about: Stretch
    weapon_id: str | None = None


@immutable(frozen=True, slots=True, kw_only=True)
class AppealClaim(Claim):
    """Somebody asks others to do something."""

    kind: Literal["appeal"] = "appeal"
    by: str
    to: tuple[str, ...]
    action: Stretch


@immutable(frozen=True, slots=True, kw_only=True)
class ResponseClaim(Claim):
    """A party denies, admits, claims, or disputes a figure."""

    kind: Literal["response"] = "response"
    type: ResponseType
    about: Stretch
    actor_id: str | None = None


AnyClaim = EventClaim | SituationClaim | StatementClaim | CharacterisationClaim | AppealClaim | ResponseClaim
CLAIM_KINDS: dict[str, type[AnyClaim]] = {
    "event": EventClaim,
    "situation": SituationClaim,
    "statement": StatementClaim,
    "characterisation": CharacterisationClaim,
    "appeal": AppealClaim,
    "response": ResponseClaim,
}


def to_plain(claim: Claim) -> dict[str, Any]:
    """Return the contract form of a claim as plain dicts, lists, strings and numbers."""
    plain: dict[str, Any] = msgspec.to_builtins(claim, enc_hook=_without_source)
    del plain["source"]
    if plain["review"] is None:
        del plain["review"]
    return plain


def claim_from_plain(plain: dict[str, Any], source: SourceText) -> AnyClaim:
    """Build a claim from its contract form and the text that it quotes.

    Raises `SpanMismatch` where a quotation does not stand at its span, and
    `msgspec.ValidationError` where the form is not that of the contract.
    """
    kind = CLAIM_KINDS[plain["kind"]]
    return msgspec.convert({**plain, "source": source}, kind, dec_hook=_same_source)


def _without_source(value: Any) -> Any:
    if isinstance(value, SourceText):
        return None
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _same_source(_wanted: type, value: Any) -> Any:
    return value


def places_named(claim: AnyClaim) -> tuple[Where, ...]:
    """The places that a claim names: where it is about, and where people came from."""
    where: tuple[Where, ...] = getattr(claim, "where", ())
    origins: tuple[Where, ...] = getattr(claim, "origins", ())
    return (*where, *origins)
