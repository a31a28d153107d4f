"""What figures would become by a decision, and what of an incident differs between two states, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from harmtrace.account.record import RecordView
from harmtrace.model.toll import TollRow
from harmtrace.pipeline.preview import Preview
from harmtrace.publish import wording
from harmtrace.publish.tongue import N_, _, numeral
from harmtrace.web.deciding.claim_states import Difference
from harmtrace.web.deciding.slot_words import value_words
from harmtrace.web.deciding.visible import Held, held_address, held_in, id_of, subject_words

_FIELDS: Mapping[str, str] = {
    "when": N_("When"),
    "where": N_("Where"),
    "event_types": N_("What happened"),
    "weapons": N_("Weapon"),
    "actors": N_("Actor"),
    "targets": N_("Hit"),
    "origins": N_("Origins"),
    "documents_count": N_("Documents"),
    "claims": N_("Claims"),
}
"""The fields of an incident whose change is told; the others follow from these."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One figure of one incident or total, before and after."""

    title: str
    address: str
    people: str
    before: str
    after: str


def preview_rows(found: Preview, record: RecordView) -> list[PreviewRow]:
    """The figures of everything that a decision would touch."""
    before: list[Held] = [*found.incidents_before, *found.aggregates_before]
    after: list[Held] = [*found.incidents_after, *found.aggregates_after]
    was: dict[str, Held] = {id_of(one): one for one in before}
    will: dict[str, Held] = {id_of(one): one for one in after}
    return [row for key in dict.fromkeys((*was, *will)) for row in _rows(was.get(key), will.get(key), record)]


def _rows(before: Held | None, after: Held | None, record: RecordView) -> Iterable[PreviewRow]:
    held = before or after
    if held is None:
        return
    known = held_in(record, id_of(held)) is not None
    title = wording.title_of(after or held)
    address = held_address(held) if known else ""
    was, will = _tolls(before), _tolls(after)
    for key in dict.fromkeys((*was, *will)) or [("", "", "")]:
        yield PreviewRow(
            title=title,
            address=address,
            people=_people(key) if key[0] else _("no figure stated"),
            before=_figure(was.get(key), before, _("not there yet")),
            after=_figure(will.get(key), after, _("no more by itself")),
        )


def _tolls(held: Held | None) -> dict[tuple[str, str, str], TollRow]:
    return {(row.harm, row.status, row.unit): row for row in held.tolls} if held is not None else {}


def _people(key: tuple[str, str, str]) -> str:
    return _("{harm} ({status})", harm=wording.harm_words(key[0]), status=wording.status_words(key[1], key[2]))


def _figure(row: TollRow | None, held: Held | None, absent: str) -> str:
    if held is None:
        return absent
    return wording.row_words(row) if row is not None else _("no figure stated")


def difference_words(changes: Sequence[tuple[str, Any, Any]], record: RecordView) -> list[Difference]:
    """The fields of an incident that differ, by name, before and after."""
    found = []
    for name, before, after in changes:
        if name.startswith("toll of "):
            harm, status, unit = name.removeprefix("toll of ").split(", ")
            found.append((_people((harm, status, unit)), _toll(before), _toll(after)))
        elif name == "claims":
            found.append((_("Claims"), *_only(before, after, record)))
        elif name in _FIELDS:
            found.append((_(_FIELDS[name]), _value(name, before), _value(name, after)))
    return found


def _toll(plain: Any) -> str:
    return wording.row_words(msgspec.convert(plain, TollRow)) if plain is not None else _("nothing")


def _only(before: Any, after: Any, record: RecordView) -> tuple[str, str]:
    """The claims that stand in one of two states alone."""
    was, will = ([link["claim_id"] for link in links or ()] for links in (before, after))
    gone, new = [one for one in was if one not in will], [one for one in will if one not in was]
    return tuple(_("; ").join(subject_words(one, record) for one in ids) or "–" for ids in (gone, new))  # type: ignore[return-value]


def _value(name: str, value: Any) -> str:
    if value is None or value == []:
        return _("nothing")
    if name in ("origins", "documents_count"):
        return numeral(value)
    if isinstance(value, list) and name != "event_types":
        return _("; ").join(dict.fromkeys(value_words(name, one) for one in value))
    return value_words(name, value)
