"""From claims to the ids of belligerents that only their names tell: those of `actors_world.tsv`.

The rules that find actors know them as armed groups by their words; who they are is looked up when claims stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harmtrace.extract.reading import Reading
from harmtrace.model.claim import ActorMention, AnyClaim, EventClaim, ResponseClaim

_CLASS = "armed_side"
_ALONE = "alone"
"""A name with this feature is a side's only where nothing else stands with it: "Ukrainian", not "Ukrainian police"."""


def with_sides(reading: Reading, claims: Iterable[AnyClaim]) -> list[AnyClaim]:
    """The claims with the ids of the belligerents whom their words name, where no rule has given one."""
    return [_sided(reading, claim) for claim in claims]


def _sided(reading: Reading, claim: AnyClaim) -> AnyClaim:
    if isinstance(claim, EventClaim):
        actors = tuple(_known(reading, actor) for actor in claim.actors)
        changed = any(now.actor_id != before.actor_id for now, before in zip(actors, claim.actors, strict=True))
        return replace(claim, actors=actors, claim_id="") if changed else claim
    if isinstance(claim, ResponseClaim) and claim.actor_id is None:
        teller = claim.attribution.origin
        said = teller.start is not None and teller.end is not None
        named = _named(reading, teller.start or 0, teller.end or 0) if said else None
        return replace(claim, actor_id=named, claim_id="") if named is not None else claim
    return claim


def _known(reading: Reading, actor: ActorMention) -> ActorMention:
    named = _named(reading, actor.start, actor.end) if actor.actor_id is None else None
    return replace(actor, actor_id=named) if named is not None else actor


def _named(reading: Reading, start: int, end: int) -> str | None:
    """The one belligerent named in a stretch; "anti-Houthi" and "Houthi-held" name none."""
    text = reading.text
    whole = [
        mention
        for mention in reading.of(_CLASS, start, end)
        if text[mention.start - 1 : mention.start] != "-" and text[mention.end : mention.end + 1] != "-"
        if mention.feature != _ALONE or text[start:end].removeprefix("the ") == text[mention.start : mention.end]
    ]
    ids = {mention.value for mention in whole}
    return ids.pop() if len(ids) == 1 else None
