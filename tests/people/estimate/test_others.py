"""What a figure hangs on: other methods and criteria, and the same without each list."""

from __future__ import annotations

from harmtrace.people.estimate import estimate
from harmtrace.people.estimate.others import other_answers, without
from tests.people.tables import kosovo, of_marks


def test_other_methods_and_fewer_lists_are_told() -> None:
    found = {one.how: one for one in other_answers(kosovo(), "loglinear")}
    assert list(found) == [
        "dga", "chao", "coverage", "loglinear, best by AIC", "loglinear without EXH", "loglinear without ABA",
        "loglinear without OSCE", "loglinear without HRW",
    ]  # fmt: skip
    assert found["loglinear, best by AIC"].estimate == estimate_by_aic()
    assert found["chao"].figure == "lower bound"
    assert found["dga"].estimate == 12595


def estimate_by_aic() -> float | None:
    return next(model.estimate for model in estimate(kosovo()).models if model.terms == ("123", "134"))


def test_who_stood_on_the_list_left_out_alone_is_not_seen() -> None:
    table = of_marks({"100": 7, "110": 3, "111": 2, "001": 5, "011": 4}, ("a", "b", "c"))
    assert without(table, 0).cells() == {("b",): 3, ("b", "c"): 6, ("c",): 5}
    assert without(table, 2).cells() == {("a",): 7, ("a", "b"): 5, ("b",): 4}


def test_a_list_less_than_three_is_refused_and_told() -> None:
    table = of_marks({"100": 70, "110": 30, "111": 20, "001": 50, "011": 40, "101": 9, "010": 60})
    refused = [one for one in other_answers(table, "dga") if "without" in one.how]
    assert [one.status for one in refused] == ["refused"] * 3
    assert all(one.estimate is None and "2 lists" in one.reasons[0] for one in refused)
