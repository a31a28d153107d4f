"""Who is said to have done it: actor mentions of a stretch with their part in the event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from harmtrace.extract.actor_names import UNKNOWN, ActorSpan, apart, armed, find_actor_spans, past_counts
from harmtrace.extract.actor_roles import FORCES, ends_in_people, is_body, role_of
from harmtrace.extract.arguments import Arguments
from harmtrace.extract.drafts import party_of
from harmtrace.extract.grammar import Chunk
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.other_clauses import acting_elsewhere
from harmtrace.extract.reading import Reading
from harmtrace.extract.voice import Voice
from harmtrace.model.claim import ActorMention, ActorRole, Certainty

_SUBJECT = 24
"""How far, in characters, from the beginning of a sentence its subject may begin."""
_DOUBTED = 40
"""How far, in characters, before an actor the doubt about it may begin."""
_BELIEVED = 6
"""So many words may stand between "armed men" and who they are believed to be."""
_HURT = ("killed", "injured", "killed_or_injured", "detained", "died_later")
"""What befalls fighters at the hands of another side."""
_ANYBODY = ("fighter", "agent_head", "own_people", "nationality", "article", "country_actor")
_LOADED = ("fighter", "military_noun", "unknown_agent")
"""Classes of the words that a teller puts before the name of a party: "terrorist", "paramilitary"."""


def actors_of(
    reading: Reading, arguments: Arguments, spoken: Sequence[tuple[int, int]], harms: Sequence[HarmDraft]
) -> list[ActorMention]:
    """The actors that the clause links to its attacks, and the sides whose fighters it counts among the hurt.

    `spoken` are spans of speakers, who are not attacked by speaking of it.
    """
    named = find_actor_spans(reading, arguments.start, arguments.end)
    spans = apart(
        reading, [*(_with_head(arguments, span, named) for span in named), *_unnamed(reading, arguments, named)]
    )
    spans = [_named_before(reading, span) for span in spans]
    roles = [role_of(reading, arguments, span) for span in spans]
    for place, span in enumerate(spans):
        if any(harm.start < span.end and span.start < harm.end for harm in harms):
            roles[place] = _role_of_hurt(reading, arguments, span, harms)
        elif roles[place] == "targeted_party" and _within(span, spoken):
            roles[place] = None
    _leave_out_others(arguments, spans, roles, harms)
    for place in range(len(spans) - 1):
        if roles[place] is not None and _is_told_by_next(reading, arguments, spans[place], spans[place + 1]):
            roles[place + 1] = roles[place + 1] or roles[place]
            roles[place] = None
            spans[place + 1] = _in_full(reading, spans[place], spans[place + 1])
    told = zip(spans, roles, strict=True)
    return _once([_mention(reading, span, role, arguments.start) for span, role in told if role is not None])


def _loses(reading: Reading, start: int, harms: Sequence[HarmDraft]) -> bool:
    """ "The army lost 61 soldiers": who stands before that verb is no perpetrator."""
    verbs = [harm.trigger for harm in harms if start < harm.trigger < harm.start]
    if not verbs or len(verbs) < len(harms):
        return False
    return all("losing" in token.classes for verb in verbs for token in reading.tokens_in(verb, verb + 1))


def _leave_out_others(
    arguments: Arguments, spans: Sequence[ActorSpan], roles: list[ActorRole | None], harms: Sequence[HarmDraft]
) -> None:
    """Takes the role from those who act in another clause than the one that tells the event."""
    starts = [span.start for span, role in zip(spans, roles, strict=True) if role == "alleged_perpetrator"]
    if not starts:
        return
    elsewhere = acting_elsewhere(arguments, starts, harms)
    elsewhere |= {start for start in starts if _loses(arguments.reading, start, harms)}
    if not elsewhere:
        return
    for place, span in enumerate(spans):
        if span.start in elsewhere and roles[place] == "alleged_perpetrator":
            roles[place] = None
    arguments.forget({verb for start in elsewhere for verb in arguments.doings_at(start)})


def _named_before(reading: Reading, span: ActorSpan) -> ActorSpan:
    """ "the group", "the jihadists": the armed group that the text has named last."""
    words = reading.tokens_in(max(0, span.start - 4), span.end)
    first = next((at for at, word in enumerate(words) if word.word == "the"), None)
    if span.actor_id not in UNKNOWN or first is None or "group_again" not in words[-1].classes:
        return span
    named = [party for party in reading.parties.before(span.start, 1) if _may_be_called(reading, words[-1], party)]
    if not named or any(word.capital for word in words[first + 1 :]):
        return span
    return replace(span, actor_id=named[0].value)


def _may_be_called(reading: Reading, noun: Token, party: Mention) -> bool:
    """ "the jihadists" are no Kurdish militia."""
    return not reading.is_a("group_again", noun.word, "jihadist") or reading.is_a("jihadist_party", party.value)


def _role_of_hurt(
    reading: Reading, arguments: Arguments, span: ActorSpan, harms: Sequence[HarmDraft]
) -> ActorRole | None:
    """ "12 Houthi fighters were killed": their side was attacked, or fought where they fell in clashes."""
    phrase = arguments.phrase_at(span.start)
    counted = any(h.start < span.end and span.start < h.end and h.harm in _HURT for h in harms)
    headline = span.start < reading.body
    if phrase is None or not counted or headline or span.country or span.backer or not _is_side(reading, span):
        return None
    rest = [token for token in arguments.syntax.tokens[phrase.first : phrase.last] if token.start >= span.end]
    if not is_body(rest) or (span.adjective and not rest and not _shares_fighters(arguments, span)):
        return None
    fought = any(trigger.value == "clashes" for trigger in arguments.triggers)
    return "alleged_perpetrator" if fought else "targeted_party"


def _shares_fighters(arguments: Arguments, span: ActorSpan) -> bool:
    """ "30 regime and 39 rebel fighters": an adjective that shares the noun of the phrase joined to it."""
    syntax = arguments.syntax
    at = syntax.at(span.start)
    if syntax.kind(at + 1) != "joint" or syntax.kind(at + 2) != "noun":
        return False
    return not syntax.words(at + 2)[-1].classes.isdisjoint(("fighter", "agent_head"))


def _is_side(reading: Reading, span: ActorSpan) -> bool:
    """Whether an actor is known or has a name: "Terrorists" and "Tunisian fighters" may be anybody's."""
    words = reading.tokens_in(span.start, span.end)
    return span.actor_id not in UNKNOWN or any(t.capital and t.classes.isdisjoint(_ANYBODY) for t in words)


def _within(span: ActorSpan, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(first < span.end and span.start < last for first, last in stretches)


def claimants_of(reading: Reading, arguments: Arguments, voice: Voice | None) -> list[ActorMention]:
    """A party that says it did it: "the Front said that its fighters captured the base"."""
    if voice is None or voice.form != "before":
        return []
    own = next((arguments.syntax.all[at] for at in sorted(arguments.parts) if _is_own(arguments, at, voice)), None)
    if own is None:
        return []
    spans = find_actor_spans(reading, voice.speaker.phrase_start, voice.speaker.phrase_end)[-1:]
    if own.last - own.first > 1:  # "its forces"
        spans = [replace(span, start=own.start, end=own.end) for span in spans]
    return [_mention(reading, span, "claimed_responsibility", 0) for span in spans]


def claimed_by(reading: Reading, told: Sequence[ActorMention], voice: Voice) -> list[ActorMention]:
    """ "Russian artillery hit a depot, the Russian defence ministry said": a party tells what its own men did."""
    state = _state_of(reading, voice.speaker)
    return [
        replace(actor, role="claimed_responsibility")
        if actor.role == "alleged_perpetrator" and actor.actor_id is not None and _country(actor.actor_id) == state
        else actor
        for actor in told
    ]


def _state_of(reading: Reading, speaker: SpeakerPhrase) -> str | None:
    """The state, by its short form in ids, that a ministry, an army or their named spokesman speaks for."""
    if speaker.kind == "unnamed":
        return None
    spans = find_actor_spans(reading, speaker.phrase_start, speaker.phrase_end)
    words = reading.tokens_in(speaker.phrase_start, speaker.phrase_end)
    if not spans or spans[0].actor_id is None or all("belligerent" not in word.classes for word in words):
        return None
    return _country(spans[0].actor_id)


def _country(actor_id: str) -> str:
    return actor_id.partition(".")[0]


def _is_own(arguments: Arguments, at: int, voice: Voice) -> bool:
    """Whether a phrase that acts is "it", "we" or "its forces" of whoever speaks."""
    phrase = arguments.syntax.all[at]
    first = arguments.syntax.tokens[phrase.first]
    last = arguments.syntax.tokens[phrase.last - 1]
    own = "own_part" in first.classes and (first is last or not last.classes.isdisjoint(FORCES))
    return own and "doer" in arguments.parts[at] and voice.start <= phrase.start < voice.end


def _with_head(arguments: Arguments, span: ActorSpan, named: Sequence[ActorSpan]) -> ActorSpan:
    """An actor without an id goes by its whole phrase: "Palestinian armed groups", "RSF fighters"."""
    phrase = arguments.phrase_at(span.start)
    known = span.actor_id is not None or span.own or span.backer or not arguments.of(span.start)
    if phrase is None or known:
        return span
    words = arguments.syntax.tokens[phrase.first : phrase.last]
    rest = [token for token in words if token.start >= span.end]
    means = _ends_in_means(arguments.reading, rest)
    body = is_body(rest) or ends_in_people(arguments.reading, rest)
    if not body or (means and arguments.reading.text[span.start].isupper()):
        return span  # "a Ukrainian drone"
    if any(phrase.start <= trigger.start < phrase.end for trigger in arguments.triggers):
        return span
    before = [other for other in named if phrase.start <= other.start < span.start]
    whose = [other for other in before if other.country and arguments.reading.owns(other.end)]
    if whose:
        span = replace(span, start=whose[0].start)  # "Azerbaijan's army"
    led = bool(before)
    doubted = any("doubted" in word.classes for word in words if word.start < span.start)  # "a suspected RSF drone"
    start = span.start if led or doubted else past_counts(arguments.reading, phrase)
    names = [word for word in words if word.start >= past_counts(arguments.reading, phrase)]
    end = max(span.end, phrase.end)
    first = _with_capitals(names, min(start, span.start))
    return replace(span, start=first, end=end, adjective=span.adjective and end == span.end)


def _ends_in_means(reading: Reading, rest: Sequence[Token]) -> bool:
    """Whether words end in what flies, sails or drives: "naval drones"."""
    return bool(rest) and reading.is_a("agent_head", rest[-1].word, "means")


def _with_capitals(words: Sequence[Token], start: int) -> int:
    """Where a name begins: with the capitals before its head, and not with "the terrorist" before these."""
    before = [word for word in words if word.start < start]
    while before and _is_in_name(before[-1]):
        start = before.pop().start
    rest = [word for word in words if word.start >= start]
    capital = next((at for at, word in enumerate(rest) if word.capital and "det" not in word.classes), 0)
    plain = (word for word in rest[:capital] if "det" not in word.classes)
    return rest[capital].start if all(not word.classes.isdisjoint(_LOADED) for word in plain) and capital else start


def _is_in_name(word: Token) -> bool:
    """ "CODECO militiamen" without "Presumed"; "the 6th Infantry Division"."""
    if not word.classes.isdisjoint(("det", "doubted")):
        return False
    return (word.capital and word.text.isalpha()) or (word.text[0].isdigit() and word.text[-1].isalpha())


def _unnamed(reading: Reading, arguments: Arguments, named: Sequence[ActorSpan]) -> Iterator[ActorSpan]:
    """Whoever acts and is armed by the head word of the phrase, under a name that nobody listed."""
    for at, parts in arguments.parts.items():
        phrase = arguments.syntax.all[at]
        first = arguments.syntax.tokens[phrase.first]
        if parts.isdisjoint(("doer", "party", "claimant", "supporter")):
            continue
        if _is_others(first):
            if _is_joined_ally(arguments, at):
                yield ActorSpan(phrase.start, phrase.end, None)
            elif all(chunk.kind != "noun" for chunk in arguments.syntax.all[:at]):
                yield from _told_before(reading, phrase, first)
            continue
        if any(span.start < phrase.end and phrase.start < span.end for span in named):
            continue
        span = armed(reading, arguments.syntax.tokens, phrase)
        if span is not None:
            yield span


def _is_joined_ally(arguments: Arguments, at: int) -> bool:
    """ "the army and its allies": others by whose friends they are."""
    syntax = arguments.syntax
    joined = syntax.kind(at - 1) == "joint" and syntax.is_word(at - 1) and syntax.kind(at - 2) == "noun"
    after = at + 2 if syntax.kind(at + 1) == "joint" and not syntax.is_word(at + 1) else at + 1
    named = syntax.kind(after) == "noun"  # "its ally, the Dawn Front"
    return joined and not named and {"ally", "agent_head"} <= syntax.words(at)[-1].classes


def _told_before(reading: Reading, phrase: Chunk, pronoun: Token) -> Iterator[ActorSpan]:
    """ "Russian forces shelled the port. They also bombed …": the party that the sentence before begins with."""
    here = reading.sentences_over(phrase.start, phrase.end)[0]
    single = phrase.last - phrase.first == 1 and "subject_pronoun" in pronoun.classes
    if not single or not here.index or phrase.start - here.start > _SUBJECT:
        return
    before = reading.sentences[here.index - 1]
    if here.paragraph - before.paragraph > 1:
        return
    for span in find_actor_spans(reading, before.start, before.end)[:1]:
        known = span.actor_id not in UNKNOWN or span.listed
        if known and not (span.adjective or span.backer) and span.start - before.start <= _SUBJECT:
            yield ActorSpan(phrase.start, phrase.end, span.actor_id)


def _is_others(token: Token) -> bool:
    """Whether "its" or "they" stands for somebody named before."""
    return "own_part" in token.classes and "own_side" not in token.classes


def _is_told_by_next(reading: Reading, arguments: Arguments, span: ActorSpan, following: ActorSpan) -> bool:
    """ "terrorists of Jabhat al-Nusra", "armed men believed to be of the army": the name tells who they are."""
    if span.actor_id not in UNKNOWN and (not span.common or following.common):
        return False
    between = reading.tokens_in(span.end, following.start)
    if _are_called(reading, span.end, following.start):
        return len(between) <= _BELIEVED
    phrase = arguments.phrase_at(following.start)
    links = [token for token in between if phrase is not None and token.start < phrase.start]
    return len(links) == 1 and "belonging" in links[0].classes


def _are_called(reading: Reading, start: int, end: int) -> bool:
    """ "believed to be", "known as": whether the words between two names say that the second tells who it is."""
    words = [token.word for token in reading.tokens_in(start, end)]
    led = "as" if any(reading.is_a("clause", word, "as") for word in words) else "name"
    named = any(reading.is_a("naming", word, mark) for word in words for mark in ("name", led))
    return named or reading.any_of("doubt", start, end, "suspected")


def _in_full(reading: Reading, span: ActorSpan, following: ActorSpan) -> ActorSpan:
    """ "fighters of the Dawn Front": an actor without an id goes by all its words, if these are its name."""
    called = following.actor_id or _are_called(reading, span.end, following.start)
    return following if called else replace(following, start=span.start)


def _mention(reading: Reading, span: ActorSpan, role: ActorRole, start: int) -> ActorMention:
    first = span.start
    if reading.folded[max(start, first - 4) : first] == "the ":
        first -= 4
    near = reading.of("doubt", max(start, first - _DOUBTED), first, "suspected")
    certainty: Certainty = "suspected" if near else "stated"
    return ActorMention(span.actor_id, reading.text[first : span.end], first, span.end, role, certainty)


def sides_of(reading: Reading, actors: Sequence[ActorMention]) -> frozenset[str]:
    """What kind of men those are who did it: "soldiers" are a state's, "bandits" are not; "units" may be anybody's."""
    done = [actor for actor in actors if actor.role == "alleged_perpetrator"]
    heads = [reading.tokens.before(actor.end, 1)[0].classes for actor in done]
    sides = ["state" if "regular" in head else "irregular" if "irregular" in head else "" for head in heads]
    return frozenset(sides) if all(sides) else frozenset()


def _once(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    kept: dict[tuple[str, str], ActorMention] = {}
    for mention in mentions:
        kept.setdefault(party_of(mention), mention)
    return list(kept.values())
