"""From gold claims to how well the places of their texts are read: found, and with the right name, level, modifier.

Every place of a claim that the text names is looked for in what `read_places` finds; an anaphor ("the city") is left
out, since reading claims resolves it and not reading places. What is found beside them is counted and can be listed: it
is right where the text names a place that no claim needs, so only a reader can tell.

Run: python -m evaluation.where GOLD.jsonl DOCUMENTS.jsonl [--language ar] [--list]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from harmtrace.model.where import Where
from harmtrace.places.folding import fold_name
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.reading import read_places
from harmtrace.places.sound import alike_in_all, sounds_of

_ALIKE = 0.75
"""So much alike sound two spellings of one name."""
_ANAPHORS = frozenset(
    "المدينة البلدة القرية المنطقة المعسكر المخيم المجمع هذه الحي المحافظة"
    " the city town village area camp district".split()
)


def places_of(gold: dict[str, Any], text: str) -> dict[tuple[int, int], dict[str, Any]]:
    """The places of all claims of a document by their spans, without anaphors."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for claim in gold["claims"]:
        for place in (*(claim.get("where") or ()), *(claim.get("origins") or ())):
            if not _ANAPHORS.issuperset(text[place["start"] : place["end"]].split()):
                found.setdefault((place["start"], place["end"]), place)
    return found


def found_at(places: Sequence[Where], start: int, end: int) -> Where | None:
    """The place that shares a character with a span; of several the one that shares most."""
    shared = {number: min(one.end, end) - max(one.start, start) for number, one in enumerate(places)}
    best = max(shared, key=lambda number: shared[number], default=None)
    return places[best] if best is not None and shared[best] > 0 else None


def differences(gold: dict[str, Any], found: Where | None) -> Iterator[str]:
    """The fields in which what is found is not what the gold says; "place" where nothing is found."""
    if found is None:
        yield "place"
        return
    if alike_in_all(sounds_of(fold_name(gold["name"])), sounds_of(fold_name(found.name))) < _ALIKE:
        yield "name"
    if found.level != gold["level"] and not (gold["status"] == "ambiguous" and found.status == "ambiguous"):
        yield "level"
    if (found.modifier is None) != (gold.get("modifier") is None):
        yield "modifier"
    if gold["level"] != "neighbourhood" and (found.status == "not_in_gazetteer") != (
        gold["status"] == "not_in_gazetteer"
    ):
        yield "status"


def main(arguments: Sequence[str]) -> int:
    """Print the counts, and with `--list` what differs and what else was found."""
    gold_file, text_file, *options = arguments
    language = options[options.index("--language") + 1] if "--language" in options else None
    texts = {row["id"]: row for row in map(json.loads, Path(text_file).read_text(encoding="utf-8").splitlines())}
    gazetteer = Gazetteer.open()
    counts: Counter[str] = Counter()
    for gold in map(json.loads, Path(gold_file).read_text(encoding="utf-8").splitlines()):
        document = texts[gold["document_id"]]
        if language not in (None, gold["language"]):
            continue
        text = document["text"]
        found = read_places(text, gold["language"], gazetteer, url=document.get("url"))
        wanted = places_of(gold, text)
        for span, place in wanted.items():
            one = found_at(found, *span)
            wrong = list(differences(place, one))
            counts.update(["gold", *wrong])
            if wrong and "--list" in options:
                got = (one.text, one.name, one.level, one.modifier, one.status) if one else None
                said = (place["text"], place["name"], place["level"], place.get("modifier"), place["status"])
                print(gold["document_id"], ", ".join(wrong), said, got, sep=" | ")
        others = [one for one in found if not any(one.start < end and start < one.end for start, end in wanted)]
        counts["others"] += len(others)
        if "--list" in options:
            for one in others:
                print(gold["document_id"], "+", one.text, one.name, one.level, one.modifier, one.status, sep=" | ")
    print(", ".join(f"{key} {count}" for key, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
