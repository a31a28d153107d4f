"""Words that are names too: of villages, of cities, and of neither."""

from __future__ import annotations

from tests.extract.reading_of import event


def test_noon_today_is_no_village() -> None:
    told = event("قُتل 23 شخصاً من ظهر اليوم في سراقب.", language="ar")
    assert [place.text for place in told.where] == ["سراقب"]


def test_a_city_whose_name_is_a_word_is_meant_behind_its_quarter_or_its_side() -> None:
    quarter = event("سقطت قذيفتان على حي القبة بالأبيض وأصيب ستة أشخاص.", language="ar")
    assert [place.admin for place in quarter.where] == [("Sudan", "North Kordofan", "El Obeid")]
    side = event("ضربت طائرة مسيّرة مستشفى العيون شرقي الأبيض وقتلت شخصين.", language="ar")
    assert [place.place_id for place in side.where] == ["geonames:379003"]


def test_the_colour_is_no_city() -> None:
    told = event("قُتل شخصان في حي القبة بالسلاح الأبيض.", language="ar")
    assert all(place.place_id is None for place in told.where)
