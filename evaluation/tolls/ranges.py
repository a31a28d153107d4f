"""The range of one incident or total, straight from the text of methods.md, to compare with what the product says.

Nothing of `harmtrace.account` is used here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.tolls.facts import Said, Telling

VAGUE_TOP = 99
"""The usual span of "dozens", the one vague word that is drawn, ends here."""


@dataclass(frozen=True)
class Ends:
    """One figure of a voice. `low` None: it states no lower end; `some`: it says at least one without a number."""

    low: int | None
    high: int | None
    some: bool = False
    vague: bool = False
    claims: tuple[str, ...] = ()
    origin: str = ""

    @property
    def floor(self) -> int:
        """The least number it allows."""
        return self.low if self.low is not None else int(self.some)


@dataclass(frozen=True)
class Span:
    """A range with the claims that state its ends. `stated` is the highest figure told, None where no number is."""

    min: int
    max: int | None
    top: int | None
    stated: int | None
    min_claims: frozenset[str]
    max_claims: frozenset[str]
    top_claims: frozenset[str]
    stated_claims: frozenset[str]


def ends_of(said: Said) -> Ends:
    """The bounds of a figure: words are never converted."""
    if said.form in ("eq", "approx"):
        return Ends(said.low, said.low)
    if said.form == "ge":
        return Ends(said.low, None)
    if said.form == "le":
        return Ends(None, said.high)
    if said.form == "between":
        return Ends(said.low, said.high)
    return Ends(None, None, some=True, vague=said.form == "vague")


def standing(tellings: Sequence[Telling]) -> dict[str, list[Telling]]:
    """Of each origin the tellings that count: nearest to it, then the latest, less those that a toll rose from."""
    found: dict[str, list[Telling]] = {}
    for origin in sorted({t.origin for t in tellings}):
        own = [t for t in tellings if t.origin == origin]
        own = [t for t in own if t.hands == min(x.hands for x in own)]
        own = [t for t in own if t.published == max(x.published for x in own)]
        found[origin] = [t for t in own if not any(_rose_from(t, later) for later in tellings)]
    return found


def _rose_from(told: Telling, later: Telling) -> bool:
    if later.rose_from is None or later.claim == told.claim or told.published > later.published:
        return False
    return any(ends_of(said).low == later.rose_from for said in told.figures)


def voices(tellings: Sequence[Telling], column: str) -> list[Ends]:
    """What each origin says of a status column; several figures where it contradicts itself."""
    found: list[Ends] = []
    for origin, own in standing(tellings).items():
        said: dict[tuple[object, ...], Ends] = {}
        for telling in own:
            tops = [s for s in telling.figures if s.part_of is None and column in (s.status, "any")]
            if tops:
                one = _added([ends_of(s) for s in tops])
                key = (one.low, one.high, one.some, one.vague)
                claims = (*said[key].claims, telling.claim) if key in said else (telling.claim,)
                said[key] = Ends(*key[:2], bool(key[2]), bool(key[3]), claims, origin)
        found += said.values()
    return found


def _added(ends: Sequence[Ends]) -> Ends:
    total = ends[0]
    for other in ends[1:]:
        low = None if total.low is None and other.low is None else (total.low or 0) + (other.low or 0)
        high = None if total.high is None or other.high is None else total.high + other.high
        total = Ends(low, high, low is None and (total.some or other.some), total.vague or other.vague)
    return total


def span_of(tellings: Sequence[Telling], column: str, policy: str, silent: frozenset[str]) -> Span | None:
    """The range of what the tellings say, by the rules under "Incident", "Status" and "Policies"."""
    told = voices(tellings, column)
    civil = {one.origin for one in told}
    doubted = [v for v in voices(tellings, "contested") if column == "civilian" and v.origin not in civil]
    doubted = [Ends(0, None if told else v.high, claims=v.claims, origin=v.origin) for v in doubted]
    every = [*told, *doubted]
    if not every:
        return None
    low, low_claims = _least(every)
    numbers = [(end, v.claims) for v in every for end in (v.low, v.high) if end is not None]
    stated = max((end for end, _claims in numbers), default=None)
    stated_claims = frozenset(c for end, claims in numbers if end == stated for c in claims)
    top, top_claims = stated, stated_claims
    if policy == "corroborated":
        low, low_claims = _second(every, silent)
        top, top_claims = low, low_claims
    high, high_claims = _most(told or doubted, tellings, column)
    if high is not None:
        high = max(high, low)
    return Span(low, high, top, stated, low_claims, high_claims, top_claims, stated_claims)


def _least(every: Sequence[Ends]) -> tuple[int, frozenset[str]]:
    lows = [v.low for v in every if v.low is not None]
    if lows:
        return min(lows), frozenset(c for v in every if v.low == min(lows) for c in v.claims)
    some = [v for v in every if v.some]
    return int(bool(some)), frozenset(c for v in some for c in v.claims)


def _second(every: Sequence[Ends], silent: frozenset[str]) -> tuple[int, frozenset[str]]:
    """The largest figure that two independent origins reach."""
    lower = [v for v in every if v.origin not in silent and (v.low is not None or v.some)]
    figures = sorted({v.floor for v in lower}, reverse=True)
    for figure in figures:
        if len({v.origin for v in lower if v.floor >= figure}) >= 2:
            heard = {v.origin for v in lower}
            return figure, frozenset(c for v in every if v.origin in heard and v.floor >= figure for c in v.claims)
    return 0, frozenset()


def _most(told: Sequence[Ends], tellings: Sequence[Telling], column: str) -> tuple[int | None, frozenset[str]]:
    highs = [(v.high, v.claims) for v in told if v.high is not None]
    if not highs:
        return None, frozenset()
    most = max(high for high, _claims in highs)
    parts = [(part, claim) for part, claim, status in too_large_parts(tellings) if column in ("any", status)]
    if parts and max(parts)[0] > most:
        most = max(parts)[0]
        highs.append((most, (max(parts)[1],)))
    beyond = [v for v in told if v.high is None and ((v.low or 0) > most or (v.vague and most < VAGUE_TOP))]
    if beyond:
        return None, frozenset(c for v in beyond for c in v.claims)
    return most, frozenset(c for high, claims in highs if high == most for c in claims)


def too_large_parts(tellings: Sequence[Telling]) -> list[tuple[int, str, str]]:
    """Parts that are told above the upper end of their whole: the number, the claim, the status of the whole."""
    found = []
    for telling in tellings:
        for said in telling.figures:
            if said.part_of is not None:
                whole = telling.figures[said.part_of]
                end = ends_of(whole).high
                if end is not None and ends_of(said).floor > end:
                    found.append((ends_of(said).floor, telling.claim, whole.status))
    return found
