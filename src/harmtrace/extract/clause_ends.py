"""Where a clause that is told by the way ends, and in which tense its verb stands."""

from __future__ import annotations

from harmtrace.extract.syntax import Syntax


def end_of(syntax: Syntax, at: int, limit: int, pending: int) -> int:
    """Where the clause or phrase of a chunk ends; `pending` is the number of verbs that it still waits for."""
    closed, verb = syntax.kind(at - 1) == "joint", -1
    for place in range(at + 1, len(syntax.all)):
        chunk = syntax.all[place]
        if chunk.start >= limit:
            return limit
        if chunk.kind == "break" and not syntax.words(place)[0].is_word:
            return chunk.start
        if chunk.kind in ("break", "relative"):
            pending += 1
        elif chunk.kind == "joint" and pending <= 0 and _leaves(syntax, place, verb, closed):
            return chunk.start
        elif syntax.is_clausal(place):
            if pending <= 0 and syntax.kind(place - 1) != "joint":
                return _subject_start(syntax, place)
            pending, verb = pending - 1, place if verb < 0 else verb
    return limit


def _leaves(syntax: Syntax, joint: int, verb: int, closed: bool) -> bool:
    """Whether what follows a comma or an "and" goes on with the clause around: ", killing six", "and wounded two".

    A clause that a comma opens is `closed` by the next one that does not go on with a list.
    """
    comma = not syntax.words(joint)[0].is_word
    following = joint + 1
    while syntax.kind(following) == "joint":
        following += 1
    if syntax.kind(following) == "noun":
        return comma and syntax.is_clausal(syntax.past_phrases(following))
    if comma and closed:
        return True
    if syntax.kind(following) != "verb" or syntax.all[following].form == "gerund":
        hurts = syntax.kind(following) == "verb" and syntax.reading.begins("harm", syntax.all[following].start)
        return comma and (hurts or following in syntax.told)
    return syntax.is_clausal(following) and (
        comma or (verb >= 0 and tense_of(syntax, verb) != tense_of(syntax, following))
    )


def _subject_start(syntax: Syntax, verb: int) -> int:
    """Where the clause of a verb begins: at a subject that hangs on nothing before it."""
    own = syntax.kind(verb - 1) == "noun" and syntax.kind(verb - 2) == "noun"
    return syntax.all[verb - 1 if own else verb].start


def tense_of(syntax: Syntax, verb: int) -> str:
    """ "present" or "past" for "is fighting" and "had besieged", nothing for a verb without a helper."""
    values = (syntax.reading.lexicon.value("tense", token.word) for token in syntax.words(verb))
    return next((value for value in values if value), "")
