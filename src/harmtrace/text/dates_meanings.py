"""What the rules of dates mean: the kind of date that each meaning makes, and what resolves it to days."""

from __future__ import annotations

from typing import Literal

from harmtrace.text import dates_absolute as absolute
from harmtrace.text import dates_hijri as hijri
from harmtrace.text import dates_relative as relative
from harmtrace.text import dates_told as told_before
from harmtrace.text.dates_calendar import Resolver

DateKind = Literal["absolute", "relative", "anaphoric", "open_since", "spell", "present", "vague", "anniversary"]

RESOLVERS: dict[str, tuple[DateKind, Resolver]] = {
    "day": ("absolute", absolute.one_day),
    "days": ("absolute", absolute.days),
    "month": ("absolute", absolute.month),
    "months": ("absolute", absolute.months),
    "year": ("absolute", absolute.year),
    "years": ("absolute", absolute.years),
    "iso": ("absolute", absolute.iso),
    "part_month": ("absolute", absolute.part_of_month),
    "part_year": ("absolute", absolute.part_of_year),
    "named_month": ("relative", relative.named_month),
    "part_period": ("relative", relative.part_of_period),
    "weekday": ("relative", relative.weekday),
    "weekdays": ("relative", relative.weekdays),
    "offset": ("relative", relative.offset),
    "trailing": ("relative", relative.trailing),
    "days_in_a_row": ("relative", relative.days_in_a_row),
    "ago": ("relative", relative.ago),
    "coming": ("relative", relative.coming),
    "this_year": ("relative", relative.this_year),
    "period": ("relative", relative.calendar_period),
    "reported_period": ("relative", relative.reported_period),
    "anaphor": ("anaphoric", told_before.anaphor),
    "later": ("anaphoric", told_before.later),
    "anniversary": ("anniversary", told_before.anniversary),
    "came_after": ("anaphoric", told_before.came_after),
    "same_period": ("anaphoric", told_before.same_period),
    "told_period": ("relative", told_before.told_period),
    "weekday_told": ("relative", told_before.weekday_told),
    "within_day": ("relative", told_before.within_day),
    "weekday_of_week": ("relative", relative.weekday_of_week),
    "week_told": ("relative", told_before.week_told),
    "day_of_month": ("relative", relative.day_of_month),
    "day_of_month_told": ("relative", told_before.day_of_month_told),
    "days_of_month": ("relative", relative.days_of_month),
    "hijri_day": ("absolute", hijri.hijri_day),
    "hijri_numeric": ("absolute", hijri.hijri_numeric),
    "hijri_month": ("absolute", hijri.hijri_month),
    "day_alone": ("anaphoric", relative.day_alone),
    "days_alone": ("anaphoric", relative.days_alone),
    "night_into": ("relative", relative.night_into),
    "night_to_day": ("absolute", absolute.night_to_day),
    "season": ("relative", relative.season),
    "week_of": ("absolute", absolute.week_of),
    "glued": ("absolute", absolute.glued),
    "decade": ("absolute", absolute.decade),
    "winter": ("absolute", absolute.winter),
    "easter": ("absolute", absolute.easter),
    "feast": ("absolute", absolute.feast),
    "since_time": ("open_since", relative.since_time),
    "just_now": ("relative", relative.just_now),
    "up_to": ("relative", relative.up_to),
    "so_far": ("open_since", relative.so_far),
    "weekend": ("relative", relative.weekend),
    "overnight": ("spell", relative.overnight),
    "lasting": ("spell", relative.trailing),
    "since_last": ("open_since", told_before.since_last),
}
"""Every meaning but those that read more than one date, or none (`each`, `numeric`, `time`, `vague`, `war` …)."""
