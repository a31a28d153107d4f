"""Bytes and the charset that is declared for them in; text, or an error instead of garbled letters, out."""

from __future__ import annotations

import codecs
import re

from harmtrace.errors import BrokenEncoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WEB_LABELS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""What pages declare and what they mean: WHATWG Encoding Standard, section 4.2."""
_CHARSETS = re.compile(
    r"utf-(8|16|32)(-[lb]e)?|cp(125\d|866|874|932|949|950)|iso8859-\d+|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*"
)
"""Python names of charsets of pages; its other codecs (zlib, unicode_escape) are no charsets."""


def decode_text(data: bytes, declared: str | None, where: str) -> str:
    """Return the text of `data`: by its byte-order mark, as UTF-8, or in the declared charset.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever is declared, since text in another
    charset practically never is. Raises `BrokenEncoding` where nothing declared fits: a guess
    would garble names.
    """
    mark = byte_order_mark(data)
    if mark:
        return _strict(data[len(mark[0]) :], mark[1], where)
    charset = _known(declared)
    try:
        if charset not in {"utf-16", "utf-16-le", "utf-16-be", "utf-32"} or b"\0" not in data[:64]:
            return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if charset in {None, "utf-8"}:
            raise BrokenEncoding(_message(data, error, declared), where=where) from None
    return _strict(data, charset or "utf-8", where)


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """Return the byte-order mark that `data` begins with and the encoding it stands for."""
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)


def _known(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except LookupError:
        return None
    name = _WEB_LABELS.get(name, name)
    return name if _CHARSETS.fullmatch(name) else None


def _strict(data: bytes, charset: str, where: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise BrokenEncoding(_message(data, error, charset), where=where) from None


def _message(data: bytes, error: UnicodeDecodeError, declared: str | None) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    said = f"not valid {declared}" if declared else "not valid UTF-8, and no charset is declared"
    return f"{said} (line {line}, byte {error.start})"
