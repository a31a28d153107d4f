"""The least sum of incidents and totals against every way to place, to join and to fill up, tried one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.account import program
from harmtrace.account.program import Component, Item, Solving, Totals, cover
from harmtrace.account.solver import IntegerProgram, least_value

TOTALS = ("A", "B", "C", "D", "E")


@st.composite
def components(draw: st.DrawFn) -> tuple[Component, dict[str, int]]:
    cells = draw(st.lists(st.frozensets(st.sampled_from(TOTALS), min_size=1, max_size=3), min_size=1, max_size=5))
    count = draw(st.integers(0, 5))
    links = draw(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5))
    items = []
    for at in range(count):
        options = draw(st.lists(st.sampled_from([frozenset(), *cells]), min_size=1, max_size=2))
        same = {f"i{b}" for a, b in links if a == at} | {f"i{a}" for a, b in links if b == at}
        items.append(Item(f"i{at}", tuple(options), frozenset(same - {f"i{at}"})))
    totals = tuple(sorted({total for cell in cells for total in cell}))
    lows = {key: draw(st.integers(0, 5)) for key in (*totals, *(item.key for item in items))}
    return Component(tuple(items), totals, tuple(cells)), lows


def tried(component: Component, lows: dict[str, int], joining: bool) -> int:
    """The least over all worlds, by counting up."""

    @cache
    def more(needs: tuple[tuple[str, int], ...]) -> int:
        short = [total for total, need in needs if need > 0]
        if not short:
            return 0
        left = dict(needs)
        return 1 + min(
            more(tuple((t, max(0, n - (t in cell))) for t, n in left.items()))
            for cell in component.cells
            if short[0] in cell
        )

    best = None
    for groups in joined(component.items, joining):
        for chosen in product(*[[o for item in group for o in item.options] for group in groups]):
            heads = [max(lows.get(item.key, 0) for item in group) for group in groups]
            held = {t: sum(h for h, option in zip(heads, chosen, strict=True) if t in option) for t in component.totals}
            value = sum(heads) + more(tuple((t, max(0, lows.get(t, 0) - held[t])) for t in component.totals))
            best = value if best is None else min(best, value)
    return best or 0


def joined(items: Sequence[Item], joining: bool) -> Iterator[list[list[Item]]]:
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for others in joined(rest, joining):
        yield [[first], *others]
        for at, group in enumerate(others):
            if joining and all(item.key in first.same_as for item in group):
                yield [*others[:at], [first, *group], *others[at + 1 :]]


@settings(max_examples=300, deadline=None)
@given(components(), st.booleans())
def test_the_least_sum_is_that_of_the_best_of_all_worlds(
    found: tuple[Component, dict[str, int]], joining: bool
) -> None:
    component, lows = found
    assert component.least(lows, joining) == tried(component, lows, joining)


@settings(max_examples=150, deadline=None)
@given(components(), st.booleans())
def test_the_solver_and_the_closed_form_agree(found: tuple[Component, dict[str, int]], joining: bool) -> None:
    component, lows = found
    closed = component.least(lows, joining)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program, "MOST_TRIED", 0)
        assert component.least(lows, joining) == closed


def test_five_totals_in_a_ring_need_whole_people() -> None:
    ring: list[Totals] = [frozenset({TOTALS[at], TOTALS[(at + 1) % 5]}) for at in range(5)]
    needs: dict[str, int | float] = dict.fromkeys(TOTALS, 1)
    assert cover(needs, ring) == 3, "two and a half people are none, and no two of the totals that do not meet give 3"


def test_nested_and_one_dimensional_totals_need_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_program: IntegerProgram) -> float:
        raise AssertionError("the solver was asked")

    monkeypatch.setattr(program, "least_value", refuse)
    weeks: list[Totals] = [frozenset({"A", "B"}), frozenset({"B", "C"}), frozenset({"C", "D"})]
    assert cover({"A": 3, "B": 5, "C": 4, "D": 1}, weeks) == 7
    nested: list[Totals] = [frozenset({"A", "B", "C"}), frozenset({"A", "D"})]
    assert cover({"A": 9, "B": 2, "C": 4, "D": 3}, nested) == 9


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    asked = IntegerProgram()
    columns = [asked.column(1.0, None) for _ in range(3)]
    for one, other in ((0, 1), (1, 2), (0, 2)):
        asked.row(1.0, None, {columns[one]: 1.0, columns[other]: 1.0})
    assert least_value(asked) == 2.0
    assert capfd.readouterr().out == ""


def test_a_large_group_of_possible_doubles_is_solved() -> None:
    keys = [f"i{at}" for at in range(14)]
    near = {key: frozenset(k for k in keys if k != key and abs(int(k[1:]) - int(key[1:])) <= 2) for key in keys}
    items = tuple(Item(key, (frozenset(),), near[key]) for key in keys)
    assert Component(items).least(dict.fromkeys(keys, 3)) == 15, "threes of neighbours are one: five are left of 14"


@settings(max_examples=300, deadline=None)
@given(components(), st.booleans(), st.sampled_from(("i0", "i1", "i2", "A", "B")), st.integers(0, 7))
def test_another_number_gives_the_sum_that_it_would_have_given_at_first(
    found: tuple[Component, dict[str, int]], joining: bool, key: str, number: int
) -> None:
    component, lows = found
    solving = Solving(component, lows, joining)
    assert solving.with_number(key, number) == component.least({**lows, key: number}, joining)
    assert solving.value == component.least(lows, joining)
