"""Topics: what a pledge, an appeal, a criticism or a support is about, as shortly as the text says it."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

import pytest

from kg.events import topics

PLEDGED = (
    "Brazil/PROPN/nsubj>pledged pledged:pledge/VERB/ROOT to/PART/aux>deepen deepen/VERB:VB/xcomp>pledged the/DET/det>ties "
    "close/ADJ/amod>ties ties:tie/NOUN/dobj>deepen ./PUNCT/punct>pledged"
)


@pytest.fixture
def topic(scene, fire, row):
    """The topic of a trigger with a row whose topic stands in the slots."""

    def find(doc, text, *slots, type_="Pledge", taken=(), **keys):
        return topics.find(scene(doc), fire(doc, text, row(type_, topic=slots), **keys), set(taken))

    return find


def test_the_object_of_the_clause(parse, topic):
    assert topic(parse(PLEDGED), "pledged", "clause") == "close ties"


def test_a_clause_without_object_as_a_whole(parse, topic):
    doc = parse(
        "Brazil/PROPN/nsubj>pledged pledged:pledge/VERB/ROOT to/PART/aux>cooperate cooperate/VERB:VB/xcomp>pledged "
        "closely/ADV/advmod>cooperate ./PUNCT/punct>pledged"
    )
    assert topic(doc, "pledged", "clause") == "cooperate closely"


def test_the_first_slot_that_holds_something(parse, topic):
    doc = parse(
        "Brazil/PROPN/nsubj>promised promised:promise/VERB/ROOT more/ADJ/amod>aid aid/NOUN/dobj>promised for/ADP/prep>aid Norway/PROPN/pobj>for"
    )
    assert topic(doc, "promised", "clause", "object") == "more aid for Norway"
    assert topic(doc, "promised", "clause") is None


def test_without_slots_the_clause_or_the_object(parse, topic):
    assert topic(parse(PLEDGED), "pledged") == "close ties"


def test_only_speech_has_topics(parse, topic):
    for type_ in ("Pledge", "Appeal", "Criticism", "Support"):
        assert topic(parse(PLEDGED), "pledged", "clause", type_=type_) == "close ties"
    for type_ in ("Visit", "Meeting", "Agreement", "Aid"):
        assert topic(parse(PLEDGED), "pledged", "clause", type_=type_) is None


def test_the_name_of_an_argument_is_no_topic(parse, topic, find):
    doc = parse("Brazil/PROPN/nsubj>praised praised:praise/VERB/ROOT Norway/PROPN/dobj>praised")
    norway = find(doc, "Norway").i
    assert topic(doc, "praised", "object", type_="Support", taken=[norway]) is None
    assert topic(doc, "praised", "object", type_="Support") == "Norway"


def test_what_completes_the_noun_of_the_trigger(parse, topic):
    doc = parse(
        "Lima/PROPN/nsubj>expressed expressed:express/VERB/ROOT readiness/NOUN/dobj>expressed to/PART/aux>cut "
        "cut/VERB:VB/acl>readiness tariffs:tariff/NOUN/dobj>cut"
    )
    assert topic(doc, "expressed", "object-clause", object_="readiness") == "tariffs"


def test_a_topic_has_its_end(parse, topic):
    chain = " ".join("of/ADP/prep>{} w{}/NOUN/pobj>of".format("peace" if n == 0 else f"w{n - 1}", n) for n in range(30))
    doc = parse(f"Brazil/PROPN/nsubj>praised praised:praise/VERB/ROOT peace/NOUN/dobj>praised {chain}")
    found = topic(doc, "praised", "object", type_="Support")
    assert found.startswith("peace of w0")
    assert len(found.split()) < 30
    assert not found.endswith(" of")


def test_a_pronoun_is_no_topic(parse, topic):
    doc = parse("Chile/PROPN/nsubj>condemned condemned:condemn/VERB/ROOT it/PRON/dobj>condemned")
    assert topic(doc, "condemned", "object", type_="Criticism") is None
