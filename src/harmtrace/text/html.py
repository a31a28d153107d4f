"""The bytes of an HTML page in; its main text in paragraphs, with headline and date line, and its statements out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from harmtrace.capture.decoding import decode_text
from harmtrace.errors import NoText
from harmtrace.model.document import Zone
from harmtrace.text.cues import fold, is_furniture
from harmtrace.text.date_line import read_date_line
from harmtrace.text.markup import Statements, Tree, read_statements
from harmtrace.text.page import Page

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
_NEVER_SHOWN = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "input",
    "select",
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%|;|$)|opacity\s*:\s*0(?:;|$)"
)
_ASIDE = re.compile(
    r"\b(?:related|sidebar|ticker|today|latest|most-?read|recommend\w*|breadcrumbs?|updated|modified)\b", re.I
)
_ASIDE_TAGS = frozenset({"aside", "nav", "footer", "form", "header"})
_BREAKS = frozenset({"lb", "br"})
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "ab", "h1", "h2", "h3", "h4", "li", "blockquote"})


def read_html(data: bytes, charset: str | None, where: str) -> Page:
    """Return the page that `data` is; `charset` is the one that the server stated.

    The canonical text is the date line beside the headline if there is one, the headline, and
    the paragraphs of the main text, parted by empty lines. Raises `BrokenEncoding`, `NoText`.
    """
    tree = _tree(decode_text(data, charset or _declared(data), where))
    if tree is None:
        raise NoText("the page is empty", where=where)
    statements = read_statements(tree)
    _drop_hidden(tree)
    date_line = _date_line(tree, statements)
    blocks = [block for block in _main_text(tree) if fold(block)]
    title = statements.title
    if title:
        while blocks and _same_headline(blocks[0], title, statements.heading):
            blocks.pop(0)
        blocks = [block for block in blocks if fold(block) != fold(title)]
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


def _tree(text: str) -> Tree | None:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    clean = _XML_DECLARATION.sub("", text).replace("\0", "")
    try:
        return html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _drop_hidden(tree: Tree) -> None:
    """Remove what a browser does not show: scripts, hidden elements, fallbacks."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element.tag in {"head", "body"}:
            continue
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if hidden or element.tag in _NEVER_SHOWN or _HIDDEN.search((element.get("style") or "").lower()):
            element.drop_tree()


def _main_text(tree: Tree) -> list[str]:
    """The paragraphs of the main text, in their order."""
    import trafilatura

    # deduplicate stays off: it compares with other pages read before, so that a text would depend on
    # their order; comments are other people's words.
    found = trafilatura.bare_extraction(
        html.fromstring(etree.tostring(tree, encoding="unicode", method="html")),
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=False,
    )
    body: Any = getattr(found, "body", None)
    blocks = list(_blocks(body)) if body is not None else []
    return blocks or list(_blocks(tree.find("body")))


def _blocks(element: Any) -> Iterator[str]:
    """The text of each block below `element`; text between blocks is a block of its own."""
    if element is None:
        return
    if element.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in element.iterdescendants()):
        yield from _lines_of(element)
        return
    if element.tag in _ASIDE_TAGS:
        return
    if element.tag == "row":
        cells = [" ".join(" ".join(cell.itertext()).split()) for cell in element]
        yield " | ".join(cell for cell in cells if cell)
        return
    loose = [_flat(element.text)]
    for child in element:
        if isinstance(child.tag, str) and (
            child.tag in _BLOCKS or any(part.tag in _BLOCKS for part in child.iterdescendants())
        ):
            yield from _paragraphs("".join(loose))
            loose = []
            yield from _blocks(child)
        elif child.tag in _BREAKS:
            loose.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _ASIDE_TAGS:
            loose += [_flat(child.text), *_inner(child)]
        loose.append(_flat(child.tail))
    yield from _paragraphs("".join(loose))


def _lines_of(element: Any) -> Iterator[str]:
    mark = "- " if element.tag in {"item", "li"} else ""
    for paragraph in _paragraphs(_flat(element.text) + "".join(_inner(element))):
        yield mark + paragraph
        mark = ""


def _inner(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _BREAKS:
            yield "\n"
        elif isinstance(child.tag, str):
            yield _flat(child.text)
            yield from _inner(child)
        yield _flat(child.tail)


def _flat(text: str | None) -> str:
    """Line ends of the source are white space like any other."""
    return (text or "").replace("\n", " ")


def _paragraphs(text: str) -> Iterator[str]:
    """Runs of white space become one space, one line end (br) stays, two part paragraphs."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    for paragraph in "\n".join(lines).split("\n\n"):
        if paragraph.strip():
            yield paragraph.strip()


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
    if not isinstance(element.tag, str) or element.tag in {"a", "h1", "h2"} or _is_aside(element):
        return None
    words = " ".join(element.text_content().split()) if len(element) < 4 else ""
    if not 6 <= len(words) <= 80 or is_furniture(words):
        return None
    line = read_date_line(words, None)
    return words if line and line.published else None


def _is_aside(element: Any) -> bool:
    for node in (element, *element.iterancestors()):
        if node.tag in {"body", "html"}:
            return False
        if node.tag in _ASIDE_TAGS - {"header"} or _ASIDE.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return True
    return False


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
