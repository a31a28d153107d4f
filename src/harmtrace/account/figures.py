"""From the harms of claims to figures with bounds; words are never turned into numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from harmtrace.model.claim import EventClaim, Harm, Status
from harmtrace.model.quantity import Quantity
from harmtrace.model.toll import Number
from harmtrace.places.folding import fold_name
from harmtrace.provenance.origins import Provenance
from harmtrace.vocab.languages import language_forms, languages

PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Range:
    """What one figure says. `low` None: no lower end stated; `high` None: none stated above.

    `vague` holds the usual span of a quantity word ("dozens"), which is used for comparison only;
    `some` marks a figure without a number: at least one.
    """

    low: Number | None
    high: Number | None
    some: bool = False
    vague: tuple[Number, Number] | None = None
    approximate: bool = False

    def plus(self, other: Range) -> Range:
        """The sum of two disjoint figures."""
        ends = [(self.low, other.low), (self.high, other.high)]
        low, high = (None if a is None or b is None else a + b for a, b in ends)
        if low is None and (self.low is not None or other.low is not None):
            low = (self.low or 0) + (other.low or 0)
        spans = [(r.vague or (r.floor, r.floor)) for r in (self, other)]
        vague = (spans[0][0] + spans[1][0], spans[0][1] + spans[1][1]) if self.vague or other.vague else None
        approximate = self.approximate or other.approximate
        return Range(low, high, (self.some or other.some) and low is None, vague, approximate)

    @property
    def floor(self) -> Number:
        """The least number that it allows."""
        return self.low if self.low is not None else (1 if self.some else 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """One harm of one claim as a voice may tell it."""

    claim_id: str
    document_id: str
    origin: str
    distance: int
    published: str
    index: int
    harm: str
    status: Status
    who: tuple[str, ...]
    parents: tuple[int, ...]
    range: Range
    unit: str
    quote: str


def range_of(quantity: Quantity) -> Range:
    """Return the bounds of a quantity as methods.md, section 2, reads them."""
    if quantity.op == "vague" or (quantity.value is None and quantity.low is None and quantity.high is None):
        return Range(None, None, some=True, vague=vague_span(quantity.vague))
    if quantity.op in ("eq", "approx") and quantity.value is not None:
        return Range(quantity.value, quantity.value, approximate=quantity.op == "approx")
    return Range(quantity.low, quantity.high)


def vague_span(word: str | None) -> tuple[Number, Number] | None:
    """The usual span of a quantity word, or None for a word that has none."""
    return _spans().get(fold_name(word)) if word else None


@cache
def _spans() -> dict[str, tuple[Number, Number]]:
    found: dict[str, tuple[Number, Number]] = {}
    for language in languages():
        for _kind, value, form in language_forms(language, "vague_spans"):
            least, most = value.split()
            found[fold_name(form)] = (int(least), int(most))
    return found


@cache
def _units() -> dict[str, str]:
    return {
        fold_name(form): value
        for language in languages()
        for _kind, value, form in language_forms(language, "counted_units")
    }


def unit_of(harm: Harm) -> str:
    """What a harm counts: persons unless the words name families, bodies or the like."""
    unit = harm.quantity.unit
    return _units().get(fold_name(unit), PERSONS) if unit else PERSONS


def figures_of(claims: Iterable[EventClaim], provenance: Provenance, published: Mapping[str, str]) -> list[Figure]:
    """Every harm of the claims as a figure, in a stable order. `published` gives each document's date."""
    found = [
        Figure(
            claim.claim_id,
            claim.document_id,
            provenance.origin_of[claim.claim_id],
            provenance.distance.get(claim.claim_id, 0),
            published.get(claim.document_id, ""),
            index,
            harm.harm,
            harm.status,
            harm.who,
            _parents(harm),
            range_of(harm.quantity),
            unit_of(harm),
            " ".join(part.quote for part in claim.evidence),
        )
        for claim in claims
        for index, harm in enumerate(claim.harms)
    ]
    return sorted(found, key=lambda f: (f.claim_id, f.index))


def _parents(harm: Harm) -> tuple[int, ...]:
    if harm.subset_of is None:
        return ()
    return (harm.subset_of,) if isinstance(harm.subset_of, int) else harm.subset_of
