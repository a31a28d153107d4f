"""The tree of an HTML page in; the paragraphs of its main text, without menus and what is hidden, out."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from harmtrace.text.cues import fold
from harmtrace.text.markup import Tree

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
_LONGEST_CELL = 400
"""Characters; a cell with more holds no figure or name but a part of the page."""
_BREAKS = frozenset({"lb", "br"})
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "ab", "h1", "h2", "h3", "h4", "li", "blockquote"})


def clean(tree: Tree) -> None:
    """Take out of `tree`, in place, what a browser does not show, and markup that is layout alone."""
    _drop_hidden(tree)
    _drop_wrappers(tree)
    _open_layout_tables(tree)


def main_text(tree: Tree) -> list[str]:
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


def _has_more(tree: Tree, found: list[str], links: set[str]) -> bool:
    """Whether a list or table outside menus holds words that were not found: the wider reading is slow."""
    text = fold(" ".join(found))
    for element in tree.iter("li", "td", "dd"):
        words = fold("".join(element.itertext()))
        if len(words) > 2 and words not in links and words not in text and not is_aside(element):
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


def is_aside(element: Any) -> bool:
    """Whether an element stands in a menu, a sidebar, a ticker or a list of other reports."""
    for node in (element, *element.iterancestors()):
        if node.tag in {"body", "html"}:
            return False
        if node.tag in _ASIDE_TAGS - {"header"} or _ASIDE.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return True
    return False
