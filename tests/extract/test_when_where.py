"""Which dates and places of a sentence are those of the event, and which only stand beside it."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid on Jenin, the fourth this month, left seven dead.", None),
        ("In the deadliest attack this year, gunmen shot dead 104 people in Barsa.", None),
        ("A drone fired at a car in Marib, killing three men, the third such strike since 2016.", None),
        ("Shells killed nine people in Hama this week.", "2018-09-10"),
        ("The first strike this week killed nine people in Hama.", "2018-09-10"),
        ("Only last week jets bombed a market in Douma, killing nine people.", "2018-09-03"),
        ("A bomb exploded in Mosul's 17 July district, killing two people.", None),
        ("A bomb exploded in Mosul on 17 July, killing two people.", "2018-07-17"),
        ("A strike hit a school on 3 May. A nurse saw 38 dead by the evening of the following day.", "2018-05-03"),
    ],
)
def test_the_time_of_a_comparison_a_count_or_a_name_is_not_that_of_the_event(text: str, expected: str | None) -> None:
    when = event(text).when
    assert (when.start.isoformat() if when else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 11.00 Moscow time, drones hit a depot in Tokmak, killing two people.", ["Tokmak"]),
        ("On Friday the Kyiv regime shelled Horlivka, killing two people.", ["Horlivka"]),
        ("Drones killed two fighters near Ain Issa, a claim Ankara did not comment on.", ["Ain Issa"]),
        ("Shells killed two people in Kalemba health zone on Friday.", ["Kalemba health zone"]),
        ("Shells killed two people in a health zone on Friday.", []),
        ("On Friday drones hit a house in Kyiv, killing two people.", ["Kyiv"]),
        ("A monitor, based in Britain, said 15 people had died in the attack on Hama.", ["Hama"]),
        ("A strike on a market in Saraf Omra, a town about 200km west of El Fasher, killed nine.", ["Saraf Omra"]),
        ("In Bazwaya, a village east of the city of Mosul, gunmen killed five people.", ["Bazwaya"]),
        ("A shell hit the village of Nekhoteyevka in the Belgorod region, killing one.", ["Nekhoteyevka"]),
        ("Shells hit the village of Hass and the Belgorod region, killing one.", ["Hass", "Belgorod"]),
        ("Sudan's state-run news agency said shells had killed nine people in Nyala.", ["Nyala"]),
        ("Nine people have been killed in Sudan's civil war.", ["Sudan"]),
        ("Aircraft of the United States killed nine people in Marib.", ["Marib"]),
        ("Turkey first launched raids that killed nine people in Sirte.", ["Sirte"]),
        ("Raids from Turkey killed nine people.", []),
        ("Under a deal with Turkey shells that killed nine people in Sirte fell silent.", ["Sirte"]),
        ("Iran, Turkey and Russia have killed nine people.", []),
        ("Raids in Iran, Turkey and Yemen left nine people dead.", ["Iran", "Turkey", "Yemen"]),
        ("A shell killed nine people in Mosul's rebel-held Zahra district.", ["Zahra district"]),
        ("A bomb killed nine people at the Ibn Omar school in Mosul.", ["Mosul"]),
        ("A bomb killed nine people at Zaboura Road in Mosul.", ["Zaboura Road"]),
        ("Shells killed nine people in Bel Torra, in Mosul.", ["Bel Torra"]),
        ("Shells killed nine people in Bel Torra, a village of ninety houses near Mosul.", ["Bel Torra"]),
        ("Shells from Sirte killed nine people in Mosul, and others from Taiz.", ["Mosul"]),
        ("The WHO in Geneva said shells had killed nine people in Mosul.", ["Mosul"]),
        ("Shells killed nine people in the Hama province town of Salamiyah.", ["Salamiyah"]),
        ("Shells killed nine people; all of Mosul except the Zahra district was hit.", ["Mosul"]),
        ("Tehran and its allies killed nine people in Mosul.", ["Mosul"]),
        ("In support of its ally Damascus, Moscow struck Hama, killing nine people.", ["Hama"]),
        ("Taiz: shells killed nine people in Hays.", ["Hays"]),
        ("In the Taiz direction, shells killed nine people in Hays.", ["Hays"]),
        ("Gunmen killed nine people in Turbat, Makran.", ["Turbat"]),
        ("Gunmen killed nine people in Turbat, Mosul and Sirte.", ["Turbat", "Mosul", "Sirte"]),
        ("On Friday, a raid in Ethiopia's Amhara region killed nine people in Finote Selam.", ["Finote Selam"]),
        ("Raids in Hama province and on Sirte killed nine people.", ["Hama province", "Sirte"]),
    ],
)
def test_a_place_that_acts_or_only_says_where_another_lies_is_not_where_it_happened(
    text: str, expected: list[str]
) -> None:
    named = [place.text.removeprefix("village of ").removesuffix(" region") for place in event(text).where]
    assert named == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The following week, on 4 September, shells killed nine people in Sumy.", "2018-09-04"),
        ("So far this month, 90 people have been killed in Sumy, nine of them on 4 September.", "2018-09-01"),
        ("On 4 September, a week later, shells killed nine people in Sumy.", "2018-09-04"),
        ("Last week, on the night of 4 September, shells killed nine people in Sumy.", "2018-09-04"),
        ("Jets came on Monday and nine people were killed by shells in Sumy on Tuesday.", "2018-09-11"),
        ("Gunmen killed nine people in Sumy during Friday prayers on 31 August.", "2018-08-31"),
        ("Gunmen killed nine people in Sumy on Friday at a market that opened on 30 August.", "2018-09-14"),
        ("The Palm Sunday bombings in March 2018 killed nine people in Sumy.", "2018-03-25"),
    ],
)
def test_a_day_beside_the_period_that_it_lies_in_is_the_date(text: str, expected: str) -> None:
    when = events(f"On 28 August shells hit Sumy.\n\n{text}")[-1].when
    assert when is not None
    assert when.start.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A soldier died on 6 September of wounds suffered in an ambush near Gao on 4 September.", "2018-09-04"),
        ("A boy, hit by a shell on 4 September, died of his injuries on 6 September in Sumy.", "2018-09-04"),
        ("A boy was shot dead on 4 September in Sumy and buried on 6 September.", "2018-09-04"),
        ("As of 10 September, 948 people had been killed in Goma.", "2018-09-10"),
    ],
)
def test_who_dies_of_wounds_was_hurt_before_and_a_count_is_of_the_day_that_it_was_made(
    text: str, expected: str
) -> None:
    when = event(text).when
    assert when is not None
    assert when.start.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sudan's army on Thursday accused the RSF of killing 80 people in Jalqini.", None),
        ("Sudan's army accused the RSF on Thursday of killing 80 people in Jalqini.", None),
        ("Sudan's army accused the RSF of killing 80 people in Jalqini on Thursday.", "2018-09-13"),
        ("Relatives on Monday buried five fishermen shot dead off Gaza on 8 September.", "2018-09-08"),
        ("On Monday, rescuers pulled four bodies from a school that was bombed on 8 September.", "2018-09-08"),
        ("Gunmen on Monday killed five fishermen off Gaza.", "2018-09-10"),
        ("Students marched in Goma on Monday over the killing of six teachers.", None),
        ("Police captured the planner of the 9 September market bombing in Goma.", None),
        ("Two men arrested on 9 September died under torture in Goma.", "2018-09-09"),
        ("On 8 September, 12 bodies were recovered in Goma from a house struck on 5 September.", "2018-09-05"),
        ("On 8 September, 12 people were killed in Goma in a house damaged on 5 September.", "2018-09-08"),
        ("Two strikes hit a crowded funeral hall in Sana on Monday, killing 140 mourners.", "2018-09-10"),
        ("After the killing of two men, crowds gathered for their funeral in Sana on Monday.", None),
        ("According to envoys who visited it on 5 and 6 September, four people were killed in Goma.", None),
        ("Four people were killed in Goma on 5 and 6 September.", "2018-09-05"),
    ],
)
def test_the_day_of_another_act_is_not_that_of_the_attack(text: str, expected: str | None) -> None:
    when = event(text).when
    assert (when.start.isoformat() if when else None) == expected


def test_the_items_of_a_list_are_of_the_day_above_it() -> None:
    days = "Monday, 3 September\n- A mine killed four soldiers near Mopti.\n- Gunmen abducted six herders."
    later = "Tuesday, 4 September\n- A drone killed 11 people in Kidal.\n- On 2 September, shells killed 12 in Gao."
    told = {harm.quantity.value: event.when for event in events(f"{days}\n{later}") for harm in event.harms}
    expected = {4: 3, 6: 3, 11: 4, 12: 2}
    assert {value: when.start.day for value, when in told.items() if when and value in expected} == expected


def test_a_region_gives_way_to_the_town_that_is_told_after_it() -> None:
    lead = "An explosion in Syria's Hama province on Friday killed 25 people, a monitor said. "
    claims = events(lead + "The blast in the town of Salamiyah went off at noon. The governor said 21 people had died.")
    assert [[place.name for place in claim.where] for claim in claims] == [["Salamiyah"], ["Salamiyah"]]


def test_a_town_gives_way_to_the_quarter_that_is_told_after_it() -> None:
    lead = "Ten people were killed when helicopters dropped bombs on Mosul on Friday. "
    (claim,) = events(lead + "The attack hit the Zahra neighbourhood.")
    assert [place.name for place in claim.where] == ["Zahra"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The town's power plant came under fire, killing two.", "The town"),
        ("Nine people were killed at the city's sugar factory.", "the city"),
        ("The city's mayor is in Rome. Nine people were killed.", None),
        ("Nine people were killed there.", "there"),
        ("Nine people were killed on 6 September when the same depot was hit.", "the same depot"),
    ],
)
def test_a_town_is_told_again_by_what_is_its(text: str, expected: str | None) -> None:
    place = events(f"Shells hit Zaboura on Friday.\n\n{text}")[-1].where
    assert (place[0].text if place else None) == expected


def test_a_line_is_headed_by_its_place_and_time() -> None:
    lines = "IDLIB\n• Saraqib, 09:15 – Two air raids on the town killed a man.\n• Sarmin, noon – A rocket killed two."
    assert [[place.text for place in claim.where] for claim in events(lines)] == [["Saraqib"], ["Sarmin"]]


def test_an_evacuation_has_an_origin_without_a_count_of_people() -> None:
    moved = event("The evacuation of the sick from Taiz and Hays to Aden started on Friday.")
    assert [(place.name, place.role) for place in moved.where] == [
        ("Ta'izz", "origin"),
        ("Hays", "origin"),
        ("Aden", "destination"),
    ]


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Soldiers shot five men dead on Saturday in raids north of Tikrit.", "2018-09-15"),
        ("The minister will speak to the troops soon.", None),
    ],
)
def test_the_items_of_a_list_are_of_the_day_of_the_sentence_before_it(lead: str, expected: str | None) -> None:
    items = "\n* Near Balad, troops killed 14 gunmen.\n* In Samarra, a bomb killed 17 people."
    told = {harm.quantity.value: event.when for event in events(lead + items) for harm in event.harms}
    days = {value: when.start.isoformat() if when else None for value, when in told.items()}
    assert (days[14], days[17]) == (expected, expected)


def test_people_are_driven_out_of_where_they_lived() -> None:
    driven = event("The fighting has driven more than 90,000 people out of Sennar State.")
    assert [(place.name, place.role) for place in driven.where] == [("Sennar", "origin")]


def test_relative_days_count_from_the_date_that_the_text_prints() -> None:
    text = "Published June 4 2019 - Shells hit Sirte - Shells killed three people at a market in Sirte on Monday."
    for given, day in (("2018-10-01", "2019-06-03"), ("2019-06-05", "2019-06-03"), ("2019-06-10", "2019-06-10")):
        when = event(text, published=given).when
        assert when is not None
        assert when.start.isoformat() == day


def test_the_line_of_a_sheet_that_says_when_is_no_event() -> None:
    sheet = "Location: Sirte\nDate of the attack: 4 June 2019\nKilled: 3\nAttacks: two air strikes"
    assert [len(claim.harms) for claim in events(sheet)] == [1]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In July the army acknowledged the deaths of 70 civilians in its raids since 2014.", "2014-01-01/2018-09-15"),
        ("In July the army killed 70 civilians in raids on Taiz.", "2018-07-01/2018-07-31"),
        ("An air strike on a camp near Taiz killed 18 people, a monitor said in a new toll on Friday.", None),
        ("Overnight raids on Thursday killed four people in Taiz.", "2018-09-13/2018-09-13"),
        ("Overnight raids killed four people in Taiz.", "2018-09-14/2018-09-15"),
    ],
)
def test_a_length_of_time_and_the_day_of_a_count_give_way(text: str, days: str | None) -> None:
    when = event(text).when
    assert (f"{when.start}/{when.end}" if when else None) == days


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Five people were killed in the town of Azaz on the border with Turkey in northern Aleppo province.",
            ["Azaz"],
        ),
        ("A mine killed two in Tindara village in the countryside of Mosul city.", ["Tindara village"]),
        ("A strike hit the village of Tindara on the eastern bank of the Nile, killing four.", ["Tindara"]),
        ("Troops hit a post near the town of Sinjar (in northern Nineveh province), killing two.", ["Sinjar"]),
        ("Jets killed four in Tindara area located on the southern outskirts of Mosul.", ["Tindara area"]),
        ("Jets killed four fighters in eastern Iraq near the town of Khanaqin.", ["Khanaqin"]),
        ("Jets killed four fighters in northern Iraq near the border with Turkey.", ["northern Iraq"]),
        ("Shells killed four people in the town of Azaz and the outskirts of Mosul.", ["Azaz", "outskirts of Mosul"]),
        ("In the northern countryside of Homs shells killed two in the village of Tindara.", ["Tindara"]),
        ("East of Mosul, rebels killed two men near the town of Tindara.", ["Tindara"]),
        (
            "Shells killed two in the north of Homs province and the village of Tindara.",
            ["north of Homs province", "Tindara"],
        ),
        ("A bomb killed nine in Tindara village on the Mosul-Baghdad highway.", ["Tindara village"]),
        ("Shells fell on the villages of Tindara and Sarwa on Friday, killing two.", ["Tindara", "Sarwa"]),
        ("Shells killed two people in Mosul and Tindara on Friday.", ["Mosul", "Tindara"]),
        ("Shells killed two people in Mosul and Hezbollah bases on Friday.", ["Mosul"]),
        ("A strike hit the Omar ibn al-Khattab mosque in Mosul, killing two.", ["Mosul"]),
    ],
)
def test_what_follows_in_a_chain_or_stands_ahead_only_says_where(text: str, places: list[str]) -> None:
    assert [place.text for claim in events(text) for place in claim.where] == places


def test_towns_side_by_side_are_a_list_that_lost_its_commas() -> None:
    told = event("Shells killed nine people in Harasta Douma and Tindara on Friday.")
    assert [place.text for place in told.where] == ["Harasta", "Douma", "Tindara"]
    told = event("Shells killed nine people in Tel Harasta on Friday, a nurse said.")
    assert "Tel" not in [place.text for place in told.where]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Jets hit the neighbourhoods of Bab Sarwa al-Tindara al-Furqan and Bab al-Noor in Mosul killing two.",
            ["Bab Sarwa", "al-Tindara", "al-Furqan", "Bab al-Noor"],
        ),
        ("Jets hit the villages of Sabaa Bahrat and Sarwa killing two people.", ["Sabaa Bahrat", "Sarwa"]),
        (
            "Shells killed two people in Harasta Douma Marj Tindara Sarwa and Tel Noor on Friday.",
            ["Harasta", "Douma", "Marj Tindara", "Sarwa", "Tel Noor"],
        ),
        ("Shells killed two people in Douma Syrian troops and Russian jets said.", ["Douma"]),
    ],
)
def test_a_run_of_names_that_lost_its_commas_is_parted(text: str, places: list[str]) -> None:
    assert [place.text for claim in events(text) for place in claim.where] == places


def test_a_lead_without_a_place_is_where_the_sentence_after_it_tells_it_in_full() -> None:
    lead = "Fierce bombardment of a rebel-held town has killed 43 people, a monitor said."
    first, *_ = events(f"{lead}\n\nHours of shelling struck Mosul on Friday, residents said. A bomb hurt two on 2 May.")
    assert [place.text for place in first.where] == ["Mosul"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The city has been divided, since rebels seized the west in 2012.", "2012-01-01/2012-12-31"),
        ("Since rebels seized the west in 2012, shells have killed 300 people.", "2012-01-01/2018-09-15"),
        ("On 8 May 2018 a lab published findings on two attacks on Mosul in March 2017.", "2017-03-01/2017-03-31"),
        ("On 8 May 2018 rebels attacked Mosul, where a lab was hit.", "2018-05-08/2018-05-08"),
        ('Example Watch (May 2016): "At Least 31 Killed in Attack on Hospital in Mosul"', None),
        ("Month to date (1–9 May): 25 people killed in Mosul.", "2018-05-01/2018-05-09"),
    ],
)
def test_the_day_of_a_publication_and_of_what_since_reaches(text: str, days: str | None) -> None:
    when = event(text).when
    assert (f"{when.start}/{when.end}" if when else None) == days


@pytest.mark.parametrize("went", ["airlifted", "flown", "rushed", "driven"])
def test_where_the_hurt_are_brought_is_not_where_they_were_hurt(went: str) -> None:
    claim = event(f"The wounded child was {went} to Ankara for treatment after the raid on Hass.")
    assert [place.text for place in claim.where] == ["Hass"]


@pytest.mark.parametrize(
    ("after", "day"),
    [
        ("That was on 9 August 2017.", "2017-08-09"),
        ("It was 9 August 2017.", "2017-08-09"),
        ("This took place on the night of 9 August 2017.", "2017-08-09"),
        ("The killings took place on 9 August 2017 in two villages, a nurse was told.", "2017-08-09"),
        ("It happened on 9 August 2017, when the market was full.", "2017-08-09"),
        ("The deaths of 9 August 2017 are not forgotten.", None),
        ("It was the third attack since 9 August 2017.", None),
        ("He was released on 9 August 2017.", None),
        ("***", None),
    ],
)
def test_the_next_sentence_may_tell_the_day(after: str, day: str | None) -> None:
    claim = events(f"A bomb fell on a bus in Hass and forty children died. {after}")[0]
    assert (str(claim.when.start) if claim.when else None) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jenin, 5 June: The centre documented nine killings in Jenin on 28 May.", "2018-05-28"),
        ("Jenin, 5 June: Shells killed nine people.", "2018-06-05"),
        ("The strike on 5 June, not 4 June as first reported, killed seven in Jenin.", "2018-06-05"),
    ],
)
def test_the_date_of_a_head_gives_way_to_one_told(text: str, day: str) -> None:
    claim = event(text)
    assert claim.when is not None
    assert str(claim.when.start) == day


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Doctors in Goma treated 34 people wounded in an attack in Beni.", ["Beni"]),
        ("Doctors in Goma treated 34 people with gunshot wounds.", ["Goma"]),
        ("Five of the 13 people injured in the strike on Odesa died in hospital in Mykolaiv.", ["Odesa"]),
        ("Shells killed five people in Odesa and on hospitals in Mykolaiv.", ["Odesa", "Mykolaiv"]),
    ],
)
def test_where_the_hurt_are_treated_is_not_where_they_were_hurt(text: str, places: list[str]) -> None:
    assert [place.text for claim in events(text) for place in claim.where] == places


def test_the_day_that_a_recording_was_put_online_is_not_that_of_what_it_shows() -> None:
    text = (
        "A strike hit a clinic in Saraqib on 5 May 2019. Photos put online on 9 March 2019 show damage from an attack."
    )
    days = [one.when.start.isoformat() if one.when else None for one in events(text, published="2019-05-08")]
    assert "2019-03-09" not in days


def test_a_day_that_an_attack_is_named_by_is_its_own_also_behind_by() -> None:
    told = event("We are appalled by Monday's attack on a school in Ariha, which killed nine.")
    assert told.when is not None
    assert told.when.start.isoformat() == "2018-09-10"
    assert event("By Monday nine people had been killed in Ariha.").when is None
