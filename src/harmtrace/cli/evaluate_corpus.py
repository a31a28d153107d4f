"""`harmtrace evaluate corpus`: the record of an acceptance corpus against the one that a careful person built."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from harmtrace.cli.examples import demo_corpus
from harmtrace.cli.terminal import say, write_json
from harmtrace.errors import MissingInput
from harmtrace.pipeline.evaluate_corpus import compare_all
from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.pipeline.run import run
from harmtrace.store.record import Store


def run_corpus(folder: Path | None, as_json: bool) -> int:
    """Build the record in a temporary folder, print every difference; 0 when done."""
    place = folder or demo_corpus().parent
    for name in ("documents.jsonl", "expected.json"):
        if not (place / name).is_file():
            raise MissingInput(f"there is no file {place / name}")
    expected = json.loads((place / "expected.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        url = f"sqlite:///{temporary}/corpus.db"
        run([str(place / "documents.jsonl")], url)
        store = Store.open(url)
        result = compare_all(load_record(store), expected, load_gazetteer())
        store.close()
    if as_json:
        write_json(result)
        return 0
    for one in result.differences:
        mark = f" (also rests on unread {', '.join(one.unread)})" if one.unread else ""
        say(f"{one.part} {one.item} {one.field}: expected {one.expected}, found {one.found}{mark}")
    say(f"{result.compared} compared, {result.met} met, {len(result.differences)} differences")
    say(f"{result.unread_only} expected items rest only on documents in languages not read yet")
    return 0
