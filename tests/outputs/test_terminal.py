from __future__ import annotations

import csv
import io
import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.outputs import terminal
from kg.stores.triples import QueryResult

ROWS = (("Ola Nordmann", 2), ("=cmd|' /C calc'!A0", None), ('a\nb,"c"', -10))
RESULT = QueryResult(variables=("who", "n"), rows=ROWS)


def test_a_table_is_aligned() -> None:
    assert terminal.rows(QueryResult(variables=("who", "n"), rows=ROWS[:1])) == (
        "who           n\n------------  -\nOla Nordmann  2\n"
    )
    assert terminal.rows(QueryResult(variables=("who", "n"), rows=())) == "who  n\n---  -\n"
    assert terminal.rows(QueryResult(variables=("answer",), rows=((True,),))).endswith("yes\n")


def test_json_keeps_every_value() -> None:
    found = json.loads(terminal.rows(RESULT, "json"))
    assert [tuple(row.values()) for row in found] == list(ROWS)


def test_csv_runs_no_formula() -> None:
    found = list(csv.reader(io.StringIO(terminal.rows(RESULT, "csv"), newline="")))
    assert found == [["who", "n"], ["Ola Nordmann", "2"], ["'=cmd|' /C calc'!A0", ""], ['a\nb,"c"', "-10"]]


@given(st.text())
def test_plain_text_steers_no_terminal(text: str) -> None:
    kept = terminal.plain(text)
    assert all(char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in kept)
    assert terminal.plain(kept) == kept


def test_escape_sequences_go_whole() -> None:
    assert terminal.plain("a\x1b[1;31mb\x1b]0;title\x07c\x1bMd") == "abcd"


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_a_table_has_one_line_an_answer(answers: list[tuple[str, str]]) -> None:
    text = terminal.rows(QueryResult(variables=("a", "b"), rows=tuple(answers)))
    assert text.count("\n") == len(answers) + 2
