"""Tolls of several days, parties and places: what is of the whole, and what of a part."""

from __future__ import annotations

from tests.extract.reading_of import event, events, harms


def test_two_days_joined_in_one_date_are_a_range_and_what_follows_is_a_part() -> None:
    told = event("Shells killed at least 30 people in Hass on 3 and 4 May 2018, of whom 12 died in a raid on a school.")
    assert told.when is not None
    assert (told.when.start.isoformat(), told.when.end.isoformat()) == ("2018-05-03", "2018-05-04")
    assert [(harm.quantity.value, harm.subset_of) for harm in told.harms] == [(30, None), (12, 0)]


def test_each_of_two_parties_has_its_own_figure() -> None:
    told = events("In May 2018, 41 civilians were killed by government forces and 17 by Russian forces in Hama.")
    assert [(harms(one)[0][1], [actor.actor_id for actor in one.actors]) for one in told] == [
        (41, ["sy.saa"]),
        (17, ["ru.mil"]),
    ]
    assert all(one.when and one.where for one in told)


def test_two_parties_of_one_figure_stay_together() -> None:
    told = event("In May 2018, 41 civilians were killed by Russian and government forces in Hama province.")
    assert {actor.actor_id for actor in told.actors} == {"ru.mil", "sy.saa"}


def test_parts_in_towns_leave_the_whole_in_its_province() -> None:
    told = events("30 people were killed across Idlib province, including two in Hass and three in Sarmin.")
    assert [(harms(one)[0][1], [place.text for place in one.where]) for one in told] == [
        (30, ["Idlib province"]),
        (2, ["Hass"]),
        (3, ["Sarmin"]),
    ]


def test_the_place_of_a_part_is_not_that_of_all_killed_in_a_period() -> None:
    told = events("In the first week of May 2018, nine people were killed, including four women in Hass.")
    assert [(harms(one)[0][1], [place.text for place in one.where]) for one in told] == [(9, []), (4, ["Hass"])]


def test_a_place_behind_a_comma_is_that_of_the_whole() -> None:
    told = event("In the first week of May 2018, nine people were killed, including four women, in Hass.")
    assert [place.text for place in told.where] == ["Hass"]


def test_deaths_that_came_a_day_before_a_strike_are_none_of_its_own() -> None:
    told = events("The strike on Saraqib came a day after 14 people died in Hass.", published="2018-09-15")
    dead = next(one for one in told if one.harms)
    assert ([place.text for place in dead.where], dead.when) == (["Hass"], None)


def test_a_number_of_those_killed_has_a_place_that_is_not_the_whole_s() -> None:
    told = events("Six people were killed in Idlib province on Monday, including two in Hass.")
    assert [(harms(one)[0][1], [place.text for place in one.where]) for one in told] == [
        (6, ["Idlib province"]),
        (2, ["Hass"]),
    ]
    assert len({one.when.start for one in told if one.when}) == 1


def test_a_part_in_an_attack_has_its_place_and_its_day() -> None:
    told = events(
        "At least 20 civilians were killed in Idlib province last week, 11 of them in a strike on the market of Hass on"
        " Monday."
    )
    whole, part = sorted(told, key=lambda one: -(harms(one)[0][1] or 0))
    assert [place.text for place in whole.where] == ["Idlib province"]
    assert ([place.text for place in part.where], harms(part)[0][1]) == (["Hass"], 11)
    assert part.when is not None
    assert part.when.start == part.when.end
    assert whole.when is not None
    assert whole.when.start < whole.when.end
    assert not whole.targets
    assert [target.target_id for target in part.targets] == ["obj.market"]


def test_those_who_died_elsewhere_of_those_killed_are_told_by_themselves() -> None:
    told = events(
        "At least 61 civilians were killed in Idlib province between 2 and 5 September. Of those killed, 31 died in"
        " the bombing of the market in Hass on Monday, and eight in Ariha on Sunday."
    )
    assert [(harms(one)[0][1], [place.text for place in one.where]) for one in told] == [
        (61, ["Idlib province"]),
        (31, ["Hass"]),
        (8, ["Ariha"]),
    ]


def test_children_of_those_killed_stay_a_part() -> None:
    told = event("At least 61 civilians were killed in Hass on Monday. Of those killed, 12 were children.")
    assert [(harm.quantity.value, harm.subset_of) for harm in told.harms] == [(61, None), (12, 0)]


def test_groups_that_make_up_the_number_before_them_are_its_parts() -> None:
    told = event(
        "Medics confirmed the deaths of 28 civilians in the raid on Hass, 17 men, four women and seven children."
    )
    assert [(harm.quantity.value, harm.subset_of, harm.status) for harm in told.harms] == [
        (28, None, "civilian"),
        (17, 0, "civilian"),
        (4, 0, "civilian"),
        (7, 0, "civilian"),
    ]


def test_groups_that_are_more_or_fewer_stand_by_themselves() -> None:
    told = event("Shells killed 12 farmers in Hass, two women and a nurse.")
    assert sum(harm.subset_of is None for harm in told.harms) > 1


def test_a_part_at_some_occasion_has_its_place_too() -> None:
    told = events(
        "Since the start of September, mines and shelling have killed at least 13 civilians in Idlib province, eight of"
        " them at the wedding in Hass."
    )
    places = {harms(one)[0][1]: [place.text for place in one.where] for one in told}
    assert places == {13: ["Idlib province"], 8: ["Hass"]}
