"""From a document's text to every place expression in it, resolved with the context of the whole document."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.model.where import Where
from harmtrace.places.cues import cues
from harmtrace.places.folding import fold
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.mentions import Mention, find_names, overlapping, read_around
from harmtrace.places.resolution import resolve


def read_places(
    text: str,
    language: str,
    gazetteer: Gazetteer,
    *,
    toponyms: Sequence[tuple[int, int]] | None = None,
    country_hint: str | None = None,
) -> list[Where]:
    """Return the places that a text names, in order, with the role "location".

    With `toponyms` (spans into `text`) there is exactly one answer for each, in their order;
    the other names of the text serve as context only. `country_hint` is an ISO code of two letters.
    """
    folded = fold(text)
    words = cues(language)
    mentions = find_names(folded, gazetteer)
    if toponyms is not None:
        return _of_spans(text, mentions, toponyms, country_hint, gazetteer)
    for mention in mentions:
        read_around(mention, text, words)
    return resolve(mentions, text, country_hint)


def _of_spans(
    text: str,
    mentions: list[Mention],
    toponyms: Sequence[tuple[int, int]],
    country_hint: str | None,
    gazetteer: Gazetteer,
) -> list[Where]:
    asked = []
    for start, end in toponyms:
        places = gazetteer.lookup(text[start:end])
        if not places:
            places = [place for mention in overlapping(mentions, start, end)[:1] for place in mention.places]
        asked.append(Mention(start, end, start, end, places))
    rest = [mention for mention in mentions if not overlapping(asked, mention.start, mention.end)]
    return resolve([*asked, *rest], text, country_hint)[: len(asked)]
