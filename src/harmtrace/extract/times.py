"""Which of the dates in a stretch is the date of the event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.anniversaries import anniversary_of
from harmtrace.extract.governing import governor_of
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.labels import only_names
from harmtrace.extract.lexicon import Token
from harmtrace.extract.merging import inherited
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.rival_dates import SUBJECT_REACH, opens, own_dates, saying_after, tells_an_event
from harmtrace.model.when import When
from harmtrace.text.dates import DateMention

_DATELINE_REACH = 260
"""How far into the text, in characters, a dateline may stand."""
_QUOTED_BACK = 6
"""So many dates back that of a quoted post may stand."""
_LATER_DAYS = 3
"""A text so many days younger than a post tells of it as past."""
_SENTENCES_BACK = 2
_DATING_WORDS = 12
"""A sentence that only tells the day of the one before has so many words at the most."""
_SHORTEST = 3
"""So many words has it at least."""
_HAPPENED = 4
"""So many words may stand before its date: "that all took place on"."""
_COMPARED_REACH = 110
"""How far, in characters, before a date the superlative may stand that it limits."""
_IN_SOURCE = re.compile(r"\)\s*:")
"""After the date of a source that is quoted: "Example Watch (Feb. 2017): …"."""
_OPEN = ("anaphoric", "vague", "anniversary")
_HEAD_REACH = 32
"""How far, in characters, after a date the attack that it describes may end."""
_LISTED = 3
"""So many dates of a list are looked back over."""
_LISTING = ("", "and", "or", "&")
_CLAUSE_ENDS = ("governor_limit", "auxiliary", "be")
"""Classes of words before which the main verb of a clause stands, or that are its helpers."""
_TOLD_REACH = 70
"""How far, in characters, after that verb the tense of what is said shows."""


def day_told_after(reading: Reading, sentence: Sentence) -> When | None:
    """The day of which the next sentence says no more than that it was then: "That was on 9 August 2018." """
    if sentence.index + 1 == len(reading.sentences):
        return None
    tokens = [token for token in reading.sentences[sentence.index + 1].tokens if token.is_word]
    if len(tokens) < _SHORTEST:
        return None
    named = _names_the_event(reading, tokens)
    if not named and (len(tokens) > _DATING_WORDS or "event_pronoun" not in tokens[0].classes):
        return None
    dates = reading.dates_in(tokens[0].start, tokens[-1].end)
    if not dates or dates[0].when is None or dates[0].kind == "open_since":
        return None
    if not named and (len(dates) > 1 or dates[0].end < tokens[-1].end):
        return None
    before = [token for token in tokens[1:] if token.start < dates[0].start and "definite_article" not in token.classes]
    before = before[1:] if named and "event_pronoun" not in tokens[0].classes else before  # past "killings"
    told = 0 < len(before) <= _HAPPENED and all("dating" in token.classes for token in before)
    return inherited(dates[0].when) if told else None


def _names_the_event(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a sentence says of what is told that it happened: "The killings took place …", "It happened …"."""
    if "event_pronoun" in tokens[0].classes:
        return "happening" in tokens[1].classes
    if "definite_article" not in tokens[0].classes or "happening" not in tokens[2].classes:
        return False
    return any(reading.begins(klass, tokens[1].start) for klass in ("harm", "attack"))


def when_of(reading: Reading, start: int, end: int, harms: Sequence[HarmDraft], sentence: Sentence) -> When | None:
    """The date of the event told in `start:end`, or None where none is said.

    A date that belongs to a verb of saying, or to what was done afterwards, is not that of the
    event; one after "the toll rose to" is that of the count.
    """
    if (remembered := anniversary_of(reading, start, end, harms)) is not None:
        return remembered.when
    told = reading.dates.within(start, end)
    dates = [
        date
        for date in told
        if date.when is not None
        and _dates_events(reading, date)
        and not (
            _counted_until(reading, date)
            or _of_another_verb(reading, date, sentence)
            or _of_count(reading, date, harms)
            or _of_publication(reading, date)
            or is_compared_with(reading, date)
            or _of_what_led_to_arrest(reading, date, harms)
        )
    ]
    if not dates:
        counted = [date.when for date in told if harms and _is_as_of(reading, date)]
        return counted[0] if counted else None
    dates = own_dates(reading, dates, sentence)
    if len(dates) > 1 and harms and _of_wounds(reading, harms[0], start, end):
        # "Died on Saturday of wounds suffered in Thursday's raid": the raid is the event.
        dates = [date for date in dates if date is not _nearest_to(dates, harms[0].trigger)]
    chosen = _of_its_own_verb(reading, dates, harms[0]) if harms else dates[0]
    if _tells_when(reading, chosen, sentence) or _since_it(reading, chosen, start, end):
        return chosen.opened
    return _to_the_count(reading, chosen, sentence) or as_quoted(reading, chosen) or chosen.when


def is_of_an_open_day(reading: Reading, start: int, end: int, sentence: Sentence) -> bool:
    """Whether the only dates of a stretch leave its day open: "a few days earlier", "in recent weeks", "on a Friday".

    What is told so is of no day told before it. "Hours later" is of the same day or the next.
    """
    dates = reading.dates.within(start, end)
    if not dates or any(
        date.kind != "anniversary" and (date.when is not None or date.kind == "present") for date in dates
    ):
        return False
    return any(
        (date.kind in _OPEN or reading.folded.endswith(" ago", date.start, date.end))
        and not (_of_another_verb(reading, date, sentence) or _is_short(reading, date))
        for date in dates
    )


def _is_short(reading: Reading, date: DateMention) -> bool:
    """Whether hours or minutes are counted."""
    return any("short_unit" in token.classes for token in reading.tokens_in(date.start, date.end))


def day_before(reading: Reading, sentence: Sentence) -> When | None:
    """The day told by the nearest sentence before it in its paragraph that has a date: "They came on Monday. …"."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _SENTENCES_BACK), -1):
        other = reading.sentences[index]
        if other.paragraph != sentence.paragraph:
            return None
        if reading.dates_in(other.start, other.end):
            if only_names(reading, other.start, other.end, [token for token in other.tokens if token.is_word]):
                return None  # a dateline
            when = when_of(reading, other.start, other.end, (), other)
            return when if when is not None and when.precision == "day" else None
    return None


def _to_the_count(reading: Reading, date: DateMention, sentence: Sentence) -> When | None:
    """ "As of Thursday 72 had been killed since 6 May": the count ends on the day that it was made."""
    if date.kind != "open_since" or date.when is None:
        return None
    for other in reading.dates.within(sentence.start, sentence.end):
        day = other.when if other.kind in ("absolute", "relative") else None
        if day is None or day.precision != "day" or not date.when.start < day.start < date.when.end:
            continue
        if _counted_until(reading, other) or _opens_a_statement(reading, other, sentence):
            return replace(date.when, end=day.end)
    return None


def as_quoted(reading: Reading, date: DateMention) -> When | None:
    """ "Today" in a post that is quoted later is the day of the post, which stands before the quotation."""
    when, told = date.when, reading.reference
    if when is None or told is None or date.kind != "relative" or not reading.in_quotes(date.start):
        return None
    if not any("deictic" in token.classes for token in reading.tokens_in(date.start, date.end)):
        return None
    before = [other.when for other in reading.dates.before(date.start, _QUOTED_BACK) if other.kind == "absolute"]
    days = [day for day in before if day is not None and day.precision == "day"]
    if not days or (told - days[-1].start).days < _LATER_DAYS:
        return None
    shift = when.start - told
    return replace(when, start=days[-1].start + shift, end=days[-1].end + shift, basis="inherited")


def _tells_when(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    """ "Closed since 3 May, when shells hit it": the event is of that day."""
    if date.opened is None:
        return False
    after = [token for token in reading.tokens_in(date.end, min(sentence.end, date.end + 16)) if token.is_word]
    if not after or after[0].word != "when" or tells_an_event(reading, sentence.start, date.start):
        return False
    return tells_an_event(reading, after[0].end, sentence.end)


def _since_it(reading: Reading, date: DateMention, start: int, end: int) -> bool:
    """ "… since rebels seized the west in 2012": the clause that "since" opens tells what happened then."""
    if date.opened is None or reading.folded.startswith("since", date.start):
        return False
    since = next((token for token in reversed(reading.tokens_in(start, date.start)) if token.word == "since"), None)
    if since is None or tells_an_event(reading, start, since.start):
        return False
    return tells_an_event(reading, since.end, date.start) and not tells_an_event(reading, date.end, end)


def _dates_events(reading: Reading, date: DateMention) -> bool:
    """ "Now" and "before May" do not date an event; "after Monday's attack", "shaken by Monday's attack" the attack."""
    if date.kind in ("present", "anniversary") or date.relation == "until":
        return False
    if date.relation in ("before", "after", "by"):
        head = _head_after(reading, date)
        return head is not None and "utterance" not in head.classes
    return True


def _counted_until(reading: Reading, date: DateMention) -> bool:
    """ "As of Thursday 240 had been killed", "by the evening of the next day": the day of the count."""
    if _is_as_of(reading, date):
        return True
    words = [token.word for token in reading.tokens_in(max(0, date.start - 24), date.start)][-3:]
    return words[:2] == ["by", "the"] and reading.folded.startswith("of ", date.start)


def _is_as_of(reading: Reading, date: DateMention) -> bool:
    before = reading.folded[max(0, date.start - 8) : date.start + 8]
    return before.lstrip().startswith("as of") or " as of " in before


def _of_another_verb(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    """Whether the date is that of a statement or of what was done afterwards ("buried on Friday")."""
    head = _head_after(reading, date)
    if head is not None:
        return "utterance" in head.classes
    governor = governor_of(reading, sentence.start, _list_start(reading, date))
    if governor is not None:
        return governor != "event"
    if _between_subject_and_saying(reading, date, sentence) or _opens_a_statement(reading, date, sentence):
        return True
    return _of_the_verb_after(reading, date, sentence)


def _list_start(reading: Reading, date: DateMention) -> int:
    """Where the list begins that a date ends: "visited it on 5, 6 and 9 April"."""
    start = date.start
    for before in reversed(reading.dates.before(start, _LISTED) if date.kind == "absolute" else ()):
        if before.kind != "absolute" or reading.text[before.end : start].strip(" ,") not in _LISTING:
            break
        start = before.start
    return start


def _head_after(reading: Reading, date: DateMention) -> Token | None:
    """The noun that the date describes: "Thursday's report", "the late June attacks"."""
    for token in reading.tokens_in(date.end, date.end + 24)[:3]:
        if "utterance" in token.classes or reading.is_a("attack", token.word, "noun"):
            return token
        if token.word not in ("'", "s") and "attack_adjective" not in token.classes:
            return None
    return None


def _of_what_led_to_arrest(reading: Reading, date: DateMention, harms: Sequence[HarmDraft]) -> bool:
    """ "Captured the planner of the 30 June market bombing": the day of what somebody is seized for."""
    if not harms or harms[0].harm != "detained" or harms[0].trigger > date.start:
        return False
    heads = reading.of("attack", date.end, date.end + _HEAD_REACH, "noun")
    if not heads or reading.any_of("harm", date.end, heads[0].start):
        return False
    return not any(mark in reading.text[date.end : heads[0].start] for mark in ",;.:")


def _of_the_verb_after(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    """ "Relatives on Monday buried …", "On Monday, rescuers pulled …": the main verb follows, and is of no attack."""
    first = None if opens(reading, date, sentence) else 1
    end = min(sentence.end, date.end + SUBJECT_REACH)
    for token in [token for token in reading.tokens_in(date.end, end) if token.is_word][:first]:
        if "other_act" in token.classes:
            return not tells_an_event(reading, date.end, token.start)
        if not token.classes.isdisjoint(_CLAUSE_ENDS):
            return False
    return False


def _between_subject_and_saying(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    """ "Russia on Monday said …": the verb follows the date at once."""
    following = reading.starting("say", _next_word(reading, date.end, sentence.end))
    return bool(following) and following[0].feature != "gerund"


def _next_word(reading: Reading, start: int, end: int) -> int:
    return next((token.start for token in reading.tokens_in(start, min(end, start + 40))), end)


def _opens_a_statement(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    """ "On Monday the ministry said that nine people were killed": told on that day, of days before.

    A date in full may be that of what is told unless that is told of the past before it ("had been
    killed"); a period is what a count is made over.
    """
    verb = saying_after(reading, date, sentence)
    if verb is None:
        return False
    told = reading.tokens_in(verb.end, min(sentence.end, verb.end + _TOLD_REACH))
    one_day = date.kind == "relative" and date.when is not None and date.when.precision == "day"
    return one_day or any(token.word == "had" for token in told)


def _of_publication(reading: Reading, date: DateMention) -> bool:
    """Whether the day of publication stands bare in the dateline ("AP Friday 6 Oct 2017 Activists say …")."""
    when = date.when
    if _of_a_source(reading, date):
        return True
    if when is None or when.basis != "explicit" or when.start != reading.reference or date.start > _DATELINE_REACH:
        return False
    before = reading.tokens_in(max(0, date.start - 16), date.start)
    leads = before and "function" in before[-1].classes
    return not leads and not reading.folded[date.start : date.end].startswith("on ")


def _of_a_source(reading: Reading, date: DateMention) -> bool:
    """Whether a date in brackets is that of a source which is quoted after it."""
    if not _IN_SOURCE.match(reading.text, date.end) or reading.text[date.start - 1 : date.start] != "(":
        return False
    before = reading.tokens_in(max(0, date.start - 40), date.start - 1)[-1:]
    return bool(before) and before[0].capital


def is_compared_with(reading: Reading, date: DateMention) -> bool:
    """ "The deadliest raid this year", "the third such strike since 2021": the time of a comparison."""
    if date.when is None or date.when.precision == "day" or date.kind not in ("relative", "open_since", "spell"):
        return False
    reach = max(0, date.start - _COMPARED_REACH)
    before = reading.tokens_in(reach, date.start)
    ordinals = [q.quantity.start for q in reading.quantities_in(reach, date.start) if q.kind == "ordinal"]
    for at in range(len(before) - 1, 0, -1):
        if not before[at].is_word or not before[at].classes.isdisjoint(("be", "auxiliary")):
            return False
        if "superlative" in before[at].classes:
            return True
        if before[at].start in ordinals:
            return _is_predicate(before, at)
    return False


def _is_predicate(tokens: Sequence[Token], at: int) -> bool:
    """Whether the ordinal at `at` opens a phrase that adds to what was told (", the fourth", "for the first time")."""
    if tokens[at - 1].classes.isdisjoint(("article", "det")):
        return False
    lead = tokens[at - 2] if at > 1 else None
    return lead is not None and (not lead.is_word or "be" in lead.classes or lead.word == "for")


def _of_count(reading: Reading, date: DateMention, harms: Sequence[HarmDraft]) -> bool:
    """Whether the date says when the toll stood at a figure."""
    if date.kind == "open_since" or date.relation == "since":
        return False
    for harm in harms:
        trigger = reading.of("harm", harm.trigger, harm.trigger + 40)
        if trigger and trigger[0].feature == "toll" and trigger[0].start < date.start and date.start >= harm.end:
            return True
    return False


def _of_wounds(reading: Reading, harm: HarmDraft, start: int, end: int) -> bool:
    """Whether people died of wounds, which they had before: "one of the wounded died"."""
    if harm.harm not in ("killed", "died_later"):
        return False
    return any("wounds" in token.classes for token in reading.tokens_in(start, end))


def _of_its_own_verb(reading: Reading, dates: Sequence[DateMention], harm: HarmDraft) -> DateMention:
    """The date nearest to a harm; where "and" parts it from one before it, rather the one after it.

    "18 soldiers fell on Sunday and two farmers were killed last week".
    """
    nearest = _nearest_to(dates, harm.start)
    after = next((date for date in dates if date.start >= harm.end), None)
    if after is None or nearest.end > harm.start or not _is_parted(reading, nearest.end, harm.start):
        return nearest
    return nearest if _is_parted(reading, harm.end, after.start) else after


def _is_parted(reading: Reading, start: int, end: int) -> bool:
    """Whether a word that a clause begins with stands there."""
    return any("governor_limit" in token.classes for token in reading.tokens_in(start, end))


def _nearest_to(dates: Sequence[DateMention], centre: int) -> DateMention:
    return min(dates, key=lambda date: (min(abs(date.start - centre), abs(date.end - centre)), date.start))
