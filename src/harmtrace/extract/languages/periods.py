"""The period of a summary holds for the items under it: "In the past week 23 were killed. In Taiz …"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.merging import inherited
from harmtrace.extract.sameness import is_period, located, may_fit


def in_the_period(drafts: Sequence[EventDraft]) -> None:
    """Gives undated items at places of their own, in the paragraph of a summary, the period that it counts over."""
    head: EventDraft | None = None
    last: EventDraft | None = None
    for draft in drafts:
        if draft.headline:
            continue
        own = draft.when is not None and draft.when.basis != "inherited"
        if own and draft.when is not None and is_period(draft.when) and draft.tops() and not draft.running:
            head = draft
        elif head is not None and draft.paragraph != head.paragraph:
            head = None
        elif head is not None and draft.when is None and _is_item(draft, last):
            draft.when, draft.held = inherited(head.when) if head.when is not None else None, True
        last = draft


def _is_item(draft: EventDraft, last: EventDraft | None) -> bool:
    """Whether a draft tells of another place than the one before it."""
    here = located(draft)
    if not here or draft.anaphoric or draft.background or draft.modality in ("planned", "conditional"):
        return False
    return last is None or not located(last) or not may_fit(here, located(last))
