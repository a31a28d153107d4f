"""Sentences that sources use of patterns ("intensified", "systematic"), with the record for and against each.

Nothing here is a finding: each list is to be read by a person, and what the record does not tell is listed as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from harmtrace.account.belligerents import involved, root_of
from harmtrace.model.claim import AnyClaim, CharacterisationClaim, EventClaim
from harmtrace.model.incident import Incident
from harmtrace.model.pattern import Finding, Sentence
from harmtrace.patterns.question import Scope, once
from harmtrace.patterns.tally import Tally
from harmtrace.places.folding import fold_name
from harmtrace.resolve.places import finest, place_key
from harmtrace.vocab.languages import FORM_SEPARATOR
from harmtrace.vocab.tables import Row, label, rows

FEWEST_DAYS = 3
"""Days on which like incidents make a repetition."""
Findings = tuple[list[Finding], list[Finding], list[Finding]]
"""For, against, and that of which the record does not tell."""
_WORD = re.compile(r"\w+")


def sentences(scope: Scope, weeks: Sequence[Tally]) -> tuple[Sentence, ...]:
    """Each sentence of the table with who says it and what on record bears on it."""
    held = once(incident for incident, _belongs in scope.incidents)
    return tuple(_sentence(row, scope, held, weeks) for row in rows("pattern_sentences"))


def _sentence(row: Row, scope: Scope, held: Sequence[Incident], weeks: Sequence[Tally]) -> Sentence:
    said = _said(row, scope)
    readers: dict[str, Callable[[], Findings]] = {
        "intensified": lambda: _intensified(weeks),
        "systematic": lambda: _systematic(held, scope),
        "medical": lambda: _hit(row, held, scope),
        "double_tap": lambda: _double_tap(row, held, scope),
    }
    speaks_for, against, silent = readers[row["id"]]()
    origins = scope.record.provenance.origin_of
    return Sentence(
        sentence=row["id"],
        label=row["label_en"],
        meaning=row["meaning_en"],
        said=tuple(claim.claim_id for claim in said),
        said_by=len({origins[claim.claim_id] for claim in said}),
        speaks_for=tuple(speaks_for),
        speaks_against=tuple(against),
        silent=tuple(silent),
    )


def _said(row: Row, scope: Scope) -> list[AnyClaim]:
    """The claims whose words, or whose label, say the sentence; they are asked for in the whole record."""
    found = []
    for claim in scope.record.claims.values():
        labelled = isinstance(claim, CharacterisationClaim) and claim.label in _listed(row["labels"])
        if labelled or _says(row["id"], claim.language, tuple(part.quote for part in claim.evidence)):
            found.append(claim)
    return sorted(found, key=lambda claim: claim.claim_id)


def _says(sentence: str, language: str, quotes: Iterable[str]) -> bool:
    words = " ".join(_WORD.findall(fold_name(" ".join(quotes))))
    return any(f" {form} " in f" {words} " for form in _forms(sentence, language.partition("-")[0]))


@cache
def _forms(sentence: str, language: str) -> tuple[str, ...]:
    listed = (
        row["forms"] for row in rows("pattern_words") if (row["sentence"], row["language"]) == (sentence, language)
    )
    return tuple(" ".join(_WORD.findall(fold_name(form))) for forms in listed for form in _listed(forms))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(FORM_SEPARATOR.strip()) if part.strip())


def _intensified(weeks: Sequence[Tally]) -> Findings:
    more: list[Finding] = []
    fewer: list[Finding] = []
    watched = [week for week in weeks if week.is_watched]
    for index, week in enumerate(watched[1:], 1):
        mean = sum(before.most for before in watched[:index]) / index
        facts = {"start": week.cell.key, "end": str(week.cell.end), "periods": str(index), "mean": f"{mean:.1f}"}
        facts["incidents"] = str(week.least) if week.least == week.most else f"{week.least}–{week.most}"
        if week.change is not None:
            facts["chance"] = f"{(week.change.uneven or week.change.poisson).more:.2g}"
        kind = "week" if week.change is None else "week_chance"
        (fewer if week.least <= mean else more).append(_finding(kind, _ids(week.sure), (), **facts))
    unseen = len(weeks) - len(watched)
    return more, fewer, [_finding("unwatched", (), (), weeks=str(unseen))] if unseen else []


def _systematic(held: Sequence[Incident], scope: Scope) -> Findings:
    groups: dict[tuple[str, str], list[Incident]] = defaultdict(list)
    known: set[str] = set()
    for incident in held:
        named = {root_of(b.actor_id) for b in involved(incident, scope.record).belligerents if b.actor_id}
        for target in {target.target_id for target in incident.targets}:
            for actor in named:
                groups[actor, target].append(incident)
                known.add(incident.incident_id)
    repeated = {key: own for key, own in groups.items() if _is_repeated(own)}
    in_groups = {incident.incident_id for own in repeated.values() for incident in own}
    speaks_for = [
        _finding("repeated", _ids(own), _of(own), actor=actor, targets=target, **_spread(own))
        for (actor, target), own in sorted(repeated.items())
    ]
    against = _together("not_repeated", [i for i in held if i.incident_id in known - in_groups])
    return speaks_for, against, _silent("no_actor_or_target", [i for i in held if i.incident_id not in known])


def _is_repeated(own: Sequence[Incident]) -> bool:
    return len(_days(own)) >= FEWEST_DAYS and len(_places(own)) > 1


def _days(own: Iterable[Incident]) -> set[str]:
    return {i.when.start.isoformat() for i in own if i.when is not None and i.when.start == i.when.end}


def _places(own: Iterable[Incident]) -> set[str]:
    return {place_key(where) for incident in own for where in finest(incident.where)[:1]}


def _spread(own: Sequence[Incident]) -> dict[str, str]:
    return {"incidents": str(len(own)), "days": str(len(_days(own))), "places": str(len(_places(own)))}


def _hit(row: Row, held: Sequence[Incident], scope: Scope) -> Findings:
    wanted = frozenset(_listed(row["targets"]))
    hit = [i for i in held if wanted & {t.target_id for t in i.targets}]
    speaks_for = [
        _finding("hit", _ids([i]), _naming(i, wanted, scope), targets=_targets(i, wanted), origins=str(i.origins))
        for i in hit
    ]
    against = [
        _finding("denied", _ids([i]), denied)
        for i in hit
        if (denied := tuple(link.claim_id for link in i.claims if link.role == "contradicts"))
    ]
    against += _together("other_targets", [i for i in held if i.targets and i not in hit])
    return speaks_for, against, _silent("no_target", [i for i in held if not i.targets])


def _double_tap(row: Row, held: Sequence[Incident], scope: Scope) -> Findings:
    wanted = frozenset(_listed(row["targets"]))
    speaks_for: list[Finding] = []
    against: list[Incident] = []
    silent: list[Incident] = []
    for incident in held:
        several, helpers = _several(incident, scope), _targets(incident, wanted)
        kind = "_".join(filter(None, ("several" if several else "", "helpers" if helpers else "")))
        if kind:
            claims = tuple(dict.fromkeys([*several, *_naming(incident, wanted, scope)]))
            speaks_for.append(_finding(kind, _ids([incident]), claims, **({"targets": helpers} if helpers else {})))
        elif _told_as_one(incident, scope):
            against.append(incident)
        else:
            silent.append(incident)
    return speaks_for, _together("one_strike", against), _silent("strikes_untold", silent)


def _together(kind: str, own: Sequence[Incident]) -> list[Finding]:
    return [_finding(kind, _ids(own), _of(own), **_spread(own))] if own else []


def _silent(kind: str, own: Sequence[Incident]) -> list[Finding]:
    return [_finding(kind, _ids(own), (), incidents=str(len(own)))] if own else []


def _finding(kind: str, held: tuple[str, ...], claims: tuple[str, ...], **facts: str) -> Finding:
    words = {name: _fact_words(name, value) for name, value in facts.items()}
    return Finding(kind, label("pattern_findings", kind).format(**words), facts, held, claims)


def _fact_words(name: str, value: str) -> str:
    if name == "actor":
        return label("actors", value)
    return ", ".join(label("targets", one) for one in value.split()) if name == "targets" else value


def _several(incident: Incident, scope: Scope) -> list[str]:
    return [c.claim_id for c in _tellings(incident, scope) if c.attacks is not None and (c.attacks.low or 0) >= 2]


def _told_as_one(incident: Incident, scope: Scope) -> bool:
    return any(c.attacks is not None and c.attacks.high == 1 for c in _tellings(incident, scope))


def _tellings(incident: Incident, scope: Scope) -> list[EventClaim]:
    told = (scope.record.claims.get(link.claim_id) for link in incident.claims if link.role == "supports")
    return [claim for claim in told if isinstance(claim, EventClaim)]


def _naming(incident: Incident, wanted: frozenset[str], scope: Scope) -> tuple[str, ...]:
    told = _tellings(incident, scope)
    return tuple(claim.claim_id for claim in told if wanted & {target.target_id for target in claim.targets})


def _targets(incident: Incident, wanted: frozenset[str]) -> str:
    """The ids of the wanted targets of an incident, with spaces between."""
    return " ".join(sorted({t.target_id for t in incident.targets if t.target_id in wanted}))


def _ids(own: Iterable[Incident]) -> tuple[str, ...]:
    return tuple(sorted(incident.incident_id for incident in own))


def _of(own: Iterable[Incident]) -> tuple[str, ...]:
    """The claims that tell of some incidents."""
    return tuple(sorted({link.claim_id for one in own for link in one.claims if link.role == "supports"}))
