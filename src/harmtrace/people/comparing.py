"""What the linkage model compares of two rows, field by field, in levels from "the same" to "another".

Levels are SQL conditions of DuckDB, as splink takes them; columns are those of `compared`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from harmtrace.people.compared import PARTS

if TYPE_CHECKING:
    from splink.internals.comparison_creator import ComparisonCreator

_RARE = "least({0}_count_l, {0}_count_r) <= greatest(2, greatest({0}_count_l, {0}_count_r) / 10)"
"""One of two forms of a name is rare beside the other: "Bilal" and "Talal" are a letter apart and two names."""
_SLIP = f"damerau_levenshtein({{0}}_l, {{0}}_r) <= 1 and least(length({{0}}_l), length({{0}}_r)) > 2 and {_RARE}"
_TWO_SLIPS = f"damerau_levenshtein({{0}}_l, {{0}}_r) <= 2 and least(length({{0}}_l), length({{0}}_r)) > 5 and {_RARE}"
_SPELT = (
    "damerau_levenshtein({0}_spelling_l, {0}_spelling_r) <= {1} "
    "and least(length({0}_spelling_l), length({0}_spelling_r)) > {2}"
)
"""So many letters apart as they are spelt: the consonants of short names are too few to tell a slip."""
_VOWEL = "{0}_l = {0}_r and levenshtein({0}_spelling_l, {0}_spelling_r) <= 1"
_EXCHANGED = (
    "given_l <> family_l and ((given_l = family_r and (family_l = given_r or {0})) or (family_l = given_r and {1}))"
)
"""Given and family name in each other's column, one of them perhaps miswritten."""
_BROTHERS = 2**-20
"""Against rows of two given names in one family: brothers and sisters share father, family, day and place, which a
model that takes fields for independent counts as so many reasons."""
_EXCHANGES = 2**22
"""For rows with exchanged names: makes good what the two names, other ones in either column, say against them."""
_AGES = {"the same age": 0.5, "a year apart": 1.5, "five years apart": 5.5}
_DAYS = {"a day apart": 1, "a week apart": 7, "a month apart": 31}


def comparisons(filled: Collection[str], also: Sequence[str] = ()) -> Iterator[ComparisonCreator]:
    """A comparison for each field that both lists fill; `also` are columns of their own."""
    for part in PARTS:
        if part in filled:
            yield _compared(part, _levels_of_name(part, filled))
    rest: dict[str, Callable[[], Iterator[Any]]] = {
        "sex": lambda: iter([_same("sex")]),
        "age": lambda: (_where(f"abs(age_l - age_r) < {years}", told) for told, years in _AGES.items()),
        "birth_date": lambda: _levels_of_day("birth_date"),
        "death_date": lambda: _levels_of_day("death_date"),
        "place": lambda: iter([_same("place", weighted=True), *_slips("place", filled)]),
    }
    for column, levels in rest.items():
        if column in filled:
            yield _compared(column, levels())
    for column in filter(filled.__contains__, also):
        yield _compared(column, _levels_of_name(column, filled))
    yield from _together(filled)


def _levels_of_name(part: str, filled: Collection[str]) -> Iterator[Any]:
    """The same, the same but for a vowel, but for all vowels (in Latin letters), a letter apart, two letters."""
    if f"{part}_spelling" in filled:
        yield _same(f"{part}_spelling", weighted=True)
        yield _where(_VOWEL.format(part), "a vowel apart")
        yield _same(part, weighted=True, told="the same but for vowels")
    else:
        yield _same(part, weighted=True)
    yield from _slips(part, filled)


def _slips(column: str, filled: Collection[str]) -> Iterator[Any]:
    """A letter apart, two letters apart."""
    yield _where(_apart(column, 1, filled), "a letter apart")
    yield _where(_apart(column, 2, filled), "two letters apart")


def _apart(column: str, letters: int, filled: Collection[str]) -> str:
    """So many letters apart, by the consonants or, in Latin letters, as they are spelt."""
    heard = (_SLIP if letters == 1 else _TWO_SLIPS).format(column)
    if f"{column}_spelling" not in filled:
        return heard
    spelt = _SPELT.format(column, letters, 2 if letters == 1 else 4)
    return f"({heard}) or ({spelt} and {_RARE.format(column)})"


def _together(filled: Collection[str]) -> Iterator[ComparisonCreator]:
    """What several fields say together: comparisons of their own, with weights that are given and not fitted."""
    if not {"given", "family"} <= set(filled):
        return
    near = (_near("family", "given", filled), _near("given", "family", filled))
    yield _noted("exchanged", _EXCHANGED.format(*near), _EXCHANGES)
    kin = [_alike("father", filled)] if "father" in filled else []
    kin += ["death_date_l = death_date_r"] if "death_date" in filled else []
    if kin:
        differ = " or ".join(_other_given(filled))
        yield _noted(
            "another of the family", f"({differ}) and {_alike('family', filled)} and ({' or '.join(kin)})", _BROTHERS
        )


def _near(left: str, right: str, filled: Collection[str]) -> str:
    """A part of one row and another part of the other are a letter or two apart, and long enough for that to say it."""
    form = "{}_spelling" if f"{left}_spelling" in filled else "{}"
    one, other = f"{form.format(left)}_l", f"{form.format(right)}_r"
    return f"(damerau_levenshtein({one}, {other}) <= 2 and least(length({one}), length({other})) > 4)"


def _other_given(filled: Collection[str]) -> Iterator[str]:
    """Given names that are two: neither alike, nor of one sex and nearly alike ("Samir" and "Samira")."""
    yield f"not {_alike('given', filled)}"
    same = "given_l = given_r"
    if "given_spelling" in filled:
        yield f"{same} and levenshtein(given_spelling_l, given_spelling_r) > 1"
        same = "given_spelling_l = given_spelling_r"
    if "sex" in filled:
        yield f"sex_l <> sex_r and not {same}"


def _alike(part: str, filled: Collection[str]) -> str:
    """The same name, or a letter or two apart."""
    return f"({part}_l = {part}_r or {_apart(part, 1, filled)} or {_apart(part, 2, filled)})"


def _noted(name: str, condition: str, factor: float) -> ComparisonCreator:
    """A comparison that says nothing but where a condition holds."""
    from splink.comparison_level_library import ElseLevel
    from splink.comparison_library import CustomComparison

    def fixed(level: Any, holds: float, for_two: float) -> Any:
        return level.configure(
            m_probability=holds, u_probability=for_two, fix_m_probability=True, fix_u_probability=True
        )

    said = fixed(_where(condition, name), min(factor, 1.0) / 2, min(1 / factor, 1.0) / 2)
    levels = [said, fixed(ElseLevel(), 0.5, 0.5)]
    return CustomComparison(output_column_name=name.replace(" ", "_"), comparison_levels=levels)


def _levels_of_day(column: str) -> Iterator[Any]:
    yield _same(column)
    if column == "birth_date":
        # Of days of death, which lie within a few years, many are a digit apart by chance.
        yield _where("damerau_levenshtein(birth_date_l, birth_date_r) <= 1", "a digit apart")
    apart = f"abs(date_diff('day', {column}_l::date, {column}_r::date))"
    for told, days in _DAYS.items():
        yield _where(f"{apart} <= {days}", told)


def _compared(column: str, levels: Iterator[Any]) -> ComparisonCreator:
    from splink.comparison_level_library import ElseLevel, NullLevel
    from splink.comparison_library import CustomComparison

    every = [NullLevel(column), *levels, ElseLevel().configure(label_for_charts="another")]
    return CustomComparison(output_column_name=column, comparison_levels=every)


def _same(column: str, *, weighted: bool = False, told: str = "the same") -> Any:
    """The same value; `weighted`: one that is rare in the lists says more."""
    from splink.comparison_level_library import ExactMatchLevel

    return ExactMatchLevel(column, term_frequency_adjustments=weighted).configure(label_for_charts=told)


def _where(condition: str, told: str) -> Any:
    from splink.comparison_level_library import CustomLevel

    return CustomLevel(condition, label_for_charts=told)
