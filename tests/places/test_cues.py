"""The patterns of cue words."""

from __future__ import annotations

import re

import pytest

from harmtrace.places.cues import any_of, cue_rows


@pytest.mark.parametrize("language", ["en", "ar", "ru", "de"])
def test_of_the_forms_of_a_class_the_longest_is_taken(language: str) -> None:
    for rows in cue_rows(language).values():
        forms = [form for form, _ in rows]
        longest = sorted(set(forms), key=lambda form: -len(form))
        flat = re.compile("|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest), re.IGNORECASE)
        tree = re.compile(any_of(forms), re.IGNORECASE)
        for form in forms:
            for told in (form, form.lower(), form.upper(), f"{form}s", f"{form.replace(' ', '  ')} of", form[:-1]):
                one, two = flat.match(told), tree.match(told)
                assert (one and one[0]) == (two and two[0]), (form, told)


def test_a_pattern_of_forms_ends_where_one_of_them_does() -> None:
    pattern = re.compile(any_of(["north", "north of", "northern", "nor"]) + "$")
    assert all(pattern.match(form) for form in ("nor", "north", "north \n of", "northern"))
    assert not any(pattern.match(form) for form in ("no", "northe", "north  o", ""))
    assert re.fullmatch(any_of([]), "")
