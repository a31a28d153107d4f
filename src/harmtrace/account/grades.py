"""From an incident and a policy to a proposed grade for each belligerent, with its reasons. A person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from harmtrace.account.belligerents import Belligerent, Involved, involved
from harmtrace.account.record import RecordView
from harmtrace.model.attribution import Teller
from harmtrace.model.incident import Grade, GradeBasis, Incident
from harmtrace.provenance.tellers import identity
from harmtrace.vocab.policies import UNGRADED, Counting, Fact, GradePolicy
from harmtrace.vocab.tables import label, rows

GRADES_VERSION = "1"
_NO_GRADE = {"en": "Ungraded", "ar": "بلا درجة"}
_UNNAMED_TOGETHER = "unnamed"


def with_grades(incident: Incident, record: RecordView, policies: Sequence[GradePolicy]) -> Incident:
    """Return the incident with a proposal of each policy for each belligerent. Its tolls must be filled in."""
    grades = tuple(grade for policy in policies for grade in proposals(incident, record, policy))
    return replace(incident, grades=grades)


def proposals(incident: Incident, record: RecordView, policy: GradePolicy) -> tuple[Grade, ...]:
    """What a policy proposes for an incident: one grade for each belligerent, `decided` left open.

    The first grade of the policy whose conditions all hold is proposed, `ungraded` where none does. Grades that a
    person alone decides are never proposed.
    """
    everybody = involved(incident, record)
    return tuple(_proposal(one, everybody, incident, record, policy) for one in everybody.belligerents)


def _proposal(
    one: Belligerent, everybody: Involved, incident: Incident, record: RecordView, policy: GradePolicy
) -> Grade:
    tally = _Tally(one, everybody, incident, record, policy.count)
    facts = tally.facts()
    rule = next((r for r in policy.grades if not r.by_person and all(c.holds(facts[c.fact]) for c in r.when)), None)
    return Grade(
        actor_id=one.actor_id,
        proposed=rule.grade if rule else UNGRADED,
        policy=policy.policy,
        reasons=tuple(tally.reasons(facts)),
        policy_version=policy.version,
        labels=rule.labels if rule else _NO_GRADE,
        basis=tally.basis(),
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    """What speaks about one belligerent of an incident, as a policy counts it."""

    one: Belligerent
    everybody: Involved
    incident: Incident
    record: RecordView
    count: Counting

    @property
    def rivals(self) -> list[Belligerent]:
        """The other belligerents, but for nobody in particular."""
        return [b for b in self.everybody.belligerents if b is not self.one and b.actor_id is not None]

    def facts(self) -> dict[Fact, float | None]:
        """The value of every fact that a policy may ask about."""
        naming = self._origins(self.one.naming)
        anybody = self._origins([c for b in self.everybody.belligerents if b.actor_id for c in b.naming])
        rival_claims = [claim for rival in self.rivals for claim in rival.naming]
        return {
            "origins": len(self._origins(self.everybody.tellings)),
            "naming": len(naming),
            "stating": len(self._origins(self.one.stating)),
            "rivals": len(self.rivals),
            "admissions": len(self.one.admissions),
            "denials": len(self.everybody.denials),
            "own_denials": len(self.one.own_denials),
            "share": 100 * len(naming) / len(anybody) if anybody and self.one.actor_id else None,
            "preferred": self._preferred(self.one.naming),
            "rival_preferred": self._preferred(rival_claims),
            "differing": len({row.harm for row in self.incident.tolls if row.max is None or row.min != row.max}),
        }

    def basis(self) -> GradeBasis:
        """The ids behind the facts."""
        rivals = self.rivals
        return GradeBasis(
            origins=tuple(
                sorted({self.record.provenance.origin_of[c] for c in self._counted(self.everybody.tellings)})
            ),
            tellings=self.everybody.tellings,
            naming=tuple(self.one.naming),
            admissions=tuple(self.one.admissions),
            denials=self.everybody.denials,
            conflicting=tuple(sorted(rival.actor_id for rival in rivals if rival.actor_id)),
            rival_claims=tuple(sorted({claim for rival in rivals for claim in rival.naming})),
        )

    def reasons(self, facts: dict[Fact, float | None]) -> Iterable[str]:
        """Sentences that say what was counted, each with its claims."""
        who = _name(self.one.actor_id)
        yield f"independent origins that tell of it: {facts['origins']:g}{_ids(self.everybody.tellings)}"
        unnamed = self._unnamed(self.everybody.tellings)
        if unnamed:
            ways = {"one": "counted as one origin together", "each": "counted one by one", "none": "not counted"}
            yield f"tellers without a name among them: {unnamed}, {ways[self.count.unnamed]}"
        if interested := self._interested():
            counted = "counted" if self.count.interested else "not counted"
            yield f"parties to the conflict among them: {', '.join(interested)}, {counted}"
        if self.one.actor_id is None:
            yield f"no belligerent is named whom the vocabulary knows{_ids(self.one.naming)}"
        else:
            yield f"origins that name {who}: {facts['naming']:g}{_ids(self.one.naming)}"
        for rival in self.rivals:
            yield f"another belligerent is named: {_name(rival.actor_id)}{_ids(rival.naming)}"
        if self.one.admissions:
            yield f"{who} admits or claims it: {facts['admissions']:g}{_ids(self.one.admissions)}"
        if self.everybody.denials:
            own = f", {facts['own_denials']:g} of them by {who}" if self.one.own_denials else ""
            yield f"denials: {facts['denials']:g}{own}{_ids(self.everybody.denials)}"

    def _counted(self, claims: Iterable[str]) -> list[str]:
        """The claims whose origins count at all."""
        provenance = self.record.provenance
        kept = []
        for claim in claims:
            origin = provenance.origin_of[claim]
            if origin in provenance.compilations and not self.count.compilations:
                continue
            if origin in self.record.parties and not self.count.interested:
                continue
            if origin in provenance.unnamed and self.count.unnamed == "none":
                continue
            kept.append(claim)
        return kept

    def _origins(self, claims: Iterable[str]) -> set[str]:
        """The origins of claims, as the policy counts them."""
        provenance = self.record.provenance
        origins = {provenance.origin_of[claim] for claim in self._counted(claims)}
        if self.count.unnamed == "one":
            return {_UNNAMED_TOGETHER if origin in provenance.unnamed else origin for origin in origins}
        return origins

    def _unnamed(self, claims: Iterable[str]) -> int:
        provenance = self.record.provenance
        return len({provenance.origin_of[claim] for claim in claims} & provenance.unnamed)

    def _interested(self) -> list[str]:
        told = {self.record.provenance.origin_of[claim] for claim in self.everybody.tellings}
        return sorted(self.record.parties[origin] for origin in told if origin in self.record.parties)

    def _preferred(self, claims: Iterable[str]) -> int:
        names = self.record.provenance.names
        return sum(teller_kind(names.get(origin, "")) in self.count.preferred for origin in self._origins(claims))


def teller_kind(name: str) -> str:
    """The kind of a body that the tables of tellers know, or nothing."""
    return _kinds().get(identity(Teller(name)).key, "") if name else ""


@cache
def _kinds() -> dict[str, str]:
    listed = ((row["id"], row["kind"]) for row in rows("tellers"))
    return {f"{prefix}:{row_id}": kind for row_id, kind in listed for prefix in ("teller", "actor")}


def _name(actor_id: str | None) -> str:
    return label("actors", actor_id) if actor_id else "the belligerent"


def _ids(claims: Sequence[str]) -> str:
    return f" ({', '.join(claims)})" if claims else ""
