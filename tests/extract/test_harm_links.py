"""Which verb speaks of which people: over apposition, coordination, relative clauses and reported passives."""

from __future__ import annotations

import pytest

from tests.extract.reading_of import events, harms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two people died in Goma, one of them a girl aged 9, and 18 were injured.",
            [("killed", 2), ("injured", 18), ("killed", 1)],
        ),
        (
            "Four farmers were killed in Goma, two of them women, and nine others hurt.",
            [("killed", 4), ("injured", 9), ("killed", 2)],
        ),
        (
            "Rockets hit Goma, killing six people and wounding 20, the mayor, Ada Okoro, said.",
            [("killed", 6), ("injured", 20)],
        ),
        (
            "Rockets hit Goma, killing six people and wounding the mayor, Ada Okoro.",
            [("killed", 6), ("injured", 1)],
        ),
        ("Two brothers who had fled Bukavu were killed by a mine in Goma.", [("displaced", 2), ("killed", 2)]),
        (
            "Four people, including three who had fled Bukavu, were killed in Goma.",
            [("killed", 4), ("killed", 3), ("displaced", 3)],
        ),
        ("Six people were also reported killed in shelling of Goma.", [("killed", 6)]),
        ("Six people said that the reported shelling of Goma killed nobody.", [("killed", 0)]),
        ("More than 40 people have been confirmed dead in Goma.", [("killed", 40)]),
        ("Shells hit Goma; two brothers, aged 9 and 12, and their grandmother died.", [("killed", 2), ("killed", 1)]),
        ("A drone hit a car in Goma; a couple and their five children died.", [("killed", 2), ("killed", 5)]),
        ("Another 12 soldiers and pro-junta militiamen were also killed in Goma.", [("killed", 12)]),
        ("Troops freed 12 soldiers and the militiamen were killed in Goma.", []),
        ("At least 33 members of the “Front for the North” and “Army of Truth” groups were killed.", [("killed", 33)]),
        ("A medic who had lost a leg succumbed to his wounds in Goma.", [("died_later", 1)]),
        ("A medic who had lost a leg returned to Goma and a nurse died.", [("injured.severe", 1), ("killed", 1)]),
        ("Two men arrested in May died under torture in Goma.", [("detained", 2), ("killed", 2)]),
        ("The blast in Goma killed 36 people, adding to the misery.", [("killed", 36)]),
        ("The mission said that one of its guards had also been wounded in Goma.", [("injured", 1)]),
        ("The attack on Goma resulted in a number of deaths.", [("killed", None)]),
        ("Fourteen women and six children were led away into the forest of Goma.", [("abducted", 14), ("abducted", 6)]),
        ("At least 29 fighters were killed in Goma along with six soldiers.", [("killed", 29), ("killed", 6)]),
    ],
)
def test_a_verb_reaches_its_people(text: str, expected: list[tuple[str, float | None]]) -> None:
    assert [(harm, value) for claim in events(text) for harm, value, _ in harms(claim)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The number killed by the truck bomb in the market of Goma, in the east, has climbed to 43.", [43]),
        ("State police in Goma put the dead at 19, a schoolteacher among them.", [19, 1]),
        ("The toll of the raid on Goma rose to 43, a doctor at the clinic told the agency.", [43]),
    ],
)
def test_a_toll_has_one_number(text: str, expected: list[float]) -> None:
    assert [harm.quantity.value for claim in events(text) for harm in claim.harms] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eight died in the town of Hass and another five outside the town of Sarjah.", [("Hass", 8), ("Sarjah", 5)]),
        ("Nine bodies were counted in Hass, 3 in Kafranbel.", [("Hass", 9), ("Kafranbel", 3)]),
        ("Nine bodies were counted in Hass, 3 by rescuers.", [("Hass", 9)]),
    ],
)
def test_a_figure_with_a_place_of_its_own_goes_on_with_the_verb(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(c.where[0].text, h.quantity.value) for c in events(text) for h in c.harms] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve traders killed 18 others injured in mortar fire in Goma", [("killed", 12), ("injured", 18)]),
        ("Eight civilians reported killed in Goma as a result of the raid", [("killed", 8)]),
        ("Eight civilians reported the shelling of Goma", []),
        ("Two US soldiers and four IS fighters were killed in Goma.", [("killed", 2), ("killed", 4)]),
        ("A raid on Goma killed three sisters and their four children.", [("killed", 3), ("killed", 4)]),
        (
            "A blast in Goma killed a nurse a teacher and two soldiers said the watchdog which monitors the conflict.",
            [("killed", 1), ("killed", 1), ("killed", 2)],
        ),
        (
            "Three people killed in blast in the eastern part of Goma Three citizens were killed when a bomb went off",
            [("killed", 3)],
        ),
        (
            "The blast in Goma killed 2 women as they fled from the town as well as 2 men.",
            [("killed", 2), ("killed", 2)],
        ),
    ],
)
def test_headlines_and_lost_commas(text: str, expected: list[tuple[str, float | None]]) -> None:
    assert [(harm, value) for claim in events(text) for harm, value, _ in harms(claim)] == expected


def test_a_headline_verb_takes_its_own_number() -> None:
    (claim,) = events("Bomb kills woman wounds 25 in Goma")
    assert harms(claim) == [("injured", 25, "unstated")]


def test_a_count_of_a_war_is_no_event_that_the_next_sentence_goes_on_with() -> None:
    text = "The war has killed 300,000 people in Syria since March 2011. The blast in Hass killed 48 people."
    war, blast = events(text)
    assert war.scope == "cumulative"
    assert blast.when is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Eight of the 20 soldiers captured near Gao have been executed.",
            [("detained", 20), ("killed", 8)],
        ),
        ("Two men arrested in Homs in May were shot dead on Friday.", [("detained", 2), ("killed", 2)]),
        ("A farmer injured by a mine near Kherson was killed by a second one.", [("killed", 1)]),
        (
            "Twelve protesters arrested on Monday were wounded when police opened fire in Khartoum.",
            [("detained", 12), ("injured", 12)],
        ),
        (
            "Ten people arrested in Homs are still being held after two soldiers were killed.",
            [("detained", 10), ("killed", 2)],
        ),
    ],
)
def test_the_verb_after_a_describing_clause_tells_what_befell_people(
    text: str, expected: list[tuple[str, float | None]]
) -> None:
    assert [(harm.harm, harm.quantity.value) for claim in events(text) for harm in claim.harms] == expected
