"""The tables of words of each language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import harmtrace.vocab

LANGUAGES = Path(harmtrace.vocab.__file__).parent / "data" / "lang"
TABLES = [path for path in sorted(LANGUAGES.glob("*/*.tsv")) if not path.stem.endswith(("rules", "pieces", "traits"))]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_row_holds_a_form_twice(path: Path) -> None:
    head, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    for row in rows:
        counts = Counter(row[head.index("forms")].split(" | "))
        assert [form for form, count in counts.items() if count > 1] == [], row[:2]
