"""From claims and gold claims to precision, recall and F1 of every field.

Mention fields (harms, places, weapons, targets, actors) need no event alignment; the others are
scored on aligned claims. A wrong value is one spurious and one missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from harmtrace.pipeline.gold_differences import Difference, difference, unmatched
from harmtrace.pipeline.gold_match import (
    Plain,
    Span,
    bounds,
    cover,
    evidence,
    fold,
    match,
    name_fits,
    over,
    span,
    union_share,
    unique,
)

HEADLINE = (
    "harm", "attacks", "when", "where", "weapon", "actor_role", "target", "event", "scope", "modality", "origin",
    "situation", "statement_speaker", "characterisation", "appeal", "response",
)  # fmt: skip
Test = Callable[[Plain, Plain], bool]


class Score:
    """True positives, false positives and false negatives of each field, and every item that is one of the latter."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.differences: list[Difference] = []
        self.document = ""

    def add(self, name: str, right: int, found: int, gold: int) -> None:
        """Count `right` ones among `found` and `gold`."""
        for place, value in enumerate((right, found - right, gold - right)):
            self.counts[name][place] += value

    def aligned(self, name: str, right: int, pairs: int, found: int, gold: int) -> None:
        """Count a field of aligned claims twice: among all claims, and among those that were found."""
        self.add(name, right, found, gold)
        self.add(f"{name}_of_aligned", right, pairs, pairs)

    def differ(self, name: str, gold: Plain | None, found: Plain | None) -> None:
        """Note an item on which gold and claims of the present document differ."""
        self.differences.append(difference(self.document, name, gold, found))

    def compare(self, name: str, pairs: Iterable[tuple[Plain, Plain]], same: Test) -> int:
        """The number of pairs (found, gold) that agree; the others are noted."""
        right = 0
        for one, other in pairs:
            if same(one, other):
                right += 1
            else:
                self.differ(name, other, one)
        return right

    def figures(self) -> dict[str, Any]:
        """Micro figures over the headline fields, and every field."""
        micro = [sum(self.counts[name][place] for name in HEADLINE) for place in range(3)]
        return {"micro": prf(*micro), "fields": {name: prf(*counts) for name, counts in self.counts.items()}}


def prf(right: int, spurious: int, missed: int) -> dict[str, float]:
    """Precision, recall and F1 in percent, with the counts."""
    precision = right / (right + spurious) if right + spurious else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    shares = {"p": precision, "r": recall, "f1": f1}
    return {**{key: round(100 * value, 1) for key, value in shares.items()}, "tp": right, "fp": spurious, "fn": missed}


def score_document(score: Score, document_id: str, found: Sequence[Plain], gold: Sequence[Plain]) -> None:
    """Add one document's claims (contract form) to the score."""
    score.document = document_id
    found_events, gold_events = _kind(found, "event"), _kind(gold, "event")
    _mentions_of_events(score, found, gold, found_events, gold_events)
    aligned = _events(score, found_events, gold_events)
    aligned += _others(score, found, gold)
    _tellers(score, aligned, len(found), len(gold))


def _kind(claims: Sequence[Plain], kind: str) -> list[Plain]:
    return [claim for claim in claims if claim["kind"] == kind]


def _mentions(
    score: Score, found: list[Plain], gold: list[Plain], met: Test, **tests: Test
) -> list[tuple[Plain, Plain]]:
    def similarity(one: Plain, other: Plain) -> float:
        return 1 + sum(bool(test(one, other)) for test in tests.values()) if met(one, other) else 0

    pairs = [(found[i], gold[j]) for i, j in match(found, gold, similarity)]
    for name, test in tests.items():
        score.add(name, score.compare(name, pairs, test), len(found), len(gold))
    _leftover(score, next(iter(tests)), pairs, found, gold)
    return pairs


def _leftover(
    score: Score, name: str, pairs: Sequence[tuple[Plain, Plain]], found: Iterable[Plain], gold: Iterable[Plain]
) -> None:
    """Note what has no counterpart."""
    for spurious in unmatched(found, (one for one, _ in pairs)):
        score.differ(name, None, spurious)
    for missing in unmatched(gold, (other for _, other in pairs)):
        score.differ(name, missing, None)


def _always(_one: Plain, _other: Plain) -> bool:
    return True


def _mentions_of_events(
    score: Score, found: Sequence[Plain], gold: Sequence[Plain], found_events: list[Plain], gold_events: list[Plain]
) -> None:
    pairs = _mentions(
        score,
        _harms(found_events),
        _harms(gold_events),
        lambda p, g: p["harm"] == g["harm"] and over(span(p["quantity"]), span(g["quantity"])),
        harm_found=_always,
        harm_number=_same_bounds,
        harm=lambda p, g: _same_bounds(p, g) and p.get("status") == g.get("status"),
    )
    whole = score.compare("subset", pairs, lambda p, g: (p.get("subset_of") is None) == (g.get("subset_of") is None))
    score.add("subset", whole, len(pairs), len(pairs))
    _mentions(
        score, _attacks(found_events), _attacks(gold_events), _spans_meet, attacks=lambda p, g: bounds(p) == bounds(g)
    )
    _mentions(score, _places(found), _places(gold), _same_place, where=_always, where_name=_same_name)
    for part, name, key in (("weapons", "weapon", "weapon_id"), ("targets", "target", "target_id")):
        _mentions(
            score,
            _parts(found_events, part, key),
            _parts(gold_events, part, key),
            _spans_meet,
            **{f"{name}_found": _always, name: lambda p, g, key=key: p.get(key) == g.get(key)},  # type: ignore[misc]
        )
    _mentions(
        score,
        _actors(found_events),
        _actors(gold_events),
        _actor_near,
        actor_found=_always,
        actor=_same_actor,
        actor_role=_same_role,
    )


def _harms(events: Iterable[Plain]) -> list[Plain]:
    """Harms, each once; parts without a number are optional and left out."""
    every = [harm for event in events for harm in event.get("harms") or []]
    counted = [h for h in every if not (h["quantity"].get("value") is None and h.get("subset_of") is not None)]
    return unique(counted, lambda h: (h["harm"], span(h["quantity"]), bounds(h["quantity"]), h.get("status")))


def _attacks(events: Iterable[Plain]) -> list[Plain]:
    return unique([event["attacks"] for event in events if event.get("attacks")], span)


def _places(claims: Iterable[Plain]) -> list[Plain]:
    every = [place for claim in claims for part in ("where", "origins") for place in claim.get(part) or []]
    return unique([place for place in every if span(place)], lambda place: (span(place), place.get("role")))


def _parts(events: Iterable[Plain], part: str, *keys: str) -> list[Plain]:
    every = [item for event in events for item in event.get(part) or [] if span(item)]
    return unique(every, lambda item: (span(item), *(item.get(key) for key in keys)))


def _actors_once(events: Iterable[Plain]) -> list[Plain]:
    def key(actor: Plain) -> tuple[Any, Any]:
        return (actor.get("actor_id") or fold(actor.get("text")), actor.get("role"))

    return [{**event, "actors": unique(event.get("actors") or [], key)} for event in events]


def _actors(events: Iterable[Plain]) -> list[Plain]:
    return _parts(_actors_once(events), "actors", "actor_id", "role")


def _same_bounds(one: Plain, other: Plain) -> bool:
    return bounds(one["quantity"]) == bounds(other["quantity"])


def _spans_meet(one: Plain, other: Plain) -> bool:
    return over(span(one), span(other))


def _same_place(one: Plain, other: Plain) -> bool:
    return _spans_meet(one, other) and (one.get("role") or "location") == (other.get("role") or "location")


def _same_name(one: Plain, other: Plain) -> bool:
    return fold(one.get("name") or one["text"]) == fold(other.get("name") or other["text"])


def _unified(actor_id: str | None) -> str | None:
    """The choice between a government, its army and its air force is not scored; unknown is unnamed."""
    return "sy.gov" if actor_id in ("sy.saa", "sy.saaf") else None if actor_id == "unk" else actor_id


def _same_actor(one: Plain, other: Plain) -> bool:
    left, right = _unified(one.get("actor_id")), _unified(other.get("actor_id"))
    return left == right and (left is not None or fold(one["text"]) == fold(other["text"]))


def _same_role(one: Plain, other: Plain) -> bool:
    return _same_actor(one, other) and one.get("role") == other.get("role")


def _actor_near(one: Plain, other: Plain) -> bool:
    far = bool(one.get("actor_id")) and _same_role(one, other) and abs(one["start"] - other["start"]) < 400
    return _spans_meet(one, other) or far


def _numbers(event: Plain) -> list[Span | None]:
    found = [span(harm["quantity"]) for harm in event.get("harms") or []]
    return found + ([span(event["attacks"])] if event.get("attacks") else [])


def _shared(one: Sequence[Span | None], other: Sequence[Span | None]) -> int:
    return sum(any(over(left, right) for right in other) for left in one)


def _alike(one: Plain, other: Plain) -> float:
    numbers, words = _shared(_numbers(one), _numbers(other)), cover(evidence(one), evidence(other))
    if not numbers and words < 0.3:
        return 0.0
    things = [[span(x) for part in ("where", "targets") for x in event.get(part) or []] for event in (one, other)]
    return 3 * numbers + _shared(things[0], things[1]) + words


def aligned_events(found: Sequence[Plain], gold: Sequence[Plain]) -> list[tuple[Plain, Plain]]:
    """The events found and in the gold that tell the same, one to one."""
    events, others = _kind(found, "event"), _kind(gold, "event")
    return [(events[i], others[j]) for i, j in match(events, others, _alike)]


def _events(score: Score, found: list[Plain], gold: list[Plain]) -> list[tuple[Plain, Plain]]:
    pairs = aligned_events(found, gold)
    score.add("event", len(pairs), len(found), len(gold))
    _leftover(score, "event", pairs, found, gold)
    dated = [sum(_when(event) is not None for event in events) for events in (found, gold)]
    either = [(p, g) for p, g in pairs if _when(p) or _when(g)]
    score.add("when", score.compare("when", either, lambda p, g: _when(p) == _when(g)), dated[0], dated[1])
    for name, same in (("scope", _same_scope), ("modality", _same_modality)):
        score.aligned(name, score.compare(name, pairs, same), len(pairs), len(found), len(gold))
    kinds = [sum(len(set(event.get("event_types") or [])) for event in events) for events in (found, gold)]
    common = sum(len(set(p.get("event_types") or []) & set(g.get("event_types") or [])) for p, g in pairs)
    score.add("event_types", common, kinds[0], kinds[1])
    return pairs


def _same_scope(one: Plain, other: Plain) -> bool:
    return one.get("scope") == other.get("scope")


def _same_modality(one: Plain, other: Plain) -> bool:
    return _fact(one) == _fact(other)


def _when(event: Plain) -> tuple[str, str] | None:
    when = event.get("when")
    return (str(when["start"]), str(when["end"])) if when else None


def _fact(event: Plain) -> str | None:
    """The hedge may sit on the actor, so the four modalities of what is said to have happened are one."""
    modality = event.get("modality")
    return "said" if modality in ("asserted", "reported", "alleged", "suspected") else modality


def _others(score: Score, found: Sequence[Plain], gold: Sequence[Plain]) -> list[tuple[Plain, Plain]]:
    def of(kind: str) -> tuple[list[Plain], list[Plain]]:
        return _kind(found, kind), _kind(gold, kind)

    pairs = _mentions(score, *of("situation"), _situation_met, situation=_always, situation_number=_situation_number)
    pairs += _mentions(score, *of("statement"), _said_alike, statement=_always, statement_speaker=_same_speaker)
    pairs += _mentions(score, *of("characterisation"), _same_label, characterisation=_always)
    pairs += _mentions(score, *of("appeal"), _same_action, appeal=_always, appeal_by=_same_asker)
    pairs += _mentions(score, *of("response"), _same_response, response=_always)
    return pairs


def _situation_met(one: Plain, other: Plain) -> bool:
    left, right = span(one.get("quantity")), span(other.get("quantity"))
    met = over(left, right) if left and right else cover(evidence(one), evidence(other)) >= 0.5
    return one.get("what") == other.get("what") and met


def _situation_number(one: Plain, other: Plain) -> bool:
    left, right = one.get("quantity"), other.get("quantity")
    return (left is None) == (right is None) and (left is None or bounds(left) == bounds(right))


def _said_alike(one: Plain, other: Plain) -> bool:
    return union_share(span(one.get("content")), span(other.get("content"))) >= 0.5


def _same_speaker(one: Plain, other: Plain) -> bool:
    return name_fits(one.get("speaker") or {}, other.get("speaker") or {})


def _about(one: Plain, other: Plain) -> bool:
    return over(span(one.get("about")), span(other.get("about"))) or cover(evidence(one), evidence(other)) > 0


def _same_label(one: Plain, other: Plain) -> bool:
    return _about(one, other) and one.get("label") == other.get("label")


def _same_action(one: Plain, other: Plain) -> bool:
    left, right = span(one.get("action")), span(other.get("action"))
    return union_share(left, right) >= 0.5 or cover([left], [right]) >= 0.8


def _same_asker(one: Plain, other: Plain) -> bool:
    return name_fits({"name": one.get("by")}, {"name": other.get("by")})


def _same_response(one: Plain, other: Plain) -> bool:
    return one.get("type") == other.get("type") and _about(one, other)


def _tellers(score: Score, aligned: Sequence[tuple[Plain, Plain]], found: int, gold: int) -> None:
    def chain(claim: Plain) -> list[Plain]:
        return (claim.get("attribution") or {}).get("chain") or []

    def same_origin(one: Plain, other: Plain) -> bool:
        return bool(chain(one) and chain(other)) and name_fits(chain(one)[0], chain(other)[0])

    def same_chain(one: Plain, other: Plain) -> bool:
        return len(chain(one)) == len(chain(other)) > 0 and all(map(name_fits, chain(one), chain(other)))

    for name, same in (("origin", same_origin), ("chain", same_chain)):
        score.aligned(name, score.compare(name, aligned, same), len(aligned), found, gold)


def right_claims(found: Sequence[Plain], gold: Sequence[Plain]) -> list[Plain]:
    """The claims that a gold claim answers to: events that align, others of the same kind and matter."""
    tests: dict[str, Test] = {
        "situation": _situation_met,
        "statement": lambda p, g: _said_alike(p, g) and _same_speaker(p, g),
        "characterisation": _same_label,
        "appeal": _same_action,
        "response": _same_response,
    }
    events = _kind(found, "event")
    right = [events[i] for i, _ in match(events, _kind(gold, "event"), _alike)]
    for kind, test in tests.items():
        own = _kind(found, kind)
        right += [own[i] for i, _ in match(own, _kind(gold, kind), lambda p, g, test=test: float(test(p, g)))]  # type: ignore[misc]
    return right
