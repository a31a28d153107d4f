"""A record sheet is one event: "Location: Hass", "Date: 7 April 2017", "Killed: 6", "Suspected party: …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from harmtrace.extract.actor_names import find_actor_spans
from harmtrace.extract.actor_roles import is_body
from harmtrace.extract.attack_counts import attack_count
from harmtrace.extract.attribution import Voices
from harmtrace.extract.drafts import EventDraft, narrowed, thing_of
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.harms import find_harms
from harmtrace.extract.headings import heading_date
from harmtrace.extract.kinds import type_of_weapon
from harmtrace.extract.labels import key_of, sheet_of
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.rows import harm_named
from harmtrace.extract.scenes import heading_place
from harmtrace.model.claim import ActorMention, Certainty, TargetMention, WeaponMention

_DOUBTED = ("suspected", "alleged")
"""Values of the words for doubt about who did it."""


def sheet_drafts(reading: Reading, voices: Voices, sentence: Sentence) -> list[EventDraft] | None:
    """The event of the record sheet that begins with a line, none for its other lines; None outside of sheets."""
    lines = sheet_of(reading.sentences, sentence.index)
    if not lines or not any(_tells(reading, line) for line in lines):
        return None
    return [_draft(reading, voices, lines)] if lines[0] is sentence else []


def _tells(reading: Reading, line: Sentence) -> bool:
    """Whether a line of a sheet says what happened or by whom, and not only where and when."""
    key = (line.start, _value(line))
    return bool(harm_named(reading, *key)) or _has(line, "responsible") or reading.any_of("attack", *key)


def _value(line: Sentence) -> int:
    """Where the value of a line begins."""
    key = key_of(line)
    return line.tokens[len(key)].end


def _has(line: Sentence, klass: str) -> bool:
    return any(klass in token.classes for token in key_of(line))


def _draft(reading: Reading, voices: Voices, lines: Sequence[Sentence]) -> EventDraft:
    first, last = lines[0], lines[-1]
    harms: list[HarmDraft] = []
    for line in lines:
        harms += _harms(reading, line, len(harms))
    weapons = _weapons(reading, lines)
    draft = EventDraft(
        sentence=last.index,
        paragraph=last.paragraph,
        spans=[(first.start, last.end)],
        attribution=voices.publisher(),
        modality="asserted",
        rule="event: sheet",
        types=_types(reading, lines, weapons),
        attacks=next((count for line in lines if (count := attack_count(reading, line.start, line.end))), None),
        when=heading_date(reading, first),
        where=heading_place(reading, first),
        weapons=weapons,
        actors=[actor for line in lines if _has(line, "responsible") for actor in _actors(reading, line)],
        targets=_targets(reading, lines),
        harms=_without_casualties(harms),
        caused=True,
        singular=True,
        separate=True,
        timed=True,
    )
    return replace(draft, when=replace(draft.when, basis="explicit")) if draft.when is not None else draft


def _harms(reading: Reading, line: Sentence, before: int) -> list[HarmDraft]:
    """The harms of a line, also where its key says what the number counts: "Reported casualties: 10"."""
    found = find_harms(reading, line.start, line.end)
    if found:
        return [h if h.parent is None or h.parent < 0 else replace(h, parent=h.parent + before) for h in found]
    value = _value(line)
    named = harm_named(reading, line.start, value)
    following = reading.tokens_in(value, line.end)[:1]
    counts = [item for item in reading.quantities_in(value, line.end) if item.kind == "count"]
    if named is None or not following or not counts or counts[0].quantity.start != following[0].start:
        return []
    figure = counts[0].quantity
    return [replace(named, quantity=figure, start=figure.start, end=figure.end)]


def _without_casualties(harms: Sequence[HarmDraft]) -> list[HarmDraft]:
    """Where a sheet counts the injured apart, its "casualties" are the dead."""
    hurt = {harm.harm for harm in harms}
    dead = "injured" in hurt and "killed" not in hurt
    return [replace(h, harm="killed") if dead and h.harm == "killed_or_injured" else h for h in harms]


def _types(reading: Reading, lines: Sequence[Sentence], weapons: Sequence[WeaponMention]) -> list[str]:
    told = [m.value for line in lines for m in reading.of("attack", _value(line), line.end)]
    fired = [kind for weapon in weapons if (kind := type_of_weapon(reading, weapon)) is not None]
    kinds = [kind for kind in told if kind != "attack"] or fired
    return narrowed(kinds or ["attack"])


def _weapons(reading: Reading, lines: Sequence[Sentence]) -> list[WeaponMention]:
    found: dict[str, WeaponMention] = {}
    for line in lines:
        for m in reading.of("weapon", _value(line), line.end):
            attack = any(t.start <= m.start and m.end <= t.end for t in reading.of("attack", m.start - 40, m.end + 40))
            if m.feature != "method" and not attack:
                words = reading.text[m.start : m.end]
                found.setdefault(m.value, WeaponMention(m.value, words, m.start, m.end, None, "stated"))
    return list(found.values())


def _actors(reading: Reading, line: Sentence) -> list[ActorMention]:
    """Whom a line holds responsible: "Alleged perpetrator: X or Y"."""
    value = _value(line)
    doubted = any(reading.any_of("doubt", line.start, line.end, mark) for mark in _DOUBTED)
    certainty: Certainty = "suspected" if doubted or _has(line, "supposed") else "stated"
    found = []
    for span in find_actor_spans(reading, value, line.end):
        end = _end_of_body(reading, span.end, line.end)
        words = reading.text[span.start : end]
        found.append(ActorMention(span.actor_id, words, span.start, end, "alleged_perpetrator", certainty))
    return found


def _end_of_body(reading: Reading, at: int, end: int) -> int:
    """Where the name of a body ends that begins before `at`: "Emirati air force"."""
    rest = list(takewhile(lambda token: token.is_word and "joining" not in token.classes, reading.tokens_in(at, end)))
    return rest[-1].end if rest and is_body(rest) else at


def _targets(reading: Reading, lines: Sequence[Sentence]) -> list[TargetMention]:
    """What a line says was hit: "Hospital: the health centre of Hish", "Target: a bakery"."""
    found: dict[tuple[str, str], TargetMention] = {}
    for line in lines:
        value = _value(line)
        if not (_has(line, "sheet_target") or reading.any_of("target", line.start, value)):
            continue
        for m in reading.of("target", value, line.end)[:1]:
            target = TargetMention(m.value, reading.text[m.start : m.end], m.start, m.end)
            found.setdefault(thing_of(target), target)
    return list(found.values())
