"""The words of a sentence that tell an attack: without idioms, names of things, and what people flee from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harmtrace.extract.advances import advances
from harmtrace.extract.deeds import acts_of_force, butchers, carries_out, ruins
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.harmless import is_harmless
from harmtrace.extract.hindrances import attacks_by_object
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.objects import only_besieged
from harmtrace.extract.reading import Reading
from harmtrace.extract.spans import in_any

_ESCAPE_REACH = 50
"""How far, in characters, before an attack noun the word for escaping it may stand."""
_FLED_FROM = ("clashes", "siege", "ground_attack")
"""The kinds of attack that people flee from for days."""
_ESCAPE_LIMITS = ("auxiliary", "be", "subordinate", "joining", "say")
"""Classes of the words that no escape leads over."""
_GOVERNED, _CEASED = 60, 3
"""How far, in characters and words, before an attack noun what ends or averts it may stand."""
_CLOSED = ("function", "clause", "say", "be", "attack")
"""Classes of words that no noun phrase leads over to what averts its attack."""
_CARGO, _CARGO_WORDS = 60, 7
"""How far, in characters and words, after a verb of taking the things that were taken may stand."""
_STOPPED = 40
"""How far, in characters, from "shot down" the drone that was stopped may stand."""
_VERB_REACH = 40
"""How far, in characters, before a verb its auxiliaries and what they follow may stand."""
_ANSWER = 4
"""So many words before an attack noun "responded with" may stand."""
_CHARGE_REACH, _CHARGED = 60, 4
"""How far, in characters, before an attack "accused" may stand, and so many words after it "each other of" ends."""
_VERB_PHRASE = ("auxiliary", "skipped")
_FILM_REACH = 60
"""How far, in characters, before "captured" the video may stand that was taken."""
_ONE_VERB = 24
"""A longer word for fighting is a phrase of its own."""


def attack_triggers(reading: Reading, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """The words that tell an attack, without idioms and without what is asked for or denied elsewhere."""
    idioms = reading.of("sense", start, end)
    found: list[Mention] = []
    none: set[int] = set()
    for trigger in reading.of("attack", start, end):
        if any(idiom.start < trigger.end and trigger.start < idiom.end for idiom in idioms):
            continue
        if in_any(trigger.start, taken) or _in_a_noun(reading, trigger) or _tells_who(reading, trigger):
            continue
        if is_harmless(reading, trigger, start, end) or _is_said_of_each_other(reading, trigger):
            none.add(trigger.start)
            continue
        if trigger.value == "execution" and butchers(reading, trigger, end):
            continue
        if _is_averted(reading, trigger) or only_besieged(reading, trigger) or carries_out(reading, trigger, end):
            continue
        if trigger.feature == "noun" and _is_escaped(reading, trigger):
            continue
        if trigger.feature == "verb" and (_takes_arms(reading, trigger, end) or _downs(reading, trigger, start, end)):
            continue
        if trigger.value in ("ground_attack", "shooting") and _is_filmed(reading, trigger, start):
            continue
        if trigger.value == "attack" and trigger.feature == "verb" and _weak_verb_alone(reading, trigger, start, end):
            continue
        found.append(trigger)
    unreal = [(idiom.start, idiom.end) for idiom in idioms]
    deeds = [deed for deed in acts_of_force(reading, start, end) if not in_any(deed.start, unreal)]
    shown = list(attacks_by_object(reading, start, end))
    found = [t for t in found if t.value != "attack" or not any(act.start == t.start for act in shown)]
    told = (*deeds, *advances(reading, start, end), *shown)
    acts = [act for act in told if not in_any(act.start, taken) and act.start not in none]
    if not found and not acts and not reading.any_of("harm", start, end):
        acts = [r for r in ruins(reading, start, end) if not in_any(r.start, taken) and r.start not in none]
    return sorted([*found, *(act for act in acts if not any(t.start <= act.start < t.end for t in found))])


def _takes_arms(reading: Reading, trigger: Mention, end: int) -> bool:
    """ "seized five rifles", "a truck loaded with shells": what is confiscated was not attacked."""
    if trigger.value != "ground_attack" or not reading.is_a("taking", reading.folded[trigger.start : trigger.end]):
        return False
    after = reading.tokens_in(trigger.end, min(end, trigger.end + _CARGO))[:_CARGO_WORDS]
    stop = next((token.start for token in after if not token.is_word or "function" in token.classes), None)
    last = stop if stop is not None else (after[-1].end if after else trigger.end)
    carried = reading.of("target", trigger.end, last, "obj.transport")
    laden = bool(carried) and any("containing" in token.classes for token in after)
    return laden or reading.any_of("weapon", trigger.end, last, "munition")


def _is_filmed(reading: Reading, trigger: Mention, start: int) -> bool:
    """ "Each video that has been captured in Syria", "a film shot in Uganda": a picture was taken, and no place."""
    if not reading.is_a("filming", reading.folded[trigger.start : trigger.end]):
        return False
    before = reading.tokens_in(max(start, trigger.start - _FILM_REACH), trigger.start)
    return any("evidence_noun" in token.classes for token in before)


def _downs(reading: Reading, trigger: Mention, start: int, end: int) -> bool:
    """ "shot down nine drones", "a drone shot down over the town": who stops a weapon attacks nobody."""
    if trigger.value != "shooting":
        return False
    around = reading.tokens_in(max(start, trigger.start - _STOPPED), min(end, trigger.end + _STOPPED))
    down = next((t for t in around if t.start >= trigger.end), None)
    if down is None or "downward" not in down.classes:
        return False
    near = (around[0].start, around[-1].end)
    return reading.any_of("delivery", *near, "drone_strike") or reading.any_of("weapon", *near, "munition")


def _is_averted(reading: Reading, trigger: Mention) -> bool:
    """ "halted air strikes", "to avoid targeting civilians", "the threat of an attack": none took place."""
    gerund = trigger.feature == "verb" and reading.folded[trigger.start : trigger.end].endswith("ing")
    if trigger.feature != "noun" and not gerund:
        return False
    before = reading.tokens_in(max(0, trigger.start - _GOVERNED), trigger.start)
    for back, token in enumerate(reversed(before)):
        if "ceasing" in token.classes and back < _CEASED and not gerund:
            return True
        if "averting" in token.classes:
            return True
        if not token.is_word or not (token.classes.isdisjoint(_CLOSED) or "belonging" in token.classes):
            return False
    return False


def _is_said_of_each_other(reading: Reading, trigger: Mention) -> bool:
    """ "Each side accuses the other of hitting hospitals": what both say all the time, and no attack that is told."""
    for charge in reversed(reading.of("accuse", max(0, trigger.start - _CHARGE_REACH), trigger.start)):
        if reading.folded.endswith("ed", charge.start, charge.end):
            continue
        after = reading.tokens_in(charge.end, trigger.start)[:_CHARGED]
        words = " ".join(token.word for token in after)
        if any(words.startswith(f"{other} of") for other in ("each other", "one another", "the other")):
            return True
    return False


def _is_escaped(reading: Reading, trigger: Mention) -> bool:
    """ "Fleeing the fighting in Marib", "to escape the offensive": why people are on the move."""
    if trigger.value not in _FLED_FROM:
        return False
    before = reading.tokens_in(max(0, trigger.start - _ESCAPE_REACH), trigger.start)
    for token in reversed(before):
        if "escaping" in token.classes:
            return True
        if not token.is_word or not token.classes.isdisjoint(_ESCAPE_LIMITS):
            return False
    return False


def _tells_who(reading: Reading, trigger: Mention) -> bool:
    """ "the coalition fighting the Houthis": which of them is meant, and no battle that is told."""
    if not reading.is_a("warring", reading.folded[trigger.start : trigger.end]):
        return False
    before = reading.tokens_in(max(0, trigger.start - 40), trigger.start)[-1:]
    after = reading.tokens_in(trigger.end, trigger.end + 24)[:1]
    led = ("det", "determiner", "function")
    if not before or not after or not (after[0].capital or not after[0].classes.isdisjoint(led)):
        return False
    return "agent_head" in before[0].classes or any(
        m.end == before[0].end for m in reading.of("actor", max(0, trigger.start - 60), trigger.start)
    )


def _in_a_noun(reading: Reading, trigger: Mention) -> bool:
    """ "mortar shells", "military targets", "detention centre": the word is part of the name of a thing."""
    window = (max(0, trigger.start - 40), trigger.end + 40)
    targets = [t for t in reading.of("target", *window) if t.start <= trigger.start and trigger.end <= t.end]
    if any(t.end - t.start > trigger.end - trigger.start for t in targets):
        return True
    if any(h.start <= trigger.start and trigger.end < h.end for h in reading.of("harm", *window)):
        return trigger.value == "clashes"  # "left fighting for his life"
    weapons = reading.of("weapon", *window)
    past = reading.folded.endswith("ed", trigger.start, trigger.end)  # "tanks shelled"
    verb = trigger.feature == "verb" and not past
    return verb and any(w.start < trigger.start and trigger.end <= w.end for w in weapons)


def _weak_verb_alone(reading: Reading, trigger: Mention, start: int, end: int) -> bool:
    """ "used", "fired", "dropped", "launched" tell an attack only with a weapon after (or before) them."""
    word = reading.folded[trigger.start : trigger.end]
    if not reading.is_a("weak_attack", word):
        return False
    near = reading.of("weapon", start, end) or reading.of("delivery", start, end)
    nouns = any(noun.feature == "noun" for noun in reading.of("attack", start, end))
    return not near and not (nouns and reading.is_a("weak_attack", word, "doing"))


def without_flight(triggers: Sequence[Mention], harms: Sequence[HarmDraft]) -> list[Mention]:
    """ "Were killed as they fled": of those who were hurt, flight tells no event of its own."""
    if not harms or any(harm.harm == "displaced" for harm in harms):
        return list(triggers)
    return [trigger for trigger in triggers if trigger.value != "displacement" or trigger.feature == "noun"]


def goes_on(reading: Reading, trigger: Mention) -> bool:
    """ "Are fighting", "has fought": a battle without a day of its own, and none that was told."""
    if trigger.value != "clashes" or trigger.end - trigger.start > _ONE_VERB:
        return False
    before = reading.tokens_in(max(0, trigger.start - 16), trigger.end)[-3:]
    return any(reading.lexicon.has("tense", token.word, "present") for token in before)


def is_told(reading: Reading, trigger: Mention) -> bool:
    """ "Shells fell on Bria", "they are shelling it": by its own verb, not "to evacuate", "who fled", "seizing"."""
    if trigger.feature != "verb":
        return _goes_off(reading, trigger) or _answers_with(reading, trigger)
    word = reading.folded[trigger.start : trigger.end]
    if reading.is_a("weak_attack", word) and not reading.is_a("weak_attack", word, "doing"):
        return False
    before = list(reading.tokens_in(max(0, trigger.start - _VERB_REACH), trigger.start))
    helped = bool(before) and "auxiliary" in before[-1].classes
    while before and "subordinate" not in before[-1].classes and not before[-1].classes.isdisjoint(_VERB_PHRASE):
        before.pop()
    if before and _leads_no_clause(reading, before[-1]) and not _is_another(reading, before[-1], trigger):
        return False
    return helped or not word.split(" ", 1)[0].endswith("ing")


def _is_another(reading: Reading, word: Token, trigger: Mention) -> bool:
    """ "Another hit a field near the town": one more, where the verb has an object of its own."""
    if word.end + 1 != trigger.start or not reading.is_a("det", word.word, "another"):
        return False
    return any(
        not t.classes.isdisjoint(("article", "det")) for t in reading.tokens_in(trigger.end, trigger.end + 4)[:1]
    )


def _answers_with(reading: Reading, trigger: Mention) -> bool:
    """ "Israel responded with heavy air strikes": an attack noun that somebody answers with."""
    before = reading.tokens_in(max(0, trigger.start - _VERB_REACH), trigger.start)[-_ANSWER:]
    return any("answering" in one.classes and reading.is_a("accompanying", then.word) for one, then in pairwise(before))


def _goes_off(reading: Reading, trigger: Mention) -> bool:
    """ "Explosions rocked Kyiv", "clashes erupted near Beni": an attack noun with the verb that tells where it was.

    "Shelling was reported in Beni", "there were attacks on Beni" tell it, "the shelling reported in Beni" does not.
    """
    if _there_was(reading.tokens_in(max(0, trigger.start - _VERB_REACH), trigger.start)):
        return True
    helped = False
    for token in reading.tokens_in(trigger.end, trigger.end + _VERB_REACH):
        if token.classes.isdisjoint(_VERB_PHRASE):
            return "going_off" in token.classes or (helped and "told_of" in token.classes)
        helped = helped or "auxiliary" in token.classes
    return False


def _there_was(before: Sequence[Token]) -> bool:
    """ "There were also attacks", not "there was talk of attacks"."""
    for at in range(len(before) - 1, 0, -1):
        if not before[at].is_word or "of" in before[at].classes:
            return False
        if before[at - 1].word == "there":
            return not before[at].classes.isdisjoint(("be", "having"))
    return False


def _leads_no_clause(reading: Reading, token: Token) -> bool:
    """Whether a word leads to an infinitive, to who is meant, or to a participle that is an adjective."""
    if "subordinate" in token.classes:
        return reading.is_a("subordinate", token.word, "person")
    return not token.classes.isdisjoint(("det", "article")) or reading.is_a("clause", token.word, "to")
