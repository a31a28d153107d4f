"""Measures accounting on a large invented record, and holds its figures against one program over all of it.

Run: python -m evaluation.bench.tolls. 10,000 incidents, 30,000 claims, 500 totals; then claims that arrive one by one.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

from evaluation.tolls.facts import Facts, Said, Telling
from evaluation.tolls.large import geography, large_facts
from evaluation.tolls.milp import highest_of, least_of
from evaluation.tolls.record import Writing
from harmtrace.account.ledger import Ledger
from harmtrace.account.record import RecordView
from harmtrace.account.toll import TollQuestion, answer, ledger_of
from harmtrace.places.gazetteer import Gazetteer

_DAYS = 730
_CLAIMS = 30


def lines() -> Iterator[str]:
    """The rows of the table, in seconds of one core. Raises `AssertionError` where a figure is not the program's."""
    gazetteer = Gazetteer.open([])
    where = geography(gazetteer)
    names = [*where.regions, *(town for towns in where.regions.values() for town in towns)]
    facts = large_facts(where, days=_DAYS)
    writing = Writing(gazetteer, {name: name for name in names})
    record = writing.record(facts)
    question = TollQuestion()
    begun = time.process_time()
    ledger = ledger_of(question, record, gazetteer)
    found = answer(question, ledger, record)
    seconds = time.process_time() - begun
    parts = {id(part): part for part in ledger.parts.values()}.values()
    begun = time.process_time()
    assert (found.min, found.highest_stated) == (least_of(facts, (), (1, _DAYS)), highest_of(facts, (), (1, _DAYS)))  # noqa: S101
    whole = time.process_time() - begun
    size = f"{len(facts.events):,} incidents, {len(facts.claims()):,} claims, {len(facts.totals)} totals"
    shape = f"{len(parts):,} parts, the largest of {max(len(part.keys) for part in parts)}"
    yield f"| a toll of {size} ({shape}), with every reason | {seconds:.1f} seconds |"
    yield f"| its least and highest alone as one program, equal | {whole:.1f} seconds |"
    spent = [1000 * seconds for seconds in _one_by_one(ledger, facts, record, writing)]
    figures = f"{statistics.median(spent):.0f}; {max(spent):.0f} milliseconds"
    yield f"| one claim more, of {_CLAIMS}: median; at most | {figures} |"


def _one_by_one(ledger: Ledger, facts: Facts, record: RecordView, writing: Writing) -> Iterator[float]:
    """Seconds to account for each of some claims of incidents on record."""
    chance = random.Random(5)  # noqa: S311 (the same claims each time)
    incidents = {incident.incident_id: incident for incident in record.incidents}
    origins = dict(record.provenance.origin_of)
    claims, documents = dict(record.claims), dict(record.documents)
    for at, event in enumerate(chance.sample(facts.events, _CLAIMS)):
        more = Telling(f"later-{at}", "Another Outlet", 0, 803, (Said("eq", event.truth + 3, 0, "civilian"),))
        grown = replace(event, tellings=(*event.tellings, more))
        claims[more.claim] = writing.claim(grown, more)
        document = writing.document(more)
        documents[document.document_id] = document
        origins[more.claim] = more.origin
        incidents[event.key] = writing.incident(grown)
        provenance = replace(record.provenance, origin_of=origins)
        record = RecordView(documents, claims, list(incidents.values()), record.aggregates, provenance)
        begun = time.process_time()
        ledger.amend(record, [incidents[event.key]])
        ledger.bounds()
        yield time.process_time() - begun


if __name__ == "__main__":
    print("\n".join(lines()))
