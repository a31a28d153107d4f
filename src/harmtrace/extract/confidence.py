"""How sure a claim is: the chance that it is right, learned from what it is like and whether claims like it were right.

A claim is described by *signs* (its rule, how its date and place are known, whether it has a number of harm …). A
logistic model gives each sign a weight; the table `confidence` holds them, and `evaluation/calibrate.py` fits it on the
development gold. It beat the plain share of right claims by rule on documents that had no part in the fitting
(`docs/extraction.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from math import exp
from typing import Any

from harmtrace.model.attribution import Attribution
from harmtrace.model.claim import AnyClaim
from harmtrace.model.span import Evidence, Stretch
from harmtrace.vocab.tables import rows

ALWAYS = "any claim"
"""The sign that every claim bears."""
_SHORT, _LONG = 90, 320
"""Evidence of fewer, and of more, characters is short or long."""
_SHORT_SAYING, _LONG_SAYING = 50, 200
_MOST_TELLERS = 3


def signs_of(kind: str, claim: Mapping[str, Any]) -> tuple[str, ...]:
    """The signs of a claim, given the fields it is built from (contract form, section 2)."""
    return tuple(dict.fromkeys((ALWAYS, kind, *_told(kind, claim), *_OWN.get(kind, _nothing)(claim))))


def signs_of_claim(claim: AnyClaim) -> tuple[str, ...]:
    """The signs of a claim that is built."""
    return signs_of(claim.kind, {field.name: getattr(claim, field.name) for field in fields(claim)})


def confidence_of(signs: tuple[str, ...]) -> float:
    """The chance (0 to 1, two decimals) that a claim with these signs is right."""
    weights = _weights()
    odds = sum([weights[sign] for sign in signs if sign in weights])
    return round(1 / (1 + exp(-odds)), 2)


def deciding(claim: AnyClaim) -> tuple[list[str], list[str]]:
    """The signs that speak most for a claim and those most against it, two each, the heaviest first."""
    weights = _weights()
    own = [(weights.get(sign, 0.0), sign) for sign in signs_of_claim(claim) if sign != ALWAYS]
    support = [sign for weight, sign in sorted(own, reverse=True)[:2] if weight > 0]
    doubt = [sign for weight, sign in sorted(own)[:2] if weight < 0]
    return support, doubt


@cache
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in rows("confidence")}


def _told(kind: str, claim: Mapping[str, Any]) -> Iterator[str]:
    """How and by whom any claim is told."""
    evidence: tuple[Evidence, ...] = claim["evidence"]
    attribution: Attribution = claim["attribution"]
    yield claim["extractor"].rule
    length = sum(one.end - one.start for one in evidence)
    yield f"{kind}: {_sized(length, _SHORT, _LONG)} evidence"
    if len(evidence) > 1:
        yield f"{kind}: told more than once"
    tellers = min(len(attribution.chain), _MOST_TELLERS)
    yield f"{kind}: {attribution.basis} teller, {tellers} in the chain"


def _sized(length: int, short: int, long: int) -> str:
    return "short" if length < short else "long" if length > long else "middling"


def _nothing(_claim: Mapping[str, Any]) -> Iterator[str]:
    return iter(())


def _of_event(claim: Mapping[str, Any]) -> Iterator[str]:
    yield f"event: {claim['modality']}"
    yield f"event: {claim['scope']}"
    when, where, harms = claim["when"], claim["where"], claim["harms"]
    yield f"event: date {when.basis}" if when else "event: no date"
    yield f"event: place {where[0].status}" if where else "event: no place"
    numbered = any(harm.quantity.value is not None for harm in harms)
    yield "event: number of harm" if numbered else "event: harm without a number" if harms else "event: no harm"
    for part in ("weapons", "actors", "targets", "attacks"):
        if claim[part]:
            yield f"event: {part}"
    if set(claim["event_types"]) <= {"attack"}:
        yield "event: means not told"
    if not harms and not claim["attacks"]:
        yield f"event: no figure, {'date' if when else 'no date'}, {'place' if where else 'no place'}"


def _of_statement(claim: Mapping[str, Any]) -> Iterator[str]:
    content: Stretch = claim["content"]
    speaker = claim["speaker"]
    yield f"statement: {_sized(content.end - content.start, _SHORT_SAYING, _LONG_SAYING)} words"
    yield "statement: quoted" if claim["quoted"] else "statement: reported speech"
    yield "statement: a body speaks" if speaker.organisation == speaker.name else "statement: a person speaks"


_OWN = {"event": _of_event, "statement": _of_statement}
