"""From a token that holds digits to what it may mean: a number, a day, a year, a clock time, a designation."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable

from harmtrace.vocab.languages import language_forms
from harmtrace.vocab.tokens import Classes, Value

_SAMPLES = (
    "0 5 15 45 012 120 1984 2018 0120 1459 1475 3000 042018 142018 2018-09-08 08/09/2018 08.09.2018 14:42 14:42:10 1.5"
    " 1,5 1,300 1.300 6.30 S-5 122xyz 1.2.3"
).split()


def number_samples(language: str) -> list[str]:
    """Return a token of each shape that the reader of a language tells apart, with each of its suffixes."""
    suffixes = [form for klass, _, form in language_forms(language, "numbers") if klass.endswith("_suffix")]
    return _SAMPLES + [f"{number}{suffix}" for suffix in suffixes for number in ("5", "45", "2:30", "6.30", "1400")]


_SHAPE = re.compile(r"(?P<digits>\d[\d.,٫٬:/\-\u00a0\u2009\u202f]*?)(?P<suffix>[^\W\d_]\w*)?")
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?")
_DATE = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,٬\u00a0\u2009\u202f])\d{3})(?:\1\d{3})*")
_DECIMAL_SIGNS = "٫."
_LONGEST = 20
"""A token of more characters is no number: a key, a hash, or an attack on the reader."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LAST_DAY, _LAST_MONTH = 31, 12
_HALF_DAY, _DAY, _HOUR = 12, 24, 60


def number_reader(language: str) -> Callable[[str], Classes]:
    """Return a function from a token with digits to its classes, by the suffixes and signs of `language`."""
    suffixes: dict[str, tuple[str, Value]] = {}
    decimal_signs = ""
    for klass, value, form in language_forms(language, "numbers"):
        if klass == "decimal_sign":
            decimal_signs += form
        elif klass.endswith("_suffix"):
            suffixes[form] = (klass.removesuffix("_suffix"), value)

    def read(word: str) -> Classes:
        if not word.isascii():
            word = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in word)
        shape = _SHAPE.fullmatch(word)
        if shape is None or len(word) > _LONGEST:
            return {"identifier": word}
        classes = _without_suffix(shape["digits"], decimal_signs)
        if not shape["suffix"]:
            return classes
        return _with_suffix(word, classes, suffixes.get(shape["suffix"].lower()))

    return read


def _with_suffix(word: str, classes: dict[str, Value], suffix: tuple[str, Value] | None) -> Classes:
    number = classes.get("number")
    if suffix is None or (number is None and "clock" not in classes):
        return {"identifier": word}
    klass, value = suffix
    if klass == "ordinal":
        return {"ordinal": number or 0} | ({"day": classes["day"]} if "day" in classes else {})
    if klass == "clock":
        return _half_day_clock(word, str(value))
    return {klass + "_number": number or 0, "multiplier": float(value or 1)}


def _half_day_clock(word: str, half: str) -> Classes:
    digits = re.sub(r"\D", "", word.rstrip(_LETTERS))
    hour, minute = (int(digits), 0) if len(digits) <= len("12") else divmod(int(digits), 100)
    longest = _HALF_DAY if half in ("am", "pm") else _DAY
    if not digits or hour > longest or minute >= _HOUR or (half and not hour):
        return {"identifier": word}
    return {"clock": clock_time(hour, minute, half)}


def clock_time(hour: int, minute: int, half: str = "") -> str:
    """Return HH:MM; `half` is am, pm or empty."""
    if half == "pm" and hour < _HALF_DAY:
        hour += _HALF_DAY
    elif half == "am" and hour == _HALF_DAY:
        hour = 0
    return f"{hour:02}:{minute:02}"


def _without_suffix(digits: str, decimal_signs: str) -> dict[str, Value]:
    if digits.isdecimal():
        return _whole(digits)
    clock = _CLOCK.fullmatch(digits)
    if clock:
        return {"clock": clock_time(int(clock[1]), int(clock[2]))}
    if _is_iso(digits):
        return {"iso": digits.replace("/", "-")}
    if _DATE.fullmatch(digits):
        return {"numeric_date": digits}
    return _with_signs(digits, decimal_signs)


def _with_signs(digits: str, decimal_signs: str) -> dict[str, Value]:
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        whole = int(re.sub(r"\D", "", digits))
        classes: dict[str, Value] = {"number": whole}
        if grouped[1] in decimal_signs and digits.count(grouped[1]) == 1:  # "1.125 million": the scale word decides
            classes["decimal"] = float(digits.replace(grouped[1], "."))
        return classes
    decimal = next((sign for sign in _DECIMAL_SIGNS if sign in digits), ",")
    whole_part, sign, rest = re.sub(r"[\u00a0\u2009\u202f]", "", digits).partition(decimal)
    whole_part = re.sub(r"[.,٬](?=\d{3})", "", whole_part)
    if sign and whole_part.isdecimal() and rest.isdecimal() and sign in decimal_signs:
        return {"number": float(f"{int(whole_part)}.{rest}"), "decimal": float(f"{int(whole_part)}.{rest}")}
    pointed = _CLOCK.fullmatch(digits.replace(".", ":"))
    if pointed and "." not in decimal_signs:  # "5.30 Uhr": the word after it decides
        return {"identifier": digits, "clock_point": clock_time(int(pointed[1]), int(pointed[2]))}
    return {"identifier": digits}


def _whole(digits: str) -> dict[str, Value]:
    value = int(digits)
    padded = digits[0] == "0" and len(digits) > len("07")  # 0430 is a time, 0041 a number of no things
    classes: dict[str, Value] = {"identifier": digits, "padded": value} if padded else {"number": value}
    short = len(digits) <= 2  # days, months and hours have at most two digits
    if short and 1 <= value <= _LAST_DAY:
        classes["day"] = value
    if short and 1 <= value <= _LAST_MONTH:
        classes["month_number"] = value
    if (
        len(digits) == len("042017")
        and 1 <= int(digits[:2]) <= _LAST_DAY
        and _FIRST_YEAR <= int(digits[2:]) <= _LAST_YEAR
    ):
        classes["glued_day"] = digits  # "Oct 042017": a comma was lost between day and year
    if len(digits) == len("2018"):
        if _FIRST_YEAR <= value <= _LAST_YEAR:
            classes["year"] = value
        if _CLOCK.fullmatch(f"{digits[:2]}:{digits[2:]}"):
            classes["military"] = clock_time(int(digits[:2]), int(digits[2:]))
    return classes


def _is_iso(digits: str) -> bool:
    try:
        datetime.date.fromisoformat(digits.replace("/", "-"))
    except ValueError:
        return False
    return True


def numeric_date(word: str) -> tuple[int, int, int] | None:
    """Return the three numbers of a date such as 08/09/2018 as written, the year in four digits."""
    found = _DATE.fullmatch(word)
    if found is None:
        return None
    year = int(found[4])
    return int(found[1]), int(found[3]), year if year > 99 else 2000 + year  # two digits: this century
