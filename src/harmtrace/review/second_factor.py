"""One-time codes of an application (TOTP, RFC 6238): the seed, how it is shown once, and when a code is right.

Seeds have to be kept readable; they are sealed with the secret of the installation, so that a copy of the database
alone holds none.
"""

from __future__ import annotations

import base64
import datetime
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

ISSUER = "harmtrace"
_SECONDS = 30
_DRIFT = 1
"""Codes of the step before and after are taken: clocks of telephones are off."""


def new_seed() -> str:
    """A new seed, in base 32."""
    import pyotp

    return pyotp.random_base32()


def sealed(seed: str, secret: bytes) -> str:
    """A seed as it is kept."""
    return _sealer(secret).encrypt(seed.encode()).decode()


def opened(kept: str, secret: bytes) -> str | None:
    """The seed that was kept; None where it was sealed with another secret."""
    from cryptography.fernet import InvalidToken

    try:
        return _sealer(secret).decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def step_of(seed: str, code: str, now: datetime.datetime) -> int | None:
    """The time step that a code is of, or None where it is not right."""
    import pyotp

    digits = "".join(code.split())
    current, totp = int(now.timestamp()) // _SECONDS, pyotp.TOTP(seed, interval=_SECONDS)
    found = None
    for step in range(current - _DRIFT, current + _DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode()):
            found = step
    return found


def address_of(seed: str, name: str) -> str:
    """The otpauth address that applications read."""
    import pyotp

    return pyotp.TOTP(seed, interval=_SECONDS).provisioning_uri(name=name, issuer_name=ISSUER)


def picture_of(seed: str, name: str) -> str:
    """The same as a QR code: an SVG of one path, black on white, without styles of its own."""
    import segno

    code = segno.make(address_of(seed, name), error="m")
    return str(code.svg_inline(border=4, light="#fff", dark="#000", omitsize=True, svgclass=None, lineclass=None))


def _sealer(secret: bytes) -> Fernet:
    from cryptography.fernet import Fernet

    return Fernet(base64.urlsafe_b64encode(hmac.digest(secret, b"second factor", "sha256")))
