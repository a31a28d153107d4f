"""A record sheet is one event, whatever its lines are called; other lines with a colon are none."""

from __future__ import annotations

from tests.extract.reading_of import event, events

SHEET = """Incident 3

Location: Zarqa, northern Jazan
Date: 7 April 2017
Clinic: the health centre of Zarqa
Attacks: Two airstrikes
Reported casualties: 4
Reported injured: 12
Alleged perpetrator: Saudi or Emirati air force
"""


def test_a_sheet_is_one_event_with_all_that_its_lines_say() -> None:
    claim = event(SHEET)
    assert [(harm.harm, harm.quantity.value, harm.subset_of) for harm in claim.harms] == [
        ("killed", 4, None),
        ("injured", 12, None),
    ]
    assert claim.event_types == ("air_strike",)
    assert claim.attacks is not None
    assert claim.attacks.value == 2
    assert claim.when is not None
    assert claim.when.start.isoformat() == "2017-04-07"
    assert [target.text for target in claim.targets] == ["health centre"]
    assert {(actor.text, actor.certainty) for actor in claim.actors} == {
        ("Saudi", "suspected"),
        ("Emirati air force", "suspected"),
    }


def test_the_text_below_a_sheet_goes_on_with_its_event() -> None:
    claim = event(SHEET + "\nThe third attack on a clinic took place on 7 April 2017. It killed four people.\n")
    assert claim.attacks is not None


def test_a_sheet_in_columns_is_read_too() -> None:
    rows = ("Date | 2 December 2017", "Place | Zarqa", "Type | Drone strike", "Civilians killed | 4", "Blamed on | M23")
    claim = event("Incident 4\n\n" + "\n".join(rows))
    assert [(harm.quantity.value, harm.status) for harm in claim.harms] == [(4, "civilian")]
    assert [(actor.text, actor.certainty) for actor in claim.actors] == [("M23", "stated")]


def test_lines_that_say_neither_where_nor_when_are_no_sheet() -> None:
    text = "Note: the clinic is closed.\nQuestion: who did it?\nAnswer: Shells killed two people in Zarqa.\n"
    assert [len(claim.evidence) for claim in events(text)] == [1]
