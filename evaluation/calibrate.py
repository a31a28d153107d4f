"""Fits the confidence of claims on gold files, and asks how it holds: the tables, and the reliability diagram.

The table `confidence` gives each sign of a claim a weight (a logistic model), the table `calibration` each rule the
share of its claims that were right. Both models are compared, and the diagram is drawn, on documents that had no part
in the fitting: each document's claims get the confidence fitted on all the others.

Run: python -m evaluation.calibrate FOLDER… (folders with dev_*.jsonl and documents_*.jsonl).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from harmtrace.extract.confidence import ALWAYS, signs_of_claim
from harmtrace.pipeline.evaluate_gold import read_suite, suites_in
from harmtrace.pipeline.gold_score import right_claims

ENOUGH = 10
"""Claims that a rule needs for a share of its own; else that of its kind holds."""
ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "src" / "harmtrace" / "vocab" / "data" / "calibration.tsv"
SIGNS = ROOT / "src" / "harmtrace" / "vocab" / "data" / "confidence.tsv"
DIAGRAM = ROOT / "docs" / "images" / "reliability.svg"
EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Between two of these confidences lies one point of the diagram."""
RIDGE = 10.0
"""How strongly weights are held to zero; of 1, 3, 10 and 30 it had the least log loss on documents left out."""
_STEPS, _CLOSE, _LEAST = 50, 1e-6, 0.01
_SIDE, _MARGIN = 360, 46


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim that was made: of which document, by which rule, with which signs, and whether the gold has it."""

    document: str
    rule: str
    signs: tuple[str, ...]
    right: bool

    @property
    def kind(self) -> str:
        """The kind of claim, which its rule begins with."""
        return self.rule.split(":")[0]


Model = Callable[[Outcome], float]


@dataclass(frozen=True, slots=True)
class Point:
    """The claims of like confidence: how many, their mean confidence (0 to 1), and the share that was right."""

    claims: int
    confidence: float
    right: float


def outcomes(folders: Iterable[str]) -> Iterator[Outcome]:
    """Every claim that is made of the gold documents of the folders, each document once."""
    seen: set[str] = set()
    for suite in (suite for folder in folders for suite in suites_in(Path(folder))):
        for document, found, gold in read_suite(suite):
            if found is None or document in seen:
                continue
            seen.add(document)
            right = {id(claim) for claim in right_claims([plain for _, plain in found], gold)}
            for claim, plain in found:
                yield Outcome(document, claim.extractor.rule, signs_of_claim(claim), id(plain) in right)


def shares(made: Iterable[Outcome]) -> dict[str, tuple[float, int]]:
    """The share of right claims, and their number, of each rule and kind that made enough."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for outcome in made:
        for name in {outcome.rule, outcome.kind}:
            total[name] += 1
            right[name] += outcome.right
    return {name: (right[name] / total[name], total[name]) for name in sorted(total) if total[name] >= ENOUGH}


def by_share(fitted: Iterable[Outcome]) -> Model:
    """The plain model: the share of right claims of the rule, else of its kind."""
    known = shares(fitted)
    return lambda outcome: known.get(outcome.rule, known.get(outcome.kind, (0.5, 0)))[0]


def by_signs(fitted: Iterable[Outcome]) -> Model:
    """The logistic model over the signs of a claim."""
    weights = fit(list(fitted))
    return lambda outcome: float(1 / (1 + np.exp(-sum(weights.get(sign, 0.0) for sign in outcome.signs))))


def fit(made: Sequence[Outcome]) -> dict[str, float]:
    """The weight of each sign: logistic regression by Newton's method, with a ridge penalty on all but the first."""
    names = [ALWAYS, *sorted({sign for outcome in made for sign in outcome.signs} - {ALWAYS})]
    place = {name: at for at, name in enumerate(names)}
    signs = np.zeros((len(made), len(names)))
    for row, outcome in enumerate(made):
        signs[row, [place[sign] for sign in outcome.signs]] = 1
    right = np.array([outcome.right for outcome in made], dtype=float)
    penalty = np.full(len(names), RIDGE)
    penalty[0] = 1e-3
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (chance - right) + penalty * weights
        curve = (signs * (chance * (1 - chance))[:, None]).T @ signs + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < _CLOSE:
            break
    return dict(zip(names, map(float, weights), strict=True))


def believed(made: Sequence[Outcome], model: Callable[[Iterable[Outcome]], Model]) -> list[tuple[float, bool]]:
    """The confidence in each claim, fitted without its own document, and whether it is right."""
    found: list[tuple[float, bool]] = []
    for document in sorted({outcome.document for outcome in made}):
        confidence = model([outcome for outcome in made if outcome.document != document])
        found += [(confidence(outcome), outcome.right) for outcome in made if outcome.document == document]
    return found


def log_loss(pairs: Iterable[tuple[float, bool]]) -> float:
    """The mean negative logarithm of the chance given to what was the case; less is better."""
    held = [(min(max(share, 0.001), 0.999), right) for share, right in pairs]
    return float(-np.mean([np.log(share if right else 1 - share) for share, right in held]))


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[Point]:
    """The points of the diagram."""
    points = []
    for low, high in pairwise(EDGES):
        inside = [(share, right) for share, right in pairs if low <= share < high]
        if inside:
            mean = sum(share for share, _ in inside) / len(inside)
            points.append(Point(len(inside), mean, sum(right for _, right in inside) / len(inside)))
    return points


def diagram(points: Iterable[Point], told: str = "confidence") -> str:
    """The points as an SVG: what is `told` to the right, share right upwards, the area of a point by its claims."""
    inner = _SIDE - 2 * _MARGIN

    def place(value: float) -> float:
        return value * inner

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}" role="img" font-family="sans-serif"'
        f' font-size="12"><title>Reliability of {told}</title><rect width="100%" height="100%" fill="white"/>',
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
    lines.append(f'<text x="{middle}" y="{_SIDE - 8}" text-anchor="middle">{told}</text>')
    lines.append(
        f'<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">share right</text></svg>'
    )
    return "\n".join(lines) + "\n"


def main(folders: list[str]) -> None:
    """Measure, write the tables and the diagram, and print how well each model and each point does."""
    made = list(outcomes(folders))
    rules = [f"{rule}\t{share:.2f}\t{count}" for rule, (share, count) in shares(made).items()]
    RULES.write_text("\n".join(["rule\tshare_right\tclaims", *rules, ""]), encoding="utf-8")
    weights = [f"{sign}\t{weight:.3f}" for sign, weight in fit(made).items() if abs(weight) >= _LEAST]
    SIGNS.write_text("\n".join(["sign\tweight", *weights, ""]), encoding="utf-8")
    by_model = {name: believed(made, model) for name, model in (("rule", by_share), ("signs", by_signs))}
    points = reliability(by_model["signs"])
    DIAGRAM.write_text(diagram(points), encoding="utf-8")
    for name, pairs in by_model.items():
        print(f"log loss by {name}, documents left out: {log_loss(pairs):.3f}")
    print("| claims | mean confidence | share right |\n|---:|---:|---:|")
    for point in points:
        print(f"| {point.claims} | {point.confidence:.2f} | {point.right:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
