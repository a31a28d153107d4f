"""Lines for a terminal: what runs from the right is kept apart, and nothing of a text rules the line."""

from __future__ import annotations

import pytest

from harmtrace.cli.terminal import line_of, write_table


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hass", "Hass"),
        ("قصف حاس", "\u2068قصف حاس\u2069"),
        ("Hass (حاس)", "\u2068Hass (حاس)\u2069"),
        ("a\u2069b\u202ec\x1b[2J", "abc[2J"),
        ("قصف\u2069\u2066 x", "\u2068قصف x\u2069"),
        (None, "–"),
    ],
)
def test_a_line_keeps_its_direction_and_no_mark_of_the_text(text: str | None, line: str) -> None:
    assert line_of(text) == line


def test_columns_stand_below_each_other_whatever_their_marks(capsys: pytest.CaptureFixture[str]) -> None:
    long = "قُتِلَ " * 20
    write_table([{"id": "a", "title": "قُتِلَ", "n": "1"}, {"id": "b", "title": long, "n": "2"}])
    heading, first, second = capsys.readouterr().out.splitlines()
    marks = dict.fromkeys((*range(0x64B, 0x653), 0x2068, 0x2069))
    widths = {len(line.translate(marks)) for line in (heading, first, second)}
    assert len(widths) == 1
    assert second.count("\u2068") == second.count("\u2069") == 1
    assert "…\u2069" in second
