"""Voices told by the way: "amid reports that …", "with the council saying …", "an attack that Kyiv blames on …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.contents import content_end, content_start
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.phrases import phrase_before
from harmtrace.extract.reading import Reading
from harmtrace.extract.said_words import LEAST
from harmtrace.extract.utterances import same, trim_mark
from harmtrace.extract.verbs import Verb
from harmtrace.extract.voice import Voice
from harmtrace.extract.voicing import Voicing
from harmtrace.model.attribution import Attribution

_BLAMED_REACH = 100
"""How far before "which X blames on", in characters, the attack may stand."""


class Indirect:
    """Finds voices whose verb is no main verb of its sentence."""

    def __init__(self, reading: Reading, voicing: Voicing) -> None:
        self.reading = reading
        self.voicing = voicing

    def rumour(self, verb: Verb, above: Attribution | None) -> Voice | None:
        """ "Amid reports that …", "unconfirmed reports suggesting that …": nobody is named who reports it."""
        tokens, at = verb.tokens, verb.at
        if at >= len(tokens) or "rumour" not in tokens[at].classes or verb.after >= len(tokens):
            return None
        before, after = tokens[at - 1] if at else None, tokens[verb.after]
        that = self.reading.is_a("subordinate", after.word, "that")
        clause = that or (after.word.endswith("ing") and self.reading.begins("say", after.start))
        free = before is None or self._is_no_subject(verb)
        if not clause or not free or tokens[at].capital is (before is not None):
            return None
        mention = verb.mention
        name = self.reading.text[mention.start : mention.end].lower()
        start, end = mention.start, mention.end
        reports = SpeakerPhrase(start, end, name, "unnamed", phrase_start=start, phrase_end=end)
        content = content_start(self.reading, verb.sentence, verb.after if that else verb.after + 1)
        return self._voice(verb, self.voicing.registry.remember(reports), content, "cited", above)

    def _is_no_subject(self, verb: Verb) -> bool:
        """Whether the word before "reports" governs or describes it, and is nobody who reports."""
        before = verb.tokens[verb.at - 1]
        governs = before.word.endswith("ing") or not before.classes.isdisjoint(("function", "be", "of_word"))
        return not before.capital and (governs or "unsure" in before.classes)

    def beside(self, verb: Verb) -> Voice | None:
        """ "…, with a rights group saying that …": the participle has a subject of its own."""
        phrase = phrase_before(self.reading, verb.tokens, verb.at)
        if phrase is None:
            return None
        first = next(place for place, token in enumerate(verb.tokens) if token.start >= phrase.start)
        before = verb.tokens[first - 1] if first else None
        own = "own_part" in phrase.tokens[0].classes  # "…, its spokesman Jane Doe alleging that …"
        if before is None or not ("beside" in before.classes or (own and before.text == ",")):
            return None
        speaker = self.voicing.registry.read(phrase)
        content = content_start(self.reading, verb.sentence, verb.after)
        return self._voice(verb, speaker, content, "before", None) if speaker is not None else None

    def blamed(self, verb: Verb, speaker: SpeakerPhrase) -> Voice | None:
        """ "An attack in the port that Kyiv blamed on the fleet": who blames tells of the attack before it."""
        tokens, at = verb.tokens, speaker.phrase_start
        if verb.mention.klass != "accuse" or verb.after >= len(tokens):
            return None
        before = self.reading.tokens.before(at, 1)
        if "blame_link" not in tokens[verb.after].classes or not before or "relative" not in before[0].classes:
            return None
        reach = max(verb.sentence.start, at - _BLAMED_REACH)
        attacks = [attack for attack in self.reading.of("attack", reach, before[0].start) if attack.feature != "verb"]
        if not attacks:
            return None
        end = trim_mark(self.reading.text, 0, before[0].start)
        return self.voicing.voice(verb.sentence, verb.mention, speaker, attacks[-1].start, end, "cited", None)

    def _voice(
        self, verb: Verb, speaker: SpeakerPhrase, content: int, form: str, above: Attribution | None
    ) -> Voice | None:
        end = content_end(self.reading, verb.sentence, content, verb.mention)
        if end - content < LEAST:
            return None
        return self.voicing.voice(verb.sentence, verb.mention, speaker, content, end, form, above)


def passed_on(text: str, voices: Sequence[Voice]) -> list[Voice]:
    """ "…, a source said, TASS reported": the last teller of a sentence passes on who speaks in his words."""
    last = voices[-1] if len(voices) > 1 else None
    if last is None or last.form != "after":
        return list(voices)
    return [_through(text, voice, last) if _speaks_within(voice, last) else voice for voice in voices]


def _speaks_within(voice: Voice, outer: Voice) -> bool:
    return outer.start <= voice.speaker.phrase_start and voice.verb_end <= outer.end and voice is not outer


def _through(text: str, voice: Voice, outer: Voice) -> Voice:
    """A voice with the chain of who passes it on, ending before he is named."""
    chain = outer.attribution.chain
    own = [link for link in voice.attribution.chain if not any(same(link.name, other.name) for other in chain)]
    start, end, form = voice.start, min(voice.end, outer.end), voice.form
    if form == "after" or (form == "before" and end - start < LEAST):
        start, end, form = outer.start, trim_mark(text, 0, voice.speaker.phrase_start), "after"
    return replace(voice, attribution=replace(voice.attribution, chain=(*own, *chain)), start=start, end=end, form=form)
