"""Hostile documents, addresses and headers: text stays text, files stay files, nothing is split or led elsewhere."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from tests.reports import EVERYTHING, record_in
from tests.web.site import pages_of, served

SCRIPT = "<script>alert(1)</script>"
BREAK = "\"'><img src=x onerror=alert(2)>"
HOSTILE = {
    "id": f"../../etc/{BREAK}",
    "publisher": f"Desk {SCRIPT}",
    "published": "2018-09-09",
    "language": "en",
    "title": f"{SCRIPT} {{{{ 7*7 }}}} {BREAK}",
    "url": "javascript:alert(3)",
    "author": BREAK,
    "notice": f"{BREAK} </main><script>alert(4)</script>",
    "text": f"An air strike on Hass killed six civilians on 8 September 2018, {BREAK} said.\n\n{SCRIPT}\n"
    "An air strike on Hass killed seven civilians on 8 September 2018, the <b onmouseover=alert(5)>League</b> said.",
}
_SCRIPT = re.compile(r"<script[^>]*>[^<]*")
_OWN_SCRIPT = re.compile(r'<script [^>]*src="/static/[^"]+"[^>]*>')
_BAD = re.compile(r'<img|\son\w+=|href="(?!/|#|https?:|\?|geo:)|javascript:', re.IGNORECASE)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record_in(tmp_path_factory.mktemp(f"<script> {'x' * 5}"), *EVERYTHING, HOSTILE)[0]


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[httpx.Client]:
    with served(url) as site, httpx.Client(base_url=site, follow_redirects=True) as opened:
        yield opened


def tags_of(page: str) -> str:
    """The tags of a page: what stands in text and in quoted values is not among them."""
    found = re.findall(r"<[^>\s]+(?:\s+[^\s=>]+(?:=\"[^\"]*\")?)*\s*/?>", page)
    return "\n".join(re.sub(r"(?<=\s)(?!href|src)([\w-]+)=\"[^\"]*\"", r"\1", tag) for tag in found)


def test_documents_put_no_script_into_any_page(client: httpx.Client, url: str) -> None:
    pages = ["/", "/documents", "/sources", "/patterns", "/method", "/review", "/restricted", *pages_of(url)]
    pages += [f"/search?q={word}" for word in ("alert", "%3Cscript%3Ealert(1)%3C/script%3E", "%22%3E%3Cimg%20src=x%3E")]
    pages += ["/?place=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/restricted?of=%22%3E%3Cscript%3Ealert(1)"]
    seen = 0
    for address in pages:
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        seen += 1
        assert SCRIPT not in answer.text, address
        assert "<img" not in answer.text, address
        assert "<script>" not in answer.text, address
        assert all(_OWN_SCRIPT.fullmatch(one) for one in _SCRIPT.findall(answer.text)), address
        bad = _BAD.search(tags_of(answer.text))
        assert bad is None, (address, bad)
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
    assert seen > 20


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fstore%2frecord.py",
        "/static/%2fetc%2fpasswd",
        "/static/README.md",
        "/documents/../../../../etc/passwd",
        "/documents/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/documents/..%5c..%5cetc%5cpasswd",
        "/claims/%00",
    ],
)
def test_no_path_leads_to_a_file(client: httpx.Client, path: str) -> None:
    """Sent as it is: clients tidy paths up."""
    parts = urlsplit(str(client.base_url))
    with socket.create_connection((str(parts.hostname), int(parts.port or 0))) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    status = int(answer.split(b" ")[1])
    assert status in (400, 404), answer[:200]
    assert b"root:" not in answer
    assert b"from __future__" not in answer


@pytest.mark.parametrize("value", ["en%0d%0aset-cookie:%20stolen=1", "en%0aX-Bad:%201", "en;%20Domain=evil.example"])
def test_no_value_splits_a_header(client: httpx.Client, value: str) -> None:
    for name in ("lang", "digits"):
        answer = client.get(f"/?{name}={value}")
        told = [f"{key}: {one}" for key, one in answer.headers.multi_items()]
        assert not any("stolen" in one or "x-bad" in one.lower() or "evil" in one for one in told), told
