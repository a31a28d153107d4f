"""Text whose marks were lost to a wrong encoding, as it can still be read; every character keeps its place.

Quotation marks, apostrophes and dashes that were encoded twice and then cleaned stand as runs of control characters
and accented letters ("army_\\x90_â\\x90__s units"). What mark a run was shows in its neighbours. The words of the
source are never changed: this is for matching alone, and quotations are taken from the text as it was captured.
"""

from __future__ import annotations

import re

_CP1252 = bytes(byte for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)).decode("cp1252")
_REMAINS = f"_\x80-\xff{_CP1252}"
"""What the bytes of a mark become when they are read as Latin-1 or Windows-1252."""
_RUN = re.compile(f"[{_REMAINS}]*[\x80-\x9f][{_REMAINS}]*")
_CONTROL = re.compile("[\x80-\x9f]")
_STOPS = ".,;:!?)"
"""Marks that may follow a closing quotation mark."""
_POSSESSIVE = re.compile(r"s(?!\w)")


def mended(text: str) -> str:
    """Return `text` with each damaged run read as the mark it was, padded with spaces to the same length.

    A text without C1 control characters, which no writing uses, comes back as it is.
    """
    if _CONTROL.search(text) is None:
        return text
    parts: list[str] = []
    position = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        possessive = _POSSESSIVE.match(text, end)
        if _is_word(text, start - 1) and possessive:
            end = possessive.end()  # "army’s": the ending says nothing that matching needs
        parts += [text[position:start], _mark(text, start, end, possessive is not None)]
        position = end
    return "".join([*parts, text[position:]])


def _mark(text: str, start: int, end: int, possessive: bool) -> str:
    """The mark that a run was: an opening or closing quotation mark, or a gap."""
    size = end - start
    before, after = _is_space(text, start - 1), _is_space(text, end) or text[end] in _STOPS
    if before and not after and not possessive:
        return "“".rjust(size)
    if after and not before and not possessive:
        return "”".ljust(size)
    return "–".center(size) if before and after and size > 2 else " " * size


def _is_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()


def _is_space(text: str, at: int) -> bool:
    return not 0 <= at < len(text) or text[at].isspace()
