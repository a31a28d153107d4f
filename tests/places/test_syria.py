"""With the pack of Syria beside the shipped ones: the seed, the demonstration corpus, and press spellings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.spellings import LISTS, MODES, Mode, figures, judged, rows_of
from harmtrace.model.where import Where
from harmtrace.places import packs
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places

FLOORS = {
    # Shares of 100 that may not be undercut, with the shipped packs alone: right, wrong (at most), unknown, decoys.
    ("press_spellings", "given"): (90.0, 4.5, 95.0, 100.0),
    ("press_spellings", "read"): (80.0, 3.0, 80.0, 97.0),
    ("press_spellings_other", "given"): (88.0, 6.0, 95.0, 100.0),
    ("press_spellings_other", "read"): (84.0, 5.0, 85.0, 100.0),
}
SYRIA = {"given": (98.0, 1.5, 95.0, 100.0), "read": (90.0, 1.5, 85.0, 97.0)}
"""The same for Syria with its pack."""


@pytest.fixture(scope="module")
def syria(gazetteer: Gazetteer, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The shipped packs with that of Syria."""
    pack = packs.build([shared / "data" / "gazetteer" / "SY.txt"], tmp_path_factory.mktemp("packs") / "SY.sqlite")
    return Gazetteer.open([pack])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("number", [0, 1])
def test_press_spellings_stay_above_their_floor(gazetteer: Gazetteer, number: int, mode: Mode) -> None:
    path = LISTS[number]
    reached = figures((row, said) for row, said, _ in judged(rows_of(path), gazetteer, mode))
    _hold(reached, FLOORS[path.stem, mode])


@pytest.mark.parametrize("mode", MODES)
def test_press_spellings_of_syria_stay_above_their_floor_with_its_pack(syria: Gazetteer, mode: Mode) -> None:
    _hold(figures((row, said) for row, said, _ in judged(rows_of(LISTS[0]), syria, mode)), SYRIA[mode])


def _hold(reached: dict[str, float], floor: tuple[float, float, float, float]) -> None:
    right, wrong, unknown, decoys = floor
    assert reached["right"] >= right
    assert reached["wrong"] <= wrong
    assert reached["unknown"] >= unknown
    assert reached["decoys"] >= decoys


def test_every_place_of_the_seed_is_found(syria: Gazetteer, shared: Path) -> None:
    folder = shared / "data" / "seed"
    text = (folder / "seed.txt").read_text(encoding="utf-8")
    found = {(where.start, where.end): where for where in read_places(text, "en", syria)}
    for claim in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["claims"]:
        for wanted in (*claim.get("where", ()), *claim.get("origins", ())):
            where = found[wanted["start"], wanted["end"]]
            assert (where.place_id, where.level, where.status) == (
                wanted["place_id"], wanted["level"], wanted["status"]
            )  # fmt: skip


@pytest.fixture(scope="module")
def corpus(syria: Gazetteer, shared: Path) -> dict[str, list[Where]]:
    """The places of the English and Arabic documents of the demonstration corpus, by document."""
    lines = (shared / "corpus" / "idlib-2018-09" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    return {
        one["id"]: read_places(one["text"], one["language"], syria)
        for one in documents
        if one.get("language") in ("en", "ar")
    }


def test_every_place_of_the_demonstration_corpus_is_found(corpus: dict[str, list[Where]], shared: Path) -> None:
    missed = []
    for incident, place in _places(shared):
        wanted = {place["place_id"], *place.get("accept", ()), place.get("second_place")} - {None}
        for document in incident["documents"]:
            if place["place_id"] is None or document not in corpus:
                continue
            # Where the corpus itself calls a place ambiguous, so may we.
            if not any({where.place_id, *where.alternatives} & wanted for where in corpus[document]):
                missed.append((document, place["name"]))
    assert missed == []


def test_no_place_of_the_demonstration_corpus_is_taken_for_another(
    corpus: dict[str, list[Where]], shared: Path
) -> None:
    others = {place["wrong_answer"].split()[0] for _, place in _places(shared) if "wrong_answer" in place}
    taken = [(key, w.text) for key, found in corpus.items() for w in found if w.is_point() and w.place_id in others]
    assert taken == []
    abdin = [where for found in corpus.values() for where in found if where.text in ("Abdin", "عابدين")]
    assert len(abdin) >= 5
    assert {(where.status, where.place_id) for where in abdin} == {("not_in_gazetteer", None)}


def _places(shared: Path) -> list[tuple[dict[str, list[str]], dict[str, str]]]:
    expected = json.loads((shared / "corpus" / "idlib-2018-09" / "expected.json").read_text(encoding="utf-8"))
    return [(incident, incident["place"]) for incident in expected["incidents"]]
