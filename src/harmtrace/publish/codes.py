"""From the codes of the model to words: every kind, role, state and level that report and pages print.

A code is its English words with underscores between them, so that a new one is never left out; its translation is
missed by a test.
"""

from __future__ import annotations

from harmtrace.publish.tongue import N_, _

CODES: tuple[str, ...] = (
    # kinds of claims
    N_("event"),
    N_("situation"),
    N_("statement"),
    N_("characterisation"),
    N_("appeal"),
    N_("response"),
    # modalities
    N_("asserted"),
    N_("reported"),
    N_("alleged"),
    N_("suspected"),
    N_("denied"),
    N_("negated"),
    N_("conditional"),
    N_("planned"),
    # scopes, and how surely something is told
    N_("single"),
    N_("aggregate"),
    N_("cumulative"),
    N_("stated"),
    # roles of claims
    N_("supports"),
    N_("contradicts"),
    N_("context"),
    # roles of actors
    N_("alleged perpetrator"),
    N_("alleged supporter"),
    N_("targeted party"),
    N_("claimed responsibility"),
    N_("denies responsibility"),
    # states of documents
    N_("read"),
    N_("unread"),
    N_("no text"),
    N_("withdrawn"),
    # publication dates: how exact, and how they are known
    N_("minute"),
    N_("day"),
    N_("month"),
    N_("year"),
    N_("given"),
    N_("meta"),
    N_("date line"),
    N_("url"),
    N_("file name"),
    # custody
    N_("captured"),
    N_("verified"),
    N_("exported"),
    N_("noted"),
    # places: levels, precision, status
    N_("site"),
    N_("neighbourhood"),
    N_("settlement"),
    N_("near"),
    N_("route"),
    N_("adm3"),
    N_("part of adm3"),
    N_("adm2"),
    N_("part of adm2"),
    N_("adm1"),
    N_("part of adm1"),
    N_("informal region"),
    N_("part of region"),
    N_("water"),
    N_("country"),
    N_("part of country"),
    N_("resolved"),
    N_("ambiguous"),
    N_("not in gazetteer"),
    # stages and what they take and give
    N_("capture"),
    N_("text"),
    N_("extract"),
    N_("provenance"),
    N_("resolve"),
    N_("account"),
    N_("inputs"),
    N_("captures"),
    N_("documents"),
    N_("claims"),
    N_("origins"),
    N_("incidents and aggregates"),
    N_("tolls"),
)


def code_words(code: str) -> str:
    """A code of the model in the tongue in force."""
    return _(code.replace("_", " "))
