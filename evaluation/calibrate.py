"""Measures the share of right claims of each extraction rule on gold files: the calibration table, and how it holds.

The table gives each rule the share of its claims that were right; that is the confidence of a claim. The reliability
diagram asks whether the shares hold for documents that had no part in them: each document's claims get the shares
measured on all the others, and the claims of like confidence are compared with the share of them that was right.

Run: python -m evaluation.calibrate FOLDER… (folders with dev_*.jsonl and documents_*.jsonl).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from harmtrace.extract.calibration import UNMEASURED
from harmtrace.pipeline.evaluate_gold import read_suite, suites_in
from harmtrace.pipeline.gold_score import right_claims

ENOUGH = 10
"""Claims that a rule needs for a share of its own; else that of its kind holds."""
ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "harmtrace" / "vocab" / "data" / "calibration.tsv"
DIAGRAM = ROOT / "docs" / "images" / "reliability.svg"
EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Between two of these confidences lies one point of the diagram."""
_SIDE, _MARGIN = 360, 46


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim that was made: of which document, by which rule, and whether the gold has it."""

    document: str
    rule: str
    right: bool

    @property
    def kind(self) -> str:
        """The kind of claim, which its rule begins with."""
        return self.rule.split(":")[0]


@dataclass(frozen=True, slots=True)
class Point:
    """The claims of like confidence: how many, their mean confidence (0 to 1), and the share that was right."""

    claims: int
    confidence: float
    right: float


def outcomes(folders: Iterable[str]) -> Iterator[Outcome]:
    """Every claim that is made of the gold documents of the folders."""
    for suite in (suite for folder in folders for suite in suites_in(Path(folder))):
        for document, found, gold in read_suite(suite):
            right = Counter(claim["extractor"]["rule"] for claim in right_claims(found or [], gold))
            for claim in found or []:
                rule = claim["extractor"]["rule"]
                right[rule] -= 1
                yield Outcome(str(document), rule, right[rule] >= 0)


def shares(made: Iterable[Outcome]) -> dict[str, tuple[float, int]]:
    """The share of right claims, and their number, of each rule and kind that made enough."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for outcome in made:
        for name in {outcome.rule, outcome.kind}:
            total[name] += 1
            right[name] += outcome.right
    return {name: (right[name] / total[name], total[name]) for name in sorted(total) if total[name] >= ENOUGH}


def reliability(made: list[Outcome]) -> list[Point]:
    """The points of the diagram; no claim's confidence rests on its own document."""
    believed: list[tuple[float, bool]] = []
    for document in sorted({outcome.document for outcome in made}):
        others = shares(outcome for outcome in made if outcome.document != document)
        for outcome in (outcome for outcome in made if outcome.document == document):
            share = others.get(outcome.rule, others.get(outcome.kind, (UNMEASURED, 0)))[0]
            believed.append((share, outcome.right))
    points = []
    for low, high in pairwise(EDGES):
        inside = [(share, right) for share, right in believed if low <= share < high]
        if inside:
            mean = sum(share for share, _ in inside) / len(inside)
            points.append(Point(len(inside), mean, sum(right for _, right in inside) / len(inside)))
    return points


def diagram(points: Iterable[Point]) -> str:
    """The points as an SVG: confidence to the right, share right upwards, the area of a point by its claims."""
    inner = _SIDE - 2 * _MARGIN

    def place(value: float) -> float:
        return value * inner

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}" role="img" font-family="sans-serif"'
        ' font-size="12"><title>Reliability of confidence</title><rect width="100%" height="100%" fill="white"/>',
        f'<g transform="translate({_MARGIN},{_SIDE - _MARGIN}) scale(1,-1)" stroke="#555" fill="none">'
        f'<rect width="{inner}" height="{inner}"/><path d="M0 0 L{inner} {inner}" stroke-dasharray="4 4"/>',
    ]
    for point in points:
        radius = 2 + (point.claims / 10) ** 0.5
        lines.append(
            f'<circle cx="{place(point.confidence):.1f}" cy="{place(point.right):.1f}" r="{radius:.1f}"'
            ' fill="#1f5fa8" fill-opacity="0.7" stroke="none"/>'
        )
    lines.append("</g>")
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        across, up = _MARGIN + place(tick), _SIDE - _MARGIN - place(tick)
        lines.append(f'<text x="{across:.0f}" y="{_SIDE - _MARGIN + 16}" text-anchor="middle">{tick:g}</text>')
        lines.append(f'<text x="{_MARGIN - 6}" y="{up + 4:.0f}" text-anchor="end">{tick:g}</text>')
    middle = _SIDE // 2
    lines.append(f'<text x="{middle}" y="{_SIDE - 8}" text-anchor="middle">confidence</text>')
    lines.append(
        f'<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">share right</text></svg>'
    )
    return "\n".join(lines) + "\n"


def main(folders: list[str]) -> None:
    """Measure, write the table and the diagram, and print the points."""
    made = list(outcomes(folders))
    rows = [f"{rule}\t{share:.2f}\t{count}" for rule, (share, count) in shares(made).items()]
    TABLE.write_text("\n".join(["rule\tshare_right\tclaims", *rows, ""]), encoding="utf-8")
    points = reliability(made)
    DIAGRAM.write_text(diagram(points), encoding="utf-8")
    print("| claims | mean confidence | share right |\n|---:|---:|---:|")
    for point in points:
        print(f"| {point.claims} | {point.confidence:.2f} | {point.right:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
