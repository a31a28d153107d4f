"""A place that an Arabic text begins with says where it was filed or what it tells of, and never who did it."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import event

PAPER = {"language": "ar", "publisher": "صحيفة الضفاف", "published": "2024-03-15"}


@pytest.mark.parametrize(
    "text",
    [
        "دمشق: قتل أربعة مدنيين في انفجار سيارة مفخخة أمام مخبز.",
        "تل أبيب: أصيب مدنيان بسقوط قذيفة قرب مدرسة.",
        "الخرطوم - قتل تسعة مدنيين في قصف مدفعي على سوق أم درمان.",
        "بغداد- أصيب ثلاثة أطفال بانفجار لغم.",
        "طهران/ قتل مدني بانفجار عبوة ناسفة.",
        "صنعاء (الضفاف): قتل خمسة مدنيين في غارة جوية.",
    ],
)
def test_a_capital_at_the_head_is_no_actor(text: str) -> None:
    assert event(text, **PAPER).actors == ()


def test_who_is_named_behind_the_head_did_it_and_where_the_attack_was_is_told_there() -> None:
    claim = event("موسكو: مقتل ستة مدنيين بقصف أوكراني على بيلغورود.", **PAPER)
    assert [actor.text for actor in claim.actors] == ["أوكراني"]
    assert ([place.text for place in claim.where], claim.scope) == (["بيلغورود"], "single")


def test_a_capital_within_a_sentence_still_acts() -> None:
    claim = event("قصفت دمشق سوقاً في بلدة حاس.", **PAPER)
    assert [actor.actor_id for actor in claim.actors] == ["sy.gov"]
