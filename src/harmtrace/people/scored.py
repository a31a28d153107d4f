"""A pair of rows with its link, as steps of linkage hand it on."""

from __future__ import annotations

from typing import NamedTuple

from harmtrace.model.link import Link


class Scored(NamedTuple):
    """A pair of rows of two lists (by their numbers; 0 and 0 of one list)."""

    lists: tuple[int, int]
    link: Link
    weight: float


def surest_first(one: Scored) -> tuple[float, str, str, tuple[int, int]]:
    """The order of pairs."""
    return -one.weight, one.link.a, one.link.b, one.lists
