"""How far a word of doubt reaches: what it governs is doubted, and nothing else of the sentence."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events, harms


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("If the army attacks Kolo, thousands could be killed.", "conditional"),
        ("As many as 30 people could have been killed when a shell hit Kolo.", "suspected"),
        ("A new raid on Kolo could leave hundreds dead.", "conditional"),
        ("Aid workers fear that 400 people have drowned.", "conditional"),
        ("Rebels vowed to attack the town of Kolo.", "planned"),
        ("A second strike is suspected to have hit Kolo, but no casualties were reported.", "suspected"),
        ("Eleven villagers were probably killed by a mine in Kolo.", "suspected"),
        ("Eleven villagers were reportedly killed by a mine in Kolo.", "alleged"),
    ],
)
def test_what_a_word_of_doubt_governs_is_doubted(text: str, modality: str) -> None:
    assert event(text).modality == modality


@pytest.mark.parametrize(
    "text",
    [
        "Six residents of Kolo who could not flee were found burnt to death.",
        "Rescuers could only recover six bodies after the air raid on Kolo.",
        "Six people were killed in Kolo and the number is expected to rise.",
        "Six people who would otherwise have left were killed by shelling in Kolo.",
        "The toll was likely to rise after six people were killed in Kolo.",
        "Neighbours who hid for fear of reprisals said soldiers killed six people in Kolo.",
        "The army, which plans to retake the town, shelled Kolo and killed six people.",
        "A ceasefire is expected to begin on Friday, after air strikes killed six people in Kolo.",
        "Police killed six men suspected of stealing cattle in Kolo.",
    ],
)
def test_what_else_a_sentence_tells_is_asserted(text: str) -> None:
    claim = event(text)
    assert claim.modality == "asserted"
    assert [(harm, value) for harm, value, _ in harms(claim)] == [("killed", 6)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor asked whether 20 people had been killed.",
        "It is unclear whether the pilot was killed.",
        "The police are investigating whether a policeman shot the girl.",
    ],
)
def test_what_is_asked_or_not_known_is_told_of_nobody(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Police could not confirm claims that 40 people were killed in Kolo.", "alleged"),
        ("The army was looking into a report that a shell killed six people in Kolo.", "alleged"),
        ("The police confirmed that 40 people were killed in Kolo.", "asserted"),
        ("It would be a lie to say that ten civilians were killed in Kolo.", "negated"),
        ("Rumours that gunmen killed ten people in Kolo are fake news.", "negated"),
        ("The UN did not know whether jets carried out the air strikes on Kolo, which killed two.", "asserted"),
        ("The mayor could not say whether rebels were behind the raid that killed ten people in Kolo.", "asserted"),
    ],
)
def test_what_nobody_confirms_is_alleged_and_what_is_called_a_lie_is_none(text: str, modality: str) -> None:
    assert event(text).modality == modality


def test_doubt_about_who_did_it_is_no_doubt_that_it_was_done() -> None:
    assert event("The raid on Kolo appeared to have been carried out by men on motorcycles.").modality == "asserted"
