"""Answers to what is told: an example to take and one to leave for each way of answering."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import chain, events, labels, responses

RAID = "Shells hit Aden on Monday, killing two. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army has repeatedly and firmly denied the raid on Hays.", ["denies"]),
        ("The army has not denied the raid on Hays.", []),
        ("The raid was claimed by the Islamic State.", ["claims_responsibility"]),
        ("It was claimed that the raid failed.", []),
        ("No group claimed responsibility for the raid.", []),
        ("The militia claimed the attack on Monday.", ["claims_responsibility"]),
        ("The militia claimed the attack killed two.", []),
        ("The Houthi movement said it was behind the raid.", ["claims_responsibility"]),
        ("The Egyptian army said its jets carried out the raid.", ["admits"]),
        ("The Egyptian army said its jets carried out 20 raids.", []),
        ("A Taliban spokesman said by telephone that the movement was not involved.", ["denies"]),
        ("A Taliban spokesman said by telephone that the road was not open.", []),
        ("The Egyptian army stressed that neither Egyptian nor Sudanese jets were flying any missions.", ["denies"]),
        ("The Egyptian army said that it does not target civilians.", []),
        ("The Egyptian army said that it would not stop its operation.", []),
        ("The army calls the story fiction.", ["denies"]),
        ("The army calls the story a warning.", []),
        ("State television said rebels burned Pauk. That is a lie.", ["denies"]),
        ("The army said none of its men were on the road when shells hit Goma.", ["denies"]),
        (
            "“We have nothing to do with the raid,” the militia's envoy Ali Doe said by text message.",
            ["denies"],
        ),
        ("Al-Shabaab took credit for the raid on Goma.", ["claims_responsibility"]),
        ("The council took responsibility for the schools of Goma.", []),
        ("No group has taken responsibility for the raid on Goma.", []),
        ("The militia, which has boasted of laying the mine, has besieged Goma.", ["claims_responsibility"]),
        ("Elders contested that account.", ["disputes_figure"]),
        ("The army took ground near the contested towns.", []),
        ("The clinic admitted 24 wounded people.", []),
        ("The army acknowledged the loss of a jet.", []),
        ("The army neither confirmed nor denied the raid on Goma.", []),
        ("That figure is not correct.", ["disputes_figure"]),
        ("That figure is correct.", []),
        ("The militia called the toll exaggerated.", ["disputes_figure"]),
        ("The militia called the toll shocking.", []),
        ("Two convoys denied or delayed by the army never came.", []),
        ("The army called reports that its jets had hit the school in Hays a lie.", ["denies"]),
        ("The army called reports that its jets had hit the school in Hays a warning.", []),
        ("The army said the reports of a raid on the camp were false.", ["denies"]),
        ("The army said the reports of a raid on the camp were detailed.", []),
        ("The army rejected that figure.", ["disputes_figure"]),
        ("The army rejected that claim.", ["denies"]),
        ("The field commander Omar Taha said he had ordered the raid.", ["claims_responsibility"]),
        ("The field commander Omar Taha said he had ordered the bread.", []),
        ("The Sons of the Valley said they had planted the bomb.", ["claims_responsibility"]),
        ("The Tihama League said it had conducted the survey after the raid.", []),
        ("M23 head Bertrand Taha said the army had fired from the hills.", []),
        ("M23 head Bertrand Taha said the group had carried out the raid.", ["claims_responsibility"]),
    ],
)
def test_an_answer_denies_admits_claims_or_disputes(text: str, expected: list[str]) -> None:
    assert [claim.type for claim in responses(RAID + text)] == expected


def test_who_was_accused_in_the_sentence_denies() -> None:
    claims = responses("Residents accused the Rapid Support Forces of the raid on Hays; the group denied it.")
    assert [(claim.type, chain(claim)[0]) for claim in claims] == [("denies", "Rapid Support Forces")]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The army denied it had shelled Hays, calling the reports lies.", "it had shelled Hays"),
        ("The army denied it had shelled Hays, as the League reported in May.", "it had shelled Hays"),
        ("The army denied it had shelled Hays, Zabid and Mocha.", "it had shelled Hays, Zabid and Mocha"),
        ("The army denied it had shelled Hays and rejected the charge of murder.", "it had shelled Hays"),
        ("The army denied it had shelled Hays and called on the UN to act.", "it had shelled Hays"),
    ],
)
def test_what_is_denied_ends_where_another_clause_begins(text: str, about: str) -> None:
    claim = responses(text)[0]
    assert claim.source.content[claim.about.start : claim.about.end] == about


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("M23 took credit for the assault on Sake and said that it had killed 57 soldiers.", [57]),
        ("Elders in Sake contested that account: a herder and two girls had been cut down, they maintained.", [1, 2]),
        ("M23 took credit for the assault on Sake and the truce.", []),
    ],
)
def test_what_is_told_beside_an_answer_is_an_event(text: str, figures: list[int]) -> None:
    assert [harm.quantity.value for claim in events(text) for harm in claim.harms] == figures


@pytest.mark.parametrize(
    ("text", "labels_told"),
    [
        ("The army denied that its men had committed war crimes in Hays.", []),
        ("The League said that its men had committed war crimes in Hays.", ["war_crime"]),
    ],
)
def test_what_is_denied_is_called_by_nobody(text: str, labels_told: list[str]) -> None:
    assert [claim.label for claim in labels(text)] == labels_told


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Chad blamed the Kurdish YPG militia, which denied it and said the raid was a quarrel.", "YPG"),
        ("Chad blamed the weather and said the raid was a quarrel.", None),
    ],
)
def test_who_is_blamed_is_told_though_the_raid_is_spoken_of_too(text: str, actor: str | None) -> None:
    told = [a.text for claim in events(RAID + text) for a in claim.actors if a.role == "alleged_perpetrator"]
    assert (actor in told) if actor else not told
