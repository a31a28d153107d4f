"""Tables of capture counts: what is read, what is refused, and what they tell."""

from __future__ import annotations

import numpy as np
import pytest

from harmtrace.errors import BrokenCounts
from harmtrace.people.estimate import CaptureTable
from harmtrace.people.estimate.sheets import linkages_of_sheet, tables_of_sheet
from tests.people.tables import kosovo, of_marks

HEAD = "a,b,c,count\n"


def test_a_sheet_is_read_whatever_the_order_of_columns_and_rows() -> None:
    one = tables_of_sheet("\ufeffa,b,c,count\n1,0,1,7\n0,1,0,2\n0,0,0,0\n")[""]
    assert (one.lists, one.n, one.size) == (("a", "b", "c"), 9, 3)
    other = tables_of_sheet("count,a, b ,c\r\n2,0,1,0\r\n\r\n7,1,0,1\r\n")[""]
    assert np.array_equal(one.counts, other.counts)


def test_the_digits_of_any_script_are_read() -> None:
    table = tables_of_sheet(HEAD + "١,0,١,٣١\n۰,1,0,۲\n1,1,0,10000000000\n")[""]
    assert (table.counts[0b101], table.counts[0b010], table.counts[0b011]) == (31, 2, 10**10)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("a,b,c\n1,0,1\n", "line 1: it has no column 'count'"),
        ("", "it has no column 'count'"),
        ("count\n4\n", "0 columns of lists"),
        ("a,a,count\n1,0,4\n", "the name of another"),
        ("a,,count\n1,0,4\n", "has no name"),
        (HEAD, "it has no rows"),
        (HEAD + "1,0,1,-3\n", "line 2: count is -3, below zero"),
        (HEAD + "1,0,1,3\n1,0,1,4\n", "line 3: the pattern of line 2 stands again"),
        (HEAD + "1,0,2,3\n", "line 2: column c has '2', not 0 or 1"),
        (HEAD + "1,0,yes,3\n", "line 2: column c has 'yes', not 0 or 1"),
        (HEAD + "1,0,,3\n", "line 2: column c has '', not 0 or 1"),
        (HEAD + "1,0,1,3.5\n", "line 2: count is '3.5', not a whole number"),
        (HEAD + "1,0,1,\n", "line 2: count is '', not a whole number"),
        (HEAD + "1,0,1,²\n", "not a whole number"),
        (HEAD + "1,0,1,1000000000000\n", "line 2: count is 1000000000000, more than 10,000,000,000: so many people"),
        (HEAD + f"1,0,1,{'9' * 5000}\n", "more than 10,000,000,000"),
        (HEAD + "1,0,10,3\n", "line 2: column c has '10', not 0 or 1"),
        (HEAD + "1,0,1\n", "line 2: it has not the 4 cells of the head"),
        (HEAD + "1,0,1,3,4\n", "line 2: it has not the 4 cells of the head"),
        (HEAD + "0,0,0,3\n", "line 2: a count for people on no list"),
        (HEAD + '1,0,1,"3\n', "it is no CSV"),
    ],
)
def test_a_broken_sheet_is_refused_with_the_line_that_is_wrong(sheet: str, said: str) -> None:
    with pytest.raises(BrokenCounts) as refused:
        tables_of_sheet(sheet)
    assert said in refused.value.message
    assert refused.value.code == "HT-212"


def test_strata_are_the_values_of_a_column() -> None:
    found = tables_of_sheet("where,a,b,count\nnorth,1,0,3\nsouth,1,0,5\nnorth,1,1,2\n", ["where"])
    assert {name: table.n for name, table in found.items()} == {"north": 5, "south": 5}
    with pytest.raises(BrokenCounts, match="no column 'when'"):
        tables_of_sheet("where,a,b,count\nnorth,1,0,3\n", ["when"])
    with pytest.raises(BrokenCounts, match="named twice"):
        tables_of_sheet("where,a,b,count\nnorth,1,0,3\n", ["where", "where"])


def test_strata_of_several_columns_and_linkages_are_told_apart() -> None:
    sheet = "linkage,where,sex,a,b,count\n1,north,f,1,0,3\n1,north,,1,0,2\n2,north,f,1,0,4\n2,north,f,1,1,1\n"
    one, other = linkages_of_sheet(sheet, "linkage", ["where", "sex"])
    assert {name: table.n for name, table in one.items()} == {"north, f": 3, "north, unknown": 2}
    assert {name: table.n for name, table in other.items()} == {"north, f": 5}
    assert one["north, f"].lists == ("a", "b")


def test_margins_overlaps_and_captures() -> None:
    table = kosovo()
    assert table.n == 4400
    assert table.totals() == [1910, 1528, 1786, 685]
    assert table.overlaps()[("OSCE", "HRW")] == 224
    assert table.captures().tolist() == [0, 3218, 882, 273, 27]


def test_people_and_arrays_make_the_same_table() -> None:
    people = [["a"], ["a", "b"], ["c", "a"], [], ["b", "b"]]
    table = CaptureTable.of_people(people, ["a", "b", "c"])
    grid = np.zeros((2, 2, 2))
    for a, b, c in [(1, 0, 0), (1, 1, 0), (1, 0, 1), (0, 1, 0)]:
        grid[a, b, c] += 1
    assert np.array_equal(table.counts, CaptureTable.of(grid).counts)
    assert table.n == 4
    assert (table + table).n == 8


@pytest.mark.parametrize("counts", [[1, 2, 3, 4], [0, 1, 2], [0, -1, 2, 3], [0, 1.5, 2, 3], [0]])
def test_arrays_that_are_no_table_are_refused(counts: list[float]) -> None:
    with pytest.raises(BrokenCounts):
        CaptureTable.of(counts)


def test_tables_of_other_lists_are_not_added() -> None:
    with pytest.raises(BrokenCounts):
        kosovo() + of_marks({"1100": 1})
