"""Measures how claims of real reports are joined to incidents, against labels that name documents by id.

Run: python -m evaluation.linking SHARED [--misses]

SHARED is the folder with `data/reports/fakes_dev.jsonl`. `evaluation/linking.tsv` says which stretches of which
articles tell which incident. A mention is an article with one of its incidents. The record answers with the incident
that holds most of the claims read from the stretches of the mention, or with none. Half of the groups of articles
(`held`, by the hash of an id) is only scored; `--misses` lists what went wrong in the other half.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evaluation.coreference import Cluster, Score, b_cubed, lea
from evaluation.wording import clusters_by_words
from harmtrace.capture.inputs import open_inputs
from harmtrace.capture.options import CaptureOptions
from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Captured, Document
from harmtrace.pipeline.engine import LocalEngine
from harmtrace.pipeline.reading import read_capture
from harmtrace.pipeline.record import load_gazetteer
from harmtrace.provenance.origins import find_origins
from harmtrace.resolve.grouping import Group, group_claims

LABELS = Path(__file__).with_name("linking.tsv")
Half = Literal["open", "held"]
_HELD = frozenset("13579bd")


@dataclass(frozen=True, slots=True)
class Mention:
    """An incident as one article tells it: `stretches` are the sentences that do, as offsets."""

    group: str
    document: str
    incident: str
    stretches: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """What it is called in clusters."""
        return f"{self.document} {self.incident}"


def main() -> None:
    """Print the figures of the record and of the baselines, for each half and for both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what is joined wrongly in the open half")
    given = parser.parse_args()
    documents, claims = read(given.shared / "data/reports/fakes_dev.jsonl")
    mentions = load_mentions()
    groups = grouped(documents, claims)
    print("\n".join(report(mentions, documents, claims, groups)))
    if given.misses:
        print("\n".join(misses(mentions, answers(mentions, claims, groups))))


def read(reports: Path) -> tuple[list[Document], list[AnyClaim]]:
    """Read a corpus as `harmtrace run` does."""
    captures = [item for item in open_inputs([str(reports)], CaptureOptions()) if isinstance(item, Captured)]
    with LocalEngine(2) as engine:
        results = list(engine.map(read_capture, captures))
    documents = [result.document for result in results if result.document is not None]
    return documents, [claim for result in results for claim in result.claims]


def grouped(documents: Sequence[Document], claims: Sequence[AnyClaim]) -> list[Group]:
    """The incidents of the record, as `harmtrace run` makes them."""
    provenance = find_origins(documents, claims)
    found = group_claims(documents, claims, provenance, load_gazetteer())
    return [group for group in found if group.kind == "incident"]


def load_mentions(path: Path = LABELS) -> list[Mention]:
    """The labelled mentions."""
    stretches: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            key = row["group"], row["document"], row["incident"]
            stretches[key].append((int(row["start"]), int(row["end"])))
    return [Mention(*key, tuple(found)) for key, found in stretches.items()]


def halves(mentions: Sequence[Mention]) -> dict[str, Half]:
    """The half of each group of articles.

    Groups that tell an incident in common are one; the last digit of the SHA-1 of the least document id in it says
    where it belongs. Odd digits but f are held: the even ones alone would be less than a third of the mentions.
    """
    home: dict[str, str] = {}

    def top(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    for mention in mentions:
        home[top(mention.group)] = top(mention.incident)
    least: dict[str, str] = {}
    for mention in mentions:
        root = top(mention.group)
        least[root] = min(least.get(root, mention.document), mention.document)
    return {mention.group: "held" if _sha1(least[top(mention.group)])[-1] in _HELD else "open" for mention in mentions}


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def answers(mentions: Iterable[Mention], claims: Sequence[AnyClaim], groups: Sequence[Group]) -> dict[str, str]:
    """For each mention that is on record, the founder of the incident that it stands in.

    The claims that rest on its stretches vote, each with the share of its evidence that lies there; at a tie the
    claim that stands first in the text wins.
    """
    home = {link.claim_id: group.founder for group in groups for link in group.links if link.role == "supports"}
    told: dict[str, list[AnyClaim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.evidence[0].start, c.claim_id)):
        if claim.claim_id in home:
            told[claim.document_id].append(claim)
    found = {}
    for mention in mentions:
        votes: Counter[str] = Counter()
        for claim in told[mention.document]:
            part = share(claim, mention.stretches)
            if part:
                votes[home[claim.claim_id]] += part  # type: ignore[assignment] # shares are parts of a vote
        if votes:
            found[mention.name] = max(votes, key=lambda founder: votes[founder])
    return found


def share(claim: AnyClaim, stretches: Sequence[tuple[int, int]]) -> float:
    """The share of the evidence of a claim that lies in the stretches, 0 to 1."""
    inside = [any(start < e.end and e.start < end for start, end in stretches) for e in claim.evidence]
    return sum(inside) / len(inside)


def clusters(names: Iterable[str], home: Mapping[str, str]) -> list[Cluster]:
    """The clusters of those names that have a home."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if name in home:
            found[home[name]].add(name)
    return [frozenset(members) for members in found.values()]


def report(
    mentions: Sequence[Mention], documents: Sequence[Document], claims: Sequence[AnyClaim], groups: Sequence[Group]
) -> list[str]:
    """The table of figures."""
    half = halves(mentions)
    key = {mention.name: mention.incident for mention in mentions}
    on_record = answers(mentions, claims, groups)
    texts = {document.document_id: document.text for document in documents}
    worded = {m.name: " ".join(texts[m.document][start:end] for start, end in m.stretches) for m in mentions}
    fit = [m for m in mentions if half[m.group] == "open"]
    by_words = clusters_by_words(worded, clusters([m.name for m in fit], key), [m.name for m in fit])
    answered = {
        "the record": on_record,
        "the words alone (TF-IDF)": by_words,
        "each mention for itself": {name: name for name in key},
    }
    lines = ["| half | who answers | mentions | found | B-cubed P | R | F1 | LEA P | R | F1 |", f"|{' --- |' * 10}"]
    for part in ("open", "held", "both"):
        names = [m.name for m in mentions if part in (half[m.group], "both")]
        for who, home in answered.items():
            ours, theirs = clusters(names, key), clusters(names, home)
            cells = [*_cells(b_cubed(ours, theirs)), *_cells(lea(ours, theirs))]
            found = sum(name in home for name in names)
            lines.append(f"| {part} | {who} | {len(names)} | {found} | {' | '.join(cells)} |")
    return lines


def _cells(score: Score) -> list[str]:
    return [f"{value:.3f}" for value in (score.precision, score.recall, score.f1)]


def misses(mentions: Sequence[Mention], home: Mapping[str, str]) -> list[str]:
    """What is not on record, split or joined wrongly in the open half."""
    half = halves(mentions)
    open_half = [m for m in mentions if half[m.group] == "open"]
    lines = [f"not on record: {m.name}" for m in open_half if m.name not in home]
    for one, other in ((m, n) for i, m in enumerate(open_half) for n in open_half[i + 1 :]):
        if one.name not in home or other.name not in home:
            continue
        same, joined = one.incident == other.incident, home[one.name] == home[other.name]
        if same != joined:
            lines.append(f"{'split' if same else 'wrongly joined'}: {one.name}, {other.name}")
    return lines


if __name__ == "__main__":
    main()
