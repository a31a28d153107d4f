"""Two who decide at once: one is told, nothing is lost. Real threads, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from harmtrace.errors import DecidedMeanwhile
from harmtrace.model.decision import Decision
from harmtrace.pipeline.deciding import bring_up
from harmtrace.pipeline.run import run
from harmtrace.pipeline.verify import verify
from harmtrace.review.decide import decide
from harmtrace.store.decisions import broken_chain, decisions
from harmtrace.store.record import Store
from tests.reports import ORIGINAL, OTHER, RELAY, corpus, record_in
from tests.store.postgres import binaries, server

TOGETHER = 6


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A record of three reports, in either store."""
    if request.param == "sqlite":
        store = Store.open(record_in(tmp_path, ORIGINAL, RELAY, OTHER)[0])
        yield store
        store.close()
        return
    if binaries() is None:
        pytest.skip("needs Debian's postgresql (.ci/run installs it)")
    monkeypatch.setenv("HARMTRACE_BLOBS", str(tmp_path / "blobs"))
    with server() as url:
        run([str(corpus(tmp_path, ORIGINAL, RELAY, OTHER))], url)
        store = Store.open(url)
        yield store
        store.close()


def at_once(deciding: Callable[[int], Decision]) -> list[Decision | DecidedMeanwhile]:
    """What comes of several decisions that begin in the same moment."""
    start = Barrier(TOGETHER)

    def one(number: int) -> Decision | DecidedMeanwhile:
        start.wait()
        try:
            return deciding(number)
        except DecidedMeanwhile as told:
            return told

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(one, range(TOGETHER)))


def test_of_those_who_decide_on_one_claim_at_once_one_does_and_the_others_are_told(store: Store) -> None:
    claim = store.claims("harm-1")[0].claim_id

    def reject(number: int) -> Decision:
        return decide(store, person=f"P{number}", kind="reject", subjects=[claim], reason="another town", seen=0)

    came = at_once(reject)
    [made] = [one for one in came if isinstance(one, Decision)]
    told = [one for one in came if isinstance(one, DecidedMeanwhile)]
    assert len(told) == TOGETHER - 1
    assert all(one.decision_id == made.decision_id and made.person in one.message for one in told)
    assert [one.decision_id for one in decisions(store)] == [made.decision_id]


def test_those_who_decide_on_different_claims_at_once_all_do_and_the_chain_holds(store: Store) -> None:
    claims = [claim.claim_id for claim in store.claims()]

    def accept(number: int) -> Decision:
        mine = claims[number % len(claims)]
        kind = "accept" if number < len(claims) else "comment"
        return decide(store, person=f"P{number}", kind=kind, subjects=[mine], reason="read", seen=0)  # type: ignore[arg-type]

    came = at_once(accept)
    assert all(isinstance(one, Decision) for one in came)
    assert [one.seq for one in decisions(store)] == list(range(1, TOGETHER + 1))
    assert {one.person for one in decisions(store)} == {f"P{number}" for number in range(TOGETHER)}
    assert list(broken_chain(store)) == []
    bring_up(store)
    assert verify(store).holds
