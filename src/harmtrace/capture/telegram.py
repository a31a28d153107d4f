"""A Telegram Desktop export (result.json, or messages*.html) in; one Captured for each message with text out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from harmtrace.capture.decoding import decode_text
from harmtrace.capture.parts import JSON, Source, fields_of, part
from harmtrace.errors import BadLine, BrokenFile, HarmtraceError, InputError
from harmtrace.model.document import Captured
from harmtrace.model.ids import canonical_json

MEDIA_FOLDERS = frozenset(
    {
        "chats", "contacts", "css", "files", "images", "js", "lists", "photos", "profile_pictures",
        "round_video_messages",        "stickers", "stories", "video_files", "video_messages", "voice_messages",
    }
)  # fmt: skip
_HTML_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")


def is_export(record: Any) -> bool:
    """Whether a decoded JSON value is the result.json of one chat or of a whole account."""
    if not isinstance(record, dict):
        return False
    chats = record.get("chats")
    return _is_chat(record) or (isinstance(chats, dict) and isinstance(chats.get("list"), list))


def is_export_page(data: bytes) -> bool:
    """Whether HTML bytes are a page of an export."""
    return b'class="page_wrap' in data[:200_000] and b'class="message ' in data


def read_export(data: bytes, source: Source) -> Iterator[Captured | HarmtraceError]:
    """Yield the messages of a result.json, in its order. Raises `BrokenFile` where it is not one."""
    try:
        record = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise BrokenFile(f"the export is not JSON: {error}", where=source.origin) from None
    if not is_export(record):
        raise BrokenFile("it is JSON, but neither a Telegram export nor a corpus", where=source.origin)
    chats = [record] if _is_chat(record) else [chat for chat in record["chats"]["list"] if _is_chat(chat)]
    container: bytes | None = data
    for chat in chats:
        for message in chat["messages"]:
            for item in _read_message(message, chat, source, container):
                yield item
                container = None if isinstance(item, Captured) else container


def read_export_page(data: bytes, source: Source) -> Iterator[Captured | HarmtraceError]:
    """Yield the messages of one messages*.html page, in its order."""
    from lxml import html

    page = html.document_fromstring(
        decode_text(data, "utf-8", source.origin), parser=html.HTMLParser(no_network=True, huge_tree=False)
    )
    chat = {"name": _text(page, ".//div[contains(@class,'page_header')]//div[contains(@class,'text')]")}
    container: bytes | None = data
    sender: str | None = None
    for element in page.iterfind(".//div[@id]"):
        classes = (element.get("class") or "").split()
        if "message" not in classes or "default" not in classes:
            continue
        message = _page_message(element, sender if "joined" in classes else None)
        sender = message.get("from")
        for item in _read_message(message, chat, source, container):
            yield item
            container = None if isinstance(item, Captured) else container


def _is_chat(record: Any) -> bool:
    return isinstance(record, dict) and isinstance(record.get("messages"), list)


def _read_message(
    message: Any, chat: dict[str, Any], source: Source, container: bytes | None
) -> Iterator[Captured | HarmtraceError]:
    """Yield a message; service messages and media without a caption hold no text and are passed over."""
    if not isinstance(message, dict) or not isinstance(message.get("id"), int | str):
        yield BadLine("a message is not of the export's form", where=source.origin)
        return
    text = _plain(message.get("text"))
    if message.get("type", "message") != "message" or not text.strip():
        return
    name = f"message {message['id']}"
    if chat.get("id") is not None:
        name = f"chat {chat['id']} {name}"
    kept = {**message, "chat": {key: chat.get(key) for key in ("id", "name", "type") if chat.get(key) is not None}}
    try:
        given, troubles = fields_of(_fields(message, chat, text), f"{source.origin}:{name}")
    except InputError as error:
        yield error
        return
    yield from troubles
    yield part(canonical_json(kept), JSON, source, name, given, container)


def _fields(message: dict[str, Any], chat: dict[str, Any], text: str) -> dict[str, Any]:
    sender = message.get("from")
    publisher = chat.get("name") or sender
    kept = ("forwarded_from", "edited", "reply_to_message_id", "via_bot", "media_type", "photo", "file")
    fields: dict[str, Any] = {
        "text": text,
        "published": _moment(message),
        "publisher": publisher if isinstance(publisher, str) else None,
        "author": sender if isinstance(sender, str) and sender != publisher else message.get("author"),
        "message_id": message["id"],
        "chat": chat.get("name"),
    }
    if not isinstance(fields["author"], str):
        fields["author"] = None
    fields |= {key: message[key] for key in kept if message.get(key) not in (None, "")}
    return {key: value for key, value in fields.items() if value is not None}


def _moment(message: dict[str, Any]) -> str | None:
    """The time of a message: in UTC where the export says so; else the exporting computer's own time."""
    unix = message.get("date_unixtime")
    if isinstance(unix, str | int) and str(unix).isdecimal() and int(unix) < 1 << 34:
        return datetime.datetime.fromtimestamp(int(unix), datetime.UTC).isoformat()
    date = message.get("date")
    return date if isinstance(date, str) else None


def _plain(text: Any) -> str:
    """Join the runs of a message: strings, and objects whose `text` is shown."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    runs = [run if isinstance(run, str) else run.get("text", "") if isinstance(run, dict) else "" for run in text]
    return "".join(run for run in runs if isinstance(run, str))


def _page_message(element: Any, sender: str | None) -> dict[str, Any]:
    date = element.find(".//div[@title]")
    match = _HTML_DATE.fullmatch(date.get("title").strip()) if date is not None else None
    forwarded = element.find(".//div[@class='forwarded body']")
    body = forwarded if forwarded is not None else element
    message: dict[str, Any] = {
        "id": element.get("id", "").removeprefix("message"),
        "from": sender or _text(element, "./div[@class='body']/div[@class='from_name']"),
        "forwarded_from": _text(forwarded, "./div[@class='from_name']") if forwarded is not None else None,
        "text": _text(body, ".//div[@class='text']") or "",
    }
    if match:
        day, month, year, time, zone = match.groups()
        message["date"] = f"{year}-{month}-{day}T{time}{zone or ''}"
    return {key: value for key, value in message.items() if value is not None}


def _text(element: Any, path: str) -> str | None:
    found = element.xpath(path) if "contains(" in path else [element.find(path)]
    if not found or found[0] is None:
        return None
    node = found[0]
    for line_break in node.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "").lstrip("\n")
    text = "".join(node.itertext())
    return "\n".join(line.strip() for line in text.strip().split("\n")) or None
