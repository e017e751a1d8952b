"""The seed article of the project, where its gold annotation is at hand: read, and scored against it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.articles import read
from kg.evaluation.scoring import Score, score
from kg.model import Graph
from kg.outputs.records import record

SEED = Path(__file__).resolve().parents[2] / "shared" / "gold" / "dev" / "seed-china-russia-security.json"

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason=f"the seed article is not at {SEED}")


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SEED.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def graph() -> Graph:
    [found] = pipeline.graphs(pipeline.read([SEED]))
    return found


@pytest.fixture(scope="module")
def result(gold: dict[str, Any], graph: Graph) -> Score:
    return score([gold], {gold["id"]: record(graph)})


@pytest.fixture(scope="module")
def end(gold: dict[str, Any], graph: Graph) -> int:
    """Where the article's own text ends: behind the last sentence that its gold cites, and its line."""
    text = graph.articles[0].text
    last = max(text.index(event["evidence"]) + len(event["evidence"]) for event in gold["events"])
    line_end = text.find("\n", last)
    return len(text) if line_end < 0 else line_end


def test_each_event_and_nothing_else(result: Score) -> None:
    assert result.event.gold >= 9
    assert result.event.f1 == 1.0


def test_arguments(result: Score) -> None:
    assert result.argument.f1 >= 0.95


def test_people_posts_and_their_states(result: Score) -> None:
    assert (result.person.f1, result.post.f1, result.state.accuracy) == (1.0, 1.0, 1.0)


def test_dates_and_modalities(result: Score) -> None:
    assert result.date.total >= 1
    assert (result.date.accuracy, result.modality.accuracy) == (1.0, 1.0)


def test_nothing_comes_from_the_lines_below_the_article(graph: Graph, end: int) -> None:
    told = [
        *(one for event in graph.events for one in event.evidence),
        *(one for event in graph.events for part in event.participants for one in part.evidence),
        *(one for tenure in graph.tenures for one in tenure.evidence),
    ]
    assert told
    assert [one for one in told if one.end > end] == []


def test_nobody_and_nothing_is_known_from_those_lines_alone(gold: dict[str, Any], graph: Graph, end: int) -> None:
    raw = gold["text"]
    own = raw[: max(raw.index(event["evidence"]) + len(event["evidence"]) for event in gold["events"])]
    boilerplate = raw[len(own) :].lower()
    assert boilerplate.count("\n") >= 10
    named = {entity.name for entity in graph.entities} | {
        alias for entity in graph.entities for alias in entity.aliases
    }
    assert {name for name in named if name.lower() in boilerplate and name.lower() not in own.lower()} == set()
    assert {entity.name for entity in graph.entities if entity.kind == "state"} == {"China", "Russia"}
    assert [entity.name for entity in graph.entities if entity.kind == "place"] == ["Moscow"]


def test_as_plain_text_it_says_the_same(gold: dict[str, Any], tmp_path: Path, graph: Graph) -> None:
    file = tmp_path / f"{gold['id']}.txt"
    file.write_text(gold["text"], "utf-8")
    [article] = read([file], on_skip=lambda _, error: pytest.fail(str(error)))
    assert article.published is not None
    assert article.published.isoformat() == gold["date"]
    [other] = pipeline.graphs([article])
    assert {event.id for event in other.events} == {event.id for event in graph.events}
