"""Bytes in, stored once under their SHA-256 and never changed; the same bytes, or a coded refusal, out."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from harmtrace.errors import VerificationFailed, Withdrawn
from harmtrace.model.ids import sha256_hex

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A folder of content-addressed files: `root/ab/abcdef…`, each read-only.

    A withdrawn blob leaves an empty file `abcdef….withdrawn`, so that its absence is explained
    and the same bytes are not taken in again by the next run.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes) -> str:
        """Store `data` and return its SHA-256; bytes already there are left as they are.

        The file appears whole or not at all, also after a power cut. Raises `Withdrawn` for
        bytes that were withdrawn.
        """
        sha = sha256_hex(data)
        path = self.path(sha)
        if self._tombstone(sha).exists():
            raise Withdrawn("these bytes were withdrawn and are not stored again", where=sha)
        if path.exists():
            return sha
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".part-", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o444)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
        return sha

    def get(self, sha: str) -> bytes:
        """Return the bytes of `sha`.

        Raises `Withdrawn` if they were destroyed, `VerificationFailed` if they are missing or
        are not what was stored.
        """
        if self._tombstone(sha).exists():
            raise Withdrawn("the bytes were withdrawn", where=sha)
        try:
            data = self.path(sha).read_bytes()
        except FileNotFoundError:
            raise VerificationFailed("the stored bytes are missing", where=sha) from None
        if sha256_hex(data) != sha:
            raise VerificationFailed("the stored bytes are not what was stored", where=sha)
        return data

    def has(self, sha: str) -> bool:
        """Whether a file stands under `sha`; `check` says whether it is still the right one."""
        return self.path(sha).exists()

    def check(self, sha: str) -> bool:
        """Whether the bytes under `sha` are there and still hash to it."""
        try:
            return sha256_hex(self.path(sha).read_bytes()) == sha
        except OSError:
            return False

    def withdrawn(self, sha: str) -> bool:
        """Whether the bytes of `sha` were destroyed on purpose."""
        return self._tombstone(sha).exists()

    def destroy(self, sha: str) -> None:
        """Overwrite and remove the bytes of `sha`, leaving the mark that they were withdrawn.

        Overwriting is best effort: journals, snapshots and solid-state disks may keep copies.
        """
        path = self.path(sha)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._tombstone(sha).touch(mode=0o444)
        _sync_folder(path.parent)
        if path.exists():
            path.chmod(0o600)
            size = path.stat().st_size
            with path.open("r+b") as file:
                file.write(b"\0" * size)
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            _sync_folder(path.parent)

    def path(self, sha: str) -> Path:
        """Where the bytes of `sha` stand. Raises `VerificationFailed` for what is no SHA-256."""
        if not _SHA256.fullmatch(sha):
            raise VerificationFailed(f"{sha[:80]!r} is not a SHA-256")
        return self.root / sha[:2] / sha

    def _tombstone(self, sha: str) -> Path:
        return self.path(sha).with_suffix(".withdrawn")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
