from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from kg.errors import GraphError
from kg.model import Article, Entity, Event, Evidence, Graph, Participant, Tenure, When
from kg.outputs import explanation, records

TEXT = """Ministers meet

OSLO - Norwegian Foreign Minister Ola Nordmann met Carla Silva in Oslo on Tuesday. "We are glad," he said.
Silva, a former U.S. envoy of Chile, said on Monday that Norway had invited her."""
ARTICLE = Article(
    id="a1",
    name="talks",
    text=TEXT,
    body=16,
    title="Ministers meet",
    publisher="Example Herald",
    published=date(2014, 5, 6),
)


def told(words: str, rule: str = "rule", **more: object) -> Evidence:
    start = TEXT.index(words)
    return Evidence(article="a1", start=start, end=start + len(words), quote=words, rule=rule, **more)  # type: ignore[arg-type]


NORWAY = Entity(id="no", kind="state", name="Norway", state="NO")
CHILE = Entity(id="cl", kind="state", name="Chile", state="CL")
OLA = Entity(id="zz-ola", kind="person", name="Ola Nordmann", aliases=("Nordmann",), state="NO")
CARLA = Entity(id="aa-carla", kind="person", name="Carla Silva", aliases=("Silva",), state="CL")
MINISTER = Entity(id="p1", kind="post", name="Foreign Minister", of="no", state="NO")
ENVOY = Entity(id="p2", kind="post", name="envoy", of="cl", state="CL")
OSLO = Entity(id="oslo", kind="place", name="Oslo", state="NO")
MEETING = Event(
    id="e1f00d",
    type="Meeting",
    participants=(
        Participant(role="participant", entity="aa-carla", evidence=(told("Carla Silva"),)),
        Participant(
            role="participant", entity="zz-ola", capacity="t1", behalf="no", evidence=(told("Ola Nordmann", "subject"),)
        ),
    ),
    when=When(start="2014-05-06", end="2014-05-06", precision="day", basis="relative"),
    place="oslo",
    evidence=(
        told("Ministers meet", "headline", confidence=0.5),
        told(
            "OSLO - Norwegian Foreign Minister Ola Nordmann met Carla Silva in Oslo on Tuesday.", "meet", confidence=0.9
        ),
    ),
)
INVITATION = Event(
    id="a0f00d",
    type="Invitation",
    modality="planned",
    participants=(
        Participant(role="inviter", entity="no", evidence=(told("Norway had"),)),
        Participant(role="invitee", entity="aa-carla", evidence=(told("her"),)),
    ),
    place="oslo",
    topic="a visit",
    evidence=(told("Norway had invited her", "invite", source="aa-carla", confidence=0.8),),
)
GRAPH = Graph(
    entities=tuple(sorted((NORWAY, CHILE, OLA, CARLA, MINISTER, ENVOY, OSLO), key=lambda entity: entity.id)),
    tenures=(
        Tenure(id="t1", person="zz-ola", post="p1", evidence=(told("Norwegian Foreign Minister Ola"),)),
        Tenure(id="t2", person="aa-carla", post="p2", former=True, evidence=(told("former U.S. envoy"),)),
    ),
    events=(INVITATION, MEETING),
    articles=(ARTICLE,),
)


def test_a_record_has_the_articles_name_and_its_people_in_order() -> None:
    found = records.record(GRAPH)
    assert list(found) == ["id", "people", "events"]
    assert found["id"] == "talks"
    assert found["people"] == [
        {
            "name": "Ola Nordmann", "aliases": ["Nordmann"], "state": "NO",
            "posts": [{"title": "Foreign Minister", "of": "Norway"}],
        },
        {
            "name": "Carla Silva", "aliases": ["Silva"], "state": "CL",
            "posts": [{"title": "envoy", "of": "Chile", "former": True}],
        },
    ]  # fmt: skip


def test_a_record_has_the_events_in_order_with_their_arguments() -> None:
    meeting, invitation = records.record(GRAPH)["events"]
    assert meeting == {
        "type": "Meeting", "modality": "actual", "start": "2014-05-06", "end": "2014-05-06",
        "args": {"participant": ["Ola Nordmann", "Carla Silva"], "place": ["Oslo"]}, "topic": None,
        "evidence": MEETING.evidence[1].quote, "confidence": 0.9, "said_by": None, "rule": "meet",
    }  # fmt: skip
    assert invitation["args"] == {"inviter": ["Norway"], "invitee": ["Carla Silva"]}
    assert (invitation["start"], invitation["topic"], invitation["said_by"]) == (None, "a visit", "Carla Silva")


def test_a_line_is_one_line_of_json() -> None:
    line = records.line(GRAPH)
    assert "\n" not in line
    assert json.loads(line) == records.record(GRAPH)


def test_an_empty_graph_has_an_empty_record() -> None:
    assert records.record(Graph()) == {"id": None, "people": [], "events": []}


def test_an_explanation_tells_all_of_an_event() -> None:
    text = explanation.text(GRAPH, MEETING)
    assert text.startswith("Meeting e1f00d\n")
    for part in (
        "actual: it happened",
        "2014-05-06, to the day; worked out",
        "Oslo",
        "participant: Ola Nordmann, as Foreign Minister, Norway, for Norway",
        f"named 'Ola Nordmann' (rule subject) in: {MEETING.evidence[1].quote}",
        "Example Herald, 2014-05-06, Ministers meet",
        "rule meet, confidence 0.90",
    ):
        assert part in text
    assert '"We are glad,"' not in text


def test_an_explanation_tells_who_said_it_and_keeps_abbreviations_in_a_sentence() -> None:
    text = explanation.text(GRAPH, INVITATION)
    assert "no date in the text" in text
    assert "said by Carla Silva" in text
    assert "in: Silva, a former U.S. envoy of Chile, said on Monday that Norway had invited her." in text


def test_an_explanation_is_plain_text_whatever_strangers_wrote() -> None:
    event = replace(MEETING, topic="\x1b[31mred\x1b[0m\x07 \u202etopic\nnext")
    text = explanation.text(GRAPH, event)
    assert "topic       red topic next\n" in text
    assert "\x1b" not in text


def test_an_event_is_found_by_the_beginning_of_its_id() -> None:
    assert explanation.find(GRAPH, "e1f0") is MEETING
    assert explanation.find(GRAPH, "a0f00d") is INVITATION


@pytest.mark.parametrize("id_", ["", "e1f", "ffff", "e1f00d0"])
def test_an_event_that_is_not_there_is_an_error(id_: str) -> None:
    with pytest.raises(GraphError, match="not in this graph"):
        explanation.find(GRAPH, id_)


def test_an_ambiguous_id_is_an_error() -> None:
    graph = replace(GRAPH, events=(MEETING, replace(MEETING, id="e1f00e")))
    with pytest.raises(GraphError, match="2 events begin so"):
        explanation.find(graph, "e1f0")
