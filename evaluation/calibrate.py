"""Measures the share of right claims of each extraction rule on gold files and writes the calibration table.

Run: python -m evaluation.calibrate FOLDER… (folders with dev_*.jsonl and documents_*.jsonl).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from harmtrace.pipeline.evaluate_gold import read_suite, suites_in
from harmtrace.pipeline.gold_score import right_claims

ENOUGH = 10
"""Claims that a rule needs for a share of its own; else that of its kind holds."""
TABLE = Path(__file__).resolve().parents[1] / "src" / "harmtrace" / "vocab" / "data" / "calibration.tsv"


def main(folders: list[str]) -> None:
    """Measure and write."""
    made: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for suite in (suite for folder in folders for suite in suites_in(Path(folder))):
        for _, found, gold in read_suite(suite):
            for counter, claims in ((made, found or []), (right, right_claims(found or [], gold))):
                for claim in claims:
                    rule = claim["extractor"]["rule"]
                    counter.update({rule, rule.split(":")[0]})
    rows = [f"{rule}\t{right[rule] / made[rule]:.2f}\t{made[rule]}" for rule in sorted(made) if made[rule] >= ENOUGH]
    TABLE.write_text("\n".join(["rule\tshare_right\tclaims", *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
