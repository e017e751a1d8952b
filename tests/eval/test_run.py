"""The floors: they rise with `--raise`, fall with `--lower` only, and are written so that they read back."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def run() -> Any:
    """The script as a module."""
    folder = str(Path(__file__).resolve().parent)
    sys.path.insert(0, folder)
    try:
        import run  # noqa: PLC0415 (a script beside the test, no package)

        yield run
    finally:
        sys.path.remove(folder)


def test_below_its_floor(run: Any) -> None:
    assert run.below({"event": 0.5, "date": 0.5}, {"event": 0.4999, "date": 0.5}) == [
        "event is 0.4999, below its floor of 0.500"
    ]


def test_raise_never_lowers(run: Any) -> None:
    figures = {"event": 0.6126, "date": 0.4}
    assert run.moved({"event": 0.5, "date": 0.5}, figures, may_lower=False) == {"event": 0.612, "date": 0.5}
    assert run.moved({"event": 0.5, "date": 0.5}, figures, may_lower=True) == {"event": 0.612, "date": 0.4}


def test_floors_are_cut_so_that_they_hold_at_once(run: Any) -> None:
    figures = {"event": 0.99996}
    assert run.below(run.moved({}, figures, may_lower=False), figures) == []


def test_floors_read_back(run: Any) -> None:
    pinned = {"tests/eval/gold": {"event": 0.612}, "../shared/gold/dev": {"event": 0.5, "date": 1.0}}
    assert tomllib.loads(run.written(pinned)) == pinned


def test_pinned_floors_are_known_figures(run: Any) -> None:
    pinned = tomllib.loads(run.FLOORS.read_text("utf-8"))
    assert all(set(floors) <= set(run.Score().figures()) for floors in pinned.values())
