"""The bytes of an HTML page in; its main text in paragraphs, with headline and date line, and its statements out."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from harmtrace.capture.decoding import decode_text
from harmtrace.errors import BrokenFile, NoText
from harmtrace.model.document import Zone
from harmtrace.text.cues import fold, is_furniture
from harmtrace.text.date_line import read_date_line
from harmtrace.text.main_text import clean, is_aside, main_text
from harmtrace.text.markup import Statements, Tree, read_statements
from harmtrace.text.page import Page

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
_TOO_DEEP = "its elements are nested too deeply to be read whole"


def read_html(data: bytes, charset: str | None, where: str) -> Page:
    """Return the page that `data` is; `charset` is the one that the server stated.

    The canonical text is the date line beside the headline if there is one, the headline, and
    the paragraphs of the main text, parted by empty lines. Raises `BrokenEncoding`, `NoText`,
    and `BrokenFile` for elements nested so deeply that a part would be lost.
    """
    tree = _tree(decode_text(data, charset or _declared(data), where), where)
    if tree is None:
        raise NoText("the page is empty", where=where)
    try:
        return _read_tree(tree, where)
    except RecursionError:
        raise BrokenFile(_TOO_DEEP, where=where) from None


def _read_tree(tree: Tree, where: str) -> Page:
    statements = read_statements(tree)
    clean(tree)
    date_line = _date_line(tree, statements)
    blocks = [block for block in main_text(tree) if fold(block)]
    title = _shown_title(statements.title, blocks)
    if title:
        blocks = _below_headline(blocks, title, statements.heading)
    if date_line:
        blocks = [block for block in blocks if block != date_line]
    if not blocks:
        raise NoText("the page shows no text besides menus and links", where=where)
    text, zones = _assembled(date_line, title, blocks)
    return Page(
        text,
        title=title,
        publisher=statements.publisher,
        author=statements.author,
        url=statements.url,
        published=statements.published,
        language=statements.language,
        zones=zones,
    )


def _declared(data: bytes) -> str | None:
    match = _XML_CHARSET.match(data) or _META_CHARSET.search(data[:8192])
    return match[1].decode("ascii") if match else None


def _tree(text: str, where: str) -> Tree | None:
    # huge_tree: old pages leave hundreds of elements open; past 2,048 the parser would drop the rest.
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    clean = _XML_DECLARATION.sub("", text).replace("\0", "")
    try:
        tree = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, ValueError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise BrokenFile(_TOO_DEEP, where=where)
    return tree


def _date_line(tree: Tree, statements: Statements) -> str | None:
    """The date line shown near the headline, or None; dates of menus, tickers and changes are none."""
    heading = next(
        (
            h
            for h in tree.iter("h1", "h2")
            if statements.title and _same_headline(h.text_content(), statements.title, None)
        ),
        None,
    )
    above = heading
    for _ in range(3):
        above = above.getparent() if above is not None else None
        if above is None or above.tag in {"body", "html"}:
            return None
        lines = [line for line in map(_shown_date, above.iterdescendants()) if line]
        if lines:
            return lines[0]
    return None


def _shown_date(element: Any) -> str | None:
    if not isinstance(element.tag, str) or element.tag in {"a", "h1", "h2"} or is_aside(element):
        return None
    words = " ".join(element.text_content().split()) if len(element) < 4 else ""
    if not 6 <= len(words) <= 80 or is_furniture(words):
        return None
    line = read_date_line(words, None)
    return words if line and line.published else None


def _shown_title(title: str | None, blocks: list[str]) -> str | None:
    """The part of a document title ("Site - Headline") that stands above the text as its headline."""
    head = {fold(line) for block in blocks[:2] for line in block.split("\n")[:3]}
    parts = re.split(r"\s+[-–—|:»«]+\s+", title or "")
    return next((part for part in parts if len(parts) > 1 and len(part) >= 12 and fold(part) in head), title)


def _below_headline(blocks: list[str], title: str, heading: str | None) -> list[str]:
    """The blocks without the headline, which is put above them, and without its repetitions."""
    first = blocks[0].split("\n") if blocks else []
    if len(first) > 1 and _same_headline(first[0], title, heading):
        blocks = ["\n".join(first[1:]), *blocks[1:]]
    return [
        block for number, block in enumerate(blocks) if not _same_headline(block, title, None if number else heading)
    ]


def _same_headline(block: str, title: str, heading: str | None) -> bool:
    folded = fold(block)
    return bool(folded) and folded in {fold(title), fold(heading or "")}


def _assembled(date_line: str | None, title: str | None, blocks: list[str]) -> tuple[str, tuple[Zone, ...]]:
    zones: list[Zone] = []
    position = 0
    head = [(date_line, "date_line"), (title, "title")]
    lines = [(words, kind) for words, kind in head if words]
    for words, kind in lines:
        zones.append(Zone(position, position + len(words), "date_line" if kind == "date_line" else "title"))
        position += len(words) + 2
    return "\n\n".join([*(words for words, _ in lines), *blocks]), tuple(zones)
