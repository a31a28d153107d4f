"""Where pages may be served, and to whom: beyond this machine only with accounts, a secret and encryption."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from harmtrace.errors import BadSetting, HarmtraceError, NotReadyToServe
from harmtrace.web.access import Asked, access_for, with_accounts
from tests.reports import EVERYTHING, record_in
from tests.web.people import SECRET

ORIGIN = "https://record.example.org"


def no_secret() -> bytes:
    raise NotReadyToServe("there is no secret")


def test_one_person_at_this_machine_needs_nothing() -> None:
    for host in ("127.0.0.1", "localhost", "::1"):
        access = access_for(Asked(host, has_accounts=False), no_secret, "me")
        assert (access.operator, access.origin, access.secure) == ("me", None, False)
    assert access_for(Asked("127.0.0.1", has_accounts=True, operator="dana"), no_secret, "me").operator == "dana"


def test_once_there_are_accounts_people_sign_in_on_this_machine_too() -> None:
    assert access_for(Asked("127.0.0.1", has_accounts=True), lambda: SECRET, "me").operator is None
    with pytest.raises(NotReadyToServe):
        access_for(Asked("127.0.0.1", has_accounts=True), no_secret, "me")


@pytest.mark.parametrize(
    "asked",
    [
        Asked("0.0.0.0", has_accounts=False),
        Asked("0.0.0.0", has_accounts=False, origin=ORIGIN),
        Asked("0.0.0.0", has_accounts=True),
        Asked("192.0.2.7", has_accounts=True, operator="me", origin=ORIGIN),
        Asked("127.0.0.1", has_accounts=False, origin=ORIGIN),
        Asked("127.0.0.1", has_accounts=True, operator="me", origin=ORIGIN),
        Asked("0.0.0.0", has_accounts=True, origin="http://record.example.org"),
        Asked("0.0.0.0", has_accounts=True, origin="https://"),
        Asked("0.0.0.0", has_accounts=True, origin="https://me@record.example.org/path"),
    ],
)
def test_beyond_this_machine_it_is_refused_with_the_way_out(asked: Asked) -> None:
    with pytest.raises((NotReadyToServe, BadSetting)) as refused:
        access_for(asked, lambda: SECRET, "me")
    assert isinstance(refused.value, HarmtraceError)
    assert refused.value.way_out


def test_with_an_origin_it_answers_to_that_name_alone_and_cookies_are_encrypted() -> None:
    access = access_for(Asked("0.0.0.0", has_accounts=True, origin=ORIGIN + "/"), lambda: SECRET, "me")
    assert access == with_accounts(SECRET, ORIGIN)
    assert access.secure
    assert access.hosts == {"record.example.org"}


def test_the_commands_from_the_secret_to_the_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, _ = record_in(tmp_path, EVERYTHING[0])

    def harmtrace(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "harmtrace", *words, "--store", url]
        return subprocess.run(command, input=given, capture_output=True, text=True, timeout=60)

    refused = harmtrace("serve", "--host", "0.0.0.0")
    assert refused.returncode == 3
    assert "HT-409" in refused.stderr
    assert "accounts add" in refused.stderr
    assert harmtrace("accounts", "add", "amal", given="violet kettle nine bridges\n").returncode == 3
    secret = tmp_path / "secret"
    command = [sys.executable, "-m", "harmtrace", "accounts", "secret", str(secret)]
    assert subprocess.run(command, capture_output=True).returncode == 0
    assert secret.stat().st_mode & 0o777 == 0o600
    assert subprocess.run(command, capture_output=True).returncode == 2
    monkeypatch.setenv("HARMTRACE_SECRET_FILE", str(secret))
    assert harmtrace("accounts", "add", "amal", given="password1234\n").returncode == 3
    assert harmtrace("accounts", "add", "amal", given="violet kettle nine bridges\n").returncode == 0
    assert "HT-409" in harmtrace("serve", "--host", "0.0.0.0").stderr
    assert "violet" not in harmtrace("accounts", "list", "--json").stdout
    token = harmtrace("tokens", "make", "amal", "--scope", "read")
    assert token.stdout.startswith("ht_")
    assert token.stdout.strip() not in harmtrace("tokens", "list", "--json").stdout
    secret.chmod(0o644)
    assert "chmod 600" in harmtrace("accounts", "password", "amal", given="another set of words\n").stderr
