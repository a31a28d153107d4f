"""What only stands near an event in Arabic: earlier tolls, places of a part, who was hit, channels."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event, harms

PAPER = {"language": "ar", "publisher": "صحيفة الضفاف", "published": "2024-03-15"}


@pytest.mark.parametrize(
    "text",
    [
        "ارتفاع ضحايا القصف على حاس إلى 31 قتيلاً بعد أن كانت الحصيلة 12 قتيلاً.",
        "ارتفع عدد قتلى القصف على حاس إلى 31 قتيلاً بعدما كان 12 قتيلاً.",
    ],
)
def test_an_earlier_toll_is_no_second_one(text: str) -> None:
    assert [(harm.harm, harm.quantity.value) for harm in event(text, **PAPER).harms] == [("killed", 31)]


def test_the_place_of_a_part_is_not_that_of_the_whole() -> None:
    claim = event("سقط في لبنان أمس 60 شهيداً و140 جريحاً في غارات، منهم 9 في شبعا.", **PAPER)
    assert [place.text for place in claim.where] == ["لبنان"]
    assert [(harm, number) for harm, number, _ in harms(claim)][:2] == [("killed", 60), ("injured", 140)]


def test_the_place_behind_a_part_with_a_noun_is_still_that_of_the_whole() -> None:
    claim = event("قتل ثمانية مدنيين بينهم ثلاثة أطفال في حاس.", **PAPER)
    assert [place.text for place in claim.where] == ["حاس"]


def test_the_plural_behind_an_article_is_no_two() -> None:
    claim = event("جرحت القذيفة 12 من المرضى والمرافقين في المشفى.", **PAPER)
    assert [number for _, number, _ in harms(claim) if number is not None] == [12]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("قتل عشرة في التفجير الذي استهدف حافلة للشرطة في كابول.", "targeted_party"),
        ("قتل عشرة مدنيين في الهجوم الذي شنته القوات الروسية على إدلب.", "alleged_perpetrator"),
    ],
)
def test_whom_a_blast_hit_did_not_set_it_off(text: str, role: str) -> None:
    assert [actor.role for actor in event(text, **PAPER).actors] == [role]


def test_a_channel_named_like_a_drone_is_none() -> None:
    claim = event("المسيرة نت | ارتفعت حصيلة القصف على ميناء الحديدة أمس إلى ستة قتلى.", **PAPER)
    assert (claim.weapons, claim.event_types) == ((), ("attack",))
