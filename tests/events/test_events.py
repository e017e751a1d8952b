"""The event stage as a whole, over parses by hand and the English lexicon."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg import events, gazetteers
from kg.model import Article, Document, Evidence, Tenure

PUBLISHED = date(2014, 5, 9)
MET = "Lima/PROPN/nsubj>met met:meet/VERB/ROOT Orlov/PROPN/dobj>met"


@pytest.fixture
def extract(resolve, dated):
    """The events of a Doc; `days` are its dates by their words."""

    def run(doc, *, days=None, body=0, tenures=(), **keys):
        dates = tuple(dated(doc, text, day) for text, day in (days or {}).items())
        article = Article(id="a" * 20, name="a", text=doc.text, body=body, published=PUBLISHED)
        resolution = replace(resolve(doc, dates=dates, **keys), tenures=tenures)
        return events.extract(Document(article=article, doc=doc, gazetteer=gazetteers.load()), resolution)

    return run


def said(event):
    """Type, modality and role -> entities of an event."""
    roles: dict[str, set[str]] = {}
    for one in event.participants:
        roles.setdefault(one.role, set()).add(one.entity)
    return event.type, event.modality, roles


def of(found, type_):
    """The events of a type as `said`."""
    return [said(event) for event in found if event.type == type_]


BOTH = {"participant": {"lima", "orlov"}}
STATES = {"participant": {"brazil", "norway"}}


@pytest.mark.parametrize(
    ("table", "type_", "modality", "roles"),
    [
        (MET, "Meeting", "actual", BOTH),
        (
            "Lima/PROPN/nsubjpass>received was:be/AUX/auxpass>received received:receive/VERB:VBN/ROOT by/ADP/agent>received "
            "Orlov/PROPN/pobj>by",
            "Meeting",
            "actual",
            BOTH,
        ),
        (
            "talks:talk/NOUN/nsubjpass>held between/ADP/prep>talks Brazil/PROPN/pobj>between and/CCONJ/cc>Brazil "
            "Norway/PROPN/conj>Brazil were:be/AUX/auxpass>held held:hold/VERB:VBN/ROOT",
            "Meeting",
            "actual",
            STATES,
        ),
        (
            "Lima/PROPN/nsubj>agreed agreed:agree/VERB/ROOT to/PART/aux>meet meet/VERB:VB/xcomp>agreed Orlov/PROPN/dobj>meet",
            "Meeting",
            "planned",
            BOTH,
        ),
        (
            "Lima/PROPN/nsubj>refused refused:refuse/VERB/ROOT to/PART/aux>meet meet/VERB:VB/xcomp>refused Orlov/PROPN/dobj>meet",
            "Meeting",
            "negated",
            BOTH,
        ),
        (
            "Lima/PROPN/nsubj>visit will/AUX:MD/aux>visit visit/VERB:VB/ROOT Norway/PROPN/dobj>visit",
            "Visit",
            "planned",
            {"visitor": {"lima"}, "destination": {"norway"}},
        ),
        (
            "Brazil/PROPN/nsubj>urged urged:urge/VERB/ROOT Norway/PROPN/dobj>urged to/PART/aux>leave leave/VERB:VB/xcomp>urged",
            "Appeal",
            "actual",
            {"speaker": {"brazil"}, "target": {"norway"}},
        ),
        (
            "Brazil/PROPN/nsubj>signed signed:sign/VERB/ROOT a/DET/det>treaty treaty/NOUN/dobj>signed with/ADP/prep>signed "
            "Norway/PROPN/pobj>with",
            "Agreement",
            "actual",
            {"party": {"brazil", "norway"}},
        ),
        (
            "Lima/PROPN/nsubj>invited invited:invite/VERB/ROOT Orlov/PROPN/dobj>invited",
            "Invitation",
            "actual",
            {"inviter": {"lima"}, "invitee": {"orlov"}},
        ),
        (
            "Brazil/PROPN/nsubj>condemned condemned:condemn/VERB/ROOT Norway/PROPN/dobj>condemned",
            "Criticism",
            "actual",
            {"speaker": {"brazil"}, "target": {"norway"}},
        ),
    ],
)
def test_one_sentence_one_event(parse, extract, *, table, type_, modality, roles):
    assert of(extract(parse(table)), type_) == [(type_, modality, roles)]


def test_a_sentence_without_diplomacy(parse, extract):
    assert extract(parse("Lima/PROPN/nsubj>slept slept:sleep/VERB/ROOT in/ADP/prep>slept Oslo/PROPN/pobj>in")) == ()
    assert extract(parse("they/PRON/nsubj>met met:meet/VERB/ROOT them/PRON/dobj>met")) == ()


def test_one_meeting_told_twice_is_one_event_with_two_pieces_of_evidence(parse, extract):
    again = MET.replace("met:meet", "met:meet").replace(
        "Orlov/PROPN/dobj>met", "Orlov/PROPN/dobj>met ./PUNCT/punct>met"
    )
    [event] = extract(parse(f"{again} {again}"))
    assert [(e.start, e.end) for e in event.evidence] == [(0, 15), (16, 31)]


def test_evidence_is_the_sentence_and_the_words(parse, extract):
    doc = parse("Silva/PROPN/nsubj>slept slept:sleep/VERB/ROOT ./PUNCT/punct>slept " + MET)
    [event] = extract(doc)
    told = [*event.evidence, *(e for p in event.participants for e in p.evidence)]
    assert [e.quote for e in told] == ["Lima met Orlov", "Lima", "Orlov"]
    assert all(e.quote == doc.text[e.start : e.end] for e in told)
    assert event.evidence[0].rule == "meet-verb"
    assert 0 < event.confidence <= 1


def test_the_id_is_of_what_is_claimed_not_of_where(parse, extract):
    [here] = extract(parse(MET))
    [there] = extract(parse("Silva/PROPN/nsubj>slept slept:sleep/VERB/ROOT ./PUNCT/punct>slept " + MET))
    [other] = extract(parse(MET.replace("Orlov", "Silva")))
    assert here.evidence != there.evidence
    assert here.id == there.id != other.id


def test_a_date_and_a_place_of_its_own(parse, extract):
    table = MET + " in/ADP/prep>met Oslo/PROPN/pobj>in on/ADP/prep>met Friday/PROPN/pobj>on"
    found = extract(parse(table), days={"Friday": "2014-05-09"})
    [meeting] = [event for event in found if event.type == "Meeting"]
    assert (meeting.when.start, meeting.place) == ("2014-05-09", "oslo")
    assert all(one.role != "place" for one in meeting.participants)


def test_what_is_dated_after_the_article_is_planned(parse, extract):
    table = "Lima/PROPN/nsubj>visits visits:visit/VERB:VBZ/ROOT Norway/PROPN/dobj>visits on/ADP/prep>visits Monday/PROPN/pobj>on"
    assert [e.modality for e in extract(parse(table), days={"Monday": "2014-05-12"})] == ["planned"]
    assert [e.modality for e in extract(parse(table), days={"Monday": "2014-05-05"})] == ["actual"]


def test_a_person_acts_in_the_post_that_he_holds(parse, extract):
    def tenure(id_, start, *, former):
        words = Evidence(article="a" * 20, start=start, end=start + 1, quote="", rule="a-rule")
        return Tenure(id=id_, person="lima", post="minister", former=former, evidence=(words,))

    [event] = extract(parse(MET), tenures=(tenure("t1", 0, former=True), tenure("t2", 5, former=False)))
    assert {one.entity: one.capacity for one in event.participants} == {"lima": "t2", "orlov": None}


def test_a_reported_event_has_its_source(parse, extract):
    table = (
        "Silva/PROPN/nsubj>said said:say/VERB/ROOT that/SCONJ/mark>met Lima/PROPN/nsubj>met met:meet/VERB/ccomp>said "
        "Orlov/PROPN/dobj>met"
    )
    [event] = extract(parse(table))
    assert said(event) == ("Meeting", "actual", BOTH)
    assert [e.source for e in event.evidence] == ["silva"]
    assert [e.source for e in extract(parse(MET))[0].evidence] == [None]


def test_what_is_said_on_friday_did_not_happen_on_friday(parse, extract):
    table = (
        "Silva/PROPN/nsubj>said said:say/VERB/ROOT on/ADP/prep>said Friday/PROPN/pobj>on that/SCONJ/mark>met "
        "Lima/PROPN/nsubj>met met:meet/VERB/ccomp>said Orlov/PROPN/dobj>met"
    )
    [event] = extract(parse(table), days={"Friday": "2014-05-09"})
    assert event.when is None


def test_a_person_who_says_what_his_state_pledges_is_the_speaker(parse, extract):
    table = (
        "Lima/PROPN/nsubj>said said:say/VERB/ROOT Brazil/PROPN/nsubj>pledged pledged:pledge/VERB/ccomp>said "
        "to/PART/aux>help help/VERB:VB/xcomp>pledged Norway/PROPN/dobj>help"
    )
    [pledge] = of(extract(parse(table)), "Pledge")
    assert pledge[2]["speaker"] == {"lima"}


def test_two_destinations_are_two_visits(parse, extract):
    table = "Lima/PROPN/nsubj>visited visited:visit/VERB/ROOT Norway/PROPN/dobj>visited and/CCONJ/cc>Norway Chile/PROPN/conj>Norway"
    found = of(extract(parse(table)), "Visit")
    assert sorted(next(iter(roles["destination"])) for _, _, roles in found) == ["chile", "norway"]


def test_separate_meetings_are_as_many_events(parse, extract):
    table = (
        "Lima/PROPN/nsubj>held held:hold/VERB/ROOT {}/ADJ/amod>talks talks:talk/NOUN/dobj>held with/ADP/prep>held "
        "Orlov/PROPN/pobj>with and/CCONJ/cc>Orlov Silva/PROPN/conj>Orlov"
    )
    assert len(of(extract(parse(table.format("separate"))), "Meeting")) == 2
    assert len(of(extract(parse(table.format("long"))), "Meeting")) == 1


def test_a_headline_counts_only_where_the_body_is_silent(parse, extract):
    headline = "Brazil/PROPN/nsubj>condemns condemns:condemn/VERB:VBZ/ROOT Norway/PROPN/dobj>condemns"
    doc = parse(f"{headline} {MET}")
    body = doc.text.index("Lima")
    assert {e.type for e in extract(doc, body=body)} == {"Criticism", "Meeting"}
    told = parse(f"{headline} " + headline.replace("Norway", "Chile"))
    found = of(extract(told, body=told.text.rindex("Brazil")), "Criticism")
    assert found == [("Criticism", "actual", {"speaker": {"brazil"}, "target": {"chile"}})]


def test_what_is_only_aimed_at_is_no_deal(parse, extract):
    aimed = (
        "Brazil/PROPN/nsubj>made made:make/VERB/ROOT efforts:effort/NOUN/dobj>made to/PART/aux>sign sign/VERB:VB/acl>{0} "
        "a/DET/det>treaty treaty/NOUN/dobj>sign with/ADP/prep>sign Norway/PROPN/pobj>with"
    )
    assert of(extract(parse(aimed.format("efforts"))), "Agreement") == []
    planned = aimed.replace("efforts:effort", "plans:plan").format("plans")
    assert of(extract(parse(planned)), "Agreement") == [("Agreement", "planned", {"party": {"brazil", "norway"}})]


def test_two_visits_with_their_own_dates(parse, extract):
    table = (
        "Lima/PROPN/nsubj>visited visited:visit/VERB/ROOT Norway/PROPN/dobj>visited on/ADP/prep>visited Monday/PROPN/pobj>on "
        "and/CCONJ/cc>Norway Chile/PROPN/conj>Norway on/ADP/prep>Chile Friday/PROPN/pobj>on"
    )
    found = extract(parse(table), days={"Monday": "2014-05-05", "Friday": "2014-05-09"})
    goals = {part.entity: e.when.start for e in found for part in e.participants if part.role == "destination"}
    assert goals == {"norway": "2014-05-05", "chile": "2014-05-09"}


def test_the_order_of_events_is_that_of_their_ids(parse, extract):
    tables = [MET, "Brazil/PROPN/nsubj>condemned condemned:condemn/VERB/ROOT Norway/PROPN/dobj>condemned"]
    found = extract(parse(" ".join(tables)))
    assert len(found) == 2
    assert [e.id for e in found] == sorted(e.id for e in found)
    assert {e.id for e in found} == {e.id for e in extract(parse(" ".join(reversed(tables))))}
