"""Words that a person selects, read by the machine's own grammars."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmtrace.errors import BadDecision
from harmtrace.pipeline.deciding import decide, read_words
from harmtrace.store.record import Store
from tests.reports import record_in
from tests.review.test_deciding import of

REPORT = {
    "id": "ward-1",
    "publisher": "Ward Post",
    "published": "2018-09-12",
    "language": "en",
    "title": "Hass",
    "text": "Six civilians were killed in Hass on 8 September 2018 when aircraft struck the market. The council later"
    " counted at least 13 dead, and the wards of Kafr Nabl took in dozens on the next day, 9 September 2018.",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(record_in(tmp_path, REPORT)[0])


def words(store: Store, said: str) -> list[int]:
    document = store.document("ward-1")
    assert document is not None
    start = document.text.index(said)
    return [start, start + len(said)]


def test_a_number_keeps_the_bounds_that_the_words_around_it_set(store: Store) -> None:
    document = store.document("ward-1")
    assert document is not None
    found = read_words(document, "harms/0/quantity", *words(store, "13"))
    assert (found["text"], found["value"], found["low"], found["high"]) == ("at least 13", 13, 13, None)
    vague = read_words(document, "harms/0/quantity", *words(store, "dozens"))
    assert (vague["value"], vague["vague"]) == (None, "dozens")


def test_days_and_places_are_read_and_other_words_give_nothing(store: Store) -> None:
    document = store.document("ward-1")
    assert document is not None
    assert read_words(document, "when", *words(store, "9 September 2018"))["start"] == "2018-09-09"
    place = read_words(document, "where/0", *words(store, "Kafr Nabl"))
    assert (place["text"], place["role"]) == ("Kafr Nabl", "location")
    assert read_words(document, "when", *words(store, "aircraft struck")) is None
    assert read_words(document, "harms/0/status", *words(store, "civilians")) is None


def test_a_figure_is_corrected_by_selecting_its_words_and_its_sentence_is_among_the_evidence(store: Store) -> None:
    claim = of(store, "ward-1")
    change = {"slot": "harms/0/quantity", "spans": [words(store, "13")]}
    decide(store, "Ada", "correct", (claim.claim_id,), change, "the later count", seen=0)
    corrected = of(store, "ward-1")
    assert corrected.harms[0].quantity.text == "at least 13"
    assert corrected.evidence[-1].quote.startswith("The council later counted at least 13 dead")
    [incident] = [i for i in store.incidents() if claim.claim_id in {link.claim_id for link in i.claims}]
    assert [(row.min, row.max) for row in incident.tolls if (row.harm, row.status) == ("killed", "any")] == [(13, None)]


def test_words_that_give_no_value_need_one_beside_them(store: Store) -> None:
    claim = of(store, "ward-1")
    change = {"slot": "harms/0/quantity", "spans": [words(store, "The council")]}
    with pytest.raises(BadDecision, match="give the value beside the words"):
        decide(store, "Ada", "correct", (claim.claim_id,), change, "the later count", seen=0)
