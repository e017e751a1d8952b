"""Whom a noun refers to: itself, an apposition, or what it is a group of."""

from __future__ import annotations

import pytest

from kg.events.scene import listed, referents


@pytest.mark.parametrize(
    ("table", "word", "expected"),
    [
        ("Lima/PROPN/ROOT", "Lima", ("lima",)),
        ("guest/NOUN/ROOT", "guest", ()),
        ("guest/NOUN/ROOT ,/PUNCT/punct>guest Orlov/PROPN/appos>guest", "guest", ("orlov",)),
        ("members:member/NOUN/ROOT of/ADP/prep>members UNESCO/PROPN/pobj>of", "members", ("unesco",)),
        ("critics:critic/NOUN/ROOT of/ADP/prep>critics UNESCO/PROPN/pobj>of", "critics", ()),
        (
            "delegation/NOUN/ROOT led:lead/VERB:VBN/acl>delegation by/ADP/agent>led Lima/PROPN/pobj>by",
            "delegation",
            ("lima",),
        ),
    ],
)
def test_referents(parse, scene, find, *, table, word, expected):
    doc = parse(table)
    assert referents(scene(doc), find(doc, word)) == expected


def test_a_person_named_beside_a_state_is_meant(parse, scene, find):
    doc = parse("envoy/NOUN/ROOT ,/PUNCT/punct>envoy Orlov/PROPN/appos>envoy")
    assert referents(scene(doc, also={"envoy": ("norway",)}), find(doc, "envoy")) == ("orlov",)


def test_groups_of_groups_end(parse, scene, find):
    inner = "groups:group/NOUN/pobj>of of/ADP/prep>groups "
    doc = parse("members:member/NOUN/ROOT of/ADP/prep>members " + inner * 3 + "UNESCO/PROPN/pobj>of")
    assert referents(scene(doc), find(doc, "members")) == ()


def test_states_listed_in_a_headline(parse, scene, find):
    doc = parse("Brazil/PROPN/nsubj>sign/GPE ,/PUNCT/punct>Brazil Norway/PROPN/nsubj>sign/GPE sign/VERB:VBP/ROOT")
    assert listed(scene(doc), find(doc, "Brazil")) == ("norway",)
    assert listed(scene(doc), find(doc, "sign")) == ()


def test_a_verb_read_for_a_name_is_who_does_it(parse, scene, find):
    doc = parse("Orlov/PROPN/nsubj>meets meets:meet/VERB:VBZ/ROOT and/CCONJ/cc>meets waits:wait/VERB:VBZ/conj>meets")
    assert referents(scene(doc), find(doc, "meets")) == ("orlov",)
    assert referents(scene(doc), find(doc, "waits")) == ()


def test_what_the_cast_knows(parse, scene):
    on_stage = scene(parse("Lima/PROPN/ROOT"))
    assert (on_stage.kind("oslo"), on_stage.state("oslo")) == ("place", "NO")
    assert on_stage.state_entity("NO") == "norway"
    assert on_stage.state_entity("FR") is None
    assert on_stage.state_entity(None) is None
