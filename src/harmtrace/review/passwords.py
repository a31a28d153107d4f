"""Passwords: how long and how guessable they may be, how they are kept, and how one is compared.

What is kept is Argon2id (RFC 9106, second recommended option) over the password keyed with the secret of the
installation: a copy of the database alone gives nothing to guess against. There are no rules on which kinds of
characters a password must have: they make passwords worse (NIST SP 800-63B, 5.1.1.2).
"""

from __future__ import annotations

import hashlib
import hmac
import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from harmtrace.vocab.guessable import effective_length

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12
LONGEST = 256
_LEAST_EFFECTIVE = 9
_AT_ONCE = threading.Semaphore(2)
"""Each comparison takes 64 MiB: many at once would be a way to bring the machine down."""


def problem_with(password: str, name: str) -> str | None:
    """Why a password is not taken, or None."""
    length = len(_normal(password))
    if length < SHORTEST:
        return f"it has {length} characters; {SHORTEST} are the least"
    if length > LONGEST:
        return f"it has {length} characters; {LONGEST} are the most"
    if effective_length(_normal(password), (name, "harmtrace")) < _LEAST_EFFECTIVE:
        return "it is one of the first that would be guessed: common words, rows of keys, years or repetitions"
    return None


def hashed(password: str, secret: bytes) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _hasher().hash(_keyed(password, secret))


def matches(kept: str | None, password: str, secret: bytes) -> bool:
    """Whether it is the password; where there is no account (`kept` is None), the same work is done for nothing."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _AT_ONCE:
        try:
            return _hasher().verify(kept or _nobody(), _keyed(password[: LONGEST + 1], secret)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether a password was kept with less work than passwords are kept with now."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)


@cache
def _nobody() -> str:
    """The hash of a password that nobody has."""
    return _hasher().hash(hashlib.sha256(b"nobody").digest())


def _keyed(password: str, secret: bytes) -> bytes:
    return hmac.digest(secret, b"password\0" + _normal(password).encode("utf-8", "surrogatepass"), "sha256")


def _normal(password: str) -> str:
    """The same password from every keyboard (RFC 8265, OpaqueString: NFC; other spaces are spaces)."""
    return unicodedata.normalize("NFC", "".join(" " if letter.isspace() else letter for letter in password))
