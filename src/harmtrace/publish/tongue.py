"""The language of a page or report: its messages, plurals, dates, digits and direction, bound while it is made.

Messages are those of gettext, with named fields in braces. Catalogues are text in the package and are compiled when a
language is first spoken (Babel reads them): there is no binary to build, ship or go stale.
English needs no catalogue and no Babel. Everything that report and pages print goes through `_`, `ngettext` and
`term`; exports and JSON are read by programs and stay in English, whatever is spoken.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Literal, get_args

from harmtrace.errors import BadSetting
from harmtrace.places.letters import ARABIC_LETTER
from harmtrace.store.folding import fold_for_search
from harmtrace.vocab.tables import label

if TYPE_CHECKING:
    from babel import Locale

    from harmtrace.places.gazetteer import Gazetteer

Digits = Literal["latin", "arabic"]
LANGUAGES: Mapping[str, str] = {"en": "English", "ar": "العربية"}
"""Every language that report and pages speak, by its own name."""
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ps sd syr ug ur yi".split())
"""Languages that are written from the right, those of documents among them."""
_ARABIC_DIGITS = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
_ARABIC_NAME = re.compile(r"[\u0621-\u063a\u0641-\u0652\u0670 ]+")
"""A name in the letters of Arabic itself: Persian, Urdu, Kurdish and Uyghur names have others."""
_LATIN = re.compile("[A-Za-z]")
_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z]{2})?")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language with its ways. `tag` is BCP 47: "ar-SY" has the month names of the Levant, "ar" those of CLDR.

    `gazetteer` gives places the names that they have in the language. `isolates` is false where programs read what is
    worded: they need no marks of direction.
    """

    tag: str = "en"
    digits: Digits = "latin"
    gazetteer: Gazetteer | None = None
    isolates: bool = False

    @property
    def language(self) -> str:
        """The language without its region."""
        return self.tag.partition("-")[0]

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way it is written."""
        return direction_of(self.tag)

    def numeral(self, value: float | str) -> str:
        """A number with thousands marked, or the digits of a text, in the digits of this tongue."""
        words = value if isinstance(value, str) else f"{value:,}"
        return words.translate(_ARABIC_DIGITS) if self.digits == "arabic" else words

    def month(self, day: datetime.date, short: bool = False) -> str:
        """The name of the month of a day. Arabic has no short names; asked for them, Babel 2.18 answers with those of
        another region once that one was asked for.
        """
        if self.language == "en":
            return f"{day:%b}" if short else f"{day:%B}"
        return str(_locale(self.tag).months["format"]["wide"][day.month])


_ENGLISH = Tongue()
_SPOKEN: ContextVar[Tongue] = ContextVar("spoken", default=_ENGLISH)


def tongue_of(tag: str, digits: str = "latin", gazetteer: Gazetteer | None = None) -> Tongue:
    """The tongue of a language tag. Raises `BadSetting` for a language or digits that are not spoken."""
    if not _TAG.fullmatch(tag) or tag.partition("-")[0].lower() not in LANGUAGES:
        raise BadSetting(f"{tag!r} is no language of report and pages; there are {', '.join(LANGUAGES)}")
    if digits not in get_args(Digits):
        raise BadSetting(f"digits are {' or '.join(get_args(Digits))}, not {digits!r}")
    language, _sign, region = tag.partition("-")
    return Tongue(f"{language.lower()}-{region.upper()}" if region else language.lower(), digits, gazetteer, True)  # type: ignore[arg-type]


@contextmanager
def speaking(tongue: Tongue) -> Iterator[None]:
    """Bind the tongue of everything that is worded inside."""
    token = _SPOKEN.set(tongue)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> Tongue:
    """The tongue in force."""
    return _SPOKEN.get()


def N_(message: str) -> str:  # noqa: N802 - the name by which catalogues find messages that are translated later
    """Mark a message that is translated where it is printed."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - the same for messages with a plural
    """Mark a message with a plural that is translated where it is printed."""
    return one, many


def _(message: str, **values: object) -> str:
    """The message in the tongue in force, its fields filled in."""
    return _filled(message_of(message), values)


def ngettext(one: str, many: str, n: float, **values: object) -> str:
    """The form of a message that goes with the number `n`, which is a field as well; Arabic has six."""
    return _filled(message_of(one, many, n), {"n": n, **values})


def message_of(one: str, many: str = "", n: float = 1) -> str:
    """The message in the tongue in force, its fields still to be filled in."""
    messages = _catalogue(spoken().language)
    return messages.ngettext(one, many, int(n)) if many else messages.gettext(one)


def term(table: str, row_id: str) -> str:
    """The label of a vocabulary row in the tongue in force."""
    return label(table, row_id, spoken().language)


def numeral(value: float | str) -> str:
    """A number in the digits in force."""
    return spoken().numeral(value)


def day_words(day: datetime.date) -> str:
    """A day: "8 September 2018"."""
    return _("{day} {month} {year}", day=numeral(str(day.day)), month=spoken().month(day), year=numeral(str(day.year)))


def day_tick(day: datetime.date, with_year: bool) -> str:
    """A day in short, for an axis: "8 Sep" or "8 Sep 2018"."""
    number, month = numeral(str(day.day)), spoken().month(day, short=True)
    if not with_year:
        return _("{day} {month}", day=number, month=month)
    return _("{day} {month} {year}", day=number, month=month, year=numeral(str(day.year)))


def stamp(value: str) -> str:
    """An ISO date or time as tables show it: English keeps it, other languages write the day in words."""
    if spoken().language == "en":
        return value
    try:
        return day_words(datetime.date.fromisoformat(value[:10]))
    except ValueError:
        return isolated(value)


def isolated(words: str) -> str:
    """Words kept apart in direction from those around them (Unicode UAX 9), where they run the other way.

    On a page written from the right that is everything but its own letters: digits and signs take the direction of
    what stands before them there ("2018-09-10" would turn round).
    """
    if not spoken().isolates or not words:
        return words
    right = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words)
    if spoken().direction == "rtl":
        turned = not right or any(unicodedata.bidirectional(letter) == "L" for letter in words)
    else:
        turned = right
    return f"\u2068{words}\u2069" if turned else words


def is_own(words: str) -> bool:
    """Whether words of a source can be read by who reads the tongue in force: no letter is of another script."""
    foreign = _LATIN if spoken().language == "ar" else ARABIC_LETTER
    return not foreign.search(words)


def sort_key(name: str) -> str:
    """What names are sorted by in every language: folded as for search, so that marks, case, hamza forms and the
    article do not scatter what belongs together. Letters keep the order of Unicode, which is that of the Arabic and of
    the Latin alphabet; one order for all languages needs no tables of ICU.
    """
    folded = fold_for_search(name)
    return folded.removeprefix("ال")


def quoted(words: str) -> str:
    """Words of a source in quotation marks."""
    return _("“{words}”", words=isolated(words))


def local_name(place_id: str | None, name: str) -> str:
    """The name of a place in the tongue in force where the gazetteer has one, else `name`."""
    gazetteer = spoken().gazetteer
    if spoken().language != "ar" or gazetteer is None or place_id is None:
        return name
    place = gazetteer.place(place_id)
    return _own_name(place.names, name) if place is not None else name


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written."""
    return "rtl" if tag.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def language_name(tag: str) -> str:
    """A language by its name in the tongue in force; English pages show its tag."""
    return tag if spoken().language == "en" else str(_locale(spoken().language).languages.get(tag, isolated(tag)))


def country_name(code: str, name: str) -> str:
    """The name of a country (ISO 3166, two letters) in the tongue in force."""
    return name if spoken().language == "en" else str(_locale(spoken().language).territories.get(code, name))


def local_admin(admin: tuple[str, ...]) -> list[str]:
    """The names of the areas that hold a place, from the country down, in the tongue in force where it is known."""
    gazetteer = spoken().gazetteer
    if spoken().language != "ar" or gazetteer is None:
        return list(admin)
    areas = [(name, admin[: depth + 1]) for depth, name in enumerate(admin)]
    places = [(name, path, gazetteer.within(path)) for name, path in areas]
    return [
        _own_name(place.names, name) if place and path in (place.admin, (*place.admin, place.name)) else name
        for name, path, place in places
    ]


def _own_name(names: tuple[str, ...], otherwise: str) -> str:
    return next((name.strip() for name in names if _ARABIC_NAME.fullmatch(name)), otherwise)


def _filled(message: str, values: Mapping[str, object]) -> str:
    return message.format_map({name: shown(value) for name, value in values.items()}) if values else message


def shown(value: object) -> object:
    """What is filled into a message: numbers are written in the digits in force."""
    return numeral(value) if isinstance(value, int | float) else value


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = files("harmtrace.publish").joinpath("languages", f"{language}.po")
    compiled = BytesIO()
    with path.open("rb") as handle:
        write_mo(compiled, read_po(handle, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _locale(tag: str) -> Locale:
    from babel import Locale

    return Locale.parse(tag, sep="-")
