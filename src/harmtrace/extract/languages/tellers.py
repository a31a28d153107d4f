"""From the words that name a teller to a speaker: who it is, with role and body, and the chain up to the publisher."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from harmtrace.extract.known_speakers import Kind, SpeakerPhrase
from harmtrace.extract.languages.names import parties_in
from harmtrace.extract.languages.teller_names import name_after, stems, without_link
from harmtrace.extract.languages.teller_phrases import TellerPhrase, phrase_behind
from harmtrace.extract.lexicon import Token
from harmtrace.extract.reading import Reading
from harmtrace.extract.utterances import own_id
from harmtrace.extract.voicing import UNKNOWN_PUBLISHER
from harmtrace.model.attribution import Attribution, Teller
from harmtrace.model.immutable import replace

_MEMORY = 60
"""So many speakers back one may be meant by a short name."""
_NAME = 4
"""So many words has a person's name."""
_SHORT = 2
"""So many words has a body that was named in full before: "the network", "the same source"."""
_ACTORS = ("teller_id", "actor", "country_actor")
_DASHES = ("-", "–", "—")
_SIGNATURE = 40
"""How far into the body, in characters, the line of an agency may stand."""


class Tellers:
    """The speakers that a document has introduced so far, and its publisher."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.known: list[SpeakerPhrase] = []
        self.last: SpeakerPhrase | None = None
        """Who spoke last in the text's own voice, and so goes on where a verb names nobody."""
        name = reading.document.publisher or ""
        self._publisher_words = frozenset(self._stems(name))
        self.publisher = SpeakerPhrase(0, 0, name or UNKNOWN_PUBLISHER, "organisation", None, name, self._id_of(name))
        self.wire = self._agency()

    def remember(self, speaker: SpeakerPhrase, quoted: bool = False) -> SpeakerPhrase:
        """Keep a speaker, so that a later short name may stand for it; who is quoted by another does not go on."""
        self.known.append(speaker)
        del self.known[:-_MEMORY]
        if not quoted:
            self.last = speaker
        return speaker

    def publishing(self) -> Attribution:
        """The publisher's own voice, after a wire agency if the text is one's."""
        return Attribution((*self.wire, self._publishing_teller()), "publisher")

    def chain(self, speaker: SpeakerPhrase, verb: str | None, above: Attribution | None = None) -> Attribution:
        """The chain from a speaker through its body to whoever relays it."""
        rest = above.chain if above is not None else (*self.wire, self._publishing_teller())
        if self.is_publisher(speaker):
            return Attribution(rest, "publisher" if above is None else "explicit", verb)
        links = [Teller(speaker.name, own_id(speaker), speaker.start, speaker.end)]
        if speaker.organisation and speaker.organisation_span:
            links.append(Teller(speaker.organisation, speaker.actor_id, *speaker.organisation_span))
        links += [link for link in rest if not any(self._same(link.name, known.name) for known in links)]
        return Attribution(tuple(links), "explicit", verb)

    def is_publisher(self, speaker: SpeakerPhrase) -> bool:
        """Whether the publisher itself speaks, known by name or not."""
        if speaker == self.publisher:
            return True
        return bool(self.reading.document.publisher) and self._same(speaker.name, self.publisher.name)

    def asks(self, speaker: SpeakerPhrase) -> bool:
        """Whether a label is a short form of the publisher's name, which asks in its interviews."""
        stems = self._stems(speaker.name)
        return bool(stems) and self._publisher_words.issuperset(stems)

    def identify(self, phrase: TellerPhrase) -> SpeakerPhrase:
        """The speaker that a phrase names."""
        found = self._meant(phrase) or self._named(phrase) or self._in_own_words(phrase)
        end = phrase.apposed[-1].end if phrase.apposed else phrase.end
        first = phrase.tokens[0]
        as_written = found.start == first.start and found.name == self.reading.text[found.start : found.end]
        name = without_link(self.reading.text, found.name, phrase.tokens) if as_written else found.name
        return SpeakerPhrase(  # much cheaper than `replace`, and done for every speaker
            found.start,
            found.end,
            name,
            found.kind,
            found.role,
            found.organisation,
            found.actor_id,
            found.organisation_span,
            phrase.start,
            end,
        )

    def label(self, tokens: Sequence[Token]) -> SpeakerPhrase:
        """The speaker whose name stands before a colon at the head of a line."""
        start, end = tokens[0].start, tokens[-1].end
        name = self.reading.text[start:end]
        known = next((k for k in reversed(self.known) if self._same(k.name, name)), None)
        if known is not None:
            return replace(known, start=start, end=end, phrase_start=start, phrase_end=end)
        kind: Kind = "organisation" if "body" in tokens[0].classes or self._id(start, end) else "person"
        role = self._role_before(name) if kind == "person" else None
        return SpeakerPhrase(start, end, name, kind, role, None, self._id(start, end), None, start, end)

    def _meant(self, phrase: TellerPhrase) -> SpeakerPhrase | None:
        """Who is meant by "the network", "the bulletin", "the same source": one that was named before."""
        words = [token for token in phrase.tokens if "same" not in token.classes]
        if not words or len(words) > 1 or len(phrase.tokens) > _SHORT or phrase.apposed:
            return None
        head = words[0]
        if "definite" not in head.classes:
            return None
        if "latter" in head.classes:
            return self._party_before(phrase)
        if "record" in head.classes:
            body = next((k for k in reversed(self.known) if k.kind == "organisation"), None)
            return replace(body, start=phrase.start, end=phrase.end) if body is not None else None
        stem = self._stem(head.word)
        meant = self._of_head(stem)
        if meant is not None:
            return replace(meant, start=phrase.start, end=phrase.end)
        if stem in self._publisher_words:
            return replace(self.publisher, start=phrase.start, end=phrase.end)
        named = self._body_named(stem, phrase.start)
        if named is not None:
            return named
        if not head.classes.isdisjoint(("role", "unnamed")) and "body" not in head.classes:
            person = next((k for k in reversed(self.known) if k.kind != "organisation"), None)
            return replace(person, start=phrase.start, end=phrase.end) if person is not None else None
        return None

    def _party_before(self, phrase: TellerPhrase) -> SpeakerPhrase | None:
        """The party that was named last before "the latter"."""
        reading = self.reading
        named = [m for klass in _ACTORS for m in reading.mentions.get(klass, ()) if m.end <= phrase.start]
        last = max(named, key=lambda mention: mention.end, default=None)
        found = self._body(reading.tokens_in(last.start, last.end)) if last is not None else None
        return replace(found, phrase_start=phrase.start, phrase_end=phrase.end) if found is not None else None

    def _of_head(self, stem: str) -> SpeakerPhrase | None:
        """The last speaker whose name or office begins with a word, else the last body that has it in its name."""
        for known in reversed(self.known):
            if stem in (*self._stems(known.name)[:1], *self._stems(known.role or "")[:1]):
                return known
        bodies = (known for known in reversed(self.known) if known.kind == "organisation")
        return next((known for known in bodies if stem in self._stems(known.name)), None)

    def _body_named(self, stem: str, before: int) -> SpeakerPhrase | None:
        """A body that the text named before with this head, though nobody spoke for it."""
        reading = self.reading
        for mention in (m for m in reading.mentions.get("teller_id", ()) if m.end <= before):
            if stem == self._stem(reading.tokens_in(mention.start, mention.end)[0].word):
                name = reading.text[mention.start : mention.end]
                return SpeakerPhrase(mention.start, mention.end, name, "organisation", None, name, mention.value)
        tokens = reading.tokens_in(0, before)
        for place, token in enumerate(tokens):
            if "body" in token.classes and "definite" not in token.classes and token.word == stem:
                phrase = phrase_behind(reading, tokens, place)
                return self._body(phrase.tokens) if phrase is not None and len(phrase.tokens) > 1 else None
        return None

    def _named(self, phrase: TellerPhrase) -> SpeakerPhrase | None:
        """A person with a name, or a body; None for whoever is only described."""
        tokens = phrase.tokens
        first = tokens[0]
        if phrase.apposed and not first.classes.isdisjoint(("role", "unnamed")):
            titled = len(phrase.apposed) > 1 and "honorific" in phrase.apposed[0].classes
            return self._person(phrase.apposed[titled:], tokens)
        called = next((place for place, token in enumerate(tokens) if "named" in token.classes), None)
        if called and called + 1 < len(tokens):
            return self._person(tokens[called + 1 :], tokens[:called])
        if "role" in first.classes or "honorific" in first.classes:
            at = name_after(self.reading, tokens, self._is_last_name(tokens[-1]))
            if at is not None and "same" not in tokens[at].classes:  # "the official himself"
                return self._person(tokens[at:], tokens[:at])
            return None
        if not first.classes.isdisjoint(("unnamed", "quantifier", "own")):
            return None
        return self._body(tokens) or self._bare_name(tokens)

    def _person(self, name: Sequence[Token], described: Sequence[Token]) -> SpeakerPhrase:
        """A person by name, with the office that the words before it tell, and whose it is."""
        text = self.reading.text
        while described and "conjunction" in described[-1].classes:
            described = described[:-1]
        role = text[described[0].start : described[-1].end] if described else None
        body = self._office_of(described)
        start, end = name[0].start, name[-1].end
        if len(name) == 1 and (known := self._by_last_name(name[0])) is not None:
            return replace(known, start=start, end=end)
        organisation, span = (body.name, (body.start, body.end)) if body is not None else (None, None)
        actor = body.actor_id if body is not None else None
        return SpeakerPhrase(start, end, text[start:end], "person", role, organisation, actor, span)

    def _by_last_name(self, name: Token) -> SpeakerPhrase | None:
        """The person who was named in full before: "General Shuaybi" for "Nasir al-Shuaybi"."""
        stem = self._stem(name.text)
        persons = (known for known in reversed(self.known) if known.kind == "person")
        return next((known for known in persons if self._stems(known.name)[-1:] == (stem,)), None)

    def _is_last_name(self, name: Token) -> bool:
        return self._by_last_name(name) is not None

    def _office_of(self, described: Sequence[Token]) -> SpeakerPhrase | None:
        """The body whose spokesman, director or member somebody is."""
        for place in range(1, len(described)):
            token = described[place]
            speaks = "speaks_for" in described[place - 1].classes
            if speaks or "body" in token.classes or self.reading.begins("teller_id", token.start):
                part = tuple(described[place:])
                if part[-1].is_word and len(part) == 1 and "definite" in part[0].classes:
                    meant = self._meant(TellerPhrase(part, 0))
                    if meant is not None:
                        return meant
                return self._body(part)
        return None

    def _body(self, tokens: Sequence[Token]) -> SpeakerPhrase | None:
        """A body by its name."""
        first = tokens[0]
        start, end = first.start, tokens[-1].end
        actor = self._id(start, end)
        definite = "definite" in first.classes
        body = any("body" in token.classes for token in tokens) or not first.is_word
        if actor is None and not definite and not body and not self._is_place(first.start):
            return None
        name = self.reading.text[start:end].rstrip(" ،,")
        own = without_link(self.reading.text, name, tokens)
        return SpeakerPhrase(start, start + len(name), own, "organisation", None, own, actor)

    def _bare_name(self, tokens: Sequence[Token]) -> SpeakerPhrase | None:
        """A person by the name alone."""
        if len(tokens) > _NAME + 1 or not all(token.is_word for token in tokens):
            return None
        start, end = tokens[0].start, tokens[-1].end
        name = self.reading.text[start:end]
        known = next((k for k in reversed(self.known) if k.kind == "person" and self._same(k.name, name)), None)
        if known is not None:
            return replace(known, start=start, end=end)
        return SpeakerPhrase(start, end, name, "person")

    def _in_own_words(self, phrase: TellerPhrase) -> SpeakerPhrase:
        """Somebody unnamed, in all the words of the text; a correspondent's outlet is a link of its own."""
        tokens = list(phrase.tokens)
        start, end = phrase.start, phrase.end
        name = self.reading.text[start:end]
        role = list(takewhile(lambda token: "speaks_for" not in token.classes, tokens))
        told = self.reading.text[role[0].start : role[-1].end] if role and "role" in role[0].classes else None
        body = self._office_of(tokens)
        actor = body.actor_id if body is not None else self._id(start, end)
        found = SpeakerPhrase(start, end, name, "unnamed", told, None, actor)
        named = body is not None and len(self._stems(body.name)) > 1
        if "own" in tokens[0].classes and named and body is not None and not self.is_publisher(body):
            return replace(found, organisation=body.name, organisation_span=(body.start, body.end))
        return found

    def _id(self, start: int, end: int) -> str | None:
        """The id of the teller whose name stands in a stretch, else of the party that is meant there in this text."""
        reading = self.reading
        told = next((m.value for m in reading.of("teller_id", start, end) if m.value != "-"), None)
        if told is not None or not any(reading.any_of(klass, start, end) for klass in ("actor", "country_actor")):
            return told
        return next((party.actor_id for party in parties_in(reading, start, end) if party.actor_id), None)

    def _id_of(self, name: str) -> str | None:
        """The id of the teller that a name is."""
        for mention in self.reading.lexicon.named("teller_id", name) if name else ():
            if mention.end - mention.start >= len(name):
                return mention.value
        return None

    def _is_place(self, start: int) -> bool:
        return bool(self.reading.places.beginning_at(start))

    def _role_before(self, name: str) -> str | None:
        """The role by which a name is introduced in the text or its title: "Doctor Salma Adam"."""
        known = next((k for k in reversed(self.known) if k.role and self._same(k.name, name)), None)
        return known.role if known is not None else None

    def _stem(self, word: str) -> str:
        """A word without its article, folded."""
        return self._stems(word)[-1] if word.strip() else word

    def _stems(self, words: str) -> tuple[str, ...]:
        """The words of a name without their articles, folded."""
        return stems(self.reading.lexicon, words)

    def _same(self, one: str, other: str) -> bool:
        """Whether two names are one, or one is the other with more words behind it."""
        if one == other:
            return True
        shorter, longer = sorted((self._stems(one), self._stems(other)), key=len)
        return bool(shorter) and (shorter == longer or (len(shorter) > 1 and longer[: len(shorter)] == shorter))

    def _publishing_teller(self) -> Teller:
        return Teller(self.publisher.name, self.publisher.actor_id)

    def _agency(self) -> tuple[Teller, ...]:
        """The agency that signs the text: in brackets or behind a dash at its head or end; not the publisher."""
        reading = self.reading
        for mention in reading.mentions.get("agency", ()):
            name = reading.text[mention.start : mention.end]
            before = reading.text[max(0, mention.start - 3) : mention.start].rstrip()[-1:]
            after = reading.text[mention.end : mention.end + 3].lstrip()[:1]
            dashed = before in _DASHES or after in _DASHES
            head = mention.start < reading.body + _SIGNATURE and (dashed or before == "(")
            closes = not reading.text[mention.end :].strip(" .)\n") and before in (*_DASHES, "(", "")
            if (head or closes) and not self._same(name, self.publisher.name):
                return (Teller(name, None, mention.start, mention.end),)
        return ()
