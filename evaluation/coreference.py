"""Two measures of a clustering against a key: B-cubed and LEA. Mentions that one side lacks count against the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

Cluster = frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(key: Collection[Cluster], response: Collection[Cluster]) -> Score:
    """Score each mention by the share of its cluster that is right, and average over the mentions.

    Bagga and Baldwin 1998, "Algorithms for scoring coreference chains". A mention of the key that the response
    lacks has recall 0, one of the response that the key lacks has precision 0.
    """
    return Score(_b_cubed(response, key), _b_cubed(key, response))


def lea(key: Collection[Cluster], response: Collection[Cluster]) -> Score:
    """Score each cluster by the share of its links that are found, weighted by its size.

    Moosavi and Strube 2016, "Which coreference evaluation metric do you trust?". A cluster of one mention has one
    link, to itself, which is found where the other side has that mention as a cluster of one.
    """
    return Score(_lea(response, key), _lea(key, response))


def _b_cubed(ours: Collection[Cluster], theirs: Collection[Cluster]) -> float:
    home = _homes(theirs)
    shares = [len(cluster & home.get(mention, frozenset())) / len(cluster) for cluster in ours for mention in cluster]
    return sum(shares) / len(shares) if shares else 0.0


def _lea(ours: Collection[Cluster], theirs: Collection[Cluster]) -> float:
    total = sum(len(cluster) for cluster in ours)
    return sum(len(cluster) * _resolved(cluster, theirs) for cluster in ours) / total if total else 0.0


def _resolved(cluster: Cluster, others: Iterable[Cluster]) -> float:
    if len(cluster) == 1:
        return float(cluster in others)
    return sum(_links(len(cluster & other)) for other in others) / _links(len(cluster))


def _links(size: int) -> int:
    return size * (size - 1) // 2


def _homes(clusters: Iterable[Cluster]) -> dict[str, Cluster]:
    return {mention: cluster for cluster in clusters for mention in cluster}
