"""From the address of a page to the country of its publisher, which settles between towns that nothing else parts."""

from __future__ import annotations

from urllib.parse import urlsplit

from harmtrace.places.curated import country_names

_OTHERWISE = {"UK": "GB"}
_SOLD_TO_ALL = frozenset("AC AI AM CC CD CO FM IO LA LY ME NU SC SH SO ST TK TO TV VC WS".split())
"""Endings of countries that are sold to anybody and say nothing of where a publisher is."""


def country_of(url: str | None) -> str | None:
    """The ISO code of the country that the ending of an address stands for; None for .com and its like."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    ending = host.rpartition(".")[2].upper()
    code = _OTHERWISE.get(ending, ending)
    return code if code in country_names() and code not in _SOLD_TO_ALL else None
