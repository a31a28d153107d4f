"""From a sentence to the stretches that each tell one event."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.asides import Clause
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.dating import dates_in
from harmtrace.extract.languages.names import Party, parties_in
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.sameness import may_fit, types_fit
from harmtrace.model.immutable import immutable
from harmtrace.model.when import When
from harmtrace.model.where import Where

Stretch = tuple[int, int]
_MARKS = "؛;"
"""Marks that end a clause whatever follows."""
_COMMAS = "،,"
_OPENING = 3
"""So many tokens after a joining word, or an opener, the place or day may begin that it tells of."""
_APART = ("new", "sequel", "member")
"""Openers of another event, whatever is told to follow from it."""
_PAST = 9
"""So many words behind the word that joins a clause the "already" may stand that sets it into the past."""
_LEADING = 24
"""How far, in characters, before the word of its event the opening words of a clause may end."""


@immutable(frozen=True, slots=True)
class _Piece:
    """A stretch between two places where a new event may begin."""

    start: int
    end: int
    opener: str
    """How it is opened: as the table says, "joint" by a joining word, "place" by that and a place, "main" by a comma
    and a verb, or in no such way."""


def clauses_of(
    reading: Reading,
    sentence: Sentence,
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
    places: Sequence[Where],
) -> list[Clause]:
    """The stretches of a sentence that each tell an event, in order; `places` are those where something happened."""
    pieces = _pieces(reading, sentence, harms, triggers, places)
    if len(pieces) == 1:
        return [Clause(sentence.start, sentence.end)]
    groups: list[list[_Piece]] = []
    waiting: list[_Piece] = []
    for piece in pieces:
        if not _has_core(piece, harms, triggers):
            if piece.opener == "also" and not groups and piece is not pieces[-1] and pieces[1].opener == "main":
                continue  # "while rescuers searched in Hass, jets bombed …"
            if piece.opener in ("new", "place") or not groups:
                waiting.append(piece)
            else:
                groups[-1] += [*waiting, piece]
                waiting = []
            continue
        own = [*waiting, piece]
        waiting = []
        counted = bool(groups) and _counts_anew(groups[-1], own, harms)
        if groups and not (counted or _begins_anew(reading, groups[-1], own, triggers, places)):
            groups[-1] += own
        else:
            groups.append(own)
    if waiting and groups:
        groups[-1] += waiting
    if not groups:
        return [Clause(sentence.start, sentence.end)]
    return [Clause(group[0].start, group[-1].end) for group in groups]


def _has_core(piece: _Piece, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    """Whether a harm or an attack is told there."""
    return any(piece.start <= harm.start < piece.end for harm in harms) or any(
        piece.start <= trigger.start < piece.end for trigger in triggers
    )


def _pieces(
    reading: Reading,
    sentence: Sentence,
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
    places: Sequence[Where],
) -> list[_Piece]:
    cuts = {sentence.start: ""}
    for opener in reading.of("opener", sentence.start, sentence.end):
        first = opener.start
        led = reading.tokens.before(first, 1)
        if led and "joining" in led[0].classes and led[0].end == first and led[0].start >= sentence.start:
            first = led[0].start
        cuts.setdefault(first, opener.value)
    for cue in reading.of("doubt", sentence.start, sentence.end, "suspected"):
        pause = reading.tokens.before(cue.start, 1)
        if pause and pause[0].text in _COMMAS and not any(harm.start > cue.start for harm in harms):
            cuts.setdefault(cue.start, "doubted")  # "20 were hurt, chlorine was probably used"
    told = {trigger.start for trigger in triggers} | {harm.trigger for harm in harms} | {harm.start for harm in harms}
    verbs = {trigger.start for trigger in triggers if trigger.feature == "verb"}
    begun = {place.start for place in places}
    told |= reading.starts_of("fatal", "launching", "fire_verb")
    said = reading.starts_of("say")
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if token.text in _MARKS:
            cuts.setdefault(token.end, "new")
        if token.text in _COMMAS and at + 1 < len(tokens) and tokens[at + 1].start in verbs:
            cuts.setdefault(token.end, "main")
        if "joining" not in token.classes or token.start in cuts or at + 1 >= len(tokens):
            continue
        if "past" in tokens[at + 1].classes and any("perfect" in word.classes for word in tokens[at + 2 : at + _PAST]):
            cuts[token.start] = "earlier"  # "and the fighting had flared up on Monday"
        elif tokens[at + 1].start in said:
            cuts[token.start] = "said"
        elif tokens[at + 1].start in told:
            cuts[token.start] = "joint"
        elif "in_word" in tokens[at + 1].classes and _leads_to(tokens[at + 2 : at + 2 + _OPENING], begun):
            cuts[token.start] = "place"
    starts = sorted(cuts)
    ends = [*starts[1:], sentence.end]
    return [_Piece(start, end, cuts[start]) for start, end in zip(starts, ends, strict=True)]


def _leads_to(tokens: Sequence[object], begun: set[int]) -> bool:
    return any(getattr(token, "start", None) in begun for token in tokens)


def _begins_anew(
    reading: Reading,
    before: Sequence[_Piece],
    own: Sequence[_Piece],
    triggers: Sequence[Mention],
    places: Sequence[Where],
) -> bool:
    """Whether a stretch tells another event than the one before it: with a place or day of its own that is not its."""
    start, end = own[0].start, own[-1].end
    openers = {piece.opener for piece in own}
    if "corrected" in openers:
        return True
    hits = [trigger for trigger in triggers if start <= trigger.start < end]
    if "doubted" in openers:
        return bool(hits)
    first, last = before[0].start, before[-1].end
    if reading.any_of("result", start, min(end, start + _LEADING)) and own[0].opener not in _APART:
        return False
    here = [place for place in places if start <= place.start < end]
    there = [place for place in places if first <= place.start < last]
    days = _days(reading, start, end)
    known = _days(reading, first, last)
    if "member" in openers and hits and (here or days):
        return True
    if "sequel" in openers and not _are_kin(hits, [trigger for trigger in triggers if first <= trigger.start < last]):
        return True
    if openers & {"because", "earlier"} and hits and days and not known:
        return "earlier" in openers or reading.any_of("anaphor", first, last, "attack")
    if here and there and not may_fit(here, there):
        return True
    if days and known and not any(day.overlaps(other) for day in days for other in known):
        return True
    if openers & {"toll", "new", "also", "said"} and _since(reading, start, end) and not _since(reading, first, last):
        return True  # a count that runs on
    if openers & {"also", "new"} and _by_others(reading, (first, last), (start, end)):
        return True
    if "new" not in openers or not hits:
        return False
    return bool(here or days or not there) or _hits_another(reading, start, end, triggers)


def _are_kin(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether attack words can tell one event: shells are no fighting that follows them."""
    return types_fit([trigger.value for trigger in one], [trigger.value for trigger in other])


def _counts_anew(before: Sequence[_Piece], own: Sequence[_Piece], harms: Sequence[HarmDraft]) -> bool:
    """Whether a toll gives another figure of what was told before: "one died in Hass, so that the dead are now six"."""
    if all(piece.opener != "toll" for piece in own):
        return False
    told, here = (
        {harm.harm for harm in harms if part[0].start <= harm.start < part[-1].end and harm.parent is None}
        for part in (before, own)
    )
    return bool(told & here)


def _hits_another(reading: Reading, start: int, end: int, triggers: Sequence[Mention]) -> bool:
    """Whether a verb of attack has a thing of its own behind it: "also bombed a bridge"."""
    verbs = [trigger for trigger in triggers if trigger.feature == "verb" and start <= trigger.start < end]
    return any(reading.any_of("target", verb.end, end) for verb in verbs)


def _by_others(reading: Reading, before: Stretch, own: Stretch) -> bool:
    """Whether the parties that two stretches name are not the same."""
    one, other = ({_name_of(reading, party) for party in parties_in(reading, *part)} for part in (before, own))
    return bool(one) and bool(other) and one.isdisjoint(other)


def _name_of(reading: Reading, party: Party) -> str:
    return party.actor_id or reading.text[party.start : party.end]


def _since(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch counts from a day on."""
    return any(date.kind == "open_since" and date.when is not None for date in reading.dates.within(start, end))


def _days(reading: Reading, start: int, end: int) -> list[When]:
    return [date.when for date in dates_in(reading, start, end) if date.when is not None and date.kind != "open_since"]
