"""What the record shows over weeks, places, weapons, targets and actors: counts, ranges, change, clusters."""

from __future__ import annotations

import datetime
from dataclasses import field
from typing import Literal

from harmtrace.model.immutable import immutable
from harmtrace.model.toll import Because, Number, StatusColumn, TollScope

PatternBy = Literal["day", "week", "month", "place", "weapon", "target", "actor"]


@immutable(frozen=True, slots=True)
class PatternRange:
    """A range of people harmed under one policy; `max` None means no stated upper end."""

    min: Number
    max: Number | None
    highest_stated: Number | None
    because: Because = field(default_factory=Because)


@immutable(frozen=True, slots=True)
class Effort:
    """How much was reported: for a period what was published in it, for other rows what tells of their incidents."""

    documents: int
    publishers: int
    origins: int


@immutable(frozen=True, slots=True)
class Tail:
    """How often chance alone gives as many as were seen or more, and as many or fewer."""

    more: float
    fewer: float


@immutable(frozen=True, slots=True)
class Change:
    """A period's number of incidents against all periods before it in the same scope.

    `expected` is what the past would give in a period of this length. `poisson` takes the past for even, `uneven`
    for as uneven as it was (`spread` is the size of the negative binomial); None where it was no more uneven than
    chance.
    """

    observed: int
    expected: float
    past_periods: int
    past_incidents: int
    poisson: Tail
    uneven: Tail | None
    spread: float | None
    method: str


@immutable(frozen=True, slots=True)
class PatternRow:
    """One week, place, weapon, target or actor.

    `least` counts the incidents that are surely in it, those that may be the same one once; `most` those that may be
    in it as well, each for itself.
    """

    key: str
    label: str
    least: int
    most: int
    incidents: tuple[str, ...]
    perhaps: tuple[str, ...]
    aggregates: tuple[str, ...]
    inclusive: PatternRange
    corroborated: PatternRange
    effort: Effort
    start: datetime.date | None = None
    end: datetime.date | None = None
    change: Change | None = None


@immutable(frozen=True, slots=True)
class Cluster:
    """More incidents in a circle and a period than both the places and the days by themselves would give."""

    centre: str
    radius_km: float
    places: tuple[str, ...]
    start: datetime.date
    end: datetime.date
    observed: int
    expected: float
    p: float
    incidents: tuple[str, ...]
    effort: Effort


@immutable(frozen=True, slots=True)
class Scan:
    """The search for clusters. `state` says why there was none, where the record is too small for one."""

    state: Literal["done", "too_few"]
    method: str
    incidents: int
    places: int
    replicates: int
    seed: int
    unit_days: int
    clusters: tuple[Cluster, ...] = ()


@immutable(frozen=True, slots=True)
class Finding:
    """Something on record that bears on a sentence.

    `kind` is an id of `pattern_findings.tsv`, `label` its words with the `facts` filled in; facts are numbers, dates
    and ids of actors and targets.
    """

    kind: str
    label: str
    facts: dict[str, str]
    incidents: tuple[str, ...]
    claims: tuple[str, ...] = ()


@immutable(frozen=True, slots=True)
class Caveat:
    """What is to be known of a pattern: an id of `pattern_caveats.tsv`, its words, the numbers in them."""

    caveat: str
    label: str
    facts: dict[str, str]


@immutable(frozen=True, slots=True)
class Sentence:
    """A sentence that sources use of patterns, with the record for and against it. It holds no verdict.

    `said` are the claims that use its words, of `said_by` origins; `silent` what the record does
    not tell of and would bear on it.
    """

    sentence: str
    label: str
    meaning: str
    said: tuple[str, ...]
    said_by: int
    speaks_for: tuple[Finding, ...]
    speaks_against: tuple[Finding, ...]
    silent: tuple[Finding, ...]


@immutable(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The answer of `harmtrace patterns`. Rows that are not `apart` overlap and must not be added."""

    by: PatternBy
    apart: bool
    scope: TollScope
    harm: str
    status: StatusColumn
    rows: tuple[PatternRow, ...]
    scan: Scan
    sentences: tuple[Sentence, ...]
    caveats: tuple[Caveat, ...]
    in_no_row: tuple[str, ...] = ()
    """Incidents in scope that no row has: without a date, or without a place of the level asked for."""
    notices: tuple[str, ...] = ()
    version: str = ""
