"""From the words of a denial to the incident that it speaks of, where several could be meant."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harmtrace.model.claim import EventClaim, ResponseClaim
from harmtrace.model.document import Document
from harmtrace.model.when import When
from harmtrace.places.folding import fold_name
from harmtrace.resolve.days import compare_days
from harmtrace.resolve.profiles import sides_of
from harmtrace.text.dates import find_dates

_WORD = re.compile(r"\w+")
_LEAST = 4
"""Words of fewer letters name nothing that was hit."""
_DONE_BY = ("alleged_perpetrator", "claimed_responsibility")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a response says: the folded words of what it is about, each between two spaces, its day and its speaker."""

    words: str
    when: When | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Speaks:
    """How well a response speaks of an incident; `of_itself` where its own text tells the event that it answers."""

    of_itself: bool = False
    named: bool = True
    """Whether it names the place of the incident."""
    target: bool = False
    """Whether it names the kind of thing that was hit."""
    accused: int = 0
    """1 where its speaker is accused of it, -1 where only others are."""
    dated: int = 0
    """2 where it gives the day of the incident, 1 where the day before or after, 0 where none."""
    latest: datetime.date = datetime.date.min


def answer_of(response: ResponseClaim, document: Document | None) -> Answer:
    """What a response says. Whom it accuses instead, and of what, is no part of what it answers."""
    start, end = response.about.start, response.about.end
    about = document.text[start:end] if document is not None else ""
    quote = about if about.strip() else " ".join(part.quote for part in response.evidence)
    days = []
    if document is not None:
        told = find_dates(document.text, document.language, document.told_on, start, end)
        days = [date.when for date in told if date.when is not None]
    words = f" {' '.join(_WORD.findall(fold_name(quote)))} "
    speaker = response.actor_id or response.attribution.origin.actor_id
    return Answer(words, days[0] if len(days) == 1 else None, speaker)


def how_it_speaks(answer: Answer, members: Sequence[EventClaim], there: Sequence[EventClaim]) -> Speaks | None:
    """How well an answer speaks of an incident, by those of its `members` whose place it names.

    None where it gives another day, or where its speaker says of himself that he did it.
    """
    done_by = [(actor.role, sides_of(actor.actor_id)) for m in members for actor in m.actors if actor.actor_id]
    own = set(sides_of(answer.speaker)) if answer.speaker else set()
    if any(role == "claimed_responsibility" and own & set(sides) for role, sides in done_by):
        return None
    days = {compare_days(answer.when, member.when) for member in there} if answer.when is not None else {"unknown"}
    if days <= {"apart"}:
        return None
    accused = {side for role, sides in done_by if role in _DONE_BY for side in sides}
    return Speaks(
        target=any(f" {word} " in answer.words for word in _target_words(members)),
        accused=(1 if own & accused else -1) if own and accused else 0,
        dated=2 if days & {"same", "overlap"} else 1 if "next" in days else 0,
        latest=max((m.when.start for m in there if m.when is not None), default=datetime.date.min),
    )


def _target_words(members: Iterable[EventClaim]) -> set[str]:
    """The words that name what was hit."""
    words = {word for m in members for target in m.targets for word in fold_name(target.text).split()}
    return {word for word in words if len(word) >= _LEAST}


def spoken_of(every: Sequence[tuple[int, Speaks]]) -> set[int]:
    """The numbers of the incidents that a response speaks of, of all of which it might speak.

    What its own text tells goes first; then what it names, who is accused and the day decide. Without a day it answers
    the last of what is left; of two incidents of one day nobody knows which, and it stands against both.
    """
    own = {number for number, speaks in every if speaks.of_itself}
    found = [(number, speaks) for number, speaks in every if not speaks.of_itself]
    if not found or any(speaks.named for number, speaks in every if number in own):
        return own
    best = max((speaks.target, speaks.accused, speaks.dated, speaks.latest) for _number, speaks in found)
    return own | {
        number for number, speaks in found if (speaks.target, speaks.accused, speaks.dated, speaks.latest) == best
    }
