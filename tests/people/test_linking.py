"""Linking lists of invented people: who is the same, who is not, and what a reviewer sees of it."""

from __future__ import annotations

import csv
import itertools
import json
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.victim_lists import COLUMNS, person_of, two_lists
from harmtrace.model.link import Link
from harmtrace.people.assignment import one_to_one
from harmtrace.people.linking import duplicates, link
from harmtrace.people.lists import PersonList, read_list

PEOPLE, SEED = 1500, 11


def written(path: Path, rows: Sequence[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("lists")
    left, right = two_lists(PEOPLE, SEED)
    arabic = [column for column in COLUMNS if column != "name_latin"]
    return written(folder / "a.csv", left, arabic), written(folder / "b.csv", right, arabic)


@pytest.fixture(scope="module")
def lists(files: tuple[Path, Path]) -> tuple[PersonList, PersonList]:
    return read_list(files[0]), read_list(files[1])


@pytest.fixture(scope="module")
def links(lists: tuple[PersonList, PersonList]) -> list[Link]:
    return list(link(lists[0].entries, lists[1].entries).links)


def f1_of(links: Sequence[Link], lists: tuple[PersonList, PersonList]) -> float:
    both = {person_of(e.id) for e in lists[0].entries} & {person_of(e.id) for e in lists[1].entries}
    right = {person_of(one.a) for one in links if person_of(one.a) == person_of(one.b)}
    return 2 * len(right) / (len(links) + len(both))


def test_most_people_of_both_lists_are_found_and_hardly_anybody_else(
    links: list[Link], lists: tuple[PersonList, PersonList]
) -> None:
    assert f1_of(links, lists) >= 0.97


def test_no_row_stands_in_two_links_and_the_surest_come_first(links: list[Link]) -> None:
    assert len({one.a for one in links}) == len({one.b for one in links}) == len(links)
    assert all(0.9 <= one.probability <= 1 for one in links)


def test_no_two_of_a_family_become_one(links: list[Link], lists: tuple[PersonList, PersonList]) -> None:
    names = {e.id: e.names["name_ar"].split() for one in lists for e in one.entries}
    for one in links:
        if person_of(one.a) != person_of(one.b):
            assert names[one.a][0][:2] == names[one.b][0][:2]


def test_weights_say_what_speaks_for_a_link_and_what_against(links: list[Link]) -> None:
    fields = {"given", "father", "grandfather", "family", "sex", "age", "death_date", "place"}
    for one in links:
        assert one.weights.keys() <= fields | {"exchanged", "another_of_the_family"}
        assert sum(one.weights.values()) > 0


def test_the_same_lists_give_the_same_links(links: list[Link], lists: tuple[PersonList, PersonList]) -> None:
    assert list(link(lists[0].entries, lists[1].entries).links) == links


def test_doubles_of_a_list_are_found(lists: tuple[PersonList, PersonList]) -> None:
    found = {frozenset((one.a, one.b)) for one in duplicates(lists[0].entries).links}
    rows = sorted(lists[0].entries, key=lambda entry: person_of(entry.id))
    groups = [list(group) for _, group in itertools.groupby(rows, key=lambda entry: person_of(entry.id))]
    twice = {frozenset(entry.id for entry in group) for group in groups if len(group) == 2}
    assert twice
    assert len(found & twice) >= 0.8 * len(twice)
    assert len(found - twice) <= 2


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz"), st.integers(-3, 9)), unique_by=lambda p: p[:2])
)
def test_an_assignment_is_the_best_of_all(pairs: list[tuple[str, str, int]]) -> None:
    weights = {(a, b): float(weight) for a, b, weight in pairs}
    chosen = one_to_one([(a, b, weight) for (a, b), weight in weights.items()])
    assert len({a for a, _ in chosen}) == len({b for _, b in chosen}) == len(chosen)
    best = max(
        sum(max(weights.get((a, b), 0.0), 0.0) for a, b in zip("abcd", order, strict=True))
        for order in itertools.permutations("wxyz")
    )
    assert sum(weights[pair] for pair in chosen) == best


def test_the_command_prints_pairs_and_no_names(files: tuple[Path, Path], links: list[Link]) -> None:
    run = [sys.executable, "-m", "harmtrace", "link", *map(str, files), "--json", "--threshold", "0.9"]
    result = subprocess.run(run, capture_output=True, check=True)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["a"], row["b"]) for row in rows] == [(one.a, one.b) for one in links]
    assert set(rows[0]) == {"a", "b", "probability", "weights"}
    assert not any("\u0621" <= letter <= "\u064a" for letter in result.stdout.decode())


def test_rows_that_are_refused_are_named_and_the_rest_is_linked(files: tuple[Path, Path], tmp_path: Path) -> None:
    lines = files[0].read_text(encoding="utf-8").splitlines()
    broken = tmp_path / "broken.csv"
    broken.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    run = [sys.executable, "-m", "harmtrace", "link", str(broken), str(files[1])]
    result = subprocess.run(run, capture_output=True, check=False)
    assert result.returncode == 1
    assert f"broken.csv:{len(lines) + 1}" in result.stderr.decode()
    assert result.stdout


def test_lists_that_share_no_field_but_a_name_are_linked_by_it(tmp_path: Path) -> None:
    dice = random.Random(3)
    left, right = two_lists(300, 5)
    dice.shuffle(right)
    one, other = (written(tmp_path / f"{n}.csv", rows, ("id", "name_ar")) for n, rows in enumerate((left, right)))
    found = link(read_list(one).entries, read_list(other).entries).links
    assert sum(person_of(pair.a) == person_of(pair.b) for pair in found) >= 0.9 * len(found)
