"""Who says so: the tellers from the origin to the publisher."""

from __future__ import annotations

from typing import Literal

from harmtrace.model.immutable import immutable

Modality = Literal["asserted", "reported", "alleged", "suspected", "denied", "negated", "conditional", "planned"]


@immutable(frozen=True, slots=True)
class Teller:
    """One link of the chain; `start` and `end` are None for a publisher that the text does not name."""

    name: str
    actor_id: str | None = None
    start: int | None = None
    end: int | None = None


@immutable(frozen=True, slots=True)
class Attribution:
    """The chain from origin to publisher. `basis` says whether a teller is named or only the publisher speaks."""

    chain: tuple[Teller, ...]
    basis: Literal["explicit", "publisher"]
    verb: str | None = None

    @property
    def origin(self) -> Teller:
        """The first teller of the chain."""
        return self.chain[0]


@immutable(frozen=True, slots=True)
class Extractor:
    """What made a claim: its name, version and the rule that fired."""

    name: str
    version: str
    rule: str
