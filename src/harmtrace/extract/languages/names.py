"""The parties that a clause names: known ones, craft and men with whose they are, and bodies by their head word."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.model.immutable import immutable, replace

_LAND = "if:"
"""An actor with such a feature is that one only in a text on the land after it."""
_AGAIN = 60
"""How many actors back one that a common noun stands for may have been named."""
_BETWEEN = 3
"""So many words may stand between craft or men and whose they are."""
_LINKS = 2
_NAME = 3
"""So many words a name after its head has at the most."""
_STATES = ("state_forces", "state", "coalition", "joint")
_GROUPS = ("nonstate", "opposition", "militia")
_HEADS = ("armed_means", "armed_people")
"""Classes of the words that name craft, guns and men."""
_LONGEST = 24
_ENDING = 2
_STATE_AIR = {"sy.gov": "sy.saaf", "sy.saa": "sy.saaf"}
_STATE_MEN = {"sy.gov": "sy.saa"}


@immutable(frozen=True, slots=True)
class Party:
    """An actor named in the text, before its part is known."""

    start: int
    end: int
    actor_id: str | None
    adjective: bool = False
    """Whether it only describes the noun before it: "Russian"."""
    country: bool = False
    means: bool = False
    """Whether craft or guns stand for whoever fired them."""
    generic: bool = False
    """Whether it may be anybody: "gunmen", "warplanes"."""
    state: bool = False
    """Whether it is a state's, or several states'."""
    armed: bool = False
    """Whether it is a group of its own, and no state's."""
    listed: bool = False
    """Whether the tables hold it as a name of its own."""
    own: bool = False
    """Whether the publisher calls it ours."""
    doubted: bool = False
    """Whether the text only believes that it is of that side."""
    named_at: int | None = None
    """Where the name of the body begins, behind the words for its men or craft, if it is one of the tables."""


def parties_in(reading: Reading, start: int, end: int) -> list[Party]:
    """All actors that a stretch names, in order, of those that overlap the longest."""
    attacks, labels = reading.of("attack", start, end), reading.of("label", start, end)
    found = [
        _known(reading, mention)
        for mention in reading.of("actor", start, end)
        if not any(attack.start < mention.start < attack.end for attack in attacks)  # "an armed attack"
        and not any(label.start <= mention.start < label.end for label in labels)  # "a military crime"
        and not _names_place(reading, mention)
    ]
    found += [
        Party(mention.start, mention.end, _plain_id(mention), country=True)
        for mention in reading.of("country_actor", start, end)
    ]
    found += [
        Party(
            mention.start, mention.end, _id_of(reading, mention), adjective=True, state=mention.value.endswith(".mil")
        )
        for mention in reading.of("adjective_actor", start, end)
    ]
    found += _our_own(reading, start, end)
    return _of_their_side(reading, _apart(reading, [*found, *_with_heads(reading, start, end, found)]))


def _names_place(reading: Reading, mention: Mention) -> bool:
    """ "the base of Ain al-Asad": a word that ends the name of a place, between a word for one and a plain noun."""
    lead = reading.tokens.before(mention.start, 2)
    if len(lead) < 2 or lead[1].classes or not lead[1].is_word or lead[1].end + 1 < mention.start:
        return False
    return not lead[0].classes.isdisjoint(("target", "held", "place_again"))


def _our_own(reading: Reading, start: int, end: int) -> list[Party]:
    """ "our forces": those of the party that publishes the text, if its name tells which."""
    if "own_first" not in reading.classes:
        return []
    words = [token for token in reading.tokens_in(start, end) if "own_first" in token.classes]
    if not words:
        return []
    named = reading.lexicon.named("actor", reading.document.publisher or "")
    known = next((mention.value for mention in named if mention.value != "-"), None)
    return [Party(word.start, word.end, known, own=True) for word in words]


def _order(party: Party) -> tuple[int, int, bool, bool, bool]:
    """In text order, the longest first, known ones before those that have no id in this text."""
    return party.start, -party.end, party.adjective, party.actor_id is None, party.generic


def _apart(reading: Reading, parties: Sequence[Party]) -> list[Party]:
    kept: list[Party] = []
    for party in sorted(parties, key=_order):
        if kept and party.country and _leads_too(reading, kept[-1], party):
            kept[-1] = replace(kept[-1], end=party.end)
            continue
        if (
            kept
            and (party.adjective or party.country)
            and 0 <= party.start - kept[-1].end <= 1
            and not kept[-1].adjective
            and not (party.country and (kept[-1].country or kept[-1].listed))  # "accused Hamas Israel of": two parties
        ):
            last = kept[-1]  # "the Saudi and American aggression": a second adjective of one party
            kept[-1] = replace(last, end=party.end, actor_id=last.actor_id or (None if last.listed else party.actor_id))
            continue
        if kept and party.start < kept[-1].end:
            last = kept[-1]
            if last.generic and not party.generic and party.end > last.end:
                kept[-1] = party
            continue
        kept.append(party)
    return kept


def _leads_too(reading: Reading, party: Party, country: Party) -> bool:
    """ "The coalition led by one state and another"."""
    words = reading.tokens_in(party.start, party.end)
    if not any("led_by" in token.classes for token in words) or country.start < party.end:
        return False
    between = reading.tokens_in(party.end, country.start)
    return len(between) == 1 and "joining" in between[0].classes


def _of_their_side(reading: Reading, parties: Sequence[Party]) -> list[Party]:
    """ "a sniper of Daesh", "gunmen belonging to the Front": men whose side the next words tell are that side's."""
    kept: list[Party] = []
    for party in parties:
        if kept and kept[-1].generic and kept[-1].actor_id in (None, "unk") and not party.generic:
            between = reading.tokens_in(kept[-1].end, party.start)
            linked = all(not token.classes.isdisjoint(("out_of", "belonging")) for token in between)
            if 0 < len(between) <= _LINKS and linked:
                kept[-1] = replace(party, start=kept[-1].start)
                continue
        kept.append(party)
    return kept


def _plain_id(mention: Mention) -> str | None:
    return None if mention.value == "-" else mention.value


def _known(reading: Reading, mention: Mention) -> Party:
    generic = mention.feature in ("generic", "unknown") or (mention.feature == "label")
    end = mention.end
    if generic and mention.feature == "generic":
        end = _with_adjectives(reading, mention)
    return Party(
        mention.start,
        end,
        _id_of(reading, mention),
        generic=generic,
        listed=not generic,
        armed=mention.feature in _GROUPS,
    )


def _with_adjectives(reading: Reading, mention: Mention) -> int:
    """ "the rebel militia", "gunmen on motorcycles": the words that describe men whose side is not told.

    A word that no table knows describes them if it ends as they do: it agrees with them.
    """
    end = mention.end
    ending = reading.folded[mention.end - _ENDING : mention.end]
    for token in reading.tokens_in(end, end + _LONGEST)[:2]:
        agrees = token.is_word and not token.classes and reading.folded[token.start : token.end].endswith(ending)
        if "craft_adjective" not in token.classes and not (mention.value == "unk" and agrees):
            break
        end = token.end
    return _past_description(reading, end)


def _past_description(reading: Reading, end: int) -> int:
    """The end of men with the phrase that describes them: "on motorcycles", "allied with it"."""
    described = reading.of("described", end, end + _LONGEST)
    return described[0].end if described and described[0].start <= end + 1 else end


def _id_of(reading: Reading, mention: Mention) -> str | None:
    """The id of an actor; one that has it in texts on a land only, and "the group", by what the text has named."""
    if mention.feature.startswith(_LAND):
        lands = mention.feature.removeprefix(_LAND).split(";")
        return mention.value if any(_is_on(reading, land) for land in lands) else None
    if mention.feature == "coalition" and mention.value == "-":
        return _coalition(reading, mention)
    if mention.feature == "generic" and reading.is_a("group_again", reading.folded[mention.start : mention.end]):
        before = [m for m in reading.mentions["actor"].before(mention.start, _AGAIN) if m.feature == "nonstate"]
        return _plain_id(before[-1]) if before else None
    return _plain_id(mention)


def _is_on(reading: Reading, land: str) -> bool:
    """Whether a text is on a land: most of its places lie there, or it names the land and no other."""
    if reading.land:
        return reading.land == land
    return any(mention.value == land for mention in reading.mentions.get("land_word", ()))


def _coalition(reading: Reading, mention: Mention) -> str | None:
    """ "the coalition": the one that the text has named in full, else that of the war of its land."""
    if len(reading.coalitions) == 1:
        return next(iter(reading.coalitions))
    words = reading.folded[mention.start : mention.end]
    if not reading.is_a("bare_coalition", words):
        return None
    return reading.lexicon.value("coalition_of", reading.land) or None if reading.land else None


def _with_heads(reading: Reading, start: int, end: int, known: Sequence[Party]) -> list[Party]:
    """Craft, guns and men by their noun, with the party they are of if that follows."""
    if reading.classes.isdisjoint(_HEADS):
        return []
    begun = {party.start: party for party in sorted(known, key=lambda party: party.end)}
    doubts = {cue.start: cue for cue in reading.of("doubt", start, end, "suspected")}
    found: list[Party] = []
    tokens = reading.tokens_in(start, end)
    for at in range(len(tokens) - 1, -1, -1):  # so that the name behind "members of" is known before them
        token = tokens[at]
        means = "armed_means" in token.classes
        if not means and "armed_people" not in token.classes:
            continue
        if not means and token.start in begun and not begun[token.start].generic:
            continue
        headed = _headed(reading, tokens, at, begun, doubts, means=means)
        begun.update((party.start, party) for party in headed if party.start not in begun)
        found += headed
    return found


def _headed(
    reading: Reading,
    tokens: Sequence[Token],
    at: int,
    begun: dict[int, Party],
    doubts: dict[int, Mention],
    *,
    means: bool,
) -> list[Party]:
    """The party that a head and the words after it name."""
    head = tokens[at]
    doubted = False
    skip_until = 0
    for token in tokens[at + 1 : at + 2 + _BETWEEN]:
        if token.start < skip_until:
            continue
        if token.start in doubts:
            doubted, skip_until = True, doubts[token.start].end
            continue
        if token.start in begun and not begun[token.start].country:
            of = begun[token.start]
            if of.generic and of.actor_id is None and not of.adjective and not means:
                break
            first = of.start if means and not of.adjective else head.start  # whose craft they are, not the craft
            return [
                Party(
                    first,
                    of.end,
                    _as_body(of, means),
                    means=means,
                    doubted=doubted,
                    listed=of.listed,
                    state=of.state,
                    armed=of.armed,
                    named_at=of.start if _is_named_alone(reading, of, means) else None,
                )
            ]
        if "craft_adjective" in token.classes:
            continue
        if token.classes.isdisjoint(("belonging", "out_of")):
            break
    if means:
        return []  # craft and guns without whose they are: how it was done, and nobody (annotation rule 14)
    return _by_name(reading, tokens, at)


def _is_named_alone(reading: Reading, of: Party, means: bool) -> bool:
    """Whether a body is known by its own name behind a noun that is bound to it: "fighters-of the Front"."""
    if "name_follows" not in reading.traits or of.generic:
        return False
    return means or not of.adjective


def _as_body(of: Party, means: bool) -> str | None:
    """A government's craft are its air force, its men its army."""
    if of.actor_id is None:
        return None
    return (_STATE_AIR if means else _STATE_MEN).get(of.actor_id, of.actor_id)


def _by_name(reading: Reading, tokens: Sequence[Token], at: int) -> list[Party]:
    """A body under a name that nobody listed: its head and the words after it that no table knows, or with an article.

    "the army", "forces" and their like take words with an article alone: "large forces" are no name.
    """
    any_word = "names_body" in tokens[at].classes
    if not any_word and "names_force" not in tokens[at].classes:
        return []
    if "front_line" in tokens[at].classes and at and not tokens[at - 1].classes.isdisjoint(("in_word", "goal_link")):
        return []  # "on the front of Marais"
    name: list[Token] = []
    for token in tokens[at + 1 : at + 1 + _NAME]:
        plain = token.is_word and token.classes.isdisjoint(_NO_NAME) and token.text[0].isalpha()
        if not plain or not ("definite" in token.classes or (any_word and not token.classes)):
            break
        if reading.begins("described", token.start) or (name and reading.places.beginning_at(token.start)):
            break
        name.append(token)
    end = name[-1].end if name else tokens[at].end
    told = _past_description(reading, end)
    return [Party(tokens[at].start, told, None, armed=True)] if name or told > end else []


_NO_NAME = (
    "preposition",
    "craft_adjective",
    "attack",
    "weapon",
    "target",
    "harm",
    "place_again",
    "relative",
    "armed_people",
    "damage",
    "civilian",
    "support",
    "bound",
)
"""Classes of the words that no name of a body goes on with."""
