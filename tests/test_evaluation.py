"""Evaluation: a folder of gold is read, checked, scored; its mistakes are told by kind. The figures: tests/eval."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import evaluation
from kg.errors import SourceError
from kg.evaluation import report, scoring

TEXT = """OSLO - Norwegian Foreign Minister Ola Nordmann met Chilean Foreign Minister Carla Silva in Oslo on Tuesday.
Silva condemned Peru."""
OLA = {"name": "Ola Nordmann", "state": "NO", "posts": [{"title": "Foreign Minister", "of": "Norway"}]}
CARLA = {"name": "Carla Silva", "state": "CL", "posts": [{"title": "Foreign Minister", "of": "Chile"}]}
MEETING = {
    "type": "Meeting",
    "modality": "actual",
    "start": "2014-05-06",
    "end": "2014-05-06",
    "args": {"participant": ["Ola Nordmann", "Carla Silva"], "place": ["Oslo"]},
    "evidence": "met",
}
CALL = {"type": "Call", "modality": "planned", "start": None, "end": None, "args": {"participant": ["Ola", "Chile"]}}


def gold(**more: Any) -> dict[str, Any]:
    return {"id": "a", "date": "2014-05-07", "text": TEXT, "people": [OLA, CARLA], "events": [MEETING, CALL]} | more


def write(folder: Path, *golds: dict[str, Any]) -> Path:
    for number, one in enumerate(golds):
        (folder / f"{number}.json").write_text(json.dumps(one), "utf-8")
    return folder


def test_a_folder_is_scored(tmp_path: Path) -> None:
    done: list[str] = []
    score = kg.evaluate(write(tmp_path, gold()), progress=lambda article: done.append(article.name))
    assert done == ["a"]
    assert (score.articles, score.types["Meeting"].hit, score.types["Call"].gold, score.person.hit) == (1, 1, 1, 2)
    assert (score.date.accuracy, score.modality.accuracy, score.state.accuracy, score.post.f1) == (1.0, 1.0, 1.0, 1.0)
    assert len(score.graded) == score.event.predicted
    assert sum(right for _, right in score.graded) == score.event.hit
    kinds = {(one.kind, one.type) for one in score.mistakes}
    assert ("missed", "Call") in kinds
    assert ("wrong", "Criticism") in kinds
    assert ("missed", "Meeting") not in kinds


def test_gold_without_text_takes_the_article_of_its_id(tmp_path: Path) -> None:
    bare = gold()
    del bare["text"]
    folder = tmp_path / "gold"
    folder.mkdir()
    write(folder, bare)
    (tmp_path / "a.txt").write_text(f"{TEXT}\n", "utf-8")
    assert kg.evaluate(folder, articles=[tmp_path / "a.txt"]).types["Meeting"].hit == 1
    with pytest.raises(SourceError, match="no article for 'a'"):
        kg.evaluate(folder)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "no valid JSON"),
        ("[]", "no object with an 'id'"),
        ({"id": 1}, "no object with an 'id'"),
        (gold(people=None), "'people' is no list"),
        (gold(events=[1]), "'events' is no list of objects"),
        (gold(people=[{}]), "a person without a 'name'"),
        (gold(people=[{"name": "x", "posts": [{}]}]), "'posts' that are no list"),
        (gold(events=[CALL | {"type": "Party"}]), "type 'Party' is none of Visit"),
        (gold(events=[CALL | {"args": {"participant": [1]}}]), "'args' are not lists of names"),
        (gold(events=[CALL | {"args": []}]), None),
        (gold(events=[CALL | {"args": ["x"]}]), "'args' are not lists of names"),
        (gold(events=[CALL | {"start": 2014}]), "that is no text"),
    ],
)
def test_gold_of_another_shape_is_an_error(content: Any, message: str | None, tmp_path: Path) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    (tmp_path / "bad.json").write_text(text)
    if message is None:
        assert evaluation.read(tmp_path)
        return
    with pytest.raises(SourceError, match=message) as raised:
        evaluation.read(tmp_path)
    assert "bad.json" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_no_gold_is_an_error(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(SourceError, match="no gold file"):
            kg.evaluate(folder)


def test_each_kind_of_mistake_is_told() -> None:
    found = {
        "people": [
            OLA | {"state": "SE", "posts": []},
            {"name": "Eva Lind", "state": "SE", "posts": []},
        ],
        "events": [
            MEETING
            | {
                "modality": "planned",
                "start": None,
                "end": None,
                "args": {"participant": ["Ola Nordmann", "Carla Silva", "Peru"]},
                "confidence": 0.9,
            },
            CALL | {"type": "Visit", "confidence": 0.4},
        ],
    }
    score = scoring.score([gold()], {"a": found})
    told = {(one.kind, one.type, one.text.partition(" | ")[0]) for one in score.mistakes}
    assert told == {
        ("missed", "Call", "planned"),
        ("wrong", "Visit", "planned"),
        ("argument", "Meeting", "no place Oslo; participant Peru instead"),
        ("date", "Meeting", "no date, not 2014-05-06"),
        ("modality", "Meeting", "planned, not actual"),
        ("post", "person", "Ola Nordmann: no post, not Foreign Minister Norway"),
        ("state", "person", "Ola Nordmann: SE, not NO"),
        ("missed", "person", "Carla Silva"),
        ("wrong", "person", "Eva Lind"),
    }
    assert score.graded == [(0.9, True), (0.4, False)]
    text = report.mistakes(score, most=1)
    assert text.splitlines()[0].split() == ["mistakes", *scoring.KINDS]
    assert [line for line in text.splitlines() if line in scoring.KINDS] == [
        "missed", "wrong", "argument", "date", "modality", "post", "state",
    ]  # fmt: skip
    assert text.count("... (1 more)") == 2
    assert "no date, not 2014-05-06" in text
    assert "\nmissed\n" not in report.mistakes(score, most=0)


def test_no_mistakes_are_no_lines() -> None:
    score = scoring.score([gold()], {"a": gold()})
    assert score.mistakes == []
    assert len(report.mistakes(score, most=5).splitlines()) == 2


def test_strangers_words_cannot_steer_a_terminal() -> None:
    score = scoring.score([gold(events=[CALL | {"evidence": "\x1b[31mred\nline"}])], {})
    assert "\x1b" not in report.mistakes(score, most=5)
    assert "red line" in report.mistakes(score, most=5)


def test_reliability_is_how_often_each_confidence_is_right() -> None:
    lines = report.reliability([(0.85, True), (0.87, False), (0.35, False), (1.0, True)]).splitlines()
    rows = {line[:13].strip(): line[13:].split() for line in lines[1:]}
    assert rows["0.3 - 0.4"] == ["1", "0.350", "0.000"]
    assert rows["0.8 - 0.9"] == ["2", "0.860", "0.500"]
    assert rows["0.9 - 1.0"] == ["1", "1.000", "1.000"]
    assert rows["0.8 and above"] == ["3", "0.907", "0.667"]
    assert float(rows["Brier score"][0]) == pytest.approx((0.15**2 + 0.87**2 + 0.35**2) / 4, abs=1e-4)
    assert "0" in report.reliability([])


def test_the_figures_show_each_type() -> None:
    table = report.figures(scoring.score([gold()], {"a": gold()}))
    assert "(1 articles)" in table
    assert any(line.split()[:4] == ["Meeting", "1.000", "1.000", "1.000"] for line in table.splitlines())
