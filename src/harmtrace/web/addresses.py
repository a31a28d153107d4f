"""Where each page is."""

from __future__ import annotations

from urllib.parse import quote

from harmtrace.publish.map_marks import Links


def place_address(key: str) -> str:
    """Where the page of a place is, by the key of its page."""
    return f"/places/{quote(key, safe=':')}"


LINKS = Links("/incidents/{id}", "/aggregates/{id}", place_address)
