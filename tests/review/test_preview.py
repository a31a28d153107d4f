"""What a decision would change is shown before it is made, and afterwards what it changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmtrace.model.incident import Incident
from harmtrace.pipeline import preview as previewing
from harmtrace.pipeline.deciding import decide, difference, preview, undo
from harmtrace.store.decisions import head
from harmtrace.store.record import Store
from tests.reports import ORIGINAL, OTHER, RELAY, record_in
from tests.review.test_deciding import derived, of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    told = "Two civilians were killed in Kafr Nabl on 8 September 2018 by a mine."
    return Store.open(record_in(tmp_path, ORIGINAL, RELAY, OTHER, {**OTHER, "id": "harm-2", "text": told})[0])


def told(incidents: tuple[Incident, ...]) -> list[tuple[object, ...]]:
    return [(i.incident_id, [(r.harm, r.status, r.min, r.max) for r in i.tolls]) for i in incidents]


@pytest.mark.parametrize("whole", [True, False])
def test_a_preview_is_what_the_decision_does_and_writes_nothing(
    store: Store, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not whole:
        monkeypatch.setattr(previewing, "_WHOLE", 0)
    before, was = derived(store), store.incidents()
    other = of(store, "harm-1")
    one, two = (incident.incident_id for incident in was)
    at = other.source.content.index("Six")
    corrected = {"slot": "harms/0/quantity", "spans": [[at, at + 3]], "value": {"value": 9, "low": 9, "high": 9}}
    for kind, subjects, change in (
        ("reject", (other.claim_id,), None),
        ("merge", (one, two), None),
        ("correct", (other.claim_id,), corrected),
    ):
        shown = preview(store, "Ada", kind, subjects, change)  # type: ignore[arg-type]
        assert derived(store) == before
        assert shown.exact
        made = decide(store, "Ada", kind, subjects, change, "why", seen=head(store))  # type: ignore[arg-type]
        now = {i.incident_id: i for i in store.incidents()}
        assert [i.incident_id for i in shown.incidents_before] == [
            i.incident_id for i in was if i.incident_id not in now or now[i.incident_id].tolls != i.tolls
        ]
        after = [i.incident_id for i in shown.incidents_after]
        assert told(shown.incidents_after) == told(tuple(now[key] for key in after))
        undo(store, "Ada", made.decision_id, "back", seen=made.seq)
        assert derived(store) == before


def test_two_states_of_an_incident_differ_by_what_was_decided_between(store: Store) -> None:
    other = of(store, "harm-1")
    home = next(i for i in store.incidents() if other.claim_id in {link.claim_id for link in i.claims})
    made = decide(store, "Ada", "reject", (other.claim_id,), None, "another town", seen=0)
    found = difference(store, home.incident_id, 0, made.seq)
    assert found.before is not None
    assert found.after is not None
    changed = {name: (was, will) for name, was, will in found.changes}
    was, will = changed["toll of killed, any, persons"]
    assert (was["max"], will["max"]) == (6, 5)
    assert [one.decision_id for one in found.decisions] == [made.decision_id]
    assert difference(store, home.incident_id, made.seq, made.seq).changes == ()
