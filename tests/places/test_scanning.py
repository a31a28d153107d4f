"""The scan for names: the same spans as a search for each name with its boundaries looked at one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harmtrace.places.scanning import Scanner, marked

CLITICS = {"و", "ب", "ل", "ف", "ك", "وب", "ول", "فب", "فل"}
LATIN = st.text("ab .s-", min_size=1, max_size=5).filter(lambda name: name.strip() == name and name[0].isalpha())
ARABIC = st.text("حم ولب", min_size=2, max_size=5).filter(lambda name: name.strip() == name)
NAMES = st.lists(LATIN | ARABIC, min_size=1, max_size=8, unique=True)


def _plain(text: str, name: str) -> set[tuple[int, int]]:
    """Every span of the name between characters that are no letters, or after Arabic clitics."""
    found = set()
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        before = text[:at].rsplit(None, 1)[-1] if at and not text[at - 1].isspace() else ""
        arabic = "\u0600" <= name[0] <= "\u06ff"
        led = not before or not before[-1].isalnum() or (arabic and _letters_at_end(before) in CLITICS)
        if led and not text[end : end + 1].isalnum():
            found.add((at, end))
        at = text.find(name, at + 1)
    return found


def _letters_at_end(word: str) -> str:
    start = len(word)
    while start and word[start - 1].isalnum():
        start -= 1
    return word[start:]


@given(NAMES, st.text("abs .-حمولب", max_size=40))
def test_a_scan_finds_what_a_plain_search_finds(names: list[str], text: str) -> None:
    scanner = Scanner(Scanner.build(names, []), len(names))
    found = {(start, end) for start, end, _ in scanner.find(marked(text))}
    # Signs stand for one another in a scan; whoever looks up the span by its words tells them apart.
    exact = {(start, end) for start, end in found if text[start:end] in names}
    assert exact == set().union(*(_plain(text, name) for name in names))
    assert all("".join(filter(str.isalnum, text[start:end])) for start, end in found)


@given(st.text("ab ", max_size=30))
def test_an_s_that_is_no_part_of_a_name_is_told(text: str) -> None:
    scanner = Scanner(Scanner.build(["ab"], ["ab"]), 1)
    text = text.replace("ab ", "abs ")
    for start, end, before_s in scanner.find(marked(text)):
        assert text[start:end] == "ab"
        assert before_s == (text[end : end + 1] == "s")
