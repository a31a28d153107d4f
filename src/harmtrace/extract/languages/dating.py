"""When the event of a clause was: which of the dates in it are its own, and which days they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.words import after, before, verbs_of_saying
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading
from harmtrace.extract.times import as_quoted
from harmtrace.model.when import When
from harmtrace.text.dates import DateMention

_HEAD = 40
"""How far, in characters, into a line its dateline may reach."""
FILED = re.compile(r"(?:\s?\([^()\n]{1,30}\))?\s[-–—|]+\s")
"""The mark that ends a dateline."""
_JOINS = frozenset(("joining", "that_word"))
_OF_WHAT = 3
"""So many words behind "anniversary" it is told of what: "the first anniversary of the attack"."""
_SINCE = 4
"""So many words before a date its "since" may stand."""
_BEGUN = 7
"""So many words before a date the "that" may stand of what began on it."""
_TOLD = ("attack", "harm", "weapon_verb", "hit_verb")
_DEED = 3
"""So many words behind a date that opens a clause the verb may stand that it dates: "on Monday the town buried"."""
_BACK = 6
"""So many dates back the text may say which day its "today" is."""
_LISTED = ("absolute", "relative")


def date_of(
    reading: Reading,
    start: int,
    end: int,
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
) -> DateMention | None:
    """The date of the event of a stretch: not that of a verb of saying, nor one that only leads up to it."""
    dates = dates_in(reading, start, end)
    if len(dates) < 2:
        return dates[0] if dates else None
    wounded = reading.any_of("wounds", start, end) or any(harm.harm == "died_later" for harm in harms)
    if wounded and triggers:
        return min(dates, key=lambda date: abs(date.start - triggers[0].start))  # of the attack, not of the death
    days = [date for date in dates if date.kind != "open_since"]
    beside = [date for date in days if _stands_at_its_verb(reading, date, start)]
    if len(beside) == 1:
        return beside[0]
    told = _told_from(reading, start, harms, triggers)
    return next((date for date in days if date.start >= told), days[0] if days else dates[0])


def _stands_at_its_verb(reading: Reading, date: DateMention, start: int) -> bool:
    """ "The search ended on Tuesday in a school that was hit on Monday by a missile": right behind what tells it."""
    first = before(reading, date.start, start, 1)
    if not first or not first[0].is_word:
        return False
    return any(
        mention.start <= first[0].start and mention.end >= first[0].end and mention.feature != "noun"
        for klass in _TOLD
        for mention in reading.of(klass, start, date.start)[-1:]
    )


def _of_another_verb(reading: Reading, date: DateMention, start: int, end: int) -> bool:
    """Whether a date is that of a report, of what was said, or of what was done afterwards."""
    if _of_saying(reading, date, start, end) or heads_the_line(reading, date):
        return True
    return _of_a_deed(reading, date, start)


def dates_in(reading: Reading, start: int, end: int) -> list[DateMention]:
    """The dates of a stretch that may be those of what it tells."""
    return [
        date
        for date in reading.dates.within(start, end)
        if date.when is not None
        and date.kind != "present"
        and date.relation not in ("until", "by", "before", "after")
        and not _of_another_verb(reading, date, start, end)
    ]


def _told_from(reading: Reading, start: int, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> int:
    """Where the clause begins that tells the event: "received the bodies on Monday and that the group seized"."""
    core = min([harm.trigger for harm in harms] + [trigger.start for trigger in triggers])
    tokens = reading.tokens_in(start, core)
    pairs = pairwise(tokens)
    return max(
        (one.start for one, two in pairs if one.classes | two.classes >= _JOINS and "that_word" in two.classes),
        default=start,
    )


def when_of(reading: Reading, date: DateMention, start: int, end: int) -> When | None:
    """The day or days of a date in `start:end`: of all that are listed with it, and up to the day it is counted to."""
    if date.when is None:
        return None
    past = _remembered(reading, date, start, end)
    if past is None and date.kind == "relative" and _remembers(reading, start, end):
        return None  # the day of those who gather, and not that of what they remember
    when = as_quoted(reading, date) or _of_its_today(reading, date) or past or date.when
    when = _with_listed(reading, date, when, end)
    if _is_since(reading, date) or _is_begun(reading, date, start, end):
        when = replace(when, end=reading.reference or when.end, precision="range")
    return _until(reading, date, when, start, end)


def _is_since(reading: Reading, date: DateMention) -> bool:
    """ "Since fighting began on 15 April": a date that is counted from, behind what began then."""
    if date.kind == "open_since" or date.when is None or reading.reference is None:
        return False
    lead = before(reading, date.start, 0, _SINCE)
    since = next((at for at, word in enumerate(lead) if "since_when" in word.classes), None)
    return since is not None and all(word.is_word for word in lead[since:]) and date.when.start < reading.reference


def _is_begun(reading: Reading, date: DateMention, start: int, end: int) -> bool:
    """ "The campaign that began on 26 April has killed 1,046": a date from which what is counted behind it began."""
    if date.kind not in _LISTED or date.when is None or date.when.start >= (reading.reference or date.when.start):
        return False
    lead = before(reading, date.start, start, _BEGUN)
    that = next((at for at, word in enumerate(lead) if "relative" in word.classes), None)
    if that is None or not any("beginning" in word.classes for word in lead[that:]):
        return False
    return reading.any_of("harm", date.end, end) and not reading.any_of("harm", start, date.start)


def _of_its_today(reading: Reading, date: DateMention) -> When | None:
    """ "Yesterday" in a text that says which day is its today: "Today, 4 April …", published on the 6th."""
    when, told = date.when, reading.reference
    if "today" not in reading.classes or when is None or told is None or date.kind != "relative":
        return None
    if not _is_deictic(reading, date):
        return None
    for other in reversed(reading.dates.before(date.start, _BACK)):
        today = other.when
        if other.kind == "absolute" and today is not None and today.precision == "day" and _is_today(reading, other):
            shift = today.start - told
            return replace(when, start=when.start + shift, end=when.end + shift)
    return None


def _is_today(reading: Reading, date: DateMention) -> bool:
    return any("today" in token.classes for token in reading.tokens_in(date.start, date.end))


def _is_deictic(reading: Reading, date: DateMention) -> bool:
    return any("deictic" in token.classes for token in reading.tokens_in(date.start, date.end))


def _remembers(reading: Reading, start: int, end: int) -> bool:
    """ "On the first anniversary of the attack that killed 21": whether all that a clause tells of is remembered."""
    if "anniversary" not in reading.classes:
        return False
    mark = next((token for token in reading.tokens_in(start, end) if "anniversary" in token.classes), None)
    if mark is None or any(reading.any_of(klass, start, mark.start) for klass in ("attack", "harm")):
        return False
    following = after(reading, mark.end, end, _OF_WHAT)
    return any(reading.begins(klass, token.start) for token in following for klass in ("attack", "harm"))


def _remembered(reading: Reading, date: DateMention, start: int, end: int) -> When | None:
    """The day that an anniversary remembers: "Friday, 21 August, is the second anniversary of the massacre"."""
    when = date.when
    if "anniversary" not in reading.classes:
        return None
    mark = next((token for token in reading.tokens_in(start, end) if "anniversary" in token.classes), None)
    if when is None or when.precision != "day" or mark is None:
        return None
    years = next((other.when for other in reading.dates.within(start, end) if _counts_years(other)), None)
    if years is not None:
        return _in_year(when, years.start.year)
    counted = [q.quantity for q in reading.quantities_in(mark.end, mark.end + _HEAD) if q.kind == "ordinal"]
    if counted and counted[0].value is not None and not reading.text[mark.end : counted[0].start].strip():
        return _in_year(when, when.start.year - int(counted[0].value))
    return None


def _counts_years(date: DateMention) -> bool:
    """ "Two years ago", "in 2013"."""
    return date.when is not None and date.when.precision == "year"


def _in_year(when: When, year: int) -> When | None:
    try:
        return replace(when, start=when.start.replace(year=year), end=when.end.replace(year=year))
    except ValueError:
        return None


def _with_listed(reading: Reading, date: DateMention, when: When, end: int) -> When:
    """All days of a list: "on 1 and 2 May", "in 2014 and 2016"."""
    last = date
    for other in reading.dates.within(date.end, end):
        between = reading.tokens_in(last.end, other.start)
        told = other.when
        if told is None or {date.kind, other.kind} - set(_LISTED) or other.relation is not None:
            break
        if told.precision != when.precision and when.precision != "range":
            break
        if not all("joining" in token.classes or token.text in "،," for token in between) or told.end < when.end:
            break
        when, last = replace(when, end=told.end, precision="range", time_of_day=None), other
    return when


def _until(reading: Reading, date: DateMention, when: When, start: int, end: int) -> When:
    """What is counted since a day, or from one on, up to another: "until yesterday 300 were killed since 7 October"."""
    for other in reading.dates.within(start, end):
        told = other.when
        if other.relation not in ("until", "by") or told is None or told.end <= when.start:
            continue
        if date.kind == "open_since" or (other.start > date.start and when.precision != "day"):
            return replace(when, end=told.end, precision="range")
    return when


def heads_the_line(reading: Reading, date: DateMention) -> bool:
    """Whether a date stands in a dateline: "Baghdad 15/6/2021 – "."""
    line = reading.line_start(date.start)
    mark = FILED.match(reading.text, date.end) if date.start - line < _HEAD else None
    return mark is not None and not any(reading.any_of(klass, line, date.start) for klass in ("attack", "harm", "say"))


def _of_saying(reading: Reading, date: DateMention, start: int, end: int) -> bool:
    """ "The ministry said on Monday that": a date between a verb of saying and what is said, or before that verb."""
    if date.kind == "open_since":
        return False
    said = verbs_of_saying(reading, start, date.start)
    if not said:
        return _opens_a_saying(reading, date, start, end)
    last = said[-1]
    kinds = {verb.value for verb in said if verb.start == last.start}
    if "record" in kinds or ("publish" in kinds and _is_news(reading, date, end)):
        return False
    if any(reading.any_of(klass, last.end, date.start) for klass in _TOLD):
        return False
    between = reading.tokens_in(last.end, date.start)
    return not any("that_word" in token.classes for token in between)


def _is_news(reading: Reading, date: DateMention, end: int) -> bool:
    """ "Media published on 5 May news of raids": what is news on a day is of it, as no report about it need be."""
    following = reading.tokens_in(date.end, end)[:1]
    return bool(following) and "news" in following[0].classes


def _opens_a_saying(reading: Reading, date: DateMention, start: int, end: int) -> bool:
    """ "On Friday the ministry denied that": a date at the head of a clause, with a verb of saying right behind it."""
    if any(token.is_word for token in reading.tokens_in(start, date.start)):
        return False
    following = [token for token in reading.tokens_in(date.end, end) if token.is_word][:1]
    if not following:
        return False
    first, last = following[0].start, following[0].end
    said = [verb for verb in verbs_of_saying(reading, first, last) if verb.value not in ("record", "publish")]
    return bool(said) or any(reading.begins(klass, first) for klass in ("deny", "admit", "claim"))


def _of_a_deed(reading: Reading, date: DateMention, start: int) -> bool:
    """ "The town buried on Monday the victims of", "the search ended on Tuesday": what is done when it is over."""
    if "other_deed" not in reading.classes:
        return False
    lead = [token for token in reading.tokens_in(start, date.start) if token.is_word]
    deeds = [token for token in lead if "other_deed" in token.classes]
    if deeds:
        return not any(reading.any_of(klass, deeds[-1].end, date.start) for klass in _TOLD)
    if lead:
        return False
    after = [token for token in reading.tokens_in(date.end, date.end + _HEAD) if token.is_word][:_DEED]
    deed = next((token for token in after if "other_deed" in token.classes), None)
    return deed is not None and not any(reading.any_of(klass, date.end, deed.start) for klass in _TOLD)
