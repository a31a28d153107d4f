"""How sure a rule is: the share of its claims that were right on the development gold."""

from __future__ import annotations

from functools import cache

from harmtrace.vocab.tables import rows

UNMEASURED = 0.5
"""The confidence of a rule that the development gold says nothing of."""


@cache
def _shares() -> dict[str, float]:
    return {row["rule"]: float(row["share_right"]) for row in rows("calibration")}


def confidence_of(rule: str) -> float:
    """Return the measured share of right claims (0 to 1) of `rule`, of its kind, or `UNMEASURED`."""
    shares = _shares()
    return shares.get(rule, shares.get(rule.split(":", maxsplit=1)[0], UNMEASURED))
