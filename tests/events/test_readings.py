"""Readings: each place of a text that tells an event, before those of one happening are put together."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

from datetime import date

import pytest

from kg.events import readings

MET = "Lima/PROPN/nsubj>met met:meet/VERB/ROOT Orlov/PROPN/dobj>met"
DOT = " ./PUNCT/punct>met "


@pytest.fixture
def read(scene):
    """The readings of a Doc, with what else the scene has."""
    return lambda doc, **keys: list(readings.find(scene(doc, **keys)))


def test_a_reading_knows_its_words_its_row_and_its_sentence(parse, read):
    doc = parse("Silva/PROPN/nsubj>slept slept:sleep/VERB/ROOT ./PUNCT/punct>slept " + MET)
    [found] = read(doc)
    assert (found.type, found.rule, doc[found.token].text) == ("Meeting", "meet-verb", "met")
    assert doc.text[slice(*found.sentence)] == "Lima met Orlov"
    assert [(f.role, f.entity, doc[f.token].text, f.slot) for f in found.fillers] == [
        ("participant", "lima", "Lima", "subject"),
        ("participant", "orlov", "Orlov", "object"),
    ]


def test_each_place_is_a_reading_of_its_own(parse, read):
    found = read(parse(MET + DOT + MET))
    assert [r.type for r in found] == ["Meeting", "Meeting"]
    assert len({r.sentence for r in found}) == 2


def test_a_noun_that_only_completes_its_verb_is_told_already(parse, read):
    doc = parse(
        "Brazil/PROPN/nsubj>signed signed:sign/VERB/ROOT a/DET/det>treaty treaty/NOUN/dobj>signed with/ADP/prep>treaty "
        "Norway/PROPN/pobj>with and/CCONJ/cc>Norway Chile/PROPN/conj>Norway"
    )
    assert [r.rule for r in read(doc)] == ["sign-verb"]


def test_thanks_for_support_are_one_support(parse, read):
    doc = parse(
        "Brazil/PROPN/nsubj>thanked thanked:thank/VERB/ROOT Norway/PROPN/dobj>thanked for/ADP/prep>thanked its/PRON:PRP$/poss>support "
        "support/NOUN/pobj>for"
    )
    assert [(r.type, r.role("speaker"), r.role("target")) for r in read(doc)] == [("Support", {"brazil"}, {"norway"})]


def test_a_body_named_like_a_meeting_is_none(parse, read):
    doc = parse(
        "Brazil/PROPN/nsubj>left left:leave/VERB/ROOT the/DET/det>Summit Summit:summit/PROPN/dobj>left of/ADP/prep>Summit Norway/PROPN/pobj>of"
    )
    assert [r for r in read(doc, also={"Summit": ("unesco",)}) if r.type == "Meeting"] == []


def test_what_lies_in_modal_verbs_is_read_too(parse, read):
    doc = parse(
        "Lima/PROPN/nsubj>said said:say/VERB/ROOT Norway/PROPN/nsubj>leave should/AUX:MD/aux>leave leave/VERB:VB/ccomp>said "
        "Chile/PROPN/dobj>leave"
    )
    [appeal] = [r for r in read(doc) if r.type == "Appeal"]
    assert (appeal.rule, appeal.role("speaker"), appeal.role("target")) == ("should-clause", {"lima"}, {"norway"})
    assert appeal.modality == "actual"


def test_the_source_is_who_tells(parse, read):
    told = parse(
        "Silva/PROPN/nsubj>said said:say/VERB/ROOT Lima/PROPN/nsubj>met met:meet/VERB/ccomp>said Orlov/PROPN/dobj>met"
    )
    assert [r.source for r in read(told)] == ["silva"]
    assert [r.source for r in read(parse(MET))] == [None]


def test_a_pledge_is_made_when_it_is_told_and_a_visit_is_not(parse, read, dated):
    said = (
        "Lima/PROPN/nsubj>said said:say/VERB/ROOT on/ADP/prep>said Friday/PROPN/pobj>on that/SCONJ/mark>{0} "
        "Brazil/PROPN/nsubj>{0} {1} Norway/PROPN/dobj>{0}"
    )
    for word, cell, day in (
        ("praised", "praised:praise/VERB/ccomp>said", "2014-05-09"),
        ("visited", "visited:visit/VERB/ccomp>said", None),
    ):
        doc = parse(said.format(word, cell))
        [found] = read(doc, dates=(dated(doc, "Friday", "2014-05-09"),))
        assert (found.when.start if found.when else None) == day


def test_what_is_dated_after_the_article_is_planned(parse, read, dated):
    doc = parse(MET + " on/ADP/prep>met Monday/PROPN/pobj>on")
    dates = (dated(doc, "Monday", "2014-05-12"),)
    assert [r.modality for r in read(doc, dates=dates, published=date(2014, 5, 9))] == ["planned"]
    assert [r.modality for r in read(doc, dates=dates, published=date(2014, 5, 12))] == ["actual"]
    assert [r.modality for r in read(doc, dates=dates)] == ["actual"]
