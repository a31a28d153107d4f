"""Sentences in Russian as agencies, ministries and local outlets write them, each with its claims in short."""

from __future__ import annotations

import pytest

from tests.extract.languages.in_short import in_short

SENTENCES = [
    # harms: active, passive, short forms, nouns of action, nouns for the hurt
    ("В посёлке Речное при авиаударе погибли трое мирных жителей, ещё пятеро ранены.",
     "air_strike: killed 3 civilian, injured 5"),
    ("Жертвами артобстрела села Речное стали двенадцать человек, в том числе двое детей.",
     "shelling: killed 12, killed 2 <0"),
    ("Неизвестные боевики убили четверых рабочих и похитили водителя.",
     "abduction: killed 4, abducted 1; by unk"),
    ("В результате обстрела рынка были убиты не менее 20 мирных жителей, более сорока получили ранения.",
     "shelling: killed +20 civilian, injured >40; on obj.market"),
    ("Взрыв у мечети унёс жизни семи человек.", "bombing: killed 7"),
    ("Число погибших при ударе по больнице выросло до 31.", "attack: killed 31; on obj.medical"),
    ("Среди пострадавших — двое детей и беременная женщина.", ": injured 2, injured 1"),
    ("При обстреле ранения получили около тридцати человек, включая троих подростков.",
     "shelling: injured ~30, injured 3 <0"),
    ("Снаряд попал в жилой дом, пострадавших нет.", "shelling: killed_or_injured 0; ground; on obj.civilian"),
    ("За сутки в области погиб один мирный житель, восемь ранены, среди них подросток.",
     "attack: killed 1 civilian, injured 8, injured 1 <1"),
    # who did it, with what, to what
    ("Российские войска нанесли удар управляемыми авиабомбами по школе в посёлке Речное.",
     "air_strike:; air.bomb.guided; on obj.school; by ru.mil"),
    ("Израильский дрон атаковал автомобиль в городе, двое погибли.",
     "drone_strike: killed 2; air.drone; on obj.transport; by il.mil"),
    ("ВСУ обстреляли из миномётов село Речное, ранена пенсионерка.",
     "shelling: injured 1; ground.mortar; by ВСУ"),
    ("Боевики ИГИЛ казнили шестерых пленных.", "execution: killed 6; method.execution; by isis"),
    ("Мужчина подорвался на мине и погиб на месте.", "mine_explosion: killed 1; mine"),
    ("Смертник взорвал себя у здания полиции, погибли девять полицейских.",
     "suicide_bombing: killed 9"),
    # tellers
    ("По данным местных властей, под обстрелом погибли двое рыбаков.",
     "shelling: killed 2; says местных властей"),
    ("Двое детей ранены при обстреле, сообщил губернатор Иван Петренко.",
     "shelling: injured 2; says Иван Петренко"),
    ("Как сообщает агентство «Восток», при налёте погибли пять человек.",
     "air_strike: killed 5; says агентство «Восток»"),
    ("Ночью обстреляли больницу. Об этом сообщил мэр города.",
     "shelling:; on obj.medical; says мэр города"),
    # answers, appeals, labels, what is not told as a fact
    ("Минобороны РФ опровергло удар по больнице.", "denies; says Минобороны РФ"),
    ("Ответственность за взрыв взяла на себя группировка «Братство».",
     "claims_responsibility; says группировка «Братство»"),
    ("ООН призвала стороны прекратить обстрелы городов.", "appeal; says ООН"),
    ("Если город обстреляют, могут погибнуть сотни людей.", "shelling: killed v; conditional"),
    ("Мужчина и двое подростков погибли при обстреле.", "shelling: killed 1, killed 2"),
    ("С начала года убиты 340 мирных жителей, говорится в докладе ООН.", "attack: killed 340 civilian; says ООН"),
    ("Украинские военные утверждают, что уничтожили склад боеприпасов.",
     "attack:; on obj.military; claimed_responsibility Украинские военные; says Украинские военные"),
    # no harm of an attack
    ("В ДТП на трассе погибли трое, ещё двое ранены.", ""),
    ("Жертвами урагана стали восемь человек.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_sentence_is_read(text: str, expected: str) -> None:
    assert in_short(text, "ru") == expected
