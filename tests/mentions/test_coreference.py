"""Whom words refer to."""

from __future__ import annotations

import pytest


def refers(read, text, word, nth=0, **how):
    document, mentions = read(text, **how)
    tokens = [t.i for t in document.doc if t.lower_ == word]
    return [key for _, key in mentions.references.get(tokens[nth], ())]


YELTSIN = "Russian President Boris Yeltsin met Japanese Prime Minister Ryutaro Hashimoto. "


@pytest.mark.parametrize(
    ("text", "word", "keys"),
    [
        (YELTSIN + "The two leaders signed a treaty.", "leaders", ["Boris Yeltsin", "Ryutaro Hashimoto"]),
        (YELTSIN + "The premier left.", "premier", ["Ryutaro Hashimoto"]),
        (YELTSIN + "The Russian president left.", "president", ["Boris Yeltsin"]),
        (YELTSIN + "He praised Japan.", "he", ["Boris Yeltsin"]),
        (YELTSIN + "Both sides praised the treaty.", "sides", ["RU", "JP"]),
        (YELTSIN + "The two countries signed a treaty.", "countries", ["RU", "JP"]),
        ("Angela Merkel met Tony Blair. She thanked him.", "she", ["Angela Merkel"]),
        ("Angela Merkel met Tony Blair. She thanked him.", "him", ["Tony Blair"]),
        ("Hugo Chavez criticized George Bush and called him a liar.", "him", ["George Bush"]),
        ("Japan thanked Poland for its support.", "its", ["PL"]),
        ("Chad condemned the attack and said it would protest.", "it", ["TD"]),
        ("Iran and Iraq held talks. They agreed on a truce.", "they", ["IR", "IQ"]),
        ('"We are ready," Boris Yeltsin said.', "we", ["Boris Yeltsin"]),
        ("Dutch Prime Minister Mark Rutte said his government had left.", "government", ["NL"]),
        ("The Egyptian cabinet met.", "cabinet", ["EG"]),
    ],
)
def test_reference(read, text, word, keys):
    assert refers(read, text, word) == keys


def test_counterpart_is_the_other_one(read):
    text = "Boris Yeltsin flew to Tokyo to see Ryutaro Hashimoto. Yeltsin thanked his counterpart."
    assert refers(read, text, "counterpart") == ["Ryutaro Hashimoto"]


def test_nobody_is_undecided(read):
    assert refers(read, "He left.", "he") == []


def test_office_of_the_publisher_s_state(read):
    assert refers(read, "The Prime Minister met students.", "minister", publisher="UK Government") == ["GB"]
