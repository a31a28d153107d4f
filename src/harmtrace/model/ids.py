"""From any JSON value to a content-hash id: the same content gives the same id on every machine."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec


def canonical_json(value: Any) -> bytes:
    """Return `value` as JSON bytes with sorted keys and no white space."""
    return msgspec.json.encode(value, order="sorted")


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def content_id(prefix: str, value: Any) -> str:
    """Return `prefix_` and the first 20 hexadecimal digits (80 bits) of the SHA-256 of `value`."""
    return f"{prefix}_{sha256_hex(canonical_json(value))[:20]}"
