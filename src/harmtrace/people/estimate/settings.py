"""What an estimate is asked for: the knobs of all methods, with the values that they have unasked."""

from __future__ import annotations

from dataclasses import dataclass, field

from harmtrace.errors import BadSetting
from harmtrace.people.estimate.lcmcr import FEWEST_CHAINS, Sampling
from harmtrace.people.estimate.loglinear import Criterion


@dataclass(frozen=True)
class EstimateSettings:
    """`beyond`: refuse an estimate of more than so many times the people seen. `grid`: unseen for each one seen, dga.

    Raises `BadSetting` for values that no method can work with.
    """

    level: float = 0.95
    criterion: Criterion = "bic"
    bootstrap: int = 0
    delta: float | None = None
    grid: float | None = None
    beyond: float = 10.0
    shown: int = 113
    seed: int = 1
    sampling: Sampling = field(default_factory=Sampling)

    def __post_init__(self) -> None:
        sampling = self.sampling
        wrong = {
            "the level is above 0 and below 1": not 0 < self.level < 1,
            "the criterion is bic or aic": self.criterion not in ("bic", "aic"),
            "a bootstrap takes 100 draws or more, or none": self.bootstrap < 100 and self.bootstrap != 0,
            "delta is above 0": self.delta is not None and not self.delta > 0,
            "the grid is above 0": self.grid is not None and not self.grid > 0,
            "the multiple of what was seen is above 1": not self.beyond > 1,
            "the models shown are 0 or more": self.shown < 0,
            "the seed is 0 or more": self.seed < 0,
            f"chains are {FEWEST_CHAINS} or more: fewer cannot be told to agree": sampling.chains < FEWEST_CHAINS,
            "a chain takes 1,000 sweeps or more": sampling.sweeps < 1000,
        }
        if said := [rule for rule, broken in wrong.items() if broken]:
            raise BadSetting("; ".join(said), way_out="See `harmtrace estimate --help`.")
