"""When a document was published: the best evidence wins, its kind is named, and None is an answer."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import pytest

from harmtrace.capture.inputs import CaptureOptions, open_inputs
from harmtrace.capture.iso import read_iso
from harmtrace.model.document import Capture, Captured, Document, Published
from harmtrace.text.reading import read_document

BODY = "Two shells struck the vegetable market of the village on Saturday, killing at least three people."


def dated(text: str, **given: Any) -> Published | None:
    capture = Capture("0" * 64, 1, "text/plain", "x", datetime.datetime(2024, 5, 5))
    return read_document(Captured(capture, text.encode(), given)).published


def test_the_order_of_evidence() -> None:
    everything = {
        "published": "2018-09-01",
        "url": "https://desk.example/2018/09/03/market",
        "file_name": "2018-09-04_market.txt",
    }
    text = f"2 September 2018\n\n{BODY}"
    found = []
    for name in ["published", "date line", "url", "file_name"]:
        found.append(dated(text, **everything))
        everything.pop(name, None)
        text = BODY if name == "date line" else text
    found.append(dated(text))
    assert [(date.value, date.basis) if date else None for date in found] == [
        ("2018-09-01", "given"),
        ("2018-09-02", "date_line"),
        ("2018-09-03", "url"),
        ("2018-09-04", "file_name"),
        None,
    ]


@pytest.mark.parametrize(
    ("url", "value", "precision"),
    [
        ("https://desk.example/2018/09/08/market", "2018-09-08", "day"),
        ("https://desk.example/news/2018/9/8/", "2018-09-08", "day"),
        ("https://desk.example/2018-09-08/market.html", "2018-09-08", "day"),
        ("https://desk.example/news/2018/09/market", "2018-09", "month"),
    ],
)
def test_addresses_that_tell_a_date(url: str, value: str, precision: str) -> None:
    published = dated(BODY, url=url)
    assert published is not None
    assert (published.value, published.precision, published.basis) == (value, precision, "url")


@pytest.mark.parametrize(
    "url",
    [
        "https://desk.example/article/21751",
        "https://desk.example/2018/market",
        "https://desk.example/1234567/2018123",
        "https://desk.example/2018/13/40/market",
        "https://desk.example/?d=2018/09/08",
        "https://[broken/2018/09/08/",
    ],
)
def test_addresses_that_tell_none(url: str) -> None:
    assert dated(BODY, url=url) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("2018-09-08_x.txt", "2018-09-08"), ("report_20180908.pdf", "2018-09-08"), ("desk.2018.09.08.txt", "2018-09-08")],
)
def test_file_names_that_tell_a_date(name: str, value: str) -> None:
    published = dated(BODY, file_name=name)
    assert published is not None
    assert (published.value, published.basis) == (value, "file_name")


@pytest.mark.parametrize("name", ["report.txt", "2018.txt", "scan_120180908.txt", "2018-13-40.txt", "08-09-2018.txt"])
def test_file_names_that_tell_none(name: str) -> None:
    assert dated(BODY, file_name=name) is None


def test_the_time_of_a_file_or_of_its_capture_is_never_taken(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(BODY)
    os.utime(path, (1536400000, 1536400000))
    captured = next(open_inputs([str(path)], CaptureOptions()))
    assert isinstance(captured, Captured)
    document: Document = read_document(captured)
    assert document.published is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2018", ("2018", "year")),
        ("2018-09", ("2018-09", "month")),
        ("2018-09-15", ("2018-09-15", "day")),
        ("2018-09-15T17:36", ("2018-09-15T17:36:00", "minute")),
        ("2018-09-15 17:36:20Z", ("2018-09-15T17:36:20+00:00", "minute")),
        ("2018-09-15T17:36:00.123+0300", ("2018-09-15T17:36:00+03:00", "minute")),
        ("2018-02-30", None),
        ("2018-09-15T25:00", None),
        ("15.9.2018", None),
        ("yesterday", None),
        ("20180915", None),
        ("٢٠١٨-٠٩-١٥", None),
    ],
)
def test_iso_dates_with_their_precision(written: str, read: tuple[str, str] | None) -> None:
    assert read_iso(written) == read


@pytest.mark.parametrize(
    ("head", "given", "printed"),
    [
        ("Published June 4 2019 - 8 people killed in Sirte - ", "2019-05-20", "2019-06-04"),
        ("Tue Jun 4 2019 Shells Hit Sirte  ", "2018-06-04", "2019-06-04"),
        ("Tue 04 Jun 2019 at 1459 World - ", "2018-10-01", "2019-06-04"),
        ("Posted on June 4 2019 by Jordan Amsel Shells hit Sirte  ", "2019-05-20", "2019-06-04"),
        ("Date of publication 4 June 2019 - ", "2019-07-20", "2019-06-04"),
        ("Shells hit Sirte    AFP  Tuesday 4 Jun 2019    ", "2019-05-20", "2019-06-04"),
        ("Shells hit Sirte   Shells fell on a market    AFP  Tuesday 4 Jun 2019 ", "2019-05-20", "2019-06-04"),
        ("Published June 4 2019 - Shells hit Sirte - ", "2019-06-01", None),
        ("Published June 4 2019 - Shells hit Sirte - ", "2019-06-11", None),
        ("On 4 June 2019 shells hit Sirte. ", "2019-05-20", None),
        ("Incident date: Tuesday, 4 June 2019\nKilled: 3\n", "2019-07-20", None),
        ("Shells hit Sirte   Tuesday 4 Jun 2019 was quiet.   ", "2019-05-20", None),
    ],
)
def test_a_date_that_the_head_prints_stands_beside_the_one_that_is_given(
    head: str, given: str, printed: str | None
) -> None:
    capture = Capture("0" * 64, 1, "text/plain", "x", datetime.datetime(2024, 5, 5))
    document = read_document(Captured(capture, f"{head}{BODY}".encode(), {"published": given}))
    assert document.published is not None
    assert document.published.value == given
    assert (document.printed.value if document.printed else None) == printed
    assert document.told_on == datetime.date.fromisoformat(printed or given)


def test_the_ends_of_the_calendar_stand_for_no_date() -> None:
    for value in ("0001-01-01", "0001-01-01T00:00:00", "9999-12-31"):
        assert dated(BODY, published=value) is None
        assert dated(f"2 September 2018\n\n{BODY}", published=value) is not None
