"""From a speaker and a stretch of text to a voice, with the chain from its origin to the publisher."""

from __future__ import annotations

from harmtrace.extract.contents import is_quoted
from harmtrace.extract.known_speakers import SpeakerPhrase
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.speakers import Registry
from harmtrace.extract.utterances import agency, own_id, same
from harmtrace.extract.voice import Voice
from harmtrace.model.attribution import Attribution, Teller

UNKNOWN_PUBLISHER = "publisher not stated"


class Voicing:
    """Builds the voices of one document; knows its publisher, its agency and the speakers so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.registry = Registry(reading)
        self.wire = agency(reading)

    def publisher(self) -> Attribution:
        """The publisher's own voice (after a wire agency, if the text is one's)."""
        return Attribution((*self.wire, self._publisher()), "publisher")

    def chain(self, speaker: SpeakerPhrase, verb: str | None, above: Attribution | None = None) -> Attribution:
        """The chain from `speaker` through its organisation to whoever relays it."""
        links = [Teller(speaker.name, own_id(speaker), speaker.start or None, speaker.end or None)]
        if speaker.kind == "person" and speaker.organisation:
            span = speaker.organisation_span or (None, None)
            links.append(Teller(speaker.organisation, speaker.actor_id, *span))
        rest = above.chain if above else (*self.wire, self._publisher())
        links += [link for link in rest if not any(same(link.name, known.name) for known in links)]
        return Attribution(tuple(links), "explicit", verb)

    def _publisher(self) -> Teller:
        name = self.registry.publisher
        return Teller(name or UNKNOWN_PUBLISHER, self.registry.names.actor_of(name) if name else None)

    def voice(
        self,
        sentence: Sentence,
        verb: Mention,
        speaker: SpeakerPhrase,
        start: int,
        end: int,
        form: str,
        above: Attribution | None,
        relay: SpeakerPhrase | None = None,
    ) -> Voice:
        """The voice of `speaker` over `start:end`, inside the words of `above` and told to `relay`."""
        word = self.reading.text[verb.start : verb.end] or None
        if relay is not None:
            above = self.chain(relay, None, above)
        attribution = self.chain(speaker, word, above)
        return Voice(
            start,
            end,
            attribution,
            speaker,
            word or "",
            verb.start,
            verb.end,
            sentence.index,
            form,
            is_quoted(self.reading, start, end),
        )
