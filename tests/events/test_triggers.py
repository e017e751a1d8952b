"""Words that trigger an event: by lemma, with the noun or the light verb that a row asks for."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

import pytest

from kg.events import triggers


@pytest.fixture
def fired(rows_only):
    """Word, verb and object of each trigger of a row in a Doc."""

    def find(doc, *rows, start=0):
        found = triggers.find(doc, rows_only(*rows), start)
        return [(t.token.text, t.verb.text if t.verb else None, t.object.text if t.object else None) for t in found]

    return find


HELD = "Lima/PROPN/nsubj>held held:hold/VERB/ROOT talks:talk/NOUN/dobj>held"
WERE_HELD = "talks:talk/NOUN/nsubjpass>held were:be/AUX/auxpass>held held:hold/VERB:VBN/ROOT"
PRAISED = "Lima/PROPN/nsubj>praised praised:praise/VERB/ROOT talks:talk/NOUN/dobj>praised"
SIGNED = "Brazil/PROPN/nsubj>signed signed:sign/VERB/ROOT a/DET/det>deal deal/NOUN/dobj>signed"
BILL = "Brazil/PROPN/nsubj>signed signed:sign/VERB/ROOT a/DET/det>bill bill/NOUN/dobj>signed"
WAS_SIGNED = "a/DET/det>deal deal/NOUN/nsubjpass>signed was:be/AUX/auxpass>signed signed:sign/VERB:VBN/ROOT"


def test_a_verb_fires_by_its_lemma(parse, row, fired):
    doc = parse("Lima/PROPN/nsubj>meets meets:meet/VERB:VBZ/ROOT Orlov/PROPN/dobj>meets")
    assert fired(doc, row(verbs=["meet"])) == [("meets", "meets", None)]
    assert fired(doc, row(verbs=["visit"])) == []


def test_a_noun_is_no_verb(parse, row, fired):
    doc = parse("a/DET/det>meet meet/NOUN/ROOT")
    assert fired(doc, row(verbs=["meet"])) == []


def test_triggers_come_in_the_order_of_the_text_from_a_token_on(parse, row, fired):
    doc = parse("Lima/PROPN/nsubj>left left:leave/VERB/ROOT and/CCONJ/cc>left met:meet/VERB/conj>left")
    rows = row(verbs=["meet"]), row("Visit", verbs=["leave"])
    assert [found[0] for found in fired(doc, *rows)] == ["left", "met"]
    assert [found[0] for found in fired(doc, *rows, start=2)] == ["met"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (HELD, [("talks", "held", None)]),
        (WERE_HELD, [("talks", "held", None)]),
        (PRAISED, []),
    ],
)
def test_a_noun_fires_under_its_light_verbs(parse, row, fired, table, expected):
    assert fired(parse(table), row(nouns=["talk"], light=["hold"])) == expected


def test_a_free_noun_fires_anywhere_in_its_own_clause(parse, row, fired):
    assert fired(parse(PRAISED), row(nouns=["talk"], light=["hold"], free=True)) == [("talks", "praised", "talks")]


def test_a_longer_name_of_a_noun_wins(parse, row, fired):
    doc = parse("Lima/PROPN/nsubj>made made:make/VERB/ROOT a/DET/det>call phone/NOUN/compound>call call/NOUN/dobj>made")
    call, appeal = row("Call", nouns=["phone call"], free=True), row("Appeal", nouns=["call"], free=True)
    assert len(fired(doc, call, appeal)) == 1
    assert fired(doc, appeal) == [("call", "made", "call")]


def test_a_noun_before_a_noun_does_not_fire(parse, row, fired):
    doc = parse("the/DET/det>venue talks:talk/NOUN/compound>venue venue/NOUN/ROOT")
    assert fired(doc, row(nouns=["talk"], free=True)) == []


@pytest.mark.parametrize(
    ("table", "expected"),
    [(SIGNED, [("signed", "signed", "deal")]), (WAS_SIGNED, [("signed", "signed", "deal")]), (BILL, [])],
)
def test_a_verb_that_asks_for_an_object(parse, row, fired, table, expected):
    assert fired(parse(table), row("Agreement", verbs=["sign"], objects=["deal"])) == expected


def test_an_object_behind_a_preposition_counts_where_the_row_says_so(parse, row, fired):
    doc = parse("Brazil/PROPN/nsubj>agreed agreed:agree/VERB/ROOT on/ADP/prep>agreed a/DET/det>deal deal/NOUN/pobj>on")
    assert fired(doc, row("Agreement", verbs=["agree"], objects=["deal"], via=("on",))) == [
        ("agreed", "agreed", "deal")
    ]
    assert fired(doc, row("Agreement", verbs=["agree"], objects=["deal"])) == []


def test_a_verb_with_its_particle(parse, row, fired):
    doc = parse(
        "Brazil/PROPN/nsubj>called called:call/VERB/ROOT off/ADP/prt>called the/DET/det>talks talks:talk/NOUN/dobj>called"
    )
    assert fired(doc, row("Expulsion", verbs=["call off"])) == [("called", "called", None)]
    assert fired(parse("Brazil/PROPN/nsubj>called called:call/VERB/ROOT"), row("Expulsion", verbs=["call off"])) == []


def test_a_participle_before_a_noun_is_no_verb(parse, row, fired):
    doc = parse("the/DET/det>deal signed:sign/VERB:VBN/amod>deal deal/NOUN/ROOT")
    assert fired(doc, row("Agreement", verbs=["sign"])) == []


def test_an_adjective_fires_as_a_predicate_only(parse, row, fired):
    ready = row("Pledge", adjectives=["ready"])
    said = parse("Brazil/PROPN/nsubj>is is:be/AUX:VBZ/ROOT ready/ADJ/acomp>is")
    assert fired(said, ready) == [("ready", "is", None)]
    assert fired(parse("a/DET/det>answer ready/ADJ/amod>answer answer/NOUN/ROOT"), ready) == []
