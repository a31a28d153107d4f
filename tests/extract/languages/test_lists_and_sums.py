"""Lists of places with a figure each, what is added up or told beside them, and totals of a day or a region."""

from __future__ import annotations

import pytest

from harmtrace.model.claim import EventClaim
from tests.extract.reading_of import event, events

FRIDAY = "2018-09-07"


def in_short(found: list[EventClaim]) -> list[tuple[str, list[str], list[tuple[str, float | None]]]]:
    """The scope, the places and the harms of each event."""
    return [
        (e.scope, [w.text for w in e.where], [(h.harm, h.quantity.value) for h in e.harms if h.subset_of is None])
        for e in found
    ]


def days(found: list[EventClaim]) -> list[str | None]:
    return [event.when.start.isoformat() if event.when is not None else None for event in found]


def test_a_list_of_places_makes_places_of_unknown_words_in_it() -> None:
    text = "قُتل ثلاثة مدنيين في سراقب ومدنيان في كفرنبل ومدني في الزرنوقة ومدني في أريحا."
    found = events(text, language="ar")
    assert in_short(found) == [
        ("single", ["سراقب"], [("killed", 3)]),
        ("single", ["كفرنبل"], [("killed", 2)]),
        ("single", ["الزرنوقة"], [("killed", 1)]),
        ("single", ["أريحا"], [("killed", 1)]),
    ]
    assert found[2].where[0].status == "not_in_gazetteer"
    assert found[2].where[0].admin == ("Syria", "Idlib")


@pytest.mark.parametrize(
    "text",
    [
        "قُتل ثلاثة مدنيين في سراقب ومدنيان في كفرنبل ومدني في المعتقل ومدني في أريحا.",
        "قُتل ثلاثة مدنيين في سراقب ومدني في الزرنوقة.",
    ],
)
def test_known_words_and_short_lists_make_no_places(text: str) -> None:
    assert all(where.status != "not_in_gazetteer" for one in events(text, language="ar") for where in one.where)


def test_a_total_behind_a_list_is_an_event_of_its_own_and_dates_the_list() -> None:
    text = "قُتل ثلاثة مدنيين في سراقب ومدنيان في كفرنبل، فيكون مجموع قتلى اليوم في المحافظة خمسة مدنيين."
    found = events(text, language="ar", published=FRIDAY)
    assert [(one.scope, one.harms[0].quantity.value) for one in found] == [
        ("single", 3),
        ("single", 2),
        ("aggregate", 5),
    ]
    assert days(found) == [FRIDAY] * 3


def test_a_toll_that_rises_to_another_figure_is_not_added_to_the_first() -> None:
    found = events("قُتل مدني في سراقب، ليرتفع عدد القتلى في المدينة إلى ثلاثة.", language="ar")
    assert in_short(found) == [
        ("single", ["سراقب"], [("killed", 1)]),
        ("aggregate", ["المدينة"], [("killed", 3)]),
    ]


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("قُتل أمس ثلاثة مدنيين في سراقب ومدنيان في كفرنبل.", ["2018-09-06", "2018-09-06"]),
        ("قُتل ثلاثة مدنيين في سراقب أمس ومدنيان في كفرنبل.", ["2018-09-06", None]),
    ],
)
def test_a_day_told_before_a_list_is_that_of_all_its_items(text: str, dated: list[str | None]) -> None:
    assert days(events(text, language="ar", published=FRIDAY)) == dated


def test_dead_or_wounded_are_not_told_apart_in_a_toll() -> None:
    one = event("بلغ عدد ضحايا القصف على ريف حماة الشمالي خلال اليوم 23 شخصاً بين قتيل وجريح.", language="ar")
    assert in_short([one]) == [("aggregate", ["ريف حماة الشمالي"], [("killed_or_injured", 23)])]


def test_the_toll_of_a_region_on_a_day_is_none_of_the_incident_before_it() -> None:
    text = "قصفت الطائرات مدرسة في سراقب. وبلغ عدد ضحايا القصف على ريف إدلب الجنوبي خلال اليوم 8 قتلى."
    assert [(one.scope, bool(one.harms)) for one in events(text, language="ar")] == [
        ("single", False),
        ("aggregate", True),
    ]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("وكان تسعة مدنيين قد قُتلوا في قصف يوم 4 أيلول.", "aggregate"),
        ("قُتل تسعة مدنيين في قصف يوم 4 أيلول على بلدة سراقب.", "single"),
        ("قُتل تسعة مدنيين في غارة يوم 4 أيلول.", "single"),
    ],
)
def test_a_shelling_named_by_its_day_alone_is_all_of_that_day(text: str, scope: str) -> None:
    assert event(text, language="ar").scope == scope


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On Friday three civilians were killed in Saraqib and two in Kafr Nabl. Five others were wounded.", "en"),
        (
            "В пятницу погибли трое мирных жителей в деревне Верхняя и двое мирных жителей в деревне Нижняя. "
            "Ещё пять человек ранены.",
            "ru",
        ),
    ],
)
def test_others_behind_a_list_of_places_are_at_any_of_them(text: str, language: str) -> None:
    *listed, others = events(text, language=language, published=FRIDAY)
    assert [one.scope for one in listed] == ["single", "single"]
    assert (others.scope, len(others.where), others.harms[0].quantity.value) == ("aggregate", 2, 5)


def test_others_behind_one_place_are_there() -> None:
    one = event("Three civilians were killed in Saraqib on Friday. Five others were wounded.")
    assert in_short([one]) == [("single", ["Saraqib"], [("killed", 3), ("injured", 5)])]


def test_what_the_shelling_destroyed_is_told_of_the_shelling_before_it() -> None:
    one = event(
        "قال المدير إن المروحيات ألقت براميل متفجرة على مشفى في سراقب.\n\nوأضاف أن القصف دمّر سيارتي إسعاف.",
        language="ar",
    )
    assert {target.target_id for target in one.targets} == {"obj.medical", "obj.ambulance"}
