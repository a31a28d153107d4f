"""From counted people and harm words to harms: which number died, which was hurt, which is part of which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from harmtrace.extract.lexicon import Mention
from harmtrace.extract.people import Counted, counted_people, people_nouns, status_of, who_of
from harmtrace.extract.phrases import is_word
from harmtrace.extract.reading import Reading, tokens_of
from harmtrace.model.claim import Status
from harmtrace.model.quantity import Quantity

_APPOSITION_ENDS = re.compile(r"\s*(?:,\s+(?!and\b|or\b|an?\b|one\b|two\b)|\.|$|(?:in|was|were|on|when|by)\b)")
"""What follows "a civilian, a baby girl": no further member of a list ("a man, a woman and a child")."""
_AFTER = ("ed", "intransitive", "noun", "adjective")
_BEFORE = ("ed", "gerund", "base", "object", "toll", "noun")
_OPEN_GAP = frozenset(
    "at least other of them people from the a an in and who to including another more as well also some about"
    " among were was have had been being be is are still both all so least on".split()
)


EARLIER = -1
"""The parent of a part whose whole was told in an earlier sentence."""


@dataclass(frozen=True, slots=True)
class HarmDraft:
    """A harm before the claim is built; `parent` is the index of its whole in the same list."""

    harm: str
    quantity: Quantity
    status: Status
    who: tuple[str, ...]
    start: int
    end: int
    trigger: int
    rule: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch that lists parts of the number before it: "including nine children and four women"."""

    start: int
    end: int
    listed: int
    """Where the list itself begins."""


def harms_within(harms: Sequence[HarmDraft], start: int, end: int) -> list[HarmDraft]:
    """The harms that begin in `start:end`, their parents' indexes counted anew."""
    kept = [index for index, harm in enumerate(harms) if start <= harm.start < end]
    place = {index: position for position, index in enumerate(kept)}
    return [replace(harms[index], parent=_place_of(harms[index].parent, place)) for index in kept]


def without_orphans(harms: Sequence[HarmDraft]) -> list[HarmDraft]:
    """The harms without parts whose whole the text does not tell, their parents' indexes counted anew."""
    kept = [index for index, harm in enumerate(harms) if harm.parent != EARLIER]
    place = {index: position for position, index in enumerate(kept)}
    return [replace(harms[index], parent=_place_of(harms[index].parent, place)) for index in kept]


def _place_of(parent: int | None, place: Mapping[int, int]) -> int | None:
    return parent if parent is None or parent == EARLIER else place.get(parent)


def find_harms(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[HarmDraft]:
    """The harms told in `start:end`, wholes before their parts; numbers in `taken` are spoken for."""
    triggers = _triggers(reading, start, end)
    parts = _part_stretches(reading, start, end)
    if not triggers and not parts:
        return []
    counts = [
        counted
        for counted in counted_people(reading, start, end)
        if not any(first <= counted.start < last for first, last in taken)
    ]
    drafts: list[HarmDraft] = []
    pending: list[tuple[Counted, _Part]] = []
    for counted in counts:
        part = next((p for p in parts if p.start <= counted.start < p.end), None)
        if part is None and counted.of_them and drafts:
            part = _Part(counted.start, counted.end, counted.start)
        if part is not None:
            pending.append((counted, part))
            continue
        draft = _top_level(reading, counted, triggers, parts, counts, drafts, start)
        if draft is not None:
            drafts = _appositive(reading, drafts, draft, counted)
    tops = len(drafts)
    for counted, part in pending:
        drafts += _part_of(reading, counted, part, drafts[:tops], triggers, end)
    drafts += _vague_parts(reading, parts, drafts[:tops], [counted for counted, _ in pending])
    return _all_of_them(reading, drafts)


def _triggers(reading: Reading, start: int, end: int) -> list[Mention]:
    blocked = reading.of("sense", start, end)
    return [
        trigger
        for trigger in reading.of("harm", start, end)
        if not any(sense.start <= trigger.start < sense.end for sense in blocked)
    ]


def _part_stretches(reading: Reading, start: int, end: int) -> list[_Part]:
    found = []
    for cue in reading.of("subset", start, end):
        stop = _stretch_end(reading, cue.end, end)
        found.append(_Part(cue.start, stop, cue.end))
    return found + _colon_lists(reading, start, end)


def _colon_lists(reading: Reading, start: int, end: int) -> list[_Part]:
    """ "at five: one civilian and four fighters": a count, and after the colon what it is made of."""
    found = []
    counts = [item.quantity for item in reading.quantities if item.kind in ("count", "vague")]
    for colon in re.finditer(":", reading.text[start:end]):
        at = start + colon.start()
        before = any(0 <= at - quantity.end <= 12 for quantity in counts)
        after = [quantity for quantity in counts if 0 < quantity.start - at <= 2]
        if before and after:
            found.append(_Part(at, end, at + 1))
    return found


def _stretch_end(reading: Reading, start: int, end: int) -> int:
    """A list of parts ends at a clause mark, or before the verb of the whole."""
    tokens = tokens_of(reading.text, reading.folded, start, end)
    for index, token in enumerate(tokens):
        if token.text in ";:" or token.word in ("but", "while", "when", "after"):
            return token.start
        previous = tokens[index - 1] if index else None
        after_mark = previous is not None and previous.text == ","
        if reading.is_a("be", token.word) and index > 1 and not (previous and previous.word in ("who", "whom", "that")):
            return token.start
        if after_mark and (reading.is_a("harm", token.word, "ed") or reading.is_a("harm", token.word, "gerund")):
            return token.start
        if (
            previous is not None
            and previous.word == "and"
            and (reading.is_a("harm", token.word, "ed") or reading.is_a("harm", token.word, "gerund"))
        ):
            return previous.start
    return end


def _top_level(
    reading: Reading,
    counted: Counted,
    triggers: Sequence[Mention],
    parts: Sequence[_Part],
    counts: Sequence[Counted],
    drafts: Sequence[HarmDraft],
    start: int,
) -> HarmDraft | None:
    noun = [
        trigger
        for trigger in triggers
        if counted.start <= trigger.start < counted.end and trigger.feature in ("noun", "ed", "adjective")
    ]
    if noun:
        return _draft(counted, noun[0], "count of harm noun")
    after = _after(reading, counted, triggers, parts, counts)
    before = _before(reading, counted, triggers, start)
    if after is not None and (before is None or _gap_words(reading, counted.end, after.start, parts) <= 1):
        return _draft(counted, after, "count then harm")
    if before is not None:
        return _draft(counted, before, "harm then count")
    if after is not None:
        return _draft(counted, after, "count then harm")
    return _carried(reading, counted, drafts)


def _after(
    reading: Reading,
    counted: Counted,
    triggers: Sequence[Mention],
    parts: Sequence[_Part],
    counts: Sequence[Counted],
) -> Mention | None:
    """The harm word after a count that is its subject: "14 civilians were killed"."""
    trigger = next((t for t in triggers if t.start >= counted.end - 1 and not _inside(parts, t.start)), None)
    if trigger is None or trigger.feature not in _AFTER:
        return None
    between = [c for c in counts if counted.end <= c.start < trigger.start and not _inside(parts, c.start)]
    if any(not _coordinated(reading, counted, other) for other in between):
        return None
    gap = _gap(reading, counted.end, trigger.start, parts)
    if any(word in (";", ":", "when", "after", "while", "but", "by") for word in gap):
        return None
    passive = any(reading.is_a("be", word) for word in gap)
    if trigger.feature == "ed" and not passive and _object_follows(reading, trigger, counts):
        return None
    if trigger.feature == "ed" and not passive and len(gap) > 1 and not set(gap) <= _OPEN_GAP | {","}:
        return None
    if trigger.feature == "noun" and len(gap) > 2:
        return None
    return trigger if len(gap) <= 14 else None


def _before(reading: Reading, counted: Counted, triggers: Sequence[Mention], start: int) -> Mention | None:
    """The harm word before a count that is its object: "killing 14", "a death toll of 9"."""
    earlier = [t for t in triggers if t.end <= counted.start and t.start >= start]
    if not earlier:
        return None
    trigger = earlier[-1]
    gap = _gap(reading, trigger.end, counted.start, ())
    if trigger.feature == "toll":
        return trigger if len(gap) <= 16 and ";" not in gap else None
    if trigger.feature == "noun":
        return (
            trigger if gap in (["of"], ["at"], [":"], ["to"], ["-"]) or (gap[:1] == ["of"] and len(gap) <= 2) else None
        )
    if trigger.feature not in _BEFORE:
        return None
    if trigger.feature == "ed" and _is_passive(reading, trigger):
        return None
    if any(word in (";", ".", ":") for word in gap) or len(gap) > 6:
        return None
    if trigger.feature == "ed":
        return trigger if set(gap) <= _OPEN_GAP - {"and", "in", "from", "who", "were", "was"} else None
    if trigger.feature == "object":
        return trigger if len(gap) <= 3 else None
    return trigger if set(gap) <= _OPEN_GAP | {","} or len(gap) <= 2 else None


def _carried(reading: Reading, counted: Counted, drafts: Sequence[HarmDraft]) -> HarmDraft | None:
    """A count without its own harm word goes on with the harm before it: "five … in Abdin, one civilian in Halban"."""
    if not drafts or counted.bare:
        return None
    last = drafts[-1]
    gap = _gap(reading, last.end, counted.start, ())
    if len(gap) > 10 or not any(word in (",", "and") for word in gap[-2:]):
        return None
    if any(reading.is_a("say", word) or word in (";", ":", "while", "but") for word in gap):
        return None
    status = counted.status if counted.status != "unstated" or counted.who else last.status
    return HarmDraft(
        last.harm, counted.quantity, status, counted.who, counted.start, counted.end, last.trigger, "harm carried over"
    )


def _appositive(reading: Reading, drafts: list[HarmDraft], draft: HarmDraft, counted: Counted) -> list[HarmDraft]:
    """ "a civilian, a baby girl," is one victim told twice."""
    if drafts and counted.article and drafts[-1].quantity.value == 1 and drafts[-1].harm == draft.harm:
        between = reading.text[drafts[-1].end : draft.start].strip()
        if between == "," and _APPOSITION_ENDS.match(reading.folded, counted.end):
            whole = replace(drafts[-1], who=tuple(dict.fromkeys((*drafts[-1].who, *draft.who))), end=draft.end)
            return [*drafts[:-1], whole]
    return [*drafts, draft]


def _part_of(
    reading: Reading,
    counted: Counted,
    part: _Part,
    tops: Sequence[HarmDraft],
    triggers: Sequence[Mention],
    end: int,
) -> list[HarmDraft]:
    earlier = [index for index, draft in enumerate(tops) if draft.start < counted.start]
    if not earlier:
        return _part_of_earlier(reading, counted, part)
    parent = earlier[-1]
    whole = tops[parent]
    own = next((t for t in triggers if counted.end <= t.start < min(end, counted.end + 40)), None)
    harm = whole.harm
    if own is not None and own.feature in ("intransitive", "ed", "adjective") and own.value.startswith(whole.harm):
        gap = _gap(reading, counted.end, own.start, ())
        harm = own.value if "," not in gap and len(gap) <= 6 else harm
    status: Status = counted.status if counted.status != "unstated" else whole.status
    if status in ("mixed", "contested") and counted.status == "unstated":
        status = "unstated"
    return [
        HarmDraft(harm, counted.quantity, status, counted.who, counted.start, counted.end, part.start, "part", parent)
    ]


def _part_of_earlier(reading: Reading, counted: Counted, part: _Part) -> list[HarmDraft]:
    """ "The dead included 14 children": a part whose whole stands in an earlier sentence."""
    words = reading.folded[part.start : counted.end + 30]
    if counted.who == () and counted.status == "unstated":
        return []
    harm = "injured" if re.search(r"\b(wounded|injured)\b", words) else "killed"
    if not reading.any_of("anaphor", max(0, part.start - 24), counted.end + 40, "victims"):
        return []
    return [
        HarmDraft(
            harm, counted.quantity, counted.status, counted.who, counted.start, counted.end, part.start, "part", EARLIER
        )
    ]


def _vague_parts(
    reading: Reading, parts: Sequence[_Part], tops: Sequence[HarmDraft], counted: Sequence[Counted]
) -> list[HarmDraft]:
    """A part without a number: "most of them women and children"."""
    found = []
    for part in parts:
        if any(part.start <= item.start < part.end for item in counted):
            continue
        earlier = [index for index, draft in enumerate(tops) if draft.end <= part.start + 1]
        if not earlier or part.start - tops[earlier[-1]].end > 60:
            continue
        nouns = people_nouns(reading, part.listed, min(part.end, part.listed + 60))
        nouns = [noun for noun in nouns if noun.klass != "person"]
        if not nouns:
            continue
        start, end = nouns[0].start, nouns[-1].end
        whole = tops[earlier[-1]]
        words = reading.text[start:end]
        quantity = Quantity(None, None, None, "vague", words, start, end, words, None)
        stated = status_of(nouns)
        status = stated if stated != "unstated" else whole.status
        found.append(
            HarmDraft(whole.harm, quantity, status, who_of(nouns), start, end, part.start, "vague part", earlier[-1])
        )
    return found


def _all_of_them(reading: Reading, drafts: list[HarmDraft]) -> list[HarmDraft]:
    """ "all of them civilians" and "(all civilians)" say it of the whole."""
    result = list(drafts)
    for index, draft in enumerate(drafts):
        following = reading.folded[draft.end : draft.end + 40].lstrip(" ,(")
        if following.startswith(("all of them civilians", "all civilians", "all of whom were civilians")):
            result[index] = replace(draft, status="civilian")
        if draft.parent is not None and draft.rule == "vague part":
            lead = reading.folded[draft.trigger : draft.start]
            if lead.startswith(("all of them", "both of them")):
                whole = result[draft.parent]
                who = tuple(dict.fromkeys((*whole.who, *draft.who)))
                result[draft.parent] = replace(whole, status=draft.status, who=who)
    return result


def _draft(counted: Counted, trigger: Mention, rule: str) -> HarmDraft:
    return HarmDraft(
        trigger.value, counted.quantity, counted.status, counted.who, counted.start, counted.end, trigger.start, rule
    )


def _gap(reading: Reading, start: int, end: int, parts: Sequence[_Part]) -> list[str]:
    tokens = tokens_of(reading.text, reading.folded, start, end) if start < end else ()
    return [token.word for token in tokens if not _inside(parts, token.start)]


def _gap_words(reading: Reading, start: int, end: int, parts: Sequence[_Part]) -> int:
    return len(_gap(reading, start, end, parts))


def _inside(parts: Sequence[_Part], offset: int) -> bool:
    return any(part.start <= offset < part.end for part in parts)


def _coordinated(reading: Reading, one: Counted, other: Counted) -> bool:
    """Whether two counts share a verb: "two women and a child were killed"."""
    gap = _gap(reading, one.end, other.start, ())
    return len(gap) <= 3 and bool(gap) and all(word in (",", "and", "or", "as", "well") for word in gap)


def _object_follows(reading: Reading, trigger: Mention, counts: Sequence[Counted]) -> bool:
    """Whether a verb has its own count after it ("killed two"), so that what stands before did it."""
    following = [counted for counted in counts if counted.start >= trigger.end]
    if not following:
        return False
    gap = _gap(reading, trigger.end, following[0].start, ())
    return set(gap) <= {"at", "least", "another", "some", "about", "more", "than", "a"} and len(gap) <= 3


def _is_passive(reading: Reading, trigger: Mention) -> bool:
    tokens = [
        t for t in tokens_of(reading.text, reading.folded, max(0, trigger.start - 40), trigger.start) if is_word(t)
    ]
    return any(reading.is_a("be", token.word) for token in tokens[-2:])
