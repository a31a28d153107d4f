"""From a record and the answers of an acceptance corpus to every difference, accepted readings honoured."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harmtrace.account.grades import proposals
from harmtrace.account.record import RecordView
from harmtrace.account.toll import TollQuestion, toll
from harmtrace.errors import HarmtraceError
from harmtrace.model.attribution import Teller
from harmtrace.model.claim import EventClaim, SituationClaim
from harmtrace.model.incident import Aggregate, Incident, OriginGroup
from harmtrace.model.quantity import Quantity
from harmtrace.model.where import Where
from harmtrace.places.folding import fold_name, skeleton
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.places.letters import OTHER_LETTERS
from harmtrace.provenance.tellers import identity
from harmtrace.vocab.policies import grade_policy

ALIKE = 0.8
"""Similarity (0 to 1) of two consonant keys of a village that the gazetteer lacks."""
_HARMS = frozenset(("killed", "injured", "killed_or_injured", "displaced"))
Rebuild = Callable[[Sequence[str]], RecordView]
"""Makes the record anew without some documents; the grouping may change."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which the record is not as expected.

    `unread` names the documents, not yet read, that the expected value rests on as well: where
    there are any, the difference may be for want of a language and not of judgement.
    """

    part: str
    item: str
    field: str
    expected: str
    found: str
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, how many expected items were compared, and how many rest on unread documents only."""

    differences: tuple[Difference, ...]
    compared: int
    unread_only: int
    met: int


def compare(
    record: RecordView, expected: Mapping[str, Any], gazetteer: Gazetteer, rebuild: Rebuild | None = None
) -> list[Difference]:
    """List every difference between `record` and `expected`, the content of a corpus's expected.json."""
    return list(compare_all(record, expected, gazetteer, rebuild).differences)


def compare_all(
    record: RecordView, expected: Mapping[str, Any], gazetteer: Gazetteer, rebuild: Rebuild | None = None
) -> Comparison:
    """Compare origins, incidents, aggregates, situations, what must be no incident, and tolls.

    `rebuild` makes the record without some documents for questions that ask so; without it the
    present grouping is kept.
    """
    unread = {key for key, document in record.documents.items() if document.state == "unread"}
    found: list[Difference] = []
    compared = unread_only = met = 0
    for part, item, documents, differences in _items(record, expected, gazetteer, rebuild or record.without):
        if documents and set(documents) <= unread:
            unread_only += 1
            continue
        missing = tuple(sorted(unread & set(documents)))
        own = [Difference(part, item, f, e, g, missing) for f, e, g in differences()]
        compared += 1
        met += not own
        found += own
    found += _extra(record, expected)
    return Comparison(tuple(found), compared, unread_only, met)


Rows = Iterator[tuple[str, str, str]]
Item = tuple[str, str, Sequence[str], Callable[[], Rows]]


def _items(record: RecordView, expected: Mapping[str, Any], gazetteer: Gazetteer, rebuild: Rebuild) -> Iterator[Item]:
    from functools import partial

    for one in expected["origins"]:
        yield "origin", one["origin"], one["documents"], partial(_origin, one, record)
    for one in expected["incidents"]:
        if not (one.get("accept_absent") and _incident_of(one, record) is None):
            yield "incident", one["incident"], one["documents"], partial(_incident, one, record)
    for one in expected["aggregates"]:
        yield "aggregate", one["aggregate"], one["documents"], partial(_aggregate, one, record)
    for one in expected["situations"]:
        yield "situation", one["situation"], [one["document"]], partial(_situation, one, record)
    for one in expected["not_incidents"]:
        yield "not an incident", one["document"], [one["document"]], partial(_none, one, record)
    for one in expected["toll"]:
        documents = _toll_documents(one, expected)
        yield "toll", one["id"], documents, partial(_toll, one, expected, record, gazetteer, rebuild)


def _origin(one: Mapping[str, Any], record: RecordView) -> Rows:
    group = _group_of(one, record)
    if group is None:
        yield "origin", one["name"], "none"
        return
    read = {key for key, document in record.documents.items() if document.state == "read"}
    wanted, got = set(one["documents"]) & set(record.documents), set(group.documents) & set(record.documents)
    for document in sorted((wanted - got) & read):
        yield "document", document, "not of this origin"
    for document in sorted(got - wanted):
        yield "document", "not of this origin", document
    edges = {(source, target) for source, target, _why in group.relays}
    for source, target, why in one["relays"]:
        if target in wanted - read or source in wanted - read:
            continue
        if not any(_same_node(source, a) and _same_node(target, b) for a, b in edges):
            yield "relay", f"{source} -> {target}: {why}", "none"


def _same_node(expected: str, found: str) -> bool:
    if expected.startswith("ext:") and found.startswith("ext:"):
        names = (identity(Teller(node.removeprefix("ext:"))).key for node in (expected, found))
        return len(set(names)) == 1
    return expected == found


def _group_of(one: Mapping[str, Any], record: RecordView) -> OriginGroup | None:
    """The group with the expected name, or with most of the expected documents and no other name expected."""
    names = {identity(Teller(name)).key for name in _names(one["name"])}
    own = [g for g in record.provenance.groups if identity(Teller(g.origin)).key in names]
    wanted = set(one["documents"])
    if own:
        return max(own, key=lambda g: (len(wanted & set(g.documents)), g.origin_id))
    words = set(fold_name(one["name"]).split())
    groups = [g for g in record.provenance.groups if set(g.documents) & wanted]
    # An unnamed teller of a text in other letters has no name that the English label could be held against.
    near = [g for g in groups if set(fold_name(g.origin).split()) & words] or [
        g for g in groups if set(g.documents) <= wanted and OTHER_LETTERS.search(g.origin)
    ]
    return max(near, key=lambda g: (len(wanted & set(g.documents)), g.origin_id), default=None)


def _names(label: str) -> list[str]:
    """A label and the name before its remark ("OCHA", "Syrian Coalition (Abdurrahman Mustafa)")."""
    return [label, label.partition("(")[0].strip(), label.partition(",")[0].strip(), label.partition("'s ")[0].strip()]


def _incident_of(one: Mapping[str, Any], record: RecordView) -> Incident | None:
    start = datetime.date.fromisoformat(one["when"]["start"])
    there = [i for i in record.incidents if i.when is not None and i.when.start <= start <= i.when.end]
    own = [i for i in there if _is_place(i.where, one["place"])]
    return max(own, key=lambda i: (len(set(i.documents) & set(one["documents"])), i.incident_id), default=None)


def _is_place(where: Sequence[Where], place: Mapping[str, Any]) -> bool:
    wanted = {place.get("place_id"), *place.get("accept", ()), place.get("second_place")} - {None}
    if any(w.place_id in wanted for w in where):
        return True
    names = {skeleton(fold_name(name)) for name in place["name"].replace("(Hama)", "").split(" / ")}
    return place.get("place_id") is None and any(_alike(skeleton(fold_name(w.name)), names) for w in where)


def _alike(name: str, names: set[str]) -> bool:
    from rapidfuzz.distance import JaroWinkler

    return any(JaroWinkler.similarity(name, other) >= ALIKE for other in names)


def _incident(one: Mapping[str, Any], record: RecordView) -> Rows:
    incident = _incident_of(one, record)
    if incident is None:
        yield "incident", f"{one['place']['name']} on {one['when']['start']}", "none"
        return
    read = {key for key, document in record.documents.items() if document.state == "read"}
    doubts = [i for i in record.incidents if i.incident_id in incident.possible_duplicates]
    apart = {document for other in doubts for document in other.documents}
    missing = set(one["documents"]) & read - set(incident.documents)
    if one.get("debatable") and missing and missing <= apart:
        return  # split with the doubt noted, which the corpus accepts
    for document in sorted(missing):
        yield "document", document, "not joined"
    for document in sorted(set(incident.documents) - set(one["documents"])):
        yield "document", "not of this incident", document
    if set(one["documents"]) <= read:
        accepted = {one["origins_count"], *one.get("origins_accept", ())}
        if incident.origins not in accepted:
            yield "origins", " or ".join(map(str, sorted(accepted))), str(incident.origins)
        yield from _ids(
            "weapon", one["weapons"], {w.weapon_id for w in incident.weapons}, one.get("weapons_accept", ())
        )
        yield from _ids("target", one["targets"], {t.target_id for t in incident.targets}, ())
    yield from _tolls(one["tolls"], incident)
    yield from _contradicted(one, incident, record)
    if set(one["documents"]) <= read and one.get("grade"):
        yield from _grades(one, incident, record)


def _grades(one: Mapping[str, Any], incident: Incident, record: RecordView) -> Rows:
    """What the expected policy proposes: for every belligerent a grade that is expected or accepted."""
    wanted = one["grade"]
    accepted = list(dict.fromkeys([wanted["proposed"], *one.get("grade_accept", ())]))
    found = proposals(incident, record, grade_policy(wanted["policy"]))
    if not {grade.proposed for grade in found} <= {name.casefold() for name in accepted}:
        shown = ", ".join(f"{grade.proposed} ({grade.actor_id or 'nobody named'})" for grade in found)
        yield f"grade by {wanted['policy']}", " or ".join(accepted), shown


def _ids(field: str, wanted: Sequence[str], got: set[str], accepted: Sequence[str]) -> Rows:
    for one in wanted:
        if not got & {one, *accepted} and not any(g.startswith(f"{one}.") for g in got):
            yield field, one, ", ".join(sorted(got)) or "none"


def _tolls(rows: Sequence[Mapping[str, Any]], held: Incident) -> Rows:
    for wanted in rows:
        found = [row for row in held.tolls if (row.harm, row.status) == (wanted["harm"], wanted["status"])]
        shown = f"{wanted['min']}–{wanted['max']}"
        label = f"{wanted['harm']} {wanted['status']}"
        if not found:
            yield label, shown, "no figure"
        elif (found[0].min, found[0].max) != (wanted["min"], wanted["max"]):
            yield label, shown, f"{found[0].min}–{found[0].max}"


def _contradicted(one: Mapping[str, Any], incident: Incident, record: RecordView) -> Rows:
    against = {record.claims[link.claim_id].document_id for link in incident.claims if link.role == "contradicts"}
    for document in one.get("contradicted_by", ()):
        if document not in against:
            yield "contradicted by", document, ", ".join(sorted(against)) or "none"


def _aggregate(one: Mapping[str, Any], record: RecordView) -> Rows:
    total = _total_of(one, record)
    if total is None:
        yield "aggregate", one["label"], "none"
        return
    read = {key for key, document in record.documents.items() if document.state == "read"}
    for document in sorted(set(one["documents"]) & read - set(total.documents)):
        yield "document", document, "not joined"
    for document in sorted(set(total.documents) - set(one["documents"])):
        yield "document", "not of this aggregate", document
    if total.origins != one["origins_count"]:
        yield "origins", str(one["origins_count"]), str(total.origins)
    for label, count in one["counts"].items():
        got = _count(label, total) or _count_of_things(label, count, total, record)
        if got is not None and got != (count["low"], count["high"]) and count["op"] not in ("vague", "approx"):
            yield label, f"{count['low']}–{count['high']}", f"{got[0]}–{got[1]}"


def _total_of(one: Mapping[str, Any], record: RecordView) -> Aggregate | None:
    own = [a for a in record.aggregates if set(a.documents) & set(one["documents"]) and _has_counts(one, a, record)]
    if one["when"]:
        wanted = tuple(one["when"])
        own = [a for a in own if a.when is not None and (a.when.start.isoformat(), a.when.end.isoformat()) == wanted]

    def likeness(total: Aggregate) -> tuple[int, int, str]:
        shared = len(set(total.documents) & set(one["documents"]))
        return (
            shared,
            sum(_count(k, total) == (c["low"], c["high"]) for k, c in one["counts"].items()),
            total.aggregate_id,
        )

    return max(own, key=likeness, default=None)


def _has_counts(one: Mapping[str, Any], total: Aggregate, record: RecordView) -> bool:
    """Whether a total counts some of what is expected: people harmed, else attacks, munitions or things hit."""
    counted = {label.split()[0] for label in one["counts"]}
    if counted & _HARMS:
        return bool(counted & {row.harm for row in total.tolls})
    return total.attacks is not None or bool(_things_of(total, record))


def _things_of(total: Aggregate, record: RecordView) -> list[Quantity]:
    """The numbers of munitions and of things hit that the claims of a total tell."""
    told = [c for link in total.claims if isinstance(c := record.claims[link.claim_id], EventClaim)]
    quantities = [thing.quantity for claim in told for thing in claim.weapons]
    quantities += [thing.quantity for claim in told for thing in claim.targets]
    return [quantity for quantity in quantities if quantity is not None]


def _count(label: str, total: Aggregate) -> tuple[float | None, float | None] | None:
    if "(" in label:
        return None
    words = label.split()
    if words[0] in ("attacks", "incidents"):
        return _ends(total.attacks)
    status = words[1] if len(words) > 1 and words[1] in ("civilian", "combatant", "unstated") else "any"
    rows = [row for row in total.tolls if row.harm == words[0] and row.status == status]
    return (rows[0].min, rows[0].max) if rows else (None, None) if words[0] in ("killed", "injured") else None


def _count_of_things(
    label: str, count: Mapping[str, Any], total: Aggregate, record: RecordView
) -> tuple[float | None, float | None] | None:
    """The number of munitions or things hit that is as expected, else any; None for what is counted otherwise."""
    if total.attacks is not None or set(label.split()) & _HARMS:
        return None
    got = [_ends(quantity) for quantity in _things_of(total, record)]
    return next((ends for ends in got if ends == (count["low"], count["high"])), got[0] if got else None)


def _ends(quantity: Quantity | None) -> tuple[float | None, float | None]:
    return (quantity.low, quantity.high) if quantity is not None else (None, None)


def _situation(one: Mapping[str, Any], record: RecordView) -> Rows:
    told = [
        c
        for c in record.claims.values()
        if isinstance(c, SituationClaim) and c.document_id == one["document"] and c.what == one["what"]
    ]
    wanted = one.get("quantity")
    if not told:
        yield "situation", one["quote"], "none"
    elif wanted and not any(
        c.quantity is not None and (c.quantity.op, c.quantity.value) == (wanted["op"], wanted["value"]) for c in told
    ):
        got = ", ".join(c.quantity.text for c in told if c.quantity is not None)
        yield "quantity", f"{wanted['op']} {wanted['value']}", got or "none"


def _none(one: Mapping[str, Any], record: RecordView) -> Rows:
    for incident in record.incidents:
        if list(incident.documents) == [one["document"]]:
            yield "incident", f"none: {one['why']}", incident.incident_id


def _question(one: Mapping[str, Any], expected: Mapping[str, Any]) -> TollQuestion:
    query = one["query"]
    while isinstance(query, str):
        query = next(other["query"] for other in expected["toll"] if other["id"] == query)
    places = query["place"] if isinstance(query["place"], list) else [query["place"]]
    start, end = (datetime.date.fromisoformat(query[key]) for key in ("from", "to"))
    return TollQuestion(tuple(places), start, end, query["harm"], query["status"], query["policy"])


def _toll_documents(one: Mapping[str, Any], expected: Mapping[str, Any]) -> list[str]:
    """The documents of the claims that the expected ends name."""
    where = {claim["claim"]: claim["document"] for claim in expected["claims"]}
    return sorted({where[i] for ids in one["because"].values() for i in ids if i in where})


def _toll(
    one: Mapping[str, Any], expected: Mapping[str, Any], record: RecordView, gazetteer: Gazetteer, rebuild: Rebuild
) -> Rows:
    view = rebuild(one["without"]) if one.get("without") else record
    try:
        got = toll(_question(one, expected), view, gazetteer)
    except HarmtraceError as error:
        yield "toll", f"{one['answer']['min']}–{one['answer']['max']}", str(error)
        return
    answers = [one["answer"], *one.get("accept", ())]
    lows = one.get("accept_min", [])
    highs = one.get("accept_max", [])
    if not any(got.min in [a["min"], *lows] and got.max in [a["max"], *highs] for a in answers):
        yield "range", " or ".join(f"{a['min']}–{a['max']}" for a in answers), f"{got.min}–{got.max}"
    tops = [one.get("highest_stated"), *one.get("accept_highest_stated", ())]
    if got.highest_stated not in tops:
        yield "highest stated", " or ".join(map(str, tops)), str(got.highest_stated)


def _extra(record: RecordView, expected: Mapping[str, Any]) -> list[Difference]:
    """Incidents on record that nobody expects."""
    known: set[str] = set()
    for one in expected["incidents"]:
        incident = _incident_of(one, record)
        if incident is not None:
            known |= {incident.incident_id, *(incident.possible_duplicates if one.get("debatable") else ())}
    return [
        Difference("incident", i.incident_id, "incident", "none", f"{_label(i)} in {', '.join(i.documents)}")
        for i in record.incidents
        if i.incident_id not in known
    ]


def _label(incident: Incident) -> str:
    place = incident.where[0].name if incident.where else "no place"
    day = incident.when.start.isoformat() if incident.when else "no day"
    return f"{place}, {day}"
