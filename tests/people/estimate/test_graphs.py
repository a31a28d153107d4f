"""Averaging over decomposable graphs: the graphs, published figures, the ends of the grid."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from harmtrace.people.estimate.counts import CaptureTable
from harmtrace.people.estimate.dga import beyond, posterior, posterior_up_to
from harmtrace.people.estimate.graphs import Graph, decomposable_graphs
from tests.people.tables import kosovo, of_marks


@pytest.mark.parametrize(("lists", "graphs"), [(2, 2), (3, 8), (4, 61), (5, 822)])
def test_all_decomposable_graphs_are_there(lists: int, graphs: int) -> None:
    found = decomposable_graphs(lists)
    assert len({graph.cliques for graph in found}) == graphs
    for graph in found:
        # Every list stands once more in cliques than in separators.
        for j in range(lists):
            stands = [sum(part >> j & 1 for part in parts) for parts in (graph.cliques, graph.separators)]
            assert stands[0] - stands[1] == 1
        assert not any(a & b == a for a, b in itertools.permutations(graph.cliques, 2))


def test_kosovo_is_what_the_reference_gives() -> None:
    found = posterior(kosovo(), np.arange(0.0, 22001))
    assert found.mean() == pytest.approx(12749.31, abs=0.05)
    assert found.mode() == 12267
    assert (found.quantile(0.025), found.quantile(0.5), found.quantile(0.975)) == (9827, 12595, 16544)
    assert found.weights.max() == pytest.approx(0.9855, abs=0.0001)
    assert beyond(kosovo(), found).share < 1e-4


def test_the_posterior_of_two_lists_is_the_hand_written_one() -> None:
    table = of_marks({"11": 6, "10": 9, "01": 12})
    unseen = np.arange(0.0, 400)
    found = posterior(table, unseen, delta=1.0)

    def log(*counts: float) -> float:
        return sum(math.lgamma(c) for c in counts)

    def chance(n0: float) -> float:
        n = 27 + n0
        joint = log(n0 + 1, 10, 13, 7) - math.lgamma(n + 4) + math.lgamma(4)
        apart = (
            log(12 + n0 + 2, 15 + 2) + log(9 + n0 + 2, 18 + 2) - 4 * math.lgamma(2)
            - 2 * math.lgamma(n + 4) + 2 * math.lgamma(4)
        )  # fmt: skip
        graphs = math.exp(joint) + math.exp(apart)
        return graphs * math.exp(math.lgamma(n + 1) - math.lgamma(n0 + 1)) / n

    expected = np.array([chance(n0) for n0 in unseen])
    assert found.mass == pytest.approx(expected / expected.sum())
    assert found.mass.sum() == pytest.approx(1)


def test_what_lies_past_a_grid_is_what_a_longer_grid_finds() -> None:
    table = kosovo()
    short, long = posterior(table, np.arange(0.0, 7501)), posterior(table, np.arange(0.0, 60001))
    past = beyond(table, short)
    assert past.share == pytest.approx(float(long.mass[7501:].sum()), abs=0.002)
    assert past.median == pytest.approx(long.quantile(0.5), abs=15)
    assert short.edge_mass() > 0.05


@pytest.mark.parametrize(("times", "delta"), [(20, 1 / 16), (3, 0.5), (3, 1.0)])
def test_nodes_that_stand_for_their_neighbours_give_what_weighing_each_gives(times: int, delta: float) -> None:
    """Also where half of the weight lies on nobody unseen, a number beside which the others are far."""
    table = CaptureTable.of(kosovo().counts * times)
    each, few = (
        posterior(table, np.arange(0.0, 5 * table.n + 1), delta),
        posterior_up_to(table, 5 * table.n, delta),
    )
    assert few.mass.size < each.mass.size / 20
    assert few.mean() == pytest.approx(each.mean(), rel=1e-6)
    assert few.sd() == pytest.approx(each.sd(), rel=1e-5)
    assert few.mode() == each.mode()
    assert few.weights == pytest.approx(each.weights, abs=1e-6)
    for share in (0.025, 0.5, 0.975):
        assert few.quantile(share) == pytest.approx(each.quantile(share), abs=2)


def test_two_lists_of_a_hundred_million_are_lincoln_and_petersens() -> None:
    people = 10**8
    table = of_marks({"11": people // 10, "10": people // 10, "01": people * 2 // 5})
    found = posterior_up_to(table, 5.0 * table.n, 1e-9)
    apart = found.graphs.index(Graph((1, 2), ()))
    # 20 million on one list, 50 million on the other, 10 million on both.
    assert found.means[apart] == pytest.approx(people, rel=1e-5)


def test_large_counts_stay_in_range() -> None:
    table = CaptureTable.of(kosovo().counts * 200)
    found = posterior(table, np.arange(1_000_000.0, 2_000_000, 500))
    assert np.isfinite(found.mass).all()
    assert found.mass.sum() == pytest.approx(1)
