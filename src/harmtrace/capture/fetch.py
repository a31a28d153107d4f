"""An http(s) address in; the captures in what it answers out, with nothing fetched from private networks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from harmtrace import __version__
from harmtrace.capture.addresses import public_address
from harmtrace.capture.files import read_bytes
from harmtrace.capture.options import CaptureOptions
from harmtrace.errors import FetchFailed, HarmtraceError, TooLarge
from harmtrace.model.document import Captured

_EXTENSIONS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/json": ".json",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEPT_HEADERS = ("content-type", "last-modified", "etag", "date", "content-language")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered at the end of its redirects."""

    data: bytes
    url: str
    hops: tuple[str, ...]
    headers: dict[str, str]


def read_address(address: str, options: CaptureOptions) -> Iterator[Captured | HarmtraceError]:
    """Yield what the page or file at `address` holds.

    Raises `FetchFailed`, `TooLarge`, or `PrivateAddress` where the address or one that it redirects
    to lies in a private network and `options.allow_private` is not set.
    """
    answer = fetch(address, options)
    content_type, _, parameters = answer.headers.get("content-type", "").partition(";")
    facts: dict[str, Any] = {
        "url": answer.url,
        "retrieved": options.now().isoformat(timespec="seconds"),
        "extra": {"http": {"asked": address, "redirects": list(answer.hops), "headers": answer.headers}},
    }
    charset = parameters.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    if charset:
        facts["charset"] = charset
    last = httpx.URL(answer.url).path.rsplit("/", 1)[-1]
    extension = _EXTENSIONS.get(content_type.strip().lower())
    name = last if extension is None else last.rsplit(".", 1)[0] + extension
    yield from read_bytes(answer.data, address, name, options, facts)


def fetch(address: str, options: CaptureOptions) -> Answer:
    """Return what `address` answers, following at most `options.max_redirects` redirects.

    Every hop is resolved once, all its addresses are checked, and the connection goes to a
    checked one, so that a name cannot point elsewhere between check and use. Proxies of the
    environment are not used, since the check could not be made behind them.
    """
    deadline = time.monotonic() + options.timeout
    url = _parsed(address, address)
    hops: list[str] = []
    with httpx.Client(timeout=options.timeout, trust_env=False, follow_redirects=False) as client:
        while True:
            response = _send(client, url, options, address)
            try:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    hops.append(str(url))
                    if len(hops) > options.max_redirects:
                        raise FetchFailed(f"more than {options.max_redirects} redirects", where=address)
                    url = _parsed(str(url.join(response.headers["location"])), address)
                    continue
                if response.status_code != httpx.codes.OK:
                    raise FetchFailed(f"the server answered {response.status_code}", where=address)
                data = _body(response, options, deadline, address)
                headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
                return Answer(data, str(url), tuple(hops), headers)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise FetchFailed(f"the answer broke off: {error}", where=address) from None
            finally:
                response.close()


def _parsed(address: str, asked: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise FetchFailed(f"not an address: {error}", where=asked) from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise FetchFailed(f"it leads to {address[:200]!r}, which is no http address", where=asked)
    if url.userinfo:
        raise FetchFailed("addresses with a password are not fetched", where=asked)
    return url


def _send(client: httpx.Client, url: httpx.URL, options: CaptureOptions, asked: str) -> httpx.Response:
    checked = public_address(url.host, url.port or (443 if url.scheme == "https" else 80), options.allow_private, asked)
    request = client.build_request(
        "GET",
        url.copy_with(host=checked),
        headers={
            "Host": url.netloc.decode("ascii"),
            "User-Agent": f"harmtrace/{__version__}",
            "Accept-Encoding": "identity",
        },
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )
    try:
        return client.send(request, stream=True)
    except httpx.HTTPError as error:
        raise FetchFailed(f"no answer: {error or type(error).__name__}", where=asked) from None


def _body(response: httpx.Response, options: CaptureOptions, deadline: float, asked: str) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal():
        options.check_size(int(declared), asked)
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > options.max_bytes:
            raise TooLarge(f"the answer is longer than {options.max_bytes:,} bytes", where=asked)
        if time.monotonic() > deadline:
            raise FetchFailed(f"the answer was not complete after {options.timeout:g} seconds", where=asked)
        pieces.append(piece)
    return b"".join(pieces)
