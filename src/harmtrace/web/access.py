"""How the pages of a record may be reached: by the one person at this machine, or by people with accounts."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from harmtrace.errors import BadSetting, NotReadyToServe

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1", "testserver"})
"""The names of this machine alone; a page elsewhere whose name is made to lead here (DNS rebinding) has another."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may reach the pages. `operator` is the one person at this machine; None where people sign in.

    `origin` is the address that browsers see, such as https://record.example.org; None on loopback.
    """

    secret: bytes
    operator: str | None = None
    origin: str | None = None

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which the pages may be asked for."""
        return frozenset({urlsplit(self.origin).netloc}) if self.origin else LOOPBACK

    @property
    def secure(self) -> bool:
        """Whether cookies go over encrypted connections only."""
        return self.origin is not None


def alone(operator: str) -> Access:
    """Access of the one person at this machine; the secret is that of the process."""
    return Access(secrets.token_bytes(32), operator)


def with_accounts(secret: bytes, origin: str | None = None) -> Access:
    """Access of people who sign in. Raises `BadSetting` for an origin that browsers would not encrypt to."""
    if origin is None:
        return Access(secret)
    parsed = urlsplit(origin)
    if parsed.scheme != "https" or not parsed.netloc or parsed.path not in ("", "/") or "@" in parsed.netloc:
        raise BadSetting(f"{origin!r} is no origin; give one such as https://record.example.org")
    return Access(secret, None, f"https://{parsed.netloc.lower()}")


@dataclass(frozen=True, slots=True)
class Asked:
    """How `harmtrace serve` was called. `operator` is who `--as` names; `has_accounts` says that there are some."""

    host: str
    has_accounts: bool
    operator: str | None = None
    origin: str | None = None


def access_for(asked: Asked, secret: Callable[[], bytes], user: str) -> Access:
    """The access that goes with where the pages are served. `secret` gives that of the installation, or raises.

    Raises `NotReadyToServe` where others could reach the pages and there is no account, no secret or no encryption.
    """
    reachable = asked.host not in LOOPBACK or asked.origin is not None
    if asked.operator is not None and reachable:
        raise NotReadyToServe("--as is for the one person at this machine; others sign in")
    if not reachable and (asked.operator is not None or not asked.has_accounts):
        return alone(asked.operator or user)
    if not asked.has_accounts:
        raise NotReadyToServe(
            f"{asked.origin or asked.host} can be reached by others, and there are no accounts",
            way_out="Make one: `harmtrace accounts add NAME --role admin`; docs/security.md has all steps.",
        )
    if reachable and asked.origin is None:
        raise NotReadyToServe(
            f"{asked.host} can be reached by others, and no origin is given that browsers encrypt to",
            way_out="Give --origin https://NAME, and --certificate and --key or a proxy that has them.",
        )
    return with_accounts(secret(), asked.origin)
