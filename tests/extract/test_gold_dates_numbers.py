"""Dates and numbers that annotators found in invented reports of other languages than English are found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from harmtrace.extract.bare import Bare, bare
from harmtrace.extract.quantities import QuantityMention, find_quantities
from harmtrace.model.document import Document
from harmtrace.text.dates import DateMention, find_dates
from tests.extract.reading_of import document_of

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"
SUITES = ("composed_ar", "composed_ar2", "composed_ru", "composed_de")
LEFT_DATES = {
    "من ١٠ مايو": "dialect: from a day on, as if since",
    "خلال الفترة نفسها": "hangs on the past hours told before, which no later date does",
    "منذ فجر اليوم": "annotated as a day; since a day on is a range, here of one day",
    "تشرين الأول 2019": "counted from by the annotated words before it",
}
"""What is annotated and not found so, each with the reason."""
LEFT_NUMBERS = {
    "مقاتلين": "two or many: nothing tells in bare words",
    "عاملين": "two or many: nothing tells in bare words",
}


def claims(suite: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in (GOLD / f"dev_{suite}.jsonl").read_text(encoding="utf-8").splitlines():
        annotated = json.loads(line)
        for claim in annotated["claims"]:
            yield annotated["document_id"], claim


@cache
def documents(suite: str) -> dict[str, dict[str, str]]:
    lines = (GOLD / f"documents_{suite}.jsonl").read_text(encoding="utf-8").splitlines()
    return {document["id"]: document for document in map(json.loads, lines)}


@cache
def read(suite: str, document_id: str) -> tuple[Bare | None, list[DateMention], list[QuantityMention]]:
    given = documents(suite)[document_id]
    document: Document = document_of(given["text"], published=given["published"], language=given["language"])
    plain = bare(document)
    text = plain.document.text if plain is not None else document.text
    dates = find_dates(text, document.language, document.told_on)
    told = [(date.start, date.end) for date in dates]
    return plain, dates, find_quantities(text, document.language, dates=told, duals=plain.duals if plain else ())


def beside(plain: Bare | None, span: tuple[int, int], start: int, end: int) -> bool:
    first, last = plain.span(*span) if plain is not None else span
    return first < end and start < last


@pytest.mark.parametrize("suite", SUITES)
def test_the_dates_of_the_gold_are_found(suite: str) -> None:
    left = []
    for document_id, claim in claims(suite):
        when = claim.get("when")
        if not when or when["basis"] not in ("explicit", "relative") or when["start_char"] is None:
            continue
        plain, dates, _ = read(suite, document_id)
        near = [
            date.when
            for date in dates
            if date.when is not None and beside(plain, (date.start, date.end), when["start_char"], when["end_char"])
        ]
        days = [(str(found.start), str(found.end), found.precision) for found in near]
        if (when["start"], when["end"], when["precision"]) not in days:
            left.append((document_id, when["text"], days))
    assert [miss for miss in left if miss[1] not in LEFT_DATES] == []


@pytest.mark.parametrize("suite", SUITES)
def test_the_numbers_of_the_gold_are_found(suite: str) -> None:
    """All but those that a noun in the singular, a name or a pronoun is: these are counted with the events."""
    left = []
    for document_id, claim in claims(suite):
        told = [harm["quantity"] for harm in claim.get("harms", [])]
        told += [claim[name] for name in ("attacks", "quantity") if claim.get(name)]
        for quantity in told:
            if quantity["op"] == "vague" or quantity["value"] in (0, 1):
                continue
            plain, _, numbers = read(suite, document_id)
            near = [
                found.quantity
                for found in numbers
                if beside(plain, (found.start, found.end), quantity["start"], quantity["end"])
            ]
            if not any(
                (found.value, found.low, found.high, found.op)
                == (quantity["value"], quantity["low"], quantity["high"], quantity["op"])
                for found in near
            ):
                left.append((document_id, quantity["text"], [(found.text, found.op) for found in near]))
    assert [miss for miss in left if miss[1] not in LEFT_NUMBERS] == []
