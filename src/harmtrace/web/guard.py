"""What every answer carries and every request must have: security headers, a host of ours, a size within bounds."""

from __future__ import annotations

from collections.abc import Set

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1_000_000
"""The largest body of a request, in bytes: forms and JSON; files come in by the command line."""
_LONGEST_ADDRESS = 8_000
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
        b" connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # `no-referrer` would have browsers send `Origin: null` with forms of our own.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
)
_ENCRYPTED = (b"strict-transport-security", b"max-age=31536000")


class Guard:
    """Middleware: answers only to names of ours, so that no page elsewhere can read the record.

    `hosts` are those names; where `encrypted`, browsers are told to ask by https alone.
    """

    def __init__(self, app: ASGIApp, hosts: Set[str], encrypted: bool = False) -> None:
        self.app = app
        self.hosts = hosts
        self.headers = (*HEADERS, _ENCRYPTED) if encrypted else HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; add the headers to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _value in message["headers"]}
                added = [header for header in self.headers if header[0] not in given]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Why a request is not passed on, as it is answered; None for one that is."""
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if host not in self.hosts and _without_port(host) not in self.hosts:
            return PlainTextResponse("HT-409 the record is not served under this name", 403)
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return PlainTextResponse(f"HT-204 a request has {LARGEST_BODY:,} bytes at most", 413)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_ADDRESS:
            return PlainTextResponse(f"HT-204 an address has {_LONGEST_ADDRESS:,} characters at most", 414)
        return None


def _without_port(host: str) -> str:
    """A host without its port; an IPv6 address in brackets keeps these."""
    return host if host.endswith("]") else host.rsplit(":", 1)[0]
