"""Times of day are no places, though some of their words begin names of villages."""

from __future__ import annotations

from tests.extract.reading_of import event


def test_noon_today_is_no_village() -> None:
    told = event("قُتل 23 شخصاً من ظهر اليوم في سراقب.", language="ar")
    assert [place.text for place in told.where] == ["سراقب"]
