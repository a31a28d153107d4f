"""From drafts to claims: spans checked, confidence set by what the claim is like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from harmtrace.extract.appeals import AppealDraft
from harmtrace.extract.characterisations import LabelDraft
from harmtrace.extract.confidence import confidence_of, signs_of
from harmtrace.extract.drafts import EventDraft
from harmtrace.extract.harm_drafts import HarmDraft
from harmtrace.extract.reading import Reading
from harmtrace.extract.responses import ResponseDraft
from harmtrace.extract.situations import SituationDraft
from harmtrace.extract.statements import StatementDraft
from harmtrace.model.attribution import Attribution, Extractor
from harmtrace.model.claim import (
    AnyClaim,
    AppealClaim,
    CharacterisationClaim,
    EventClaim,
    Fraction,
    Harm,
    ResponseClaim,
    SituationClaim,
    Speaker,
    StatementClaim,
)
from harmtrace.model.span import Evidence, Stretch

EXTRACTOR_NAME = "harmtrace.rules"
EXTRACTOR_VERSION = "11"


class Building:
    """Builds the claims of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def event(self, draft: EventDraft) -> EventClaim:
        """The claim of an event draft."""
        return EventClaim(
            **self._fields(
                "event",
                draft.spans,
                draft.attribution,
                draft.rule,
                modality=draft.modality,
                scope=draft.scope or "single",
                event_types=tuple(draft.types),
                attacks=draft.attacks,
                when=draft.when,
                where=tuple(draft.where),
                weapons=tuple(draft.weapons),
                actors=tuple(draft.actors),
                targets=tuple(draft.targets),
                harms=tuple(_harm(harm) for harm in draft.harms),
            )
        )

    def situations(self, drafts: Sequence[SituationDraft]) -> list[AnyClaim]:
        """The claims of situation drafts in text order; a share refers to the figure before it."""
        claims: list[AnyClaim] = []
        last: str | None = None
        for draft in drafts:
            sentence = self.reading.sentences[draft.sentence]
            if draft.fraction is not None and last is None:
                continue
            fraction = Fraction(draft.fraction, last) if draft.fraction is not None and last else None
            claim = SituationClaim(
                **self._fields(
                    "situation",
                    [(sentence.start, sentence.end)],
                    draft.attribution,
                    f"situation: {draft.what}",
                    modality="asserted",
                    what=draft.what,
                    sectors=draft.sectors,
                    quantity=draft.quantity,
                    fraction=fraction,
                    where=draft.where,
                    origins=draft.origins,
                    when=draft.when,
                )
            )
            last = claim.claim_id if draft.quantity is not None else last
            claims.append(claim)
        return claims

    def statement(self, draft: StatementDraft) -> StatementClaim:
        """The claim of a statement draft."""
        speaker = draft.voice.speaker
        organisation = speaker.organisation if speaker.kind != "unnamed" else None
        return StatementClaim(
            **self._fields(
                "statement",
                draft.spans,
                draft.voice.attribution,
                f"statement: {draft.voice.form}",
                modality="asserted",
                speaker=Speaker(speaker.name, speaker.role, organisation, speaker.actor_id),
                verb=draft.voice.verb,
                said_on=draft.said_on,
                content=Stretch(draft.start, draft.end),
                quoted=draft.quoted,
            )
        )

    def label(self, draft: LabelDraft) -> CharacterisationClaim:
        """The claim of a label draft."""
        return CharacterisationClaim(
            **self._fields(
                "characterisation",
                draft.spans,
                draft.attribution,
                f"label: {draft.label}",
                modality="asserted",
                label=draft.label,
                about=Stretch(draft.start, draft.end),
                weapon_id=draft.weapon_id,
            )
        )

    def appeal(self, draft: AppealDraft) -> AppealClaim:
        """The claim of an appeal draft."""
        return AppealClaim(
            **self._fields(
                "appeal",
                self._sentences(draft.start, draft.end),
                draft.attribution,
                "appeal",
                modality="asserted",
                by=draft.by,
                to=draft.to,
                action=Stretch(draft.start, draft.end),
            )
        )

    def response(self, draft: ResponseDraft) -> ResponseClaim:
        """The claim of a response draft."""
        return ResponseClaim(
            **self._fields(
                "response",
                self._sentences(draft.start, draft.end),
                draft.attribution,
                f"response: {draft.type}",
                modality="asserted",
                type=draft.type,
                actor_id=draft.speaker.actor_id,
                about=Stretch(draft.start, draft.end),
            )
        )

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        covered = self.reading.sentences_over(start, end)
        return [(covered[0].start, covered[-1].end)] if covered else [(start, end)]

    def _fields(
        self, kind: str, spans: Sequence[tuple[int, int]], attribution: Attribution, rule: str, **own: Any
    ) -> dict[str, Any]:
        """All fields of a claim: those that every kind has, its `own`, and how sure it is."""
        document, bare = self.reading.document, self.reading.bare
        found = {
            "evidence": tuple(self._evidence(start, end) for start, end in spans),
            "attribution": attribution,
            **own,
        }
        if bare is not None:
            found = {name: bare.raised(value) for name, value in found.items()}
        fields = {
            "source": self.reading.source,
            "document_id": document.document_id,
            "language": document.language,
            "extractor": Extractor(EXTRACTOR_NAME, EXTRACTOR_VERSION, rule),
            **found,
        }
        return {**fields, "confidence": confidence_of(signs_of(kind, fields))}

    def _evidence(self, start: int, end: int) -> Evidence:
        text = self.reading.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Evidence(start, end, text[start:end])


def _harm(draft: HarmDraft) -> Harm:
    return Harm(draft.harm, draft.quantity, draft.status, draft.who, draft.parent)
