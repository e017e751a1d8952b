"""Which words a row may have fired on, found again without a parse."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import lexicons, pipeline
from kg.lexicons import forms

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


@pytest.mark.parametrize(
    ("rule", "sentence", "words"),
    [
        ("visit-verb", "She visited Peru and will be visiting Chile.", ("visited", "visiting")),
        ("meet-verb", "Silva met Torres.", ("met",)),
        ("praise-verb", "Chile applauds Peru.", ("applauds",)),
        ("talks-noun", "They held talks in Lima.", ("talks",)),
        ("visit-verb", "Nothing of the kind.", ()),
        ("will-clause", "We will help.", ()),
        ("no-such-row", "She visited Peru.", ()),
        ("visit-verb", "", ()),
    ],
)
def test_triggers(rule: str, sentence: str, words: tuple[str, ...]) -> None:
    assert forms.triggers(rule, sentence) == words


def test_every_event_of_the_examples_has_its_words() -> None:
    rows = {row.id: row for row in lexicons.load().rows}
    told = [
        one
        for graph in pipeline.graphs(kg.read([EXAMPLES]))
        for event in graph.events
        for one in event.evidence
        if (row := rows.get(one.rule)) and (row.verbs or row.nouns or row.adjectives)
    ]
    found = [forms.triggers(one.rule, one.quote) for one in told]
    assert len(found) > 100
    assert sum(map(bool, found)) >= 0.95 * len(found)
    assert all(word in one.quote for one, words in zip(told, found, strict=True) for word in words)
