"""Choices that are learned: a linear model over signs, heard only where it is sure and else left to the rules.

The rules decide from what they understand; where their signs are weak, many small ones together may know better. A
choice (say, of the scope of an event) has options; the table `choices` gives each sign a weight for each option, and
the chance of an option is the softmax of the sums. `evaluation/learn.py` fits the weights on the gold, and tells what
rules, model and both reach on documents that had no part in the fitting (`docs/extraction.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp

from harmtrace.vocab.tables import rows

ALWAYS = "any"
"""The sign that every case bears."""
SURE = 0.7
"""The model overrules the rules from this chance on."""
Weights = Mapping[str, Mapping[str, float]]
"""The weight of each option, by sign."""


def overruled(choice: str, ruled: str, signs: Sequence[str]) -> str:
    """The option to take: that of the model where it is sure, else `ruled`, that of the rules."""
    return sure_option(_weights().get(choice, {}), ruled, signs)


def sure_option(weights: Weights, ruled: str, signs: Sequence[str]) -> str:
    """The likeliest option if its chance is `SURE`, else `ruled`."""
    chances = chances_of(weights, signs)
    best = max(chances, key=chances.__getitem__, default=ruled)
    return best if chances.get(best, 0.0) >= SURE else ruled


def chances_of(weights: Weights, signs: Iterable[str]) -> dict[str, float]:
    """The chance (0 to 1) of each option; none for a choice that was never fitted."""
    sums: dict[str, float] = {}
    for sign in (ALWAYS, *signs):
        for option, weight in weights.get(sign, {}).items():
            sums[option] = sums.get(option, 0.0) + weight
    powers = {option: exp(value) for option, value in sums.items()}
    whole = sum(powers.values())
    return {option: power / whole for option, power in powers.items()}


def deciding(choice: str, option: str, signs: Iterable[str], shown: int = 3) -> list[str]:
    """The signs that spoke most for an option against the others, the heaviest first."""
    weights = _weights().get(choice, {})

    def pull(sign: str) -> float:
        given = weights.get(sign, {})
        others = [weight for other, weight in given.items() if other != option]
        return given.get(option, 0.0) - sum(others) / max(1, len(others))

    return [sign for sign in sorted(signs, key=pull, reverse=True)[:shown] if pull(sign) > 0]


@cache
def _weights() -> Mapping[str, Weights]:
    found: dict[str, dict[str, dict[str, float]]] = {}
    for row in rows("choices"):
        found.setdefault(row["choice"], {}).setdefault(row["sign"], {})[row["option"]] = float(row["weight"])
    return found
