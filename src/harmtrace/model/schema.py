"""From the model's types to the JSON Schemas that `harmtrace schema NAME` prints."""

from __future__ import annotations

from typing import Any

import msgspec

from harmtrace.errors import UnknownName
from harmtrace.model.claim import CLAIM_KINDS
from harmtrace.model.decision import Decision
from harmtrace.model.document import Document
from harmtrace.model.estimate import Estimate
from harmtrace.model.incident import Aggregate, Incident, OriginGroup
from harmtrace.model.link import CandidatePair, Link, LinkedPerson
from harmtrace.model.pattern import Pattern
from harmtrace.model.person import IncidentProposal, ListCounts
from harmtrace.model.quantity import Quantity
from harmtrace.model.span import SourceText
from harmtrace.model.toll import Toll
from harmtrace.model.when import When
from harmtrace.model.where import Where

FORMS: dict[str, type] = {
    "document": Document,
    "decision": Decision,
    "incident": Incident,
    "aggregate": Aggregate,
    "toll": Toll,
    "estimate": Estimate,
    "pattern": Pattern,
    "link": Link,
    "linked_person": LinkedPerson,
    "candidate_pair": CandidatePair,
    "incident_proposal": IncidentProposal,
    "list_counts": ListCounts,
    "origin": OriginGroup,
    "quantity": Quantity,
    "when": When,
    "where": Where,
    **CLAIM_KINDS,
}


def schema_names() -> list[str]:
    """The names that `json_schema` knows."""
    return ["claim", *sorted(FORMS)]


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a form; `claim` is any of the six kinds.

    Raises `UnknownName` for a name that is not in `schema_names`.
    """
    if name == "claim":
        forms: list[type] = list(CLAIM_KINDS.values())
    elif name in FORMS:
        forms = [FORMS[name]]
    else:
        raise UnknownName(f"no schema is called {name!r}; there are {', '.join(schema_names())}")
    schemas, parts = msgspec.json.schema_components(forms, schema_hook=_schema_of_source, ref_template="#/$defs/{name}")
    for part in parts.values():
        part.get("properties", {}).pop("source", None)
        if "source" in part.get("required", []):
            part["required"].remove("source")
    top = dict(schemas[0]) if len(schemas) == 1 else {"oneOf": list(schemas)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **top, "$defs": parts}


def _schema_of_source(kind: type) -> dict[str, Any]:
    if kind is SourceText:
        return {"description": "the text that is quoted; not part of the printed form"}
    raise TypeError(f"no schema for {kind!r}")
