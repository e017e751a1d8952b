from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Entity, Graph
from kg.outputs import network


def _edges(graph: nx.Graph) -> set[tuple[str, str, str]]:
    return {(start, end, data["label"]) for start, end, data in graph.edges(data=True)}


def test_nodes_carry_what_is_known_and_nothing_empty(talks: Graph) -> None:
    nodes = network.build(talks).nodes
    assert nodes["e1"] == {
        "label": "Ana Ruiz",
        "kind": "person",
        "name": "Ana Ruiz",
        "aliases": "Ruiz; A. Ruiz",
        "state": "ES",
    }
    assert nodes["e3"]["wikidata"] == "Q29"
    assert nodes["e5"]["label"] == "Foreign Minister, Spain"
    assert nodes["v1"] == {
        "label": "Meeting 2024-05-03",
        "kind": "event",
        "event_type": "Meeting",
        "modality": "actual",
        "start_date": "2024-05-03",
        "end_date": "2024-05-03",
        "date_basis": "stated",
        "place": "Oslo",
        "topic": "fish, ice and oil",
        "confidence": 0.9,
        "articles": 1,
        "quote": "Foreign Minister Ana Ruiz met Ole Berg on 3 May 2024.",
    }
    assert nodes["v2"]["modality"] == "planned"


def test_edges_follow_the_action_and_name_the_capacity(talks: Graph) -> None:
    graph = network.build(talks)
    assert _edges(graph) == {
        ("e1", "v1", "participant"),
        ("e2", "v1", "participant"),
        ("v1", "e6", "place"),
        ("e1", "v2", "visitor"),
        ("v2", "e8", "destination"),
        ("e1", "e5", "holds"),
        ("e5", "e3", "of"),
        ("e1", "e3", "serves"),
        ("e2", "e4", "serves"),
        ("e6", "e4", "in"),
        ("e8", "e4", "in"),
    }
    assert graph.edges["e1", "v1", 0] == {
        "relation": "participant",
        "label": "participant",
        "role": "participant",
        "capacity": "Foreign Minister, Spain",
        "behalf": "Spain",
    }
    assert graph.edges["e1", "e5", 0]["start_date"] == "2023"


def test_a_former_post_was_held(talks: Graph) -> None:
    former = replace(talks, tenures=tuple(replace(tenure, former=True) for tenure in talks.tenures))
    assert network.build(former).edges["e1", "e5", 0]["relation"] == "held"


def test_a_place_in_both_forms_is_one_edge(talks: Graph) -> None:
    meeting = talks.events[0]
    twice = replace(
        meeting, participants=(*meeting.participants, replace(meeting.participants[0], role="place", entity="e6"))
    )
    graph = network.build(replace(talks, events=(twice,)))
    assert graph.number_of_edges("v1", "e6") == 1


@pytest.mark.parametrize(("ending", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
def test_networkx_reads_back_what_was_written(talks: Graph, tmp_path: Path, ending: str, read) -> None:
    path = tmp_path / f"graph{ending}"
    network.write(talks, path)
    built, back = network.build(talks), read(path)
    assert set(back.nodes) == set(built.nodes)
    assert back.is_directed()
    for node, attributes in built.nodes(data=True):
        assert attributes.items() <= back.nodes[node].items()
    read_edges = {(start, end, data["relation"]) for start, end, data in back.edges(data=True)}
    assert read_edges == {(start, end, data["relation"]) for start, end, data in built.edges(data=True)}


@pytest.mark.parametrize(("ending", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
def test_attacks_are_text(attack: Graph, tmp_path: Path, ending: str, read) -> None:
    path = tmp_path / f"graph{ending}"
    network.write(attack, path)
    names = {data.get("name") for _, data in read(path).nodes(data=True)}
    assert "</script><script>window.hit = 1</script>" in names
    assert "\u202eevil\u202c שלום \ufffd\ufffd\ufffd" in names


def test_the_day_of_writing_is_not_in_the_file(talks: Graph, tmp_path: Path) -> None:
    network.write(talks, tmp_path / "graph.gexf")
    assert "lastmodified" not in (tmp_path / "graph.gexf").read_text("utf-8")


def _in_xml(character: str) -> str:
    legal = re.match(r"[\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", character)
    return character if legal else "\ufffd"


@given(st.text(st.characters(exclude_characters="\r"), min_size=1))
def test_any_name_survives_as_far_as_xml_can_hold_it(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    graph = Graph(entities=(Entity(id="e1", kind="place", name=name),))
    folder = tmp_path_factory.mktemp("any")
    for path, read in ((folder / "g.graphml", nx.read_graphml), (folder / "g.gexf", nx.read_gexf)):
        network.write(graph, path)
        assert read(path).nodes["e1"]["name"] == "".join(map(_in_xml, name))
