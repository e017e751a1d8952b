"""Slots: the words that stand where a lexicon row looks for a role's filler."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

import pytest

from kg.events import slots

BETWEEN = (
    "talks:talk/NOUN/nsubjpass>held between/ADP/prep>talks Brazil/PROPN/pobj>between and/CCONJ/cc>Brazil Norway/PROPN/conj>Brazil "
    "were:be/AUX/auxpass>held held:hold/VERB:VBN/ROOT in/ADP/prep>held Oslo/PROPN/pobj>in"
)
HELD_WITH = (
    "Lima/PROPN/nsubj>held held:hold/VERB/ROOT talks:talk/NOUN/dobj>held with/ADP/prep>held Orlov/PROPN/pobj>with"
)
ARRIVED = (
    "Lima/PROPN/nsubj>arrived arrived:arrive/VERB/ROOT for/ADP/prep>arrived talks:talk/NOUN/pobj>for with/ADP/prep>talks "
    "Orlov/PROPN/pobj>with"
)
INVITED = (
    "Lima/PROPN/nsubj>visited visited:visit/VERB/ROOT Norway/PROPN/dobj>visited at/ADP/prep>visited the/DET/det>invitation "
    "invitation/NOUN/pobj>at of/ADP/prep>invitation Orlov/PROPN/pobj>of"
)


@pytest.fixture
def found(scene, fire, texts):
    """The words in a slot of the trigger on a word of a Doc."""

    def find(doc, text, slot, row=None, **keys):
        return texts(slots.tokens(scene(doc), fire(doc, text, row, **keys), slot))

    return find


@pytest.mark.parametrize(
    ("table", "verb", "subject", "object_"),
    [
        ("Lima/PROPN/nsubj>met met:meet/VERB/ROOT Orlov/PROPN/dobj>met", "met", ["Lima"], ["Orlov"]),
        (
            "Lima/PROPN/nsubjpass>met was:be/AUX/auxpass>met met:meet/VERB:VBN/ROOT by/ADP/agent>met Orlov/PROPN/pobj>by",
            "met",
            ["Orlov"],
            ["Lima"],
        ),
        ("visiting:visit/VERB:VBG/amod>Lima Lima/PROPN/ROOT", "visiting", ["Lima"], []),
    ],
)
def test_subject_and_object_whatever_the_voice(parse, found, *, table, verb, subject, object_):
    assert found(parse(table), verb, "subject") == subject
    assert found(parse(table), verb, "object") == object_


def test_a_noun_has_the_subject_of_its_light_verb(parse, found):
    assert found(parse(HELD_WITH), "talks", "subject", verb="held") == ["Lima"]
    assert found(parse(HELD_WITH), "talks", "subject", verb="held", object_="talks") == []


def test_a_preposition_at_the_noun_or_at_its_light_verb(parse, found):
    assert found(parse(HELD_WITH), "talks", "with", verb="held") == ["Orlov"]
    assert found(parse(BETWEEN), "talks", "between", verb="held") == ["Brazil", "Norway"]
    assert found(parse(BETWEEN), "talks", "in", verb="held") == ["Oslo"]
    assert found(parse(BETWEEN), "talks", "with", verb="held") == []


def test_the_second_of_two_parties_is_found_where_the_parse_loses_it(parse, found):
    doc = parse(
        "talks:talk/NOUN/ROOT between/ADP/prep>talks Brazil/PROPN/pobj>between and/CCONJ/cc>talks Norway/PROPN/dep>talks"
    )
    assert found(doc, "talks", "between") == ["Brazil", "Norway"]


def test_the_agent_of_a_passive_is_no_by(parse, found):
    doc = parse(
        "Lima/PROPN/nsubjpass>met was:be/AUX/auxpass>met met:meet/VERB:VBN/ROOT by/ADP/agent>met Orlov/PROPN/pobj>by"
    )
    assert found(doc, "met", "by") == []


def test_owner_and_modifiers_of_a_noun(parse, found):
    doc = parse(
        "Lima/PROPN/poss>visit 's:'s/PART:POS/case>Lima Norwegian/ADJ/amod>visit summer/NOUN/compound>visit visit/NOUN/ROOT"
    )
    assert found(doc, "visit", "poss") == ["Lima"]
    assert found(doc, "visit", "adj") == ["Norwegian"]
    assert found(doc, "visit", "mod") == ["Norwegian", "summer"]


def test_joined_modifiers_are_all_modifiers(parse, found):
    doc = parse("Brazilian/ADJ/amod>talks and/CCONJ/cc>Brazilian Chilean/ADJ/conj>Brazilian talks:talk/NOUN/ROOT")
    assert found(doc, "talks", "adj") == ["Brazilian", "Chilean"]


def test_named_is_a_body_before_the_noun(parse, found):
    doc = parse("the/DET/det>summit Norwegian/ADJ/amod>summit UNESCO/PROPN/compound>summit summit/NOUN/ROOT")
    assert found(doc, "summit", "named") == ["UNESCO"]


def test_governor_is_who_arrives_for_talks(parse, found):
    assert found(parse(ARRIVED), "talks", "governor") == ["Lima"]
    assert found(parse(BETWEEN), "talks", "governor") == []


def test_governor_object_is_who_is_hosted_for_talks(parse, found):
    doc = parse(
        "Lima/PROPN/nsubj>hosted hosted:host/VERB/ROOT Orlov/PROPN/dobj>hosted for/ADP/prep>hosted talks:talk/NOUN/pobj>for"
    )
    assert found(doc, "talks", "governor-object") == ["Orlov"]
    assert found(parse(ARRIVED), "talks", "governor-object") == []


def test_who_invites(parse, found):
    assert set(found(parse(INVITED), "visited", "invitation")) == {"Orlov"}
    owned = INVITED.split(" at/", maxsplit=1)[0] + (
        " at/ADP/prep>visited Orlov/PROPN/poss>invitation 's:'s/PART:POS/case>Orlov invitation/NOUN/pobj>at"
    )
    assert set(found(parse(owned), "visited", "invitation")) == {"Orlov"}


@pytest.mark.parametrize(("lemma", "giver", "receiver"), [("extend", ["Lima"], []), ("accept", [], ["Lima"])])
def test_who_gives_and_who_takes_an_invitation(parse, found, lemma, giver, receiver):
    doc = parse(f"Lima/PROPN/nsubj>did did:{lemma}/VERB/ROOT the/DET/det>invitation invitation/NOUN/dobj>did")
    assert found(doc, "invitation", "giver", verb="did") == giver
    assert found(doc, "invitation", "receiver", verb="did") == receiver


def test_clause_is_who_should_do_what_is_demanded(parse, found):
    doc = parse(
        "Brazil/PROPN/nsubj>demanded demanded:demand/VERB/ROOT that/SCONJ/mark>leave Norway/PROPN/nsubj>leave "
        "leave/VERB:VB/ccomp>demanded Chile/PROPN/dobj>leave"
    )
    assert found(doc, "demanded", "clause") == ["Norway"]


def test_a_preposition_within_the_clause(parse, found):
    doc = parse(
        "Brazil/PROPN/nsubj>pledged pledged:pledge/VERB/ROOT to/PART/aux>work work/VERB:VB/xcomp>pledged "
        "with/ADP/prep>work Norway/PROPN/pobj>with"
    )
    assert found(doc, "pledged", "clause-with") == ["Norway"]
    assert found(doc, "pledged", "with") == []


def test_what_stands_at_the_noun_that_completes_a_verb(parse, found):
    doc = parse(
        "Lima/PROPN/nsubj>signed signed:sign/VERB/ROOT a/DET/det>deal Chilean/ADJ/amod>deal deal/NOUN/dobj>signed with/ADP/prep>deal Norway/PROPN/pobj>with"
    )
    assert found(doc, "signed", "object-with", object_="deal") == ["Norway"]
    assert found(doc, "signed", "object-adj", object_="deal") == ["Chilean"]
    assert found(doc, "signed", "object-poss", object_="deal") == []
    assert found(doc, "signed", "object-with") == []


@pytest.mark.parametrize(
    ("lemma", "holders"),
    [("expel", ["Norwegian"]), ("recall", ["Chile"])],
)
def test_diplomats_are_their_states_and_those_recalled_stand_for_where_they_were(parse, found, lemma, holders):
    doc = parse(
        f"Brazil/PROPN/nsubj>did did:{lemma}/VERB/ROOT Norwegian/ADJ/amod>envoys envoys:envoy/NOUN/dobj>did "
        "in/ADP/prep>envoys Chile/PROPN/pobj>in"
    )
    assert found(doc, "did", "object-holder", object_="envoys") == holders


def test_within_is_the_party_named_in_what_is_blamed(parse, found):
    doc = parse(
        "Brazil/PROPN/nsubj>condemned condemned:condemn/VERB/ROOT the/DET/det>arrests arrests:arrest/NOUN/dobj>condemned "
        "in/ADP/prep>arrests Norway/PROPN/pobj>in"
    )
    assert found(doc, "condemned", "within") == ["Norway"]


def test_posts_behind_the_verb_and_with_the_name(parse, found, row):
    named = parse(
        "Lima/PROPN/nsubjpass>named was:be/AUX/auxpass>named named:name/VERB:VBN/ROOT minister/NOUN/oprd>named"
    )
    assert found(named, "named", "post") == ["minister"]
    leaving = row("Appointment", roles={"appointee": "subject"})
    resigned = parse("minister/NOUN/compound>Lima Lima/PROPN/nsubj>resigned resigned:resign/VERB/ROOT")
    assert found(resigned, "resigned", "post-own", leaving) == ["minister"]
    assert found(resigned, "resigned", "post", leaving) == []


def test_the_post_of_one_who_is_dismissed_is_not_that_of_who_dismisses(parse, found, row):
    dismissed = row("Appointment", roles={"appointee": "object"})
    doc = parse(
        "minister/NOUN/compound>Lima Lima/PROPN/nsubj>dismissed dismissed:dismiss/VERB/ROOT minister/NOUN/compound>Orlov "
        "Orlov/PROPN/dobj>dismissed"
    )
    assert found(doc, "dismissed", "post-own", dismissed) == ["minister"]
    of_another = parse(
        "minister/NOUN/compound>Lima Lima/PROPN/nsubj>dismissed dismissed:dismiss/VERB/ROOT Orlov/PROPN/dobj>dismissed"
    )
    assert found(of_another, "dismissed", "post-own", dismissed) == []


def test_to_whom_is_said_before_the_object(parse, found):
    doc = parse(
        "Brazil/PROPN/nsubj>gave gave:give/VERB/ROOT Norway/PROPN/dative>gave a/DET/det>loan loan/NOUN/dobj>gave"
    )
    assert found(doc, "gave", "iobj") == ["Norway"]
    assert found(doc, "loan", "iobj", verb="gave") == ["Norway"]


@pytest.mark.parametrize("slot", ["previous", "dateline", "here", "no-such-slot"])
def test_slots_without_words(parse, found, slot):
    assert found(parse(HELD_WITH), "held", slot) == []
