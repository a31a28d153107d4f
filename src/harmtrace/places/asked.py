"""From toponyms that are given to one answer for each, weighed together over the whole document."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.model.where import Where
from harmtrace.places.beside import beside
from harmtrace.places.context import Context
from harmtrace.places.cues import Cues
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.given import places_of_name
from harmtrace.places.linking import link
from harmtrace.places.mentions import Mention, Taken, read_around
from harmtrace.places.respelt import keep_the_inside, leave_out_districts, leave_out_the_far, look_for
from harmtrace.places.scoring import Chance, Leanings, candidates_of, chances, is_sure
from harmtrace.places.usage import used_as_places


def answers(
    text: str,
    mentions: Sequence[Mention],
    toponyms: Sequence[tuple[int, int]],
    leanings: Leanings,
    gazetteer: Gazetteer,
    cues: Cues,
) -> list[Where]:
    """One answer for each given span, whatever it holds; the other mentions of the text are context only.

    An answer that is ambiguous has the likeliest place and its point: who asks for one answer gets one, with its
    probability.
    """
    asked = [
        Mention(start, end, start, end, places_of_name(text[start:end], gazetteer, cues)) for start, end in toponyms
    ]
    taken = Taken(asked)
    rest = [mention for mention in mentions if not taken.overlaps(mention.name_start, mention.name_end)]
    every = sorted([*asked, *rest], key=lambda mention: mention.name_start)
    for mention in every:
        read_around(mention, text, cues)
    link(every, text, cues)
    context = Context(every, leanings[0])
    narrowed: dict[tuple[str, str | None, int], Mention] = {}
    for mention in asked:
        if mention.level == "site":
            # "The camp of Hass": a given name without the word for the site is that of the place.
            mention.level = None
        same = (text[mention.name_start : mention.name_end], mention.level, id(mention.container))
        if same in narrowed:
            mention.places, mention.reason = list(narrowed[same].places), narrowed[same].reason
            continue
        _narrow(mention, text, context, gazetteer)
        narrowed[same] = mention
    named = used_as_places(rest, text, cues)
    together = sorted([*asked, *named], key=lambda mention: mention.name_start)
    weighed = {id(mention): one for mention, one in zip(together, chances(together, text, leanings), strict=True)}
    return [_answer(mention, weighed[id(mention)], text, span) for mention, span in zip(asked, toponyms, strict=True)]


def _narrow(mention: Mention, text: str, context: Context, gazetteer: Gazetteer) -> None:
    """Add what a name may be another spelling of, and leave out what the text rules out."""
    look_for(mention, text, context, gazetteer)
    mention.places = beside(mention, mention.places)
    leave_out_the_far(mention, context)
    keep_the_inside(mention, text, context, gazetteer)
    leave_out_districts(mention)


def _answer(mention: Mention, ranked: Sequence[Chance], text: str, span: tuple[int, int]) -> Where:
    start, end = span
    if not ranked:
        return Where(
            text=text[start:end], start=start, end=end, role="location", status="not_in_gazetteer",
            name=text[start:end], level="settlement" if mention.level == "settlement" else None,
            reason=mention.reason,
        )  # fmt: skip
    best, probability = ranked[0]
    sure = is_sure(ranked)
    weighed = candidates_of(ranked)
    return Where(
        text=text[start:end],
        start=start,
        end=end,
        role="location",
        status="resolved" if sure else "ambiguous",
        name=best.name,
        level=best.level,
        place_id=best.place_id,
        lat=best.lat,
        lon=best.lon,
        radius_km=best.radius_km,
        admin=best.admin,
        alternatives=() if sure else tuple(one.place_id for one in weighed[1:]),
        probability=round(probability, 3),
        candidates=weighed,
        pack=best.pack or None,
    )
