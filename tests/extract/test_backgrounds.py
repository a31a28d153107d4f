"""What a clause tells by the way is an event of its own and leaves the event of its sentence alone."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events

Told = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def told(text: str) -> set[Told]:
    """The types, places and actors of each event."""
    return {
        (
            claim.event_types,
            tuple(place.text for place in claim.where),
            tuple(actor.text for actor in claim.actors),
        )
        for claim in events(text)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a war that goes on where something happened, with commas and without
        (
            "A shell killed nine people on Friday in Omdurman, where the army is battling the rebels, a monitor said.",
            {
                (("shelling",), ("Omdurman",), ()),
                (("clashes",), ("Omdurman",), ("the army", "the rebels")),
            },
        ),
        (
            "A shell killed nine people on Friday in Omdurman where the army is battling the rebels a monitor said.",
            {
                (("shelling",), ("Omdurman",), ()),
                (("clashes",), ("Omdurman",), ("the army", "the rebels")),
            },
        ),
        # what the one who acts has long done
        (
            "Houthi fighters, who have besieged Taiz since 2015, shelled a market in Marib on Friday, killing two.",
            {
                (("siege",), ("Taiz",), ("Houthi fighters",)),
                (("shelling",), ("Marib",), ("Houthi fighters",)),
            },
        ),
        (
            "The group, which has killed hundreds of civilians in Ituri since 2016, attacked Beni, killing nine.",
            {
                (("attack",), ("Ituri",), ("The group",)),
                (("attack",), ("Beni",), ("The group",)),
            },
        ),
        # a name and what it did on a day of its own; common nouns are told by it which of them are meant
        (
            "Hamas, which seized Gaza in 2007, fired rockets at Ashkelon, wounding two.",
            {
                (("ground_attack",), ("Gaza",), ("Hamas",)),
                (("shelling",), ("Ashkelon",), ("Hamas",)),
            },
        ),
        (
            "Gunmen who stormed Timbuktu on Friday killed five people.",
            {(("ground_attack",), ("Timbuktu",), ("Gunmen",))},
        ),
        # why it was done
        (
            "The rebels shelled Bakhmut in reprisal for the killing of a commander by troops in Donetsk on Friday.",
            {(("shelling",), ("Bakhmut",), ("The rebels",)), ((), ("Donetsk",), ())},
        ),
        # what it came after, and since when
        (
            "Wednesday's explosion came as Ethiopian troops stormed Axum.",
            {(("bombing",), (), ()), (("ground_attack",), ("Axum",), ("Ethiopian troops",))},
        ),
        (
            "Troops have stepped up their shelling of Hodeidah since Houthi fighters stormed Zabid last week.",
            {
                (("shelling",), ("Hodeidah",), ("Troops",)),
                (("ground_attack",), ("Zabid",), ("Houthi fighters",)),
            },
        ),
        # the relative clause of an attack goes on about it
        ("A raid that has killed six people hit Taiz on Friday.", {(("attack",), ("Taiz",), ())}),
        (
            "Three men who had been abducted in Mopti on Friday were found dead.",
            {(("abduction",), ("Mopti",), ())},
        ),
    ],
)
def test_what_is_told_by_the_way_stands_apart(text: str, expected: set[Told]) -> None:
    assert told(text) == expected


def test_a_comma_closes_what_a_comma_opened() -> None:
    found = events("Shells hit Taiz, where 400 people have been killed since March, on Friday, wounding two.")
    figures = {tuple((harm.harm, harm.quantity.value) for harm in claim.harms): claim for claim in found}
    assert set(figures) == {(("killed", 400.0),), (("injured", 2.0),)}
    assert str(figures[(("injured", 2.0),)].when and figures[(("injured", 2.0),)].when.start) == "2018-09-14"


def test_the_rest_of_a_sentence_rests_on_its_own_words() -> None:
    found = events("A shell killed nine people in Omdurman, where the army is battling the rebels, on Friday.")
    killed = next(claim for claim in found if claim.harms)
    assert [piece.quote for piece in killed.evidence] == ["A shell killed nine people in Omdurman,", ", on Friday."]


def test_what_people_flee_from_is_not_what_killed_them() -> None:
    text = "A raid killed six women as they fled fighting between the army and the Houthis near Marib on Friday."
    assert told(text) == {(("attack",), ("Marib",), ())}
    assert told("Fighting between the army and the Houthis near Marib killed six women.") == {
        (("clashes",), ("Marib",), ("the army", "the Houthis"))
    }


def test_a_war_that_goes_on_is_no_second_telling_of_what_was_told() -> None:
    text = "A suicide bomber killed two guards in Mopti on Friday. The army is fighting jihadists across Mali."
    assert [claim.event_types for claim in events(text)] == [("suicide_bombing",), ("clashes",)]
    assert [claim.when is not None for claim in events(text)] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # after an attack of another kind, by others
        (
            "At least 31 civilians were killed in air strikes on Marib after Houthi fighters seized Zabid.",
            {(("air_strike",), ("Marib",), ()), (("ground_attack",), ("Zabid",), ("Houthi fighters",))},
        ),
        ("Five people were killed after a shell hit their house in Kharkiv.", {(("shelling",), ("Kharkiv",), ())}),
        # whose a place is
        (
            "A shell hit a market in Zabid, a town captured by Houthi fighters in 2015, wounding two.",
            {(("shelling",), ("Zabid",), ()), (("ground_attack",), ("Zabid",), ("Houthi fighters",))},
        ),
        # where those who were hurt had been before
        (
            "A car bomb killed 12 people in Aleppo near coaches with families who had been evacuated from Fua.",
            {(("bombing",), ("Aleppo",), ())},
        ),
        # "that" leads to what is said
        ("A doctor said that three nurses have been killed in Gao.", {((), ("Gao",), ())}),
    ],
)
def test_what_was_before_or_is_told_of_a_place(text: str, expected: set[Told]) -> None:
    assert told(text) == expected


def test_a_day_after_including_is_that_of_one_attack() -> None:
    text = (
        "The market of Gao has been shelled before, including on 19 June 2018, when six people were killed in a raid."
    )
    found = {
        claim.when and str(claim.when.start): [harm.quantity.value for harm in claim.harms] for claim in events(text)
    }
    assert found == {"2018-06-19": [6.0], None: []}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Jets killed six fighters in Marib and a lorry was hit by a shell in Hodeidah, injuring two.", [[6.0], [2.0]]),
        ("Troops killed 50 militants in Gao as army units stormed Timbuktu, killing 35.", [[50.0], [35.0]]),
        # what a teller's place, a list of places and one figure over a joint do not tell apart
        ("A doctor in Gao said that three were killed and four others hurt in Timbuktu.", [[3.0, 4.0]]),
        ("Rockets fired from Gao and Mopti hit a market in Timbuktu, killing three.", [[3.0]]),
    ],
)
def test_a_clause_with_a_place_and_a_verb_of_its_own_is_an_event_of_its_own(
    text: str, figures: list[list[float]]
) -> None:
    assert [[harm.quantity.value for harm in claim.harms] for claim in events(text)] == figures


def test_what_happened_again_on_a_later_day_is_told_twice() -> None:
    found = events("The hospital in Gao was bombed in May 2017, killing two, and again on 3 June 2018.")
    assert [(str(claim.when and claim.when.start), len(claim.harms)) for claim in found] == [
        ("2017-05-01", 1),
        ("2018-06-03", 0),
    ]


def test_those_who_act_after_an_attack_did_not_do_it() -> None:
    text = "The troops opened fire in Baidoa after a roadside bomb hit their convoy."
    assert told(text) == {(("shooting",), ("Baidoa",), ("The troops",))} | {
        claim for claim in told(text) if claim[0] == ("bombing",)
    }


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("A strike killed 12 people in Hass, the deadliest since an attack in 2019 that killed 40.", [["12"], ["40"]]),
        (
            "A bomb killed nine people in Hass, the worst attack since a blast that left 40 dead.",
            [["nine"], ["40"]],
        ),
        ("Shelling killed nine people in Hass, the worst since March.", [["nine"]]),
    ],
)
def test_what_an_attack_is_the_worst_since_is_another(text: str, figures: list[list[str]]) -> None:
    assert sorted([harm.quantity.text for harm in claim.harms] for claim in events(text)) == sorted(figures)


def test_what_was_a_year_before_has_its_own_place() -> None:
    told = [one for one in events("A year after the strikes on Homs, gunmen killed nine people in Hama.") if one.harms]
    assert [[place.text for place in one.where] for one in told] == [["Hama"]]
