"""The measures of linking on cases of their papers, and what is scored as an answer."""

from __future__ import annotations

import pytest

from evaluation.coreference import Cluster, b_cubed, lea
from evaluation.linking import Mention, answers, clusters, halves, load_mentions
from evaluation.wording import clusters_by_words
from harmtrace.places.gazetteer import Gazetteer
from harmtrace.provenance.origins import find_origins
from harmtrace.resolve.grouping import group_claims
from tests.record_claims import HABIT, Report, claim_of, document_of


def sets(*clusters: str) -> list[Cluster]:
    return [frozenset(cluster) for cluster in clusters]


def test_b_cubed_gives_the_figures_of_its_paper() -> None:
    truth = sets("12345", "67", "89ABC")
    one = b_cubed(truth, sets("12345", "6789ABC"))
    other = b_cubed(truth, sets("1234589ABC", "67"))
    assert one.precision == pytest.approx(0.762, abs=0.001)
    assert other.precision == pytest.approx(0.583, abs=0.001)
    assert one.recall == other.recall == 1.0


def test_lea_gives_the_figures_of_its_paper() -> None:
    score = lea(sets("abc", "defg"), sets("ab", "cd", "fghi"))
    assert score.recall == pytest.approx(0.24, abs=0.005)
    assert score.precision == pytest.approx(0.33, abs=0.005)
    assert score.f1 == pytest.approx(0.28, abs=0.005)


def test_a_cluster_of_one_is_found_only_where_it_stands_alone() -> None:
    assert lea(sets("a", "bc"), sets("a", "bc")).f1 == 1.0
    assert lea(sets("a", "b"), sets("ab")).recall == 0.0


def test_what_is_not_answered_counts_against_recall_alone() -> None:
    for measure in (b_cubed, lea):
        score = measure(sets("ab", "c"), sets("ab"))
        assert score.precision == 1.0
        assert score.recall == pytest.approx(2 / 3)


def test_mentions_find_their_incidents_through_the_stretches_that_claims_rest_on() -> None:
    reports = [Report("a", "One"), Report("b", "Two"), Report("c", "Three", place=HABIT)]
    documents, claims = [document_of(r) for r in reports], [claim_of(r) for r in reports]
    groups = group_claims(documents, claims, find_origins(documents, claims), Gazetteer.open([]))
    mentions = [Mention("g", r.document_id, "i", ((0, 5),)) for r in reports]
    silent = Mention("g", "a", "j", ((10_000, 10_001),))
    found = answers([*mentions, silent], claims, groups)
    assert found["a i"] == found["b i"] != found["c i"]
    assert silent.name not in found
    assert sorted(map(sorted, clusters(found, found))) == [["a i", "b i"], ["c i"]]


def test_texts_of_like_words_are_joined() -> None:
    texts = {"a": "six died at the mill", "b": "at the mill six were killed", "c": "rain fell on the coast"}
    home = clusters_by_words(texts, sets("ab", "c"), list("abc"))
    assert home["a"] == home["b"] != home["c"]


def test_the_labels_hold_both_halves_and_no_incident_lies_in_two() -> None:
    mentions = load_mentions()
    half = halves(mentions)
    assert len({mention.group for mention in mentions}) >= 40
    assert set(half.values()) == {"open", "held"}
    for incident in {mention.incident for mention in mentions}:
        assert len({half[mention.group] for mention in mentions if mention.incident == incident}) == 1
    assert all(0 <= start < end for mention in mentions for start, end in mention.stretches)
