"""Who acts in another clause than the one that tells the event: an agent of the one is not that of the other.

"Gunmen killed 12 farmers before soldiers shot them", "villagers whom troops had driven out were shelled by rebels".
"""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.arguments import Arguments
from harmtrace.extract.clause_ends import end_of
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.syntax import Syntax

_MAIN = -1
"""What stands for the opening of the main clause."""
_THEY = "own_victims"
"""The class of words for victims who were told before: "two of them"."""


def acting_elsewhere(arguments: Arguments, starts: Sequence[int], harms: Sequence[HarmDraft]) -> set[int]:
    """Which of those who act, by where they begin, do so in another clause than that of the event.

    The event is told by the verb of its harm, else by the main clause. Who acts elsewhere is left out only where that
    clause has an agent of its own, or where those hurt are the very ones who act elsewhere.
    """
    syntax = arguments.syntax
    if all(chunk.kind != "relative" and (chunk.kind != "break" or not chunk.word.isalpha()) for chunk in syntax.all):
        return set()
    doings = {start: arguments.doings_at(start) for start in starts}
    verbs = {verb for found in doings.values() for verb in found}
    if not verbs or _MAIN in verbs:
        return set()
    clauses = _Clauses(syntax, parallel=not harms)
    core = syntax.at(harms[0].trigger) if harms else min(verbs)
    told = clauses.of(core) if harms else min(clauses.of(verb) for verb in verbs)
    elsewhere = {start for start, found in doings.items() if found and all(clauses.of(v) != told for v in found)}
    if not elsewhere or (len(elsewhere) == len(starts) and not _are_hurt(syntax, harms, told)):
        return set()
    return elsewhere


class _Clauses:
    """Which clause of a sentence a chunk stands in, by the index of the word that opens it."""

    def __init__(self, syntax: Syntax, *, parallel: bool) -> None:
        """`parallel`: what "while" and "but" lead to goes on with the clause before ("…, while rebels shelled")."""
        last = syntax.all[-1].end
        self._opened = [
            (at, end_of(syntax, at, last, 1))
            for at, chunk in enumerate(syntax.all)
            if chunk.kind == "relative" or (chunk.kind == "break" and syntax.is_word(at))
            if not (parallel and "contrast" in syntax.words(at)[0].classes)
        ]
        self._starts = [chunk.start for chunk in syntax.all]

    def of(self, at: int) -> int:
        """The innermost clause that a chunk stands in; -1 for the main one."""
        inside = (opening for opening, end in self._opened if opening < at and self._starts[at] < end)
        return max(inside, default=_MAIN)


def _are_hurt(syntax: Syntax, harms: Sequence[HarmDraft], told: int) -> bool:
    """ "Troops were attacking when a mine killed two of them": whether those hurt were told of before their clause."""
    if told == _MAIN or not harms or not harms[0].start > syntax.all[told].start:
        return False
    at = syntax.at(harms[0].start)
    inner = syntax.content_of(at)
    words = syntax.words(inner) if inner is not None else syntax.words(at)
    return _THEY in words[-1].classes
