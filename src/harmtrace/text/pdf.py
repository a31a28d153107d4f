"""The bytes of a PDF in; its text as one, in paragraphs, with running heads set apart as furniture, out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from harmtrace.errors import BrokenFile, NoText, TooLarge
from harmtrace.model.document import Zone
from harmtrace.text.cues import fold
from harmtrace.text.date_line import read_date_line
from harmtrace.text.page import Page

_MOST_PAGES = 5000
_EDGE = 3
"""Running heads and feet are looked for in so many lines at either end of a page."""
_PAGE_NUMBER = re.compile(
    r"[\s|–—-]*(?:(?:page|p|seite|страница|str|sayfa|página|صفحة)\.?\s*)?\d{1,4}(?:\s*(?:/|of|von|de|из|od)\s*\d{1,4})?[\s|–—-]*",
    re.I,
)
_BULLET = re.compile(r"(?:[-–—•▪◦●○■*·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_ENDS = re.compile(r"[.!?؟:。][\"'”’»)\]]*$")
_BREAK = "\u00ad"
"""Stands, while lines are joined, for a hyphen at a line's end."""
_LINE = re.compile(r"[^\n\ufffe\x02]*[\n\ufffe\x02]|[^\n\ufffe\x02]+$")
"""pdfium ends a line with a hyphen by U+FFFE (older versions: U+0002) and no line end."""
_HYPHENS = ("\ufffe", "\x02")
_HYPHEN_END = re.compile(r"[^\W\d_]-$")
_BROKEN_WORD = re.compile(rf"(?P<head>[^\W\d_]*){_BREAK}(?P<tail>[^\W_]*)")
_PRESENTATION = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc\ufb00-\ufb06]+")
_DEFAULT_TITLE = re.compile(r"untitled|microsoft word|document\d*$|.*\.(?:docx?|indd|pdf|rtf|odt)$", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    text: str
    top: float
    size: float
    page: int


def read_pdf(data: bytes, where: str) -> Page:
    """Return the page that a PDF is. Dates of its making are not publication dates and are kept as extra facts.

    Raises `BrokenFile` for an encrypted or damaged file, `NoText` for one of pictures alone.
    """
    pages, facts = _read_pages(data, where)
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        raise NoText("its pages hold pictures and no text", where=where)
    extra: dict[str, Any] = {name: value for name, value in facts.items() if value and name != "Title"}
    if empty:
        extra["pages_without_text"] = empty
    running = _running(pages)
    body = [line for lines in pages for line in lines if not running(line)]
    heads = list(dict.fromkeys(line.text for lines in pages for line in lines if running(line)))
    title_lines = _title_lines(body)
    title = " ".join(line.text for line in title_lines) or _stated_title(facts.get("Title"), body)
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", " ".join(line.text for line in body).lower()))
    paragraphs = list(_paragraphs(body, {id(line) for line in title_lines}, words))
    text = "\n\n".join([*paragraphs, *heads])
    zones: list[Zone] = []
    if heads:
        zones.append(Zone(len(text) - len("\n\n".join(heads)), len(text), "furniture"))
    if title and title_lines and title in text:
        zones.insert(0, Zone(text.index(title), text.index(title) + len(title), "title"))
    return Page(text, title=title, zones=tuple(zones), extra={"pdf": extra} if extra else {})


def _read_pages(data: bytes, where: str) -> tuple[list[list[_Line]], dict[str, str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        what = "it is encrypted" if "password" in str(error).lower() else f"it is damaged ({error})"
        raise BrokenFile(what, where=where) from None
    try:
        if len(document) > _MOST_PAGES:
            raise TooLarge(f"it has {len(document):,} pages; {_MOST_PAGES:,} are read at most", where=where)
        facts = document.get_metadata_dict()
        return [_read_page(document, number) for number in range(len(document))], facts
    except pypdfium2.PdfiumError as error:
        raise BrokenFile(f"one of its pages is damaged ({error})", where=where) from None
    finally:
        document.close()


def _read_page(document: Any, number: int) -> list[_Line]:
    import pypdfium2.raw as pdfium

    page = document[number]
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        lines: list[_Line] = []
        index = 0
        for raw in _LINE.findall(text):
            words = " ".join(_letters(raw.rstrip("\ufffe\x02\r\n")).replace(_BREAK, "").split())
            if raw.endswith(_HYPHENS):
                words += _BREAK
            elif _HYPHEN_END.search(words):
                words = words[:-1] + _BREAK
            first = index + next((place for place, letter in enumerate(raw) if letter.isalnum()), 0)
            if words and first < text_page.count_chars():
                box = text_page.get_charbox(first, loose=True)
                lines.append(_Line(words, box[3], pdfium.FPDFText_GetFontSize(text_page, first), number))
            index += len(raw.encode("utf-16-le")) // 2
        return lines
    finally:
        text_page.close()
        page.close()


def _letters(text: str) -> str:
    """Ligatures and the drawn forms of Arabic letters become the letters they stand for."""
    return _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _running(pages: list[list[_Line]]) -> Callable[[_Line], bool]:
    """A test of whether a line is a running head or foot: a page number, or repeated on half of the pages.

    A headline that the later heads repeat in small print, and a date line of the first page, are none.
    """
    edges = [line for lines in pages for line in _edges(lines)]
    at_edge = {id(line) for line in edges}
    on_pages: dict[str, set[int]] = {}
    print_of: dict[str, float] = {}
    for line in edges:
        pattern = _pattern(line)
        on_pages.setdefault(pattern, set()).add(line.page)
        print_of[pattern] = min(line.size, print_of.get(pattern, line.size))
    least = max(2, (len(pages) + 1) // 2)

    def running(line: _Line) -> bool:
        if id(line) not in at_edge:
            return False
        pattern = _pattern(line)
        if line.page == 0 and (line.size > 1.2 * print_of[pattern] or read_date_line(line.text, None)):
            return False
        return bool(_PAGE_NUMBER.fullmatch(line.text)) or len(on_pages[pattern]) >= least

    return running


def _edges(lines: list[_Line]) -> list[_Line]:
    return lines if len(lines) <= 2 * _EDGE else [*lines[:_EDGE], *lines[-_EDGE:]]


def _pattern(line: _Line) -> str:
    """The words of a line with its page's own number taken out; other numbers are figures and tell lines apart."""
    return re.sub(rf"(?<!\d)0*{line.page + 1}(?!\d)", "#", line.text.casefold())


def _title_lines(body: list[_Line]) -> list[_Line]:
    """The lines of the largest print on the first page, if it is larger than the text's."""
    first = [line for line in body if line.page == body[0].page] if body else []
    if len(body) < 2:
        return []
    usual = median(size for line in body for size in [line.size] * len(line.text))
    largest = max(line.size for line in first)
    if largest < 1.15 * usual:
        return []
    lines: list[_Line] = []
    for line in first:
        if line.size >= 0.98 * largest:
            lines.append(line)
        elif lines:
            break
    return lines if 8 <= sum(len(line.text) for line in lines) <= 300 else []


def _stated_title(stated: str | None, body: list[_Line]) -> str | None:
    """The title in the file's properties, if the text bears it out."""
    title = " ".join((stated or "").split())
    if len(title) < 8 or _DEFAULT_TITLE.match(title):
        return None
    return title if fold(title) in fold(" ".join(line.text for line in body[:40])) else None


def _paragraphs(lines: list[_Line], title: set[int], words: Counter[str]) -> Iterator[str]:
    """Join lines to paragraphs, over page ends too, and words that were broken at line ends."""
    if not lines:
        return
    leading = _usual_leading(lines)
    widest = max(len(line.text) for line in lines)
    paragraph = lines[0].text
    for before, line in pairwise(lines):
        if _goes_on(before, line, leading, widest) and (id(before) in title) == (id(line) in title):
            paragraph += line.text if paragraph.endswith(_BREAK) else f" {line.text}"
        else:
            yield _healed(paragraph, words)
            paragraph = line.text
    yield _healed(paragraph, words)


def _healed(paragraph: str, words: Counter[str]) -> str:
    """Take out the hyphens that only broke a word at a line's end; those of names and compounds stay.

    Takes "mor-|ning", "cross-|border" where "cross-border" stands elsewhere; leaves "al-|Habit", "Su-|24".
    """

    def healed(match: re.Match[str]) -> str:
        head, tail = match["head"], match["tail"]
        whole = tail[:1].islower() and not words[f"{head}-{tail}".lower()]
        return head + ("" if whole else "-") + tail

    return _BROKEN_WORD.sub(healed, paragraph)


def _usual_leading(lines: list[_Line]) -> float:
    gaps = [a.top - b.top for a, b in pairwise(lines) if a.page == b.page and 0 < a.top - b.top < 6 * a.size]
    return median(gaps) if gaps else 0.0


def _goes_on(before: _Line, line: _Line, leading: float, widest: int) -> bool:
    if _BULLET.match(line.text) or abs(before.size - line.size) > 0.15 * max(before.size, line.size):
        return False
    ended = bool(_ENDS.search(before.text))
    if before.page != line.page:
        return not ended and len(before.text) > 0.5 * widest and not line.text[0].isupper()
    gap = before.top - line.top
    if leading and not 0 <= gap <= 1.35 * leading:
        return False
    return len(before.text) >= 0.8 * widest if ended else len(before.text) >= 0.45 * widest or line.text[0].islower()
