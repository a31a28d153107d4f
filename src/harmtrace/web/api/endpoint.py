"""One endpoint of the JSON API: its path, the types that it takes and gives, and what answers it.

The types are the whole description: a request that does not fit them is refused before anything runs, and
`openapi.document` writes their schemas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from harmtrace.errors import HarmtraceError
from harmtrace.web.api.problems import Problem, problem_of

Method = Literal["GET", "POST"]
_PARAMETER = re.compile(r"{(\w+)(?::\w+)?}")
LARGEST_BODY = 1_000_000
"""Bytes of a request that are read at most."""


@dataclass(frozen=True, slots=True)
class Called:
    """A request whose parts fit the types of its endpoint. `given` is the query of a GET, the body of a POST."""

    request: Request
    path: Mapping[str, str]
    given: Any


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A row of the table. `path` is that of Starlette; `takes` is a `msgspec.Struct` or None for nothing."""

    method: Method
    path: str
    name: str
    summary: str
    answer: Callable[[Called], Any]
    gives: Any
    takes: type[msgspec.Struct] | None = None
    refusals: Mapping[int, str] = field(default_factory=dict)
    """What other status codes than 200, 400 and 401 mean."""

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it."""
        return _PARAMETER.sub(r"{\1}", self.path)

    @property
    def parameters(self) -> list[str]:
        """The names in the path."""
        return _PARAMETER.findall(self.path)

    def route(self) -> Route:
        """What answers its requests."""
        return Route(self.path, self._call, methods=[self.method], name=f"api-{self.name}")

    async def _call(self, request: Request) -> Response:
        try:
            called = Called(request, dict(request.path_params), await self._given(request))
            return as_json(await run_in_threadpool(self.answer, called))
        except (HarmtraceError, HTTPException) as wrong:
            status, problem = problem_of(wrong)
            return as_json(problem, status)

    async def _given(self, request: Request) -> Any:
        if self.takes is None:
            return None
        try:
            if self.method == "GET":
                return msgspec.convert(dict(request.query_params), self.takes, strict=False)
            return msgspec.json.decode(await _body(request), type=self.takes)
        except (msgspec.MsgspecError, UnicodeDecodeError) as wrong:
            raise HTTPException(400, f"the request does not fit its schema: {wrong}") from wrong


async def _body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "the body is to be application/json")
    read = bytearray()
    async for piece in request.stream():
        read += piece
        if len(read) > LARGEST_BODY:
            raise HTTPException(413, f"the body is larger than {LARGEST_BODY} bytes")
    return bytes(read)


def as_json(value: Any, status: int = 200) -> Response:
    """A value as JSON; problems under their own media type (RFC 9457)."""
    kind = "application/problem+json" if isinstance(value, Problem) else "application/json"
    return Response(msgspec.json.encode(value), status, media_type=kind)
