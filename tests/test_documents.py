"""Articles as parsed documents."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import documents
from kg.errors import ModelError
from kg.ids import digest
from kg.model import Article


@pytest.fixture(scope="module")
def parse():
    nlp = documents.load()
    return lambda text: next(iter(documents.parse([Article(id=digest(text), name="a", text=text)], nlp))).doc


def test_no_model_of_that_name():
    with pytest.raises(ModelError, match="pip install no-such-model"):
        documents.load("no-such-model")


@pytest.mark.parametrize("module", ["spacy", "json", "kg.model"])
def test_a_module_is_no_model(module):
    with pytest.raises(ModelError, match=f"'{module}' is .*no language model|'{module}' cannot be loaded"):
        documents.load(module)


def test_no_sentence_spans_a_line_break(parse):
    doc = parse("Envoy arrives\nThe envoy of Chad arrived on Monday.\n\nHe left.")
    assert all("\n" not in s.text.strip() for s in doc.sents)


def test_quotation_marks_are_straight_and_offsets_stay(parse):
    doc = parse("“We’re ready,” he said.")
    assert doc.text == '"We\'re ready," he said.'


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Foreign Secretary PERFECTO YASAY left.", "Foreign Secretary Perfecto Yasay left."),
        ("Minister Ryoo KIHL-JAE left.", "Minister Ryoo Kihl-Jae left."),
        ("The UN and UNESCO and NATO met.", "The UN and UNESCO and NATO met."),
        ("ENVOY ARRIVES IN MOSCOW", "ENVOY ARRIVES IN MOSCOW"),
    ],
)
def test_names_in_capitals(parse, text, seen):
    assert parse(text).text == seen


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_offsets_of_any_text_stay(parse, text):
    assert len(parse(text).text) == len(text)
