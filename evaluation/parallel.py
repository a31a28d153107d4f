"""Texts that tell one matter in two languages: do their claims agree, and does the record join them as it should?

For each pair of `gold/parallel.tsv` the events of one side are put beside those of the other, slot by slot (place, day,
figures, actors, targets), and the record of both is asked for their origins and incidents: a relay adds no origin, two
tellers of one incident are two, one teller in two languages is one. Done with the claims that extraction makes, and
with the gold claims, so that errors of reading and of the record are told apart.

Run: python -m evaluation.parallel [SHARED] (the folder that holds `data/reports/`: its texts in two languages as well).
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, Literal

from harmtrace.account.record import RecordView
from harmtrace.extract.extraction import extract
from harmtrace.model.claim import AnyClaim, EventClaim, claim_from_plain
from harmtrace.model.document import Document
from harmtrace.pipeline.evaluate_gold import Suite, read_documents
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.provenance.origins import find_origins
from harmtrace.provenance.telling import figures_of, likeness
from harmtrace.resolve.days import compare_days
from harmtrace.resolve.grouping import group_claims
from harmtrace.resolve.incidents import build_incident
from harmtrace.resolve.places import locations, relation
from harmtrace.resolve.profiles import compatible

GOLD = Path(__file__).resolve().parent / "gold"
BY_HAND = {"name": "hand", "version": "1", "rule": "gold"}
Verdict = Literal["alike", "silent", "apart"]
"""Of one slot: told alike, told on one side only, or told apart."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents of one matter, each with its claims; `relation` says what they are to each other."""

    one: Document
    other: Document
    relation: str
    claims: tuple[AnyClaim, ...]

    def events(self, document: Document) -> list[EventClaim]:
        """The events of one side."""
        return [c for c in self.claims if isinstance(c, EventClaim) and c.document_id == document.document_id]


@dataclass(slots=True)
class Agreement:
    """How often a slot of two events that tell the same was told alike, or on one side only; of the others why not."""

    asked: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def note(self, slot: str, verdict: Verdict, why: str) -> None:
        """Count one case."""
        self.asked[slot] += 1
        self.met[slot] += verdict == "alike"
        self.silent[slot] += verdict == "silent"
        if verdict != "alike":
            self.misses.append(f"{slot}, {verdict}: {why}")

    def lines(self) -> Iterator[str]:
        """The table, and the misses."""
        yield "  slot       alike  silent  apart"
        for slot in self.asked:
            yield self._line(slot, self.met[slot], self.silent[slot], self.asked[slot])
        asked, met, silent = (sum(counted.values()) for counted in (self.asked, self.met, self.silent))
        share = f"  alike {100 * met / asked:.1f} %, compatible {100 * (met + silent) / asked:.1f} %" if asked else ""
        yield self._line("all", met, silent, asked) + share
        yield from (f"    {miss}" for miss in self.misses)

    @staticmethod
    def _line(slot: str, met: int, silent: int, asked: int) -> str:
        return f"  {slot:10} {met:5}  {silent:6}  {asked - met - silent:5}"


def pairs(gold: bool) -> Iterator[Pair]:
    """The pairs of the table, with the gold claims or with those of extraction."""
    suite = Suite("parallel", (GOLD / "dev_parallel_ar_en.jsonl",), (GOLD / "documents_parallel_ar_en.jsonl",))
    read = {document.document_id: (document, plain) for document, plain in read_documents(suite)}
    with (GOLD / "parallel.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            sides = [read[row["arabic"]], read[row["english"]]]
            claims = [claim for document, plain in sides for claim in _claims(document, plain if gold else None)]
            yield Pair(sides[0][0], sides[1][0], row["relation"], tuple(claims))


def _claims(document: Document, gold: Sequence[dict[str, Any]] | None) -> Iterator[AnyClaim]:
    if gold is None:
        yield from extract(document, load_gazetteer())
        return
    for plain in gold:
        whole = {**plain, "claim_id": f"{document.document_id}.{plain['claim_id']}"}
        whole |= {"extractor": BY_HAND, "confidence": 1.0}
        whole = {key: value for key, value in whole.items() if key != "fraction" or not value}
        yield claim_from_plain(whole, document.source())


def bulletin_pairs(reports: Path) -> Iterator[Pair]:
    """Texts of one publisher in two languages, their ids the same but for the code of the language."""
    suite: dict[str, dict[str, Any]] = {}
    with reports.open(encoding="utf-8") as lines:
        suite = {row["id"]: row for row in map(json.loads, lines)}
    for document_id, row in suite.items():
        stem, _, language = document_id.rpartition("-")
        if language == "ar" and f"{stem}-en" in suite:
            one, other = (_document(each) for each in (row, suite[f"{stem}-en"]))
            claims = [claim for document in (one, other) for claim in extract(document, load_gazetteer())]
            yield Pair(one, other, "same teller", tuple(claims))


def _document(row: dict[str, Any]) -> Document:
    from harmtrace.pipeline.evaluate_gold import _document as given

    return given(row, {"document_id": row["id"], **{key: row[key] for key in ("published", "publisher", "language")}})


def aligned(one: Sequence[EventClaim], other: Sequence[EventClaim]) -> list[tuple[EventClaim, EventClaim]]:
    """Events of two sides that tell the same, one to one, the most alike first."""
    scored = [(_alike(a, b), a.claim_id, b.claim_id, a, b) for a, b in product(one, other)]
    found: list[tuple[EventClaim, EventClaim]] = []
    taken: set[str] = set()
    for score, first, second, a, b in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if score > 0 and not taken & {first, second}:
            taken |= {first, second}
            found.append((a, b))
    return found


def _alike(one: EventClaim, other: EventClaim) -> int:
    """Likeness by facts; where something is apart, by figures alone, so that the reason can be said."""
    shared = len(set(figures_of(one)) & set(figures_of(other)))
    types = len(set(one.event_types) & set(other.event_types))
    alike = 2 * likeness(one, other) + shared
    return 2 * alike + types if alike else 0


def compare(pair: Pair, agreement: Agreement, wanted: int | None) -> int:
    """Compare the sides of a pair slot by slot; `wanted` is how many events of the two tell the same."""
    found = aligned(pair.events(pair.one), pair.events(pair.other))
    name = f"{pair.one.document_id}/{pair.other.document_id}"
    for number in range(wanted if wanted is not None else len(found)):
        agreement.note("event", "alike" if number < len(found) else "apart", f"{name}: not on both sides")
    for one, other in found:
        for slot, verdict, why in _slots(one, other):
            agreement.note(slot, verdict, f"{name}: {why}")
    return len(found)


def _verdict(told: bool, good: bool) -> Verdict:
    return "silent" if not told else "alike" if good else "apart"


def _slots(one: EventClaim, other: EventClaim) -> Iterator[tuple[str, Verdict, str]]:
    ours, theirs = locations(one), locations(other)
    if ours or theirs:
        kind = relation(ours, theirs, load_gazetteer())
        names = [[where.name for where in side] for side in (ours, theirs)]
        yield "place", _verdict(bool(ours and theirs), kind != "apart"), f"{names[0]} | {names[1]}"
    if one.when is not None or other.when is not None:
        kind = compare_days(one.when, other.when)
        days = [f"{when.start}–{when.end}" if when else "none" for when in (one.when, other.when)]
        yield (
            "day",
            _verdict(one.when is not None and other.when is not None, kind in ("same", "overlap")),
            " | ".join(days),
        )
    for ours_harm, theirs_harm in product(one.harms, other.harms):
        tops = ours_harm.subset_of is None and theirs_harm.subset_of is None
        if tops and ours_harm.harm == theirs_harm.harm and ours_harm.status == theirs_harm.status:
            words = f"{ours_harm.harm} {ours_harm.quantity.text} | {theirs_harm.quantity.text}"
            yield "figures", _verdict(True, compatible(ours_harm.quantity, theirs_harm.quantity)), words
    for slot, left, right in (
        ("actors", {a.actor_id for a in one.actors if a.actor_id}, {a.actor_id for a in other.actors if a.actor_id}),
        ("targets", {t.target_id for t in one.targets}, {t.target_id for t in other.targets}),
    ):
        if left and right:
            yield slot, _verdict(True, bool(left & right)), f"{sorted(left)} | {sorted(right)}"


def record_of(documents: Sequence[Document], claims: Sequence[AnyClaim]) -> RecordView:
    """The origins and incidents of documents and claims."""
    gazetteer = load_gazetteer()
    by_document = {document.document_id: document for document in documents}
    by_claim = {claim.claim_id: claim for claim in claims}
    provenance = find_origins(documents, claims)
    groups = group_claims(documents, claims, provenance, gazetteer)
    incidents = [build_incident(g, by_claim, by_document, provenance) for g in groups if g.kind == "incident"]
    return RecordView(by_document, by_claim, incidents, (), provenance)


def judged(pair: Pair) -> tuple[bool, str] | None:
    """Whether the record of a pair joins it as its relation says, and what it found; None where nothing is to join.

    One publisher's pages may tell of no event that both have, or of totals alone.
    """
    found = aligned(pair.events(pair.one), pair.events(pair.other))
    own = pair.relation == "same teller"
    if own and not found:
        return None
    single = not own or any(one.scope == other.scope == "single" for one, other in found)
    record = record_of((pair.one, pair.other), pair.claims)
    both = {pair.one.document_id, pair.other.document_id}
    joined = [incident for incident in record.incidents if both <= set(incident.documents)]
    origins = record.provenance.origin_of
    told = [{origins[c.claim_id] for c in pair.events(side)} for side in (pair.one, pair.other)]
    edges = {edge[:2] for group in record.provenance.groups for edge in group.relays}
    passed = (pair.one.document_id, pair.other.document_id) in edges
    shared = bool(told[0] & told[1])
    said = f"{len(joined)} incidents of both, {len(told[0] & told[1])} origins in common, " + (
        "relay" if passed else "no relay"
    )
    if pair.relation == "same incident":
        apart = any(_two_origins(incident.claims, both, record) for incident in joined)
        return apart, said
    return bool(joined or not single) and shared and (passed or own), said


def _two_origins(links: Sequence[Any], both: set[str], record: RecordView) -> bool:
    """Whether the claims of the two documents in one incident have different origins."""
    by_document: dict[str, set[str]] = {key: set() for key in both}
    for link in links:
        by_document[record.claims[link.claim_id].document_id].add(record.provenance.origin_of[link.claim_id])
    one, other = by_document.values()
    return bool(one) and bool(other) and not one & other


def report(title: str, found: Sequence[Pair], wanted: Sequence[int] | None = None) -> list[int]:
    """Print how the sides agree and how the record joins them; return how many events of each pair tell the same."""
    agreement = Agreement()
    counts = [compare(pair, agreement, wanted[i] if wanted else None) for i, pair in enumerate(found)]
    print(title)
    print("\n".join(agreement.lines()))
    verdicts = [(pair, *verdict) for pair in found if (verdict := judged(pair)) is not None]
    for kind in dict.fromkeys(pair.relation for pair, _, _ in verdicts):
        own = [(pair, good, said) for pair, good, said in verdicts if pair.relation == kind]
        print(f"  record, {kind}: {sum(good for _, good, _ in own)} of {len(own)} joined as they should be")
        for pair, good, said in own:
            if not good:
                print(f"    {pair.one.document_id}/{pair.other.document_id}: {said}")
    return counts


def strangers(found: Sequence[Pair]) -> None:
    """Print what the record of all pairs together joins across pairs: nothing should be."""
    documents = [document for pair in found for document in (pair.one, pair.other)]
    record = record_of(documents, [claim for pair in found for claim in pair.claims])
    home = {d.document_id: number for number, pair in enumerate(found) for d in (pair.one, pair.other)}
    mixed = [i for i in record.incidents if len({home[d] for d in i.documents}) > 1]
    print(f"  all pairs in one record: {len(mixed)} incidents across pairs, {len(record.provenance.groups)} origins")


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    gold, read = list(pairs(gold=True)), list(pairs(gold=False))
    counts = report("gold claims", gold)
    strangers(gold)
    report("claims of extraction", read, counts)
    strangers(read)
    if arguments:
        reports = Path(arguments[0]) / "data" / "reports" / "syrian_archive.jsonl"
        report("bulletins in two languages", list(bulletin_pairs(reports)))


if __name__ == "__main__":
    main(sys.argv[1:])
