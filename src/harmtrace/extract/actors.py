"""Who is said to have done it: actor mentions of a stretch with their part in the event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading, tokens_of
from harmtrace.model.claim import ActorMention, ActorRole, Certainty

_LINK = re.compile(r"\s*(?:,|and|or|&|,\s*and)\s*(?:by\s+)?(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ActorSpan:
    """An actor named in the text, before its part is known."""

    start: int
    end: int
    actor_id: str | None
    adjective: bool


def find_actor_spans(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    """All actors that `start:end` names: known ones, and forces, armies or fronts by their head word."""
    found = [*_known(reading, start, end), *_countries(reading, start, end)]
    found += _adjectives(reading, start, end)
    found += _by_head(reading, start, end)
    found.sort(key=lambda span: (span.start, span.start - span.end))
    kept: list[ActorSpan] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start and span.start == kept[-1].start:
            kept[-1] = span
    return kept


def actors_of(
    reading: Reading, start: int, end: int, triggers: Sequence[Mention], skipped: Sequence[tuple[int, int]]
) -> list[ActorMention]:
    """The actors that the words of `start:end` link to the event of `triggers`.

    `skipped` are spans of speakers, who are no party to the event by speaking of it.
    """
    spans = [
        span
        for span in find_actor_spans(reading, start, end)
        if not any(first < span.end and span.start < last for first, last in skipped)
    ]
    mentions: list[ActorMention] = []
    roles: dict[int, ActorRole] = {}
    for index, span in enumerate(spans):
        role = _role(reading, span, start, triggers)
        if role is None and index and _LINK.fullmatch(reading.text[spans[index - 1].end : span.start]):
            role = roles.get(index - 1)
        if role is None:
            continue
        roles[index] = role
        mentions.append(_mention(reading, span, role, start))
    mentions += _linked_before(reading, spans, roles, start)
    return _once(sorted(mentions, key=lambda mention: mention.start))


def _known(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    return [
        ActorSpan(mention.start, mention.end, None if mention.value == "-" else mention.value, False)
        for mention in reading.of("actor", start, end)
    ]


def _countries(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    """A state's name is an actor only where it acts: before a verb, after "by", or beside another actor."""
    found = []
    for mention in reading.of("country_actor", start, end):
        before = reading.folded[max(start, mention.start - 24) : mention.start]
        if _is_blamed(reading, mention.start, start):
            found.append(ActorSpan(mention.start, mention.end, mention.value, False))
            continue
        if re.search(r"\b(in|from|near|of|to|across|throughout|inside|into|for|on)\s+(the\s+)?$", before):
            continue
        found.append(ActorSpan(mention.start, mention.end, mention.value, False))
    return found


def _is_blamed(reading: Reading, at: int, start: int) -> bool:
    """ "attributes the attacks to the government and to Russia"."""
    before = reading.folded[max(start, at - 90) : at]
    return bool(re.search(r"\b(to|on)\s+(the\s+)?$", before)) and reading.any_of("blame", max(start, at - 90), at)


def _adjectives(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    found = []
    for mention in reading.of("adjective_actor", start, end):
        tokens = tokens_of(reading.text, reading.folded, mention.end, min(end, mention.end + 45))[:3]
        for position, token in enumerate(tokens):
            if not token.text[0].isalnum():
                break
            if reading.of("military_noun", token.start, min(end, token.start + 24)):
                actor = None if mention.value == "-" else mention.value
                noun_end = token.end if _is_body(token.word) and position == 0 else mention.end
                found.append(ActorSpan(mention.start, noun_end, actor, True))
                break
            if token.word in ("and", "or"):
                continue
    return found


def _is_body(word: str) -> bool:
    """Whether the military noun is people ("forces"), not a means ("missile")."""
    return word in ("forces", "troops", "army", "soldiers", "military", "fighters", "militants", "rebels", "militia")


def _by_head(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    """ "the Rapid Support Forces (RSF)": a name that ends in a military head word."""
    found = []
    tokens = tokens_of(reading.text, reading.folded, start, end)
    for index, token in enumerate(tokens):
        if not token.capital or not reading.is_a("military_head", token.word):
            continue
        first = index
        while first > 0 and tokens[first - 1].capital and tokens[first - 1].text[0].isalpha():
            first -= 1
        if first == index:
            continue
        if tokens[first].word == "the":
            first += 1
        stop = token.end
        bracket = re.match(r"\s\([A-Z]{2,8}\)", reading.text[stop : stop + 12])
        stop += bracket.end() if bracket else 0
        found.append(ActorSpan(tokens[first].start, stop, None, False))
    return found


def _role(reading: Reading, span: ActorSpan, start: int, triggers: Sequence[Mention]) -> ActorRole | None:
    before = reading.folded[max(start, span.start - 44) : span.start]
    if _is_blamed(reading, span.start, start):
        return "alleged_perpetrator"
    if _ends_with(reading, "support", start, span.start):
        return "alleged_supporter"
    if reading.of("claim", span.end, span.end + 60) and reading.folded[span.end : span.end + 14].strip().startswith(
        ("claim", "has claimed", "took resp", "have claimed")
    ):
        return "claimed_responsibility"
    if (
        _ends_with(reading, "agentby", start, span.start)
        or _ends_with(reading, "blame", start, span.start)
        or re.search(r"\bby (the )?$", before)
    ):
        return "alleged_perpetrator"
    if span.adjective:
        near = [t for t in triggers if span.start <= t.start <= span.end + 60]
        if near:
            return "alleged_perpetrator"
    return _as_party(reading, span, before, triggers)


def _as_party(reading: Reading, span: ActorSpan, before: str, triggers: Sequence[Mention]) -> ActorRole | None:
    if re.search(
        r"\b(on|against|targeted|targeting|struck|hit|killed|killing|at|attacked|wounding|injuring) (the )?$", before
    ):
        return "targeted_party" if triggers and triggers[0].start < span.start else None
    if any(trigger.value == "clashes" for trigger in triggers):
        return "alleged_perpetrator"
    following = [trigger for trigger in triggers if trigger.start >= span.end]
    if not following:
        return None
    between = reading.folded[span.end : following[0].start]
    passive = re.search(r"\b(was|were|been|being|is|are)\s+\w*$", between)
    if passive or ";" in between or len(between) > 90:
        return None
    return "alleged_perpetrator"


def _linked_before(
    reading: Reading, spans: Sequence[ActorSpan], roles: dict[int, ActorRole], start: int
) -> list[ActorMention]:
    """ "Syrian and Russian jets": the first of two linked actors shares the part of the second."""
    found = []
    for index in range(len(spans) - 1):
        if index in roles or index + 1 not in roles:
            continue
        if _LINK.fullmatch(reading.text[spans[index].end : spans[index + 1].start]):
            found.append(_mention(reading, spans[index], roles[index + 1], start))
    return found


def _mention(reading: Reading, span: ActorSpan, role: ActorRole, start: int) -> ActorMention:
    first = span.start
    if reading.folded[max(start, first - 4) : first] == "the ":
        first -= 4
    near = reading.of("doubt", max(start, first - 40), first, "suspected")
    certainty: Certainty = "suspected" if near else "stated"
    return ActorMention(span.actor_id, reading.text[first : span.end], first, span.end, role, certainty)


def _ends_with(reading: Reading, klass: str, start: int, at: int) -> bool:
    """Whether the words just before end in a cue of `klass`, at most two words back."""
    for mention in reading.of(klass, max(start, at - 44), at):
        between = reading.folded[mention.end : at]
        if len(between.split()) <= 2 and "," not in between:
            return True
    return False


def _once(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    kept: dict[tuple[str | None, str], ActorMention] = {}
    for mention in mentions:
        kept.setdefault((mention.actor_id or mention.text.lower(), mention.role), mention)
    return list(kept.values())
