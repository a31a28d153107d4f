"""From the reasons that the record keeps to the tongue in force.

Stages write their reasons in English, once, into rows that are never changed. Each is one of the sentences below with
its fields filled in; a page of another language finds which one and fills in the translation. A sentence that is not
here is shown as it is on record.
"""

from __future__ import annotations

import re
from functools import cache

from harmtrace.publish.codes import code_words
from harmtrace.publish.tongue import N_, _, isolated, numeral, stamp, term
from harmtrace.publish.wording import harm_words
from harmtrace.vocab.tables import rows

SENTENCES: tuple[str, ...] = (
    # why a claim was joined to an incident or a total (resolve)
    N_("founds it"),
    N_("decided by persons: {names}"),
    N_("decided by persons: {names}; the machine holds them apart: {codes}"),
    N_("same origin, place and period"),
    N_("same document and place, no period given"),
    N_("same origin and figures, and the same period"),
    N_("same origin and figures, and the same place"),
    N_("same origin and figures"),
    N_("denies an event of this place and day"),
    N_("told instead by who denies it"),
    N_("{code}: it names this place and day"),
    N_("{features} (score {score})"),
    # why a grade is proposed (account)
    N_("independent origins that tell of it: {count}"),
    N_("tellers without a name among them: {count}, {code}"),
    N_("parties to the conflict among them: {names}, {code}"),
    N_("no belligerent is named whom the vocabulary knows"),
    N_("origins that name {actor}: {count}"),
    N_("another belligerent is named: {actor}"),
    N_("{actor} admits or claims it: {count}"),
    N_("denials: {count}, {own} of them by {actor}"),
    N_("denials: {count}"),
    # why a document is a relay of another (provenance)
    N_("credits {name} ({verb})"),
    N_("credits {name}"),
    N_("{code}: {share} % of the words"),
    N_("same facts, other language: {share} % of the figures in the same order"),
    N_("the publisher's own telling in another language"),
    N_("own correction"),
    # why a name is no place of the gazetteer (places)
    N_("no pack has a place of this name"),
    N_("no pack has a place of this name that fits the text"),
    N_("no country is named to look for another spelling in"),
    N_("too short a name to be told from others by its sound"),
    N_("no place of this name; the text gives no country in which to look for its sound"),
    N_("no place of this name or sound in {where}"),
    N_("no place of this name in {where}; the nearest spelling, {place}, has too little to speak for it here"),
    N_("{place} is of another kind, or elsewhere than the document speaks of"),
    N_("{place} is far from the other places of the document"),
    N_("{place} is not near {other}"),
    N_("{place} does not lie in {other}"),
    # why something waits in the review queue (review)
    N_("{harm}: {count} at the highest figure stated"),
    N_("figures differ: {harm} {count} to no stated upper end"),
    N_("figures differ: {harm} {count} to {score}"),
    N_("it may be one with {count} other on record"),
    N_("it may be one with {count} others on record"),
    N_("low confidence: {share} is the least of its claims"),
    N_("new: told on {day}"),
    N_("a stock figure that nobody has looked at"),
    N_("an event that makes no incident that nobody has looked at"),
    N_("a {code} that nobody has looked at"),
    N_("a decision by {name} waits for another person's approval"),
    N_("a decision by {name} has no effect now: {reason}"),
    N_("the words that it points at are read no more, or could be those of several claims"),
    N_("the words that it corrects are read no more in this claim"),
    # why something cannot be decided (review)
    N_("a decision needs a reason"),
    N_("a total is never one with an incident; correct its scope first if it is no total"),
    N_("only claims of events tell of an incident"),
    N_("nothing would be left of the incident; at least one claim stays"),
    N_("it takes {count} {what} at least"),
    N_("{slot} has this value already; accept the claim if it is right"),
    N_("the claim is rejected ({name}); take that back first"),
    N_("{name} is by {person}, who cannot approve it"),
    N_("{name} is taken back already"),
    N_("a grade names its policy"),
    N_("this decision: {reason}"),
    N_("{name} would no longer hold: this decision is of the same slot"),
)
_CODES = (
    N_("denies"),
    N_("admits"),
    N_("claims responsibility"),
    N_("disputes figure"),
    N_("mirror"),
    N_("near copy"),
    N_("same place"),
    N_("same large city"),
    N_("same region"),
    N_("part of the same place"),
    N_("part of the same large city"),
    N_("region only"),
    N_("place names alike"),
    N_("place not given"),
    N_("same day"),
    N_("days overlap"),
    N_("spells overlap"),
    N_("days one apart"),
    N_("day not given"),
    N_("told at the same time"),
    N_("told long after"),
    N_("same kind of event"),
    N_("other kind of event"),
    N_("same kind of target"),
    N_("other kind of target"),
    N_("same actor"),
    N_("other actor"),
    N_("same weapon"),
    N_("same figure"),
    N_("same toll"),
    N_("other toll"),
    N_("same origin"),
    N_("some like words"),
    N_("like words"),
    N_("nearly the same words"),
    N_("copied words"),
    N_("counted"),
    N_("not counted"),
    N_("counted one by one"),
    N_("counted as one origin together"),
    N_("passed on"),
    N_("corrected"),
    N_("next to it"),
    N_("different days"),
    N_("different places"),
    N_("different named sites"),
)
"""What stands in the fields `code`, `codes` and `features`."""


def recorded_words(words: str) -> str:
    """A reason on record in the tongue in force."""
    for sentence, form in _forms():
        found = form.fullmatch(words)
        if found is not None:
            return _(sentence, **{name: _field(name, value) for name, value in found.groupdict().items()})
    return isolated(words)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (sentence, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(sentence)))) for sentence in SENTENCES
    )


def _field(name: str, value: str) -> str:
    if name in ("features", "codes"):
        return _(", ").join(code_words(feature) for feature in value.split(", "))
    if name == "code":
        return code_words(value)
    if name == "actor":
        return _actor(value)
    if name == "harm":
        return harm_words(value)
    if name == "day":
        return stamp(value)
    if name == "reason":
        return recorded_words(value)
    return numeral(value) if name in ("score", "share", "count", "own") else isolated(value)


def _actor(name: str) -> str:
    """An actor by the label that the record has, in the tongue in force."""
    row_id = next((row["id"] for row in rows("actors") if row["name_en"] == name), None)
    return term("actors", row_id) if row_id else isolated(name)
