"""A real HTTP server on loopback that answers well, or badly in the ways that servers do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MARK = '"one"'


class Site:
    """What the server has. `asked` lists the paths that were asked for, with their Range if there was one."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.broken: dict[str, int] = {}
        """After how many bytes the answer to a path breaks off, once for each whole number of times."""
        self.always_broken: set[str] = set()
        self.changed = "Wed, 05 Jun 2024 10:00:00 GMT"
        self.asked: list[str] = []


class _Server(ThreadingHTTPServer):
    site: Site


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        server = self.server
        assert isinstance(server, _Server)
        site, given = server.site, self.headers.get("Range")
        site.asked.append(f"{self.path} {given}" if given else self.path)
        if self.path in site.redirects:
            self.send_response(302)
            self.send_header("Location", site.redirects[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        data = site.files.get(self.path)
        if data is None:
            self.send_error(404)
            return
        start = int(given.removeprefix("bytes=").removesuffix("-")) if given else 0
        self.send_response(206 if given else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("ETag", MARK)
        self.send_header("Last-Modified", site.changed)
        self.end_headers()
        stop = site.broken.get(self.path)
        if stop is not None:
            if self.path not in site.always_broken:
                del site.broken[self.path]
            self.wfile.write(data[start:stop])
            self.close_connection = True
            return
        self.wfile.write(data[start:])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Site]:
    """A server for the time of a test."""
    with _Server(("127.0.0.1", 0), _Handler) as running:
        running.site = Site(f"http://127.0.0.1:{running.server_port}")
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        try:
            yield running.site
        finally:
            running.shutdown()
            thread.join()
