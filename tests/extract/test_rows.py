"""Rows of lists and tables: a figure each, of what the heading or the sentence before it counts."""

from __future__ import annotations

from tests.extract.reading_of import events, harms

_LIST = """The network documented the deaths of 78 civilians in Sudan in August 2018.

By party held responsible:
- Syrian army: 40, including 14 who died under torture
- Armed groups: 33
- Unidentified: 5
"""
_TABLE = """New arrivals by camp, 14-16 August 2018
Hass | 3,100
Sarjah | 4,600
"""
_TALLY = """Preliminary tally, 15 April 2023: 56 civilians killed
Khartoum: 17
Nyala: 8
El Fasher: 19
Injured: 595, of whom dozens are critical.
"""


def test_lines_of_places_count_what_the_line_above_them_names() -> None:
    told = [([place.text for place in claim.where], harms(claim)) for claim in events(_TALLY)]
    assert told == [
        ([], [("killed", 56, "civilian")]),
        (["Khartoum"], [("killed", 17, "civilian")]),
        (["Nyala"], [("killed", 8, "civilian")]),
        (["El Fasher"], [("killed", 19, "civilian")]),
        ([], [("injured", 595, "unstated"), ("injured", None, "unstated")]),
    ]
    assert len(events("Shelling of Hass killed nine people.\nPhone: 33\nRoom: 2\n")) == 1


def test_rows_count_what_the_sentence_before_their_heading_counts() -> None:
    rows = events(_LIST)[1:]
    assert [harms(claim) for claim in rows] == [
        [("killed", 40, "civilian"), ("killed", 14, "civilian")],
        [("killed", 33, "civilian")],
        [("killed", 5, "civilian")],
    ]
    assert {claim.when.start.month for claim in rows if claim.when} == {8}
    assert [actor.actor_id for claim in rows for actor in claim.actors] == ["sy.saa"]


def test_rows_count_what_their_heading_names() -> None:
    rows = events(_TABLE)
    assert [(claim.where[0].text, claim.harms[0].harm, claim.harms[0].quantity.value) for claim in rows] == [
        ("Hass", "displaced", 3100),
        ("Sarjah", "displaced", 4600),
    ]


def test_rows_of_anything_else_are_no_harms() -> None:
    assert events("Hospitals by district:\n- Hass: 3\n- Sarjah: 1\n") == []
    assert events("Shelling of Hass killed nine people.\n\nContact: 33 44\nFloor: 2\n")[0].harms[0].quantity.value == 9
    assert len(events("Shelling of Hass killed nine people.\n\nContact: 33 44\nFloor: 2\n")) == 1
