"""Arguments: a row's roles filled with the entities in its slots."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

import pytest

from kg.events import arguments

MET = "Lima/PROPN/nsubj>met met:meet/VERB/ROOT Orlov/PROPN/dobj>met in/ADP/prep>met Oslo/PROPN/pobj>in"
RECEIVED = (
    "Lima/PROPN/nsubjpass>received was:be/AUX/auxpass>received received:receive/VERB:VBN/ROOT by/ADP/agent>received "
    "Orlov/PROPN/pobj>by"
)


@pytest.fixture
def filled(scene, fire, row):
    """Role -> entities of the trigger on a word of a Doc with a row; None where its needs are not met."""

    def fill(doc, text, type_="Meeting", *, resolved=None, verb=None, object_=None, **keys):
        trigger = fire(doc, text, row(type_, **keys), verb=verb, object_=object_)
        found = arguments.fill(scene(doc, **resolved or {}), trigger)
        roles: dict[str, list[str]] = {}
        for one in found or ():
            roles.setdefault(one.role, []).append(one.entity)
        return None if found is None else roles

    return fill


def test_all_slots_of_a_group_are_taken(parse, filled):
    assert filled(parse(MET), "met", roles={"participant": "subject + object + with"}) == {
        "participant": ["lima", "orlov"]
    }


def test_of_alternatives_the_first_that_is_filled(parse, filled):
    assert filled(parse(MET), "met", roles={"participant": "with | object | subject"}) == {"participant": ["orlov"]}


def test_a_passive_has_the_same_roles(parse, filled):
    roles = {"visitor": "object", "host": "subject"}
    assert filled(parse(RECEIVED), "received", "Visit", roles=roles) == {"visitor": ["lima"], "host": ["orlov"]}


def test_nobody_named_is_no_event(parse, filled):
    assert filled(parse("they/PRON/nsubj>met met:meet/VERB/ROOT"), "met", roles={"participant": "subject"}) is None


def test_a_role_admits_its_kinds_only(parse, filled):
    doc = parse("Brazil/PROPN/nsubj>quit quit/VERB/ROOT and/CCONJ/cc>Brazil Lima/PROPN/conj>Brazil")
    assert filled(doc, "quit", "Appointment", roles={"appointee": "subject"}) == {"appointee": ["lima"]}


def test_a_capital_is_a_city_as_a_place_and_its_state_as_a_destination(parse, filled):
    doc = parse("Lima/PROPN/nsubj>visited visited:visit/VERB/ROOT Oslo/PROPN/dobj>visited")
    roles = {"visitor": "subject", "destination": "object", "place": "object"}
    assert filled(doc, "visited", "Visit", roles=roles) == {
        "visitor": ["lima"],
        "destination": ["norway"],
        "place": ["oslo"],
    }


def test_the_city_of_the_clause_is_the_place(parse, filled):
    doc = parse(
        "Lima/PROPN/nsubj>met met:meet/VERB/ROOT aides/NOUN/dobj>met of/ADP/prep>aides Orlov/PROPN/pobj>of "
        "in/ADP/prep>Orlov Oslo/PROPN/pobj>in"
    )
    assert filled(doc, "met", roles={"participant": "subject", "place": "at"})["place"] == ["oslo"]


def test_a_city_below_a_noun_that_heads_the_sentence_is_no_place_of_the_event(parse, filled):
    doc = parse(
        "A/DET/det>storm storm/NOUN/ROOT in/ADP/prep>storm Oslo/PROPN/pobj>in during/ADP/prep>storm talks:talk/NOUN/pobj>during "
        "between/ADP/prep>talks Brazil/PROPN/pobj>between"
    )
    assert filled(doc, "talks", roles={"participant": "between", "place": "at"}) == {"participant": ["brazil"]}


@pytest.mark.parametrize(
    ("needs", "met"),
    [
        (("participant",), True),
        (("two:participant",), True),
        (("person:participant",), True),
        (("person:place",), False),
        (("with",), False),
        (("with|in",), True),
        (("bare",), True),
        (("clause",), False),
        (("participant", "host"), False),
    ],
)
def test_needs(parse, filled, needs, met):
    roles = {"participant": "subject + object", "place": "in"}
    assert (filled(parse(MET), "met", roles=roles, needs=needs) is not None) is met


def test_words_that_show_another_sense(parse, filled):
    doc = parse("Brazil/PROPN/nsubj>met met:meet/VERB/ROOT the/DET/det>deadline deadline/NOUN/dobj>met")
    assert filled(doc, "met", roles={"participant": "subject"}) == {"participant": ["brazil"]}
    assert filled(doc, "met", roles={"participant": "subject"}, unless=["deadline"]) is None


def test_a_match_is_no_meeting(parse, filled):
    doc = parse(
        "Brazil/PROPN/nsubj>met met:meet/VERB/ROOT Norway/PROPN/dobj>met in/ADP/prep>met the/DET/det>semifinal semifinal/NOUN/pobj>in"
    )
    assert filled(doc, "met", roles={"participant": "subject + object"}) is None
    assert filled(doc, "met", "Criticism", roles={"speaker": "subject"}) == {"speaker": ["brazil"]}


def test_nobody_stands_in_two_roles(parse, filled):
    doc = parse("Brazil/PROPN/nsubj>blamed blamed:blame/VERB/ROOT Brazil/PROPN/dobj>blamed")
    roles = {"speaker": "subject", "target": "object"}
    assert filled(doc, "blamed", "Criticism", roles=roles) == {"speaker": ["brazil"]}


def test_a_state_before_the_noun_yields_to_its_person(parse, filled):
    doc = parse(
        "Lima/PROPN/nsubj>held held:hold/VERB/ROOT Brazilian/ADJ/amod>talks talks:talk/NOUN/dobj>held with/ADP/prep>talks Orlov/PROPN/pobj>with"
    )
    assert filled(doc, "talks", verb="held", roles={"participant": "subject + with + adj"}) == {
        "participant": ["lima", "orlov"]
    }


def test_visiting_leads_to_where_the_article_is_written(parse, filled):
    doc = parse("visiting:visit/VERB:VBG/amod>Lima Lima/PROPN/nsubj>spoke spoke:speak/VERB/ROOT")
    roles = {"visitor": "subject", "destination": "dateline", "place": "dateline"}
    assert filled(doc, "visiting", "Visit", roles=roles, resolved={"dateline": ("norway", "oslo")}) == {
        "visitor": ["lima"],
        "destination": ["norway"],
        "place": ["oslo"],
    }
    assert filled(doc, "visiting", "Visit", roles=roles) == {"visitor": ["lima"]}


def test_here_is_where_the_article_is_written(parse, filled):
    roles = {"participant": "subject + object", "place": "here"}
    where = {"dateline": ("norway", "oslo")}
    here = parse("Lima/PROPN/nsubj>met met:meet/VERB/ROOT Silva/PROPN/dobj>met here/ADV/advmod>met")
    assert filled(here, "met", roles=roles, resolved=where)["place"] == ["oslo"]
    elsewhere = parse("Lima/PROPN/nsubj>met met:meet/VERB/ROOT Silva/PROPN/dobj>met there/ADV/advmod>met")
    assert "place" not in filled(elsewhere, "met", roles=roles, resolved=where)


def test_pronouns_and_groups_are_those_they_stand_for(parse, filled):
    doc = parse("they/PRON/nsubj>met met:meet/VERB/ROOT Orlov/PROPN/dobj>met")
    resolved = {"also": {"they": ("lima", "silva")}}
    assert filled(doc, "met", roles={"participant": "subject + object"}, resolved=resolved) == {
        "participant": ["lima", "silva", "orlov"]
    }
