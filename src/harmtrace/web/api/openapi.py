"""From the table of endpoints to their description in OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from harmtrace import __version__
from harmtrace.model.claim import CLAIM_KINDS
from harmtrace.model.span import SourceText
from harmtrace.web.api.endpoint import Endpoint
from harmtrace.web.api.problems import Problem

_REFUSALS = {400: "The request does not fit its schema, or asks for something that cannot be done."}
_WITH_BODY = {415: "The body is not application/json."}
_BEFORE = {
    401: ("application/json", "A token is needed, or signing in."),
    403: ("application/json", "The person or the token may not do this."),
    413: ("text/plain", "The body is too large."),
    414: ("text/plain", "The address is too long."),
}
"""Refusals before an endpoint is reached, with what they are written in."""


class ClaimForm:
    """Stands for a claim of any kind in its contract form, where types describe what is given."""


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The description of the endpoints."""
    kinds: list[Any] = [
        Problem,
        *CLAIM_KINDS.values(),
        *(e.gives for e in endpoints),
        *(e.takes for e in endpoints if e.takes),
    ]
    schemas, parts = msgspec.json.schema_components(
        kinds, schema_hook=_own_schema, ref_template="#/components/schemas/{name}"
    )
    by_kind = dict(zip(map(repr, kinds), schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.template, {})[endpoint.method.lower()] = _operation(endpoint, by_kind, parts)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "harmtrace",
            "version": __version__,
            "description": "What the pages for deciding do, for programs. Figures are as they are on the pages: "
            "ranges with the claims that bound them; an allegation stays an allegation.",
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {}],
        "paths": paths,
        "components": {
            "schemas": {name: _without_source(part) for name, part in parts.items()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(endpoint: Endpoint, schemas: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    with_body = _WITH_BODY if endpoint.method == "POST" and endpoint.takes else {}
    refusals = {**_REFUSALS, **with_body, **endpoint.refusals}
    problem = {"application/problem+json": {"schema": schemas[repr(Problem)]}}
    found: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
            for name in endpoint.parameters
        ],
        "responses": {
            "200": {
                "description": "What was asked for.",
                "content": {"application/json": {"schema": schemas[repr(endpoint.gives)]}},
            },
            **{str(code): {"description": why, "content": problem} for code, why in sorted(refusals.items())},
            **{str(code): _refused(kind, why, refusals.get(code)) for code, (kind, why) in _BEFORE.items()},
        },
    }
    if endpoint.takes is not None and endpoint.method == "GET":
        found["parameters"] += _query(schemas[repr(endpoint.takes)], parts)
    elif endpoint.takes is not None:
        content = {"application/json": {"schema": schemas[repr(endpoint.takes)]}}
        found["requestBody"] = {"required": True, "content": content}
    return found


def _refused(kind: str, why: str, also: str | None) -> dict[str, Any]:
    content: dict[str, Any] = {kind: {}}
    if also is not None:
        content["application/problem+json"] = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": why, "content": content}


def _query(schema: dict[str, Any], parts: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a query as parameters."""
    fields = parts[schema["$ref"].rpartition("/")[2]]
    needed = set(fields.get("required", ()))
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": kind}
        for name, kind in fields.get("properties", {}).items()
    ]


def _without_source(part: dict[str, Any]) -> dict[str, Any]:
    """The schema of a form without the text that it quotes, which is not part of it."""
    fields = {name: kind for name, kind in part.get("properties", {}).items() if name != "source"}
    needed = [name for name in part.get("required", ()) if name != "source"]
    return part | ({"properties": fields} if fields else {}) | ({"required": needed} if "required" in part else {})


def _own_schema(kind: type) -> dict[str, Any]:
    if kind is ClaimForm:
        return {"oneOf": [{"$ref": f"#/components/schemas/{claim.__name__}"} for claim in CLAIM_KINDS.values()]}
    if kind is SourceText:
        return {"description": "the text that is quoted; not part of the printed form"}
    raise TypeError(f"no schema for {kind!r}")
