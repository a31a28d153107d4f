"""Every page answers, has its JSON twin, and lets nothing in or out that it should not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import httpx
import pytest

from tests.publish.test_publish import WITNESS
from tests.reports import EVERYTHING, record_in
from tests.web.site import pages_of, served


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record_in(tmp_path_factory.mktemp("record"), *EVERYTHING, WITNESS)[0]


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[httpx.Client]:
    with served(url) as site, httpx.Client(base_url=site) as opened:
        yield opened


@pytest.fixture(scope="module")
def addresses(url: str) -> list[str]:
    found = pages_of(url)
    return ["/method", "/search", "/patterns", *found]


def test_every_page_answers_and_has_a_twin(client: httpx.Client, addresses: list[str]) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/overview.json").json()["incidents"]
    for address in addresses:
        page, twin = client.get(address), client.get(f"{address}.json")
        assert (page.status_code, twin.status_code) == (200, 200), address
        assert "INTERNAL" in page.text
        assert twin.headers["content-type"] == "application/json"


def test_spans_of_claims_are_marked_in_the_text_and_hostile_text_stays_text(client: httpx.Client) -> None:
    page = client.get("/documents/witness-1").text
    assert '<a class="event"' in page
    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(2)&gt;" in page


def test_an_unread_document_says_so(client: httpx.Client) -> None:
    assert "there is no lexicon for “tr” yet" in client.get("/documents/tr-1").text


def test_notices_stand_on_pages_of_the_document_and_of_its_figures(client: httpx.Client) -> None:
    notice = "Composed for testing: everything is invented; not evidence."
    assert notice in client.get("/documents/harm-1").text
    incident = client.get("/overview.json").json()["incidents"][0]["incident_id"]
    assert notice in client.get(f"/incidents/{incident}").text


def test_filters_in_the_address_hold(client: httpx.Client) -> None:
    assert client.get("/overview.json?place=Hass&from=2018-09-08&to=2018-09-08").json()["incidents"]
    assert client.get("/overview.json?place=Paris").json()["incidents"] == []
    assert client.get("/overview.json?from=2019-01-01").json()["incidents"] == []


def test_search_finds_arabic_without_marks(client: httpx.Client) -> None:
    asked = {"q": "مدنيين", "kind": "document"}
    assert [hit["document_id"] for hit in client.get("/search.json", params=asked).json()["hits"]] == ["ar-1"]


def test_headers_and_hosts_are_guarded(client: httpx.Client) -> None:
    answer = client.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/", headers={"host": "evil.example"}).status_code == 403
    assert client.post("/").status_code == 403


def test_what_is_not_on_record_says_so_with_its_code(client: httpx.Client) -> None:
    answer = client.get("/incidents/inc_nothing")
    assert answer.status_code == 404
    assert "HT-105" in answer.text


def test_a_new_document_is_seen_at_once(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path, EVERYTHING[0])
    with served(url) as site:
        assert httpx.get(f"{site}/documents/harm-1").status_code == 404
        record_in(tmp_path, *EVERYTHING)
        assert httpx.get(f"{site}/documents/harm-1").status_code == 200


def test_scripts_and_stylesheets_are_served_and_nothing_else_of_their_folder(client: httpx.Client) -> None:
    assert client.get("/static/desk.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/static/desk.css").headers["content-type"].startswith("text/css")
    assert client.get("/static/htmx-2.0.11.min.js").status_code == 200
    for name in ("README.md", "htmx-2.0.11-LICENSE.txt", "..%2fapp.py", "%2e%2e/app.py"):
        assert client.get(f"/static/{name}").status_code == 404


def test_vendored_files_are_as_they_came() -> None:
    folder = files("harmtrace.web").joinpath("static")
    table = folder.joinpath("README.md").read_text(encoding="utf-8")
    listed = re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", table)
    assert listed
    for name, sha256 in listed:
        assert hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() == sha256, name


def test_bytes_that_no_longer_hold_are_told_at_the_next_visit(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path, *EVERYTHING)
    claim = next(address for address in pages_of(url) if address.startswith("/claims/"))
    with served(url) as site:
        for address in ("/documents/harm-1", claim):
            assert "(bytes hold)" in httpx.get(f"{site}{address}").text
        for kept in tmp_path.rglob("*"):
            if kept.is_file() and any(part.endswith(".blobs") for part in kept.parts):
                kept.chmod(0o600)
                kept.write_bytes(b"other bytes")
        for address in ("/documents/harm-1", claim):
            assert "(BYTES DO NOT HOLD)" in httpx.get(f"{site}{address}").text
