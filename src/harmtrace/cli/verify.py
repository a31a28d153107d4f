"""`harmtrace verify`: whether everything on record still is what was recorded."""

from __future__ import annotations

from harmtrace.cli.options import JsonOption, StoreOption


def verify(store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Hash all bytes and rows again, walk the custody chain, read every quotation at its span.

    Ends with 3 if anything does not hold, and names it.

    \b
    harmtrace verify
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import line_of, note, say, write_json
    from harmtrace.errors import VerificationFailed
    from harmtrace.pipeline.verify import verify as check

    report = check(open_record(store))
    if as_json:
        write_json(report)
    else:
        say(
            f"looked at {report.captures} captures, {report.custody_entries} custody entries, "
            f"{report.documents} readings, {report.claims} claims, {report.decisions} decisions"
        )
        if report.seal is not None:
            say(f"seal {report.seal}: keep it elsewhere, and no later change to the record can hide")
        for capture in report.withdrawn:
            say(f"withdrawn: {capture}")
    if report.holds:
        if not as_json:
            say("everything holds")
        return 0
    for finding in report.findings:
        note(f"{VerificationFailed.code} {finding.what} {line_of(finding.where)}: {line_of(finding.why)}")
    raise VerificationFailed(f"{len(report.findings)} things do not hold")
