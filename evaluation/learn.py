"""Fits the learned choices on gold files, and tells what rules, model and both together reach on documents left out.

A choice is put as cases: the signs of a claim, what the rules say, and what the gold says. In ten parts, each document
is decided by the weights fitted on the other parts; "both" hears the model only where it is sure, as the product does.

Run: python -m evaluation.learn FOLDER… (folders with dev_*.jsonl and documents_*.jsonl, among them that of
evaluation.press, but never the unread; writes the table `choices`).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np

from harmtrace.extract.building import Building
from harmtrace.extract.choosing import ALWAYS, Weights, chances_of, sure_option
from harmtrace.extract.day_choice import NONE, Days, is_open, ruled_day
from harmtrace.extract.event_signs import word_signs
from harmtrace.extract.extraction import Drafted, draft, is_read
from harmtrace.extract.scopes import scope_of, scope_signs, told_outright
from harmtrace.model.claim import to_plain
from harmtrace.pipeline.evaluate_gold import read_documents, suites_in
from harmtrace.pipeline.gold_score import aligned_events
from harmtrace.pipeline.record import load_gazetteer

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "harmtrace" / "vocab" / "data" / "choices.tsv"
PARTS = 10
RIDGE = 5.0
"""How strongly weights are held to zero; of 1, 2.5 and 5, which decide within a point of each other on
documents left out, it overrules least."""
RARE = 8
"""A sign that fewer cases bear is not weighed."""
_STEPS, _LEAST = 300, 0.02
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One decision: in which document of which suite, its signs, what the rules say, and what the gold says."""

    suite: str
    document: str
    signs: tuple[str, ...]
    ruled: str
    truth: str

    @property
    def part(self) -> int:
        """The part of the documents that it is left out with."""
        return crc32(self.document.encode()) % PARTS


def scope_cases(drafted: Drafted, at: int, gold: Plain) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Of an event and its counterpart in the gold: one incident, several, or a running total."""
    event = drafted.events[at]
    if not told_outright(event):
        ruled = scope_of(event)
        yield scope_signs(event, ruled, word_signs(drafted.reading, event)), ruled, gold["scope"]


def day_cases(drafted: Drafted, at: int, gold: Plain) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Of an event that its words do not date: none, or which day beside it; not asked where the gold has another."""
    event = drafted.events[at]
    told = gold.get("when")
    days = Days(drafted.events)
    fitting = [
        option
        for option, when in days.options(at).items()
        if told and (when.start.isoformat(), when.end.isoformat()) == (told["start"], told["end"])
    ]
    if is_open(event) and (fitting or not told):
        signs = days.signs(at, word_signs(drafted.reading, event))
        yield signs, ruled_day(event), fitting[0] if fitting else NONE


CHOICES: dict[str, Callable[[Drafted, int, Plain], Iterable[tuple[tuple[str, ...], str, str]]]] = {
    "day": day_cases,
    "scope": scope_cases,
}


def cases(folders: Iterable[str]) -> dict[str, list[Case]]:
    """The cases of every choice over the gold documents of the folders, each document once."""
    found: dict[str, list[Case]] = defaultdict(list)
    seen: set[str] = set()
    for suite in (suite for folder in folders for suite in suites_in(Path(folder))):
        for document, gold in read_documents(suite):
            if document.document_id in seen or not is_read(document.language):
                continue
            seen.add(document.document_id)
            drafted = draft(document, load_gazetteer())
            for at, counterpart in _aligned(drafted, gold):
                for name, cases_of in CHOICES.items():
                    found[name] += [
                        Case(suite.name, document.document_id, *case) for case in cases_of(drafted, at, counterpart)
                    ]
    return found


def _aligned(drafted: Drafted, gold: Sequence[Plain]) -> list[tuple[int, Plain]]:
    """The index of each event that the gold has, with its counterpart."""
    building = Building(drafted.reading)
    plain = [msgspec.to_builtins(to_plain(building.event(event))) for event in drafted.events]
    place = {id(claim): at for at, claim in enumerate(plain)}
    return [(place[id(one)], other) for one, other in aligned_events(plain, gold)]


def fit(known: Sequence[Case]) -> Weights:
    """The weights of a softmax regression over the signs, with a ridge penalty, by gradient descent with momentum."""
    counts: dict[str, int] = defaultdict(int)
    for case in known:
        for sign in case.signs:
            counts[sign] += 1
    names = [ALWAYS, *sorted(sign for sign, count in counts.items() if count >= RARE)]
    options = sorted({case.truth for case in known})
    place = {name: at for at, name in enumerate(names)}
    signs = np.zeros((len(known), len(names)))
    for row, case in enumerate(known):
        signs[row, [0, *(place[sign] for sign in case.signs if sign in place)]] = 1
    truth = np.array([[case.truth == option for option in options] for case in known], dtype=float)
    weights = _softmax_regression(signs, truth)
    weighed = [at for at in range(len(names)) if np.abs(weights[at]).max() >= _LEAST]
    return {option: {names[at]: float(weights[at, column]) for at in weighed} for column, option in enumerate(options)}


def _softmax_regression(signs: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Nesterov's accelerated gradient; the step is the inverse of a bound on the curvature."""
    weights = np.zeros((signs.shape[1], truth.shape[1]))
    penalty = np.full((signs.shape[1], 1), RIDGE)
    penalty[0] = 1e-3
    step = 1 / (0.5 * np.linalg.norm(signs, 2) ** 2 + RIDGE)
    ahead, before = weights.copy(), weights.copy()
    for turn in range(1, _STEPS + 1):
        powers = np.exp(signs @ ahead - (signs @ ahead).max(axis=1, keepdims=True))
        chances = powers / powers.sum(axis=1, keepdims=True)
        weights = ahead - step * (signs.T @ (chances - truth) + penalty * ahead)
        ahead = weights + (turn - 1) / (turn + 2) * (weights - before)
        before = weights
    return weights


def left_out(known: Sequence[Case]) -> Iterator[tuple[Case, str, str]]:
    """Each case with what the model, and what both, say of it where its part of the documents was left out."""
    for part in range(PARTS):
        weights = fit([case for case in known if case.part != part])
        for case in known:
            if case.part == part:
                chances = chances_of(weights, case.signs)
                yield case, max(chances, key=chances.__getitem__), sure_option(weights, case.ruled, case.signs)


def report(name: str, known: Sequence[Case]) -> str:
    """The share that rules, model and both decide right, by suite, on documents left out."""
    right: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for case, model, both in left_out(known):
        for suite in (case.suite, "all"):
            right[suite].append((case.ruled == case.truth, model == case.truth, both == case.truth))
    lines = [
        f"{name}: share right on documents left out",
        "| suite | cases | rules | model | both |",
        "|---|---:|---:|---:|---:|",
    ]
    for suite, shares in right.items():
        lines.append(
            f"| {suite} | {len(shares)} | " + " | ".join(f"{100 * share:.1f}" for share in np.mean(shares, 0)) + " |"
        )
    return "\n".join(lines)


def main(folders: list[str]) -> None:
    """Measure every choice, and write the weights fitted on all documents."""
    lines = ["choice\toption\tsign\tweight"]
    for name, known in cases(folders).items():
        print(report(name, known))
        for option, weights in fit(known).items():
            lines += [f"{name}\t{option}\t{sign}\t{weight:.3f}" for sign, weight in weights.items()]
    TABLE.write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
