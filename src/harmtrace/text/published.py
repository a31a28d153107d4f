"""What is given and what markup, date line, address and file name tell in; when it was published, and why, out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from harmtrace.capture.iso import read_iso
from harmtrace.model.document import Published, PublishedBasis
from harmtrace.text.page import Page
from harmtrace.text.zones import find_layout

_IN_PATH = re.compile(r"(?:^|/)(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2})(?:[/-](?P<day>\d{1,2}))?(?=[/-]|$)")
_IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)")

_FIRST, _LAST = "1000", "9000"
"""Years before and after these stand for no date ("0001-01-01"), and no day could be counted back or on from them."""
_FEW_DAYS = 3
"""A date line so many days younger than what is given may be that of a later edition."""
_CHANGED_WITHIN = 7
"""So many days after its date line an article may still be changed."""


def publication_date(given: Mapping[str, Any], page: Page, date_line: Published | None) -> Published | None:
    """Return the publication date by the best evidence there is, or None.

    In order: what the user or corpus gives, the page's markup, a date line, the address
    (`/2018/09/08/`), the file name (`2018-09-08_x.txt`). Dates of capture, change or the day of
    reading are never taken.
    """
    return (
        _from_iso(given.get("published"), "given")
        or _from_iso(page.published, "meta")
        or date_line
        or _from_address(given.get("url") or page.url)
        or _from_file_name(given.get("file_name"))
    )


def printed_date(published: Published | None, date_line: Published | None) -> Published | None:
    """Return the date that the text's own head prints, where it cannot be the day it is said to be published on.

    Collections may date an article by what it is filed under. What it prints may be a few days
    older, since an article may be changed after it first stood, but hardly younger.
    """
    if published is None or date_line is None or date_line.precision not in ("day", "minute"):
        return None
    younger = (date_line.date - published.date).days
    return date_line if younger > _FEW_DAYS or -younger > _CHANGED_WITHIN else None


def find_date_line(text: str) -> tuple[tuple[int, int], Published] | None:
    """Return the date line of a text in any of the languages whose dates are read, as span and date, or None."""
    layout = find_layout(text, title=None, publisher=None)
    if layout.published is None:
        return None
    zone = next(zone for zone in layout.zones if zone.kind == "date_line")
    return (zone.start, zone.end), layout.published


def _from_iso(value: Any, basis: PublishedBasis) -> Published | None:
    read = read_iso(value) if isinstance(value, str) else None
    return Published(read[0], read[1], basis) if read and _FIRST <= read[0][:4] <= _LAST else None


def _from_address(address: str | None) -> Published | None:
    try:
        path = unquote(urlsplit(address or "").path)
    except ValueError:
        return None
    match = _IN_PATH.search(path)
    if match is None:
        return None
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"] or 0)
    try:
        date = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return Published(date.isoformat(), "day", "url") if day else Published(f"{year}-{month:02}", "month", "url")


def _from_file_name(name: str | None) -> Published | None:
    match = _IN_NAME.search(name or "")
    if match is None:
        return None
    try:
        date = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return Published(date.isoformat(), "day", "file_name")
