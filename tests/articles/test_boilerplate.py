from __future__ import annotations

import pytest

from kg.articles import boilerplate, cues
from kg.errors import LexiconError

BODY = [
    "Norwegian Foreign Minister Ola Nordmann met his Chilean counterpart in Oslo on Tuesday.",
    "The two signed a pact on fisheries, which both parliaments have to approve before it counts.",
]


def cut(*lines: str) -> list[str]:
    return boilerplate.cut(list(lines), cues.load())


@pytest.mark.parametrize(
    "heading",
    [
        "Today's Top News",
        "Related Stories",
        "Hot Topics",
        "Editor's Picks",
        "Most Popular",
        "MOST READ:",
        "Latest news |",
    ],
)
def test_a_block_of_other_headlines_goes(heading: str) -> None:
    assert cut(*BODY, heading, "Sweden visits Peru |", "Peru rejects Sweden", "'Spring' in the air?") == BODY


def test_the_article_goes_on_after_a_block_in_its_middle() -> None:
    assert cut(BODY[0], "Related stories", "Sweden visits Peru", BODY[1]) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "|", "|||||||", "• • •", "By Ann Example", "By ANN EXAMPLE and Bob Beispiel in Oslo",
        "By Ann Example (The Herald)",
        "© 2014 Example Herald", "Copyright 2014 Example. All rights reserved.", "Share this article", "Advertisement",
        "Subscribe to our newsletter", "Share | Tweet | Print", "(Reporting by Ann Example; editing by Bob Beispiel)",
        "Photo: the ministers in Oslo", "Enditem", "Click here to read the full text", "Home > World > Europe",
    ],
)  # fmt: skip
def test_furniture_goes(line: str) -> None:
    assert cut(line, BODY[0], line, BODY[1], line) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the ministers had agreed to meet again.",
        "Support for the pact is strong in both countries.",
        "Related talks on trade will follow in May, the ministers said.",
        "Share prices rose in both capitals after the talks.",
        "REPORTER: What about Sweden?",
        "Home Secretary Ann Example thanked the envoy.",
    ],
)
def test_the_articles_own_lines_stay(line: str) -> None:
    assert cut(BODY[0], line, BODY[1]) == [BODY[0], line, BODY[1]]


def test_notes_at_the_end_of_a_line_go() -> None:
    note = " (Reporting by Ann Example in Oslo; Editing by Bob Beispiel) Enditem"
    assert cut(BODY[0], BODY[1] + note) == BODY
    assert cut(BODY[0] + " Enditem" * 5000) == [BODY[0]]


def test_headlines_at_the_end_go_even_without_a_heading() -> None:
    assert cut(*BODY, "Sweden visits Peru", "Peru rejects Sweden", "Oslo calm after talks") == BODY


def test_lists_that_belong_to_the_article_stay() -> None:
    introduced = [*BODY, "The ministers announced:", "A fund for fishermen", "A joint patrol", "A hotline"]
    assert cut(*introduced) == introduced
    two = [*BODY, "Fishermen welcome the pact", "Further talks in May"]
    assert cut(*two) == two
    points = [*BODY, "a fund for fishermen", "a joint patrol", "a hotline"]
    assert cut(*points) == points


def test_a_lexicon_with_a_wrong_key_names_the_right_ones() -> None:
    with pytest.raises(LexiconError, match=r"wrong or missing in .*headings.*\[heading\] patterns"):
        cues.parse({"headings": {"patterns": []}}, where="x.toml")


def test_a_pattern_that_does_not_compile_is_named() -> None:
    rows = {"patterns": ["("]}
    table = {"heading": rows, "line": rows, "tail": rows}
    table |= {"stamp": {"published": [], "updated": []}, "calendar": {"months": [], "weekdays": []}}
    with pytest.raises(LexiconError, match="'\\(' is no regular expression"):
        cues.parse(table, where="x.toml")


def test_a_language_without_lexicon_is_an_error() -> None:
    with pytest.raises(LexiconError, match=r"xx.boilerplate\.toml"):
        cues.load("xx")
