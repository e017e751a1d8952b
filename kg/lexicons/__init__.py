"""The words and cues of one language as frozen data, read from TOML and checked on the way in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

from kg.errors import LexiconError
from kg.model import MODALITIES, EventType, Modality

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One trigger of an event type: the words it fires on and the slots that fill its roles."""

    id: str
    type: EventType
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    via: tuple[str, ...] = ("object",)
    light: frozenset[str] = frozenset()
    free: bool = False
    roles: Mapping[str, tuple[tuple[str, ...], ...]]
    needs: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()
    topic: tuple[str, ...] = ()
    modality: Modality | None = None
    """What the words themselves make of the event, where the text has no cue for another modality."""
    tenure: str | None = None
    """Which end of a tenure an appointment's date is: 'start' or 'end'."""
    weight: float = 0.5
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What makes a clause of one modality."""

    adverbs: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All words of one language; `words` holds the plain lists by their dotted names ('speech.verbs')."""

    language: str
    rows: tuple[Row, ...]
    modality: Mapping[str, Cues]
    words: Mapping[str, frozenset[str]]
    tables: Mapping[str, Mapping[str, str]]
    verbs: Mapping[str, tuple[Row, ...]]
    nouns: Mapping[str, tuple[Row, ...]]
    adjectives: Mapping[str, tuple[Row, ...]]


@cache
def load(language: str = "en") -> Lexicon:
    """The lexicon of `language` ('en'), read once.

    Raises:
        LexiconError: for a language without a folder, an unknown key or a wrong value.
    """
    folder = files("kg.lexicons").joinpath(language)
    if not folder.is_dir():
        raise LexiconError(f"no lexicon for language '{language}': add a folder kg/lexicons/{language}")
    events = _toml(folder, "events.toml")
    rows = tuple(_row(raw, n) for n, raw in enumerate(events["row"]))
    cues = _toml(folder, "cues.toml")
    modality = {name: _cues(name, raw) for name, raw in cues.pop("modality").items()}
    words: dict[str, frozenset[str]] = {f"role.{role}": frozenset(kinds) for role, kinds in events["role"].items()}
    tables: dict[str, Mapping[str, str]] = {}
    for file in (cues, _toml(folder, "posts.toml"), _toml(folder, "grammar.toml")):
        _flatten("", file, words, tables)
    return Lexicon(
        language=language,
        rows=rows,
        modality=modality,
        words=words,
        tables=tables,
        verbs=_index(rows, "verbs"),
        nouns=_index(rows, "nouns"),
        adjectives=_index(rows, "adjectives"),
    )


def _toml(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(folder.joinpath(name).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{folder.joinpath(name)}: {error}") from error


def _row(raw: dict[str, Any], number: int) -> Row:
    where = f"events.toml, row {number + 1} ({raw.get('id', 'without id')})"
    allowed = {f.name for f in fields(Row)}
    if unknown := set(raw) - allowed:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)[0]!r}; allowed are {', '.join(sorted(allowed))}")
    if raw.get("type") not in get_args(EventType):
        raise LexiconError(f"{where}: type {raw.get('type')!r} is none of {', '.join(get_args(EventType))}")
    for key, value in raw.items():
        if not _is_fit(key, value):
            raise LexiconError(f"{where}: the value of {key!r} is not {_VALUES.get(key, 'a list of words')}: {value!r}")
    if missing := {"id", "type", "roles"} - set(raw):
        raise LexiconError(f"{where}: key {sorted(missing)[0]!r} is missing")
    values: dict[str, Any] = {
        key: frozenset(value) if isinstance(value, list) and key not in {"needs", "via"} else value
        for key, value in raw.items()
    }
    values["needs"] = tuple(raw.get("needs", ()))
    values["via"] = tuple(raw.get("via", ("object",)))
    values["topic"] = tuple(part.strip() for part in raw.get("topic", "").split("|") if part.strip())
    values["roles"] = {role: _slots(text) for role, text in raw["roles"].items()}
    return Row(**values)


_VALUES = {
    "id": "a word",
    "type": "a word",
    "topic": "slots with '|' between them",
    "note": "a text",
    "modality": f"one of {', '.join(MODALITIES)}",
    "weight": "a number from 0 to 1",
    "tenure": "'start' or 'end'",
    "free": "true or false",
    "roles": "a table of slots",
}


_CHOICES: Mapping[str, tuple[str, ...]] = {"modality": MODALITIES, "tenure": ("start", "end")}


def _is_fit(key: str, value: object) -> bool:
    """Whether the value of a row's key has the right type."""
    if key in _CHOICES:
        return value in _CHOICES[key]
    if key == "weight":
        return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
    if key == "roles":
        return isinstance(value, dict) and all(isinstance(slots, str) for slots in value.values())
    if key in {"id", "type", "topic", "note", "free"}:
        return isinstance(value, bool if key == "free" else str)
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _slots(text: str) -> tuple[tuple[str, ...], ...]:
    """Alternatives in their order, each a tuple of slots taken together: 'a + b | c' is ((a, b), (c,))."""
    return tuple(tuple(slot.strip() for slot in group.split("+")) for group in text.split("|"))


def _cues(name: str, raw: dict[str, list[str]]) -> Cues:
    allowed = {f.name for f in fields(Cues)}
    if unknown := set(raw) - allowed:
        raise LexiconError(
            f"cues.toml, modality.{name}: unknown key {sorted(unknown)[0]!r}; allowed are {', '.join(sorted(allowed))}"
        )
    return Cues(**{key: frozenset(value) for key, value in raw.items()})


def _flatten(
    prefix: str, raw: dict[str, Any], words: dict[str, frozenset[str]], tables: dict[str, Mapping[str, str]]
) -> None:
    for key, value in raw.items():
        name = f"{prefix}{key}"
        if isinstance(value, list):
            words[name] = frozenset(value)
        elif isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            tables[name] = value
        elif isinstance(value, dict):
            _flatten(f"{name}.", value, words, tables)
        else:
            raise LexiconError(f"{name}: a list or a table was expected, not {type(value).__name__}")


def _index(rows: tuple[Row, ...], key: str) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        for word in sorted(getattr(row, key)):
            found.setdefault(word, []).append(row)
    return {word: tuple(fitting) for word, fitting in found.items()}
