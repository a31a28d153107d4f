"""From an error to the answer that a program gets: a problem (RFC 9457) with the code of its error page."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException

from harmtrace.errors import DecidedMeanwhile, HarmtraceError, InputError, PermissionRefused, UnknownName


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What went wrong, and the way out."""

    title: str
    status: int
    detail: str = ""
    code: str = ""
    way_out: str = ""


_STATUS: tuple[tuple[type[HarmtraceError], int], ...] = (
    (UnknownName, 404),
    (DecidedMeanwhile, 409),
    (PermissionRefused, 403),
    (InputError, 400),
)


def problem_of(wrong: HarmtraceError | HTTPException) -> tuple[int, Problem]:
    """The status code and problem of an error."""
    if isinstance(wrong, HTTPException):
        return wrong.status_code, Problem(
            title=_title(wrong.status_code), status=wrong.status_code, detail=wrong.detail
        )
    status = next((code for kind, code in _STATUS if isinstance(wrong, kind)), 400)
    return status, Problem(
        title=_title(status), status=status, detail=wrong.message, code=wrong.code, way_out=wrong.way_out
    )


def _title(status: int) -> str:
    return HTTPStatus(status).phrase
