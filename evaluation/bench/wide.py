"""A seeded corpus for pages: reports of every town of a country, in English and Arabic, and totals of governorates.

On each day something happens in some of the towns only, so that several documents tell of one incident: a record of
20,000 of these documents has more than 100,000 claims and of the order of 10,000 incidents. All is invented.

Run: python -m evaluation.bench.wide COUNT > corpus.jsonl
"""

from __future__ import annotations

import datetime
import json
import random
import sys
from collections.abc import Iterator

from evaluation.bench.generator import PUBLISHERS, TELLERS, documents
from evaluation.bench.generator_ar import arabic_documents
from harmtrace.pipeline.record import load_gazetteer

COUNTRY = "SY"
GOVERNORATES = ("Idlib", "Aleppo", "Hama", "Homs", "Daraa", "Raqqa", "Latakia", "Deir ez-Zor")
_ARABIC, _TOTAL = 10, 100
"""One document in so many is Arabic, and one tells a total."""
_A_DAY = 24
"""Towns in which something happens on a day."""


def wide_documents(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Yield `count` corpus documents; the same seed and packs give the same corpus."""
    chance = random.Random(seed)  # noqa: S311 (no secret: the corpus must be the same each time)
    every = towns()

    def on(day: datetime.date) -> list[str]:
        return random.Random(day.toordinal() + seed).choices(every, k=_A_DAY)  # noqa: S311

    arabic, english = arabic_documents(count, seed), documents(count, seed, on)
    for number in range(count):
        if number % _ARABIC == 0:
            yield next(arabic)
        elif number % _TOTAL == 1:
            yield _total(chance, number)
        else:
            yield next(english)


def towns() -> list[str]:
    """The settlements of the country that have a name in Latin letters which no other place there has."""
    named = [place.name for pack in load_gazetteer().packs for place in pack.of_level(COUNTRY, "settlement")]
    plain = {name for name in named if name.isascii() and name.replace(" ", "").isalpha()}
    return sorted(name for name in plain if len(load_gazetteer().lookup(name)) == 1)


def _total(chance: random.Random, number: int) -> dict[str, str]:
    first = datetime.date(2018, 1, 1) + datetime.timedelta(days=chance.randrange(340))
    last = first + datetime.timedelta(days=chance.randint(5, 20))
    where = chance.choice(GOVERNORATES)
    told = (
        f"At least {chance.randint(20, 90)} civilians were killed and {chance.randint(30, 200)} injured in"
        f" {chance.randint(5, 30)} attacks across {where} governorate between {first.day} {first:%B %Y} and"
        f" {last.day} {last:%B %Y}, {chance.choice(TELLERS)} said."
    )
    return {
        "id": f"total-{number}",
        "text": told,
        "publisher": chance.choice(PUBLISHERS),
        "published": (last + datetime.timedelta(days=1)).isoformat(),
        "language": "en",
    }


if __name__ == "__main__":
    sys.stdout.writelines(json.dumps(row) + "\n" for row in wide_documents(int(sys.argv[1])))
