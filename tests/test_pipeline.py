from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import kg
from kg import confidence, pipeline
from kg.errors import GraphError, KGError, ModelError, SourceError
from kg.lexicons import calibration
from kg.model import EVENT_TYPES

ROOT = Path(__file__).parents[1]
TALKS = """Ministers meet

OSLO - Norwegian Foreign Minister Ola Nordmann met Chilean Foreign Minister Carla Silva in Oslo on Tuesday.
Silva visited Norway from Monday to Wednesday at the invitation of Nordmann.
"""
CALL = """Presidents speak

LIMA - Peruvian President Rosa Torres spoke by telephone with Swedish Prime Minister Nils Berg on Friday.
"""
DAY = date(2014, 5, 7)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(TALKS, "utf-8")
    (folder / "b.txt").write_text(CALL, "utf-8")
    return folder


def test_the_public_names_are_these() -> None:
    assert kg.__all__ == [
        "Article", "Entity", "Event", "Graph", "KGError", "Tenure", "build", "evaluate", "explain", "export", "extract",
        "query", "read", "validate", "view",
    ]  # fmt: skip
    assert len(kg.__all__) <= 15
    assert all(getattr(kg, name).__doc__ for name in kg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing


def test_the_version_is_that_of_the_distribution() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == kg.__version__


def test_extract_gives_one_record_an_article_in_their_order(sources: Path) -> None:
    talks, call = kg.extract([sources], date=DAY)
    assert (talks["id"], call["id"]) == ("a", "b")
    assert {person["name"] for person in call["people"]} == {"Rosa Torres", "Nils Berg"}
    assert "Call" in {event["type"] for event in call["events"]}


def test_graphs_tell_of_one_article_each_and_of_the_run(sources: Path) -> None:
    first, second = pipeline.graphs(kg.read([sources], date=DAY))
    assert [graph.articles[0].name for graph in (first, second)] == ["a", "b"]
    [run] = first.runs
    assert (run.software, run.version, run.articles) == ("kg-diplomacy", kg.__version__, (first.articles[0].id,))
    assert "en_core_web_sm" in run.model
    assert second.runs[0].id == run.id


def test_evidence_is_a_slice_of_the_text(sources: Path) -> None:
    for graph in pipeline.graphs(kg.read([sources], date=DAY)):
        text = graph.articles[0].text
        evidence = [one for event in graph.events for one in event.evidence]
        evidence += [one for event in graph.events for part in event.participants for one in part.evidence]
        evidence += [one for tenure in graph.tenures for one in tenure.evidence]
        assert evidence
        assert all(text[one.start : one.end] == one.quote for one in evidence)


def test_build_adds_and_sums_up(sources: Path, tmp_path: Path) -> None:
    done: list[str] = []
    summary = kg.build([sources], tmp_path / "graph", date=DAY, progress=lambda article: done.append(article.name))
    assert done == ["a", "b"]
    assert (summary.articles, summary.changed, summary.people, summary.skipped) == (2, 2, 4, ())
    assert tuple(type_ for type_, _ in summary.events) == EVENT_TYPES
    assert dict(summary.events)["Meeting"] == 1
    again = kg.build([sources], tmp_path / "graph", date=DAY)
    assert (again.articles, again.changed) == (2, 0)


def test_events_below_a_least_confidence_are_left_out(sources: Path, tmp_path: Path) -> None:
    whole = [event["confidence"] for record in kg.extract([sources], date=DAY) for event in record["events"]]
    least = sorted(whole)[len(whole) // 2]
    kept = [event["confidence"] for r in kg.extract([sources], date=DAY, min_confidence=least) for event in r["events"]]
    assert kept == [sure for sure in whole if sure >= least]
    summary = kg.build([sources], tmp_path / "graph", date=DAY, min_confidence=1.0)
    assert (summary.articles, summary.people, sum(count for _, count in summary.events)) == (2, 0, 0)


def test_confidence_is_calibrated(sources: Path) -> None:
    for graph in pipeline.graphs(kg.read([sources], date=DAY)):
        entities = {entity.id: entity for entity in graph.entities}
        weights = calibration.load("en")
        assert weights is not None
        for event in graph.events:
            assert 0 < event.confidence < 1
            chance = confidence.chance(confidence.signs(event, entities), weights)
            assert event.confidence == pytest.approx(chance, abs=0.001)


def test_a_trace_tells_of_each_stage() -> None:
    text = pipeline.trace(
        "Ola Nordmann, the foreign minister of Norway, met Carla Silva in Oslo on Tuesday. He said Peru visited.",
        date=DAY,
    )
    parts = dict(part.split("\n", 1) for part in text.split("\n\n"))
    assert list(parts) == [
        "Words (tag, role, head)", "Names", "Titles and dates", "Rules that fired", "Rules considered", "Events",
    ]  # fmt: skip
    assert "met/VBD/" in parts["Words (tag, role, head)"]
    assert "'Oslo', state by capital: state Norway (NO)" in parts["Names"]
    assert "'He', reference: person Ola Nordmann (NO)" in parts["Names"]
    assert "2014-05-06 (relative)" in parts["Titles and dates"]
    assert (
        "'met', meet-verb (Meeting)\n    participant: Ola Nordmann, 'Nordmann' in slot subject"
        in parts["Rules that fired"]
    )
    assert "'visited', visit-verb" in parts["Rules considered"]
    assert "Meeting " in parts["Events"]
    assert ", actual, confidence 0." in parts["Events"]


def test_a_trace_of_nothing_is_an_error() -> None:
    with pytest.raises(SourceError, match="the sentence: no article text"):
        pipeline.trace("...")


def test_the_order_of_the_articles_does_not_matter(sources: Path, tmp_path: Path) -> None:
    for name, order in (("1", ["a.txt", "b.txt"]), ("2", ["b.txt", "a.txt"])):
        for file in order:
            kg.build([sources / file], tmp_path / name, date=DAY)
        kg.export(tmp_path / name, tmp_path / f"{name}.ttl")
    assert (tmp_path / "1.ttl").read_bytes() == (tmp_path / "2.ttl").read_bytes()


def test_a_batch_goes_on_after_what_it_cannot_read(sources: Path, tmp_path: Path) -> None:
    (sources / "a1.json").write_text('{"text": 1}')
    places: list[str] = []
    summary = kg.build([sources], tmp_path / "graph", on_skip=lambda place, _error: places.append(place))
    assert summary.articles == 2
    assert [place for place, _ in summary.skipped] == places == [str(sources / "a1.json")]


def test_without_on_skip_what_cannot_be_read_is_raised(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        list(kg.read([tmp_path / "none"]))


def test_nothing_to_read_is_an_error_and_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no article could be read"):
        kg.build([tmp_path / "none"], tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_a_missing_model_is_an_error_and_makes_no_folder(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        kg.build([sources], tmp_path / "graph", model="no_such_model")
    assert not (tmp_path / "graph").exists()


def test_a_folder_that_is_no_graph_is_an_error(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="holds other files"):
        kg.build([sources], sources)
    for act in (
        lambda: kg.query(tmp_path, "x"),
        lambda: kg.explain(tmp_path, "x"),
        lambda: kg.export(tmp_path, "x.ttl"),
    ):
        with pytest.raises(KGError):
            act()
