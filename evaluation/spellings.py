"""From lists of press spellings to how many are found: right, in the same district, wrongly sure, unknown and said so.

A row of `press_spellings.tsv` is a sentence of our own with one spelling in brackets, and what it is: the ids of a
place, `country:XX` for any place of a country, `unknown` for a place that no pack has, `none` for a name that is no
place there. Rows are developed on by the hash of their spelling (`dev`), or only scored (`held`).

Run: python -m evaluation.spellings [LIST…] [--misses] (with the installed packs of HARMTRACE_DATA)
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from harmtrace.model.immutable import immutable
from harmtrace.model.where import Where
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.geometry import kilometres
from harmtrace.places.place import Place
from harmtrace.places.reading import read_places

ROOT = Path(__file__).resolve().parent
LISTS = (ROOT / "press_spellings.tsv", ROOT / "press_spellings_other.tsv")
Verdict = Literal["right", "near", "wrong", "unsure", "missed"]
Mode = Literal["given", "read"]
"""Whether the spelling is given as a toponym or has to be found in the sentence."""
MODES: tuple[Mode, ...] = ("given", "read")
_SPELLING = re.compile(r"\[(.+?)\]")
_NEAR_KM = 12.0
"""So near, in kilometres, two points of one second-level area or of unknown area count as one district."""


@immutable(frozen=True, slots=True)
class Row:
    """One spelling in its sentence: `expected` are place ids, or one word for what it is."""

    sentence: str
    start: int
    end: int
    expected: tuple[str, ...]
    kind: str
    note: str = ""

    def spelling(self) -> str:
        """The words that are asked about."""
        return self.sentence[self.start : self.end]

    def part(self) -> str:
        """`dev` or `held`, by the hash of the spelling."""
        return "dev" if int(hashlib.sha256(self.spelling().encode()).hexdigest()[-1], 16) % 2 == 0 else "held"

    def language(self) -> str:
        """The language of the sentence."""
        return "ar" if re.search(r"[\u0600-\u06ff]", self.sentence) else "en"

    def is_place(self) -> bool:
        """Whether a place of a pack is meant."""
        return self.expected[0] not in ("unknown", "none")


def rows_of(path: Path) -> list[Row]:
    """The rows of a list."""
    reader = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_row(row["sentence"], row["expected"], row["kind"], row["note"] or "") for row in reader]


def _row(marked: str, expected: str, kind: str, note: str) -> Row:
    found = _SPELLING.search(marked)
    if found is None:
        raise ValueError(f"no spelling in brackets: {marked}")
    sentence = marked[: found.start()] + found[1] + marked[found.end() :]
    return Row(sentence, found.start(), found.start() + len(found[1]), tuple(expected.split(" | ")), kind, note)


def answer(row: Row, gazetteer: Gazetteer, mode: Mode) -> Where | None:
    """What is made of a spelling, or None where nothing is found at it."""
    if mode == "given":
        return read_places(row.sentence, row.language(), gazetteer, toponyms=[(row.start, row.end)])[0]
    found = read_places(row.sentence, row.language(), gazetteer)
    over = [where for where in found if where.start < row.end and where.end > row.start]
    return max(over, key=lambda where: where.status == "resolved", default=None)


def verdict(row: Row, where: Where | None, gazetteer: Gazetteer) -> Verdict:
    """Right, near (the same district), wrong (sure of another place), unsure (ambiguous) or missed."""
    if row.expected == ("none",):
        return "wrong" if where is not None and where.status == "resolved" else "right"
    if row.expected == ("unknown",):
        return "missed" if where is None else _of_unknown(where)
    if where is None or where.place_id is None:
        return "right" if row.expected[0].startswith("country:") else "missed"
    return _of_place(row, where, gazetteer)


def _of_unknown(where: Where) -> Verdict:
    return {"not_in_gazetteer": "right", "ambiguous": "unsure", "resolved": "wrong"}[where.status]  # type: ignore[return-value]


def _of_place(row: Row, where: Where, gazetteer: Gazetteer) -> Verdict:
    place = gazetteer.place(where.place_id or "")
    if where.place_id in row.expected or (place is not None and f"country:{place.country}" in row.expected):
        return "right"
    wanted = [gazetteer.place(place_id) for place_id in row.expected]
    if any(one is not None and place is not None and _same_district(one, place) for one in wanted):
        return "near"
    return "unsure" if where.status == "ambiguous" else "wrong"


def _same_district(one: Place, two: Place) -> bool:
    if one.country != two.country or "country" in (one.level, two.level):
        return False
    if one.level == "adm1" or two.level == "adm1":
        return False
    same = one.admin1 == two.admin1 and one.admin2 == two.admin2 and bool(one.admin2)
    return same or kilometres(one, two) <= _NEAR_KM


def figures(verdicts: Iterable[tuple[Row, Verdict]]) -> dict[str, float]:
    """Shares of 100: places `right` (or near), places `wrong`, `unknown` said to be so, `decoys` left alone."""
    count: Counter[str] = Counter()
    for row, found in verdicts:
        group = "place" if row.is_place() else row.expected[0]
        count.update({group: 1, f"{group} {found}": 1})
    right = count["place right"] + count["place near"]
    wrong = count["place wrong"] + count["unknown wrong"] + count["none wrong"]
    return {
        "places": count["place"],
        "right": _share(right, count["place"]),
        "wrong": _share(wrong, count["place"] + count["unknown"] + count["none"]),
        "unknown": _share(count["unknown right"], count["unknown"]),
        "decoys": _share(count["none right"], count["none"]),
    }


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 100.0


def judged(rows: Sequence[Row], gazetteer: Gazetteer, mode: Mode) -> list[tuple[Row, Verdict, Where | None]]:
    """Each row with its verdict. A name that is no place is nothing to ask about where toponyms are given."""
    asked = [row for row in rows if mode == "read" or row.expected != ("none",)]
    answers = [(row, answer(row, gazetteer, mode)) for row in asked]
    return [(row, verdict(row, where, gazetteer), where) for row, where in answers]


def report(path: Path, gazetteer: Gazetteer, misses: str | None) -> Iterator[str]:
    """The lines of the figures of a list, by mode, half and kind, and its misses."""
    rows = rows_of(path)
    yield f"{path.stem}: {len(rows)} rows"
    for mode in MODES:
        found = judged(rows, gazetteer, mode)
        groups = {part: [one for one in found if one[0].part() == part] for part in ("dev", "held")}
        groups |= {kind: [one for one in found if one[0].kind == kind] for kind in ("latin", "arabic", "decoy")}
        for name, group in {"all": found, **groups}.items():
            cells = "  ".join(f"{key} {value:g}" for key, value in figures((r, v) for r, v, _ in group).items())
            yield f"  {mode:6}{name:7}{cells}"
        for row, said, where in found:
            if misses and said not in ("right", "near") and misses in (row.part(), "all"):
                yield f"    {mode} {said}: {row.spelling()} ({row.note}; {' | '.join(row.expected)}) {_told(where)}"


def _told(where: Where | None) -> str:
    if where is None:
        return "is not found"
    return f"is {where.status}: {where.place_id} {where.name} {', '.join(where.admin)} {where.alternatives}"


if __name__ == "__main__":
    names = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    shown = "all" if "--all-misses" in sys.argv else "dev" if "--misses" in sys.argv else None
    opened = Gazetteer.open()
    for one in names or LISTS:
        print("\n".join(report(one, opened, shown)))
