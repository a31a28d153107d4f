"""The JSON API: what its description says holds, whatever is sent; what pages do, programs can do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from harmtrace.model.decision import DecisionKind
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


_KEYS = [
    "slot",
    "value",
    "spans",
    "claim",
    "to",
    "policy",
    "actor_id",
    "grade",
    "kind",
    "document_id",
    "evidence",
    "start",
]
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


def test_every_endpoint_is_documented(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    told = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    for path, methods in described["paths"].items():
        for method in methods:
            assert f"| `{method.upper()} {path}` |" in told, path


def answer_of(client: httpx.Client, path: str, **body: Any) -> Any:
    return client.post(path, json=body).json()


def test_what_the_pages_do_programs_can_do(client: httpx.Client) -> None:
    row = client.get("/api/queue", params={"kind": "incident"}).json()["rows"][0]
    incident = client.get(f"/api/incidents/{row['row_id']}").json()
    claim = next(one["claim_id"] for one in incident["incident"]["claims"])
    told = client.get(f"/api/claims/{claim}").json()
    document = client.get(f"/api/documents/{told['claim']['document_id']}").json()["document"]
    harm = told["claim"]["harms"][0]["quantity"]
    span = {"start": harm["start"], "end": harm["end"]}
    read = answer_of(client, "/api/words", document_id=document["document_id"], slot="harms/0/quantity", **span)
    assert read["words"] == document["text"][harm["start"] : harm["end"]]
    assert read["value"]["value"] == harm["value"]
    change = {"slot": "harms/0/quantity", "value": {**harm, "value": 40, "low": 40, "high": 40}, "spans": []}
    asked = {"kind": "correct", "subjects": [claim], "change": change, "reason": "So it says.", "seen": told["seen"]}
    preview = answer_of(client, "/api/previews", **asked)
    assert preview["incidents_after"] != preview["incidents_before"]
    made = answer_of(client, "/api/decisions", **asked)
    assert (made["kind"], made["standing"]) == ("correct", "in_force")
    now = client.get(f"/api/claims/{claim}").json()
    assert (now["state"], now["claim"]["harms"][0]["quantity"]["value"], now["seen"]) == ("corrected", 40, made["seq"])
    assert now["claim"]["review"]["corrections"][0]["machine"] == harm
    late = client.post("/api/decisions", json={**asked, "change": {}, "kind": "reject"})
    assert (late.status_code, late.headers["content-type"]) == (409, "application/problem+json")
    assert made["person"] in late.json()["detail"]
    changed = client.get("/api/differences", params={"subject": claim, "to_seq": made["seq"]}).json()
    assert [one["what"] for one in changed] == ["Figure 1" if len(told["claim"]["harms"]) > 1 else "Figure"]
    undone = answer_of(client, f"/api/decisions/{made['decision_id']}/undo", reason="No.", seen=made["seq"])
    assert undone["kind"] == "undo"
    assert client.get(f"/api/claims/{claim}").json()["claim"] == told["claim"]
    kinds = [one["kind"] for one in client.get("/api/history", params={"subject": claim}).json()]
    assert kinds[:2] == ["correct", "undo"]
    assert len(client.get("/api/decisions", params={"after": made["seq"]}).json()) >= 1


def test_what_cannot_be_decided_is_told_and_nothing_is_written(client: httpx.Client) -> None:
    claim = client.get("/api/queue").json()["rows"][0]["claims"][0]
    before = len(client.get("/api/decisions", params={"limit": 500}).json())
    for body, status in (
        ({"kind": "accept", "subjects": [claim], "reason": " "}, 400),
        ({"kind": "accept", "subjects": ["clm_nothing"], "reason": "x"}, 404),
        ({"kind": "approve", "subjects": ["dec_nothing"], "reason": "x"}, 404),
        ({"kind": "nothing", "subjects": [claim], "reason": "x"}, 400),
        ({"kind": "accept", "subjects": [claim], "reason": "x", "more": 1}, 400),
    ):
        answer = client.post("/api/decisions", json=body)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), body
    assert client.post("/api/decisions", content=b"{}", headers={"content-type": "text/plain"}).status_code == 415
    without = {"x-csrf": ""}
    assert client.post("/api/decisions", json={}, headers=without).status_code == 403
    assert len(client.get("/api/decisions", params={"limit": 500}).json()) == before


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**6) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    kind=st.sampled_from(sorted(set(get_args(DecisionKind)) - {"rule"})),
    number=st.integers(0, 3),
    change=st.dictionaries(st.sampled_from(_KEYS), JSON, max_size=4),
    slot=st.sampled_from(
        ["harms/0", "harms/0/quantity", "when", "where/0", "event_types", "review", "harms/-", "x/9", ""]
    ),
    path=st.sampled_from(["/api/decisions", "/api/previews"]),
)
def test_no_change_of_things_on_record_breaks_it(
    client: httpx.Client, kind: str, number: int, change: dict[str, Any], slot: str, path: str
) -> None:
    rows = client.get("/api/queue", params={"open_only": False}).json()["rows"]
    ids = [one for row in rows for one in (row["row_id"], *row["claims"])]
    subjects = ids[number : number + 2] if number else ids[:1]
    body = {"kind": kind, "subjects": subjects, "reason": "x", "seen": 10**6, "change": {"slot": slot, **change}}
    answer = client.post(path, json=body)
    assert answer.status_code < 500, (answer.status_code, body)
