"""An address in; a file on disk out: whole or not at all, taken up where the connection broke, within limits."""

from __future__ import annotations

import datetime
import email.utils
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import httpx

from harmtrace import __version__
from harmtrace.errors import FetchFailed, MissingInput, TooLarge
from harmtrace.model.immutable import immutable

MAX_DOWNLOAD: Final = 500_000_000
"""Bytes: the largest country of GeoNames is about 75 MB zipped, boundaries of a large one 200 MB."""
MAX_SECONDS: Final = 3600.0
TIMEOUT_S: Final = 60.0
"""Seconds without a byte."""
_TRIES: Final = 4
_MAX_REDIRECTS: Final = 8
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PARTIAL: Final = 206
_ABSENT: Final = frozenset({404, 410})
_WAY_OUT: Final = "Try again later, or download the file with a browser and give it to `harmtrace gazetteer build`."

Report = Callable[[str, int], None]


@immutable(frozen=True, slots=True)
class Downloaded:
    """A file that was fetched, its address after redirects, and the day of its last change ("" if not said)."""

    path: Path
    url: str
    date: str


class _NotThere(Exception):
    """The server says that it has no such file (404, 410)."""


def download_if_there(url: str, out: Path, report: Report = lambda _stage, _done: None) -> Downloaded | None:
    """As `download`, but None where the server says that it has no such file."""
    try:
        return _download(url, out, report)
    except _NotThere:
        return None


def download(url: str, out: Path, report: Report = lambda _stage, _done: None) -> Downloaded:
    """Fetch `url` into `out`, which appears only when it is whole. `report` is told the bytes that are there.

    Where the connection breaks, it goes on from there if the server says that the file is still the same, and
    begins anew if not. Raises `FetchFailed`, `TooLarge`.
    """
    try:
        return _download(url, out, report)
    except _NotThere as error:
        raise FetchFailed(f"the server answered {error}", where=url, way_out=_WAY_OUT) from error


def _download(url: str, out: Path, report: Report) -> Downloaded:
    part = out.with_name(f"{out.name}.part")
    transfer = _Transfer(url, part, report)
    try:
        with httpx.Client(timeout=TIMEOUT_S, follow_redirects=False, headers=_HEADERS) as client:
            for attempt in range(1, _TRIES + 1):
                try:
                    transfer.run(client)
                    break
                except (httpx.TransportError, httpx.DecodingError) as error:
                    if attempt == _TRIES or not transfer.started:
                        raise FetchFailed(_said(error), where=url, way_out=_WAY_OUT) from error
        part.replace(out)
    except httpx.InvalidURL as error:
        raise FetchFailed(f"not an address: {error}", where=url) from error
    finally:
        part.unlink(missing_ok=True)
    return Downloaded(out, transfer.final, transfer.date)


# Compressed answers could not be taken up in the middle.
_HEADERS: Final = {"User-Agent": f"harmtrace/{__version__}", "Accept-Encoding": "identity"}


class _Transfer:
    """One file on its way, over several connections if need be."""

    def __init__(self, url: str, part: Path, report: Report) -> None:
        self.url = self.final = url
        self.part = part
        self.report = report
        self.mark: str | None = None
        self.date = ""
        self.size = 0
        self.started = False
        self.deadline = time.monotonic() + MAX_SECONDS

    def run(self, client: httpx.Client) -> None:
        """Fetch what is missing. Raises what httpx raises where the connection breaks."""
        answer = self._answer(client)
        try:
            partial = answer.status_code == _PARTIAL and self.size > 0
            if not partial and answer.status_code != httpx.codes.OK:
                raise self._refusal(answer.status_code)
            if not partial:
                self.size = 0
            self._remember(answer)
            with self.part.open("ab" if partial else "wb") as file:
                for piece in answer.iter_raw():
                    self._check(self.size + len(piece))
                    file.write(piece)
                    self.size += len(piece)
                    self.report(self.part.stem, self.size)
        finally:
            answer.close()

    def _answer(self, client: httpx.Client) -> httpx.Response:
        """The answer at the end of the redirects."""
        url = _address(httpx.URL(self.url), None)
        for _ in range(_MAX_REDIRECTS + 1):
            headers = {"Range": f"bytes={self.size}-", "If-Range": self.mark} if self.size and self.mark else {}
            answer = client.send(client.build_request("GET", url, headers=headers), stream=True)
            if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                self.final = str(url)
                return answer
            answer.close()
            url = _address(url.join(answer.headers["location"]), url)
        raise FetchFailed(f"more than {_MAX_REDIRECTS} redirects", where=self.url, way_out=_WAY_OUT)

    def _refusal(self, status: int) -> Exception:
        if status in _ABSENT:
            return _NotThere(status)
        return FetchFailed(f"the server answered {status}", where=self.url, way_out=_WAY_OUT)

    def _remember(self, answer: httpx.Response) -> None:
        self.started = True
        etag = answer.headers.get("etag", "")
        changed = answer.headers.get("last-modified", "")
        self.mark = etag if etag and not etag.startswith("W/") else changed or None
        self.date = _day(changed)
        declared = answer.headers.get("content-length", "")
        self._check(self.size + int(declared) if declared.isdecimal() else 0)

    def _check(self, size: int) -> None:
        if size > MAX_DOWNLOAD:
            raise TooLarge(f"more than {MAX_DOWNLOAD:,} bytes", where=self.url, way_out=_WAY_OUT)
        if time.monotonic() > self.deadline:
            raise FetchFailed(f"not complete after {MAX_SECONDS:g} seconds", where=self.url, way_out=_WAY_OUT)


def _address(url: httpx.URL, before: httpx.URL | None) -> httpx.URL:
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchFailed(f"it leads to {str(url)[:200]!r}, which is no http address", where=str(before or url))
    if before is not None and before.scheme == "https" and url.scheme == "http":
        raise FetchFailed("it leads from a protected (https) to an open (http) address", where=str(before))
    return url


def _said(error: Exception) -> str:
    return f"the connection failed ({type(error).__name__}: {error})"


def _day(header: str) -> str:
    try:
        found: datetime.datetime = email.utils.parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return ""
    return found.date().isoformat()


def fetched_or_local(given: str, folder: Path, report: Report) -> Downloaded:
    """A local file as it is, an address downloaded into `folder`.

    The address of a resource's page at HDX is followed to its file. Raises `MissingInput`, and what `download` raises.
    """
    if "://" not in given:
        path = Path(given)
        if not path.is_file():
            raise MissingInput("no such file", where=given, way_out="Give a file or an http(s) address.")
        return Downloaded(path, "", "")
    return download(_of_hdx(given, folder) or given, folder / "boundaries", report)


def _of_hdx(address: str, folder: Path) -> str | None:
    """The address of the file behind a page of a CKAN catalogue (HDX is one), or None for any other address."""
    url = httpx.URL(address)
    steps = url.path.strip("/").split("/")
    if "dataset" not in steps or "download" in steps:
        return None
    if "resource" in steps and steps[-1] != "resource":
        asked = url.copy_with(path="/api/3/action/resource_show", query=f"id={steps[-1]}".encode())
        found = [_result(str(asked), folder)]
    else:
        asked = url.copy_with(path="/api/3/action/package_show", query=f"id={steps[-1]}".encode())
        listed = _result(str(asked), folder).get("resources")
        found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    for form in ("GEOJSON", "XLSX", ""):
        for resource in found:
            link = resource.get("download_url") or resource.get("url")
            if str(resource.get("format", "")).upper().startswith(form) and isinstance(link, str) and link:
                return link
    raise FetchFailed("the page lists no file of boundaries", where=address, way_out=_WAY_OUT)


def _result(asked: str, folder: Path) -> dict[str, object]:
    import msgspec

    answer = download(asked, folder / "catalogue.json")
    try:
        result = msgspec.json.decode(answer.path.read_bytes())["result"]
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise FetchFailed("the catalogue's answer cannot be read", where=asked, way_out=_WAY_OUT) from error
    if not isinstance(result, dict):
        raise FetchFailed("the catalogue does not know it", where=asked, way_out=_WAY_OUT)
    return result
