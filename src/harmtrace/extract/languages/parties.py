"""Who is said to have done it: the parties of a clause with their part in its event."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.drafts import party_of
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.languages.names import Party, parties_in
from harmtrace.extract.languages.owning import accuses, claimants
from harmtrace.extract.languages.party_clauses import Clauses
from harmtrace.extract.languages.scene import heads_line
from harmtrace.extract.languages.words import after, before, ending_at
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading
from harmtrace.extract.voice import Voice
from harmtrace.model.claim import ActorMention, ActorRole, Certainty

_REACH = 7
"""So many words before a party the word may stand that says what its part is."""
_SUBJECT = 9
"""So many words after a party the verb may stand that it is the subject of."""
_FAR_SUBJECT = 16
"""The same where a verb may stand at the end of its clause."""
_DEED = 4
"""So many words may stand between a verb of harm and who did it."""
_NEXT_VERB = 2
"""So many words after a state's name, which is also that of a place, its verb may stand."""
_PLACING = ("in_word", "goal_link", "out_of", "displacing_to", "place_link", "joining", "belonging")
_NO_OBJECT = ("preposition", "conjunction", "in_word", "goal_link", "joining", "out_of", "relative", "place_link",
              "nearby", "result", "cause", "day_part", "that_word")  # fmt: skip
"""Classes of the words that no object begins with."""
_SPEAKING = ("deny", "admit", "dispute", "appeal")
_NAMED = 30
_NEXT = 8
"""So far, in characters, behind the accused the words that they only helped reach."""
_MEN = ("out_of", "belonging", "fighter", "held", "armed_people")
_OF_MEN = 3
"""So many words may stand between people who are counted and whose men they are."""
_CUSTODY = frozenset(("torture", "detention", "abduction", "execution"))
_DOUBTED = 30
"""How far, in characters, before a party the doubt about it may begin."""
_HURT = ("killed", "injured", "killed_or_injured", "detained", "died_later", "abducted")
_PASSED = frozenset(("craft_adjective", "attack_adjective", "definite", "joining", "number"))
Stretch = tuple[int, int]


def actors_of(
    reading: Reading,
    start: int,
    end: int,
    triggers: Sequence[Mention],
    harms: Sequence[HarmDraft],
    spoken: Sequence[Stretch],
    voice: Voice | None,
    attacking: Voice | None = None,
) -> tuple[list[ActorMention], list[Party]]:
    """The actors that a clause links to its event, and all parties that it names.

    `voice` tells the harms, `attacking` the attack, where another does.
    """
    parties = parties_in(reading, start, end)
    if not parties and voice is None:
        return [], []
    clause = Clauses(reading, start, end, triggers, harms)
    found: list[ActorMention] = []
    roles: list[ActorRole | None] = []
    for at, party in enumerate(parties):
        if voice is not None and party.start == voice.start and accuses(clause, voice):
            role: ActorRole | None = _accused_of(reading, party)
        else:
            role = None if _within(party, spoken) else _role(clause, parties, at, roles)
        if party.own and role == "alleged_perpetrator" and not clause.clashing:
            role = "claimed_responsibility"
        roles.append(role)
        if role is not None:
            found.append(_mention(reading, party, role, start))
    found += claimants(clause, voice, found) or claimants(clause, attacking, found)
    once: dict[tuple[str, str], ActorMention] = {}
    for actor in found:
        once.setdefault(party_of(actor), actor)
    return list(once.values()), parties


def _accused_of(reading: Reading, party: Party) -> ActorRole:
    """The part of whom somebody accuses: "of shelling" did it, "of backing" helped."""
    return "alleged_supporter" if reading.any_of("support", party.end, party.end + _NEXT) else "alleged_perpetrator"


def sides_of(actors: Sequence[ActorMention], parties: Sequence[Party]) -> frozenset[str]:
    """Whether those who did it are a state's, irregular, or both; nothing where one of them may be anybody's."""
    starts = {actor.start for actor in actors if actor.role == "alleged_perpetrator"}
    doers = [party for party in parties if party.start in starts]
    sides = [
        "state" if party.state else "irregular" if party.armed or party.actor_id == "unk" else "" for party in doers
    ]
    return frozenset(sides) if all(sides) else frozenset()


def _within(party: Party, stretches: Sequence[Stretch]) -> bool:
    return any(first < party.end and party.start < last for first, last in stretches)


def _mention(reading: Reading, party: Party, role: ActorRole, start: int) -> ActorMention:
    near = reading.of("doubt", max(start, party.start - _DOUBTED), party.start, "suspected")
    certainty: Certainty = "suspected" if near or party.doubted else "stated"
    known = party.actor_id is not None or party.named_at is None
    first = party.start if known else party.named_at or party.start  # without an id a body is known by its name alone
    return ActorMention(party.actor_id, reading.text[first : party.end], first, party.end, role, certainty)


def _role(clause: Clauses, parties: Sequence[Party], at: int, roles: Sequence[ActorRole | None]) -> ActorRole | None:
    party = parties[at]
    if _is_apart(clause, party):
        return None
    if (blaming := _blaming_each_other(clause, parties)) and party in blaming:
        return "alleged_perpetrator" if len(blaming) > 1 else None
    if any(_belongs_to(harm, party, clause.reading) for harm in clause.harms if harm.harm in _HURT):
        if _is_anybody(clause, party) or party.adjective:
            return None  # "two soldiers of the army" were hurt, and did nothing; "two Syrians" are no army
        return "alleged_perpetrator" if clause.clashing else "targeted_party"
    if "custody" in _first_classes(clause, party) and any(t.value in _CUSTODY for t in clause.triggers):
        return "alleged_perpetrator"  # "was seized at a checkpoint of"
    if (joined := _joined_role(clause, parties, at, roles)) is not None:
        return joined
    if clause.clashing and not (party.adjective or party.country):
        return "alleged_perpetrator"
    if "doer_form" in _first_classes(clause, party) and (clause.triggers or clause.harms):
        lead = before(clause.reading, party.start, clause.start, 1)
        return None if lead and "controlled" in lead[0].classes else "alleged_perpetrator"
    if party.adjective and "adjective_first" in clause.reading.traits:
        return "alleged_perpetrator" if _describes_attack(clause, party) else None
    role = _by_words_before(clause, party)
    if role is not None or party.adjective:
        return role
    return _as_subject(clause, party, parties)


def _blaming_each_other(clause: Clauses, parties: Sequence[Party]) -> list[Party]:
    """ "The army and the Front traded accusations of": the parties who do, each accused by the others.

    One alone is left out: the other has a name that is not known.
    """
    tokens = clause.reading.tokens_in(clause.start, clause.end)
    verb = next((token.end for token in tokens if "mutual" in token.classes), None)
    charge = next((token.start for token in tokens if "charge" in token.classes), None)
    if verb is None or charge is None:
        return []
    return [party for party in parties if verb <= party.start < charge]


def _is_anybody(clause: Clauses, party: Party) -> bool:
    """Whether a party may be anybody's: "gunmen", and no "terrorists", whom a text takes for its enemy."""
    if party.actor_id == "unk":
        return not any(actor.feature == "label" for actor in clause.reading.starting("actor", party.start))
    return party.actor_id is None and not party.armed


def _is_apart(clause: Clauses, party: Party) -> bool:
    """ "the ministry denied", "the police station": who only speaks, who a thing is named after, and a dateline."""
    reading = clause.reading
    if party.country and not party.adjective and heads_line(reading, party.start, party.end):
        return True
    if ending_at(reading, _SPEAKING, party.start, clause.start) is not None:
        return True
    named = reading.of("target", max(clause.start, party.start - _NAMED), party.end)
    return any(thing.start < party.start and thing.end >= party.end and thing.feature == "object" for thing in named)


def _belongs_to(harm: HarmDraft, party: Party, reading: Reading) -> bool:
    """ "12 fighters of the Houthis": whether those that a harm counts are a party's, as its words or "of" tell."""
    if harm.start < party.end and party.start < harm.end:
        return True
    if harm.end > party.start:
        return False
    between = reading.tokens_in(harm.end, party.start)
    return len(between) <= _OF_MEN and all(not token.classes.isdisjoint(_MEN) for token in between)


def _joined_role(
    clause: Clauses, parties: Sequence[Party], at: int, roles: Sequence[ActorRole | None]
) -> ActorRole | None:
    """ "the army and its allies": a party that is joined to another has its part."""
    if not at:
        return None
    between = clause.reading.tokens_in(parties[at - 1].end, parties[at].start)
    joined = between and all("joining" in token.classes or token.text in (",", "،", "-") for token in between)
    return roles[at - 1] if joined and not parties[at].adjective else None


def _first_classes(clause: Clauses, party: Party) -> frozenset[str]:
    first = clause.reading.tokens_in(party.start, party.end)[:1]
    return first[0].classes if first else frozenset()


def _describes_attack(clause: Clauses, party: Party) -> bool:
    """ "Russian air strikes": whether an adjective stands before the noun of an attack, or a weapon or craft."""
    starts = {noun.start for noun in clause.nouns.values()}
    following = clause.reading.tokens_in(party.end, min(clause.end, party.end + _NAMED))[:2]
    crafts = clause.reading.starts_of("weapon", "delivery")
    used = bool(clause.triggers or clause.harms)
    return any(token.start in starts or (used and token.start in crafts) for token in following)


def _by_words_before(clause: Clauses, party: Party) -> ActorRole | None:
    """The part of a party by the nearest word before it that gives one."""
    reading = clause.reading
    held = False
    lead = before(reading, party.start, clause.start, 1)
    if party.country and not party.adjective and lead and "displacing_to" in lead[0].classes:
        return None  # "crossed the border into the state"
    if lead and lead[0].end in clause.support:
        return "alleged_supporter"
    with_it = bool(lead) and lead[0].end == party.start and "in_word" in lead[0].classes
    if with_it and clause.triggers and "armed_means" in _first_classes(clause, party):
        return "alleged_perpetrator"  # "was shelled by the artillery of"
    bullets = bool(lead) and "by_agent" in lead[0].classes and bool(clause.harms) and not party.generic
    if not party.adjective and (bullets or _is_fire(clause, party.start)):
        return "alleged_perpetrator"  # "by gunfire of the army"
    inside = next((noun for noun in clause.nouns.values() if noun.start < party.start < noun.end), None)
    if inside is not None:
        return _after_noun(clause, inside, party, held=False)
    for distance, token in enumerate(reversed(before(reading, party.start, clause.start, _REACH))):
        if token.start in clause.deeds and any(harm.start >= party.end for harm in clause.deeds[token.start]):
            return "alleged_perpetrator" if distance < _DEED else None  # "killed … the soldiers a boy"
        if "between" in token.classes and distance < _DEED and clause.triggers and _is_paired(clause, party):
            return "alleged_perpetrator"
        if token.classes & {"repelling", "object_next"} and distance < _DEED:
            return "targeted_party"
        if token.end in clause.agents:
            return "alleged_perpetrator"
        if token.end in clause.support:
            return "alleged_supporter"
        if token.end in clause.accused:
            return _accused_of(reading, party)
        if token.end in clause.nouns:
            return _after_noun(clause, clause.nouns[token.end], party, held=held)
        if token.end in clause.verbs:
            return _after_verb(clause, clause.verbs[token.end], party, held=held)
        if "controlled" in token.classes:
            return None  # "districts under the control of the group"
        if "custody" in token.classes and any(trigger.value in _CUSTODY for trigger in clause.triggers):
            return "alleged_perpetrator"
        if "goal_link" in token.classes:
            if any(token.start - 1 <= end <= token.start for end in clause.accused):
                return "alleged_perpetrator"  # "laid the blame on the army"
            return "targeted_party" if clause.triggers and not party.country else None
        if not token.is_word or "relative" in token.classes:
            return None
        if "held" in token.classes and distance < 3:
            held = True
        elif party.adjective and token.classes.isdisjoint(_PASSED) and not _is_of_weapon(clause, token):
            return None  # an adjective describes the noun of the attack alone
        if token.classes & {"in_word", "out_of"} and not held and distance < 2:
            fired = "out_of" in token.classes and (_is_fire(clause, token.start) or _ends_attack(clause, token))
            return "alleged_perpetrator" if fired else None
    return None


def _is_paired(clause: Clauses, party: Party) -> bool:
    """ "shelling between the army and the Front": whether another party is joined to one."""
    following = clause.reading.tokens_in(party.end, min(clause.end, party.end + _NAMED))[:2]
    return (
        len(following) > 1
        and "joining" in following[0].classes
        and any(
            other.start == following[1].start for other in parties_in(clause.reading, following[1].start, clause.end)
        )
    )


def _is_of_weapon(clause: Clauses, token: Token) -> bool:
    """Whether a word is part of the name of a weapon or craft: "by gunfire of a Houthi sniper"."""
    return any(
        mention.start <= token.start < mention.end
        for klass in ("weapon", "delivery")
        for mention in clause.reading.of(klass, max(clause.start, token.start - 30), token.end + 30)
    )


def _ends_attack(clause: Clauses, link: Token) -> bool:
    """ "shelling from a drone"."""
    return any(link.start - 1 <= end <= link.start for end in clause.nouns)


def _is_fire(clause: Clauses, offset: int) -> bool:
    """Whether gunfire or a weapon is named right before an offset: "by gunfire from the army"."""
    for klass in ("weapon", "gunfire"):
        for found in clause.reading.of(klass, max(clause.start, offset - 20), offset):
            if found.feature != "method" and not clause.reading.text[found.end : offset].strip():
                return True
    return False


def _after_noun(clause: Clauses, noun: Mention, party: Party, *, held: bool) -> ActorRole | None:
    """ "shelling of the army" is the army's, "targeting of the army" is aimed at it."""
    reading = clause.reading
    if held:
        return "targeted_party"
    if party.country and not party.adjective:
        return None if reading.tokens_in(noun.end, party.start) else "alleged_perpetrator"
    first = reading.tokens_in(noun.start, noun.end)
    aims = bool(first) and "takes_object" in first[0].classes
    belongs = any("belonging" in token.classes for token in reading.tokens_in(noun.end, party.start))
    if not aims or belongs or party.adjective:
        return "alleged_perpetrator"
    return "alleged_perpetrator" if _has_object(clause, party) else "targeted_party"


def _has_object(clause: Clauses, party: Party) -> bool:
    """ "the army's storming of the town": a noun follows the party, without a preposition."""
    following = clause.reading.tokens_in(party.end, min(clause.end, party.end + 30))[:1]
    return any(token.is_word and token.classes.isdisjoint(_NO_OBJECT) for token in following)


def _after_verb(clause: Clauses, verb: Mention, party: Party, *, held: bool) -> ActorRole | None:
    """Behind its verb stands who acts, and then whom it is done to."""
    reading = clause.reading
    lead = before(reading, party.start, verb.end, 1)
    if party.country and lead and not lead[0].classes.isdisjoint(_PLACING):
        return None  # "killed four north of the state"
    objects_only = held or _has_subject(clause, verb)
    if objects_only or any("object_next" in token.classes for token in reading.tokens_in(verb.start, verb.end)):
        return "targeted_party" if verb.klass == "attack" else None
    others = [other for other in parties_in(reading, verb.end, party.start) if not other.adjective]
    if others:
        return "targeted_party" if verb.klass == "attack" else None
    objects = reading.of("target", verb.end, party.start)
    return None if objects and party.generic else "alleged_perpetrator"


def _has_subject(clause: Clauses, verb: Mention) -> bool:
    """ "That they struck", "its forces shelled", "the blast that hit": whether who acts stands right before a verb."""
    lead = clause.reading.tokens.before(verb.start, 2)
    if not lead:
        return False
    launched = any("launching" in token.classes for token in clause.reading.tokens_in(verb.start, verb.end))
    attack = "relative" in lead[-1].classes and lead[0].end in clause.nouns and not launched
    return attack or not lead[-1].classes.isdisjoint(("of_them", "own_side"))


def _past_pronoun(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens behind "it is … who": "it is the army that struck"."""
    first = tokens[:2]
    told = len(first) > 1 and "it_is" in first[0].classes and not first[1].classes.isdisjoint(("out_of", "relative"))
    return tokens[2:] if told else tokens


def _as_subject(clause: Clauses, party: Party, parties: Sequence[Party]) -> ActorRole | None:
    """A party before the verb of its clause acts: "warplanes bombed"."""
    lead = before(clause.reading, party.start, clause.start, 1)
    if lead and (("out_of" in lead[0].classes) or (party.country and not lead[0].classes.isdisjoint(_PLACING))):
        return None
    far = "verb_last" in clause.reading.traits
    most = _NEXT_VERB if party.country else _FAR_SUBJECT if far else _SUBJECT
    if lead and "held" in lead[0].classes:
        return None  # "the leader of the group"
    passive = False
    tokens = clause.reading.tokens_in(party.end, min(clause.end, party.end + (120 if far else 60)))
    for token in _past_pronoun(tokens)[:most]:
        if "repelling" in token.classes:
            return "targeted_party"
        passive = passive or "passive" in token.classes  # "were shelled", "shelled were"
        if token.start in clause.verb_starts or token.start in clause.deeds:
            led = after(clause.reading, token.end, clause.end, 1)
            passive = passive or (bool(led) and "passive" in led[0].classes)
            return "targeted_party" if passive else "alleged_perpetrator"
        if token.text in (",", "،", "؛") or "relative" in token.classes or ("goal_link" in token.classes and not far):
            return None
        if "joining" in token.classes and not any(other.start == token.end for other in parties):
            return None
    return None
