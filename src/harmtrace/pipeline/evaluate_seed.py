"""From the claims of the seed to what of its expected claims is met, missing or more than expected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SeedResult:
    """Expected claims by id. `wrong` says what differs in a claim that was found."""

    matched: tuple[str, ...]
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Whether all claims that are not optional were found, and found right."""
        return not (self.missing or self.wrong)


def compare_seed(expected: Sequence[Plain], found: Sequence[Plain]) -> SeedResult:
    """Compare contract-form claims with the expected ones, by their words and not by offsets.

    A page and a text of the same release have other offsets, but the same quotations.
    """
    left = list(found)
    matched, missing, wrong = [], [], []
    for wanted in expected:
        candidates = [claim for claim in left if claim["kind"] == wanted["kind"] and _same_words(wanted, claim)]
        best = min(candidates, key=lambda claim: len(_differences(wanted, claim)), default=None)
        if best is None:
            if not wanted.get("optional"):
                missing.append(f"{wanted['claim_id']} {wanted['kind']}: {wanted['evidence'][0]['quote'][:80]}")
            continue
        left.remove(best)
        differences = _differences(wanted, best)
        if differences and not wanted.get("optional"):
            wrong.append(f"{wanted['claim_id']} {wanted['kind']}: {'; '.join(differences)}")
        else:
            matched.append(str(wanted["claim_id"]))
    extra = [f"{claim['kind']}: {claim['evidence'][0]['quote'][:80]}" for claim in left]
    return SeedResult(tuple(matched), tuple(missing), tuple(wrong), tuple(extra))


def _same_words(wanted: Plain, claim: Plain) -> bool:
    quotes = {_words(evidence["quote"]) for evidence in wanted["evidence"]}
    told = [_words(evidence["quote"]) for evidence in claim["evidence"]]
    if not any(_overlap(quote, other) for quote in quotes for other in told):
        return False
    for name in ("label", "what", "type"):
        if wanted.get(name) != claim.get(name):
            return False
    if wanted["kind"] == "statement":
        return str(wanted["verb"]).lower() == str(claim["verb"]).lower()
    return wanted["kind"] != "event" or _numbers(wanted) == _numbers(claim)


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _numbers(claim: Plain) -> list[Any]:
    return sorted(str((h["harm"], h["quantity"]["value"])) for h in claim.get("harms") or [])


def _differences(wanted: Plain, claim: Plain) -> list[str]:
    compared = {"chain": _chain, "modality": lambda c: c["modality"], **_BY_KIND.get(wanted["kind"], {})}
    found = []
    for name, read in compared.items():
        one, other = read(wanted), read(claim)
        if one != other and not (name == "scope" and {one, other} <= {"aggregate", "cumulative"}):
            found.append(f"{name} is {other!r}, not {one!r}")
    return found


def _chain(claim: Plain) -> list[str]:
    return [_words(teller["name"]) for teller in claim["attribution"]["chain"]]


def _harms(claim: Plain) -> list[Any]:
    return [
        (h["harm"], *_bounds(h["quantity"]), h["status"], tuple(h["who"]), h["subset_of"]) for h in claim["harms"] or []
    ]


def _bounds(quantity: Plain | None) -> tuple[Any, ...]:
    return () if quantity is None else tuple(quantity[key] for key in ("value", "low", "high", "op", "text"))


def _when(when: Plain | None) -> tuple[str, ...]:
    return () if when is None else (str(when["start"]), str(when["end"]), when["precision"], when["basis"])


def _where(places: Sequence[Plain] | None) -> list[tuple[Any, ...]]:
    return [(p["text"], p["role"], p["place_id"], p["level"], p["modifier"], p["status"]) for p in places or []]


def _where_or_inherited(claim: Plain) -> list[tuple[Any, ...]]:
    """A place inherited from Idlib is accepted where the sentence names none."""
    inside = [
        place
        for place in claim["where"] or []
        if any(e["start"] <= place["start"] < e["end"] for e in claim["evidence"])
    ]
    return _where(inside)


_BY_KIND: dict[str, dict[str, Any]] = {
    "event": {
        "scope": lambda c: c["scope"],
        "event types": lambda c: list(c["event_types"]),
        "attacks": lambda c: _bounds(c["attacks"]),
        "when": lambda c: _when(c["when"]),
        "where": _where_or_inherited,
        "weapons": lambda c: [(w["weapon_id"], w["text"]) for w in c["weapons"]],
        "actors": lambda c: [(a["actor_id"], a["text"], a["role"]) for a in c["actors"]],
        "targets": lambda c: [(t["target_id"], t["text"]) for t in c["targets"]],
        "harms": _harms,
    },
    "situation": {
        "quantity": lambda c: _bounds(c["quantity"]),
        "share": lambda c: c["fraction"]["value"] if c["fraction"] else None,
        "sectors": lambda c: list(c["sectors"]),
        "where": lambda c: _where(c["where"]),
        "origins": lambda c: _where(c["origins"]),
    },
    "statement": {
        "speaker": lambda c: tuple(c["speaker"][key] for key in ("name", "role", "organisation", "actor_id")),
        "quoted": lambda c: c["quoted"],
        "said on": lambda c: _when(c["said_on"]),
        "length": lambda c: c["content"]["end"] - c["content"]["start"],
    },
    "characterisation": {"weapon": lambda c: c["weapon_id"]},
    "appeal": {"by": lambda c: c["by"], "to": lambda c: list(c["to"])},
}
