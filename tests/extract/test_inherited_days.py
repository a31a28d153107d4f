"""What is told without a date has that of what it goes on about, and a war has that of no single day (rule 21)."""

from __future__ import annotations

import pytest

from harmtrace.extract.day_choice import choose_days
from harmtrace.extract.event_signs import word_signs
from harmtrace.extract.extraction import draft
from tests.extract.reading_of import document_of, events, gazetteer

RAID = (
    "Jets bombed a market in Kutum on Tuesday, killing nine people. On 2 August an ambush near Gao killed six soldiers."
)


def _day_of(text: str, value: float) -> tuple[str, str] | None:
    """The day and basis of the event that counts `value` people."""
    for event in events(text):
        if any(harm.quantity.value == value for harm in event.harms):
            return (event.when.start.isoformat(), event.when.basis) if event.when else None
    raise AssertionError(f"no event with {value}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rescuers in the town said that 14 people had been killed.", ("2018-08-02", "inherited")),
        ("The governor visited the wounded. Rescuers said that 14 people had died.", ("2018-08-02", "inherited")),
        ("More than 14,000 people have been killed in the war.", None),
        ("Some 14 families have been displaced.", None),
        ("Earlier attacks had killed 14 people in Mopti.", None),
    ],
)
def test_what_follows_a_dated_incident_is_of_its_day(text: str, expected: tuple[str, str] | None) -> None:
    value = 14_000 if "14,000" in text else 14
    assert _day_of(f"{RAID}\n\n{text}", value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Masked men came to Kobi on the night of 3 May. By the elders' count, 14 people were killed.", "2018-05-03"),
        ("The governor said on Monday that he was sad. By the elders' count, 14 people were killed.", None),
    ],
)
def test_the_day_of_the_sentence_before_is_that_of_the_event(text: str, expected: str | None) -> None:
    day = _day_of(text, 14)
    assert (day[0] if day else None) == expected


def test_what_has_been_done_until_now_is_of_no_day() -> None:
    assert _day_of(f"{RAID}\n\nRebels have also shelled Gao and have killed 14 people there.", 14) is None
    assert _day_of(f"{RAID}\n\nRebels then shelled Gao and killed 14 people there.", 14) == ("2018-08-02", "inherited")


def test_the_day_goes_on_over_an_incident_without_one() -> None:
    told = "A bomb exploded at a gate in Bor on Tuesday, killing nine people. The first blast tore a wall down."
    later = "The hospital's director counted 14 wounded."
    assert _day_of(f"{told}\n\nShells killed three in Izium on 1 May.\n\n{told} {later}", 14) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At dusk, gunmen opened fire on a bus near Timbuktu, killing 14 people.", ("2018-08-02", "inherited")),
        ("Minutes earlier, gunmen had shot 14 people dead near Timbuktu.", ("2018-08-02", "inherited")),
        ("Gunmen opened fire on a bus near Timbuktu, killing 14 people.", None),
    ],
)
def test_a_time_of_day_elsewhere_is_of_the_day_told_last(text: str, expected: tuple[str, str] | None) -> None:
    assert _day_of(f"{RAID}\n\nTalks go on.\n\nNobody knows who is to blame.\n\n{text}", 14) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Over the past week, jets flew 30 raids on Sumy. They killed 14 people.", "2018-09-08"),
        ("In 2015, jets flew 3,000 raids on Sumy. Shells killed 14 people in Izium.", None),
    ],
)
def test_what_was_done_in_a_few_days_goes_on_in_the_next_sentence(text: str, expected: str | None) -> None:
    day = _day_of(text, 14)
    assert (day[0] if day else None) == expected


def test_incidents_that_a_brief_counts_are_of_the_period_in_its_head() -> None:
    head = "ITURI - Protection brief, week of 3 to 9 September 2018\n\n"
    brief = events(head + "Partners logged 47 attacks in Djugu. A war has killed 9,000 people since 2017.")
    assert [(str(told.when.start), str(told.when.end)) for told in brief if told.attacks and told.when] == [
        ("2018-09-03", "2018-09-09")
    ]


def test_the_lead_is_dated_by_the_sentence_that_tells_it_in_full() -> None:
    lead = "At least 11 people have been killed in an air strike, a doctor said."
    told = "The strike hit a clinic in Sumy on Thursday, wounding two nurses. Shells killed three in Izium on 1 May."
    assert _day_of(f"{lead}\n\n{told}", 11) == ("2018-09-13", "inherited")


def test_a_lead_over_a_war_has_no_day() -> None:
    told = "A strike hit a clinic in Sumy on Thursday, wounding two nurses. Shells killed three in Izium on 1 May."
    assert _day_of(f"More than 11,000 people have been killed in the fighting.\n\n{told}", 11_000) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Another 14 people were killed in raids on Niono.", ("2018-08-02", "inherited")),
        ("In Niono, 14 more people died.", ("2018-08-02", "inherited")),
        ("Elsewhere, gunmen killed 14 people in Niono.", ("2018-08-02", "inherited")),
        ("More than 14 people were killed in Niono.", None),
        ("Gunmen killed 14 people in Niono.", None),
        ("In January another attack killed 14 people in Niono.", ("2018-01-01", "relative")),
    ],
)
def test_what_is_told_as_one_more_is_of_the_same_day(text: str, expected: tuple[str, str] | None) -> None:
    assert _day_of(f"{RAID}\n\n{text}", 14) == expected


def test_a_day_that_is_refused_is_not_told_as_an_overruling() -> None:
    """The learned choice may want the day of another town; what comes of it is the rules'."""
    told = "Shells fell on Mosul on Tuesday, killing nine people. On 2 August an ambush near Gao killed six soldiers."
    text = f"{told} Shells killed 12 people in Mosul on Friday.\n\nShells killed 14 people in Tikrit."
    drafted = draft(document_of(text), gazetteer())
    choose_days(drafted.events, [word_signs(drafted.reading, event) for event in drafted.events])
    last = drafted.events[-1]
    assert (last.when, [one.choice for one in last.heard]) == (None, [])


def test_a_quarter_that_no_gazetteer_has_may_lie_in_the_town_that_was_dated() -> None:
    told = "Shells fell on Mosul on Tuesday, killing nine people. On 2 August an ambush near Gao killed six soldiers."
    dated = "Shells killed 12 people in Mosul on Friday."
    assert _day_of(f"{told} {dated}\n\nA medic in the Tindara neighbourhood counted 14 dead.", 14) == (
        "2018-09-14",
        "inherited",
    )
    assert _day_of(f"{told} {dated}\n\nShells killed 14 people in Tikrit.", 14) is None


def test_all_that_the_lead_tells_of_one_place_is_dated_by_the_sentence_that_dates_it() -> None:
    lead = "Dozens of people have been killed in air strikes on Mosul."
    next_told = "Activists say air strikes on a market in Mosul killed 14 people."
    dated = "A monitor says jets struck Mosul on Friday, killing 16 people. On 2 August a bomb killed six near Gao."
    assert _day_of(f"{lead}\n\n{next_told}\n\n{dated}", 14) == ("2018-09-14", "inherited")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("It came two days after gunmen shot dead 14 teachers in Sarmin.", "2018-08-31"),
        ("It came nearly a week after gunmen shot dead 14 teachers in Sarmin.", None),
        ("A few days earlier, gunmen had shot dead 14 teachers in Sarmin.", None),
        ("Gunmen shot dead 14 teachers in Sarmin on a Friday.", None),
        ("Several weeks ago gunmen shot dead 14 teachers in Sarmin.", None),
        ("Hours later, gunmen shot dead 14 teachers in Sarmin.", "2018-09-02"),
    ],
)
def test_a_day_that_is_left_open_is_not_that_told_before(told: str, expected: str | None) -> None:
    day = _day_of(f"Jets killed five people in Hass on 2 September. {told}", 14)
    assert (day[0] if day else None) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("At 23:40 a bomb killed 14 people in Sarmin.", "2018-09-02"),
        ("At 01:15 a bomb killed 14 people in Sarmin.", "2018-09-03"),
    ],
)
def test_the_time_tells_on_which_day_of_a_night_it_was(told: str, expected: str) -> None:
    for event in events(f"In the night of 2 to 3 September jets bombed three towns. {told}"):
        if event.harms:
            assert event.when is not None
            assert (event.when.start, event.when.end) == (event.when.end, event.when.start)
            assert event.when.start.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "18:30 Jets circle over Hass. A bomb fell on Sarmin, 14 injured.\n\n19:05 Shells fall on Saraqib.",
            "2018-09-15",
        ),
        ("18:30 Recall that on 9/9 a bomb fell on Sarmin, 14 injured.\n\n19:05 Shells fall on Saraqib.", "2018-09-09"),
        ("UPDATE 18:30\nA bomb fell on Sarmin, 14 injured.\n\nUPDATE 19:05\nShells fall on Saraqib.", "2018-09-15"),
        ("Jets circle over Hass. A bomb fell on Sarmin, 14 injured.\n\n19:05 Shells fall on Saraqib.", None),
    ],
)
def test_a_text_told_by_the_hour_is_of_its_day(text: str, expected: str | None) -> None:
    day = _day_of(text, 14)
    assert (day[0] if day else None) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("The army acknowledged an air strike and put the dead at 14.", "2018-08-09"),
        ("Rebels have since killed 14 people in Gao.", None),
    ],
)
def test_what_is_told_by_the_way_ends_with_its_paragraph(after: str, expected: str | None) -> None:
    told = (
        "On 9 August a bomb brought down a house in Raqqa, killing nine people. Days earlier, on 2 August, a girl had"
    )
    day = _day_of(f"{told} been hit by a sniper.\n\n{after}", 14)
    assert (day[0] if day else None) == expected
