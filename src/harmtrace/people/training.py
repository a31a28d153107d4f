"""From two lists, or one, to the weights of the model: by expectation maximisation where rows teach them, else assumed.

A session of training takes the rows that agree in some columns and learns of all others how often they agree in rows
of one person. Some lists teach a session nothing, or lead it astray; then it is left out, and what no session has
learned is named to the user.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from harmtrace.people.compared import PARTS

if TYPE_CHECKING:
    from splink.internals.splink_dataframe import SplinkDataFrame

Model = dict[str, Any]
Inputs = Sequence["SplinkDataFrame"]
SESSIONS: tuple[tuple[str, ...], ...] = (("given", "family"), ("given", "father"), ("birth_date",))
"""The model learns from rows that agree in these.

Of given names it does not learn where rows agree in the family and its day: they are brothers and sisters as often as
they are one person. Where no day of birth teaches it, given names are taken to be miswritten as the others are.
"""
_STEPS = (25, 8, 3)
"""Steps of a session, at most; with fewer ones where a probability vanishes in more."""
_SAMPLE = 1_000_001
"""So many pairs, at most, are looked at for how often two people agree."""
_SESSION = 250_000
"""So many pairs, at most, are looked at in each step of a session."""
_SEED = 7
_SAME = 0.95
"""Where nothing is learned of a field, so many rows of one person are taken to have the same in it."""
_RAREST = 0.002
"""No error is held for rarer than this among rows of one person, however few of them the lists have."""


def trained(inputs: Inputs, settings: Any, filled: set[str], possible: int) -> tuple[Model, tuple[str, ...]]:
    """The model with its weights, and the fields whose weights are assumed. `possible`: the pairs of all rows."""
    model = _of_two_people(inputs, settings, possible)
    fields = {one["output_column_name"] for one in _fields(model)}
    learned: dict[str, list[list[float]]] = {}
    for rule in SESSIONS:
        if filled.issuperset(rule) and fields - set(rule) and (session := _session(inputs, model, rule)) is not None:
            for field, levels in _fitted(session, rule):
                learned.setdefault(field, []).append(levels)
            model = _with(model, learned)
    _as_other_parts(model, learned)
    return _assumed(_with(model, learned)), tuple(sorted(fields - learned.keys()))


def _assumed(model: Model) -> Model:
    """The model with what no session has learned: the same cell in most rows of one person, all else alike rare."""
    for comparison in _fields(model):
        levels = _levels(comparison)
        for level in levels:
            rest = (1 - _SAME) / (len(levels) - 1)
            level.setdefault("m_probability", _SAME if level is levels[0] else rest)
    return model


def _fields(model: Model) -> list[Model]:
    """The comparisons whose weights are learned: not those with weights that are given."""
    return [one for one in model["comparisons"] if not any(level["fix_m_probability"] for level in _levels(one))]


def _levels(comparison: Model) -> list[Model]:
    return [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]


def _of_two_people(inputs: Inputs, settings: Any, possible: int) -> Model:
    """The model with how often two people agree in each field, from pairs drawn at random."""
    from splink import Linker

    linker = Linker(inputs, settings, log_level=None)
    linker.training.estimate_u_using_random_sampling(_SAMPLE, seed=_SEED, min_count_per_level=None, num_chunks=1)
    model: Model = linker.misc.save_model_to_json()
    least = 1 / max(min(possible, _SAMPLE), 2)
    for comparison in _fields(model):
        for level in _levels(comparison):
            level["u_probability"] = max(level.get("u_probability", 0.0), least)
    return model


def _session(inputs: Inputs, model: Model, rule: tuple[str, ...]) -> Model | None:
    """The model after a session; None where there is nothing to learn from."""
    from splink import Linker, block_on
    from splink.internals.exceptions import EMTrainingException

    for steps in _STEPS:
        linker = Linker(inputs, model | {"max_iterations": steps}, log_level=None)
        train: Callable[..., object] = linker.training.estimate_parameters_using_expectation_maximisation
        with suppress(ValueError):  # A probability that vanishes.
            try:
                train(block_on(*rule), max_pairs=_SESSION)
            except EMTrainingException:
                return None
            found: Model = linker.misc.save_model_to_json()
            return found
    return None


def _fitted(session: Model, rule: tuple[str, ...]) -> list[tuple[str, list[float]]]:
    """What a session learned of each field that is not its rule's; nothing of one in which it took two for one."""
    found = []
    for comparison in _fields(session):
        field = comparison["output_column_name"]
        levels = _levels(comparison)
        chances = [level.get("m_probability", 0.0) for level in levels]
        if field not in rule and chances[0] > levels[0]["u_probability"]:
            found.append((field, chances))
    return found


def _as_other_parts(model: Model, learned: dict[str, list[list[float]]]) -> None:
    """Give a part of the name that no session learned the chances of the others."""
    others = [levels for part in PARTS for levels in learned.get(part, ())]
    for comparison in _fields(model):
        part = comparison["output_column_name"]
        if part in PARTS and part not in learned and others:
            learned[part] = [[fmean(level) for level in zip(*others, strict=True)]]


def _with(model: Model, learned: dict[str, list[list[float]]]) -> Model:
    """The model with the middle of what sessions learned, none of it below the rarest error."""
    comparisons = []
    for comparison in model["comparisons"]:
        sessions = learned.get(comparison["output_column_name"])
        if sessions is None:
            comparisons.append(comparison)
            continue
        chances = [max(median(level), _RAREST) for level in zip(*sessions, strict=True)]
        levels = list(comparison["comparison_levels"])
        start = len(levels) - len(chances)
        for number, chance in enumerate(chances, start):
            levels[number] = levels[number] | {"m_probability": chance / sum(chances)}
        comparisons.append(comparison | {"comparison_levels": levels})
    return model | {"comparisons": comparisons}
