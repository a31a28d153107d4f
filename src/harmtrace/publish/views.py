"""From the record to what report and pages show of it: every figure with its claims, sentences and hashes.

A public view is made without quotations, texts, addresses, and the names of persons who are
not public speakers; what it does not hold cannot leak from a page or export made from it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from harmtrace import __version__
from harmtrace.account.record import RecordView
from harmtrace.model.claim import AnyClaim, EventClaim, WeaponMention
from harmtrace.model.document import Document
from harmtrace.model.incident import Aggregate, ClaimLink, Grade, Incident
from harmtrace.model.toll import TollRow
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.publish import wording
from harmtrace.publish.codes import code_words
from harmtrace.publish.decided_words import decided_facts, decided_words
from harmtrace.publish.placing import HOW, Placing, placings_of
from harmtrace.publish.public_names import PublicNames
from harmtrace.publish.recorded import recorded_words
from harmtrace.publish.tongue import _, is_own, isolated, quoted, spoken, stamp, term

_CLAIM_IDS = re.compile(r" \(clm_[^)]*\)$")
"""The claims that a recorded reason ends with; pages list them below."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as it is shown under a figure. `quotes` is empty in public views."""

    claim_id: str
    kind: str
    role: str
    why: str
    says: str
    modality: str
    chain: str
    quotes: tuple[str, ...]
    document_id: str
    document: str
    published: str
    capture: str
    notice: str | None
    confidence: float
    rule: str
    language: str
    decisions: tuple[str, ...] = ()
    """Those of persons that stand behind it; `says` tells what they changed."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One range with the claims behind each end, and the decisions of persons behind it."""

    harm: str
    status: str
    words: str
    highest: str | None
    claims: tuple[ClaimView, ...]
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LocatedView:
    """One place of an incident or aggregate: what it is called, and how surely it is known where that is.

    `radius_km` is that of a circle. `why` says why it is not on the map; `candidates` counts the places that may
    be meant; `page` is the key of its page, empty in public views. It holds no position: positions are those of
    the map and of the exports that have them.
    """

    words: str
    mark: str
    how: str
    radius_km: float | None
    candidates: int
    why: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class GradeView:
    """A proposed grade for one belligerent, with its reasons; `decided` is empty until a person decides."""

    grade: str
    actor: str
    policy: str
    decided: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldView:
    """An incident or an aggregate with everything it rests on."""

    id: str
    kind: str
    title: str
    place: str
    date: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[FigureView, ...]
    claims: tuple[ClaimView, ...]
    origins: int
    documents: int
    notices: tuple[str, ...]
    related: tuple[tuple[str, str], ...]
    caution: str | None
    located: tuple[LocatedView, ...] = ()
    grades: tuple[GradeView, ...] = ()
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowView:
    """An incident or an aggregate in a table; `figures` are the words of each range, of its harm and of its status."""

    id: str
    kind: str
    title: str
    figures: tuple[tuple[str, str, str], ...]
    origins: int
    documents: int
    grades: tuple[GradeView, ...]


class Views:
    """Makes views of one record, internal or public."""

    def __init__(self, record: RecordView, public: bool = False, gazetteer: Gazetteer | None = None) -> None:
        self.record = record
        self.public = public
        self.gazetteer = gazetteer or load_gazetteer()

    @cached_property
    def names(self) -> PublicNames:
        """Which tellers may be named in public."""
        return PublicNames(self.record)

    @cached_property
    def last_day(self) -> str:
        """The day of the newest document, blank where none has a date."""
        return max((d.published.value[:10] for d in self.record.documents.values() if d.published), default="")

    @property
    def as_of(self) -> str:
        """What the figures take into account, and what made them."""
        program, policy = f"harmtrace {__version__}", _("inclusive 1")
        if not self.last_day:
            return _("no dated document; {program}; policy {policy}", program=program, policy=policy)
        return _(
            "documents published up to {day}; {program}; policy {policy}",
            day=stamp(self.last_day),
            program=program,
            policy=policy,
        )

    def incidents(self) -> list[HeldView]:
        """All incidents by date, those without one last."""
        return [self.incident(incident) for incident in sorted(self.record.incidents, key=by_date)]

    def aggregates(self) -> list[HeldView]:
        """All aggregates by date."""
        return [self.aggregate(aggregate) for aggregate in sorted(self.record.aggregates, key=by_date)]

    def incident(self, incident: Incident) -> HeldView:
        """The view of one incident."""
        facts = [
            (_("Alleged actors"), self._actors(incident)),
            (_("Weapons named"), "" if self.public else _listed(map(_weapon, incident.weapons))),
            (_("Hit"), _listed(term("targets", t.target_id) for t in incident.targets)),
            (_("Possibly the same as"), _listed(isolated(other) for other in incident.possible_duplicates)),
        ]
        return self._held(incident, incident.incident_id, "incident", facts, (), None)

    def aggregate(self, aggregate: Aggregate) -> HeldView:
        """The view of one aggregate."""
        facts = [(_("Attacks"), wording.quantity_words(aggregate.attacks) if aggregate.attacks else "")]
        for harm, rest in sorted(aggregate.residual.items()):
            words = wording.range_words(rest.min, rest.max)
            name = _("{harm}: not itemised by incidents on record", harm=wording.harm_words(harm))
            facts.append((name, words))
        related = tuple(
            (scope.incident_id, _("in its place and period") if scope.certain else _("perhaps in its place and period"))
            for scope in aggregate.incidents_in_scope
        )
        caution = _(
            "A figure for several incidents. It is not an incident, has no point on a map, and is not added to them."
        )
        return self._held(aggregate, aggregate.aggregate_id, "aggregate", facts, related, caution)

    def row(self, held: Incident | Aggregate) -> RowView:
        """An incident or aggregate as a row of a table, without what it rests on."""
        return RowView(
            id=row_id_of(held),
            kind="incident" if isinstance(held, Incident) else "aggregate",
            title=wording.title_of(held),
            figures=tuple(
                (*wording.figure_words(r), wording.status_words(r.status, r.unit)) for r in _shown(held.tolls)
            ),
            origins=held.origins,
            documents=len(held.documents),
            grades=tuple(map(grade_view, held.grades)) if isinstance(held, Incident) else (),
        )

    def claim(self, claim: AnyClaim, link: ClaimLink | None = None) -> ClaimView:
        """The view of one claim."""
        document = self.record.documents.get(claim.document_id)
        return ClaimView(
            claim_id=claim.claim_id,
            kind=claim.kind,
            role=link.role if link else "supports",
            why=recorded_words(link.why) if link else "",
            says=_("; ").join((self._says(claim), *decided_words(claim))),
            modality=claim.modality,
            chain=self._chain(claim),
            quotes=() if self.public else tuple(evidence.quote for evidence in claim.evidence),
            document_id="" if self.public else claim.document_id,
            document=_document_words(document),
            published=published_words(document),
            capture=document.capture if document else "",
            notice=document.notice if document else None,
            confidence=claim.confidence,
            rule=claim.extractor.rule,
            language=claim.language,
            decisions=claim.review.decisions if claim.review is not None else (),
        )

    def notices(self) -> tuple[str, ...]:
        """The notices of all documents, each once."""
        return tuple(dict.fromkeys(d.notice for d in self.record.documents.values() if d.notice))

    @cached_property
    def reconstructed(self) -> int:
        """How many documents are reconstructions."""
        return sum(document.reconstructed for document in self.record.documents.values())

    def _held(
        self,
        held: Incident | Aggregate,
        row_id: str,
        kind: str,
        facts: Sequence[tuple[str, str]],
        related: tuple[tuple[str, str], ...],
        caution: str | None,
    ) -> HeldView:
        claims = tuple(self._links(held.claims))
        by_id = {claim.claim_id: claim for claim in claims}
        return HeldView(
            id=row_id,
            kind=kind,
            title=wording.title_of(held),
            place=wording.where_words(held.where),
            date=wording.when_words(held.when),
            facts=tuple((name, value) for name, value in (*facts, *decided_facts(held)) if value),
            figures=tuple(self._figure(row, by_id) for row in _shown(held.tolls)),
            claims=claims,
            origins=held.origins,
            documents=len(held.documents),
            notices=held.notices,
            related=related,
            caution=caution,
            grades=tuple(grade_view(grade) for grade in held.grades) if isinstance(held, Incident) else (),
            decisions=held.decisions,
            located=tuple(_located(p, self.public) for p in placings_of(held.where, self.gazetteer, self.public)),
        )

    def _links(self, links: Iterable[ClaimLink]) -> Iterable[ClaimView]:
        for link in links:
            claim = self.record.claims.get(link.claim_id)
            if claim is not None:
                yield self.claim(claim, link)

    def _figure(self, row: TollRow, claims: Mapping[str, ClaimView]) -> FigureView:
        because = dict.fromkeys((*row.because.min, *row.because.max))
        highest = wording.number(row.highest_stated) if row.highest_stated is not None else None
        words, harm = wording.figure_words(row)
        return FigureView(
            harm=harm,
            status=wording.status_words(row.status, row.unit),
            words=words,
            highest=highest if row.highest_stated != row.max else None,
            claims=tuple(claims[claim] for claim in because if claim in claims),
            decisions=row.because.decisions,
        )

    def _actors(self, incident: Incident) -> str:
        named = [
            f"{wording.actor_words(actor.actor_id, actor.text)} ({code_words(actor.role)})" for actor in incident.actors
        ]
        return _("; ").join(dict.fromkeys(named))

    def _says(self, claim: AnyClaim) -> str:
        if isinstance(claim, EventClaim):
            said = wording.quantity_words if claim.review is None else wording.read_words
            figures = _(", ").join(
                _(
                    "{figure} {harm}",
                    figure=isolated(h.quantity.text) if h.quantity.value is None else said(h.quantity),
                    harm=wording.harm_words(h.harm),
                )
                for h in claim.harms
                if h.subset_of is None
            )
            return f"{wording.type_words(claim.event_types)}" + (f": {figures}" if figures else "")
        return code_words(claim.kind)

    def _chain(self, claim: AnyClaim) -> str:
        hidden = _("a person not named here")
        names = [t.name if not self.public or self.names.may_stand(t.name) else hidden for t in claim.attribution.chain]
        return wording.chain_words(names)


def grade_view(grade: Grade) -> GradeView:
    """A proposed grade in the tongue in force, under the name that its policy gives it there."""
    return GradeView(
        grade=grade.labels.get(spoken().language) or isolated(grade.labels.get("en", grade.proposed)),
        actor=wording.belligerent_words(grade.actor_id),
        policy=isolated(f"{grade.policy} {grade.policy_version}"),
        decided=isolated(grade.decided) if grade.decided else "",
        reasons=tuple(recorded_words(_CLAIM_IDS.sub("", reason)) for reason in grade.reasons),
    )


def _located(placing: Placing, public: bool) -> LocatedView:
    return LocatedView(
        words=placing.label,
        mark=placing.kind,
        how=_(HOW[placing.kind]),
        radius_km=placing.radius_km,
        candidates=len(placing.positions) if placing.kind == "candidates" else 0,
        why=placing.why,
        page="" if public else placing.page,
    )


def _shown(rows: Sequence[TollRow]) -> list[TollRow]:
    """The rows worth a line: `any` is left out where it only repeats the one status told."""
    shown = []
    for row in rows:
        others = [
            other for other in rows if other.harm == row.harm and other.status != "any" and other.unit == row.unit
        ]
        repeats = len(others) == 1 and (others[0].min, others[0].max) == (row.min, row.max)
        if row.status != "any" or not repeats:
            shown.append(row)
    return shown


def row_id_of(held: Incident | Aggregate) -> str:
    """The id of an incident or aggregate."""
    return held.incident_id if isinstance(held, Incident) else held.aggregate_id


def by_date(held: Incident | Aggregate) -> tuple[datetime.date, str]:
    """Order by day, those without one last."""
    return (held.when.start if held.when else datetime.date.max, row_id_of(held))


def _document_words(document: Document | None) -> str:
    return document_name(document) if document is not None else _("document not on record")


def document_name(document: Document, public: bool = False) -> str:
    """Publisher and title of a document; in public the publisher alone."""
    publisher = isolated(document.publisher) if document.publisher else _("publisher not stated")
    return f"{publisher}: {isolated(document.title)}" if document.title and not public else publisher


def published_words(document: Document | None) -> str:
    """When a document was published."""
    return stamp(document.published.value) if document and document.published else _("not dated")


def _listed(words: Iterable[str]) -> str:
    return _(", ").join(dict.fromkeys(words))


def _weapon(named: WeaponMention) -> str:
    """A weapon in the words of the source, with its label before words that who reads may not read."""
    if is_own(named.text):
        return named.text
    return f"{term('weapons', named.weapon_id)} ({quoted(named.text)})"
