"""From a sentence to event drafts: which trigger, harm, target, place, date and actor belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from harmtrace.extract.accusations import accusation_of, parted_accusation
from harmtrace.extract.actors import actors_of, claimants_of, claimed_by, sides_of
from harmtrace.extract.anaphors import anaphoric_place
from harmtrace.extract.anniversaries import anniversary_of
from harmtrace.extract.arguments import Arguments
from harmtrace.extract.asides import Clause
from harmtrace.extract.attack_counts import attack_count
from harmtrace.extract.attribution import Voices
from harmtrace.extract.clauses import clauses_of
from harmtrace.extract.drafts import EventDraft, party_of, thing_of
from harmtrace.extract.extents import is_plural, is_running, is_singular, is_spread, is_taken, is_until_now
from harmtrace.extract.harm_drafts import HarmDraft, harms_within
from harmtrace.extract.harm_triggers import is_toll
from harmtrace.extract.harms import find_harms
from harmtrace.extract.headings import heading_date
from harmtrace.extract.kinds import types_of
from harmtrace.extract.labels import heads_a_sheet
from harmtrace.extract.lexicon import Mention
from harmtrace.extract.locating import is_building
from harmtrace.extract.merging import inherited
from harmtrace.extract.modality import modality_of
from harmtrace.extract.objects import by_means, weapons_of
from harmtrace.extract.questions import asked_in, is_question
from harmtrace.extract.reading import Reading, Sentence
from harmtrace.extract.references import is_further, is_of_series, met_again, of_those_told, refers
from harmtrace.extract.rows import heads_rows, row_draft
from harmtrace.extract.scenes import heading_place, where_of
from harmtrace.extract.sheets import sheet_drafts
from harmtrace.extract.splitting import by_date, by_figure, by_party, by_place
from harmtrace.extract.targets import targets_of
from harmtrace.extract.times import day_before, day_told_after, is_of_an_open_day, when_of
from harmtrace.extract.triggers import attack_triggers, goes_on, is_told, without_flight
from harmtrace.extract.voice import Voice
from harmtrace.model.claim import ActorMention, TargetMention
from harmtrace.model.quantity import Quantity
from harmtrace.model.when import When
from harmtrace.model.where import Where

_TIME_LEAD = 16
"""So far, in characters, before "earlier" its "minutes" may stand."""
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?!\d)")


def event_drafts(
    reading: Reading, voices: Voices, sentence: Sentence, taken: Sequence[tuple[int, int]]
) -> list[EventDraft]:
    """The event drafts of one sentence. `taken` are stretches that other claim kinds have read."""
    row = row_draft(reading, voices, sentence)
    if row is not None or heads_rows(reading, sentence):
        return [row] if row is not None else []
    if is_question(reading, sentence):
        return []
    if (sheet := sheet_drafts(reading, voices, sentence)) is not None:
        return sheet
    told, blamed = parted_accusation(reading, voices, sentence)
    if blamed is not None:
        return [*event_drafts(reading, voices, told, taken), *accusation_of(reading, voices, blamed)]
    start, end = sentence.start, sentence.end
    taken = [*taken, *asked_in(reading, sentence)]
    harms = find_harms(reading, start, end, taken)
    if harms and (tellers := _tellers(reading, voices, sentence, harms)):
        harms = find_harms(reading, start, end, [*taken, *tellers])
    triggers = attack_triggers(reading, start, end, taken)
    if not harms and not triggers:
        return accusation_of(reading, voices, sentence)
    if _heads(reading, sentence) or (not harms and heads_a_sheet(reading.sentences, sentence.index)):
        return []
    pieces = clauses_of(reading, voices, sentence, harms, triggers)
    drafts: list[EventDraft] = []
    for piece in pieces:
        found = _drafts_of_piece(reading, voices, sentence, piece, pieces, harms, triggers)
        if piece.shares and drafts:
            found = [_by_the_same(draft, drafts[-1]) for draft in found]
        drafts += found
    # "blamed the militia, which said the blast was no work of its own": who is blamed is told besides.
    return drafts if any(not draft.referring for draft in drafts) else drafts + accusation_of(reading, voices, sentence)


def _by_the_same(draft: EventDraft, before: EventDraft) -> EventDraft:
    """The draft of a clause without a subject of its own: those who did it did what is told before.

    What leaves out its verb as well tells of the same kind of attack: "… on Friday and nine on Saturday".
    """
    known = {party_of(actor) for actor in draft.actors}
    same = [a for a in before.actors if a.role == "alleged_perpetrator" and party_of(a) not in known]
    return replace(
        draft,
        types=draft.types or list(before.types),
        weapons=draft.weapons or list(before.weapons if not draft.caused else ()),
        actors=[*same, *draft.actors],
        attribution=before.attribution,
        attributed=before.attributed,
    )


def _heads(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is a label with text under it, which tells what the label only names."""
    following = reading.sentences[sentence.index + 1 : sentence.index + 2]
    return sentence.zone != "title" and any(below.label == sentence.index for below in following)


def clauses_in(reading: Reading, voices: Voices, sentence: Sentence) -> list[Clause]:
    """The stretches of a sentence that each tell an event; none where it tells of no harm or attack."""
    harms = find_harms(reading, sentence.start, sentence.end)
    triggers = attack_triggers(reading, sentence.start, sentence.end)
    return clauses_of(reading, voices, sentence, harms, triggers) if harms or triggers else []


def _drafts_of_piece(
    reading: Reading,
    voices: Voices,
    sentence: Sentence,
    piece: Clause,
    pieces: Sequence[Clause],
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
) -> list[EventDraft]:
    reading = reading.without(piece.gaps)
    own_harms = harms_within(harms, piece.start, piece.end, piece.gaps)
    if piece.aside and own_harms and not any(piece.start <= harm.trigger < piece.end for harm in own_harms):
        # "Two men who had fled Homs were killed": the verb of the sentence is not that of its relative clause.
        own_harms = find_harms(reading, piece.start, piece.end)
    own_triggers = without_flight([trigger for trigger in triggers if piece.covers(trigger.start)], own_harms)
    if not own_harms and not own_triggers:
        return []
    centre = own_harms[0].start if own_harms else own_triggers[0].start
    voice = None if piece.lasting and piece.aside else _voice_of(voices, own_harms, own_triggers, centre)
    draft = _draft(reading, voices, sentence, piece, voice, own_harms, own_triggers)
    draft = _how_told(reading, sentence, piece, draft, len(pieces) > 1, own_triggers)
    if _only_spoken_of(reading, voices, sentence, draft) or (piece.aside and not _tells_by_the_way(draft)):
        return []
    return [
        split
        for dated in by_date(reading, draft, piece)
        for place in by_place(reading, dated)
        for blamed in by_party(reading, place)
        for split in by_figure(reading, blamed)
    ]


def _tells_by_the_way(draft: EventDraft) -> bool:
    """Whether what is told by the way has a figure or a day, or says who did it and where."""
    return bool(draft.harms or draft.attacks or draft.when or (draft.actors and draft.where))


def _only_spoken_of(reading: Reading, voices: Voices, sentence: Sentence, draft: EventDraft) -> bool:
    """Whether an attack is only condemned, judged in general or denied (annotation rule 32)."""
    if draft.harms or draft.attacks or draft.when:
        return False
    said = voices.in_sentence(sentence)
    judged = any(
        reading.is_a("say", voice.verb.lower()) and reading.any_of("condemning", voice.verb_start, voice.verb_end)
        for voice in said
    )
    supposed = draft.modality == "conditional" and draft.anaphoric
    return judged or supposed or _denied(reading, sentence) or _general(reading, sentence)


def _denied(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence denies its attack and tells of none instead ("denied it, saying rebels had shelled …")."""
    denials = reading.of("deny", sentence.start, sentence.end)
    if not denials or not reading.any_of("attack", sentence.start, sentence.end):
        return False
    instead = reading.of("say", denials[0].end, sentence.end, "gerund")
    if not instead or not reading.any_of("attack", instead[0].end, sentence.end):
        return True
    subject = reading.tokens_in(instead[0].end, sentence.end)[:1]
    return bool(subject) and "own_part" in subject[0].classes


def _general(reading: Reading, sentence: Sentence) -> bool:
    """ "Attacks on civilians are war crimes": a label over attacks of that kind."""
    labels = reading.of("label", sentence.start, sentence.end)
    if not labels:
        return False
    before = reading.tokens_in(max(sentence.start, labels[0].start - 12), labels[0].start)
    return any(token.word in ("is", "are") for token in before)


def _voice_of(voices: Voices, harms: Sequence[HarmDraft], triggers: Sequence[Mention], centre: int) -> Voice | None:
    first = harms[0] if harms else None
    if first is not None:
        return voices.at(first.quantity.start, first.quantity.end) or _of_themselves(voices, first)
    return voices.at(triggers[0].start, triggers[0].end) or voices.at(centre, centre + 1)


def _of_themselves(voices: Voices, harm: HarmDraft) -> Voice | None:
    """ "A wounded farmer said", "two men who were shot told": who was harmed tells it."""
    for sentence in voices.reading.sentences_over(harm.quantity.start, harm.quantity.end):
        for voice in voices.in_sentence(sentence):
            if voice.speaker.phrase_start <= harm.quantity.start < voice.speaker.phrase_end:
                return voice
    return None


def _draft(
    reading: Reading,
    voices: Voices,
    sentence: Sentence,
    piece: Clause,
    voice: Voice | None,
    harms: Sequence[HarmDraft],
    triggers: Sequence[Mention],
) -> EventDraft:
    """What a clause tells of an event; `_how_told` adds how it tells it."""
    spoken = _speakers(voices, sentence)
    arguments = Arguments(reading, piece.start, piece.end, triggers)
    actors = _actors(reading, arguments, voice, spoken, harms)
    parties = [*spoken, *((actor.start, actor.end) for actor in actors)]
    attacked = any(actor.role in ("alleged_perpetrator", "claimed_responsibility") for actor in actors)
    named = weapons_of(reading, arguments)
    types = types_of(reading, arguments, named, harms, attacked)
    weapons = by_means(reading, named, types)
    when, where = _when_and_where(reading, sentence, piece, parties, harms)
    return EventDraft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        spans=piece.stretches(),
        attribution=voice.attribution if voice else voices.publisher(),
        modality=modality_of(reading, piece.start, piece.end, harms, triggers),
        rule=_rule(harms, triggers),
        types=types,
        attacks=attack_count(reading, piece.start, piece.end),
        when=when,
        where=where,
        weapons=weapons,
        actors=actors,
        targets=targets_of(reading, arguments, harms),
        harms=list(harms),
        sides=sides_of(reading, actors) if actors else frozenset(),
        caused=bool(triggers or weapons),
        aside=piece.aside,
        headline=sentence.zone == "title",
        attributed=voice is not None,
    )


def _actors(
    reading: Reading,
    arguments: Arguments,
    voice: Voice | None,
    spoken: Sequence[tuple[int, int]],
    harms: Sequence[HarmDraft],
) -> list[ActorMention]:
    """Those whom a clause links to its attacks; who claims one is told by the claim alone."""
    claimed = claimants_of(reading, arguments, voice)
    own = {actor.actor_id for actor in claimed if actor.actor_id} | {actor.start for actor in claimed}
    told = actors_of(reading, arguments, spoken, harms)
    if voice is not None and all(trigger.value != "clashes" for trigger in arguments.triggers):
        told = claimed_by(reading, told, voice)
    return [actor for actor in told if own.isdisjoint((actor.actor_id, actor.start))] + claimed


def _how_told(
    reading: Reading, sentence: Sentence, piece: Clause, draft: EventDraft, split: bool, triggers: Sequence[Mention]
) -> EventDraft:
    """The draft with how its clause tells it: as one event or several, as known, as running on."""
    start, end, harms = piece.start, piece.end, draft.harms
    lasting = not harms and all(goes_on(reading, trigger) for trigger in triggers)
    by_them = of_those_told(reading, start, harms, triggers, draft.where)
    # Whoever names a perpetrator makes an allegation of their own, though the attack is known.
    alleges = draft.attributed and any(actor.role == "alleged_perpetrator" for actor in draft.actors)
    remembered = anniversary_of(reading, start, end, harms) is not None
    told = replace(
        draft,
        remembered=remembered,
        spans=draft.spans if split or piece.gaps else [(sentence.start, sentence.end)],
        plural=is_plural(reading, triggers, draft.weapons),
        spread=is_spread(reading, start, end, draft.where, triggers, harms) or _are_legion(reading, draft.attacks),
        singular=is_singular(reading, triggers, draft.weapons) or is_taken(reading, draft.where, triggers),
        total=reading.any_of("total", sentence.start, sentence.end),
        running=piece.running
        or is_running(reading, start if split else sentence.start, end if split else sentence.end, harms),
        cumulative=reading.any_of("cumulative", sentence.start, sentence.end),
        habitual=(piece.lasting and draft.when is None) or lasting or reading.any_of("habitual", start, end),
        anaphoric=reading.any_of("anaphor", start, end)
        or (not piece.running and _only_a_toll(reading, harms, triggers))
        or _only_of_ruins(harms, triggers)
        or by_them,
        by_them=by_them,
        referring=not (harms or draft.attacks or alleges) and refers(reading, triggers),
        separate=reading.any_of("new_event", start, end) or is_of_series(reading, sentence, triggers),
        further=is_further(reading, sentence, harms, triggers),
        background=piece.background
        or lasting
        or remembered
        or _is_earlier(reading, start, end)
        or (draft.when is None and is_of_an_open_day(reading, start, end, sentence)),
        timed=_is_timed(reading, start, end),
        held=draft.when is not None and draft.when.basis == "inherited",
        until_now=piece.running or is_until_now(reading, start, harms, triggers),
        day_before=day_before(reading, sentence) if draft.when is None else None,
        placed=bool(draft.where) and any(is_told(reading, trigger) for trigger in triggers),
    )
    match met_again(reading, start, triggers, told):
        case TargetMention() as thing:
            told.met = thing_of(thing)
        case Where():
            told.anaphoric = True
    return _of_document(reading, told)


def _is_earlier(reading: Reading, start: int, end: int) -> bool:
    """Whether it is told as of an earlier time; "minutes earlier" is of the same day."""
    return any(
        not reading.any_of("time_of_day", max(start, mention.start - _TIME_LEAD), mention.end)
        for mention in reading.of("background", start, end)
    )


def _are_legion(reading: Reading, attacks: Quantity | None) -> bool:
    """Whether there were "dozens of air strikes"."""
    return attacks is not None and reading.is_a("legion", (attacks.vague or "").lower())


def _of_document(reading: Reading, draft: EventDraft) -> EventDraft:
    """Incidents that are counted are of the period that the document is about; a running total is of none above it."""
    if draft.held and draft.running:
        return replace(draft, when=None, held=False)
    counted = draft.attacks is not None and (draft.attacks.value or 0) > 1
    if draft.when is not None or reading.covered is None or draft.running or not counted:
        return draft
    return replace(draft, when=inherited(reading.covered), held=True)


def _when_and_where(
    reading: Reading,
    sentence: Sentence,
    piece: Clause,
    parties: Sequence[tuple[int, int]],
    harms: Sequence[HarmDraft],
) -> tuple[When | None, list[Where]]:
    """The day and the places of a clause: its own, else those beside it, of its heading, or told again."""
    where = where_of(reading, piece.start, piece.end, parties, harms)
    when = piece.when or when_of(reading, piece.start, piece.end, harms, sentence)
    if piece.beside is not None:
        where = where or where_of(reading, *piece.beside, parties, ())
        when = when or (None if piece.background else _day_beside(reading, piece.beside, sentence))
    if all(place.level == "site" and is_building(reading, place) for place in where):
        where = heading_place(reading, sentence) or where
    for start, end in ((piece.start, piece.end), piece.beside or (0, 0)):
        if not where and (again := anaphoric_place(reading, start, end)) is not None:
            where = [again]
    return when or day_told_after(reading, sentence) or heading_date(reading, sentence), where


def _day_beside(reading: Reading, beside: tuple[int, int], sentence: Sentence) -> When | None:
    """The day of the clause beside one that has none; how long something lasts there is not said of this one."""
    lasts = any(date.kind == "open_since" for date in reading.dates.within(*beside))
    return None if lasts else when_of(reading, *beside, (), sentence)


def _is_timed(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch gives a time of day; the search for a clock's is slow, and few stretches have a colon."""
    if reading.any_of("time_of_day", start, end):
        return True
    return reading.text.find(":", start, end) >= 0 and _CLOCK.search(reading.text, start, end) is not None


def _speakers(voices: Voices, sentence: Sentence) -> list[tuple[int, int]]:
    return [
        (voice.speaker.phrase_start, voice.speaker.phrase_end)
        for voice in voices.in_sentence(sentence)
        if voice.speaker.phrase_end
    ]


def _tellers(reading: Reading, voices: Voices, sentence: Sentence, harms: Sequence[HarmDraft]) -> list[tuple[int, int]]:
    """Where people are named as tellers, and are nobody who was harmed: "killed two, a militia leader said"."""
    spans = _speakers(voices, sentence)
    found = [span for span in spans for harm in harms if span[0] <= harm.quantity.start < span[1]]
    found = [span for span in found if not reading.any_of("harm", *span)]
    return [span for span in found if all(item.kind == "article" for item in reading.quantities_in(*span))]


def _only_of_ruins(harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    """ "The clinic was levelled": what an attack that was told before has done."""
    return not harms and all(trigger.klass == "ruin" for trigger in triggers)


def _only_a_toll(reading: Reading, harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> bool:
    """ "The committee put the death toll at three": the toll of what was told before."""
    tops = [harm for harm in harms if harm.parent is None]
    return bool(tops) and not triggers and all(is_toll(reading, harm) for harm in tops)


def _rule(harms: Sequence[HarmDraft], triggers: Sequence[Mention]) -> str:
    return f"event: {harms[0].rule}" if harms else f"event: {triggers[0].value} {triggers[0].feature}"
