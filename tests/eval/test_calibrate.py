"""The calibration: its regression finds what is there, gives the same twice, and its file reads back."""

from __future__ import annotations

import random
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.model import Event


@pytest.fixture(scope="module")
def calibrate() -> Any:
    """The script as a module."""
    folder = str(Path(__file__).resolve().parent)
    sys.path.insert(0, folder)
    try:
        import calibrate  # noqa: PLC0415 (a script beside the test, no package)

        yield calibrate
    finally:
        sys.path.remove(folder)


def sample(calibrate: Any, number: int) -> list[Any]:
    """Events of a good rule (right in 9 of 10) and of a bad one (in 3 of 10), in articles of four."""
    chance = random.Random(7)  # noqa: S311 (no secrets here)
    found = []
    for n in range(number):
        rule, part = ("good", 0.9) if n % 2 else ("bad", 0.3)
        signs = {"signs.always": 1.0, f"rules.{rule}": 1.0}
        event = Event(id=str(n), type="Visit", participants=())
        found.append(calibrate.Example(f"a{n // 4}", chance.random() < part, event, signs))
    return found


def test_the_regression_finds_the_parts(calibrate: Any) -> None:
    found = sample(calibrate, 2000)
    weights = calibrate.fitted(found)
    for mine in (found[::2], found[1::2]):
        part = sum(one.right for one in mine) / len(mine)
        assert calibrate.graded_by(weights, mine[:1])[0][0] == pytest.approx(part, abs=0.02)
    assert calibrate.fitted(found) == weights


def test_few_events_say_little(calibrate: Any) -> None:
    few = calibrate.graded_by(calibrate.fitted(sample(calibrate, 20)), sample(calibrate, 2))
    many = calibrate.graded_by(calibrate.fitted(sample(calibrate, 2000)), sample(calibrate, 2))
    assert abs(few[1][0] - few[0][0]) < abs(many[1][0] - many[0][0])


def test_each_event_is_graded_by_other_articles(calibrate: Any) -> None:
    found = sample(calibrate, 400)
    graded = calibrate.validated(found)
    assert len(graded) == len(found)
    assert sum(right for _, right in graded) == sum(one.right for one in found)
    assert calibrate.report.brier(graded) < calibrate.report.brier([(0.5, right) for _, right in graded])
    assert calibrate.validated(found[:4]) == []  # one article has no others


def test_the_file_reads_back(calibrate: Any) -> None:
    text = calibrate.written({"rules.visit-verb": 0.123456, "signs.always": -1.0, "slots.object": 0.5})
    assert tomllib.loads(text) == {
        "signs": {"always": -1.0},
        "rules": {"visit-verb": 0.1235},
        "slots": {"object": 0.5},
    }
