"""From denials to the incidents that they speak against."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from harmtrace.model.claim import AnyClaim, EventClaim, ResponseClaim
from harmtrace.model.document import Document
from harmtrace.model.incident import ClaimLink, ClaimRole
from harmtrace.places.folding import fold_name
from harmtrace.resolve.answers import Speaks, answer_of, how_it_speaks, spoken_of
from harmtrace.resolve.days import compare_days, reach
from harmtrace.resolve.places import locations, relation
from harmtrace.resolve.profiles import Context

ANSWER_WINDOW = datetime.timedelta(days=30)
"""How long after an incident an answer without a date may still speak of it."""
_SPELL = 32
"""So many days are looked through at once for what may speak of one of them."""
AGAINST = frozenset({"denies", "disputes_figure"})


def contradictions(
    groups: Sequence[Sequence[ClaimLink]],
    claims: Mapping[str, EventClaim],
    refused: Sequence[EventClaim],
    responses: Sequence[ResponseClaim],
    context: Context,
) -> list[list[ClaimLink]]:
    """For each group of claims, the denials that speak of its incident.

    A denied event is matched by place and day; a response by the event that stands in its own
    words, by the denied event of the same sentence, or by the place that it names.
    """
    near = _Near(refused, responses, context)
    found: list[list[ClaimLink]] = []
    answers: dict[str, list[tuple[int, Speaks]]] = defaultdict(list)
    for number, links in enumerate(groups):
        members = [claims[link.claim_id] for link in links]
        denied = [c for c in near.refused_by(members) if any(_same_event(c, member, context) for member in members)]
        found.append(
            [ClaimLink(claim.claim_id, "contradicts", "denies an event of this place and day") for claim in denied]
        )
        for response in near.answers_to(members, denied):
            speaks = near.speaks(response, members, denied)
            if speaks is not None:
                answers[response.claim_id].append((number, speaks))
    for response in responses:
        for number in sorted(spoken_of(answers.get(response.claim_id, ()))):
            role: ClaimRole = "contradicts" if response.type in AGAINST else "context"
            why = f"{response.type.replace('_', ' ')}: it names this place and day"
            found[number].append(ClaimLink(response.claim_id, role, why))
    return found


class _Near:
    """The denials that may speak of an incident, found by their days, documents and words, in the order given."""

    def __init__(self, refused: Sequence[EventClaim], responses: Sequence[ResponseClaim], context: Context) -> None:
        self.refused = refused
        self.responses = responses
        self.context = context
        self.answers = {r.claim_id: answer_of(r, context.documents.get(r.document_id)) for r in responses}
        self.words = {key: answer.words for key, answer in self.answers.items()}
        self._on: dict[int, list[int]] = defaultdict(list)
        self._of: dict[str, list[int]] = defaultdict(list)
        self._naming: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number, claim in enumerate(refused):
            for spell in _spells(*reach(claim.when)) if claim.when is not None else ():
                self._on[spell].append(number)
        for number, response in enumerate(responses):
            self._of[response.document_id].append(number)
            told_on = _told_on(context.documents.get(response.document_id))
            if told_on is not None:
                for word in set(self.words[response.claim_id].split()):
                    self._naming[told_on.toordinal() // _SPELL, word].append(number)

    def refused_by(self, members: Sequence[EventClaim]) -> list[EventClaim]:
        """The denied events whose days may be those of one of the members."""
        spells = {spell for member in members if member.when is not None for spell in _spells(*reach(member.when))}
        return [self.refused[number] for number in sorted({n for spell in spells for n in self._on.get(spell, ())})]

    def answers_to(self, members: Sequence[EventClaim], denied: Sequence[EventClaim]) -> list[ResponseClaim]:
        """The responses of the documents of members and denied events, and those that may name a place in time."""
        found = {n for claim in (*members, *denied) for n in self._of.get(claim.document_id, ())}
        for member in members if self._naming else ():
            if member.when is not None:
                firsts = {name.split(" ")[0] for name in _names(member)}
                spells = _spells(member.when.start, member.when.end, ANSWER_WINDOW.days)
                found |= {n for spell in spells for word in firsts for n in self._naming.get((spell, word), ())}
        return [self.responses[number] for number in sorted(found)]

    def speaks(
        self, response: ResponseClaim, members: Sequence[EventClaim], denied: Sequence[EventClaim]
    ) -> Speaks | None:
        """How well a response speaks of an incident, or None where it does not."""
        own = [m for m in members if m.document_id == response.document_id]
        told = any(e.start < response.about.end and response.about.start < e.end for m in own for e in m.evidence)
        told_on = _told_on(self.context.documents.get(response.document_id))
        words = self.words[response.claim_id]
        there = [m for m in members if _in_time(told_on, m) and any(f" {name} " in words for name in _names(m))]
        if told or any(c.document_id == response.document_id for c in denied):
            return Speaks(of_itself=True, named=bool(there))
        return how_it_speaks(self.answers[response.claim_id], members, there) if there else None


def _spells(first: datetime.date, last: datetime.date, after: int = 0) -> range:
    """The numbers of the spells of `_SPELL` days that the days from `first` to `last`, and `after` more, lie in."""
    return range(first.toordinal() // _SPELL, (last.toordinal() + after) // _SPELL + 1)


def _names(member: EventClaim) -> set[str]:
    """The folded names of the finest place of a claim."""
    return {fold_name(name) for where in locations(member)[:1] for name in (where.name, where.text)} - {""}


def counter_accounts(
    singles: Sequence[EventClaim], responses: Sequence[ResponseClaim], context: Context
) -> dict[str, EventClaim]:
    """The events without a harm that somebody tells in the text in which they deny one ("only posts were hit")."""
    deniers = {(r.document_id, context.origin_of.get(r.claim_id)) for r in responses if r.type in AGAINST}
    return {
        claim.claim_id: claim
        for claim in singles
        if not claim.harms and (claim.document_id, context.origin_of.get(claim.claim_id)) in deniers
    }


def told_instead(
    counters: Mapping[str, EventClaim],
    links: Sequence[ClaimLink],
    against: Sequence[ClaimLink],
    claims: Mapping[str, AnyClaim],
    context: Context,
) -> list[ClaimLink]:
    """The counter-accounts of those who deny an incident: they are of its place and day, and support it not."""
    denying = {claims[link.claim_id].document_id for link in against if link.role == "contradicts"}
    if not denying:
        return []
    members = [member for link in links if isinstance(member := claims[link.claim_id], EventClaim)]
    return [
        ClaimLink(key, "contradicts", "told instead by who denies it")
        for key, claim in counters.items()
        if claim.document_id in denying and any(_told_of_it(claim, member, context) for member in members)
    ]


def _told_of_it(claim: EventClaim, member: EventClaim, context: Context) -> bool:
    """Whether what is told instead is of an incident's place and day, as far as it says; else of what was hit."""
    if compare_days(claim.when, member.when) not in ("same", "overlap", "unknown"):
        return False
    if locations(claim):
        return relation(locations(claim), locations(member), context.gazetteer) in ("same", "part")
    return bool({target.target_id for target in claim.targets} & {target.target_id for target in member.targets})


def _there_and_then(claim: EventClaim, member: EventClaim, context: Context) -> bool:
    place = relation(locations(claim), locations(member), context.gazetteer)
    return place in ("same", "part") and compare_days(claim.when, member.when) in ("same", "overlap")


def _same_event(claim: EventClaim, member: EventClaim, context: Context) -> bool:
    ours, theirs = ({t.target_id for t in c.targets} for c in (claim, member))
    if ours and theirs and not ours & theirs:
        return False
    return _there_and_then(claim, member, context)


def _told_on(document: Document | None) -> datetime.date | None:
    return document.told_on if document is not None else None


def _in_time(told_on: datetime.date | None, member: EventClaim) -> bool:
    if told_on is None or member.when is None:
        return False
    return member.when.start <= told_on <= member.when.end + ANSWER_WINDOW
