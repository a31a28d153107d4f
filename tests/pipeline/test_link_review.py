"""Pairs of rows of lists on record: kept with their waterfall, decided by persons, and decided over every rerun."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.linkage import written
from evaluation.victim_lists import COLUMNS, two_lists
from harmtrace.errors import BadDecision, DecidedMeanwhile, UnknownName
from harmtrace.model.immutable import replace
from harmtrace.model.link import Link, PairDecision
from harmtrace.model.person import Entry
from harmtrace.people.deciding import fingerprint, standing
from harmtrace.people.linking import LinkSettings, duplicates, link, link_many
from harmtrace.people.waterfall import waterfall
from harmtrace.pipeline.deciding import undo
from harmtrace.pipeline.link_review import decide, decided_of, keep_candidates, pair, queue
from harmtrace.pipeline.lists import entries_of, import_list, withdraw_list
from harmtrace.pipeline.verify import verify
from harmtrace.store.links import candidate_pairs
from harmtrace.store.record import Store
from tests.reports import url_in

pytest.importorskip("splink")
PEOPLE, SEED = 700, 3
Lists = dict[str, list[Entry]]


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    folder = tmp_path_factory.mktemp("lists")
    arabic = [column for column in COLUMNS if column != "name_latin"]
    pairs = zip("ab", two_lists(PEOPLE, SEED), strict=True)
    return {name: list(written(folder / f"{name}.csv", rows, arabic).entries) for name, rows in pairs}


@pytest.fixture(scope="module")
def linked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("record")
    arabic = [column for column in COLUMNS if column != "name_latin"]
    for name, rows in zip("ab", two_lists(PEOPLE, SEED), strict=True):
        written(folder / f"{name}.csv", rows, arabic)
        import_list(url_in(folder), folder / f"{name}.csv", name=name, person="tester")
    store = Store.open(url_in(folder))
    linked(store)
    store.close()
    return folder


@pytest.fixture
def store(linked_once: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(linked_once, tmp_path, dirs_exist_ok=True)
    found = Store.open(url_in(tmp_path))
    yield found
    found.close()


def linked(store: Store) -> list[Link]:
    """A rerun of linkage over the lists on record, as the command does it."""
    rows = {name: entries_of(store, name) for name in "ab"}
    decided, _notes = decided_of(store, rows)
    found = link(rows["a"], rows["b"], LinkSettings(decided=decided), ("a", "b"))
    keep_candidates(store, rows, found)
    return list(found.links)


def test_a_waterfall_adds_up_to_the_odds_of_its_pair(store: Store) -> None:
    for one in queue(store)[:20]:
        view = pair(store, one.pair.pair_id)
        assert view.steps[0].field == "start"
        assert {step.field for step in view.steps[1:]} == one.pair.link.weights.keys()
        assert all(step.level for step in view.steps)
        odds = 2 ** view.steps[-1].total
        assert odds / (1 + odds) == pytest.approx(one.pair.link.probability, abs=0.005)
        assert view.steps[-1].total == pytest.approx(math.fsum(step.weight for step in view.steps), abs=0.01)
        assert [row.entry.id for row in view.rows if row is not None] == [one.pair.link.a, one.pair.link.b]


def test_the_most_doubtful_pairs_wait_first_and_within_the_ends_asked_for(store: Store) -> None:
    waiting = queue(store, low=0.1, high=0.9)
    assert waiting
    assert all(0.1 <= one.pair.link.probability <= 0.9 for one in waiting)
    away = [abs(one.pair.link.start + sum(one.pair.link.weights.values())) for one in waiting]
    assert away == sorted(away)


def test_a_decided_pair_stays_decided_over_every_rerun(store: Store) -> None:
    first = linked(store)
    surest, weak = first[0], first[-1]
    ids = {(one.link.a, one.link.b): one.pair_id for one in candidate_pairs(store)}
    decide(store, ids[surest.a, surest.b], "different", "editor", "two cousins: the register says so")
    decide(store, ids[weak.a, weak.b], "unsure", "editor", "no more is known")
    doubtful = next(one for one in queue(store) if {one.pair.link.a, one.pair.link.b}.isdisjoint({surest.a, surest.b}))
    decide(store, doubtful.pair.pair_id, "same", "editor", "one number of identity")
    for _rerun in range(2):
        links = {(one.a, one.b): one for one in linked(store)}
        assert (surest.a, surest.b) not in links
        assert links[weak.a, weak.b].decided == "unsure"
        told = links[doubtful.pair.link.a, doubtful.pair.link.b]
        assert told.decided == "same"
        assert told.probability == pytest.approx(doubtful.pair.link.probability, abs=0.2)
        assert [one.a for one in links.values()].count(told.a) == [one.b for one in links.values()].count(told.b) == 1
    assert {one.verdict for one in queue(store, decided=True)} == {"same", "different", "unsure"}
    assert doubtful.pair.pair_id not in {one.pair.pair_id for one in queue(store)}
    assert verify(store).holds


def test_rows_that_no_rule_compares_can_be_decided_to_be_one_person(lists: Lists) -> None:
    left, right = lists["a"], lists["b"]
    ends = (("a", left[0].id), ("b", right[-1].id))
    found = link(left, right, LinkSettings(decided={ends: "same"}), ("a", "b"))
    [told] = [one for one in found.links if one.decided]
    assert (told.a, told.b, told.decided) == (left[0].id, right[-1].id, "same")
    assert told.weights
    assert told.probability < 0.01
    plain = link(left, right, LinkSettings(), ("a", "b"))
    assert len(found.candidates) == len(plain.candidates) + 1


def test_doubles_of_a_list_heed_decisions(lists: Lists) -> None:
    found = duplicates(lists["a"]).links
    ends = (min(("A", found[0].a), ("A", found[0].b)), max(("A", found[0].a), ("A", found[0].b)))
    again = duplicates(lists["a"], LinkSettings(decided={ends: "different"})).links
    assert [(one.a, one.b) for one in again] == [(one.a, one.b) for one in found[1:]]


def test_clusters_never_hold_two_rows_that_were_decided_apart(lists: Lists) -> None:
    third = [replace(one, id=f"third-{one.id}") for one in lists["a"][::2]]
    three = {"x": lists["a"], "y": lists["b"], "z": third}
    whole = next(one for one in link_many(three).people if len(one.rows) == 3)
    decided = {(("x", whole.rows["x"]), ("z", whole.rows["z"])): "different"}
    people = link_many(three, LinkSettings(decided=decided)).people  # type: ignore[arg-type]
    assert not [one for one in people if one.rows.get("x") == whole.rows["x"] and one.rows.get("z") == whole.rows["z"]]
    both = decided | {
        (("x", whole.rows["x"]), ("y", whole.rows["y"])): "same",
        (("y", whole.rows["y"]), ("z", whole.rows["z"])): "same",
    }
    contradictory = link_many(three, LinkSettings(decided=both))  # type: ignore[arg-type]
    assert [note for note in contradictory.notes if "decided to be one person" in note]


def test_a_decision_about_other_words_does_not_bind_and_the_pair_waits_again(store: Store, tmp_path: Path) -> None:
    doubtful = queue(store)[0].pair
    decide(store, doubtful.pair_id, "same", "editor", "the same house")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    at = next(n for n, row in enumerate(text) if row.startswith(f"{doubtful.link.a},"))
    cells = text[at].split(",")
    text[at] = ",".join([cells[0], cells[1], "female" if cells[2] == "male" else "male", *cells[3:]])
    (tmp_path / "a.csv").write_text("\n".join([text[0], *reversed(text[1:])]), encoding="utf-8")
    import_list(url_in(tmp_path), tmp_path / "a.csv", name="a", person="tester")
    rows = {name: entries_of(store, name) for name in "ab"}
    decided, notes = decided_of(store, rows)
    assert not decided
    assert f"a {doubtful.link.a}" in notes[0]
    linked(store)
    [again] = [one for one in queue(store) if one.pair.pair_id == doubtful.pair_id]
    assert again == queue(store)[0]
    assert (again.outdated, again.verdict) == (True, None)
    assert again.decision is not None


def test_the_same_words_in_another_row_are_the_same_person_of_the_list() -> None:
    one = Entry(id="1", row=2, names={"name": "Samir Qasim"}, age=3.0)
    assert fingerprint(one) == fingerprint(replace(one, row=9, notes=("x",), sha256="y"))
    assert fingerprint(one) != fingerprint(replace(one, age=4.0))
    said = PairDecision("p", ("a", "b"), ("1", "1"), (fingerprint(one),) * 2, "same", "x", "editor", "now")
    assert standing([said], {"b": [one], "a": [one]}) == ({(("a", "1"), ("b", "1")): "same"}, [])
    assert standing([said], {"a": [one]}) == ({}, [])


def test_a_decision_that_is_taken_back_binds_no_more(store: Store) -> None:
    waiting = queue(store)[0].pair
    made = decide(store, waiting.pair_id, "same", "editor", "one number")
    undo(store, "editor", made.decision_id, "the number was misread", pair(store, waiting.pair_id).seen)
    assert waiting.pair_id in {one.pair.pair_id for one in queue(store)}
    assert not decided_of(store, {name: entries_of(store, name) for name in "ab"})[0]


def test_two_reviewers_do_not_decide_over_each_other_unseen(store: Store) -> None:
    waiting = queue(store)[0].pair
    seen = pair(store, waiting.pair_id).seen
    decide(store, waiting.pair_id, "same", "first", "one number", seen)
    with pytest.raises(DecidedMeanwhile):
        decide(store, waiting.pair_id, "different", "second", "two fathers", seen)
    decide(store, waiting.pair_id, "different", "second", "two fathers", pair(store, waiting.pair_id).seen)
    assert [one.verdict for one in pair(store, waiting.pair_id).history] == ["same", "different"]


def test_what_cannot_be_decided_is_refused(store: Store) -> None:
    waiting = queue(store)[0].pair.pair_id
    with pytest.raises(BadDecision, match="reason"):
        decide(store, waiting, "same", "editor", " ")
    with pytest.raises(UnknownName):
        decide(store, "pair_none", "same", "editor", "x")
    with pytest.raises(UnknownName):
        pair(store, "pair_none")


def test_pairs_of_a_withdrawn_list_are_gone(store: Store) -> None:
    assert candidate_pairs(store)
    withdraw_list(store, "a", "editor", "consent taken back")
    assert candidate_pairs(store) == []
    assert verify(store).holds


def test_a_link_without_its_rows_has_a_waterfall_without_cells() -> None:
    steps = waterfall(Link("1", "2", 0.5, {"given": 3.0, "age": -1.0}, {"given": "the same"}, -2.0))
    assert [(step.field, step.weight, step.total) for step in steps] == [
        ("start", -2.0, -2.0),
        ("given", 3.0, 1.0),
        ("age", -1.0, 0.0),
    ]
    assert steps[1].a is None


def test_the_commands_show_decide_and_replay(store: Store, tmp_path: Path) -> None:
    def harmtrace(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "harmtrace", *arguments, "--store", store.url]
        return subprocess.run(command, cwd=tmp_path, input=given, capture_output=True, text=True, check=False)

    result = harmtrace("link", "list:a", "list:b", "--json")
    assert result.returncode == 0
    assert "kept for review" in result.stderr
    rows = [json.loads(line) for line in harmtrace("lists", "pairs", "--json").stdout.splitlines()]
    first, second = (row["pair"]["pair_id"] for row in rows[:2])
    shown = harmtrace("lists", "pair", first).stdout
    assert "two rows of these lists" in shown
    assert json.loads(harmtrace("lists", "pair", first, "--json").stdout)["steps"][0]["field"] == "start"
    made = harmtrace("lists", "decide", first, "different", "--reason", "two fathers", "--person", "editor")
    assert made.returncode == 0
    assert harmtrace("lists", "decide", first, "perhaps", "--reason", "x").returncode == 2
    reviewed = harmtrace("lists", "review", "--person", "editor", given="s\none number\nq\n")
    assert "1 decided" in reviewed.stderr
    told = {
        row["a"]: row for row in map(json.loads, harmtrace("link", "list:a", "list:b", "--json").stdout.splitlines())
    }
    assert told[rows[1]["pair"]["link"]["a"]]["decided"] == "same"
    listed = harmtrace("lists", "pairs", "--decided").stdout
    assert first in listed
    assert second in listed
    files = harmtrace("link", "a.csv", "b.csv", "--json")
    assert '"decided":"same"' in files.stdout
    assert "kept for review" not in files.stderr
