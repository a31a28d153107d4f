"""PDFs: one text for spans to index, with broken words healed and running heads apart; never a date of making."""

from __future__ import annotations

import datetime

import pytest

from harmtrace.errors import BrokenFile, NoText
from harmtrace.model.document import Capture, Captured, Document
from harmtrace.model.ids import sha256_hex
from harmtrace.text.reading import read_document
from tests.text.pdf_files import Print, pdf_bytes

HEAD = "Northern Rights Desk - Bulletin 12"
TITLE = "Shelling of the market in Abdin"


def paragraph(top: int, *lines: str) -> list[Print]:
    return [(line, 11, top - 14 * number) for number, line in enumerate(lines)]


FIRST: list[Print] = [
    (HEAD, 8, 770),
    (TITLE, 20, 740),
    ("9 September 2018", 10, 715),
    *paragraph(
        690,
        "Two artillery shells struck the vegetable market of the village on Saturday mor-",
        "ning, killing at least three people and injuring seven others, among them two",
        "children, the cross-border relief office said.",
    ),
    *paragraph(
        630,
        "A second strike hit the road to Al-Habit an hour later, from the side of Al-",
        "Latamneh. The cross-",
        "border office counted no casualties there, but a local council reported that one",
    ),
    ("Page 1 of 2", 8, 30),
]
SECOND: list[Print] = [
    (HEAD, 8, 770),
    *paragraph(740, "ambulance driver had been wounded."),
    *paragraph(710, "- 8,200 people fled the villages", "- 14 trucks were held"),
    ("Page 2 of 2", 8, 30),
]


def read(data: bytes) -> Document:
    capture = Capture(sha256_hex(data), len(data), "application/pdf", "a.pdf", datetime.datetime(2020, 1, 1))
    return read_document(Captured(capture, data))


def test_paragraphs_words_and_pages_are_joined() -> None:
    document = read(pdf_bytes([FIRST, SECOND]))
    assert "on Saturday morning, killing at least three people and injuring seven others, among them two children" in (
        document.text
    )
    assert "from the side of Al-Latamneh. The cross-border office" in document.text
    assert "a local council reported that one ambulance driver had been wounded." in document.text
    assert "said.\n\nA second strike" in document.text


def test_every_sentence_is_whole() -> None:
    document = read(pdf_bytes([FIRST, SECOND]))
    sentences = [document.text[start:end] for start, end in document.sentences]
    assert sentences[0] == TITLE
    assert sentences[3].startswith("The cross-border office")
    assert sentences[3].endswith("wounded.")
    assert sentences[-2:] == ["8,200 people fled the villages", "14 trucks were held"]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    document = read(pdf_bytes([FIRST, SECOND]))
    furniture = [document.text[zone.start : zone.end] for zone in document.zones if zone.kind == "furniture"]
    assert furniture == [f"{HEAD}\n\nPage 1 of 2\n\nPage 2 of 2"]
    assert document.text.count(HEAD) == 1


def test_a_headline_that_later_heads_repeat_is_the_title() -> None:
    first = [(TITLE, 20, 760), *paragraph(700, "Three people were killed in the village, the council said.")]
    second = [(TITLE, 8, 770), *paragraph(700, "Two more died of their wounds on the next day, it added.")]
    document = read(pdf_bytes([first, second]))
    assert document.title == TITLE
    assert [zone.kind for zone in document.zones] == ["title", "body", "furniture"]


def test_rows_that_differ_in_their_figures_are_no_running_heads() -> None:
    pages = [paragraph(740, f"Site {name}: {killed} killed") for name, killed in (("north", 14), ("north", 35))]
    document = read(pdf_bytes(pages))
    assert "14 killed" in document.text
    assert "furniture" not in {zone.kind for zone in document.zones}


def test_the_largest_print_is_the_title_and_the_date_line_the_date() -> None:
    document = read(pdf_bytes([FIRST, SECOND], title="Microsoft Word - bulletin12.doc"))
    assert document.title == TITLE
    assert document.published is not None
    assert (document.published.value, document.published.basis) == ("2018-09-09", "date_line")


def test_the_title_of_the_properties_holds_only_if_the_text_bears_it_out() -> None:
    lines = paragraph(700, "Shelling of the market in Abdin was heard on Saturday by all of the villages around it.")
    assert read(pdf_bytes([lines], title="Shelling of the market in Abdin")).title == TITLE
    assert read(pdf_bytes([lines], title="A template of another report")).title is None


def test_a_pdf_of_pictures_has_no_text() -> None:
    with pytest.raises(NoText):
        read(pdf_bytes([[], []]))


def test_pages_without_text_are_named() -> None:
    assert read(pdf_bytes([FIRST, [], SECOND])).extra["pdf"]["pages_without_text"] == [2]


def test_a_date_of_making_is_no_publication_date() -> None:
    data = pdf_bytes([paragraph(700, "Three people were killed in the village, the council said in a letter to us.")])
    data = data.replace(b"/Title ()", b"/CreationDate (D:20180909120000Z) /Title ()")
    assert read(data).published is None


@pytest.mark.parametrize("data", [b"%PDF-1.4 and then nothing", b"no pdf at all", pdf_bytes([FIRST])[:300]])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenFile):
        read(data)


def test_an_encrypted_pdf_is_refused_by_name() -> None:
    locked = pdf_bytes([FIRST]).replace(
        b"/Info ",
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"00" * 32 + b"> /U <" + b"11" * 32 + b"> /P -4 >>"
        b" /ID [<00> <00>] /Info ",
    )
    with pytest.raises(BrokenFile, match="encrypted"):
        read(locked)
