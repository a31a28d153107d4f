"""`harmtrace evaluate seed`: the seed press release against the claims that a careful coder makes of it."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec

from harmtrace.capture.inputs import open_inputs
from harmtrace.capture.options import CaptureOptions
from harmtrace.cli.examples import examples_folder
from harmtrace.cli.terminal import say, write_json
from harmtrace.errors import HarmtraceError
from harmtrace.model.claim import to_plain
from harmtrace.pipeline.evaluate_seed import SeedResult, compare_seed
from harmtrace.pipeline.reading import read_capture


def seed_result(source: str | None) -> SeedResult:
    """Extract the seed (or a page of it) and compare; raises what capture raises."""
    folder = examples_folder() / "seed"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["claims"]
    options = replace(CaptureOptions(), publisher="Syrian Coalition")
    found = []
    for item in open_inputs([source or str(folder / "seed.txt")], options):
        if isinstance(item, HarmtraceError):
            raise item
        found += [msgspec.to_builtins(to_plain(claim)) for claim in read_capture(item).claims]
    return compare_seed(expected, found)


def run_seed(source: str | None, as_json: bool) -> int:
    """Print the result; 0 where every claim is met, else 1."""
    result = seed_result(source)
    if as_json:
        write_json(result)
    else:
        say(f"{len(result.matched)} expected claims met, {len(result.missing)} missing, {len(result.wrong)} wrong")
        for name, lines in (("missing", result.missing), ("wrong", result.wrong), ("more", result.extra)):
            for line in lines:
                say(f"  {name}: {line}")
    return 0 if result.met else 1
