"""Of several dates in one clause those that are the event's own: a statement's and a vaguer one give way."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.labels import only_names
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.text.dates import DateMention

SUBJECT_REACH = 80
"""How far, in characters, after a date that opens a sentence its verb of saying may stand."""
_PUBLISHED_REACH = 160
"""How far, in characters, after a date that opens a sentence its verb of publishing may stand."""
_NOT_REACH = 6
"""How far, in characters, before a date its "not" may stand."""
_BESIDE = 14
"""So few characters stand between a period and the day in it that makes it exact."""
_WITHIN_REACH = 40
"""So many characters may stand between a day and the period in which it lies: "Palm Sunday's bombings in April"."""
_RESTATED_REACH = 3
"""So many words may stand between a day of the week and its date: "during Friday prayers on 24 November"."""
_APOSTROPHES = ("'", "’")
_SAYING = ("say", "deny", "admit")


def own_dates(reading: Reading, dates: list[DateMention], sentence: Sentence) -> list[DateMention]:
    """The dates without those that give way to others: a mere length of time, and the date of a statement.

    "Last month it acknowledged 735 deaths since 2014" counts deaths since 2014, and "On 8 May the lab published
    findings on an attack in March" tells of March.
    """
    if len(dates) == 1:
        return dates
    dates = [date for date in dates if date.kind != "spell"] or dates
    dates = [date for at, date in enumerate(dates) if not _is_made_exact(reading, date, dates[at + 1 : at + 2])]
    dates = [date for date in dates if not any(_restates(reading, date, other) for other in dates)] or dates
    if len(dates) == 1:
        return dates
    return [date for date in dates if not _gives_way(reading, date, sentence)] or dates


def _gives_way(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    if _opens_a_publication(reading, date, sentence) or _heads(reading, date, sentence):
        return True
    if _opens_a_recovery(reading, date, sentence):
        return True
    # "On Thursday, not Wednesday as first reported": the day that it was not.
    before = reading.tokens_in(max(0, date.start - _NOT_REACH), date.start)[-1:]
    return bool(before) and "negation" in before[0].classes


def _heads(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    """Whether a date stands before a colon at the head of a sentence: "Imphal, 5 June: The centre has documented …"."""
    if reading.text[date.end : date.end + 1] != ":":
        return False
    words = [token for token in reading.tokens_in(sentence.start, date.end) if token.is_word]
    return only_names(reading, sentence.start, date.end, words)


def _is_made_exact(reading: Reading, date: DateMention, after: Sequence[DateMention]) -> bool:
    """ "The following week, on the morning of 23 July": a period with one of its days beside it."""
    for other in after:
        one, day = date.when, other.when
        if one is None or day is None or other.start - date.end > _BESIDE or date.kind == "open_since":
            return False
        between = [token for token in reading.tokens_in(date.end, other.start) if token.is_word]
        if any(token.classes.isdisjoint(("function", "det")) for token in between):
            return False
        return one.start <= day.start and day.end <= one.end and day.end - day.start < one.end - one.start
    return False


def _restates(reading: Reading, date: DateMention, other: DateMention) -> bool:
    """Whether another date says better which day it is.

    "On 16 September, ten days before, …" (or in brackets), "during Friday prayers on 24 November", "the Palm Sunday
    bombings in April".
    """
    if date is other or date.when is None or other.when is None or "open_since" in (date.kind, other.kind):
        return False
    low, high = (date.end, other.start) if date.start < other.start else (other.end, date.start)
    if not 0 <= high - low <= _WITHIN_REACH:
        return False
    between = reading.tokens_in(low, high)
    if date.kind == "anaphoric" and other.kind == "absolute" and other.when.precision == "day":
        return not any(token.is_word for token in between)
    if any(not token.is_word for token in between if token.word not in _APOSTROPHES):
        return False
    one, day = date.when, other.when
    if day.end - day.start < one.end - one.start:
        return other.start < date.start and one.start <= day.start and day.end <= one.end
    same_weekday = one.start.weekday() == day.start.weekday() and one.start == one.end and day.start == day.end
    return date.kind == "relative" and other.kind == "absolute" and same_weekday and len(between) <= _RESTATED_REACH


def _opens_a_publication(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    """Whether a date opens the sentence, and saying or publishing follows before anything is told."""
    if saying_after(reading, date, sentence) is not None:
        return True
    if not opens(reading, date, sentence) or date.kind == "open_since":
        return False
    for token in reading.tokens_in(date.end, min(sentence.end, date.end + _PUBLISHED_REACH)):
        if "publishing" in token.classes:
            return not tells_an_event(reading, date.end, token.start)
    return False


def _opens_a_recovery(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    """ "On 8 June, the bodies of 12 people were recovered from a house that had been struck two days earlier"."""
    if not opens(reading, date, sentence) or date.kind == "open_since":
        return False
    tokens = reading.tokens_in(date.end, min(sentence.end, date.end + _PUBLISHED_REACH))
    verb = next((token for token in tokens if "other_act" in token.classes), None)
    return verb is not None and not reading.any_of("attack", date.end, verb.start)


def saying_after(reading: Reading, date: DateMention, sentence: Sentence) -> Mention | None:
    """The verb of saying that follows a date which opens the sentence, before anything else is told."""
    if not opens(reading, date, sentence) or date.kind == "open_since":
        return None
    reach = min(sentence.end, date.end + SUBJECT_REACH)
    verbs = sorted(verb for klass in _SAYING for verb in reading.of(klass, date.end, reach))
    if not verbs or tells_an_event(reading, date.end, verbs[0].start):
        return None
    return verbs[0]


def opens(reading: Reading, date: DateMention, sentence: Sentence) -> bool:
    """Whether no word of its sentence stands before a date."""
    return not any(token.is_word for token in reading.tokens_in(sentence.start, date.start))


def tells_an_event(reading: Reading, start: int, end: int) -> bool:
    """Whether a word for an attack or a harm stands there."""
    return any(reading.any_of(klass, start, end) for klass in ("attack", "harm"))
