"""The questions that ship with kg: the files of `queries/`, what each asks for, and running them.

A query file is SPARQL. Its first comment line is the question in words; a line `# param: NAME TYPE[=DEFAULT] WORDS`
declares a parameter, which is a variable of the query and stands among those after SELECT. The types are `name` (words
of a name), `state` (a name, abbreviation or code; the query gets the code), `text`, `id` (of an event), `date` (a day,
month or year) and `number`.
"""

from __future__ import annotations

import difflib
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from kg import gazetteers, resources
from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value: TypeAlias = str | int | float | bool

_STATES = """
SELECT DISTINCT ?form ?bound ?rank WHERE {
  ?state a dip:State .
  OPTIONAL { ?state dip:stateCode ?code }
  { ?state dip:stateCode ?form BIND(0 AS ?rank) }
  UNION { ?state rdfs:label ?form BIND(1 AS ?rank) }
  UNION { ?state skos:altLabel ?form BIND(2 AS ?rank) }
  BIND(COALESCE(?code, ?form) AS ?bound)
}
ORDER BY ?form ?bound
"""
_NAMES = "SELECT DISTINCT ?form WHERE { ?any rdfs:label|skos:altLabel ?form } ORDER BY ?form"
_WORD = re.compile(r"[^\W_]+")
_UNACCENTED = str.maketrans("øłđðıħ", "olddih")
"""Letters that Unicode does not take apart into a letter and its mark."""

_PARAM = re.compile(r"# param: (?P<name>\w+) (?P<type>[\w-]+)(?P<default>=\S*)? (?P<words>.+)")


class Answer(Protocol):
    """What a store answers."""

    @property
    def variables(self) -> tuple[str, ...]:
        """The columns, without the parameters."""

    @property
    def rows(self) -> Sequence[Sequence[Value | None]]:
        """The rows, in the order of the query."""


class Store(Protocol):
    """What can be asked: `kg.stores.triples.TripleStore` is one."""

    def query(self, sparql: str, parameters: Mapping[str, Value] | None = None) -> Answer:
        """The answer to `sparql` with its variables `parameters` bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A value that a query asks for; without a default it must be given."""

    name: str
    type: str
    description: str
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question: its name (the file's stem, or where it came from), in words, what it asks for, and its SPARQL."""

    name: str
    question: str
    params: tuple[Param, ...]
    text: str


class Result(NamedTuple):
    """The answer as a table: a row maps each column to its text, number or truth, or to None where nothing is known."""

    columns: tuple[str, ...]
    rows: list[dict[str, Value | None]]


def available() -> tuple[Query, ...]:
    """The queries that ship with kg, by name."""
    return tuple(
        _parse(path.stem, path.read_text("utf-8")) for path in sorted(resources.folder("queries").glob("*.rq"))
    )


def find(name_or_path: str) -> Query:
    """The query with that name, or in that file; `-` reads it from standard input.

    Raises:
        QueryError: There is no such query or file, or a parameter of it is badly declared.
    """
    if name_or_path == "-":
        return _parse("standard input", sys.stdin.read())
    path = Path(name_or_path)
    if path.suffix == ".rq" or path.is_file():
        return _parse(path.name, _read(path))
    shipped = {query.name: query for query in available()}
    if name_or_path not in shipped:
        raise QueryError(f"{name_or_path}: no such query; name a file, or one of {', '.join(shipped)}")
    return shipped[name_or_path]


def run(store: Store, query: Query, params: Mapping[str, str] | None = None) -> Result:
    """What `store` answers to `query`, its parameters bound to `params` or to their defaults.

    Raises:
        QueryError: A parameter is missing, unknown or of the wrong type, names no state or several, or the query is not
            SPARQL.
    """
    given = dict(params or {})
    unknown = sorted(set(given) - {param.name for param in query.params})
    if unknown:
        raise QueryError(f"{query.name}: no parameter {unknown[0]!r}; {_allowed(query)}")
    answer = store.query(query.text, {param.name: _bound(store, query, param, given) for param in query.params})
    rows = [dict(zip(answer.variables, row, strict=True)) for row in answer.rows]
    return Result(columns=answer.variables, rows=rows)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise QueryError(f"{path}: cannot be read ({reason}); name a SPARQL file or a query of 'kg queries'") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: is not UTF-8 text; name a SPARQL file") from error


def _parse(name: str, text: str) -> Query:
    lines = text.splitlines()
    comments = [line for line in lines if line.startswith("#")]
    params = tuple(_param(name, line) for line in comments if line.startswith("# param:"))
    words = next((line for line in comments if not line.startswith("# param:")), "")
    return Query(name=name, question=words.lstrip("# ").rstrip(), params=params, text=text)


def _param(name: str, line: str) -> Param:
    found = _PARAM.fullmatch(line.rstrip())
    if not found or found["type"] not in _TYPES:
        form = f"# param: NAME TYPE[=DEFAULT] WORDS, TYPE one of {', '.join(_TYPES)}"
        raise QueryError(f"{name}: {line!r} declares no parameter; write {form}")
    default = found["default"][1:] if found["default"] else None
    return Param(name=found["name"], type=found["type"], description=found["words"], default=default)


def _allowed(query: Query) -> str:
    if not query.params:
        return "it takes none"
    return "it takes " + ", ".join(
        f"{param.name} ({param.type}{'' if param.default is None else ', optional'})" for param in query.params
    )


def _bound(store: Store, query: Query, param: Param, given: Mapping[str, str]) -> Value:
    """The value of `param`: as it is given, but a state by its code, and a name with the accents that the graph has."""
    value = _value(query, param, given)
    if value == param.default or not isinstance(value, str):
        return value
    if param.type == "name":
        return _spelt(store, value)
    if param.type == "state":
        try:
            return _state(store, value)
        except ValueError as error:
            raise QueryError(f"{query.name}: {param.name}={value!r} {error}") from None
    return value


def _state(store: Store, text: str) -> str:
    """The code of the state that `text` is the code, name or abbreviation of: in the graph, or else in the gazetteer.

    Raises:
        ValueError: `text` names no state, or several; says so.
    """
    known = gazetteers.load()
    ranked = [(_folded(str(form)), str(form), str(bound), rank) for form, bound, rank in store.query(_STATES).rows]
    ranked += [(_folded(code), code, code, 3) for code in known.states]
    ranked += [(_folded(form.text), form.text, form.key, 4) for form in known.forms if form.sense == "name"]
    wanted = _folded(text)
    found = [(rank, bound) for folded, _, bound, rank in ranked if folded == wanted]
    best = sorted({bound for rank, bound in found if rank == min(found)[0]})
    if len(best) == 1:
        return best[0]
    if best:
        raise ValueError(f"names several states; give one of the codes {', '.join(best)}")
    names = {folded: form for folded, form, _, _ in reversed(ranked)}
    meant = [known.states[form.key].name for form in known.lookup(text) if form.key in known.states]
    meant += [names[near] for near in difflib.get_close_matches(wanted, names, n=1)]
    raise ValueError("is no known state; " + (f"perhaps {meant[0]!r}" if meant else "give its name or ISO code"))


def _spelt(store: Store, text: str) -> str:
    """`text`, each word that no name of the graph has as the graph spells it, where only accents and case differ."""
    spelt: dict[str, set[str]] = defaultdict(set)
    for (form,) in store.query(_NAMES).rows:
        for word in _WORD.findall(str(form).lower()):
            spelt[_folded(word)].add(word)

    def as_known(match: re.Match[str]) -> str:
        known = spelt.get(_folded(match[0]), set())
        return min(known) if known and match[0].lower() not in known else match[0]

    return _WORD.sub(as_known, text)


def _folded(text: str) -> str:
    """`text` as names are compared: without case, accents, and a leading article."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    words = plain.replace("’", "'").casefold().translate(_UNACCENTED).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _value(query: Query, param: Param, given: Mapping[str, str]) -> Value:
    text = given.get(param.name, param.default)
    if text is None:
        raise QueryError(f"{query.name}: the parameter {param.name!r} is missing; {_allowed(query)}")
    if text == param.default and param.type != "number":
        return text
    try:
        return _TYPES[param.type](text.strip())
    except ValueError as error:
        raise QueryError(f"{query.name}: {param.name}={text!r} is no {param.type}; give {error}") from None


def _words(text: str) -> str:
    if not text:
        raise ValueError("a text that is not empty")
    return text


def _name(text: str) -> str:
    if not _WORD.search(text):
        raise ValueError("one word of it or more")
    return text


def _date(text: str) -> str:
    """`text` where it is a day, a month or a year: shorter dates bound a range by all their days."""
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text, re.ASCII):
        try:
            date.fromisoformat(text + "-01-01"[len(text) - 4 :])
        except ValueError:
            pass
        else:
            return text
    raise ValueError("a day, month or year as YYYY-MM-DD, YYYY-MM or YYYY")


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise ValueError("a whole number from 0 to 999999999")
    return int(text)


_TYPES: dict[str, Callable[[str], Value]] = {
    "name": _name,
    "state": _words,
    "text": _words,
    "id": _words,
    "date": _date,
    "number": _number,
}
"""Type of a parameter -> what reads its text, or raises ValueError with what to give."""
