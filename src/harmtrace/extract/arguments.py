"""Who does what to whom in a clause: the part of each noun phrase in the attacks that the clause tells."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.lexicon import Mention
from harmtrace.extract.parts import Part, Parts
from harmtrace.extract.reading import Reading
from harmtrace.extract.syntax import Syntax

_MOVED = ("displacement", "evacuation")
"""Who flees is the subject of the verb and attacks nobody."""
_NEXT = 16
"""How long, in characters, the word after another may be with the space between them."""
_ACCUSED = 90
"""How far, in characters, before what somebody is accused of the verb may stand."""
_THING = 32
"""How far, in characters, from the beginning of an object the thing that is hit may stand."""
_OPENING = ("det", "article", "determiner")
"""The classes of words that open a noun phrase."""
_LANDED = ("bombing", "suicide_bombing", "mine_explosion")
"""The kinds of attack that hit what they stand beside: "exploded near a school"."""


_OWN_LINKS: dict[str, dict[str, Part]] = {
    "ground_attack": {"from": "patient", "of": "patient"},
    "siege": {"to": "patient"},
}
"""Further prepositions of a kind: "captured the town from the rebels", "took control of a base", "laid siege to"."""


class Arguments(Parts):
    """The parts of the noun phrases of one stretch, read from its triggers, harms and cues."""

    def __init__(self, reading: Reading, start: int, end: int, triggers: Sequence[Mention]) -> None:
        """`triggers` are the words that tell an attack."""
        super().__init__(reading, start, end, triggers)
        harms = [m for m in reading.of("harm", start, end) if m.feature in ("ed", "base", "gerund")]
        harms = [m for m in harms if not reading.is_a("undergoing", reading.folded[m.start : m.end])]
        damages = reading.of("damage", start, end)
        cues = [m for klass in ("blame", "claim", "support") for m in reading.of(klass, start, end)]
        verbs = {(m.start, m.end) for m in triggers if m.feature == "verb" and not self._or_noun(m)}
        verbs |= {(m.start, m.end) for m in harms if m.feature == "ed"}
        verbs |= {(m.start, m.end) for m in cues if not self._is_phrase(m)}
        nouns = {(m.start, m.end) for m in triggers if m.feature == "noun"}
        nouns -= {(m.start, m.end) for m in triggers if m.feature == "verb" or self._has_object(m)}
        self.syntax = Syntax(reading, reading.tokens_in(start, end), sorted(verbs), sorted(nouns))
        self.attack_nouns = {at for trigger in triggers if (at := self._noun_at(trigger)) is not None}
        for trigger in triggers:
            self._read_attack(trigger)
        for harm in harms:
            self._read_verb(self.syntax.at(harm.start), "victim")
        saving = {self.syntax.at(t.start) for t in triggers if t.value == "evacuation" and t.feature == "verb"}
        if saving:
            self.forget(saving, "doer")  # who takes the wounded away attacks nobody
        for damage in damages:
            self._read_damage(damage)
        self._read_words()
        for cue in cues:
            self._read_cue(cue)
        for cue in reading.of("companion", start, end):
            self._read_companion(cue)

    def _or_noun(self, mention: Mention) -> bool:
        """Whether a verb may be a noun as well: "strikes", "bombing"."""
        word = self.reading.folded[mention.start : mention.end]
        return " " not in word and word.endswith(("s", "ing"))

    def _is_phrase(self, cue: Mention) -> bool:
        """ "with cover from": whether a cue is a phrase with a preposition, and no verb."""
        first = self.reading.tokens_in(cue.start, cue.end)[0].word
        return self.reading.lexicon.value("function", first) == "preposition"

    def _has_object(self, noun: Mention) -> bool:
        """ "accused of shelling a clinic": whether a noun in -ing is a verb here."""
        if not self.reading.folded.endswith("ing", noun.start, noun.end):
            return False
        before = self.reading.tokens.before(noun.start, 1)
        after = self.reading.tokens_in(noun.end, noun.end + _NEXT)[:1]
        if not before or not after:
            return False
        if "of" in before[0].classes and self.reading.any_of("blame", noun.start - _ACCUSED, noun.start, "object"):
            return True
        thing = "agent" in before[0].classes and "function" not in after[0].classes  # "by shelling army posts"
        if thing and self.reading.any_of("target", after[0].start, after[0].start + _THING):
            return True
        return not after[0].classes.isdisjoint(_OPENING) and before[0].classes.isdisjoint(_OPENING)

    def _noun_at(self, trigger: Mention) -> int | None:
        at = self.syntax.at(trigger.start)
        return at if self.syntax.kind(at) == "noun" and trigger.start < self.syntax.all[at].end else None

    def _read_attack(self, trigger: Mention) -> None:
        self.now = at = self.syntax.at(trigger.start)
        if self.syntax.kind(at) == "noun":
            self._read_noun(at, trigger)
        elif self.syntax.kind(at) != "verb" or trigger.value in _MOVED:
            return
        elif self.reading.starting("coming_under", trigger.start):
            self._give("patient", self.syntax.subject(at))
            self._give_phrases(at, {"by": "doer", "from": "source"})
        elif trigger.value == "clashes":
            self._give("party", self.syntax.subject(at))
            self._give("party", self.syntax.object(at))
            self._give_phrases(at, {"with": "party", "between": "party", "against": "party"})
        elif trigger.value == "mine_explosion":
            self._give("patient", self.syntax.subject(at))
        elif trigger.value != "attack" or not self._only_does(trigger):
            self._read_verb(at, "patient")
            self._give_phrases(at, self._goals(trigger.start, trigger.end, trigger.value))
            self._give_phrases(at, _OWN_LINKS.get(trigger.value, {"from": "source"}))

    def _only_does(self, trigger: Mention) -> bool:
        """Whether a trigger says only that something is done: "launched", and not "bombing" of "began bombing"."""
        words = self.reading.tokens_in(trigger.start, trigger.end)
        return any("doing" in word.classes for word in words)

    def _is_doing(self, at: int) -> bool:
        """Whether the verb says only that something is done: "launched", "used"."""
        return any("doing" in token.classes for token in self.syntax.words(at))

    def _read_verb(self, at: int, object_part: Part) -> None:
        """The subject and the object of a verb, or the subject and the agent of a passive."""
        self.now = at
        if self.syntax.kind(at) != "verb":
            return
        subject = self.syntax.whole(self.syntax.subject(at))
        if self.syntax.is_passive(at) or self._is_told_bare(at, subject, object_part):
            used = self._is_means(subject) and not self._is_downing(at)
            self._give("doer" if used else object_part, subject)
            self._give_phrases(at, {"by": "doer"})
            return
        told = self.syntax.object(at)
        if told is not None and self._was_downed(at, told):
            return
        if told is not None and self._was_waiting(told):
            self._give("patient", subject)
            return
        self._give("doer", subject)
        self._give(object_part, told)
        if subject is not None:  # "an operation by the army killed"
            self._give_phrases(subject, {"by": "doer"})

    def _is_told_bare(self, at: int, subject: int | None, object_part: Part) -> bool:
        """ "Ambulance struck in Tyre", "men killed in Hass": a participle without its "was"."""
        if subject is None or not self._has_no_object(at):
            return False
        return object_part == "victim" or (self._may_be_hit(subject) and self._only_hits(at))

    def _may_be_hit(self, subject: int) -> bool:
        chunk = self.syntax.all[subject]
        thing = self.reading.any_of("target", chunk.start, chunk.end) and not self._is_means(subject)
        return thing and "agent_head" not in self.syntax.words(subject)[-1].classes

    def _only_hits(self, at: int) -> bool:
        """Whether a verb has an object in the active: "struck", and neither "fired" nor "exploded"."""
        words = self.syntax.words(at)
        if any("hit_verb" in word.classes for word in words):
            return True
        landing = self.reading.starting("landing", self.syntax.all[at].start)
        return words[-1].word.endswith("ed") and not landing and "intransitive" not in words[0].classes

    def _has_no_object(self, at: int) -> bool:
        """ "the number of men killed in Hass": who kills kills somebody, so that these were killed."""
        return self.syntax.all[at].form == "bare" and self.syntax.kind(at + 1) in ("link", "break", None)

    def _is_means(self, subject: int | None) -> bool:
        """ "Houthi missiles were fired at the port": what was fired is not what was attacked."""
        if subject is None:
            return False
        chunk = self.syntax.all[subject]
        means = any(self.reading.any_of(klass, chunk.start, chunk.end) for klass in ("weapon", "delivery"))
        return means and not self.reading.any_of("target", chunk.start, chunk.end)

    def _was_downed(self, at: int, told: int) -> bool:
        """ "shot down nine drones": who stops a weapon attacks nobody."""
        return self._is_downing(at) and any(
            self.syntax.names_weapon(item) for item in (told, self.syntax.content_of(told))
        )

    def _is_downing(self, at: int) -> bool:
        """ "was shot down", "intercepted"."""
        return any("downing" in token.classes for token in self.syntax.words(at))

    def _was_waiting(self, at: int) -> bool:
        """ "a tractor hit a mine": who runs into a mine attacks nobody."""
        chunk = self.syntax.all[at]
        if self.reading.any_of("target", chunk.start, chunk.end):
            return False  # "attacked a gold mine"
        return self.reading.any_of("weapon", chunk.start, chunk.end, "mine", "mine.ap", "mine.av", "ied", "erw")

    def _goals(self, start: int, end: int, kind: str = "") -> dict[str, Part]:
        """What the prepositions after an attack word lead to; those of place only where it lands."""
        forms = self.reading.lexicon.forms
        goals: dict[str, Part] = dict.fromkeys(forms("hit_link", "goal"), "patient")
        if kind in _LANDED or self.reading.starting("landing", start) or self.reading.any_of("landing", start, end):
            goals |= dict.fromkeys(forms("hit_link", "place"), "site")
        return goals

    def _read_noun(self, at: int, trigger: Mention) -> None:
        """The phrases after an attack noun: "the shelling of a school by the army"."""
        links: dict[str, Part] = {
            "by": "doer",
            "from": "source",
            "of": "patient",
        }
        if "attacker" not in self.syntax.tokens[self.syntax.all[at].last - 1].classes:  # "a bomber on a motorbike"
            links |= self._goals(trigger.start, trigger.end, trigger.value)
        if trigger.value == "clashes":
            links |= {"between": "party", "with": "party", "against": "party", "of": "party"}
        self._give_phrases(at, links)
        if "own_attack" in self.syntax.tokens[self.syntax.all[at].last - 1].classes:
            self._give_phrases(at, {"of": "doer"})
        self._give("doer", self.syntax.possessor(at))
        self._give("doer", self.syntax.told_as(at))
        if self._is_fallen_into(at):
            self._give("patient", self.syntax.subject(at - 2))
        if (verb := self.syntax.unfolding_of(at)) is not None:
            self._give_phrases(verb, links)
        for before in self.syntax.listed_before(at):
            if before not in self.attack_nouns:
                self._add("doer", before)

    def _is_fallen_into(self, at: int) -> bool:
        """ "the convoy fell into an ambush", "was caught in an ambush"."""
        if self.syntax.kind(at - 1) != "link" or self.syntax.kind(at - 2) != "verb":
            return False
        verb, link = self.syntax.words(at - 2)[-1], self.syntax.all[at - 1].word
        return "falling_into" in verb.classes and self.reading.is_a("hit_link", link)

    def _read_damage(self, damage: Mention) -> None:
        """ "destroyed a school", "the bakery was damaged", "the hospital closed", "is out of service"."""
        self.now = at = self.syntax.at(damage.start)
        if self.syntax.kind(at) != "verb":
            phrase = self.syntax.all[at]
            if damage.end < phrase.end and self.syntax.kind(at) == "noun":
                self._give("patient", at)  # "wrecked houses"
            elif phrase.start < damage.start and self.syntax.kind(at) == "noun" == self.syntax.kind(at - 1):
                return
            elif phrase.start < damage.start and self.syntax.kind(at) == "noun" and self.syntax.kind(at - 1) == "verb":
                self._give("patient", at)  # "set a lorry ablaze"
                self._give("doer", self.syntax.subject(at - 1))
            elif self.syntax.kind(at - 1) == "verb":
                self._give("patient", self.syntax.subject(at - 1))
            elif self.syntax.kind(at) == "link":
                self._give("patient", self._object_before(at))
        elif self.syntax.object(at) is None:
            self._give("patient", self.syntax.subject(at))
        else:
            self._read_verb(at, "patient")

    def _object_before(self, at: int) -> int | None:
        """ "left a clinic in Aden in ruins": the object of the verb before, over phrases of place."""
        place = at - 1
        while self.syntax.kind(place) == "noun" and self.syntax.kind(place - 1) == "link":
            place -= 2
        return (
            place if place > 0 and self.syntax.kind(place) == "noun" and self.syntax.kind(place - 1) == "verb" else None
        )

    def _read_words(self) -> None:
        """Verbs of doing with an attack as their object, and of damage; "damage to", "use of gas by"."""
        for at, chunk in enumerate(self.syntax.all):
            self.now, last = at, self.syntax.tokens[chunk.last - 1]
            if chunk.kind == "noun" and "employing" in last.classes:
                self._give_phrases(at, {"by": "doer", **self._goals(chunk.start, chunk.end)})
            elif chunk.kind == "noun" and "campaign" in last.classes and at not in self.attack_nouns:
                self._give_phrases(at, {"by": "doer", "against": "victim"})
            elif chunk.kind == "noun" and "backing_noun" in last.classes and self._is_with(at):
                self._add("supporter", at)
            elif chunk.kind == "noun" and self._comes_from(at):
                self._give_phrases(at, {"from": "source"})
            elif chunk.kind == "noun" and "damage_noun" in last.classes:
                self._give_phrases(at, {"to": "patient", "of": "patient"})
                if self.syntax.kind(at + 1) == "verb":  # "damage was caused to a church"
                    self._give_phrases(at + 1, {"to": "patient"})
            elif chunk.kind == "verb" and any("hit_verb" in token.classes for token in self.syntax.words(at)):
                self._read_verb(at, "patient")
            elif chunk.kind == "verb" and "running_over" in last.classes and self._runs_over(at):
                self._give("patient", self.syntax.subject(at))
            elif chunk.kind == "verb" and "meant_for" in last.classes:
                self._give_phrases(at, {"for": "patient", "at": "patient"})
            elif chunk.kind == "verb" and "avowing" in last.classes and self._avows(at):
                self._give("claimant", self.syntax.subject(at))
            elif chunk.kind == "verb" and self._is_doing(at):
                self._read_doing(at)
            elif chunk.kind == "verb" and "answering" in last.classes and self._answers(at):
                self._give("doer", self.syntax.subject(at))
            elif chunk.kind == "noun" and "blaze" in last.classes and self.syntax.kind(at + 1) == "verb":
                self._give_phrases(at + 1, dict.fromkeys(self.reading.lexicon.forms("hit_link", "place"), "site"))
            elif chunk.kind == "verb" and "claiming" in last.classes and self._is_claimed(at):
                self._give_phrases(at, {"by": "claimant"})
            elif chunk.kind == "verb" and "claiming" in last.classes and self._claims(at):
                self._give("claimant", self.syntax.subject(at))

    def _is_with(self, at: int) -> bool:
        """ "with Russian air support"."""
        return self.syntax.kind(at - 1) == "link" and self.reading.is_a("accompanying", self.syntax.all[at - 1].word)

    def _answers(self, at: int) -> bool:
        """ "Israel responded with air strikes": the attack that somebody answers with."""
        return self.syntax.kind(at + 1) == "link" and self._is_with(at + 2) and at + 2 in self.attack_nouns

    def _runs_over(self, at: int) -> bool:
        """ "rolled over a mine", "triggered a mine": what goes off under whoever comes along."""
        told = at + 2 if self.syntax.kind(at + 1) == "link" else at + 1
        return self.syntax.kind(told) == "noun" and self._was_waiting(told)

    def _avows(self, at: int) -> bool:
        """ "reported having bombed a camp", "boasted of killing", "acknowledged an air strike": his own deed."""
        after = at + 2 if self.syntax.kind(at + 1) == "link" else at + 1
        if self.syntax.kind(after) == "noun":
            owned = any(self.reading.is_a("avowing", word.word, "attack") for word in self.syntax.words(at))
            return owned and after in self.attack_nouns
        if self.syntax.kind(after) != "verb":
            return False
        chunk = self.syntax.all[after]
        done = chunk.form in ("gerund", "infinitive") or chunk.word.endswith("ing")
        perfect = self.syntax.words(after)[0].word == "having"
        return (done or perfect) and (after in self.syntax.told or self._tells_attack(after))

    def _tells_attack(self, at: int) -> bool:
        chunk = self.syntax.all[at]
        return any(chunk.start <= trigger.start < chunk.end for trigger in self.triggers)

    def _claims(self, at: int) -> bool:
        """ "The group claimed an attack on a base", and not "claimed air strikes had hit it"."""
        told = self.syntax.object(at)
        if told not in self.attack_nouns or self.syntax.is_passive(at):
            return False
        return self.syntax.kind(self.syntax.past_phrases(at + 1)) != "verb"

    def _is_claimed(self, at: int) -> bool:
        """ "a blast claimed by the group"."""
        if not self.syntax.is_passive(at):
            return False
        subject = at - 1 if self.syntax.kind(at - 1) == "noun" else self.syntax.subject(at)
        return subject in self.attack_nouns or (subject is not None and self._stands_for_attack(subject))

    def _stands_for_attack(self, at: int) -> bool:
        """ "two offensives, one led by the army", "attacks including those claimed by": a pronoun for an attack."""
        words = self.syntax.words(at)
        alone = all(not word.classes.isdisjoint(("det", "article", "clause", "standing_for")) for word in words)
        return alone and "standing_for" in words[-1].classes and any(noun < at for noun in self.attack_nouns)

    def _comes_from(self, at: int) -> bool:
        """ "gunfire from naval boats": a weapon and whose it is."""
        source = self.syntax.kind(at + 1) == "link" and self.syntax.all[at + 1].word == "from"
        return source and self.syntax.names_weapon(at) and at not in self.attack_nouns

    def _read_doing(self, at: int) -> None:
        """ "launched an offensive on", "the raid was carried out by"."""
        passive = self.syntax.is_passive(at)
        told = self.syntax.subject(at) if passive else self.syntax.object(at)
        if passive and told is None and self.syntax.kind(at - 1) == "noun":  # "caused by gas dropped by"
            told = at - 1
        if told is None:
            return
        items = [*self.syntax.listed(told), self.syntax.content_of(told)]
        told_of = any(self._is_of_war(item) for item in items) or self._stands_for_attack(told)
        if not (told_of or (passive and self._is_means(told))):
            return
        chunk = self.syntax.all[at]
        self._give_phrases(at, self._goals(chunk.start, chunk.end))
        if any("planting" in token.classes for token in self.syntax.words(at)):
            self._give_phrases(at, dict.fromkeys(self.reading.lexicon.forms("hit_link", "place"), "site"))
        if passive:
            self._give_phrases(at, {"by": "doer", "from": "source"})
        else:
            self._give("doer", self.syntax.subject(at))

    def _is_of_war(self, at: int | None) -> bool:
        """Whether a phrase is about an attack, a weapon or a campaign."""
        if at is None:
            return False
        campaign = "campaign" in self.syntax.words(at)[-1].classes and bool(self.triggers)
        return at in self.attack_nouns or self.syntax.names_weapon(at) or campaign
