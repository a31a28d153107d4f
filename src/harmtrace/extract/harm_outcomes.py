"""What became of people who were hurt, by the words behind them or their verb: "in the leg", "dead", "critically"."""

from __future__ import annotations

from itertools import takewhile

from harmtrace.extract.counted import Counted
from harmtrace.extract.harm_links import Links
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading

_BECAME_REACH = 6
"""So many words after people what became of them is looked for."""
_WOUNDS = 6
"""So many words behind "died" may tell of what."""


def severe(links: Links, people: Counted, harm: str) -> str:
    """ "two of them critically": hurt badly."""
    tokens = links.tokens_after(people.end, 2)
    severe = any("severity" in token.classes for token in tokens)
    return "injured.severe" if severe and harm == "injured" else harm


def severe_now(links: Links, people: Counted, harm: str) -> str:
    """ "wounded 16 seriously": the adverb right behind those hurt."""
    following = links.tokens_after(people.end, 2)
    ends = len(following) == 1 or (len(following) > 1 and not following[1].is_word)
    return severe(links, people, harm) if ends and "severity" in following[0].classes else harm


def of_wounds(links: Links, trigger: Mention, harm: str) -> str:
    """ "died on Monday of wounds suffered in March": hurt before, and dead later."""
    if harm != "killed" or trigger.feature != "intransitive":
        return harm
    following = links.tokens_after(trigger.end, _WOUNDS)
    of = next((at for at, token in enumerate(following) if "belonging" in token.classes), None)
    wounds = of is not None and any("wound_noun" in token.classes for token in following[of + 1 : of + 3])
    return "died_later" if wounds else harm


def what_became(links: Links, people: Counted, harm: str) -> str:
    """ "shot a farmer in the leg", "shot the imam of the village dead": what follows tells if they lived."""
    if harm != "killed_or_injured":
        return harm
    following = list(takewhile(lambda token: token.is_word, links.tokens_after(people.end, _BECAME_REACH)))
    limb = any("limb" in token.classes for token in following[1:4])
    if limb and "at_word" in following[0].classes:
        return "injured"
    last = next((at for at, token in enumerate(following) if _is_fate(links.reading, token)), None)
    described = last is not None and all(_names_on(token) for token in following[:last])
    return "killed" if described else harm


def _is_fate(reading: Reading, token: Token) -> bool:
    return any(mention.value == "killed" for mention in reading.starting("fate", token.start))


def _names_on(token: Token) -> bool:
    """Whether a word goes on with who somebody is: "the imam of Serzhen-Yurt"."""
    return token.capital or not token.classes.isdisjoint(("of_word", "det", "before_place"))
