"""From denials to the incidents that they speak against."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from harmtrace.model.claim import AnyClaim, EventClaim, ResponseClaim
from harmtrace.model.document import Document
from harmtrace.model.incident import ClaimLink
from harmtrace.places.folding import fold_name
from harmtrace.resolve.days import compare_days, reach
from harmtrace.resolve.places import locations, relation
from harmtrace.resolve.profiles import Context

ANSWER_WINDOW = datetime.timedelta(days=30)
"""How long after an incident an answer without a date may still speak of it."""
_SPELL = 32
"""So many days are looked through at once for what may speak of one of them."""
_WORD = re.compile(r"\w+")
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
    for links in groups:
        members = [claims[link.claim_id] for link in links]
        denied = [c for c in near.refused_by(members) if any(_same_event(c, member, context) for member in members)]
        against = [
            ClaimLink(claim.claim_id, "contradicts", "denies an event of this place and day") for claim in denied
        ]
        against += [
            ClaimLink(
                response.claim_id,
                "contradicts" if response.type in AGAINST else "context",
                f"{response.type.replace('_', ' ')}: it names this place and day",
            )
            for response in near.answers_to(members, denied)
            if _answers(response, members, denied, context, near.words[response.claim_id])
        ]
        found.append(against)
    return found


class _Near:
    """The denials that may speak of an incident, found by their days, documents and words, in the order given."""

    def __init__(self, refused: Sequence[EventClaim], responses: Sequence[ResponseClaim], context: Context) -> None:
        self.refused = refused
        self.responses = responses
        self.words = {response.claim_id: _words(response) for response in responses}
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


def _spells(first: datetime.date, last: datetime.date, after: int = 0) -> range:
    """The numbers of the spells of `_SPELL` days that the days from `first` to `last`, and `after` more, lie in."""
    return range(first.toordinal() // _SPELL, (last.toordinal() + after) // _SPELL + 1)


def _names(member: EventClaim) -> set[str]:
    """The folded names of the finest place of a claim."""
    return {fold_name(name) for where in locations(member)[:1] for name in (where.name, where.text)} - {""}


def _words(response: ResponseClaim) -> str:
    """The folded words of a response, each between two spaces."""
    quote = fold_name(" ".join(part.quote for part in response.evidence))
    return f" {' '.join(_WORD.findall(quote))} "


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
        if claim.document_id in denying and any(_there_and_then(claim, member, context) for member in members)
    ]


def _there_and_then(claim: EventClaim, member: EventClaim, context: Context) -> bool:
    place = relation(locations(claim), locations(member), context.gazetteer)
    return place in ("same", "part") and compare_days(claim.when, member.when) in ("same", "overlap")


def _same_event(claim: EventClaim, member: EventClaim, context: Context) -> bool:
    ours, theirs = ({t.target_id for t in c.targets} for c in (claim, member))
    if ours and theirs and not ours & theirs:
        return False
    return _there_and_then(claim, member, context)


def _answers(
    response: ResponseClaim,
    members: Sequence[EventClaim],
    denied: Sequence[EventClaim],
    context: Context,
    words: str,
) -> bool:
    if any(c.document_id == response.document_id for c in denied):
        return True
    own = [m for m in members if m.document_id == response.document_id]
    if any(e.start < response.about.end and response.about.start < e.end for m in own for e in m.evidence):
        return True
    told_on = _told_on(context.documents.get(response.document_id))
    return any(any(f" {name} " in words for name in _names(member)) for member in members if _in_time(told_on, member))


def _told_on(document: Document | None) -> datetime.date | None:
    return document.told_on if document is not None else None


def _in_time(told_on: datetime.date | None, member: EventClaim) -> bool:
    if told_on is None or member.when is None:
        return False
    return member.when.start <= told_on <= member.when.end + ANSWER_WINDOW
