"""Telegram Desktop exports: each message with text is a capture of its own, from JSON and from HTML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harmtrace.errors import BadLine, BrokenFile
from harmtrace.model.ids import sha256_hex
from harmtrace.text.reading import read_document
from tests.capture.captured_inputs import read

CHANNEL: dict[str, Any] = {
    "name": "Southern Rescue Team",
    "type": "public_channel",
    "id": 1234567,
    "messages": [
        {"id": 1, "type": "service", "date": "2018-09-01T08:00:00", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2018-09-08T11:20:00",
            "date_unixtime": "1536394800",
            "from": "Southern Rescue Team",
            "from_id": "channel1234567",
            "text": ["Two barrel bombs on ", {"type": "hashtag", "text": "#Hass"}, "; one medic wounded."],
        },
        {"id": 3, "type": "message", "date": "2018-09-08T11:30:00", "photo": "photos/photo_1.jpg", "text": ""},
        {
            "id": 4,
            "type": "message",
            "date": "2018-09-08T12:00:00",
            "from": "Southern Rescue Team",
            "forwarded_from": "Hass Local Council",
            "text": "Please avoid the market.",
        },
    ],
}

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Southern Rescue Team</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">8 September 2018</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="08.09.2018 11:20:00 UTC+03:00">11:20</div>
<div class="from_name">Southern Rescue Team</div>
<div class="text">Two barrel bombs on <a href="">#Hass</a>;<br>one medic wounded.</div></div></div>
<div class="message default clearfix joined" id="message4"><div class="body">
<div class="pull_right date details" title="08.09.2018 12:00:00 UTC+03:00">12:00</div>
<div class="forwarded body"><div class="from_name">Hass Local Council</div>
<div class="text">Please avoid the market.</div></div></div></div>
</div></div></div></body></html>"""


def export(folder: Path, record: object) -> Path:
    path = folder / "result.json"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return path


def test_each_message_with_text_is_a_capture(tmp_path: Path) -> None:
    path = export(tmp_path, CHANNEL)
    captured, errors = read(path)
    assert errors == []
    assert [item.capture.part for item in captured] == ["chat 1234567 message 2", "chat 1234567 message 4"]
    assert captured[0].given["text"] == "Two barrel bombs on #Hass; one medic wounded."
    assert captured[0].container == path.read_bytes()
    assert captured[1].container is None
    assert {item.capture.parent for item in captured} == {sha256_hex(path.read_bytes())}


def test_the_time_is_taken_with_its_zone_where_the_export_has_it(tmp_path: Path) -> None:
    captured, _ = read(export(tmp_path, CHANNEL))
    assert [item.given["published"] for item in captured] == ["2018-09-08T08:20:00+00:00", "2018-09-08T12:00:00"]


def test_who_sent_and_who_forwarded_are_kept_apart(tmp_path: Path) -> None:
    captured, _ = read(export(tmp_path, CHANNEL))
    document = read_document(captured[1])
    assert document.publisher == "Southern Rescue Team"
    assert document.extra["forwarded_from"] == "Hass Local Council"
    assert document.document_id == f"sha256:{captured[1].capture.sha256}"


def test_the_same_words_on_two_days_are_two_documents(tmp_path: Path) -> None:
    messages = [
        {"id": number, "type": "message", "date": f"2018-09-0{number}T10:00:00", "text": "Alert."} for number in (1, 2)
    ]
    captured, _ = read(export(tmp_path, {**CHANNEL, "messages": messages}))
    assert len({item.capture.sha256 for item in captured}) == 2


def test_an_account_of_several_chats_is_read(tmp_path: Path) -> None:
    other = {**CHANNEL, "id": 99, "name": "Other"}
    captured, _ = read(export(tmp_path, {"about": "x", "chats": {"list": [CHANNEL, other]}}))
    assert [item.given["publisher"] for item in captured] == ["Southern Rescue Team"] * 2 + ["Other"] * 2


def test_a_message_of_another_form_is_named(tmp_path: Path) -> None:
    record = {**CHANNEL, "messages": ["what", {"text": "no id"}, CHANNEL["messages"][1]]}
    captured, errors = read(export(tmp_path, record))
    assert len(captured) == 1
    assert [type(error) for error in errors] == [BadLine, BadLine]


def test_other_json_is_kept_and_refused(tmp_path: Path) -> None:
    captured, errors = read(export(tmp_path, {"name": "settings"}))
    assert errors == []
    with pytest.raises(BrokenFile, match="Telegram"):
        read_document(captured[0])


def test_the_pages_of_an_html_export_give_the_same_messages(tmp_path: Path) -> None:
    (tmp_path / "messages.html").write_text(PAGE, encoding="utf-8")
    captured, errors = read(tmp_path)
    assert errors == []
    assert [item.given["text"] for item in captured] == [
        "Two barrel bombs on #Hass;\none medic wounded.",
        "Please avoid the market.",
    ]
    assert captured[0].given["published"] == "2018-09-08T11:20:00+03:00"
    assert captured[1].given["publisher"] == "Southern Rescue Team"
    assert captured[1].given["extra"]["forwarded_from"] == "Hass Local Council"


def test_an_export_folder_is_read_page_by_page_without_its_media(tmp_path: Path) -> None:
    for number, name in enumerate(["messages.html", "messages10.html", "messages2.html"]):
        (tmp_path / name).write_text(PAGE.replace("Please", f"{name}: please").replace("message4", f"message{number}9"))
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "photo_1.jpg").write_bytes(b"\xff\xd8\xff\xe0 picture")
    captured, errors = read(tmp_path)
    assert errors == []
    assert [item.given["text"].partition(":")[0] for item in captured[1::2]] == [
        "messages.html",
        "messages2.html",
        "messages10.html",
    ]


def test_a_message_has_no_headline(tmp_path: Path) -> None:
    text = "Massacre in the market\n\nNine people were killed this morning, three of them children."
    message = {"id": 5, "type": "message", "date": "2018-09-08T12:00:00", "text": text}
    captured, _ = read(export(tmp_path, {**CHANNEL, "messages": [message]}))
    assert read_document(captured[0]).title is None
