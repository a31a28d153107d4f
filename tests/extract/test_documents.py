"""Over the whole text: totals, figures of several tellers, lists under a heading, places told again."""

from __future__ import annotations

from harmtrace.model.claim import EventClaim
from tests.extract.reading_of import chain, event, events, harms, responses


def figures(claims: list[EventClaim]) -> list[tuple[str, float | None]]:
    return [(claim.scope, claim.harms[0].quantity.value) for claim in claims if claim.harms]


def test_a_total_over_two_strikes_is_no_third_strike() -> None:
    text = (
        "An air strike on Hass killed at least 17 people on Thursday. A second strike in Sarmin on the same day killed"
        " four. In total, 21 people were killed in the two strikes, the health ministry said."
    )
    found = events(text)
    assert figures(found) == [("single", 17), ("single", 4), ("aggregate", 21)]
    assert [place.name for place in found[2].where] == [found[0].where[0].name, found[1].where[0].name]


def test_two_tellers_with_two_figures_in_one_sentence_are_two_claims() -> None:
    text = (
        "The Local Coordination Committee put the death toll of the strike on Hass at three, while Orontes News"
        " reported that four people had died."
    )
    assert [(chain(claim)[0], claim.harms[0].quantity.value) for claim in events(text)] == [
        ("Local Coordination Committee", 3),
        ("Orontes News", 4),
    ]


def test_an_earlier_and_a_later_toll_are_two_claims() -> None:
    text = "Officials had put the toll of the strike on Hass at 12 on Wednesday, and at nine in the first hours."
    assert sorted(value or 0 for _, value in figures(events(text))) == [9, 12]


def test_the_lines_of_a_list_have_teller_and_period_of_their_heading() -> None:
    text = (
        "Figures collected by local health offices from 1 to 4 September:\n\n"
        "Hass: 6 killed, 14 wounded\nSarmin: 3 killed (all civilians), 9 wounded\n"
        "Total for both towns: 9 killed, 23 wounded"
    )
    found = events(text)
    assert {chain(claim)[0] for claim in found} == {"local health offices"}
    assert all(claim.when is not None and str(claim.when.start) == "2018-09-01" for claim in found)
    assert [claim.scope for claim in found] == ["aggregate"] * 3
    assert harms(found[1])[0] == ("killed", 3, "civilian")


def test_a_transcript_gives_each_turn_to_its_speaker() -> None:
    text = (
        "Jane Doe, spokesperson: Nineteen people were killed by shelling of Hass on Friday.\n"
        "Question: Can you confirm the figure?\n"
        "Doe: Three rescuers were injured when a tank fired at their car in Sarmin on Thursday."
    )
    assert [chain(claim)[0] for claim in events(text)] == ["Jane Doe", "Jane Doe"]


def test_words_announced_before_a_colon_are_the_speakers() -> None:
    text = (
        "Civil Defence member Omar Daqa told the Orontes Centre:\n\n"
        '"Warplanes bombed Hass on Friday. As a result, 17 people were killed."'
    )
    assert chain(event(text))[0] == "Omar Daqa"


def test_a_party_that_says_nothing_was_struck_denies() -> None:
    text = "Rockets hit Hass on Friday, killing two people. Russia said that no Russian aircraft struck the town."
    assert [claim.type for claim in responses(text)] == ["denies"]
    assert figures(events(text)) == [("single", 2)]


def test_condemnations_and_general_judgements_tell_no_event() -> None:
    assert not events("The United Nations condemned the air strikes on hospitals.")
    assert not events("Attacks on civilians are war crimes, the League said.")


def test_the_town_told_again_is_the_town_named_before() -> None:
    text = (
        "The road to the town of Sarmin is closed.\n\nOn Friday 7 September, mortar fire killed two people in the town."
    )
    claim = event(text)
    assert [(place.text, place.name) for place in claim.where] == [("the town", "Sarmin")]


def test_a_figure_since_a_day_is_not_of_that_day() -> None:
    claim = event("The mayor said that as of Thursday 240 civilians had been killed in Hass since 1 July.")
    assert claim.when is not None
    assert (str(claim.when.start), claim.scope) == ("2018-07-01", "cumulative")


def test_a_quarter_stands_for_its_town_and_a_hospital_for_none() -> None:
    quarter = event("In Sarmin, a shell fell on houses in Bab Touma neighbourhood on Friday, killing two people.")
    assert [place.level for place in quarter.where] == ["neighbourhood"]
    hospital = event("Helicopters dropped two barrel bombs on Nabd hospital in the village of Hass on Friday.")
    assert [place.level for place in hospital.where] == ["settlement"]
    assert [target.target_id for target in hospital.targets] == ["obj.medical"]


def test_soldiers_who_died_are_not_those_who_did_it() -> None:
    claim = event("Sixty-two Syrian soldiers were killed in an air strike by the US-led coalition on Friday near Hass.")
    assert [(actor.actor_id, actor.role) for actor in claim.actors] == [
        ("sy.saa", "targeted_party"),
        ("us.coalition", "alleged_perpetrator"),
    ]


def test_who_is_set_against_another_teller_does_not_speak_through_him() -> None:
    text = (
        "Officials had put the toll of the strike on Hass at 12 on Wednesday, while Orontes News reported that 14"
        " people, two of them children, had died."
    )
    assert [(chain(claim)[0], [harm.quantity.value for harm in claim.harms]) for claim in events(text)] == [
        ("Officials", [12]),
        ("Orontes News", [14, 2]),
    ]


def test_a_toll_raised_later_is_not_added_to_the_one_before() -> None:
    text = "The governor said 39 people had been killed in Hass on Friday; he later raised the toll to 52."
    assert sorted(claim.harms[0].quantity.value or 0 for claim in events(text)) == [39, 52]
    assert all(len(claim.harms) == 1 for claim in events(text))


def test_a_figure_that_was_withdrawn_does_not_stand() -> None:
    (claim,) = events("The UN first said 110 civilians were killed in Hass on Friday, then withdrew the figure.")
    assert claim.modality == "negated"


def test_a_coalition_is_known_by_its_full_name_only() -> None:
    (claim,) = events("At least 140 people were killed when coalition planes bombed a funeral hall in Hass on Friday.")
    assert [actor.actor_id for actor in claim.actors] == [None]
