"""Responses: a party denies, admits or claims an act, or disputes a figure, with what the answer is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmtrace.extract.attribution import Voices
from harmtrace.extract.contents import clause_end, comma_after, content_start
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention, Token
from harmtrace.extract.phrases import Phrase, phrase_after, phrase_before
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.untruths import called_untrue
from harmtrace.extract.voice import Voice
from harmtrace.model.attribution import Attribution
from harmtrace.model.claim import ResponseType
from harmtrace.model.immutable import immutable

_RESPONSES: dict[str, ResponseType] = {
    "deny": "denies",
    "admit": "admits",
    "claim": "claims_responsibility",
    "dispute": "disputes_figure",
}
_PARTICIPLES = 3
"""So many words after "denied" a "by" makes it a passive: "convoys denied or impeded by the army"."""
_ANSWERED = 5
"""So many words after "contested" its figure or account stands."""
_RELATIVE = 2
"""So many words before "has denied" the pronoun of its clause may stand."""
_OPENING = 9
"""So many words into what is said its subject and verb stand."""
_OWNING = 5
"""So many words into what is said "had carried out the raid" begins."""
_ACT_REACH = 3
"""So many words after "not" what was not done stands."""
_FIGURE_REACH = 60
"""So many characters after "no one" its "was killed" may stand."""
_ACTORS = ("actor", "country_actor", "adjective_actor")
_STATES = ("state", "state_forces", "coalition", "country")


@immutable(frozen=True, slots=True)
class ResponseDraft:
    """A party's answer; what it is about stands at `start:end`."""

    type: ResponseType
    speaker: SpeakerPhrase
    attribution: Attribution
    start: int
    end: int
    told: bool = False
    """Whether what it is about is told by another in the same words, and so remains an event."""


def responses_of(reading: Reading, voices: Voices, sentence: Sentence) -> list[ResponseDraft]:
    """The responses told in a sentence: by a verb of answering, in reported words, or of a figure that is not so."""
    found = []
    for klass, kind in _RESPONSES.items():
        for cue in reading.of(klass, sentence.start, sentence.end):
            draft = _response(reading, voices, sentence, cue, kind)
            if draft is not None:
                found.append(draft)
    return found or _in_own_words(reading, voices, sentence) or _called_untrue(voices, sentence)


def _called_untrue(voices: Voices, sentence: Sentence) -> list[ResponseDraft]:
    called = called_untrue(voices, sentence)
    return [ResponseDraft(*called)] if called is not None else []


def _response(
    reading: Reading, voices: Voices, sentence: Sentence, cue: Mention, kind: ResponseType
) -> ResponseDraft | None:
    tokens = sentence.tokens
    at = next((i for i, token in enumerate(tokens) if token.start >= cue.start), 0)
    after = next((i for i, token in enumerate(tokens) if token.start >= cue.end), len(tokens))
    passive = kind == "denies" and any("agent" in token.classes for token in tokens[after : after + _PARTICIPLES])
    if passive or _negated(tokens, at) or (kind == "claims_responsibility" and _goes_on(reading, tokens, after)):
        return None
    if "be" in tokens[max(at - 1, 0)].classes or "be" in tokens[at].classes:
        speaker = _agent(reading, voices, tokens, after)
        speaker = speaker if speaker is not None and _is_party(reading, speaker) else None
    else:
        speaker = _accused(reading, voices, sentence, at) or voices.subject(sentence, cue)
        phrase = phrase_before(reading, tokens, at)
        if speaker is None and phrase is not None:
            speaker = _as_actor(reading, phrase, voices)
    if speaker is None or _is_nobody(reading, speaker):
        return None
    start = max(cue.end, content_start(reading, sentence, after) if kind in ("denies", "admits") else 0)
    end = _before_more(reading, start, clause_end(reading, start, sentence.end))
    if any("relative_clause" in token.classes for token in tokens[max(0, at - _RELATIVE) : at]):
        end = comma_after(reading, start, end)
    if kind == "denies" and _is_figure(reading, start):
        kind = "disputes_figure"  # "rejected that figure", "dismissed the toll as inflated"
    if kind == "disputes_figure" and not _is_figure_or_charge(reading, start, end):
        return None
    if kind == "denies" and not _is_denial(reading, start, end):
        return None
    for_what = reading.folded[start : start + len(" for ")].lstrip().startswith("for ")
    acts = kind == "admits" or (kind == "claims_responsibility" and for_what)
    if acts and not _is_act(reading, start, end):
        return None
    told = not reading.folded[start:end].strip()
    if told:
        # "a figure that the army disputes": what is answered stands before it.
        leads = reading.text.rfind(",", sentence.start, speaker.phrase_start or cue.start)
        start, end = (sentence.start, leads) if leads > sentence.start else (cue.start, end)
    start += len(reading.text[start:end]) - len(reading.text[start:end].lstrip(" ,"))
    return ResponseDraft(kind, speaker, voices.chain(speaker, reading.text[cue.start : cue.end]), start, end, told)


def _is_nobody(reading: Reading, speaker: SpeakerPhrase) -> bool:
    """ "No group", "neither side"."""
    first = reading.tokens_in(speaker.phrase_start, speaker.phrase_start + 1)
    return any(reading.is_a("nobody", token.word) for token in first)


def _is_figure_or_charge(reading: Reading, start: int, end: int) -> bool:
    """ "Contested that account", "disputes the toll", also where it is said before; not "contested towns"."""
    tokens = reading.tokens_in(start, end)[:_ANSWERED]
    return not tokens or any(
        not token.classes.isdisjoint(("figure_noun", "charge_noun", "toll_noun")) or token.text.isdigit()
        for token in tokens
    )


def _is_figure(reading: Reading, start: int) -> bool:
    """Whether a number and no report or claim is what is answered: the noun after the article."""
    words = [token for token in reading.tokens_in(start, start + _FIGURE_REACH) if "determiner" not in token.classes]
    first = words[0].classes if words else frozenset()
    return "toll_noun" in first and "figure_noun" in first


def _before_more(reading: Reading, start: int, end: int) -> int:
    """ "denied the raid | and blamed the militia", "that account | : a herder had died": where more is told."""
    further = [cue.start for klass in ("accuse", "appeal", *_RESPONSES) for cue in reading.of(klass, start, end)]
    further += [cue.start for cue in reading.of("say", start, end)]
    link = " and "
    joined = [at - len(link) for at in further if reading.folded[max(0, at - len(link)) : at] == link]
    colon = reading.text.find(": ", start, end)
    return min([*joined, *([colon] if colon >= 0 else []), end])


def _negated(tokens: Sequence[Token], at: int) -> bool:
    """ "No group claimed responsibility", "has not denied": no answer was given."""
    place = at - 1
    while place >= 0 and "skipped" in tokens[place].classes:
        place -= 1
    return any("negation" in token.classes for token in tokens[max(0, place - 1) : at])


def _goes_on(reading: Reading, tokens: Sequence[Token], after: int) -> bool:
    """ "claimed the attack killed two": a verb follows, so that something is said and no act is claimed."""
    if after >= len(tokens) or not tokens[after].is_word:
        return False
    token, said = tokens[after], tokens[after - 1]
    if "function" in said.classes or said.word.endswith("ing"):
        return False  # "owned up to the raid", "boasted of having laid the mine"
    return not ("function" in token.classes and "auxiliary" not in token.classes) and not reading.dates_in(
        token.start, token.end
    )


def _agent(reading: Reading, voices: Voices, tokens: Sequence[Token], after: int) -> SpeakerPhrase | None:
    """Who answers in the passive: "the attack was claimed by the group"."""
    if after >= len(tokens) or "agent" not in tokens[after].classes:
        return None
    phrase = phrase_after(reading, tokens, after + 1)
    if phrase is None:
        return None
    return voices.registry.read(phrase) or _as_actor(reading, phrase, voices)


def _accused(reading: Reading, voices: Voices, sentence: Sentence, at: int) -> SpeakerPhrase | None:
    """ "Residents accused the militia of the raid; the group denied it": who was accused in the same sentence."""
    phrase = phrase_before(reading, sentence.tokens, at)
    accusations = reading.of("accuse", sentence.start, sentence.tokens[at].start)
    if phrase is None or not accusations or not reading.is_a("pronoun", " ".join(phrase.words)):
        return None
    after = next(i for i, token in enumerate(sentence.tokens) if token.start >= accusations[-1].end)
    accused = phrase_after(reading, sentence.tokens, after)
    if accused is None or accused.end > phrase.start:
        return None
    return voices.registry.identify(accused) or _as_actor(reading, accused, voices)


def _in_own_words(reading: Reading, voices: Voices, sentence: Sentence) -> list[ResponseDraft]:
    """ "said that they did not strike the town", "said it was behind the blast": an answer in reported words."""
    for voice in voices.in_sentence(sentence):
        kind = None if voice.form in ("inner", "headline", "according") else _answer_in(reading, voice)
        if kind is not None:
            further = reading.folded.find(" and that ", voice.start, voice.end)
            end = further if further > 0 else voice.end
            return [ResponseDraft(kind, voice.speaker, voice.attribution, voice.start, end)]
    return []


def _answer_in(reading: Reading, voice: Voice) -> ResponseType | None:
    words = [token for token in reading.tokens_in(voice.start, voice.end) if token.is_word][:_OPENING]
    if not words or reading.is_a("number_verb", voice.verb.lower()):
        return None
    disclaimed = reading.of("disclaimer", words[0].start, words[-1].end)
    if disclaimed and (_is_own(reading, voice, words[:2]) or disclaimed[0].start == words[0].start):
        return "denies"
    if _none_of_ours(words):
        return "denies"
    negation = next((place for place, token in enumerate(words) if "negation" in token.classes), None)
    if negation is None:
        own = _is_own(reading, voice, words[:2]) or _is_himself(voice, words[0])
        return _owned(reading, voice, words) if own else None
    if words[negation - 1].word in ("do", "does") or "modal" in words[negation - 1].classes:
        return None  # "we do not target civilians", "it will not stop its attacks": no answer to what is told
    nobody = negation == 0 and reading.is_a("nobody", words[0].word) and _is_party(reading, voice.speaker)
    nobody = nobody and not _is_count(reading, words[0])
    if not nobody and not _is_own(reading, voice, words[:negation]):
        return None
    end = voice.end if nobody else words[min(negation + _ACT_REACH, len(words) - 1)].end
    acts = reading.any_of("attack", words[negation].end, end)
    acts = acts or any("own_act" in token.classes for token in reading.tokens_in(words[negation].end, end))
    return "denies" if acts else None


def _none_of_ours(words: Sequence[Token]) -> bool:
    """ "None of its men were on that road"."""
    return (
        len(words) > 3
        and "negation" in words[0].classes
        and "of" in words[1].classes
        and "own_part" in words[2].classes
    )


def _is_count(reading: Reading, nobody: Token) -> bool:
    """Whether "no one" is a count of the harmed: "no one was killed when rockets landed near the airport"."""
    harms = reading.of("harm", nobody.end, nobody.end + _FIGURE_REACH)
    return bool(harms) and not reading.any_of("attack", nobody.end, harms[0].start)


def _is_own(reading: Reading, voice: Voice, subject: Sequence[Token]) -> bool:
    """Whether the subject of what is said is the speaker's own side: "its forces", "the movement", "Russian jets"."""
    if not subject:
        return False
    first = subject[0]
    if "own_part" in first.classes:
        return True
    if len(subject) > 1 and reading.is_a("pronoun", f"{first.word} {subject[1].word}", "group"):
        # "the group" is the speaker's own, "the army" only where an army or somebody's spokesman speaks
        named = f"{voice.speaker.name} {voice.speaker.organisation} {voice.speaker.role}".lower().split()
        speaks_for = any(reading.is_a("speaks_for", word) for word in named)
        return subject[1].word in named or speaks_for or "belligerent" not in subject[1].classes
    start, end = first.start, subject[-1].end
    speaks = {
        m.value for klass in _ACTORS for m in reading.of(klass, voice.speaker.phrase_start, voice.speaker.phrase_end)
    }
    acts = {m.value for klass in _ACTORS for m in reading.of(klass, start, end)}
    return bool((speaks & acts) - {"-"})


def _is_himself(voice: Voice, subject: Token) -> bool:
    """ "The field commander Omar Taha said he had ordered the raid"."""
    return voice.speaker.kind == "person" and "subject_pronoun" in subject.classes


def _owned(reading: Reading, voice: Voice, words: Sequence[Token]) -> ResponseType | None:
    """Whether a party says that a known act was its own: a state admits it, another claims it."""
    done = next((place for place, token in enumerate(words[:_OWNING]) if "owning" in token.classes), None)
    if done is None or any("say" in token.classes for token in words[:done]):
        return None
    rest = words[done + 1 : done + 1 + _ACT_REACH]
    known = any(token.word in ("the", "it", "this", "that") for token in rest)
    acts = known and any(reading.any_of(k, rest[0].start, rest[-1].end) for k in ("attack", "weapon", "anaphor"))
    if not (acts or _is_party(reading, voice.speaker)):
        return None  # "the charity said it had conducted the survey after the attack"
    return ("admits" if _is_state(reading, voice.speaker) else "claims_responsibility") if known else None


def _is_party(reading: Reading, speaker: SpeakerPhrase) -> bool:
    """Whether a state or an armed body speaks."""
    if any(reading.any_of(klass, speaker.phrase_start, speaker.phrase_end) for klass in _ACTORS):
        return True
    tokens = reading.tokens_in(speaker.phrase_start, speaker.phrase_end)
    return any(not token.classes.isdisjoint(("agent_head", "military_noun")) for token in tokens)


def _is_state(reading: Reading, speaker: SpeakerPhrase) -> bool:
    """Whether a state's body speaks, and no armed group."""
    start, end = speaker.phrase_start, speaker.phrase_end
    if any("state_noun" in token.classes for token in reading.tokens_in(start, end)):
        return True
    return any(mention.feature in _STATES for klass in _ACTORS for mention in reading.of(klass, start, end))


def _is_denial(reading: Reading, start: int, end: int) -> bool:
    """Whether an act or a report is denied: "denied striking the town", not "denied access" or "denied him bread"."""
    first = reading.tokens_in(start, end)[:1]
    return not first or "not_denied" not in first[0].classes


def _is_act(reading: Reading, start: int, end: int) -> bool:
    """Whether an act is admitted or claimed: not "admitted 24 wounded", "acknowledged the loss", "claimed a win"."""
    tokens = [token for token in reading.tokens_in(start, end) if token.word != "for"]
    first = [token for token in tokens[:2] if "determiner" not in token.classes][:1]
    if not first:
        return True  # "claimed it", "the attack was claimed"
    if "not_admitted" in first[0].classes or reading.quantities_in(first[0].start, first[0].start + 1):
        return False
    acts = any(not token.classes.isdisjoint(("own_act", "error", "charge_noun")) for token in tokens)
    told = any(reading.any_of(klass, start, end) for klass in ("attack", "harm", "weapon", "anaphor"))
    return acts or told or any(token.word.endswith("ing") for token in tokens[:2])


def _as_actor(reading: Reading, phrase: Phrase, voices: Voices) -> SpeakerPhrase | None:
    """An armed actor answers though it is no teller by its name."""
    mentions = [m for klass in _ACTORS for m in reading.of(klass, phrase.start, phrase.end)]
    named = phrase.tokens["definite_article" in phrase.tokens[0].classes :]
    if not named or not (mentions or any(token.capital for token in phrase.tokens)):
        return None
    start = named[0].start
    name = re.sub(r"['’]s?$", "", reading.text[start : phrase.end])
    known = voices.registry.names.actor_of(name) if not mentions else None
    actor = mentions[0].value if mentions and mentions[0].value != "-" else known
    return SpeakerPhrase(
        start, start + len(name), name, "organisation", None, name, actor, None, phrase.start, phrase.end
    )
