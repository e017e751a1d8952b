"""How often the rows of a language's lexicon are right, as measured on gold: `confidence.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLES = ("types", "rules", "slots", "weights")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Parts that were right on gold, drawn towards the whole where gold has few, and what to make of them."""

    overall: float
    """Of all events."""
    types: Mapping[str, float]
    """Of the events of a type."""
    rules: Mapping[str, float]
    """Of the events that a row fired for, by its id."""
    slots: Mapping[str, float]
    """Of the events that have an argument from a slot."""
    weights: Mapping[str, float]
    """The weight of each sign in the log-odds of being right, by its name in `kg.confidence`."""


@cache
def load(language: str = "en") -> Calibration | None:
    """The calibration of `language`, read once; None where nothing was measured.

    Raises:
        LexiconError: for an unknown key or a wrong value.
    """
    file = files("kg.lexicons").joinpath(language, "confidence.toml")
    if not file.is_file():
        return None
    try:
        raw = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: {error}; write it anew with tests/eval/calibrate.py") from error
    if fault := _fault(raw):
        raise LexiconError(f"{file}: {fault}; write it anew with tests/eval/calibrate.py")
    return Calibration(**raw)


def _fault(raw: dict[str, Any]) -> str | None:
    """What is wrong with the content of the file, None if nothing is."""
    if set(raw) != {"overall", *_TABLES}:
        return f"its keys are not overall, {', '.join(_TABLES)}"
    parts = {"overall": raw["overall"]}
    for name in ("types", "rules", "slots"):
        parts |= {f"{name}.{key}": value for key, value in raw[name].items()}
    wrong = [name for name, part in parts.items() if not isinstance(part, float) or not 0 < part < 1]
    wrong += [f"weights.{name}" for name, weight in raw["weights"].items() if not isinstance(weight, float)]
    return f"{wrong[0]} is no number between 0 and 1" if wrong else None
