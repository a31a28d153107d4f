"""Ids of incidents in a record: kept when a report joins, and followed by `show` and `trace` when they are no more."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from harmtrace.cli.main import app
from harmtrace.model.incident import Lineage
from harmtrace.pipeline.run import RunOptions, run
from harmtrace.pipeline.trace import trace
from harmtrace.store.record import Store
from tests.reports import corpus, record_in

LATE = {
    "id": "late",
    "text": "An air strike on Hass in Idlib killed three civilians on 8 September 2018, rescuers said.",
    "publisher": "Valley Post",
    "published": "2018-09-12",
    "language": "en",
}
EARLY = {
    "id": "early",
    "text": "Three civilians died in Hass on 8 September 2018 when an air strike hit a house, the town's council said.",
    "publisher": "Hill Post",
    "published": "2018-09-09",
    "language": "en",
}


def test_a_report_of_an_earlier_day_that_comes_later_changes_no_id(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path, LATE)
    [before] = Store.open(url).incidents()
    (tmp_path / "more").mkdir()
    run([str(corpus(tmp_path / "more", EARLY))], url, RunOptions(person="tester"))
    [after] = Store.open(url).incidents()
    assert after.incident_id == before.incident_id
    assert after.documents == ("early", "late")


def test_an_id_that_is_no_more_leads_to_the_one_that_lives_on(tmp_path: Path) -> None:
    url, _ = record_in(tmp_path, LATE)
    store = Store.open(url)
    [incident] = store.incidents()
    with store.writing() as writing:
        writing.derived("lineage", {"inc_gone": ("fp", Lineage("inc_gone", (incident.incident_id,)))})
    assert trace(store, "inc_gone").became == (incident.incident_id,)
    for command in ("show", "trace"):
        shown = CliRunner().invoke(app, [command, "inc_gone", "--store", url])
        assert shown.exit_code == 0
        assert incident.incident_id in shown.stdout
