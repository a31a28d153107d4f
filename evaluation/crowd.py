"""Compares what is read with the crowd's answers on news articles, and lists every article where the two differ.

Run: python -m evaluation.crowd REPORTS SPANS [--list FILE]

REPORTS is a corpus of JSON Lines, SPANS has the crowd's answers with the places where they stand. The
list holds ids, fields and reasons, and no text of the articles.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from harmtrace.capture.inputs import open_inputs
from harmtrace.capture.options import CaptureOptions
from harmtrace.extract.extraction import extract
from harmtrace.extract.quantities import find_quantities
from harmtrace.model.claim import EventClaim
from harmtrace.model.document import Captured, Document
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.text.dates import find_dates
from harmtrace.text.reading import read_document

_KILLED = ("killed", "died_later", "killed_or_injured")


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer of the crowd that is not among ours."""

    document_id: str
    field: str
    crowd: str
    ours: str


def main() -> None:
    """Print the shares and write the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("spans", type=Path)
    parser.add_argument("--list", type=Path, help="where to write the differences (ids and reasons)")
    given = parser.parse_args()
    met: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    differences: list[Difference] = []
    for document, answers in _articles(given.reports, given.spans):
        for field, crowd, ours, right in compared(document, answers):
            asked[field] += 1
            met[field] += right
            if not right:
                differences.append(Difference(document.document_id, field, crowd, ours))
    for field, count in asked.items():
        print(f"{field:42} {met[field]:4} of {count:4}  {100 * met[field] / count:5.1f} %")
    if given.list:
        given.list.write_bytes(b"".join(msgspec.json.encode(difference) + b"\n" for difference in differences))


def compared(document: Document, answers: Mapping[str, Any]) -> Iterator[tuple[str, str, str, bool]]:
    """The answers of the crowd on one article beside ours: field, theirs, ours, whether ours holds theirs."""
    claims = [claim for claim in extract(document, load_gazetteer()) if isinstance(claim, EventClaim)]
    spans = answers["spans"]
    if (number := _number(spans.get("Civilians"))) is not None:
        figures = [harm for claim in claims for harm in claim.harms if harm.harm in _KILLED]
        whole = [
            harm
            for claim in claims
            for harm in claim.harms
            if harm.harm in _KILLED and harm.subset_of is None and claim.scope != "cumulative"
        ]
        ours = ", ".join(str(harm.quantity.text) for harm in figures)
        yield "civilians among killed", str(number), ours, any(number in _values(harm) for harm in figures)
        yield (
            "civilians, no part and no running total",
            str(number),
            ours,
            any(number in _values(harm) for harm in whole),
        )
    if (date := spans.get("Date")) and (days := _days(date["value"], document)):
        known = {claim.when.start for claim in claims if claim.when} | {
            claim.when.end for claim in claims if claim.when
        }
        if document.told_on:
            known.add(document.told_on)
        right = any(first <= day <= last for first, last in days for day in known)
        yield "date", date["value"], ", ".join(sorted(map(str, known))), right
    if place := spans.get("Location"):
        ours = "; ".join(where.text for claim in claims for where in claim.where)
        yield "place", place["value"], ours, _overlaps(place, claims)


def _articles(reports: Path, spans: Path) -> Iterator[tuple[Document, Mapping[str, Any]]]:
    answers = {row["id"]: row for row in map(msgspec.json.decode, spans.read_bytes().splitlines())}
    for captured in open_inputs([str(reports)], CaptureOptions()):
        if isinstance(captured, Captured):
            document = read_document(captured)
            if document.document_id in answers:
                yield document, answers[document.document_id]


def _number(answer: Mapping[str, Any] | None) -> float | None:
    if answer is None:
        return None
    found = [item.quantity.value for item in find_quantities(answer["value"], "en") if item.quantity.value is not None]
    return float(found[0]) if len(found) == 1 and found[0] else None


def _values(harm: Any) -> set[float]:
    quantity = harm.quantity
    return {float(value) for value in (quantity.value, quantity.low, quantity.high) if value is not None}


def _days(words: str, document: Document) -> list[tuple[Any, Any]]:
    dates = find_dates(words, "en", document.told_on)
    return [(date.when.start, date.when.end) for date in dates if date.when is not None]


def _overlaps(place: Mapping[str, Any], claims: Iterable[EventClaim]) -> bool:
    ours = [where for claim in claims for where in claim.where]
    theirs = [(match["start"], match["end"]) for match in place["matches"]]
    if any(where.start < last and first < where.end for where in ours for first, last in theirs):
        return True
    words = set(re.findall(r"\w{3,}", place["value"].lower()))
    return any(words & set(re.findall(r"\w{3,}", f"{w.text} {w.name} {' '.join(w.admin)}".lower())) for w in ours)


if __name__ == "__main__":
    main()
