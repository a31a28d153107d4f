"""Date expressions of Russian and German, against days worked out by hand."""

from __future__ import annotations

import datetime

import pytest

from harmtrace.text.dates import find_dates
from tests.text.told import days

PUBLISHED = datetime.date(2018, 9, 16)  # a Sunday


@pytest.mark.parametrize(
    ("text", "expected", "part"),
    [
        ("8 сентября", "2018-09-08", None),
        ("8 сентября прошлого года", "2017-09-08", None),
        ("утром 8 сентября", "2018-09-08", "morning"),
        ("в пятницу", "2018-09-14", None),
        ("в минувшую пятницу", "2018-09-14", None),
        ("в пятницу вечером", "2018-09-14", "evening"),
        ("в пятницу, 14 сентября,", "2018-09-14", None),
        ("вчера", "2018-09-15", None),
        ("вчера вечером", "2018-09-15", "evening"),
        ("накануне", "2018-09-15", None),
        ("сегодня утром", "2018-09-16", "morning"),
        ("позавчера", "2018-09-14", None),
        ("в ночь на субботу", "2018-09-14/2018-09-15", "night"),
        ("в ночь на 8 сентября", "2018-09-07/2018-09-08", "night"),
        ("в ночь с 7 на 8 сентября", "2018-09-07/2018-09-08", "night"),
        ("с 7 по 10 сентября", "2018-09-07/2018-09-10", None),
        ("между 7 и 10 сентября", "2018-09-07/2018-09-10", None),
        ("в ночь с пятницы на субботу", "2018-09-14/2018-09-15", "night"),
        ("с пятницы по воскресенье", "2018-09-14/2018-09-16", None),
        ("на прошлой неделе", "2018-09-03/2018-09-09", None),
        ("в прошлом месяце", "2018-08-01/2018-08-31", None),
        ("в прошлом году", "2017-01-01/2017-12-31", None),
        ("в марте 2017 года", "2017-03-01/2017-03-31", None),
        ("в марте", "2018-03-01/2018-03-31", None),
        ("в начале сентября", "2018-09-01/2018-09-10", None),
        ("в 2014 году", "2014-01-01/2014-12-31", None),
        ("с начала месяца", "2018-09-01/2018-09-16", None),
        ("с 7 сентября", "2018-09-07/2018-09-16", None),
        ("два дня назад", "2018-09-14", None),
        ("неделю назад", "2018-09-03/2018-09-09", None),
        ("за последние три дня", "2018-09-13/2018-09-16", None),
        ("за сутки", "2018-09-15/2018-09-16", None),
        ("4.09.2018", "2018-09-04", None),
        ("4/9/2018", "2018-09-04", None),
        ("несколько дней назад", None, None),
    ],
)
def test_a_date_of_russian_covers_its_days(text: str, expected: str | None, part: str | None) -> None:
    (mention,) = find_dates(f"Посёлок обстреляли {text} из орудий.", "ru", PUBLISHED)
    assert (days(mention), mention.when and mention.when.time_of_day) == (expected, part)


@pytest.mark.parametrize(
    ("text", "expected", "part"),
    [
        ("am 8. September", "2018-09-08", None),
        ("am Freitag", "2018-09-14", None),
        ("am Freitag, dem 14. September,", "2018-09-14", None),
        ("am Freitagabend", "2018-09-14", "evening"),
        ("am Samstagmorgen", "2018-09-15", "morning"),
        ("am vergangenen Freitag", "2018-09-14", None),
        ("gestern", "2018-09-15", None),
        ("gestern Abend", "2018-09-15", "evening"),
        ("heute Morgen", "2018-09-16", "morning"),
        ("vorgestern", "2018-09-14", None),
        ("in der Nacht zum Samstag", "2018-09-14/2018-09-15", "night"),
        ("in der Nacht zu Samstag", "2018-09-14/2018-09-15", "night"),
        ("in der Nacht zum 8. September", "2018-09-07/2018-09-08", "night"),
        ("in der Nacht vom 7. auf den 8. September", "2018-09-07/2018-09-08", "night"),
        ("in der Nacht von Freitag auf Samstag", "2018-09-14/2018-09-15", "night"),
        ("vom 7. bis 10. September", "2018-09-07/2018-09-10", None),
        ("zwischen dem 7. und 10. September", "2018-09-07/2018-09-10", None),
        ("vergangene Woche", "2018-09-03/2018-09-09", None),
        ("im vergangenen Monat", "2018-08-01/2018-08-31", None),
        ("im vergangenen Jahr", "2017-01-01/2017-12-31", None),
        ("im März 2017", "2017-03-01/2017-03-31", None),
        ("im März", "2018-03-01/2018-03-31", None),
        ("Anfang September", "2018-09-01/2018-09-10", None),
        ("Ende des Monats", "2018-09-21/2018-09-30", None),
        ("im Jahr 2014", "2014-01-01/2014-12-31", None),
        ("seit dem 7. September", "2018-09-07/2018-09-16", None),
        ("vor zwei Tagen", "2018-09-14", None),
        ("vor einer Woche", "2018-09-03/2018-09-09", None),
        ("in den vergangenen drei Tagen", "2018-09-13/2018-09-16", None),
        ("seit Jahresbeginn", "2018-01-01/2018-09-16", None),
        ("am Freitag gegen 5.30 Uhr", "2018-09-14", "05:30"),
        ("am Wochenende", "2018-09-15/2018-09-16", None),
        ("4.9.2018", "2018-09-04", None),
        ("vor einigen Tagen", None, None),
    ],
)
def test_a_date_of_german_covers_its_days(text: str, expected: str | None, part: str | None) -> None:
    (mention,) = find_dates(f"Das Dorf wurde {text} beschossen.", "de", PUBLISHED)
    assert (days(mention), mention.when and mention.when.time_of_day) == (expected, part)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Удар нанесли 3 сентября. В тот же день погиб мужчина.", ["2018-09-03", "2018-09-03"]),
        ("ru", "С начала вторжения 24 февраля погибли 9 человек.", ["2018-02-24/2018-09-16"]),
        ("de", "Am 3. September fielen Bomben. Am selben Tag starb ein Mann.", ["2018-09-03", "2018-09-03"]),
        ("de", "Seit Beginn der Angriffe am 3. September starben neun.", ["2018-09-03/2018-09-16"]),
        ("ru", "Пять человек ранены в городе.", []),
        ("de", "Fünf Menschen wurden im Dorf verletzt.", []),
    ],
)
def test_what_a_date_hangs_on_is_read(language: str, text: str, expected: list[str]) -> None:
    assert [days(mention) for mention in find_dates(text, language, PUBLISHED)] == expected
