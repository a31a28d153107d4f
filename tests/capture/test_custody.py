"""The custody log: each entry is chained to the last, so that no change goes unseen."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.capture.custody import CustodyEntry, broken_links, chain

NOON = datetime.datetime(2018, 12, 1, 12, tzinfo=datetime.UTC)


def log(length: int) -> list[CustodyEntry]:
    entries: list[CustodyEntry] = []
    for number in range(length):
        previous = entries[-1] if entries else None
        at = NOON + datetime.timedelta(minutes=number)
        entries.append(chain(previous, at=at, action="captured", capture=f"{number:064x}", person="archivist"))
    return entries


def test_an_untouched_log_holds() -> None:
    assert broken_links(log(5)) == []
    assert broken_links([]) == []


@given(
    index=st.integers(0, 4),
    change=st.sampled_from(
        [
            {"person": "somebody else"},
            {"at": "2018-12-02T12:00:00.000000+00:00"},
            {"capture": "f" * 64},
            {"reason": "none given"},
            {"action": "withdrawn"},
            {"hash": "0" * 64},
            {"previous": "1" * 64},
            {"sequence": 99},
        ]
    ),
)
def test_every_change_of_an_entry_is_named(index: int, change: dict[str, str | int]) -> None:
    entries = log(5)
    entries[index] = replace(entries[index], **change)  # type: ignore[arg-type]  # hypothesis chooses the field
    assert broken_links(entries)


@pytest.mark.parametrize("index", [0, 1, 3])
def test_an_entry_left_out_is_named(index: int) -> None:
    entries = log(5)
    del entries[index]
    assert broken_links(entries)


def test_two_entries_changed_places_are_named() -> None:
    entries = log(4)
    entries[1], entries[2] = entries[2], entries[1]
    assert broken_links(entries)


def test_an_entry_whose_hash_was_made_anew_breaks_the_link_to_the_next() -> None:
    entries = log(3)
    forged = replace(entries[1], person="nobody")
    entries[1] = replace(forged, hash=forged.expected_hash())
    assert broken_links(entries) == ["entry 3 does not name the entry before it"]


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        chain(None, at=datetime.datetime(2018, 12, 1), action="captured", capture="0" * 64, person="x")


def test_the_time_is_kept_in_utc() -> None:
    damascus = datetime.timezone(datetime.timedelta(hours=3))
    entry = chain(None, at=NOON.astimezone(damascus), action="captured", capture="0" * 64, person="x")
    assert entry.at == "2018-12-01T12:00:00.000000+00:00"
