"""What an attack hit: the goal of its verb or noun, the subject of its passive, what its damage was done to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmtrace.extract.arguments import Arguments
from harmtrace.extract.drafts import thing_of
from harmtrace.extract.grammar import Chunk
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.objects import count_before
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any
from harmtrace.model.claim import TargetMention

_AFTER_HEAD = ("function", "housing")
"""Classes of words that close a phrase: "a mosque during Friday prayers", "tents housing families"."""
_NONE = "-"
"""What a name of the table stands for that is no target: "the east bank" of a river."""
_MILITARY = "obj.military"
_OF_BEASTS = "livelihood"
"""The harm that beasts and crops suffer, which are targets and no people."""
_ARMED = ("adjective_actor", "fighter")
_OWNED = ("obj.transport", "obj.civilian", "obj.camp")
"""What is a military target where it is that of fighters."""
_HOLDING, _CARRIED = 48, 5
"""How far, in characters and words, after a vehicle the arms that it carries may be told."""
_WEAPON_REACH = 24
"""How far, in characters, before a vehicle the words for the weapon that it is part of may begin."""
_ABOARD = 4
"""So many words before a vehicle may say that people were in it."""
_BESIDE = 24
"""How far, in characters, behind people the words for the vehicle they were in may begin."""
_DAMAGE_AFTER, _DAMAGE_BEFORE = 45, 30
"""How far, in characters, the words for damage may stand from the target."""


def targets_of(reading: Reading, arguments: Arguments, harms: Sequence[HarmDraft]) -> list[TargetMention]:
    """The targets that the clause links to its attack, each at its first mention (annotation rule 31)."""
    counted = [(harm.start, harm.end) for harm in harms if harm.harm != _OF_BEASTS]
    found: dict[tuple[str, str], TargetMention] = {}
    named = [m for m in reading.of("target", arguments.start, arguments.end) if m.value != _NONE]
    for mention in sorted([*named, *_held(reading, arguments)]):
        if in_any(mention.start, counted):
            continue
        hit = _is_hit(reading, arguments, mention) or _held_the_hurt(reading, arguments, mention, harms)
        if hit and not _is_armed(reading, mention):
            target = _target(reading, arguments, mention)
            found.setdefault(thing_of(target), target)
    return list(found.values())


def _held(reading: Reading, arguments: Arguments) -> Iterator[Mention]:
    """ "Houthi equipment", "a helicopter" that was downed: things of a party to the war that no table lists."""
    downed = any("downing" in token.classes for token in arguments.syntax.tokens)
    downed = downed or reading.any_of("damage", arguments.start, arguments.end, "destroyed")
    for at, parts in arguments.parts.items():
        if "patient" not in parts:
            continue
        phrase = arguments.syntax.all[at]
        last = arguments.syntax.tokens[phrase.last - 1]
        if reading.of("target", phrase.start, phrase.end):
            continue
        craft = downed and any(m.end == last.end for m in reading.of("delivery", phrase.start, last.end, "air_strike"))
        if craft or ("held" in last.classes and _is_of_fighters(reading, arguments, last.start)):
            yield Mention(last.start, last.end, "target", _MILITARY, "object")


def _is_of_fighters(reading: Reading, arguments: Arguments, start: int) -> bool:
    """Whether a thing is told to be that of an armed party, or to carry arms: "Houthi trucks", "a car with guns"."""
    at = arguments.syntax.at(start)
    words = [word for word in arguments.syntax.words(at) if word.start <= start]
    first = arguments.syntax.words([at, *arguments.syntax.listed_before(at)][-1])[0]
    theirs = "own_part" in first.classes and "own_side" not in first.classes
    fighters = reading.of("fighter", arguments.start, start) if theirs else ()
    if not all(_attacks(arguments, m.start) for m in fighters):
        return True  # "killing terrorists and destroying their vehicles"
    led = [word for word in words[:-1] if not word.classes.isdisjoint(_ARMED) and "nationality" not in word.classes]
    if led or any(reading.any_of(klass, words[0].start, start) for klass in ("actor", "weapon")):
        return True
    after = reading.tokens_in(words[-1].end, words[-1].end + _HOLDING)[:_CARRIED]
    carries = bool(after) and "containing" in after[0].classes
    if carries and (reading.any_of("weapon", after[0].end, after[-1].end) or any("gun" in w.classes for w in after)):
        return True
    owner = next((o for item in arguments.syntax.listed(at) if (o := arguments.syntax.owner(item)) is not None), None)
    if owner is None:
        return False
    chunk = arguments.syntax.all[owner]
    return any(reading.any_of(klass, chunk.start, chunk.end) for klass in ("actor", "fighter"))


def _attacks(arguments: Arguments, start: int) -> bool:
    """ "rebels killed farmers and burned their boats": whether fighters are those who did it."""
    return "doer" in arguments.of(start)


def _is_hit(reading: Reading, arguments: Arguments, mention: Mention) -> bool:
    """Whether a mention is the head of a phrase that was attacked, or names the attack: "the hospital strike"."""
    if any(t.start < mention.start and mention.end <= t.end for t in arguments.triggers if t.feature == "verb"):
        return True  # "blocked the convoy"
    phrase = arguments.phrase_at(mention.start)
    if phrase is None:
        return False
    named = [t for t in arguments.triggers if t.feature == "noun" and 1 <= t.start - mention.end <= 1]
    if any(t.end <= phrase.end for t in named):
        return True
    parts = arguments.of(mention.start)
    hit = {"patient", "site", "victim"} if mention.feature == "object" else {"patient", "site"}  # "killing 230 cows"
    if parts.isdisjoint(hit) or not _is_head(reading, arguments, phrase, mention):
        return False
    return not (_is_part(reading, arguments, mention) or _is_way(reading, arguments, mention))


def _is_head(reading: Reading, arguments: Arguments, phrase: Chunk, mention: Mention) -> bool:
    """Whether a phrase is about the mention: not "the hospital guard", "the camp's market", "Bab Touma quarter"."""
    places = reading.places.within(phrase.start, phrase.end)
    if any(place.level == "neighbourhood" and place.start < mention.end <= place.end for place in places):
        return False
    words = arguments.syntax.tokens[phrase.first : phrase.last]
    if any(word.start < mention.end < word.end for word in words):
        return False  # "the camp's market"
    rest = [word for word in words if word.start >= mention.end and word.is_word]
    rest = [word for word in rest if not reading.begins("damage", word.start)]  # "set a lorry ablaze"
    closed = next((place for place, word in enumerate(rest) if not word.classes.isdisjoint(_AFTER_HEAD)), len(rest))
    rest = rest[:closed]
    if rest and _is_listed(reading, arguments, phrase, mention, rest[-1]):
        return True
    return all(word.capital or not word.text.isalpha() or "compound_head" in word.classes for word in rest)


def _is_listed(reading: Reading, arguments: Arguments, phrase: Chunk, mention: Mention, last: Token) -> bool:
    """ "hospitals schools and shops" in a text that has lost its commas."""
    if reading.has_commas or not reading.folded.endswith("s", mention.start, mention.end):
        return False
    joined = arguments.syntax.kind(arguments.syntax.at(phrase.start) + 1) == "joint"
    return joined and last.word.endswith("s") and not last.capital


def _is_part(reading: Reading, arguments: Arguments, mention: Mention) -> bool:
    """ "the roof of the school": what was hit is told after it; "the building of the council" is it."""
    at = arguments.syntax.at(mention.start)
    inner = arguments.syntax.consists_of(at)
    if inner is None or "part_of_place" not in arguments.syntax.words(at)[-1].classes:
        return False
    return reading.any_of("target", arguments.syntax.all[inner].start, arguments.syntax.all[inner].end)


def _is_way(reading: Reading, arguments: Arguments, mention: Mention) -> bool:
    """ "exploded on the road to Hama": a way says where something was, unless it was bombed itself."""
    if not _names_way(reading, mention):
        return False
    return arguments.syntax.kind(arguments.syntax.at(mention.start) - 1) == "link"


def _names_way(reading: Reading, mention: Mention) -> bool:
    return reading.is_a("way", reading.folded[mention.start : mention.end])


def _is_armed(reading: Reading, mention: Mention) -> bool:
    """ "an explosives-laden truck", "a car bomb": what was used."""
    near = (max(0, mention.start - _WEAPON_REACH), mention.end + _WEAPON_REACH)
    for klass in ("weapon", "attack"):
        for other in reading.of(klass, *near):
            if other.feature == "verb":
                continue
            over = other.start < mention.end and mention.start < other.end
            if over and (other.start < mention.start or other.end > mention.end):
                return True
    return False


def _held_the_hurt(reading: Reading, arguments: Arguments, mention: Mention, harms: Sequence[HarmDraft]) -> bool:
    """ "25 others on a bus were wounded", "a family travelling by car": the vehicle that those hurt were in."""
    phrase = arguments.phrase_at(mention.start)
    vehicle = mention.value.startswith("obj.transport") and not _names_way(reading, mention)
    if not vehicle or phrase is None or not _is_head(reading, arguments, phrase, mention):
        return False
    before = reading.tokens_in(arguments.start, mention.start)[-_ABOARD:]
    at = next((place for place in range(len(before) - 1, -1, -1) if "aboard" in before[place].classes), None)
    if at is None or not all(_modifies(token) for token in before[at + 1 :]):
        return False
    if not arguments.of(mention.start).isdisjoint(("doer", "source")):
        return False
    near = before[at - 1].start if at else mention.start
    return any(harm.start <= near and 0 <= before[at].start - harm.end <= _BESIDE for harm in harms)


def _modifies(token: Token) -> bool:
    """A word that may stand inside a noun phrase before its head."""
    return token.is_word and ("det" in token.classes or token.classes.isdisjoint(("function", "be", "hit_verb")))


def _target(reading: Reading, arguments: Arguments, mention: Mention) -> TargetMention:
    words = reading.text[mention.start : mention.end]
    quantity = count_before(reading, mention.start)
    damage = _damage(reading, arguments, mention)
    value = mention.value
    held = value.startswith(_OWNED) and reading.is_a("held", words.lower().rsplit(" ", 1)[-1])
    if held and _is_of_fighters(reading, arguments, reading.tokens.before(mention.end, 1)[0].start):
        value = _MILITARY
    return TargetMention(value, words, mention.start, mention.end, quantity, damage)


def _damage(reading: Reading, arguments: Arguments, mention: Mention) -> str | None:
    told = reading.of("damage", arguments.start, arguments.end)
    told = [d for d in told if not reading.is_a("attack", reading.folded[d.start : d.end])]
    after = [d for d in told if 0 <= d.start - mention.end < _DAMAGE_AFTER]
    before = [d for d in told if 0 <= mention.start - d.end < _DAMAGE_BEFORE]
    nearest = after[:1] or before[-1:]
    return nearest[0].value if nearest else None
