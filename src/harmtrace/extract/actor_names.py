"""The actors that a stretch names: known ones, and armed groups by their head word, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.extract.grammar import Chunk
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.model.immutable import immutable

_LONGEST_NAME = 9
_LONGEST_WORD, _LONGEST_PAIR = 24, 40
UNKNOWN = (None, "unk")
"""The ids of actors whose side is not told."""
_IF = "if:"
"""An actor with such a feature is that one only in a text with the word after it, or on the land after that."""
_SHORT = re.compile(r"\s\([A-Z]{2,8}\)")
"""A short form in brackets after a name."""


@immutable(frozen=True, slots=True)
class ActorSpan:
    """An actor named in the text, before its part is known."""

    start: int
    end: int
    actor_id: str | None
    country: bool = False
    adjective: bool = False
    own: bool = False
    """Whether whoever speaks calls it theirs: "our aircraft"."""
    backer: bool = False
    """Whether it only backs who is named after it: "Iran-backed militias"."""
    listed: bool = False
    """Whether the tables hold it as a name of its own, without an id."""
    common: bool = False
    """Whether it is a common noun that stands for a side in texts on one war: "rebels", "government forces"."""


def find_actor_spans(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    """All actors that `start:end` names: known ones, and forces, armies or fronts by their head word."""
    found = [_known(reading, mention) for mention in reading.of("actor", start, end)]
    found += [
        ActorSpan(mention.start, mention.end, None if mention.value == "-" else mention.value, country=True)
        for mention in reading.of("country_actor", start, end)
    ]
    found += [_adjective(reading, mention, end) for mention in reading.of("adjective_actor", start, end)]
    found += _by_head(reading, start, end)
    return apart(reading, [span for span in (_hyphened(reading, span) for span in found) if span is not None])


def apart(reading: Reading, found: Sequence[ActorSpan]) -> list[ActorSpan]:
    """Of actors that overlap or name one another ("ISIS fighters"), the known one, else the first."""
    kept: list[ActorSpan] = []
    for span in sorted(found, key=lambda span: (span.start, span.start - span.end)):
        if kept and not reading.text[kept[-1].end : span.start].strip():
            if _names(reading, span, kept[-1]):
                kept[-1] = span
            elif span.start < kept[-1].end or span.actor_id in UNKNOWN or _rules(kept[-1], span):
                continue
            elif kept[-1].adjective:
                kept[-1] = span  # "Syrian rebels", "Lebanese Hezbollah"
            else:
                kept.append(span)
        else:
            kept.append(span)
    return kept


def _rules(land: ActorSpan, span: ActorSpan) -> bool:
    """ "the Kiev regime": whether an actor is that of the land before it."""
    return land.country and span.common and span.adjective


def _names(reading: Reading, span: ActorSpan, before: ActorSpan) -> bool:
    """Whether an actor tells who the one before it is: "the terrorist group ABC", "the Shiite group Hezbollah"."""
    known = before.actor_id in UNKNOWN and span.actor_id not in UNKNOWN and span.start < before.end
    if before.listed and span.end < before.end:
        return False  # "Islamic State West Africa Province" is not Islamic State
    return known or (before.actor_id == "unk" and reading.text[span.start].isupper())


def armed(reading: Reading, tokens: Sequence[Token], phrase: Chunk) -> ActorSpan | None:
    """The actor that a phrase names by an armed head word or a short form in capitals; None for anybody else."""
    words = list(tokens[phrase.first : phrase.last])
    if not words or len(words) > _LONGEST_NAME:
        return None
    last = words[-1]
    own = "own_side" in words[0].classes
    weapon = any(m.end == phrase.end for m in reading.of("weapon", phrase.start, phrase.end))
    if (reading.is_a("agent_head", last.word, "means") or weapon) and not own:
        return _whose_means(reading, words)
    bear_arms = any({"containing", "backing"} <= word.classes for word in tokens[phrase.last : phrase.last + 1])
    if "plain_people" in last.classes and all("det" in word.classes for word in words[:-1]):
        return ActorSpan(phrase.start, phrase.end, "unk") if bear_arms else None  # "the men"
    short = last.text.isupper() and len(last.text) > 2 and last.text.isalpha()
    short = short and not _ends_a_dateline(reading, phrase)
    fighters = "agent_head" in last.classes or "unruly" in last.classes or _bears_arms(reading, words)
    fighters = fighters or (bear_arms and last.start in reading.person_nouns)  # "activists armed with machetes"
    named = "armed_opening" in words["det" in words[0].classes and len(words) > 1].classes
    if not (short or named or fighters):
        return None
    unknown = reading.any_of("unknown_agent", phrase.start, phrase.end)
    return ActorSpan(past_counts(reading, phrase), phrase.end, "unk" if unknown else None, own=own)


def _bears_arms(reading: Reading, words: Sequence[Token]) -> bool:
    """ "armed youth", "masked people", "gang members": people who are nobody's fighters by their noun alone."""
    last, before = words[-1], words[:-1]
    if "own_people" in last.classes:
        return any("agent_head" in word.classes for word in before)
    people = last.start in reading.person_nouns or "youth" in last.classes
    return people and any("arms_bearing" in word.classes for word in before)


def _ends_a_dateline(reading: Reading, phrase: Chunk) -> bool:
    """Whether a word in capitals stands between a full date and a new sentence: "Nov 27 2017 BEIRUT A push …"."""
    before, after = reading.dates.before(phrase.start, 1), reading.text[phrase.end : phrase.end + 2].strip()
    if not before or before[0].kind != "absolute" or not after.isupper():
        return False
    return not reading.text[before[0].end : phrase.start].strip()


def _whose_means(reading: Reading, words: Sequence[Token]) -> ActorSpan | None:
    """ "an air force jet": the body that a thing that flies, sails or drives belongs to."""
    craft = [m.start for m in reading.of("delivery", words[0].start, words[-1].end) if m.end == words[-1].end]
    before = [word for word in words[:-1] if word.end <= min(craft, default=words[-1].start)]  # not "fighter jets"
    bodies = [word for word in before if reading.is_a("agent_head", word.word, "people")]
    plain = [word for word in words if word.classes.isdisjoint(("det", "article", "counting_word"))]
    if not bodies or not reading.is_a("agent_head", words[-1].word, "means") or plain[0].word.endswith("'s"):
        return None
    return ActorSpan(plain[0].start, bodies[-1].end, None)


def past_counts(reading: Reading, phrase: Chunk) -> int:
    """Where the words of a phrase begin that name somebody: past "at least 24", "a", "several"."""
    counts = reading.quantities_in(phrase.start, phrase.end)
    numbers = [n.quantity.end for n in counts if n.kind != "ordinal" or n.quantity.text.isalpha()]  # "the 6th Division"
    words = reading.tokens_in(max(numbers, default=phrase.start), phrase.end)
    while len(words) > 1 and "counting_word" in words[0].classes:
        words = words[1:]
    return words[0].start if words else phrase.start


def _known(reading: Reading, mention: Mention) -> ActorSpan:
    """A known actor; "mercenary gunmen" and "armed men" are unknown ones."""
    if mention.feature != "nonstate" and (longer := _full_name(reading, mention)) is not None:
        return longer
    known = _id_of(reading, mention)
    if known is not None:
        return ActorSpan(mention.start, mention.end, known, common=mention.feature.startswith(_IF))
    over = [m for m in reading.of("unknown_agent", max(0, mention.start - 24), mention.end) if m.end == mention.end]
    first = over[0].start if over else mention.start
    return ActorSpan(first, mention.end, "unk" if over else None, listed=mention.feature == "nonstate")


def _full_name(reading: Reading, mention: Mention) -> ActorSpan | None:
    """ "the Army of Conquest": a name that begins as a common noun with a capital does."""
    common = mention.value == "-" or mention.feature.startswith(_IF)
    following = reading.tokens_in(mention.end, mention.end + _LONGEST_WORD)[:2]
    if not common or len(following) < 2 or not reading.tokens.before(mention.end, 1)[0].capital:
        return None
    if "belonging" not in following[0].classes or not following[1].capital:
        return None
    return ActorSpan(mention.start, following[1].end, None)


def _id_of(reading: Reading, mention: Mention) -> str | None:
    """The id of an actor; "the regime" and "the coalition" have one only where the text says whose."""
    if mention.value == "-":
        coalition = reading.folded[mention.start : mention.end].removeprefix("the ").startswith("coalition")
        return _coalition_of(reading) if coalition else None
    if not mention.feature.startswith(_IF):
        return mention.value
    following = reading.tokens_in(mention.end, mention.end + _LONGEST_WORD)[:1]
    plural = reading.folded.endswith("s", mention.start, mention.end)
    goes_on = mention.klass == "actor" and not plural and any("agent_head" in word.classes for word in following)
    if goes_on or not _is_on(reading, mention):
        return None  # "the military council"
    return mention.value


def _is_on(reading: Reading, mention: Mention) -> bool:
    """Whether a text has a word or most places in a land; after ";" a land of whose armies alone it tells."""
    word, _, land = mention.feature.removeprefix(_IF).partition(";")
    if reading.holds(word) or reading.land == word:
        return True
    return bool(land) and reading.land == land and reading.armies <= {mention.value.partition(".")[0]}


def _adjective(reading: Reading, mention: Mention, end: int) -> ActorSpan:
    """ "Turkish" with the body that it describes, if that follows: "Turkish troops"."""
    following = reading.tokens_in(mention.end, min(end, mention.end + _LONGEST_PAIR))[:2]
    craft = len(following) > 1 and _is_craft(reading, following)
    if craft and mention.value == "-":
        return ActorSpan(mention.start, mention.end, None, adjective=True)
    following = following[1:] if craft else following[:1]
    joint = reading.text[mention.end : mention.end + 2]
    backs = joint[:1] == "-" and joint[1:].islower()  # "Turkish-backed police"
    body = bool(following) and not backs and (craft or reading.is_a("agent_head", following[0].word, "people"))
    body = body and not reading.begins("target", following[0].start)  # "a Hamas command room"
    last = following[0].end if body else mention.end
    actor_id = _id_of(reading, mention)
    if body and "irregular" in following[0].classes and _is_of_state(reading, mention):
        actor_id = None  # "Syrian militants" are not the state's
    common = mention.feature.startswith(_IF)
    return ActorSpan(mention.start, last, actor_id, adjective=not body, common=common)


def _is_craft(reading: Reading, words: Sequence[Token]) -> bool:
    """ "fighter jets", "attack helicopters": whether the second word is the head, and the first says which."""
    return "military_noun" in words[0].classes and reading.is_a("agent_head", words[1].word, "means")


def _is_of_state(reading: Reading, mention: Mention) -> bool:
    """Whether an adjective is that of a country: "Turkish", and not "ISIS" or "regime"."""
    return mention.value.endswith(("sy.gov", ".mil")) and reading.text[mention.start].isupper()


def _coalition_of(reading: Reading) -> str | None:
    """Which coalition is meant, by its full name in the same text; None where there is none."""
    named = reading.coalitions
    return next(iter(named)) if len(named) == 1 else None


def _hyphened(reading: Reading, span: ActorSpan) -> ActorSpan | None:
    """ "rebel-held" and "anti-ISIS" name no actor; "Iran-backed" names who backs."""
    text = reading.text
    before = reading.tokens.before(span.start, 1)
    if before and text[span.start - 1] == "-" and reading.is_a("prefix", before[0].word.split(" ")[0]):
        return None
    if text[span.end : span.end + 1] != "-":
        return span
    token = reading.tokens_in(span.end + 1, span.end + 2)[:1] or reading.tokens.before(span.end, 1)
    linked = token[0].word.rsplit(" ", 1)[-1] if token else ""
    if reading.is_a("backing", linked):
        return ActorSpan(span.start, span.end, span.actor_id, backer=True)
    return None


def _by_head(reading: Reading, start: int, end: int) -> list[ActorSpan]:
    """ "the Rapid Support Forces (RSF)": a name that ends in a military head word."""
    found = []
    tokens = reading.tokens_in(start, end)
    for index, token in enumerate(tokens):
        if not token.capital or "military_head" not in token.classes:
            continue
        first = index
        while first > 0 and tokens[first - 1].capital and tokens[first - 1].text[0].isalpha():
            first -= 1
        first += tokens[first].word == "the"
        if first >= index:
            continue
        bracket = _SHORT.match(reading.text[token.end : token.end + 12])
        last = token.end + bracket.end() if bracket else tokens[_past_country(reading, tokens, index)].end
        found.append(ActorSpan(tokens[first].start, last, None))
    return found


def _past_country(reading: Reading, tokens: Sequence[Token], head: int) -> int:
    """ "the Armed Forces of the Russian Federation": the place of the last word of a name with an "of" in it."""
    at = head + 1
    if at >= len(tokens) or "of" not in tokens[at].classes:
        return head
    while at + 1 < len(tokens) and "definite_article" in tokens[at + 1].classes:
        at += 1
    first = at + 1
    while at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].is_word:
        at += 1
    if at < first or reading.dates_in(tokens[first].start, tokens[at].end):
        return head  # "accused the Forces of Sunday's raid"
    return at
