"""States, international bodies and places: how the news names them, loaded from the data files in this folder.

A file of one's own (TOML with tables `[[state]]`, `[[body]]` and `[[place]]`) can add to them: a row whose code or name
is known already adds its words to that row, any other row is new.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from kg.errors import LexiconError

StateKind = Literal["state", "territory", "historical"]
BodyKind = Literal["international", "movement", "national"]
PlaceKind = Literal["city", "region"]
Sense = Literal["name", "demonym", "capital", "seat", "body", "place"]
Row: TypeAlias = dict[str, str | tuple[str, ...]]

_FOLDER = Path(__file__).parent
_LISTS = frozenset({"names", "demonyms", "capitals", "seats", "aliases"})
_KINDS: Mapping[str, tuple[str, ...]] = {
    "state": get_args(StateKind),
    "body": get_args(BodyKind),
    "place": get_args(PlaceKind),
}
_KEYS: Mapping[str, tuple[str, ...]] = {
    "state": ("code", "name", "wikidata", "names", "demonyms", "capitals", "seats", "kind"),
    "body": ("name", "aliases", "wikidata", "kind", "state"),
    "place": ("name", "aliases", "state", "kind"),
}
_SHORTEST_CAPITALS = 4  # 'MALI' stands for 'Mali'; shorter words in capitals are abbreviations of something else


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state, territory or former state."""

    code: str
    name: str
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    """Buildings, ministries and cities that stand for the government, without the article."""
    kind: StateKind = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An international body, a movement, or a national organ; `state` is a code."""

    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    kind: BodyKind = "international"
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city or region; `state` is the code of the state it lies in, None where it spans several."""

    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    kind: PlaceKind = "city"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One thing that a text can mean: `key` is a state's code, a body's name or a place's name."""

    text: str
    sense: Sense
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """All states by code, bodies and places by name, and every form that denotes one of them."""

    states: Mapping[str, State]
    bodies: Mapping[str, Body]
    places: Mapping[str, Place]
    forms: tuple[Form, ...]
    """Sorted by text; of one text first state names, then demonyms, capitals, seats, bodies, places."""
    _exact: Mapping[str, tuple[Form, ...]] = field(repr=False, compare=False)
    _capitals: Mapping[str, tuple[Form, ...]] = field(repr=False, compare=False)

    def lookup(self, text: str) -> tuple[Form, ...]:
        """All that `text` can mean, likeliest sense first; `MOSCOW` also finds `Moscow`."""
        text = text.replace("’", "'")
        return self._exact.get(text) or self._capitals.get(text, ())


@cache
def load(extra: Path | None = None) -> Gazetteer:
    """The gazetteer that ships with kg, with the rows of the TOML file `extra` added to it.

    Raises:
        LexiconError: a file cannot be read, or has an unknown key, a wrong value or an unknown state.
    """
    rows: dict[str, dict[str, Row]] = {"state": {}, "body": {}, "place": {}}
    files = [_FOLDER / "states.toml", _FOLDER / "bodies.toml", _FOLDER / "places.csv"]
    for path in [*files, extra] if extra else files:
        _add(rows, path)
    states = {code: State(**row) for code, row in sorted(rows["state"].items())}  # type: ignore[arg-type]
    bodies = {name: Body(**row) for name, row in sorted(rows["body"].items())}  # type: ignore[arg-type]
    places = {name: Place(**row) for name, row in sorted(rows["place"].items())}  # type: ignore[arg-type]
    forms = tuple(_forms(states.values(), bodies.values(), places.values()))
    exact: dict[str, tuple[Form, ...]] = {}
    capitals: dict[str, tuple[Form, ...]] = {}
    for form in forms:
        exact[form.text] = (*exact.get(form.text, ()), form)
        upper = form.text.upper()
        if len(upper) >= _SHORTEST_CAPITALS and upper != form.text:
            capitals[upper] = (*capitals.get(upper, ()), form)
    return Gazetteer(
        states=MappingProxyType(states),
        bodies=MappingProxyType(bodies),
        places=MappingProxyType(places),
        forms=forms,
        _exact=MappingProxyType(exact),
        _capitals=MappingProxyType(capitals),
    )


def _forms(states: Iterable[State], bodies: Iterable[Body], places: Iterable[Place]) -> list[Form]:
    """Every form once, sorted by text, then sense, then key."""
    found = set()
    for state in states:
        senses: dict[Sense, tuple[str, ...]] = {
            "name": (state.name, *state.names),
            "demonym": state.demonyms,
            "capital": state.capitals,
            "seat": state.seats,
        }
        found |= {(text, sense, state.code) for sense, texts in senses.items() for text in texts}
    found |= {(text, "body", body.name) for body in bodies for text in (body.name, *body.aliases)}
    found |= {(text, "place", place.name) for place in places for text in (place.name, *place.aliases)}
    rank = {sense: i for i, sense in enumerate(get_args(Sense))}
    ordered = sorted(found, key=lambda form: (form[0], rank[form[1]], form[2]))
    return [Form(text=text, sense=sense, key=key) for text, sense, key in ordered]


def _add(rows: dict[str, dict[str, Row]], path: Path) -> None:
    """Check the rows of `path` and merge them into `rows`."""
    known = set(rows["state"])
    for table, number, raw in _read(path):
        where = f"{path}, {table} {number}"
        row = _checked(table, raw, where)
        identity = row.get("code" if table == "state" else "name")
        if not isinstance(identity, str):
            raise LexiconError(f"{where}: it has no {'code' if table == 'state' else 'name'}; add one")
        if table == "state":
            known.add(identity)
        elif "state" in row and row["state"] not in known:
            raise LexiconError(f"{where} ({identity}): unknown state {row['state']!r}; give the code of a known state")
        merged = _merged(rows[table].get(identity, {}), row)
        if "name" not in merged:
            raise LexiconError(f"{where} ({identity}): it has no name; add one")
        rows[table][identity] = merged


def _merged(old: Row, new: Row) -> Row:
    """`old` with the values of `new`, lists joined."""
    merged = dict(old)
    for key, value in new.items():
        before = merged.get(key)
        if isinstance(before, tuple) and isinstance(value, tuple):
            value = (*before, *(word for word in value if word not in before))  # noqa: PLW2901
        merged[key] = value
    return merged


def _checked(table: str, raw: Mapping[str, object], where: str) -> Row:
    """The row with lists as tuples, or a LexiconError that names what is wrong in it."""
    row: Row = {}
    for key, value in raw.items():
        if key not in _KEYS[table]:
            raise LexiconError(f"{where}: unknown key {key!r}; allowed: {', '.join(_KEYS[table])}")
        if key in _LISTS:
            if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
                raise LexiconError(f"{where}: {key} must be a list of non-empty strings, not {value!r}")
            row[key] = tuple(value)
        elif not isinstance(value, str) or not value:
            raise LexiconError(f"{where}: {key} must be a non-empty string, not {value!r}")
        elif key == "kind" and value not in _KINDS[table]:
            raise LexiconError(f"{where}: unknown kind {value!r}; allowed: {', '.join(_KINDS[table])}")
        else:
            row[key] = value
    return row


def _read(path: Path) -> Iterator[tuple[str, int, Mapping[str, object]]]:
    """The rows of a file, as table, number from 1, and values."""
    try:
        text = path.read_text(encoding="utf-8")
        tables = _csv(text) if path.suffix == ".csv" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{path}: not readable as a gazetteer ({error}); give a TOML file in UTF-8") from error
    for table, rows in tables.items():
        if table not in _KEYS:
            raise LexiconError(f"{path}: unknown table {table!r}; allowed: {', '.join(_KEYS)}")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise LexiconError(f"{path}: {table} must be a list of tables, each headed [[{table}]]")
        yield from ((table, number, row) for number, row in enumerate(rows, start=1))


def _csv(text: str) -> dict[str, list[dict[str, object]]]:
    """The places of a comma-separated file with a header line; lines that begin with `#` are comments."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows: list[dict[str, object]] = []
    for record in csv.DictReader(lines):
        row: dict[str, object] = {key: value for key, value in record.items() if value}
        if record["aliases"]:
            row["aliases"] = record["aliases"].split(";")
        rows.append(row)
    return {"place": rows}
