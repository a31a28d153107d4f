"""What the tellers of one incident or total agree on, what they say differently, and what of it cannot all hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from harmtrace.account.disagreement import conflicts_in
from harmtrace.account.record import RecordView
from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.model.incident import Aggregate, ClaimLink, Incident, OriginGroup
from harmtrace.publish import wording
from harmtrace.publish.codes import code_words
from harmtrace.publish.tongue import N_, _, isolated, term
from harmtrace.publish.views import ClaimView, Views

Verdict = Literal["one", "same", "differs"]
_SLOTS = {
    "place": N_("Place"),
    "day": N_("Date"),
    "kind": N_("Kind of event"),
    "weapon": N_("Weapons named"),
    "target": N_("Hit"),
    "actor": N_("Alleged actors"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one origin tells. `party` marks a party to the conflict; `row_id` is blank for nobody on record."""

    name: str
    row_id: str
    party: bool
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that is said, by whom, and the claims that say so, the first with its words."""

    words: str
    origins: tuple[str, ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One question with all its answers. `verdict`: told by one origin, the same by all, or differently."""

    name: str
    verdict: Verdict
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Claims that cannot all hold, and what they are about."""

    about: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claims of an incident or total by origin, and beside each other."""

    origins: tuple[Told, ...]
    slots: tuple[Slot, ...]
    clashes: tuple[Clash, ...]


def compared(
    held: Incident | Aggregate, record: RecordView, views: Views, origin_of: Mapping[str, OriginGroup]
) -> Comparison:
    """Put the claims of an incident or total beside each other."""
    linked = [(link, record.claims[link.claim_id]) for link in held.claims if link.claim_id in record.claims]
    shown = {link.claim_id: views.claim(claim, link) for link, claim in linked}
    return Comparison(
        origins=tuple(_by_origin(linked, shown, origin_of)),
        slots=tuple(_slots(linked, shown, origin_of)),
        clashes=tuple(_clashes(held, record, linked, shown)),
    )


def _by_origin(
    linked: Sequence[tuple[ClaimLink, AnyClaim]],
    shown: Mapping[str, ClaimView],
    origin_of: Mapping[str, OriginGroup],
) -> Iterator[Told]:
    groups: dict[str, list[ClaimView]] = defaultdict(list)
    for link, claim in linked:
        groups[_origin(claim, origin_of)].append(shown[link.claim_id])
    for claims in sorted(groups.values(), key=lambda rows: -len(rows)):
        group = origin_of.get(claims[0].claim_id)
        if group is None:
            yield Told(_("origin not known"), "", False, tuple(claims))
        else:
            yield Told(isolated(group.origin), group.origin_id, group.interested, tuple(claims))


def _origin(claim: AnyClaim, origin_of: Mapping[str, OriginGroup]) -> str:
    group = origin_of.get(claim.claim_id)
    return group.origin_id if group else ""


def _slots(
    linked: Sequence[tuple[ClaimLink, AnyClaim]],
    shown: Mapping[str, ClaimView],
    origin_of: Mapping[str, OriginGroup],
) -> Iterator[Slot]:
    said: dict[str, dict[str, list[EventClaim]]] = defaultdict(lambda: defaultdict(list))
    for link, claim in linked:
        if isinstance(claim, EventClaim) and link.role == "supports":
            for name, words in _said(claim):
                said[name][words].append(claim)
    for name in (*_SLOTS, *sorted(said.keys() - _SLOTS.keys())):
        if name not in said:
            continue
        values = [_value(words, claims, shown, origin_of) for words, claims in said[name].items()]
        tellers = {origin for value in values for origin in value.origins}
        verdict: Verdict = "differs" if len(values) > 1 else "same" if len(tellers) > 1 else "one"
        heading = _(_SLOTS[name]) if name in _SLOTS else wording.harm_words(name.removeprefix("harm:"))
        yield Slot(heading, verdict, tuple(sorted(values, key=lambda value: -len(value.origins))))


def _said(claim: EventClaim) -> Iterable[tuple[str, str]]:
    """What a claim itself says to each question; a day that was taken from the publication is not said."""
    if claim.where:
        yield "place", wording.where_words(claim.where)
    if claim.when and claim.when.basis in ("explicit", "relative"):
        yield "day", wording.when_words(claim.when)
    if claim.event_types:
        yield "kind", wording.type_words(claim.event_types)
    for name, words in (
        ("weapon", [term("weapons", weapon.weapon_id) for weapon in claim.weapons]),
        ("target", [term("targets", target.target_id) for target in claim.targets]),
        ("actor", [f"{wording.actor_words(a.actor_id, a.text)} ({code_words(a.role)})" for a in claim.actors]),
    ):
        if words:
            yield name, _(", ").join(sorted(dict.fromkeys(words)))
    for harm in claim.harms:
        if harm.subset_of is None:
            yield f"harm:{harm.harm}", wording.said_words(harm)


def _value(
    words: str, claims: Sequence[EventClaim], shown: Mapping[str, ClaimView], origin_of: Mapping[str, OriginGroup]
) -> Value:
    names: dict[str, str] = {}
    for claim in claims:
        group = origin_of.get(claim.claim_id)
        names[group.origin_id if group else ""] = isolated(group.origin) if group else _("origin not known")
    return Value(words, tuple(names.values()), tuple(shown[claim.claim_id] for claim in claims))


def _clashes(
    held: Incident | Aggregate,
    record: RecordView,
    linked: Sequence[tuple[ClaimLink, AnyClaim]],
    shown: Mapping[str, ClaimView],
) -> Iterator[Clash]:
    """Figures that exclude each other, and denials with a claim that they deny."""
    for harm, ids in conflicts_in(held, record):
        claims = tuple(shown[row_id] for row_id in ids if row_id in shown)
        if len(claims) > 1:
            yield Clash(_("how many: {harm}", harm=wording.harm_words(harm)), claims)
    against = [shown[link.claim_id] for link, _claim in linked if link.role == "contradicts"]
    supporting = [shown[link.claim_id] for link, _claim in linked if link.role == "supports"]
    if against and supporting:
        yield Clash(_("whether it happened so"), (supporting[0], *against))
