from __future__ import annotations

import csv
import io
import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.outputs import terminal

COLUMNS = ("who", "n")
ANSWERS: list[dict[str, str | None]] = [
    {"who": "Ola Nordmann", "n": "2"},
    {"who": "=cmd|' /C calc'!A0", "n": None},
    {"who": 'a\nb,"c"', "n": "-1.5"},
    {"who": "-1+cmd", "n": "@x"},
]


def test_a_table_is_aligned() -> None:
    assert terminal.rows(COLUMNS, ANSWERS[:1]) == "who           n\n------------  -\nOla Nordmann  2\n"
    assert terminal.rows(COLUMNS, []) == "who  n\n---  -\n"


def test_json_keeps_every_value() -> None:
    assert json.loads(terminal.rows(COLUMNS, ANSWERS, "json")) == ANSWERS


def test_json_keeps_numbers_and_truths_and_text_shows_them() -> None:
    answers = [
        {"n": 12, "share": 0.75, "former": True, "none": None},
        {"n": 0, "share": -1.0, "former": False, "none": ""},
    ]
    columns = list(answers[0])
    assert json.loads(terminal.rows(columns, answers, "json")) == answers
    assert '"n": 12' in terminal.rows(columns, answers, "json")
    assert '"former": false' in terminal.rows(columns, answers, "json")
    assert terminal.rows(columns, answers, "csv").splitlines()[1:] == ["12,0.75,true,", "0,-1.0,false,"]
    assert terminal.rows(columns, answers).splitlines()[2:] == ["12  0.75   true", "0   -1.0   false"]


def test_csv_runs_no_formula() -> None:
    found = list(csv.reader(io.StringIO(terminal.rows(COLUMNS, ANSWERS, "csv"), newline="")))
    assert found[0] == ["who", "n"]
    assert found[1:3] == [["Ola Nordmann", "2"], ["'=cmd|' /C calc'!A0", ""]]
    assert found[3:] == [['a\nb,"c"', "-1.5"], ["'-1+cmd", "'@x"]]


@given(st.text())
def test_plain_text_steers_no_terminal(text: str) -> None:
    kept = terminal.plain(text)
    assert all(char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in kept)
    assert terminal.plain(kept) == kept


def test_escape_sequences_go_whole() -> None:
    assert terminal.plain("a\x1b[1;31mb\x1b]0;title\x07c\x1bMd") == "abcd"


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_a_table_has_one_line_an_answer(answers: list[tuple[str, str]]) -> None:
    text = terminal.rows(("a", "b"), [dict(zip("ab", answer, strict=True)) for answer in answers])
    assert text.count("\n") == len(answers) + 2
