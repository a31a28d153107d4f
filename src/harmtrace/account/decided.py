"""What persons decided, told beside the figures that it stands behind: nothing changes silently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from harmtrace.account.ledger import Ledger
from harmtrace.account.record import Held, RecordView
from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.model.incident import Aggregate, Grade, Incident
from harmtrace.model.reviewed import DecidedGrade, Reviewed, Trouble
from harmtrace.model.toll import TollRow
from harmtrace.resolve.places import locations
from harmtrace.vocab.policies import UNGRADED


@dataclass(frozen=True)
class Decided:
    """The decisions of a review by what they are about."""

    review: Reviewed

    @cached_property
    def claims(self) -> Mapping[str, AnyClaim]:
        """The claims that persons decided on and that count."""
        return {claim.claim_id: claim for claim in self.review.claims if claim.review is not None}

    @cached_property
    def left(self) -> Mapping[str, AnyClaim]:
        """The claims that persons rejected."""
        return {claim.claim_id: claim for claim in self.review.rejected_claims}

    def of(self, held: Held) -> Held:
        """An incident or aggregate as it is shown: with its decisions, behind each row those that changed it."""
        claims = [link.claim_id for link in held.claims if link.role == "supports"]
        ids = (held.incident_id, *held.previous_ids) if isinstance(held, Incident) else (held.aggregate_id,)
        grouped, gone = self._grouped(claims), self._gone(ids)
        rows = tuple(self._row(row, claims, grouped, gone) for row in held.tolls)
        every = {key for claim in claims for key in self._behind(claim)} | grouped | {key for key, _claim in gone}
        signed = bool(claims) and all(claim in self.claims for claim in claims)
        return replace(held, tolls=rows, decisions=tuple(sorted(every)), status="reviewed" if signed else "machine")

    def graded(self, incidents: Sequence[Incident]) -> list[Incident]:
        """The incidents with the grades that persons gave, each to the one that holds most of what was graded."""
        home = {link.claim_id: one.incident_id for one in incidents for link in one.claims if link.role == "supports"}
        given: dict[str, list[DecidedGrade]] = defaultdict(list)
        for grade in self.review.grades:
            found = Counter(home[claim] for claim in grade.claims if claim in home)
            if found:
                given[max(found, key=lambda one: (found[one], one == grade.incident_id, one))].append(grade)
        return [self._graded(one, given[one.incident_id]) if one.incident_id in given else one for one in incidents]

    def on(self, claim_id: str) -> set[str]:
        """The decisions that rejected or corrected a claim."""
        rejected = self.review.rejected.get(claim_id)
        return {rejected} if rejected is not None else set(self._changes(claim_id))

    def _graded(self, incident: Incident, given: Sequence[DecidedGrade]) -> Incident:
        grades = {(grade.policy, grade.actor_id): grade for grade in incident.grades}
        for one in given:
            key = (one.policy, one.actor_id)
            proposed = grades.get(key) or Grade(one.actor_id, UNGRADED, one.policy, ("nothing was proposed",))
            grades[key] = replace(proposed, decided=one.grade, decision_id=one.decision_id)
        ids = {*incident.decisions, *(one.decision_id for one in given)}
        return replace(incident, grades=tuple(grades.values()), decisions=tuple(sorted(ids)))

    def _row(
        self, row: TollRow, claims: Sequence[str], grouped: set[str], gone: Iterable[tuple[str, AnyClaim]]
    ) -> TollRow:
        named = {*row.because.min, *row.because.max, *row.because.highest}
        changed = {key for claim in claims if claim in named for key in self._changes(claim)}
        # What a person took a figure down to may be named by nobody: the correction stands behind the row all the same.
        changed |= {key for claim in claims for key in self._changes(claim, row.harm)}
        left = {key for key, claim in gone if _tells(claim, row.harm)}
        decisions = tuple(sorted(changed | grouped | left))
        return replace(row, because=replace(row.because, decisions=decisions)) if decisions else row

    def _behind(self, claim_id: str) -> tuple[str, ...]:
        claim = self.claims.get(claim_id)
        return claim.review.decisions if claim is not None and claim.review is not None else ()

    def _changes(self, claim_id: str, harm: str | None = None) -> tuple[str, ...]:
        """The decisions that changed what a claim says, or added it; those about a harm, if one is given."""
        claim = self.claims.get(claim_id)
        if claim is None or claim.review is None:
            return ()
        corrections = claim.review.corrections
        told = _tells(claim, harm) or _tells(self.review.machine.get(claim_id), harm) if harm is not None else True
        if not told:
            return ()
        if claim.review.state == "added":
            return claim.review.decisions
        return tuple(one.decision_id for one in corrections)

    def _grouped(self, claims: Sequence[str]) -> set[str]:
        """The decisions by which claims stand together here, or apart from others."""
        inside = frozenset(claims)
        found = {key for one in self.review.joined if len(inside & set(one.claims)) > 1 for key in one.decisions}
        parted = (one for one in self.review.parted if inside.intersection((*one.ours, *one.theirs)))
        return found | {key for apart in parted for key in apart.decisions}

    def _gone(self, ids: Iterable[str]) -> list[tuple[str, AnyClaim]]:
        """The claims that left an incident, each with the decision that rejected it."""
        keys = {key for row_id in ids for key in self.review.rejected_in.get(row_id, ())}
        return [(key, self.left[claim]) for claim, key in self.review.rejected.items() if key in keys]


def unmet(review: Reviewed, held: Iterable[Incident | Aggregate]) -> Iterable[Trouble]:
    """Decisions that claims are one incident which not all of them make: some deny it, are totals or say too little."""
    if not review.joined:
        return
    home = {link.claim_id: _id(one) for one in held for link in one.claims if link.role == "supports"}
    for together in review.joined:
        found = Counter(home[claim] for claim in together.claims if claim in home)
        main = max(found, key=lambda row_id: (found[row_id], row_id), default=None)
        others = [claim for claim in together.claims if main is None or home.get(claim) != main]
        if others:
            why = f"not all of its claims make one incident: {', '.join(others)} cannot, by what the words say"
            yield from (Trouble(key, why) for key in together.decisions)


def behind_toll(ledger: Ledger, record: RecordView) -> tuple[str, ...]:
    """The decisions that stand behind the answer to a question: those of what lies in its scope, or lay there."""
    if not record.review.fingerprint:
        return ()
    harm, decided = ledger.asked.harm, Decided(record.review)
    inside = {member.key for member in ledger.members()}
    held: list[Incident | Aggregate] = [*record.incidents, *record.aggregates]
    rows = (row for one in held if _id(one) in inside for row in one.tolls if row.harm == harm)
    found = {key for row in rows for key in row.because.decisions}
    for claim_id, machine in record.review.machine.items():
        if not isinstance(machine, EventClaim) or not _tells(machine, harm):
            continue
        if ledger.selecting.lies(locations(machine), machine.when) != "no":
            found |= decided.on(claim_id)
    return tuple(sorted(found))


def _tells(claim: AnyClaim | None, harm: str | None) -> bool:
    return isinstance(claim, EventClaim) and any(one.harm == harm for one in claim.harms)


def _id(held: Incident | Aggregate) -> str:
    return held.incident_id if isinstance(held, Incident) else held.aggregate_id
