"""`harmtrace grades`: what a policy proposes for the incidents on record, with its reasons."""

from __future__ import annotations

from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption


def grades(
    policy: Annotated[
        str, typer.Option(metavar="NAME|FILE", help="airwars, every-casualty, or a YAML file of your own.")
    ] = "airwars",
    check: Annotated[bool, typer.Option("--check", help="Only read the policy and print its grades.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the grade that a policy proposes for each incident and belligerent, with the reasons.

    A proposal is no decision: a person decides. `harmtrace run` keeps the proposals of the policies that
    HARMTRACE_GRADES names; this command keeps nothing. The format of a policy: docs/grades.md.

    \b
    harmtrace grades
    harmtrace grades --policy every-casualty
    harmtrace grades --policy every-casualty --check
    """
    from harmtrace.cli.listing import grade_line
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, say, write_json
    from harmtrace.model.incident import Incident
    from harmtrace.vocab.policies import grade_policy

    rules = grade_policy(policy)
    if check:
        say(f"{rules.policy} {rules.version}: {rules.title}")
        for rule in rules.grades:
            say(f"  {rule.grade}: {rule.meaning}{' (a person alone decides it)' if rule.by_person else ''}")
        return
    from harmtrace.account.grades import proposals
    from harmtrace.pipeline.record import load_record
    from harmtrace.publish.views import by_date
    from harmtrace.publish.wording import title_of

    record = load_record(open_record(store))
    incidents: list[Incident] = sorted(record.incidents, key=by_date)
    for incident in incidents:
        found = proposals(incident, record, rules)
        if as_json:
            write_json({"incident_id": incident.incident_id, "grades": found})
            continue
        say(line_of(title_of(incident)))
        say(f"  {incident.incident_id}")
        for grade in found:
            say(f"  {line_of(grade_line(grade))}")
            for reason in grade.reasons:
                say(f"    {line_of(reason)}")
        say()
