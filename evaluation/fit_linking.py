"""Fits the weights of linking (table `linking`) to the labels of the open half.

Run: python -m evaluation.fit_linking SHARED [--write]

A pair is two claims of one article, or two incidents as two articles tell them. The score of a pair is the sum of the
weights of its features; that it is one incident is as likely as the logistic function of score less threshold. The
labels are few, so that the weights set by hand are the prior: each moves only where many pairs ask for it. A cluster
counts by its members and not by its pairs; all pairs of two incidents count COST times as much as all of one, because a
wrong join puts a wrong figure on record and a missed one a doubt.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from evaluation.linking import Mention, halves, load_mentions, read, share
from harmtrace.model.claim import AnyClaim, EventClaim
from harmtrace.model.document import Document
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.provenance.origins import find_origins
from harmtrace.resolve.blocks import Blocks, blocks_of
from harmtrace.resolve.episodes import episodes
from harmtrace.resolve.grouping import context_of, single_incidents
from harmtrace.resolve.pairs import JOIN, Setting, compare, told_apart
from harmtrace.resolve.profiles import Context, Profile, profile
from harmtrace.vocab.tables import rows

SPREAD = 0.5
"""How far a weight is expected to lie from the one set by hand."""
ANCHORS = frozenset({"same place", "same day", "other toll"})
"""These stay as set by hand, and measure the others: a village on a day is one incident, whatever the tolls."""
COST = 5.0
"""How many missed joins a wrong one is as bad as."""
STEPS, STEP = 4_000, 0.02
TABLE = Path(__file__).resolve().parents[1] / "src/harmtrace/vocab/data/linking.tsv"


@dataclass(frozen=True, slots=True)
class Pair:
    """The features of a pair, whether it is one incident, and how much it counts."""

    features: tuple[str, ...]
    same: bool
    counts: float


def main() -> None:
    """Fit both columns and print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true", help="write the table")
    given = parser.parse_args()
    documents, claims = read(given.shared / "data/reports/fakes_dev.jsonl")
    table = fitted(documents, claims)
    if given.write:
        TABLE.write_text(table, encoding="utf-8")
    print(table)


def fitted(documents: Sequence[Document], claims: Sequence[AnyClaim]) -> str:
    """The table with the weights that fit the pairs of the open half."""
    provenance = find_origins(documents, claims)
    events = [claim for claim in claims if isinstance(claim, EventClaim)]
    singles = single_incidents(events, provenance)
    context = context_of(documents, events, provenance, load_gazetteer())
    mentions = load_mentions()
    half = halves(mentions)
    labels = labelled([m for m in mentions if half[m.group] == "open"], singles)
    pairs: dict[Setting, list[Pair]] = {
        "within": list(_within(labels, context)),
        "between": list(_between(labels, context)),
    }
    weights = {setting: fit(of_setting, setting) for setting, of_setting in pairs.items()}
    lines = ["feature\tby hand between\tby hand within\tbetween\twithin\tnote"]
    for row in rows("linking"):
        name = row["feature"]
        own = (row["by hand between"], row["by hand within"])
        found = (f"{weights[setting][name]:.2f}" for setting in ("between", "within"))
        lines.append("\t".join((name, *own, *found, row["note"])))
    return "\n".join(lines) + "\n"


def labelled(mentions: Sequence[Mention], claims: Sequence[EventClaim]) -> dict[str, list[tuple[EventClaim, str]]]:
    """By document its claims of single incidents, with the incident that their sentences are labelled with."""
    told: dict[str, list[EventClaim]] = defaultdict(list)
    for claim in claims:
        told[claim.document_id].append(claim)
    found: dict[str, list[tuple[EventClaim, str]]] = defaultdict(list)
    for mention in mentions:
        for claim in told[mention.document]:
            if share(claim, mention.stretches) == 1.0:
                found[mention.document].append((claim, mention.incident))
    return found


def _within(labels: dict[str, list[tuple[EventClaim, str]]], context: Context) -> Iterator[Pair]:
    for told in labels.values():
        sizes = Counter(incident for _claim, incident in told)
        for (one, ours), (other, theirs) in combinations(told, 2):
            if one.claim_id == other.claim_id or told_apart(one, other, context):
                continue
            found = compare(profile(one, context), profile(other, context), context, "within")
            if found.forbidden is None:
                yield Pair(found.features, ours == theirs, 1 / max(1, max(sizes[ours], sizes[theirs]) - 1))


def _between(labels: dict[str, list[tuple[EventClaim, str]]], context: Context) -> Iterator[Pair]:
    told: list[tuple[Profile, str]] = []
    for pairs in labels.values():
        of_claim = {claim.claim_id: incident for claim, incident in pairs}
        clusters, _rivals = episodes([claim for claim, _incident in pairs], context)
        for one in clusters.profiles.values():
            told.append((one, Counter(of_claim[c.claim_id] for c in one.claims).most_common(1)[0][0]))
    sizes = Counter(incident for _one, incident in told)
    keys = [blocks_of(one) for one, _incident in told]
    for (i, (one, ours)), (j, (other, theirs)) in combinations(enumerate(told), 2):
        if one.documents & other.documents or not _meet(keys[i], keys[j]):
            continue
        found = compare(one, other, context, "between")
        if found.forbidden is None:
            yield Pair(found.features, ours == theirs, 1 / max(1, max(sizes[ours], sizes[theirs]) - 1))


def _meet(one: Blocks, other: Blocks) -> bool:
    return bool(one.own & other.asked or one.asked & other.own)


def fit(pairs: Sequence[Pair], setting: Setting) -> dict[str, float]:
    """The weights of the greatest posterior: logistic regression with a normal prior around those set by hand."""
    names = [row["feature"] for row in rows("linking")]
    prior = np.array([float(row[f"by hand {setting}"]) for row in rows("linking")])
    has = np.array([[name in pair.features for name in names] for pair in pairs], dtype=float)
    same = np.array([pair.same for pair in pairs], dtype=float)
    counts = np.array([pair.counts for pair in pairs])
    total = counts.sum()
    for side, part in ((same == 1, 1 / (1 + COST)), (same == 0, COST / (1 + COST))):
        counts[side] *= part * total / counts[side].sum()
    free = np.array([name not in ANCHORS for name in names])
    found = prior.copy()
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(JOIN - has @ found))
        found -= free * STEP * (has.T @ (counts * (likely - same)) + (found - prior) / SPREAD**2)
    print(f"{setting}: {len(pairs)} pairs, {int(same.sum())} of one incident")
    return {name: float(value) for name, value in zip(names, found, strict=True)}


if __name__ == "__main__":
    main()
