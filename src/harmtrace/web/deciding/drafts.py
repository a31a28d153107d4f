"""From the fields of a form to a draft: a decision that a person has not made yet, and all that keeps it on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args
from urllib.parse import urlsplit

import msgspec

from harmtrace.errors import BadDecision
from harmtrace.model.claim import AnyClaim
from harmtrace.model.decision import DecisionKind
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.publish.tongue import _
from harmtrace.web.deciding.entries import span_of
from harmtrace.web.deciding.fields import Field, fields_of, kind_of
from harmtrace.web.deciding.text_beside import Span, found_in
from harmtrace.web.deciding.values import Form, filled, one, values_given

Reader = Callable[[str, str, Span], Any]
"""Reads words of a document as the value of a slot; None where they give none."""
_OWN = frozenset({"csrf", "kind", "subject", "seen", "back", "reason"})
"""Fields of a form that a draft has places of its own for."""
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person would decide. `kept` are the fields that a form needs besides the ones that are shown."""

    kind: DecisionKind
    subjects: tuple[str, ...]
    change: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    seen: int = 0
    back: str = "/review"
    kept: tuple[tuple[str, str], ...] = ()
    words: str = ""
    start: str = ""
    end: str = ""
    fields: tuple[Field, ...] = ()
    takes_words: bool = False
    may_go: bool = False
    """Whether what stands at the slot can be taken out."""

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """The fields that carry the draft from page to page."""
        subjects = tuple(("subject", subject) for subject in self.subjects)
        return (*subjects, ("seen", str(self.seen)), ("back", self.back), *self.kept)

    def seeing(self, seen: int) -> Draft:
        """The draft of a person who has now seen the decisions up to this number."""
        return replace(self, seen=seen)


def draft_of(form: Form) -> Draft:
    """The draft of a form, without the change that its fields make; see `changed`. Raises `BadDecision`."""
    kind = one(form, "kind")
    if kind not in get_args(DecisionKind):
        raise BadDecision(_("no kind of decision is called {kind}", kind=repr(kind)))
    shown = {"words", "start", "end", "gone"}
    return Draft(
        kind=kind,  # type: ignore[arg-type]
        subjects=tuple(dict.fromkeys(value for value in form.get("subject", ()) if value)),
        reason=one(form, "reason")[:_LONGEST],
        seen=_count(one(form, "seen")),
        back=own_address(one(form, "back")),
        kept=tuple((key, value) for key, values in form.items() for value in values if key not in _OWN | shown),
        words=one(form, "words"),
        start=one(form, "start"),
        end=one(form, "end"),
    )


def own_address(address: str) -> str:
    """A page of ours to go back to, whatever the form says."""
    parts = urlsplit(address)
    ours = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    plain = all(32 < ord(sign) < 127 for sign in address)
    return address if address and ours and plain else "/review"


def correction(claim: AnyClaim, slot: str, seen: int, back: str) -> Draft:
    """The draft of a correction before a person has written anything in it."""
    value = value_in(claim, slot)
    fields = fields_of(slot, value)
    if not fields:
        raise BadDecision(_("the claim has no slot {slot}", slot=repr(slot)))
    return Draft(
        "correct",
        (claim.claim_id,),
        seen=seen,
        back=back,
        kept=(("slot", slot),),
        fields=fields,
        takes_words=True,
        may_go=value is not None and _may_go(slot),
    )


def value_in(claim: AnyClaim, slot: str) -> Any:
    """What stands at a slot of a claim. Raises `BadDecision` where it has no such slot."""
    value: Any = claim
    for part in slot.split("/"):
        if part == "-":
            return None
        inside = part.isdigit() and isinstance(value, tuple) and int(part) < len(value)
        if not inside and not hasattr(value, part):
            raise BadDecision(_("the claim has no slot {slot}", slot=repr(slot)))
        value = value[int(part)] if inside else getattr(value, part)
    return value


def corrected(draft: Draft, form: Form, claim: AnyClaim, places: Gazetteer, read: Reader) -> Draft:
    """The draft of a correction with the change that its fields and words make. Raises `BadDecision`."""
    slot = one(form, "slot")
    current = value_in(claim, slot)
    blank = fields_of(slot, current)
    full = replace(
        draft,
        fields=filled(blank, form),
        takes_words=True,
        may_go=current is not None and _may_go(slot),
        kept=(("slot", slot),),
    )
    if one(form, "gone"):
        return replace(full, change={"slot": slot, "value": None, "spans": []})
    chosen = chosen_words(claim.source.content, draft, claim.evidence[0].start)
    spans = [list(chosen)] if chosen else []
    rests_on = chosen or next(iter(span_of(current)), (claim.evidence[0].start, claim.evidence[0].end))
    values = values_given(slot, current, form, (claim.source.content, *rests_on), places)
    if (
        chosen
        and kind_of(slot) in ("harms",)
        and "quantity" not in values
        and chosen != next(iter(span_of(current)), None)
    ):
        values["quantity"] = _READ
    return replace(full, change=_change(slot, current, values, spans, rests_on, claim, read))


_READ = object()
"""The value is that which the words give."""


def _change(
    slot: str, current: Any, values: dict[str, Any], spans: list[list[int]], on: Span, claim: AnyClaim, read: Reader
) -> dict[str, Any]:
    if not values:
        if not spans:
            raise BadDecision(_("nothing is changed: select words, or write another value"))
        return {"slot": slot, "spans": spans}
    if len(values) == 1 and (current is not None or "" in values):
        inner, value = next(iter(values.items()))
        found = {"slot": f"{slot}/{inner}" if inner else slot, "spans": spans}
        return found if value is _READ else {**found, "value": value}
    whole = msgspec.to_builtins(current) if current is not None else {}
    for inner, value in values.items():
        given = value
        if value is _READ:
            given = msgspec.to_builtins(read(claim.document_id, f"{slot}/{inner}", on))
            if given is None:
                raise BadDecision(_("the words give no number; write it beside them"))
        if inner == "quantity":
            text = claim.source.content[on[0] : on[1]]
            given = {"unit": None, **(whole.get(inner) or {}), **given, "text": text, "start": on[0], "end": on[1]}
        whole[inner] = given
    return {"slot": slot, "value": whole, "spans": spans}


def chosen_words(text: str, draft: Draft, near: int) -> Span | None:
    """Where the words stand that a person chose or wrote; None for none. Raises `BadDecision`."""
    if not draft.words:
        return None
    start, end = _count(draft.start), _count(draft.end)
    if draft.start and start < end <= len(text) and text[start:end].split() == draft.words.split():
        return start, end
    found = found_in(text, draft.words, near)
    if found is None:
        raise BadDecision(_("these words do not stand in the text: {words}", words=repr(draft.words[:200])))
    return found


def simple(draft: Draft, form: Form) -> Draft:
    """The draft of any other kind with what its fields say: who is assigned, which grade."""
    if draft.kind == "assign":
        return replace(draft, change={"to": one(form, "to")[:200]})
    if draft.kind == "grade":
        policy, _bar, rest = one(form, "grade").partition("|")
        actor, _bar, grade = rest.partition("|")
        return replace(draft, change={"policy": policy, "actor_id": actor or None, "grade": grade})
    return draft


def _may_go(slot: str) -> bool:
    """Whether a slot may be empty: entries of lists, dates and numbers, but not what every claim has."""
    return kind_of(slot) in ("harms", "attacks", "when", "said_on", "where", "weapons", "actors", "targets")


def _count(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0
