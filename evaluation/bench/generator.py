"""A seeded corpus of invented reports: places, dates, numbers and wording vary, one in ten is a relay."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator, Sequence

PLACES = (
    "Hass", "Khan Sheikhoun", "Sarjah", "Jarjanaz", "Saraqib", "Taftanaz", "Binnish", "Ariha", "Kafr Nabl", "Salqin",
    "Harim", "Darkush", "Atarib", "Daret Izza", "Mhardeh", "Latamneh",
)  # fmt: skip
MEANS = ("an air strike", "shelling", "rocket fire", "two barrel bombs", "mortar fire", "a car bomb")
TARGETS = ("a market", "a hospital", "a school", "houses", "a bakery", "a displacement camp")
TELLERS = ("rescuers", "activists", "the Relief League", "a medical source", "the Harm Desk", "local officials")
PUBLISHERS = ("Orontes Wire", "Harm Desk", "Relief League", "Northern Post", "Field Bulletin")
FORMS = (
    "{count} {people} were killed and {hurt} injured when {means} hit {target} in {place} on {day}, {teller} said.",
    "{means} on {target} in {place} killed {count} {people} on {day}, according to {teller}. {hurt} were wounded.",
    "On {day}, {means} struck {place}, killing {count} {people}, {teller} said. {hurt} others were hurt.",
)
PADDING = (
    "Roads in the area stayed closed for hours. ",
    "Families spent the night outside the town. ",
    "The council said that schools would open on Sunday. ",
    "Prices of fuel have risen since the spring. ",
)


def documents(
    count: int, seed: int = 7, places: Callable[[datetime.date], Sequence[str]] = lambda _day: PLACES
) -> Iterator[dict[str, str]]:
    """Yield `count` corpus documents of about 2 kB; the same seed gives the same corpus. `places` are of a day."""
    chance = random.Random(seed)  # noqa: S311 (no secret: the corpus must be the same each time)
    earlier: list[dict[str, str]] = []
    for number in range(count):
        if earlier and chance.random() < 0.1:
            yield _relay(chance, number, chance.choice(earlier))
            continue
        document = _report(chance, number, places)
        earlier = [*earlier[-50:], document]
        yield document


def _report(chance: random.Random, number: int, places: Callable[[datetime.date], Sequence[str]]) -> dict[str, str]:
    day = datetime.date(2018, 1, 1) + datetime.timedelta(days=chance.randrange(360))
    text = []
    for _ in range(chance.randint(2, 4)):
        when = day - datetime.timedelta(days=chance.randint(0, 3))
        sentence = chance.choice(FORMS).format(
            count=chance.choice(("two", "three", "at least 5", "11", "about 20", "dozens of")),
            people=chance.choice(("civilians", "people", "women", "fighters")),
            hurt=chance.randint(2, 40),
            means=chance.choice(MEANS),
            target=chance.choice(TARGETS),
            place=chance.choice(places(when)),
            day=f"{when.day} {when:%B %Y}",
            teller=chance.choice(TELLERS),
        )
        text.append(sentence[:1].upper() + sentence[1:] + " " + "".join(chance.choices(PADDING, k=5)))
    return {
        "id": f"bench-{number}",
        "text": "\n\n".join(text),
        "publisher": chance.choice(PUBLISHERS),
        "published": (day + datetime.timedelta(days=1)).isoformat(),
        "language": "en",
    }


def _relay(chance: random.Random, number: int, source: dict[str, str]) -> dict[str, str]:
    return {**source, "id": f"bench-{number}", "publisher": chance.choice(PUBLISHERS)}
