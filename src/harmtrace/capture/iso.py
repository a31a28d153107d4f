"""A written ISO date or date-time in; the same in one form, with its precision, out."""

from __future__ import annotations

import datetime
import re

from harmtrace.model.document import PublishedPrecision

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d)(?P<seconds>:\d\d(?:\.\d{1,9})?)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII | re.IGNORECASE,
)


def read_iso(value: str) -> tuple[str, PublishedPrecision] | None:
    """Return `value` as `2018`, `2018-09`, `2018-09-15` or `2018-09-15T17:36:00[+03:00]` with its precision.

    None for anything else, and for days and times that do not exist.
    """
    match = _ISO.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day, time = match["year"], match["month"], match["day"], match["time"]
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
        if time:
            datetime.time.fromisoformat(time + (match["seconds"] or ":00"))
    except ValueError:
        return None
    if time:
        seconds = (match["seconds"] or ":00").partition(".")[0]
        return f"{date.isoformat()}T{time}{seconds}{_zone(match['zone'])}", "minute"
    if day:
        return date.isoformat(), "day"
    return (f"{year}-{month}", "month") if month else (year, "year")


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone in "Zz":
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
