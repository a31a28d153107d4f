"""Addresses: fetched with limits, and never from a private network unless that is allowed."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from harmtrace.capture.addresses import is_public
from harmtrace.errors import FetchFailed, HarmtraceError, PrivateAddress, TooLarge, UnknownFormat
from harmtrace.model.document import Captured
from harmtrace.text.reading import read_document
from tests.capture.captured_inputs import read

PARAGRAPH = "<p>The strike on the market of the town killed three people on Saturday morning, part {}.</p>"
ARTICLE = (
    "<!DOCTYPE html><html lang='en'><head><title>Strike on a market</title></head><body><h1>Strike on a market</h1>"
    f"{''.join(PARAGRAPH.format(number) for number in range(5))}</body></html>"
)


class Pages(BaseHTTPRequestHandler):
    """A small site: an article, redirects of several kinds, a flood, a trickle."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Host", "")))  # type: ignore[attr-defined]  # set below
        answers: dict[str, Callable[[], None]] = {
            "/article": lambda: self.say(200, ARTICLE.encode(), "text/html; charset=utf-8"),
            "/2018/09/08/plain": lambda: self.say(200, b"Three people were killed.", "text/plain"),
            "/cp1256": lambda: self.say(
                200, "قتل ثلاثة أشخاص في حاس".encode("cp1256"), "text/plain; charset=windows-1256"
            ),
            "/moved": lambda: self.go("/article"),
            "/loop": lambda: self.go("/loop"),
            "/to-file": lambda: self.go("file:///etc/passwd"),
            "/to-metadata": lambda: self.go("http://169.254.169.254/latest/"),
            "/gone": lambda: self.say(404, b"no", "text/plain"),
            "/flood": lambda: self.say(200, b"x" * 300_000, "text/plain", length=False),
            "/promise": lambda: self.say(200, b"", "text/plain", promised=10**12),
            "/trickle": self.trickle,
            "/picture": lambda: self.say(200, b"\x89PNG\r\n\x1a\n\x00\x00", "image/png"),
            "/corpus": lambda: self.say(200, b'{"id": "a", "text": "one"}\n{"text": "two"}\n', "application/x-ndjson"),
        }
        answers[self.path]()

    def say(self, status: int, body: bytes, kind: str, *, length: bool = True, promised: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length:
            self.send_header("Content-Length", str(promised or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def go(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def trickle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"slow ")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.asked = []  # type: ignore[attr-defined]  # what was asked for, kept for the tests
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(
    site: ThreadingHTTPServer, path: str, host: str = "127.0.0.1", **options: object
) -> tuple[list[Captured], list[HarmtraceError]]:
    return read(f"http://{host}:{site.server_port}{path}", **{"allow_private": True, **options})


def test_a_page_is_fetched_with_what_the_server_said(site: ThreadingHTTPServer) -> None:
    captured, errors = fetch(site, "/article")
    assert errors == []
    document = read_document(captured[0])
    assert document.title == "Strike on a market"
    assert document.url == f"http://127.0.0.1:{site.server_port}/article"
    assert document.retrieved is not None
    assert captured[0].data == ARTICLE.encode()


def test_a_redirect_is_followed_and_remembered(site: ThreadingHTTPServer) -> None:
    captured, _ = fetch(site, "/moved")
    assert captured[0].given["url"].endswith("/article")
    assert captured[0].given["extra"]["http"]["redirects"] == [f"http://127.0.0.1:{site.server_port}/moved"]


def test_the_charset_of_the_server_is_honoured(site: ThreadingHTTPServer) -> None:
    assert read_document(fetch(site, "/cp1256")[0][0]).text == "قتل ثلاثة أشخاص في حاس"


def test_the_date_in_an_address_is_the_last_but_one_resort(site: ThreadingHTTPServer) -> None:
    published = read_document(fetch(site, "/2018/09/08/plain")[0][0]).published
    assert published is not None
    assert (published.value, published.precision, published.basis) == ("2018-09-08", "day", "url")


def test_a_corpus_is_fetched_line_by_line(site: ThreadingHTTPServer) -> None:
    assert [item.given["text"] for item in fetch(site, "/corpus")[0]] == ["one", "two"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_refused_in_every_spelling_before_anything_is_asked(
    site: ThreadingHTTPServer, host: str
) -> None:
    captured, errors = fetch(site, "/article", host, allow_private=False)
    assert captured == []
    assert [type(error) for error in errors] == [PrivateAddress]
    assert site.asked == []  # type: ignore[attr-defined]  # set by the fixture


def test_a_redirect_into_a_private_network_is_refused(
    site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_the_site(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
        return str(address) == "127.0.0.1"

    monkeypatch.setattr("harmtrace.capture.addresses.is_public", only_the_site)
    errors = fetch(site, "/to-metadata", allow_private=False)[1]
    assert [type(error) for error in errors] == [PrivateAddress]
    assert "169.254.169.254" in str(errors[0])


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("/loop", FetchFailed, "redirects"),
        ("/to-file", FetchFailed, "no http address"),
        ("/gone", FetchFailed, "404"),
        ("/flood", TooLarge, "limit|longer"),
        ("/promise", TooLarge, "limit"),
        ("/picture", UnknownFormat, "not read"),
    ],
)
def test_what_cannot_be_used_is_an_error(
    site: ThreadingHTTPServer, path: str, error: type[HarmtraceError], words: str
) -> None:
    captured, errors = fetch(site, path, max_bytes=100_000)
    assert captured == []
    assert [type(item) for item in errors] == [error]
    with pytest.raises(error, match=words):
        raise errors[0]


def test_an_answer_that_does_not_end_is_cut_off(site: ThreadingHTTPServer) -> None:
    started = time.monotonic()
    errors = fetch(site, "/trickle", timeout=0.5)[1]
    assert [type(error) for error in errors] == [FetchFailed]
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "address",
    ["http://no-such-host.invalid/x", "http://user:password@example.org/", "http://[::bad/", "http:///nothing"],
)
def test_addresses_that_lead_nowhere_are_errors(address: str) -> None:
    captured, errors = read(address)
    assert captured == []
    assert [type(error) for error in errors] == [FetchFailed]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.0.0.1", False),
        ("172.16.5.4", False),
        ("192.168.1.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public
