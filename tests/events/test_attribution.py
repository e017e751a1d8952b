"""Who says what: speakers of clauses, and what their own words commit them or others to."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

import pytest

from kg.events import attribution

SAID = "Lima/PROPN/nsubj>said said:say/VERB/ROOT that/SCONJ/mark>{verb} {rest}"
SHOULD = "Norway/PROPN/nsubj>leave should/AUX:MD/aux>leave leave/VERB:VB/{dep} Chile/PROPN/dobj>leave"


def said(rest: str, verb: str) -> str:
    """'Lima said that ...'."""
    return SAID.format(verb=verb, rest=rest)


@pytest.fixture
def speaker(scene, texts, find):
    """Who says the clause of a verb, and the reporting verb."""

    def of(doc, verb, **keys):
        who, telling = attribution.speaker(scene(doc, **keys), find(doc, verb))
        return texts(who), telling.text if telling is not None else None

    return of


@pytest.fixture
def acts(scene, lexicon):
    """Row, role -> entities, and reporting verb of each speech act in a Doc."""

    def of(doc, **keys):
        rows = {row.id: row for row in lexicon.rows}
        found = []
        for trigger, fillers, telling in attribution.speech(scene(doc, **keys), rows):
            roles = {(f.role, f.entity) for f in fillers}
            found.append((trigger.row.id, trigger.token.text, roles, telling.text if telling is not None else None))
        return found

    return of


def test_the_subject_of_the_verb_that_tells(parse, speaker):
    doc = parse(said(SHOULD.format(dep="ccomp>said"), "leave"))
    assert speaker(doc, "leave") == (["Lima"], "said")
    assert speaker(doc, "said") == ([], None)


def test_through_joined_clauses(parse, speaker):
    doc = parse(
        said("Norway/PROPN/nsubj>left left:leave/VERB/ccomp>said and/CCONJ/cc>left lost:lose/VERB/conj>left", "left")
    )
    assert speaker(doc, "lost") == (["Lima"], "said")


def test_several_speakers(parse, speaker):
    doc = parse(
        "Lima/PROPN/nsubj>said and/CCONJ/cc>Lima Orlov/PROPN/conj>Lima said:say/VERB/ROOT Norway/PROPN/nsubj>left "
        "left:leave/VERB/ccomp>said"
    )
    assert speaker(doc, "left") == (["Lima", "Orlov"], "said")


def test_a_verb_that_does_not_tell_has_no_speaker(parse, speaker):
    doc = parse("Lima/PROPN/nsubj>saw saw:see/VERB/ROOT Norway/PROPN/nsubj>leave leave/VERB:VB/ccomp>saw")
    assert speaker(doc, "leave") == ([], None)


def test_according_to(parse, speaker):
    doc = parse(
        "According:accord/VERB:VBG/prep>left to/ADP/prep>According Lima/PROPN/pobj>to Norway/PROPN/nsubj>left left:leave/VERB/ROOT "
        "in/ADP/prep>left Oslo/PROPN/pobj>in"
    )
    assert speaker(doc, "left") == (["Lima"], None)


def test_a_quotation_has_its_speaker(parse, speaker, quoted):
    doc = parse(
        "Lima/PROPN/nsubj>spoke spoke:speak/VERB/ROOT ./PUNCT/punct>spoke Norway/PROPN/nsubj>left left:leave/VERB/ROOT ./PUNCT/punct>left"
    )
    assert speaker(doc, "left") == ([], None)
    assert speaker(doc, "left", quotations=(quoted(doc, "Norway", "left", "Lima"),)) == ([], None)
    whole = (quoted(doc, "Norway", "left", "Lima"),)
    longer = (type(whole[0])(first=whole[0].first, last=len(doc), speaker=whole[0].speaker),)
    assert speaker(doc, "left", quotations=longer) == (["Lima"], "spoke")


def test_a_should_about_others_is_an_appeal(parse, acts):
    doc = parse(said(SHOULD.format(dep="ccomp>said"), "leave"))
    assert acts(doc) == [("should-clause", "leave", {("speaker", "lima"), ("target", "norway")}, "said")]


def test_a_should_that_nobody_says_is_nothing(parse, acts):
    assert acts(parse(SHOULD.format(dep="ROOT"))) == []


def test_ones_own_will_is_a_pledge(parse, acts):
    doc = parse(
        said("Brazil/PROPN/nsubj>help will/AUX:MD/aux>help help/VERB:VB/ccomp>said Norway/PROPN/dobj>help", "help")
    )
    assert acts(doc) == [("will-clause", "help", {("speaker", "lima")}, "said")]


def test_the_will_of_another_is_no_pledge(parse, acts):
    doc = parse(said("Norway/PROPN/nsubj>win will/AUX:MD/aux>win win/VERB:VB/ccomp>said", "win"))
    assert acts(doc) == []


def test_a_will_not_is_no_pledge(parse, acts):
    doc = parse(
        said(
            "Brazil/PROPN/nsubj>help will/AUX:MD/aux>help not/PART:RB/neg>help help/VERB:VB/ccomp>said Norway/PROPN/dobj>help",
            "help",
        )
    )
    assert acts(doc) == []


def test_a_wrong_of_another_is_a_reproach_but_not_of_ones_own(parse, acts):
    blame = said(
        "{0}/PROPN/nsubj>violated violated:violate/VERB/ccomp>said the/DET/det>truce truce/NOUN/dobj>violated",
        "violated",
    )
    assert acts(parse(blame.format("Norway"))) == [
        ("wrong-clause", "violated", {("speaker", "lima"), ("target", "norway")}, "said")
    ]
    assert acts(parse(blame.format("Brazil"))) == []


@pytest.mark.parametrize(("verdict", "row"), [("provocative", "verdict-clause"), ("constructive", "praise-clause")])
def test_verdicts(parse, acts, verdict, row):
    doc = parse(said(f"Norway/PROPN/nsubj>is is:be/AUX:VBZ/ccomp>said {verdict}/ADJ/acomp>is", "is"))
    assert acts(doc) == [(row, "is", {("speaker", "lima"), ("target", "norway")}, "said")]
    denied = parse(
        said(f"Norway/PROPN/nsubj>is is:be/AUX:VBZ/ccomp>said not/PART:RB/neg>is {verdict}/ADJ/acomp>is", "is")
    )
    assert acts(denied) == []


def test_who_says_what_his_state_does_is_the_speaker(parse, scene, find, filler):
    doc = parse(said("Brazil/PROPN/nsubj>pledged pledged:pledge/VERB/ccomp>said help/NOUN/dobj>pledged", "pledged"))
    token = find(doc, "pledged")
    own = attribution.spoken_for(scene(doc), (filler("speaker", "brazil"),), token)
    assert [(f.role, f.entity) for f in own] == [("speaker", "lima")]
    other = (filler("speaker", "norway"), filler("target", "brazil"))
    assert attribution.spoken_for(scene(doc), other, token) == other
