"""Sentences in German as agencies, ministries and local outlets write them, each with its claims in short."""

from __future__ import annotations

import pytest

from tests.extract.languages.in_short import in_short

SENTENCES = [
    # harms: active, passive with the verb at the end, nouns for the hurt
    ("Bei einem Luftangriff auf das Dorf Rehbach wurden drei Zivilisten getötet und fünf weitere verletzt.",
     "air_strike: killed 3 civilian, injured 5"),
    ("Durch Artilleriebeschuss kamen in Rehbach zwölf Menschen ums Leben, darunter zwei Kinder.",
     "shelling: killed 12, killed 2 <0; ground.artillery"),
    ("Unbekannte erschossen vier Arbeiter und entführten einen Fahrer.",
     "shooting+abduction: killed 4, abducted 1; by unk"),
    ("Bei dem Angriff auf den Markt starben mindestens 20 Zivilisten, mehr als vierzig wurden verletzt.",
     "attack: killed +20 civilian, injured >40; on obj.market"),
    ("Eine Explosion vor der Moschee forderte sieben Tote.", "bombing: killed 7"),
    ("Die Zahl der Toten nach dem Angriff auf das Krankenhaus stieg auf 31.", "attack: killed 31; on obj.medical"),
    ("Der Beschuss kostete acht Menschen das Leben.", "shelling: killed 8"),
    ("Rund dreißig Menschen wurden verletzt, darunter drei Jugendliche.", ": injured ~30, injured 3 <0"),
    ("Eine Rakete schlug in ein Wohnhaus ein, verletzt wurde niemand.",
     "missile_strike:; explosive; on obj.civilian"),
    ("Es gab 18 Tote und 30 Verletzte.", ": killed 18, injured 30"),
    ("Sieben Bewohner, unter ihnen zwei Frauen, wurden bei dem Drohnenangriff schwer verletzt.",
     "drone_strike: injured.severe 7, injured.severe 2 <0"),
    # who did it, with what, to what
    ("Russische Truppen beschossen die Schule in Rehbach mit Streumunition.",
     "shelling:; cluster; on obj.school; by ru.mil"),
    ("Eine israelische Drohne griff ein Auto an, zwei Insassen starben.",
     "drone_strike: killed 2; air.drone; on obj.transport; by il.mil"),
    ("Kämpfer der Miliz IS richteten sechs Gefangene hin.", "attack: killed 6; by isis"),
    ("Ein Bauer trat auf eine Mine und wurde getötet.", "mine_explosion: killed 1; mine"),
    ("Ein Selbstmordattentäter sprengte sich vor einer Polizeiwache in die Luft und tötete neun Polizisten.",
     "suicide_bombing: killed 9"),
    # tellers
    ("Nach Angaben der Polizei starben bei dem Beschuss zwei Fischer.", "shelling: killed 2; says Polizei"),
    ("Zwei Kinder wurden bei dem Beschuss verletzt, sagte Bürgermeister Jan Holt.",
     "shelling: injured 2; says Jan Holt"),
    ("Wie die Agentur Ostsee berichtete, wurden bei Luftangriffen fünf Menschen getötet.",
     "air_strike: killed 5; says Agentur Ostsee"),
    ("In der Nacht wurde das Krankenhaus beschossen. Das teilte der Gouverneur mit.",
     "shelling:; on obj.medical; says Gouverneur"),
    ("Rettungskräften zufolge wurden bei dem Anschlag elf Menschen verletzt.",
     "attack: injured 11; says Rettungskräften"),
    # answers, appeals, what is not told as a fact
    ("Moskau bestritt den Angriff auf die Klinik.", "denies; says Moskau"),
    ("Zu dem Anschlag bekannte sich die Miliz Islamischer Staat.",
     "claims_responsibility; says Miliz Islamischer Staat"),
    ("Die UN riefen die Konfliktparteien auf, den Beschuss von Städten zu beenden.", "appeal; says UN"),
    ("Sollte die Stadt beschossen werden, könnten Hunderte Menschen sterben.",
     "shelling: killed v; conditional"),
    ("Bei Schüssen in einer Schule wurden vier Schüler und eine Lehrerin getötet.",
     "shooting: killed 4, killed 1; on obj.school"),
    ("Regierungstruppen wurden bei Rehbach beschossen.", "shelling:; at Regierungstruppen"),
    ("Seit Jahresbeginn wurden 340 Zivilisten getötet, heißt es in einem Bericht der UN.",
     "attack: killed 340 civilian; says UN"),
    # no harm of an attack
    ("Bei einem Verkehrsunfall kamen drei Menschen ums Leben, zwei wurden verletzt.", ""),
    ("Acht Menschen wurden Opfer des Sturms.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_sentence_is_read(text: str, expected: str) -> None:
    assert in_short(text, "de") == expected
