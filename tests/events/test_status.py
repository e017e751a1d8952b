"""Modality by cues: what happened, what is planned, what may be, and what is not."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

import pytest

from kg.events import status

VISIT = "Lima/PROPN/nsubj>visited visited:visit/VERB/ROOT Norway/PROPN/dobj>visited"


def verb(before: str, *, form: str = "VB") -> str:
    """'Lima ... visit Norway' with words between."""
    return f"Lima/PROPN/nsubj>visit {before} visit/VERB:{form}/ROOT Norway/PROPN/dobj>visit"


def under(governor: str, lemma: str) -> str:
    """'Brazil ... to meet Norway'."""
    return (
        f"Brazil/PROPN/nsubj>{governor} {governor}:{lemma}/VERB/ROOT to/PART/aux>meet meet/VERB:VB/xcomp>{governor} "
        "Norway/PROPN/dobj>meet"
    )


@pytest.mark.parametrize(
    ("table", "word", "expected"),
    [
        (VISIT, "visited", "actual"),
        (verb("will/AUX:MD/aux>visit"), "visit", "planned"),
        (verb("may/AUX:MD/aux>visit"), "visit", "hypothetical"),
        (verb("could/AUX:MD/aux>visit"), "visit", "hypothetical"),
        (verb("did:do/AUX/aux>visit not/PART:RB/neg>visit"), "visit", "negated"),
        (verb("will/AUX:MD/aux>visit not/PART:RB/neg>visit"), "visit", "negated"),
        (verb("never/ADV/neg>visit"), "visit", "negated"),
        (under("agreed", "agree"), "meet", "planned"),
        (under("plans", "plan"), "meet", "planned"),
        (under("refused", "refuse"), "meet", "negated"),
        (under("declined", "decline"), "meet", "negated"),
    ],
)
def test_verb(parse, fire, lexicon, *, table, word, expected):
    assert status.modality(fire(parse(table), word), lexicon) == expected


@pytest.mark.parametrize(
    ("table", "verb_", "expected"),
    [
        ("Brazil/PROPN/nsubj>held held:hold/VERB/ROOT talks:talk/NOUN/dobj>held", "held", "actual"),
        ("Brazil/PROPN/nsubj>held held:hold/VERB/ROOT no/DET/det>talks talks:talk/NOUN/dobj>held", "held", "negated"),
        ("Brazil/PROPN/nsubj>cancelled cancelled:cancel/VERB/ROOT talks:talk/NOUN/dobj>cancelled", "cancelled", "negated"),
        ("Brazil/PROPN/nsubj>left left:leave/VERB/ROOT without/ADP/prep>left talks:talk/NOUN/pobj>without", None, "negated"),
        ("Brazil/PROPN/nsubj>noted noted:note/VERB/ROOT upcoming/ADJ/amod>talks talks:talk/NOUN/dobj>noted", None, "planned"),
        ("Brazil/PROPN/nsubj>noted noted:note/VERB/ROOT possible/ADJ/amod>talks talks:talk/NOUN/dobj>noted", None, "hypothetical"),
    ],
)  # fmt: skip
def test_noun(parse, fire, lexicon, *, table, verb_, expected):
    assert status.modality(fire(parse(table), "talks", verb=verb_), lexicon) == expected


def test_what_stands_under_if_is_hypothetical_and_its_main_clause_conditional(parse, fire, lexicon, find):
    doc = parse(
        "If/SCONJ/mark>leaves Norway/PROPN/nsubj>leaves leaves:leave/VERB:VBZ/advcl>helps ,/PUNCT/punct>helps "
        "Brazil/PROPN/nsubj>helps helps:help/VERB:VBZ/ROOT"
    )
    assert status.modality(fire(doc, "leaves"), lexicon) == "hypothetical"
    assert status.is_conditional(find(doc, "helps"))
    assert not status.is_conditional(find(doc, "leaves"))


def test_a_reported_would_is_a_plan(parse, fire, lexicon):
    doc = parse(
        "Lima/PROPN/nsubj>said said:say/VERB/ROOT she/PRON/nsubj>visit would/AUX:MD/aux>visit visit/VERB:VB/ccomp>said "
        "Norway/PROPN/dobj>visit"
    )
    assert status.modality(fire(doc, "visit"), lexicon) == "planned"
    own = parse("Lima/PROPN/nsubj>visit would/AUX:MD/aux>visit visit/VERB:VB/ROOT Norway/PROPN/dobj>visit")
    assert status.modality(fire(own, "visit"), lexicon) == "hypothetical"


def test_the_modality_of_telling_does_not_reach_what_is_told(parse, fire, lexicon):
    doc = parse(
        "Brazil/PROPN/nsubj>say will/AUX:MD/aux>say say/VERB:VB/ROOT that/SCONJ/mark>visited Lima/PROPN/nsubj>visited "
        "visited:visit/VERB/ccomp>say Norway/PROPN/dobj>visited"
    )
    assert status.modality(fire(doc, "visited"), lexicon) == "actual"


def test_a_not_of_another_clause_does_not_negate(parse, fire, lexicon):
    doc = parse(
        "Lima/PROPN/nsubj>met met:meet/VERB/ROOT Orlov/PROPN/dobj>met ,/PUNCT/punct>met who/PRON:WP/nsubj>agree "
        "did:do/AUX/aux>agree not/PART:RB/neg>agree agree/VERB:VB/relcl>Orlov"
    )
    assert status.modality(fire(doc, "met"), lexicon) == "actual"
    assert status.modality(fire(doc, "agree"), lexicon) == "negated"


def test_what_is_denied_is_negated(parse, fire, lexicon):
    doc = parse(
        "Brazil/PROPN/nsubj>denied denied:deny/VERB/ROOT it/PRON/nsubj>sent had:have/AUX/aux>sent sent:send/VERB:VBN/ccomp>denied "
        "troops:troop/NOUN/dobj>sent"
    )
    assert status.modality(fire(doc, "sent"), lexicon) == "negated"


@pytest.mark.parametrize(
    ("table", "word"),
    [
        (
            "No/DET/det>agreement agreement/NOUN/nsubjpass>reached was:be/AUX/auxpass>reached reached:reach/VERB:VBN/ROOT",
            "reached",
        ),
        ("Nobody/PRON:NN/nsubj>met met:meet/VERB/ROOT Orlov/PROPN/dobj>met", "met"),
        (
            "Neither/CCONJ:CC/preconj>Brazil Brazil/PROPN/nsubj>signed nor/CCONJ/cc>Brazil Norway/PROPN/conj>Brazil "
            "signed:sign/VERB/ROOT",
            "signed",
        ),
        (
            "Brazil/PROPN/nsubj>have have/VERB:VBZ/ROOT yet/ADV/advmod>sign to/PART/aux>sign sign/VERB:VB/xcomp>have",
            "sign",
        ),
    ],
    ids=["no", "nobody", "neither", "yet to"],
)
def test_a_negative_subject_negates(parse, fire, lexicon, table, word):
    assert status.modality(fire(parse(table), word), lexicon) == "negated"


def test_a_condition_makes_what_depends_on_it_hypothetical(parse, fire, lexicon):
    doc = parse(
        "If/SCONJ/mark>leaves Norway/PROPN/nsubj>leaves leaves:leave/VERB:VBZ/advcl>send Brazil/PROPN/nsubj>send "
        "will/AUX:MD/aux>send send/VERB:VB/ROOT aid/NOUN/dobj>send"
    )
    assert status.modality(fire(doc, "send"), lexicon) == "hypothetical"
