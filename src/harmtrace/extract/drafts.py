"""An event before its claim is built, and how two drafts of the same event become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from harmtrace.extract.choosing import Overruling
from harmtrace.extract.harm_drafts import EARLIER, OF_THEM, HarmDraft, exceeds
from harmtrace.model.attribution import Attribution, Modality
from harmtrace.model.claim import ActorMention, Scope, TargetMention, WeaponMention
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import Where

_ARTICLE = "ال"
"""The article that is written on its noun."""
_VICTIMS, _HURT = "killed_or_injured", ("killed", "injured")
"""The harm of victims, and those that their whole may tell."""
NO_FIGHT = frozenset(("displacement", "evacuation", "detention", "abduction", "torture", "siege", "aid_obstruction"))
"""What befalls people without an attack being told by it."""
ROW = "event: row"
"""The rule of a row of a list or table, which no sentence after it goes on with."""
_NARROWER = (
    ("drone_strike", "air_strike"),
    ("suicide_bombing", "bombing"),
    ("sniper", "shooting"),
    ("evacuation", "displacement"),
    ("mine_explosion", "bombing"),
    ("air_strike", "bombing"),
    ("drone_strike", "bombing"),
    ("missile_strike", "bombing"),
)
"""A type and the wider one that it makes needless."""


def narrowed(types: Iterable[str]) -> list[str]:
    """The types, each once, without those that another one of them says more closely."""
    unique = dict.fromkeys(types)
    needless = {wide for narrow, wide in _NARROWER if narrow in unique}
    kept = [kind for kind in unique if kind not in needless]
    return [kind for kind in kept if kind != "attack" or not set(kept) - NO_FIGHT - {"attack"}]


def thing_of(target: TargetMention) -> tuple[str, str]:
    """What tells targets apart: "the police station" and "a house" are two civilian objects, "houses" are one thing."""
    return target.target_id, target.text.lower().rsplit(" ", 1)[-1].removeprefix(_ARTICLE).rstrip("s")


def party_of(actor: ActorMention) -> tuple[str, str]:
    """What tells actors apart: their id, or the words for a group that has none, and their role."""
    return actor.actor_id or actor.text.lower().removeprefix("the "), actor.role


@dataclass(slots=True)
class EventDraft:
    """What one stretch of text says of one event. Drafts are joined in place, then frozen into claims."""

    sentence: int
    paragraph: int
    spans: list[tuple[int, int]]
    attribution: Attribution
    modality: Modality
    rule: str
    types: list[str] = field(default_factory=list)
    attacks: Quantity | None = None
    when: When | None = None
    where: list[Where] = field(default_factory=list)
    weapons: list[WeaponMention] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    targets: list[TargetMention] = field(default_factory=list)
    harms: list[HarmDraft] = field(default_factory=list)
    sides: frozenset[str] = frozenset()
    """Whether those who did it are men of a state, irregular ones or both; empty where their nouns do not tell."""
    scope: Scope | None = None
    caused: bool = False
    """Whether its own words tell what hurt people: an attack word or a weapon."""
    plural: bool = False
    singular: bool = False
    cumulative: bool = False
    running: bool = False
    total: bool = False
    spread: bool = False
    habitual: bool = False
    anaphoric: bool = False
    referring: bool = False
    """Whether it only speaks of an attack as known ("the airstrikes on the city", "Monday's raid")."""
    by_them: bool = False
    """Whether its subject is those told of before: "they looted", "the gunmen shot"."""
    met: tuple[str, str] | None = None
    """The thing told of before that its clause says was hit: "the camp was hit twice"."""
    separate: bool = False
    further: bool = False
    """Whether it is told as one more of what was told before ("another three", "elsewhere")."""
    again: bool = False
    """Whether it tells that the place told before was struck once more: who was hurt then is hurt besides."""
    in_series: bool = False
    """Whether its attack is told by its number among several: "a fifth raid"."""
    background: bool = False
    aside: bool = False
    """Whether it is told by the way, in a clause beside the main one; what follows does not go on about it."""
    guess: bool = False
    """Whether it only tells with what another event that is told may have been done."""
    timed: bool = False
    """Whether it tells the time of day."""
    headline: bool = False
    attributed: bool = False
    held: bool = False
    """Whether its day is that of its heading, or of the sentence just before it."""
    elsewhere: bool = False
    """Whether it tells of another place than what was told before it, or of other news; its day is not that one's."""
    remembered: bool = False
    """Whether only an anniversary of it is told; it is no event of the days told beside it."""
    fronted: bool = False
    """Whether its clause opens with a place: "In Taiz, four people were hurt"."""
    until_now: bool = False
    """Whether its verbs tell what has happened until now, on no certain day."""
    until: int = 0
    """The sentence that goes on about it, if one does."""
    day_before: When | None = None
    """The day that a sentence just before it tells."""
    of_a_day: bool = False
    """Whether its attack is only named by its day: "in the shelling of 4 May"."""
    placed: bool = False
    """Whether a verb of its own tells it and its place: "shells fell on Bria", not "the attack in Bria"."""
    heard: list[Overruling] = field(default_factory=list)
    """The learned choices that overruled the rules."""

    @property
    def latest(self) -> int:
        """The last sentence that tells of it."""
        return max(self.sentence, self.until)

    def tops(self) -> list[HarmDraft]:
        """The harms that are no part of another."""
        return [harm for harm in self.harms if harm.parent is None]

    def figures(self) -> list[HarmDraft]:
        """The harms that are no part of another of their kind: the dead and the injured of so many victims too."""
        return [
            harm
            for harm in self.harms
            if harm.parent is None or (harm.parent != EARLIER and self.harms[harm.parent].harm == _VICTIMS != harm.harm)
        ]

    def adds_facts(self) -> bool:
        """Whether it says more than that something happened somewhere (annotation rules 2 and 32)."""
        dated = self.when is not None and self.when.basis != "inherited"
        return bool(self.harms or self.attacks or self.weapons or self.actors or self.targets or dated or self.placed)

    def _whole_of(self, harm: HarmDraft, moved: dict[int, int]) -> int | None:
        """The index, in this draft, of the whole that a part of another draft belongs to."""
        if harm.parent is None or harm.parent in moved:
            return moved.get(harm.parent) if harm.parent is not None else None
        wanted = harm.whole_harm or harm.harm
        tops = [index for index, known in enumerate(self.harms) if known.parent is None]
        wholes = [index for index in tops if self.harms[index].harm == wanted]
        if not wholes and wanted == _VICTIMS:
            wholes = [index for index in tops if self.harms[index].harm in _HURT]
        if not wholes and harm.rule == OF_THEM:
            wholes = tops
        return wholes[-1] if wholes else None

    def add_harms(self, harms: list[HarmDraft]) -> None:
        """Append harms of another draft, their parents' indexes moved along."""
        known = {(harm.harm, harm.quantity.start) for harm in self.harms}
        moved: dict[int, int] = {}
        for index, harm in enumerate(harms):
            if (harm.harm, harm.quantity.start) in known:
                continue
            parent = self._whole_of(harm, moved)
            if parent is None and harm.parent == EARLIER:
                moved[index] = len(self.harms)
                self.harms.append(harm)
                continue
            if harm.parent is not None and (parent is None or exceeds(harm.quantity, self.harms[parent].quantity)):
                continue
            moved[index] = len(self.harms)
            status = harm.status
            if parent is not None and status == "unstated" and self.harms[parent].status in ("civilian", "combatant"):
                status = self.harms[parent].status
            kind = harm.harm if parent is None else _kind_of_part(harm, self.harms[parent])
            self.harms.append(replace(harm, harm=kind, parent=parent, status=status))


def _kind_of_part(part: HarmDraft, whole: HarmDraft) -> str:
    """The harm of a part: some of the injured died later, and victims met with what their whole tells."""
    if part.harm == "killed" and whole.harm.startswith("injured"):
        return "died_later"
    return whole.harm if part.harm == _VICTIMS and whole.harm in _HURT else part.harm
