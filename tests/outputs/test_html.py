from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import networkx as nx

from kg.model import EVENT_TYPES, Entity, Event, Evidence, Graph, Participant, When
from kg.outputs import html, layout, tooltips


class _Page(HTMLParser):
    """The tags of a page with their attributes, and the text inside its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script":
            self.scripts[-1] += data


def _data(page: str) -> dict[str, Any]:
    return json.loads(_Page(page).scripts[0])


def test_the_page_asks_for_nothing_from_anywhere(talks: Graph) -> None:
    tags = _Page(html.page(talks)).tags
    links = [value for _, attributes in tags for name, value in attributes.items() if name in {"src", "href"}]
    assert links == ["data:,"]
    assert "bootstrap" not in html.page(talks).lower()
    assert "sourceMappingURL" not in html.page(talks)


def test_only_the_two_scripts_of_the_page_may_run(talks: Graph) -> None:
    page = html.page(talks)
    policy = next(a["content"] or "" for tag, a in _Page(page).tags if tag == "meta" and "http-equiv" in a)
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/=]{44}'", policy)) == 2
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2]


def test_the_shape_of_the_page_is_the_same_whatever_the_articles_say(talks: Graph, attack: Graph) -> None:
    assert _Page(html.page(attack)).tags[4:] == _Page(html.page(talks)).tags[4:]
    names = {node["label"] for node in _data(html.page(attack))["nodes"]}
    assert "<img src=x onerror='window.hit = 2'>" in names


def test_the_data_hold_no_markup(attack: Graph) -> None:
    assert not set("<>&") & set(_Page(html.page(attack)).scripts[0])


def test_nodes_and_edges_are_those_of_the_graph(talks: Graph) -> None:
    data = _data(html.page(talks))
    nodes = {node["id"]: node for node in data["nodes"]}
    assert set(nodes) == {thing.id for thing in (*talks.entities, *talks.events)}
    assert nodes["v1"]["label"] == "Meeting\n3 May 2024"
    assert nodes["v2"]["label"] == "Visit\n(planned)\nJun 2024"
    assert nodes["v2"]["shapeProperties"] == {"borderDashes": [3, 2]}
    assert nodes["v1"]["size"] < nodes["e1"]["size"]
    assert {(edge["from"], edge["to"], edge["role"]) for edge in data["edges"]} >= {
        ("e1", "v1", "participant"),
        ("v2", "e8", "destination"),
        ("e1", "e5", "holds"),
    }
    assert {row["name"]: row["count"] for row in data["legend"]} == {
        "States": 2,
        "Organisations": 1,
        "People": 2,
        "Posts": 1,
        "Places": 2,
        "Visits, meetings, calls": 2,
    }


def test_every_event_type_has_a_look() -> None:
    events = tuple(Event(id=f"v{i:02}", type=type_, participants=()) for i, type_ in enumerate(EVENT_TYPES))
    assert [node["label"] for node in _data(html.page(Graph(events=events)))["nodes"]] == list(EVENT_TYPES)


def test_an_empty_graph_says_so() -> None:
    page = html.page(Graph())
    assert "This graph is empty" in page
    assert "<script" not in page


def test_an_event_in_words(talks: Graph) -> None:
    assert tooltips.write(talks)["v1"].split("\n") == [
        "Meeting, actual, 3 May 2024",
        "participant: Ana Ruiz, as Foreign Minister, Spain, for Spain",
        "participant: Ole Berg",
        "place: Oslo",
        "topic: fish, ice and oil",
        "",
        "“Foreign Minister Ana Ruiz met Ole Berg on 3 May 2024.”",
        "— The Example, 4 May 2024",
    ]


def test_a_person_and_a_post_in_words(talks: Graph) -> None:
    texts = tooltips.write(talks)
    assert texts["e1"].split("\n")[:4] == [
        "Ana Ruiz",
        "person, ES",
        "Also: Ruiz, A. Ruiz",
        "Foreign Minister, Spain (2023 – …)",
    ]
    assert "Ana Ruiz (2023 – …)" in texts["e5"]
    assert "Wikidata: Q29" in texts["e3"]


def test_long_and_many_quotes_are_cut_and_counted(talks: Graph) -> None:
    quotes = tuple(
        Evidence(article="a1", start=0, end=900, quote=f"{i}" * 900, rule="r", source="e2") for i in range(5)
    )
    text = tooltips.write(replace(talks, events=(replace(talks.events[0], evidence=quotes),)))["v1"]
    assert text.count("…”") == 3
    assert "according to Ole Berg" in text
    assert text.endswith("and 2 more")


def test_dates_for_readers() -> None:
    def said(start: str | None, end: str | None) -> str:
        return tooltips.dates(When(start=start, end=end, precision="day", basis="stated"))

    assert said("2013-04-25", "2013-04-27") == "25–27 Apr 2013"
    assert said("2013-04-25", "2013-05-01") == "25 Apr 2013 – 1 May 2013"
    assert said("2013-04", "2013-04") == "Apr 2013"
    assert said("2013", "2013") == "2013"
    assert said(None, "2013") == "… – 2013"
    assert tooltips.dates(None) == ""


def test_boxes_of_a_wheel_do_not_overlap() -> None:
    places = layout.place(nx.wheel_graph(30), dict.fromkeys(range(30), (100.0, 30.0)))
    for one in places:
        for other in places:
            (x1, y1), (x2, y2) = places[one], places[other]
            assert one == other or abs(x1 - x2) >= 100 or abs(y1 - y2) >= 30


def test_a_component_too_large_for_the_springs_is_placed_whole() -> None:
    tree = nx.relabel_nodes(nx.random_labeled_rooted_tree(900, seed=1), str)
    sizes = dict.fromkeys(tree, (80.0, 30.0))
    places = layout.place(tree, sizes)
    assert len(set(places.values())) == 900
    assert places == layout.place(nx.Graph(tree.edges), sizes)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places.values())


def test_the_order_of_the_graph_does_not_matter_to_the_places(talks: Graph) -> None:
    def places(graph: Graph) -> dict[str, tuple[int, int]]:
        return {node["id"]: (node["x"], node["y"]) for node in _data(html.page(graph))["nodes"]}

    assert places(replace(talks, entities=talks.entities[::-1], events=talks.events[::-1])) == places(talks)


def test_one_lonely_event(talks: Graph) -> None:
    graph = Graph(
        entities=(Entity(id="e1", kind="state", name="Chad"),),
        events=(Event(id="v1", type="Aid", participants=(Participant(role="donor", entity="e1"),)),),
    )
    assert len(_data(html.page(graph))["nodes"]) == 2


def test_every_text_stands_out_from_what_is_behind_it() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for style in html._STYLES.values():
        behind = style.colour if style.shape == "box" else html._PAPER
        dark, bright = sorted((light(style.ink), light(behind)))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5
