"""From the environment and the command line to what capture may read, how much of it, and how tables are mapped."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass

from harmtrace.errors import BadSetting, TooLarge

DEFAULT_MAX_BYTES = 50_000_000
DEFAULT_TIMEOUT = 30.0
GIVEN_FIELDS = ("id", "text", "title", "url", "publisher", "published", "language", "retrieved", "notice", "author")


def max_bytes_setting(environment: Mapping[str, str] = os.environ) -> int:
    """The largest document in bytes, `HARMTRACE_MAX_BYTES` or 50,000,000. Raises `BadSetting`."""
    value = environment.get("HARMTRACE_MAX_BYTES", str(DEFAULT_MAX_BYTES))
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise BadSetting(f"HARMTRACE_MAX_BYTES is {value!r}; it must be a whole number of bytes above 0")
    return int(value)


def allow_private_setting(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether private addresses may be fetched: `HARMTRACE_ALLOW_PRIVATE` is 1. Raises `BadSetting`."""
    value = environment.get("HARMTRACE_ALLOW_PRIVATE", "0")
    if value not in {"0", "1", ""}:
        raise BadSetting(f"HARMTRACE_ALLOW_PRIVATE is {value!r}; it must be 0 or 1")
    return value == "1"


@dataclass(frozen=True, slots=True)
class CaptureOptions:
    """How inputs are read.

    `mapping` names the table column of each field (`{"text": "Report"}`); `max_bytes` is the limit of one
    document; `timeout` (seconds) and `max_redirects` bound a fetch. `published`, `publisher`, `language`,
    `charset` are what the user says of every input. `captured_at` None means the clock at each capture.
    """

    mapping: dict[str, str] | None = None
    max_bytes: int = DEFAULT_MAX_BYTES
    allow_private: bool = False
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    charset: str | None = None
    timeout: float = DEFAULT_TIMEOUT
    max_redirects: int = 5
    captured_at: datetime.datetime | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> CaptureOptions:
        """The options with the limits of the settings. Raises `BadSetting`."""
        return cls(max_bytes=max_bytes_setting(environment), allow_private=allow_private_setting(environment))

    def overrides(self) -> dict[str, str]:
        """The fields that the user gave for every input."""
        fields = {
            "published": self.published,
            "publisher": self.publisher,
            "language": self.language,
            "charset": self.charset,
        }
        return {name: value for name, value in fields.items() if value}

    def now(self) -> datetime.datetime:
        """The time of a capture, in UTC."""
        return self.captured_at or datetime.datetime.now(datetime.UTC)

    def check_size(self, size: int, where: str) -> None:
        """Raise `TooLarge` if `size` bytes are over the limit."""
        if size > self.max_bytes:
            raise TooLarge(f"{size:,} bytes are over the limit of {self.max_bytes:,}", where=where)
