"""Grouping with a memory gives what grouping without one gives, whatever came, went or changed since."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmtrace.model.claim import AnyClaim
from harmtrace.model.document import Document
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import find_origins
from harmtrace.resolve.grouping import Group, group_claims_anew
from harmtrace.resolve.remembered import Memory
from harmtrace.resolve.settled import Settled
from tests.record_claims import HABIT, HASS, IDLIB, Report, claim_of, document_of
from tests.resolve.test_clusters import one_text

GAZETTEER = Gazetteer.open([])
EAST = ("Zarifa", None, "neighbourhood")
SPELT = ("Zerifa", None, "settlement")
Told = tuple[Document, list[AnyClaim]]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    on = draw(st.sampled_from([None, None, 7, 7, 8, 9]))
    words = st.sampled_from(["2", "3", "9", "at least 3", "up to 4", "dozens"])
    figures = draw(st.lists(st.tuples(st.sampled_from(["killed", "injured"]), st.just("civilian"), words), max_size=2))
    start = f"2018-09-{on:02}" if on is not None else None
    end = f"2018-09-{on + draw(st.sampled_from([0, 0, 1, 3])):02}" if on is not None else None
    return Report(
        "",
        "",
        figures or [("killed", "unstated", "4")],
        draw(st.sampled_from([HASS, HASS, HASS, HABIT, EAST, SPELT, IDLIB, None])),
        start,
        end,
        chain=draw(st.sampled_from([(), (), ("Outlet A",), ("Outlet B",), ("a medical source",)])),
        target=draw(st.sampled_from([None, None, "market", "hospital"])),
        words=draw(
            st.sampled_from(["", "Smoke rose over the mill and the bridge.", "Rescuers dug until the morning."])
        ),
    )


@st.composite
def texts(draw: st.DrawFn, document_id: str) -> Told:
    publisher = draw(st.sampled_from(["Outlet A", "Outlet B", "Outlet C"]))
    published = f"2018-09-{draw(st.integers(8, 16)):02}"
    told = draw(st.lists(reports(), min_size=1, max_size=3))
    types = st.sampled_from([{}, {}, {"event_types": ["shelling"]}, {"event_types": ["abduction"]}])
    changes = [draw(types) for _ in told]
    return one_text([replace(one, document_id=document_id, publisher=publisher, published=published) for one in told],
                    changes=changes)  # fmt: skip


@st.composite
def states(draw: st.DrawFn) -> list[dict[str, Told]]:
    """Records that follow each other: texts come, go, or are read again and say something else."""
    ids = [f"d{number}" for number in range(draw(st.integers(4, 12)))]
    now = {key: draw(texts(key)) for key in ids if draw(st.integers(0, 3))}
    found = [now]
    for _ in range(draw(st.integers(1, 4))):
        key = draw(st.sampled_from(ids))
        now = dict(now)
        if key in now and draw(st.booleans()):
            del now[key]
        else:
            now[key] = draw(texts(key))
        found.append(now)
    return found


def grouped(record: dict[str, Told], memory: Memory) -> tuple[list[Group], Memory]:
    documents = [document for document, _claims in record.values()]
    claims = [claim for _document, own in record.values() for claim in own]
    provenance = find_origins(documents, claims)
    return group_claims_anew(documents, claims, provenance, GAZETTEER, Settled(), memory, "rules")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(states())
def test_what_is_remembered_changes_no_group_and_is_what_is_found_without_it(records: list[dict[str, Told]]) -> None:
    memory: Memory = {}
    for record in records:
        groups, memory = grouped(record, memory)
        alone, found = grouped(record, {})
        assert groups == alone
        assert memory == found


def told(document_id: str, number: str, first: int, last: int, publisher: str, published: int, *more: str) -> Told:
    target, words = more
    days = (f"2018-09-{first:02}", f"2018-09-{last:02}")
    figures = [("killed", "civilian", number)]
    report = Report(document_id, publisher, figures, HASS, *days, f"2018-09-{published:02}", words=words)
    report = replace(report, target=target or None)
    return document_of(report), [claim_of(report)]


SMOKE, RESCUE = "Smoke rose over the mill and the bridge by noon.", "Rescuers dug until the morning came again."
CHAIN = (
    told("d0", "5", 8, 9, "Outlet A", 13, "hospital", RESCUE),
    told("d1", "at least 4", 7, 7, "Outlet A", 14, "hospital", ""),
    told("d2", "at least 4", 7, 7, "Outlet C", 12, "hospital", SMOKE),
    told("d3", "9", 7, 9, "Outlet B", 13, "", SMOKE),
    told("d4", "5", 7, 8, "Outlet A", 14, "hospital", ""),
    told("d5", "at least 4", 10, 10, "Outlet B", 10, "hospital", SMOKE),
    told("d6", "9", 9, 9, "Outlet A", 12, "", RESCUE),
)


def test_what_joins_another_than_before_makes_those_who_met_it_be_looked_at_again() -> None:
    every = {document.document_id: (document, claims) for document, claims in CHAIN}
    before = {key: one for key, one in every.items() if key != "d6"}
    assert grouped(every, grouped(before, {})[1]) == grouped(every, {})
    assert grouped(before, grouped(every, {})[1]) == grouped(before, {})


@st.composite
def overlapping(draw: st.DrawFn, document_id: str) -> Told:
    first = draw(st.sampled_from([7, 8, 8, 8, 9, 10]))
    last = first + draw(st.sampled_from([0, 0, 0, 1, 2]))
    publisher, published = draw(st.sampled_from(["Outlet A", "Outlet B", "Outlet C"])), draw(st.integers(10, 14))
    more = draw(st.sampled_from(["", "market", "hospital"])), draw(st.sampled_from(["", SMOKE, RESCUE]))
    number = draw(st.sampled_from(["4", "5", "at least 4", "9"]))
    return told(document_id, number, first, last, publisher, published, *more)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_days_that_overlap_one_after_the_other_are_grouped_as_if_all_had_come_at_once(data: st.DataObject) -> None:
    every = {f"d{n}": data.draw(overlapping(f"d{n}")) for n in range(data.draw(st.integers(5, 8)))}
    last = data.draw(st.sampled_from(sorted(every)))
    before = {key: one for key, one in every.items() if key != last}
    assert grouped(every, grouped(before, {})[1]) == grouped(every, {})
    assert grouped(before, grouped(every, {})[1]) == grouped(before, {})
