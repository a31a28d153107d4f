"""From people to the drafts of their harms, and of those that are parts of others."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.counted import status_of, who_of
from harmtrace.extract.harm_drafts import EARLIER, OF_THEM, VICTIMS, HarmDraft
from harmtrace.extract.languages.harm_links import Links
from harmtrace.extract.languages.harm_parts import PartList, Share
from harmtrace.extract.languages.harm_settings import Setting
from harmtrace.extract.languages.people import People
from harmtrace.model.immutable import replace

_NESTED = 2
"""So near behind a part its own parts begin: "17 civilians, of them two journalists"."""


class PartDrafts:
    """Drafts harms; `wholes` are those that are no part of others."""

    setting: Setting
    links: Links
    wholes: list[HarmDraft]

    def draft(self, someone: People, harm: str, trigger: int, rule: str) -> HarmDraft:
        """The harm of people, with what is told of them beside it."""
        harm = self.setting.state(someone, harm)
        status, who = status_of(someone.nouns), who_of(someone.nouns)
        if status == "unstated" and self.wholes and self.setting.are_fellows(someone):
            status, who = self.wholes[-1].status, self.wholes[-1].who
        return HarmDraft(harm, someone.quantity, status, who, someone.start, someone.end, trigger, rule)

    def part(self, someone: People, part: PartList | None, found: Sequence[HarmDraft]) -> list[HarmDraft]:
        """A number of people told before."""
        place = part.start if part is not None else someone.start
        named = part.fate if part is not None else someone.part_of
        whole = self.whole_before(place, named.value if named is not None else None)
        nearer = [i for i, harm in enumerate(found) if harm.rule == "part" and harm.end <= place <= harm.end + _NESTED]
        whole = nearer[-1] if nearer and named is None else whole
        word = self.links.word_of(someone)
        fate = someone.fate.value if someone.fate is not None and someone.numbered else None
        parent = found[whole] if whole is not None else None
        harm = fate or (word.value if word is not None else "")
        hurt = named.value if named is not None else parent.harm if parent is not None else ""
        harm = harm or (parent.harm if parent is not None and hurt != VICTIMS else hurt)
        if harm == VICTIMS and parent is None:
            harm = "killed"  # "among the victims are four women"
        if not harm:
            return []
        if harm == "killed" and hurt.startswith("injured"):
            harm = "died_later"
        draft = self.draft(someone, harm, parent.trigger if parent is not None else someone.start, "part")
        if parent is not None and draft.status == "unstated" and parent.status != "mixed":
            draft = replace(draft, status=parent.status)
        if whole is not None:
            return [replace(draft, parent=whole)]
        whole_harm = named.value if named is not None else harm
        return [replace(draft, parent=EARLIER, whole_harm=whole_harm, rule=OF_THEM)]

    def whole_before(self, place: int, harm: str | None) -> int | None:
        """The index of the last whole before a place, of this harm if one is named."""
        fits = [
            index
            for index, whole in enumerate(self.wholes)
            if whole.start < place and whole.quantity.value != 0 and (harm in (None, VICTIMS) or whole.harm == harm)
        ]
        return fits[-1] if fits else None

    def shared(self, found: list[HarmDraft], share: Share) -> list[HarmDraft]:
        """What is said of most or all of those before."""
        whole = self.whole_before(share.cue.start, None)
        if whole is None or not (share.nouns or share.severe):
            return found
        told = found[whole]
        status, who = status_of(share.nouns), who_of(share.nouns)
        if share.cue.value == "all" and not share.severe:
            both = tuple(dict.fromkeys((*told.who, *who)))
            said = status if status != "unstated" else told.status
            return [replace(h, status=said, who=both) if i == whole else h for i, h in enumerate(found)]
        harm = "injured.severe" if share.severe and told.harm.startswith("injured") else told.harm
        rule = "vague part" if share.quantity.value is None else "part"
        part = HarmDraft(
            harm, share.quantity, status, who, share.cue.start, share.end, told.trigger, rule, parent=whole
        )
        return [*found, part]
