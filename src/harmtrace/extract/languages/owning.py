"""A party that says what it did: "the coalition said that it carried out", "that its forces targeted"."""

from __future__ import annotations

from collections.abc import Sequence

from harmtrace.extract.languages.names import parties_in
from harmtrace.extract.languages.party_clauses import Clauses
from harmtrace.extract.voice import Voice
from harmtrace.model.claim import ActorMention, ActorRole

_SOURCE = "src."
"""How the ids of those begin who only tell."""
_SAID, _FIRST = 40, 3
"""How far, in characters and words, into what a party says the word may stand for what it did."""


def accuses(clause: Clauses, voice: Voice) -> bool:
    """Whether a voice begins with whom it blames."""
    return clause.reading.any_of("accuse", voice.verb_start, voice.verb_end)


def claimants(clause: Clauses, voice: Voice | None, found: Sequence[ActorMention]) -> list[ActorMention]:
    """A party that says what it did: "the coalition said that it carried out", "that its forces targeted"."""
    reading = clause.reading
    if voice is None or _by_others(found) or accuses(clause, voice):
        return []
    speaker = parties_in(reading, voice.speaker.start, voice.speaker.end)
    known = next((party.actor_id for party in speaker if party.actor_id), None)
    known = known if speaker else voice.speaker.actor_id
    if (known is None and not any(not party.generic for party in speaker)) or (known or "").startswith(_SOURCE):
        return []
    said = reading.tokens_in(voice.start, min(clause.end, voice.start + _SAID))[:_FIRST]
    doing = {verb.start for verb in clause.verbs.values() if verb.klass == "launching"}
    if "subject_first" in reading.traits:
        said = said[:1] if voice.form == "before" else []  # "said that it struck": a verb without a subject
        doing |= clause.verb_starts
    else:
        doing |= {noun.start for noun in clause.nouns.values()}
    if any(token.start in doing and "definite" not in token.classes for token in said):
        return [_claim(clause, known, voice.speaker.start, voice.speaker.end)]
    for token in reading.tokens_in(max(clause.start, voice.start), min(clause.end, voice.end)):
        own = "own_side" in token.classes
        if not own and "of_them" not in token.classes:
            continue
        following = reading.tokens_in(token.end, min(clause.end, token.end + 40))[:2]
        acts = any(t.start in clause.verb_starts for t in following)
        led = reading.tokens.before(token.start, 1)
        acts = acts or (own and bool(led) and led[0].end in clause.verbs)
        if acts:
            start, end = (token.start, token.end) if own else (voice.speaker.start, voice.speaker.end)
            return [_claim(clause, known, start, end)]
    return []


def _by_others(found: Sequence[ActorMention]) -> bool:
    return any(actor.role == "alleged_perpetrator" for actor in found)


def _claim(clause: Clauses, actor_id: str | None, start: int, end: int) -> ActorMention:
    planned = clause.reading.any_of("doubt", clause.start, clause.end, "planned")
    role: ActorRole = "alleged_perpetrator" if planned else "claimed_responsibility"
    return ActorMention(actor_id, clause.reading.text[start:end], start, end, role)
