"""The report in Arabic: all of it, from the right, with its font in it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from harmtrace.account.record import RecordView
from harmtrace.cli.examples import demo_corpus
from harmtrace.cli.main import run_command
from harmtrace.model.claim import places_named
from harmtrace.model.incident import Aggregate, Incident
from harmtrace.pipeline.record import load_gazetteer, load_record
from harmtrace.pipeline.run import RunOptions, run
from harmtrace.publish.recorded import recorded_words
from harmtrace.publish.report import report_html
from harmtrace.publish.tongue import isolated, speaking, tongue_of
from harmtrace.publish.wording import name_words
from harmtrace.store.record import Store
from tests.publish.leftovers import english_left
from tests.publish.places_on_record import UNKNOWN
from tests.publish.test_publish import WITNESS
from tests.reports import EVERYTHING, record_in
from tests.web.test_places import PLACES


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record_in(tmp_path_factory.mktemp("record"), *EVERYTHING, WITNESS, *PLACES)[0]


@pytest.fixture(scope="module")
def record(url: str) -> RecordView:
    return load_record(Store.open(url))


@pytest.mark.parametrize("public", [False, True])
def test_the_report_in_arabic_leaves_no_word_in_english(record: RecordView, public: bool) -> None:
    page = report_html(record, load_gazetteer(), public=public, tongue=tongue_of("ar", gazetteer=load_gazetteer()))
    assert '<html lang="ar" dir="rtl">' in page
    assert english_left(page) == []


def test_the_report_in_english_says_words_that_the_test_above_would_find(record: RecordView) -> None:
    found = english_left(report_html(record, load_gazetteer()))
    assert {"Incidents", "killed", "September", "dot"} <= set(found)


def test_an_arabic_report_has_its_font_in_it_and_an_english_one_has_none(record: RecordView) -> None:
    assert "@font-face" in report_html(record, load_gazetteer(), tongue=tongue_of("ar"))
    assert "@font-face" not in report_html(record, load_gazetteer())


def test_an_allegation_stays_one(record: RecordView) -> None:
    page = report_html(record, load_gazetteer(), tongue=tongue_of("ar", gazetteer=load_gazetteer()))
    assert "بحسب" in page
    assert "ما يرد هنا هو ما يقوله الرواة" in page


def test_the_command_writes_the_language_and_digits_that_it_is_asked_for(url: str, tmp_path: Path) -> None:
    out = tmp_path / "taqrir.html"
    asked = ["report", "--store", url, "--out", str(out), "--language", "ar-SY", "--digits", "arabic"]
    assert run_command(asked) == 0
    page = out.read_text(encoding="utf-8")
    assert "أيلول" in page
    assert re.search("[٠-٩]", page)
    assert run_command([*asked[:-3], "xx"]) == 2


def test_the_settings_hold_where_nothing_is_asked_for(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARMTRACE_LANGUAGE", "ar")
    out = tmp_path / "taqrir.html"
    assert run_command(["report", "--store", url, "--out", str(out)]) == 0
    assert 'dir="rtl"' in out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> RecordView:
    url = f"sqlite:///{tmp_path_factory.mktemp('demonstration') / 'record.db'}"
    run([str(demo_corpus())], url, RunOptions(person="tester"))
    return load_record(Store.open(url))


def test_the_demonstration_in_arabic_leaves_no_word_in_english(demonstration: RecordView) -> None:
    tongue = tongue_of("ar-SY", "arabic", load_gazetteer())
    assert english_left(report_html(demonstration, load_gazetteer(), tongue=tongue)) == []


def test_every_reason_of_the_demonstration_is_known_to_the_faces(demonstration: RecordView) -> None:
    held: list[Incident | Aggregate] = [*demonstration.incidents, *demonstration.aggregates]
    reasons = {link.why for one in held for link in one.claims}
    reasons |= {why for group in demonstration.provenance.groups for _source, _target, why in group.relays}
    reasons |= {
        where.reason for claim in demonstration.claims.values() for where in places_named(claim) if where.reason
    }
    with speaking(tongue_of("ar")):
        assert [why for why in sorted(reasons - {""}) if recorded_words(why) == isolated(why)] == []


def test_a_place_that_no_gazetteer_has_bears_the_name_of_its_source() -> None:
    place = replace(UNKNOWN, text="كفر_عابدين", name="Kafr Abidin")
    with speaking(tongue_of("ar")):
        assert name_words(place) == isolated("كفر عابدين")
        assert name_words(replace(place, text="Kafr Abidin")) == isolated("Kafr Abidin")
    assert name_words(place) == "Kafr Abidin"
