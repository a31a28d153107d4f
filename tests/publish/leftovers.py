"""English words that a page in Arabic still says, but in quotations, names, ids and code."""

from __future__ import annotations

import re
from typing import cast

from lxml import html

_NOT_OURS = "script|style|pre|blockquote|bdi|desc"
"""Elements that hold words of sources, ids and code; an isolate in plain text holds the same."""
_SAID = ("title", "aria-label", "placeholder", "alt")
_ISOLATE = re.compile("\u2068[^\u2068\u2069]*\u2069")
_WORD = re.compile("[A-Za-z]{2,}")
_NAMES = frozenset({"harmtrace", "JSON", "English"})
"""What is called so in every language."""


def english_left(page: str) -> list[str]:
    """The words, each once."""
    tree = html.fromstring(page)
    for element in [found for found in tree.iter(*_NOT_OURS.split("|")) if isinstance(found, html.HtmlElement)]:
        element.drop_tree()
    kept = "@dir='auto' or @lang='en' or contains(@class, 'hash') or @class='text' or @class='piece'"
    for quoted in cast("list[html.HtmlElement]", tree.xpath(f"//body//*[{kept}]")):
        quoted.drop_tree()
    found = [str(text) for text in tree.itertext()]
    found += [str(element.get(name)) for element in tree.iter() for name in _SAID if element.get(name)]
    return sorted({word for text in found for word in _WORD.findall(_outside(text))} - _NAMES)


def _outside(text: str) -> str:
    """The text outside of all isolates."""
    while (shorter := _ISOLATE.sub(" ", text)) != text:
        text = shorter
    return text
