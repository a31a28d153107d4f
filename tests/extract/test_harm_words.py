"""Words of harm and of people: which harm they tell, of how many, and what tells of nobody hurt."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import claims_of, events, situations

Told = list[tuple[str, float | None, object]]


def _told(text: str) -> Told:
    return [(harm.harm, harm.quantity.value, harm.subset_of) for claim in events(text) for harm in claim.harms]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nine villagers were burnt alive by soldiers in Taiz.", [("killed", 9, None)]),
        ("Gunmen hacked to death eight farmers near Taiz.", [("killed", 8, None)]),
        ("A missile hit a shelter in Sumy, burning to death five people.", [("killed", 5, None)]),
        ("During the siege 300 people had starved to death in Taiz.", [("killed", 300, None)]),
        ("Police in Nablus tear-gassed 40 people.", [("suffocation", 40, None)]),
        ("A shell hit Taiz; 12 people suffered smoke inhalation.", [("suffocation", 12, None)]),
        ("A shell hit Sumy; seven people were rushed to hospital.", [("injured", 7, None)]),
        ("A mine near Sumy blew up; two men lost limbs.", [("injured.severe", 2, None)]),
        ("A boat was hit off Taiz; three were rescued and six went missing.", [("missing", 6, None)]),
        ("A shell hit Sumy; three men escaped unharmed.", []),
    ],
)
def test_words_of_harm_tell_which_harm(text: str, told: Told) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shells on Sumy killed a guard and wounded another.", [("killed", 1, None), ("injured", 1, None)]),
        ("Shells on Sumy killed two men; a third was wounded.", [("killed", 2, None), ("injured", 1, None)]),
        ("Shells on Sumy killed two men before a third attack.", [("killed", 2, None)]),
        ("Shells on Sumy killed another 20 people.", [("killed", 20, None)]),
        ("None of the 30 pupils was hurt when a shell hit a school in Sumy.", [("injured", 0, None)]),
        ("No one was killed when shells hit Sumy, the army said.", [("killed", 0, None)]),
    ],
)
def test_one_person_or_nobody_by_a_pronoun(text: str, told: Told) -> None:
    assert _told(text) == told
    assert not [claim for claim in claims_of(text) if claim.kind == "response"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "At least 16 people, two of whom were nurses, were killed when shells hit Sumy.",
            [("killed", 16, None), ("killed", 2, 0)],
        ),
        (
            "In Sumy 30 residents, eight of them children, suffered smoke inhalation.",
            [("suffocation", 30, None), ("suffocation", 8, 0)],
        ),
        (
            "Of the 60 people wounded in Sumy, nine later died of their wounds.",
            [("injured", 60, None), ("died_later", 9, 0)],
        ),
        ("Three of the 12 people wounded in Sumy have died.", [("injured", 12, None), ("died_later", 3, 0)]),
        ("4 of the 9 people killed in Sumy were children.", [("killed", 9, None), ("killed", 4, 0)]),
        (
            "Shells on Sumy killed 11 people, among them three brothers aged 5, 8 and 12.",
            [("killed", 11, None), ("killed", 3, 0)],
        ),
        ("In Sumy 29 people were killed, seven of them boys under 15.", [("killed", 29, None), ("killed", 7, 0)]),
    ],
)
def test_wholes_and_parts_by_their_words(text: str, told: Told) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("An average of 11 people have been killed in Taiz since May.", []),
        ("Medics said one in five of the 90 wounded in Taiz had burns.", [90]),
    ],
)
def test_rates_are_no_counts(text: str, numbers: list[float]) -> None:
    assert [number for _, number, _ in _told(text)] == numbers


def test_those_who_are_treated_for_burns_are_hurt_and_no_beneficiaries() -> None:
    text = "Shells hit Sumy, in which 11 people were treated for burns."
    assert _told(text) == [("injured", 11, None)]
    assert not situations(text)


def test_three_all_children_says_it_of_the_three() -> None:
    (claim,) = events("Three — all children — were hurt when a shell hit Sumy.")
    assert (claim.harms[0].quantity.value, claim.harms[0].who) == (3, ("child",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A drone killed a farmer in Sumy, two Ukrainian security sources said.", [("killed", 1, None)]),
        ("Shells hit Sumy, injuring 13, a local official said.", [("injured", 13, None)]),
        ("Shells on Sumy killed two men and a nurse.", [("killed", 2, None), ("killed", 1, None)]),
        (
            "Shells on Sumy left 14 dead and 20 injured, local media said.",
            [("killed", 14, None), ("injured", 20, None)],
        ),
        ("A priest was leading a funeral for 11 people killed in the raid on Sumy.", [("killed", 11, None)]),
        ("A priest was later shot dead in Sumy by gunmen.", [("killed", 1, None)]),
    ],
)
def test_those_who_tell_or_stand_by_are_no_victims(text: str, told: Told) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gunmen took 12 villagers hostage in Djibo.", [("abducted", 12, None)]),
        ("Soldiers beat two men to death in Djibo.", [("killed", 2, None)]),
        ("A raid on Djibo left 300 residents homeless.", [("displaced", 300, None)]),
        ("A raid on Djibo killed two hostages.", [("killed", 2, None)]),
        (
            "A raid on Djibo killed two, bringing to 11 the number of nurses killed there.",
            [("killed", 2, None), ("killed", 11, None)],
        ),
        ("Half of the population of 22 million has fled from Djibo.", []),
        ("MSF treated 135 survivors of rape in Adre.", [("sexual_violence", 135, None)]),
    ],
)
def test_words_on_both_sides_of_the_people(text: str, told: Told) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Some 25 million people - half of Sudan's population - need humanitarian assistance.", [25_000_000]),
        ("The number of displaced people in Haiti has risen to 600,000.", [600_000]),
        ("The number of refugees in Chad was discussed by 40 states.", []),
    ],
)
def test_stock_figures_beside_asides_and_after_their_verb(text: str, figures: list[float]) -> None:
    assert [claim.quantity.value for claim in situations(text) if claim.quantity is not None] == figures


def test_who_was_cared_for_by_one_of_the_dead_is_not_counted() -> None:
    assert [value for _, value, _ in _told("The dead in Sumy included a nurse who was treating a patient.")] == [
        None,
        1,
    ]
    assert [value for _, value, _ in _told("The dead in Sumy included a nurse and a patient.")] == [None, 1, 1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bodies of three people were taken to hospital in Sumy after shelling.", [("killed", 3, None)]),
        ("Three people were taken to hospital in Sumy after shelling.", [("injured", 3, None)]),
        ("Shells on Sumy wounded his four children.", [("injured", 4, None)]),
        (
            "Shells on Sumy left seven wounded, of whom two critically.",
            [("injured", 7, None), ("injured.severe", 2, 0)],
        ),
        ("Shells on Sumy killed or maimed 40 people.", [("killed_or_injured", 40, None)]),
    ],
)
def test_kin_and_the_severely_hurt(text: str, told: Told) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Strikes killed 106 people in Rafah on Friday, bringing the toll to 35,562.",
            [(106, "single"), (35562, "cumulative")],
        ),
        (
            "Strikes killed 106 people in Rafah, bringing the toll since 7 May to 562.",
            [(106, "single"), (562, "cumulative")],
        ),
    ],
)
def test_the_toll_that_an_event_adds_to_is_no_event_of_its_day(text: str, expected: list[tuple[int, str]]) -> None:
    told = events(text)
    assert [harm.quantity.value for claim in told for harm in claim.harms] == [value for value, _ in expected]
    assert told[1].scope == "cumulative"
    assert told[1].when is None or told[1].when.basis != "inherited"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A suicide bomber killed himself and 13 others in Mogadishu.", [("killed", 13)]),
        ("Soldiers killed four bandits and rescued 11 abducted schoolgirls in Kaduna.", [("killed", 4)]),
        ("Bandits killed four guards and kidnapped 11 schoolgirls in Kaduna.", [("killed", 4), ("abducted", 11)]),
        ("The mayor of Bakhmut denied that 70 civilians had been killed by shelling.", []),
    ],
)
def test_who_is_freed_or_denies_is_no_victim(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms] == expected


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Soldiers had not killed 18 students in Pauktaw, the spokesman said.", "negated"),
        ("The shelling did not kill 30 people in Luhansk.", "negated"),
        ("There is no evidence that Israel killed 500 people in Rafah, an official said.", "negated"),
        ("An earlier version of this story said 40 civilians were killed in Goma.", "negated"),
        ("Shelling killed 30 people in Luhansk, who had not been warned.", "asserted"),
        ("No one was killed in Luhansk.", "asserted"),
    ],
)
def test_a_figure_that_is_denied_is_negated(text: str, modality: str) -> None:
    assert [claim.modality for claim in events(text)] == [modality]
