"""How often signing in may fail, for an account and for an address, counted in the record: no restart forgets it.

An account that is locked by failures is a way to keep its person out. A browser that once signed in holds a mark of
that (a signed cookie) and has a count of its own: a stranger's guesses lock strangers out, not it
(OWASP, "Slow down online guessing attacks with device cookies").
"""

from __future__ import annotations

import datetime
import hmac
import ipaddress
import secrets
from dataclasses import dataclass

from harmtrace.store.accounts import Accounts

WINDOW = datetime.timedelta(minutes=15)
FOR_ACCOUNT = 10
FOR_ADDRESS = 50


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts attempts under keyed hashes of what they are of."""

    accounts: Accounts
    secret: bytes

    def over(self, name: str, address: str, device: str | None, now: datetime.datetime) -> str | None:
        """Count an attempt; the limit that it is over by this attempt ("account", "address"), or None."""
        at, since = now.isoformat(), (now - WINDOW).isoformat()
        of_account = self.accounts.count_attempt(self._account_key(name, device), at, since)
        of_address = self.accounts.count_attempt(self._address_key(address), at, since)
        if of_address > FOR_ADDRESS:
            return "address"
        return "account" if of_account > FOR_ACCOUNT else None

    def succeeded(self, name: str, address: str, device: str | None) -> None:
        """Forget the failures of this browser with the account; other accounts' at the address stay counted."""
        self.accounts.forget_attempts(self._account_key(name, device))
        self.accounts.forgive_attempt(self._address_key(address))

    def device_for(self, name: str) -> str:
        """A new mark for a browser in which the person has signed in."""
        nonce = secrets.token_urlsafe(12)
        return f"{nonce}.{self._mark(name, nonce)}"

    def _known(self, name: str, device: str | None) -> str | None:
        """The nonce of a mark that is ours and of this account."""
        nonce, _dot, mark = (device or "").partition(".")
        return nonce if mark and hmac.compare_digest(mark.encode(), self._mark(name, nonce).encode()) else None

    def _mark(self, name: str, nonce: str) -> str:
        return hmac.digest(self.secret, f"device\0{name}\0{nonce}".encode(), "sha256").hex()[:32]

    def _account_key(self, name: str, device: str | None) -> str:
        return self._key("account", name, self._known(name, device) or "")

    def _address_key(self, address: str) -> str:
        return self._key("address", network_of(address))

    def _key(self, *parts: str) -> str:
        return hmac.digest(self.secret, "\0".join(("attempt", *parts)).encode("utf-8", "replace"), "sha256").hex()


def network_of(address: str) -> str:
    """An address as it is counted: one of IPv6 by its network of 64 bits, which one household has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(parsed) if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
