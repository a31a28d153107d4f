"""From toponyms that are given to one answer for each, weighed together over the whole document."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.model.where import Where
from harmtrace.places.answering import answer_of
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
    weighed = candidates_of(ranked)
    # Of dozens of like names none may be likely enough to be kept: the next one still stands for them.
    others = tuple(one.place_id for one in weighed[1:]) or tuple(place.place_id for place, _ in ranked[1:2])
    return answer_of(
        text,
        span,
        best,
        alternatives=() if is_sure(ranked) else others,
        probability=round(probability, 3),
        candidates=weighed,
    )
