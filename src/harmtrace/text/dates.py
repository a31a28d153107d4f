"""From a text to its date expressions, each with the days it covers where that can be known."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import attrgetter
from typing import Literal, get_args

from harmtrace.model.immutable import immutable, replace
from harmtrace.model.when import When
from harmtrace.text import dates_absolute as absolute
from harmtrace.text.dates_ahead import is_duration, told_ahead
from harmtrace.text.dates_calendar import Anchors, Period, day_part, year_before
from harmtrace.text.dates_language import date_grammar, languages_knowing, writes_day_first
from harmtrace.text.dates_meanings import RESOLVERS, DateKind
from harmtrace.text.dates_numeric import day_first_in, in_numbers, is_no_day, without_year
from harmtrace.text.dates_ranges import with_ranges
from harmtrace.text.dates_since import Wars, flared, is_of_telling, since_before
from harmtrace.text.dates_times import TimeMention, beside, time_mention
from harmtrace.vocab.phrases import Match
from harmtrace.vocab.tokens import LINE, Classes, Tokens, raw_tokens

Relation = Literal["since", "until", "before", "after", "by"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

_START = attrgetter("start")
_TIMES_NEAR = 120
"""How far, in characters, from a date the words for its time of day may begin."""
_BESIDE = 1
"""So many marks may stand between a date and what is counted from it."""
_SPANS = ("days", "months", "month")
_STORY_REACH = 80
"""So many words after the day of an event, what is told of "the day before" is counted from it, and not from when
somebody said so."""
_HEAD = 400
"""How far into the text, in characters, a line may say which period the document is about."""
_PASSING = (
    "present",
    "just_now",
    "vague",
    "trailing",
    "overnight",
    "lasting",
    "war",
    "war_spell",
    "since_last",
    "anniversary",
)
"""What these rules read is no date that another one may hang on."""


@immutable(frozen=True, slots=True)
class DateMention:
    """A date expression at `start:end`; `when` is None where its days cannot be known.

    `relation` says how an event stands to the date ("before Friday"); of an `open_since`
    mention `when` runs from the date to the reference; a `spell` says how long before it something
    went on ("six days of shelling", "overnight") and gives way to any other date of its event. An
    `anniversary` is of the event that it is told of, and of no other.
    """

    start: int
    end: int
    when: When | None
    kind: DateKind
    text: str
    relation: Relation | None = None
    opened: When | None = None
    """Of an `open_since` mention, the date itself."""
    covers: bool = False
    """Whether a line at the head of the text says with it what the text is about."""


def find_dates(
    text: str,
    language: str,
    reference: datetime.date | None,
    start: int = 0,
    end: int | None = None,
    *,
    is_known: bool = True,
) -> list[DateMention]:
    """Return the date expressions between `start` and `end` in order; spans index `text`.

    `reference` is the day of publication; without it relative dates and dates without a year
    stay unresolved. A language without date tables has none. The habit of the language decides which number of
    "4/5/2020" is the day where nothing else does, if the language is known and not one of many that are tried.
    """
    grammar = date_grammar(language)
    if grammar is None:
        return []
    tokens = grammar.tokens(text, start, end)
    day_first = day_first_in(text, tokens, reference)
    if day_first is None and is_known and writes_day_first(language):
        day_first = True
    anchors = Anchors(reference=reference, day_first=day_first)
    found: list[DateMention] = []
    times: list[TimeMention] = []
    wars = Wars(tokens)
    day, day_at = anchors.day, -_STORY_REACH
    matches = grammar.matches(tokens)
    for match, after in zip_longest(matches, matches[1:]):
        meaning = match.rule.row["meaning"]
        if meaning in ("time", "overnight"):
            times.append(time_mention(text, tokens, match))
        told = found[-1].end if found else 0
        seen = _seen_from_event(tokens, told_ahead(tokens, match), told)
        if meaning == "time" or seen is None or (meaning == "since_last" and not told):
            continue
        if _is_name(text, tokens, match) or is_duration(tokens, match) or is_no_day(match):
            continue
        if meaning == "since_time" and after is not None and after.first - match.last <= _BESIDE:
            continue  # "since dawn on Tuesday"
        if meaning == "war" and not wars.counts_from(text, match, after, told):
            continue
        for first, last, kind, period in _read(seen, anchors):
            is_span = "last" in match.values
            found.append(_mention(text, tokens, (first, last), kind, period, anchors, found, is_span=is_span))
            wars.learn(match, period, found[-1].start, counted=found[-1].kind == "open_since")
            anchors = _moved_on(anchors, match, period, counted=found[-1].kind == "open_since")
            if anchors.day is not day and match.first - day_at < _STORY_REACH and is_of_telling(tokens, match):
                anchors = replace(anchors, day=day)  # "… on Tuesday, he said on Thursday. A day earlier …"
            elif anchors.day is not day:
                day, day_at = anchors.day, match.last
            if anchors.covered is None and period is not None and _in_head(text, tokens, match):
                anchors = replace(anchors, covered=period)
                found[-1] = replace(found[-1], covers=True)
    found = [
        mention
        for mention in found
        if not _is_time(mention, found, times, tokens) and (wars.began or mention.start not in wars.spells)
    ]
    found = [_at_time(_of_war(mention, wars, reference), times, tokens) for mention in found]
    return list(with_ranges(text, tokens, found))


def find_times(text: str, language: str, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """Return the times of day ("at 14:42", "around dawn") between `start` and `end` in order."""
    grammar = date_grammar(language)
    if grammar is None:
        return []
    tokens = grammar.tokens(text, start, end)
    matches = [match for match in grammar.matches(tokens) if match.rule.row["meaning"] == "time"]
    return [time_mention(text, tokens, match) for match in matches]


def parse_absolute(text: str, language: str | None) -> list[DateMention]:
    """Return the dates of `text` that name their year, in order; in all languages where `language` is None."""
    codes = languages_knowing(raw_tokens(text, 0, len(text))[2]) if language is None else [language]
    found: dict[tuple[int, int], DateMention] = {}
    for code in codes:
        for mention in find_dates(text, code, None, is_known=language is not None):
            if mention.kind == "absolute" and mention.when is not None:
                found.setdefault((mention.start, mention.end), mention)
    widest = [m for m in found.values() if not any(_inside(m, other) for other in found.values())]
    return sorted(widest, key=lambda mention: mention.start)


def _inside(mention: DateMention, other: DateMention) -> bool:
    wider = other.end - other.start > mention.end - mention.start
    return wider and other.start <= mention.start and mention.end <= other.end


def _read(match: Match, anchors: Anchors) -> Iterator[tuple[int, int, DateKind, Period | None]]:
    meaning = match.rule.row["meaning"]
    if meaning == "coming" and "perfect" in match.values:
        meaning = "lasting"
    if meaning in ("each", "each_year"):
        yield from _each(match, anchors, "day" if meaning == "each" else "year")
    elif meaning == "numeric_short":
        yield match.first, match.last, "absolute", without_year(match, anchors)
    elif meaning == "numeric":
        day = in_numbers(str(match.values["numeric_date"]), anchors)
        yield match.first, match.last, "absolute", replace(day, time_of_day=day_part(match.values)) if day else None
    elif meaning == "present":
        now = anchors.reference
        yield match.first, match.last, "present", Period(now, now, "day", "relative") if now else None
    elif meaning in ("vague", "war", "war_spell"):
        yield match.first, match.last, "vague", None
    else:
        kind, resolver = RESOLVERS[meaning]
        first = match.first + (meaning in ("came_after", "just_now"))  # its verb is no part of a date
        yield first, match.last, kind, resolver(match.values, anchors)


def _each(match: Match, anchors: Anchors, slot: str) -> Iterator[tuple[int, int, DateKind, Period | None]]:
    """Yield one date for each that is listed; month and year stand with the last (or before the first)."""
    names = [name for name in (slot, "second", "last") if name in match.places]
    resolver = absolute.one_day if slot == "day" else absolute.year
    edges = [match.places[name] for name in names]
    values = [int(match.values[name]) for name in names]
    if slot == "year" and len(values) > 1 and values == list(range(values[0], values[-1] + 1)):
        # "In 2019 and 2020" is one stretch of time; "in 2014 and 2016" is two
        yield match.first, match.last, "absolute", absolute.years({"year": values[0], "last": values[-1]}, anchors)
        return
    for index, name in enumerate(names):
        first = match.first if index == 0 else edges[index]
        last = match.last if index == len(names) - 1 else edges[index] + 1
        yield first, last, "absolute", resolver({**match.values, slot: match.values[name]}, anchors)


def _mention(
    text: str,
    tokens: Tokens,
    span: tuple[int, int],
    kind: DateKind,
    period: Period | None,
    anchors: Anchors,
    told: Sequence[DateMention],
    *,
    is_span: bool,
) -> DateMention:
    first, relation = _with_preposition(tokens, span[0], is_span=is_span)
    start, end = tokens.starts[first], tokens.ends[span[1] - 1]
    opened = None
    told_until = told[-1].end if told else 0
    counted = relation is None and since_before(text, tokens, first, told_until)
    if relation == "since" or counted or flared(tokens, first, span[1]):
        relation, kind = "since", "open_since"
        opened = _when(period, text, tokens.starts[span[0]], end)
        period = _until_reference(period, anchors.reference)
    return DateMention(start, end, _when(period, text, start, end), kind, text[start:end], relation, opened)


def _when(period: Period | None, text: str, start: int, end: int) -> When | None:
    if period is None:
        return None
    return When(
        period.start, period.end, period.precision, period.basis, period.time_of_day, text[start:end], start, end
    )


def _with_preposition(tokens: Tokens, first: int, *, is_span: bool) -> tuple[int, Relation | None]:
    """Return where the mention begins with its preposition, and the relation that this says.

    What opens a span of days by itself ("с 7 по 10 сентября") is no "since".
    """
    before = tokens.classes[first - 1] if first else {}
    if "since" in before or "on" in before or "relation" in before:
        return first - 1, _relation(before)
    opening = tokens.classes[first]
    counts = (
        is_span or "ago" in opening or "shift" in opening
    )  # the word for "two days ago" may be that for "before Friday"
    return first, None if counts else _relation(opening)


def _is_name(text: str, tokens: Tokens, match: Match) -> bool:
    """Whether it is part of a name ("the 17 July district"; "Aleppo Today": a capital on a word that has none)."""
    if match.rule.row["meaning"] == "day" and match.last < len(tokens.classes):
        on = match.first > 0 and "on" in tokens.classes[match.first - 1]
        return "dated_place" in tokens.classes[match.last] and not on
    if match.first == 0:
        return False
    if match.rule.row["meaning"] == "weekday" and match.last == match.first + 1 and match.last < len(tokens.classes):
        return "title" in tokens.classes[match.first - 1] and "capital" in tokens.classes[match.last]  # "Mr Sunday Idu"
    if match.rule.row["meaning"] not in ("offset", "present"):
        return False
    word, before = text[tokens.starts[match.first] : tokens.ends[match.first]], tokens.classes[match.first - 1]
    return word[0].isupper() and not word.isupper() and "capital" in before


def _seen_from_event(tokens: Tokens, match: Match, told_until: int) -> Match | None:
    """Which way a date is counted that hangs on an event ("two days after the strike").

    At the head of a clause it is counted on from the date told before; beside a date ("on Saturday,
    a day after the strike") or after "came" it is counted back to the event; elsewhere, as in
    "seen the day after the strike", it dates neither and there is no match.
    """
    slot = next((name for name in ("shift_last", "shift_after", "anaphor_last") if name in match.values), None)
    if slot is None or "incident" not in match.values:
        return match
    before = tokens.classes[bisect_left(tokens.starts, told_until) : match.first]
    beside = bool(told_until) and len(before) <= _BESIDE and all(map(_pauses, before))
    last = tokens.classes[match.first - 1] if match.first else LINE
    if beside or "come" in last:
        return replace(match, values={**match.values, slot: -int(match.values[slot])})
    return match if "mark" in last or "line" in last else None


def _pauses(classes: Classes) -> bool:
    return "mark" in classes and "stop" not in classes


def _in_head(text: str, tokens: Tokens, match: Match) -> bool:
    """Whether a span of days ends a line, or its part, at the head of a text: "Reporting period: 6-12 May 2024"."""
    if match.rule.row["meaning"] not in _SPANS or tokens.starts[match.first] > _HEAD:
        return False
    if text.startswith("|", tokens.ends[match.last - 1] + 1):
        return True
    after = tokens.classes[match.last : match.last + 2]
    return any("line" in classes for classes in after) and all("mark" in c or "line" in c for c in after[:1])


def _is_time(mention: DateMention, dates: Sequence[DateMention], times: Sequence[TimeMention], tokens: Tokens) -> bool:
    """Whether "overnight" is the time of day of a date beside it ("overnight on Sunday")."""
    if mention.kind != "spell" or mention.when is None or mention.when.time_of_day is None:
        return False
    time = next((time for time in times if time.end == mention.end), None)
    others = (other for other in dates if other.kind in ("absolute", "relative", "anaphoric"))
    return time is not None and any(beside(time, (other.start, other.end), tokens) for other in others)


def _of_war(mention: DateMention, wars: Wars, reference: datetime.date | None) -> DateMention:
    """Count "since the war began" from when the text says that it did."""
    began = wars.began if mention.start in wars.counted else None
    if began is None or reference is None or began > reference:
        return mention
    when = When(began, reference, "range", "relative", None, mention.text, mention.start, mention.end)
    return replace(mention, when=when, kind="open_since")


def _at_time(mention: DateMention, times: Sequence[TimeMention], tokens: Tokens) -> DateMention:
    """Give a date the clock time or part of the day that stands beside it, if it has none as exact."""
    if mention.when is None or mention.when.precision != "day":
        return mention
    said = mention.when.time_of_day
    first = bisect_left(times, mention.start - _TIMES_NEAR, key=_START)
    for time in times[first : bisect_left(times, mention.end + _TIMES_NEAR, first, key=_START)]:
        if beside(time, (mention.start, mention.end), tokens) and (said is None or (time.is_clock and ":" not in said)):
            said = time.time_of_day
    if said == mention.when.time_of_day:
        return mention
    return replace(mention, when=replace(mention.when, time_of_day=said))


def _relation(classes: Classes) -> Relation | None:
    if "since" in classes:
        return "since"
    said = classes.get("relation")
    return next((relation for relation in RELATIONS if relation == said), None)


def _until_reference(period: Period | None, reference: datetime.date | None) -> Period | None:
    if period is not None and reference is not None and period.start > reference and period.basis == "explicit":
        period = year_before(period)
    if period is None or reference is None or period.start > reference:
        return None
    return replace(period, end=reference, precision="range")


def _moved_on(anchors: Anchors, match: Match, period: Period | None, *, counted: bool) -> Anchors:
    """Later anaphors hang on the last date resolved; those of days on the last from which nothing is `counted`."""
    if period is None or match.rule.row["meaning"] in _PASSING:
        return anchors
    in_full = "year" in match.values or "iso" in match.values or "numeric_date" in match.values
    full = period.end if in_full and period.precision in ("day", "range", "month") else anchors.full
    if counted:
        since = _until_reference(period, anchors.reference)
        return replace(anchors, last=period, full=full, span=since or anchors.span)
    day = period if period.precision in ("day", "range") else None
    span = period if period.end > period.start else anchors.span
    return replace(anchors, last=period, full=full, day=day, span=span)
