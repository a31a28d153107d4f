"""From toponyms that are given to one answer for each, weighed together over the whole document."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.model.immutable import immutable
from harmtrace.model.where import Candidate, Where
from harmtrace.places.answering import answer_of
from harmtrace.places.areas import Placed, whole
from harmtrace.places.beside import beside
from harmtrace.places.context import Context
from harmtrace.places.cues import Cues
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.given import places_of_name
from harmtrace.places.linking import link
from harmtrace.places.mentions import Mention, Taken, read_around
from harmtrace.places.place import Place
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
    gazetteer.read_names(text[start:end] for start, end in toponyms)
    asked = [
        Mention(start, end, start, end, places_of_name(text[start:end], gazetteer, cues)) for start, end in toponyms
    ]
    taken = Taken(asked)
    rest = [mention for mention in mentions if not taken.overlaps(mention.name_start, mention.name_end)]
    every = sorted([*asked, *rest], key=lambda mention: mention.name_start)
    for mention in every:
        read_around(mention, text, cues)
    link(every, text, cues)
    _narrow_all(asked, text, Context(every, leanings[0]), gazetteer)
    named = used_as_places(rest, text, cues)
    together = sorted([*asked, *named], key=lambda mention: mention.name_start)
    weighed = chances(together, text, gazetteer, leanings)
    rankings = {id(mention): ranked for mention, ranked in zip(together, weighed, strict=True)}
    # Mentions that stand for one place share their ranking.
    of_asked = {id(ranked): ranked for ranked in (rankings[id(mention)] for mention in asked) if ranked}
    settled = {number: _settled(ranked, gazetteer) for number, ranked in of_asked.items()}
    spans = zip(asked, toponyms, strict=True)
    return [_answer(mention, settled.get(id(rankings[id(mention)])), text, span) for mention, span in spans]


def _narrow_all(asked: Sequence[Mention], text: str, context: Context, gazetteer: Gazetteer) -> None:
    """Leave each given name the candidates that the text allows; what is told alike is narrowed once."""
    narrowed: dict[tuple[str, str | None, int], Mention] = {}
    for mention in asked:
        if mention.level == "site":
            # "The camp of Hass": a given name without the word for the site is that of the place.
            mention.level = None
        same = (text[mention.name_start : mention.name_end], mention.level, id(mention.container))
        if same in narrowed:
            mention.places, mention.reason = narrowed[same].places, narrowed[same].reason
            continue
        _narrow(mention, text, context, gazetteer)
        narrowed[same] = mention


def _narrow(mention: Mention, text: str, context: Context, gazetteer: Gazetteer) -> None:
    """Add what a name may be another spelling of, and leave out what the text rules out."""
    look_for(mention, text, context, gazetteer)
    mention.places = beside(mention, mention.places)
    leave_out_the_far(mention, context)
    keep_the_inside(mention, text, context, gazetteer)
    leave_out_districts(mention)


@immutable(frozen=True, slots=True)
class _Settled:
    """What is answered wherever a name stands for one place."""

    place: Place
    placed: Placed
    probability: float
    alternatives: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def _settled(ranked: Sequence[Chance], gazetteer: Gazetteer) -> _Settled:
    best, probability = ranked[0]
    weighed = candidates_of(ranked)
    # Of dozens of like names none may be likely enough to be kept: the next one still stands for them.
    others = tuple(one.place_id for one in weighed[1:]) or tuple(place.place_id for place, _ in ranked[1:2])
    return _Settled(best, whole(best, gazetteer), round(probability, 3), () if is_sure(ranked) else others, weighed)


def _answer(mention: Mention, settled: _Settled | None, text: str, span: tuple[int, int]) -> Where:
    start, end = span
    if settled is None:
        return Where(
            text=text[start:end], start=start, end=end, role="location", status="not_in_gazetteer",
            name=text[start:end], level="settlement" if mention.level == "settlement" else None,
            reason=mention.reason,
        )  # fmt: skip
    return answer_of(
        text,
        span,
        settled.place,
        settled.placed,
        alternatives=settled.alternatives,
        probability=settled.probability,
        candidates=settled.candidates,
    )
