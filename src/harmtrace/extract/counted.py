"""People with the quantity that the words give, and what their nouns say of status and role."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import PERSON_CLASSES, Reading
from harmtrace.model.claim import Status
from harmtrace.model.immutable import immutable
from harmtrace.model.quantity import Quantity

_ARMED = ("state_forces", "militia", "nonstate", "opposition", "if:syria", "if:syrian army;syria")
"""The kinds of actors whose members bear arms."""
_GROUP_REACH = 70
"""How far, in characters, behind "members of" the body may be named."""


@immutable(frozen=True, slots=True)
class Counted:
    """People with the quantity that the words give; `end` is one past the noun (or the number).

    `bare` counts without a noun ("killed 14"), `of_them` is a part of people told before,
    `fate` is what befell those whole people ("of the wounded"), told at `fate_at`,
    `whole_at` is where the number of those whole people begins ("among the 35 killed"),
    `single` one person without a number ("a boy", "his uncle"), `definite` one told before ("the boy").
    """

    quantity: Quantity
    start: int
    end: int
    nouns: tuple[Mention, ...]
    status: Status
    who: tuple[str, ...]
    bare: bool = False
    of_them: bool = False
    single: bool = False
    definite: bool = False
    unnumbered: bool = False
    fate: str | None = None
    fate_at: tuple[int, int] | None = None
    whole_at: int | None = None


def status_of(mentions: Sequence[Mention]) -> Status:
    """Civilian, combatant, mixed or unstated, as the nouns say and no more."""
    civilian = any(mention.klass == "civilian" for mention in mentions)
    fighting = any(mention.klass == "fighter" for mention in mentions)
    if civilian and fighting:
        return "mixed"
    return "civilian" if civilian else "combatant" if fighting else "unstated"


def who_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The ids of the `who` vocabulary that the nouns name, each once."""
    return tuple(dict.fromkeys(mention.value for mention in mentions if mention.klass == "who"))


def of_armed_group(reading: Reading, begin: int, noun: Mention, last: int) -> bool:
    """ "12 Daesh members", "two men from Hezbollah": people of a body that fights, and none from the land it holds."""
    if not reading.is_a("membership", reading.folded[noun.start : noun.end].split()[-1]):
        return False
    following = reading.tokens_in(noun.end, noun.end + 8)[:1]
    linked = bool(following) and "member_link" in following[0].classes
    reach = noun.end + _GROUP_REACH if linked else noun.end
    if linked and reading.begins("fighter", following[0].end + 1):
        return True  # "members of government forces"
    bodies = [m for m in reading.of("actor", begin, min(last, reach)) if m.feature in _ARMED]
    return any(not reading.is_hyphenated(body.end) for body in bodies)  # "Hamas-run Gaza" is a place


def people_nouns(reading: Reading, start: int, end: int) -> list[Mention]:
    """All mentions of people in a stretch, in order, the longest where they overlap."""
    found = [mention for klass in PERSON_CLASSES for mention in reading.of(klass, start, end)]
    return sorted(found, key=lambda mention: (mention.start, -mention.end))
