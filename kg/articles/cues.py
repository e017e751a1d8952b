"""The words that tell an article from its page, read from `kg/lexicons/LANGUAGE/boilerplate.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import LexiconError

_LEXICONS = Path(__file__).parent.parent / "lexicons"
_SHAPE = {
    "heading": {"patterns"},
    "line": {"patterns"},
    "tail": {"patterns"},
    "stamp": {"published", "updated"},
    "calendar": {"months", "weekdays"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """One language's cues: patterns for lines and their ends, words before dates, names of months and weekdays."""

    heading: re.Pattern[str]
    line: re.Pattern[str]
    tail: re.Pattern[str]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


@cache
def load(language: str = "en") -> Cues:
    """The cues of `language`; a missing file, an unknown key or a pattern that does not compile is a LexiconError."""
    path = _LEXICONS / language / "boilerplate.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise LexiconError(f"{path}: cannot be read as TOML ({error}); reinstall kg or mend the file") from error
    return parse(table, where=str(path))


def parse(table: dict[str, Any], *, where: str) -> Cues:
    """The cues that the TOML `table` from `where` holds."""
    found = {name: set(rows) for name, rows in table.items() if isinstance(rows, dict)}
    if found != _SHAPE:
        wrong = sorted(set(table) ^ set(_SHAPE)) or sorted(name for name in _SHAPE if found[name] != _SHAPE[name])
        allowed = "; ".join(f"[{name}] {', '.join(sorted(keys))}" for name, keys in _SHAPE.items())
        raise LexiconError(f"{where}: wrong or missing in {', '.join(wrong)}; a boilerplate lexicon has {allowed}")
    stamp, calendar = table["stamp"], table["calendar"]
    return Cues(
        heading=_pattern(table["heading"]["patterns"], where, re.IGNORECASE),
        line=_pattern(table["line"]["patterns"], where, re.IGNORECASE),
        tail=_pattern(table["tail"]["patterns"], where, re.NOFLAG),
        published=tuple(stamp["published"]),
        updated=tuple(stamp["updated"]),
        months=tuple(calendar["months"]),
        weekdays=tuple(calendar["weekdays"]),
    )


def _pattern(alternatives: list[str], where: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """One pattern for all `alternatives`, each of which has to compile by itself."""
    for alternative in alternatives:
        try:
            re.compile(alternative)
        except re.error as error:
            raise LexiconError(f"{where}: {alternative!r} is no regular expression ({error}); mend it") from error
    return re.compile("|".join(f"(?:{alternative})" for alternative in alternatives), flags)
