"""Clauses of a sentence that tell what goes on beside its event: a war in "where", a cause, what came before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from harmtrace.extract.asides import Clause, Stretch, has_core
from harmtrace.extract.attribution import Voices
from harmtrace.extract.clause_ends import end_of, tense_of
from harmtrace.extract.drafts import NO_FIGHT
from harmtrace.extract.harm_drafts import HarmDraft, harms_within
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.sameness import may_fit, types_fit
from harmtrace.extract.syntax import Syntax
from harmtrace.extract.times import when_of
from harmtrace.model.immutable import immutable

_DRAWN_OUT = ("clashes", "siege")
"""The kinds of attack that go on while something else happens."""
_FIGHT = "clashes"
"""What others may do after it as something else: "executed six men after clashes with rebels"."""
_NOUN_OPENERS = frozenset(("det", "determiner", "article", "subject_pronoun"))
"""The classes of words that a noun phrase begins with."""
_HELD = ("ground_attack", "siege")
"""The kinds of attack that tell who holds a place."""
_APART = ("ground_attack", "clashes", "siege", "execution", "abduction", "detention")
"""The kinds of attack that an air strike or shelling after them is no part of."""
_MOVED = ("displacement", "evacuation")
"""What people did before they were hurt."""
_LASTING = (*_DRAWN_OUT, *_MOVED)
_ABOUT = ("thing", "that", "person")
"""The kinds of words for what a clause is about; "that" may also lead to what is said."""
_RELATIVE = ("place", "held", *_ABOUT)
"""The kinds of clauses that go on about the phrase before them."""


@immutable(frozen=True, slots=True)
class _Opening:
    """Where a clause begins, with the kind of its first word: of place, thing, person or time, a cause, a sequel."""

    start: int
    end: int
    kind: str


@immutable(frozen=True, slots=True)
class _Told:
    """What a sentence tells: its words for harm and attack, and how its chunks hang together."""

    reading: Reading
    sentence: Sentence
    harms: Sequence[HarmDraft]
    triggers: Sequence[Mention]
    syntax: Syntax

    def within(self, piece: Stretch) -> list[Mention]:
        """The attacks told there."""
        return [trigger for trigger in self.triggers if piece[0] <= trigger.start < piece[1]]

    def has_core(self, piece: Stretch) -> bool:
        """Whether a harm or an attack is told there."""
        return has_core(piece, self.harms, self.triggers)


def backgrounds_of(
    reading: Reading, voices: Voices, sentence: Sentence, harms: Sequence[HarmDraft], triggers: Sequence[Mention]
) -> tuple[list[Clause], tuple[Stretch, ...]]:
    """The clauses of a sentence that tell of other events than the rest of it, and the gaps that they leave there."""
    last = max([trigger.start for trigger in triggers] + [harm.start for harm in harms], default=-1)
    openings = [opening for opening in _openings(reading, sentence, triggers) if opening.start <= last]
    if not openings:
        return [], ()
    told = _Told(reading, sentence, harms, triggers, syntax_of(reading, sentence, harms, triggers))
    limit = _before_teller(voices, sentence, openings[0].start)
    found: list[tuple[_Opening, Clause]] = []
    for opening in openings:
        if opening.start >= limit or (found and opening.start < found[-1][1].end):
            continue
        clause = _clause(told, opening, limit)
        if clause is not None:
            found.append((opening, clause))
    gaps = tuple((opening.start, clause.end) for opening, clause in found)
    rest = Clause(sentence.start, sentence.end, gaps=gaps)
    if len(found) < 2 and not any(told.has_core(piece) for piece in rest.stretches()):
        # What is told by the way is all that is told: by whoever tells the sentence.
        news = [replace(clause, aside=False) for opening, clause in found if opening.kind in _RELATIVE]
        return news, gaps if news else ()
    return [clause for _, clause in found], gaps


def _openings(reading: Reading, sentence: Sentence, triggers: Sequence[Mention]) -> list[_Opening]:
    found = [_Opening(trigger.start, trigger.end, "held") for trigger in triggers if _is_held(reading, trigger)]
    apart = reading.of("apart", sentence.start, sentence.end)
    found += [_Opening(m.start, m.end, m.value) for m in apart if not _has_agent(reading, m)]
    tokens = sentence.tokens if "subordinate" in sentence.classes else ()
    for at, token in enumerate(tokens):
        if "subordinate" not in token.classes or reading.in_quotes(token.start):
            continue
        before = tokens[at - 1] if at else None
        kind = reading.lexicon.value("subordinate", token.word)
        if (before is not None and "auxiliary" in before.classes) or not _may_open(reading, kind, tokens[at : at + 2]):
            continue  # "have since clashed"
        linked = before is not None and "place_link" in before.classes
        start = before.start if before is not None and linked else token.start
        found.append(_Opening(start, token.end, kind))
    return sorted(found, key=lambda opening: opening.start)


def _has_agent(reading: Reading, word: Mention) -> bool:
    """ "The blast was followed by gunfire": what came next, and not what went before."""
    after = reading.tokens_in(word.end, word.end + 4)[:1]
    return bool(after) and "agent" in after[0].classes


def _may_open(reading: Reading, kind: str, words: Sequence[Token]) -> bool:
    """Whether a word may open a clause by the next one: "that the army", "since March" open none of these."""
    if kind == "time":
        return not reading.dates.beginning_at(words[0].start)
    following = words[-1]
    return kind != "that" or not (following.capital or following.classes & _NOUN_OPENERS)


def _is_held(reading: Reading, trigger: Mention) -> bool:
    """ "The area seized by rebels": a participle that tells whose a place is."""
    if trigger.feature != "verb" or trigger.value not in _HELD:
        return False
    after = reading.tokens_in(trigger.end, trigger.end + 4)[:1]
    before = reading.tokens_in(max(0, trigger.start - 24), trigger.start)[-2:]
    helped = any("be" in token.classes or "auxiliary" in token.classes for token in before)
    return bool(after) and "agent" in after[0].classes and not helped


def syntax_of(reading: Reading, sentence: Sentence, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> Syntax:
    """How the chunks of a sentence hang together, with its words for harm and attack known."""
    words = reading.of("harm", sentence.start, sentence.end, "ed") if harms else []
    verbs = {(m.start, m.end) for m in (*triggers, *words) if m.feature in ("verb", "ed")}
    nouns = {(m.start, m.end) for m in triggers if m.feature == "noun"} - verbs
    return Syntax(reading, sentence.tokens, sorted(verbs), sorted(nouns))


def _before_teller(voices: Voices, sentence: Sentence, start: int) -> int:
    """Where a teller begins who stands behind what is told: "…, a monitor said"."""
    tails = [
        min(voice.speaker.phrase_start or voice.verb_start, voice.verb_start)
        for voice in voices.in_sentence(sentence)
        if voice.start <= start < voice.verb_start
    ]
    return min([tail for tail in tails if tail > start], default=sentence.end)


def _clause(told: _Told, opening: _Opening, limit: int) -> Clause | None:
    """The clause that begins there, after the phrase that it goes on about, if it tells of another event."""
    at = told.syntax.at(opening.end - 1)
    if opening.kind == "coming":
        end, other = limit, told.has_core((told.sentence.start, opening.start))
    elif opening.kind == "following":
        end, other = limit, told.has_core((told.sentence.start, opening.start)) and _names_attack(told, at)
    elif opening.kind in ("cause", "record"):
        end, other = end_of(told.syntax, at, limit, 0), True
    elif opening.kind == "held":
        end = end_of(told.syntax, at, limit, 0)
        other = told.syntax.kind(at - 1) == "noun" and told.has_core((told.sentence.start, opening.start))
    elif opening.kind == "sequel" and _leads_to_noun(told.syntax, at):
        end = end_of(told.syntax, at, limit, 0)
        other = _is_another_attack(told, at, (opening.start, end))
    else:
        end = end_of(told.syntax, at, limit, 1)
        other = _is_other(told, opening, at, (opening.start, end))
    if not other or not told.has_core((opening.start, end)):
        return None
    return Clause(_start(told, opening, at), end, background=True, aside=True, lasting=opening.kind in _RELATIVE)


def _start(told: _Told, opening: _Opening, at: int) -> int:
    """Where the clause begins with the phrase that it goes on about, so that this may be its subject or place."""
    before = told.syntax.before_relative(at) if opening.kind in _RELATIVE else None
    if before is None:
        return opening.end if opening.kind in ("coming", "record") else opening.start
    start = told.syntax.all[_head(told.syntax, before) if opening.kind == "held" else before].start
    named = opening.kind != "place" or told.reading.places.within(start, opening.start)
    return start if named else opening.start


def _head(syntax: Syntax, at: int) -> int:
    """ "Madaya, a town near Damascus seized by": the place that a phrase of place tells more of."""
    near = syntax.kind(at - 1) == "link" and syntax.kind(at - 2) == "noun"
    if near and "place_head" in syntax.words(at - 2)[-1].classes:
        at -= 2
    apposed = at - 2 if syntax.kind(at - 1) == "joint" else at - 1
    return apposed if syntax.kind(apposed) == "noun" else at


def _is_other(told: _Told, opening: _Opening, at: int, piece: Stretch) -> bool:
    """Whether a clause tells what went on meanwhile, or was done before."""
    verb = next((place for place in _verbs(told.syntax, at, piece[1])), None)
    if verb is None or not _is_clause(told.syntax, opening, at) or _of_attack(told, opening, at):
        return False
    attack = _told_by(told, verb, piece)
    if opening.kind == "time":
        return attack is not None and _is_strong(told, attack) and not told.harms
    if opening.kind == "sequel":
        return attack is not None and _is_another(told, opening, at, attack)
    if attack is not None and _went_on(told, verb, attack):
        return not _describes_victims(told, opening, piece, attack)
    if tense_of(told.syntax, verb) == "present" and harms_within(told.harms, *piece):
        return opening.kind == "place" or not told.syntax.is_passive(verb)
    return _is_dated_apart(told, opening, at, piece)


def _is_strong(told: _Told, attack: Mention) -> bool:
    """Whether a verb tells an attack by itself: "attacked", and not "used" or "launched"."""
    word = told.reading.folded[attack.start : attack.end]
    return attack.feature == "verb" and not told.reading.is_a("weak_attack", word)


def _is_another(told: _Told, opening: _Opening, at: int, attack: Mention) -> bool:
    """ "Air strikes on Hama after rebels launched an offensive": an attack of another kind, by others."""
    known = {trigger.value for trigger in told.within((told.sentence.start, opening.start))}
    acts = told.syntax.kind(at + 1) == "noun" and not told.syntax.is_passive(at + 2)
    apart = attack.value in _APART or _acts_before(told, at)
    return acts and apart and bool(known) and attack.value not in known


def _leads_to_noun(syntax: Syntax, at: int) -> bool:
    """ "After a rebel assault on Taiz", and not "after rebels attacked it"."""
    return syntax.kind(at + 1) == "noun" and not syntax.is_clausal(syntax.past_phrases(at + 1))


def _names_attack(told: _Told, at: int) -> bool:
    """ "The raid followed the killing of two guards", and not "followed some minutes later"."""
    if told.syntax.kind(at + 1) != "noun":
        return False
    chunk = told.syntax.all[at + 1]
    hurt = any(chunk.start <= harm.trigger < chunk.end for harm in told.harms)
    return hurt or any(trigger.feature == "noun" for trigger in told.within((chunk.start, chunk.end)))


def _is_another_attack(told: _Told, at: int, piece: Stretch) -> bool:
    """ "Jets hit Hodeidah after a missile attack on Riyadh": an attack of another kind, or elsewhere."""
    chunk = told.syntax.all[at + 1]
    named = [trigger for trigger in told.within((chunk.start, chunk.end)) if trigger.feature == "noun"]
    rest = ((told.sentence.start, piece[0]), (piece[1], told.sentence.end))
    others = [trigger for part in rest for trigger in told.within(part) if trigger.value not in _MOVED]
    if not named or not others:
        return False
    kinds = [trigger.value for trigger in others]
    if named[-1].value == _FIGHT and _FIGHT not in kinds:
        return True
    if not types_fit([named[-1].value], [kind for kind in kinds if kind != "attack"] or kinds):
        return True
    if _on_another_day(told, piece, rest):
        return True
    places = [place for part in rest for place in told.reading.places.within(*part)]
    here = told.reading.places.within(*piece)
    return bool(places and here) and not may_fit(here, places)


def _acts_before(told: _Told, at: int) -> bool:
    """ "The troops opened fire after a bomb struck them": an attack by those who act is none that befell others."""
    verbs = [place for place in range(at) if told.syntax.is_clausal(place)]
    if not verbs or told.syntax.is_passive(verbs[-1]) or verbs[-1] not in told.syntax.told:
        return False
    subject = told.syntax.subject(verbs[-1])
    return subject is not None and bool({"agent_head", "fighter"} & told.syntax.words(subject)[-1].classes)


def _is_clause(syntax: Syntax, opening: _Opening, at: int) -> bool:
    """Whether a word opens a clause about what stands before it: not "which of them", "said that", "of whom"."""
    asks = syntax.kind(at + 1) == "link" and syntax.reading.is_a("of", syntax.all[at + 1].word)
    if asks or syntax.kind(at) not in ("relative", "break"):
        return False
    if opening.kind not in _ABOUT:
        return True
    told_by_noun = syntax.kind(at - 1) in ("noun", "joint")
    return told_by_noun and (opening.kind != "that" or _leads_to_verb(syntax, at))


def _leads_to_verb(syntax: Syntax, at: int) -> bool:
    """ "that have burned" and not "told Reuters that there had been"."""
    skipped = syntax.tokens[syntax.all[at].last : syntax.all[at + 1].first] if syntax.kind(at + 1) == "verb" else None
    return skipped is not None and all("skipped" in token.classes for token in skipped)


def _verbs(syntax: Syntax, at: int, end: int) -> Iterator[int]:
    for place in range(at + 1, len(syntax.all)):
        if syntax.all[place].start >= end:
            return
        if syntax.is_clausal(place):
            yield place


def _of_attack(told: _Told, opening: _Opening, at: int) -> bool:
    """ "A raid that has killed six": the clause goes on about the attack before it."""
    before = told.syntax.before_relative(at)
    if before is None or opening.kind not in _RELATIVE:
        return False
    while told.syntax.kind(before - 1) == "link" and told.syntax.kind(before - 2) == "noun":
        chunk = told.syntax.all[before]
        if told.reading.places.within(chunk.start, chunk.end) and opening.kind == "place":
            return False
        before -= 2
    start = told.syntax.all[before].start
    return bool(told.within((start, opening.start))) or told.reading.any_of("weapon", start, opening.start)


def _told_by(told: _Told, verb: int, piece: Stretch) -> Mention | None:
    """The attack that a verb tells, by itself or with its subject or object: "has seen shelling", "clashes raged"."""
    chunk = told.syntax.all[verb]
    for trigger in told.within(piece):
        if chunk.start <= trigger.start < chunk.end:
            return trigger
    words = {name for token in told.syntax.words(verb) for name in token.classes}
    if words.isdisjoint(_WITH_NOUN) or told.reading.any_of("say", chunk.start, chunk.end):
        return None
    near = {*range(verb - 1, verb + 4), told.syntax.subject(verb)}
    nouns = [trigger for trigger in told.within(piece) if trigger.feature == "noun"]
    return next((trigger for trigger in nouns if told.syntax.at(trigger.start) in near), None)


_WITH_NOUN = frozenset(("doing", "undergoing", "unfolding", "be"))
"""The classes of verbs that tell an attack together with a noun."""


def _went_on(told: _Told, verb: int, attack: Mention) -> bool:
    """Whether a verb tells of what lasts: "is fighting", "has besieged", of the past only war and siege."""
    tense = tense_of(told.syntax, verb)
    helper = told.syntax.words(verb)[0]
    lasting = "perfect" in helper.classes or any(token.word.endswith("ing") for token in told.syntax.words(verb))
    copula = attack.feature == "noun" and not lasting
    if tense == "present":
        return lasting or copula
    return tense == "past" and (lasting or copula) and attack.value in _LASTING


def _describes_victims(told: _Told, opening: _Opening, piece: Stretch, attack: Mention) -> bool:
    """ "three men who have been abducted": who was hurt, and nothing that went on beside it."""
    if attack.value in _MOVED:
        return False
    return opening.kind != "place" and (attack.value in NO_FIGHT - {"siege"} or bool(harms_within(told.harms, *piece)))


def _is_dated_apart(told: _Told, opening: _Opening, at: int, piece: Stretch) -> bool:
    """ "Islamic State, which took the town in 2014, shelled": of a name, told with a day of its own."""
    if opening.kind == "place" or not _names_a_body(told, at):
        return False
    return _on_another_day(
        told, piece, ((told.sentence.start, opening.start), (piece[1], told.sentence.end)), sure=True
    )


def _on_another_day(told: _Told, piece: Stretch, rest: Sequence[Stretch], *, sure: bool = False) -> bool:
    """Whether a clause has a day of its own and the rest another; `sure` where the rest need not tell one."""
    own = when_of(told.reading, *piece, harms_within(told.harms, *piece), told.sentence)
    days = [when_of(told.reading, *part, harms_within(told.harms, *part), told.sentence) for part in rest]
    known = [day for day in days if day is not None]
    return own is not None and (sure or bool(known)) and not any(day.overlaps(own) for day in known)


def _names_a_body(told: _Told, at: int) -> bool:
    """Whether a relative word goes on about a name, and does not tell which of several is meant."""
    before = told.syntax.before_relative(at)
    if before is None:
        return False
    words = told.syntax.words(before)
    if any(token.capital for token in words if token.start > told.sentence.start and "article" not in token.classes):
        return True
    return told.reading.any_of("actor", words[0].start, words[-1].end) and "agent_head" not in words[-1].classes
