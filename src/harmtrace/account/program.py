"""The program of methods.md, section 2, for one connected part of a record: its least sum, exactly.

Incidents have a lower end each, and may lie in totals; totals have a lower end, and those that can share a place and a
day share a cell. A cell holds what totals report beyond the incidents (the residual, whole and not below nought).
Incidents that may be the same count once with the larger lower end, and lie where one of them is told to lie. Of all
ways to say which incidents are the same and where each lies, and of all residuals that meet every total, the one with
the least sum counts. Upper ends of totals stretch, and so never stand here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import prod

from harmtrace.account.solver import IntegerProgram, least_value
from harmtrace.model.toll import Number

Totals = frozenset[str]
NOWHERE: Totals = frozenset()
MOST_TRIED = 200
"""Up to so many ways to place and to join incidents are tried one by one; more are left to the solver."""
_Way = tuple[tuple[Number, Totals], ...]
"""One way to count a group of doubtful incidents: of each that is left, its number and the totals that hold it."""

_Cluster = tuple[list[int], Totals]
"""Groups by number, and totals."""


@dataclass(frozen=True, slots=True)
class Item:
    """An incident: the sets of totals in which it may lie at once, and the incidents that it may be the same as."""

    key: str
    options: tuple[Totals, ...] = (NOWHERE,)
    same_as: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Component:
    """Incidents and totals that bear on each other, with the sets of totals that share a cell."""

    items: tuple[Item, ...]
    totals: tuple[str, ...] = ()
    cells: tuple[Totals, ...] = ()

    def least(self, lows: Mapping[str, Number], joining: bool = True) -> Number:
        """The least sum where incidents and totals have these lower ends (a key that is missing has none).

        Without `joining`, incidents that may be the same count apart.
        """
        return Solving(self, lows, joining).value


class Solving:
    """The least sum for some lower ends, and what it would be were one of them another."""

    def __init__(self, component: Component, lows: Mapping[str, Number], joining: bool) -> None:
        self.component, self.lows, self.joining = component, lows, joining
        needs = {key: low for key in component.totals if (low := lows.get(key, 0)) > 0}
        held = frozenset(needs)
        self.cells = largest(cell & held for cell in component.cells)
        self._fixed: dict[str, tuple[Totals, Number]] = {}
        self._open: list[list[Item]] = []
        self._base: Number = 0
        for group in _doubtful(component.items) if joining else ([item] for item in component.items):
            if any(lows.get(item.key, 0) > 0 for item in group):
                self._add([Item(i.key, _held_by(i.options, held), i.same_as) for i in group], needs)
        self._needs = needs
        self._known: dict[object, Number] = {}
        self._covers: dict[tuple[tuple[str, Number], ...], Number] = {}
        self.value = self._base + self._rest(needs)

    def _add(self, group: list[Item], needs: dict[str, Number]) -> None:
        """Count a group at once where there is one way to: any of its items may be all others, in the same totals."""
        if not _all_one(group):
            self._open.append(group)
            return
        option = group[0].options[0]
        self._base += _taken(((max(self.lows.get(item.key, 0) for item in group), option),), needs)
        for item in group:
            others = max((self.lows.get(other.key, 0) for other in group if other is not item), default=0)
            self._fixed[item.key] = option, others

    def with_number(self, key: str, number: Number) -> Number:
        """The least sum were one lower end another."""
        own = self.lows.get(key, 0)
        needs = dict(self._needs)
        if key in self._fixed:
            option, others = self._fixed[key]
            change = _taken(((max(number, others) - max(own, others), option),), needs)
            return self._base + change + self._rest(needs)
        if key in needs:
            needs[key] += number - own
            return self._base + self._rest(needs)
        if any(item.key == key for group in self._open for item in group):
            return self._base + self._rest(needs, (key, number))
        return self.component.least({**self.lows, key: number}, self.joining)

    def _rest(self, needs: Mapping[str, Number], change: tuple[str, Number] | None = None) -> Number:
        """The least for the groups that are open, where totals still need so much: cluster by cluster."""
        left = {key: need for key, need in needs.items() if need > 0}
        held = frozenset(left)
        value: Number = 0
        clusters: list[_Cluster] = [([at], _within(group, held)) for at, group in enumerate(self._open)]
        clusters += [([], cell & held) for cell in self.cells if cell & held]
        for numbers, keys in _apart(clusters):
            groups = [self._open[at] for at in numbers]
            other = change if change and any(item.key == change[0] for group in groups for item in group) else None
            asked = (tuple(numbers), tuple(sorted((key, left[key]) for key in keys)), other)
            if asked not in self._known:
                lows = {**self.lows, other[0]: other[1]} if other else self.lows
                self._known[asked] = self._cluster(groups, {key: left[key] for key in sorted(keys)}, lows)
            value += self._known[asked]
        return value

    def _cluster(
        self, groups: Sequence[Sequence[Item]], needs: Mapping[str, Number], lows: Mapping[str, Number]
    ) -> Number:
        held = frozenset(needs)
        placed = [[Item(i.key, _held_by(i.options, held), i.same_as) for i in group] for group in groups]
        ways = [list(islice(_ways(group, lows), MOST_TRIED + 1)) for group in placed]
        if prod(map(len, ways)) > MOST_TRIED:
            cells = largest(cell & held for cell in self.cells)
            return _tidy(least_value(_written(placed, needs, cells, lows)))
        return min(self._with(way, needs) for way in product(*ways))

    def _with(self, ways: Sequence[_Way], needs: Mapping[str, Number]) -> Number:
        """What some ways count, and the residuals that they leave to be had."""
        left = dict(needs)
        value: Number = sum(_taken(way, left) for way in ways)
        short = tuple((key, need) for key, need in left.items() if need > 0)
        if short not in self._covers:
            self._covers[short] = cover(dict(short), self.cells)
        return value + self._covers[short]


def _within(group: Sequence[Item], held: Totals) -> Totals:
    """The totals of some that may hold an item of a group."""
    return frozenset(key for item in group for option in item.options for key in option) & held


def _apart(clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """Groups and the totals that bear on them, put together where they share a total."""
    found: list[_Cluster] = []
    for groups, keys in clusters:
        beside = [one for one in found if one[1] & keys]
        found = [one for one in found if not one[1] & keys]
        groups = sorted([*groups, *(at for one in beside for at in one[0])])
        found.append((groups, keys.union(*(one[1] for one in beside))))
    return found


def _held_by(options: Sequence[Totals], held: Totals) -> tuple[Totals, ...]:
    if len(options) == 1:
        return (options[0] & held,)
    return largest(option & held for option in options)


def largest(sets: Iterable[Totals]) -> tuple[Totals, ...]:
    """The sets that no other holds, each once, in a stable order; of nothing, the empty set."""
    return tuple(sorted(_maximal(set(sets)), key=lambda one: (-len(one), sorted(one)))) or (NOWHERE,)


def _maximal(sets: set[Totals]) -> list[Totals]:
    kept: list[Totals] = []
    for one in sorted(sets, key=len, reverse=True):
        if not any(one <= other for other in kept):
            kept.append(one)
    return kept


def _taken(way: _Way, needs: dict[str, Number]) -> Number:
    """Take what a way counts off what totals need; return what it counts."""
    value: Number = 0
    for low, holders in way:
        value += low
        for key in holders:
            needs[key] -= low
    return value


def cover(needs: Mapping[str, Number], cells: Sequence[Totals]) -> Number:
    """The least residuals, over the cells, that give each total what it needs.

    A total that stands in one cell only must be met there, and what meets it is had by all of that cell. Nested and
    one-dimensional periods are done so; what is left where every total has several cells goes to the solver.
    """
    left = {key: need for key, need in needs.items() if need > 0}
    value: Number = 0
    while left:
        held = frozenset(left)
        live = _maximal({cell & held for cell in cells})
        if len(live) == 1:
            return value + max(left.values())
        homes: dict[str, list[Totals]] = {key: [] for key in left}
        for cell in live:
            for key in cell:
                homes[key].append(cell)
        lone = next((key for key in sorted(left) if len(homes[key]) == 1), None)
        if lone is None:
            return value + _tidy(least_value(_written((), left, live, {})))
        need = left[lone]
        value += need
        for key in homes[lone][0]:
            left[key] -= need
        left = {key: need for key, need in left.items() if need > 0}
    return value


def _doubtful(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items in groups that are linked as possibly the same."""
    by_key = {item.key: item for item in items}
    seen: set[str] = set()
    for item in items:
        if item.key in seen:
            continue
        group, waiting = [], [item.key]
        while waiting:
            key = waiting.pop()
            if key in by_key and key not in seen:
                seen.add(key)
                group.append(by_key[key])
                waiting += by_key[key].same_as
        yield sorted(group, key=lambda one: one.key)


def _ways(group: Sequence[Item], lows: Mapping[str, Number]) -> Iterator[_Way]:
    """All ways to join and to place the items of a group; one alone where none can be better than it."""
    if _all_one(group):
        yield ((max(lows.get(item.key, 0) for item in group), group[0].options[0]),)
        return
    yield from _partitions(sorted(group, key=lambda item: (-lows.get(item.key, 0), item.key)), lows)


def _all_one(group: Sequence[Item]) -> bool:
    """Whether any two may be the same and all lie in the same totals: to join all of them is then the least."""
    first = group[0]
    return len(first.options) == 1 and all(
        item.options == first.options and all(o.key == item.key or o.key in item.same_as for o in group)
        for item in group
    )


def _partitions(
    items: Sequence[Item], lows: Mapping[str, Number], before: tuple[tuple[Item, ...], ...] = ()
) -> Iterator[_Way]:
    """Ways to count items, the greatest first: it is joined by some of those that may be the same, then the rest.

    One that could be joined to those `before` is never left alone: what it served, a residual serves at the same cost.
    """
    low = lows.get(items[0].key, 0) if items else 0
    if low <= 0:
        yield ()
        return
    first, rest = items[0], items[1:]
    could_join = any(all(item.key in first.same_as for item in group) for group in before)
    for joined in _cliques([item for item in rest if item.key in first.same_as]):
        if could_join and not joined:
            continue
        group = (first, *joined)
        others = [item for item in rest if item not in joined]
        options = largest(option for item in group for option in item.options)
        for way in _partitions(others, lows, (*before, group)):
            yield from (((low, option), *way) for option in options)


def _cliques(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """All sets of items of which any two may be the same, the empty one too."""
    yield ()
    for index, item in enumerate(items):
        for more in _cliques([other for other in items[index + 1 :] if other.key in item.same_as]):
            yield (item, *more)


def _written(
    groups: Sequence[Sequence[Item]], needs: Mapping[str, Number], cells: Sequence[Totals], lows: Mapping[str, Number]
) -> IntegerProgram:
    """The same as an integer program: who is counted in whom, where each that is counted lies, what cells hold."""
    program = IntegerProgram()
    served: dict[str, dict[int, float]] = {key: {} for key in needs}
    for group in groups:
        _write_group(program, sorted(group, key=lambda item: (-lows.get(item.key, 0), item.key)), lows, served)
    for cell in cells:
        if cell:
            at = program.column(1.0, None)
            for key in cell:
                served[key][at] = 1.0
    for key, need in needs.items():
        program.row(float(need), None, served[key])
    return program


def _write_group(
    program: IntegerProgram, items: Sequence[Item], lows: Mapping[str, Number], served: dict[str, dict[int, float]]
) -> None:
    counted: dict[tuple[str, str], int] = {}
    for at, head in enumerate(items):
        low = float(lows.get(head.key, 0))
        counted[head.key, head.key] = own = program.column(low, 1.0)
        joined = [item for item in items[at + 1 :] if item.key in head.same_as]
        for item in joined:
            counted[item.key, head.key] = column = program.column(0.0, 1.0)
            program.row(None, 0.0, {column: 1.0, own: -1.0})
        for place, one in enumerate(joined):
            for other in joined[place + 1 :]:
                if other.key not in one.same_as:
                    columns = counted[one.key, head.key], counted[other.key, head.key]
                    program.row(None, 0.0, {columns[0]: 1.0, columns[1]: 1.0, own: -1.0})
        _write_places(program, head, joined, counted, low, served)
    for item in items:
        program.row(1.0, 1.0, {column: 1.0 for (key, _head), column in counted.items() if key == item.key})


def _write_places(
    program: IntegerProgram,
    head: Item,
    joined: Sequence[Item],
    counted: Mapping[tuple[str, str], int],
    low: float,
    served: dict[str, dict[int, float]],
) -> None:
    options = sorted({o for item in (head, *joined) for o in item.options if o}, key=sorted)
    placed: dict[int, float] = {}
    for option in options:
        column = program.column(0.0, 1.0)
        placed[column] = 1.0
        tellers = [item for item in (head, *joined) if option in item.options]
        program.row(None, 0.0, {column: 1.0, **{counted[item.key, head.key]: -1.0 for item in tellers}})
        for key in option:
            served[key][column] = low
    if placed:
        program.row(None, 0.0, {**placed, counted[head.key, head.key]: -1.0})


def _tidy(value: float) -> Number:
    return round(value) if abs(value - round(value)) < 1e-6 else round(value, 6)
