"""What persons decided about which claims tell of one incident: it goes before what the machine finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from harmtrace.model.reviewed import Apart, Together

if TYPE_CHECKING:
    from harmtrace.resolve.profiles import Profile

Rivals = Mapping[str, frozenset[str]]
"""For a claim those that it never is one incident with."""


@dataclass(frozen=True)
class Settled:
    """Sets of claims that are one incident, and pairs of sets that are two."""

    joined: tuple[Together, ...] = ()
    parted: tuple[Apart, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.joined or self.parted)

    @cached_property
    def sets(self) -> Mapping[str, Together]:
        """For a claim the set that it stands in."""
        return {claim: one for one in self.joined for claim in one.claims}

    @cached_property
    def rivals(self) -> Rivals:
        """For a claim those that persons hold for another incident."""
        found: dict[str, set[str]] = defaultdict(set)
        for apart in self.parted:
            for one, other in ((apart.ours, apart.theirs), (apart.theirs, apart.ours)):
                for claim in one:
                    found[claim].update(other)
        return {claim: frozenset(others) for claim, others in found.items()}

    def why(self, claim_id: str) -> str:
        """The reason of a claim's place that persons gave, or nothing."""
        held = self.sets.get(claim_id)
        return f"decided by persons: {', '.join(held.decisions)}" if held is not None else ""

    def apart(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """Whether persons hold any of some claims apart from any of others."""
        others = frozenset(theirs)
        return any(self.rivals.get(claim, frozenset()) & others for claim in ours)

    def bundles(self, profiles: Sequence[Profile]) -> list[list[Profile]]:
        """The profiles, those together that persons hold for one incident, in the order of their first."""
        if not self.joined:
            return [[one] for one in profiles]
        home: dict[int, int] = {}
        bundles: list[list[Profile]] = []
        for one in profiles:
            numbers = {id(held) for claim in one.claims if (held := self.sets.get(claim.claim_id)) is not None}
            known = sorted({home[number] for number in numbers if number in home})
            place = known[0] if known else len(bundles)
            if not known:
                bundles.append([])
            for other in known[1:]:
                bundles[place] += bundles[other]
                bundles[other] = []
                home = {number: place if at == other else at for number, at in home.items()}
            bundles[place].append(one)
            home |= dict.fromkeys(numbers, place)
        return [bundle for bundle in bundles if bundle]

    def clashes(self, bundles: Sequence[Sequence[Profile]]) -> dict[str, frozenset[str]]:
        """Claims of one text that may not be joined, because others of what each would be joined to are two incidents.

        The machine joined them within their text before it knew what persons join them to.
        """
        found: dict[str, set[str]] = defaultdict(set)
        for bundle in bundles:
            inside = frozenset(claim.claim_id for one in bundle for claim in one.claims)
            torn = {claim for claim in inside if self.rivals.get(claim, frozenset()) & inside}
            if not torn:
                continue
            for one in bundle:
                for left, right in combinations([claim.claim_id for claim in one.claims], 2):
                    if self._told_apart(left, right, torn):
                        found[left].add(right)
                        found[right].add(left)
        return {claim: frozenset(others) for claim, others in found.items()}

    def _told_apart(self, left: str, right: str, torn: set[str]) -> bool:
        ours, theirs = self.sets.get(left), self.sets.get(right)
        if ours is theirs and ours is not None:
            return False
        return all(held is not None or claim in torn for claim, held in ((left, ours), (right, theirs)))


def united(*rivals: Rivals) -> dict[str, frozenset[str]]:
    """Several tables of rivals as one."""
    found: dict[str, frozenset[str]] = {}
    for table in rivals:
        for claim, others in table.items():
            found[claim] = found.get(claim, frozenset()) | others
    return found
