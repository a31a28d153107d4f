"""Constructions with one example to take and one to leave."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import claims_of, event, events, situations


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("Rockets filled with sarin hit Hass on Monday.", ["chemical.nerve"]),
        ("Rockets hit Hass on Monday, killing two.", ["ground"]),
        ("Soldiers destroyed two rocket launchers near Hass, killing two fighters.", []),
        ("A bomb exploded on a bus in Hass, killing two.", ["ied"]),
        ("Warplanes carried out an air strike with bombs on Hass, killing two.", ["air"]),
        ("A missile strike hit Hass: the missile killed two.", ["explosive"]),
    ],
)
def test_weapons_by_what_they_carry_and_how_they_came(text: str, weapons: list[str]) -> None:
    assert [weapon.weapon_id for weapon in event(text).weapons] == weapons


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A bomb in Hass killed a woman and wounded 25 others on a bus.", ["obj.transport"]),
        ("The bus left Hass. Shelling of Hass killed a woman.", []),
        ("Two doctors were killed in the hospital strike in Hass.", ["obj.medical"]),
        ("Two doctors who work in a hospital in Idlib were killed by shelling of Hass.", []),
    ],
)
def test_what_was_hit_may_hold_the_people_or_name_the_attack(text: str, targets: list[str]) -> None:
    assert [target.target_id for claim in events(text) for target in claim.targets] == targets


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Shells hit Hass. Five people were killed there.", {"Hass", "there"}),
        ("Shells hit Hass and there were five people killed.", {"Hass"}),
        ("A shell hit a convoy with evacuees from Kafranbel near Hass, killing two.", {"Hass", "near Hass"}),
        ("Shells hit Kafranbel, killing two.", {"Kafranbel"}),
    ],
)
def test_where_people_come_from_is_not_where_they_were_hurt(text: str, places: set[str]) -> None:
    assert {place.text for claim in events(text) for place in claim.where} <= places


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("An air strike on Hass killed five people on Monday. The UN spoke of Monday's air strike in Hass.", 1),
        ("An air strike on Hass killed five people on Monday. A second air strike in Hass wounded two.", 2),
        (
            "An air strike on Hass killed five people on Monday. Residents accused the Russian air force"
            " of the Monday strike on the market.",
            2,
        ),
        ("State media made no mention of the attack. An air strike on Hass killed five people.", 1),
    ],
)
def test_a_known_attack_is_only_referred_to(text: str, count: int) -> None:
    assert len(events(text)) == count


def test_the_monitor_of_the_lead_is_the_one_named_below() -> None:
    lead = "Air strikes on Hass killed 12 people on Monday, a monitor said."
    below = " The Syrian Observatory for Human Rights said women were among the dead."
    other = " The Documentation Network of Hama said women were among the dead."
    assert event(lead).attribution.origin.name == "a monitor"
    assert events(lead + below)[0].attribution.origin.name == "Syrian Observatory for Human Rights"
    assert events(lead + other + below)[0].attribution.origin.name == "Documentation Network of Hama"
    assert events(lead + other.replace("Documentation Network", "council"))[0].attribution.origin.name == "a monitor"


def test_the_words_of_the_lead_stand_before_those_of_the_headline() -> None:
    claims = claims_of("Shelling kills 5 in Hass\n\nFive civilians were killed by shelling of Hass on Monday.")
    (told,) = [claim for claim in claims if claim.kind == "event"]
    assert [harm.quantity.text for harm in told.harms] == ["Five"]


def test_a_text_of_one_day_dates_what_it_leaves_undated() -> None:
    one_day = "On 3 September 2018 shells hit Hass. Later in the report: two people were killed in Hass."
    assert {str(claim.when.start) for claim in events(one_day) if claim.when} == {"2018-09-03"}
    assert all(claim.when for claim in events(one_day))
    planned = events("On 3 September 2018 shells killed two in Hass. The army plans an air strike on Kafranbel.")
    assert planned[-1].modality == "planned"
    assert planned[-1].when is None


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        ("An attack that killed more than 1,400 people hit Hass.", [("killed", 1400)]),
        ("Jets believed to be Russian killed at least 60 civilians in Hass.", [("killed", 60)]),
        ("At least 60 civilians were killed in Hass.", [("killed", 60)]),
        ("At least 87 people including 31 children died in the attack on Hass.", [("killed", 87), ("killed", 31)]),
    ],
)
def test_texts_without_commas_keep_their_numbers(text: str, harms: list[tuple[str, float]]) -> None:
    assert [(harm.harm, harm.quantity.value) for harm in event(text).harms] == harms


@pytest.mark.parametrize(
    ("text", "perpetrators"),
    [
        ("The Syrian army in Hama launched an offensive on Hass, killing two.", {"sy.saa"}),
        ("Russian air strikes killed two people in Hass.", {"ru.mil"}),
        ("Syrian army soldiers stood at the site of an explosion in Hass that killed two.", set()),
        ("Members of ISIS were wounded near Hass in the air strikes on Saturday, which killed two.", set()),
    ],
)
def test_who_stands_beside_an_attack_did_not_cause_it(text: str, perpetrators: set[str]) -> None:
    found = {a.actor_id for claim in events(text) for a in claim.actors if a.role == "alleged_perpetrator"}
    assert found == perpetrators


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Gunmen fired rocket shells at Hass, killing two.", {"shelling"}),
        ("Gunmen fired at a bus near Hass, killing two.", {"shooting"}),
        ("Twenty kamikaze drones were launched at the port of Odesa.", {"drone_strike"}),
    ],
)
def test_the_weapon_says_what_was_fired(text: str, types: set[str]) -> None:
    assert set(event(text).event_types) == types


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Ten people were killed in an attack near Hass British Foreign Secretary William Hague said.",
            ["William Hague", "Orontes Wire"],
        ),
        (
            "Jets targeted Hass and wounded scores the source told Anadolu Agency on condition of anonymity.",
            ["the source", "Anadolu Agency", "Orontes Wire"],
        ),
        ("An air strike has claimed the lives of eight civilians in Hass.", ["Orontes Wire"]),
        (
            "Ten people were killed in Hass according to Doctors Unbound, which runs a clinic.",
            ["Doctors Unbound", "Orontes Wire"],
        ),
    ],
)
def test_tellers_in_texts_that_lost_their_commas(text: str, chain: list[str]) -> None:
    assert [teller.name for teller in event(text).attribution.chain] == chain


def test_a_demand_is_one_appeal_and_its_attack_no_event() -> None:
    text = "The relief agency demanded an investigation into the air strikes on the convoy."
    claims = claims_of(text)
    assert [claim.kind for claim in claims if claim.kind in ("appeal", "event")] == ["appeal"]


def test_the_no_of_no_access_is_no_number_of_people() -> None:
    text = "In Dilling, an estimated 70,000 residents have no access to clean water."
    (situation,) = situations(text)
    assert situation.quantity is not None
    assert situation.quantity.value == 70_000


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Two people were killed in Kharkiv, a doctor told reporters by phone on Monday.", None),
        ("Two people were killed in Kharkiv on Monday, a doctor told reporters.", "2018-09-10"),
        ("The mayor told reporters in Lviv on Monday that shelling of Kharkiv had killed two people.", None),
        ("The mayor told reporters that shelling of Kharkiv on Monday had killed two people.", "2018-09-10"),
        ("A report released on Monday says two people were killed in Kharkiv on 3 September.", "2018-09-03"),
        ("Monday's report says two people were killed in Kharkiv.", None),
        ("Monday's shelling of Kharkiv killed two people.", "2018-09-10"),
        ("The two people killed by the shelling of Kharkiv were buried on Monday.", None),
        ("The shelling of Kharkiv, which took place on Monday, killed two people.", "2018-09-10"),
        ("On Monday, the mayor said that shelling of Kharkiv had killed two people.", None),
        ("On Monday, shelling of Kharkiv killed two people, the mayor said.", "2018-09-10"),
        ("Residents said jets on Monday struck Kharkiv, killing two people.", "2018-09-10"),
        ("The army on Monday said that shelling of Kharkiv killed two people.", None),
        ("Shelling killed two people in Kharkiv early on Monday said the mayor.", "2018-09-10"),
        ("Air strikes on Kharkiv were reported on Monday.", "2018-09-10"),
    ],
)
def test_a_date_belongs_to_the_verb_that_it_hangs_on(text: str, day: str | None) -> None:
    when = event(text).when
    assert (str(when.start) if when else None) == day


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The army denied shelling Kharkiv, saying that militants had shelled the city with mortars.", 1),
        ("The army denied shelling Kharkiv, saying its forces struck only military positions.", 0),
    ],
)
def test_who_denies_an_attack_may_tell_of_another(text: str, count: int) -> None:
    assert len(events(text)) == count


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rockets fired from Lebanon hit Haifa, killing two.", ["Haifa"]),
        ("Rockets hit Nablus and Haifa, killing two.", ["Nablus", "Haifa"]),
        ("Militants positioned in Nablus shelled Jenin, killing two.", ["Jenin"]),
        (
            "A bomb killed two evacuees from the besieged towns of Nablus and Jenin at a checkpoint near Haifa.",
            ["Haifa"],
        ),
        ("Shelling killed two in the towns of Nablus and Jenin.", ["Nablus", "Jenin"]),
        ("Two were killed in Jenin near Nablus.", ["Jenin"]),
        ("Two were killed in Jenin and near Nablus.", ["Jenin", "Nablus"]),
        ("A bomb killed two in Mogadishu's Bakara district.", ["Bakara district"]),
        ("Shells hit the road to Jenin, killing two.", ["Jenin"]),
        ("Two were killed in an attack on Hezbollah in Tyre.", ["Tyre"]),
    ],
)
def test_where_it_happened_is_neither_the_way_there_nor_what_only_locates_it(text: str, places: list[str]) -> None:
    assert [place.text for place in event(text).where if place.role == "location"] == places


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The hospital of Tyre has been shut since 3 September, when shells killed two.", ("2018-09-03", "2018-09-03")),
        ("Shells have killed two in Tyre since 3 September, when the truce ended.", ("2018-09-03", "2018-09-15")),
    ],
)
def test_what_happened_when_a_state_began_is_of_that_day(text: str, days: tuple[str, str]) -> None:
    when = event(text).when
    assert when is not None
    assert (str(when.start), str(when.end)) == days


@pytest.mark.parametrize(
    ("text", "places", "day"),
    [
        ("Week in brief\n\n(1) Nyala, 3 Sept. A drone struck the market, killing two.", ["Nyala"], "2018-09-03"),
        ("Week in brief\n\n2. Strike in Nyala, 3 September 2018\nA drone killed two.", ["Nyala"], "2018-09-03"),
        ("Week in brief\n\nTalks were held in Nyala on 3 September.\nA drone killed two.", [], None),
        ("Week in brief\n\nTime: 07:40 in Nyala\nCasualties: two killed.", [], None),
    ],
)
def test_a_label_places_and_dates_what_stands_under_it(text: str, places: list[str], day: str | None) -> None:
    claim = event(text)
    assert [place.text for place in claim.where] == places
    assert (str(claim.when.start) if claim.when else None) == day


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The minister told reporters in Vienna on Monday that shells killed two people in Nablus.", ["Nablus"]),
        ("The minister said on a visit to Vienna that shells killed two people in Nablus.", ["Nablus"]),
        ("Residents said shells hit Nablus, killing two.", ["Nablus"]),
        ("Lebanon's army fired shells that killed two.", []),
        ("Lebanon's long war has killed two.", ["Lebanon"]),
        ("Russia has killed two with shells.", []),
        ("Residents say that Syria had shelled the hills, killing two.", []),
        ("Syria was shelled on Monday, which killed two.", ["Syria"]),
        ("Shells killed two fighters of Daesh (banned in Russia) in Nablus.", ["Nablus"]),
        ("Shells killed two in Lebanon.", ["Lebanon"]),
    ],
)
def test_where_it_was_told_and_who_acts_is_not_where_it_happened(text: str, places: list[str]) -> None:
    assert [place.text for place in event(text).where] == places


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Monday the monitor said a strike killed two in Nablus.", None),
        ("On Monday a strike killed two in Nablus, the monitor said.", "2018-09-10"),
        ("On 10 September the monitor said a strike killed two in Nablus.", "2018-09-10"),
        ("Since 10 September the monitor has recorded two people killed in Nablus.", "2018-09-10"),
    ],
)
def test_a_day_that_opens_a_statement_is_that_of_the_statement(text: str, day: str | None) -> None:
    when = event(text).when
    assert (str(when.start) if when else None) == day


SHEET = (
    "Report on a strike\n\nWhat follows is what was recorded.\n\n"
    "{place}\nDate: 3 September 2018\nTime: 02:00\nAttacks: two air strikes\n\n"
)


@pytest.mark.parametrize(
    ("text", "places", "days"),
    [
        (SHEET.format(place="Location: Nablus"), ["Nablus"], ["2018-09-03"]),
        (SHEET.format(place="Previous location: Nablus"), [], ["2018-09-03"]),
        ("Shells hit Nablus on Monday.\n\nAt 03:55, a bomb killed two in Nablus.", ["Nablus"], ["2018-09-10"] * 2),
        ("Shells hit Nablus on Monday.\n\nAt 03:55, a bomb killed two in Lviv.", ["Nablus"], ["2018-09-10", "None"]),
    ],
)
def test_a_record_sheet_and_a_time_of_day_keep_their_day(text: str, places: list[str], days: list[str]) -> None:
    found = events(text)
    assert [place.text for place in found[0].where] == places
    assert [str(claim.when.start) if claim.when else "None" for claim in found] == days


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In Idlib province, a bomb killed two in Hass.", ["Hass"]),
        ("Bombs killed two in Idlib province and Hass.", ["Idlib province", "Hass"]),
    ],
)
def test_a_region_around_a_town_is_no_second_place(text: str, places: list[str]) -> None:
    assert [place.text for place in event(text).where] == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Nablus lies in the hills. Shells killed two in the besieged city.", ["the besieged city"]),
        ("Nablus lies in the hills. The city was shelled on Monday, killing two.", ["The city"]),
        ("Nablus lies in the hills. Jets bombed the city, killing two.", ["the city"]),
        ("Nablus lies in the hills. The city council said shells killed two.", []),
        ("Nablus lies in the hills. Shells killed two in a residential area.", []),
        ("Damascus, the capital, is old. Hass is small. Shells killed two in the capital.", ["the capital"]),
    ],
)
def test_a_common_noun_speaks_of_a_place_again(text: str, places: list[str]) -> None:
    assert [place.text for place in event(text).where] == places


def test_a_town_in_capitals_at_the_head_of_a_sentence_is_that_of_the_office() -> None:
    text = "Updated on Friday and read by editors in the morning before it went out to all of the readers of the wire."
    assert [place.text for place in event(text + " AMMAN — Shells killed two in Hass.").where] == ["Hass"]
    assert [place.text for place in event(text + " SHELLS KILL TWO IN DAMASCUS").where] == ["DAMASCUS"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Shells killed two in Nablus earlier this month.", "2018-09-01/2018-09-15"),
        (
            "Shells have killed 200 in Nablus since an uprising against Said's rule began in 2011.",
            "2011-01-01/2018-09-15",
        ),
        ("Shells have killed 200 in Nablus since Friday, and ten died there in 2011.", "2018-09-14/2018-09-15"),
    ],
)
def test_earlier_in_a_period_and_since_its_beginning(text: str, days: str) -> None:
    when = events(text)[0].when
    assert when is not None
    assert f"{when.start}/{when.end}" == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("As of 10 September, 72 people had been killed in Nablus since 6 August.", "2018-08-06/2018-09-10"),
        ("Shells have killed 72 people in Nablus since 6 August.", "2018-08-06/2018-09-15"),
        ("Footage filmed after the 3 September strike on Nablus shows two dead.", "2018-09-03/2018-09-03"),
        ("On 3 June a rescuer posted: “Today shells hit Nablus and killed two.”", "2018-06-03/2018-06-03"),
        ("A rescuer posted: “Today shells hit Nablus and killed two.”", "2018-09-15/2018-09-15"),
        ("The strike on Nablus comes one week after Hamas attacks, killing two, on Monday.", "2018-09-10/2018-09-10"),
    ],
)
def test_the_day_of_a_count_of_an_attack_and_of_a_quoted_post(text: str, days: str) -> None:
    when = events(text)[0].when
    assert when is not None
    assert f"{when.start}/{when.end}" == days


def test_a_place_before_a_teller_is_no_part_of_the_teller_where_commas_are_lost() -> None:
    padding = "The report was long and had no marks in it at all and went on for many lines of words. " * 8
    text = padding + "Shells killed two in the city of Nablus Palestinian activists said."
    assert [place.text for place in event(text).where] == ["Nablus"]
    text = padding + "Nablus activists said shells killed two in Hass."
    assert [place.text for place in event(text).where] == ["Hass"]
