"""From figures to voices: each origin speaks once for a harm, with its latest figure, nearest to its own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harmtrace.account.figures import Figure, Range
from harmtrace.account.rises import leaves_after_rise, taken_back
from harmtrace.model.claim import Status

_ALL_OF_THEM = frozenset({"fighter", "soldier"})
"""Groups (`who.tsv`) that are what being a combatant means, and no part of them."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one origin says of one harm: the figures that stand, and those that are relays' drift."""

    origin: str
    figures: tuple[Figure, ...]
    drift: tuple[Figure, ...] = ()
    superseded: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A range that a voice gives for one status, with the claims it rests on.

    Each of the claims says it alone, unless it is a sum of what several say: then `parts` are the fewest that do.
    """

    origin: str
    range: Range
    claims: tuple[str, ...]
    parts: tuple[str, ...] = ()

    @property
    def grounds(self) -> tuple[str, ...]:
        """The fewest claims that say it."""
        return self.parts or self.claims[:1]


def voices_of(figures: Iterable[Figure]) -> list[Voice]:
    """Choose each origin's standing figures of one harm and unit.

    Its own document speaks before a relay, a nearer relay before a farther; among equally near
    ones the latest. Earlier figures are superseded, farther ones that differ are drift. Figures
    that a later text says the toll rose from leave as well, whoever told them; and those that their
    origin takes back, also where a relay passes on that it does.
    """
    by_origin: dict[str, list[Figure]] = defaultdict(list)
    every = list(figures)
    for figure in every:
        by_origin[figure.origin].append(figure)
    risen = leaves_after_rise(every)
    found = []
    for origin in sorted(by_origin):
        withdrawn = taken_back(by_origin[origin])
        left = tuple(f for f in by_origin[origin] if f.claim_id in withdrawn)
        own = [f for f in by_origin[origin] if f.claim_id not in withdrawn]
        if len(own) == 1 and not risen:
            found.append(Voice(origin, (own[0],), superseded=left))
            continue
        nearest = min(f.distance for f in own)
        near = [f for f in own if f.distance == nearest]
        latest = max(f.published for f in near)
        standing = [f for f in near if _same_time(f.published, latest)]
        standing = [f for f in standing if f.claim_id not in risen]
        superseded = [f for f in near if f not in standing]
        ranges = {(f.status, f.range) for f in standing}
        drift = tuple(f for f in own if f.distance > nearest and (f.status, f.range) not in ranges and not f.parents)
        found.append(Voice(origin, tuple(standing), drift, (*superseded, *left)))
    return found


def _same_time(published: str, latest: str) -> bool:
    """Whether two dates of publication cannot be told apart at the precision that both have."""
    length = min(len(published), len(latest))
    return published[:length] == latest[:length] if length else published == latest


def said(voice: Voice, status: str) -> list[Said]:
    """What a voice says for a status column: usually one range, several where it contradicts itself.

    In `any`, disjoint parts add up within one voice; subsets add to nothing. `unstated`, `mixed`
    and `contested` people are never counted as civilians.
    """
    tops = [f for f in voice.figures if not f.parents]
    if not tops:
        tops = list(voice.figures)
    if status == "any":
        return _any(voice.origin, tops)
    own = _summed(voice.origin, [f for f in tops if f.status == status])
    if own:
        return own
    return _from_parts(voice, status)


def _summed(origin: str, figures: Sequence[Figure]) -> list[Said]:
    """Figures of one status: those of one claim add up, those of several claims stand beside each other."""
    if len(figures) == 1:
        return [Said(origin, figures[0].range, (figures[0].claim_id,))]
    by_claim: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_claim[figure.claim_id].append(figure)
    ranges: dict[Range, list[str]] = defaultdict(list)
    for claim_id, own in by_claim.items():
        total = own[0].range
        for figure in own[1:]:
            total = total.plus(figure.range)
        ranges[total].append(claim_id)
    return [Said(origin, total, tuple(sorted(claims))) for total, claims in ranges.items()]


def _from_parts(voice: Voice, status: str) -> list[Said]:
    """What parts say of a column that their whole leaves open ("15 people, including 4 civilians")."""
    wholes = {(f.claim_id, f.index): f.status for f in voice.figures}
    parts = [
        f
        for f in voice.figures
        if f.parents and f.status == status and any(wholes.get((f.claim_id, p)) != status for p in f.parents)
    ]
    found = []
    for figure in parts:
        # Four children among fifteen dead: four civilians at least, the others may be civilians too. But "four
        # fighters" are all the combatants.
        others_too = set(figure.who) - (_ALL_OF_THEM if status == "combatant" else frozenset())
        bounds = Range(figure.range.low, None, figure.range.some) if others_too else figure.range
        found.append(Said(voice.origin, bounds, (figure.claim_id,)))
    return sorted(found, key=lambda s: (-s.range.floor, s.claims))[:1]


def _any(origin: str, tops: Sequence[Figure]) -> list[Said]:
    """The whole that a voice tells: the largest of its claims' sums and of the sum of its disjoint parts."""
    candidates = _summed(origin, tops)
    if len(tops) == 1:
        return candidates
    parts = _disjoint_parts(origin, tops)
    if parts is not None:
        candidates.append(parts)
    statuses = {f.status for f in tops}
    if len(statuses) <= 1:
        return candidates
    best = max(candidates, key=lambda s: (s.range.floor, s.range.high is None, s.claims))
    return [c for c in candidates if c.range == best.range]


def _disjoint_parts(origin: str, tops: Sequence[Figure]) -> Said | None:
    """The sum over statuses where a voice tells its parts in several claims."""
    disjoint: tuple[Status, ...] = ("civilian", "combatant", "contested")
    chosen = []
    for status in disjoint:
        own = _summed(origin, [f for f in tops if f.status == status])
        if own:
            chosen.append(max(own, key=lambda s: (s.range.floor, s.claims)))
    if len(chosen) < 2 or len({claim for one in chosen for claim in one.claims}) < 2:
        return None
    total = chosen[0].range
    for one in chosen[1:]:
        total = total.plus(one.range)
    every = {claim for one in chosen for claim in one.claims}
    fewest = {claim for one in chosen for claim in one.grounds}
    return Said(origin, total, tuple(sorted(every)), tuple(sorted(fewest)))
