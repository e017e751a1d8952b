"""States, international bodies and places: how the news names them, loaded from the data files in this folder.

A file of one's own (TOML with tables `[[state]]`, `[[body]]`, `[[place]]` and `[[person]]`) can add to them: a row
whose code or name is known already adds its words to that row, any other row is new.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias, get_args

from kg.errors import LexiconError
from kg.model import Body, BodyKind, Form, Gazetteer, Person, Place, PlaceKind, Sense, State, StateKind

Row: TypeAlias = dict[str, str | tuple[str, ...]]
Rows: TypeAlias = dict[tuple[str, str], Row]
"""Rows by their table and their code or name."""

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
    "person": ("name", "aliases", "state", "wikidata"),
}
_SENSES: Mapping[str, Mapping[str, Sense]] = {
    "state": {"name": "name", "names": "name", "demonyms": "demonym", "capitals": "capital", "seats": "seat"},
    "body": {"name": "body", "aliases": "body"},
    "place": {"name": "place", "aliases": "place"},
    "person": {"name": "person", "aliases": "person"},
}
"""By table which sense the words of a key give."""
_PATTERNS = {
    "code": (re.compile(r"[A-Z0-9][A-Z0-9-]{1,7}"), "2 to 8 capital letters, digits and hyphens ('X-ARD')"),
    "wikidata": (re.compile(r"Q[1-9][0-9]*"), "an item of Wikidata ('Q159')"),
}
_SHORTEST_CAPITALS = 4  # 'MALI' stands for 'Mali'; shorter words in capitals are abbreviations of something else


def load(extra: Path | None = None) -> Gazetteer:
    """The gazetteer that ships with kg, with the rows of the TOML file `extra` added to it.

    Raises:
        LexiconError: a file cannot be read, or has an unknown key, a wrong value or an unknown state.
    """
    if extra is None:
        return _shipped()
    shipped = _shipped_rows()
    rows = _added(shipped, extra)
    return _gazetteer(rows, own=frozenset(key for key, row in rows.items() if row != shipped.get(key)))


@cache
def _shipped() -> Gazetteer:
    return _gazetteer(_shipped_rows())


@cache
def _shipped_rows() -> Rows:
    rows: Rows = {}
    for name in ("states.toml", "bodies.toml", "places.csv"):
        rows = _added(rows, _FOLDER / name)
    return rows


def _gazetteer(rows: Rows, own: frozenset[tuple[str, str]] = frozenset()) -> Gazetteer:
    """The gazetteer of `rows`; forms of the rows `own` come before others."""
    tables: dict[str, dict[str, Row]] = {table: {} for table in _KEYS}
    for (table, identity), row in sorted(rows.items()):
        tables[table][identity] = row
    forms = tuple(_forms(rows, own))
    exact: dict[str, tuple[Form, ...]] = {}
    capitals: dict[str, tuple[Form, ...]] = {}
    for form in forms:
        exact[form.text] = (*exact.get(form.text, ()), form)
        upper = form.text.upper()
        if len(upper) >= _SHORTEST_CAPITALS and upper != form.text:
            capitals[upper] = (*capitals.get(upper, ()), form)
    return Gazetteer(
        states=MappingProxyType({code: State(**row) for code, row in tables["state"].items()}),  # type: ignore[arg-type]
        bodies=MappingProxyType({name: Body(**row) for name, row in tables["body"].items()}),  # type: ignore[arg-type]
        places=MappingProxyType({name: Place(**row) for name, row in tables["place"].items()}),  # type: ignore[arg-type]
        people=MappingProxyType({name: Person(**row) for name, row in tables["person"].items()}),  # type: ignore[arg-type]
        forms=forms,
        exact=MappingProxyType(exact),
        capitals=MappingProxyType(capitals),
    )


def _forms(rows: Rows, own: frozenset[tuple[str, str]]) -> list[Form]:
    """Every form once, sorted by text, then own ones first, then sense, then key."""
    rank = {sense: i for i, sense in enumerate(get_args(Sense))}
    found: set[tuple[str, bool, int, str]] = set()
    for (table, identity), row in rows.items():
        for key, sense in _SENSES[table].items():
            words = row.get(key, ())
            texts = (words,) if isinstance(words, str) else words
            found |= {(text, (table, identity) not in own, rank[sense], identity) for text in texts}
    senses = get_args(Sense)
    return [Form(text=text, sense=senses[n], key=identity) for text, _, n, identity in sorted(found)]


def _added(rows: Rows, path: Path) -> Rows:
    """`rows` with those of `path`, once they are checked, merged into them."""
    found: list[tuple[str, tuple[str, str], Row]] = []
    for table, number, raw in _read(path):
        where, naming = f"{path}, {table} {number}", "code" if table == "state" else "name"
        row = _checked(table, raw, where)
        if not isinstance(identity := row.get(naming), str):
            raise LexiconError(f"{where}: it has no {naming}; add one (allowed: {', '.join(_KEYS[table])})")
        found.append((f"{where} ({identity})", (table, identity), row))
    known = {identity for table, identity in [*rows, *(key for _, key, _ in found)] if table == "state"}
    merged = dict(rows)
    for where, key, row in found:
        if row.get("state", "") not in known | {""}:
            raise LexiconError(f"{where}: unknown state {row['state']!r}; give the code of a known state")
        merged[key] = _merged(merged.get(key, {}), row)
        if "name" not in merged[key]:
            raise LexiconError(f"{where}: it has no name; add one (allowed: {', '.join(_KEYS[key[0]])})")
    return merged


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
            if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
                raise LexiconError(f"{where}: {key} must be a list of non-empty strings, not {value!r}")
            row[key] = tuple(map(_plain, value))
        elif not isinstance(value, str) or not value.strip():
            raise LexiconError(f"{where}: {key} must be a non-empty string, not {value!r}")
        elif key == "kind" and value not in _KINDS[table]:
            raise LexiconError(f"{where}: unknown kind {value!r}; allowed: {', '.join(_KINDS[table])}")
        elif key in _PATTERNS and not _PATTERNS[key][0].fullmatch(value):
            raise LexiconError(f"{where}: {key} must be {_PATTERNS[key][1]}, not {value!r}")
        else:
            row[key] = _plain(value)
    return row


def _plain(words: str) -> str:
    """`words` as they are looked up: single blanks, straight apostrophes."""
    return " ".join(words.replace("’", "'").split())


def _read(path: Path) -> Iterator[tuple[str, int, Mapping[str, object]]]:
    """The rows of a file, as table, number from 1, and values."""
    try:
        text = path.read_text(encoding="utf-8")
        tables = _csv(text) if path.suffix == ".csv" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        raise LexiconError(f"{path}: not readable as a gazetteer ({reason}); give a TOML file in UTF-8") from error
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
        if aliases := record.get("aliases"):
            row["aliases"] = aliases.split(";")
        rows.append(row)
    return {"place": rows}
