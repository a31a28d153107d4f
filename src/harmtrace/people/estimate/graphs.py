"""A number of lists in, every decomposable graph over them out, with its cliques and separators.

A graph says which lists depend on each other; it is decomposable where every longer cycle has a chord. Then the
chance of a table is a product over cliques divided by one over separators (Darroch, Lauritzen & Speed 1980).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from harmtrace.people.estimate.hierarchy import two_way_terms


@dataclass(frozen=True)
class Graph:
    """Cliques and separators as patterns of lists; a separator of nobody (two parts of the graph) is not among them."""

    cliques: tuple[int, ...]
    separators: tuple[int, ...]


@lru_cache(maxsize=8)
def decomposable_graphs(size: int) -> tuple[Graph, ...]:
    """All decomposable graphs over `size` lists: 8, 61, 822 for three, four, five."""
    pairs = two_way_terms(size)
    found = []
    for chosen in range(1 << len(pairs)):
        neighbours = [0] * size
        for position, pair in enumerate(pairs):
            if chosen >> position & 1:
                low = (pair & -pair).bit_length() - 1
                high = pair.bit_length() - 1
                neighbours[low] |= 1 << high
                neighbours[high] |= 1 << low
        if graph := _decomposed(neighbours):
            found.append(graph)
    return tuple(found)


def _decomposed(neighbours: list[int]) -> Graph | None:
    """Cliques and separators by maximum cardinality search (Tarjan & Yannakakis 1984); None where a chord lacks."""
    visited, waiting = 0, set(range(len(neighbours)))
    clique, cliques, separators = 0, [], []
    while waiting:
        vertex = max(waiting, key=lambda v: (neighbours[v] & visited).bit_count())
        earlier = neighbours[vertex] & visited
        if any(earlier & ~neighbours[v] & ~(1 << v) for v in _members(earlier)):
            return None
        if earlier != clique:  # the vertex sees less than the whole clique: a new one begins
            cliques.append(clique)
            separators.append(earlier)
            clique = earlier
        clique |= 1 << vertex
        visited |= 1 << vertex
        waiting.remove(vertex)
    return Graph((*cliques, clique), tuple(part for part in separators if part))


def _members(pattern: int) -> list[int]:
    return [j for j in range(pattern.bit_length()) if pattern >> j & 1]
