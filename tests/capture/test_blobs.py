"""Blobs: stored once, never changed, destroyed only by a withdrawal that leaves its mark."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmtrace.capture.blobs import Blobs
from harmtrace.errors import VerificationFailed, Withdrawn
from harmtrace.model.ids import sha256_hex


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(data=st.binary(max_size=3000))
def test_what_is_put_comes_back_under_its_hash(tmp_path: Path, data: bytes) -> None:
    blobs = Blobs(tmp_path)
    sha = blobs.put(data)
    assert sha == sha256_hex(data)
    assert blobs.get(sha) == data
    assert blobs.check(sha)


def test_a_stored_blob_is_read_only_and_is_not_written_twice(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    sha = blobs.put(b"report")
    before = blobs.path(sha).stat()
    assert not stat.S_IMODE(before.st_mode) & 0o222
    blobs.put(b"report")
    assert blobs.path(sha).stat().st_ino == before.st_ino


def test_no_half_written_file_is_left_when_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="no space"):
        Blobs(tmp_path).put(b"report")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_many_writers_of_the_same_bytes_agree(tmp_path: Path) -> None:
    shas: list[str] = []
    writers = [threading.Thread(target=lambda: shas.append(Blobs(tmp_path).put(b"x" * 10000))) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(shas) == 8
    assert len(set(shas)) == 1
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    sha = blobs.put(b"fourteen civilians")
    path = blobs.path(sha)
    path.chmod(0o600)
    path.write_bytes(b"forty    civilians")
    assert not blobs.check(sha)
    with pytest.raises(VerificationFailed):
        blobs.get(sha)


def test_missing_bytes_are_named(tmp_path: Path) -> None:
    sha = sha256_hex(b"never stored")
    assert not Blobs(tmp_path).has(sha)
    assert not Blobs(tmp_path).check(sha)
    with pytest.raises(VerificationFailed, match="missing"):
        Blobs(tmp_path).get(sha)


def test_destroyed_bytes_are_gone_and_do_not_come_back(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    sha = blobs.put(b"the name of a witness")
    blobs.destroy(sha)
    assert blobs.withdrawn(sha)
    assert not any(b"witness" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    with pytest.raises(Withdrawn):
        blobs.get(sha)
    with pytest.raises(Withdrawn):
        blobs.put(b"the name of a witness")


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 64 + "/.."])
def test_nothing_but_a_hash_names_a_blob(tmp_path: Path, name: str) -> None:
    with pytest.raises(VerificationFailed):
        Blobs(tmp_path).get(name)
