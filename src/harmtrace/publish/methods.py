"""The method page: generated from the stages, rules and policies that made the figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from harmtrace import __version__
from harmtrace.account.record import RecordView
from harmtrace.pipeline.plan import PLAN, vocabulary_hash
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.publish.codes import code_words
from harmtrace.publish.credits import credit_lines
from harmtrace.publish.tongue import N_, _
from harmtrace.vocab.tables import rows

POLICIES: tuple[tuple[str, str], ...] = (
    (
        N_("inclusive 1"),
        N_(
            "Every standing voice counts. An origin speaks once for an incident, with its latest figure; the minimum is"
            " the smallest lower end stated, the maximum the largest upper end, and open where a voice may exceed it."
        ),
    ),
    (
        N_("corroborated 1"),
        N_(
            "The minimum is the largest figure that two independent origins reach, else 0;"
            " the maximum is as in inclusive."
        ),
    ),
)
RULES: tuple[str, ...] = (
    N_("A relay or a copy is no second source: documents, tellers and independent origins are counted apart."),
    N_(
        "A figure for several incidents is never an incident, never a point on a map, and never added to"
        " incidents in it."
    ),
    N_("Parts (“15 people, including 4 children”) are never added to their whole."),
    N_("People whose status nobody states are counted in no civilian figure."),
    N_("Words are not converted into numbers: “dozens” has no value, “at least 13” no upper end."),
    N_("No upper end is printed for a place and period unless a claim about the whole of it states one."),
    N_("A denial is shown beside the incident; it lowers no figure."),
)


@dataclass(frozen=True, slots=True)
class Method:
    """What made the figures of a record."""

    version: str
    stages: tuple[tuple[str, str, str], ...]
    policies: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    extraction: tuple[tuple[str, int, str], ...]
    vocabulary: str
    gazetteer: str
    attribution: tuple[str, ...]


def method_of(record: RecordView, gazetteer: Gazetteer) -> Method:
    """The method in force, with each extraction rule, how many claims it made and its measured share of right ones."""
    used = Counter(claim.extractor.rule for claim in record.claims.values())
    measured = {row["rule"]: row["share_right"] for row in rows("calibration")}
    return Method(
        version=__version__,
        stages=tuple(
            (
                code_words(stage.name),
                _("{given} → {made}", given=code_words(stage.takes), made=code_words(stage.gives)),
                stage.version,
            )
            for stage in PLAN
        ),
        policies=tuple((_(name), _(words)) for name, words in POLICIES),
        rules=tuple(_(rule) for rule in RULES),
        extraction=tuple(
            (rule, count, measured.get(rule, measured.get(rule.split(":")[0], _("not measured"))))
            for rule, count in sorted(used.items())
        ),
        vocabulary=vocabulary_hash(),
        gazetteer=gazetteer.version,
        attribution=tuple(credit_lines(record, gazetteer)),
    )
