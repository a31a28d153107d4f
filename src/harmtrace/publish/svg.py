"""Pieces of SVG, with everything that they hold escaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

MARGIN = 28
_LETTER = 6.8
"""The width of a letter of a label at 12 pixels, as drawn; a wide letter takes two, a mark above another none."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A sheet to draw on, in pixels; `name` and `of` tell the ids of its parts from those of another sheet."""

    name: str
    width: int
    height: int
    of: str = ""

    @property
    def id(self) -> str:
        """What ids of parts of the sheet end in."""
        return f"{self.name}-{self.of}" if self.of else self.name


SHEETS = (Canvas("wide", 760, 460), Canvas("narrow", 360, 400))
"""Each picture is drawn for a page and for a phone: a page's picture made small could not be read on a phone."""


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line of a class."""
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(kind, x1, y1, x2, y2)


def text(x: float, y: float, words: str, kind: str, anchor: str) -> Markup:
    """Words of a class; `anchor` is start, middle or end, seen from the left whatever the script."""
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        kind, x, y, anchor, in_line(words)
    )


def in_line(words: str) -> str:
    """Words in a line that runs from the left: pictures do in every language, so that ends are where they are put."""
    right = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words)
    return f"\u200e\u2068{words}\u2069" if right else words


def text_width(words: str) -> float:
    """About how wide words are at 12 pixels."""
    return sum(_width(letter) for letter in words)


def _width(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    return 2 * _LETTER if unicodedata.east_asian_width(letter) in ("W", "F") else _LETTER


def drawing(parts: Iterable[Markup], sheet: Canvas, height: float, kind: str, described: str, credit: str) -> Markup:
    """A whole picture. `described` is read out by screen readers; `credit` stays in it when it is taken away."""
    return Markup(
        '<svg class="{} {}" viewBox="0 0 {} {:.0f}" direction="ltr" role="group" aria-label="{}">'
        "<desc>{}</desc>{}</svg>"
    ).format(kind, sheet.name, sheet.width, height, described, credit, Markup("").join(parts))
