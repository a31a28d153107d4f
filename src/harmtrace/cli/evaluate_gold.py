"""`harmtrace evaluate gold`: figures of extraction on claims that people annotated."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from harmtrace.cli.terminal import note, say, write_json
from harmtrace.errors import BadSetting, MissingInput
from harmtrace.pipeline.evaluate_gold import (
    GoldResult,
    Suite,
    all_together,
    evaluate_gold,
    given_suite,
    suites_in,
)


def run_gold(golds: list[Path], documents: list[Path], shared: Path | None, errors: Path | None, as_json: bool) -> int:
    """Score every suite and all together, print them, and write every difference if asked; 0 when done."""
    results = [evaluate_gold(suite) for suite in _suites(golds, documents, shared)]
    read = [result for result in results if result.documents]
    together = all_together(results)
    for result in [*read, together] if len(read) > 1 else read:
        if as_json:
            write_json({"suite": result.suite, "documents": result.documents, **result.figures})
        else:
            _print(result)
    for result in results:
        if result.unread:
            note(f"{result.suite}: {len(result.unread)} documents in languages not read yet are left out")
    if errors is not None:
        errors.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in together.differences))
        note(f"{len(together.differences)} differences written to {errors}")
    return 0


def _suites(golds: list[Path], documents: list[Path], shared: Path | None) -> list[Suite]:
    if golds or documents:
        if not (golds and documents):
            raise BadSetting("--gold and --documents go together")
        return [given_suite(golds, documents)]
    here = Path(__file__).resolve().parents[3] / "evaluation" / "gold"
    folder = (shared or Path(os.environ.get("HARMTRACE_SHARED", "../shared"))) / "gold"
    found = {suite.name: suite for place in (here, folder) for suite in suites_in(place)}
    if not found:
        raise MissingInput(f"no gold files in {folder}; name them with --gold and --documents")
    return list(found.values())


def _print(result: GoldResult) -> None:
    micro = result.figures["micro"]
    say(f"{result.suite}: {result.documents} documents, micro P {micro['p']} R {micro['r']} F1 {micro['f1']}")
    say(f"  {'field':20} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'spurious':>9} {'missed':>7}")
    for name, one in result.figures["fields"].items():
        if one["tp"] + one["fp"] + one["fn"]:
            shares = f"{one['p']:6} {one['r']:6} {one['f1']:6}"
            say(f"  {name:20} {shares} {one['tp']:6} {one['fp']:9} {one['fn']:7}")
