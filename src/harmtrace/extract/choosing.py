"""Choices that are learned: a linear model over signs, heard only where it is sure and else left to the rules.

The rules decide from what they understand; where their signs are weak, many small ones together may know better. A
choice (say, of the scope of an event) has options; the table `choices` gives each sign a weight for each option, and
the chance of an option is the softmax of the sums. `evaluation/learn.py` fits the weights on the gold, and tells what
rules, model and both reach on documents that had no part in the fitting (`docs/extraction.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from math import exp
from typing import NamedTuple

from harmtrace.vocab.tables import rows

ALWAYS = "any"
"""The sign that every case bears."""
SURE = 0.7
"""The model overrules the rules from this chance on."""
Weights = Mapping[str, Mapping[str, float]]
"""The weight of each sign, by option."""


class Overruling(NamedTuple):
    """A choice in which the model was heard: what the rules said, what was taken, and the signs that were weighed."""

    choice: str
    ruled: str
    taken: str
    signs: Sequence[str]

    def reason(self) -> str:
        """For whoever asks why: "scope aggregate, not single as the rules have it: date: none, word: several"."""
        signs = ", ".join(deciding(self.choice, self.taken, self.signs))
        return f"{self.choice} {self.taken}, not {self.ruled} as the rules have it: {signs}"


def overruled(choice: str, ruled: str, signs: Sequence[str], heard: list[Overruling]) -> str:
    """The option to take: that of the model where it is sure, which is noted in `heard`, else that of the rules."""
    taken = sure_option(_weights().get(choice, {}), ruled, signs)
    if taken != ruled:
        heard.append(Overruling(choice, ruled, taken, signs))
    return taken


def sure_option(weights: Weights, ruled: str, signs: Sequence[str]) -> str:
    """The likeliest option if its chance is `SURE`, else `ruled`."""
    chances = chances_of(weights, signs)
    best = max(chances, key=chances.__getitem__, default=ruled)
    return best if chances.get(best, 0.0) >= SURE else ruled


def chances_of(weights: Weights, signs: Sequence[str]) -> dict[str, float]:
    """The chance (0 to 1) of each option; none for a choice that was never fitted."""
    powers = {option: exp(_sum(of_option, signs)) for option, of_option in weights.items()}
    whole = sum(powers.values())
    return {option: power / whole for option, power in powers.items()}


def _sum(weights: Mapping[str, float], signs: Sequence[str]) -> float:
    return weights.get(ALWAYS, 0.0) + sum(map(weights.get, signs, repeat(0.0)))


def deciding(choice: str, option: str, signs: Iterable[str], shown: int = 3) -> list[str]:
    """The signs that spoke most for an option against the others, the heaviest first."""
    weights = _weights().get(choice, {})
    others = [of_option for other, of_option in weights.items() if other != option]

    def pull(sign: str) -> float:
        against = sum(of_option.get(sign, 0.0) for of_option in others) / max(1, len(others))
        return weights.get(option, {}).get(sign, 0.0) - against

    return [sign for sign in sorted(signs, key=pull, reverse=True)[:shown] if pull(sign) > 0]


@cache
def _weights() -> Mapping[str, Weights]:
    found: dict[str, dict[str, dict[str, float]]] = {}
    for row in rows("choices"):
        found.setdefault(row["choice"], {}).setdefault(row["option"], {})[row["sign"]] = float(row["weight"])
    return found
