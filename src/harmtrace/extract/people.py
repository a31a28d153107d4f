"""Counted people: a number with the noun it counts, and what that noun says of status and role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmtrace.extract.lexicon import Mention
from harmtrace.extract.phrases import is_word
from harmtrace.extract.quantities import QuantityMention
from harmtrace.extract.reading import Reading, Token, tokens_of
from harmtrace.model.claim import Status
from harmtrace.model.quantity import Quantity

_PERSON_CLASSES = ("person", "who", "civilian", "fighter")
_PERSON_ENDINGS = ("ers", "ors", "ists", "men", "women", "ians", "ees", "ants", "people", "folk")
_SKIPPED_CLASSES = ("be", "say")
_LINKS = frozenset("of from and the a an his her their who were was in at to by on for with".split())


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with the people it counts; `end` is one past the noun (or the number)."""

    quantity: Quantity
    start: int
    end: int
    nouns: tuple[Mention, ...]
    status: Status
    who: tuple[str, ...]
    bare: bool
    of_them: bool
    article: bool
    unit: str | None


def counted_people(reading: Reading, start: int, end: int) -> list[Counted]:
    """The counts of people in `start:end`; counts of anything else are left out."""
    found = []
    for item in reading.quantities:
        quantity = item.quantity
        if quantity.start < start or quantity.end > end or item.kind not in ("count", "vague", "article"):
            continue
        counted = _counted(reading, item, end)
        if counted is not None:
            found.append(counted)
    return found


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


def people_nouns(reading: Reading, start: int, end: int) -> list[Mention]:
    """All mentions of people in a stretch, in order, the longest where they overlap."""
    found = [mention for klass in _PERSON_CLASSES for mention in reading.of(klass, start, end)]
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def _counted(reading: Reading, item: QuantityMention, limit: int) -> Counted | None:
    quantity = item.quantity
    tokens = tokens_of(reading.text, reading.folded, quantity.end, min(limit, quantity.end + 90))
    nouns = _nouns_after(reading, tokens)
    inside = people_nouns(reading, quantity.start, quantity.end)
    nouns = [*inside, *nouns]
    if item.kind == "article" and not nouns:
        return None
    of_toll = reading.of("harm", quantity.start - 60, quantity.start, "toll")
    if not nouns and not of_toll and not _may_be_bare(reading, tokens):
        return None
    end = max([quantity.end, *(noun.end for noun in nouns)])
    unit = reading.text[nouns[-1].start : nouns[-1].end] if nouns else None
    if item.kind == "article":
        quantity = replace(quantity, end=end, text=reading.text[quantity.start : end])
    return Counted(
        quantity=quantity,
        start=quantity.start,
        end=end,
        nouns=tuple(nouns),
        status=status_of(nouns),
        who=who_of(nouns),
        bare=not nouns,
        of_them=item.of_them,
        article=item.kind == "article",
        unit=unit,
    )


def _nouns_after(reading: Reading, tokens: Sequence[Token]) -> list[Mention]:
    """The person nouns of the noun phrase that the number begins, past a few adjectives."""
    found: list[Mention] = []
    for position, token in enumerate(tokens[:7]):
        if found and token.start < found[-1].end:
            continue
        here = [
            mention for mention in people_nouns(reading, token.start, token.start + 60) if mention.start == token.start
        ]
        if here:
            found += [mention for mention in here if mention.end == max(m.end for m in here)]
            continue
        if not is_word(token) or token.text[0].isdigit() or _stops(reading, token, bool(found)):
            break
        if found and not (token.word in ("of", "the", "same", "single", "one", "a") and position < 6):
            break
    return found if found and not _thing_before(reading, tokens, found[0]) else []


def _stops(reading: Reading, token: Token, found: bool) -> bool:
    word = token.word
    if any(reading.is_a(klass, word) for klass in _SKIPPED_CLASSES):
        return True
    if (
        reading.is_a("harm", word, "ed")
        or reading.is_a("harm", word, "gerund")
        or reading.is_a("harm", word, "intransitive")
    ):
        return True
    if any(reading.is_a(klass, word) for klass in ("attack", "weapon", "target")):
        return True
    return word in _LINKS and not found and word != "of"


def _thing_before(reading: Reading, tokens: Sequence[Token], noun: Mention) -> bool:
    """Whether the number counts a thing that stands before the person noun ("two buses of people")."""
    between = [token for token in tokens if token.start < noun.start and is_word(token)]
    return any(token.word == "of" for token in between) and any(
        reading.is_a("target", token.word) or reading.is_a("weapon", token.word) for token in between
    )


def _may_be_bare(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a number without a noun can still count people: "killed 14 and injured 35"."""
    if not tokens or not is_word(tokens[0]):
        return True
    word = tokens[0].word
    if reading.is_a("harm", word) or any(reading.is_a(klass, word) for klass in ("be", "subset", "say")):
        return True
    if word.endswith(_PERSON_ENDINGS):
        return True
    phrase = reading.folded[tokens[0].start : tokens[0].start + 40]
    if any(reading.of("harm", tokens[0].start, tokens[0].start + len(phrase))[:1]) and word in (
        "in",
        "had",
        "suffered",
    ):
        return True
    if word == "of":
        return reading.folded[tokens[0].start : tokens[0].start + 8].rstrip().startswith(("of them", "of whom"))
    return word in _LINKS | {
        "as",
        "when",
        "after",
        "while",
        "including",
        "more",
        "others",
        "so",
        "civilians",
        "since",
        "have",
        "had",
    }
