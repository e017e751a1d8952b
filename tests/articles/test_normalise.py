from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import normalise

WRAPPED = """\
   The foreign ministers of the two countries met in Vienna on Monday to
talk about their common border and its crossings, the first such meet-
ing in four years, officials said, adding that they would meet again in
the spring and that a commission of experts would begin its long-
planned work at once.
   "We are glad," one of them said after the end of the long-planned day,
"that we have come so far."
"""


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("co\u00adope\u200bration\ufeff", "cooperation"),
        ("Minister\u200e met\x00 him\x1b[31m", "Minister met him[31m"),
        ("Cafe\u0301", "Café"),
        ("lone \ud800 half", "lone \N{REPLACEMENT CHARACTER} half"),
        ("  one  \n\n\n\n two ", "one\n\ntwo"),
        ("one\ntwo", "one\ntwo"),
    ],
)
def test_characters_and_spaces(raw: str, expected: str) -> None:
    assert normalise.text(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("OSLO , May 6 -LRB- Agency -RRB- -- Chile 's envoy does n't agree , he said .",
         "OSLO, May 6 (Agency) -- Chile's envoy doesn't agree, he said."),
        ("`` We agree , '' he said , `` for now . ''", '"We agree," he said, "for now."'),
        ('" We agree , " she said . They paid $ 5 million ( or more ) .',
         '"We agree," she said. They paid $5 million (or more).'),
        ("The leaders ' summit , he said , was 3 @.@ 5 times longer .",
         "The leaders' summit, he said, was 3.5 times longer."),
    ],
)  # fmt: skip
def test_tokenised_text_gets_its_spacing_back(raw: str, expected: str) -> None:
    assert normalise.text(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose, he said. Lunar probe , growth, rules, and talks. That's all, he said.",
        "He said, \"It's the leaders' summit.\" They'd come ( at last ), she said.",
    ],
)
def test_usual_text_stays_as_it_is(text: str) -> None:
    assert normalise.text(text) == text


def test_hard_wrapped_lines_become_paragraphs() -> None:
    first, second = normalise.text(WRAPPED).split("\n\n")
    assert first.startswith("The foreign ministers")
    assert "such meeting in four years" in first
    assert "its long-planned work at once." in first
    assert second.endswith('"that we have come so far."')


def test_paragraphs_of_one_sentence_are_not_taken_for_wrapped_lines() -> None:
    sentence = "The ministers of {} countries talked about the border and the rivers that cross it."
    text = "\n".join(sentence.format(number) for number in ("two", "three", "four", "five", "seven", "nine"))
    assert normalise.text(text) == text


def test_short_paragraphs_are_not_taken_for_wrapped_lines() -> None:
    text = "He came on Monday.\nShe left.\nThe talks went on for four more days in the capital.\nNobody signed."
    assert normalise.text(text) == text


ODD = st.text(alphabet=st.sampled_from("ab sA .,'`\"\n-()LRBnt$5%@\u00ad\u200b\u0301e\u00a0\r\\/"), max_size=300)
WORDS = st.lists(st.sampled_from(["talks", "in", "Oslo", "co-", ",", ".", "``", "''", "-LRB-", "'s", "\n", "n't"]))


@given(st.text() | ODD | WORDS.map(" ".join))
def test_twice_is_once_and_the_result_is_clean(raw: str) -> None:
    once = normalise.text(raw)
    assert normalise.text(once) == once
    assert once == unicodedata.normalize("NFC", once)
    assert all(char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in once)
    once.encode("utf-8")
