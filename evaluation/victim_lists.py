"""Invented lists of people killed, in Arabic letters and in two transliterations, with the errors that real lists have.

Nobody in them ever lived: names are common ones put together at random (`names.tsv`), days and places are drawn. Two
lists hold overlapping parts of one invented population, so that what is the same person is known.

The error level (`ERRORS`; every figure on linkage names it): of parts of a name 2 % have a wrong letter, 1 % a broken
ligature, 20 % another spelling; 30 % of rows have no grandfather, 3 % no father; of ages 15 % are missing, 15 % off by
one, 15 % rounded to five; of days 3 % are missing, 8 % off; of places 5 % missing, 5 % another; 5 % of rows have no
sex, 1 % stand twice. Each person is in a list with a chance of 60 %; a fifth of the deaths take two to six of a family.

Run: python -m evaluation.victim_lists FOLDER [PEOPLE] [SEED] (writes a.csv and b.csv; the number of the person ends an
id).
"""

from __future__ import annotations

import csv
import datetime
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NAMES = Path(__file__).with_name("names.tsv")
PLACES = (
    "Aleppo,حلب Homs,حمص Hama,حماة Idlib,إدلب Daraya,داريا Douma,دوما Harasta,حرستا Zamalka,زملكا Arbin,عربين "
    "Jobar,جوبر Saqba,سقبا Misraba,مسرابا Binnish,بنش Saraqib,سراقب Ariha,أريحا Khan-Shaykhun,خان-شيخون Rastan,الرستن "
    "Talbiseh,تلبيسة Houla,الحولة Raqqa,الرقة Tabqa,الطبقة Mayadin,الميادين Bukamal,البوكمال Daraa,درعا Nawa,نوى "
    "Inkhil,إنخل Jasim,جاسم Busra,بصرى Qusayr,القصير Yabrud,يبرود Nabk,النبك Qutayfa,القطيفة Duma,دوما Azaz,أعزاز"
)
ERRORS = {
    "letter": 0.02,  # another letter, one missing, one too many, or two swapped, in a part of the name
    "ligature": 0.01,  # a ligature broken by a PDF file
    "spelling": 0.2,  # hamza, ta marbuta, final ya, words written together
    "no grandfather": 0.3,
    "no father": 0.03,
    "age missing": 0.15,
    "age off by one": 0.15,
    "age rounded": 0.15,
    "no day": 0.03,
    "day off": 0.08,
    "no place": 0.05,
    "another place": 0.05,
    "no sex": 0.05,
    "twice": 0.01,  # a row that stands in the list a second time
}
"""How often a row, or a part of a name, has each of them."""
SHARE = 0.6
"""The chance of a person to stand in a list."""
COLUMNS = ("id", "name_ar", "name_latin", "sex", "age", "death_date", "place")
_FROM, _DAYS = datetime.date(2013, 1, 1), 1800
_FAMILY = 0.2
"""The share of deaths by which several of one family die together."""


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person: the parts of the name (given, father, grandfather, family) as rows of `names.tsv`."""

    number: int
    parts: tuple[tuple[str, str], ...]
    sex: str
    age: int
    died: datetime.date
    place: tuple[str, str]


@cache
def _names() -> dict[str, list[tuple[str, str]]]:
    with NAMES.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, dialect="excel-tab"))
    return {kind: [(row["arabic"], row["sounds"]) for row in rows if row["kind"] == kind] for kind in "mfl"}


def population(count: int, dice: random.Random) -> list[Person]:
    """So many people; in a fifth of the deaths two to six of one family, of one father or grandfather, die together."""
    people: list[Person] = []
    places = [tuple(pair.replace("-", " ").split(",")) for pair in PLACES.split()]
    while len(people) < count:
        together = dice.randint(2, 6) if dice.random() < _FAMILY else 1
        father, grandfather = _drawn("m", dice), _drawn("m", dice)
        family = _drawn("l", dice)
        died = _FROM + datetime.timedelta(days=dice.randrange(_DAYS))
        place = dice.choice(places)
        taken: set[tuple[str, str]] = set()
        while len(taken) < together:
            sex = "female" if dice.random() < 0.3 else "male"
            given = _drawn("f" if sex == "female" else "m", dice)
            if given in taken:  # No family gives two of its children one name.
                continue
            taken.add(given)
            parts = (given, father, grandfather, family)
            age = int(dice.triangular(0, 90, 22))
            people.append(Person(len(people), parts, sex, age, died, (place[0], place[1])))
    return people[:count]


def _drawn(kind: str, dice: random.Random) -> tuple[str, str]:
    """A name; the first ones of the table are the most common."""
    names = _names()[kind]
    return names[min(int(dice.expovariate(3.0 / len(names))), len(names) - 1)]


def rows_of(people: Sequence[Person], school: Callable[[str], str], dice: random.Random) -> Iterator[dict[str, str]]:
    """The rows of a list that holds a share of these people, its Latin names written by one school."""
    for person in people:
        if dice.random() < SHARE:
            for again in range(2 if _happens("twice", dice) else 1):
                yield _row(person, school, dice, again)


def _happens(error: str, dice: random.Random) -> bool:
    return dice.random() < ERRORS[error]


def _row(person: Person, school: Callable[[str], str], dice: random.Random, again: int) -> dict[str, str]:
    parts = list(person.parts)
    if _happens("no grandfather", dice):
        del parts[2]
    if _happens("no father", dice):
        del parts[1]
    arabic = " ".join(_miswritten(_spelt(name, dice), dice, ARABIC) for name, _ in parts)
    latin = " ".join(_miswritten(school(sounds), dice, LATIN) for _, sounds in parts)
    place = dice.choice(PLACES.split()).split(",") if _happens("another place", dice) else list(person.place)
    return {
        "id": f"{again}-{dice.randrange(10**6):06}-{person.number}",
        "name_ar": arabic,
        "name_latin": latin.title(),
        "sex": "" if _happens("no sex", dice) else person.sex,
        "age": _age(person.age, dice),
        "death_date": _day(person.died, dice),
        "place": "" if _happens("no place", dice) else place[1].replace("-", " "),
    }


ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
LATIN = "abdefghijklmnopqrstuwyz"


def _spelt(name: str, dice: random.Random) -> str:
    """A name in Arabic letters as one writer or another has it."""
    if _happens("ligature", dice):
        name = name.replace("الله", "هللا").replace("الأ", "األ").replace("الا", "اال")
    if not _happens("spelling", dice):
        return name
    name = name.translate(str.maketrans("أإآؤئ", "اااوي")) if dice.random() < 0.6 else name
    name = name.replace("عبد ", "عبد") if dice.random() < 0.5 else name
    if dice.random() < 0.5:
        name = name[:-1] + {"ة": "ه", "ى": "ي", "ي": "ى"}.get(name[-1], name[-1])
    return name


def _miswritten(name: str, dice: random.Random, letters: str) -> str:
    if not _happens("letter", dice) or len(name) < 3:
        return name
    at = dice.randrange(1, len(name) - 1)
    return dice.choice(
        (
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + dice.choice(letters) + name[at + 1 :],
            name[:at] + name[at + 1 :],
            name[:at] + dice.choice(letters) + name[at:],
        )
    )


def _age(age: int, dice: random.Random) -> str:
    if _happens("age missing", dice):
        return ""
    if _happens("age off by one", dice):
        age = max(0, age + dice.choice((-1, 1)))
    elif _happens("age rounded", dice) and age > 10:
        age = round(age / 5) * 5
    return f"{dice.randrange(1, 12)} months" if age == 0 else str(age)


def _day(day: datetime.date, dice: random.Random) -> str:
    if _happens("no day", dice):
        return ""
    if _happens("day off", dice):
        day += datetime.timedelta(days=dice.choice((-2, -1, 1, 2, 7, 30)))
    return day.isoformat()


def english(sounds: str) -> str:
    """The sounds of a name as English-language lists write them."""
    return _written(sounds, {"ʿ": "", "ʾ": "", "aa": "a", "ii": "i", "uu": "u", "-al-": "ul "})


def french(sounds: str) -> str:
    """The same as French-language lists, and those of many registers, write them."""
    forms = {"ʿ": "", "ʾ": "", "aa": "a", "ii": "i", "uu": "ou", "sh": "ch", "q": "k", "w": "ou", "j": "dj", "ay": "ei"}
    return _written(sounds, {**forms, "-al-": "el ", "al-": "el ", "u": "o"}).replace("oo", "ou")


def _written(sounds: str, forms: dict[str, str]) -> str:
    import re

    pattern = re.compile("|".join(sorted(map(re.escape, forms), key=len, reverse=True)))
    return pattern.sub(lambda found: forms[found[0]], sounds)


def two_lists(count: int, seed: int) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Two lists of one population of so many people."""
    dice = random.Random(seed)  # noqa: S311 - the lists are to be the same each time
    people = population(count, dice)
    return list(rows_of(people, english, dice)), list(rows_of(people, french, dice))


def person_of(row_id: str) -> str:
    """The person of whom a row tells."""
    return row_id.rpartition("-")[2]


def main(folder: str, people: str = "1000", seed: str = "7") -> None:
    """Write the two lists as files."""
    for name, rows in zip("ab", two_lists(int(people), int(seed)), strict=True):
        with (Path(folder) / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
