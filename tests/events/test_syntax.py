"""Around a word in the parse: who does it, to whom, and behind which preposition."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

import pytest

from kg.events import syntax

ACTIVE = "Lima/PROPN/nsubj>met met:meet/VERB/ROOT Orlov/PROPN/dobj>met"
PASSIVE = "Lima/PROPN/nsubjpass>received was:be/AUX/auxpass>received received:receive/VERB:VBN/ROOT by/ADP/agent>received Orlov/PROPN/pobj>by"
AGENTLESS = "Lima/PROPN/nsubjpass>received was:be/AUX/auxpass>received received:receive/VERB:VBN/ROOT"
PARTICIPLE = "a/DET/det>deal deal/NOUN/ROOT signed:sign/VERB:VBN/acl>deal by/ADP/agent>signed Brazil/PROPN/pobj>by"
SHARED = "Lima/PROPN/nsubj>visited visited:visit/VERB/ROOT Norway/PROPN/dobj>visited and/CCONJ/cc>visited met:meet/VERB/conj>visited Orlov/PROPN/dobj>met"
AGREED = (
    "Brazil/PROPN/nsubj>agreed agreed:agree/VERB/ROOT to/PART/aux>meet meet/VERB:VB/xcomp>agreed Norway/PROPN/dobj>meet"
)
URGED = (
    "Brazil/PROPN/nsubj>urged urged:urge/VERB/ROOT Norway/PROPN/dobj>urged to/PART/aux>leave leave/VERB:VB/xcomp>urged"
)
RELATIVE = (
    "Lima/PROPN/nsubj>left who/PRON:WP/nsubj>met met:meet/VERB/relcl>Lima Orlov/PROPN/dobj>met left:leave/VERB/ROOT"
)
LISTED = "Brazil/PROPN/nsubj>signed ,/PUNCT/punct>Brazil Norway/PROPN/conj>Brazil and/CCONJ/cc>Norway Chile/PROPN/conj>Norway signed:sign/VERB/ROOT"
WILLING = "his/PRON:PRP$/poss>willingness willingness/NOUN/dobj>expressed expressed:express/VERB/ROOT to/PART/aux>help help/VERB:VB/acl>willingness"


def test_heads_are_a_noun_and_what_is_joined_behind_it(parse, texts, find):
    doc = parse(LISTED)
    assert texts(syntax.heads(find(doc, "Brazil"))) == ["Brazil", "Norway", "Chile"]
    assert texts(syntax.heads(find(doc, "Chile"))) == ["Chile"]


@pytest.mark.parametrize(
    ("table", "verb", "passive"),
    [
        (ACTIVE, "met", False),
        (PASSIVE, "received", True),
        (PARTICIPLE, "signed", True),
        (RELATIVE, "met", False),
        (AGREED, "meet", False),
    ],
)
def test_passive(parse, find, table, verb, passive):
    assert syntax.is_passive(find(parse(table), verb)) is passive


@pytest.mark.parametrize(
    ("table", "verb", "doers"),
    [
        (ACTIVE, "met", ["Lima"]),
        (PASSIVE, "received", ["Orlov"]),
        (AGENTLESS, "received", []),
        (PARTICIPLE, "signed", ["Brazil"]),
        (SHARED, "met", ["Lima"]),
        (AGREED, "meet", ["Brazil"]),
        (URGED, "leave", ["Norway"]),
        (RELATIVE, "met", ["Lima"]),
        (LISTED, "signed", ["Brazil", "Norway", "Chile"]),
        (WILLING, "help", ["his"]),
    ],
)
def test_subject_is_who_does_it(parse, texts, find, lexicon, *, table, verb, doers):
    assert texts(syntax.subject(find(parse(table), verb), lexicon)) == doers


@pytest.mark.parametrize(
    ("table", "verb", "undergoers"),
    [
        (ACTIVE, "met", ["Orlov"]),
        (PASSIVE, "received", ["Lima"]),
        (PARTICIPLE, "signed", ["deal"]),
        (SHARED, "visited", ["Norway"]),
        (AGREED, "meet", ["Norway"]),
        (LISTED, "signed", []),
    ],
)
def test_objects_are_to_whom_it_is_done(parse, texts, find, *, table, verb, undergoers):
    assert texts(syntax.objects(find(parse(table), verb))) == undergoers


def test_the_object_of_two_joined_verbs_is_both_their_object(parse, texts, find):
    doc = parse(
        "Lima/PROPN/nsubj>met met:meet/VERB/ROOT and/CCONJ/cc>met thanked:thank/VERB/conj>met Orlov/PROPN/dobj>thanked"
    )
    assert texts(syntax.objects(find(doc, "met"))) == ["Orlov"]


def test_the_grammatical_subject_of_a_passive_undergoes_it(parse, texts, find, lexicon):
    assert texts(syntax.surface_subject(find(parse(PASSIVE), "received"), lexicon)) == ["Lima"]


def test_the_agent_of_a_passive_may_be_several(parse, texts, find):
    doc = parse(PASSIVE + " and/CCONJ/cc>Orlov Silva/PROPN/conj>Orlov")
    assert texts(syntax.agent(find(doc, "received"))) == ["Orlov", "Silva"]


def test_prepositions_with_each_noun_that_they_govern(parse, find):
    doc = parse(
        "talks:talk/NOUN/ROOT between/ADP/prep>talks Brazil/PROPN/pobj>between and/CCONJ/cc>Brazil Norway/PROPN/conj>Brazil "
        "in/ADP/prep>talks Oslo/PROPN/pobj>in"
    )
    found = [(name, noun.text) for name, noun in syntax.prepositions(find(doc, "talks"))]
    assert found == [("between", "Brazil"), ("between", "Norway"), ("in", "Oslo")]


def test_a_preposition_within_a_preposition_is_named_by_the_inner_one(parse, find):
    doc = parse("left:leave/VERB/ROOT because/SCONJ/prep>left of/ADP/prep>because Norway/PROPN/pobj>of")
    assert [(name, noun.text) for name, noun in syntax.prepositions(find(doc, "left"))] == [("of", "Norway")]


def test_with_both_sides_pledging_is_nobody_met_with(parse, find):
    doc = parse(
        "met:meet/VERB/ROOT with/ADP/prep>met sides:side/NOUN/pobj>with pledging:pledge/VERB:VBG/acl>sides help/NOUN/dobj>pledging"
    )
    assert list(syntax.prepositions(find(doc, "met"))) == []


def test_according_to_is_no_preposition_of_the_event(parse, find):
    doc = parse("left:leave/VERB/ROOT according:accord/VERB:VBG/prep>left to/ADP/prep>according Norway/PROPN/pobj>to")
    assert list(syntax.prepositions(find(doc, "left"))) == []


def test_the_clause_of_a_verb_stands_behind_it(parse, find):
    doc = parse(AGREED)
    assert syntax.clause(find(doc, "agreed")) == find(doc, "meet")
    assert syntax.clause(find(doc, "meet")) is None
    before = parse("asked:ask/VERB/advcl>left ,/PUNCT/punct>left Lima/PROPN/nsubj>left left:leave/VERB/ROOT")
    assert syntax.clause(find(before, "left")) is None


def test_governor_is_the_verb_of_a_nouns_clause(parse, find):
    doc = parse(
        "Lima/PROPN/nsubj>arrived arrived:arrive/VERB/ROOT for/ADP/prep>arrived talks:talk/NOUN/pobj>for with/ADP/prep>talks Orlov/PROPN/pobj>with"
    )
    assert syntax.governor(find(doc, "Orlov")) == find(doc, "arrived")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("the/DET/det>ties close/ADJ/amod>ties ties:tie/NOUN/ROOT", "close ties"),
        ("ties:tie/NOUN/ROOT ,/PUNCT/punct>ties which/PRON:WDT/nsubj>grow grow/VERB/relcl>ties", "ties"),
        ("ties:tie/NOUN/ROOT of/ADP/prep>ties trade/NOUN/pobj>of ,/PUNCT/punct>ties", "ties of trade"),
        ("our/PRON:PRP$/poss>ties ties:tie/NOUN/ROOT --/PUNCT/punct>ties all/DET/appos>ties", "ties"),
    ],
)
def test_a_phrase_without_its_article_and_asides(parse, find, table, words):
    doc = parse(table)
    first, last = syntax.phrase(find(doc, "ties"))
    assert doc[first:last].text == words
