"""From voices to the range of one harm and status for one incident or total, by the table of methods.md, section 2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from harmtrace.account.figures import PERSONS, Figure, Range
from harmtrace.account.rises import may_rise
from harmtrace.account.voices import Said, Voice, said, voices_of
from harmtrace.model.toll import Because, Number, Policy, StatusColumn, TollRow

COLUMNS: tuple[StatusColumn, ...] = ("civilian", "combatant", "mixed", "unstated", "contested", "any")
HULL_VERSION = "2"
_Heard = tuple[list[Said], list[Said]]


@dataclass(frozen=True, slots=True)
class Hull:
    """A range with the claims that reach its ends. `told_by_one`: claims that no second origin supports.

    `stated` is the largest figure that anybody tells, under whichever policy; `highest` that of the policy. The
    `grounds` are the fewest claims that say an end.
    """

    min: Number
    max: Number | None
    highest: Number | None
    min_claims: tuple[str, ...] = ()
    max_claims: tuple[str, ...] = ()
    approximate: bool = False
    told_by_one: tuple[str, ...] = ()
    highest_claims: tuple[str, ...] = ()
    stated: Number | None = None
    stated_claims: tuple[str, ...] = ()
    min_grounds: tuple[str, ...] = ()
    max_grounds: tuple[str, ...] = ()

    @property
    def top(self) -> Number:
        """The highest figure, which is never below the least."""
        return max(self.min, self.highest or 0)


def hull(
    figures: Sequence[Figure], status: StatusColumn, policy: Policy, silent: frozenset[str] = frozenset()
) -> Hull | None:
    """The range of one harm for `status`, or None where no voice speaks of it.

    `figures` are those of one harm and unit; `silent` are origins that do not corroborate.
    `because` names the claims at each end and every claim whose absence would move it.
    """
    return _Told(figures).hull(status, policy, silent)


def lacking(
    figures: Sequence[Figure], status: StatusColumn, policy: Policy, silent: frozenset[str]
) -> dict[str, Hull | None]:
    """For each claim of the figures, the range that they would have without it."""
    told = _Told(figures)
    return {claim: _hull(*told.without(claim, status), status, policy, silent) for claim in sorted(told.by_claim)}


def bare_hull(figures: Sequence[Figure], status: StatusColumn, policy: Policy, silent: frozenset[str]) -> Hull | None:
    """The range as `hull` gives it, naming only the claims that stand at its ends."""
    return _hull(*_Told(figures).whole(status), status, policy, silent)


class _Told:
    """The figures of one harm and unit, all and without each claim: what each origin says serves every status."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.figures = figures
        self.by_claim = {figure.claim_id: figure.origin for figure in figures}
        self.voices = {voice.origin: voice for voice in voices_of(figures)}
        self.broken = broken_parts(figures)
        self._heard: dict[str, dict[str, _Heard]] = {}

    def hull(self, status: StatusColumn, policy: Policy, silent: frozenset[str]) -> Hull | None:
        """The range, with every claim whose absence would move it."""
        whole = _hull(*self.whole(status), status, policy, silent)
        if whole is None:
            return None
        low, high, top = set(whole.min_claims), set(whole.max_claims), set(whole.highest_claims)
        for claim in self.by_claim:
            if self._bears_on_nothing(claim, status):
                continue
            less = _hull(*self.without(claim, status), status, policy, silent)
            ends = (less.min, less.max, less.highest) if less is not None else (0, None, None)
            low |= {claim} if ends[0] != whole.min else set()
            high |= {claim} if ends[1] != whole.max else set()
            top |= {claim} if ends[2] != whole.highest else set()
        return replace(
            whole,
            min_claims=tuple(sorted(low)),
            max_claims=tuple(sorted(high)),
            highest_claims=tuple(sorted(top)) if whole.highest is not None else (),
        )

    def whole(self, status: StatusColumn) -> tuple[list[_Heard], list[tuple[Figure, Figure]]]:
        """What all say for a status, and the parts told above their wholes."""
        return list(self._of_status(status).values()), self.broken

    def without(self, claim: str, status: StatusColumn) -> tuple[list[_Heard], list[tuple[Figure, Figure]]]:
        """The same without one claim."""
        if self._rising:
            return self._less[claim].whole(status)
        # Without a rise, a claim bears on what its own origin says and on nothing else.
        heard, origin = {**self._of_status(status)}, self.by_claim[claim]
        if (own := self._own_less(claim, status)) is not None:
            heard[origin] = own
        else:
            del heard[origin]
        return list(heard.values()), [(part, whole) for part, whole in self.broken if part.claim_id != claim]

    def _bears_on_nothing(self, claim: str, status: StatusColumn) -> bool:
        """Whether the origin of a claim says the same ranges without it, so that no end can move."""
        if self._rising or any(part.claim_id == claim for part, _whole in self.broken):
            return False
        own = self._own_less(claim, status)
        return own is not None and _ranges(own) == _ranges(self._of_status(status)[self.by_claim[claim]])

    def _own_less(self, claim: str, status: StatusColumn) -> _Heard | None:
        voice = self._voice_less[claim]
        return None if voice is None else _heard(voice, status)

    def _of_status(self, status: StatusColumn) -> dict[str, _Heard]:
        known = self._heard.get(status)
        if known is None:
            known = self._heard[status] = {origin: _heard(voice, status) for origin, voice in self.voices.items()}
        return known

    @cached_property
    def _rising(self) -> bool:
        return any(may_rise(figure) for figure in self.figures)

    @cached_property
    def _less(self) -> dict[str, _Told]:
        return {claim: _Told([f for f in self.figures if f.claim_id != claim]) for claim in self.by_claim}

    @cached_property
    def _voice_less(self) -> dict[str, Voice | None]:
        """For each claim what its origin says without it, if anything."""
        of_origin: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            of_origin[figure.origin].append(figure)
        found: dict[str, Voice | None] = {}
        for claim, origin in self.by_claim.items():
            own = [f for f in of_origin[origin] if f.claim_id != claim]
            found[claim] = voices_of(own)[0] if own else None
        return found


def _ranges(heard: _Heard) -> list[list[Range]]:
    return [[one.range for one in side] for side in heard]


def _heard(voice: Voice, status: StatusColumn) -> _Heard:
    """What a voice says for a status, and of people whose status is contested where it counts no civilians."""
    told = said(voice, status)
    return told, [] if told or status != "civilian" else said(voice, "contested")


def _hull(
    heard: Sequence[_Heard],
    broken: Sequence[tuple[Figure, Figure]],
    status: StatusColumn,
    policy: Policy,
    silent: frozenset[str],
) -> Hull | None:
    told = [one for own, _doubted in heard for one in own]
    # People of contested status lower the civilian minimum only.
    contested = [
        Said(one.origin, Range(0, None if told else one.range.high), one.claims) for _own, d in heard for one in d
    ]
    if not told and not contested:
        return None
    every = [*told, *contested]
    low, low_claims = _lowest(every)
    one: tuple[str, ...] = ()
    stated, stated_claims = _highest(every)
    highest, highest_claims = stated, stated_claims
    if policy == "corroborated":
        low, low_claims, one = _second(every, silent)
        highest, highest_claims = low, low_claims
    high, high_claims = _highest_end(told or contested, broken, status)
    if high is not None and high < low:
        high = low
    lowest = next((s.grounds for s in every if s.range.floor == low and s.range.low is not None), low_claims[:1])
    return Hull(
        low,
        high,
        highest,
        low_claims,
        high_claims,
        any(s.range.approximate for s in every),
        one,
        highest_claims,
        stated,
        stated_claims,
        lowest,
        next((s.grounds for s in every if s.range.high == high), high_claims[:1]),
    )


def _lowest(told: Sequence[Said]) -> tuple[Number, tuple[str, ...]]:
    stated = [(s.range.low, s.claims) for s in told if s.range.low is not None]
    if stated:
        low = min(value for value, _claims in stated)
        return low, _named(claims for value, claims in stated if value == low)
    some = [s.claims for s in told if s.range.some]
    return (1, _named(some)) if some else (0, ())


def _highest_end(
    told: Sequence[Said], broken: Sequence[tuple[Figure, Figure]], status: StatusColumn
) -> tuple[Number | None, tuple[str, ...]]:
    stated = [(s.range.high, s.claims) for s in told if s.range.high is not None]
    if not stated:
        return None, ()
    high = max(value for value, _claims in stated)
    above = _wholes_below_parts(broken, status)
    if above is not None and above[0] > high:
        high, extra = above
        stated.append((high, extra))
    beyond = [s for s in told if s.range.high is None and _may_exceed(s, high)]
    if beyond:
        return None, _named(s.claims for s in beyond)
    return high, _named(claims for value, claims in stated if value == high)


def _may_exceed(one: Said, high: Number) -> bool:
    if one.range.low is not None and one.range.low > high:
        return True
    return one.range.vague is not None and one.range.vague[1] > high


def _wholes_below_parts(
    broken: Sequence[tuple[Figure, Figure]], status: StatusColumn
) -> tuple[Number, tuple[str, ...]] | None:
    """Where a part is told above its whole, the whole's upper end rises to it."""
    found: list[tuple[Number, tuple[str, ...]]] = []
    for part, whole in broken:
        if status in ("any", whole.status):
            found.append((part.range.floor, (part.claim_id,)))
    return max(found, default=None)


def broken_parts(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of a part and its whole in one claim where the part is the greater."""
    if not any(figure.parents for figure in figures):
        return []
    by_place = {(f.claim_id, f.index): f for f in figures}
    found = []
    for part in figures:
        wholes = [by_place[part.claim_id, p] for p in part.parents if (part.claim_id, p) in by_place]
        ends = [w.range.high for w in wholes]
        if wholes and all(e is not None for e in ends) and part.range.floor > sum(e for e in ends if e is not None):
            found.append((part, wholes[0]))
    return found


def _second(told: Sequence[Said], silent: frozenset[str]) -> tuple[Number, tuple[str, ...], tuple[str, ...]]:
    """The largest figure that two independent origins reach, the claims that do, and the claims told by one."""
    reach: dict[str, Number] = {}
    for one in told:
        if one.origin not in silent and (one.range.low is not None or one.range.some):
            reach[one.origin] = max(reach.get(one.origin, 0), one.range.floor)
    ranked = sorted(reach.values(), reverse=True)
    if len(ranked) < 2:
        return 0, (), _named(one.claims for one in told)
    second = ranked[1]
    reaching = _named(o.claims for o in told if o.origin in reach and o.range.floor >= second)
    alone = _named(o.claims for o in told if o.range.floor != second and _tellers(told, o) < 2)
    return second, reaching, alone


def _tellers(told: Sequence[Said], one: Said) -> int:
    return len({other.origin for other in told if other.range.floor == one.range.floor})


def _highest(told: Sequence[Said]) -> tuple[Number | None, tuple[str, ...]]:
    ends = [(end, s.claims) for s in told for end in (s.range.low, s.range.high) if end is not None]
    if not ends:
        return None, ()
    top = max(end for end, _claims in ends)
    return top, _named(claims for end, claims in ends if end == top)


def _named(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({claim for group in groups for claim in group}))


def rows(
    figures: Sequence[Figure], policy: Policy = "inclusive", silent: frozenset[str] = frozenset()
) -> tuple[TollRow, ...]:
    """A row for each harm, unit and status column of which anybody speaks."""
    by_harm: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_harm[figure.harm, figure.unit].append(figure)
    found = []
    for (harm, unit), own in sorted(by_harm.items()):
        told = _Told(own)
        for status in COLUMNS:
            one = told.hull(status, policy, silent)
            if one is not None:
                because = Because(one.min_claims, one.max_claims, one.highest_claims)
                found.append(TollRow(harm, status, one.min, one.max, one.highest, unit, because, one.approximate))
    return tuple(found)


__all__ = ["COLUMNS", "PERSONS", "Hull", "bare_hull", "broken_parts", "hull", "lacking", "rows"]
