"""One text gives one set of claims: byte for byte, whatever the hash seed and however many processes read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from harmtrace.pipeline.engine import MANY
from harmtrace.pipeline.run import RunOptions, run
from harmtrace.store.record import Store

EXAMPLE = Path(__file__).parents[2] / "examples" / "idlib-2018-09" / "documents.jsonl"


def claims_under(seed: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "harmtrace", "extract", str(EXAMPLE)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )
    assert done.stdout.count(b"\n") > MANY, done.stderr.decode()
    return done.stdout


def test_the_hash_seed_changes_no_byte() -> None:
    assert claims_under("1") == claims_under("20260101")


@pytest.fixture(scope="module")
def many_documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = [json.loads(line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines()]
    corpus = tmp_path_factory.mktemp("many") / "corpus.jsonl"
    copies = [{**line, "id": f"{line['id']}-{copy}"} for copy in range(3) for line in lines]
    assert len(copies) > MANY
    corpus.write_text("\n".join(json.dumps(line) for line in copies), encoding="utf-8")
    return corpus


def claims_with(jobs: int, corpus: Path, folder: Path) -> list[object]:
    url = f"sqlite:///{folder / f'{jobs}.db'}"
    run([str(corpus)], url, RunOptions(jobs=jobs))
    store = Store.open(url)
    found: list[object] = list(store.claims())
    store.close()
    return found


def test_the_number_of_processes_changes_no_claim(many_documents: Path, tmp_path: Path) -> None:
    alone = claims_with(1, many_documents, tmp_path)
    assert alone
    assert alone == claims_with(3, many_documents, tmp_path)
