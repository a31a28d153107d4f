"""Linkage of lists on record, and the clerical review of its pairs: what waits, why, and what a person decided.

A decision is a row of the chained decisions (kind "link"). It holds over every rerun of linkage for as long as the two
rows say what they said when it was made; where one has changed the pair waits again, with the old decision beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harmtrace.errors import UnknownName
from harmtrace.model.decision import Decision
from harmtrace.model.link import CandidatePair, PairDecision, Verdict, WeightStep, ends_of, pair_id
from harmtrace.model.person import Entry, ListedPerson
from harmtrace.people.deciding import Decisions, fingerprint, standing
from harmtrace.people.linking import Linkage, LinkagePeople
from harmtrace.people.waterfall import waterfall
from harmtrace.review import decide as deciding
from harmtrace.review.decide import last_seen
from harmtrace.review.standing import Standings
from harmtrace.store.decisions import decisions
from harmtrace.store.links import candidate_pairs, replace_pairs
from harmtrace.store.people import lists_on_record, people_of
from harmtrace.store.record import Store, now

LOW, HIGH = 0.05, 0.99
"""Pairs between these probabilities wait to be looked at, unless others are asked for."""


@dataclass(frozen=True, slots=True)
class QueuedPair:
    """A pair that waits, or was decided. `decision` is the latest one; `outdated` says that a row changed since."""

    pair: CandidatePair
    decision: PairDecision | None = None
    outdated: bool = False

    @property
    def verdict(self) -> Verdict | None:
        """What is decided and still binds."""
        return self.decision.verdict if self.decision is not None and not self.outdated else None


@dataclass(frozen=True, slots=True)
class PairView:
    """All that a reviewer sees of a pair. The rows are restricted. `seen` is for `decide`: the last decision on it."""

    queued: QueuedPair
    steps: tuple[WeightStep, ...]
    rows: tuple[ListedPerson | None, ListedPerson | None]
    history: tuple[PairDecision, ...]
    rivals: tuple[CandidatePair, ...]
    seen: int


def decided_of(store: Store, lists: Mapping[str, Sequence[Entry]]) -> tuple[Decisions, list[str]]:
    """The decisions that bind a linkage of these lists, and a note of each that a changed row has outdated."""
    made = [history[-1] for history in _decided(store).values()]
    return standing(made, lists)


def keep_candidates(
    store: Store, lists: Mapping[str, Sequence[Entry]], found: Linkage | LinkagePeople, least: float = 0.0
) -> int:
    """Keep the pairs that a linkage of lists on record looked at, for review; returns how many.

    Those of an earlier linkage of the same two lists are replaced; `least` leaves out what is less likely.
    """
    chosen = set(_chosen(found, list(lists)))
    said = {(name, entry.id): entry for name, entries in lists.items() for entry in entries}
    by_lists: dict[tuple[str, str], list[CandidatePair]] = defaultdict(list)
    for one in found.candidates:
        if one.link.probability < least and not one.link.decided:
            continue
        rows = (one.link.a, one.link.b)
        read = (fingerprint(said[one.lists[0], rows[0]]), fingerprint(said[one.lists[1], rows[1]]))
        own = pair_id(one.lists, rows)
        by_lists[one.lists].append(CandidatePair(own, one.lists, one.link, read, ends_of(one.lists, rows) in chosen))
    names = list(lists)
    wanted = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]] or [(names[0], names[0])]
    with store.writing() as writing:
        for two in wanted:
            replace_pairs(writing, two, by_lists.get(two, ()))
        writing.seal(now())
    return sum(map(len, by_lists.values()))


def _chosen(found: Linkage | LinkagePeople, names: Sequence[str]) -> list[object]:
    if isinstance(found, LinkagePeople):
        return [ends_of(r.lists, (r.link.a, r.link.b)) for person in found.people for r in person.links]
    two = (names[0], names[-1])
    return [ends_of(two, (one.a, one.b)) for one in found.links]


def queue(store: Store, *, low: float = LOW, high: float = HIGH, decided: bool = False) -> list[QueuedPair]:
    """What waits to be decided, the most doubtful first; before all what was decided and has changed since.

    `decided` asks for the pairs that are decided instead, those of "unsure" among them.
    """
    made = _decided(store)
    rows = [_queued(one, made.get(one.pair_id, ())) for one in candidate_pairs(store)]
    if decided:
        return [one for one in rows if one.verdict is not None]
    waiting = [
        one for one in rows if one.verdict is None and (one.outdated or low <= one.pair.link.probability <= high)
    ]
    return sorted(waiting, key=lambda one: (not one.outdated, abs(_weight(one.pair)), one.pair.pair_id))


def pair(store: Store, pair: str) -> PairView:
    """One pair with its waterfall. Raises `UnknownName` for one that no linkage left."""
    found = _pair(store, pair)
    history = _decided(store).get(pair, [])
    rows = tuple(_row(store, name, row) for name, row in zip(found.lists, (found.link.a, found.link.b), strict=True))
    entries = [row.entry if row is not None else None for row in rows]
    rivals = [one for one in candidate_pairs(store) if one.pair_id != pair and _ends(one) & _ends(found)]
    return PairView(
        _queued(found, history),
        waterfall(found.link, *entries),
        (rows[0], rows[1]),
        tuple(history),
        tuple(sorted(rivals, key=lambda one: -_weight(one))),
        last_seen(store, (pair,)),
    )


def decide(
    store: Store, pair: str, verdict: Verdict, person: str, reason: str, seen: int | None = None
) -> PairDecision:
    """Decide of a pair that its rows are one person, two, or that it cannot be told.

    `seen` is the number of the last decision that the person had before their eyes (`PairView.seen`). Raises
    `UnknownName` for a pair that no linkage left, `BadDecision` without a reason, `DecidedMeanwhile` where another
    person decided since.
    """
    found = _pair(store, pair)
    change = {
        "verdict": verdict,
        "lists": list(found.lists),
        "rows": [found.link.a, found.link.b],
        "read": list(found.read),
        "probability": found.link.probability,
    }
    made = deciding.decide(
        store,
        person=person,
        kind="link",
        subjects=(pair,),
        change=change,
        reason=reason,
        seen=last_seen(store, (pair,)) if seen is None else seen,
    )
    with store.writing() as writing:
        writing.seal(now())
    return _read(made)


def _pair(store: Store, pair: str) -> CandidatePair:
    found = candidate_pairs(store, pair)
    if not found:
        way_out = "`harmtrace lists pairs` lists them; `harmtrace link list:A list:B` makes them."
        raise UnknownName(f"no pair of rows is called {pair!r}", way_out=way_out)
    return found[0]


def _row(store: Store, name: str, row: str) -> ListedPerson | None:
    return next((one for one in people_of(store, name) if one.entry.id == row), None)


def _queued(one: CandidatePair, history: Sequence[PairDecision]) -> QueuedPair:
    last = history[-1] if history else None
    if last is None:
        return QueuedPair(one)
    then = dict(zip(zip(last.lists, last.rows, strict=True), last.read, strict=True))
    now_ = dict(zip(zip(one.lists, (one.link.a, one.link.b), strict=True), one.read, strict=True))
    return QueuedPair(one, last, then != now_)


def _ends(one: CandidatePair) -> set[tuple[str, str]]:
    return set(ends_of(one.lists, (one.link.a, one.link.b)))


def _weight(one: CandidatePair) -> float:
    return one.link.start + sum(one.link.weights.values())


def _decided(store: Store) -> dict[str, list[PairDecision]]:
    """The decisions in force by pair, the latest one last; those taken back, or awaiting another person, are not."""
    found: dict[str, list[PairDecision]] = defaultdict(list)
    for one in Standings(decisions(store)).standing_decisions():
        if one.kind == "link":
            found[one.subjects[0]].append(_read(one))
    return found


def _read(one: Decision) -> PairDecision:
    lists, rows, read = (one.change[key] for key in ("lists", "rows", "read"))
    return PairDecision(
        one.subjects[0],
        (lists[0], lists[1]),
        (rows[0], rows[1]),
        (read[0], read[1]),
        one.change["verdict"],
        one.reason,
        one.person,
        one.at,
        one.decision_id,
    )


def lists_of(store: Store) -> list[str]:
    """The names of the lists on record that were not withdrawn."""
    return [one.list_id for one in lists_on_record(store) if not one.withdrawn]
