"""The JSON API: what its description says holds, whatever is sent; what pages do, programs can do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.reports import EVERYTHING, record_in
from tests.web.site import served


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    url = record_in(tmp_path_factory.mktemp("record"), *EVERYTHING)[0]
    with served(url) as site, httpx.Client(base_url=site, timeout=60) as opened:
        opened.headers["x-csrf"] = token_of(opened)
        yield opened


def token_of(client: httpx.Client) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/review").text)
    assert found is not None
    return found[1]


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
_EXAMPLES = 8
"""So many requests to each endpoint, some that fit its schema and some that do not."""


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_nothing_that_is_sent_breaks_it_and_answers_are_as_described(
    client: httpx.Client, mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_url(f"{client.base_url}/openapi.json")
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # a description that is wrong fails here

        @settings(max_examples=_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers(case: Case[Any]) -> None:
            answer = case.call(headers={"x-csrf": client.headers["x-csrf"]})
            case.validate_response(answer, checks=CHECKS)

        with suppress(Unsatisfiable):  # of an endpoint that takes nothing but an id, nothing is unfit
            answers()
            tried += 1
    assert tried >= 7
