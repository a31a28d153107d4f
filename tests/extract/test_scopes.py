"""One incident, several, or a running total: by counts, places, dates and tenses."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Landmines injured 19 people in Kayin State during August.", "aggregate"),
        ("A landmine injured two people in Kayin State in August.", "single"),
        ("Jets killed nine people in a raid on Hass in March.", "single"),
        ("Last month jets bombed the market in Hass, killing nine people.", "single"),
        ("Fighters abducted 150 people from villages south of Hass last month.", "aggregate"),
        ("Gunmen raided two villages near Hass on Monday, killing 12 people.", "aggregate"),
        ("Residents of nearby villages heard an explosion in Hass that killed two.", "single"),
        ("Some 19 health workers were killed in Lebanon in the 24 hours to this morning.", "aggregate"),
        ("Some 19 health workers were killed in Hass this morning.", "single"),
        ("Warplanes bombed the towns of Hass and Sarjah on Sunday.", "aggregate"),
        ("A car bomb killed two people in Hass, a village east of the city of Idlib.", "single"),
        (
            "At least 127 people have been killed in Hass since the army began its offensive two weeks ago.",
            "cumulative",
        ),
        ("Six bombs killed two milkmaids at a farm in Hass overnight.", "single"),
        ("Raids killed 16,800 people in Hass between 26 March 2015 and the end of last year.", "cumulative"),
        ("As of 4 September, 948 people had been killed in Hass.", "cumulative"),
        ("Rebels have besieged Hass for five weeks.", "single"),
        ("Sixteen people were killed on Monday in bombardment across rebel-held Borno State.", "aggregate"),
        ("Soldiers fired a shell across the border into Borno State on Monday, killing two.", "single"),
        ("Dozens of air strikes on Hass killed 16 people on Monday.", "aggregate"),
        ("A month of infighting in Hass has killed nearly 300 fighters.", "aggregate"),
        ("In January another attack on a shrine killed 70 people in Hass.", "single"),
        ("Rebels have used chlorine gas in Hass.", "aggregate"),
        ("Rebels used chlorine gas in Hass.", "single"),
        ("Three of the wounded in Hass have died since being brought to the hospital.", "single"),
        ("Three shells fell on a school in the Bulo Hubey neighbourhood on Sunday, killing four.", "single"),
    ],
)
def test_scope(text: str, scope: str) -> None:
    assert {claim.scope for claim in events(text)} == {scope}


def test_a_clause_that_counts_since_a_day_of_its_own_is_an_event_of_its_own() -> None:
    text = "In Ukraine 173 civilians were killed in August, and more than 12,400 have died since 24 February 2018."
    assert [claim.scope for claim in events(text)] == ["aggregate", "cumulative"]
    assert len(events("Shells hit Hass on Monday, and two people have died.")) == 1


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The conflict in Sudan, which has lasted nine years, has killed more than 28,000 people.", "cumulative"),
        ("Burkina Faso has so far lost at least 19 soldiers in the war.", "cumulative"),
        ("Dozens of people have been killed in an air strike on Nyala, a war monitor said.", "single"),
        ("Three soldiers were killed in the war on Friday.", "single"),
        ("Rebels captured Goma in January 2018.", "single"),
        ("Rebels captured Goma and Bukavu in January 2018.", "aggregate"),
    ],
)
def test_what_a_war_has_cost_runs_and_a_town_is_taken_once(text: str, scope: str) -> None:
    assert event(text).scope == scope
