"""From claims that tell no day to the days that they may be presumed to speak of; the claims stay as they are."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from harmtrace.model.claim import EventClaim
from harmtrace.model.document import Document
from harmtrace.model.when import When
from harmtrace.resolve.days import NEWS_WINDOW, reach
from harmtrace.resolve.places import locations


def presumed_days(claims: Sequence[EventClaim], documents: Mapping[str, Document]) -> dict[str, When]:
    """The day presumed for each claim of a single incident at some place that tells none, by claim id.

    News that tells of one day only means that day with what it leaves undated; news that tells of
    no day at all was published on the day or soon after it. Where a text tells of several days, of a
    period, or of what was long past when it was published, nothing is presumed.
    """
    by_document: dict[str, list[EventClaim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document_id].append(claim)
    found: dict[str, When] = {}
    for document_id, told in by_document.items():
        open_ones = [c for c in told if c.when is None and c.scope == "single" and locations(c)]
        document = documents.get(document_id)
        day = _day_of(told, document.told_on if document is not None else None) if open_ones else None
        if day is not None:
            found |= {claim.claim_id: day for claim in open_ones}
    return found


def _day_of(told: Sequence[EventClaim], published: datetime.date | None) -> When | None:
    if published is None:
        return None
    days = {(claim.when.start, claim.when.end) for claim in told if claim.when is not None}
    if not days:
        return When(published, published, "day", "publication")
    [(start, end), *others] = days
    if others or start != end or not published - NEWS_WINDOW <= start <= published:
        return None
    return When(start, end, "day", "inherited")


def as_far_as_known(when: When) -> When:
    """A time as a record may state it: of what is known by the publication alone, all days that may be meant."""
    start, end = reach(when)
    return when if (start, end) == (when.start, when.end) else When(start, end, "range", when.basis)
