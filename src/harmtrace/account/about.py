"""Whether an incident or a total is of a weapon, an actor or a target that is asked for, by what its tellers say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from harmtrace.account.scope import Membership
from harmtrace.model.claim import EventClaim
from harmtrace.vocab.tables import rows

BLAMED = frozenset({"alleged_perpetrator", "claimed_responsibility"})
"""The roles of those who are said to have done it."""
_Word = Literal["for", "perhaps", "against"]


@dataclass(frozen=True, slots=True)
class About:
    """What is asked for besides places, days and harms: ids, those of one kind united; none means any."""

    weapons: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.weapons or self.actors or self.targets)


def about(asked: About, claims: Sequence[EventClaim]) -> tuple[Membership, bool]:
    """Whether what the claims tell of is what is asked for, and whether any of them says so.

    Surely so where those who name a weapon or who did it all name the one asked for: tellers who name different ones
    contradict each other. Things that are hit do not exclude each other: there one teller is enough. Where nobody
    names any, or only a wider kind, nobody knows.
    """
    answers: list[Membership] = []
    said = True
    for wanted, words in ((asked.weapons, _weapon), (asked.actors, _actor), (asked.targets, _target)):
        if wanted:
            told = [word for claim in claims for word in words(wanted, claim)]
            answers.append(_judged(told, alone=words is not _target))
            said = said and "for" in told
    if "no" in answers:
        return "no", False
    return ("yes" if all(answer == "yes" for answer in answers) else "maybe"), said


def total_about(asked: About, claims: Sequence[EventClaim]) -> tuple[Membership, bool, bool]:
    """The same of a total: surely so only where all that it names is what is asked for.

    The last answer is whether it counts all that is asked for and more: it names none of the kinds asked for.
    """
    answer, said = about(asked, claims)
    kinds = ((asked.weapons, _weapon), (asked.actors, _actor), (asked.targets, _target))
    told = [[w for claim in claims for w in words(wanted, claim)] for wanted, words in kinds if wanted]
    named = [list(_named(claim, asked)) for claim in claims]
    if answer == "yes" and not all(all(inside) for inside in named):
        answer = "maybe"
    return answer, said, all(not words for words in told)


def _judged(told: Sequence[_Word], alone: bool) -> Membership:
    if "for" in told:
        return "yes" if not alone or "against" not in told else "maybe"
    return "no" if told and "perhaps" not in told else "maybe"


def _weapon(wanted: Sequence[str], claim: EventClaim) -> Iterable[_Word]:
    named = {weapon.weapon_id: weapon.certainty for weapon in claim.weapons}
    return _word(wanted, named)


def _actor(wanted: Sequence[str], claim: EventClaim) -> Iterable[_Word]:
    blamed = {actor.actor_id or "": actor.certainty for actor in claim.actors if actor.role in BLAMED}
    return _word(wanted, blamed)


def _target(wanted: Sequence[str], claim: EventClaim) -> Iterable[_Word]:
    return _word(wanted, {target.target_id: "stated" for target in claim.targets})


def _word(wanted: Sequence[str], named: Mapping[str, str]) -> Iterable[_Word]:
    """What a claim that names any of a kind says of those wanted: one word, or none where it names none."""
    if not named:
        return
    inside = [certainty for one, certainty in named.items() if _one_of(one, wanted)]
    if "stated" in inside:
        yield "for"
    elif inside or any(not one or _wider(one, wanted) for one in named):
        yield "perhaps"
    else:
        yield "against"


def _named(claim: EventClaim, asked: About) -> Iterable[bool]:
    """For all that a claim names of the kinds asked for, whether it is what is asked for."""
    if asked.weapons:
        yield from (_one_of(weapon.weapon_id, asked.weapons) for weapon in claim.weapons)
    if asked.actors:
        yield from (_one_of(actor.actor_id or "", asked.actors) for actor in claim.actors if actor.role in BLAMED)
    if asked.targets:
        yield from (_one_of(target.target_id, asked.targets) for target in claim.targets)


def _one_of(one: str, wanted: Sequence[str]) -> bool:
    return any(other in wanted for other in lineage(one))


def _wider(one: str, wanted: Sequence[str]) -> bool:
    return any(one in lineage(other) for other in wanted)


@cache
def lineage(one: str) -> tuple[str, ...]:
    """An id and those of the wider kinds that it is of, as the table of weapons has them."""
    parents: Callable[[str], str | None] = _parents().get
    found = [one]
    while (parent := parents(found[-1])) and parent not in found:
        found.append(parent)
    return tuple(found)


@cache
def _parents() -> dict[str, str]:
    return {row["id"]: row["parent"] for row in rows("weapons") if row["parent"]}
