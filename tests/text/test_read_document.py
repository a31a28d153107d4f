"""Reading a document: the canonical text is what was given, and every span lies in it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmtrace.capture.inputs import CaptureOptions, open_inputs
from harmtrace.errors import BrokenEncoding, HarmtraceError, NoText
from harmtrace.model.document import Capture, Captured, Document
from harmtrace.model.ids import sha256_hex
from harmtrace.text.reading import read_document

SEED = Path(__file__).resolve().parent.parent / "data" / "seed.txt"


def read(data: bytes, **given_facts: Any) -> Document:
    capture = Capture(sha256_hex(data), len(data), "text/plain", "report.txt", datetime.datetime(2020, 1, 1))
    return read_document(Captured(capture, data, given_facts))


def sentences(text: str) -> list[str]:
    document = read(text.encode())
    return [document.text[start:end] for start, end in document.sentences]


def test_wide_gaps_end_the_sentences_of_a_text_without_line_ends() -> None:
    assert sentences("Bakery hit  Shells struck a bakery in Hass on Monday.   It had opened at six.") == [
        "Bakery hit",
        "Shells struck a bakery in Hass on Monday.",
        "It had opened at six.",
    ]


def test_a_teaser_is_parted_from_the_text_that_repeats_it() -> None:
    teaser = "Rebels fired rockets at a village in the north killing five"
    assert sentences(f"{teaser} {teaser} people and wounding two. They fled.") == [
        teaser,
        f"{teaser} people and wounding two.",
        "They fled.",
    ]
    assert sentences("The war goes on and on. The war goes on in the north.")[0] == "The war goes on and on."
    again = "Planes of the national air force bombed a camp after planes of the national air force had left."
    assert sentences(again.replace("planes", "Planes")) == [again.replace("planes", "Planes")]


def test_the_seed() -> None:
    data = SEED.read_bytes()
    document = read(data)
    assert document.text == data.decode()
    assert document.document_id == "sha256:21e104ed970e58bd55cf12e72ab53a861d9f54ea293a3f27df68081ea3880c83"
    assert document.published is not None
    assert (document.published.value, document.published.precision) == ("2018-09-15T17:36:00", "minute")
    assert document.published.basis == "date_line"
    assert document.publisher == "Syrian Coalition"
    assert document.extra == {"publisher_from": "source_line"}
    assert document.source_line == "Source: Syrian Coalition’s Media Department"
    assert document.language == "en"
    assert [zone.kind for zone in document.zones] == ["date_line", "title", "body", "source_line", "furniture"]
    last = document.zones[-1]
    assert document.text[last.start : last.end].startswith("Home Media Center Coalition News Amnesty")
    assert document.zone_at(document.text.index("(Source:")) == "source_line"


def test_the_only_change_to_a_given_text_is_the_line_end() -> None:
    text = "One\r\n\r\n  two\u00a0three\u200f \t\r\nfour\r five\ufeff"
    assert read(text.encode()).text == text.replace("\r\n", "\n")
    assert read(b"{}", text=text).text == text.replace("\r\n", "\n")


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_honoured_and_is_no_part_of_the_text(charset: str) -> None:
    assert read("قُتل ثلاثة أشخاص".encode(charset)).text == "قُتل ثلاثة أشخاص"


@pytest.mark.parametrize(
    ("charset", "text"), [("cp1256", "قتل ثلاثة أشخاص"), ("cp1252", "trois tués à Hass"), ("cp1251", "трое убитых")]
)
def test_a_charset_must_be_said_or_the_text_is_refused(charset: str, text: str) -> None:
    with pytest.raises(BrokenEncoding):
        read(text.encode(charset))
    assert read(text.encode(charset), charset=charset).text == text


def test_text_without_a_letter_is_none() -> None:
    with pytest.raises(NoText):
        read(b"--- *** ---")


def test_given_facts_are_kept() -> None:
    document = read(
        b"{}", id="r-1", text="Words of a report.", notice="Composed.", reconstructed=True, extra={"region": "north"}
    )
    assert document.document_id == "r-1"
    assert (document.notice, document.reconstructed, document.extra) == ("Composed.", True, {"region": "north"})


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "14 September 2018",
                "A headline of words",
                "Two shells fell. Three died.",
                "(Source: Us)",
                "AFP",
                "Home › News",
            ]
        )
        | st.text(alphabet="aB é.؟\r\n-1,قت|©", max_size=40),
        max_size=10,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n\r\n"]),
)
def test_spans_lie_in_the_text_and_sentences_cover_titles_and_bodies(lines: list[str], end: str) -> None:
    try:
        document = read(end.join(lines).encode())
    except HarmtraceError:
        return
    position = 0
    for start, stop in document.sentences:
        assert position <= start < stop <= len(document.text)
        position = stop
    covered = {offset for start, stop in document.sentences for offset in range(start, stop)}
    for zone in document.zones:
        for offset in range(zone.start, zone.end):
            if document.text[offset].isalnum():
                assert (offset in covered) == (zone.kind in {"title", "body"})


def test_the_demo_corpus(shared: Path) -> None:
    path = shared / "corpus" / "idlib-2018-09" / "documents.jsonl"
    given_records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents = [
        read_document(item) for item in open_inputs([str(path)], CaptureOptions()) if isinstance(item, Captured)
    ]
    assert [document.text for document in documents] == [record["text"] for record in given_records]
    assert [document.document_id for document in documents] == [record["id"] for record in given_records]
    by_id = {document.document_id: document for document in documents}
    assert by_id["idl-05"].published is None
    assert by_id["idl-18"].author == "The Associated Press"
    assert by_id["idl-26"].extra["facts_from"]
    assert all(document.published for document in documents if document.document_id != "idl-05")


def test_dates_of_the_demo_corpus_are_read_from_their_date_lines(shared: Path) -> None:
    path = shared / "corpus" / "idlib-2018-09" / "documents.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        document = read(b"{}", text=record["text"], title=record["title"], publisher=record["publisher"])
        if document.published:
            assert document.published.value[:10] == record["published"][:10], record["id"]
