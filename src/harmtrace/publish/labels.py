"""Where the labels of a map stand so that none covers a mark or another label."""

from __future__ import annotations

from collections.abc import Iterable

from harmtrace.publish.svg import Canvas, text_width

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""
_ABOVE, _BELOW = 11, 3
"""How far a line of text reaches above and below its base line."""


class Labels:
    """The free room of a sheet."""

    def __init__(self, sheet: Canvas, taken: Iterable[Box]) -> None:
        self.sheet = sheet
        self.taken = list(taken)

    def beside(self, x: float, y: float, gap: float, words: str) -> tuple[float, float, str] | None:
        """Left end or middle, base line and anchor of words beside a mark, or None where there is no room."""
        width = text_width(words)
        return self._first(
            width,
            (
                (x + gap, y + 4, "start", x + gap),
                (x - gap, y + 4, "end", x - gap - width),
                (x, y + gap + 10, "middle", x - width / 2),
                (x, y - gap - 1, "middle", x - width / 2),
                (x + gap, y + gap + 10, "start", x + gap),
                (x - gap, y - gap - 1, "end", x - gap - width),
                (x + gap, y - gap - 1, "start", x + gap),
                (x - gap, y + gap + 10, "end", x - gap - width),
            ),
        )

    def within(self, x: float, y: float, words: str, reach: float = 60.0) -> tuple[float, float, str] | None:
        """The same for words that stand in an area, no more than `reach` pixels above or below the middle of it."""
        width = text_width(words)
        shifts = [shift for shift in (0, -16, 16, -32, 32, -48, 48) if abs(shift) <= reach]
        return self._first(width, [(x, y + 4 + shift, "middle", x - width / 2) for shift in shifts])

    def _first(
        self, width: float, places: Iterable[tuple[float, float, str, float]]
    ) -> tuple[float, float, str] | None:
        for left, base, anchor, edge in places:
            box = (edge, base - _ABOVE, edge + width, base + _BELOW)
            inside = box[0] >= 2 and box[2] <= self.sheet.width - 2 and box[1] >= 0 and box[3] <= self.sheet.height
            if inside and not any(_cross(box, other) for other in self.taken):
                self.taken.append(box)
                return left, base, anchor
        return None


def _cross(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
