"""Grade policies as files: what is read, and how what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmtrace.errors import BadPolicy, MissingInput
from harmtrace.vocab.policies import Condition, grade_policy

GOOD = """\
# Ours.
policy: our-office
version: 1.10
title: >
  Two steps,
  no more
count:
  unnamed: none
  interested: no
  preferred: [un]
grades:
  - grade: solid
    when:
      origins: {at_least: 3}
      preferred:
        at_least: 1
  - grade: set-aside
    decided_by: person
"""


def written(folder: Path, text: str) -> str:
    path = folder / "our.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_an_organisations_own_policy_is_read_as_it_is_written(tmp_path: Path) -> None:
    policy = grade_policy(written(tmp_path, GOOD))
    assert (policy.policy, policy.version, policy.title) == ("our-office", "1.10", "Two steps, no more")
    assert (policy.count.unnamed, policy.count.interested, policy.count.preferred) == ("none", False, ("un",))
    assert policy.grades[0].when == (Condition("origins", at_least=3.0), Condition("preferred", at_least=1.0))
    assert policy.grades[0].label_en == "Solid"
    assert policy.grades[1].by_person


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("at_least: 3", "at_least: many", 14, "grades[1].when.origins.at_least: 'many' is no number"),
        ("at_least: 3", "at_leats: 3", 14, "grades[1].when.origins.at_leats: no such field"),
        ("origins: {at_least: 3}", "sources: {at_least: 3}", 14, "grades[1].when.sources: no such field"),
        ("origins: {at_least: 3}", "origins: {}", 14, "grades[1].when.origins: a limit is missing"),
        ("unnamed: none", "unnamed: some", 8, "count.unnamed: 'some' is not known here"),
        ("interested: no", "interested: perhaps", 9, "count.interested: 'perhaps' is not known here"),
        ("preferred: [un]", "preferred: [friends]", 10, "count.preferred[1]: 'friends' is not known here"),
        ("policy: our-office", "policy: Our Office", 2, "policy: 'Our Office' is no name"),
        ("version: 1.10\n", "", 2, "the file: the field 'version' is missing"),
        ("version: 1.10", "version: 1\nversion: 2", 4, "version: the field stands twice"),
        ("{at_least: 3}", "{at_least: 5, at_most: 2}", 14, "grades[1].when.origins: no number is within these limits"),
        ("{at_least: 3}", "{more_than: 2, at_most: 2.5}", 14, "grades[1].when.origins: no number is within"),
        ("origins: {at_least: 3}", "share: {more_than: 100}", 14, "grades[1].when.share: no number is within"),
        ("- grade: set-aside", "- grade: solid", 17, "grades[2]: the grade 'solid' stands twice"),
        ("decided_by: person", "decided_by: machine", 18, "grades[2].decided_by: 'machine' is not known here"),
        ("    decided_by: person\n", "", 17, "grades[2]: the field 'when' is missing"),
        ("title: >", "title: [", 7, "this YAML is not read: expected ',' or ']'"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(BadPolicy) as caught:
        grade_policy(path)
    assert words in caught.value.message
    assert caught.value.where == f"{path}, line {line}"


def test_a_file_that_is_empty_missing_or_no_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy, match="empty"):
        grade_policy(written(tmp_path, "# nothing\n"))
    with pytest.raises(MissingInput, match="airwars, every-casualty"):
        grade_policy(str(tmp_path / "none.yaml"))
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadPolicy, match="UTF-8"):
        grade_policy(str(tmp_path / "bytes.yaml"))


def test_a_preferred_kind_must_be_listed_to_be_asked_about(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy, match=r"count\.preferred"):
        grade_policy(written(tmp_path, GOOD.replace("  preferred: [un]\n", "")))


def test_nothing_in_a_policy_is_run(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy):
        grade_policy(written(tmp_path, "!!python/object/apply:os.system ['true']\n"))


def test_a_file_cannot_take_the_name_of_a_policy_that_comes_along(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy, match="'airwars' is the name of a policy that comes along"):
        grade_policy(written(tmp_path, GOOD.replace("policy: our-office", "policy: airwars")))


def test_a_share_of_nobody_meets_no_limit() -> None:
    assert not Condition("share", at_most=0.0).holds(None)
    assert Condition("share", at_most=0.0).holds(0.0)
    assert Condition("share", more_than=99.5, at_most=100.0).can_hold()
    assert Condition("origins", more_than=2.5, at_most=3.0).can_hold()
