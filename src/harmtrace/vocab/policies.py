"""Grade policies: what each grade asks for, as data. Shipped ones by name, an organisation's own from its file."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from harmtrace.errors import BadPolicy, MissingInput

Fact = Literal[
    "origins",
    "naming",
    "stating",
    "rivals",
    "admissions",
    "denials",
    "own_denials",
    "share",
    "preferred",
    "rival_preferred",
    "differing",
]
Unnamed = Literal["each", "one", "none"]
FACTS: dict[Fact, str] = {
    "origins": "independent origins that tell of the incident",
    "naming": "of these, origins that name this belligerent",
    "stating": "of these, origins that name it without a hedge",
    "rivals": "other belligerents that somebody names",
    "admissions": "claims in which the belligerent admits or claims responsibility",
    "denials": "claims that deny the incident or dispute it",
    "own_denials": "of these, claims of the belligerent itself",
    "share": "per cent of the origins that name any belligerent which name this one",
    "preferred": "origins of a preferred kind that name this belligerent",
    "rival_preferred": "origins of a preferred kind that name another",
    "differing": "harms for which the figures make a range or have no upper end",
}
"""What a condition may ask about, counted for one incident and one belligerent."""
UNGRADED = "ungraded"
"""What is proposed where no grade of a policy fits."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a fact must be: `at_least`, `at_most` with the ends, `more_than` without."""

    fact: Fact
    at_least: float | None = None
    at_most: float | None = None
    more_than: float | None = None

    def holds(self, value: float | None) -> bool:
        """Whether a value of the fact meets it. A share of nobody is no share: it meets nothing."""
        return value is not None and (
            (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.more_than is None or value > self.more_than)
        )

    def can_hold(self) -> bool:
        """Whether any value of the fact meets it: whole numbers of 0 or more, a share from 0 to 100."""
        share = self.fact == "share"
        ends = [end for end in (self.at_most, 100.0 if share else None) if end is not None]
        least = max(0.0, self.at_least or 0.0) if share else math.ceil(self.at_least or 0.0)
        if self.more_than is not None and self.more_than >= least:
            if share:
                return all(self.more_than < end for end in ends)
            least = math.floor(self.more_than) + 1
        return all(least <= end for end in ends)


@dataclass(frozen=True, slots=True)
class Counting:
    """Which tellers count as origins."""

    unnamed: Unnamed = "one"
    interested: bool = True
    compilations: bool = False
    preferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeRule:
    """One grade: proposed where all conditions hold; `by_person` is never proposed, a person alone decides it."""

    grade: str
    label_en: str
    label_ar: str = ""
    meaning: str = ""
    by_person: bool = False
    when: tuple[Condition, ...] = ()

    @property
    def labels(self) -> dict[str, str]:
        """What it is called, by language."""
        named = {"en": self.label_en, "ar": self.label_ar}
        return {language: label for language, label in named.items() if label}


@dataclass(frozen=True, slots=True)
class GradePolicy:
    """A named and versioned policy. Its grades are tried in order."""

    policy: str
    version: str
    title: str
    grades: tuple[GradeRule, ...]
    source: str = ""
    count: Counting = Counting()


def shipped_policies() -> list[str]:
    """The names of the policies that come with the program."""
    entries = files("harmtrace.vocab").joinpath("data", "grades").iterdir()
    return sorted(entry.name.removesuffix(".yaml") for entry in entries if entry.name.endswith(".yaml"))


@cache
def shipped_policy(name: str) -> GradePolicy:
    """A policy that comes with the program."""
    from harmtrace.vocab.policy_file import read_policy

    data = files("harmtrace.vocab").joinpath("data", "grades", f"{name}.yaml")
    return read_policy(data.read_text(encoding="utf-8"), f"{name}.yaml")


def grade_policy(name: str) -> GradePolicy:
    """The policy of a shipped name or of a file.

    Raises `MissingInput` where there is neither, `BadPolicy` with the line and the field that do not hold.
    """
    from harmtrace.vocab.policy_file import read_policy

    if name in shipped_policies():
        return shipped_policy(name)
    try:
        text = Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadPolicy("the file is not UTF-8 text", where=name) from None
    except OSError:
        known = ", ".join(shipped_policies())
        raise MissingInput(f"no policy or file is called {name!r}; policies that come along: {known}") from None
    policy = read_policy(text, name)
    if policy.policy in shipped_policies():
        raise BadPolicy(
            f"policy: {policy.policy!r} is the name of a policy that comes along: give your own another, as in"
            f" “our-{policy.policy}”",
            where=name,
        )
    return policy
