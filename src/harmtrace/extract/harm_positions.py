"""How people stand to a verb: as who speaks, as whom it hurts, beside others that share it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from harmtrace.extract.counted import Counted
from harmtrace.extract.harm_drafts import VICTIMS
from harmtrace.extract.harm_gaps import Gaps, is_governing, qualifies
from harmtrace.extract.lexicon import Mention, Token

DYING = ("killed", "died_later")
HURT = ("injured", "injured.severe")
_OUTCOME_REACH = 6
"""So many words may stand between "was shot" and what became of those who were."""
_TELLER_REACH = 7
"""So many words, tellers with what qualifies them, may stand between a number and the verb of saying."""


class Positions(Gaps):
    """The positions of the people of one stretch beside its verbs."""

    def acts(self, people: Counted) -> bool:
        """Whether the people are the subject of a verb of saying: "a resident said"."""
        following = self._verb_of_tellers(people)
        if not following or following[0].word.endswith("ing"):
            return False
        if any(people.start <= trigger.start < people.end for trigger in self.triggers):
            return False  # "left scores wounded reports say"
        if not self.reading.starting("say", following[0].start):
            return False
        if any(trigger.start == following[0].start for trigger in self.triggers):
            return False  # "9 farmers confirmed dead"
        if any(0 < trigger.start - following[0].end <= 1 for trigger in self.triggers if trigger.feature == "ed"):
            return False  # "civilians reported killed"
        return not self._is_object(people)  # "killed 20 people said the agency": who is named after the verb says it

    def _verb_of_tellers(self, people: Counted) -> Sequence[Token]:
        """The word after people, and after tellers that they qualify: "two security sources said"."""
        following = _past_name(self.tokens_after(people.end, _TELLER_REACH))
        last = next((at for at, token in enumerate(following) if "teller" in token.classes), None)
        before = self.reading.tokens_in(max(0, people.start - 12), people.start)[-1:]
        opens = not before or not before[0].is_word
        if last is None or not opens or any(not qualifies(token) for token in following[:last]):
            return following[:1]
        return following[last + 1 : last + 2]

    def _is_object(self, people: Counted) -> bool:
        """Whether an active verb of harm stands right before these people."""
        last = next((other for other in reversed(self.people) if other.end <= people.start), None)
        if last is not None:
            gap = self.gap(last.end, people.start)
            if (gap or last.single) and all(token.word in ("and", ",") for token in gap):
                listed = not gap or any("joining" in token.classes for token in gap)
                return listed and self._is_object(last)  # "killing 13, a local official said": who tells it
        trigger = next((t for t in reversed(self.triggers) if t.end <= people.start), None)
        if trigger is None or trigger.feature not in ("ed", "gerund", "base", "object"):
            return False
        return not self.gap(trigger.end, people.start) and not self._is_passive(trigger)

    def _is_passive(self, trigger: Mention) -> bool:
        tokens = [t for t in self.reading.tokens_in(max(0, trigger.start - 40), trigger.start) if t.is_word][-2:]
        if len(tokens) > 1 and tokens[1].capital:  # "jets believed to be Russian killed 60"
            return False
        return any("be" in token.classes for token in tokens)

    def _other_subject(self, people: Counted, trigger: Mention) -> bool:
        """Whether other people stand nearer to the verb as its subject."""
        between = [other for other in self.people if people.end <= other.start < trigger.start]
        between = [other for other in between if not self.shares_those_before(other)]
        if not self.in_part(people.start):
            between = [other for other in between if not self.in_part(other.start)]
        apart = self._stands_apart(people)
        return any(not ((self._coordinated(people, other) and not apart) or self._modifies(other)) for other in between)

    def _stands_apart(self, people: Counted) -> bool:
        """ "In the six others, 11 people died": a phrase with a preposition that opens the clause."""
        before = self.reading.tokens_in(max(0, people.start - 16), people.start)
        link = next((token for token in reversed(before[-2:]) if "det" not in token.classes), None)
        return link is not None and "of" not in link.classes and self.reading.is_a("function", link.word, "preposition")

    def _coordinated(self, one: Counted, other: Counted) -> bool:
        """Whether two counts share a verb: "two women and a child were killed"."""
        gap = self.open_gap(one.end, other.start)
        inner = [people for people in self.people if one.end <= people.start < other.start]
        words = [token for token in gap if not any(p.start <= token.start < p.end for p in inner)]
        joining = [token for token in words if token.word in (",", "and", "or", "as", "well", "+", "&")]
        rest = [token for token in words if token not in joining and "kin_link" not in token.classes]
        return 0 < len(joining) <= 3 and len(rest) <= 2 and not any(is_governing(token) for token in rest)

    def _modifies(self, other: Counted) -> bool:
        """Whether people stand in a prepositional phrase: "14 people from two families were killed"."""
        before = self.reading.tokens_in(max(0, other.start - 16), other.start)
        if before and "det" in before[-1].classes:
            before = before[:-1]
        if not before or not before[-1].classes.isdisjoint(("relative_clause", "joining")):
            return False  # "54 cases, in which 127 soldiers died"
        return "function" in before[-1].classes

    def outcome(self, trigger: Mention) -> Mention:
        """ "stepped on a mine and bled to death", "was shot twice and is in critical condition": the later verb."""
        if trigger.value != VICTIMS:
            return trigger
        later = next((other for other in self.triggers if other.start > trigger.start), None)
        if later is None or later.feature not in ("ed", "intransitive") or later.value not in (*DYING, *HURT):
            return trigger
        gap = self.gap(trigger.end, later.start)
        told = any(trigger.end <= other.start < later.start and not other.unnumbered for other in self.people)
        joined = any("joining" in token.classes for token in gap) and all(token.is_word for token in gap)
        return later if joined and not told and len(gap) <= _OUTCOME_REACH else trigger

    def stand_beside(self, people: Counted) -> bool:
        """ "1,095 deaths, with 92 women and 287 children among the dead": told beside the whole, with no verb."""
        last = self.reading.tokens_in(max(0, people.start - 6), people.start)[-1:]
        return bool(last) and "beside" in last[0].classes

    def opening_whole(self, people: Counted) -> Counted | None:
        """ "Of the 120 people hurt in the town, 14 later died": the whole that the clause opens with."""
        whole = self.people[0]
        last = self.reading.tokens_in(max(0, people.start - 2), people.start)[-1:]
        if people.unnumbered or whole.start >= people.start or not last or last[0].text != ",":
            return None
        lead = self.reading.tokens_in(max(0, whole.start - 12), whole.start)[-3:]
        of = next((place for place, token in enumerate(lead) if "of" in token.classes), None)
        if of is None or (of and lead[of - 1].is_word) or any("det" not in token.classes for token in lead[of + 1 :]):
            return None
        between = [other for other in self.people if whole.start < other.start < people.start]
        return whole if not between and not whole.of_them else None


def _past_name(tokens: Sequence[Token]) -> Sequence[Token]:
    """What follows the name that people are called by between commas: "the mayor, Ada Okoro, said"."""
    if not tokens or tokens[0].text != ",":
        return tokens
    name = list(takewhile(lambda token: token.is_word and token.capital, tokens[1:]))
    closed = tokens[len(name) + 1 : len(name) + 2]
    return tokens[len(name) + 2 :] if name and closed and closed[0].text == "," else tokens
