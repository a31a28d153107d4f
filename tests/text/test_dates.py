"""Date expressions of English and of date lines, against days worked out by hand."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmtrace.text.dates import find_dates, find_times, parse_absolute
from tests.text.told import days

PUBLISHED = datetime.date(2018, 9, 15)  # a Saturday


def read(text: str, reference: datetime.date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(mention.text, days(mention)) for mention in find_dates(text, "en", reference)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 7 and 10 September", "2018-09-07/2018-09-10"),
        ("from 7 to 10 September 2017", "2017-09-07/2017-09-10"),
        ("7-10 September", "2018-09-07/2018-09-10"),
        ("7–10 Sept. 2016", "2016-09-07/2016-09-10"),
        ("from 30 August to 2 September", "2018-08-30/2018-09-02"),
        ("from 30 December to 2 January", "2017-12-30/2018-01-02"),
        ("between September 7 and 10, 2018", "2018-09-07/2018-09-10"),
        ("September 7-10, 2018", "2018-09-07/2018-09-10"),
        ("September 7, 2018", "2018-09-07"),
        ("Sept. 9", "2018-09-09"),
        ("8 Sept 2018", "2018-09-08"),
        ("the 15th of March 2011", "2011-03-15"),
        ("Saturday, September 8, 2018", "2018-09-08"),
        ("Tuesday April 4th 2017", "2017-04-04"),
        ("2018-09-08", "2018-09-08"),
        ("13/09/2018", "2018-09-13"),
        ("09/13/2018", "2018-09-13"),
        ("08.09.2018", "2018-09-08"),
        ("in early September", "2018-09-01/2018-09-10"),
        ("in the first ten days of September", "2018-09-01/2018-09-10"),
        ("Oct 042017", "2017-10-04"),
        ("Apr042017", "2017-04-04"),
        ("in the 1990s", "1990-01-01/1999-12-31"),
        ("in the early 1990s", "1990-01-01/1993-12-31"),
        ("August was the worst month", "2018-08-01/2018-08-31"),
        ("on a Wednesday", None),
        ("have just hit the market", "2018-09-15"),
        ("weekend strikes on Toretsk", "2018-09-15/2018-09-16"),
        ("mid-August", "2018-08-11/2018-08-20"),
        ("late July 2016", "2016-07-21/2016-07-31"),
        ("in September 2018", "2018-09-01/2018-09-30"),
        ("in November", "2017-11-01/2017-11-30"),
        ("last September", "2017-09-01/2017-09-30"),
        ("in 2014", "2014-01-01/2014-12-31"),
        ("from 2011 to 2015", "2011-01-01/2015-12-31"),
        ("in the first half of 2019", "2019-01-01/2019-06-30"),
        ("From January to June 2015", "2015-01-01/2015-06-30"),
        ("the beginning of this month", "2018-09-01/2018-09-10"),
        ("on 3 March this year", "2018-03-03"),
        ("29 February", "2016-02-29"),
    ],
)
def test_a_date_that_is_named_covers_its_days(text: str, expected: str) -> None:
    assert [found for _, found in read(f"They came {text}, he said.")] == [expected]


@pytest.mark.parametrize(("year", "expected"), [("that year", "2014-06-03"), ("this year", "2018-06-03")])
def test_that_year_is_the_one_told_last(year: str, expected: str) -> None:
    assert read(f"In 2014 the town fell. On 3 June {year} it was bombed.")[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Friday", "2018-09-14"),
        ("on Saturday", "2018-09-15"),
        ("last Friday", "2018-09-14"),
        ("last Saturday", "2018-09-08"),
        ("next Friday", "2018-09-21"),
        ("Friday night", "2018-09-14"),
        ("early on Saturday", "2018-09-15"),
        ("between Friday and Saturday", "2018-09-14/2018-09-15"),
        ("yesterday", "2018-09-14"),
        ("yesterday evening", "2018-09-14"),
        ("the day before yesterday", "2018-09-13"),
        ("tonight", "2018-09-15"),
        ("last night", "2018-09-14"),
        ("last week", "2018-09-03/2018-09-09"),
        ("this week", "2018-09-10/2018-09-16"),
        ("next week", "2018-09-17/2018-09-23"),
        ("last month", "2018-08-01/2018-08-31"),
        ("last year", "2017-01-01/2017-12-31"),
        ("over the past three days", "2018-09-12/2018-09-15"),
        ("over the past week", "2018-09-08/2018-09-15"),
        ("in the last 24 hours", "2018-09-14/2018-09-15"),
        ("two days ago", "2018-09-13"),
        ("two weeks ago", "2018-08-27/2018-09-02"),
        ("nearly two weeks ago", "2018-09-01/2018-09-15"),
    ],
)
def test_relative_words_are_counted_from_the_day_of_publication(text: str, expected: str) -> None:
    assert [found for _, found in read(f"They came {text}, he said.")] == [expected]


@pytest.mark.parametrize(
    "text", ["on Friday", "yesterday", "last week", "over the past three days", "7 September", "since January"]
)
def test_without_a_day_of_publication_what_hangs_on_it_stays_open(text: str) -> None:
    found = find_dates(text, "en", None)
    assert [mention.when for mention in found] == [None]


@pytest.mark.parametrize(
    "text", ["in recent weeks", "Lately", "more than two weeks ago", "a few days ago", "31 September"]
)
def test_what_names_no_days_is_a_mention_without_days(text: str) -> None:
    assert [mention.when for mention in find_dates(text, "en", PUBLISHED)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "a five-year war",
        "for three days",
        "a 13-year-old boy",
        "May God help us",
        "They march on Idlib",
        "between 7 and 10 people",
        "20 people were killed",
        "the Aleppo Today correspondent",
    ],
)
def test_ages_durations_and_names_are_no_dates(text: str) -> None:
    assert find_dates(text, "en", PUBLISHED) == []


def test_a_list_of_dates_gives_one_mention_for_each() -> None:
    assert read("on 3 and 5 May") == [("on 3", "2018-05-03"), ("5 May", "2018-05-05")]
    assert [d for _, d in read("On 3, 5 and 7 May 2017")] == ["2017-05-03", "2017-05-05", "2017-05-07"]
    assert [d for _, d in read("In 2014 and in 2016")] == ["2014-01-01/2014-12-31", "2016-01-01/2016-12-31"]


def test_anaphors_hang_on_the_last_date_told() -> None:
    text = "It was hit on 8 September. A day earlier, two died. The same day, one more. Two days later he left."
    assert [d for _, d in read(text)] == ["2018-09-08", "2018-09-07", "2018-09-07", "2018-09-09"]
    assert read("On the same day, two died.") == [("On the same day", None)]
    assert read("They left the day before the attack.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was hit on 8 September. Two days after the attack, shells fell.", ["2018-09-08", "2018-09-10"]),
        ("He was buried on 8 September, a day after the strike.", ["2018-09-08", "2018-09-07"]),
        ("It was hit on 8 September. The raid came a day after a car bomb.", ["2018-09-08", "2018-09-07"]),
        ("It was hit on 8 September. A film made the day after the attack shows it.", ["2018-09-08"]),
        ("It was hit between 3 and 8 September. In the same period, shells fell.", ["2018-09-03/2018-09-08"] * 2),
        ("It was hit on 4 and on 8 September.", ["2018-09-04", "2018-09-08"]),
        ("in the 24 hours to Friday morning", ["2018-09-13/2018-09-14"]),
        ("in the week to 10 September", ["2018-09-03/2018-09-10"]),
        ("over the weekend", ["2018-09-15/2018-09-16"]),
        ("in July and August 2017", ["2017-07-01/2017-08-31"]),
        ("in the spring of 2017", ["2017-03-01/2017-05-31"]),
        ("in the first week of August", ["2018-08-01/2018-08-07"]),
        ("so far this year", ["2018-01-01/2018-09-15"]),
        ("earlier in the week", ["2018-09-10/2018-09-15"]),
        ("since dawn", ["2018-09-15"]),
        ("since dawn on Friday", ["2018-09-14/2018-09-15"]),
        ("in the week of 3 September", ["2018-09-03/2018-09-09"]),
        ("on Wednesday of last week", ["2018-09-05"]),
        ("last week on Wednesday", ["2018-09-05"]),
        ("on the 4th of this month", ["2018-09-04"]),
        ("on the night of August 30-31", ["2018-08-30/2018-08-31"]),
        ("overnight Thursday to Friday", ["2018-09-13/2018-09-14"]),
        ("late Thursday into early Friday", ["2018-09-13/2018-09-14"]),
        ("on the night between Thursday and Friday", ["2018-09-13/2018-09-14"]),
        ("on Wednesday (5 September)", ["2018-09-05"]),
        ("on Christmas Day", ["2017-12-25"]),
        ("on New Year's Eve 2015", ["2015-12-31"]),
        ("last summer", ["2018-06-01/2018-08-31"]),
        ("in the winter of 2016-17", ["2016-12-01/2017-02-28"]),
        ("a fortnight ago", ["2018-08-27/2018-09-02"]),
        ("two years ago today", ["2016-09-15"]),
        ("two years ago this month", ["2016-09-01/2016-09-30"]),
        ("two hours ago", ["2018-09-15"]),
        ("in January, February and March", ["2018-01-01/2018-03-31"]),
        ("from January to March last year", ["2017-01-01/2017-03-31"]),
        ("on the first Friday of Ramadan", [None]),
        ("months later", [None]),
        ("on Palm Sunday", ["2018-03-25"]),
        ("the Easter Sunday bombings of 2019", ["2019-04-21"]),
        ("It began on Tuesday and ended on Thursday", ["2018-09-11/2018-09-13"]),
        ("It fell on Tuesday and on Thursday", ["2018-09-11", "2018-09-13"]),
        ("between the evening of 10 May and the morning of 12 May", ["2018-05-10/2018-05-12"]),
        (
            "In May 2017 40 died. In the same month of 2016, nine died.",
            ["2017-05-01/2017-05-31", "2016-05-01/2016-05-31"],
        ),
        ("The offensive, which began on 10 May, has killed 64", ["2018-05-10/2018-09-15"]),
        ("The offensive, which began on 10 May, killed 64", ["2018-05-10"]),
        ("on 15/11", ["2017-11-15"]),
        ("on 24/7 alert", []),
        ("on 5/6", [None]),
        ("Between 26 March 2015 and the end of last year", ["2015-03-26/2017-12-31"]),
        ("Between the coup of 1 February 2016 and 8 May 2018", ["2016-02-01/2018-05-08"]),
        ("from late March to 5 May", ["2018-03-21/2018-05-05"]),
        ("since 3 May until Monday", ["2018-05-03/2018-09-10"]),
        ("on 3 May and Monday", ["2018-05-03", "2018-09-10"]),
        ("It has been hit three times in a month", ["2018-08-15/2018-09-15"]),
        ("Nine died since 27 August. Over the same period, six fled.", ["2018-08-27/2018-09-15"] * 2),
    ],
)
def test_dates_by_what_they_are_counted_from(text: str, expected: list[str]) -> None:
    assert [d for _, d in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In August 2016 it was hit. The year before, it was looted.", "2015-01-01/2015-12-31"),
        ("It was hit on 8 August. It was looted the month before in a raid.", "2018-07-01/2018-07-31"),
        ("It was hit on 8 August. The following month, it was looted.", "2018-09-01/2018-09-30"),
        ("It was hit on 8 August. Later that month, it was looted.", "2018-08-01/2018-08-31"),
        ("It was hit on 8 August 2016. The following Friday, it was looted.", "2016-08-12"),
        ("It was hit on 8 August 2016. That Tuesday, it was looted.", "2016-08-09"),
        ("It was hit on 8 September. The war, under way since 2011, goes on. The next day, it was hit.", "2018-09-09"),
        ("It was hit on 8 September. Nine died the night before in Hass.", "2018-09-07"),
        ("It was hit on 8 September. Earlier in the day, shells fell.", "2018-09-08"),
        ("Earlier in the day, shells fell.", "2018-09-15"),
    ],
)
def test_periods_and_days_beside_the_date_told_last(text: str, expected: str) -> None:
    assert read(text)[-1][1] == expected


def test_what_comes_before_an_event_of_no_date_is_no_period() -> None:
    assert read("It was hit on 8 August. It was looted the month before the vote.")[1:] == []


def test_since_runs_to_the_day_of_publication() -> None:
    for text, start in [
        ("since 1 September", "2018-09-01"),
        ("since the start of the month", "2018-09-01"),
        ("since 20 September", "2017-09-20"),
        ("since 2011", "2011-01-01"),
    ]:
        (mention,) = find_dates(text, "en", PUBLISHED)
        assert (mention.kind, mention.relation, days(mention)) == ("open_since", "since", f"{start}/2018-09-15")


def test_since_reaches_the_date_of_what_it_names() -> None:
    (mention,) = find_dates("since the conflict began in 2011", "en", PUBLISHED)
    assert (mention.text, days(mention)) == ("in 2011", "2011-01-01/2018-09-15")
    (other,) = find_dates("since then, shelling went on. In 2011 it began", "en", PUBLISHED)
    assert other.kind == "absolute"


def test_the_order_of_a_date_in_numbers_is_guessed_from_the_document_or_not_at_all() -> None:
    assert read("04/06/2018") == [("04/06/2018", None)]
    assert read("13/08/2018 and 08/09/2018") == [("13/08/2018", "2018-08-13"), ("08/09/2018", "2018-09-08")]
    assert read("08/13/2018 and 08/09/2018") == [("08/13/2018", "2018-08-13"), ("08/09/2018", "2018-08-09")]
    assert read("13/08/2018, 08/13/2018 and 08/09/2018")[-1] == ("08/09/2018", None)


def test_the_order_of_a_date_in_numbers_is_told_by_the_day_of_publication() -> None:
    assert read("10/08/2018 and 09/08/2018")[-1] == ("09/08/2018", "2018-08-09"), "October is not yet"
    assert read("12/09/2018") == [("12/09/2018", "2018-09-12")], "three days before, and not nine months"
    assert read("12/09/2018", None) == [("12/09/2018", None)]


def test_days_are_counted_from_an_event_and_not_from_when_it_was_told() -> None:
    told = "Jets struck Hass on Tuesday, police said on Friday. A day earlier a shell fell."
    assert [day for _, day in read(told)] == ["2018-09-11", "2018-09-14", "2018-09-10"]
    alone = "Police said on Friday that jets had struck Hass. A day earlier a shell fell."
    assert [day for _, day in read(alone)] == ["2018-09-14", "2018-09-13"]
    seen = "Jets struck Hass on Tuesday. Police said jets on Friday struck Hama. A day earlier a shell fell."
    assert [day for _, day in read(seen)][-1] == "2018-09-13"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The heaviest day was the 25th. That Friday it burned.", ["2018-08-25", "2018-08-24"]),
        ("On the 29th and 30th, tanks fired.", ["2018-08-29/2018-08-30"]),
        ("From the 3rd to the 7th, tanks fired.", ["2018-08-03/2018-08-07"]),
        ("On the 29th floor, tanks were seen.", []),
        ("Shells fell through the night and into Wednesday morning.", ["2018-09-11/2018-09-12"]),
    ],
)
def test_days_without_a_month_are_of_the_month_told_last(text: str, expected: list[str]) -> None:
    assert [day for _, day in read(f"In August a truce ended. {text}")][1:] == expected


def test_a_name_is_no_day_of_the_week() -> None:
    assert read("Nine died, chairman Monday Kassah said.") == []
    assert [day for _, day in read("Nine died Monday Palestinian medics said.")] == ["2018-09-10"]


def test_years_that_follow_each_other_are_one_stretch_of_time() -> None:
    assert read("In 2016 and 2017, 59 died.") == [("In 2016 and 2017", "2016-01-01/2017-12-31")]
    assert [day for _, day in read("In 2014 and 2016, 59 died.")] == ["2014-01-01/2014-12-31", "2016-01-01/2016-12-31"]


def test_a_year_told_before_is_kept_for_days_close_to_it() -> None:
    text = "On 7 July 2016 a camp was hit. On 9 July it was hit again."
    assert [d for _, d in read(text)] == ["2016-07-07", "2016-07-09"]
    assert [d for _, d in read("On 10 September 2013 it was hit. He spoke on 10 September.")][1] == "2018-09-10"


def test_a_scheduled_weekday_lies_ahead() -> None:
    assert read("Talks will begin on Thursday.") == [("on Thursday", "2018-09-20")]
    assert read("Talks began on Thursday.") == [("on Thursday", "2018-09-13")]
    assert read("Talks will begin in 2 days.") == [("in 2 days", "2018-09-17")]
    assert read("Thirteen attacks in four days") == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("On 15 January, at about 14:30, a shell fell", "14:30"),
        ("At 15:02 on 13 November 2017 a shell fell", "15:02"),
        ("at 3:40 a.m. on Wednesday", "03:40"),
        ("at 2 p.m. on Friday", "14:00"),
        ("today at 6.30am", "06:30"),
        ("around dawn on 7 September", "around_dawn"),
        ("on the night of 21 September 2015", "night"),
        ("in the early hours of 21 August 2013", "early_hours"),
        ("on Saturday evening", "evening"),
        ("On 8 September. At 14:42 he left", None),
    ],
)
def test_the_time_beside_a_date_is_its_time_of_day(text: str, time: str | None) -> None:
    (mention,) = find_dates(text, "en", PUBLISHED)
    assert mention.when is not None
    assert mention.when.time_of_day == time


def test_times_are_found_by_themselves() -> None:
    found = find_times("At 14:42 it flew over; at 1600 GMT and again at dawn it came back.", "en")
    assert [(time.text, time.time_of_day) for time in found] == [
        ("14:42", "14:42"),
        ("at 1600 GMT", "16:00"),
        ("at dawn", "around_dawn"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "السبت 8 أيلول/سبتمبر 2018", "2018-09-08"),
        ("ar", "٨ أيلول ٢٠١٨", "2018-09-08"),
        ("ar", "7 تشرين الثاني 2018", "2018-11-07"),
        ("ar", "16 مارس / آذار 2017", "2017-03-16"),
        ("ar", "30 أيلول\\سبتمبر 2015", "2015-09-30"),
        ("ar", "من 26 حزيران/يونيو إلى 2 تموز/يوليو 2021", "2021-06-26/2021-07-02"),
        ("ar", "بين 2 و7 تشرين الثاني/نوفمبر 2023", "2023-11-02/2023-11-07"),
        ("ru", "8 сентября 2018 года", "2018-09-08"),
        ("ru", "суббота, 8 сентября 2018 г.", "2018-09-08"),
        ("de", "Samstag, 8. September 2018", "2018-09-08"),
        ("de", "vom 7. bis 10. September 2018", "2018-09-07/2018-09-10"),
        ("fr", "samedi 8 septembre 2018", "2018-09-08"),
        ("fr", "1er mai 2018", "2018-05-01"),
        ("es", "sábado, 8 de septiembre de 2018", "2018-09-08"),
        ("tr", "8 Eylül 2018 Cumartesi", "2018-09-08"),
        ("sl", "sobota, 8. september 2018", "2018-09-08"),
        ("en", "Saturday, 15 September 2018 17:36", "2018-09-15"),
    ],
)
def test_a_date_line_is_read_in_its_language_and_without_being_told_which(
    language: str, text: str, expected: str
) -> None:
    assert [days(mention) for mention in parse_absolute(text, language)] == [expected]
    assert expected in [days(mention) for mention in parse_absolute(text, None)]


def test_a_language_without_tables_has_no_dates() -> None:
    assert find_dates("8 September 2018", "xx", PUBLISHED) == []


WORDS = st.sampled_from(
    "on 7 10 31 September May 2018 , . - to and between from since last next Friday night week three days ago the day"
    " before early in 14:30 13/09/2018 2018-09-08 month \n half of year yesterday 99999999 hours earlier".split(" ")
)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.none() | st.dates())
def test_spans_quote_the_text_and_days_run_forward(text: str, reference: datetime.date | None) -> None:
    for mention in find_dates(text, "en", reference):
        assert text[mention.start : mention.end] == mention.text
        if mention.when is not None:
            assert mention.when.start <= mention.when.end
            assert (mention.when.start_char, mention.when.end_char) == (mention.start, mention.end)


@given(st.text(max_size=200), st.none() | st.dates())
def test_any_text_can_be_read(text: str, reference: datetime.date | None) -> None:
    for mention in find_dates(text, "en", reference):
        assert text[mention.start : mention.end] == mention.text


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1)), st.dates(datetime.date(1990, 1, 1)))
def test_a_day_without_year_lies_in_the_nearest_past(day: datetime.date, reference: datetime.date) -> None:
    if reference.year > 2090:
        return
    (mention,) = find_dates(f"on {day:%-d %B}", "en", reference)
    assert mention.when is not None
    assert mention.when.start <= reference + datetime.timedelta(days=31)
    assert (mention.when.start.month, mention.when.start.day) == (day.month, day.day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets struck the port overnight.", ["2018-09-14/2018-09-15"]),
        ("Jets struck the port overnight on Sunday.", ["2018-09-09"]),
        ("Jets struck overnight into 16 August.", ["2018-08-16"]),
        ("Six days of heavy shelling have killed dozens.", ["2018-09-09/2018-09-15"]),
        ("Six days of heavy rain have killed dozens.", []),
        ("The town has been besieged for two years.", ["2016-09-15/2018-09-15"]),
        ("The town was besieged for two years.", []),
        ("They have taken four villages in three days.", ["2018-09-12/2018-09-15"]),
        ("They took four villages in three days.", []),
        ("During past week 20 people died.", ["2018-09-08/2018-09-15"]),
        ("It began in May 2015. Since then 40 people have died.", ["2015-05-01/2015-05-31", "2015-05-01/2018-09-15"]),
        (
            "The war began in May 2015. It has killed 9 since the war began.",
            ["2015-05-01/2015-05-31", "2015-05-01/2018-09-15"],
        ),
        ("The revolt, which erupted in May 2015, has killed nine.", ["2015-05-01/2018-09-15"]),
        (
            "The three-year war, which broke out in May 2015, is over.",
            ["2015-05-01/2018-09-15", "2015-05-01/2015-05-31"],
        ),
        ("Nine have died since the war began with protests in May 2015.", ["2015-05-01/2018-09-15"]),
        ("Nine have died in three years of war.", []),
    ],
)
def test_spells_and_wars_end_with_the_day_of_publication(text: str, expected: list[str]) -> None:
    assert [days(mention) for mention in find_dates(text, "en", PUBLISHED)] == expected
