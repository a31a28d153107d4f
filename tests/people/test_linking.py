"""Linking lists of invented people: who is the same, who is not, and what a reviewer sees of it."""

from __future__ import annotations

import csv
import itertools
import json
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.victim_lists import COLUMNS, person_of, two_lists
from harmtrace.errors import BadSetting
from harmtrace.model.link import Link
from harmtrace.model.person import Entry
from harmtrace.people.assignment import one_to_one
from harmtrace.people.blocking import rule_of
from harmtrace.people.linking import LinkSettings, duplicates, link, link_many
from harmtrace.people.lists import PersonList, read_list

pytest.importorskip("splink", reason="needs the extra harmtrace[linkage]")

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
        assert one.weights.keys() <= fields | {"exchanged", "another_of_the_family", "rivals"}
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
    assert set(rows[0]) == {"a", "b", "probability", "weights", "levels", "start", "decided"}
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


def entry(row_id: str, name: str, **rest: Any) -> Entry:
    return Entry(id=row_id, row=2, names={"name": name}, **rest)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["Samir Qasim"], ["Samir Qasim"]),
        (["Samir Qasim"], ["Nadia Haddad"]),
        (["Samir Qasim", "Omar Saleh", "Ali Nasser"], ["Samer Kassem", "Omar Najjar", "Fadi Nasser"]),
        (["Samir Qasim"] * 20, ["Samir Qasim"] * 20),
    ],
)
def test_lists_too_small_to_learn_from_claim_nothing_surely_and_say_so(left: list[str], right: list[str]) -> None:
    one, other = ([entry(str(n), name, sex="male") for n, name in enumerate(names)] for names in (left, right))
    found = link(one, other)
    assert not found.links
    assert any("it is assumed: family, given" in note for note in found.notes)
    assert not duplicates(one).links


def test_a_list_without_rows_or_without_names_is_told() -> None:
    one = entry("1", "Samir Qasim")
    assert link([], [one]).notes == ("A has no rows: nothing was compared",)
    assert duplicates([one]).notes == ("one row alone has no double",)
    nameless = [Entry(id=str(n), row=2, names={}, age=float(n)) for n in range(5)]
    assert "nothing was compared" in link(nameless, nameless).notes[-1]


def test_a_rule_that_makes_too_many_pairs_is_left_out_and_named() -> None:
    people = [entry(str(n), "Samir Qasim", age=float(n)) for n in range(300)]
    with pytest.raises(BadSetting, match="90,000 pairs"):
        link(people, people, LinkSettings(rules=(("given", "family"),), most_pairs=50_000))
    narrowed = link(people, people, LinkSettings(most_pairs=50_000))
    assert narrowed.compared == 300
    assert any("in place of given+family" in note for note in narrowed.notes)
    found = link(people, people, LinkSettings(rules=(("given", "family"), ("given", "age")), most_pairs=50_000))
    assert found.compared == 300
    assert any("given+family would compare 90,000 pairs" in note for note in found.notes)


def test_rules_of_ones_own_are_used_and_diagnosed(lists: tuple[PersonList, PersonList]) -> None:
    rules = (rule_of("given+family"), rule_of("death_date+place"))
    found = link(lists[0].entries, lists[1].entries, LinkSettings(rules=rules, diagnose=True))
    assert [use.rule for use in found.rules] == ["given+family", "death_date+place"]
    assert 0 < found.compared <= sum(use.pairs for use in found.rules)
    both = [use.found - use.alone for use in found.rules]
    assert both[0] == pytest.approx(both[1])
    assert both[0] + sum(use.alone for use in found.rules) == pytest.approx(1)
    with pytest.raises(BadSetting):
        rule_of("given+shoe")


def test_people_of_several_lists_have_one_row_of_each_at_most(lists: tuple[PersonList, PersonList]) -> None:
    third = [replace(one, id=f"third-{one.id}") for one in lists[0].entries[::2]]
    found = link_many({"x": lists[0].entries, "y": lists[1].entries, "z": third})
    seen = [(name, row) for one in found.people for name, row in one.rows.items()]
    assert len(seen) == len(set(seen))
    whole = [one for one in found.people if len(one.rows) == 3]
    assert len(whole) > 100
    same = [len({person_of(row) for row in one.rows.values()}) == 1 for one in found.people]
    assert sum(same) >= 0.98 * len(same)
    for one in found.people:
        assert one.probability >= 0.9
        assert all(between.link.a == one.rows[between.lists[0]] for between in one.links)
        assert len(one.links) >= len(one.rows) - 1


def test_a_further_column_joins_what_names_do_not(lists: tuple[PersonList, PersonList], links: list[Link]) -> None:
    def called(entry: Entry) -> Entry:
        return replace(entry, others={"phone": f"+963 9{int(person_of(entry.id)) * 7919 % 99_991:07}"})

    one, other = ([called(entry) for entry in read.entries] for read in lists)
    found = link(one, other, LinkSettings(also=("phone",))).links
    assert f1_of(found, lists) >= 0.999
    assert f1_of(found, lists) > f1_of(links, lists)
    assert all(one.weights["phone"] > 5 for one in found)


def test_without_the_extra_the_way_out_is_told(files: tuple[Path, Path]) -> None:
    hidden = "import sys; sys.modules['splink'] = None; from harmtrace.cli.main import run_command as run; "
    command = f"sys.exit(run(['link', {str(files[0])!r}, {str(files[1])!r}]))"
    result = subprocess.run([sys.executable, "-c", hidden + command], capture_output=True, check=False, text=True)
    assert result.returncode == 2
    assert "HT-109" in result.stderr
    assert "pip install 'harmtrace[linkage]'" in result.stderr


def test_columns_of_one_list_alone_and_settings_that_cannot_be_used(files: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(files[1].read_text(encoding="utf-8").replace("name_ar", "اسم", 1), encoding="utf-8")
    run = [sys.executable, "-m", "harmtrace", "link", str(files[0]), str(other), "--diagnose"]
    result = subprocess.run([*run, "--column", "2:name_ar=اسم"], capture_output=True, check=True, text=True)
    assert result.stdout.splitlines()[0].split()[:3] == ["a", "b", "probability"]
    assert "pairs were compared" in result.stderr
    for wrong in (["--column", "3:sex=x"], ["--column", "shoe=x"], ["--block", "shoe"], ["--also", "sex"]):
        assert subprocess.run([*run, *wrong], capture_output=True, check=False).returncode == 2
