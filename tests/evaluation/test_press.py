"""Gold of texts that stand elsewhere is kept without their words, and comes back whole."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from evaluation import press
from evaluation.press import put_together, take_in, with_words, without_words

TEXT = "A shell hit the bakery in Hass on Monday, the council said. The council counted dozens of wounded."
CLAIM = {
    "evidence": [{"start": 0, "end": 59, "quote": TEXT[:59]}],
    "attribution": {
        "chain": [{"name": "the council", "start": 42, "end": 53}, {"name": "Orontes Wire", "start": None}]
    },
    "harms": [{"harm": "injured", "quantity": {"text": "dozens", "start": 80, "end": 86, "value": None}}],
    "actors": [{"text": "it", "role": "alleged_perpetrator"}],
}


def test_words_are_kept_by_their_place_and_come_back() -> None:
    kept = without_words(CLAIM, TEXT)
    written = msgspec.json.encode(kept).decode()
    assert "council" not in written
    assert "bakery" not in written
    assert kept["actors"] == CLAIM["actors"]
    assert with_words(kept, TEXT) == CLAIM


def test_gold_that_was_taken_in_is_put_together_with_its_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "ROOT", tmp_path)
    row = {"document_id": "d1", "published": "2018-09-10", "claims": [CLAIM]}
    (tmp_path / "made.jsonl").write_bytes(msgspec.json.encode(row))
    (tmp_path / "texts.jsonl").write_bytes(msgspec.json.encode({"id": "d1", "text": TEXT}))
    take_in(tmp_path / "made.jsonl", tmp_path / "texts.jsonl")
    take_in(tmp_path / "made.jsonl", tmp_path / "texts.jsonl")
    whole = {"id": "d1", "text": TEXT + " More.", "published": "2018-01-01"}
    (tmp_path / "fakes_dev.jsonl").write_bytes(msgspec.json.encode(whole))
    (tmp_path / "syrian_archive.jsonl").write_bytes(b"")
    assert put_together(tmp_path, tmp_path / "out") == 1
    assert msgspec.json.decode((tmp_path / "out" / "dev_press.jsonl").read_bytes()) == row
    document = msgspec.json.decode((tmp_path / "out" / "documents_press.jsonl").read_bytes())
    assert (document["text"], document["published"]) == (TEXT, "2018-09-10")


@pytest.mark.parametrize("suite", [press.PRESS, press.UNREAD])
def test_every_text_of_the_press_gold_is_there(suite: str, shared: Path, tmp_path: Path) -> None:
    written = press.ROOT / f"{suite}_gold.jsonl"
    assert put_together(shared / "data" / "reports", tmp_path, suite) == len(written.read_bytes().splitlines()) > 0


def test_what_is_unread_is_read_nowhere_else() -> None:
    ids = [
        {
            msgspec.json.decode(line)["id"]
            for line in (press.ROOT / f"{suite}_documents.jsonl").read_bytes().splitlines()
        }
        for suite in (press.PRESS, press.UNREAD)
    ]
    assert not ids[0] & ids[1]
