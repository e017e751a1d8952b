"""The scorer: by hand, and against the project's reference scorer where it is at hand."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.evaluation import scoring as scorer

EVAL = Path(__file__).resolve().parent
REFERENCE = EVAL.parents[2] / "shared" / "gold" / "score.py"


def loaded(file: Path, name: str) -> ModuleType:
    """The module in `file`, which stands in no package."""
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def event(type_: str = "Meeting", **args: list[str]) -> dict[str, Any]:
    return {"type": type_, "modality": "actual", "start": None, "end": None, "topic": None, "args": args}


def article(*events: dict[str, Any], people: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"id": "a", "events": list(events), "people": list(people)}


def result(gold: dict[str, Any], found: dict[str, Any]) -> Any:
    return scorer.score([gold], {"a": found})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Sergei Lavrov", "Lavrov", True),
        ("the United States", "United States", True),
        ("Nečas", "NECAS", True),
        ("South Korea", "North Korea", False),
        ("Sheikh Sabah Al-Ahmad Al-Sabah", "Sabah Al-Ahmad", True),
        ("北京", "北京", True),
        ("北京", "上海", False),
    ],
)
def test_alike(one: str, other: str, expected: bool) -> None:
    assert scorer.alike(one, other) is expected


def test_posts_differ_by_rank() -> None:
    assert scorer.alike_posts("President of Chile", "President Chile")
    assert not scorer.alike_posts("Vice President of Chile", "President of Chile")


def test_perfect() -> None:
    person = {"name": "Ana Lima", "state": "BR", "posts": [{"title": "Foreign Minister", "of": "Brazil"}]}
    gold = article({**event(participant=["Ana Lima", "Chile"]), "start": "2013", "end": "2013"}, people=(person,))
    assert result(gold, gold).figures() == dict.fromkeys(
        ("event", "argument", "person", "post", "date", "modality", "state"), 1.0
    )


def test_nothing_found() -> None:
    score = scorer.score([article(event(participant=["Chile", "Peru"]))], {})
    assert (score.event.gold, score.event.predicted, score.event.f1) == (1, 0, 0.0)
    assert score.mistakes == [scorer.Mistake("missed", "Meeting", "a", "actual | participant: Chile + Peru | ")]


def test_a_pair_needs_half_of_its_arguments() -> None:
    gold = article(event(participant=["Chile", "Peru"], place=["Lima"]))
    half = article(event(participant=["Chile"]))
    third = article(event(participant=["Chile", "Togo"], place=["Quito"]))
    assert result(gold, half).event.hit == 1
    assert result(gold, third).event.hit == 0


def test_arguments_count_without_a_pair_too() -> None:
    gold = article(event(participant=["Chile", "Peru"]))
    found = article(event("Call", participant=["Chile", "Peru"]))
    score = result(gold, found)
    assert (score.argument.gold, score.argument.predicted, score.argument.hit) == (2, 2, 0)


def test_each_event_is_paired_once_and_the_best_pair_first() -> None:
    gold = article(event(participant=["Chile", "Peru"]), event(participant=["Chile", "Peru", "Cuba"]))
    found = article(event(participant=["Chile", "Peru", "Cuba"]), event(participant=["Chile", "Peru", "Cuba"]))
    assert sorted(scorer.pair(gold["events"], found["events"])) == [(0, 0), (1, 1)]
    assert result(gold, found).argument.hit == 5


def test_dates_count_only_where_the_gold_has_one() -> None:
    dated, undated = {**event(participant=["Chile"]), "start": "2013-04"}, event(participant=["Chile"])
    assert result(article(undated), article(dated)).date.total == 0
    assert result(article(dated), article(undated)).date.accuracy == 0.0


def distorted(gold: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A prediction that is right in some things only."""
    found = deepcopy(gold)
    names = [person["name"] for person in gold["people"]] + ["Chile", "Sheikh Hasina", "EU"]
    for one in found["events"]:
        one["type"] = chance.choice([one["type"]] * 6 + ["Meeting", "Pledge"])
        one["modality"] = chance.choice([one["modality"]] * 4 + ["planned"])
        one["start"] = chance.choice([one["start"]] * 4 + ["2001-02-03"])
        one["topic"] = chance.choice([one["topic"]] * 3 + ["the trade", None])
        for role, values in one["args"].items():
            kept = [chance.choice([value] * 5 + [value.split()[-1], chance.choice(names)]) for value in values]
            one["args"][role] = [value for value in kept if chance.random() < 0.9]
    for person in found["people"]:
        person["state"] = chance.choice([person["state"]] * 5 + ["CL", None])
        person["name"] = chance.choice([person["name"]] * 5 + [person["name"].split()[-1]])
        for post in person["posts"]:
            post["title"] = chance.choice([post["title"]] * 4 + ["Vice " + post["title"]])
    for part in ("events", "people"):
        found[part] = [one for one in found[part] for _ in range(chance.choice([0, 1, 1, 1, 1, 2]))]
        chance.shuffle(found[part])
    return found


@pytest.mark.skipif(not REFERENCE.is_file(), reason=f"the reference scorer is not at {REFERENCE}")
@pytest.mark.parametrize("seed", range(20))
def test_same_figures_as_the_reference(seed: int) -> None:
    reference = loaded(REFERENCE, "reference_score")
    chance = random.Random(seed)  # noqa: S311 (no secrets here)
    golds = [json.loads(file.read_text("utf-8")) for file in sorted((EVAL / "gold").glob("*.json"))]
    predictions = {gold["id"]: distorted(gold, chance) for gold in golds[1:]}
    counts, _ = reference.score(golds, predictions)
    score = scorer.score(golds, predictions)
    assert 0.3 < score.event.f1 < 1.0
    for name, key in {"event": "event", "argument": "arg", "person": "person", "post": "post"}.items():
        tally = getattr(score, name)
        expected = (counts[f"{key}.gold"], counts[f"{key}.pred"], counts[f"{key}.hit"])
        assert (name, tally.gold, tally.predicted, tally.hit) == (name, *expected)
        assert tally.f1 == pytest.approx(reference.prf(counts, key)["f1"])
    for name in ("date", "modality", "state"):
        share = getattr(score, name)
        assert (name, share.total, share.right) == (name, counts[f"{name}.n"], counts[f"{name}.ok"])
    for type_, tally in score.types.items():
        assert (tally.gold, tally.predicted, tally.hit) == tuple(
            counts[f"type.{type_}.{key}"] for key in ("gold", "pred", "hit")
        )
