"""How much each sign of a right event weighs in a language, as measured on gold: `confidence.toml`."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES = ("signs", "rules", "slots")
"""The tables of the file: what an event has for signs, the row that fired, the slots of its arguments."""


@cache
def load(language: str = "en") -> Mapping[str, float] | None:
    """The log-odds of each sign by its table and name ('rules.visit-verb'), read once; None where there are none.

    Raises:
        LexiconError: for an unknown table or a wrong value.
    """
    file = files("kg.lexicons").joinpath(language, "confidence.toml")
    if not file.is_file():
        return None
    try:
        raw = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: {error}; delete it and run tests/eval/calibrate.py") from error
    if fault := _fault(raw):
        raise LexiconError(f"{file}: {fault}; delete it and run tests/eval/calibrate.py")
    return {f"{table}.{name}": float(weight) for table in TABLES for name, weight in raw[table].items()}


def _fault(raw: dict[str, Any]) -> str | None:
    """What is wrong with the content of the file, None if nothing is."""
    if set(raw) != set(TABLES) or not all(isinstance(table, dict) for table in raw.values()):
        return f"its tables are not {', '.join(TABLES)}"
    weights = {f"{table}.{name}": weight for table in TABLES for name, weight in raw[table].items()}
    wrong = [name for name, one in weights.items() if not isinstance(one, float) or not math.isfinite(one)]
    return f"{wrong[0]} is no decimal number" if wrong else None
