"""The baseline of linking: mentions are joined where their words are alike, by TF-IDF and nothing else."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from evaluation.coreference import Cluster, b_cubed

_WORD = re.compile(r"\w+")
THRESHOLDS = tuple(step / 100 for step in range(5, 96, 5))
Vector = Mapping[str, float]


def clusters_by_words(texts: Mapping[str, str], key: Collection[Cluster], fit_on: Sequence[str]) -> dict[str, str]:
    """Join texts whose cosine is at least a threshold, and those that are joined to the same one.

    The threshold is the one with the best B-cubed F1 on the texts `fit_on`, of which `key` are the clusters. Returns
    the cluster of each text.
    """
    vectors = tf_idf(texts)
    names = sorted(texts)
    alike = {(a, b): cosine(vectors[a], vectors[b]) for i, a in enumerate(names) for b in names[i + 1 :]}

    def score(threshold: float) -> float:
        homes = components(names, alike, threshold)
        wanted = set(fit_on)
        found = [frozenset(n for n in wanted if homes[n] == home) for home in {homes[n] for n in wanted}]
        return b_cubed(key, found).f1

    return components(names, alike, max(THRESHOLDS, key=score))


def tf_idf(texts: Mapping[str, str]) -> dict[str, Vector]:
    """Unit vectors of the words of each text, the rare ones heavy."""
    counts = {name: Counter(_WORD.findall(text.casefold())) for name, text in texts.items()}
    seen = Counter(word for words in counts.values() for word in words)
    found: dict[str, Vector] = {}
    for name, words in counts.items():
        weights = {w: (1 + math.log(n)) * math.log(len(texts) / seen[w]) for w, n in words.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        found[name] = {word: weight / length for word, weight in weights.items()}
    return found


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two unit vectors."""
    small, large = sorted((one, other), key=len)
    return sum(weight * large.get(word, 0.0) for word, weight in small.items())


def components(names: Sequence[str], alike: Mapping[tuple[str, str], float], threshold: float) -> dict[str, str]:
    """For each name the first one of its component."""
    home = {name: name for name in names}

    def top(name: str) -> str:
        while home[name] != name:
            name = home[name]
        return name

    for (one, other), value in alike.items():
        if value >= threshold:
            first, second = sorted((top(one), top(other)))
            home[second] = first
    return {name: top(name) for name in names}
