"""How a clause tells its event: as a fact or not, as one or several, as known before, as running on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.extract.asides import Clause
from harmtrace.extract.drafts import EventDraft, thing_of
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.words import after, before, ending_at, is_definite
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.sameness import regional
from harmtrace.model.attribution import Modality
from harmtrace.text.dates import DateMention

_ITEM = re.compile(r"\s*(?:[-–•*▪◾◼■●🔻🔴🔹🔸🔶🔷⭕▫►]\ufe0f?|\(?[\d٠-٩]{1,2}\s?[-–.)])")
"""The mark or number that an item of a list begins with."""
_SOFTER: tuple[Modality, ...] = ("alleged", "suspected", "reported")
_ABOUT_ACTOR = 40
"""How far, in characters, after a word of doubt whom it is about may stand."""
_NEGATION_WORDS = 2
_OWN = 5
"""So many words after a definite attack noun the words may stand that say which attack it is."""
_DEFINING = ("goal_link", "relative", "belonging")
_HEAD, _OPENING = 40, 4
"""So far, in characters and words, what a clause opens with reaches."""
_TO_PLACE = ("in_word", "goal_link")
_PAST_WORDS = 8
"""So many words may stand between "was" and the "already" that makes it earlier."""


def modality_of(
    reading: Reading, start: int, end: int, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> Modality:
    """How the event itself is told; doubt about the actor or the weapon alone is theirs."""
    told = [harm.start for harm in harms] + [trigger.start for trigger in triggers]
    last = max(told)
    cues = [cue for cue in reading.of("doubt", start, end) if cue.start <= last]
    values = [cue.value for cue in cues if not _about_a_part(reading, cue)]
    if "conditional" in values:
        return "conditional"
    if "negated" in values:
        return "negated"
    if "planned" in values and not harms:
        return "planned"
    if _negated(reading, start, harms, triggers):
        return "negated"
    return next((softer for softer in _SOFTER if softer in values), "asserted")


def _about_a_part(reading: Reading, cue: Mention) -> bool:
    """Whether the doubt is about who did it or with what: "believed to be Russian"."""
    if cue.value != "suspected":
        return False
    end = cue.end + _ABOUT_ACTOR
    tokens = reading.tokens_in(cue.end, end)
    for token in tokens:
        if any(reading.begins(klass, token.start) for klass in ("actor", "adjective_actor", "weapon", "country_actor")):
            return True
        if reading.begins("attack", token.start) or not token.is_word:
            return False
    return False


def _negated(reading: Reading, start: int, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    """Whether "not" or "no" stands right before the words that tell it."""
    if harms:
        tops = [harm for harm in harms if harm.parent is None and harm.quantity.value != 0]
        return bool(tops) and all(_is_denied(reading, harm.trigger, start) for harm in tops)
    return bool(triggers) and all(_is_denied(reading, trigger.start, start) for trigger in triggers)


def _is_denied(reading: Reading, offset: int, start: int) -> bool:
    words = before(reading, offset, start, _NEGATION_WORDS)
    return any(reading.begins("negation", word.start) for word in words)


def tell_how(
    reading: Reading,
    piece: Clause,
    draft: EventDraft,
    triggers: Sequence[Mention],
    date: DateMention | None,
) -> None:
    """Note in a draft how its clause tells it."""
    start, end, harms = piece.start, piece.end, draft.harms
    since = date is not None and date.kind == "open_since"
    verbs = any(trigger.feature == "verb" for trigger in triggers) or _is_launched(reading, start, triggers)
    known = _speaks_again(reading, triggers, end)
    alleges = draft.attributed and any(actor.role == "alleged_perpetrator" for actor in draft.actors)
    draft.plural = _is_plural(reading, triggers, draft)
    draft.spread = _is_spread(reading, start, end, draft)
    draft.singular = _is_singular(reading, triggers)
    draft.total = _is_total(reading, start, end)
    draft.running = bool(harms) and (since or reading.any_of("running", start, end))
    draft.cumulative = reading.any_of("cumulative", start, end)
    draft.habitual = reading.any_of("habitual", start, end)
    draft.anaphoric = (
        reading.any_of("anaphor", start, end, "attack")
        or (known and not (verbs and draft.where))
        or _only_a_toll(reading, start, end, harms, triggers)
    )
    hit = draft.when is not None and any(target.target_id.startswith("obj.") for target in draft.targets)
    draft.referring = known and not (harms or draft.attacks or alleges or verbs or hit)
    draft.separate = reading.any_of("new_event", start, end) or _is_item(reading, start)
    draft.elsewhere = _is_other_news(reading, start)
    draft.again = (
        draft.anaphoric
        and "again" in reading.classes
        and any("again" in token.classes for token in reading.tokens_in(start, end))
    )
    draft.anaphoric = draft.anaphoric or _goes_on_behind_a_colon(reading, start)
    draft.met = _met_again(reading, draft)
    draft.fronted = _opens_with_a_place(reading, start)
    draft.in_series = _is_in_series(reading, triggers)
    draft.further = "further" in reading.classes and any(
        "further" in token.classes for token in reading.tokens_in(start, end)
    )
    draft.background = _is_earlier(reading, piece) or (draft.running and since)
    draft.timed = draft.when is not None and draft.when.time_of_day is not None
    draft.placed = bool(draft.where) and verbs
    draft.of_a_day = date is not None and _is_of_a_day(reading, triggers, date)


def _goes_on_behind_a_colon(reading: Reading, start: int) -> bool:
    """ "Jets struck the following quarters:" and then, in lines of their own, which and what came of it."""
    before_it = reading.tokens.before(start, 2)
    return len(before_it) == 2 and before_it[1].text == ":" and "listing" in before_it[0].classes


def _met_again(reading: Reading, draft: EventDraft) -> tuple[str, str] | None:
    """The thing told of before that a clause says was hit: "a raid struck the school"."""
    if draft.where or draft.again or draft.elsewhere:
        return None
    for target in draft.targets:
        if any("definite" in token.classes for token in reading.tokens_in(target.start, target.end)):
            return thing_of(target)
    return None


def _is_in_series(reading: Reading, triggers: Sequence[Mention]) -> bool:
    """ "A fifth raid": an attack noun with its number among several behind it."""
    nouns = [trigger for trigger in triggers if trigger.feature == "noun"]
    return any(
        item.kind == "ordinal" and not reading.text[noun.end : item.start].strip() and (item.quantity.value or 0) > 1
        for noun in nouns
        for item in reading.quantities_in(noun.end, noun.end + _HEAD)
    )


def _is_other_news(reading: Reading, start: int) -> bool:
    """ "In other news, …": words at the head of a clause that set what it tells apart from all before it."""
    if "other_news" not in reading.mentions:
        return False
    words = [token for token in reading.tokens_in(start, start + _HEAD) if token.is_word][:_OPENING]
    return any(reading.begins("other_news", token.start) for token in words)


def _opens_with_a_place(reading: Reading, start: int) -> bool:
    """ "In Taiz, …", "In the north of Hama province, …": words that set a scene at the head of a clause."""
    words = [token for token in reading.tokens_in(start, start + _HEAD) if token.is_word][: _OPENING + 1]
    if not any(not token.classes.isdisjoint(_TO_PLACE) for token in words[:2]):
        return False
    return any(reading.places.beginning_at(token.start) for token in words)


def _is_total(reading: Reading, start: int, end: int) -> bool:
    """Whether a sum is told, and not a part of one: "four of the total of victims"."""
    totals = reading.of("total", start, end)
    return any(not any("out_of" in word.classes for word in before(reading, total.start, start, 1)) for total in totals)


def _is_of_a_day(reading: Reading, triggers: Sequence[Mention], date: DateMention) -> bool:
    """ "In the shelling of 4 May": all that day, wherever it was; "a shelling on 4 May" has its article or number."""
    nouns = [noun for noun in triggers if noun.feature == "noun" and noun.end <= date.start]
    if not nouns or reading.text[nouns[-1].end : date.start].strip() or date.kind != "absolute":
        return False
    first = reading.tokens_in(nouns[-1].start, nouns[-1].end)[:1]
    return bool(first) and "mass_noun" in first[0].classes and "definite" not in first[0].classes


def _is_launched(reading: Reading, start: int, triggers: Sequence[Mention]) -> bool:
    """Whether a verb such as "carried out" has the noun of an attack behind it."""
    return bool(triggers) and reading.any_of("launching", start, triggers[0].start)


def _is_item(reading: Reading, start: int) -> bool:
    """Whether the line that a clause begins in is an item of a list: what it tells is of no other item's day."""
    line = reading.line_start(start)
    return line > 0 and _ITEM.match(reading.text, line) is not None


def _is_plural(reading: Reading, triggers: Sequence[Mention], draft: EventDraft) -> bool:
    """Whether attacks are told in the plural."""
    if any(((weapon.quantity and weapon.quantity.value) or 0) > 1 for weapon in draft.weapons):
        return True
    nouns = [trigger for trigger in triggers if trigger.feature == "noun"]
    return any("plural" in token.classes for noun in nouns for token in reading.tokens_in(noun.start, noun.start + 1))


def _is_singular(reading: Reading, triggers: Sequence[Mention]) -> bool:
    """Whether one attack is told by a noun without its article: "a raid"."""
    nouns = [trigger for trigger in triggers if trigger.feature == "noun"]
    if not nouns:
        return False
    first = reading.tokens_in(nouns[0].start, nouns[0].end)[:1]
    return bool(first) and first[0].classes.isdisjoint(("plural", "dual", "definite", "mass_noun"))


def _is_spread(reading: Reading, start: int, end: int, draft: EventDraft) -> bool:
    """Whether several places are meant, or all of "the past day"."""
    many = [m for m in reading.of("many_places", start, end) if reading.any_of("attack", start, m.start)]
    day_long = bool(draft.harms) and regional(draft.where) and reading.any_of("day_long", start, end)
    legion = draft.attacks is not None and reading.is_a("legion", draft.attacks.vague or "")
    counted = (
        bool(draft.harms) and regional(draft.where) and not draft.caused and reading.any_of("recording", start, end)
    )
    return (
        legion
        or counted
        or day_long
        or bool(many)
        or reading.any_of("around", start, end)
        or reading.any_of("window", start, end)
    )


def _speaks_again(reading: Reading, triggers: Sequence[Mention], end: int) -> bool:
    """Whether all attack words are nouns with their article that nothing after them defines: "the shelling"."""
    nouns = [trigger for trigger in triggers if trigger.feature == "noun"]
    if not nouns or len(nouns) < len(triggers):
        return False
    return all(
        is_definite(reading, noun.start) and (_is_spoken_of(reading, noun) or not _is_defined(reading, noun, end))
        for noun in nouns
    )


def _is_spoken_of(reading: Reading, noun: Mention) -> bool:
    """ "a report about the raids", "witnesses of the raids": an attack that something else is about."""
    return ending_at(reading, ("retelling",), noun.start, 0) is not None


def _is_defined(reading: Reading, noun: Mention, end: int) -> bool:
    following = after(reading, noun.end, end, _OWN)
    for token in following:
        if "in_word" in token.classes:
            beyond = after(reading, token.end, end, 3)
            return any(reading.places.beginning_at(word.start) for word in beyond)
        if not token.classes.isdisjoint(_DEFINING) or reading.begins("adjective_actor", token.start):
            return True
        if not token.is_word:
            return False
    return False


def _only_a_toll(
    reading: Reading, start: int, end: int, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> bool:
    """ "The toll rose to 27": the toll of what was told before."""
    return bool(harms) and not triggers and reading.any_of("toll", start, end)


def _names(reading: Reading, cue: Mention) -> bool:
    """ "The hospital, formerly known as …": a word for an earlier time that only tells a name."""
    return any("known_as" in token.classes for token in before(reading, cue.start, 0, 1))


def _is_earlier(reading: Reading, piece: Clause) -> bool:
    """Whether a clause tells of an earlier time than the one before it."""
    cues = reading.of("background", piece.start, piece.end)
    if piece.background or any(not (_names(reading, cue) or _was_said(reading, cue, piece.start)) for cue in cues):
        return True
    first = reading.tokens_in(piece.start, piece.end)[: _PAST_WORDS + 2]
    at = next((at for at, token in enumerate(first[:2]) if "past" in token.classes), None)
    if at is None:
        return False
    perfect = next((token for token in first[at + 1 :] if "perfect" in token.classes), None)
    return perfect is not None and not _says_next(reading, perfect.end)


def _says_next(reading: Reading, offset: int) -> bool:
    """Whether a verb of saying follows, and no date of it: what was said last week is of no day after."""
    following = after(reading, offset, offset + _HEAD, 1)
    said = bool(following) and reading.begins("say", following[0].start)
    return said and not any(date.when for date in reading.dates_in(following[0].end, following[0].end + _HEAD))


def _was_said(reading: Reading, cue: Mention, start: int) -> bool:
    """ "Had earlier announced the death of 24": what was said at an earlier time, and not done."""
    if _says_next(reading, cue.end):
        return True
    lead = before(reading, cue.start, start, 1)
    return bool(lead) and reading.begins("say", lead[0].start)
