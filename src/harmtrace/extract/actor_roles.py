"""The role of a named actor in an attack: by the part of its phrase in the clause, and the words after its name."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.actor_names import UNKNOWN, ActorSpan
from harmtrace.extract.arguments import Arguments
from harmtrace.extract.grammar import Chunk
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.parts import Part
from harmtrace.extract.reading import Reading
from harmtrace.model.claim import ActorRole

_ROLES: tuple[tuple[Part, ActorRole], ...] = (
    ("supporter", "alleged_supporter"),
    ("claimant", "claimed_responsibility"),
    ("doer", "alleged_perpetrator"),
    ("source", "alleged_perpetrator"),
    ("party", "alleged_perpetrator"),
    ("patient", "targeted_party"),
    ("victim", "targeted_party"),
    ("site", "targeted_party"),
)
"""The part in the clause and the role that it gives, the first that fits."""
_PEOPLE = ("agent_head", "own_people")
_BODY = (*_PEOPLE, "military_noun")
_SUFFERING = {"patient", "victim", "site"}
"""The parts of who and what is attacked."""
_BLAMED = 16
"""So many characters before a name the verb of blaming may begin of which it is the object."""
FORCES = ("agent_head", "fighter", "military_noun", "own_people")
"""Classes of words for men and means of a party."""


def ends_in_people(reading: Reading, rest: Sequence[Token]) -> bool:
    """Whether words end in men who act, whatever they are of: "coastguard officers"."""
    plain = rest and all(word.text.isalpha() and "kind_of_body" not in word.classes for word in rest)
    return bool(plain) and reading.is_a("agent_head", rest[-1].word, "people") and rest[-1].word.endswith("s")


def is_body(words: Sequence[Token]) -> bool:
    """Whether the words after a name end it as that of armed people: "armed groups", "fighters"."""
    words = [word for word in words if word.is_word]  # "the Sunrise Front (SF) fighters"
    kept = all(token.capital or not token.classes.isdisjoint(_BODY) for token in words)
    return kept and (not words or words[-1].capital or not words[-1].classes.isdisjoint(_PEOPLE))


def role_of(reading: Reading, arguments: Arguments, span: ActorSpan) -> ActorRole | None:
    """The role of an actor by the phrase that it stands in, and by what stands after it in that phrase."""
    phrase = arguments.phrase_at(span.start)
    if phrase is None:
        return None
    parts = _parts(reading, arguments, span, phrase)
    if span.country:
        parts -= _SUFFERING | {"source"}  # a state is a place as well
    if not _has_name(reading, span):
        parts -= _SUFFERING
    role = next((role for part, role in _ROLES if part in parts), None)
    if span.backer:
        return "alleged_supporter" if role == "alleged_perpetrator" else None
    if span.own and role == "alleged_perpetrator":
        return _own_role(reading, arguments, span)
    return role


def _own_role(reading: Reading, arguments: Arguments, span: ActorSpan) -> ActorRole | None:
    """The role of the speaker's own side: it claims what it says it did, and admits nothing that it is blamed for.

    "Residents blamed our forces for the raid" tells who is accused; "the rebels shelled it and now blame our forces"
    tells of the raid what another did.
    """
    blamed = reading.of("accuse", span.start - _BLAMED, span.start)[-1:]
    if not blamed or len(reading.tokens_in(blamed[0].end, span.start)) > 1:
        return "claimed_responsibility"
    told = any(trigger.start < blamed[0].start for trigger in arguments.triggers)
    return None if told else "alleged_perpetrator"


def _parts(reading: Reading, arguments: Arguments, span: ActorSpan, phrase: Chunk) -> set[Part]:
    rest = [token for token in arguments.syntax.tokens[phrase.first : phrase.last] if token.start >= span.end]
    attack = next(
        (t for t in reversed(arguments.triggers) if span.start <= t.start < phrase.end and t.end > span.end), None
    )
    attack = None if attack is not None and _names_held(arguments, attack) else attack
    if attack is not None and _is_last(rest, attack) and _describes(reading, span, attack):
        return {"doer"}
    nobody = "nobody" in arguments.syntax.tokens[phrase.first].classes  # "no group"
    placed = span.country and not span.backer and not _is_alone(arguments, span, phrase)
    if nobody or placed or _begins_a_name(reading, span, rest):
        return set()
    alone = span.adjective and not rest and not _is_name(reading, span)
    parts = arguments.of(span.start) - (_SUFFERING | {"source"} if alone else set())
    held = _is_held(reading, rest)
    if span.backer or (_acts(reading, rest, phrase.end) and not held):
        return parts - {"site"} if is_body(rest) else parts - _SUFFERING  # "a Hamas commander" is one man
    if rest and "backing_noun" in rest[-1].classes:
        return parts & {"supporter"}  # "backed by US air power"
    if held and _acts(reading, rest, phrase.end):
        return set(parts)  # "a US destroyer"
    return parts & (_SUFFERING | {"source"}) if held else parts & {"source"} if _is_ground(rest) else set()


def _begins_a_name(reading: Reading, span: ActorSpan, rest: Sequence[Token]) -> bool:
    """ "the Syrian Archive", "Turkish Van": an adjective with which the name of a body that bears no arms begins."""
    if not span.adjective or not rest or not rest[0].capital:
        return False
    means = any(reading.any_of(klass, rest[0].start, rest[-1].end) for klass in ("weapon", "delivery"))
    return not means and rest[-1].classes.isdisjoint((*_BODY, "military_head", "held", "fighter"))


def _names_held(arguments: Arguments, attack: Mention) -> bool:
    """ "ISIS targets": a word for an attack that is none here."""
    nouns = [t for t in arguments.triggers if t.feature == "noun" and t.start == attack.start]
    return not nouns and any("held" in token.classes for token in arguments.reading.tokens_in(attack.start, attack.end))


def _is_name(reading: Reading, span: ActorSpan) -> bool:
    """Whether an adjective is a party's name as well: "IS", "Taliban", and not "Turkish" or "rebel"."""
    words = reading.tokens_in(span.start, span.end)
    place = any(where.end > span.start for where in reading.places.before(span.start + 1, 1))
    return not place and all(word.capital and "nationality" not in word.classes for word in words)


def _is_alone(arguments: Arguments, span: ActorSpan, phrase: Chunk) -> bool:
    """Whether a phrase is a state, or its men: "Russia's air force", and not "northern Syria", "Syria's war"."""
    words = arguments.syntax.tokens[phrase.first : phrase.last]
    before = [word for word in words if word.start < span.start]
    rest = [word for word in words if word.start >= span.end]
    led = all(not word.classes.isdisjoint(("det", "ally")) for word in before[-1:])
    return led and (not rest or not rest[0].is_word or "agent_head" in rest[-1].classes)


def _is_last(rest: Sequence[Token], attack: Mention) -> bool:
    """Whether the attack is what the phrase is about: "rebel shelling", and not "rebel assault units"."""
    return all(not token.is_word or token.capital or token.start < attack.end for token in rest)


def _has_name(reading: Reading, span: ActorSpan) -> bool:
    """Whether an actor is known or of a side: "militants" alone are nobody's."""
    words = [token for token in reading.tokens_in(span.start, span.end) if "det" not in token.classes]
    return span.actor_id not in UNKNOWN or len(words) > 1 or any(token.capital for token in words)


def _describes(reading: Reading, span: ActorSpan, attack: Mention) -> bool:
    """Whether an attack noun is the actor's: "Russian air strikes", "Israel's raid"; not that of a place between."""
    if span.country:
        return reading.folded[span.end : attack.start] in ("'s ", "' ")
    return not reading.any_of("target", span.end, attack.start)


def _acts(reading: Reading, rest: Sequence[Token], end: int) -> bool:
    """Whether the words after an actor in its phrase are its men or means: "Houthi missiles", "ISIS fighters"."""
    if not rest or (not reading.has_commas and _is_apposed(rest)):
        return True
    if "locating" in rest[-1].classes:
        return False  # "the Lebanese border"
    if ends_in_people(reading, rest):
        return True
    means = [m for klass in ("weapon", "delivery") for m in reading.of(klass, rest[0].start, end)]
    return all(
        token.capital
        or not token.classes.isdisjoint(FORCES)
        or not token.is_word
        or any(m.start <= token.start < m.end for m in means)
        for token in rest
    )


def _is_apposed(rest: Sequence[Token]) -> bool:
    """ "the Front | Syria's Qaeda affiliate": words that describe the name before a comma that was lost."""
    return "offshoot" in rest[-1].classes and any(token.word.endswith("'s") for token in rest)


def _is_held(reading: Reading, rest: Sequence[Token]) -> bool:
    """Whether the words after an actor are what its own men hold: "rebel positions", "a Hamas command room"."""
    words = [token for token in rest if token.is_word]
    if not words:
        return False
    return "held" in words[-1].classes or reading.any_of("target", words[0].start, words[-1].end, "obj.military")


def _is_ground(rest: Sequence[Token]) -> bool:
    """ "shells from the rebel enclave": whose ground it came from."""
    return bool(rest) and "held_ground" in rest[-1].classes
