"""How tests of dates write what was read."""

from __future__ import annotations

from harmtrace.text.dates import DateMention


def days(mention: DateMention) -> str | None:
    """The day of a date, or the first and last of several; None where no day can be known."""
    when = mention.when
    if when is None:
        return None
    return str(when.start) if when.start == when.end else f"{when.start}/{when.end}"
