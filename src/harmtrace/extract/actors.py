"""Who is said to have done it: actor mentions of a stretch with their part in the event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import Phrase, phrase_after, phrase_before
from harmtrace.extract.reading import Reading
from harmtrace.extract.voice import Voice
from harmtrace.model.claim import ActorMention, ActorRole, Certainty

_SUBJECT_REACH, _COUNTRY_REACH = 90, 16
"""How far, in characters, the verb may stand from its subject; a state acts only right beside its verb."""
_LONGEST_NAME = 9
_LINK = re.compile(r"\s*(?:,|and|or|&|,\s*and)\s*(?:by\s+)?(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ActorSpan:
    """An actor named in the text, before its part is known."""

    start: int
    end: int
    actor_id: str | None
    adjective: bool
    country: bool = False
    agent: bool = False
    own: bool = False
    """Whether whoever speaks calls it theirs: "our aircraft"."""


_DOING_REACH = 5
"""So many words before an attack noun the verb of doing it may stand."""
_BELIEVED = 5
"""So many words may stand between "armed men" and who they are believed to be."""


def find_actor_spans(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    """All actors that `start:end` names: known ones, and forces, armies or fronts by their head word."""
    found = [*_known(reading, start, end), *_countries(reading, start, end)]
    found += _adjectives(reading, start, end)
    found += _by_head(reading, start, end)
    return _apart(found)


def _apart(found: list[ActorSpan]) -> list[ActorSpan]:
    """Of actors that overlap, a known one, else the first."""
    kept: list[ActorSpan] = []
    for span in sorted(found, key=lambda span: (span.start, span.start - span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif (kept[-1].agent and not span.agent) or (span.start == kept[-1].start and span.end > kept[-1].end):
            kept[-1] = span
    return kept


def _agents(reading: Reading, start: int, end: int, triggers: Sequence[Mention]) -> list[ActorSpan]:
    """Whoever stands as agent beside an attack verb and is armed by its head word: "our aircraft", "armed men"."""
    tokens = reading.tokens_in(start, end)
    found = []
    for trigger in triggers:
        if trigger.feature != "verb":
            continue
        at = next((place for place, token in enumerate(tokens) if token.start >= trigger.start), 0)
        after = next((place for place, token in enumerate(tokens) if token.start >= trigger.end), len(tokens))
        by = next((place for place in range(after, min(after + 8, len(tokens))) if tokens[place].word == "by"), None)
        phrase = phrase_after(reading, tokens, by + 1) if by is not None else _active_subject(reading, tokens, at)
        span = _armed(reading, phrase)
        if span is not None:
            found.append(span)
    return found


def _active_subject(reading: Reading, tokens: Sequence[Token], at: int) -> Phrase | None:
    """The phrase before an active verb."""
    if any("be" in token.classes for token in tokens[max(0, at - 2) : at]):
        return None
    return phrase_before(reading, tokens, at)


def _armed(reading: Reading, phrase: Phrase | None) -> ActorSpan | None:
    """The actor that a phrase names by an armed head word or a short form in capitals; None for anybody else."""
    if phrase is None or len(phrase.tokens) > _LONGEST_NAME:
        return None
    tokens = list(phrase.tokens)
    head = next((place for place, token in enumerate(tokens) if place and "of_word" in token.classes), len(tokens))
    words = [token.word for token in tokens[:head]]
    last = tokens[head - 1]
    own = reading.is_a("own_part", words[0])
    if reading.is_a("agent_head", words[-1], "means") and not own:
        return None
    armed = reading.is_a("agent_head", words[-1]) or (
        last.text.isupper() and len(last.text) > 2 and last.text.isalpha()
    )
    if not armed or reading.any_of("actor", phrase.start, tokens[head - 1].end):
        return None
    unknown = reading.any_of("unknown_agent", phrase.start, last.end)
    return ActorSpan(phrase.start, last.end, "unk" if unknown else None, False, agent=True, own=own)


def _only_heads(reading: Reading, spans: Sequence[ActorSpan], place: int) -> bool:
    """ "terrorists of Jabhat al-Nusra", "ISIS fighters": the name tells who the fighters are."""
    span = spans[place]
    if span.actor_id not in (None, "unk"):
        return False
    following = spans[place + 1] if place + 1 < len(spans) else None
    if following is not None and reading.any_of("doubt", span.end, following.start, "suspected"):
        return len(reading.tokens_in(span.end, following.start)) <= _BELIEVED
    before = spans[place - 1] if place else None
    if following is not None and reading.folded[span.end : following.start].split() in (
        ["of"],
        ["from"],
        ["of", "the"],
        ["from", "the"],
    ):
        return True
    return before is not None and not reading.text[before.end : span.start].strip() and not span.agent


def actors_of(
    reading: Reading, start: int, end: int, triggers: Sequence[Mention], skipped: Sequence[tuple[int, int]]
) -> list[ActorMention]:
    """The actors that the words of `start:end` link to the event of `triggers`.

    `skipped` are spans of speakers, who are no party to the event by speaking of it.
    """
    spans = [
        span
        for span in _apart([*find_actor_spans(reading, start, end), *_agents(reading, start, end, triggers)])
        if not any(first < span.end and span.start < last for first, last in skipped)
    ]
    spans = [span for place, span in enumerate(spans) if not _only_heads(reading, spans, place)]
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


def claimants_of(reading: Reading, voice: Voice | None, triggers: Sequence[Mention]) -> list[ActorMention]:
    """A party that says it did it: "the Front said that its fighters captured the base"."""
    if voice is None or voice.form != "before" or not triggers:
        return []
    speaker = voice.speaker
    words = reading.tokens_in(voice.start, triggers[0].start)
    own = [place for place, token in enumerate(words) if "own_part" in token.classes]
    if not own or len(words) - own[0] > 5 or own[0] > 3 or any("be" in token.classes for token in words):
        return []
    spans = find_actor_spans(reading, speaker.phrase_start, speaker.phrase_end)
    return [_mention(reading, span, "claimed_responsibility", 0) for span in spans[:1]]


def _known(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    return [
        _unknown(reading, mention) or ActorSpan(mention.start, mention.end, mention.value, False)
        for mention in reading.of("actor", start, end)
    ]


def _unknown(reading: Reading, mention: Mention) -> ActorSpan | None:
    """An actor without a known side; "mercenary gunmen" and "armed men" are unknown ones."""
    if mention.value != "-":
        return None
    over = [m for m in reading.of("unknown_agent", max(0, mention.start - 24), mention.end) if m.end == mention.end]
    first = over[0].start if over else mention.start
    return ActorSpan(first, mention.end, "unk" if over else None, False)


def _countries(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    """A state's name is an actor only where it acts: before a verb, after "by", or beside another actor."""
    found = []
    for mention in reading.of("country_actor", start, end):
        if _is_blamed(reading, mention.start, start):
            found.append(ActorSpan(mention.start, mention.end, mention.value, False))
            continue
        if _is_placed(reading, mention.start, start):
            continue
        found.append(ActorSpan(mention.start, mention.end, mention.value, False, country=True))
    return found


def _is_placed(reading: Reading, at: int, start: int) -> bool:
    """Whether a preposition makes a place of a state's name: "in Russia", "around the Damascus"."""
    before = [token for token in reading.tokens_in(max(start, at - 24), at)[-2:] if token.word != "the"]
    return bool(before) and "placing" in before[-1].classes


def _is_blamed(reading: Reading, at: int, start: int) -> bool:
    """ "attributes the attacks to the government and to Russia"."""
    before = reading.folded[max(start, at - 90) : at]
    return bool(re.search(r"\b(to|on)\s+(the\s+)?$", before)) and reading.any_of("blame", max(start, at - 90), at)


def _adjectives(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    found = []
    for mention in reading.of("adjective_actor", start, end):
        tokens = reading.tokens_in(mention.end, min(end, mention.end + 45))[:3]
        for position, token in enumerate(tokens):
            if not token.text[0].isalnum():
                break
            if reading.of("military_noun", token.start, min(end, token.start + 24)):
                actor = None if mention.value == "-" else mention.value
                if reading.folded[mention.start : mention.end] == "coalition":
                    actor = _coalition_of(reading)
                noun_end = token.end if _is_body(token.word) and position == 0 else mention.end
                found.append(ActorSpan(mention.start, noun_end, actor, True))
                break
            if token.word in ("and", "or"):
                continue
    return found


def _coalition_of(reading: Reading) -> str | None:
    """Which coalition is meant, by its full name in the same text; None where there is none."""
    named = reading.coalitions
    return next(iter(named)) if len(named) == 1 else None


def _is_body(word: str) -> bool:
    """Whether the military noun is people ("forces"), not a means ("missile")."""
    return word in ("forces", "troops", "army", "soldiers", "military", "fighters", "militants", "rebels", "militia")


def _by_head(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    """ "the Rapid Support Forces (RSF)": a name that ends in a military head word."""
    found = []
    tokens = reading.tokens_in(start, end)
    for index, token in enumerate(tokens):
        if not token.capital or "military_head" not in token.classes:
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
    if _ends_with(reading, "blame", start, span.start) or _is_agent(reading, span, start, triggers):
        return "alleged_perpetrator"
    if span.adjective:
        near = [t for t in triggers if span.start <= t.start <= span.end + 60]
        if near and (near[0].feature != "noun" or _carries_out(reading, span, near[0])):
            return "alleged_perpetrator"
    return _as_party(reading, span, before, triggers)


def _is_agent(reading: Reading, span: ActorSpan, start: int, triggers: Sequence[Mention]) -> bool:
    """Whether "by" makes it the agent of an attack or harm, and not of anything else ("occupied by")."""
    if not _ends_with(reading, "agentby", start, span.start):
        return False
    cue = reading.of("agentby", max(start, span.start - 44), span.start)[-1]
    if reading.folded[cue.start : cue.end] != "by":
        return True
    done = [*triggers, *reading.of("harm", max(start, cue.start - 60), cue.start)]
    return any(t.end <= cue.start and len(reading.folded[t.end : cue.start].split()) <= 5 for t in done)


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
    reach = _COUNTRY_REACH if span.country else _SUBJECT_REACH
    if passive or ";" in between or len(between) > reach or (span.country and "," in between):
        return None
    if following[0].feature == "noun" and not _carries_out(reading, span, following[0]):
        return None
    answering = ("say", "blame", "deny", "appeal", "admit", "claim")
    if any(reading.any_of(klass, span.end, following[0].start) for klass in answering):
        return None
    return "claimed_responsibility" if span.own else "alleged_perpetrator"


def _carries_out(reading: Reading, span: ActorSpan, trigger: Mention) -> bool:
    """Whether an actor before an attack noun does it: "Russian air strikes", "forces in Hama launched an offensive".

    Over a preposition only a verb of doing makes the link: soldiers "at the site of an explosion" caused none.
    """
    between = reading.tokens_in(span.end, trigger.start)
    placed = any("of_word" in token.classes or "phrase_break" in token.classes for token in between)
    return not placed or any("doing" in token.classes for token in between[-_DOING_REACH:])


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
