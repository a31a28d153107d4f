"""The bytes of an HTML page in; its main text in paragraphs, with headline and date line, and its statements out."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from harmtrace.capture.decoding import decode_text
from harmtrace.errors import BrokenFile, NoText
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
_TOO_DEEP = "its elements are nested too deeply to be read whole"
_LONGEST_CELL = 400
"""Characters; a cell with more holds no figure or name but a part of the page."""
_BREAKS = frozenset({"lb", "br"})
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "ab", "h1", "h2", "h3", "h4", "li", "blockquote"})


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
    _drop_hidden(tree)
    _drop_wrappers(tree)
    _open_layout_tables(tree)
    date_line = _date_line(tree, statements)
    blocks = [block for block in _main_text(tree) if fold(block)]
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


def _drop_hidden(tree: Tree) -> None:
    """Remove what a browser does not show: scripts, hidden elements, fallbacks."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element.tag in {"head", "body"}:
            continue
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if hidden or element.tag in _NEVER_SHOWN or _HIDDEN.search((element.get("style") or "").lower()):
            element.drop_tree()


def _drop_wrappers(tree: Tree) -> None:
    """Take off elements that only hold another one: old pages nest hundreds of them."""
    for element in list(tree.iter("div", "font", "span", "center")):
        if (
            len(element) == 1
            and not element.attrib
            and not _flat(element.text).strip()
            and not _flat(element[0].tail).strip()
        ):
            element.drop_tag()


def _open_layout_tables(tree: Tree) -> None:
    """Make plain blocks of the tables that lay out a page: those with a text or paragraphs in a cell."""
    for table in tree.xpath("//table"):
        cells = table.xpath(".//td")
        if any(len(cell.text_content()) > _LONGEST_CELL or cell.find(".//p") is not None for cell in cells):
            for element in [table, *table.xpath("./tbody | ./tr | ./tbody/tr | ./tr/td | ./tbody/tr/td")]:
                element.tag = "div"


def _main_text(tree: Tree) -> list[str]:
    """The paragraphs of the main text, in their order.

    trafilatura's precise reading finds where the text is, but leaves out lists and tables of some
    pages; what its wider reading has between the first and the last of those paragraphs is added,
    unless it is nothing but a link.
    """
    precise = _extracted(tree, precise=True)
    if not precise:
        return _extracted(tree, precise=False) or list(_blocks(tree.find("body")))
    links = {fold("".join(link.itertext())) for link in tree.iter("a")}
    if not _has_more(tree, precise, links):
        return precise
    wide = _extracted(tree, precise=False)
    kept = set(precise)
    places = [number for number, block in enumerate(wide) if block in kept]
    if len(places) < 2 or not kept <= set(wide):
        return precise
    inner = wide[places[0] : places[-1] + 1]
    return [block for block in inner if block in kept or fold(block) not in links]


def _has_more(tree: Tree, found: list[str], links: set[str]) -> bool:
    """Whether a list or table outside menus holds words that were not found: the wider reading is slow."""
    text = fold(" ".join(found))
    for element in tree.iter("li", "td", "dd"):
        words = fold("".join(element.itertext()))
        if len(words) > 2 and words not in links and words not in text and not _is_aside(element):
            return True
    return False


def _extracted(tree: Tree, *, precise: bool) -> list[str]:
    import trafilatura

    # deduplicate stays off: it compares with other pages read before, so that a text would depend on
    # their order; comments are other people's words.
    found = trafilatura.bare_extraction(
        copy.deepcopy(tree),
        favor_precision=precise,
        favor_recall=not precise,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=False,
    )
    return list(_blocks(getattr(found, "body", None)))


def _blocks(element: Any) -> Iterator[str]:
    """The text of each block below `element`; text between blocks is a block of its own."""
    if element is None:
        return
    if element.tag in {"row", "tr"}:
        cells = [" ".join(" ".join(cell.itertext()).split()) for cell in element]
        yield " | ".join(cell for cell in cells if cell)
        return
    if element.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in element.iterdescendants()):
        yield from _lines_of(element)
        return
    if element.tag in _ASIDE_TAGS:
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
