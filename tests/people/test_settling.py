"""Pairs weighed among the others of two lists, in which a row has one partner at most; rules that are narrowed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.model.link import Link
from harmtrace.people.blocking import Rows, pairs_of, within
from harmtrace.people.scored import Scored
from harmtrace.people.settling import RIVALS, settled

START = -10.0


def scored(a: str, b: str, weight: float) -> Scored:
    link = Link(a, b, 1 / (1 + 2**-weight), {"given": weight - START}, {"given": "the same"}, START)
    return Scored((0, 1), link, weight)


def chance(pairs: list[Scored], sizes: tuple[int, int], chosen: int | None = None) -> dict[tuple[str, str], float]:
    found = settled(pairs, pairs[: len(pairs) if chosen is None else chosen], sizes)
    return {(one.link.a, one.link.b): one.link.probability for one in found}


def test_where_lists_share_more_people_a_pair_is_the_likelier() -> None:
    others = [scored(f"a{n}", f"b{n}", 20.0) for n in range(50)]
    doubtful = scored("a", "b", -1.0)
    apart = chance([doubtful, *others], (5000, 5000))["a", "b"]
    nearly = chance([doubtful, *others], (55, 55))["a", "b"]
    assert apart < 0.5 < nearly


def test_a_rival_takes_from_a_pair_unless_it_has_a_better_partner_of_its_own() -> None:
    pair, rival = scored("a", "b", 3.0), scored("a", "c", 3.0)
    alone = chance([pair], (100, 100))["a", "b"]
    shared = chance([pair, rival], (100, 100), 1)["a", "b"]
    bound = chance([pair, rival, scored("d", "c", 12.0)], (100, 100), 1)["a", "b"]
    assert shared < bound < alone


def test_the_weights_of_a_pair_add_up_to_its_odds_rivals_included() -> None:
    found = settled([scored("a", "b", 3.0), scored("a", "c", 2.0)], [scored("a", "b", 3.0)], (100, 100))
    for one in found:
        assert one.link.weights[RIVALS] < 0
        assert one.link.levels[RIVALS]
        assert one.link.start + sum(one.link.weights.values()) == pytest.approx(one.weight, abs=0.01)
        assert one.link.probability == pytest.approx(1 / (1 + 2**-one.weight), abs=1e-5)


@given(
    st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), st.floats(-20, 400), min_size=1),
    st.randoms(use_true_random=False),
)
def test_the_order_of_pairs_changes_nothing_and_chances_are_chances(
    weights: dict[tuple[str, str], float], dice: object
) -> None:
    pairs = [scored(a, b, weight) for (a, b), weight in weights.items()]
    straight = chance(pairs, (4, 4), 1)
    assert all(0 <= one <= 1 for one in straight.values())
    back = settled(list(reversed(pairs)), pairs[:1], (4, 4))
    for one in back:
        assert one.link.probability == pytest.approx(straight[one.link.a, one.link.b], abs=1e-5)


def test_nothing_is_settled_of_nothing() -> None:
    assert settled([], [], (5, 5)) == []


@pytest.fixture
def rows() -> Rows:
    duckdb = pytest.importorskip("duckdb")
    pyarrow = pytest.importorskip("pyarrow")
    columns = {
        "given": [f"g{n % 3}" for n in range(300)],
        "family": [f"f{n % 4}" for n in range(300)],
        "place": [f"p{n % 5}" for n in range(300)],
        "age": [float(n % 7) for n in range(300)],
    }
    columns |= {f"{name}_sound": columns[name] for name in ("given", "family")}
    table = pyarrow.table(columns)
    return Rows.of([table, table], duckdb.connect())


def test_a_rule_that_is_too_wide_asks_for_more_columns(rows: Rows) -> None:
    filled = {"given", "family", "given_sound", "family_sound", "place", "age"}
    wide = ("given", "family")
    whole = pairs_of(wide, rows)
    assert within([wide], filled, rows, whole) == ({wide: whole}, [])
    counts, narrowed = within([wide], filled, rows, whole - 1)
    assert narrowed == [wide]
    assert counts.keys() == {(*wide, "place"), (*wide, "age")}
    assert all(count < whole for count in counts.values())


def test_what_cannot_be_narrowed_stays_and_what_another_rule_finds_goes(rows: Rows) -> None:
    assert within([("given",)], {"given"}, rows, 1)[1] == []
    both, _ = within([("given_sound", "place"), ("given", "place", "age")], {"given", "place", "age"}, rows, 10**9)
    assert list(both) == [("given_sound", "place")]
