"""What an attack hit: the object of its verb, the noun after "attack on", the subject of "was hit"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.objects import count_before
from harmtrace.extract.reading import Reading
from harmtrace.model.claim import TargetMention

_LEAD = 7
"""How many words may stand between a verb or preposition and the head of its object."""
_WEAPON_REACH = 24
"""How far, in characters, before a vehicle the words for the weapon that it is part of may begin."""
_ABOARD = 4
"""So many words before a vehicle may say that people were in it."""
_BESIDE = 24
"""How far, in characters, behind people the words for the vehicle they were in may begin."""
_DAMAGE_AFTER, _DAMAGE_BEFORE = 45, 30
"""How far, in characters, the words for damage may stand from the target."""


def targets_of(
    reading: Reading,
    start: int,
    end: int,
    triggers: Sequence[Mention],
    harms: Sequence[HarmDraft],
    spoken: Sequence[tuple[int, int]],
) -> list[TargetMention]:
    """The targets that the words of `start:end` link to its attack; where the hurt were treated is none.

    `spoken` are spans of speakers, who are no target by speaking of it.
    """
    damages = reading.of("damage", start, end)
    if not triggers and not harms and not damages:
        return []
    return _Finding(reading, start, end, triggers, damages, harms).targets(spoken)


class _Finding:
    """Finds the targets of one stretch."""

    def __init__(
        self,
        reading: Reading,
        start: int,
        end: int,
        triggers: Sequence[Mention],
        damages: Sequence[Mention],
        harms: Sequence[HarmDraft],
    ) -> None:
        self.reading = reading
        self.tokens = reading.tokens_in(start, end)
        self.start, self.end = start, end
        self.triggers = triggers
        self.damages = damages
        self.places = reading.places.within(start, end)
        self.harms = harms

    def targets(self, spoken: Sequence[tuple[int, int]]) -> list[TargetMention]:
        """Each kind of target once, at the mention nearest the verb (annotation rule 31)."""
        counted = [(harm.start, harm.end) for harm in self.harms]
        found: dict[str, TargetMention] = {}
        last_end = -1
        for mention in self.reading.of("target", self.start, self.end):
            if any(first <= mention.start < last for first, last in (*spoken, *counted)):
                continue
            armed = self.reading.of("weapon", max(0, mention.start - _WEAPON_REACH), mention.end)
            if any(weapon.end > mention.start for weapon in armed):
                continue  # "an explosives-laden truck" is what was used
            if self._only_describes(mention) or not (self._is_hit(mention) or self._goes_on(mention, last_end)):
                continue
            last_end = mention.end
            found.setdefault(mention.value, self._target(mention))
        return list(found.values())

    def _target(self, mention: Mention) -> TargetMention:
        words = self.reading.text[mention.start : mention.end]
        quantity = count_before(self.reading, mention.start)
        return TargetMention(mention.value, words, mention.start, mention.end, quantity, self._damage(mention))

    def _only_describes(self, mention: Mention) -> bool:
        """ "the hospital guard", "the camp's market", "used as a shelter", "Bab Touma quarter": no target itself."""
        reading = self.reading
        if any(w.level == "neighbourhood" and w.start < mention.end <= w.end for w in self.places):
            return True
        after = reading.text[mention.end : mention.end + 2]
        if after in ("'s", "’s"):
            return True
        following = reading.tokens_in(mention.end, min(self.end, mention.end + 24))[:1]
        if following and following[0].start - mention.end <= 1 and following[0].is_word:
            word = following[0]
            if any(reading.starting(klass, word.start) for klass in ("person", "who", "fighter")):
                return "function" not in word.classes
            if any(
                t.start <= mention.start and mention.end < t.end for t in reading.of("attack", self.start, self.end)
            ):
                return True
            if reading.starting("target", word.start):
                return True
        before = self._before(mention)
        return len(before) > 1 and any(token.word == "as" for token in before[-2:])

    def _before(self, mention: Mention) -> Sequence[Token]:
        return [token for token in self.tokens if token.end <= mention.start]

    def _is_hit(self, mention: Mention) -> bool:
        if self._is_subject(mention) or self._before_attack(mention) or self._held_the_hurt(mention):
            return True
        tokens = self._before(mention)
        place = len(tokens) - 1
        while place >= 0 and len(tokens) - place <= _LEAD and self._modifies(tokens[place]):
            place -= 1
        if place < 0:
            return False
        return self._governed_by(tokens, place)

    def _before_attack(self, mention: Mention) -> bool:
        """ "the hospital strike", "a market bombing": the attack is named by what it hit."""
        return any(t.feature == "noun" and 1 <= t.start - mention.end <= 1 for t in self.triggers)

    def _held_the_hurt(self, mention: Mention) -> bool:
        """ "25 others on a bus were wounded", "a family travelling by car": the vehicle that those hurt were in."""
        if not mention.value.startswith("obj.transport"):
            return False
        before = self._before(mention)[-_ABOARD:]
        at = next((place for place in range(len(before) - 1, -1, -1) if "aboard" in before[place].classes), None)
        if at is None or not all(self._modifies(token) for token in before[at + 1 :]):
            return False
        near = before[at - 1].start if at else mention.start
        return any(harm.start <= near and 0 <= before[at].start - harm.end <= _BESIDE for harm in self.harms)

    def _modifies(self, token: Token) -> bool:
        """A word that may stand inside the noun phrase before its head."""
        if not token.is_word or "hit_link" in token.classes or "hit_verb" in token.classes:
            return False
        if self._trigger_at(token) is not None or self._damage_at(token):
            return token.start in self._adjectives()
        if "det" in token.classes or token.word in ("of", "a", "an"):
            return True
        return not ("function" in token.classes or "be" in token.classes)

    def _adjectives(self) -> set[int]:
        return {t.start for t in self.triggers if t.value == "siege" and t.feature == "verb"}

    def _governed_by(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether the word before the noun phrase makes it the goal of the attack."""
        token = tokens[place]
        trigger = self._trigger_at(token)
        if trigger is not None:
            return trigger.feature == "verb" and not self._is_passive(trigger)
        if self._damage_at(token) or "hit_verb" in token.classes:
            return True
        if "hit_link" not in token.classes:
            return False
        return self._link_fits(tokens, place, self.reading.lexicon.value("hit_link", token.word))

    def _link_fits(self, tokens: Sequence[Token], place: int, kind: str) -> bool:
        """ "on" and "against" take the goal of any attack word; "at", "in" and "near" only of one that lands."""
        link = tokens[place]
        words = [token for token in tokens[max(0, place - 6) : place] if token.is_word]
        nearest = next((t for token in reversed(words) if (t := self._trigger_at(token)) is not None), None)
        damaged = any(self._damage_at(token) for token in words[-3:])
        harmed = any("damage_noun" in token.classes for token in words[-4:])
        if kind == "goal":
            return nearest is not None or damaged or harmed
        if kind == "of":
            direct = nearest is not None and nearest.feature == "noun" and link.start - nearest.end <= 2
            return direct or (damaged and bool(words))
        if kind == "to":
            return damaged or harmed
        landing = nearest is not None and (
            self.reading.any_of("landing", nearest.start, nearest.end)
            or nearest.value in ("bombing", "suicide_bombing")
        )
        return landing and link.start - (nearest.end if nearest else 0) <= 24

    def _goes_on(self, mention: Mention, last_end: int) -> bool:
        """ "a school and a clinic": a list goes on."""
        if last_end < 0 or mention.start - last_end > 60:
            return False
        between = self.reading.tokens_in(last_end, mention.start)
        if not any(token.word in ("and", ",", "or") for token in between):
            return False
        return all(
            token.word in ("and", ",", "or", "a", "an", "also", "as", "well", "to", "of", "on", "number", "several")
            or self._modifies(token)
            for token in between
        )

    def _is_subject(self, mention: Mention) -> bool:
        """ "the market was hit", "the building targeted", "a minibus struck a mine"."""
        following = [t for t in self.tokens if mention.end <= t.start < mention.end + 60]
        for place, token in enumerate(following[:7]):
            trigger = self._trigger_at(token)
            verb = (
                (trigger is not None and trigger.feature == "verb")
                or self._damage_at(token)
                or "hit_verb" in token.classes
            )
            gap = following[:place]
            if verb and not (gap and "agent" in gap[-1].classes):
                passive = any("be" in t.classes for t in gap)
                ran_into = trigger is not None and trigger.value == "mine_explosion"
                return (
                    passive
                    or ran_into
                    or (not gap and self._damage_at(token) and not self._object_after(following, place))
                )
            if token.text in ",;." or "clause_end" in token.classes:
                return False
        return False

    def _object_after(self, tokens: Sequence[Token], place: int) -> bool:
        return place + 1 < len(tokens) and ("det" in tokens[place + 1].classes or tokens[place + 1].word in ("a", "an"))

    def _trigger_at(self, token: Token) -> Mention | None:
        return next((t for t in self.triggers if t.start <= token.start < t.end), None)

    def _damage_at(self, token: Token) -> bool:
        return any(d.start <= token.start < d.end for d in self.damages)

    def _is_passive(self, trigger: Mention) -> bool:
        before = [t for t in self.tokens if t.end <= trigger.start][-2:]
        after = [t for t in self.tokens if t.start >= trigger.end][:1]
        passive = any("be" in token.classes for token in before)
        return passive or bool(after and after[0].word == "by")

    def _damage(self, mention: Mention) -> str | None:
        strict = [d for d in self.damages if not self.reading.is_a("attack", self.reading.folded[d.start : d.end])]
        after = [d for d in strict if 0 <= d.start - mention.end < _DAMAGE_AFTER]
        before = [d for d in strict if 0 <= mention.start - d.end < _DAMAGE_BEFORE]
        nearest = after[:1] or before[-1:]
        return nearest[0].value if nearest else None
