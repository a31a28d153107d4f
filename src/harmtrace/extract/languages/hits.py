"""Whether a thing of a clause was hit: what the words before and behind it say that became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from harmtrace.extract.languages.words import before
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading

_MEDICAL, _CAMP, _MILITARY = "obj.medical", "obj.camp", "obj.military"
_NEXT = 12
"""So near, in characters, an attack is told that took place in a hospital."""
_REACH = 12
"""So many words before a thing the word may stand that says that it was hit."""
_AFTER = 45
"""How far, in characters, behind a thing the words for what befell it may begin."""
_BEFORE = 40
"""How far, in characters, before a thing the words for those that were hurt may begin."""
_LATER = 70
"""How far, in characters, behind a thing a word may stand that has a pronoun for it, or the word "service"."""
_BLASTS = ("bombing", "suicide_bombing")
"""Kinds of attack that hit what they go off right in front of."""
_MINE = "mine_explosion"
_PLACED = (*_BLASTS, "shooting", "attack", "air_strike", "shelling", "drone_strike", "missile_strike", "demolition")
"""Kinds of attack that hit what they take place in."""
_BLOCKED = {"siege": ("obj.medical",), "aid_obstruction": ("obj.aid", "obj.ambulance")}
"""What befalls things without a fight: a siege of a hospital, the holding up of aid."""
_OF_PEOPLE = ("out_of", "belonging", "target")
"""Classes of the words after which people are named by the way."""
_ENDS = frozenset({"moving", "nearby", "relative", "positioned", "riding"})
"""Classes of the words that nothing behind them is hit by what stands before them."""
_MARKS = ("»", "«", '"', "(", ")", "“", "”")


@dataclass(slots=True)
class Clause:
    """A clause with the words that say in it that something was hit, and the things that were, in order."""

    reading: Reading
    start: int
    end: int
    triggers: Sequence[Mention]
    hit: list[Mention] = field(default_factory=list)
    nouns: frozenset[int] = frozenset()
    """Where its attack nouns end."""
    verbs: frozenset[int] = frozenset()
    """Where its verbs of hitting end."""
    damaged: frozenset[int] = frozenset()
    """Where its words of damage end."""

    @classmethod
    def of(cls, reading: Reading, start: int, end: int, triggers: Sequence[Mention]) -> Clause:
        """The clause with its words looked up."""
        verbs = [trigger for trigger in triggers if trigger.feature == "verb"] + reading.of("hit_verb", start, end)
        damaged = (m.end for klass in ("damage", "coming_under") for m in reading.of(klass, start, end))
        nouns = (trigger.end for trigger in triggers if trigger.feature == "noun")
        hits = (verb.end for verb in verbs if not _is_denied(reading, verb, start))
        return cls(reading, start, end, triggers, [], frozenset(nouns), frozenset(hits), frozenset(damaged))

    def kinds(self) -> frozenset[str]:
        """The kinds of attack that its words tell."""
        return frozenset(trigger.value for trigger in self.triggers)

    def before(self, offset: int, most: int) -> list[Token]:
        """The last words that end at or before an offset."""
        return before(self.reading, offset, self.start, most)


def is_hit(clause: Clause, mention: Mention) -> bool:
    """Whether the nearest word before a thing that says what became of it says that it was hit."""
    reading = clause.reading
    if _is_for_people(reading, mention) or _does_it(reading, mention, clause):
        return False
    if clause.triggers and _is_hit_later(clause, mention):
        return True
    gone = _went_out(clause, mention)
    for distance, token in enumerate(reversed(clause.before(mention.start, _REACH))):
        if token.end in gone:
            return True
        told = _told_by(clause, mention, token, distance)
        if told is not None:
            return told
    return _comes_first(reading, mention, clause.end) or _is_object_first(clause, mention)


def is_blocked(clause: Clause, mention: Mention) -> bool:
    """Whether a thing is what is besieged or held up, by the word for it that stands not far on either side."""
    return any(
        mention.value in _BLOCKED.get(trigger.value, ())
        and trigger.start < mention.end + _NEXT
        and mention.start < trigger.end + _BEFORE
        for trigger in clause.triggers
    )


def _told_by(clause: Clause, mention: Mention, token: Token, distance: int) -> bool | None:
    """What one word before a thing tells of it; None if nothing, so that the word before it is asked."""
    if token.end in clause.damaged or token.end in clause.verbs:
        return True
    if token.end in clause.nouns:
        return _is_object(token, distance) or _is_done(clause, token) or _is_by_whom(clause, mention, token)
    if not token.is_word and token.text not in _MARKS:
        return False
    if "in_front" in token.classes and distance == 0 and not clause.kinds().isdisjoint(_BLASTS):
        return _takes_place_in(clause, mention, token)
    if not token.classes.isdisjoint(_ENDS):
        return None if "riding" in token.classes and _holds_another(clause, token, mention) else False
    if "between" in token.classes and distance == 0:
        return False
    if "housing" in token.classes:
        return mention.feature == "people" and bool(clause.triggers)
    if "goal_link" in token.classes and distance < 4:
        return _is_aimed_at(clause, token)
    if "in_word" in token.classes and distance < 2:
        return _is_hit_inside(clause, mention, token)
    if distance == 0 and mention.feature == "people" and not token.classes.isdisjoint(_OF_PEOPLE):
        return False  # "volunteers of our teams", "homes of residents"
    return None


def _is_denied(reading: Reading, verb: Mention, start: int) -> bool:
    """ "do not target homes"."""
    return any("negation" in token.classes for token in before(reading, verb.start, start, 1))


def _is_for_people(reading: Reading, mention: Mention) -> bool:
    """ "a camp for the displaced"."""
    return mention.feature == "people" and any(
        "preposition" in token.classes for token in reading.tokens_in(mention.start, mention.end)[:1]
    )


def _does_it(reading: Reading, mention: Mention, clause: Clause) -> bool:
    """ "their bulldozers levelled", "teams pull out": what a verb has for its subject."""
    owner = reading.starting("actor", mention.end + 1)
    behind = owner[0].end if owner else mention.end
    following = reading.tokens_in(behind, min(clause.end, behind + _AFTER))[:1]
    if not following:
        return False
    if mention.feature == "people":
        return "moving" in following[0].classes
    lead = clause.before(mention.start, 1)
    is_subject = mention.value == _MILITARY and bool(lead) and lead[0].end in clause.verbs
    return is_subject and any(thing.value != "-" for thing in reading.starting("target", following[0].start))


def _is_object(token: Token, distance: int) -> bool:
    near = 1 if "definite" in token.classes else 2  # "after the attack a picture of the place"
    return distance < near or "takes_object" in token.classes


def _is_done(clause: Clause, noun: Token) -> bool:
    """ "hit a strike … a school": an attack that is the subject of the verb right before it."""
    nouns = [trigger for trigger in clause.triggers if trigger.end == noun.end]
    return any(token.end in clause.verbs for one in nouns for token in clause.before(one.start, 1))


def _is_by_whom(clause: Clause, mention: Mention, noun: Token) -> bool:
    """ "the shelling by a drone of a market": what stands between an attack and its object is only whose it is."""
    between = clause.reading.tokens_in(noun.end, mention.start)
    whose = bool(between) and "out_of" in between[0].classes
    return whose and "belonging" in between[-1].classes and all(token.is_word for token in between)


def _is_aimed_at(clause: Clause, link: Token) -> bool:
    """Whether what follows a word such as "on" is what an attack was aimed at; "against" may belong to any deed."""
    lead = clause.before(link.start, 3)
    if any("finding" in word.classes for word in lead[-2:]) or _stands_on_another(clause, link):
        return False
    ends = clause.nouns | clause.verbs
    return bool(clause.triggers) and ("with_word" not in link.classes or any(word.end in ends for word in lead))


def _holds_another(clause: Clause, link: Token, mention: Mention) -> bool:
    """ "on motorcycles … residents": what men ride on is not what they attack."""
    return bool(clause.reading.of("target", link.end, mention.start))


def _stands_on_another(clause: Clause, link: Token) -> bool:
    """ "bombed a convoy on the road": where a thing that was hit stands."""
    lead = clause.before(link.start, 3)
    return any(hit.end > token.start for token in lead for hit in clause.hit[-1:]) and not any(
        "joining" in token.classes or token.end in clause.nouns for token in lead
    )


def _is_hit_inside(clause: Clause, mention: Mention, link: Token) -> bool:
    """Whether what stands in a thing says that it was hit: an attack in it, or damage."""
    reading = clause.reading
    if any("positioned" in word.classes for word in clause.before(link.start, 1)):
        return False
    if any("armed_means" in word.classes for word in reading.tokens_in(mention.start, mention.end)):
        return False  # "with tanks"
    if any(word.end in clause.damaged for word in clause.before(link.start, 2)):
        return mention.feature == "object" and mention.value != _CAMP
    return _takes_place_in(clause, mention, link)


def _takes_place_in(clause: Clause, mention: Mention, link: Token) -> bool:
    """Whether an attack took place in a thing, which is no name of a place."""
    reading = clause.reading
    placed = bool(clause.kinds() & set(_PLACED)) or (_MINE in clause.kinds() and "preposition" in link.classes)
    if not placed or mention.feature != "object" or _names_a_place(reading, mention) or _is_a_camp(reading, mention):
        return False
    if mention.value == _MEDICAL and not any(abs(link.start - trigger.end) < _NEXT for trigger in clause.triggers):
        return False  # where the hurt are brought, unless the attack is told right before it
    return not _are_brought(clause, link) and not _stands_on_another(clause, link) and not _is_told_in(clause, link)


def _is_a_camp(reading: Reading, mention: Mention) -> bool:
    """ "in the camp of …": where something happened, with a name that nobody need know."""
    return mention.value == _CAMP and len(reading.tokens_in(mention.start, mention.end)) == 1


def _is_told_in(clause: Clause, link: Token) -> bool:
    """ "the strike, as was published by the office in the town hall"."""
    told = max((trigger.end for trigger in clause.triggers if trigger.end <= link.start), default=link.start)
    return clause.reading.any_of("say", told, link.start)


def _names_a_place(reading: Reading, mention: Mention) -> bool:
    """Whether the word is part of the name of a quarter, camp or town."""
    return any(
        place.start <= mention.start and mention.end <= place.end and place.level not in ("site", None)
        for place in reading.places.before(mention.end, 3)
    )


def _are_brought(clause: Clause, link: Token) -> bool:
    """ "were treated in a hospital"."""
    if clause.reading.any_of("wounds", max(clause.start, link.start - _BEFORE), link.start):
        return True
    return any("moving" in token.classes for token in clause.before(link.start, 6))


def _comes_first(reading: Reading, mention: Mention, end: int) -> bool:
    """ "a mosque was destroyed", "the town came under": a thing before the verb of what befell it."""
    following = reading.tokens_in(mention.end, min(end, mention.end + _AFTER))[:3]
    return any(reading.begins(klass, token.start) for token in following for klass in ("coming_under", "damage"))


def _is_object_first(clause: Clause, mention: Mention) -> bool:
    """ "The hospital was shelled": a thing right before its verb, in languages whose subject stands there."""
    if "subject_first" not in clause.reading.traits:
        return False
    verbs = {trigger.start for trigger in clause.triggers if trigger.feature == "verb"}
    following = clause.reading.tokens_in(mention.end, min(clause.end, mention.end + _AFTER))[:3]
    return any(token.start in verbs for token in following) and all(token.is_word for token in following[:1])


def _is_hit_later(clause: Clause, mention: Mention) -> bool:
    """ "a house of the family … jets bombed it": whether a word behind a thing has a pronoun for it."""
    reading = clause.reading
    later = reading.tokens_in(mention.end, min(clause.end, mention.end + _LATER))
    again = next((token.start for token in later if "object_again" in token.classes), None)
    if again is None or mention.feature != "object" or _stands_in(clause, mention):
        return False
    return all(_stands_in(clause, other) for other in reading.of("target", mention.end, again))


def _stands_in(clause: Clause, mention: Mention) -> bool:
    """Whether a thing is only where another stands: "a house in the camp"."""
    return any("in_word" in token.classes for token in clause.before(mention.start, 1))


def _went_out(clause: Clause, mention: Mention) -> frozenset[int]:
    """Where the words end that say before a thing that it "went … out of service"."""
    reading = clause.reading
    if not reading.any_of("service", mention.end, min(clause.end, mention.end + _LATER)):
        return frozenset()
    return frozenset(going.end for going in reading.of("going_out", clause.start, mention.start))
